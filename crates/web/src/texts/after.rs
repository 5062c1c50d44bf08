//! Texts about the end of a meeting and what comes after it.

use crate::lang::Lang;

subject! {
    /// Closing a meeting, what its decisions become, letters home, publishing.
    pub struct AfterTexts {
        title: "Efter mötet", "After the meeting";
        action: "Efter mötet", "After the meeting";
        lead: "Avsluta mötet, gör uppdrag av besluten, skicka hem det som ska göras och publicera när protokollet är färdigt.", "Close the meeting, make commissions of its decisions, send home what shall be done, and publish when the record is finished.";
        early: "Mötet har inte varit än.", "The meeting has not been held yet.";
        close: "Avsluta mötet", "Close the meeting";
        close_lead: "Mötet blir hållet och protokollet börjar som utkast. Det som är öppet hindrar inte, men står kvar.", "The meeting becomes held and its record begins as a draft. What is open does not prevent it, but remains.";
        closed: "Mötet är avslutat.", "The meeting is closed.";
        nothing_open: "Ingenting är öppet.", "Nothing is open.";
        open: "Det här är öppet", "This is open";
        no_roll: "Uppropet är inte gjort.", "The roll has not been called.";
        no_chair: "Ingen står som ordförande.", "Nobody is entered as chair.";
        no_secretary: "Ingen står som sekreterare.", "Nobody is entered as secretary.";
        open_vote: "En omröstning är inte räknad", "A vote is not counted";
        no_decision: "Inget beslut är skrivet", "No decision is written";
        unhandled: "Ingenting är skrivet", "Nothing is written";
        unnumbered: "Punkten saknar nummer", "The item has no number";
        becomes: "Uppdrag och rekommendationer", "Commissions and recommendations";
        becomes_lead: "Besluten blir det som är förkryssat. Ta bort krysset för det som inte ska bli något eget.", "The decisions become what is ticked. Untick what shall become nothing of its own.";
        no_clauses: "Inget beslut är skrivet.", "No decision is written.";
        nothing_becomes: "Inget av besluten har en adressat med sista dag, eller är ett uppdrag eller en rekommendation.", "None of the decisions has an addressee with a last day, or is a commission or a recommendation.";
        commission: "blir uppdrag", "becomes a commission";
        recommendation: "blir rekommendation", "becomes a recommendation";
        became: "har blivit", "has become";
        create: "Skapa dem", "Make them";
        created: "De är skapade.", "They are made.";
        home: "Att ta hem", "To take home";
        home_lead: "Ett kort brev till var och en som deltar: först det som den egna organisationen ska göra, sedan övriga beslut.", "A short letter to each who takes part: first what his or her own organisation shall do, then the other decisions.";
        words: "Egna ord", "Your own words";
        update: "Uppdatera", "Update";
        send: "Skicka breven", "Send the letters";
        sent: "Breven ligger i utkorgen och går iväg om en stund.", "The letters are in the outbox and leave in a while.";
        changed: "Något har ändrats sedan du tittade. Se breven igen innan du skickar.", "Something has changed since you looked. See the letters again before you send.";
        nobody: "Ingen kan nås. Lägg in adresser hos dem som har platserna.", "Nobody can be reached. Add addresses of those who have the seats.";
        publish: "Publicera", "Publish";
        publish_lead: "Det som skrevs vid mötet syns bara för medlemmar tills protokollet är färdigt.", "What was written at the meeting is for members only until its record is finished.";
        published: "Det är publicerat.", "It is published.";
        all_published: "Allt är publicerat, utom det som är skyddat.", "All is published, except what is protected.";
        no_record: "Det finns inget protokoll än. Det börjar när mötet avslutas.", "There is no record yet. It begins when the meeting is closed.";
        issue: "Anteckningarna är utsända", "The notes are issued";
        approve: "Anteckningarna är godkända", "The notes are approved";
        set: "Ändrat.", "Changed.";
        letter_title: "Att ta hem", "To take home";
        letter_opening: "Det här beslutades. Det som berör er står först.", "This was decided. What concerns you stands first.";
        letter_own: "Ni ska göra", "You shall do";
        letter_others: "Övriga beslut", "Other decisions";
        letter_nothing: "Inget av besluten riktar sig särskilt till er.", "None of the decisions is for you in particular.";
        letter_page: "Läs mer på mötets sida", "Read more on the meeting's page";
        extracts: "Utdrag till dem som beslutet gäller", "Extracts to those whom decisions name";
        extracts_lead: "Den som ett beslut nämner får paragrafen till sin funktionsadress när protokollet är färdigt. Breven kan tas tillbaka en stund.", "Whoever a decision names gets the item at the address of the function when the record is finished. The letters can be taken back for a while.";
        extracts_none: "Inget färdigt protokoll har beslut med en adressat som kan nås.", "No finished record has decisions with an addressee who can be reached.";
        extracts_missing: "Saknar känd adress", "Have no known address";
        send_extracts: "Skicka utdragen", "Send the extracts";
        extract_title: "Protokollsutdrag", "Extract from the record";
        extract_opening: "Här är det som beslutades och som ni nämns i.", "This is what was decided and names you.";
        extract_for: "Till", "To";
        extract_page: "Läs protokollet", "Read the record";
        by: "senast", "by";
    }
}

impl Lang {
    /// How few adjusters there are.
    pub fn few_adjusters(self, has: usize, wants: i64) -> String {
        match self {
            Lang::Sv => format!("{has} justerare är inskrivna, och det ska vara {wants}."),
            Lang::En => format!("{has} adjusters are entered, and there shall be {wants}."),
        }
    }

    /// How many things only members see.
    pub fn unpublished(self, n: usize) -> String {
        match self {
            Lang::Sv => format!("{n} uppgifter syns bara för medlemmar."),
            Lang::En => format!("{n} facts are seen by members only."),
        }
    }

    /// How many items are in no finished record yet.
    pub fn extracts_wait(self, n: usize) -> String {
        let what = self.plural(n, [["ärende", "ärenden"], ["item", "items"]]);
        match self {
            Lang::Sv => format!("{n}\u{a0}{what} med adressat väntar på att protokollet blir färdigt."),
            Lang::En => format!("{n}\u{a0}{what} with an addressee wait for the record to be finished."),
        }
    }

    /// How many letters go to how many.
    pub fn letters_home(self, letters: usize, people: usize) -> String {
        match self {
            Lang::Sv => format!("{letters} olika brev till {people} personer."),
            Lang::En => format!("{letters} different letters to {people} people."),
        }
    }
}
