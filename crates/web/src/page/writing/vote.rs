//! Taking a vote at an item: name by name, as figures, or between several.

use super::{head, opens};
use crate::{
    fault::Fault,
    form::{self, Sent},
    frame::Frame,
    page::{html_with, outbox::see},
    route::{Routes, get, post},
    site::AppState,
    view::{Head, Link},
    words,
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use genbo_app::{
    cx::{Cx, Permission},
    error::ActionError,
    item::{
        Desk, desk,
        vote::{self as order, Second, Taken, take},
    },
    outbox::form_key,
    thing::{form::Standing, refusal::Why},
    view::Reader,
};
use genbo_domain::{
    body::Profile,
    rational::Rational,
    vote::{MajorityBasis, TieBreak, VoteMethod, VoteStep},
};

type Pairs = axum::Form<Vec<(String, String)>>;

struct Voter {
    slug: String,
    name: Link,
    fine: String,
    choice: String,
}

#[derive(Template)]
#[template(path = "item/vote.html")]
struct Page {
    f: Frame,
    head: Head,
    errors: Vec<(&'static str, String)>,
    action: String,
    key: String,
    sent: Sent,
    methods: Vec<(&'static str, String)>,
    needs: Vec<(&'static str, &'static str)>,
    ties: Vec<(&'static str, String)>,
    voters: Vec<Voter>,
    bases: Vec<(&'static str, String)>,
    steps: Vec<(&'static str, String)>,
    /// Slug, what it says, and whether it is put, of each proposal.
    proposals: Vec<(String, String, bool)>,
    /// What is to be put next.
    next: String,
    /// What the chair has found, by slug; what is settled.
    found: String,
    step: String,
    /// Votes that another one can follow.
    earlier: Vec<(String, String)>,
    third: String,
}

impl Page {
    fn text(&self, name: &str) -> &str {
        self.sent.get(name).unwrap_or_default()
    }
}

async fn show(mut f: Frame, State(cx): State<Cx>, Path(slug): Path<String>) -> Result<Response, Fault> {
    opens(&mut f, &cx, &slug).await?;
    page(f, &cx, &slug, Sent::default(), Vec::new(), StatusCode::OK).await
}

async fn page(
    f: Frame,
    cx: &Cx,
    slug: &str,
    sent: Sent,
    errors: Vec<(&'static str, String)>,
    status: StatusCode,
) -> Result<Response, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let desk = desk(&mut reader, &f.actor(), slug).await?;
    let t = &f.t.writing;
    let words_of = |v: &'static genbo_domain::value::Vocabulary| {
        v.words.iter().map(|(w, _)| (*w, words::word(f.lang, v.name, w).to_owned())).collect::<Vec<_>>()
    };
    let title = head(&f, &desk);
    let page = Page {
        head: Head {
            title: format!("{}: {}", t.vote_title, title.title),
            lead: t.vote_lead.to_owned(),
            actions: Vec::new(),
            ..title
        },
        errors,
        action: f.link(&format!("/rosta/{slug}")),
        key: form_key(cx),
        methods: words_of(&VoteMethod::VOCABULARY),
        needs: vec![
            ("1/2", t.needs_half),
            ("1/3", t.needs_third),
            ("2/3", t.needs_two_thirds),
            ("3/4", t.needs_three_quarters),
            ("1", t.needs_all),
        ],
        ties: words_of(&TieBreak::VOCABULARY),
        voters: voters(&f, &desk, &sent),
        bases: words_of(&MajorityBasis::VOCABULARY),
        steps: words_of(&VoteStep::VOCABULARY),
        proposals: proposals(&f, &desk, &sent),
        next: next(&f, &desk),
        found: sent.get("found").unwrap_or_default().to_owned(),
        step: match (sent.get("step"), sent.has("question")) {
            (Some(step), _) => step.to_owned(),
            (None, true) => String::new(),
            (None, false) => order::next(&desk).map(|(s, _)| s.as_str().to_owned()).unwrap_or_default(),
        },
        earlier: desk
            .votes
            .iter()
            .filter(|v| v.vote.facts.carried.is_none())
            .map(|v| (v.vote.link.slug.clone(), v.vote.facts.question.clone()))
            .collect(),
        third: desk
            .bodies
            .first()
            .filter(|b| b.facts.profile == Some(Profile::Assembly) && !desk.deciding.is_empty())
            .map(|_| f.lang.third_of(desk.deciding.len()))
            .unwrap_or_default(),
        sent,
        f,
    };
    html_with(status, &page)
}

/// What a proposal says, short: `bifall: text`.
fn says(f: &Frame, p: &Standing) -> String {
    let text = |field: &str| {
        let (i, _) = p.noun.field(field)?;
        p.values.get(i)?.as_ref()?.as_text().map(str::to_owned)
    };
    let kind = f.word("proposal_kind", text("kind").as_deref());
    let told = text("text").map(|t| t.split_whitespace().take(12).collect::<Vec<_>>().join(" "));
    told.map_or_else(|| kind.clone(), |told| format!("{kind}: {told}"))
}

/// The proposals; as long as nothing is sent, what is next in turn is put.
fn proposals(f: &Frame, desk: &Desk, sent: &Sent) -> Vec<(String, String, bool)> {
    let put: Vec<String> = if sent.has("question") {
        sent.all("between").map(str::to_owned).collect()
    } else {
        order::next(desk).map(|(_, between)| between).unwrap_or_default()
    };
    let line = |p: &Standing| (p.link.slug.clone(), says(f, p), put.contains(&p.link.slug));
    desk.proposals.iter().map(line).collect()
}

fn next(f: &Frame, desk: &Desk) -> String {
    let Some((step, between)) = order::next(desk) else { return String::new() };
    let all: Vec<String> =
        desk.proposals.iter().filter(|p| between.contains(&p.link.slug)).map(|p| says(f, p)).collect();
    let against = format!(" {} ", f.t.writing.against);
    format!("{}: {}", f.word("vote_step", Some(step.as_str())), all.join(&against))
}

fn voters(f: &Frame, desk: &Desk, sent: &Sent) -> Vec<Voter> {
    let t = &f.t.writing;
    let voter = |(i, d): (usize, &genbo_app::item::Deciding)| {
        let mut fine: Vec<String> = Vec::new();
        fine.extend(d.party.as_ref().map(|p| format!("({p})")));
        fine.extend(d.organisation.as_ref().map(|o| o.label.clone()));
        fine.extend(d.is_chair.then(|| t.is_chair.to_owned()));
        fine.extend(d.serves_for.as_ref().map(|m| f.lang.serves_for_whom(&m.label)));
        fine.extend((!d.is_sure).then(|| t.maybe.to_owned()));
        Voter {
            slug: d.person.slug.clone(),
            name: f.to(&d.person),
            fine: fine.join(", "),
            choice: sent.get(&format!("ballot.{i}")).unwrap_or_default().to_owned(),
        }
    };
    desk.deciding.iter().enumerate().map(voter).collect()
}

/// What was typed, or what is wrong with it and where.
fn taken(f: &Frame, desk: &Desk, sent: &Sent) -> Result<Taken, (&'static str, String)> {
    let t = &f.t.writing;
    let own = |name: &str| sent.get(name).map(str::to_owned);
    let number = |name: &'static str| match sent.get(name) {
        None => Ok(None),
        Some(text) => match text.parse::<i64>() {
            Ok(n) if (0..=1_000_000).contains(&n) => Ok(Some(n)),
            _ => Err((name, t.not_number.to_owned())),
        },
    };
    let share: Rational = sent.get("needs").unwrap_or("1/2").parse().unwrap_or(Rational::ONE);
    let is_half = sent.get("needs").is_none_or(|n| n == "1/2");
    let basis: Option<MajorityBasis> = sent.get("basis").and_then(|b| b.parse().ok());
    // A third refers back as a third of those who are present, whoever of them votes.
    let basis = basis.or((sent.get("needs") == Some("1/3")).then_some(MajorityBasis::Present));
    let second: Rational = sent.get("and_needs").unwrap_or("1/2").parse().unwrap_or(Rational::ONE);
    let is_second_half = sent.get("and_needs").is_none_or(|n| n == "1/2");
    let and = sent.get("and_basis").and_then(|b| b.parse().ok()).map(|basis| Second {
        basis,
        more_than: is_second_half.then_some(second),
        at_least: (!is_second_half).then_some(second),
    });
    let between: Vec<(String, String)> = desk
        .proposals
        .iter()
        .filter(|p| sent.all("between").any(|slug| slug == p.link.slug))
        .map(|p| (p.link.slug.clone(), says(f, p)))
        .collect();
    let found = sent.get("found").and_then(|slug| between.iter().position(|(s, _)| s == slug));
    if sent.get("found").is_some() && found.is_none() {
        return Err(("found", t.found_not_put.to_owned()));
    }
    let against = format!(" {} ", t.against);
    let question = own("question").or_else(|| {
        (!between.is_empty())
            .then(|| between.iter().map(|(_, s)| s.clone()).collect::<Vec<_>>().join(&against))
    });
    let means = |name: &str, i: usize| {
        own(name).or_else(|| between.get(i).filter(|_| between.len() == 2).map(|(_, s)| s.clone()))
    };
    let mut ballots = Vec::new();
    for i in (0..1000).take_while(|i| sent.has(&format!("voter.{i}"))) {
        let who = sent.get(&format!("voter.{i}")).unwrap_or_default().to_owned();
        if let Some(choice) = sent.get(&format!("ballot.{i}")).and_then(|c| c.parse().ok()) {
            ballots.push((who, choice));
        }
    }
    let (yes, no, abstained) = (number("yes")?, number("no")?, number("abstained")?);
    let (mut options, mut by_lot) = (Vec::new(), Vec::new());
    for line in sent.get("options").unwrap_or_default().lines().map(str::trim).filter(|l| !l.is_empty()) {
        let wrong = || ("options", format!("{line}: {}", t.no_choice));
        let (line, lot) = line.strip_suffix('*').map_or((line, false), |l| (l.trim_end(), true));
        let (name, votes) = line.rsplit_once(':').ok_or_else(wrong)?;
        let votes: i64 = votes.trim().parse().map_err(|_| wrong())?;
        if lot {
            by_lot.push(options.len());
        }
        options.push((name.trim().to_owned(), votes.max(0)));
    }
    Ok(Taken {
        question: question.unwrap_or_default(),
        yes_means: means("yes_means", 0),
        no_means: means("no_means", 1),
        basis,
        and,
        step: sent.get("step").and_then(|s| s.parse().ok()).filter(|_| !between.is_empty()),
        follows: own("follows"),
        found,
        between,
        method: sent.get("method").and_then(|m| m.parse().ok()),
        ballots,
        counts: yes.zip(no).map(|(yes, no)| [yes, no, abstained.unwrap_or(0)]),
        beside: [number("blank")?, number("invalid")?],
        more_than: is_half.then_some(share),
        at_least: (!is_half).then_some(share),
        tie_break: sent.get("tie").and_then(|w| w.parse().ok()),
        lot_for_yes: sent.get("lot").map(|l| l == "yes"),
        options,
        to_elect: number("to_elect")?.and_then(|n| usize::try_from(n).ok()).unwrap_or(1),
        by_lot,
        submission: sent
            .get("key")
            .map(|key| format!("{key}-{}", crate::assets::hash(sent.whole().as_bytes()))),
    })
}

async fn act(
    mut f: Frame,
    State(cx): State<Cx>,
    Path(slug): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Fault> {
    opens(&mut f, &cx, &slug).await?;
    let sent = Sent::new(pairs);
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let desk = desk(&mut reader, &f.actor(), &slug).await?;
    drop(reader);
    let taken = match taken(&f, &desk, &sent) {
        Ok(taken) => taken,
        Err(wrong) => return page(f, &cx, &slug, sent, vec![wrong], StatusCode::UNPROCESSABLE_ENTITY).await,
    };
    match take(&cx, &f.actor(), &slug, f.today, &taken).await {
        Ok(_) => Ok(see(&f.link_with(&format!("/skriv/{slug}#omrostning"), &[("gjort", "sparat")]))),
        Err(ActionError::Refused(refusals)) => {
            let error = |r: &genbo_app::thing::refusal::Refusal| match (&r.why, r.field) {
                (Why::Missing, _) => ("question", f.lang.missing(f.t.writing.question)),
                (why, field) => {
                    let id = match field {
                        Some("tie_break") => "tie",
                        Some(own @ ("options" | "basis")) => own,
                        _ => "names",
                    };
                    (id, form::told(&f, why).unwrap_or_else(|| f.t.form.refused.to_owned()))
                }
            };
            let errors = refusals.iter().map(error).collect();
            page(f, &cx, &slug, sent, errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The routes of votes.
pub(super) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/rosta/{*slug}", show).requires(Permission::Record))
        .route(post("/rosta/{*slug}", act).requires(Permission::Record))
}
