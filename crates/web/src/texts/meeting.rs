//! Meetings and what they leave behind: calendar, §§, attendance, records, notices.

use crate::lang::Lang;

subject! {
    /// Meetings and what they leave behind.
    pub struct MeetingTexts {
        list_lead: "Alla möten, månad för månad. Ett datum som inte är satt står som det är känt.", "All meetings, month by month. A date that is not set stands as far as it is known.";
        undated: "Utan datum", "Without date";
        no_meetings: "Inga möten är inlagda för den här tiden.", "No meetings are entered for this time.";
        year: "År", "Year";
        cooperation: "Samverkan", "Cooperation";
        organisation: "Organisation", "Organisation";
        body: "Organ", "Body";
        wheel: "Visa årshjulet", "Show the year wheel";
        subscribe: "Prenumerera på kalendern", "Subscribe to the calendar";
        time: "Tid", "Time";
        place: "Plats", "Place";
        paragraphs: "Paragrafer", "Paragraphs";
        items: "Paragrafer och punkter", "Paragraphs and points";
        number: "§", "§";
        heading: "Rubrik", "Heading";
        matter: "Ärende", "Matter";
        present: "Närvarande", "Present";
        not_carried_over: "Rubrikerna är inte överförda hit. Läs dem i protokollet.", "The headings have not been carried over. Read them in the minutes.";
        no_items: "Inga punkter är kända.", "No points are known.";
        decisions: "Beslut", "Decisions";
        attendance: "Närvaro", "Attendance";
        no_attendance: "Vilka som deltog framgår inte av källan.", "The source does not say who took part.";
        not_listed: "Källan har ingen närvarolista. Personerna här är kända genom något annat, och hur många som var med är okänt.", "The source has no list of those present. The persons here are known by other means, and how many were there is unknown.";
        band_paragraphs: "Varje rad är en person. Stapeln visar vid vilka paragrafer personen var med. Randig stapel: ersättare som tjänstgör. Streckad ram: källan säger inte säkert.", "Each row is a person. The bar shows at which paragraphs the person was there. Striped bar: a serving substitute. Dashed frame: the source does not say for certain.";
        band_clock: "Varje rad är en person. Stapeln visar när personen var med, en ruta är en halvtimme. Streckad ram: källan säger inte säkert.", "Each row is a person. The bar shows when the person was there, one square is half an hour. Dashed frame: the source does not say for certain.";
        name: "Namn", "Name";
        task: "Uppgift", "Task";
        extent: "Var med", "Was there";
        whole: "hela mötet", "the whole meeting";
        absent: "frånvarande", "absent";
        deciding: "Beslutande", "Deciding";
        members: "Ledamöter", "Members";
        substitutes: "Ersättare som inte tjänstgör", "Substitutes not serving";
        officials: "Tjänstepersoner och kansli", "Officials and secretariat";
        others: "Övriga", "Others";
        absentees: "Frånvarande", "Absent";
        numbers: "Hur många som var med", "How many were there";
        numbers_note: "Räknat ur närvaron. Okänt betyder att källan inte räcker för att säga hur många; talen efter är minst och högst.", "Counted from the attendance. Unknown means that the source does not suffice to say how many; the numbers after it are the least and the most.";
        interval: "Intervall", "Interval";
        entitled: "Beslutande", "Deciding";
        in_the_room: "I rummet", "In the room";
        by_item: "Vid varje paragraf", "At each paragraph";
        unknown_which: "källan säger inte vid vilka punkter", "the source does not say at which points";
        records: "Protokoll och anslag", "Record and notices";
        record_way: "Protokollets väg", "The record's way";
        step_draft: "Skrivet", "Written";
        step_approved: "Godkänt", "Approved";
        step_adjusted: "Justerat", "Adjusted";
        step_issued: "Utfärdat", "Issued";
        step_posted: "Anslaget", "Posted";
        step_removed: "Nedtaget", "Taken down";
        step_kept: "Förvaras", "Kept";
        date_missing: "datum saknas", "date missing";
        cannot_compute: "kan inte räknas ut", "cannot be computed";
        no_record: "Inget protokoll är känt.", "No record is known.";
        notice: "Anslag", "Notice";
        initials: "initialer", "initials";
        read_record: "Läs protokollet", "Read the record";
        planning: "Planering", "Planning";
        went_home: "Hem till medlemmarna och tillbaka", "Home to the members and back";
        sent_home_at: "skickades hem vid", "sent home at";
        came_back_at: "kom tillbaka vid", "came back at";
        recommendations: "Rekommendationer till andra organ", "Recommendations to other bodies";
        back_reports: "Återrapportering", "Back reports";
        second_hand: "Mötet är känt bara genom att ett annat dokument nämner det.", "The meeting is known only because another document mentions it.";
        sitting: "Sammankomst", "Sitting";
        beside: "Samma tillfälle", "Same occasion";
        kind: "Möte", "Meeting";
        months_other: "Tid som spänner över flera månader", "A time that spans several months";
    }
}

impl Lang {
    /// How many decide, in the lead of a meeting: `13 beslutande`.
    pub fn deciding(self, n: usize, is_elected: bool) -> String {
        let word = if is_elected {
            self.pick("beslutande", "deciding")
        } else {
            self.plural(n, [["ledamot", "ledamöter"], ["member", "members"]])
        };
        format!("{n}\u{a0}{word}")
    }

    /// How many decide, if only the least and the most are known: `okänt, 6–11 ledamöter`.
    pub fn deciding_between(self, least: usize, most: usize, is_elected: bool) -> String {
        let of_most = self.deciding(most, is_elected);
        format!("{}, {least}–{of_most}", self.texts().common.unknown)
    }

    /// The number of an item: `§ 226` where the body counts §§, otherwise `punkt 2`.
    pub fn item_name(self, number: &str, is_paragraph: bool) -> String {
        let is_number = number.starts_with(|c: char| c.is_ascii_digit());
        match (is_paragraph, is_number) {
            (true, _) => self.item_number(number),
            (false, true) => format!("{}\u{a0}{number}", self.pick("punkt", "point")),
            (false, false) => number.to_owned(),
        }
    }

    /// How many officials: `6 tjänstepersoner`.
    pub fn officials(self, n: usize) -> String {
        format!(
            "{n}\u{a0}{}",
            self.plural(n, [["tjänsteperson", "tjänstepersoner"], ["official", "officials"]])
        )
    }

    /// A number that is not certain: `okänt, 6–11`.
    pub fn between(self, least: usize, most: usize) -> String {
        format!("{}, {least}–{most}", self.texts().common.unknown)
    }

    /// Those who were there all the time, for a narrow screen: `18 personer var med hela mötet`.
    pub fn whole_meeting(self, n: usize) -> String {
        let persons = self.plural(n, [["person", "personer"], ["person", "persons"]]);
        format!("{n}\u{a0}{persons} {}", self.pick("var med hela mötet", "were there for the whole meeting"))
    }

    /// Since when or until when: `från kl. 09.10`, `till § 226`.
    pub fn since(self, what: &str) -> String {
        format!("{} {what}", self.pick("från", "from"))
    }

    /// Until when.
    pub fn until(self, what: &str) -> String {
        format!("{} {what}", self.pick("till", "until"))
    }

    /// Whom somebody serves for.
    pub fn serves_for(self, who: &str) -> String {
        format!("{} {who}", self.pick("tjänstgör för", "serves for"))
    }

    /// How many meetings a list has: `51 möten`.
    pub fn meetings(self, n: usize) -> String {
        let whole = self.whole(i64::try_from(n).unwrap_or(i64::MAX));
        format!("{whole}\u{a0}{}", self.plural(n, [["möte", "möten"], ["meeting", "meetings"]]))
    }

    /// What a record's notices say, in the lead.
    pub fn record_is(self, status: &str) -> String {
        format!("{} {status}.", self.pick("Protokollet är", "The record is"))
    }

    /// That a notice has no date.
    pub fn notice_without_date(self) -> &'static str {
        self.pick("Beviset om anslag saknar datum.", "The proof of notice has no date.")
    }
}
