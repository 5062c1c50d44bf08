//! Texts of rules.

use crate::lang::Lang;

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
}
