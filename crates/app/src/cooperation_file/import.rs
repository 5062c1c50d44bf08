//! Import: all files or nothing, the same files twice change nothing, and what would change can be seen before.

use super::{
    circle::{circles, may_circle},
    exposure::{self, StillClosed},
    follow,
    resolve::{Ids, pointer_of},
    told::{self, Pointers},
};
use crate::{
    collation,
    cx::{Actor, Change, Cx, Event, Keep, Permission},
    error::ActionError,
    label::{self, Label},
};
use genbo_documents::cooperation_file::{Bundle, Entry, Place, Problem};
use genbo_domain::{
    noun::NounDef,
    value::{Pointer, ThingId, Value},
    visibility,
};
use genbo_store::{
    audit::AuditValue,
    gap::{self, Gaps},
    row::{self, Find, Meta, ThingRow},
    thing::{self, Viewer},
};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What an import did, or would do.
#[derive(Debug, Default)]
pub struct Report {
    /// Things that the files state.
    pub stated: usize,
    /// Things that were created or changed, in the order of the files; last those that had to follow.
    pub differences: Vec<Difference>,
    /// How many of them the files do not state: they are closed because what they hang on was closed.
    pub followed: usize,
    /// What stays closed under something that was opened.
    pub still_closed: Vec<StillClosed>,
}

/// One thing that an import creates or changes.
#[derive(Debug)]
pub struct Difference {
    /// Its noun.
    pub noun: &'static str,
    /// Its slug.
    pub slug: String,
    /// Whether it was not there before.
    pub created: bool,
    /// Its fields before and after.
    pub values: Vec<AuditValue>,
}

/// An entry on its way to becoming a row.
struct Draft<'a> {
    entry: &'a Entry,
    old: Option<(ThingRow, Gaps)>,
    row: ThingRow,
    gaps: Gaps,
}

/// Brings a bundle of files in.
pub async fn import(cx: &Cx, actor: &Actor, bundle: &Bundle, keep: Keep) -> Result<Report, ActionError> {
    import_and_end(cx, actor, bundle, keep, None).await
}

/// Brings a bundle of files in and, if a day is given, ends on it what is kept with the same cooperations and not stated.
pub async fn import_and_end(
    cx: &Cx,
    actor: &Actor,
    bundle: &Bundle,
    keep: Keep,
    end_missing: Option<Date>,
) -> Result<Report, ActionError> {
    cx.write(actor, Permission::Import, keep, async |change| {
        super::export::refuse_older(&mut change.tx, bundle).await?;
        let mut report = apply(change, &bundle.entries).await.map_err(in_files)?;
        if let Some(day) = end_missing {
            let ended = super::end::missing(&mut change.tx, bundle, day).await?;
            let ended = apply(change, &ended).await.map_err(in_files)?;
            report.stated += ended.stated;
            report.followed += ended.followed;
            report.differences.extend(ended.differences);
            report.still_closed.extend(ended.still_closed);
        }
        Ok(report)
    })
    .await
}

/// Writes entries in an open change.
pub(crate) async fn apply(change: &mut Change, entries: &[Entry]) -> Result<Report, ActionError> {
    let ids = Ids::of(&mut change.tx, entries).await?;
    let old = load_old(change, entries, &ids).await?;
    let mut problems = Vec::new();
    let mut drafts = draft(entries, &ids, old, &mut problems);
    if !problems.is_empty() {
        problems.sort_by(|a, b| a.place.cmp(&b.place));
        return Err(ActionError::Problems(problems));
    }
    name(change, &mut drafts).await?;
    let mut rows: Vec<_> = drafts.iter_mut().map(|d| (d.entry.noun, &mut d.row)).collect();
    exposure::limit(&mut change.tx, &mut rows).await?;
    let moved = Moved::of(&drafts);
    let mut report = store(change, &ids, drafts, entries.len()).await?;
    refuse_circles(change, entries, &ids).await?;
    refuse_rules(change, entries, &ids).await?;
    follow::rename(&mut change.tx, moved.renamed).await?;
    let followed = exposure::pass_on(change, moved.exposed).await?;
    report.followed = followed.len();
    report.differences.extend(followed);
    report.still_closed = exposure::still_closed(change, moved.opened).await?;
    Ok(report)
}

/// The things that were there before and now have another name, or other people who see them.
struct Moved {
    renamed: Vec<ThingId>,
    exposed: Vec<ThingId>,
    opened: Vec<ThingId>,
}

impl Moved {
    fn of(drafts: &[Draft<'_>]) -> Moved {
        let which = |moved: fn(&Meta, &Meta) -> bool| {
            let both = drafts.iter().filter_map(|d| Some((&d.old.as_ref()?.0.meta, &d.row)));
            both.filter(|(old, row)| moved(old, &row.meta)).map(|(_, row)| row.id).collect()
        };
        Moved {
            renamed: which(|old, new| old.label != new.label),
            opened: which(|old, new| exposure::is_more_open(&new.visibility, &old.visibility)),
            exposed: which(|old, new| (&old.visibility, old.home) != (&new.visibility, new.home)),
        }
    }
}

async fn load_old(
    change: &mut Change,
    entries: &[Entry],
    ids: &Ids,
) -> Result<HashMap<ThingId, (ThingRow, Gaps)>, ActionError> {
    let mut by_noun: BTreeMap<&str, (&NounDef, Vec<ThingId>)> = BTreeMap::new();
    for entry in entries {
        if let Some(id) = ids.get(&pointer_of(entry)).filter(|id| !ids.new.contains(id)) {
            by_noun.entry(entry.noun.name).or_insert((entry.noun, Vec::new())).1.push(id);
        }
    }
    let mut old = HashMap::new();
    for (noun, list) in by_noun.values() {
        let mut gaps = gap::load(&mut change.tx, list).await?;
        for row in row::load_rows(&mut change.tx, &Viewer::All, noun, Find::Ids(list)).await? {
            let gaps = gaps.remove(&row.id).unwrap_or_default();
            old.insert(row.id, (row, gaps));
        }
    }
    Ok(old)
}

fn draft<'a>(
    entries: &'a [Entry],
    ids: &Ids,
    mut old: HashMap<ThingId, (ThingRow, Gaps)>,
    problems: &mut Vec<Problem>,
) -> Vec<Draft<'a>> {
    let mut drafts = Vec::with_capacity(entries.len());
    for entry in entries {
        let Some(id) = ids.get(&pointer_of(entry)) else { continue };
        let old = old.remove(&id);
        if entry.stub && old.is_some() {
            continue;
        }
        let home =
            entry.home.as_ref().filter(|_| !entry.stub).and_then(|slug| home_of(slug, entry, ids, problems));
        let (mut row, mut gaps) = old.clone().unwrap_or_else(|| (blank(entry, id, home), Gaps::new()));
        if row.meta.home.is_none() && !says_nothing(entry) && !super::export::is_register(entry.noun, &row) {
            row.meta.home = home;
        }
        let default = visibility::default_with(entry.noun, &row.values);
        for (index, _) in &entry.clear {
            row.values[*index] = None;
            gaps.remove(entry.noun.fields[*index].name);
        }
        for (index, value, place) in &entry.fields {
            if let Some(value) = ids.resolve(value.clone(), place, problems) {
                row.values[*index] = Some(value).filter(|v| !matches!(v, Value::List(l) if l.is_empty()));
                gaps.remove(entry.noun.fields[*index].name);
            }
        }
        for (index, kind, _) in &entry.gaps {
            gaps.insert(entry.noun.fields[*index].name.to_owned(), kind.as_str().to_owned());
        }
        if row.meta.visibility == default.as_str() {
            row.meta.visibility = visibility::default_with(entry.noun, &row.values).as_str().to_owned();
        }
        common(entry, &mut row.meta);
        require(entry, &row, problems);
        drafts.push(Draft { entry, old, row, gaps });
    }
    drafts
}

/// Whether a table is only there for what stands under it.
fn says_nothing(entry: &Entry) -> bool {
    entry.fields.len() <= usize::from(entry.parent.is_some())
}

/// The cooperation of a file's header; one that is nowhere is told once.
fn home_of(slug: &str, entry: &Entry, ids: &Ids, problems: &mut Vec<Problem>) -> Option<ThingId> {
    let found = ids.get(&Pointer { noun: "cooperation", slug: slug.to_owned() });
    if found.is_none() && !problems.iter().any(|p| p.offending == slug && p.what.starts_with(NO_HOME)) {
        problems.push(Problem {
            place: Place { file: entry.place.file.clone(), line: 1, column: 1 },
            offending: slug.to_owned(),
            what: format!(
                "{NO_HOME} the cooperation {slug:?}, which is neither in the files nor in the database"
            ),
            mend: "correct home = …, or state the cooperation in a [[cooperation]] table".to_owned(),
        });
    }
    found
}

pub(crate) const NO_HOME: &str = "the file's home is";

fn blank(entry: &Entry, id: ThingId, home: Option<ThingId>) -> ThingRow {
    let meta = Meta {
        slug: entry.slug.clone(),
        label: String::new(),
        label_sort: String::new(),
        home,
        position: entry.position,
        visibility: visibility::default_of(entry.noun.name).as_str().to_owned(),
        source: None,
        as_published: None,
        certainty: None,
        changed: 0,
    };
    ThingRow { id, meta, values: vec![None; entry.noun.fields.len()] }
}

fn common(entry: &Entry, meta: &mut Meta) {
    let c = &entry.common;
    for name in &c.clear {
        match *name {
            "source" => meta.source = None,
            "as_published" => meta.as_published = None,
            _ => meta.certainty = None,
        }
    }
    if let Some(visibility) = c.visibility {
        meta.visibility = visibility.as_str().to_owned();
    }
    if c.source.is_some() {
        meta.source.clone_from(&c.source);
    }
    if c.as_published.is_some() {
        meta.as_published.clone_from(&c.as_published);
    }
    if let Some(certainty) = c.certainty {
        meta.certainty = Some(certainty.as_str().to_owned());
    }
}

/// What is said of a thing that lacks what none of its noun lacks.
pub(crate) const WITHOUT: &str = "can be without it";

fn require(entry: &Entry, row: &ThingRow, problems: &mut Vec<Problem>) {
    let stated: HashSet<usize> = entry.fields.iter().map(|(index, _, _)| *index).collect();
    for (index, field) in entry.noun.fields.iter().enumerate() {
        if field.required && row.values[index].is_none() && !stated.contains(&index) {
            problems.push(Problem {
                place: entry.place.clone(),
                offending: entry.slug.clone(),
                what: format!(
                    "this {} has no {}, and no {} {WITHOUT}",
                    entry.noun.name, field.name, entry.noun.name
                ),
                mend: format!("add {} = …: {}", field.name, field.doc.trim()),
            });
        }
    }
}

/// Gives every draft its label, following labels that are taken from other things.
async fn name(change: &mut Change, drafts: &mut [Draft<'_>]) -> Result<(), ActionError> {
    let labels: HashMap<ThingId, Label> =
        drafts.iter().map(|d| (d.row.id, label::of(d.entry.noun, &d.row.meta.slug, &d.row.values))).collect();
    let outside: Vec<ThingId> = labels
        .values()
        .filter_map(|l| match l {
            Label::Of(id) if !labels.contains_key(id) => Some(*id),
            _ => None,
        })
        .collect();
    let known = thing::names(&mut change.tx, &Viewer::All, &outside).await?;
    let known: HashMap<ThingId, String> = known.into_iter().map(|(id, name)| (id, name.label)).collect();
    for draft in drafts {
        let label =
            label::follow(&labels, &known, draft.row.id).unwrap_or_else(|| draft.row.meta.slug.clone());
        draft.row.meta.label_sort = collation::key(&label);
        draft.row.meta.label = label;
    }
    Ok(())
}

async fn store(
    change: &mut Change,
    ids: &Ids,
    drafts: Vec<Draft<'_>>,
    stated: usize,
) -> Result<Report, ActionError> {
    let slugs = slugs_of_values(change, ids, &drafts).await?;
    let mut report = Report { stated, ..Report::default() };
    let mut created: BTreeMap<usize, Vec<ThingRow>> = BTreeMap::new();
    let mut gaps: Vec<(ThingId, Gaps)> = Vec::new();
    let pending = i64::try_from(change.pending()).unwrap_or(0);
    let number = genbo_store::audit::next_number(&mut change.tx).await? + pending;
    for draft in drafts {
        let values = difference(&draft, &slugs);
        if draft.old.is_some() && values.is_empty() {
            continue;
        }
        let mut row = draft.row;
        row.meta.changed = number + i64::try_from(report.differences.len()).unwrap_or(0);
        let is_new = draft.old.is_none();
        change.record(Event {
            thing: Some(row.id),
            noun: draft.entry.noun.name,
            action: if is_new { "create" } else { "change" },
            values: values.clone(),
        });
        report.differences.push(Difference {
            noun: draft.entry.noun.name,
            slug: row.meta.slug.clone(),
            created: is_new,
            values,
        });
        if !draft.gaps.is_empty() || draft.old.is_some_and(|(_, g)| !g.is_empty()) {
            gaps.push((row.id, draft.gaps));
        }
        if is_new {
            let order = genbo_domain::NOUNS.iter().position(|n| n.name == draft.entry.noun.name).unwrap_or(0);
            created.entry(order).or_default().push(row);
        } else {
            row::update(&mut change.tx, draft.entry.noun, &row).await?;
        }
    }
    for (order, rows) in created {
        row::insert(&mut change.tx, genbo_domain::NOUNS[order], &rows).await?;
    }
    gap::replace(&mut change.tx, &gaps).await?;
    Ok(report)
}

/// The slugs of everything that the drafts' values, old and new, refer to.
async fn slugs_of_values(
    change: &mut Change,
    ids: &Ids,
    drafts: &[Draft<'_>],
) -> Result<Pointers, ActionError> {
    let mut slugs = ids.slugs();
    let unknown: Vec<ThingId> = drafts
        .iter()
        .filter_map(|d| d.old.as_ref())
        .flat_map(|(row, _)| row.values.iter().flatten().flat_map(Value::refs))
        .copied()
        .filter(|id| !slugs.contains_key(id))
        .collect();
    for (id, name) in thing::names(&mut change.tx, &Viewer::All, &unknown).await? {
        slugs.insert(id, (name.noun, name.slug));
    }
    Ok(slugs)
}

/// The fields in which a draft differs from what was there, by name.
fn difference(draft: &Draft<'_>, slugs: &Pointers) -> Vec<AuditValue> {
    let mut values = Vec::new();
    let mut push = |field: &str, before: Option<String>, after: Option<String>| {
        if before != after {
            values.push(AuditValue { field: field.to_owned(), before, after });
        }
    };
    let old = draft.old.as_ref().map(|(row, _)| row);
    for (index, field) in draft.entry.noun.fields.iter().enumerate() {
        let before = old.and_then(|r| r.values[index].as_ref()).map(|v| told::stored(field, v, slugs));
        push(field.name, before, draft.row.values[index].as_ref().map(|v| told::stored(field, v, slugs)));
    }
    let (new, was) = (&draft.row.meta, old.map(|r| &r.meta));
    push("source", was.and_then(|m| m.source.clone()), new.source.clone());
    push("as_published", was.and_then(|m| m.as_published.clone()), new.as_published.clone());
    push("certainty", was.and_then(|m| m.certainty.clone()), new.certainty.clone());
    push("visibility", was.map(|m| m.visibility.clone()), Some(new.visibility.clone()));
    if let Some(was) = was {
        let slug = |home: Option<ThingId>| home.and_then(|id| slugs.get(&id)).map(|(_, slug)| slug.clone());
        push("home", slug(was.home), slug(new.home));
    }
    let gaps = |g: &Gaps| {
        Some(g.iter().map(|(f, k)| format!("{f}: {k}")).collect::<Vec<_>>().join(", "))
            .filter(|s| !s.is_empty())
    };
    push("gaps", draft.old.as_ref().and_then(|(_, g)| gaps(g)), gaps(&draft.gaps));
    values.sort_by(|a, b| a.field.cmp(&b.field));
    values
}

/// What the problem of a circle says.
pub(crate) const IN_A_CIRCLE: &str = "leads in a circle";

/// Refuses rules that cannot be read, cite nothing, or can never apply.
async fn refuse_rules(change: &mut Change, entries: &[Entry], ids: &Ids) -> Result<(), ActionError> {
    let stated: Vec<(&Entry, ThingId)> =
        entries.iter().filter_map(|e| Some((e, ids.get(&pointer_of(e))?))).collect();
    let mut problems = crate::check::validate::problems(&mut change.tx, &stated).await?;
    problems.sort_by(|a, b| a.problem.place.cmp(&b.problem.place));
    if problems.is_empty() { Ok(()) } else { Err(ActionError::Rules(problems)) }
}

/// Faults of rules as problems of the files in which they stand.
fn in_files(error: ActionError) -> ActionError {
    match error {
        ActionError::Rules(faults) => {
            ActionError::Problems(faults.into_iter().map(|fault| fault.problem).collect())
        }
        other => other,
    }
}

async fn refuse_circles(change: &mut Change, entries: &[Entry], ids: &Ids) -> Result<(), ActionError> {
    if !entries.iter().any(|e| e.fields.iter().any(|(i, ..)| may_circle(e.noun.fields[*i].name))) {
        return Ok(());
    }
    let found = circles(&mut change.tx).await?;
    if found.is_empty() {
        return Ok(());
    }
    let by_id: HashMap<ThingId, &Entry> =
        entries.iter().filter_map(|e| Some((ids.get(&pointer_of(e))?, e))).collect();
    let problems = found
        .iter()
        .filter_map(|(noun, field, id)| {
            let entry = by_id.get(id)?;
            let place =
                entry.fields.iter().find(|(i, _, _)| noun.fields[*i].name == *field).map(|(_, _, p)| p);
            Some(Problem {
                place: place.unwrap_or(&entry.place).clone(),
                offending: entry.slug.clone(),
                what: format!("{field} {IN_A_CIRCLE} back to this {}", noun.name),
                mend: format!("take {field} out of one of the things in the circle"),
            })
        })
        .collect();
    Err(ActionError::Problems(problems))
}
