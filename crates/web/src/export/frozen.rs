//! What a record says, as the one canonical text that is approved and frozen.
//!
//! Invariant: it says nothing that comes after the approval, as states and days of notices: those would change it.

use super::record;
use crate::paper::{Ask, paper};
use genbo_app::view::record::MeetingRecord;
use genbo_documents::{frozen, paper::Paper};
use serde_json::{Value, json};

/// The format of the data.
pub const FORMAT: &str = "genbo record 1";

/// The paper that is frozen, and its canonical data.
pub fn frozen(r: &MeetingRecord, ask: &Ask) -> (Paper, String) {
    let ask = Ask { frozen: true, ..*ask };
    let paper = paper(r, &ask);
    let data = frozen::canonical(&data(r, &ask, &paper));
    (paper, data)
}

fn data(r: &MeetingRecord, ask: &Ask, paper: &Paper) -> Value {
    let mut all = record::json(r, ask);
    let own = &all["record"];
    let of_record = json!({
        "slug": own["slug"], "kind": own["kind"], "number": own["number"], "paragraphs": own["paragraphs"],
    });
    if let Some(meeting) = all["meeting"].as_object_mut() {
        meeting.remove("status");
    }
    json!({
        "format": FORMAT,
        "demo": ask.demo,
        "meeting": all["meeting"],
        "record": of_record,
        "attendance": all["attendance"],
        "items": all["items"],
        "paper": { "lang": paper.lang, "texts": paper.texts() },
    })
}
