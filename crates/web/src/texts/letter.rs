//! The letter of a call.

use crate::lang::Lang;

subject! {
    /// The letter of a call.
    pub struct LetterTexts {
        call: "Kallelse", "Call";
        again: "Ändrad kallelse", "Changed call";
        is_changed: "ändrad", "changed";
        cancellation: "Inställt", "Called off";
        called: "Du kallas till mötet nedan.", "You are called to the meeting below.";
        changed: "Det här gäller nu för mötet som du tidigare har kallats till.", "This now holds for the meeting to which you were called earlier.";
        off: "Mötet nedan är inställt.", "The meeting below is called off.";
        set: "Dagen är satt", "The day is set";
        is_set: "Mötets dag är nu bestämd. Kallelsen kommer senare.", "The day of the meeting is now set. The call comes later.";
        dates_opening: "De här mötena är preliminära. Säg för varje dag om du kan.", "These meetings are preliminary. Say for each day whether you can.";
        dates_answer: "Kan du de här dagarna?", "Can you come on these days?";
        dates_text: "Svara genom länken. Du behöver inte logga in, och du kan ändra dina svar tills dagarna sätts. Länken är bara din.", "Answer by the link. You need not sign in, and you can change your answers until the days are set. The link is yours alone.";
        dates_link: "Svara om dagarna", "Answer about the days";
        dates_page: "Har du konto i Genbo kan du svara där i stället", "If you have an account in Genbo you can answer there instead";
        body: "Organ", "Body";
        time: "Tid", "Time";
        moved_from: "Flyttat från", "Moved from";
        place: "Plats", "Place";
        link: "Delta på distans", "Take part from elsewhere";
        items: "Det här ska tas upp", "What will be taken up";
        answer: "Kommer du?", "Are you coming?";
        answer_text: "Svara genom länken. Du behöver inte logga in, och du kan ändra ditt svar ända till mötet. Länken är bara din.", "Answer by the link. You need not sign in, and you can change your answer until the meeting. The link is yours alone.";
        answer_link: "Svara på kallelsen", "Answer the call";
        page: "Läs om mötet i Genbo", "Read about the meeting in Genbo";
        calendar: "En kalenderinbjudan följer med brevet.", "An invitation for your calendar comes with this letter.";
        calendar_off: "Ta bort mötet ur din kalender, om den inte gör det själv.", "Remove the meeting from your calendar, unless it does so by itself.";
        no_calendar: "Mötets datum är inte bestämt på dagen, så ingen kalenderinbjudan följer med.", "The meeting's date is not set to a day, so no invitation for your calendar comes along.";
        no_date: "inte bestämd", "not set";
    }
}

impl Lang {
    /// Who a letter is from.
    pub fn sent_by(self, sender: Option<&str>) -> String {
        match (self, sender) {
            (Lang::Sv, Some(who)) => format!("Skickat av {who} genom Genbo."),
            (Lang::En, Some(who)) => format!("Sent by {who} through Genbo."),
            (Lang::Sv, None) => "Skickat genom Genbo.".to_owned(),
            (Lang::En, None) => "Sent through Genbo.".to_owned(),
        }
    }
}
