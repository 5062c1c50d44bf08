//! Texts about keeping attendance at a meeting.

use crate::lang::Lang;

subject! {
    /// Calling the roll and entering who comes and goes.
    pub struct AttendanceTexts {
        title: "Närvaro", "Attendance";
        action: "Närvaro", "Attendance";
        lead: "Ropa upp, och skriv sedan in vem som kommer, går och tjänstgör. Ett tryck för varje händelse.", "Call the roll, then enter who comes, goes and serves. One press for each event.";
        early: "Mötet har inte börjat. Uppropet kan göras på mötets dag.", "The meeting has not begun. The roll can be called on its day.";
        roll_call: "Upprop", "Roll call";
        roll_lead: "Alla är förkryssade. Ta bort krysset för den som inte är här; en ledamot utan kryss skrivs som frånvarande.", "Everybody is ticked. Untick who is not here; a member without a tick is entered as absent.";
        here: "Här", "Here";
        remote: "På distans", "From elsewhere";
        name: "Namn", "Name";
        seat: "Plats", "Seat";
        task: "Uppgift vid mötet", "Task at the meeting";
        save_roll: "Spara uppropet", "Save the roll";
        others: "Andra som är med", "Others who take part";
        others_lead: "Tjänstepersoner, gäster och åhörare. En rad för var och en.", "Officials, guests and audience. One line for each.";
        other_name: "Namn", "Name";
        capacity: "Egenskap", "Capacity";
        person_title: "Titel", "Title";
        at_items: "Bara vid §§ (tomt: hela mötet)", "Only at §§ (empty: the whole meeting)";
        add_others: "Lägg till", "Add";
        unnamed: "Platser utan känt namn", "Seats without a known name";
        unnamed_lead: "Skriv namnet på den som är här, så kommer hon eller han med i uppropet. Lämna tomt för den som inte är här.", "Write the name of whoever is here, and she or he is called over too. Leave empty who is not here.";
        now: "Nu", "Now";
        when: "När", "When";
        at_item: "Vid punkt", "At item";
        at_clock: "Klockan", "Time";
        at_unknown: "okänt", "unknown";
        when_hint: "Gäller nästa tryck. Den som går gör det efter punkten, övriga före den.", "Holds for the next press. Who leaves does so after the item, all others before it.";
        unnumbered: "Punkter utan nummer kan inte väljas. Sätt nummer på dagordningen.", "Items without a number cannot be chosen. Give numbers on the agenda.";
        state: "Läge", "State";
        do_: "Händelse", "Event";
        arrives: "Kommer", "Arrives";
        joins: "Kommer på distans", "Joins from elsewhere";
        leaves: "Går", "Leaves";
        resumes: "Tar platsen", "Takes the seat";
        disqualified: "Jävig", "Disqualified";
        present: "här", "here";
        absent: "inte här", "not here";
        decides: "beslutar", "decides";
        is_disqualified: "jävig", "disqualified";
        who_serves: "Vem tjänstgör?", "Who serves?";
        nobody_left: "Ingen ersättare är ledig.", "No substitute is free.";
        serves: "tjänstgör", "serves";
        reason: "Varför (när ordningen frångås)", "Why (when the order is departed from)";
        timeline: "Händelser", "Events";
        no_events: "Ingen har kommit, gått eller tjänstgjort sedan uppropet.", "Nobody has come, gone or served since the roll was called.";
        take_back: "Ta bort", "Take back";
        time_unknown: "okänd tid", "time unknown";
        saved: "Sparat.", "Saved.";
        quorum: "Beslutför", "Quorate";
        not_quorum: "Inte beslutför", "Not quorate";
        fees: "Arvodesunderlag (CSV)", "Basis of fees (CSV)";
        person: "Namn", "Name";
        from: "Från", "From";
        party: "Parti", "Party";
        minutes: "Minuter närvarande", "Minutes present";
        has_decided: "Tjänstgjorde", "Decided";
        deciding_minutes: "Minuter i tjänst", "Minutes deciding";
        sum: "summa", "sum";
        deciding: "Beslutar nu", "Decide now";
        there: "Här nu", "Here now";
        no_clock: "Tiden går inte att läsa. Skriv den som 13.45.", "The time cannot be read. Write it as 13.45.";
        no_paragraphs: "§§ går inte att läsa. Skriv dem som 4, 6–9.", "The §§ cannot be read. Write them as 4, 6-9.";
        to_agenda: "Dagordning", "Agenda";
        to_meeting: "Till mötet", "To the meeting";
    }
}

impl Lang {
    /// Who serves for whom.
    pub fn serves_for_whom(self, name: &str) -> String {
        match self {
            Lang::Sv => format!("tjänstgör för {name}"),
            Lang::En => format!("serves for {name}"),
        }
    }

    /// The question of who serves for somebody.
    pub fn who_serves_for(self, name: &str) -> String {
        match self {
            Lang::Sv => format!("Vem tjänstgör för {name}?"),
            Lang::En => format!("Who serves for {name}?"),
        }
    }

    /// Why somebody may not serve: who goes before, if it is somebody.
    pub fn not_serving(self, why: genbo_app::thing::refusal::NotServing, who: Option<&str>) -> String {
        use genbo_app::thing::refusal::NotServing as N;
        let name = who.unwrap_or_default();
        let told = match (self, why) {
            (Lang::Sv, N::Forbidden) => "Organet har inga ersättare: ingen får tjänstgöra för någon annan.",
            (Lang::Sv, N::NotFree) => "är inte här, eller tjänstgör redan.",
            (Lang::Sv, N::Before) => "står före i ordningen. Skriv varför ordningen frångås.",
            (Lang::Sv, N::OfAnother) => "Det är en annan ledamots personliga ersättare. Skriv varför.",
            (Lang::Sv, N::OtherParty) => "är av ledamotens parti och går före. Skriv varför ordningen frångås.",
            (Lang::Sv, N::NoSubstitute) => "Är inte vald till ersättare i organet. Skriv varför.",
            (Lang::Sv, N::Returned) => {
                "har slutat tjänstgöra av annat skäl än jäv och får inte tjänstgöra igen samma dag (5 kap. 20 § kommunallagen, om organet inte har bestämt annat)."
            }
            (Lang::Sv, N::Taken) => "är här och har sin plats.",
            (Lang::En, N::Forbidden) => "The body has no substitutes: nobody may serve for anybody else.",
            (Lang::En, N::NotFree) => "is not here, or serves already.",
            (Lang::En, N::Before) => "goes before in the order. Say why the order is departed from.",
            (Lang::En, N::OfAnother) => "That is another member's own substitute. Say why.",
            (Lang::En, N::OtherParty) => "is of the member's party and goes before. Say why the order is departed from.",
            (Lang::En, N::NoSubstitute) => "Has not been appointed as substitute in the body. Say why.",
            (Lang::En, N::Returned) => {
                "has stopped serving for another reason than disqualification and may not serve again the same day (Local Government Act 5:20, unless the body has decided otherwise)."
            }
            (Lang::En, N::Taken) => "is here and has the seat.",
        };
        if name.is_empty() { told.to_owned() } else { format!("{name} {told}") }
    }
}
