//! The same decision in several records: a body goes over to decide as others, and each takes the same clauses as an item of
//! its own, with a § of its own.
//!
//! Invariant: what another record already has is not written there again, so that the same press twice does no harm.

use crate::{
    cx::{Actor, Change, Cx, Keep, Permission},
    error::ActionError,
    item::write::refuse_frozen,
    thing::{
        self,
        put::{Put, put_once},
        written::{Said, Written},
    },
    view::{
        Names, Reader,
        shown::{self, Shown},
    },
};
use genbo_documents::cooperation_file::Common;
use genbo_domain::{
    body::Body,
    decision::Clause,
    item::{Item, ItemKind},
    meeting::Meeting,
    noun::{Noun, NounDef},
    value::{Pointer, ThingId, Value},
    visibility::Visibility,
};
use genbo_store::row::{self, Find, Stored};
use jiff::civil::Date;

/// Another meeting of the same sitting, and the item there that takes up the one at hand.
#[derive(Debug)]
pub struct Other {
    /// The meeting.
    pub meeting: Shown<Meeting>,
    /// The bodies that meet.
    pub bodies: Vec<Shown<Body>>,
    /// The item there, if there is one.
    pub item: Option<Shown<Item>>,
    /// How many of the clauses stand there already.
    pub has: usize,
}

/// The other meetings of an item's sitting, with what they have of it.
pub async fn others(
    reader: &mut Reader,
    actor: &Actor,
    item: &Shown<Item>,
    meeting: &Shown<Meeting>,
) -> Result<Vec<Other>, ActionError> {
    let beside = super::parts(reader, actor, meeting).await?;
    if beside.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<ThingId> = beside.iter().map(|p| p.meeting.id()).collect();
    let items = shown::all(reader.by::<Item>("meeting", &ids).await?);
    let item_ids = shown::ids_of(&items);
    let own: Vec<Stored<Clause>> = reader.by("item", &[item.id()]).await?;
    let theirs: Vec<Stored<Clause>> = reader.by("item", &item_ids).await?;
    let of = |super::Part { meeting, bodies }: super::Part| {
        // The other one takes up this one, or this one takes up the other.
        let linked = items.iter().find(|i| {
            i.facts.meeting.0 == meeting.id()
                && (i.facts.raised_by.iter().any(|r| r.0 == item.id())
                    || item.facts.raised_by.iter().any(|r| r.0 == i.id()))
        });
        let has = linked.map_or(0, |there| {
            let same = |c: &&Stored<Clause>| {
                theirs.iter().any(|t| t.facts.item.0 == there.id() && t.facts.text == c.facts.text)
            };
            own.iter().filter(same).count()
        });
        Other { bodies, item: linked.cloned(), has, meeting }
    };
    Ok(beside.into_iter().map(of).collect())
}

/// Writes an item's clauses into the records of those meetings, by slug, as items of their own.
pub async fn carry(
    cx: &Cx,
    actor: &Actor,
    item: &str,
    today: Date,
    picked: &[String],
    submission: Option<&str>,
) -> Result<Vec<Put>, ActionError> {
    let mut reader = Reader::open(cx, &actor.viewer(), today).await?;
    let read = read(&mut reader, actor, item).await;
    reader.tx.close().await?;
    let (own, clauses, names, others) = read?;
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let reach = thing::reach::of_thing(&mut change.tx, &Item::DEF, own.id()).await?;
        change.require(Permission::Record, &reach)?;
        let mut put = Vec::new();
        for (i, other) in others.iter().enumerate().filter(|(_, o)| picked.contains(&o.meeting.link.slug)) {
            let reach = thing::reach::of_thing(&mut change.tx, &Meeting::DEF, other.meeting.id()).await?;
            change.require(Permission::Record, &reach)?;
            let own_name = |part: &str| submission.map(|s| format!("{s}-{i}-{part}"));
            let slug = match &other.item {
                Some(there) => there.link.slug.clone(),
                None => {
                    let w = taken_up(&own, &names, &other.meeting);
                    let (new, _) = put_once(change, &[w], own_name("item").as_deref(), &at).await?;
                    let slug = new.first().map(|p| p.slug.clone()).ok_or(ActionError::NotFound)?;
                    put.extend(new);
                    slug
                }
            };
            let written = missing(change, &slug, &clauses, &names).await?;
            put.extend(put_once(change, &written, own_name("clauses").as_deref(), &at).await?.0);
        }
        Ok(put)
    })
    .await
}

type Read = (Shown<Item>, Vec<Shown<Clause>>, Names, Vec<Other>);

async fn read(reader: &mut Reader, actor: &Actor, item: &str) -> Result<Read, ActionError> {
    let item: Shown<Item> = reader.find::<Item>(item).await?.into();
    let meeting: Shown<Meeting> = reader.one::<Meeting>(item.facts.meeting.0).await?.into();
    let mut clauses = shown::all(reader.by::<Clause>("item", &[item.id()]).await?);
    clauses.sort_by_key(|c| c.facts.number);
    let mut wanted: Vec<_> = clauses.iter().flat_map(|c| c.facts.addressees.iter().map(|a| a.0)).collect();
    wanted.extend(item.facts.matter.map(|m| m.0));
    let names = reader.names(wanted).await?;
    let others = others(reader, actor, &item, &meeting).await?;
    Ok((item, clauses, names, others))
}

fn text(text: &str) -> Said {
    Said::Value(Value::Text(text.to_owned()))
}

fn refer(noun: &'static str, slug: &str) -> Value<Pointer> {
    Value::Ref(Pointer { noun, slug: slug.to_owned() })
}

/// The item as the other body takes it up.
fn taken_up(own: &Shown<Item>, names: &Names, meeting: &Shown<Meeting>) -> Written {
    let i = &own.facts;
    let mut w = Written::new(&Item::DEF)
        .with("meeting", Said::Value(refer(Meeting::NAME, &meeting.link.slug)))
        .with("title", text(&i.title))
        .with("kind", text(ItemKind::Decision.as_str()))
        .with("raised_by", Said::Value(Value::List(vec![refer(Item::NAME, &own.link.slug)])));
    if let Some(matter) = names.opt(i.matter) {
        w = w.with("matter", Said::Value(refer("matter", &matter.slug)));
    }
    if let Some(proposed) = &i.proposed {
        w = w.with("proposed", text(&proposed.0));
    }
    if i.closed == Some(true) {
        w = w.with("closed", Said::Value(Value::Bool(true)));
    }
    w.common = members();
    w
}

fn members() -> Common {
    Common { visibility: Some(Visibility::Members), ..Common::default() }
}

/// The clauses that the item there does not have yet, with numbers after those that it has.
async fn missing(
    change: &mut Change,
    there: &str,
    clauses: &[Shown<Clause>],
    names: &Names,
) -> Result<Vec<Written>, ActionError> {
    let viewer = change.actor.viewer();
    let item: Stored<Item> = row::load_named(&mut change.tx, &viewer, there).await?;
    refuse_frozen(change, &item).await?;
    let has: Vec<Stored<Clause>> = row::load(&mut change.tx, &viewer, Find::By("item", &[item.id])).await?;
    let mut next = has.iter().map(|c| c.facts.number).max().unwrap_or(0);
    let mut written = Vec::new();
    for clause in clauses.iter().filter(|c| !has.iter().any(|h| h.facts.text == c.facts.text)) {
        next = next.saturating_add(1);
        let c = &clause.facts;
        let mut w = Written::new(&Clause::DEF)
            .with("item", Said::Value(refer(Item::NAME, there)))
            .with("number", Said::Value(Value::Int(next)))
            .with("text", text(&c.text.0));
        let words = [
            ("kind", c.kind.map(|k| k.as_str().to_owned())),
            ("addressee_text", c.addressee_text.clone()),
            ("due", c.due.as_ref().map(ToString::to_string)),
            ("due_status", c.due_status.map(|s| s.as_str().to_owned())),
            ("amount", c.amount.as_ref().map(ToString::to_string)),
        ];
        for (field, said) in words {
            if let Some(said) = said {
                w = w.with(field, text(&said));
            }
        }
        let to: Vec<_> = names
            .list(&c.addressees)
            .iter()
            .filter_map(|l| Some(refer(NounDef::named(&l.noun)?.name, &l.slug)))
            .collect();
        if !to.is_empty() {
            w = w.with("addressees", Said::Value(Value::List(to)));
        }
        w.common = members();
        written.push(w);
    }
    Ok(written)
}
