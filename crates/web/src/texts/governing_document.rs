//! Texts of governing documents.

use crate::lang::Lang;

subject! {
    /// Texts of governing documents.
    pub struct GoverningDocumentTexts {
        list_lead: "Det som har avtalats och beslutats om hur man samverkar: vad som gäller, vem som antog det och när det ska ses över.", "What has been agreed and decided on how to cooperate: what is in force, who adopted it and when it is to be reviewed.";
        document: "Dokument", "Document";
        owner: "Ägare", "Owner";
        period: "Tid", "Time";
        adoption: "Antaget", "Adopted";
        adopted_by_unknown: "okänt vem som antagit", "unknown who adopted it";
        not_adopted: "inte antaget", "not adopted";
        adopted_word: "antaget", "adopted";
        review: "Ses över", "Review";
        review_missing: "Ingen översyn satt", "No review set";
        review_past: "Skulle ha setts över", "Review overdue";
        lead_review_missing: "Ingen dag är satt för när det ska ses över.", "No day is set for its review.";
        lead_adoption_unknown: "Det används, men det är okänt vem som antagit det.", "It is in use, but it is unknown who adopted it.";
        lead_replaced: "Det är ersatt av ett senare dokument.", "It has been replaced by a later document.";
        status: "Läge", "Status";
        status_unknown: "Läge okänt", "Status unknown";
        in_short: "I korthet", "In short";
        about: "Om dokumentet", "About the document";
        editions: "Utgåvor", "Editions";
        edition: "Utgåva", "Edition";
        what_happened: "Vad som hände", "What happened";
        agreed_by: "Överens", "Agreed by";
        anchored_at: "Förankrat", "Anchored";
        sections: "Avsnitt", "Sections";
        sections_note: "Rubriker och citat är dokumentets egna ord. Sammanfattningarna är Genbos.", "Headings and quotes are the document's own words. The summaries are Genbo's.";
        no_sections: "Dokumentets avsnitt är inte överförda hit.", "The document's sections have not been transferred here.";
        contents: "Innehåll", "Contents";
        norms: "Normer", "Norms";
        plans: "Planer i dokumentet", "Plans in the document";
        agreements: "Avtal som dokumentet hör till", "Agreements of the document";
        successors: "Ersatt av", "Replaced by";
        cycle: "Så tas dokumentet fram", "How the document is made";
        evaluations: "Utvärderingar", "Evaluations";
        source: "Källa", "Source";
        kind: "Slag", "Kind";
        none: "Inga styrdokument är inlagda.", "No governing documents are entered.";
    }
}

impl Lang {
    /// That a review should have been made.
    pub fn review_was_due(self, date: &str) -> String {
        match self {
            Lang::Sv => format!("Det skulle ha setts över {date}."),
            Lang::En => format!("Its review was due {date}."),
        }
    }

    /// How many sections a document has.
    pub fn sections(self, n: usize) -> String {
        match n {
            0 => self.pick("inga överförda", "none transferred").to_owned(),
            n => format!("{n} {}", self.pick("avsnitt", if n == 1 { "section" } else { "sections" })),
        }
    }
}
