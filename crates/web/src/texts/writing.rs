//! Texts about writing the record of an item.

use crate::lang::Lang;

subject! {
    /// Writing an item, and voting at it.
    pub struct WritingTexts {
        action: "Skriv", "Write";
        lead: "Det som skrivs här blir protokollet. Spara när som helst; det som inte är sparat läggs undan åt dig tills du loggar ut.", "What is written here becomes the record. Save at any time; what is not saved is laid aside for you until you sign out.";
        item: "Punkten", "The item";
        proposals: "Yrkanden", "Proposals";
        proposals_hint: "Skriv dem i den ordning de ställs. Flera namn delas med semikolon.", "Write them in the order in which they are put. Several names are divided by semicolons.";
        clauses: "Beslut", "Decision";
        clauses_hint: "En rad för varje att-sats. Adressat, sista dag och belopp blir uppdrag och utdrag.", "One row for each clause. Addressee, last day and amount become commissions and extracts.";
        statements: "Till protokollet", "For the record";
        statements_hint: "Reservationer anmäls före mötets slut, av den som har deltagit i beslutet.", "Reservations are announced before the meeting closes, by somebody who took part in the decision.";
        votes: "Omröstningar", "Votes";
        no_votes: "Ingen omröstning har begärts.", "No vote has been called.";
        vote: "Rösta", "Vote";
        open_vote: "öppen, inte räknad", "open, not counted";
        remove: "Ta bort", "Remove";
        save: "Spara", "Save";
        save_next: "Spara och gå till nästa", "Save and go on to the next";
        saved: "Sparat.", "Saved.";
        nothing: "Ingenting var ändrat.", "Nothing was changed.";
        to_item: "Till punkten", "To the item";
        before: "Föregående", "Previous";
        after: "Nästa", "Next";
        frozen: "Protokollet är färdigt för den här punkten. Den kan inte skrivas om; rättelser görs synligt.", "The record is finished for this item. It cannot be rewritten; corrections are made visibly.";
        collided: "Någon annan har sparat samma fält medan du skrev. Det du skrev står kvar; jämför och spara igen.", "Somebody else has saved the same fields while you wrote. What you wrote still stands; compare and save again.";
        now_it_says: "Där står nu", "It now says";
        vote_title: "Omröstning", "Vote";
        vote_lead: "Ange frågan och vad ja och nej betyder. Räkna sedan, namn för namn eller som siffror.", "Give the question and what yes and no mean. Then count, name by name or as figures.";
        question: "Fråga (propositionsordning)", "Question";
        yes_means: "Ja betyder", "Yes means";
        no_means: "Nej betyder", "No means";
        method: "Hur", "How";
        needs: "Vad ja behöver", "What yes needs";
        needs_half: "mer än hälften", "more than half";
        needs_third: "minst en tredjedel (minoritetsåterremiss, minoritetsbordläggning)", "at least a third (referral back by a minority)";
        needs_two_thirds: "minst två tredjedelar", "at least two thirds";
        needs_three_quarters: "minst tre fjärdedelar", "at least three quarters";
        needs_all: "alla", "all";
        roll_call: "Namn för namn", "Name by name";
        yes: "Ja", "Yes";
        no: "Nej", "No";
        abstain: "Avstår", "Abstains";
        not_voted: "har inte röstat", "has not voted";
        nobody: "Ingen är inskriven som får besluta här. Gör uppropet först, eller räkna som siffror.", "Nobody is entered who may decide here. Call the roll first, or count as figures.";
        figures: "Eller som siffror", "Or as figures";
        figures_hint: "För sluten omröstning, eller när namnen inte antecknas. Lämnas allt tomt är omröstningen öppen.", "For a secret vote, or where names are not taken down. If all is left empty the vote is open.";
        blank: "Blanka", "Blank";
        invalid: "Ogiltiga", "Invalid";
        tie: "Vid lika röstetal", "If there is a tie";
        lot: "Lotten föll på", "The lot fell on";
        election: "Val mellan flera", "Choosing between several";
        election_hint: "En rad per alternativ: namn, kolon, antal röster. Den som lotten väljer skrivs med * sist.", "One line for each choice: name, colon, number of votes. Whom the lot chooses is written with * at the end.";
        to_elect: "Antal att välja", "Number to elect";
        take_vote: "Spara omröstningen", "Save the vote";
        is_chair: "ordförande", "chair";
        maybe: "kanske inte här", "perhaps not here";
        not_number: "Skriv ett helt antal.", "Write a whole number.";
        basis: "Räknat på", "Counted of";
        basis_cast: "avgivna röster (om inget sägs)", "votes cast (if nothing is said)";
        and_basis: "Och dessutom räknat på", "And besides counted of";
        and_none: "ingen andra majoritet", "no second majority";
        and_needs: "Vad ja behöver där", "What yes needs there";
        order: "Propositionsordning", "Order of proposals";
        order_lead: "Kryssa för de yrkanden som ställs. Finner ordföranden utan omröstning, välj vilket; annars räknas rösterna nedan: ja är det första, nej det andra.", "Tick the proposals that are put. If the chair finds one carried without a count, choose which; otherwise the votes below are counted: yes is the first, no the second.";
        step: "Vad som avgörs", "What is settled";
        next: "Näst i tur", "Next in turn";
        put: "Ställs", "Is put";
        found: "Ordföranden finner", "The chair finds";
        found_none: "ännu inget, rösterna räknas", "none yet, votes are counted";
        found_not_put: "Det som ordföranden finner ska också ställas: kryssa för det.", "What the chair finds must be put too: tick it.";
        follows: "Följer på omröstningen", "Follows the vote";
        against: "mot", "against";
        needed: "krävs", "needed";
        more_than: "mer än", "more than";
        at_least: "minst", "at least";
        of_which: "av", "of";
        no_choice: "Raden går inte att läsa. Skriv namn, kolon och antal röster.", "The line cannot be read. Write name, colon and number of votes.";
    }
}

impl Lang {
    /// Blank and invalid votes beside those that count, and how many were cast in all.
    pub fn votes_beside(self, valid: i64, blank: i64, invalid: i64) -> String {
        let all = valid + blank + invalid;
        match self {
            Lang::Sv => format!("{valid} giltiga + {blank} blanka + {invalid} ogiltiga = {all} avgivna"),
            Lang::En => format!("{valid} valid + {blank} blank + {invalid} invalid = {all} cast"),
        }
    }

    /// How many are a third of those who are present.
    pub fn third_of(self, present: usize) -> String {
        let least = present.div_ceil(3);
        match self {
            Lang::Sv => format!("En tredjedel av {present} närvarande är minst {least}. Så många räcker för återremiss eller bordläggning första gången (5 kap. 50 § kommunallagen)."),
            Lang::En => format!("A third of {present} present is at least {least}. So many are enough to refer back or table for the first time (Local Government Act 5:50)."),
        }
    }

    /// That somebody does not take part in deciding.
    pub fn did_not_take_part(self, who: &str) -> String {
        match self {
            Lang::Sv => format!("{who} deltog inte i beslutet. Bara den som deltar kan rösta eller reservera sig (4 kap. 27 § kommunallagen)."),
            Lang::En => format!("{who} did not take part in the decision. Only who takes part can vote or enter a reservation (Local Government Act 4:27)."),
        }
    }
}
