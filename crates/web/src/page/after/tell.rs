//! What is open at the end of a meeting, and what its decisions become, in words.

use super::{Clause, Drafted};
use crate::{frame::Frame, sheet::lines::capital, url, view::Link, words};
use genbo_app::{
    meeting::{
        after::{Becomes, Line},
        close::{Closing, Open},
        parcel::Draft,
    },
    sitting::Part,
    view::{self, shown::Shown},
};
use genbo_domain::body::RecordKind;
use genbo_domain::record::Record;

/// What is open, with the way to where it is mended.
pub(super) fn open(f: &Frame, open: &Open) -> (String, Option<Link>) {
    let t = &f.t.after;
    let at = |l: &view::Link| Some(Link::new(l.label.clone(), f.link(&format!("/skriv/{}", l.slug))));
    match open {
        Open::NoRoll => (t.no_roll.to_owned(), None),
        Open::NoChair => (t.no_chair.to_owned(), None),
        Open::NoSecretary => (t.no_secretary.to_owned(), None),
        Open::FewAdjusters(has, wants) => (f.lang.few_adjusters(*has, *wants), None),
        Open::Vote(item) => (t.open_vote.to_owned(), at(item)),
        Open::NoQuorum(item, quorum) => (f.lang.no_quorum(quorum), at(item)),
        Open::NoDecision(item) => (t.no_decision.to_owned(), at(item)),
        Open::Unhandled(item) => (t.unhandled.to_owned(), at(item)),
        Open::Unnumbered(item) => (t.unnumbered.to_owned(), at(item)),
    }
}

/// The other meetings of the sitting, as links to what comes after them.
pub(super) fn beside(f: &Frame, closing: &Closing) -> Vec<Link> {
    let link = |p: &Part| {
        let bodies = crate::page::agenda::short(f, &p.bodies);
        Link::new(bodies, f.link(&format!("/efter/{}", p.meeting.link.slug)))
    };
    closing.sitting.iter().map(link).collect()
}

pub(super) fn clause(f: &Frame, line: &Line) -> Clause {
    let t = &f.t.after;
    let c = &line.clause.facts;
    let mut fine: Vec<String> = line.addressees.iter().map(|a| a.label.clone()).collect();
    fine.extend(c.addressee_text.clone().filter(|_| line.addressees.is_empty()));
    fine.extend(c.due.as_ref().map(|d| format!("{} {}", t.by, f.lang.date(d))));
    let number = line.number.as_ref().map(|n| format!("{n}. ")).unwrap_or_default();
    Clause {
        slug: line.clause.link.slug.clone(),
        text: c.text.0.clone(),
        item: Link::new(
            format!("{number}{}", line.item.label),
            f.link(&format!("/skriv/{}", line.item.slug)),
        ),
        fine: fine.join(", "),
        becomes: match line.becomes {
            Becomes::Commission => t.commission,
            Becomes::Recommendation => t.recommendation,
            Becomes::Nothing => "",
        },
        became: line.became.iter().map(|l| f.to(l)).collect(),
    }
}

pub(super) fn drafted<C>(f: &Frame, draft: &Draft<C>) -> Drafted {
    let names: Vec<String> = draft.to.iter().map(|t| t.name.clone()).collect();
    Drafted { title: draft.letter.title.clone(), to: f.lang.list(&names), body: draft.letter.body(4) }
}

pub(super) fn record(f: &Frame, record: &Shown<Record>) -> Link {
    let r = &record.facts;
    let kind = capital(words::word(f.lang, "record_kind", r.kind.as_str()));
    let number = r.number.as_ref().map(|n| format!(" {n}")).unwrap_or_default();
    let status = r.status.map(|s| format!(", {}", words::word(f.lang, "record_status", s.as_str())));
    // Minutes are adjusted; notes are only read.
    let href = match r.kind {
        RecordKind::Minutes => format!("/justering/{}", record.link.slug),
        _ => url::to(&record.link),
    };
    Link::new(format!("{kind}{number}{}", status.unwrap_or_default()), f.link(&href))
}
