//! Changing many things alike: the same fields of many things of a noun, seen before it is done, done as one, undone as one.
//!
//! Invariants: what is previewed is what is done, by the same use case as one change; all or nothing; never more than
//! [`MOST`] at once.

use super::{
    put::{Put, put, put_in},
    refusal::{Refusal, Why},
    undo,
    written::{Said, Written},
};
use crate::{
    cx::{Actor, Cx, Keep},
    error::ActionError,
    view::{Link, Part, Reader},
};
use genbo_domain::{
    authority,
    noun::NounDef,
    value::{Pointer, StoredValue, ThingId, Value, WrittenValue},
};
use genbo_store::{
    audit::{self, AuditValue},
    history,
    listing::{self, HowMany, Only},
    row::{self, Find, ThingRow},
    sql::Tx,
    thing::{self, Viewer},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The most things that are changed at once.
pub const MOST: usize = 500;

/// What becomes of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// It says this.
    Is(Said),
    /// Its list gets these, unless it has them.
    With(Vec<WrittenValue>),
    /// Its list loses these.
    Without(Vec<WrittenValue>),
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The noun.
    pub noun: &'static NounDef,
    /// The things, by slug, each once.
    pub slugs: Vec<String>,
    /// The fields by index, each with what becomes of it.
    pub changes: Vec<(usize, How)>,
    /// Why.
    pub reason: Option<String>,
    /// The number of the last change of anything when it was looked at.
    pub seen: Option<i64>,
}

/// One thing, as it will be.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its slug, as it was asked for.
    pub slug: String,
    /// The thing, if the asker sees it.
    pub link: Option<Link>,
    /// Its fields before and after; empty if nothing changes, or if something is refused.
    pub values: Vec<AuditValue>,
    /// What is refused, and of which field.
    pub refusals: Vec<(Option<&'static str>, Why)>,
}

/// What would happen.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Each thing.
    pub lines: Vec<Line>,
    /// The number of the last change of anything: what [`apply`] is held to.
    pub seen: i64,
}

impl Preview {
    /// Whether something is refused, so that nothing can be done.
    pub fn is_refused(&self) -> bool {
        self.lines.iter().any(|l| !l.refusals.is_empty())
    }

    /// How many things would change.
    pub fn changing(&self) -> usize {
        self.lines.iter().filter(|l| !l.values.is_empty()).count()
    }
}

/// A lot that was done: the numbers of its first and its last change, and how many things changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lot {
    /// The first.
    pub from: i64,
    /// The last.
    pub to: i64,
    /// How many.
    pub count: usize,
}

/// Which things of a noun are listed to choose from.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter<'a> {
    /// Text that the label must contain.
    pub q: Option<&'a str>,
    /// The cooperation that they are kept with, by slug.
    pub home: Option<&'a str>,
}

/// Things of a noun to choose from, by label, and how many there are in all.
pub async fn choose(
    reader: &mut Reader,
    noun: &'static NounDef,
    filter: Filter<'_>,
    part: Part,
) -> Result<(Vec<Link>, HowMany), ActionError> {
    let label = filter.q.map(crate::collation::key);
    let viewer = reader.viewer.clone();
    let mut only = Vec::new();
    if let Some(home) = filter.home {
        only.push(Only::Home(thing::find(&mut reader.tx, &viewer, "cooperation", home).await?.id));
    }
    let found = listing::page(&mut reader.tx, &viewer, noun, label.as_deref(), &only, None, part).await?;
    let names = reader.names(found.ids.iter().copied()).await?;
    Ok((found.ids.iter().filter_map(|id| names.get(*id)).collect(), found.all))
}

/// The things of those slugs that the reader sees, in the order of the slugs.
pub async fn chosen(
    reader: &mut Reader,
    noun: &'static NounDef,
    slugs: &[String],
) -> Result<Vec<Link>, ActionError> {
    let viewer = reader.viewer.clone();
    let wanted: Vec<&str> = slugs.iter().map(String::as_str).collect();
    let ids = thing::ids_of_slugs(&mut reader.tx, &viewer, noun.name, &wanted).await?;
    let names = reader.names(ids.values().copied()).await?;
    Ok(slugs.iter().filter_map(|s| names.get(*ids.get(s)?)).collect())
}

/// What would happen, thing by thing.
pub async fn preview(cx: &Cx, actor: &Actor, ask: &Ask) -> Result<Preview, ActionError> {
    let mut tx = cx.db.read().await?;
    let seen = audit::last(&mut tx).await?;
    let viewer = actor.viewer();
    let rows = rows(&mut tx, &viewer, ask).await?;
    let written = written(&mut tx, &viewer, ask, &rows, Some(seen)).await?;
    tx.close().await?;
    let mut lines: Vec<Line> = ask.slugs.iter().map(|slug| line(ask.noun, slug, rows.get(slug))).collect();
    let mut left: Vec<(usize, Written)> = written;
    // What is refused is taken out, so that the rest can be seen; nothing is done while there is something.
    for _ in 0..3 {
        let all: Vec<Written> = left.iter().map(|(_, w)| w.clone()).collect();
        match put(cx, actor, &all, None, Keep::DryRun).await {
            Ok(done) => {
                for ((at, _), put) in left.iter().zip(done) {
                    lines[*at].values = told(put, ask.noun);
                }
                break;
            }
            Err(ActionError::Refused(refusals)) => {
                let bad: BTreeSet<usize> = refusals.iter().map(|r| r.row).collect();
                for Refusal { row, field, why } in refusals {
                    if let Some((at, _)) = left.get(row) {
                        lines[*at].refusals.push((field, why));
                    }
                }
                let mut place = 0;
                left.retain(|_| {
                    place += 1;
                    !bad.contains(&(place - 1))
                });
            }
            Err(other) => return Err(other),
        }
    }
    Ok(Preview { lines, seen })
}

/// The fields that change; why stands beside them in the trail.
fn told(put: Put, noun: &NounDef) -> Vec<AuditValue> {
    put.values.into_iter().filter(|v| noun.field(&v.field).is_some() || v.field == "gaps").collect()
}

fn line(noun: &NounDef, slug: &str, row: Option<&ThingRow>) -> Line {
    let link = row.map(|r| Link {
        id: r.id,
        noun: noun.name.to_owned(),
        slug: r.meta.slug.clone(),
        label: r.meta.label.clone(),
    });
    let refusals = if link.is_none() { vec![(None, Why::NoSuch(slug.to_owned()))] } else { Vec::new() };
    Line { slug: slug.to_owned(), link, values: Vec::new(), refusals }
}

/// Does it: all of it or nothing. The same submission twice is done once.
pub async fn apply(
    cx: &Cx,
    actor: &Actor,
    ask: &Ask,
    submission: Option<&str>,
) -> Result<Option<Lot>, ActionError> {
    if ask.slugs.len() > MOST {
        return Err(ActionError::Refused(vec![Refusal { row: 0, field: None, why: Why::TooMany(MOST) }]));
    }
    let already = match submission {
        Some(submission) => super::put::done(cx, actor, submission).await?,
        None => None,
    };
    if already.is_none() {
        let mut tx = cx.db.read().await?;
        let viewer = actor.viewer();
        let rows = rows(&mut tx, &viewer, ask).await?;
        let missing = ask.slugs.iter().enumerate().filter(|(_, slug)| !rows.contains_key(*slug));
        let missing = missing.map(|(row, slug)| Refusal { row, field: None, why: Why::NoSuch(slug.clone()) });
        let missing: Vec<Refusal> = missing.collect();
        if !missing.is_empty() {
            return Err(ActionError::Refused(missing));
        }
        let written = written(&mut tx, &viewer, ask, &rows, ask.seen).await?;
        let written: Vec<Written> = written.into_iter().map(|(_, w)| w).collect();
        tx.close().await?;
        put(cx, actor, &written, submission, Keep::Commit).await?;
    }
    lot(cx, actor, ask).await
}

/// The numbers of the changes that the lot has left: the last change of each of its things that is later than what was
/// looked at.
async fn lot(cx: &Cx, actor: &Actor, ask: &Ask) -> Result<Option<Lot>, ActionError> {
    let mut tx = cx.db.read().await?;
    let rows = rows(&mut tx, &actor.viewer(), ask).await?;
    let numbers = rows.values().map(|r| r.meta.changed).filter(|n| ask.seen.is_none_or(|seen| *n > seen));
    let numbers: BTreeSet<i64> = numbers.collect();
    let (Some(from), Some(to)) = (numbers.first(), numbers.last()) else { return Ok(None) };
    Ok(Some(Lot { from: *from, to: *to, count: numbers.len() }))
}

/// Undoes a lot: everything stands again as it stood before, or nothing does.
pub async fn take_back(
    cx: &Cx,
    actor: &Actor,
    noun: &'static NounDef,
    (from, to): (i64, i64),
) -> Result<usize, ActionError> {
    let width = to.saturating_sub(from).saturating_add(1);
    if width < 1 || usize::try_from(width).is_ok_and(|w| w > 4 * MOST) {
        return Err(ActionError::NotFound);
    }
    cx.write(actor, authority::permission_for(noun), Keep::Commit, async |change| {
        let viewer = change.actor.viewer();
        let events = audit::read(&mut change.tx, from, width).await?;
        let own = events.into_iter().filter(|(e, _)| e.noun == noun.name && e.action == "change");
        let own: Vec<(ThingId, i64, Vec<AuditValue>)> =
            own.filter_map(|(e, values)| Some((e.thing?, e.seq, values))).collect();
        let ids: Vec<ThingId> = own.iter().map(|(id, ..)| *id).collect();
        let names = thing::names(&mut change.tx, &viewer, &ids).await?;
        let mut written = Vec::new();
        for (id, seq, values) in &own {
            let name = names.get(id).ok_or(ActionError::NotFound)?;
            let last = history::of_thing(&mut change.tx, *id, 1).await?.pop();
            if last.is_none_or(|(event, _)| event.seq != *seq) {
                let refusal = Refusal { row: written.len(), field: None, why: Why::NotLast };
                return Err(ActionError::Refused(vec![refusal]));
            }
            written.push(undo::before(noun, &name.slug, values)?);
        }
        if written.is_empty() {
            return Err(ActionError::NotFound);
        }
        put_in(change, &written).await?;
        Ok(written.len())
    })
    .await
}

/// The things as they stand, by slug; what the viewer does not see is not there.
async fn rows(tx: &mut Tx, viewer: &Viewer, ask: &Ask) -> Result<HashMap<String, ThingRow>, ActionError> {
    let slugs: Vec<&str> = ask.slugs.iter().map(String::as_str).collect();
    let rows = row::load_rows(tx, viewer, ask.noun, Find::Slugs(&slugs)).await?;
    Ok(rows.into_iter().map(|r| (r.meta.slug.clone(), r)).collect())
}

/// What is written of each thing that is there, with its place among what was asked for.
async fn written(
    tx: &mut Tx,
    viewer: &Viewer,
    ask: &Ask,
    rows: &HashMap<String, ThingRow>,
    seen: Option<i64>,
) -> Result<Vec<(usize, Written)>, ActionError> {
    let lists = ask.changes.iter().filter(|(_, how)| !matches!(how, How::Is(_)));
    let indexes: Vec<usize> = lists.map(|(index, _)| *index).collect();
    let values = rows.values().flat_map(|r| indexes.iter().filter_map(|i| r.values[*i].as_ref()));
    let refs: Vec<ThingId> = values.flat_map(Value::refs).copied().collect();
    // What the writer does not see stays where it stands, and is not written.
    let names = thing::names(tx, viewer, &refs).await?;
    let pointers: BTreeMap<ThingId, Pointer> = names
        .into_iter()
        .filter_map(|(id, n)| Some((id, Pointer { noun: NounDef::named(&n.noun)?.name, slug: n.slug })))
        .collect();
    let mut all = Vec::new();
    for (at, slug) in ask.slugs.iter().enumerate() {
        let Some(row) = rows.get(slug) else { continue };
        let mut one = Written::change(ask.noun, slug.clone());
        one.seen = seen;
        one.reason.clone_from(&ask.reason);
        for (index, how) in &ask.changes {
            let stands = listed(row.values[*index].as_ref(), &pointers);
            let said = match how {
                How::Is(said) => said.clone(),
                How::With(more) => {
                    let new = more.iter().filter(|v| !stands.contains(v)).cloned();
                    Said::Value(Value::List(stands.iter().cloned().chain(new).collect()))
                }
                How::Without(less) => {
                    Said::Value(Value::List(stands.into_iter().filter(|v| !less.contains(v)).collect()))
                }
            };
            one.fields.push((*index, emptied(said)));
        }
        all.push((at, one));
    }
    Ok(all)
}

/// A list from which everything was taken says nothing.
fn emptied(said: Said) -> Said {
    match said {
        Said::Value(Value::List(list)) if list.is_empty() => Said::Empty,
        said => said,
    }
}

/// A list as it stands, as it would be written.
fn listed(value: Option<&StoredValue>, pointers: &BTreeMap<ThingId, Pointer>) -> Vec<WrittenValue> {
    let Some(Value::List(list)) = value else { return Vec::new() };
    let one = |v: &StoredValue| v.clone().try_map(&mut |id| pointers.get(&id).cloned().ok_or(())).ok();
    list.iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_from_which_everything_is_taken_is_empty_and_not_a_list_of_nothing() {
        assert_eq!(emptied(Said::Value(Value::List(Vec::new()))), Said::Empty);
        let one = Said::Value(Value::List(vec![Value::Int(1)]));
        assert_eq!(emptied(one.clone()), one);
    }
}
