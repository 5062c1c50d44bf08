//! Texts of planning a year.

use crate::lang::Lang;
use genbo_app::year_plan::propose::Problem;
use genbo_planner::{Omitted, PatternError, Step};

subject! {
    /// Texts of planning a year.
    pub struct YearPlanTexts {
        action: "Planera ett år", "Plan a year";
        title: "Planera", "Plan";
        lead: "Utgå från ett tidigare år eller skriv ett mönster. Genbo föreslår dagar och säger varför. Inget sparas förrän du väljer det.", "Start from an earlier year or write a pattern. Genbo proposes days and says why. Nothing is saved until you choose to.";
        source: "Vad ska året bygga på?", "What shall the year build on?";
        copy: "Ett tidigare års möten", "An earlier year's meetings";
        pattern: "Ett mönster", "A pattern";
        year: "År som ska planeras", "Year to plan";
        from: "Kopiera från år", "Copy from year";
        by: "Dagar läggs efter", "Days are placed by";
        by_weekday: "veckodag i månaden (andra fredagen)", "weekday of the month (second Friday)";
        by_week: "vecka (fredag v.\u{a0}18)", "week (Friday week 18)";
        loose: "Dag för möten som bara har månad", "Day for meetings that have only a month";
        loose_hint: "Till exempel: andra fredagen kl.\u{a0}13–15.30. Lämna tomt om de ska stå kvar med bara månad.", "For example: second Friday at 13–15.30. Leave empty if they shall keep only their month.";
        lines: "Mönster, ett per rad", "Patterns, one a line";
        lines_hint: "Till exempel: andra fredagen i mars, maj, oktober kl.\u{a0}13–15 · torsdag v.\u{a0}18 · 14 dagar efter styrelsen · varannan månad första torsdagen · 7 mars", "For example: second Friday in March, May, October at 13–15 · Thursday week 18 · 14 days after the board · every other month first Thursday · 7 March";
        propose: "Visa förslag", "Show proposal";
        proposal: "Förslag", "Proposal";
        nothing: "Det finns inga möten att utgå från det året. Välj ett annat år eller skriv ett mönster.", "There are no meetings to start from in that year. Choose another year or write a pattern.";
        no_pattern_here: "Ett mönster gäller ett organ. Öppna organets sida för att planera efter mönster.", "A pattern is for one body. Open the body's page to plan by pattern.";
        meeting: "Möte", "Meeting";
        was: "Förra gången", "Last time";
        proposed: "Dag", "Day";
        why: "Varför", "Why";
        other: "Eller skriv en annan dag", "Or write another day";
        other_hint: "Till exempel 9 mars kl.\u{a0}13–15", "For example 9 March at 13–15";
        leave_out: "Ta inte med", "Leave out";
        keep_loose: "Låt dagen vara öppen", "Leave the day open";
        as_asked: "Inget krockar.", "Nothing collides.";
        loose_stays: "Ingen dag är känd, och ingen sätts av sig själv.", "No day is known, and none is set by itself.";
        wanted: "önskad dag", "the day asked for";
        suggestion: "förslag", "proposed";
        still: "Kvar att lösa", "Still to solve";
        save: "Spara som preliminära möten", "Save as preliminary meetings";
        save_note: "Alla valda möten sparas på en gång, eller inget. De blir synliga som preliminära.", "All chosen meetings are saved at once, or none. They become visible as preliminary.";
        left_out: "Tas inte med", "Left out";
        there: "Året har redan möten", "The year has meetings already";
        wheel: "Så ser året ut", "How the year looks";
        wheel_caption: "Förslaget tillsammans med det som redan är inlagt.", "The proposal together with what is entered already.";
        title_field: "Vad mötena ska heta", "What the meetings shall be called";
        weekend: "helg", "weekend";
        bridge: "klämdag", "bridge day";
        no_such_day: "det finns ingen sådan dag", "there is no such day";
        order: "mötet före hamnar där eller senare", "the meeting before it comes to lie there or later";
        twice: "organet har redan möte då", "the body meets then already";
        same_time: "samma tid", "same time";
        nothing_chosen: "Inget möte är valt. Välj en dag för minst ett möte.", "No meeting is chosen. Choose a day for at least one meeting.";
        dates_title: "Preliminära dagar", "Preliminary days";
        dates_lead: "Svara för varje dag om det passar. Den som planerar sätter sedan alla dagar på en gång.", "Answer for each day whether it suits. Whoever plans then sets all days at once.";
        dates_none: "Det finns inga preliminära möten det året.", "There are no preliminary meetings in that year.";
        set: "Sätt de valda dagarna", "Set the chosen days";
        set_note: "Alla valda möten sätts på en gång, eller inget. Möten utan dag kan inte sättas.", "All chosen meetings are set at once, or none. Meetings without a day cannot be set.";
        stay: "Låt vara preliminärt", "Leave preliminary";
        move_first: "Behöver flyttas först", "Must be moved first";
        to_dates: "Till de preliminära dagarna", "To the preliminary days";
        can: "Kan", "Can";
        cannot: "Kan inte", "Cannot";
        prefer: "Passar bäst", "Suits best";
        perhaps: "Kanske", "Perhaps";
        remark: "Kommentar", "Remark";
        not_answered: "Inte svarat", "Not answered";
        who_said: "Vilka som har svarat", "Who has answered";
        invite: "Skicka kalenderinbjudan till dem som har svarat", "Send an invitation for calendars to those who have answered";
        invite_hint: "Breven ligger i utkorgen i två minuter och kan återkallas därifrån.", "The letters stay in the outbox for two minutes and can be withdrawn from there.";
        set_done: "De valda dagarna är satta.", "The chosen days are set.";
        set_told: "Kalenderinbjudningar ligger i utkorgen.", "Invitations for calendars are in the outbox.";
        saved_done: "Mötena är sparade som preliminära. Skicka ut dem eller svara själv.", "The meetings are saved as preliminary. Send them out, or answer yourself.";
        send_action: "Fråga deltagarna per mejl", "Ask the participants by mail";
        send_title: "Skicka ut preliminära dagar", "Send preliminary days out";
        send_lead: "Alla som deltar får ett brev var med en egen länk, där de svarar dag för dag utan att logga in. Inget lämnar Genbo innan du trycker på Skicka.", "Everybody who takes part gets a letter with a link of his or her own, to answer day by day without signing in. Nothing leaves Genbo until you press Send.";
        send: "Skicka ut dagarna", "Send the days out";
        send_none: "Det finns inga preliminära möten med en dag att fråga om.", "There are no preliminary meetings with a day to ask about.";
        send_nobody: "Ingen som deltar kan nås. Lägg in vem som har platserna och deras e-post.", "Nobody who takes part can be reached. Enter who holds the seats, and their e-mail.";
        without_day: "Frågas inte om", "Not asked about";
        without_day_lead: "De här mötena har ingen dag som går att fråga om.", "These meetings have no day to ask about.";
        sent_plan: "Skickat om planen", "Sent about the plan";
        days_in_letter: "Dagar", "Days";
        no_answer: "Inget svar", "No answer";
        answers: "Svar", "Answers";
        my_answer: "Mitt svar", "My answer";
        answer: "Spara mina svar", "Save my answers";
        saved: "Sparat.", "Saved.";
        changed_meanwhile: "Någon annan har ändrat ett av mötena sedan du öppnade sidan. Inget sparades. Titta igenom dagarna och spara igen.", "Somebody else has changed one of the meetings since you opened the page. Nothing was saved. Look through the days and save again.";
    }
}

impl Lang {
    /// Why a day was left: `fre 10 mars går inte`.
    pub fn day_left(self, day: &str) -> String {
        match self {
            Lang::Sv => format!("Flyttat från {day}"),
            Lang::En => format!("Moved from {day}"),
        }
    }

    /// Why last year's meeting has none this year.
    pub fn omitted(self, why: Omitted) -> &'static str {
        match why {
            Omitted::Cancelled => self.pick("ställdes in", "was called off"),
            Omitted::Extra => self.pick("var ett extra möte", "was an extra meeting"),
            Omitted::Undated => self.pick("hade ingen dag", "had no day"),
            Omitted::Mentioned => self.pick("nämns bara i en annan källa", "is only mentioned in another source"),
        }
    }

    /// What is wrong with a line, with its number.
    pub fn pattern_wrong(self, line: usize, error: &PatternError) -> String {
        let what = match (error, self) {
            (PatternError::Empty, Lang::Sv) => "Raden är tom. Skriv till exempel: andra fredagen i mars.".to_owned(),
            (PatternError::Empty, Lang::En) => "The line is empty. Write for example: second Friday in March.".to_owned(),
            (PatternError::Word(w), Lang::Sv) => format!("Genbo förstår inte ”{w}”. Skriv månader, veckodagar och veckor som ord och tal."),
            (PatternError::Word(w), Lang::En) => format!("Genbo does not understand “{w}”. Write months, weekdays and weeks in words and numbers."),
            (PatternError::Clock(w), Lang::Sv) => format!("”{w}” är ingen tid. Skriv till exempel kl.\u{a0}13–15.30."),
            (PatternError::Clock(w), Lang::En) => format!("“{w}” is no time. Write for example at 13–15.30."),
            (PatternError::Number(w), Lang::Sv) => format!("”{w}” finns inte i något år. Veckor går till 53, dagar till månadens sista."),
            (PatternError::Number(w), Lang::En) => format!("“{w}” is in no year. Weeks go to 53, days to the last of the month."),
            (PatternError::Missing(Step::Nth), Lang::Sv) => "Det saknas vilken i månaden: första, andra, tredje, fjärde eller sista.".to_owned(),
            (PatternError::Missing(Step::Nth), Lang::En) => "It is missing which one of the month: first, second, third, fourth or last.".to_owned(),
            (PatternError::Missing(Step::Weekday), Lang::Sv) => "Det saknas en veckodag eller en dag: andra fredagen, 7 mars.".to_owned(),
            (PatternError::Missing(Step::Weekday), Lang::En) => "A weekday or a day is missing: second Friday, 7 March.".to_owned(),
            (PatternError::Missing(Step::Week), Lang::Sv) => "Det saknas ett tal: v.\u{a0}18, 14 dagar efter.".to_owned(),
            (PatternError::Missing(Step::Week), Lang::En) => "A number is missing: week 18, 14 days after.".to_owned(),
            (PatternError::Missing(Step::Body), Lang::Sv) => "Det saknas efter vad: 14 dagar efter styrelsen.".to_owned(),
            (PatternError::Missing(Step::Body), Lang::En) => "It is missing after what: 14 days after the board.".to_owned(),
            (PatternError::TooLong, Lang::Sv) => "Raden är för lång. Dela upp den i flera rader.".to_owned(),
            (PatternError::TooLong, Lang::En) => "The line is too long. Split it into several lines.".to_owned(),
        };
        self.at_line(line, &what)
    }

    /// Why a line gives no days.
    pub fn pattern_problem(self, problem: &Problem) -> String {
        let (line, what) = match (problem, self) {
            (Problem::NoMonth(n), Lang::Sv) => (n, "Skriv vilka månader: i mars, maj, eller varannan månad.".to_owned()),
            (Problem::NoMonth(n), Lang::En) => (n, "Write which months: in March, May, or every other month.".to_owned()),
            (Problem::NoWeekday(n), Lang::Sv) => (n, "Skriv vilken veckodag: torsdag v.\u{a0}18.".to_owned()),
            (Problem::NoWeekday(n), Lang::En) => (n, "Write which weekday: Thursday week 18.".to_owned()),
            (Problem::NoDay(n, m, d), Lang::Sv) => (n, format!("{d} {} finns inte det året.", self.month(*m))),
            (Problem::NoDay(n, m, d), Lang::En) => (n, format!("{d} {} is not in that year.", self.month(*m))),
            (Problem::NoBody(n, name), Lang::Sv) => (n, format!("Inget organ här heter ”{name}”. Skriv organets namn som det står på dess sida.")),
            (Problem::NoBody(n, name), Lang::En) => (n, format!("No body here is called “{name}”. Write the body's name as it stands on its page.")),
            (Problem::SeveralBodies(n, names), Lang::Sv) => (n, format!("Flera organ kan menas: {}. Skriv hela namnet.", self.list(names))),
            (Problem::SeveralBodies(n, names), Lang::En) => (n, format!("Several bodies can be meant: {}. Write the whole name.", self.list(names))),
            (Problem::NoMeetings(n, name), Lang::Sv) => (n, format!("{name} har inget möte med dag det året. Planera det organet först.")),
            (Problem::NoMeetings(n, name), Lang::En) => (n, format!("{name} has no meeting with a day in that year. Plan that body first.")),
        };
        self.at_line(*line, &what)
    }

    /// How many meetings those who get the letters may not see.
    pub fn meetings_kept_back(self, n: usize) -> String {
        match self {
            Lang::Sv => format!("{n}\u{a0}{} inte i brevet, eftersom mottagarna inte får se dem i Genbo.", self.plural(n, [["möte står", "möten står"], ["", ""]])),
            Lang::En => format!("{n}\u{a0}{} not in the letter, because the recipients may not see them in Genbo.", self.plural(n, [["", ""], ["meeting is", "meetings are"]])),
        }
    }

    /// How many days a letter asks about.
    pub fn days_asked(self, n: usize) -> String {
        match self {
            Lang::Sv => format!("{n}\u{a0}{}", self.plural(n, [["dag", "dagar"], ["", ""]])),
            Lang::En => format!("{n}\u{a0}{}", self.plural(n, [["", ""], ["day", "days"]])),
        }
    }

    /// That a typed day is not understood.
    pub fn typed_day_wrong(self, text: &str) -> String {
        match self {
            Lang::Sv => format!("”{text}” är ingen dag. Skriv till exempel 9 mars kl.\u{a0}13–15."),
            Lang::En => format!("“{text}” is no day. Write for example 9 March at 13–15."),
        }
    }

    fn at_line(self, line: usize, what: &str) -> String {
        match self {
            Lang::Sv if line > 0 => format!("Rad {line}: {what}"),
            Lang::En if line > 0 => format!("Line {line}: {what}"),
            _ => what.to_owned(),
        }
    }
}
