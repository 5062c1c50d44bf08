//! Texts of plans.

use crate::lang::Lang;

subject! {
    /// Texts of plans.
    pub struct PlanTexts {
        list_lead: "Vad varje samverkan ska göra under en tid, vem som beslutar och vem som leder.", "What each cooperation means to do in a time, who decides and who leads.";
        plan: "Plan", "Plan";
        period: "Tid", "Time";
        state: "Läge", "State";
        decided_by: "Beslutas av", "Decided by";
        activities: "Aktiviteter", "Activities";
        activity: "Aktivitet", "Activity";
        goals: "Mål och aktiviteter", "Goals and activities";
        goal: "Mål", "Goal";
        without_goal: "Utan angivet mål", "Without a stated goal";
        no_activities: "Källan räknar inte upp några aktiviteter.", "The source lists no activities.";
        no_activities_goal: "Ingen aktivitet är knuten till målet.", "No activity is tied to the goal.";
        target: "nås", "to be reached";
        measure: "mäts", "measured by";
        outcome: "utfall", "outcome";
        accountable: "Ansvarigt organ", "Accountable body";
        responsible: "Görs av", "Done by";
        lead: "Leds av", "Led by";
        follow_up: "Uppföljning", "Follow-up";
        state_unknown: "Läge okänt", "State unknown";
        indicators: "Så mäts det", "How it is measured";
        higher_better: "högre är bättre", "higher is better";
        lower_better: "lägre är bättre", "lower is better";
        cycle: "Så tas planen fram", "How the plan is made";
        cycle_of_owner: "Stegen i ägarens planering", "The steps of the owner's planning";
        step: "Steg", "Step";
        projects: "Projekt", "Projects";
        project: "Projekt", "Project";
        evaluations: "Utvärderingar", "Evaluations";
        evaluation: "Utvärdering", "Evaluation";
        subject: "Vad som utvärderas", "What is evaluated";
        by: "Görs av", "By";
        themes: "Teman", "Themes";
        theme: "Tema", "Theme";
        body: "Organ", "Body";
        measures: "Indikatorer", "Indicators";
        facts: "Om planen", "About the plan";
        current: "gäller nu", "in force now";
        earlier: "tidigare", "earlier";
        later: "kommande", "to come";
        no_plans: "Inga planer är inlagda.", "No plans are entered.";
        when: "När", "When";
        source: "Källa", "Source";
        steered_by: "Styrs av", "Steered by";
    }
}

impl Lang {
    /// How many activities a plan has, as a fact.
    pub fn activities(self, n: usize) -> String {
        if n == 0 {
            return self.pick("inga uppräknade", "none listed").to_owned();
        }
        format!("{n} {}", self.plural(n, [["aktivitet", "aktiviteter"], ["activity", "activities"]]))
    }
}
