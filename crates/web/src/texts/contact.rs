//! Texts of standing contacts.

subject! {
    /// Texts of standing contacts.
    pub struct ContactTexts {
        list_lead: "Vem som är varje organisations fasta kontakt, period för period. Kontakten följer befattningen.", "Who is each organisation's standing contact, period by period. The contact follows the post.";
        organisation: "Organisation", "Organisation";
        now: "nu", "now";
        new_post: "ny befattning", "another post";
        same_post: "samma befattning", "the same post";
        none: "Ingen samverkan har fasta kontakter inlagda.", "No cooperation has standing contacts entered.";
        no_contact: "ingen kontakt inlagd", "no contact entered";
        about: "Om kontakten", "About the contact";
        series: "Rotationen för organisationen", "The rotation for the organisation";
        period: "Period", "Period";
        contact: "Kontakt", "Contact";
        holder: "Har befattningen", "Holds the post";
        holder_unknown: "innehavare inte angiven", "holder not stated";
        vacant: "vakant", "vacant";
        beside: "Samma kontakt i perioden", "The same contact in the period";
        activities: "Det gör de tillsammans", "What they do together";
        state: "Läge", "State";
        source: "Källa", "Source";
        rotation: "Fasta kontakter i", "Standing contacts in";
    }
}
