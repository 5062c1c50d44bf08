//! Commissions: who was asked to do what, and where it stands.

subject! {
    /// Commissions.
    pub struct CommissionTexts {
        list_lead: "Vad beslut har gett någon att göra, med sista dag eller att den saknas.", "What decisions have given somebody to do, with last day or that it is missing.";
        kind: "Uppdrag", "Commission";
        none: "Inga uppdrag finns i urvalet.", "No commissions match.";
        only_open: "Bara öppna", "Only open";
        state: "Läge", "State";
        due_missing: "Slutdatum saknas", "Last day missing";
        due: "Klart senast", "To be done by";
        assignee: "Ska göras av", "To be done by whom";
        given_by: "Givet av", "Given by";
        follows_post: "Uppdraget följer befattningen, inte personen.", "The commission follows the post, not the person.";
        clause: "Beslutet", "The decision";
        way: "Vägen", "The way";
        way_stations: "Uppdraget ska passera", "The commission must pass";
        what: "Vad som ska göras", "What shall be done";
        report: "Återrapport", "Report back";
        no_report: "Ingen återrapport är känd.", "No report back is known.";
        late: "Försenat", "Late";
        review: "Ses över", "Look again";
        beside: "Samma beslut gav också", "The same decision also gave";
        home: "Genomfört hemma", "Carried out at home";
        day_missing: "dag saknas", "no day";
        together_with: "samtidigt som", "together with";
    }
}
