//! What can be done with a referral by who looks at it: entering an answer, and what the sender does while answers are
//! waited for.

use crate::{
    fault::Fault,
    form::{self, Sent},
    frame::Frame,
    page::outbox::see,
    sheet::{Block, lines::capital},
    texts::ReferralTexts,
    typed::{self, Typed},
    url, words,
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
    outbox::form_key,
    referral::{
        answer::{Given, Offer, answer},
        chase::{Chase, chase},
    },
    thing::refusal::Refusal,
    view::referral::ReferralPage,
};
use genbo_domain::{
    referral::AnswerKind,
    value::{Kind, Value},
};

type Pairs = axum::Form<Vec<(String, String)>>;

/// What was sent and refused, to be shown again.
#[derive(Debug, Default)]
pub(super) struct Again {
    errors: Vec<(&'static str, String)>,
    wrong: Vec<&'static str>,
    sent: Fields,
}

/// The fields of both forms, as they were typed.
#[derive(Debug, Default)]
struct Fields {
    organisation: String,
    kind: String,
    text: String,
    own_start: String,
    decision: String,
    received: String,
    until: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "referral/steps.html")]
struct Steps<'a> {
    t: &'a ReferralTexts,
    note: &'a str,
    errors: Vec<(&'static str, String)>,
    wrong: Vec<&'static str>,
    action: String,
    key: String,
    answers: Vec<(String, String)>,
    own: bool,
    kinds: Vec<(String, String)>,
    decisions: Vec<(String, String)>,
    chases: bool,
    sent: Fields,
}

/// The forms; nothing for who can do nothing.
pub(super) fn blocks(f: &Frame, cx: &Cx, page: &ReferralPage, offer: &Offer, again: Again) -> Vec<Block> {
    let t = &f.t.referral;
    let note = if f.asked("gjort").is_some() && again.errors.is_empty() { t.noted } else { "" };
    // What was refused is told, also where nothing can be done any more.
    if offer.answers.is_empty() && again.errors.is_empty() {
        return if note.is_empty() { Vec::new() } else { vec![Block::Note(note.to_owned())] };
    }
    let allowed = &page.referral.facts.allowed;
    let kinds = AnswerKind::VOCABULARY.words.iter().filter_map(|(w, _)| w.parse::<AnswerKind>().ok());
    let kinds = kinds.filter(|k| allowed.is_empty() || allowed.contains(k));
    let word = |k: AnswerKind| capital(words::word(f.lang, "answer_kind", k.as_str()));
    let link = |l: &genbo_app::view::Link| (l.slug.clone(), l.label.clone());
    let form = Steps {
        t,
        note,
        errors: again.errors,
        wrong: again.wrong,
        action: f.link(&url::to(&page.referral.link)),
        key: form_key(cx),
        answers: offer.answers.iter().map(|(l, _)| link(l)).collect(),
        own: offer.answers.iter().all(|(_, own)| *own),
        kinds: kinds.map(|k| (k.as_str().to_owned(), word(k))).collect(),
        decisions: offer.decisions.iter().map(link).collect(),
        chases: offer.chases,
        sent: again.sent,
    };
    vec![Block::Own(form.render().unwrap_or_default())]
}

/// A typed date in EDTF; nothing for an empty field, and the field's name for what is no date.
fn day(f: &Frame, typed: &str, field: &'static str) -> Result<Option<String>, &'static str> {
    if typed.is_empty() {
        return Ok(None);
    }
    match typed::read(f.lang, Kind::Date, f.today, typed).map(|read| read.said) {
        Ok(Typed::Value(Value::Text(day))) => Ok(Some(day)),
        _ => Err(field),
    }
}

pub(super) async fn act(
    mut f: Frame,
    Path(slug): Path<String>,
    State(cx): State<Cx>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Fault> {
    crate::page::opening::reader(&mut f, &cx, "referral", &slug).await?;
    let sent = Sent::new(pairs);
    let given = |name: &str| sent.get(name).unwrap_or_default().trim().to_owned();
    let fields = Fields {
        organisation: given("organisation"),
        kind: given("kind"),
        text: given("text"),
        own_start: given("own_start"),
        decision: given("decision"),
        received: given("received"),
        until: given("until"),
        reason: given("reason"),
    };
    let submission = format!("{}-{}", given("key"), crate::assets::hash(sent.whole().as_bytes()));
    let days = (
        day(&f, &fields.own_start, "own_start"),
        day(&f, &fields.received, "received"),
        day(&f, &fields.until, "extended_to"),
    );
    let (own_start, received, to) = match days {
        (Ok(start), Ok(received), Ok(to)) => (start, received, to),
        (start, received, to) => {
            let wrong: Vec<&'static str> =
                [start.err(), received.err(), to.err()].into_iter().flatten().collect();
            let errors = wrong.iter().map(|field| (id(Some(field)), f.t.form.no_value.to_owned())).collect();
            let again = Again { errors, wrong, sent: fields };
            return super::page(f, &cx, &slug, again, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let (actor, part) = (f.actor(), (slug.as_str(), fields.organisation.as_str()));
    let some = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
    let doing = match given("do").as_str() {
        "answer" => {
            let kind = match fields.kind.as_str() {
                "" => None,
                word => Some(word.parse::<AnswerKind>().map_err(|_| Fault::NotFound)?),
            };
            let (text, decision) = (some(&fields.text), some(&fields.decision));
            let given = Given { kind, text, own_start, decision, received };
            answer(&cx, &actor, part, &given, f.today, Some(&submission)).await
        }
        other => {
            let step = match other {
                "extend" => Chase::Extend { to, reason: some(&fields.reason) },
                "remind" => Chase::Remind,
                "withdraw" => Chase::Withdraw,
                _ => return Err(Fault::NotFound),
            };
            chase(&cx, &actor, part, &step, f.today, Some(&submission)).await
        }
    };
    match doing {
        Ok(()) => {
            let here = f.link_with(&url::of("referral", &slug), &[("gjort", "steg")]);
            Ok(see(&format!("{here}#kan-goras")))
        }
        Err(ActionError::Refused(refusals)) => {
            let again = Again {
                errors: refusals.iter().map(|r| told(&f, r)).collect(),
                wrong: refusals.iter().filter_map(|r| r.field).collect(),
                sent: fields,
            };
            super::page(f, &cx, &slug, again, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other.into()),
    }
}

fn id(field: Option<&str>) -> &'static str {
    match field {
        Some("kind") => "answer-kind",
        Some("text") => "answer-text",
        Some("own_start") => "answer-start",
        Some("received") => "answer-received",
        Some("extended_to") => "chase-until",
        Some("reason") => "chase-reason",
        _ => "",
    }
}

fn told(f: &Frame, refusal: &Refusal) -> (&'static str, String) {
    let text = form::told(f, &refusal.why).unwrap_or_else(|| f.t.form.no_value.to_owned());
    (id(refusal.field), text)
}
