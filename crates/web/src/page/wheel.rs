//! The year wheel: the picture, the list that says the same, and both as data.

use super::html;
use crate::{
    export,
    fault::Fault,
    frame::Frame,
    paper::{self, typesetter::Job},
    picture,
    route::{Routes, get},
    sheet::Sheet,
    site::AppState,
    url,
    view::{Action, Fact, Filter, Filters, Head, Link, Mark, Tag, TagKind},
    words,
};
use askama::Template;
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use genbo_app::{
    cx::Cx,
    view::{
        Reader, choices,
        wheel::{Ask, Collision, Entry, Kind, YearWheel, mark, wheel},
    },
};
use genbo_documents::{paper::typeset, svg::Variant};

#[derive(Template)]
#[template(path = "wheel/show.html")]
struct Show {
    f: Frame,
    head: Head,
    svg: String,
    caption: String,
    groups: Vec<Group>,
    holidays: Vec<Row>,
    breaks: Vec<Row>,
    filters: Filters,
    previous: Link,
    next: Link,
}

/// Entries of one kind.
struct Group {
    title: &'static str,
    rows: Vec<Row>,
}

struct Row {
    when: String,
    soft: bool,
    title: String,
    href: String,
    bodies: Vec<Link>,
    tags: Vec<Tag>,
    mark: Option<Mark>,
    published: String,
    builds_on: String,
}

fn ask(f: &mut Frame) -> Result<Ask, Fault> {
    let all = |name: &str| {
        let values = f.query.iter().filter(|(k, v)| k == name && !v.trim().is_empty());
        values.map(|(_, v)| v.trim().to_owned()).collect::<Vec<_>>()
    };
    let cooperations = all("cooperation");
    let one = |name: &str| all(name).into_iter().next();
    let (organisation, body, person, year) = (one("organisation"), one("body"), one("person"), one("year"));
    if let [only] = cooperations.as_slice() {
        f.opens_for(only);
    }
    let year = match year {
        None => f.today.year(),
        Some(text) => match text.parse::<i16>() {
            Ok(year) if (1900..=2199).contains(&year) => year,
            _ => return Err(Fault::Invalid(vec![f.lang.year_is_wrong(&text)])),
        },
    };
    Ok(Ask { year, cooperations, organisation, body, person })
}

/// How many cooperations are drawn together when nobody has chosen any; more than these nobody could tell apart.
const TOGETHER: usize = 30;

/// What was asked for and what can be chosen; the wheel, unless too much would have to be drawn together.
async fn read(f: &mut Frame, cx: &Cx) -> Result<(Option<YearWheel>, Ask, Vec<genbo_app::view::Link>), Fault> {
    let ask = ask(f)?;
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let choices = choices::cooperations(&mut reader).await?;
    if !is_chosen(&ask) && choices.len() > TOGETHER {
        return Ok((None, ask, choices));
    }
    let mut year = wheel(&mut reader, &ask).await?;
    mark(&mut reader, &mut year).await?;
    Ok((Some(year), ask, choices))
}

fn is_chosen(ask: &Ask) -> bool {
    !ask.cooperations.is_empty() || ask.organisation.is_some() || ask.body.is_some() || ask.person.is_some()
}

/// The wheel as a file of its own; who asks for too much at once is told to choose.
async fn whole(f: &mut Frame, cx: &Cx) -> Result<YearWheel, Fault> {
    let (year, _, choices) = read(f, cx).await?;
    year.ok_or_else(|| Fault::Invalid(vec![f.lang.wheel_of_too_many(choices.len())]))
}

async fn show(mut f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let (year, ask, choices) = read(&mut f, &cx).await?;
    let Some(year) = year else {
        let t = &f.t.wheel;
        let head = Head {
            lead: f.lang.wheel_of_too_many(choices.len()),
            ..Head::new(format!("{} {}", t.title, ask.year))
        };
        let filters = filters(&f, &ask, &choices);
        return html(&Sheet { filters: Some(filters), ..Sheet::of(f, head, Vec::new()) });
    };
    let address = |noun: &str, slug: &str| f.link(&url::of(noun, slug));
    let svg = picture::wheel::svg(&year, f.lang, Some(f.today), Variant::Inline, &address);
    let page = Show {
        head: head(&f, &year, &ask),
        svg,
        caption: f.lang.wheel_caption(count(&year, Kind::Meeting), count(&year, Kind::CycleStep)),
        groups: groups(&f, &year),
        holidays: of_kind(&f, &year, Kind::Holiday),
        breaks: of_kind(&f, &year, Kind::Break),
        filters: filters(&f, &ask, &choices),
        previous: Link::new(f.t.wheel.previous, f.here_with(&[("year", &(ask.year - 1).to_string())])),
        next: Link::new(f.t.wheel.next, f.here_with(&[("year", &(ask.year + 1).to_string())])),
        f,
    };
    html(&page)
}

fn groups(f: &Frame, year: &YearWheel) -> Vec<Group> {
    let t = &f.t.wheel;
    let kinds = [
        (Kind::Meeting, t.meetings),
        (Kind::Event, t.events),
        (Kind::CycleStep, t.steps),
        (Kind::Deadline, t.deadlines),
    ];
    let groups = kinds.into_iter().map(|(kind, title)| Group { title, rows: of_kind(f, year, kind) });
    groups.filter(|g| !g.rows.is_empty()).collect()
}

fn of_kind(f: &Frame, year: &YearWheel, kind: Kind) -> Vec<Row> {
    year.entries.iter().filter(|e| e.kind == kind).map(|e| row(f, e, year)).collect()
}

fn count(year: &YearWheel, kind: Kind) -> usize {
    year.entries.iter().filter(|e| e.kind == kind).count()
}

fn head(f: &Frame, year: &YearWheel, ask: &Ask) -> Head {
    let t = &f.t.wheel;
    let whose = picture::wheel::subtitle(year, f.lang);
    let data = |path: &str| {
        let mut query: Vec<(&str, String)> = vec![("year", ask.year.to_string())];
        query.extend(ask.cooperations.iter().map(|c| ("cooperation", c.clone())));
        let rest = [("organisation", &ask.organisation), ("body", &ask.body), ("person", &ask.person)];
        query.extend(rest.into_iter().filter_map(|(k, v)| Some((k, v.clone()?))));
        let query: Vec<(&str, &str)> = query.iter().map(|(k, v)| (*k, v.as_str())).collect();
        f.link_with(path, &query)
    };
    let mut actions = vec![
        Action::new("PDF", data("/arshjul.pdf")).of(t.downloads),
        Action::new("PNG", data("/arshjul.png")).of(t.downloads),
        Action::new("SVG", data("/arshjul.svg")).of(t.downloads),
        Action::new("JSON", data("/arshjul.json")).of(t.downloads),
    ];
    if let Some(feed) = super::calendar::feed_of(ask) {
        actions.insert(0, Action::new(f.t.wheel.subscribe, f.link(&feed)).of(whose.clone()));
    }
    let imprecise = year.entries.iter().filter(|e| export::calendar::is_left_out(e)).count();
    let mut facts = vec![
        Fact::new(t.meetings, f.lang.whole(i64::try_from(count(year, Kind::Meeting)).unwrap_or(0))),
        Fact::new(t.steps, f.lang.whole(i64::try_from(count(year, Kind::CycleStep)).unwrap_or(0))),
    ];
    if imprecise > 0 {
        facts.push(Fact::new(t.without_day, f.lang.whole(i64::try_from(imprecise).unwrap_or(0))).soft());
    }
    let crumbs = match (&year.whose, year.cooperations.as_slice()) {
        (Some(link), _) => vec![Link::new(link.label.clone(), f.link(&url::to(link)))],
        (None, [one]) => vec![Link::new(one.label.clone(), f.link(&url::to(one)))],
        _ => Vec::new(),
    };
    let lead = if year.entries.iter().all(|e| matches!(e.kind, Kind::Holiday | Kind::Break)) {
        t.empty.to_owned()
    } else {
        String::new()
    };
    Head { crumbs, kind: whose, lead, actions, facts, ..Head::new(format!("{} {}", t.title, ask.year)) }
}

fn filters(f: &Frame, ask: &Ask, cooperations: &[genbo_app::view::Link]) -> Filters {
    let t = &f.t.wheel;
    let years: Vec<(String, String)> =
        (ask.year - 3..=ask.year + 3).map(|y| (y.to_string(), y.to_string())).collect();
    let options = cooperations.iter().map(|c| (c.slug.clone(), c.label.clone())).collect();
    let mut fields = vec![
        Filter::choice(
            "cooperation",
            f.t.nav.cooperations,
            ask.cooperations.first().map(String::as_str),
            options,
        ),
        Filter::choice("year", t.year, Some(&ask.year.to_string()), years),
    ];
    for (name, label, value) in [
        ("organisation", t.organisation, &ask.organisation),
        ("body", t.who, &ask.body),
        ("person", t.person, &ask.person),
    ] {
        if value.is_some() {
            fields.push(Filter::text(name, label, value.as_deref()));
        }
    }
    Filters { fields, active: is_chosen(ask) }
}

fn row(f: &Frame, e: &Entry, year: &YearWheel) -> Row {
    let mut tags = Vec::new();
    if let Some(status) = e.status {
        let kind = match status {
            "fixed" | "held" => TagKind::Ok,
            "cancelled" => TagKind::Bad,
            "moved" => TagKind::Info,
            _ => TagKind::Unknown,
        };
        tags.push(Tag::new(kind, words::word(f.lang, "meeting_status", status)));
    }
    let told: Vec<&genbo_app::check::Told> = e.rules.iter().map(AsRef::as_ref).collect();
    let here = e.link.as_ref().map(|l| f.link(&format!("{}#regler", url::to(l)))).unwrap_or_default();
    let mark = super::rule::mark::of(f, &told, &here);
    let clash = |c: &Collision| {
        let text = crate::sheet::lines::capital(&f.lang.collision(c.clash, &c.whose));
        Tag::new(TagKind::Risk, text)
    };
    tags.extend(e.collisions.iter().map(clash));
    let numbers = e.step.iter().flat_map(|s| &s.depends_on).filter_map(|id| {
        year.entries.iter().find(|o| o.id == *id).and_then(|o| o.step.as_ref()).and_then(|s| s.number.clone())
    });
    let number =
        e.step.as_ref().and_then(|s| s.number.as_deref()).map(|n| format!("{n}. ")).unwrap_or_default();
    let title = match e.kind {
        Kind::Holiday => picture::wheel::holiday_name(e, f.lang),
        Kind::Break => picture::wheel::break_name(e, f.lang),
        _ => e.title.clone(),
    };
    Row {
        when: f.lang.planned(&e.when),
        soft: !matches!(e.precision().as_str(), "minute" | "day"),
        title: format!("{number}{title}"),
        href: e.link.as_ref().map(|l| f.link(&url::to(l))).unwrap_or_default(),
        mark,
        bodies: e.bodies.iter().map(|b| Link::new(b.label.clone(), f.link(&url::to(b)))).collect(),
        tags,
        published: e.as_published.clone().unwrap_or_default(),
        builds_on: f.lang.list(&numbers.collect::<Vec<_>>()),
    }
}

async fn svg(mut f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let year = whole(&mut f, &cx).await?;
    let address = |noun: &str, slug: &str| format!("{}{}", f.base_url, url::of(noun, slug));
    let text = picture::wheel::svg(&year, f.lang, Some(f.today), Variant::Standalone, &address);
    Ok(([(header::CONTENT_TYPE, "image/svg+xml")], text).into_response())
}

async fn json(mut f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let year = whole(&mut f, &cx).await?;
    Ok(axum::Json(export::wheel::json(&year, f.lang)).into_response())
}

/// The wheel on a sheet A3 with its list.
async fn pdf(mut f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let year = whole(&mut f, &cx).await?;
    let address = |noun: &str, slug: &str| format!("{}{}", f.base_url, url::of(noun, slug));
    let sheet = paper::wheel::paper(&year, f.lang, f.today, f.demo, &address);
    made(f, Job::Paper(typeset(&sheet)), "application/pdf").await
}

/// The wheel as a picture of dots.
async fn png(mut f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let year = whole(&mut f, &cx).await?;
    let address = |noun: &str, slug: &str| format!("{}{}", f.base_url, url::of(noun, slug));
    let svg = paper::wheel::svg(&year, f.lang, Some(f.today), &address);
    made(f, Job::Dots(svg, paper::wheel::DOTS), "image/png").await
}

async fn made(f: Frame, job: Job, kind: &'static str) -> Result<Response, Fault> {
    match (f.site().typeset)(job).await {
        Ok(bytes) => Ok(([(header::CONTENT_TYPE, kind)], bytes).into_response()),
        Err(why) => {
            tracing::error!(%why, "a wheel could not be made");
            let page = f.link_with("/arshjul", &[]);
            let page =
                f.query.iter().filter(|(k, _)| k != "lang" && k != "today").fold(page, |page, (k, v)| {
                    let sign = if page.contains('?') { '&' } else { '?' };
                    format!("{page}{sign}{}={}", crate::frame::encode(k), crate::frame::encode(v))
                });
            super::record::not_made(f, page, None)
        }
    }
}

/// The wheel's routes.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/arshjul", show).public())
        .route(get("/arshjul.svg", svg).public())
        .route(get("/arshjul.json", json).public())
        .route(get("/arshjul.pdf", pdf).public())
        .route(get("/arshjul.png", png).public())
}
