//! Texts about frozen records and their evidence.

use crate::lang::Lang;

subject! {
    /// Frozen records.
    pub struct FrozenTexts {
        title: "Justerade versioner", "Adjusted versions";
        lead: "Varje version som den godkändes, byte för byte. En rättelse står bredvid det som rättades.", "Every version as it was approved, byte by byte. A correction stands beside what it corrects.";
        evidence: "Bevisfil", "Evidence file";
        check: "Kontrollera ett protokoll", "Check a record";
        check_what: "Pröva om en bevisfil håller, och om ett protokoll är det som godkändes.", "Try whether an evidence file holds, and whether a record is the one that was approved.";
        check_lead: "Filerna prövas och sparas inte. Samma prövning gör kommandot genbo verify utan databas.", "The files are tried and not kept. The command genbo verify does the same without a database.";
        check_button: "Kontrollera", "Check";
        evidence_file: "Bevisfil", "Evidence file";
        evidence_hint: "Slutar på .bevis.json", "Ends in .bevis.json";
        pdf_file: "Protokollet som PDF", "The record as PDF";
        pdf_hint: "Behövs inte, men då prövas bara bevisfilen.", "Not needed, but then only the evidence file is tried.";
        no_file: "Välj en bevisfil.", "Choose an evidence file.";
        no_evidence: "Det är ingen bevisfil från Genbo.", "That is no evidence file of Genbo.";
        holds: "Allt i filen stämmer med sina kontrollsummor.", "Everything in the file fits its digests.";
        verdict_holds: "Beviset håller", "The evidence holds";
        verdict_broken: "Beviset håller inte", "The evidence does not hold";
        different: "Vad som skiljer från versionen före", "What differs from the version before";
        approved: "Godkänt av", "Approved by";
        who: "Vem", "Who";
        as_what: "Som", "As";
        how: "Hur", "How";
        level: "Hur det säkrades vem", "How it was made sure who";
        files: "Filer", "Files";
        data: "Uppgifter (JSON)", "Data (JSON)";
        made: "Framställd", "Made";
        corrected: "Rättad", "Corrected";
        pdf_hash: "PDF-filens kontrollsumma (SHA-256)", "Digest of the PDF (SHA-256)";
        data_hash: "Uppgifternas kontrollsumma", "Digest of the data";
        withheld: "En version innehåller något som inte alla får se, och visas inte här.", "A version has something in it that not everybody may see, and is not shown here.";
        extracts: "Bestyrkta utdrag", "Certified extracts";
        extract: "Utdrag", "Extract";
        number: "Nummer", "Number";
        paragraph: "Paragraf", "§";
        recipients: "Mottagare", "Recipients";
        issued: "Bestyrkt", "Certified";
    }
}

impl Lang {
    /// The name of a version.
    pub fn version(self, n: i64) -> String {
        match self {
            Lang::Sv => format!("Version {n}"),
            Lang::En => format!("Version {n}"),
        }
    }

    /// Which version a PDF is.
    pub fn is_version(self, n: i64) -> String {
        match self {
            Lang::Sv => format!("PDF-filen är version {n}, byte för byte."),
            Lang::En => format!("The PDF is version {n}, byte by byte."),
        }
    }

    /// How many rows of an evidence file stand in the trail of this installation.
    pub fn rows_known(self, known: usize, unknown: usize) -> String {
        match (self, unknown) {
            (Lang::Sv, 0) => format!("Alla {known} rader finns i den här installationens logg."),
            (Lang::En, 0) => format!("All {known} rows stand in the trail of this installation."),
            (Lang::Sv, _) => format!("{unknown} rader finns inte i den här installationens logg."),
            (Lang::En, _) => format!("{unknown} rows do not stand in the trail of this installation."),
        }
    }
}
