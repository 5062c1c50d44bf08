//! Texts of rules.

use crate::{lang::Lang, words::capital};
use genbo_rules::parameter::{Expected, Fault, Sort};

subject! {
    /// Texts of rules.
    pub struct RuleTexts {
        list_lead: "Vad varje samverkan har kommit överens om, och hur det stämmer med det som är inlagt.", "What each cooperation has agreed on, and how it agrees with what is entered.";
        for_members: "Hur reglerna följs visas för medlemmarna. Här står vilka de är.", "How the rules are kept is shown to members. Here is which they are.";
        rule: "Regel", "Rule";
        finding: "Regel och läge", "Rule and state";
        state: "Läge", "State";
        due: "Sista dag", "Last day";
        mend: "Åtgärdas här", "Mended here";
        needs_care: "Brutna och på väg att brytas", "Broken and at risk";
        nothing_red: "Ingen regel är bruten eller på väg att brytas.", "No rule is broken or at risk.";
        unknown: "Går inte att säga", "Cannot be said";
        all_rules: "Alla regler", "All rules";
        no_rules: "Inga regler är inlagda.", "No rules are entered.";
        stands_in: "Står i", "Stands in";
        force: "Styrka", "Force";
        kind: "Vad som mäts", "What is measured";
        parameters: "Parametrar", "Parameters";
        reading: "Så läser vi den", "How we read it";
        subjects: "Vad regeln kommer fram till", "What the rule comes to";
        subject: "Gäller", "About";
        arithmetic: "Så räknas det", "How it is counted";
        norms: "Normer", "Norms";
        as_of: "Som det ser ut den dag som sidan visar.", "As it stands on the day that the page shows.";
    }
}

impl Lang {
    /// How many findings there are of each weight, as one line.
    pub fn rule_counts(self, broken: usize, at_risk: usize, unknown: usize, kept: usize) -> String {
        match self {
            Lang::Sv => format!("{broken} brutna, {at_risk} på väg att brytas, {unknown} går inte att säga, {kept} följs."),
            Lang::En => format!("{broken} broken, {at_risk} at risk, {unknown} cannot be said, {kept} kept."),
        }
    }

    /// What is wrong with a rule that was written, and how to mend it.
    pub fn rule_fault(self, fault: &Fault) -> String {
        match self {
            Lang::Sv => in_swedish(fault),
            Lang::En => format!("{}. {}.", capital(&fault.what), capital(&fault.mend)),
        }
    }
}

/// The same in Swedish; names of parameters and words are those of the catalogue in both languages.
fn in_swedish(fault: &Fault) -> String {
    let name = fault.name.as_deref().unwrap_or_default();
    let all = |list: &[String]| {
        if list.is_empty() { "inget ännu".to_owned() } else { list.join("; ") }
    };
    match &fault.sort {
        Sort::Unknown(known) if known.is_empty() => {
            format!("Det finns ingen parameter ”{name}” här. Ta bort den: regelslaget har inga parametrar.")
        }
        Sort::Unknown(known) => {
            format!("Det finns ingen parameter ”{name}” här. Välj bland: {}.", known.join(", "))
        }
        Sort::Missing => format!("Parametern {name} måste vara med. Lägg till den."),
        Sort::List => format!("{name} är en lista. Skriv värdet inom hakparenteser: {name} = [ … ]."),
        Sort::EmptyList => format!("{name} är en tom lista. Ta bort den."),
        Sort::Value(expected) => format!("{name} har ett värde som inte går att läsa. {}", how_to_write(expected)),
        Sort::NoSuch(slug) => format!("{name}: det finns inget med adressen ”{slug}”. Rätta adressen."),
        Sort::NoNumber => {
            "Regeln säger inget tal. Lägg till at_least (minst), at_most (högst) eller exactly (precis).".to_owned()
        }
        Sort::Bounds => "Inget tal ligger inom alla gränser. Skriv den mindre som at_least och den större som at_most.".to_owned(),
        Sort::Month => "Den månaden finns inte. Skriv månader som tal från 1 till 12.".to_owned(),
        Sort::BeforeOrAfter => "Tiden räknas före eller efter något. Skriv antingen before eller after.".to_owned(),
        Sort::HowLong => "Det saknas hur länge. Lägg till at_most, till exempel at_most = \"2 years\", eller ta bort role.".to_owned(),
        Sort::NoBodies => "Regeln säger inte vilka organ den gäller. Välj organ, delar av ett organ eller en sorts organ.".to_owned(),
        Sort::NoDocuments => "Regeln säger inte vilka dokument den gäller. Välj ett dokument eller en sorts dokument.".to_owned(),
        Sort::Edition(dates) => {
            format!("Dokumentet har ingen utgåva från den dagen. Det finns: {}. Skriv XXXX om dokumentet saknar datum.", all(dates))
        }
        Sort::Section(headings) => {
            format!("Dokumentet har inget sådant avsnitt. Skriv en rubrik som den står där: {}.", all(headings))
        }
        Sort::Ends => "Regeln slutar innan dokumentets tid börjar. Rätta när den gäller, eller lämna det tomt.".to_owned(),
        Sort::Priority => "Undantaget saknar prioritet. Skriv ett tal; av två undantag gäller det högre.".to_owned(),
        Sort::Itself => "Regeln är ett undantag från sig själv. Välj regeln som den avviker från.".to_owned(),
        Sort::Other => format!("{name}: det går inte att läsa ({}). Rätta det.", fault.what),
    }
}

/// How a value of that kind is written among parameters, in Swedish.
fn how_to_write(expected: &Expected) -> String {
    match expected {
        Expected::Word(words) => format!("Skriv något av orden inom citattecken: {}.", words.join(", ")),
        Expected::Whole => "Skriv ett heltal utan citattecken.".to_owned(),
        Expected::YesNo => "Skriv true eller false utan citattecken.".to_owned(),
        Expected::Duration => "Skriv en tid inom citattecken, till exempel \"7 days\" eller \"2 years\".".to_owned(),
        Expected::Date => "Skriv en dag, månad eller tid inom citattecken, till exempel \"2023-03\".".to_owned(),
        Expected::Share => "Skriv en andel inom citattecken, till exempel \"1/2\".".to_owned(),
        Expected::Slug => "Skriv adressen inom citattecken, till exempel \"samarbetet/styrelsen\".".to_owned(),
        Expected::Text => "Skriv en text inom citattecken.".to_owned(),
    }
}
