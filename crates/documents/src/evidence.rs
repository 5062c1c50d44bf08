//! The evidence file of a record: what was frozen, who approved it, when it was posted, and the rows of the trail that say so.
//!
//! Invariants: everything in the file that is a digest of something in it is computed anew; what does not fit is told with
//! where it stands; nothing outside the file is asked. What each part is stands in `docs/evidence-file.md`.

use crate::{
    chain::{self, Row},
    frozen,
};
use serde_json::{Value, json};

/// What the file says that it is.
pub const FORMAT: &str = "genbo evidence 1";

/// What is wrong with an evidence file, or with the paper beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The data of the paper of this version are not those that were frozen.
    Data(i64),
    /// No paper of the file has these bytes.
    OtherPaper(String),
    /// The approval of this place in the file is not what was approved, or is of a paper that the file does not have.
    Approval(usize),
    /// No row of the trail bears witness of the approval of this place.
    NoWitness(usize),
    /// The row of the trail with this number was changed.
    Row(i64),
    /// The values of the row of this number were changed.
    Values(i64),
    /// The row of this number does not follow on the one before it in the file.
    Broken(i64),
    /// Nobody has approved the paper of this version.
    NotApproved(i64),
}

/// What an evidence file proves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What is wrong; empty if the file holds.
    pub faults: Vec<Fault>,
    /// The version of the paper that was handed in beside.
    pub version: Option<i64>,
    /// How many papers, approvals and rows were looked at.
    pub counts: (usize, usize, usize),
    /// What the file is about: the slug of the record.
    pub record: String,
}

/// What is no evidence file, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotEvidence(pub String);

impl std::fmt::Display for NotEvidence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What somebody approved, as its digest is taken.
pub fn binding(approval: &Value) -> String {
    let names = [
        "version",
        "data_hash",
        "pdf_hash",
        "person",
        "role",
        "way",
        "level",
        "at",
        "by",
        "signed",
        "file_hash",
    ];
    let of = |name: &&str| ((*name).to_owned(), approval.get(*name).cloned().unwrap_or(Value::Null));
    let bound: Value = Value::Object(names.iter().map(of).collect());
    frozen::domain_hash(frozen::APPROVAL, &frozen::canonical(&bound))
}

/// Looks whether a file holds, and whether a paper is one of its papers.
pub fn verify(text: &str, pdf: Option<&[u8]>) -> Result<Verdict, NotEvidence> {
    let file: Value = serde_json::from_str(text).map_err(|e| NotEvidence(format!("it is no JSON: {e}")))?;
    if file.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(NotEvidence(format!("it does not say that it is \"{FORMAT}\"")));
    }
    let list = |name: &str| -> Result<&Vec<Value>, NotEvidence> {
        file.get(name)
            .and_then(Value::as_array)
            .ok_or_else(|| NotEvidence(format!("it has no list \"{name}\"")))
    };
    let (papers, approvals, rows) = (list("papers")?, list("approvals")?, list("audit")?);
    let mut verdict = Verdict {
        counts: (papers.len(), approvals.len(), rows.len()),
        record: string(&file["record"], "slug").to_owned(),
        ..Verdict::default()
    };
    for paper in papers {
        let version = number(paper, "version");
        let data = paper.get("data").map(frozen::canonical).unwrap_or_default();
        if frozen::data_hash(&data) != string(paper, "data_hash") {
            verdict.faults.push(Fault::Data(version));
        }
        let first = paper.get("reason").is_none_or(Value::is_null);
        if first && !approvals.iter().any(|a| number(a, "version") == version) {
            verdict.faults.push(Fault::NotApproved(version));
        }
    }
    for (at, approval) in approvals.iter().enumerate() {
        approved(at, approval, papers, rows, &mut verdict.faults);
    }
    trail(rows, &mut verdict.faults);
    if let Some(bytes) = pdf {
        let hash = frozen::file_hash(bytes);
        let own = papers.iter().find(|p| string(p, "pdf_hash") == hash);
        verdict.version = own.map(|p| number(p, "version"));
        if own.is_none() {
            verdict.faults.push(Fault::OtherPaper(hash));
        }
    }
    Ok(verdict)
}

fn approved(at: usize, approval: &Value, papers: &[Value], rows: &[Value], faults: &mut Vec<Fault>) {
    let same = |p: &&Value| {
        number(p, "version") == number(approval, "version")
            && ["data_hash", "pdf_hash"].iter().all(|n| string(p, n) == string(approval, n))
    };
    let own = string(approval, "binding");
    if !papers.iter().any(|p| same(&p)) || own != binding(approval) {
        faults.push(Fault::Approval(at));
    }
    let says = |row: &Value| {
        let values = row.get("values").and_then(Value::as_array);
        values.is_some_and(|v| v.iter().any(|v| string(v, "field") == "binding" && string(v, "after") == own))
    };
    if !rows.iter().any(says) {
        faults.push(Fault::NoWitness(at));
    }
}

fn trail(rows: &[Value], faults: &mut Vec<Fault>) {
    let mut before: Option<(i64, &str)> = None;
    for row in rows {
        let seq = number(row, "seq");
        let values: Vec<chain::Changed<'_>> = row
            .get("values")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .map(|v| {
                (
                    string(v, "field"),
                    v.get("before").and_then(Value::as_str),
                    v.get("after").and_then(Value::as_str),
                )
            })
            .collect();
        if chain::digest(string(row, "salt"), values) != string(row, "digest") {
            faults.push(Fault::Values(seq));
        }
        let own = Row {
            seq,
            at: string(row, "at"),
            actor: string(row, "actor"),
            action: string(row, "action"),
            noun: string(row, "noun"),
            thing: number(row, "thing"),
            salt: string(row, "salt"),
            digest: string(row, "digest"),
        };
        if chain::hash(string(row, "previous"), &own) != string(row, "hash") {
            faults.push(Fault::Row(seq));
        }
        if before.is_some_and(|(n, hash)| n + 1 == seq && hash != string(row, "previous")) {
            faults.push(Fault::Broken(seq));
        }
        before = Some((seq, string(row, "hash")));
    }
}

/// A row of the trail as the file has it.
pub fn row(row: &Row<'_>, previous: &str, hash: &str, values: &[chain::Changed<'_>]) -> Value {
    let values: Vec<Value> =
        values.iter().map(|(f, b, a)| json!({ "field": f, "before": b, "after": a })).collect();
    json!({
        "seq": row.seq, "at": row.at, "actor": row.actor, "action": row.action, "noun": row.noun,
        "thing": row.thing, "salt": row.salt, "digest": row.digest, "previous": previous, "hash": hash,
        "values": values,
    })
}

fn string<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn number(value: &Value, name: &str) -> i64 {
    value.get(name).and_then(Value::as_i64).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &[u8] = b"%PDF-1.7 a paper";

    fn file() -> Value {
        let data = json!({ "items": [{ "slug": "a/1", "number": "1" }] });
        let mut approval = json!({
            "version": 1, "data_hash": frozen::data_hash(&frozen::canonical(&data)), "pdf_hash": frozen::file_hash(PDF),
            "person": "Ada Ahl", "role": "adjuster", "way": "portal", "level": "password", "at": "2022-10-03T08:00:00Z",
            "by": "ada", "signed": null, "file_hash": null,
        });
        approval["binding"] = binding(&approval).into();
        let bound = approval["binding"].as_str().unwrap().to_owned();
        let values = [("binding", None, Some(bound.as_str()))];
        let digest = chain::digest("07", values);
        let own = |seq, digest| Row {
            seq,
            at: "t",
            actor: "ada",
            action: "approve",
            noun: "record",
            thing: 9,
            salt: "07",
            digest,
        };
        let first = own(4, &digest);
        let hash = chain::hash("before", &first);
        let none = chain::digest("07", []);
        let second = own(5, &none);
        let audit = vec![
            row(&first, "before", &hash, &values),
            row(&second, &hash, &chain::hash(&hash, &second), &[]),
        ];
        json!({
            "format": FORMAT, "record": { "slug": "a/protokoll" },
            "papers": [{ "version": 1, "data": data, "data_hash": approval["data_hash"], "pdf_hash": approval["pdf_hash"], "reason": null }],
            "approvals": [approval], "audit": audit,
        })
    }

    fn faults(file: &Value, pdf: Option<&[u8]>) -> Vec<Fault> {
        verify(&file.to_string(), pdf).unwrap().faults
    }

    #[test]
    fn what_is_no_evidence_file_is_refused_with_why() {
        for text in ["", "{", "{}", "{\"format\":\"genbo evidence 1\"}", "[]"] {
            assert!(verify(text, None).is_err(), "{text}");
        }
    }

    #[test]
    fn each_change_of_the_file_is_found_where_it_was_made() {
        let whole = file();
        assert_eq!(faults(&whole, Some(PDF)), []);
        assert_eq!(verify(&whole.to_string(), Some(PDF)).unwrap().version, Some(1));
        let changed = |path: &str, to: Value| {
            let mut file = whole.clone();
            *file.pointer_mut(path).unwrap() = to;
            faults(&file, Some(PDF))
        };
        assert_eq!(changed("/papers/0/data/items/0/number", json!("2")), [Fault::Data(1)]);
        assert_eq!(changed("/approvals/0/person", json!("Bo Berg")), [Fault::Approval(0)]);
        assert_eq!(changed("/approvals/0/at", json!("2022-10-01T08:00:00Z")), [Fault::Approval(0)]);
        assert_eq!(changed("/approvals/0/level", json!("demo")), [Fault::Approval(0)]);
        assert_eq!(changed("/audit/0/actor", json!("bo")), [Fault::Row(4)]);
        assert_eq!(changed("/audit/0/values/0/after", json!("x")), [Fault::NoWitness(0), Fault::Values(4)]);
        assert_eq!(changed("/audit/1/previous", json!("x")), [Fault::Row(5), Fault::Broken(5)]);
        assert_eq!(changed("/approvals", json!([])), [Fault::NotApproved(1)]);
    }

    #[test]
    fn a_paper_of_other_bytes_is_another_paper() {
        let mut other = PDF.to_vec();
        for at in 0..other.len() {
            other[at] ^= 1;
            assert!(matches!(faults(&file(), Some(&other))[..], [Fault::OtherPaper(_)]), "{at}");
            other[at] ^= 1;
        }
    }
}
