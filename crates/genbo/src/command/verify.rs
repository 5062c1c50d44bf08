//! `genbo verify`: whether an evidence file holds, and whether a paper is the one that was approved. No database is asked.

use super::Stop;
use genbo_documents::evidence::{self, Fault};
use std::{fs, path::Path};

/// Checks a file, and tells what it finds.
pub(crate) fn run(file: &Path, pdf: Option<&Path>) -> Result<(), Stop> {
    let read = |path: &Path| fs::read(path).map_err(|e| Stop::input(format!("{}: {e}", path.display())));
    let text = String::from_utf8(read(file)?);
    let text = text.map_err(|_| Stop::input(format!("{}: it is no text", file.display())))?;
    let bytes = pdf.map(read).transpose()?;
    let verdict = evidence::verify(&text, bytes.as_deref())
        .map_err(|e| Stop::input(format!("{}: this is no evidence file: {e}", file.display())))?;
    let (papers, approvals, rows) = verdict.counts;
    println!("{}: {papers} versions, {approvals} approvals, {rows} rows of the trail", verdict.record);
    for fault in &verdict.faults {
        println!("{}", told(fault));
    }
    if let Some(version) = verdict.version {
        println!("the PDF is version {version}, byte by byte");
    }
    if verdict.faults.is_empty() {
        println!("the evidence holds");
        return Ok(());
    }
    Err(Stop::refused(format!("the evidence does not hold in {} places", verdict.faults.len())))
}

fn told(fault: &Fault) -> String {
    match fault {
        Fault::Data(version) => format!("version {version}: its data are not those that were frozen"),
        Fault::OtherPaper(hash) => format!("the PDF is another document: no version has the digest {hash}"),
        Fault::Approval(n) => format!("approval {}: it is not what was approved", n + 1),
        Fault::NoWitness(n) => format!("approval {}: no row of the trail bears witness of it", n + 1),
        Fault::Row(seq) => format!("row {seq} of the trail: it was changed"),
        Fault::Values(seq) => format!("row {seq} of the trail: its values were changed"),
        Fault::Broken(seq) => format!("row {seq} of the trail: it does not follow on the row before it"),
        Fault::NotApproved(version) => format!("version {version}: nobody has approved it"),
    }
}
