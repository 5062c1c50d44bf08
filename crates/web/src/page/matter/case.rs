//! An organisation's own number of a matter: the next one of its series, one that is typed in, or one to come; and the gaps in
//! a series.

use crate::{
    fault::Fault,
    form::{self, Sent},
    frame::Frame,
    page::{html, opening, outbox::see},
    sheet::{Block, Cell, Section, Sheet},
    texts::MatterTexts,
    url,
    view::{Fact, Head, Link},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use genbo_app::{
    cx::Cx,
    error::ActionError,
    matter::case::{Numbered, Own, open, series},
    outbox::form_key,
    view::{matter::MatterPage, shown::Shown},
};
use genbo_domain::organisation::Organisation;

type Pairs = axum::Form<Vec<(String, String)>>;

/// What was sent and refused, to be shown again.
#[derive(Debug, Default)]
pub(super) struct Again {
    error: String,
    chosen: String,
    number: String,
}

#[derive(Template)]
#[template(path = "matter/case.html")]
struct Form<'a> {
    t: &'a MatterTexts,
    note: &'a str,
    error: String,
    action: String,
    key: String,
    own: Vec<(String, String)>,
    series: bool,
    chosen: String,
    number: String,
}

/// The form; nothing for who keeps no register that lacks a number.
pub(super) fn block(f: &Frame, cx: &Cx, page: &MatterPage, own: &[Own], again: Again) -> Option<Block> {
    let t = &f.t.matter;
    let note = if f.asked("gjort").is_some() && again.error.is_empty() { t.numbered } else { "" };
    if own.is_empty() && note.is_empty() {
        return None;
    }
    let form = Form {
        t,
        note,
        error: again.error,
        action: f.link(&url::to(&page.matter.link)),
        key: form_key(cx),
        series: own.iter().any(|o| o.has_series),
        own: own.iter().map(|o| (o.organisation.slug.clone(), o.organisation.label.clone())).collect(),
        chosen: again.chosen,
        number: again.number,
    };
    Some(Block::Own(form.render().unwrap_or_default()))
}

pub(super) async fn act(
    mut f: Frame,
    Path(slug): Path<String>,
    State(cx): State<Cx>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Fault> {
    opening::reader(&mut f, &cx, "matter", &slug).await?;
    let sent = Sent::new(pairs);
    let given = |name: &str| sent.get(name).unwrap_or_default().trim().to_owned();
    let numbered = match sent.get("do") {
        Some("next") => Numbered::Next,
        Some("typed") => Numbered::Typed(given("number")),
        Some("later") => Numbered::Later,
        _ => return Err(Fault::NotFound),
    };
    let submission = format!("{}-{}", given("key"), crate::assets::hash(sent.whole().as_bytes()));
    let who = given("organisation");
    let (actor, part) = (f.actor(), (slug.as_str(), who.as_str()));
    match open(&cx, &actor, part, &numbered, f.today, Some(&submission)).await {
        Ok(()) => {
            let here = f.link_with(&url::of("matter", &slug), &[("gjort", "nummer")]);
            Ok(see(&format!("{here}#nummer")))
        }
        Err(ActionError::Refused(refusals)) => {
            let told = refusals.first().and_then(|r| form::told(&f, &r.why));
            let error = told.unwrap_or_else(|| f.t.matter.number_missing.to_owned());
            let again = Again { error, chosen: who, number: given("number") };
            super::page(f, &cx, &slug, again, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The numbers of an organisation's series in a year that stand nowhere.
pub(super) async fn gaps(
    mut f: Frame,
    Path(slug): Path<String>,
    State(cx): State<Cx>,
) -> Result<Response, Fault> {
    let mut reader = opening::reader(&mut f, &cx, "organisation", &slug).await?;
    f.editing = None;
    let year = match f.asked("year") {
        Some(year) => year.parse::<i16>().ok().filter(|y| (0..=9999).contains(y)).ok_or(Fault::NotFound)?,
        None => f.today.year(),
    };
    let series = series(&mut reader, &f.actor(), &slug, year).await?;
    let organisation: Shown<Organisation> = reader.find::<Organisation>(&slug).await?.into();
    let t = &f.t.matter;
    let log = Link::new(f.t.trail.title, f.link_with("/logg", &[("noun", "case")]));
    let (facts, block) = match &series {
        None => (Vec::new(), Block::Empty(t.no_series_yet.to_owned())),
        Some(s) if s.gaps.is_empty() => {
            (vec![Fact::new(t.last_given, s.last.to_string())], Block::Empty(t.no_gaps.to_owned()))
        }
        Some(s) => {
            let gaps = s.gaps.iter().map(|g| Cell::text(g.clone())).collect();
            (vec![Fact::new(t.last_given, s.last.to_string())], Block::Bullets(gaps))
        }
    };
    let head = Head {
        crumbs: vec![Link::new(organisation.link.label.clone(), f.to(&organisation.link).href)],
        lead: t.series_lead.to_owned(),
        facts,
        ..Head::new(format!("{} {year}", t.series))
    };
    let blocks = vec![block, Block::Bullets(vec![Cell::link(log)])];
    html(&Sheet::of(f, head, vec![Section::new("luckor", t.gaps, blocks)]))
}
