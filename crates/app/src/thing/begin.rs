//! When a thing is: what a date without year is understood from, where a form is about that thing.

use crate::{
    error::ActionError,
    view::{Link, Reader},
};
use genbo_domain::{
    edtf::Edtf,
    noun::NounDef,
    value::{ThingId, Value},
};
use genbo_store::row::{self, Find};

/// The fields that say when a thing is, the first that it has before the others. How long something holds or stays open
/// says nothing of when it is written about.
pub const FIELDS: [&str; 4] = ["when", "window", "period", "sent"];

/// The longest way up to something with a day: a ballot, its vote, its item, its meeting.
const DEPTH: usize = 4;

/// When a thing is, or what it hangs on; nothing if none of them says so. A statement for each step up.
pub async fn of(reader: &mut Reader, link: &Link) -> Result<Option<Edtf>, ActionError> {
    let (mut noun, mut id): (_, ThingId) = (NounDef::named(&link.noun), link.id);
    for _ in 0..DEPTH {
        let Some(def) = noun else { break };
        let row = row::load_rows(&mut reader.tx, &reader.viewer, def, Find::Ids(&[id])).await?.pop();
        let Some(row) = row else { break };
        let value = |field: &str| def.field(field).and_then(|(i, _)| row.values[i].as_ref());
        let texts = FIELDS.iter().filter_map(|f| value(f)).filter_map(Value::as_text);
        if let Some(when) = texts.filter_map(|t| t.parse::<Edtf>().ok()).find(|d| d.first().is_some()) {
            return Ok(Some(when));
        }
        let above = def.parent.and_then(|p| Some((p.noun, value(p.field)?)));
        match above.and_then(|(noun, v)| Some((noun, **v.refs().first()?))) {
            Some((above, parent)) => (noun, id) = (NounDef::named(above), parent),
            None => break,
        }
    }
    Ok(None)
}
