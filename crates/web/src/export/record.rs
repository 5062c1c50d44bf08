//! The record of a meeting as JSON: the facts that its paper is made from, with the words of the API for each.
//!
//! Invariant: what is not known is `null` or `"unknown"`, never an empty list.

use crate::paper::{Ask, Form};
use genbo_app::view::{
    Link,
    meeting::{ItemEntry, RecordEntry},
    record::{Manner, MeetingRecord, Taken},
};
use genbo_domain::{
    attendance::Capacity,
    edtf::Edtf,
    noun::{Target, To},
    paragraphs::Paragraph,
    presence::{Standing, Truth},
    value::{Prose, ThingId},
};
use serde_json::{Value, json};

/// The record that is asked for, whole or one item of it.
pub fn json(r: &MeetingRecord, ask: &Ask) -> Value {
    let manner = match r.manner(ask.part) {
        Manner::Minutes | Manner::PlainMinutes => "minutes",
        Manner::Notes => "notes",
    };
    let items = match ask.form {
        Form::Extract(at) => vec![at],
        _ => r.items_of(ask.part),
    };
    let m = &r.page.meeting.facts;
    let e = Exporter { r };
    let own = ask.part.and_then(|p| r.page.records.get(p).map(|entry| (p, entry)));
    json!({
        "kind": manner,
        "demo": ask.demo,
        "meeting": {
            "slug": r.page.meeting.link.slug,
            "title": m.title,
            "bodies": r.page.bodies.iter().map(|b| json!({ "slug": b.link.slug, "name": b.facts.name })).collect::<Vec<_>>(),
            "edtf": edtf(m.when.as_ref()),
            "number": m.number,
            "place": m.place.clone().or_else(|| r.page.sitting.as_ref().and_then(|s| s.facts.place.clone())),
            "status": r.page.status.map(|s| s.as_str()),
            "note": prose(m.note.as_ref()),
        },
        "record": own.map(|(part, entry)| e.record(part, entry)),
        "paragraphs": r.page.paragraphs.as_ref().filter(|_| r.page.has_paragraphs).map(ToString::to_string),
        "attendance": e.attendance(),
        "items": items.into_iter().map(|at| e.item(&r.page.items[at], &r.taken[at])).collect::<Vec<_>>(),
    })
}

#[derive(Clone, Copy)]
struct Exporter<'a> {
    r: &'a MeetingRecord,
}

fn edtf(date: Option<&Edtf>) -> Option<String> {
    date.map(ToString::to_string)
}

fn prose(text: Option<&Prose>) -> Option<&str> {
    text.map(|t| t.0.as_str())
}

fn certainty(truth: Truth) -> &'static str {
    if truth == Truth::Sure { "sure" } else { "possible" }
}

impl Exporter<'_> {
    fn link(self, id: ThingId) -> Value {
        let told = |l: Link| json!({ "kind": l.noun, "slug": l.slug, "name": l.label });
        self.r.name(id).map_or(Value::Null, told)
    }

    fn one<T: Target>(self, to: Option<To<T>>) -> Value {
        to.map_or(Value::Null, |to| self.link(to.0))
    }

    fn many<T: Target>(self, list: &[To<T>]) -> Vec<Value> {
        list.iter().map(|to| self.link(to.0)).filter(|v| !v.is_null()).collect()
    }

    fn record(self, part: usize, entry: &RecordEntry) -> Value {
        let f = &entry.record.facts;
        let until = self.r.appeal.as_ref().and_then(|a| match a.begun.get(part) {
            Some(genbo_app::view::record::Begun::Until(day)) => Some(day.to_string()),
            _ => None,
        });
        let notice = |n: &genbo_app::view::shown::Shown<genbo_domain::record::Notice>| {
            json!({
                "board": self.one(n.facts.board),
                "posted_edtf": edtf(n.facts.posted.as_ref()),
                "removed_edtf": edtf(n.facts.removed.as_ref()),
                "storage": n.facts.storage,
                "signed_by": self.one(n.facts.signed_by),
            })
        };
        json!({
            "slug": entry.record.link.slug,
            "kind": f.kind.as_str(),
            "number": f.number,
            "paragraphs": f.paragraphs.as_ref().map(ToString::to_string),
            "status": f.status.map(|s| s.as_str()),
            "adjusted_edtf": edtf(f.adjusted.as_ref()),
            "adjustment_place": f.adjustment_place,
            "adjusters": self.many(&f.adjusters),
            "adjuster_initials": f.adjuster_initials,
            "secretary": self.one(f.secretary),
            "chair": self.one(f.chair),
            "storage": f.storage,
            "url": f.url.as_ref().map(|u| u.0.as_str()),
            "notices": entry.notices.iter().map(notice).collect::<Vec<_>>(),
            "last_day_to_appeal": until,
        })
    }

    fn attendance(self) -> Value {
        let roll = &self.r.page.roll;
        if !roll.is_listed {
            return Value::from("unknown");
        }
        let part = |p: &genbo_app::view::attendance::Part| {
            let a = &p.attendance.facts;
            json!({
                "person": self.link(a.person.0),
                "capacity": a.capacity.map(Capacity::as_str),
                "roles": a.roles.iter().map(|r| r.as_str()).collect::<Vec<_>>(),
                "party": a.party,
                "organisation": self.one(a.organisation),
                "serves_for": self.one(a.serves_for),
                "paragraphs": a.paragraphs.as_ref().map(ToString::to_string),
                "changes": p.events.iter().map(|e| json!({
                    "change": e.facts.change.as_str(),
                    "clock": e.facts.clock.map(|c| c.to_string()),
                    "paragraph": e.facts.paragraph.map(|p| p.to_string()),
                    "person": self.one(e.facts.person),
                })).collect::<Vec<_>>(),
            })
        };
        roll.parts.iter().map(part).collect()
    }

    fn item(self, entry: &ItemEntry, taken: &Taken) -> Value {
        let i = &entry.item.facts;
        let [present, entitled, serving] = self.presence(entry.paragraph);
        json!({
            "slug": entry.item.link.slug,
            "number": i.number,
            "title": i.title,
            "kind": i.kind.map(|k| k.as_str()),
            "status": i.status.map(|s| s.as_str()),
            "body": self.one(i.body),
            "case_number": i.case_number,
            "cases": taken.cases.iter().map(|c| json!({ "organisation": self.link(c.facts.organisation.0), "number": c.facts.number })).collect::<Vec<_>>(),
            "presenters": self.many(&i.presenters),
            "summary": prose(i.summary.as_ref()),
            "background": prose(i.background.as_ref()),
            "basis": taken.basis.iter().map(|d| json!({ "slug": d.link.slug, "title": d.facts.title, "number": d.facts.number, "edtf": edtf(d.facts.date.as_ref()) })).collect::<Vec<_>>(),
            "proposals": entry.proposals.iter().map(|p| json!({
                "kind": p.facts.kind.as_str(),
                "movers": self.many(&p.facts.movers),
                "text": prose(p.facts.text.as_ref()),
                "outcome": p.facts.outcome.map(|o| o.as_str()),
            })).collect::<Vec<_>>(),
            "course": prose(i.course.as_ref()),
            "votes": taken.votes.iter().map(|(v, ballots)| json!({
                "question": v.facts.question,
                "yes_means": v.facts.yes_means,
                "no_means": v.facts.no_means,
                "method": v.facts.method.map(|m| m.as_str()),
                "yes": v.facts.yes.as_ref().map(ToString::to_string),
                "no": v.facts.no.as_ref().map(ToString::to_string),
                "abstained": v.facts.abstained.as_ref().map(ToString::to_string),
                "carried": v.facts.carried,
                "tie_break": v.facts.tie_break.map(|b| b.as_str()),
                "ballots": ballots.iter().map(|b| json!({ "person": self.link(b.facts.person.0), "choice": b.facts.choice.as_str() })).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
            "clauses": entry.clauses.iter().map(|c| json!({
                "number": c.facts.number,
                "text": c.facts.text.0,
                "kind": c.facts.kind.map(|k| k.as_str()),
                "addressees": self.many(&c.facts.addressees),
                "addressee_text": c.facts.addressee_text,
                "due_edtf": edtf(c.facts.due.as_ref()),
                "amount": c.facts.amount.as_ref().map(ToString::to_string),
            })).collect::<Vec<_>>(),
            "stances": taken.stances.iter().map(|s| json!({ "member": self.link(s.facts.member.0), "kind": s.facts.kind.as_str(), "text": prose(s.facts.text.as_ref()) })).collect::<Vec<_>>(),
            "statements": taken.statements.iter().map(|s| json!({ "kind": s.facts.kind.as_str(), "persons": self.many(&s.facts.persons), "text": prose(s.facts.text.as_ref()) })).collect::<Vec<_>>(),
            "present": present,
            "entitled": entitled,
            "serving": serving,
        })
    }

    /// `present`, `entitled` and `serving`; where one of them may only be so, it says `possible`.
    fn presence(self, paragraph: Option<Paragraph>) -> [Value; 3] {
        let roll = &self.r.page.roll;
        let whole = paragraph.map(|p| Paragraph::new(p.number()).unwrap_or(p));
        let Some(now) = whole.and_then(|p| roll.at(p)).filter(|_| roll.is_listed) else {
            return ["unknown", "unknown", "unknown"].map(Value::from);
        };
        let all = || now.iter().zip(&roll.parts);
        let person = |p: &genbo_app::view::attendance::Part| self.link(p.attendance.facts.person.0);
        let present = |(s, p): (&Standing<ThingId>, &genbo_app::view::attendance::Part)| json!({ "person": person(p), "capacity": s.capacity.map(Capacity::as_str), "certainty": certainty(s.present) });
        let entitled = |(s, p): (&Standing<ThingId>, &genbo_app::view::attendance::Part)| json!({ "person": person(p), "certainty": certainty(s.entitled) });
        let serving = all().filter_map(|(s, p)| {
            let (absent, truth) = s.serves_for?;
            Some(json!({ "person": person(p), "for": self.link(absent), "certainty": certainty(truth) }))
        });
        [
            all().filter(|(s, _)| s.present != Truth::No).map(present).collect(),
            all().filter(|(s, _)| s.entitled != Truth::No).map(entitled).collect(),
            serving.collect(),
        ]
    }
}
