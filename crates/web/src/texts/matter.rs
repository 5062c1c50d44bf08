//! Matters across organisations, documents and dispatches.

use crate::lang::Lang;

subject! {
    /// Matters across organisations, documents and dispatches.
    pub struct MatterTexts {
        list_lead: "Ärenden som flera organisationer har del i. Varje organisation har sitt eget nummer.", "Matters in which several organisations have a part. Each organisation has its own number.";
        kind: "Ärende över flera organisationer", "Matter across organisations";
        none: "Inga ärenden finns i urvalet.", "No matters match.";
        no_documents: "Inga handlingar finns i urvalet.", "No documents match.";
        documents_lead: "Skrivelser, utdrag, rapporter och andra handlingar.", "Letters, extracts, reports and other documents.";
        all_documents: "Alla handlingar", "All documents";
        cases: "Ärendenummer hos varje organisation", "Case number of each organisation";
        organisation: "Organisation", "Organisation";
        number: "Nummer", "Number";
        origin: "Varifrån numret kommer", "Where the number comes from";
        officer: "Handläggare", "Officer";
        opened: "Öppnat", "Opened";
        to_be_supplied: "lämnas senare", "to be supplied";
        chain: "Beslutskedjan", "The decision chain";
        chain_caption: "Fyrkant: beslut eller handling. Ring: samråd. Streckad ruta: öppet svar. Samma steg står i listan.", "Square: decision or document. Ring: consultation. Dashed box: open answer. The list has the same steps.";
        steps: "Steg för steg", "Step by step";
        no_steps: "Inga daterade steg är kända.", "No dated steps are known.";
        no_answer_yet: "inget svar än", "no answer yet";
        no_answer: "inget svar, tiden är ute", "no answer, time is out";
        came: "kom till", "came to";
        until: "senast", "at the latest";
        referrals: "Remisser", "Referrals";
        commissions: "Uppdrag", "Commissions";
        documents: "Handlingar", "Documents";
        document: "Handling", "Document";
        dispatches: "Skickat och mottaget", "Sent and received";
        recipient: "Mottagare", "Recipient";
        what_sent: "Vad", "What";
        sent: "Skickat", "Sent";
        received: "Mottaget", "Received";
        home_rounds: "Frågor som medlemmarna tog med hem", "Questions that members took home";
        last_day: "sista dag", "last day";
        today: "i dag", "today";
        answers: "Svar", "Answers";
        date: "Datum", "Date";
        author: "Avsändare", "Author";
        what: "Slag", "Kind";
        text: "Sök i rubriken", "Search the title";
        read: "Läs handlingen", "Read the document";
        used_in: "Används i", "Used in";
        second_hand: "i andra hand", "second-hand";
        ahead: "kommer senare", "still to come";
        owner: "Ägare", "Owner";
        own_number: "Eget nummer", "A number of one's own";
        number_from_own: "Nummer från eget system", "Number from your own system";
        number_hint: "Behövs bara om numret redan finns.", "Only needed if there is a number already.";
        give_next: "Ge nästa nummer i serien", "Give the next number of the series";
        use_typed: "Använd numret ovan", "Use the number above";
        number_later: "Lämna numret senare", "Supply the number later";
        numbered: "Det är noterat.", "It is noted.";
        number_missing: "Skriv numret, eller välj att lämna det senare.", "Write the number, or choose to supply it later.";
        is_numbered: "Ärendet har redan ett nummer hos den organisationen.", "The matter has a number at that organisation already.";
        no_series: "Organisationen har ingen nummerserie i Genbo. Skriv numret från det egna systemet, eller ange ett mönster för ärendenummer på organisationens sida.", "The organisation has no series in Genbo. Write the number from its own system, or give it a pattern for case numbers on its page.";
        series: "Nummerserien", "The series of numbers";
        series_lead: "Ett nummer ges en gång. Det som har getts och inte står någonstans är en lucka; loggen säger vad som togs tillbaka och varför.", "A number is given once. What was given and stands nowhere is a gap; the log says what was taken back and why.";
        last_given: "Senaste löpnummer", "Last running number";
        gaps: "Luckor", "Gaps";
        no_gaps: "Inga luckor i serien.", "The series has no gaps.";
        no_series_yet: "Inget nummer har getts här det året.", "No number was given here that year.";
    }
}

impl Lang {
    /// How many have answered: `1 av 5 har svarat`.
    pub fn have_answered(self, answered: usize, asked: usize) -> String {
        format!(
            "{answered}\u{a0}{}\u{a0}{asked} {}",
            self.pick("av", "of"),
            self.pick("har svarat", "have answered")
        )
    }

    /// How long until a last day, or since: `8 dagar kvar`, `sista dagen är i dag`, `2 dagar över tiden`.
    pub fn days_left(self, days: i32) -> String {
        let n = usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX);
        let word = self.plural(n, [["dag", "dagar"], ["day", "days"]]);
        match days {
            0 => self.pick("sista dagen är i dag", "today is the last day").to_owned(),
            1.. => format!("{n}\u{a0}{word} {}", self.pick("kvar", "left")),
            _ => format!("{n}\u{a0}{word} {}", self.pick("över tiden", "past the last day")),
        }
    }
}
