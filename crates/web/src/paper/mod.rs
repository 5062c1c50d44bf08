//! Papers about a meeting, in a language and in the house's layout: minutes, notes, extracts, lists and the call.
//!
//! Invariants: a paper says what the record of the meeting says as its reader may see it, and what is not known is told as
//! unknown; what law demands of minutes is in them whatever the layout.

pub mod bundle;
mod front;
mod item;
mod lists;
mod people;
pub mod typesetter;
pub mod wheel;

use crate::{house, lang::Lang, texts::PaperTexts, words};
use genbo_app::view::record::{Manner, MeetingRecord};
use genbo_documents::paper::{Block, Letterhead, Paper, Picture, Size};
use genbo_domain::{
    edtf::Edtf,
    house::{ClauseForm, DecisionPlace, HouseHeading},
    image::Format,
    noun::{Target, To},
    record::{Record, RecordStatus},
    value::ThingId,
};
use jiff::civil::Date;

/// Which paper of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The record: minutes or notes, as the body has them.
    Record,
    /// One § or point of the record, by its place among the items.
    Extract(usize),
    /// Who was there.
    Attendance,
    /// What was decided.
    Decisions,
    /// The call with the agenda.
    Call,
}

/// Papers of a whole meeting, with the words that stand for them in addresses.
pub const FORMS: [(Form, &str); 4] = [
    (Form::Record, "protokoll"),
    (Form::Attendance, "narvaro"),
    (Form::Decisions, "beslut"),
    (Form::Call, "kallelse"),
];

/// What a paper is to be.
#[derive(Debug, Clone, Copy)]
pub struct Ask {
    /// Which paper.
    pub form: Form,
    /// Which of the meeting's records; nothing for what is not a record's.
    pub part: Option<usize>,
    /// The language.
    pub lang: Lang,
    /// Whether this is the demo, so that it is marked.
    pub demo: bool,
    /// The day that counts as today.
    pub today: Date,
    /// Whether it is to be frozen: it then says nothing that comes later, as when it is announced.
    pub frozen: bool,
}

/// What papers are made with.
#[derive(Clone, Copy)]
struct Maker<'a> {
    lang: Lang,
    t: &'static PaperTexts,
    r: &'a MeetingRecord,
    part: Option<usize>,
    manner: Manner,
    frozen: bool,
}

/// The paper that is asked for.
pub fn paper(r: &MeetingRecord, ask: &Ask) -> Paper {
    let part = ask.part.filter(|p| *p < r.page.records.len());
    let m = Maker {
        lang: ask.lang,
        t: &ask.lang.texts().paper,
        r,
        part,
        manner: r.manner(part),
        frozen: ask.frozen,
    };
    let blocks = match ask.form {
        Form::Record => m.record(),
        Form::Extract(at) => m.extract(at),
        Form::Attendance => m.attendance_list(),
        Form::Decisions => m.decision_list(),
        Form::Call => m.call(),
    };
    Paper {
        lang: m.lang.code(),
        title: m.title(ask.form),
        kind: m.kind(ask.form),
        house: m.letterhead(),
        head: m.head(),
        foot: m.foot(ask.form),
        page: m.t.page.to_owned(),
        marks: m.marks(ask),
        date: m.date(ask.today),
        size: Size::A4,
        blocks,
    }
}

impl<'a> Maker<'a> {
    fn is_notes(self) -> bool {
        self.manner == Manner::Notes
    }

    /// The record that the paper is, if there is one.
    fn own(self) -> Option<&'a genbo_app::view::meeting::RecordEntry> {
        self.part.and_then(|p| self.r.page.records.get(p))
    }

    fn record_facts(self) -> Option<&'a Record> {
        self.own().map(|e| &e.record.facts)
    }

    fn kind(self, form: Form) -> String {
        let called = |heading| house::own(self.lang, &self.r.calls, heading);
        match form {
            Form::Record => called(HouseHeading::Record).filter(|_| !self.is_notes()).unwrap_or_else(|| {
                let separate = self.record_facts().is_some_and(|r| r.kind.as_str() == "separate_notes");
                match self.manner {
                    Manner::Notes if separate => self.t.separate_notes,
                    Manner::Notes => self.t.notes,
                    Manner::Minutes | Manner::PlainMinutes => self.t.minutes,
                }
                .to_owned()
            }),
            Form::Extract(_) if self.is_notes() => self.t.notes_extract.to_owned(),
            Form::Extract(_) => self.t.extract.to_owned(),
            Form::Attendance => self.t.attendance.to_owned(),
            Form::Decisions => self.t.decisions.to_owned(),
            Form::Call => called(HouseHeading::Call).unwrap_or_else(|| self.t.call.to_owned()),
        }
    }

    fn title(self, form: Form) -> String {
        let when = self.when();
        let name = match self.r.page.bodies.as_slice() {
            [one] => one.facts.name.clone(),
            _ => self.r.page.meeting.facts.title.clone(),
        };
        let at = match form {
            Form::Extract(at) => self.r.page.items.get(at).and_then(|e| e.item.facts.number.as_deref()),
            _ => None,
        };
        let at = at.map(|n| format!(", {}", self.lang.item_name(n, self.r.page.has_paragraphs)));
        let when = when.map(|w| format!(", {w}")).unwrap_or_default();
        format!("{name}{when}{}", at.unwrap_or_default())
    }

    /// The day of the meeting in words, as precise as it is known.
    fn when(self) -> Option<String> {
        let when = self.r.page.meeting.facts.when.as_ref()?;
        Some(when.exact_day().map_or_else(|| self.lang.planned(when), |d| self.lang.day_long(d)))
    }

    /// The day that the paper tells of: of the meeting, otherwise the one on which it is made.
    fn date(self, today: Date) -> Date {
        let when = self.r.page.meeting.facts.when.as_ref();
        when.and_then(Edtf::first).map_or(today, |first| first.date())
    }

    fn body_names(self) -> String {
        let name = |b: &genbo_app::view::shown::Shown<genbo_domain::body::Body>| b.facts.name.clone();
        self.lang.list(&self.r.page.bodies.iter().map(name).collect::<Vec<_>>())
    }

    fn head(self) -> Vec<(String, String)> {
        let mut head = vec![(self.t.body.to_owned(), self.body_names())];
        let label = if self.is_notes() { self.t.meeting_date } else { self.t.date };
        let when = self.when().unwrap_or_else(|| self.lang.texts().common.missing.to_owned());
        head.push((label.to_owned(), when));
        head
    }

    fn foot(self, form: Form) -> Vec<String> {
        let own = &self.r.house.record_foot;
        match (form, self.manner) {
            (Form::Record | Form::Extract(_), Manner::Minutes | Manner::PlainMinutes) if !own.is_empty() => {
                own.clone()
            }
            (Form::Record | Form::Extract(_), Manner::Minutes) => {
                vec![self.t.adjuster_initials.to_owned(), self.t.certificate.to_owned()]
            }
            _ => Vec::new(),
        }
    }

    fn marks(self, ask: &Ask) -> Vec<String> {
        let mut marks = Vec::new();
        if ask.demo {
            marks.push(self.lang.texts().site.demo.to_owned());
        }
        let of_record = matches!(ask.form, Form::Record | Form::Extract(_)) && !ask.frozen;
        let state = match self.record_facts().map(|r| r.status) {
            Some(Some(RecordStatus::InAdjustment)) => Some(self.t.in_adjustment),
            Some(Some(RecordStatus::Corrected)) => Some(self.t.corrected),
            Some(Some(RecordStatus::Draft)) | None => Some(self.t.draft),
            Some(_) => None,
        };
        marks.extend(state.filter(|_| of_record).map(str::to_owned));
        marks
    }

    fn letterhead(self) -> Option<Letterhead> {
        let house = &self.r.house;
        let name = house.name.clone().or_else(|| self.owner())?;
        let logo = self.r.logo.as_ref().map(|(image, said)| Picture {
            text: if said.trim() == name.trim() { String::new() } else { said.clone() },
            kind: match image.format() {
                Format::Png => "png",
                Format::Jpeg => "jpg",
            },
            bytes: image.bytes().to_vec(),
        });
        let accent = house.accent.map(|a| a.light().to_string());
        Some(Letterhead { name, lines: house::lines(self.lang, house), logo, accent })
    }

    /// Who the meeting's bodies belong to, where no house says its name.
    fn owner(self) -> Option<String> {
        let mut owners: Vec<String> =
            self.r.page.bodies.iter().filter_map(|b| self.r.name(b.facts.owner.0)).map(|l| l.label).collect();
        owners.dedup();
        (!owners.is_empty()).then(|| self.lang.list(&owners))
    }

    /// What the house calls something in its records, otherwise what Genbo does.
    fn called(self, heading: HouseHeading, ours: &str) -> String {
        house::own(self.lang, &self.r.calls, heading).unwrap_or_else(|| ours.to_owned())
    }

    fn decision_first(self) -> bool {
        self.r.house.decision_place != Some(DecisionPlace::Last)
    }

    fn clauses_numbered(self) -> bool {
        self.r.house.clause_form != Some(ClauseForm::That)
    }

    fn word(self, vocabulary: &str, word: &str) -> String {
        words::capital(words::word(self.lang, vocabulary, word))
    }

    fn names<T: Target>(self, list: &[To<T>]) -> Vec<String> {
        list.iter().filter_map(|to| self.r.name(to.0)).map(|l| l.label).collect()
    }

    fn one<T: Target>(self, to: Option<To<T>>) -> Option<String> {
        to.and_then(|to| self.r.name(to.0)).map(|l| l.label)
    }

    /// In which way a field has no value: what its source says, otherwise that nothing is stated.
    fn gap(self, id: ThingId, field: &str) -> String {
        let t = self.lang.texts();
        match self.r.page.doubts.gap(id, field).or_else(|| self.r.doubts.gap(id, field)) {
            Some("blank") => t.lines.blank,
            Some("none") => t.lines.none_in_source,
            Some("not_counted") => t.lines.not_counted,
            Some(_) => t.lines.unknown_in_source,
            None => t.common.not_stated,
        }
        .to_owned()
    }

    /// That a source leaves a field open; nothing if it says that there is none, or says nothing.
    fn open(self, id: ThingId, field: &str) -> Option<String> {
        let kind = self.r.page.doubts.gap(id, field).or_else(|| self.r.doubts.gap(id, field))?;
        (kind != "none").then(|| self.gap(id, field))
    }

    /// The whole record.
    fn record(self) -> Vec<Block> {
        let mut blocks = self.front();
        if self.is_notes() {
            blocks.extend(self.agenda());
        } else {
            blocks.push(Block::NewPage);
            blocks.extend(self.contents());
        }
        for at in self.r.items_of(self.part) {
            blocks.extend(self.item(at));
        }
        blocks.extend(self.origin());
        blocks
    }

    fn extract(self, at: usize) -> Vec<Block> {
        let mut blocks = self.short_front();
        if at < self.r.page.items.len() {
            blocks.extend(self.item(at));
        }
        if !self.frozen {
            blocks.extend(self.notice());
            blocks.push(self.certificate());
        }
        blocks.extend(self.origin());
        blocks
    }

    /// That the paper only renders a source, and where the original is.
    fn origin(self) -> Option<Block> {
        let entry = self.own()?;
        entry.record.origin.source.as_ref()?;
        let facts = &entry.record.facts;
        let place = facts.url.as_ref().map(|u| u.0.clone()).or_else(|| facts.storage.clone());
        let place = place.map(|p| format!(" {}: {p}.", self.t.original)).unwrap_or_default();
        Some(Block::Note(format!("{}{place}", self.t.from_source)))
    }
}
