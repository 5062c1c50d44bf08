//! Texts of courses, gatherings and good examples.

use crate::lang::Lang;

subject! {
    /// Texts of courses, gatherings and good examples.
    pub struct CourseTexts {
        list_lead: "Utbildningar som medlemmar ger tillsammans, med pris, storlek och nästa tillfälle.", "Courses that members give together, with price, size and next session.";
        course: "Utbildning", "Course";
        price: "Pris", "Price";
        size: "Deltagare", "Participants";
        length: "Längd", "Length";
        next: "Nästa tillfälle", "Next session";
        no_next: "inget tillfälle inlagt", "no session entered";
        none: "Inga utbildningar är inlagda.", "No courses are entered.";
        minimum: "minst", "at least";
        target: "helst", "preferably";
        maximum: "högst", "at most";
        advice: "riktvärden, inte gränser", "advice, not limits";
        limits: "gränser", "limits";
        about: "Om utbildningen", "About the course";
        subjects: "Det tas upp", "What it takes up";
        editions: "Tillfällen", "Sessions";
        no_editions: "Inga tillfällen är inlagda.", "No sessions are entered.";
        needs: "Platser som behövs", "Seats needed";
        no_needs: "Ingen har sagt hur många platser som behövs.", "Nobody has said how many seats are needed.";
        organisation: "Organisation", "Organisation";
        seats: "Platser", "Seats";
        asked: "Frågat", "Asked";
        when: "När", "When";
        place: "Plats", "Place";
        status: "Läge", "Status";
        enrolled: "Anmälda", "Enrolled";
        not_counted: "inte angivet", "not stated";
        evaluations: "Utvärderingar", "Evaluations";
        source: "Källa", "Source";
        events: "Träffar", "Gatherings";
        events_lead: "Seminarier, temadagar och andra träffar som inte är ett organs möte.", "Seminars, theme days and other gatherings that are no body's meeting.";
        coming: "Kommande", "To come";
        past: "Tidigare", "Past";
        undated: "Utan datum", "Without a date";
        no_coming: "Inga kommande träffar är inlagda.", "No coming gatherings are entered.";
        series: "Återkommande", "Recurring";
        frequency: "Hur ofta", "How often";
        audience: "För vem", "For whom";
        prepared_by: "Förbereds av", "Prepared by";
        about_event: "Om träffen", "About the gathering";
        moved: "Flyttad", "Moved";
        moved_from: "från", "from";
        moved_to: "till", "to";
        decision: "Beslutet", "The decision";
        decision_unknown: "okänt vem som beslutade", "unknown who decided";
        others: "Andra tillfällen i serien", "Others in the series";
        shown_examples: "Exempel som visades", "Examples that were shown";
        examples_lead: "Det som har fungerat bra någonstans, för andra att ta efter.", "What has worked well somewhere, for others to take after.";
        members_only: "För medlemmar", "For members";
        theme: "Tema", "Theme";
        no_examples: "Inga öppna exempel är inlagda. Medlemmar kan se fler när de har valt vem de är.", "No open examples are entered. Members may see more when they have chosen who they are.";
        about_example: "Om exemplet", "About the example";
        read_more: "Läs mer", "Read more";
        all_events: "Träffar", "Gatherings";
    }
}

impl Lang {
    /// A length in days: `3 dagar`.
    pub fn days(self, count: &genbo_domain::count::Count) -> String {
        let one = count.min() == Some(1) && count.max() == Some(1);
        format!("{} {}", self.count(count), self.plural(if one { 1 } else { 2 }, [["dag", "dagar"], ["day", "days"]]))
    }
}
