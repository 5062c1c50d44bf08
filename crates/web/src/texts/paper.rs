//! Papers: what records, notes, extracts, calls and lists say beside what they are about.

use crate::lang::Lang;

subject! {
    /// Papers: what records, notes, extracts, calls and lists say beside what they are about.
    pub struct PaperTexts {
        minutes: "Sammanträdesprotokoll", "Minutes";
        notes: "Minnesanteckningar", "Notes";
        separate_notes: "Separata anteckningar", "Separate notes";
        extract: "Protokollsutdrag", "Extract from the minutes";
        notes_extract: "Utdrag ur minnesanteckningar", "Extract from the notes";
        attendance: "Närvarolista", "Attendance list";
        decisions: "Beslutslista", "List of decisions";
        call: "Kallelse", "Call";
        page: "Sida", "Page";
        draft: "Utkast", "Draft";
        in_adjustment: "Under justering", "Being adjusted";
        corrected: "Rättat", "Corrected";
        body: "Organ", "Body";
        date: "Sammanträdesdatum", "Date of the meeting";
        meeting_date: "Mötesdatum", "Date of the meeting";
        place_and_time: "Plats och tid", "Place and time";
        deciding: "Beslutande", "Deciding members";
        members: "Närvarande", "Present";
        serving: "Tjänstgörande ersättare", "Serving substitutes";
        nobody: "inga", "none";
        not_serving: "Ej tjänstgörande ersättare", "Substitutes not serving";
        others: "Övriga närvarande", "Others present";
        absent: "Frånvarande", "Absent";
        apologies: "Anmält förhinder", "Apologies";
        adjusters: "Utses att justera", "Appointed to adjust";
        adjusting: "Justeringens plats och tid", "Place and time of the adjustment";
        paragraphs: "Paragrafer", "Paragraphs";
        number: "Nummer", "Number";
        chair: "Ordförande", "Chair";
        secretary: "Sekreterare", "Secretary";
        adjuster: "Justerare", "Adjuster";
        notice: "Anslag/bevis", "Notice";
        adjusted_and_posted: "Protokollet är justerat. Justeringen tillkännages genom anslag.", "The minutes are adjusted. The adjustment is announced by notice.";
        not_adjusted: "Protokollet är inte justerat enligt det som är känt. Uppgifterna om anslag fylls i när det är det.", "The minutes are not adjusted as far as is known. What concerns the notice is filled in when they are.";
        board: "Anslagstavla", "Notice board";
        posted: "Datum för anslags uppsättande", "Notice put up on";
        removed: "Datum för anslags nedtagande", "Notice taken down on";
        last_appeal: "Sista dag för överklagande", "Last day to appeal";
        appeal_unknown: "kan inte räknas ut, dagen för anslaget är inte känd", "cannot be computed, the day of the notice is not known";
        appeal_stopped: "Anslaget togs ner i förtid. Överklagandetiden löper inte ut förrän det har suttit uppe hela tiden.", "The notice came down before its time. The time of appeal does not run out until it has been up all the time.";
        notice_elsewhere: "När protokollet är justerat anslås det. Bevis om anslag, vem som har godkänt protokollet och när finns i protokollets bevisfil.", "When the minutes are adjusted, that is announced. Proof of notice, who approved the minutes and when stand in their evidence file.";
        appeal_when_all: "räknas från den dag då alla medlemmar har anslagit", "counts from the day when all members have posted";
        storage: "Förvaringsplats för protokollet", "Where the minutes are kept";
        signature: "Underskrift", "Signature";
        items: "Ärenden", "Items";
        agenda: "Föredragningslista", "Agenda";
        case: "Dnr", "Case no.";
        heading: "Rubrik", "Heading";
        summary: "Sammanfattning", "Summary";
        background: "Bakgrund", "Background";
        basis: "Beslutsunderlag", "Basis of the decision";
        motions: "Yrkanden", "Motions";
        course: "Beslutsgång", "Course of the decision";
        vote: "Omröstning", "Vote";
        question: "Fråga", "Question";
        yes_means: "Ja-röst", "A yes vote";
        no_means: "Nej-röst", "A no vote";
        method: "Sätt", "Method";
        result: "Utfall", "Result";
        tie_break: "Avgjort genom", "Settled by";
        voter: "Namn", "Name";
        ballot: "Röst", "Vote";
        ballots: "Så röstade var och en", "How each voted";
        ballots_unknown: "Hur var och en röstade är okänt.", "How each voted is unknown.";
        stances: "Ställningstaganden", "Stances";
        sent_to: "Beslutet skickas till", "The decision is sent to";
        presenters: "Föredragande", "Presented by";
        takes_part: "Deltar i beslutet", "Takes part in the decision";
        perhaps: "Osäkert om de deltar", "Not certain whether they take part";
        perhaps_when: "Okänt vid vilka punkter", "Unknown at which points";
        presence_unknown: "Vilka som var med vid just det här ärendet är okänt. Källan ger klockslag och inte paragrafer, eller ingen närvaro alls.", "Who was there at this very matter is unknown. The source gives times and not paragraphs, or no attendance at all.";
        closed: "Behandlat inom stängda dörrar.", "Dealt with behind closed doors.";
        no_decision: "Inget beslut är antecknat.", "No decision is recorded.";
        no_list: "okänt, källan har ingen närvarolista", "unknown, the source has no list of those present";
        doer: "Ska göras av", "To be done by";
        due: "Sista dag", "Last day";
        amount: "Belopp", "Amount";
        name: "Namn", "Name";
        party: "Parti", "Party";
        organisation: "Organisation", "Organisation";
        capacity: "Egenskap", "Capacity";
        extent: "Närvarande vid", "Present at";
        decision: "Beslut", "Decision";
        purpose: "Syfte", "Purpose";
        certificate: "Utdragsbestyrkande", "Certification of the extract";
        certified: "Rätt utdraget intygar", "Correctly extracted, certified by";
        certificate_name: "Namn och titel", "Name and title";
        certificate_date: "Datum", "Date";
        adjuster_initials: "Justerandes signatur", "Adjuster's initials";
        link: "Delta på distans", "Take part from elsewhere";
        called_by: "Kallas av", "Called by";
        call_sent: "Kallelsen utgår", "Call sent";
        host: "Värd", "Host";
        no_items: "Inga ärenden är inlagda.", "No items are entered.";
        no_decisions: "Inga beslut är antecknade.", "No decisions are recorded.";
        no_attendance: "Vilka som deltar framgår inte.", "It is not told who takes part.";
        from_source: "Pappret är gjort av uppgifterna i Genbo, som återger källan i korthet. Originalet gäller.", "This paper is made from the facts in Genbo, which render the source in short. The original counts.";
        original: "Originalet finns hos", "The original is kept at";
        pdf: "PDF", "PDF";
        text: "Text", "Text";
        word: "Word", "Word";
        data: "JSON", "JSON";
        other_papers: "Andra papper från mötet", "Other papers of the meeting";
        back: "Till mötet", "To the meeting";
        open: "Läs som papper", "Read as paper";
        lead: "Så här ser pappret ut. Innehållet hämtas från mötet och ändras där.", "This is how the paper looks. What it says comes from the meeting and is changed there.";
        no_pdf: "Filen kunde inte göras just nu", "The file could not be made right now";
        no_pdf_why: "Programmet som gör PDF-filer och bilder svarade inte i tid eller avbröts. Samma sak går att läsa och skriva ut som sida. Försök igen om en stund.", "The program that makes PDF files and pictures did not answer in time or was stopped. The same can be read and printed as a page. Try again in a while.";
        as_page: "Läs som sida", "Read as a page";
    }
}

impl Lang {
    /// What an organ has decided, as a heading: `Direktionens beslut`.
    pub fn decision_of(self, body: &str) -> String {
        match self {
            Lang::Sv => format!("{} beslut", genitive(body)),
            Lang::En => format!("Decision of {body}"),
        }
    }

    /// What stands before clauses: `Direktionen beslutar`.
    pub fn decides(self, body: &str) -> String {
        format!("{body} {}", self.pick("beslutar", "decides"))
    }

    /// §§ that nobody has carried over: `§§ 215–225 är inte överförda hit.`
    pub fn not_carried_over(self, paragraphs: &str) -> String {
        match self {
            Lang::Sv => format!("{paragraphs} är inte överförda hit. Läs dem i originalet."),
            Lang::En => format!("{paragraphs} have not been carried over. Read them in the original."),
        }
    }

    /// The text of a vote's counts.
    pub fn vote_counts(self, yes: &str, no: &str, abstained: &str) -> String {
        match self {
            Lang::Sv => format!("{yes} ja, {no} nej, {abstained} avstår"),
            Lang::En => format!("{yes} yes, {no} no, {abstained} abstain"),
        }
    }

    /// What a statement is, with whose it is: `Anna Andersson: …`.
    pub fn said_by(self, who: &str, what: &str) -> String {
        match (who.is_empty(), what.is_empty()) {
            (_, true) => who.to_owned(),
            (true, false) => what.to_owned(),
            (false, false) => format!("{who}: {what}"),
        }
    }
}

/// A Swedish name as the owner of something.
fn genitive(name: &str) -> String {
    let ends = name.chars().last().is_some_and(|c| matches!(c, 's' | 'S' | 'x' | 'X' | 'z' | 'Z'));
    if ends { name.to_owned() } else { format!("{name}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_that_ends_in_s_gets_no_second_one() {
        assert_eq!(Lang::Sv.decision_of("Direktionen"), "Direktionens beslut");
        assert_eq!(Lang::Sv.decision_of("Arbetsutskottet i Höganäs"), "Arbetsutskottet i Höganäs beslut");
        assert_eq!(Lang::En.decision_of("the board"), "Decision of the board");
    }
}
