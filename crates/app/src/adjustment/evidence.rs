//! The evidence file of a record: made from what is frozen and from the rows of the trail, and checked against the trail.

use super::file::{Versions, versions};
use crate::{audit as chain, cx::Actor, error::ActionError, view::Reader};
use genbo_documents::{evidence, frozen as digests};
use genbo_domain::{
    edtf::Edtf,
    noun::Noun,
    organisation::Organisation,
    record::{Notice, Record},
    value::ThingId,
};
use genbo_store::{
    audit::{self, AuditRow, AuditValue},
    frozen,
    row::Find,
    thing::Viewer,
};
use serde_json::{Value, json};

/// What is done to records that an evidence file tells.
const TOLD: [&str; 5] = ["propose", "approve", "adjusted", "correct", "extract"];

/// The evidence file of the record of that slug or id.
pub async fn gather(
    reader: &mut Reader,
    actor: &Actor,
    slug: &str,
    (base_url, demo): (&str, bool),
) -> Result<Value, ActionError> {
    let found = versions(reader, actor, slug).await?;
    if found.papers.is_empty() {
        return Err(ActionError::NotFound);
    }
    let notices = reader.by::<Notice>("record", &[found.record.id()]).await?;
    let boards: Vec<ThingId> = notices.iter().filter_map(|n| n.facts.board).map(|b| b.0).collect();
    let boards = reader.load::<Organisation>(Find::Ids(&boards)).await?;
    let mut rows = of_thing(reader, found.record.id(), |r| TOLD.contains(&r.action.as_str())).await?;
    for notice in &notices {
        rows.extend(of_thing(reader, notice.id, |_| true).await?);
    }
    rows.sort_by_key(|r| r.0.seq);
    let date = |d: &Option<Edtf>| d.as_ref().map(ToString::to_string);
    let notices: Vec<Value> = notices
        .iter()
        .map(|n| {
            let board = n.facts.board.and_then(|b| boards.iter().find(|o| o.id == b.0));
            json!({
                "slug": n.meta.slug, "kind": n.facts.kind.as_str(), "board": board.map(|b| b.facts.name.clone()),
                "posted": date(&n.facts.posted), "removed": date(&n.facts.removed), "storage": n.facts.storage,
                "url": n.facts.url.as_ref().map(|u| u.0.clone()), "ending": n.facts.ending.map(|e| e.as_str()),
            })
        })
        .collect();
    let audit: Vec<Value> = rows
        .iter()
        .map(|(row, previous, values)| {
            let values: Vec<_> = values.iter().map(chain::changed).collect();
            evidence::row(&chain::said(row), previous, &row.hash, &values)
        })
        .collect();
    Ok(json!({
        "format": evidence::FORMAT,
        "installation": base_url,
        "demo": demo,
        "record": { "noun": Record::NAME, "slug": found.record.link.slug, "label": found.record.link.label, "meeting": found.meeting.facts.title },
        "papers": papers(&found),
        "approvals": approvals(&found),
        "notices": notices,
        "audit": audit,
    }))
}

fn papers(found: &Versions) -> Vec<Value> {
    let mut before: Option<Value> = None;
    let mut all = Vec::new();
    for p in &found.papers {
        let data: Value = serde_json::from_str(&p.data).unwrap_or_default();
        let differs = before.as_ref().map(|b| digests::differences(b, &data)).unwrap_or_default();
        let differs: Vec<Value> = differs
            .iter()
            .map(|d| json!({ "item": d.item, "field": d.field, "before": d.before, "after": d.after }))
            .collect();
        all.push(json!({
            "version": p.version, "made": p.made, "made_by": p.made_by, "data_hash": p.data_hash, "pdf_hash": p.file_hash,
            "reason": p.reason, "differences": differs, "data": data,
        }));
        before = Some(data);
    }
    all
}

fn approvals(found: &Versions) -> Vec<Value> {
    let of = |a: &frozen::Approval| {
        let paper = found.papers.iter().find(|p| p.id == a.paper)?;
        Some(json!({
            "version": paper.version, "data_hash": paper.data_hash, "pdf_hash": paper.file_hash, "person": a.person,
            "role": a.role.as_str(), "way": a.way.as_str(), "level": a.level.as_str(), "at": a.at, "by": a.by,
            "signed": a.signed, "file_hash": a.file, "binding": a.binding,
        }))
    };
    found.approvals.iter().filter_map(of).collect()
}

type Told = (AuditRow, String, Vec<AuditValue>);

/// The rows of the trail about a thing that are told, each with the hash before it.
async fn of_thing(
    reader: &mut Reader,
    id: ThingId,
    told: impl Fn(&AuditRow) -> bool,
) -> Result<Vec<Told>, ActionError> {
    let numbers = frozen::rows_of(&mut reader.tx, id).await?;
    let mut all = Vec::new();
    for seq in numbers {
        let mut previous = String::new();
        for (row, values) in audit::read(&mut reader.tx, seq - 1, 2).await? {
            if row.seq == seq {
                if told(&row) {
                    all.push((row, std::mem::take(&mut previous), values));
                }
            } else {
                previous = row.hash;
            }
        }
    }
    Ok(all)
}

/// How many of a file's rows stand in this installation's trail, and how many do not.
pub async fn known(reader: &mut Reader, file: &Value) -> Result<(usize, usize), ActionError> {
    let (mut yes, mut no) = (0, 0);
    for row in file.get("audit").and_then(Value::as_array).into_iter().flatten() {
        let seq = row.get("seq").and_then(Value::as_i64).unwrap_or_default();
        let hash = row.get("hash").and_then(Value::as_str).unwrap_or_default();
        if frozen::is_in_trail(&mut reader.tx, seq, hash).await? {
            yes += 1;
        } else {
            no += 1;
        }
    }
    Ok((yes, no))
}

/// Whether everything that is frozen still is what was frozen: what is not, a line each.
pub async fn tampered(reader: &mut Reader, slug: &str) -> Result<Vec<String>, ActionError> {
    let record = genbo_store::row::load_named::<Record>(&mut reader.tx, &Viewer::All, slug).await?;
    let mut faults = Vec::new();
    for p in frozen::of_record(&mut reader.tx, record.id).await? {
        if digests::data_hash(&p.data) != p.data_hash {
            faults.push(format!("paper {}: its data were changed", p.id));
        }
        let bytes = super::file::bytes(reader, &p.file_hash).await;
        if bytes.map(|b| digests::file_hash(&b)).ok().as_ref() != Some(&p.file_hash) {
            faults.push(format!("paper {}: its bytes were changed", p.id));
        }
    }
    Ok(faults)
}
