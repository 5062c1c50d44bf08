//! What clauses become when the meeting is over: commissions and recommendations; and who may read what was written.
//!
//! Invariants: what a clause has become is not made again; nothing is published before its record is finished.

use crate::{
    agenda::{self, to_record},
    cx::{Actor, Change, Cx, Keep, Permission},
    error::ActionError,
    ids,
    item::covers,
    thing::{
        self,
        put::{Put, came_before, put_once},
        refusal::{Refusal, Why},
        written::{Said, Written},
    },
    view::{
        Link, Names, Reader,
        shown::{self, Shown},
    },
};
use genbo_documents::cooperation_file::Common;
use genbo_domain::{
    body::Body,
    commission::{Commission, CommissionState, Recommendation, RecommendationState},
    decision::{Clause, ClauseKind},
    edtf::Edtf,
    item::Item,
    meeting::Meeting,
    noun::{Noun, NounDef},
    record::{Record, RecordStatus},
    value::{Pointer, ThingId, Value},
    visibility::Visibility,
};
use genbo_store::{
    row::{self, Find, Stored},
    thing::Viewer,
};

/// What a clause becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Becomes {
    /// A task for somebody.
    Commission,
    /// An item for another body.
    Recommendation,
    /// Nothing but itself.
    Nothing,
}

/// A clause with what it becomes.
#[derive(Debug)]
pub struct Line {
    /// The clause.
    pub clause: Shown<Clause>,
    /// Its item.
    pub item: Link,
    /// The item's number.
    pub number: Option<String>,
    /// Who shall act or receive.
    pub addressees: Vec<Link>,
    /// What it becomes.
    pub becomes: Becomes,
    /// What it has become.
    pub became: Vec<Link>,
}

/// A meeting that is over.
#[derive(Debug)]
pub struct After {
    /// The meeting.
    pub meeting: Shown<Meeting>,
    /// The bodies that met.
    pub bodies: Vec<Shown<Body>>,
    /// What was decided.
    pub lines: Vec<Line>,
    /// Its records.
    pub records: Vec<Shown<Record>>,
    /// How many things of it only members see.
    pub unpublished: usize,
}

/// What was decided at the meeting of that slug or id, and what becomes of it.
pub async fn look(reader: &mut Reader, actor: &Actor, slug: &str) -> Result<After, ActionError> {
    let meeting: Shown<Meeting> = reader.find::<Meeting>(slug).await?.into();
    if !agenda::may(reader, actor, meeting.id()).await? {
        return Err(ActionError::Forbidden);
    }
    let bodies: Vec<Shown<Body>> =
        shown::all(reader.load(Find::Ids(&ids![meeting.facts.bodies.clone()])).await?);
    let items = agenda::in_order(reader.by::<Item>("meeting", &[meeting.id()]).await?);
    let item_ids: Vec<ThingId> = items.iter().map(|i| i.id).collect();
    let mut clauses = shown::all(reader.by::<Clause>("item", &item_ids).await?);
    clauses.sort_by_key(|c| c.facts.number);
    let clause_ids = shown::ids_of(&clauses);
    let commissions: Vec<Stored<Commission>> = reader.by("clause", &clause_ids).await?;
    let recommended: Vec<Stored<Recommendation>> = reader.by("given_at", &item_ids).await?;
    let wanted: Vec<ThingId> = clauses.iter().flat_map(|c| ids![c.facts.addressees.clone()]).collect();
    let names = reader.names(wanted).await?;
    let mut lines = Vec::new();
    for item in &items {
        for clause in clauses.extract_if(.., |c| c.facts.item.0 == item.id) {
            lines.push(line(item, clause, &names, &commissions, &recommended));
        }
    }
    let records = shown::all(reader.by::<Record>("meeting", &[meeting.id()]).await?);
    let unpublished = own(&mut reader.tx, &reader.viewer.clone(), meeting.id()).await?;
    let unpublished = unpublished.iter().filter(|(.., v)| v == Visibility::Members.as_str()).count();
    Ok(After { meeting, bodies, lines, records, unpublished })
}

fn line(
    item: &Stored<Item>,
    clause: Shown<Clause>,
    names: &Names,
    commissions: &[Stored<Commission>],
    recommended: &[Stored<Recommendation>],
) -> Line {
    let c = &clause.facts;
    let addressees = names.list(&c.addressees);
    let mut became: Vec<Link> = commissions
        .iter()
        .filter(|x| x.facts.clause.is_some_and(|to| to.0 == clause.id()))
        .map(Link::from)
        .collect();
    let same = |r: &&Stored<Recommendation>| {
        r.facts.given_at.is_some_and(|to| to.0 == item.id) && r.facts.text == short(&c.text.0)
    };
    became.extend(recommended.iter().filter(same).map(Link::from));
    let named = !addressees.is_empty() || c.addressee_text.is_some();
    let to_body = addressees.iter().any(|a| a.noun == "body");
    let becomes = match c.kind {
        Some(ClauseKind::Recommendation) if to_body => Becomes::Recommendation,
        Some(ClauseKind::Commission | ClauseKind::Appeal) => Becomes::Commission,
        None | Some(ClauseKind::Decision | ClauseKind::Other) if named && c.due.is_some() => {
            Becomes::Commission
        }
        _ => Becomes::Nothing,
    };
    Line { number: item.facts.number.clone(), item: Link::from(item), clause, addressees, becomes, became }
}

/// The text of a clause on one line, short enough for a heading.
fn short(text: &str) -> String {
    const MOST: usize = 200;
    let one: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if one.chars().count() <= MOST {
        return one;
    }
    let mut cut: String = one.chars().take(MOST - 1).collect();
    if let Some(at) = cut.rfind(' ') {
        cut.truncate(at);
    }
    cut + "…"
}

/// Makes of those clauses, by slug, what they become. A clause that has become it already is left out.
pub async fn create(
    cx: &Cx,
    actor: &Actor,
    slug: &str,
    today: jiff::civil::Date,
    picked: &[String],
    submission: Option<&str>,
) -> Result<Vec<Put>, ActionError> {
    let mut reader = Reader::open(cx, &actor.viewer(), today).await?;
    let after = look(&mut reader, actor, slug).await;
    reader.tx.close().await?;
    let after = after?;
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let reach = thing::reach::of_thing(&mut change.tx, &Meeting::DEF, after.meeting.id()).await?;
        change.require(Permission::Record, &reach)?;
        let wanted = after.lines.iter().filter(|l| {
            l.became.is_empty() && l.becomes != Becomes::Nothing && picked.contains(&l.clause.link.slug)
        });
        let written: Vec<Written> = wanted.filter_map(|l| made(&after, l)).collect();
        // Another one who pressed the same button at the same time has made them already.
        let ids: Vec<ThingId> = after.lines.iter().map(|l| l.clause.id()).collect();
        let now: Vec<Stored<Commission>> = if ids.is_empty() {
            Vec::new()
        } else {
            row::load(&mut change.tx, &Viewer::All, Find::By("clause", &ids)).await?
        };
        let before: usize =
            after.lines.iter().flat_map(|l| &l.became).filter(|b| b.noun == Commission::NAME).count();
        let answered = came_before(change, submission).await?;
        if now.len() > before && !answered {
            return Err(ActionError::Refused(vec![Refusal { row: 0, field: None, why: Why::NotLast }]));
        }
        Ok(put_once(change, &written, submission, &at).await?.0)
    })
    .await
}

fn made(after: &After, line: &Line) -> Option<Written> {
    let text = |t: &str| Said::Value(Value::Text(t.to_owned()));
    let refer = |noun, slug: &str| Said::Value(Value::Ref(Pointer { noun, slug: slug.to_owned() }));
    let to = |l: &Link| NounDef::named(&l.noun).map(|n| refer(n.name, &l.slug));
    let c = &line.clause.facts;
    let body = after.bodies.first()?;
    let mut w = if line.becomes == Becomes::Recommendation {
        let to_body = line.addressees.iter().find(|a| a.noun == Body::NAME)?;
        let mut w = Written::new(&Recommendation::DEF)
            .with("text", text(&short(&c.text.0)))
            .with("from_body", refer(Body::NAME, &body.link.slug))
            .with("to_body", to(to_body)?)
            .with("given_at", refer(Item::NAME, &line.item.slug))
            .with("state", text(RecommendationState::Sent.as_str()));
        if let Some(day) = after.meeting.facts.when.as_ref().and_then(Edtf::exact_day) {
            w = w.with("when", text(&day.to_string()));
        }
        w
    } else {
        let mut w = Written::new(&Commission::DEF)
            .with("title", text(&short(&c.text.0)))
            .with("clause", refer(Clause::NAME, &line.clause.link.slug))
            .with("item", refer(Item::NAME, &line.item.slug))
            .with("given_by", refer(Body::NAME, &body.link.slug))
            .with("report_to", refer(Body::NAME, &body.link.slug))
            .with("state", text(CommissionState::Given.as_str()));
        if let Some(assignee) = line.addressees.first() {
            w = w.with("assignee", to(assignee)?);
        }
        let others: Vec<&str> = line.addressees.iter().skip(1).map(|a| a.label.as_str()).collect();
        if !others.is_empty() {
            w = w.with("composition", text(&others.join(", ")));
        }
        if let Some(written) = &c.addressee_text {
            w = w.with("assignee_text", text(written));
        }
        if let Some(due) = &c.due {
            w = w.with("due", text(&due.to_string()));
        }
        if let Some(status) = c.due_status {
            w = w.with("due_status", text(status.as_str()));
        }
        w
    };
    w.common = Common { visibility: Some(Visibility::Members), ..Common::default() };
    Some(w)
}

/// The nouns that hang on a meeting, each by the one that it hangs on.
const HANGING: &[(&str, &str)] = &[
    ("item", "meeting"),
    ("attendance", "meeting"),
    ("agenda", "meeting"),
    ("record", "meeting"),
    ("pause", "meeting"),
    ("notice", "record"),
    ("agenda_line", "agenda"),
    ("attendance_event", "attendance"),
    ("clause", "item"),
    ("rewording", "item"),
    ("proposal", "item"),
    ("statement", "item"),
    ("stance", "item"),
    ("vote", "item"),
    ("ballot", "vote"),
    ("vote_option", "vote"),
    ("commission", "item"),
    ("recommendation", "item"),
];

/// Everything that hangs on a meeting: noun, slug, visibility.
pub(crate) async fn own(
    tx: &mut genbo_store::sql::Tx,
    viewer: &Viewer,
    meeting: ThingId,
) -> Result<Vec<(&'static NounDef, String, String)>, ActionError> {
    let mut found: std::collections::HashMap<&str, Vec<ThingId>> =
        std::collections::HashMap::from([(Meeting::NAME, vec![meeting])]);
    let mut all = Vec::new();
    for (name, on) in HANGING {
        let Some(noun) = NounDef::named(name) else { continue };
        let ids = found.get(on).cloned().unwrap_or_default();
        if ids.is_empty() {
            continue;
        }
        let field = match *name {
            "recommendation" => "given_at",
            _ => on,
        };
        let rows = row::load_rows(tx, viewer, noun, Find::By(field, &ids)).await?;
        found.insert(noun.name, rows.iter().map(|r| r.id).collect());
        all.extend(rows.into_iter().map(|r| (noun, r.meta.slug, r.meta.visibility)));
    }
    Ok(all)
}

/// Publishes what was written at a meeting: all that only members saw. What is restricted stays so.
pub async fn publish(cx: &Cx, actor: &Actor, slug: &str) -> Result<usize, ActionError> {
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let meeting = to_record(change, slug).await?;
        refuse_unfinished(change, meeting.id).await?;
        let all = own(&mut change.tx, &Viewer::All, meeting.id).await?;
        let open: Vec<Written> = all
            .into_iter()
            .filter(|(.., visibility)| visibility == Visibility::Members.as_str())
            .map(|(noun, slug, _)| {
                let mut w = Written::change(noun, slug);
                w.common = Common { visibility: Some(Visibility::Public), ..Common::default() };
                w
            })
            .collect();
        Ok(thing::put::put_in(change, &open).await?.len())
    })
    .await
}

async fn refuse_unfinished(change: &mut Change, meeting: ThingId) -> Result<(), ActionError> {
    let records: Vec<Stored<Record>> =
        row::load(&mut change.tx, &Viewer::All, Find::By("meeting", &[meeting])).await?;
    if records.iter().any(|r| covers(&r.facts, None)) {
        return Ok(());
    }
    Err(ActionError::Refused(vec![Refusal { row: 0, field: None, why: Why::Unfinished }]))
}

/// What becomes of notes, which nobody adjusts: they are issued, and a later meeting approves them. What is adjusted goes
/// another way.
pub async fn set_notes(
    cx: &Cx,
    actor: &Actor,
    record: &str,
    status: RecordStatus,
) -> Result<Vec<Put>, ActionError> {
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let viewer = change.actor.viewer();
        let stored: Stored<Record> = row::load_named(&mut change.tx, &viewer, record).await?;
        let reach = thing::reach::of_thing(&mut change.tx, &Record::DEF, stored.id).await?;
        change.require(Permission::Record, &reach)?;
        let follows = matches!(
            (stored.facts.status, status),
            (None | Some(RecordStatus::Draft), RecordStatus::Issued)
                | (Some(RecordStatus::Issued), RecordStatus::Approved)
        );
        let notes = stored.facts.kind != genbo_domain::body::RecordKind::Minutes;
        if !follows || !notes {
            return Err(ActionError::Refused(vec![Refusal { row: 0, field: None, why: Why::NotLast }]));
        }
        let said = Said::Value(Value::Text(status.as_str().to_owned()));
        let written = Written::change(&Record::DEF, stored.meta.slug).with("status", said);
        thing::put::put_in(change, &[written]).await
    })
    .await
}
