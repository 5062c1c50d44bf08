//! Where members stand in an item of which no vote is taken: a few one by one, all others alike.
//!
//! Invariant: whoever is not named and for whom nothing is said of all others has no stance; silence is one, and is said.

use super::write::refuse_frozen;
use crate::{
    cx::{Actor, Cx, Keep, Permission},
    error::ActionError,
    thing::{
        self,
        put::{Put, put_once},
        refusal::{Refusal, Why},
        written::{Said, Written},
    },
    view::{Link, Reader, office::SeatLine},
};
use genbo_documents::cooperation_file::Common;
use genbo_domain::{
    decision::{Stance, StanceKind},
    item::Item,
    noun::{Noun, NounDef},
    value::{Pointer, Value},
    visibility::Visibility,
};
use genbo_store::row::{self, Stored};
use jiff::civil::Date;

/// Stances as they were entered.
#[derive(Debug, Clone, Default)]
pub struct Entered {
    /// The slug of a member, where it stands, and its condition or reason.
    pub each: Vec<(String, StanceKind, Option<String>)>,
    /// Where all others stand of whom nothing is said yet.
    pub rest: Option<StanceKind>,
    /// The writer's own name for this submission.
    pub submission: Option<String>,
}

/// The members that a body's seats are allotted to, each once.
pub(super) fn members(lines: &[SeatLine]) -> Vec<Link> {
    let mut all: Vec<Link> = Vec::new();
    for seat in lines.iter().filter(|s| !s.is_substitute() && !s.is_officer()) {
        for to in &seat.allotted_to {
            let is_party = matches!(to.noun.as_str(), "organisation" | "cooperation");
            if is_party && !all.iter().any(|l| l.id == to.id) {
                all.push(to.clone());
            }
        }
    }
    all
}

/// Enters where members stand in an item.
pub async fn enter(
    cx: &Cx,
    actor: &Actor,
    item: &str,
    today: Date,
    entered: &Entered,
) -> Result<Vec<Put>, ActionError> {
    let mut reader = Reader::open(cx, &actor.viewer(), today).await?;
    let desk = super::desk(&mut reader, actor, item).await;
    reader.tx.close().await?;
    let desk = desk?;
    let mut refusals = Vec::new();
    let mut written = Vec::new();
    for (row, (slug, kind, text)) in entered.each.iter().enumerate() {
        match desk.members.iter().find(|m| &m.slug == slug) {
            Some(member) => written.push(one(&desk, member, *kind, text.as_deref())),
            None => refusals.push(Refusal { row, field: Some("member"), why: Why::NoSuch(slug.clone()) }),
        }
    }
    if let Some(rest) = entered.rest {
        let has = |m: &&Link| {
            entered.each.iter().any(|(slug, ..)| slug == &m.slug)
                || desk.stances.iter().any(|s| s.facts.member.0 == m.id)
        };
        written.extend(desk.members.iter().filter(|m| !has(m)).map(|m| one(&desk, m, rest, None)));
    }
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let viewer = change.actor.viewer();
        let stored: Stored<Item> = row::load_named(&mut change.tx, &viewer, item).await?;
        let reach = thing::reach::of_thing(&mut change.tx, &Item::DEF, stored.id).await?;
        change.require(Permission::Record, &reach)?;
        refuse_frozen(change, &stored).await?;
        if !refusals.is_empty() {
            return Err(ActionError::Refused(refusals.clone()));
        }
        Ok(put_once(change, &written, entered.submission.as_deref(), &at).await?.0)
    })
    .await
}

fn one(desk: &super::Desk, member: &Link, kind: StanceKind, text: Option<&str>) -> Written {
    let stands = desk.stances.iter().find(|s| s.facts.member.0 == member.id);
    let refer = |noun, slug: &str| Said::Value(Value::Ref(Pointer { noun, slug: slug.to_owned() }));
    let said = |t: &str| Said::Value(Value::Text(t.to_owned()));
    let mut w = match stands {
        Some(stance) => Written::change(&Stance::DEF, stance.link.slug.clone()),
        None => {
            let noun = NounDef::named(&member.noun).map_or("organisation", |n| n.name);
            let mut w = Written::new(&Stance::DEF)
                .with("item", refer(Item::NAME, &desk.facts.link.slug))
                .with("member", refer(noun, &member.slug));
            w.common = Common { visibility: Some(Visibility::Members), ..Common::default() };
            w
        }
    };
    w = w.with("kind", said(kind.as_str()));
    match text {
        Some(text) => w.with("text", said(text)),
        None if stands.is_some_and(|s| s.facts.text.is_some()) => w.with("text", Said::Empty),
        None => w,
    }
}
