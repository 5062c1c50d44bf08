//! What can be done with a commission by who looks at it: one form, one button for each step.

use crate::{
    fault::Fault,
    form::{self, Sent},
    frame::Frame,
    page::outbox::see,
    sheet::Block,
    texts::CommissionTexts,
    typed::{self, Typed},
    url,
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use genbo_app::{
    commission::{
        station,
        take::{self, Offer, Taken},
    },
    cx::Cx,
    error::ActionError,
    outbox::form_key,
    thing::refusal::Refusal,
    view::commission::CommissionPage,
};
use genbo_domain::{
    commission::{
        WayStationState,
        step::{Side, Step},
    },
    value::{Kind, Value},
};

type Pairs = axum::Form<Vec<(String, String)>>;

/// What was sent and refused, to be shown again.
#[derive(Debug, Default)]
pub(super) struct Again {
    errors: Vec<(&'static str, String)>,
    wrong: Vec<&'static str>,
    reason: String,
    due: String,
    item: String,
}

struct Station {
    slug: String,
    title: String,
}

#[derive(Template)]
#[template(path = "commission/steps.html")]
struct Steps<'a> {
    t: &'a CommissionTexts,
    note: &'a str,
    errors: Vec<(&'static str, String)>,
    wrong: Vec<&'static str>,
    action: String,
    key: String,
    as_assignee: bool,
    stations: Vec<Station>,
    asks_why: bool,
    asks_due: bool,
    reason: String,
    due: String,
    items: Vec<(String, String)>,
    item: String,
    steps: Vec<(&'static str, &'static str)>,
}

/// The form; nothing for who can do nothing.
pub(super) fn blocks(f: &Frame, cx: &Cx, page: &CommissionPage, offer: &Offer, again: Again) -> Vec<Block> {
    let t = &f.t.commission;
    let stations: Vec<Station> = page
        .way_stations
        .iter()
        .filter(|w| {
            offer.stations
                && !matches!(w.facts.state, Some(WayStationState::Passed | WayStationState::Skipped))
        })
        .map(|w| Station { slug: w.link.slug.clone(), title: w.facts.title.clone() })
        .collect();
    if offer.steps.is_empty() && stations.is_empty() && again.errors.is_empty() {
        return Vec::new();
    }
    let of = |side: Side| offer.steps.iter().any(|(s, _)| s.side() == side);
    let form = Steps {
        t,
        note: if f.asked("gjort").is_some() && again.errors.is_empty() { t.taken } else { "" },
        errors: again.errors,
        wrong: again.wrong,
        action: f.link(&url::to(&page.commission.link)),
        key: form_key(cx),
        as_assignee: of(Side::Assignee) && !of(Side::Giver),
        asks_why: offer.steps.iter().any(|(_, why)| *why) || !stations.is_empty(),
        asks_due: offer.steps.iter().any(|(s, _)| *s == Step::Extend),
        stations,
        reason: again.reason,
        due: again.due,
        items: offer.items.iter().map(|i| (i.slug.clone(), i.label.clone())).collect(),
        item: again.item,
        steps: offer.steps.iter().map(|(s, _)| (s.as_str(), text(t, *s))).collect(),
    };
    vec![Block::Own(form.render().unwrap_or_default())]
}

const fn text(t: &CommissionTexts, step: Step) -> &'static str {
    match step {
        Step::Accept => t.accept,
        Step::HandBack => t.hand_back,
        Step::Begin => t.begin,
        Step::Deliver => t.deliver,
        Step::Resume => t.resume,
        Step::Report => t.report_step,
        Step::Note => t.note,
        Step::Close => t.close,
        Step::GiveAnew => t.give_anew,
        Step::Extend => t.extend,
    }
}

pub(super) async fn act(
    mut f: Frame,
    Path(slug): Path<String>,
    State(cx): State<Cx>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Fault> {
    // In the demo a cooperation's pages have a day of their own.
    crate::page::opening::reader(&mut f, &cx, "commission", &slug).await?;
    let sent = Sent::new(pairs);
    let given = |name: &str| sent.get(name).unwrap_or_default().trim().to_owned();
    let submission = format!("{}-{}", given("key"), crate::assets::hash(sent.whole().as_bytes()));
    let doing = given("do");
    let (actor, reason) = (f.actor(), Some(given("reason")).filter(|r| !r.is_empty()));
    let due = match typed::read(f.lang, Kind::Date, f.today, &given("due")).map(|read| read.said) {
        Ok(Typed::Value(Value::Text(due))) => Some(due),
        _ => None,
    };
    let taken = match doing.split_once(' ') {
        Some((word, station)) => {
            let state = if word == "passed" { WayStationState::Passed } else { WayStationState::Skipped };
            station::mark(&cx, &actor, station, (state, reason.as_deref()), f.today, Some(&submission)).await
        }
        None => {
            let step = Step::named(&doing).ok_or(Fault::NotFound)?;
            let taken =
                Taken { today: f.today, reason, due, item: Some(given("item")).filter(|i| !i.is_empty()) };
            take::take(&cx, &actor, &slug, step, &taken, Some(&submission)).await
        }
    };
    let here = format!("{}#kan-goras", f.link_with(&url::of("commission", &slug), &[("gjort", "steg")]));
    match taken {
        Ok(()) => Ok(see(&here)),
        Err(ActionError::Refused(refusals)) => {
            let again = Again {
                errors: refusals.iter().map(|r| told(&f, r)).collect(),
                wrong: refusals.iter().filter_map(|r| r.field).collect(),
                reason: given("reason"),
                due: given("due"),
                item: given("item"),
            };
            super::page(f, &cx, &slug, again, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other.into()),
    }
}

fn told(f: &Frame, refusal: &Refusal) -> (&'static str, String) {
    let id = match refusal.field {
        Some("reason") => "step-reason",
        Some("due") => "step-due",
        Some("closed_by") => "step-item",
        _ => "",
    };
    let text = form::told(f, &refusal.why).unwrap_or_else(|| f.t.form.no_value.to_owned());
    (id, text)
}
