//! A proposal in words: which day, why, and which others there are.

use super::read::Sent;
use crate::{
    frame::Frame,
    url,
    view::{Link, Tag, TagKind},
};
use genbo_app::{
    view::wheel::{Entry, YearWheel},
    year_plan::propose::{Plan, Row},
};
use genbo_planner::{Choice, Outcome, Proposal, Trouble};
use std::collections::HashMap;

/// How many names stand with a collision.
const NAMES: usize = 4;

/// A row of a table of days.
pub(super) struct Line {
    pub(super) key: String,
    pub(super) title: String,
    pub(super) bodies: Vec<Link>,
    /// When it was.
    pub(super) was: String,
    /// The same, as data.
    pub(super) was_edtf: String,
    pub(super) seen: String,
    pub(super) choices: Vec<DayChoice>,
    /// What was typed.
    pub(super) typed: String,
    /// What is wrong with what was typed; empty if nothing is.
    pub(super) error: String,
    /// That it was moved, and from when; empty if it was not.
    pub(super) moved: String,
    /// Why.
    pub(super) reasons: Vec<String>,
    /// What is still in the way on the proposed day.
    pub(super) still: Vec<String>,
    pub(super) tag: Option<Tag>,
}

/// A day to choose.
pub(super) struct DayChoice {
    pub(super) value: String,
    pub(super) text: String,
    pub(super) selected: bool,
}

/// Which day stands chosen at first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum First {
    /// The proposed one.
    Proposed,
    /// The one that the meeting has, unless it is a red day.
    Own,
}

/// Meetings that are left out, each with why.
pub(super) fn left_out(f: &Frame, plan: &Plan) -> Vec<String> {
    let told = |r: &Row| match r.outcome {
        Outcome::Omitted(why) => {
            let was = r.was.as_ref().map(|w| format!(", {}", f.lang.date(w))).unwrap_or_default();
            Some(format!("{}{was}: {}", r.title, f.lang.omitted(why)))
        }
        _ => None,
    };
    plan.rows.iter().filter_map(told).collect()
}

/// The rows that can be chosen.
pub(super) fn lines(
    f: &Frame,
    plan: &Plan,
    sent: &Sent,
    wrong: &HashMap<String, String>,
    first: First,
) -> Vec<Line> {
    plan.rows
        .iter()
        .filter(|r| !matches!(r.outcome, Outcome::Omitted(_)))
        .map(|r| line(f, plan, r, sent, wrong, first))
        .collect()
}

/// Those that must be moved first stand first.
pub(super) fn moved_first(mut lines: Vec<Line>) -> Vec<Line> {
    lines.sort_by_key(|l| l.moved.is_empty() && l.still.is_empty());
    lines
}

fn line(f: &Frame, plan: &Plan, r: &Row, sent: &Sent, wrong: &HashMap<String, String>, first: First) -> Line {
    let mut line = Line {
        key: r.key.clone(),
        title: r.title.clone(),
        bodies: r.bodies.iter().map(|b| Link::new(b.label.clone(), f.link(&url::to(b)))).collect(),
        was: r.was.as_ref().map(|w| f.lang.planned(w)).unwrap_or_default(),
        was_edtf: r.was.as_ref().map(ToString::to_string).unwrap_or_default(),
        seen: r.seen.map(|n| n.to_string()).unwrap_or_default(),
        choices: Vec::new(),
        typed: sent.row(&r.key).map(|(_, typed)| typed.to_owned()).unwrap_or_default(),
        error: wrong.get(&r.key).cloned().unwrap_or_default(),
        moved: String::new(),
        reasons: Vec::new(),
        still: Vec::new(),
        tag: None,
    };
    let t = &f.t.year_plan;
    match &r.outcome {
        Outcome::Dated(p) => dated(f, plan, p, &mut line, first),
        Outcome::Loose(when) => {
            line.choices.push(DayChoice {
                value: when.to_string(),
                text: f.lang.planned(when),
                selected: true,
            });
        }
        Outcome::Omitted(_) => {}
    }
    let nothing = if first == First::Own { t.stay } else { t.leave_out };
    line.choices.push(DayChoice { value: String::new(), text: nothing.to_owned(), selected: false });
    if let Some((chosen, _)) = sent.row(&r.key) {
        let chosen =
            if line.choices.iter().any(|c| c.value == chosen) { chosen.to_owned() } else { String::new() };
        for choice in &mut line.choices {
            choice.selected = choice.value == chosen;
        }
    }
    line
}

fn dated(f: &Frame, plan: &Plan, p: &Proposal, line: &mut Line, first: First) {
    let t = &f.t.year_plan;
    let mut choices: Vec<&Choice> = p.others.iter().chain([&p.chosen]).collect();
    choices.sort_by_key(|c| c.date);
    let own = first == First::Own && choices.iter().any(|c| c.date == p.wanted);
    let selected = if own { p.wanted } else { p.chosen.date };
    for c in choices {
        let mut notes: Vec<String> = Vec::new();
        if c.date == p.chosen.date {
            notes.push(t.suggestion.to_owned());
        } else if c.date == p.wanted {
            notes.push(t.wanted.to_owned());
        }
        notes.extend(c.troubles.iter().map(|x| brief(f, plan, x)));
        let day = f.lang.day_without_year(c.date);
        let text = if notes.is_empty() { day } else { format!("{day} ({})", notes.join(", ")) };
        line.choices.push(DayChoice { value: c.when.to_string(), text, selected: c.date == selected });
    }
    line.reasons = p.against.iter().map(|x| trouble(f, plan, x)).collect();
    if p.chosen.date == p.wanted {
        line.still = std::mem::take(&mut line.reasons);
    } else {
        line.moved = f.lang.day_left(&f.lang.day_without_year(p.wanted));
        line.still = p.chosen.troubles.iter().map(|x| trouble(f, plan, x)).collect();
    }
    line.tag = match (line.still.is_empty(), line.moved.is_empty()) {
        (false, _) => Some(Tag::new(TagKind::Risk, t.still)),
        (true, false) if first == First::Own => Some(Tag::new(TagKind::Risk, t.move_first)),
        _ => None,
    };
}

/// A trouble in a word or two.
fn brief(f: &Frame, plan: &Plan, x: &Trouble) -> String {
    match x {
        Trouble::Meeting(key, _) => meeting(plan, key),
        other => trouble(f, plan, other),
    }
}

fn meeting(plan: &Plan, key: &str) -> String {
    let own = || plan.rows.iter().find(|r| r.key == key).map(|r| r.title.clone());
    plan.met.get(key).map(|m| m.link.label.clone()).or_else(own).unwrap_or_default()
}

/// A trouble in words.
pub(super) fn trouble(f: &Frame, plan: &Plan, x: &Trouble) -> String {
    let t = &f.t.year_plan;
    match x {
        Trouble::Weekend => t.weekend.to_owned(),
        Trouble::Bridge => t.bridge.to_owned(),
        Trouble::NoSuchDay => t.no_such_day.to_owned(),
        Trouble::Order(_) => t.order.to_owned(),
        Trouble::Holiday(key) | Trouble::Break(key) => {
            let names = plan.day_names.get(key);
            let name = names.and_then(|n| n.iter().find(|(code, _)| code == f.lang.code()));
            name.map_or_else(|| key.clone(), |(_, name)| name.clone())
        }
        Trouble::Meeting(key, who) => {
            let shared: Vec<String> = who
                .persons
                .iter()
                .chain(&who.organisations)
                .filter_map(|id| plan.names.get(*id))
                .map(|l| l.label)
                .collect();
            let more = shared.len().saturating_sub(NAMES);
            let mut names = shared.into_iter().take(NAMES).collect::<Vec<_>>().join(", ");
            if more > 0 {
                names.push_str(&format!(" +{more}"));
            }
            let owner = plan.met.get(key).and_then(|m| m.owner.as_ref()).map(|o| format!(" ({})", o.label));
            let told = format!("{}{}", meeting(plan, key), owner.unwrap_or_default());
            if names.is_empty() {
                format!("{told}: {}", t.twice)
            } else {
                format!("{told}, {}: {names}", t.same_time)
            }
        }
    }
}

/// The wheel of the year with the proposed meetings in it.
pub(super) fn with_proposal(mut year: YearWheel, plan: &Plan) -> YearWheel {
    for row in &plan.rows {
        let when = match &row.outcome {
            Outcome::Dated(p) => p.chosen.when.clone(),
            Outcome::Loose(when) => when.clone(),
            Outcome::Omitted(_) => continue,
        };
        for body in row.bodies.iter().filter(|b| plan.bodies.iter().any(|own| own.id == b.id)) {
            if year.rings.iter().all(|r| r.id != body.id) {
                year.rings.push(body.clone());
            }
        }
        let id = format!("plan-{}", row.key.replace(['/', '.'], "-"));
        let (bodies, title) = (row.bodies.clone(), row.title.clone());
        year.entries.push(Entry::proposed(id, bodies, plan.owner.clone(), title, when));
    }
    year.collide_anew();
    year.entries.sort_by_cached_key(|e| (e.when.sort_key(), e.kind, e.title.clone(), e.id.clone()));
    year
}
