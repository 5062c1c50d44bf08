//! Texts about writing the record of an item.

use crate::lang::Lang;

subject! {
    /// Writing an item, and voting at it.
    pub struct WritingTexts {
        action: "Skriv", "Write";
        lead: "Det som skrivs här blir protokollet. Spara när som helst; det som inte är sparat finns kvar i webbläsaren.", "What is written here becomes the record. Save at any time; what is not saved is kept in the browser.";
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
        needs_half: "mer än hälften av de avgivna rösterna", "more than half of the votes cast";
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
        no_choice: "Raden går inte att läsa. Skriv namn, kolon och antal röster.", "The line cannot be read. Write name, colon and number of votes.";
    }
}

impl Lang {
    /// That somebody does not take part in deciding.
    pub fn did_not_take_part(self, who: &str) -> String {
        match self {
            Lang::Sv => format!("{who} deltog inte i beslutet. Bara den som deltar kan rösta eller reservera sig (4 kap. 27 § kommunallagen)."),
            Lang::En => format!("{who} did not take part in the decision. Only who takes part can vote or enter a reservation (Local Government Act 4:27)."),
        }
    }
}
