//! Texts of the start page and the demo's chooser.

use crate::lang::Lang;

subject! {
    /// Texts of the start page and the demo's chooser.
    pub struct StartTexts {
        title: "Min sida", "My page";
        public_title: "Kommuner som samverkar", "Municipalities that cooperate";
        public_lead: "Vem samverkar med vem om vad, när de möts, vad de beslutar och vad det blev av.", "Who cooperates with whom about what, when they meet, what they decide and what became of it.";
        to_answer: "Att svara på och göra", "To answer and do";
        nothing_to_answer: "Inget väntar på dig.", "Nothing waits for you.";
        next_meetings: "Nästa möten", "Next meetings";
        no_meetings: "Inga kommande möten är inlagda.", "No coming meetings are entered.";
        watch: "Bevaka", "Keep an eye on";
        whole_wheel: "Hela årshjulet", "The whole year wheel";
        all_meetings: "Alla möten", "All meetings";
        cooperations: "Samverkan", "Cooperations";
        your_cooperations: "Din samverkan", "Your cooperations";
        sign: "Läs och godkänn", "Read and approve";
        to_sign: "Protokollet väntar på din underskrift", "The record waits for your signature";
        answer: "Läs remissen", "Read the referral";
        see: "Se uppdraget", "See the commission";
        follow: "Följ svaren", "Follow the answers";
        meeting: "Se mötet", "See the meeting";
        no_due: "Uppdraget har inget slutdatum.", "The commission has no last day.";
        choose: "Välj vem du är", "Choose who you are";
        choose_lead: "I demon finns inga lösenord. Personerna är påhittade.", "There are no passwords in the demo. The people are invented.";
        be: "Bli", "Be";
        nobody: "Vem som helst", "Anybody";
        nobody_text: "Det som alla får se.", "What everybody may see.";
    }
}

impl Lang {
    /// How many have answered a referral.
    pub fn answered_of(self, answered: usize, asked: usize) -> String {
        match self {
            Lang::Sv => format!("{answered} av {asked} har svarat."),
            Lang::En => format!("{answered} of {asked} have answered."),
        }
    }

    /// The state of a start page in one sentence.
    pub fn start_lead(self, duties: usize, next: Option<&str>) -> String {
        let waits = match (self, duties) {
            (Lang::Sv, 0) => "Inget väntar på ditt svar.".to_owned(),
            (Lang::Sv, 1) => "En sak väntar på dig.".to_owned(),
            (Lang::Sv, n) => format!("{n} saker väntar på dig."),
            (Lang::En, 0) => "Nothing waits for your answer.".to_owned(),
            (Lang::En, 1) => "One thing waits for you.".to_owned(),
            (Lang::En, n) => format!("{n} things wait for you."),
        };
        match (self, next) {
            (_, None) => waits,
            (Lang::Sv, Some(day)) => format!("{waits} Nästa möte är {day}."),
            (Lang::En, Some(day)) => format!("{waits} The next meeting is {day}."),
        }
    }
}
