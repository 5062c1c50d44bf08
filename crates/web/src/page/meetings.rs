//! The calendar as a list, month by month, with filters.

use super::{html, list};
use crate::{
    fault::Fault,
    frame::Frame,
    sheet::{Block, Section, Sheet, lines},
    view::{Action, Filter, Filters, Head},
};
use axum::{extract::State, response::Response};
use genbo_app::{
    cx::Cx,
    view::{
        Reader,
        gathering::MeetingLine,
        meetings::{Ask, Calendar, meetings},
    },
};
use jiff::civil::{Date, date};

const PER_PAGE: usize = 200;

/// The list of meetings.
pub(super) async fn list(mut f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    list::opens(&mut f);
    let (from, to, year) = time(&f)?;
    let asked = |name: &str| f.asked(name).map(str::to_owned);
    let ask = Ask {
        cooperation: asked("cooperation"),
        body: asked("body"),
        organisation: asked("organisation"),
        from,
        to,
        part: list::part(&f, PER_PAGE),
    };
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = meetings(&mut reader, &ask).await?;
    let mut sections = months(&f, &found);
    if !found.undated.is_empty() {
        let rows = found.undated.iter().map(|m| lines::meeting(&f, m, true)).collect();
        sections.push(Section::new("utan-datum", f.t.meeting.undated, vec![Block::Rows(rows)]));
    }
    if sections.is_empty() {
        sections.push(Section::new("", "", vec![Block::Empty(f.t.meeting.no_meetings.to_owned())]));
    }
    let head = head(&f, &found, &ask, year);
    let filters = filters(&f, &found, &ask, year);
    let pager = list::pager(&f, found.all, PER_PAGE);
    html(&Sheet { filters: Some(filters), pager, ..Sheet::of(f, head, sections) })
}

/// From when to when: what is asked for, or a year.
fn time(f: &Frame) -> Result<(Date, Date, Option<i16>), Fault> {
    let day = |name: &str| match f.asked(name) {
        Some(text) => text
            .parse::<Date>()
            .map(Some)
            .map_err(|_| Fault::Invalid(vec![format!("{}: {text}", f.t.list.date_example)])),
        None => Ok(None),
    };
    let year = match f.asked("year") {
        Some(text) => Some(
            text.parse::<i16>()
                .ok()
                .filter(|y| (1900..=2199).contains(y))
                .ok_or_else(|| Fault::Invalid(vec![f.lang.year_is_wrong(text)]))?,
        ),
        None => None,
    };
    let (from, to) = (day("from")?, day("to")?);
    Ok(match (from, to, year) {
        (None, None, year) => {
            let year = year.unwrap_or(f.today.year());
            (date(year, 1, 1), date(year, 12, 31), Some(year))
        }
        (from, to, _) => (from.unwrap_or(date(1900, 1, 1)), to.unwrap_or(date(2199, 12, 31)), None),
    })
}

fn head(f: &Frame, found: &Calendar, ask: &Ask, year: Option<i16>) -> Head {
    let title = match year {
        Some(year) => format!("{} {year}", f.t.nav.meetings),
        None => f.t.nav.meetings.to_owned(),
    };
    let mut actions = Vec::new();
    let chosen =
        [("cooperation", &ask.cooperation), ("organisation", &ask.organisation), ("body", &ask.body)];
    let mut more: Vec<(&str, &str)> =
        chosen.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?))).collect();
    let year_text = year.map(|y| y.to_string()).unwrap_or_default();
    if !year_text.is_empty() {
        more.push(("year", &year_text));
    }
    if f.has_page("/arshjul") {
        actions.push(Action::new(f.t.meeting.wheel, f.link_with("/arshjul", &more)));
    }
    let feed = match (&ask.body, &ask.cooperation) {
        (Some(body), _) => Some(format!("/kalender/organ/{body}.ics")),
        (None, Some(cooperation)) => Some(format!("/kalender/{cooperation}.ics")),
        _ => None,
    };
    actions.extend(feed.map(|path| Action::new(f.t.meeting.subscribe, f.link(&path))));
    let lead = format!("{} {}", f.t.meeting.list_lead, f.lang.how_many(found.all, |n| f.lang.meetings(n)));
    Head { lead: format!("{lead}."), actions, ..Head::new(title) }
}

/// The meetings by the month in which they can begin; those of a whole year or season stand before.
fn months(f: &Frame, found: &Calendar) -> Vec<Section> {
    let mut groups: Vec<((i16, i8), Vec<&MeetingLine>)> = Vec::new();
    for m in &found.lines {
        let Some((first, last)) = m.when.as_ref().and_then(|w| Some((w.first()?, w.last()?))) else {
            continue;
        };
        let same = (first.year(), first.month()) == (last.year(), last.month());
        let short =
            m.when.as_ref().is_some_and(|w| matches!(w.precision().as_str(), "minute" | "day" | "circa"));
        let key = if same || short { (first.year(), first.month()) } else { (first.year(), 0) };
        match groups.iter_mut().find(|(k, _)| *k == key) {
            Some((_, group)) => group.push(m),
            None => groups.push((key, vec![m])),
        }
    }
    let years = groups.first().map(|g| g.0.0) != groups.last().map(|g| g.0.0);
    groups
        .into_iter()
        .map(|((year, month), group)| {
            let name = if month == 0 {
                f.t.meeting.months_other.to_owned()
            } else {
                lines::capital(f.lang.month(month))
            };
            let title = if years { format!("{name} {year}") } else { name };
            Section::new(
                "",
                title,
                vec![Block::Rows(group.iter().map(|m| lines::meeting(f, m, true)).collect())],
            )
        })
        .collect()
}

fn filters(f: &Frame, found: &Calendar, ask: &Ask, year: Option<i16>) -> Filters {
    let t = &f.t.meeting;
    let around = year.unwrap_or(f.today.year());
    let mut years: Vec<i16> = (around - 3..=around + 3).collect();
    years.extend([2017, 2018, f.today.year()]);
    years.sort_unstable();
    years.dedup();
    let years = years.into_iter().map(|y| (y.to_string(), y.to_string())).collect();
    let year = year.map(|y| y.to_string());
    let mut fields = vec![
        Filter::choice("year", t.year, year.as_deref(), years),
        list::cooperation(f, &found.cooperations),
    ];
    if !found.bodies.is_empty() {
        fields.push(Filter::choice("body", t.body, ask.body.as_deref(), list::options(&found.bodies)));
    }
    fields.extend(list::asked_for(f, "organisation", t.organisation, None));
    fields.push(Filter::day("from", f.t.list.from, f.asked("from")));
    fields.push(Filter::day("to", f.t.list.to, f.asked("to")));
    Filters { fields, active: list::is_active(f, &["cooperation", "body", "organisation", "from", "to"]) }
}
