//! The notes of the meeting before, at the item of the next one that takes them up: approved as they are, or with other
//! wordings, which are kept beside those that were issued.

use crate::{
    agenda,
    cx::{Actor, Cx, Keep, Permission},
    error::ActionError,
    thing::{
        self,
        put::{Put, put_once},
        refusal::{Refusal, Why},
        written::{Said, Written},
    },
    view::{
        Reader,
        shown::{self, Shown},
    },
};
use genbo_documents::cooperation_file::Common;
use genbo_domain::{
    body::RecordKind,
    decision::Clause,
    edtf::Edtf,
    item::Item,
    meeting::Meeting,
    noun::Noun,
    record::{Record, RecordStatus},
    rewording::{RewordedPart, Rewording},
    value::{Pointer, ThingId, Value},
    visibility::Visibility,
};
use jiff::civil::Date;

/// Notes that were issued and not yet approved.
#[derive(Debug)]
pub struct Previous {
    /// The meeting that they are of.
    pub meeting: Shown<Meeting>,
    /// The notes.
    pub record: Shown<Record>,
    /// Its items, in their order, each with what was decided, on lines.
    pub items: Vec<(Shown<Item>, String)>,
}

/// The latest notes of the same bodies before the item's meeting that were issued and are not approved yet.
pub async fn previous(reader: &mut Reader, item: &Item) -> Result<Option<Previous>, ActionError> {
    let meeting: Shown<Meeting> = reader.one::<Meeting>(item.meeting.0).await?.into();
    let Some(start) = meeting.facts.when.as_ref().and_then(Edtf::first) else { return Ok(None) };
    let bodies: Vec<ThingId> = meeting.facts.bodies.iter().map(|b| b.0).collect();
    let mut before: Vec<Shown<Meeting>> = shown::all(reader.by::<Meeting>("bodies", &bodies).await?);
    before.retain(|m| {
        m.id() != meeting.id() && m.facts.when.as_ref().and_then(Edtf::first).is_some_and(|w| w < start)
    });
    before.sort_by_key(|m| std::cmp::Reverse(m.facts.when.as_ref().and_then(Edtf::first)));
    before.truncate(12);
    let records = shown::all(reader.by::<Record>("meeting", &shown::ids_of(&before)).await?);
    let open = |m: &Shown<Meeting>| {
        records.iter().find(|r| {
            r.facts.meeting.0 == m.id()
                && r.facts.kind != RecordKind::Minutes
                && r.facts.status == Some(RecordStatus::Issued)
        })
    };
    let Some((record, meeting)) = before.iter().find_map(|m| Some((open(m)?.clone(), m.clone()))) else {
        return Ok(None);
    };
    let items = shown::all(agenda::in_order(reader.by::<Item>("meeting", &[meeting.id()]).await?));
    let mut clauses = shown::all(reader.by::<Clause>("item", &shown::ids_of(&items)).await?);
    clauses.sort_by_key(|c| c.facts.number);
    let with = |i: Shown<Item>| {
        let own = clauses.iter().filter(|c| c.facts.item.0 == i.id());
        let decided = own.map(|c| c.facts.text.0.clone()).collect::<Vec<_>>().join("\n");
        (i, decided)
    };
    Ok(Some(Previous { items: items.into_iter().map(with).collect(), record, meeting }))
}

impl Previous {
    /// How a text of an item was issued.
    pub fn issued(&self, item: &str, part: RewordedPart) -> Option<String> {
        let (item, decided) = self.items.iter().find(|(i, _)| i.link.slug == item)?;
        let i = &item.facts;
        match part {
            RewordedPart::Summary => i.summary.as_ref().map(|p| p.0.clone()),
            RewordedPart::Background => i.background.as_ref().map(|p| p.0.clone()),
            RewordedPart::Course => i.course.as_ref().map(|p| p.0.clone()),
            RewordedPart::Decision => Some(decided.clone()).filter(|d| !d.is_empty()),
        }
    }
}

/// Approves the notes of the meeting before at an item, with other wordings where the meeting decided so: the slug of the item
/// that is reworded, which text, how it shall read.
pub async fn approve(
    cx: &Cx,
    actor: &Actor,
    item: &str,
    today: Date,
    reworded: &[(String, RewordedPart, String)],
    submission: Option<&str>,
) -> Result<Vec<Put>, ActionError> {
    let mut reader = Reader::open(cx, &actor.viewer(), today).await?;
    let read = read(&mut reader, item).await;
    reader.tx.close().await?;
    let (item, day, previous) = read?;
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let reach = thing::reach::of_thing(&mut change.tx, &Item::DEF, item.id()).await?;
        change.require(Permission::Record, &reach)?;
        if thing::put::came_before(change, submission).await? {
            return Ok(Vec::new());
        }
        let refused = || ActionError::Refused(vec![Refusal { row: 0, field: None, why: Why::NotLast }]);
        let previous = previous.as_ref().ok_or_else(refused)?;
        let text = |t: &str| Said::Value(Value::Text(t.to_owned()));
        let refer = |noun, slug: &str| Said::Value(Value::Ref(Pointer { noun, slug: slug.to_owned() }));
        let mut written = vec![
            Written::change(&Record::DEF, previous.record.link.slug.clone())
                .with("status", text(RecordStatus::Approved.as_str())),
        ];
        for (slug, part, new) in reworded {
            let issued = previous.issued(slug, *part);
            let known = previous.items.iter().any(|(i, _)| &i.link.slug == slug);
            if !known || new.trim().is_empty() || issued.as_deref().map(str::trim) == Some(new.trim()) {
                continue;
            }
            let mut w = Written::new(&Rewording::DEF)
                .with("item", refer(Item::NAME, slug))
                .with("part", text(part.as_str()))
                .with("text", text(new.trim()))
                .with("decided_at", refer(Item::NAME, &item.link.slug));
            if let Some(issued) = &issued {
                w = w.with("was", text(issued));
            }
            if let Some(day) = day {
                w = w.with("when", text(&day.to_string()));
            }
            w.common = Common { visibility: Some(Visibility::Members), ..Common::default() };
            written.push(w);
        }
        Ok(put_once(change, &written, submission, &at).await?.0)
    })
    .await
}

type Read = (Shown<Item>, Option<Date>, Option<Previous>);

async fn read(reader: &mut Reader, item: &str) -> Result<Read, ActionError> {
    let item: Shown<Item> = reader.find::<Item>(item).await?.into();
    let meeting: Shown<Meeting> = reader.one::<Meeting>(item.facts.meeting.0).await?.into();
    let previous = previous(reader, &item.facts).await?;
    Ok((item, meeting.facts.when.as_ref().and_then(Edtf::exact_day), previous))
}
