//! The call of a meeting: who gets it and who cannot be reached, what it says, sending it, and the answers.

use super::{
    outbox::{self, see, state_tag},
    sending::{self, Drafted, Sending, Typed, folded, labels},
};
use crate::{
    fault::Fault,
    frame::Frame,
    letter,
    route::{Routes, get, post},
    sheet::{Block, Cell, Section, Table, lines::capital},
    site::{AppState, Site},
    url,
    view::{Head, Link, Tag, TagKind},
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    call::{
        Ask, Audience, Contents, Not, Occasion,
        participants::Participant,
        preview::{Invited, Preview, preview},
        send::{self, Sent},
        substitute::{self, Next, Opening},
    },
    cx::{Cx, Permission},
    outbox::form_key,
    view::{self, Reader},
};
use genbo_domain::invitation::Answer;
use std::sync::Arc;

async fn show(
    mut f: Frame,
    Path(slug): Path<String>,
    State(cx): State<Cx>,
    State(site): State<Arc<Site>>,
) -> Result<Response, Fault> {
    opens(&mut f, &cx, &slug).await?;
    let mut notes = Vec::new();
    if f.asked("already").is_some() {
        notes.push(f.t.call.already.to_owned());
    }
    let typed = Typed { key: form_key(&cx), ..Typed::default() };
    page(f, &cx, &site, (&slug, typed), (notes, Vec::new())).await
}

/// In the demo, the page of an old meeting opens on its cooperation's day.
async fn opens(f: &mut Frame, cx: &Cx, slug: &str) -> Result<(), Fault> {
    super::opening::reader(f, cx, "meeting", slug).await.map(|_| ())
}

async fn act(
    mut f: Frame,
    Path(slug): Path<String>,
    State(cx): State<Cx>,
    State(site): State<Arc<Site>>,
    Form(typed): Form<Typed>,
) -> Result<Response, Fault> {
    opens(&mut f, &cx, &slug).await?;
    let (ask, actor) = (ask(&f, &slug, &typed), f.actor());
    let words = f.clone();
    let compose = |c: &Contents| letter::of_call(&words, c);
    let sent = match typed.what.as_str() {
        "substitute" => {
            let form = send::Form { key: typed.key.clone(), seen: typed.seen.clone() };
            let instead = |member: &view::Link| words.lang.serves_instead_of(&member.label);
            substitute::send(&cx, &actor, &ask, &form, (&instead, &compose)).await?
        }
        "send" => {
            let form = send::Form { key: typed.key.clone(), seen: typed.seen.clone() };
            send::send(&cx, &actor, &ask, &form, &compose).await?
        }
        "copy" => match send::copy(&cx, &actor, &ask, &typed.key, &compose).await? {
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
    let error = match sent {
        Sent::Already(_) => {
            return Ok(see(&f.link_with(&format!("/kallelse/{slug}"), &[("already", "yes")])));
        }
        Sent::Queued(ids) => {
            // One letter: its own page, where it can be withdrawn. Several: the meeting's, which lists them.
            let to = match ids.as_slice() {
                [one] => f.link(&format!("/utskick/{one}")),
                _ => f.link(&format!("/kallelse/{slug}#skickat")),
            };
            return Ok(see(&to));
        }
        Sent::Changed => t.changed.to_owned(),
        Sent::Nobody => t.nobody.to_owned(),
        Sent::NoAddress => t.no_address.to_owned(),
        Sent::Wrong(lines) => f.lang.no_addresses(&lines),
        Sent::Not(not) => why_not(&f, not).to_owned(),
    };
    page(f, &cx, &site, (&slug, typed), (Vec::new(), vec![error])).await
}

fn why_not(f: &Frame, not: Not) -> &'static str {
    match not {
        Not::Over => f.t.call.over,
        Not::CalledOff => f.t.call.called_off,
    }
}

fn ask(f: &Frame, slug: &str, typed: &Typed) -> Ask {
    Ask {
        meeting: slug.to_owned(),
        words: typed.words.clone(),
        guests: typed.guests.clone(),
        mine: typed.mine.clone(),
        today: f.today,
        base_url: f.base_url.clone(),
        page: format!("{}{}", f.base_url, url::of("meeting", slug)),
    }
}

async fn page(
    f: Frame,
    cx: &Cx,
    site: &Site,
    (slug, mut typed): (&str, Typed),
    (mut notes, mut errors): (Vec<String>, Vec<String>),
) -> Result<Response, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let compose = |c: &Contents| letter::of_call(&f, c);
    let found = preview(&mut reader, &f.actor(), &ask(&f, slug, &typed), &compose).await?;
    if errors.is_empty() && !found.wrong.is_empty() {
        errors.push(f.lang.no_addresses(&found.wrong));
    }
    if typed.mine.is_empty() {
        typed.mine = found.sender.address.as_ref().map(ToString::to_string).unwrap_or_default();
    }
    typed.seen.clone_from(&found.seen);
    let instead = |member: &view::Link| f.lang.serves_instead_of(&member.label);
    let asked = ask(&f, slug, &typed);
    let proposed = substitute::proposed(&mut reader, &found, &asked, (&instead, &compose)).await?;
    notes.extend(found.not.map(|not| why_not(&f, not).to_owned()));
    notes.extend(outbox::notes(&f, site.mail));
    let mut before = answers(&f, &found);
    before.extend(openings(&f, (slug, &typed.key), &found, &proposed));
    if found.not.is_none() {
        before.extend(recipients(&f, &found));
    }
    let t = &f.t.call;
    let send = match (found.not, found.occasion) {
        (Some(_), _) => None,
        _ if found.recipients() == 0 => None,
        (None, Occasion::Call | Occasion::Set) => Some(t.send),
        (None, Occasion::Again) => Some(t.send_again),
        (None, Occasion::Cancellation) => Some(t.send_off),
    };
    let sending = Sending {
        head: head(&f, &found),
        letters: letters(&f, &found),
        kept_back: if found.kept_back > 0 { f.lang.items_kept_back(found.kept_back) } else { String::new() },
        has_form: found.not.is_none(),
        asks_guests: true,
        after: sending::sent(&f, t.sent, &found.sent),
        action: f.link(&format!("/kallelse/{slug}")),
        notes,
        errors,
        before,
        send,
        typed,
        f,
    };
    sending.page()
}

fn head(f: &Frame, found: &Preview) -> Head {
    let m = &found.called.meeting;
    let when =
        m.facts.when.as_ref().map(|w| w.exact_day().map_or_else(|| f.lang.planned(w), |d| f.lang.day(d)));
    let title = when.map_or_else(|| m.facts.title.clone(), |when| format!("{}, {when}", m.facts.title));
    let lead = if found.not.is_none() { f.t.call.lead } else { "" };
    Head {
        crumbs: vec![
            Link::new(f.t.nav.meetings, f.link("/moten")),
            Link::new(title.clone(), f.link(&url::to(&m.link))),
        ],
        kind: f.lang.list(&found.called.bodies.iter().map(|b| b.facts.name.clone()).collect::<Vec<_>>()),
        lead: lead.to_owned(),
        ..Head::new(format!("{}: {title}", f.t.call.title))
    }
}

/// Who was called and what they answer.
fn answers(f: &Frame, found: &Preview) -> Vec<Section> {
    let t = &f.t.call;
    // Whoever only was told of the day has not been asked yet.
    let called: Vec<&Invited> = found.invited.iter().filter(|i| i.is_called).collect();
    if called.is_empty() {
        return Vec::new();
    }
    let count = |a: Option<Answer>| called.iter().filter(|i| i.invitation.answer == a).count();
    let tally = [Some(Answer::Accepted), Some(Answer::Tentative), Some(Answer::Declined), None].map(count);
    let rows = called.iter().map(|i| answer_row(f, i)).collect();
    let table = Table::new(t.answers, &[t.name, t.answer, t.note, t.delivery], rows);
    let blocks = vec![Block::Note(f.lang.answer_tally(tally)), Block::Table(table)];
    vec![Section::new("svar", t.answers, blocks)]
}

fn answer_row(f: &Frame, i: &Invited) -> Vec<Cell> {
    let t = &f.t.call;
    let invitation = &i.invitation;
    let name = if invitation.name.is_empty() { &invitation.address } else { &invitation.name };
    let (kind, word) = match invitation.answer {
        Some(Answer::Accepted) => (TagKind::Ok, "accepted"),
        Some(Answer::Tentative) => (TagKind::Unknown, "tentative"),
        Some(Answer::Declined) => (TagKind::Bad, "declined"),
        None => (TagKind::Unknown, ""),
    };
    let answer = if word.is_empty() {
        Cell::text(t.no_answer).soft()
    } else {
        let when = invitation.answered.map(|at| crate::format::moment(f.lang, at)).unwrap_or_default();
        let tag = Tag::new(kind, capital(&f.word("invitation_answer", Some(word))));
        Cell::default().tag(Some(tag)).fine(when)
    };
    let told = if i.is_cancelled { t.told_off } else { "" };
    vec![
        Cell::text(name.clone()),
        answer,
        Cell::text(invitation.note.clone().unwrap_or_default()),
        Cell::default().tag(Some(state_tag(f, i.state))).fine(told),
    ]
}

/// A letter that calls a substitute, its digest, and the words of its button.
type Instead = (Drafted, String, String);

/// A member who does not come, and the button that calls the next in turn.
#[derive(Template)]
#[template(path = "call/openings.html")]
struct Openings<'a> {
    f: &'a Frame,
    action: String,
    key: &'a str,
    /// What is told; the letter, its digest and the words of its button where somebody can be called.
    lines: Vec<(String, Option<Instead>)>,
}

fn openings(
    f: &Frame,
    (slug, key): (&str, &str),
    found: &Preview,
    proposed: &[substitute::Proposed],
) -> Option<Section> {
    if found.openings.is_empty() {
        return None;
    }
    let line = |o: &Opening| {
        let member = o.member.label.as_str();
        let letter = proposed.iter().find(|p| p.member.id == o.member.id);
        let letter = letter.zip(o.next.as_ref()).and_then(|(p, next)| match next {
            Next::Reached(next) => {
                let verb = f.lang.call_instead(&next.person.label, member);
                Some((Drafted::of(f, &p.draft.letter, String::new()), p.seen.clone(), verb))
            }
            Next::Unreached(_) => None,
        });
        let told = match (&o.called, &o.next) {
            (Some(who), _) => f.lang.is_called_instead(&who.label, member),
            (None, Some(Next::Reached(p))) => f.lang.next_in_turn(member, &p.person.label),
            (None, Some(Next::Unreached(p))) => {
                format!("{} {}", f.lang.next_in_turn(member, &p.label), f.t.call.next_unreached)
            }
            (None, None) => f.lang.nobody_in_turn(member),
        };
        (told, letter)
    };
    let lines = found.openings.iter().map(line).collect();
    let part = Openings { f, action: f.link(&format!("/kallelse/{slug}")), key, lines };
    let blocks = vec![Block::Own(part.render().unwrap_or_default())];
    Some(Section::new("ersattare", f.t.call.substitutes, blocks))
}

/// Who gets the letter, and who does not.
fn recipients(f: &Frame, found: &Preview) -> Vec<Section> {
    let t = &f.t.call;
    let mut reached = vec![Block::Note(f.lang.goes_to(found.recipients()))];
    let rows: Vec<Vec<Cell>> = match found.occasion {
        Occasion::Cancellation => found
            .drafts
            .iter()
            .flat_map(|d| &d.to)
            .map(|to| vec![Cell::text(if to.name.is_empty() { to.address.as_str() } else { &to.name })])
            .collect(),
        Occasion::Call | Occasion::Again | Occasion::Set => {
            let guests = found.drafts.iter().filter(|d| d.audience == Audience::Guests).flat_map(|d| &d.to);
            let guests = guests.map(|to| {
                let name = if to.name.is_empty() { to.address.as_str() } else { &to.name };
                let address = Cell::text(to.address.as_str());
                vec![Cell::text(name), Cell::text(t.guest), Cell::default(), address]
            });
            found.participants.reached.iter().map(|p| participant(f, p)).chain(guests).collect()
        }
    };
    if !rows.is_empty() {
        let table = Table::new(t.recipients, &[t.name, t.seat, t.from, t.address], rows);
        let count = found.recipients();
        reached.push(folded(f.lang.goes_to(count), count, table));
    }
    let mut sections = vec![Section::new("mottagare", t.recipients, reached)];
    if found.occasion != Occasion::Cancellation {
        sections.push(Section::new("saknas", t.missing, missing(f, found)));
    }
    sections.retain(|s| !s.blocks.is_empty());
    sections
}

fn participant(f: &Frame, p: &Participant) -> Vec<Cell> {
    let address =
        if p.is_shown { Cell::text(p.address.as_str()) } else { Cell::text(f.t.call.address_known).soft() };
    vec![Cell::link(f.to(&p.person)), Cell::text(p.seats.join(", ")), Cell::text(labels(&p.from)), address]
}

fn missing(f: &Frame, found: &Preview) -> Vec<Block> {
    let mut blocks = sending::missing(f, &found.participants.missing, found.participants.hidden);
    if !found.former.is_empty() {
        blocks.push(Block::Note(format!("{}: {}.", f.t.call.former, f.lang.list(&found.former))));
    }
    blocks
}

fn letters(f: &Frame, found: &Preview) -> Vec<Drafted> {
    if found.not.is_some() {
        return Vec::new();
    }
    let several = found.drafts.len() > 1;
    let drafted = found.drafts.iter().map(|d| {
        let to = match (several, d.audience) {
            (false, _) => "",
            (true, Audience::Members) => f.t.call.for_members,
            (true, Audience::Guests) => f.t.call.for_guests,
        };
        Drafted::of(f, &d.letter, to.to_owned())
    });
    drafted.collect()
}

/// The call's routes.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/kallelse/{*slug}", show).requires(Permission::Send))
        .route(post("/kallelse/{*slug}", act).requires(Permission::Send))
}
