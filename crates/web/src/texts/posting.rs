//! Texts about posting notices and taking them down.

use crate::lang::Lang;
use genbo_app::posting::Cannot;
use jiff::civil::Date;

subject! {
    /// Posting notices.
    pub struct PostingTexts {
        title: "Anslå", "Post";
        lead: "Tillkännage att protokollet är justerat. Dagen då anslaget sätts upp avgör hur länge beslutet kan överklagas.", "Announce that the record is adjusted. The day on which the notice goes up decides how long the decision can be appealed.";
        notices: "Anslag om protokollet", "Notices of the record";
        notice: "Anslag", "Notice";
        none: "Inget anslag är uppsatt.", "No notice has been posted.";
        last_day: "Sista dag att överklaga", "Last day to appeal";
        up: "Sätt upp ett anslag", "Post a notice";
        up_button: "Anslå", "Post";
        here: "Genbos sida är anslagstavlan", "The portal's page is the board";
        posted: "Dag då anslaget sattes upp", "Day on which the notice went up";
        planned_day: "Dag då det ska sättas upp", "Day on which it is to go up";
        planned_hint: "Bara om det inte är uppsatt än.", "Only if it is not up yet.";
        storage_hint: "Var protokollet förvaras, så att vem som helst hittar det.", "Where the record is kept, so that anybody finds it.";
        address: "Adress där anslaget syns", "Address where the notice can be seen";
        address_hint: "Om tavlan är en annan webbplats.", "If the board is another site.";
        evidence: "Vad som visar att det sattes upp", "What shows that it went up";
        evidence_hint: "Till exempel vem som såg det och när.", "For example who saw it and when.";
        checked: "Jag har sett efter att anslaget inte har personuppgifter som inte får stå där", "I have looked that the notice has no personal data that may not stand there";
        repeats: "Sätts upp på nytt för", "Put up again for";
        first_time: "sätts upp första gången", "goes up for the first time";
        went_up_button: "Anteckna dagen", "Note the day";
        removed: "Dag då anslaget togs ner", "Day on which the notice came down";
        emergency: "Det måste bort genast", "It has to go at once";
        reason_hint: "Behövs om anslaget tas ner i förtid.", "Needed if the notice comes down before its time.";
        down_button: "Ta ner", "Take down";
        is_up: "Anslaget är antecknat.", "The notice is noted.";
        is_down: "Det är antecknat att anslaget är nere.", "It is noted that the notice is down.";
        planned: "Ska sättas upp", "To go up";
        late: "Skulle ha satts upp", "Should have gone up";
        may_come_down: "Får tas ner", "May come down";
        too_early: "Nedtaget i förtid", "Taken down too early";
        consequence: "Överklagandetiden löper inte ut. Sätt upp anslaget på nytt: då börjar en ny tid.", "The time of appeal does not run out. Put the notice up again: a new time then begins.";
        feed: "Anslagstavlan som flöde", "The notice board as a feed";
    }
}

impl Lang {
    /// The last day to appeal, if a notice goes up today.
    pub fn last_from_today(self, last: Date) -> String {
        let day = self.day(last);
        match self {
            Lang::Sv => format!("Sätts det upp i dag är {day} sista dagen att överklaga."),
            Lang::En => format!("If it goes up today, {day} is the last day to appeal."),
        }
    }

    /// Until when a notice hangs.
    pub fn hangs_until(self, last: Date) -> String {
        let day = self.day(last);
        match self {
            Lang::Sv => format!("Anslaget ska sitta uppe till och med {day}. Tas det ner i förtid löper överklagandetiden inte ut."),
            Lang::En => format!("The notice shall be up until and including {day}. If it comes down earlier, the time of appeal does not run out."),
        }
    }

    /// The heading of noting that a notice went up.
    pub fn notice_went_up(self, n: usize) -> String {
        match self {
            Lang::Sv => format!("Anslag {n} är uppsatt"),
            Lang::En => format!("Notice {n} is up"),
        }
    }

    /// The heading of taking a notice down.
    pub fn take_notice_down(self, n: usize) -> String {
        match self {
            Lang::Sv => format!("Ta ner anslag {n}"),
            Lang::En => format!("Take notice {n} down"),
        }
    }

    /// Why a notice does not go up or come down.
    pub fn cannot_post(self, why: &Cannot) -> String {
        let (sv, en) = match why {
            Cannot::Unfinished => ("Protokollet är inte justerat än.".to_owned(), "The record is not adjusted yet.".to_owned()),
            Cannot::Unpublished => (
                "Genbos sida kan vara anslagstavla först när protokollet är publicerat.".to_owned(),
                "The portal's page can be the board only when the record is published.".to_owned(),
            ),
            Cannot::NoDay => ("Skriv dagen.".to_owned(), "Write the day.".to_owned()),
            Cannot::Ahead => (
                "Dagen ligger framåt. Skriv den som den dag då anslaget ska sättas upp.".to_owned(),
                "The day lies ahead. Write it as the day on which the notice is to go up.".to_owned(),
            ),
            Cannot::BeforeAdjusted(day) => (
                format!("Protokollet justerades {}; anslaget kan inte ha satts upp före det.", self.day(*day)),
                format!("The record was adjusted on {}; the notice cannot have gone up before.", self.day(*day)),
            ),
            Cannot::NoBoard => ("Välj en anslagstavla.".to_owned(), "Choose a notice board.".to_owned()),
            Cannot::NoStorage => (
                "Skriv var protokollet förvaras: anslaget ska säga det.".to_owned(),
                "Write where the record is kept: the notice shall say it.".to_owned(),
            ),
            Cannot::Placeholder(sign) => (
                format!("”{sign}” är inte ifyllt."),
                format!("“{sign}” is not filled in."),
            ),
            Cannot::Unchecked => (
                "Se först efter personuppgifter, och kryssa för att du har gjort det.".to_owned(),
                "First look for personal data, and tick that you have.".to_owned(),
            ),
            Cannot::NotUp => ("Anslaget är inte uppe.".to_owned(), "The notice is not up.".to_owned()),
            Cannot::IsDown => ("Det är redan antecknat.".to_owned(), "That is noted already.".to_owned()),
            Cannot::TooEarly(last) => (
                format!("Anslaget ska sitta uppe till och med {}. Skriv ett skäl om det ändå togs ner i förtid.", self.day(*last)),
                format!("The notice shall be up until and including {}. Write a reason if it came down earlier all the same.", self.day(*last)),
            ),
            Cannot::NoReason => ("Skriv ett skäl.".to_owned(), "Write a reason.".to_owned()),
            Cannot::BeforeUp => (
                "Anslaget kan inte ha tagits ner innan det sattes upp.".to_owned(),
                "The notice cannot have come down before it went up.".to_owned(),
            ),
        };
        if self == Lang::Sv { sv } else { en }
    }
}
