//! Texts of rules: the overviews, one rule, and writing one.

use crate::lang::Lang;
use genbo_app::check::todo::Todo;
use jiff::civil::Date;

subject! {
    /// Texts of rules.
    pub struct RuleTexts {
        list_lead: "Vad varje samverkan har kommit överens om, och hur det stämmer med det som är inlagt.", "What each cooperation has agreed on, and how it agrees with what is entered.";
        for_members: "Hur reglerna följs visas för medlemmarna. Här står vilka de är.", "How the rules are kept is shown to members. Here is which they are.";
        for_members_short: "Läget visas för medlemmarna", "The state is shown to members";
        rule: "Regel", "Rule";
        finding: "Regel och läge", "Rule and state";
        state: "Läge", "State";
        due: "Sista dag", "Last day";
        whose: "Vem", "Who";
        mend: "Åtgärdas här", "Mended here";
        severity: "Allvar", "Severity";
        todo: "Att göra", "To do";
        group: "Ordna efter", "Group by";
        by_todo: "vad som ska göras", "what to do";
        by_due: "när", "when";
        by_whose: "vem", "who";
        no_day: "Utan sista dag", "Without last day";
        nobody: "Ingen utpekad", "Nobody named";
        broken: "Brutna", "Broken";
        at_risk: "På väg att brytas", "At risk";
        unknown: "Går inte att säga", "Cannot be said";
        kept: "Följs", "Kept";
        kept_and_other: "Följs, gäller inte eller har dispens", "Kept, not applicable or waived";
        needs_care: "Brutna och på väg att brytas", "Broken and at risk";
        nothing_red: "Ingen regel är bruten eller på väg att brytas.", "No rule is broken or at risk.";
        unknown_note: "Det som saknas för att kunna säga om reglerna följs, ordnat efter vad som ska göras.", "What is missing to say whether the rules are kept, by what to do.";
        all_rules: "Alla regler", "All rules";
        no_rules: "Inga regler är inlagda.", "No rules are entered.";
        closed: "Visas för medlemmarna", "Shown to members";
        closed_note: "Hur reglerna följs här visas bara för medlemmarna.", "How the rules are kept here is shown to members only.";
        stands_in: "Står i", "Stands in";
        says: "Vad regeln säger", "What the rule says";
        force: "Styrka", "Force";
        valid: "Gäller", "Valid";
        kind: "Vad som mäts", "What is measured";
        parameters: "Värden", "Values";
        assumed: "Antaget, står inte i källan", "Assumed, not in the source";
        reading: "Så läser vi den", "How we read it";
        exceptions: "Undantag", "Exceptions";
        excepts: "Är undantag från", "Is an exception from";
        excepted_by: "Undantag från den här regeln", "Exceptions from this rule";
        priority: "Ordning mellan undantag", "Priority among exceptions";
        law: "Lag som kontrolleras", "Law that is checked";
        law_note: "Följer av organens slag och av dagen; står inte i samverkans egna regler.", "Follows from what the bodies are and from the day; does not stand in the cooperation's own rules.";
        waivers: "Dispenser", "Waivers";
        waive: "Ge dispens", "Waive";
        everything: "Allt som regeln gäller", "Everything that the rule is about";
        why: "Varför", "Why";
        by: "Av", "By";
        until: "Till och med", "Until";
        no_end: "utan slutdatum", "without end";
        is_off: "Regeln kontrolleras inte.", "The rule is not checked.";
        subjects: "Vad regeln kommer fram till", "What the rule comes to";
        subject: "Gäller", "About";
        arithmetic: "Så räknas det", "How it is counted";
        norms: "Normer", "Norms";
        as_of: "Som det ser ut den dag som sidan visar.", "As it stands on the day that the page shows.";
        as_of_day: "Som det såg ut den", "As it stood on";
        add: "Lägg till regel", "Add rule";
        marks: "Regler att se till", "Rules to look after";
        to_overview: "Alla regler och hur de följs", "All rules and how they are kept";
        to_duties: "Regler att se till", "Rules to look after";
        standing_other: "Regler som hänvisar till andra delar", "Rules that cite other parts";
        start: "Regler att åtgärda", "Rules to act on";
        start_all: "Se vad det gäller", "See what it is about";
    }
}

impl Lang {
    /// How many findings there are of each weight, as one line.
    pub fn rule_counts(self, broken: usize, at_risk: usize, unknown: usize, kept: usize) -> String {
        match self {
            Lang::Sv => {
                let word = if broken == 1 { "bruten" } else { "brutna" };
                format!("{broken} {word}, {at_risk} på väg att brytas, {unknown} går inte att säga, {kept} följs.")
            }
            Lang::En => format!("{broken} broken, {at_risk} at risk, {unknown} cannot be said, {kept} kept."),
        }
    }

    /// The title of an overview.
    pub fn rules_of(self, whose: &str) -> String {
        match self {
            Lang::Sv => format!("Regler: {whose}"),
            Lang::En => format!("Rules: {whose}"),
        }
    }

    /// The state of an overview in one sentence.
    pub fn rules_lead(self, broken: usize, at_risk: usize) -> String {
        match (self, broken, at_risk) {
            (_, 0, 0) => self.texts().rule.nothing_red.to_owned(),
            (Lang::Sv, b, 0) => format!("Brutet på {b} ställen."),
            (Lang::En, b, 0) => format!("Broken in {b} places."),
            (Lang::Sv, 0, r) => format!("På väg att brytas på {r} ställen."),
            (Lang::En, 0, r) => format!("At risk in {r} places."),
            (Lang::Sv, b, r) => format!("Brutet på {b} ställen och på väg att brytas på {r}."),
            (Lang::En, b, r) => format!("Broken in {b} places and at risk in {r}."),
        }
    }

    /// How many are kept.
    pub fn rules_kept(self, kept: usize) -> String {
        match self {
            Lang::Sv => format!("{kept} följs"),
            Lang::En => format!("{kept} kept"),
        }
    }

    /// The mark of a thing that rules are broken or at risk for.
    pub fn rules_marked(self, broken: usize, at_risk: usize) -> String {
        match (self, broken, at_risk) {
            (Lang::Sv, 0, 1) => "Regel på väg att brytas".to_owned(),
            (Lang::Sv, 0, n) => format!("{n} regler på väg att brytas"),
            (Lang::Sv, 1, 0) => "Bruten regel".to_owned(),
            (Lang::Sv, n, 0) => format!("{n} brutna regler"),
            (Lang::Sv, 1, r) => format!("1 bruten, {r} på väg"),
            (Lang::Sv, b, r) => format!("{b} brutna, {r} på väg"),
            (Lang::En, 0, 1) => "Rule at risk".to_owned(),
            (Lang::En, 0, n) => format!("{n} rules at risk"),
            (Lang::En, 1, 0) => "Broken rule".to_owned(),
            (Lang::En, n, 0) => format!("{n} broken rules"),
            (Lang::En, b, r) => format!("{b} broken, {r} at risk"),
        }
    }

    /// A group of findings with how many there are.
    pub fn group_of(self, name: &str, n: usize) -> String {
        format!("{name} ({n})")
    }

    /// That so many findings are not shown here.
    pub fn rules_left(self, n: usize) -> String {
        match self {
            Lang::Sv => format!("Ytterligare {n} visas inte här. Välj vad som ska göras, så blir de färre."),
            Lang::En => format!("Another {n} are not shown here. Choose what to do to make them fewer."),
        }
    }

    /// The month of a day, with the year.
    pub fn month_of(self, day: Date) -> String {
        crate::words::capital(&format!("{} {}", self.month(day.month()), day.year()))
    }

    /// What has to be done, as a heading.
    pub const fn todo(self, todo: Todo) -> &'static str {
        match todo {
            Todo::MendRule => self.pick("Rätta regeln", "Mend the rule"),
            Todo::Meet => self.pick("Planera eller flytta möten", "Set or move meetings"),
            Todo::Confirm => self.pick("Bekräfta det som har varit", "Confirm what is past"),
            Todo::CarryOut => self.pick("Genomför eller ge nytt slutdatum", "Carry out or set another day"),
            Todo::Answer => self.pick("Svara", "Answer"),
            Todo::Adopt => self.pick("Anta dokument", "Adopt documents"),
            Todo::Review => self.pick("Se över och följ upp", "Review and follow up"),
            Todo::ReportBack => self.pick("Återrapportera", "Report back"),
            Todo::Staff => self.pick("Se över platser och uppdrag", "Fill or change seats"),
            Todo::Prepare => self.pick("Bered hos andra först", "Prepare with others first"),
            Todo::SetDate => self.pick("Bestäm datum", "Set dates"),
            Todo::Record => self.pick("Skriv in det som saknas", "Write down what is missing"),
            Todo::LookInto => self.pick("Ta reda på varför", "Find out why"),
        }
    }
}
