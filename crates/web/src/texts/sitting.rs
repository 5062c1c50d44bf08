//! Texts about sittings: several bodies at one table, breaks, and who has the chair.

use crate::lang::Lang;
use genbo_domain::{presence::Truth, quorum::Quorum};

subject! {
    /// Several bodies that meet in one sitting, and what goes on in it.
    pub struct SittingTexts {
        title: "Samma sammankomst", "Same sitting";
        lead: "Varje organ har sin egen dagordning och sitt eget protokoll. Närvaro skrivs in en gång och hamnar hos alla.", "Each body has its own agenda and its own record. Attendance is entered once and goes to all.";
        alone: "Mötet står för sig. Möter fler organ samtidigt, lägg till dem här: de får egna möten i samma sammankomst.", "The meeting stands alone. If more bodies meet at the same time, add them here: they get meetings of their own in the same sitting.";
        body: "Organ som också möter", "Body that meets too";
        join: "Lägg till organet", "Add the body";
        joined: "Organet har fått ett eget möte i samma sammankomst.", "The body has got a meeting of its own in the same sitting.";
        no_body: "Inget organ heter så, eller flera. Skriv hela namnet.", "No body is called that, or several are. Write its whole name.";
        agenda: "dagordning", "agenda";
        attendance: "närvaro", "attendance";
        after: "efter mötet", "after the meeting";
        carry: "Samma beslut i fler protokoll", "The same decision in more records";
        carry_lead: "Gruppen går över till att besluta som de organ som kryssas: var och ett får punkten med samma att-satser i sitt eget protokoll. Spara beslutet först.", "The group goes over to decide as the bodies that are ticked: each gets the item with the same clauses in its own record. Save the decision first.";
        carry_do: "Skriv beslutet där", "Write the decision there";
        carried: "Beslutet är skrivet i deras protokoll.", "The decision is written in their records.";
        carry_nothing: "Skriv och spara minst en att-sats först, och kryssa för minst ett organ.", "Write and save at least one clause first, and tick at least one body.";
        not_there: "inte där än", "not there yet";
        close_all: "Avsluta hela sammankomsten", "Close the whole sitting";
        close_all_lead: "Alla organs möten avslutas, vart och ett med sitt protokoll.", "The meetings of all bodies are closed, each with its own record.";
        only_here: "Bara i det här organets möte", "At this body's meeting alone";
        only_here_hint: "Den som kommer eller går gör det annars i hela sammankomsten.", "Otherwise whoever comes or goes does so in the whole sitting.";
        capacity: "Ny egenskap (för den som byter)", "New capacity (for who changes)";
        change_capacity: "Byter egenskap", "Changes capacity";
        no_capacity: "Välj den nya egenskapen först.", "Choose the new capacity first.";
        take_chair: "Tar ordförandeskapet", "Takes the chair";
        chair: "Ordförande nu", "In the chair now";
        chair_at: "Ordförande", "In the chair";
        chair_nobody: "ingen är inskriven", "nobody is entered";
        chair_unsure: "framgår inte", "not told";
        pauses: "Pauser och ajourneringar", "Breaks";
        pauses_lead: "Ingen beslutar i en paus. Lämna sluttiden tom om den inte är känd.", "Nobody decides in a break. Leave its end empty if it is not known.";
        pause_title: "Vad", "What";
        pause_start: "Från klockan", "From";
        pause_end: "Till klockan", "Until";
        pause_after: "Efter punkt", "After item";
        pause_add: "Lägg till paus", "Add a break";
        pause_word: "Paus", "Break";
        pause_backwards: "Pausen slutar innan den börjar.", "The break ends before it begins.";
        stances: "Ställningstaganden", "Stances";
        stances_lead: "Utan omröstning: ange dem som avviker, och vad alla andra anser.", "Without a vote: enter those who differ, and where all others stand.";
        stance: "Ställning", "Stance";
        stance_reason: "Villkor eller skäl", "Condition or reason";
        stance_rest: "Alla andra", "All others";
        stance_none: "inget antecknat", "nothing entered";
        stance_each: "Var och en", "One by one";
        stance_save: "Spara ställningstagandena", "Save the stances";
        previous: "Föregående anteckningar", "Previous notes";
        previous_lead: "Godkänn som de är, eller ändra lydelsen där mötet har beslutat det. Den utsända lydelsen står kvar bredvid.", "Approve them as they are, or change the wording where the meeting decided so. The wording that was issued stays beside it.";
        previous_none: "Inga utsända anteckningar väntar på att godkännas.", "No issued notes wait to be approved.";
        previous_empty: "Ingenting är skrivet.", "Nothing is written.";
        previous_issued: "Utsänd lydelse", "As issued";
        previous_approve: "Godkänn anteckningarna", "Approve the notes";
        reworded: "Ändrad lydelse", "Changed wording";
        suggested: "Fråga om jäv. Det här är ett förslag utifrån registret; de berörda säger själva till, och organet avgör.", "Ask about disqualification. This is a suggestion from the register; those concerned say so themselves, and the body decides.";
        suggested_do: "Skriv in jäv på närvaron", "Enter disqualification in the attendance";
        no_pauses: "Ingen paus är inskriven.", "No break is entered.";
    }
}

impl Lang {
    /// How many of the seats decide, how many are needed, and what follows.
    pub fn quorum(self, q: &Quorum) -> String {
        let sure = q.deciding.sure;
        let (Some(seats), Some(needed)) = (q.seats, q.needed) else {
            return match self {
                Lang::Sv => format!("{sure} beslutar; hur många platser organet har är inte känt"),
                Lang::En => format!("{sure} decide; how many seats the body has is not known"),
            };
        };
        let perhaps = match (self, q.deciding.possible) {
            (_, 0) => String::new(),
            (Lang::Sv, n) => format!(" och kanske {n} till"),
            (Lang::En, n) => format!(" and perhaps {n} more"),
        };
        match self {
            Lang::Sv => format!("{sure}{perhaps} av {seats}; fler än hälften är minst {needed}"),
            Lang::En => format!("{sure}{perhaps} of {seats}; more than half is at least {needed}"),
        }
    }

    /// That too few decided, or that it is not certain that enough did.
    pub fn no_quorum(self, q: &Quorum) -> String {
        let told = self.quorum(q);
        match (self, q.holds) {
            (Lang::Sv, Truth::No) => format!("Organet var inte beslutfört: {told}"),
            (Lang::En, Truth::No) => format!("The body was not quorate: {told}"),
            (Lang::Sv, _) => format!("Det framgår inte om organet var beslutfört: {told}"),
            (Lang::En, _) => format!("It is not told whether the body was quorate: {told}"),
        }
    }

    /// That several bodies have the same name, with what tells them apart.
    pub fn several_bodies(self, slugs: &[String]) -> String {
        match self {
            Lang::Sv => format!("Flera organ heter så. Skriv ett av de här i stället: {}", slugs.join(", ")),
            Lang::En => format!("Several bodies are called that. Write one of these instead: {}", slugs.join(", ")),
        }
    }

    /// Why somebody may be disqualified.
    pub fn may_be_disqualified(self, who: &str, holds: &str, of: &str) -> String {
        match self {
            Lang::Sv => format!("{who} har en plats eller post ({holds}) hos {of}, som ärendet gäller eller beslutet riktar sig till."),
            Lang::En => format!("{who} has a seat or post ({holds}) with {of}, whom the matter concerns or the decision addresses."),
        }
    }

    /// Who had the chair, and that it is empty.
    pub fn chair_empty(self, name: &str) -> String {
        match self {
            Lang::Sv => format!("{name} har lämnat eller är jävig, och ingen har tagit över"),
            Lang::En => format!("{name} has left or is disqualified, and nobody has taken over"),
        }
    }

    /// That one of several had the chair.
    pub fn chair_one_of(self, names: &[String]) -> String {
        match self {
            Lang::Sv => format!("någon av {}; det framgår inte vem", self.list(names)),
            Lang::En => format!("one of {}; it is not told which", self.list(names)),
        }
    }

    /// From when to when a break was, as far as that is known.
    pub fn break_between(self, start: Option<&str>, end: Option<&str>) -> String {
        match (self, start, end) {
            (_, Some(from), Some(to)) => format!("{from}–{to}"),
            (Lang::Sv, Some(from), None) => format!("från {from}"),
            (Lang::En, Some(from), None) => format!("from {from}"),
            (Lang::Sv, None, Some(to)) => format!("till {to}"),
            (Lang::En, None, Some(to)) => format!("until {to}"),
            (Lang::Sv, None, None) => "okänd tid".to_owned(),
            (Lang::En, None, None) => "time unknown".to_owned(),
        }
    }

    /// How many of an item's clauses another record has.
    pub fn clauses_there(self, has: usize) -> String {
        match (self, has) {
            (Lang::Sv, 1) => "1 att-sats står där".to_owned(),
            (Lang::Sv, n) => format!("{n} att-satser står där"),
            (Lang::En, 1) => "1 clause stands there".to_owned(),
            (Lang::En, n) => format!("{n} clauses stand there"),
        }
    }
}
