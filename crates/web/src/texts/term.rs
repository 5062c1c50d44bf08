//! Texts of a new term of office.

use crate::lang::Lang;

subject! {
    /// Texts of a new term of office.
    pub struct TermTexts {
        action: "Ny mandatperiod", "New term of office";
        title: "Ny mandatperiod", "New term of office";
        lead: "Alla platser och befattningar som organisationen besätter, i en tabell. Fyll i det som ändras, förhandsgranska och genomför allt på en gång.", "All seats and posts that the organisation fills, in one table. Fill in what changes, preview and do it all at once.";
        empty: "Organisationen har inga platser eller befattningar att besätta.", "The organisation has no seats or posts to fill.";
        common: "Gäller alla rader", "Holds for all lines";
        from: "Första dag för de nya", "First day of the new ones";
        handover: "Sista dag för dem som lämnar, om de går bredvid", "Last day of those who leave, if they go alongside";
        handover_hint: "Lämna tomt om de slutar dagen före.", "Leave empty if they end the day before.";
        decision: "Beslut", "Decision";
        decision_hint: "Punktens adress, till exempel svalov/kommunfullmaktige/2022-10-31/12. Lämna tomt om det inte finns.", "The item's address, for example svalov/kommunfullmaktige/2022-10-31/12. Leave empty if there is none.";
        seat: "Plats eller befattning", "Seat or post";
        old: "Nu", "Now";
        new: "Efter", "After";
        name: "Namn", "Name";
        becomes: "Blir", "Becomes";
        unchanged: "oförändrat", "unchanged";
        person: "ny person", "new person";
        vacant: "vakant", "vacant";
        not_stated: "besatt, namn anges inte", "held, name not stated";
        own_from: "Egen första dag", "Own first day";
        appoints: "Väljs av", "Appointed by";
        nobody: "ingen uppgift", "nothing told";
        preview: "Förhandsgranska", "Preview";
        apply: "Genomför alla ändringar", "Make all changes";
        apply_note: "Allt genomförs på en gång, eller inget. Det som gällt finns kvar som historia.", "Everything is done at once, or nothing. What has held stays as history.";
        ends: "Slutar", "Ends";
        begins: "Börjar", "Begins";
        new_person: "läggs till som ny person", "is added as a new person";
        hanging: "Hänger i luften", "Hangs in the air";
        hanging_text: "Uppdrag följer befattningen och går till den som kommer efter. Det andra måste lämnas över eller avslutas för sig.", "Commissions follow the post and go to whoever comes after. The rest must be handed over or ended by itself.";
        commissions: "Öppna uppdrag som följer befattningen", "Open commissions that follow the post";
        mandates: "Mandat", "Mandates";
        contacts: "Fasta kontakter", "Standing contacts";
        other_holdings: "Andra platser och befattningar", "Other seats and posts";
        nothing_changes: "Inget är ifyllt. Skriv ett namn eller välj vakant på minst en rad.", "Nothing is filled in. Write a name or choose vacant on at least one line.";
        no_from: "Fyll i första dagen för de nya.", "Fill in the first day of the new ones.";
        no_name: "Skriv ett namn.", "Write a name.";
        no_decision: "Det finns ingen punkt med den adressen.", "There is no item with that address.";
        keep: "Spara utkast", "Keep as a draft";
        forget: "Kasta utkastet", "Throw the draft away";
        draft_note: "Det du fyllt i sparas som ditt eget utkast när du förhandsgranskar eller sparar det, tills du genomför ändringarna.", "What you have filled in is kept as a draft of your own when you preview or keep it, until you make the changes.";
        gone: "Raden finns inte längre: någon annan har ändrat den. Se över tabellen.", "The line is no more: somebody else has changed it. Look over the table.";
    }
}

impl Lang {
    /// Since when a draft is kept.
    pub fn draft_from(self, moment: &str) -> String {
        match self {
            Lang::Sv => format!("Du ser ditt utkast från {moment}. Inget av det är genomfört."),
            Lang::En => format!("You see your draft from {moment}. Nothing of it is done."),
        }
    }

    /// That a typed date is none.
    pub fn date_is_wrong(self, text: &str) -> String {
        match self {
            Lang::Sv => format!("”{text}” är inget datum. Skriv år, månad och dag: 2023-01-01."),
            Lang::En => format!("“{text}” is no date. Write year, month and day: 2023-01-01."),
        }
    }
}
