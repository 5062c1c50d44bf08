//! Export: a cooperation as a file that, imported, gives the same cooperation again.
//!
//! Written whole: what is kept with the cooperation, and each meeting and matter that takes part in it with everything
//! under it. What these refer to beyond that is written as stubs, which create but never change.

use crate::{audit::hex, cx::Cx, error::ActionError};
use genbo_documents::cooperation_file::{self as file, Bundle, Common, Entry, FileHeader, Place};
use genbo_domain::{
    NOUNS,
    noun::NounDef,
    value::{Pointer, StoredValue, ThingId, Value, WrittenValue},
    visibility,
};
use genbo_store::{
    gap::{self, Gaps},
    row::{self, Find, ThingRow},
    sql::Tx,
    thing::{self, Viewer},
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The nouns that are written whole wherever they take part.
const WHOLE: &[&str] = &["meeting", "matter"];

/// The cooperation of that slug or id as a file's text.
pub async fn export(cx: &Cx, viewer: &Viewer, slug_or_id: &str) -> Result<String, ActionError> {
    let mut tx = cx.db.read().await?;
    let cooperation = thing::find(&mut tx, viewer, "cooperation", slug_or_id).await?;
    let (header, entries) = gather(&mut tx, viewer, cooperation.id, &cooperation.slug).await?;
    Ok(file::write(&header, &entries))
}

async fn gather(
    tx: &mut Tx,
    viewer: &Viewer,
    home: ThingId,
    slug: &str,
) -> Result<(FileHeader, Vec<Entry>), ActionError> {
    let mut things = Things::default();
    for noun in NOUNS {
        things.take(noun, row::load_rows(tx, viewer, noun, Find::Home(home)).await?, false);
    }
    take_participants(tx, viewer, &mut things).await?;
    take_stubs(tx, viewer, &mut things).await?;
    let ids: Vec<ThingId> = things.rows.keys().copied().collect();
    let mut gaps = gap::load(tx, &ids).await?;
    let names = things.names(tx, viewer).await?;
    let mut entries: Vec<Entry> =
        things.rows.values().map(|t| t.entry(&names, gaps.remove(&t.row.id).unwrap_or_default())).collect();
    entries.sort_by(|a, b| a.slug.cmp(&b.slug));
    let mut header = FileHeader { cooperation: Some(slug.to_owned()), ..FileHeader::default() };
    header.revision = Some(revision(&file::write(&header, &entries)));
    Ok((header, entries))
}

/// The digest of a file's text without its revision.
fn revision(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// Refuses files that say which revision they were exported from, when that cooperation has been edited since and the
/// files would change what was edited.
pub(super) async fn refuse_older(tx: &mut Tx, bundle: &Bundle) -> Result<(), ActionError> {
    let mut conflicts = Vec::new();
    for header in &bundle.headers {
        let (Some(slug), Some(exported)) = (&header.cooperation, &header.revision) else { continue };
        let Ok(cooperation) = thing::find(tx, &Viewer::All, "cooperation", slug).await else { continue };
        let (now, entries) = gather(tx, &Viewer::All, cooperation.id, &cooperation.slug).await?;
        if now.revision.as_ref() == Some(exported) {
            continue;
        }
        let here: HashMap<Pointer, &Entry> = entries.iter().map(|e| (e.pointer(), e)).collect();
        for entry in bundle.entries.iter().filter(|e| e.home.as_ref() == Some(slug) && !e.stub) {
            let Some(mine) = here.get(&entry.pointer()) else { continue };
            if would_change(entry, mine) {
                conflicts.push(format!("{}: {} {}", entry.place, entry.noun.name, entry.slug));
            }
        }
    }
    if conflicts.is_empty() { Ok(()) } else { Err(ActionError::Conflicts(conflicts)) }
}

/// Whether an entry says otherwise than what is there. What it leaves out changes nothing.
fn would_change(entry: &Entry, mine: &Entry) -> bool {
    let (new, old) = (&entry.common, &mine.common);
    entry.fields.iter().any(|(index, value, _)| {
        mine.fields.iter().find(|(i, _, _)| i == index).map(|(_, v, _)| v) != Some(value)
    }) || entry.gaps.iter().any(|(index, kind, _)| !mine.gaps.iter().any(|(i, k, _)| (i, k) == (index, kind)))
        || entry.clear.iter().any(|(index, _)| mine.fields.iter().any(|(i, _, _)| i == index))
        || (new.source.is_some() && new.source != old.source)
        || (new.as_published.is_some() && new.as_published != old.as_published)
        || (new.certainty.is_some() && new.certainty != old.certainty)
        || (new.visibility.is_some() && new.visibility != old.visibility)
}

struct Taken {
    noun: &'static NounDef,
    row: ThingRow,
    stub: bool,
}

#[derive(Default)]
struct Things {
    rows: BTreeMap<ThingId, Taken>,
}

impl Things {
    fn take(&mut self, noun: &'static NounDef, rows: Vec<ThingRow>, stub: bool) {
        for row in rows {
            self.rows.entry(row.id).or_insert(Taken { noun, row, stub });
        }
    }

    /// The things that what is taken refers to, and that are not taken.
    fn referred(&self) -> HashSet<ThingId> {
        self.rows.values().flat_map(Taken::refs).filter(|id| !self.rows.contains_key(id)).collect()
    }

    /// What the references are called: those to things that the viewer sees.
    async fn names(&self, tx: &mut Tx, viewer: &Viewer) -> Result<HashMap<ThingId, Pointer>, ActionError> {
        let mut ids: Vec<ThingId> = self
            .rows
            .values()
            .flat_map(|t| t.row.values.iter().flatten().flat_map(Value::refs))
            .copied()
            .collect();
        ids.extend(self.rows.keys());
        let names = thing::names(tx, viewer, &ids).await?;
        Ok(names
            .into_iter()
            .filter_map(|(id, n)| Some((id, Pointer { noun: NounDef::named(&n.noun)?.name, slug: n.slug })))
            .collect())
    }
}

impl Taken {
    /// What it cannot be written without: all references, or of a stub the required ones and that which names it.
    fn refs(&self) -> impl Iterator<Item = ThingId> {
        let fields = self.noun.fields.iter().zip(&self.row.values);
        fields
            .filter(|(field, _)| !self.stub || field.required || field.name == self.noun.label)
            .flat_map(|(_, value)| value.iter().flat_map(Value::refs))
            .copied()
    }

    fn entry(&self, names: &HashMap<ThingId, Pointer>, gaps: Gaps) -> Entry {
        let place = Place { file: "export".into(), line: 0, column: 0 };
        let meta = &self.row.meta;
        let written = |value: &StoredValue| match value {
            Value::List(list) => Some(Value::List(list.iter().filter_map(|v| pointed(v, names)).collect()))
                .filter(|v| !matches!(v, Value::List(list) if list.is_empty())),
            one => pointed(one, names),
        };
        let fields = self.noun.fields.iter().zip(&self.row.values).enumerate();
        let fields: Vec<_> = fields
            .filter(|(_, (field, _))| !self.stub || field.required || field.name == self.noun.label)
            .filter_map(|(index, (_, value))| Some((index, written(value.as_ref()?)?, place.clone())))
            .collect();
        let parent = self.noun.parent.and_then(|_| match fields.first() {
            Some((0, Value::Ref(pointer), _)) => Some(pointer.clone()),
            _ => None,
        });
        // A stub leaves the facts out on which a default may rest.
        let default = match self.stub {
            true => visibility::default_of(self.noun.name),
            false => visibility::default_with(self.noun, &self.row.values),
        };
        let default = default.as_str();
        let common = Common {
            source: meta.source.clone().filter(|_| !self.stub),
            as_published: meta.as_published.clone().filter(|_| !self.stub),
            certainty: meta.certainty.as_ref().filter(|_| !self.stub).and_then(|c| c.parse().ok()),
            visibility: Some(&meta.visibility).filter(|v| *v != default).and_then(|v| v.parse().ok()),
            clear: Vec::new(),
        };
        let gaps = gaps
            .iter()
            .filter(|_| !self.stub)
            .filter_map(|(field, kind)| Some((self.noun.field(field)?.0, kind.parse().ok()?, place.clone())))
            .collect();
        Entry {
            noun: self.noun,
            slug: meta.slug.clone(),
            parent,
            position: meta.position,
            place,
            fields,
            common,
            gaps,
            clear: Vec::new(),
            stub: self.stub,
            home: None,
        }
    }
}

/// A value with slugs for ids; nothing if it refers to something that is not shown.
fn pointed(value: &StoredValue, names: &HashMap<ThingId, Pointer>) -> Option<WrittenValue> {
    value.clone().try_map(&mut |id| names.get(&id).cloned().ok_or(())).ok()
}

/// Takes each meeting and matter that takes part, with everything under it.
async fn take_participants(tx: &mut Tx, viewer: &Viewer, things: &mut Things) -> Result<(), ActionError> {
    let bodies: Vec<ThingId> =
        things.rows.values().filter(|t| t.noun.name == "body").map(|t| t.row.id).collect();
    let meeting = NounDef::named("meeting").ok_or(ActionError::NotFound)?;
    let mut found = row::load_rows(tx, viewer, meeting, Find::By("bodies", &bodies)).await?;
    found.retain(|r| !things.rows.contains_key(&r.id));
    let mut new: Vec<(&'static NounDef, Vec<ThingRow>)> = vec![(meeting, found)];
    loop {
        let names = thing::names(tx, viewer, &things.referred().into_iter().collect::<Vec<_>>()).await?;
        for noun in WHOLE.iter().filter_map(|n| NounDef::named(n)) {
            let mut ids: Vec<ThingId> =
                names.values().filter(|n| n.noun == noun.name).map(|n| n.id).collect();
            let owners = roots(tx, viewer, &names, noun).await?;
            ids.extend(owners);
            new.push((noun, row::load_rows(tx, viewer, noun, Find::Ids(&ids)).await?));
        }
        let before = things.rows.len();
        for (noun, rows) in std::mem::take(&mut new) {
            take_with_children(tx, viewer, things, noun, rows).await?;
        }
        if things.rows.len() == before {
            return Ok(());
        }
    }
}

/// The things of a noun under which the named things stand: the meeting of an item or clause.
async fn roots(
    tx: &mut Tx,
    viewer: &Viewer,
    names: &HashMap<ThingId, thing::Name>,
    root: &NounDef,
) -> Result<Vec<ThingId>, ActionError> {
    let mut roots = Vec::new();
    for start in NOUNS.iter().filter(|n| n.parent.is_some()) {
        let mut ids: Vec<ThingId> = names.values().filter(|n| n.noun == start.name).map(|n| n.id).collect();
        let mut noun = *start;
        while let Some(parent) = noun.parent.filter(|_| !ids.is_empty()) {
            let rows = row::load_rows(tx, viewer, noun, Find::Ids(&ids)).await?;
            ids = rows.iter().filter_map(|r| r.values[0].as_ref()).flat_map(Value::refs).copied().collect();
            if parent.noun == root.name {
                roots.append(&mut ids);
            }
            let Some(up) = NounDef::named(parent.noun) else { break };
            noun = up;
        }
    }
    Ok(roots)
}

async fn take_with_children(
    tx: &mut Tx,
    viewer: &Viewer,
    things: &mut Things,
    noun: &'static NounDef,
    rows: Vec<ThingRow>,
) -> Result<(), ActionError> {
    let mut level = vec![(noun, rows)];
    while let Some((noun, rows)) = level.pop() {
        let ids: Vec<ThingId> =
            rows.iter().map(|r| r.id).filter(|id| !things.rows.contains_key(id)).collect();
        things.take(noun, rows, false);
        if ids.is_empty() {
            continue;
        }
        for child in noun.children() {
            level.push((
                child,
                row::load_rows(tx, viewer, child, Find::By(child.fields[0].name, &ids)).await?,
            ));
        }
    }
    Ok(())
}

/// Takes, as stubs, what is referred to and not in the register that every installation has.
async fn take_stubs(tx: &mut Tx, viewer: &Viewer, things: &mut Things) -> Result<(), ActionError> {
    let mut in_register: HashSet<ThingId> = HashSet::new();
    loop {
        let wanted: Vec<ThingId> =
            things.referred().into_iter().filter(|id| !in_register.contains(id)).collect();
        let names = thing::names(tx, viewer, &wanted).await?;
        if names.is_empty() {
            return Ok(());
        }
        for noun in NOUNS {
            let ids: Vec<ThingId> = names.values().filter(|n| n.noun == noun.name).map(|n| n.id).collect();
            let rows = row::load_rows(tx, viewer, noun, Find::Ids(&ids)).await?;
            let (register, rows): (Vec<_>, Vec<_>) = rows.into_iter().partition(|r| is_register(noun, r));
            let (told, plain): (Vec<_>, Vec<_>) = register.into_iter().partition(|r| tells_more(noun, r));
            in_register.extend(plain.iter().map(|r| r.id));
            things.take(noun, told, false);
            things.take(noun, rows, true);
        }
    }
}

/// Whether it is an organisation of the register that every installation has.
pub(super) fn is_register(noun: &NounDef, row: &ThingRow) -> bool {
    noun.name == "organisation"
        && row.meta.home.is_none()
        && noun.field("code").is_some_and(|(index, _)| row.values[index].is_some())
}

/// Whether somebody has added to what the register itself says of an organisation: then that is written, too.
fn tells_more(noun: &NounDef, row: &ThingRow) -> bool {
    const REGISTER: [&str; 4] = ["name", "kinds", "code", "county_code"];
    noun.fields
        .iter()
        .zip(&row.values)
        .any(|(field, value)| value.is_some() && !REGISTER.contains(&field.name))
}
