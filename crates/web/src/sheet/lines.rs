//! Lines of views as parts of a sheet: meetings, commissions, referrals, documents, contacts.

use super::{Block, Cell, Table};
use crate::{
    frame::Frame,
    url,
    view::{Action, Link, Row, Tag, TagKind},
    words,
};
use genbo_app::view::{
    self,
    cooperation::{AgreementLine, ContactLine, DocumentLine},
    duty::{Asked, AskedState, CommissionLine, ReferralLine},
    fact::{Origin, Time},
    gathering::MeetingLine,
};
use genbo_domain::{commission::CommissionState, edtf::Edtf, meeting::MeetingStatus};

impl Frame {
    /// A link to what a page refers to.
    pub fn to(&self, link: &view::Link) -> Link {
        Link::new(link.label.clone(), self.link(&url::to(link)))
    }

    /// Links to what a page refers to.
    pub fn to_all(&self, links: &[view::Link]) -> Vec<Link> {
        links.iter().map(|l| self.to(l)).collect()
    }

    /// A cell with a link, empty if there is nothing to refer to.
    pub fn cell(&self, link: Option<&view::Link>) -> Cell {
        Cell::links(link.map(|l| self.to(l)).into_iter().collect())
    }

    /// A word of a vocabulary, if there is one.
    pub fn word(&self, vocabulary: &str, word: Option<&str>) -> String {
        word.map(|w| words::word(self.lang, vocabulary, w).to_owned()).unwrap_or_default()
    }

    /// A date, or nothing.
    pub fn date(&self, date: Option<&Edtf>) -> String {
        date.map(|d| self.lang.date(d)).unwrap_or_default()
    }

    /// Where a fact is written and how sure it is: `Källa: … (härledd)`.
    pub fn source(&self, origin: &Origin) -> String {
        let sure = origin.certainty.as_deref().map(|c| words::word(self.lang, "certainty", c));
        match (&origin.source, sure) {
            (Some(source), Some(sure)) => format!("{}: {source} ({sure})", self.t.common.source),
            (Some(source), None) => format!("{}: {source}", self.t.common.source),
            (None, Some(sure)) => sure.to_owned(),
            (None, None) => String::new(),
        }
    }

    /// How sure a fact is, if it is not plainly stated.
    pub fn certainty(&self, origin: &Origin) -> String {
        self.word("certainty", origin.certainty.as_deref())
    }
}

/// A text with a capital first letter.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

/// Joins what is not empty.
pub fn joined(parts: &[String]) -> String {
    parts.iter().filter(|p| !p.is_empty()).cloned().collect::<Vec<_>>().join(" · ")
}

/// The state of a meeting, unless it is simply set.
pub fn meeting_tag(f: &Frame, status: Option<MeetingStatus>) -> Option<Tag> {
    let status = status.filter(|s| *s != MeetingStatus::Fixed)?;
    let kind = match status {
        MeetingStatus::Held => TagKind::Ok,
        MeetingStatus::Cancelled => TagKind::Bad,
        MeetingStatus::Preliminary | MeetingStatus::Moved | MeetingStatus::Fixed => TagKind::Info,
        MeetingStatus::NotDecided | MeetingStatus::None | MeetingStatus::Unconfirmed => TagKind::Unknown,
    };
    Some(Tag::new(kind, capital(words::word(f.lang, "meeting_status", status.as_str()))))
}

/// A meeting as a row; with the bodies that meet where the page is not about one.
pub fn meeting(f: &Frame, m: &MeetingLine, with_bodies: bool) -> Row {
    let bodies = if with_bodies {
        f.lang.list(&m.bodies.iter().map(|b| b.label.clone()).collect::<Vec<_>>())
    } else {
        String::new()
    };
    let moved = m.moved_from.as_ref().map(|d| format!("{} {}", f.t.lines.moved_from, f.lang.date(d)));
    let form = m.form.map(|x| words::word(f.lang, "meeting_form", x.as_str()).to_owned());
    let records = m.records.iter().map(|r| {
        joined(&[
            f.word("record_kind", Some(r.kind.as_str())),
            f.word("record_status", r.status.map(|s| s.as_str())),
        ])
    });
    let mut line: Vec<String> = vec![
        m.number.clone().unwrap_or_default(),
        m.place.clone().unwrap_or_default(),
        form.filter(|_| m.form != Some(genbo_domain::meeting::MeetingForm::Ordinary)).unwrap_or_default(),
        moved.unwrap_or_default(),
    ];
    line.extend(records);
    line.push(f.certainty(&m.origin));
    let mut day = f.lang.day_block(m.when.as_ref(), f.today.year());
    day.cancelled = m.status == Some(MeetingStatus::Cancelled);
    Row {
        day: Some(day),
        tag: meeting_tag(f, m.status),
        context: bodies,
        title: m.title.clone(),
        mark: f.mark(m.link.id, &f.link(&format!("{}#regler", url::to(&m.link)))),
        href: f.link(&url::to(&m.link)),
        line: joined(&line),
        action: None,
    }
}

/// Meetings as rows: the first `shown`, the rest on request.
pub fn meetings(f: &Frame, all: &[MeetingLine], with_bodies: bool, shown: usize) -> Vec<Block> {
    if all.is_empty() {
        return vec![Block::Empty(f.t.lines.no_meetings.to_owned())];
    }
    let mut rows: Vec<Row> = all.iter().map(|m| meeting(f, m, with_bodies)).collect();
    let rest = rows.split_off(shown.min(rows.len()));
    let mut blocks = vec![Block::Rows(rows)];
    if !rest.is_empty() {
        blocks.push(Block::More(f.lang.and_more(rest.len()), vec![Block::Rows(rest)]));
    }
    blocks
}

/// A commission as a row.
pub fn commission(f: &Frame, c: &CommissionLine) -> Row {
    let state = f.word("commission_state", c.state.map(CommissionState::as_str));
    let tag = if c.ahead {
        Tag::new(TagKind::Unknown, f.t.lines.ahead)
    } else if c.late {
        Tag::new(TagKind::Risk, f.t.lines.late)
    } else {
        match c.state {
            None => Tag::new(TagKind::Unknown, f.t.lines.state_unknown),
            Some(
                CommissionState::Closed
                | CommissionState::Noted
                | CommissionState::Reported
                | CommissionState::Delivered,
            ) => Tag::new(TagKind::Ok, capital(&state)),
            Some(CommissionState::Returned) => Tag::new(TagKind::Waived, capital(&state)),
            Some(_) => Tag::new(TagKind::Info, capital(&state)),
        }
    };
    let who = c.assignee.as_ref().map(|a| a.label.clone()).or_else(|| c.assignee_text.clone());
    let from = c.given_by.as_ref().map(|g| format!("{} {}", f.t.lines.given_by, g.label)).unwrap_or_default();
    let due_with = c.due_with.as_ref().map(|d| format!("{} {}", f.t.lines.together_with, d.label));
    let due_state = c.due_status.map(|s| s.as_str()).filter(|s| *s != "set" && *s != "fixed");
    let report = c.report_to.as_ref().map(|b| format!("{} {}", f.t.lines.reported_to, b.label));
    Row {
        day: (c.open || c.ahead).then(|| f.lang.due_block(c.due.as_ref(), f.today)),
        tag: Some(tag),
        context: from,
        title: c.link.label.clone(),
        href: f.link(&url::to(&c.link)),
        line: joined(&[
            who.map(|w| format!("{}: {w}", f.t.lines.assignee)).unwrap_or_default(),
            f.word("due_status", due_state),
            due_with.unwrap_or_default(),
            report.unwrap_or_default(),
        ]),
        mark: f.mark(c.link.id, &f.link(&format!("{}#regler", url::to(&c.link)))),
        action: None,
    }
}

/// Open commissions as rows, and those still ahead; those that are done on request.
pub fn commissions<'a>(f: &Frame, all: impl IntoIterator<Item = &'a CommissionLine>) -> Vec<Block> {
    let (open, done): (Vec<_>, Vec<_>) = all.into_iter().partition(|c| c.open || c.ahead);
    let mut blocks = Vec::new();
    if !open.is_empty() {
        blocks.push(Block::Rows(open.into_iter().map(|c| commission(f, c)).collect()));
    }
    if !done.is_empty() {
        let rows = done.iter().map(|c| commission(f, c)).collect();
        blocks.push(Block::More(f.lang.done_commissions(done.len()), vec![Block::Rows(rows)]));
    }
    blocks
}

/// Where one organisation's part in a referral is.
pub fn asked_tag(f: &Frame, asked: &Asked) -> Tag {
    let t = &f.t.lines;
    match asked.state {
        AskedState::NotSent => Tag::new(TagKind::Waived, t.not_sent),
        AskedState::Open => Tag::new(TagKind::Unknown, t.unanswered),
        AskedState::Late => Tag::new(TagKind::Risk, t.late_answer),
        AskedState::Withdrawn => Tag::new(TagKind::Waived, t.withdrawn),
        AskedState::Answered => {
            let kind = f.word("answer_kind", asked.kind.map(|k| k.as_str()));
            Tag::new(TagKind::Ok, if kind.is_empty() { t.answered.to_owned() } else { capital(&kind) })
        }
    }
}

/// A referral as a row: with one's own state if one is asked, otherwise with how many have answered.
pub fn referral(f: &Frame, r: &ReferralLine, own: Option<&Asked>) -> Row {
    let due = own.and_then(|o| o.due.as_ref()).or(r.due.as_ref());
    let waiting = r.missing();
    let tag = match own {
        Some(own) => asked_tag(f, own),
        None if waiting == 0 => Tag::new(TagKind::Ok, f.t.lines.all_answered),
        None => Tag::new(TagKind::Unknown, f.lang.waiting_for(waiting)),
    };
    let received = own
        .and_then(|o| o.received.as_ref())
        .map(|d| format!("{} {}", f.t.lines.answer_came, f.lang.date(d)));
    let last = due.map(|d| format!("{} {}", f.t.lines.last_day, f.lang.date(d)));
    Row {
        day: Some(f.lang.due_block(due, f.today)),
        tag: Some(tag),
        context: r
            .sender
            .as_ref()
            .map(|s| format!("{} {}", f.t.lines.from_sender, s.label))
            .unwrap_or_default(),
        title: r.link.label.clone(),
        href: f.link(&url::to(&r.link)),
        line: joined(&[
            last.unwrap_or_default(),
            received.unwrap_or_default(),
            f.lang.answered_of(r.answered(), r.asked.len()),
        ]),
        mark: f.mark(r.link.id, &f.link(&format!("{}#regler", url::to(&r.link)))),
        action: own
            .filter(|o| matches!(o.state, AskedState::Open | AskedState::Late))
            .map(|_| Action::new(f.t.lines.see_referral, f.link(&url::to(&r.link))).of(r.link.label.clone())),
    }
}

/// Governing documents as a table; those of another time on request.
pub fn documents(f: &Frame, all: &[DocumentLine]) -> Vec<Block> {
    let t = &f.t.lines;
    let table = |of: Vec<&DocumentLine>| {
        let rows = of.iter().map(|d| {
            vec![
                Cell::link(f.to(&d.link))
                    .fine(capital(&f.word("governing_document_kind", d.kind.map(|k| k.as_str())))),
                Cell::text(f.date(d.period.as_ref())),
                document_status(f, d),
                match &d.review {
                    Some(review) => Cell::text(f.lang.date(review)),
                    None => Cell::text(f.t.common.not_stated).soft(),
                },
            ]
        });
        Block::Table(Table::new(t.documents, &[t.document, t.period, t.status, t.review], rows.collect()))
    };
    let (now, other): (Vec<_>, Vec<_>) = all.iter().partition(|d| d.time == Time::Now);
    let mut blocks = Vec::new();
    if !now.is_empty() {
        blocks.push(table(now));
    }
    if !other.is_empty() {
        blocks.push(Block::More(f.lang.other_times(other.len()), vec![table(other)]));
    }
    blocks
}

fn document_status(f: &Frame, d: &DocumentLine) -> Cell {
    let word = f.word("document_status", d.status.map(|s| s.as_str()));
    let adopted = d.adopted.as_ref().map(|a| f.lang.date(a)).unwrap_or_default();
    match d.status {
        None => Cell::text(f.t.common.not_stated).soft(),
        Some(_) => Cell::text(capital(&word)).fine(adopted),
    }
}

/// Agreements as a table.
pub fn agreements(f: &Frame, all: &[AgreementLine]) -> Vec<Block> {
    let t = &f.t.lines;
    if all.is_empty() {
        return Vec::new();
    }
    let rows = all.iter().map(|a| {
        vec![
            Cell::link(f.to(&a.link))
                .fine(a.cooperation.as_ref().map(|c| c.label.clone()).unwrap_or_default()),
            Cell::text(capital(&f.word("agreement_form", a.form.map(|x| x.as_str())))),
            Cell::links(f.to_all(&a.parties)),
            a.valid.as_ref().map_or(Cell::text(f.t.common.not_stated).soft(), |v| Cell::text(f.lang.date(v))),
        ]
    });
    vec![Block::Table(Table::new(t.agreements, &[t.agreement, t.form, t.parties, t.period], rows.collect()))]
}

/// Standing contacts as a table: an organisation a row, a period a column.
pub fn contacts(f: &Frame, all: &[ContactLine]) -> Vec<Block> {
    let t = &f.t.lines;
    if all.is_empty() {
        return Vec::new();
    }
    let mut periods: Vec<&Edtf> = all.iter().map(|c| &c.period).collect();
    periods.sort_by_cached_key(|p| p.sort_key());
    periods.dedup();
    let mut organisations: Vec<&view::Link> = Vec::new();
    for organisation in all.iter().filter_map(|c| c.organisation.as_ref()) {
        if !organisations.contains(&organisation) {
            organisations.push(organisation);
        }
    }
    let mut heads = vec![t.organisation.to_owned()];
    heads.extend(periods.iter().map(|p| f.lang.date(p)));
    let rows = organisations.iter().map(|organisation| {
        let mut row = vec![Cell::link(f.to(organisation))];
        row.extend(periods.iter().map(|period| {
            let of =
                |c: &&ContactLine| c.organisation.as_ref() == Some(*organisation) && c.period == **period;
            all.iter().find(of).map_or(Cell::text(f.t.common.missing).soft(), |c| contact(f, c))
        }));
        row
    });
    let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
    vec![Block::Table(Table::new(t.contacts, &heads, rows.collect()))]
}

fn contact(f: &Frame, c: &ContactLine) -> Cell {
    let t = &f.t.lines;
    let who = c.person.iter().chain(&c.post).map(|l| f.to(l)).collect::<Vec<_>>();
    let unnamed = c.person.is_none() && c.post.is_some();
    let state = f.word("contact_state", c.state.map(|s| s.as_str()));
    let point = c.connection_point.clone().unwrap_or_else(|| t.no_connection_point.to_owned());
    let cell = if who.is_empty() { Cell::text(f.t.common.not_stated).soft() } else { Cell::links(who) };
    cell.fine(if unnamed { t.by_post } else { "" })
        .fine(format!("{}: {point}", t.connection_point))
        .fine_link(Link::new(capital(&state), f.link(&url::to(&c.link))))
}
