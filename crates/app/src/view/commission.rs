//! One commission: who gave it to whom, its way-stations, its last day and report; and the list of commissions.

use super::{
    Link, Names, Reader, choices,
    duty::{self, CommissionLine},
    fact::{self, Doubts},
    meeting::has_paragraphs,
    shown::{self, Shown},
};
use crate::{error::ActionError, ids};
use genbo_domain::{
    body::Body,
    commission::{Commission, CommissionState, Implementation, WayStation},
    decision::Clause,
    item::Item,
    meeting::Meeting,
    noun::Noun,
    post::Post,
    value::ThingId,
};
use genbo_store::{
    dated::{self, Dates, Wanted},
    listing::{HowMany, Only, Part},
    row::{Find, Stored},
};

/// A commission with everything that belongs to it.
#[derive(Debug)]
pub struct CommissionPage {
    /// The commission.
    pub commission: Shown<Commission>,
    /// The clause that gives it.
    pub clause: Option<Shown<Clause>>,
    /// The item that gives it, its own or its clause's.
    pub item: Option<Shown<Item>>,
    /// Whether that item is a § of its body's series, and not a point of the meeting.
    pub has_paragraphs: bool,
    /// That item's meeting.
    pub meeting: Option<Shown<Meeting>>,
    /// What it must pass.
    pub way_stations: Vec<Shown<WayStation>>,
    /// Whether somebody still has to do something.
    pub open: bool,
    /// Whether its last day is past and it is open.
    pub late: bool,
    /// Whether it is given only after the day.
    pub ahead: bool,
    /// How far members have carried it out.
    pub implementations: Vec<Shown<Implementation>>,
    /// The other commissions of the same clause.
    pub beside: Vec<Link>,
    /// The names of what it refers to.
    pub names: Names,
    /// What is not plain.
    pub doubts: Doubts,
}

/// The commission of that slug or id.
pub async fn commission(reader: &mut Reader, slug: &str) -> Result<CommissionPage, ActionError> {
    let mut stored: Stored<Commission> = reader.find(slug).await?;
    let line = duty::commissions(reader, vec![stored.clone()]).await?.pop();
    stored.facts.state = line.as_ref().and_then(|l| l.state);
    let commission: Shown<Commission> = stored.into();
    let f = &commission.facts;
    let clause = first::<Clause>(reader, f.clause.map(|c| c.0)).await?;
    let item_id = f.item.map(|i| i.0).or(clause.as_ref().map(|c| c.facts.item.0));
    let item = first::<Item>(reader, item_id).await?;
    let meeting = first::<Meeting>(reader, item.as_ref().map(|i| i.facts.meeting.0)).await?;
    let bodies: Vec<ThingId> = meeting.iter().flat_map(|m| ids![m.facts.bodies.clone()]).collect();
    let bodies: Vec<Stored<Body>> = reader.load(Find::Ids(&bodies)).await?;
    let beside = reader.by::<Commission>("clause", &ids![f.clause]).await?;
    let mut page = CommissionPage {
        way_stations: shown::all(reader.by("commission", &[commission.id()]).await?),
        implementations: shown::all(reader.by("decision", &[commission.id()]).await?),
        has_paragraphs: bodies.iter().any(|b| has_paragraphs(&b.facts)),
        open: line.as_ref().is_some_and(|l| l.open),
        late: line.as_ref().is_some_and(|l| l.late),
        ahead: line.as_ref().is_some_and(|l| l.ahead),
        beside: beside.iter().filter(|c| c.id != commission.id()).map(Link::from).collect(),
        commission,
        clause,
        item,
        meeting,
        names: Names::default(),
        doubts: Doubts::default(),
    };
    page.names = reader.names(references(&page)).await?;
    let mut subjects = vec![page.commission.link.clone()];
    subjects.extend(page.way_stations.iter().map(|w| w.link.clone()));
    page.doubts = fact::doubts(reader, &subjects).await?;
    Ok(page)
}

async fn first<N: Noun>(reader: &mut Reader, id: Option<ThingId>) -> Result<Option<Shown<N>>, ActionError> {
    Ok(match id {
        Some(id) => reader.load::<N>(Find::Ids(&[id])).await?.pop().map(Shown::from),
        None => None,
    })
}

fn references(page: &CommissionPage) -> Vec<ThingId> {
    let f = &page.commission.facts;
    let mut all: Vec<ThingId> = page.commission.home.into_iter().collect();
    all.extend(ids![f.given_by]);
    all.extend(ids![f.assignee]);
    all.extend(ids![f.due_with]);
    all.extend(ids![f.report_to]);
    all.extend(ids![f.closing_document]);
    all.extend(ids![f.closed_by]);
    all.extend(ids![f.matter]);
    all.extend(page.meeting.iter().flat_map(|m| ids![m.facts.bodies.clone()]));
    for w in &page.way_stations {
        all.extend(ids![w.facts.at]);
        all.extend(ids![w.facts.item]);
    }
    for i in &page.implementations {
        all.push(i.facts.member.0);
        all.extend(ids![i.facts.responsible]);
    }
    all
}

/// Which commissions are asked for.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Slug or id of a cooperation.
    pub cooperation: Option<String>,
    /// Slug or id of an organisation: to itself, its bodies and its posts.
    pub organisation: Option<String>,
    /// Slug or id of a body that gave or got it.
    pub body: Option<String>,
    /// Slug or id of a post that got it.
    pub post: Option<String>,
    /// Only those in which somebody still has to do something.
    pub open: bool,
    /// Which part.
    pub part: Part,
}

/// A list of commissions.
#[derive(Debug, Default)]
pub struct Commissions {
    /// The commissions.
    pub lines: Vec<CommissionLine>,
    /// How many there are in all.
    pub all: HowMany,
    /// The cooperations to choose from.
    pub cooperations: Vec<Link>,
    /// Whom they were asked for.
    pub whose: Option<Link>,
}

/// The commissions that are asked for, by last day; those without any come last.
pub async fn commissions(reader: &mut Reader, ask: &Ask) -> Result<Commissions, ActionError> {
    let home = choices::cooperation(reader, ask.cooperation.as_deref()).await?;
    let (whose, assignees) = whose(reader, ask).await?;
    let by_body = ask.body.is_some();
    let open = [
        CommissionState::Given,
        CommissionState::Accepted,
        CommissionState::UnderWay,
        CommissionState::Delivered,
        CommissionState::Reported,
    ]
    .map(CommissionState::as_str);
    let mut only: Vec<Only<'_>> = Vec::new();
    if ask.open {
        only.push(Only::Words("state", &open));
    }
    let given: Vec<ThingId>;
    if let Some(ids) = &assignees {
        if by_body {
            let mut both = reader.by::<Commission>("given_by", ids).await?;
            both.extend(reader.by::<Commission>("assignee", ids).await?);
            given = both.iter().map(|c| c.id).collect();
            only.push(Only::Ids(&given));
        } else {
            only.push(Only::Any("assignee", ids));
        }
    }
    let wanted = Wanted { dates: Dates::EarliestFirst("due"), home, label: None, only: &only };
    let found = dated::page(&mut reader.tx, &reader.viewer, &Commission::DEF, wanted, ask.part).await?;
    let commissions = reader.load::<Commission>(Find::Ids(&found.ids)).await?;
    Ok(Commissions {
        lines: duty::commissions(reader, commissions).await?,
        all: found.all,
        cooperations: choices::cooperations(reader).await?,
        whose,
    })
}

async fn whose(reader: &mut Reader, ask: &Ask) -> Result<(Option<Link>, Option<Vec<ThingId>>), ActionError> {
    if let Some(slug) = &ask.body {
        let body: Stored<Body> = reader.find(slug).await?;
        return Ok((Some(Link::from(&body)), Some(vec![body.id])));
    }
    if let Some(slug) = &ask.post {
        let post: Stored<Post> = reader.find(slug).await?;
        return Ok((Some(Link::from(&post)), Some(vec![post.id])));
    }
    let Some(organisation) = choices::organisation_link(reader, ask.organisation.as_deref()).await? else {
        return Ok((None, None));
    };
    let mut ids = vec![organisation.id];
    ids.extend(reader.by::<Body>("owner", &[organisation.id]).await?.iter().map(|b| b.id));
    ids.extend(reader.by::<Post>("owner", &[organisation.id]).await?.iter().map(|p| p.id));
    Ok((Some(organisation), Some(ids)))
}
