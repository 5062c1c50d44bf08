//! Texts of writing a rule from the catalogue.

use crate::lang::Lang;

subject! {
    /// Texts of writing a rule from the catalogue.
    pub struct RuleEditTexts {
        choose_cooperation: "Vilken samverkan gäller regeln?", "Which cooperation is the rule of?";
        no_cooperation: "Det finns ingen samverkan som du kan skriva regler för.", "There is no cooperation that you can write rules for.";
        kinds_note: "Välj vad regeln mäter. Går den inte att kontrollera kan den stå som en text i dokumentet i stället.", "Choose what the rule measures. If it cannot be checked it can stand as a text in the document instead.";
        what: "Vad regeln säger", "What the rule says";
        about: "Vad den gäller", "What it is about";
        about_body: "Välj minst ett organ, eller ett sätt att hitta dem.", "Choose at least one body, or a way to find them.";
        about_document: "Välj ett dokument eller ett slag av dokument.", "Choose a document or a kind of document.";
        about_any: "Lämna tomt om den gäller allt av sitt slag.", "Leave it empty if it is about everything of its sort.";
        narrower: "Avgränsa mer", "Narrow it down";
        where_from: "Var den står", "Where it stands";
        section: "Avsnitt i dokumentet", "Section of the document";
        section_hint: "Varje regel står i ett dokument. Saknas avsnittet, lägg först till det på dokumentets sida.", "Every rule stands in a document. If the section is missing, first add it on the document's page.";
        section_whole: "Välj ett avsnitt i listan.", "Choose a section from the list.";
        quote_hint: "Några få ord som de står där.", "A few words as they stand there.";
        preview: "Se vad den leder till", "See what it leads to";
        preview_again: "Räkna igen", "Count again";
        would: "Om regeln sparas nu", "If the rule is saved now";
        others: "Andra regler som ändras", "Other rules that change";
        nothing_about: "Det finns inget inlagt som den gäller.", "Nothing is entered that it would be about.";
        exception: "Undantag från en annan regel", "Exception from another rule";
        exception_note: "Gäller två undantag samtidigt räknas det med det högre talet.", "If two exceptions apply the one with the higher number counts.";
        reading: "Hur en oklar text läses", "How an unclear passage is read";
        reading_note: "Skriv hur ni läser den, vem som har bestämt det och från när.", "Write how you read it, who has decided so, and from when.";
        off: "Stäng av", "Turn off";
        off_note: "En avstängd regel kontrolleras inte. Skälet visas på dess sida.", "A rule that is off is not checked. The reason is shown on its page.";
        more: "Styrka och tid", "Force and time";
        one_scope: "Det behövs något att gälla: välj ett organ, ett slag av organ eller en helhet.", "It needs something to be about: choose a body, a kind of body or a whole.";
        one_document: "Det behövs något att gälla: välj ett dokument eller ett slag av dokument.", "It needs something to be about: choose a document or a kind of document.";
        priority_missing: "Ett undantag behöver ett tal som säger i vilken ordning det räknas.", "An exception needs a number that says in which order it counts.";
        change: "Ändra regel", "Change rule";
        changed_meanwhile: "Någon annan har ändrat regeln sedan du öppnade den. Öppna den igen och gör om ändringen.", "Somebody else has changed the rule since you opened it. Open it again and make the change anew.";
    }
}

impl Lang {
    /// What a rule that is not saved yet would come to, as one sentence.
    pub fn rule_would(self, broken: usize, at_risk: usize, unknown: usize, kept: usize) -> String {
        match self {
            Lang::Sv => format!(
                "Den skulle nu vara bruten på {broken} ställen, på väg att brytas på {at_risk}, inte gå att säga på {unknown} och följas på {kept}."
            ),
            Lang::En => format!(
                "It would now be broken in {broken} places, at risk in {at_risk}, not to be said in {unknown} and kept in {kept}."
            ),
        }
    }
}
