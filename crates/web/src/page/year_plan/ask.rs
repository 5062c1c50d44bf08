//! Sending a plan's preliminary days out: who is asked about what, what the letter says, and sending it.

use crate::{
    fault::Fault,
    frame::Frame,
    letter,
    page::{
        outbox::{self, see},
        sending::{self, Drafted, Sending, Typed, folded},
    },
    sheet::{Block, Cell, Section, Table, lines::joined},
    site::Site,
    url,
    view::{Head, Link},
};
use axum::{
    Form,
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    call::send::{Form as Looked, Sent},
    cx::Cx,
    outbox::form_key,
    view::Reader,
    year_plan::send::{self, Ask, Contents, Preview},
};
use std::sync::Arc;

pub(super) async fn show(
    f: Frame,
    Path(slug): Path<String>,
    State(cx): State<Cx>,
    State(site): State<Arc<Site>>,
) -> Result<Response, Fault> {
    let mut notes = Vec::new();
    if f.asked("already").is_some() {
        notes.push(f.t.call.already.to_owned());
    }
    let typed = Typed { key: form_key(&cx), ..Typed::default() };
    page(f, &cx, &site, (&slug, typed), (notes, Vec::new())).await
}

pub(super) async fn act(
    f: Frame,
    Path(slug): Path<String>,
    State(cx): State<Cx>,
    State(site): State<Arc<Site>>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    let (asked, actor) = (ask(&f, &slug, &typed)?, f.actor());
    let words = f.clone();
    let compose = |c: &Contents| letter::of_dates(&words, c);
    let sent = match typed.what.as_str() {
        "send" => {
            let form = Looked { key: typed.key.clone(), seen: typed.seen.clone() };
            send::send(&cx, &actor, &asked, &form, &compose).await?
        }
        "copy" => match send::copy(&cx, &actor, &asked, &typed.key, &compose).await? {
            Sent::Queued(_) | Sent::Already(_) => {
                let note = vec![f.t.call.copy_sent.to_owned()];
                let typed = Typed { key: form_key(&cx), ..typed };
                return page(f, &cx, &site, (&slug, typed), (note, Vec::new())).await;
            }
            other => other,
        },
        _ => return page(f, &cx, &site, (&slug, typed), (Vec::new(), Vec::new())).await,
    };
    let t = &f.t.call;
    let here = format!("/fraga-datum/{slug}");
    let year = asked.year.to_string();
    let error = match sent {
        Sent::Already(_) => {
            return Ok(see(&f.link_with(&here, &[("year", &year), ("already", "yes")])));
        }
        Sent::Queued(ids) => {
            // One letter: its own page, where it can be withdrawn. Several: the plan's, which lists them.
            return Ok(see(&match ids.as_slice() {
                [one] => f.link(&format!("/utskick/{one}")),
                _ => format!("{}#skickat", f.link_with(&here, &[("year", &year)])),
            }));
        }
        Sent::Changed => t.changed.to_owned(),
        Sent::Nobody => f.t.year_plan.send_nobody.to_owned(),
        Sent::NoAddress => t.no_address.to_owned(),
        Sent::Wrong(lines) => f.lang.no_addresses(&lines),
        Sent::Not(_) => f.t.year_plan.send_none.to_owned(),
    };
    page(f, &cx, &site, (&slug, typed), (Vec::new(), vec![error])).await
}

fn ask(f: &Frame, slug: &str, typed: &Typed) -> Result<Ask, Fault> {
    let year = super::dates::year(f)?;
    Ok(Ask {
        whose: slug.to_owned(),
        year,
        words: typed.words.clone(),
        mine: typed.mine.clone(),
        today: f.today,
        base_url: f.base_url.clone(),
        page: format!("{}/datum/{slug}?year={year}", f.base_url),
    })
}

async fn page(
    f: Frame,
    cx: &Cx,
    site: &Site,
    (slug, mut typed): (&str, Typed),
    (mut notes, mut errors): (Vec<String>, Vec<String>),
) -> Result<Response, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let compose = |c: &Contents| letter::of_dates(&f, c);
    let asked = ask(&f, slug, &typed)?;
    let found = send::preview(&mut reader, &f.actor(), &asked, &compose).await?;
    if errors.is_empty() && !found.wrong.is_empty() {
        errors.push(f.lang.no_addresses(&found.wrong));
    }
    if typed.mine.is_empty() {
        typed.mine = found.sender.address.as_ref().map(ToString::to_string).unwrap_or_default();
    }
    typed.seen.clone_from(&found.seen);
    let t = &f.t.year_plan;
    let send = found.recipients() > 0;
    if !send {
        let nobody = !found.missing.is_empty() || found.hidden > 0;
        notes.push(if nobody { t.send_nobody } else { t.send_none }.to_owned());
    }
    if found.kept_back > 0 {
        notes.push(f.lang.meetings_kept_back(found.kept_back));
    }
    notes.extend(outbox::notes(&f, site.mail));
    let sending = Sending {
        head: head(&f, &found, slug, asked.year),
        before: before(&f, &found),
        letters: letters(&f, &found),
        action: f.link_with(&format!("/fraga-datum/{slug}"), &[("year", &asked.year.to_string())]),
        notes,
        errors,
        typed,
        kept_back: String::new(),
        has_form: send,
        asks_guests: false,
        send: send.then_some(t.send),
        after: sending::sent(&f, t.sent_plan, &found.sent),
        f,
    };
    sending.page()
}

fn head(f: &Frame, found: &Preview, slug: &str, year: i16) -> Head {
    let t = &f.t.year_plan;
    let crumb = |l: &genbo_app::view::Link| Link::new(l.label.clone(), f.link(&url::to(l)));
    let dates = f.link_with(&format!("/datum/{slug}"), &[("year", &year.to_string())]);
    let dates = Link::new(format!("{} {year}", t.dates_title), dates);
    Head {
        crumbs: found.owner.iter().chain([&found.whose]).map(crumb).chain([dates]).collect(),
        kind: found.whose.label.clone(),
        lead: t.send_lead.to_owned(),
        ..Head::new(format!("{} {year}", t.send_title))
    }
}

/// Who gets the letter, who does not, and which meetings nobody is asked about.
fn before(f: &Frame, found: &Preview) -> Vec<Section> {
    let (t, c) = (&f.t.year_plan, &f.t.call);
    let mut sections = Vec::new();
    let count = found.recipients();
    if count > 0 {
        let rows = found.drafts.iter().flat_map(|d| d.to.iter().map(move |to| (d, to)));
        let rows = rows.map(|(d, to)| {
            let name = if to.name.is_empty() { to.address.as_str() } else { &to.name };
            vec![Cell::text(name), Cell::text(f.lang.days_asked(d.contents.days.len()))]
        });
        let table = Table::new(c.recipients, &[c.name, t.days_in_letter], rows.collect());
        let blocks = vec![Block::Note(f.lang.goes_to(count)), folded(f.lang.goes_to(count), count, table)];
        sections.push(Section::new("mottagare", c.recipients, blocks));
    }
    let blocks = sending::missing(f, &found.missing, found.hidden);
    if !blocks.is_empty() {
        sections.push(Section::new("saknas", c.missing, blocks));
    }
    if !found.without_day.is_empty() {
        let told = found.without_day.iter().map(|(title, when)| {
            let when = when.as_ref().map(|w| f.lang.planned(w)).unwrap_or_default();
            joined(&[title.clone(), when])
        });
        let blocks = vec![
            Block::Note(t.without_day_lead.to_owned()),
            Block::Note(told.collect::<Vec<_>>().join("; ")),
        ];
        sections.push(Section::new("utan-dag", t.without_day, blocks));
    }
    sections
}

fn letters(f: &Frame, found: &Preview) -> Vec<Drafted> {
    let several = found.drafts.len() > 1;
    let to = |d: &send::Draft| if several { labels_of(&d.to) } else { String::new() };
    found.drafts.iter().map(|d| Drafted::of(f, &d.letter, to(d))).collect()
}

fn labels_of(to: &[genbo_app::outbox::To]) -> String {
    let name = |to: &genbo_app::outbox::To| {
        if to.name.is_empty() { to.address.to_string() } else { to.name.clone() }
    };
    to.iter().map(name).collect::<Vec<_>>().join(", ")
}
