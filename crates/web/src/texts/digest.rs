//! The weekly letter about rules.

use crate::lang::Lang;

subject! {
    /// The weekly letter about rules.
    pub struct DigestTexts {
        section: "Veckobrev om regler", "Weekly letter about rules";
        section_text: "Ett brev på måndagen om regler som har blivit brutna eller är på väg att brytas sedan förra brevet, i det du ansvarar för. Har inget ändrats kommer inget brev.", "A letter on Mondays about rules that have been broken or put at risk since the last one, in what you are responsible for. When nothing has changed no letter comes.";
        no_email: "Ange först en e-postadress för kontot.", "First give an e-mail of the account.";
        is_on: "Du får veckobrevet.", "You get the weekly letter.";
        is_off: "Du får inget veckobrev.", "You get no weekly letter.";
        turn_on: "Skicka veckobrevet till mig", "Send me the weekly letter";
        turn_off: "Sluta skicka veckobrevet", "Stop the weekly letter";
        all: "Allt att åtgärda", "Everything to act on";
        since: "Sedan", "Since";
        since_written: "Det framgår av det som har skrivits in under veckan.", "It follows from what was entered this week.";
        by: "Åtgärdas av", "To be mended by";
        why: "Du får brevet för att du har valt det på din sida.", "You get this letter because you chose it on your page.";
        stop: "Sluta få brevet", "Stop getting it";
    }
}

impl Lang {
    /// The subject of the letter.
    pub fn digest_title(self, n: usize) -> String {
        match (self, n) {
            (Lang::Sv, 1) => "En regel att åtgärda".to_owned(),
            (Lang::Sv, n) => format!("{n} regler att åtgärda"),
            (Lang::En, 1) => "One rule to act on".to_owned(),
            (Lang::En, n) => format!("{n} rules to act on"),
        }
    }

    /// What the letter begins with.
    pub fn digest_opening(self, broken: usize, at_risk: usize) -> String {
        match self {
            Lang::Sv => format!("Sedan förra brevet har {broken} blivit brutna och {at_risk} är på väg att brytas."),
            Lang::En => format!("Since the last letter {broken} have been broken and {at_risk} are at risk."),
        }
    }

    /// That there are more than the letter tells.
    pub fn digest_more(self, n: usize) -> String {
        match self {
            Lang::Sv => format!("Ytterligare {n} finns i listan."),
            Lang::En => format!("Another {n} are in the list."),
        }
    }

    /// How many were told before and are still so.
    pub fn digest_still(self, n: usize) -> String {
        match self {
            Lang::Sv => format!("Dessutom är {n} från tidigare brev inte åtgärdade."),
            Lang::En => format!("Besides, {n} from earlier letters have not been mended."),
        }
    }
}
