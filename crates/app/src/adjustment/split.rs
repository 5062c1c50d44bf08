//! A part of a record of its own: single §§ that are adjusted at once, or one that is not adjusted with the others.
//!
//! Invariant: a § stands in one record of its meeting.

use super::{Cannot, cannot, note, open::of_meeting, text};
use crate::{
    agenda::to_record,
    cx::{Actor, Change, Cx, Keep, Permission},
    error::ActionError,
    meeting::record_kind,
    thing::{
        put::put_in,
        written::{Said, Written},
    },
};
use genbo_documents::cooperation_file::Common;
use genbo_domain::{
    attendance::{Attendance, MeetingRole},
    body::{Body, RecordKind},
    item::Item,
    meeting::Meeting,
    noun::Noun,
    paragraphs::{Paragraph, ParagraphSet},
    person::Person,
    record::{Record, RecordStatus},
    value::{Pointer, ThingId, Value},
    visibility::Visibility,
};
use genbo_store::{
    row::{self, Find, Stored},
    thing::{self as things, Viewer},
};

/// Makes a record of its own of those items of a meeting, by slug, and tells its slug.
pub async fn immediate(
    cx: &Cx,
    actor: &Actor,
    meeting: &str,
    items: &[String],
) -> Result<String, ActionError> {
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let meeting = to_record(change, meeting).await?;
        let body = meeting.facts.bodies.first().ok_or_else(|| cannot(Cannot::NoMinutes))?;
        let body: Stored<Body> = row::load_one(&mut change.tx, &Viewer::All, body.0).await?;
        if record_kind(&body.facts) != RecordKind::Minutes {
            return Err(cannot(Cannot::NoMinutes));
        }
        let all: Vec<Stored<Item>> =
            row::load(&mut change.tx, &Viewer::All, Find::By("meeting", &[meeting.id])).await?;
        let mut set = Vec::new();
        for slug in items {
            let item = all.iter().find(|i| i.meta.slug == *slug);
            let at: Option<Paragraph> = item.and_then(|i| i.facts.number.as_deref()?.parse().ok());
            set.push(at.ok_or_else(|| cannot(Cannot::NoSuchParagraph(slug.clone())))?);
        }
        let set = ParagraphSet::of(set).ok_or_else(|| cannot(Cannot::Nothing))?;
        let records: Vec<Stored<Record>> =
            row::load(&mut change.tx, &Viewer::All, Find::By("meeting", &[meeting.id])).await?;
        for record in &records {
            let Some(own) = &record.facts.paragraphs else {
                if record.facts.status.is_none_or(|s| s == RecordStatus::Draft)
                    && record.facts.kind == RecordKind::Minutes
                {
                    continue;
                }
                return Err(cannot(Cannot::NoSuchParagraph(set.to_string())));
            };
            if let Some(at) = set.numbers().find(|n| own.numbers().any(|o| o == *n))
                && record.facts.status.is_some_and(|s| s != RecordStatus::Draft)
            {
                return Err(cannot(Cannot::NoSuchParagraph(at.to_string())));
            }
        }
        for record in &records {
            if let Some(own) = record.facts.paragraphs.as_ref() {
                take_out(change, record, own, &set).await?;
            }
        }
        part(change, &meeting, &set, None).await
    })
    .await
}

/// Takes §§ out of a record.
pub(crate) async fn take_out(
    change: &mut Change,
    record: &Stored<Record>,
    own: &ParagraphSet,
    set: &ParagraphSet,
) -> Result<(), ActionError> {
    let left = without(own, set);
    if left.as_ref() == Some(own) {
        return Ok(());
    }
    let w = Written::change(&Record::DEF, record.meta.slug.clone());
    let w = match left {
        Some(left) => w.with("paragraphs", text(&left.to_string())),
        None => return Err(cannot(Cannot::Nothing)),
    };
    put_in(change, &[w]).await.map(|_| ())
}

/// A set of §§ without others; nothing if none is left.
pub fn without(own: &ParagraphSet, set: &ParagraphSet) -> Option<ParagraphSet> {
    let taken: Vec<u32> = set.numbers().collect();
    ParagraphSet::of(own.numbers().filter(|n| !taken.contains(n)).filter_map(Paragraph::new))
}

/// Makes a draft of a record of those §§, with who was chair, secretary and adjusters.
pub(crate) async fn part(
    change: &mut Change,
    meeting: &Stored<Meeting>,
    set: &ParagraphSet,
    said: Option<&str>,
) -> Result<String, ActionError> {
    let mut w = Written::new(&Record::DEF)
        .with("meeting", of_meeting(&meeting.meta.slug))
        .with("kind", text(RecordKind::Minutes.as_str()))
        .with("status", text(RecordStatus::Draft.as_str()))
        .with("paragraphs", text(&set.to_string()));
    if let Some(said) = said {
        w = w.with("note", text(said));
    }
    for (field, slugs) in roles(change, meeting.id).await? {
        let refs: Vec<_> =
            slugs.into_iter().map(|slug| Value::Ref(Pointer { noun: Person::NAME, slug })).collect();
        let value = match (field, refs.as_slice()) {
            ("adjusters", _) => Value::List(refs),
            (_, [one, ..]) => one.clone(),
            (_, []) => continue,
        };
        w = w.with(field, Said::Value(value));
    }
    w.common = Common { visibility: Some(Visibility::Members), ..Common::default() };
    let put = put_in(change, &[w]).await?.pop().ok_or(ActionError::NotFound)?;
    let id = things::find(&mut change.tx, &Viewer::All, Record::NAME, &put.slug).await?.id;
    note(change, id, "adjust", &[("part", &set.to_string())]);
    Ok(put.slug)
}

async fn roles(
    change: &mut Change,
    meeting: ThingId,
) -> Result<Vec<(&'static str, Vec<String>)>, ActionError> {
    let all: Vec<Stored<Attendance>> =
        row::load(&mut change.tx, &Viewer::All, Find::By("meeting", &[meeting])).await?;
    let ids: Vec<ThingId> = all.iter().map(|a| a.facts.person.0).collect();
    let names = things::names(&mut change.tx, &Viewer::All, &ids).await?;
    let of = |role| {
        let own = all.iter().filter(|a| a.facts.roles.contains(&role));
        own.filter_map(|a| Some(names.get(&a.facts.person.0)?.slug.clone())).collect::<Vec<_>>()
    };
    Ok(vec![
        ("chair", of(MeetingRole::Chair)),
        ("secretary", of(MeetingRole::Secretary)),
        ("adjusters", of(MeetingRole::Adjuster)),
    ])
}
