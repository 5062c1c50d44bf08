//! Opening an organisation's own case of a matter: with the next number of its series, with one that is typed in from its own
//! system, or with the number still to come.
//!
//! Invariants: a number is given once, also when what it was given to is taken back; nothing waits for a number.

use crate::{
    cx::{Actor, Change, Cx, Keep, Permission},
    error::ActionError,
    thing::{
        put::{Put, came_before, put_once},
        reach,
        refusal::{Refusal, Why},
        written::{Said, Written},
    },
    view::{Link, Reader},
};
use genbo_domain::{
    case_number,
    edtf::Edtf,
    matter::{Case, CaseOrigin, Matter},
    noun::Noun,
    organisation::Organisation,
    pattern::NumberPattern,
    value::{Pointer, ThingId, Value},
};
use genbo_store::{
    case_number as given,
    row::{self, Find, Stored},
    thing::{self, Viewer},
};
use jiff::civil::Date;

/// Which number a case gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Numbered {
    /// The next one of the organisation's series.
    Next,
    /// This one, from the organisation's own system.
    Typed(String),
    /// One that is still to come.
    Later,
}

/// An organisation for which somebody can open or number a case.
#[derive(Debug, Clone)]
pub struct Own {
    /// The organisation.
    pub organisation: Link,
    /// Whether Genbo can give the next number of its series.
    pub has_series: bool,
}

/// The organisations whose register the actor keeps and that have no number for the matter yet.
pub async fn own(reader: &mut Reader, actor: &Actor, cases: &[Case]) -> Result<Vec<Own>, ActionError> {
    let Actor::Account { grants, .. } = actor else { return Ok(Vec::new()) };
    let keeps = grants.iter().filter(|g| g.role.may(Permission::Register)).filter_map(|g| g.scope);
    let numbered = |id: ThingId| cases.iter().any(|c| c.organisation.0 == id && c.number.is_some());
    let mut ids: Vec<ThingId> = keeps.collect();
    // Who keeps everything numbers for those that are in the matter.
    if grants.iter().any(|g| g.scope.is_none() && g.role.may(Permission::Register)) {
        ids.extend(cases.iter().map(|c| c.organisation.0));
    }
    ids.retain(|id| !numbered(*id));
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found: Vec<Stored<Organisation>> = reader.load(Find::Ids(&ids)).await?;
    let own = |o: &Stored<Organisation>| Own {
        organisation: Link::from(o),
        has_series: o.facts.case_pattern.as_ref().is_some_and(|p| !p.has_doc()),
    };
    Ok(found.iter().map(own).collect())
}

/// Opens an organisation's case of a matter, or numbers the one that waits for its number.
pub async fn open(
    cx: &Cx,
    actor: &Actor,
    (matter, organisation): (&str, &str),
    numbered: &Numbered,
    today: Date,
    submission: Option<&str>,
) -> Result<(), ActionError> {
    let at = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Register, Keep::Commit, async |change| {
        let viewer = change.actor.viewer();
        let matter = thing::find(&mut change.tx, &viewer, Matter::NAME, matter).await?;
        let who = thing::find(&mut change.tx, &viewer, Organisation::NAME, organisation).await?;
        let reach = reach::own(&mut change.tx, &Organisation::DEF, who.id).await?;
        change.require(Permission::Register, &reach)?;
        if came_before(change, submission).await? {
            return Ok(());
        }
        let cases: Vec<Stored<Case>> =
            row::load(&mut change.tx, &Viewer::All, Find::By("matter", &[matter.id])).await?;
        let standing = cases.into_iter().find(|c| c.facts.organisation.0 == who.id);
        if standing.as_ref().is_some_and(|c| c.facts.number.is_some()) {
            return Err(refused(Why::Numbered));
        }
        let number = number(change, who.id, numbered, today).await?;
        let refer = |noun, slug: &str| Said::Value(Value::Ref(Pointer { noun, slug: slug.to_owned() }));
        let text = |text: &str| Said::Value(Value::Text(text.to_owned()));
        let origin = match numbered {
            Numbered::Next => CaseOrigin::Allotted,
            Numbered::Typed(_) => CaseOrigin::Typed,
            Numbered::Later => CaseOrigin::ToBeSupplied,
        };
        let mut written = match &standing {
            Some(case) => Written::change(&Case::DEF, case.meta.slug.clone()),
            None => Written::new(&Case::DEF)
                .with("matter", refer(Matter::NAME, &matter.slug))
                .with("organisation", refer(Organisation::NAME, &who.slug)),
        };
        written = written.with("origin", text(origin.as_str()));
        if let Some(number) = &number {
            written = written.with("number", text(number));
        }
        if standing.as_ref().is_none_or(|c| c.facts.opened.is_none()) {
            written = written.with("opened", text(&Edtf::day(today).to_string()));
        }
        put_once(change, &[written], submission, &at).await.map(|_: (Vec<Put>, bool)| ())
    })
    .await
}

/// The number, noted as given where it is one of the organisation's series.
async fn number(
    change: &mut Change,
    who: ThingId,
    numbered: &Numbered,
    today: Date,
) -> Result<Option<String>, ActionError> {
    let organisation: Stored<Organisation> = row::load_one(&mut change.tx, &Viewer::All, who).await?;
    let pattern = organisation.facts.case_pattern.filter(|p| !p.has_doc());
    match numbered {
        Numbered::Later => Ok(None),
        Numbered::Typed(typed) => {
            let typed = typed.trim();
            if typed.is_empty() {
                return Err(refused(Why::Missing));
            }
            if taken(change, who, typed).await? {
                return Err(refused(Why::Taken(typed.to_owned())));
            }
            // A number of the series that was given elsewhere is not given here.
            let parts = pattern.as_ref().and_then(|p| p.parse(typed));
            if let Some(parts) = parts {
                let year = parts.year.unwrap_or(today.year());
                last(change, who, pattern.as_ref(), year).await?;
                given::note(&mut change.tx, who, year.into(), parts.n.into()).await?;
            }
            Ok(Some(typed.to_owned()))
        }
        Numbered::Next => {
            let pattern = pattern.ok_or_else(|| refused(Why::NoSeries))?;
            let year = today.year();
            let last = last(change, who, Some(&pattern), year).await?;
            let (n, number) =
                case_number::after(&pattern, year, last).ok_or_else(|| refused(Why::NoSeries))?;
            given::note(&mut change.tx, who, year.into(), n.into()).await?;
            Ok(Some(number))
        }
    }
}

/// The last running number of the year: the one that was noted, or the highest that stands.
async fn last(
    change: &mut Change,
    who: ThingId,
    pattern: Option<&NumberPattern>,
    year: i16,
) -> Result<u32, ActionError> {
    let stands = match (pattern, given::last(&mut change.tx, who, year.into()).await?) {
        (_, Some(last)) => return Ok(u32::try_from(last).unwrap_or(u32::MAX)),
        (None, None) => 0,
        (Some(pattern), None) => {
            let cases: Vec<Stored<Case>> =
                row::load(&mut change.tx, &Viewer::All, Find::By("organisation", &[who])).await?;
            let numbers = cases.iter().filter_map(|c| c.facts.number.as_deref());
            case_number::highest(pattern, year, numbers).unwrap_or(0)
        }
    };
    given::note(&mut change.tx, who, year.into(), stands.into()).await?;
    Ok(stands)
}

async fn taken(change: &mut Change, who: ThingId, number: &str) -> Result<bool, ActionError> {
    let cases: Vec<Stored<Case>> =
        row::load(&mut change.tx, &Viewer::All, Find::By("organisation", &[who])).await?;
    Ok(cases.iter().any(|c| c.facts.number.as_deref() == Some(number)))
}

fn refused(why: Why) -> ActionError {
    ActionError::Refused(vec![Refusal { row: 0, field: Some("number"), why }])
}

/// An organisation's numbers of a year.
#[derive(Debug, Clone)]
pub struct Series {
    /// The last running number that was given.
    pub last: u32,
    /// Numbers that were given and stand nowhere.
    pub gaps: Vec<String>,
}

/// The gaps in an organisation's series of a year, for who keeps its register.
pub async fn series(
    reader: &mut Reader,
    actor: &Actor,
    organisation: &str,
    year: i16,
) -> Result<Option<Series>, ActionError> {
    let who: Stored<Organisation> = reader.find(organisation).await?;
    let reach = reach::own(&mut reader.tx, &Organisation::DEF, who.id).await?;
    if !actor.may_within(Permission::Register, &reach) {
        return Err(ActionError::Forbidden);
    }
    let Some(pattern) = who.facts.case_pattern.filter(|p| !p.has_doc()) else { return Ok(None) };
    let Some(last) = given::last(&mut reader.tx, who.id, year.into()).await? else { return Ok(None) };
    let last = u32::try_from(last).unwrap_or(u32::MAX);
    // What others may not see has a number all the same.
    let cases: Vec<Stored<Case>> =
        row::load(&mut reader.tx, &Viewer::All, Find::By("organisation", &[who.id])).await?;
    let numbers = cases.iter().filter_map(|c| c.facts.number.as_deref());
    Ok(Some(Series { last, gaps: case_number::gaps(&pattern, year, last, numbers) }))
}
