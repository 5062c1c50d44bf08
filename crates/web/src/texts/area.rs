//! Texts of areas of cooperation and agreements.

use crate::lang::Lang;

subject! {
    /// Texts of areas of cooperation and agreements.
    pub struct AreaTexts {
        list_lead: "Hur långt varje område har kommit, från förslag till drift och uppföljning.", "How far each area has come, from proposal to operation and follow-up.";
        stages: "Så långt har områdena kommit", "How far the areas have come";
        no_areas: "Inget område är utpekat ännu. Källan beskriver hur områden väljs, men nämner inga.", "No area has been named yet. The source describes how areas are chosen, but names none.";
        method: "Så väljs områden", "How areas are chosen";
        others: "Samverkan utan utpekade områden", "Cooperations without named areas";
        others_note: "Källorna nämner varken områden eller en metod för att välja dem.", "The sources name neither areas nor a method for choosing them.";
        stage_unknown: "Läge okänt", "Stage unknown";
        no_one: "inga", "none";
        here: "här är området", "the area is here";
        priority: "Prioritet", "Priority";
        about: "Om området", "About the area";
        area: "Område", "Area";
        in_short: "I korthet", "In short";
        motives: "Motiv", "Motives";
        activities: "Aktiviteter i området", "Activities in the area";
        plan: "Plan", "Plan";
        evaluations: "Utvärderingar", "Evaluations";
        source: "Källa", "Source";
        decision_missing: "inget beslut angivet", "no decision stated";
        agreements: "Avtal", "Agreements";
        agreements_lead: "Vem som har avtalat med vem, hur länge det gäller och hur man lämnar det.", "Who has agreed with whom, how long it holds and how to leave it.";
        agreement: "Avtal", "Agreement";
        form: "Form", "Form";
        parties: "Parter", "Parties";
        term: "Gäller", "Term";
        notice: "Uppsägning", "Notice";
        none: "Inga avtal är inlagda.", "No agreements are entered.";
        keys: "Så delas kostnader", "How costs are shared";
        key: "Nyckel", "Key";
        rule: "Regel", "Rule";
        about_agreement: "Om avtalet", "About the agreement";
        exit: "Att lämna avtalet", "Leaving the agreement";
        exit_unknown: "Källan säger inte hur man lämnar avtalet.", "The source does not say how to leave the agreement.";
        tasks: "Det görs tillsammans", "What is done together";
        cost: "Så delas kostnaden", "How the cost is shared";
        cost_unknown: "Källan säger inte hur kostnaden delas.", "The source does not say how the cost is shared.";
        no_shares: "Nyckeln anger inga andelar.", "The key states no shares.";
        payer: "Betalar", "Payer";
        share: "Andel", "Share";
        basis: "Underlag", "Basis";
        sum: "Summa", "Sum";
        sum_is_whole: "hela kostnaden", "the whole cost";
        sum_is_not_whole: "inte hela kostnaden", "not the whole cost";
        areas: "Områden under avtalet", "Areas under the agreement";
        earlier: "har upphört", "has ended";
        later: "börjar senare", "begins later";
        now: "gäller nu", "in force now";
    }
}

impl Lang {
    /// How many areas stand at a stage.
    pub fn areas(self, n: usize) -> String {
        format!("{n} {}", self.plural(n, [["område", "områden"], ["area", "areas"]]))
    }
}
