//! Findings on pages: their table, their state, where they are told in full, and where they are mended.

use crate::{
    finding,
    frame::Frame,
    sheet::{Block, Cell, Table, lines::capital},
    url,
    view::{Link, Tag, TagKind},
};
use genbo_app::check::{Checked, Told, todo::Todo};
use genbo_domain::{authority, noun::NounDef};
use genbo_rules::{moment::Moment, outcome::Outcome, say::Say};

/// The anchor of a finding on its rule's page.
pub(crate) fn anchor(told: &Told) -> String {
    let subject = told.finding.subject;
    match subject.of {
        Some(of) => format!("f-{}-{}", subject.thing.0, of.0),
        None => format!("f-{}", subject.thing.0),
    }
}

/// Where a finding is told in full: on its rule's page.
pub(crate) fn href(f: &Frame, told: &Told) -> String {
    f.link(&format!("{}#{}", url::of("rule", &told.rule.meta.slug), anchor(told)))
}

/// The state of a finding.
pub(crate) fn tag(f: &Frame, told: &Told) -> Tag {
    let outcome = told.finding.answer.outcome;
    Tag::new(tag_kind(outcome), capital(finding::outcome(f.lang, outcome)))
}

/// Shape and colour of an outcome.
pub(crate) const fn tag_kind(outcome: Outcome) -> TagKind {
    match outcome {
        Outcome::Kept => TagKind::Ok,
        Outcome::Broken => TagKind::Bad,
        Outcome::AtRisk => TagKind::Risk,
        Outcome::Unknown => TagKind::Unknown,
        Outcome::Waived | Outcome::NotApplicable | Outcome::Off => TagKind::Waived,
    }
}

/// Whether a finding asks for something.
pub(crate) fn is_open(told: &Told) -> bool {
    told.finding.answer.outcome >= Outcome::Unknown
}

/// Where a finding is mended: the form that mends it, where one does and the reader may use it; otherwise the page.
pub(crate) fn mend(f: &Frame, checked: &Checked, told: &Told) -> Option<Link> {
    let fix = told.finding.answer.fix.and_then(|id| checked.names.get(id));
    form(f, checked, told).or_else(|| fix.map(|link| f.to(&link)))
}

fn form(f: &Frame, checked: &Checked, told: &Told) -> Option<Link> {
    let link = |id| checked.names.get(id);
    let may = |noun: &str| NounDef::named(noun).is_some_and(|n| f.actor().may(authority::permission_for(n)));
    let fix = told.finding.answer.fix.and_then(link);
    let add = |noun: &'static str, field: &str, of: &str| {
        may(noun).then(|| Link::new(f.lang.add_noun(noun), f.link_with(&url::add(noun), &[(field, of)])))
    };
    let (body, meeting) = (told.body.and_then(link), told.meeting.and_then(link));
    match told.todo {
        Todo::Meet if matches!(told.finding.answer.say, Say::TooFewUntil(_) | Say::TooFew) => {
            add("meeting", "bodies", &body?.slug)
        }
        Todo::ReportBack => add("back_report", "meeting", &meeting?.slug),
        Todo::Record
        | Todo::SetDate
        | Todo::Confirm
        | Todo::CarryOut
        | Todo::MendRule
        | Todo::Adopt
        | Todo::Meet => {
            let fix = fix?;
            let noun = NounDef::named(&fix.noun)?;
            let missing = &told.finding.answer.say;
            if fix.noun == "record"
                && matches!(
                    missing,
                    Say::NotRecorded(Moment::NoticePosted) | Say::DueBy(Moment::NoticePosted, _)
                )
            {
                return add("notice", "record", &fix.slug);
            }
            if fix.noun == "body" && matches!(missing, Say::TooFewRecorded) {
                return add("meeting", "bodies", &fix.slug);
            }
            let may = may(noun.name) && !["organisation", "cooperation"].contains(&noun.name);
            may.then(|| Link::new(f.lang.change_noun(noun.name), f.link(&url::change(noun.name, &fix.slug))))
        }
        Todo::Answer | Todo::Review | Todo::Staff | Todo::Prepare | Todo::LookInto => None,
    }
}

/// As many findings are shown at once in one group.
const SHOWN: usize = 40;

/// Findings as tables: the first of them, and the rest on request.
pub(crate) fn table(f: &Frame, checked: &Checked, caption: &str, told: &[&Told]) -> Vec<Block> {
    let (shown, rest) = told.split_at(told.len().min(SHOWN));
    let mut blocks = vec![rows(f, checked, caption, shown)];
    if !rest.is_empty() {
        // A page that shows thousands helps nobody: the rest is reached by choosing.
        let (more, left) = rest.split_at(rest.len().min(SHOWN * 4));
        let mut inner = vec![rows(f, checked, caption, more)];
        if !left.is_empty() {
            inner.push(Block::Note(f.lang.rules_left(left.len())));
        }
        blocks.push(Block::More(f.lang.and_more(rest.len()), inner));
    }
    blocks
}

fn rows(f: &Frame, checked: &Checked, caption: &str, told: &[&Told]) -> Block {
    let t = &f.t.rule;
    let row = |told: &&Told| {
        let answer = &told.finding.answer;
        let title = Link::new(finding::rule_title(f.lang, told), href(f, told));
        let severity = match is_open(told) {
            true => finding::severity(f.lang, told.finding.severity),
            false => "",
        };
        let mend = mend(f, checked, told).filter(|_| is_open(told));
        let fix = answer.fix.and_then(|id| checked.names.get(id));
        let mut cell = Cell::links(mend.clone().into_iter().collect());
        // A form is called by its verb; what it is about stands below.
        if let Some(fix) = fix.filter(|fix| mend.as_ref().is_some_and(|m| m.text != fix.label)) {
            cell = cell.fine(fix.label);
        }
        vec![
            Cell::link(title).fine(finding::message(f.lang, checked, told)),
            Cell::default().tag(Some(tag(f, told))).fine(severity),
            Cell::text(answer.due.map(|d| f.lang.day(d)).unwrap_or_default()),
            f.cell(told.by.and_then(|id| checked.names.get(id)).as_ref()),
            cell,
        ]
    };
    let heads = [t.finding, t.state, t.due, t.whose, t.mend];
    Block::Table(Table::new(caption, &heads, told.iter().map(row).collect()))
}

/// What is called so in an address.
pub(crate) fn outcome_named(word: &str) -> Option<Outcome> {
    [
        Outcome::Broken,
        Outcome::AtRisk,
        Outcome::Unknown,
        Outcome::Kept,
        Outcome::Waived,
        Outcome::NotApplicable,
        Outcome::Off,
    ]
    .into_iter()
    .find(|o| o.as_str() == word)
}
