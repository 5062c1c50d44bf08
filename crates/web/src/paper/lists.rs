//! Lists on paper: the items of a record, the agenda of notes, the call, who was there, what was decided.

use super::Maker;
use crate::{sheet::tell::flow, words};
use genbo_app::view::attendance::Part;
use genbo_documents::paper::{Block, Fact, Table};
use genbo_domain::{attendance::MeetingRole, house::HouseHeading};

impl Maker<'_> {
    /// §, case number and heading of each item, and the §§ that nobody has carried over.
    pub(super) fn contents(self) -> Vec<Block> {
        let rows: Vec<Vec<String>> = self
            .r
            .items_of(self.part)
            .into_iter()
            .map(|at| {
                let (entry, taken) = (&self.r.page.items[at], &self.r.taken[at]);
                let number = entry.item.facts.number.as_ref().map(|n| match self.r.page.has_paragraphs {
                    true => self.lang.item_number(n),
                    false => n.clone(),
                });
                let case = self.cases(entry, taken).into_iter().next().unwrap_or_default();
                let case = case.strip_prefix(&format!("{} ", self.t.case)).unwrap_or(&case).to_owned();
                vec![number.unwrap_or_else(|| "–".to_owned()), entry.item.facts.title.clone(), case]
            })
            .collect();
        let mut blocks = Vec::new();
        if rows.is_empty() {
            blocks.push(Block::Note(self.t.no_items.to_owned()));
        } else {
            let number = if self.r.page.has_paragraphs {
                self.lang.texts().meeting.number
            } else {
                self.lang.pick("Nr", "No.")
            };
            let mut columns =
                vec![(number.to_owned(), 2), (self.t.heading.to_owned(), 9), (self.t.case.to_owned(), 4)];
            let mut rows = rows;
            if rows.iter().all(|row| row[2].is_empty()) {
                columns.pop();
                rows.iter_mut().for_each(|row| row.truncate(2));
            }
            let caption = self.called(HouseHeading::Agenda, self.t.items);
            blocks.push(Block::Table(Table { caption, columns, rows }));
        }
        if let Some(set) = self.r.not_carried_over(self.part) {
            blocks.push(Block::Note(self.lang.not_carried_over(&self.lang.paragraphs(&set))));
        }
        blocks
    }

    /// The points of notes, one below the other.
    pub(super) fn agenda(self) -> Vec<Block> {
        let items = self.r.items_of(self.part);
        if items.is_empty() {
            return vec![Block::Note(self.t.no_items.to_owned())];
        }
        let lines = items.into_iter().map(|at| self.heading(&self.r.page.items[at]));
        vec![
            Block::Heading(1, crate::house::word(self.lang, &self.r.calls, HouseHeading::Agenda)),
            Block::Bullets(lines.collect()),
        ]
    }

    /// Who was there, person by person.
    pub(super) fn attendance_list(self) -> Vec<Block> {
        let roll = &self.r.page.roll;
        let mut blocks = vec![Block::Facts(vec![self.place_and_time()])];
        if roll.parts.is_empty() {
            blocks.push(Block::Note(self.t.no_attendance.to_owned()));
            return blocks;
        }
        if !roll.is_listed {
            blocks.push(Block::Note(self.lang.texts().meeting.not_listed.to_owned()));
        }
        let has_party = roll.parts.iter().any(|p| p.attendance.facts.party.is_some());
        let row = |p: &Part| {
            let a = &p.attendance.facts;
            let mut capacity: Vec<String> = a
                .capacity
                .map(|c| words::word(self.lang, "capacity", c.as_str()).to_owned())
                .into_iter()
                .collect();
            capacity.extend(
                a.roles.iter().map(|r| words::word(self.lang, "meeting_role", r.as_str()).to_owned()),
            );
            capacity.extend(p.serves_for.as_ref().map(|s| self.lang.serves_for(&s.label)));
            capacity.extend(a.title.clone());
            let extent = self.extent(p);
            let extent = match (extent.is_empty(), p.group()) {
                (_, genbo_app::view::attendance::Group::Absent) => {
                    self.lang.texts().meeting.absent.to_owned()
                }
                (true, _) => self.lang.texts().meeting.whole.to_owned(),
                (false, _) => extent.join(", "),
            };
            let organisation = p.organisation.as_ref().map(|o| o.label.clone()).unwrap_or_default();
            let mut cells = vec![p.person.label.clone()];
            if has_party {
                cells.push(a.party.clone().unwrap_or_default());
            }
            cells.extend([organisation, words::capital(&capacity.join(", ")), extent]);
            cells
        };
        let mut columns = vec![(self.t.name.to_owned(), 4)];
        if has_party {
            columns.push((self.t.party.to_owned(), 2));
        }
        columns.extend([
            (self.t.organisation.to_owned(), 3),
            (self.t.capacity.to_owned(), 5),
            (self.t.extent.to_owned(), 4),
        ]);
        blocks.push(Block::Table(Table {
            caption: crate::house::word(self.lang, &self.r.calls, HouseHeading::Presence),
            columns,
            rows: roll.parts.iter().map(row).collect(),
        }));
        blocks
    }

    /// What was decided, clause by clause.
    pub(super) fn decision_list(self) -> Vec<Block> {
        let mut rows = Vec::new();
        for at in self.r.items_of(None) {
            let entry = &self.r.page.items[at];
            let number = entry.item.facts.number.clone().unwrap_or_else(|| "–".to_owned());
            for c in &entry.clauses {
                let mut who = self.names(&c.facts.addressees);
                if who.is_empty() {
                    who.extend(c.facts.addressee_text.clone());
                }
                let due = c.facts.due.as_ref().map(|d| self.lang.date(d));
                let due = due.or_else(|| self.open(c.id(), "due")).unwrap_or_default();
                rows.push(vec![
                    number.clone(),
                    entry.item.facts.title.clone(),
                    flow(&c.facts.text.0),
                    self.lang.list(&who),
                    due,
                ]);
            }
        }
        let mut blocks = vec![Block::Facts(vec![self.place_and_time()])];
        blocks.push(match rows.is_empty() {
            true => Block::Note(self.t.no_decisions.to_owned()),
            false => Block::Table(Table {
                caption: self.called(HouseHeading::Decision, self.t.decision),
                columns: vec![
                    (self.lang.texts().meeting.number.to_owned(), 2),
                    (self.t.heading.to_owned(), 5),
                    (self.t.decision.to_owned(), 7),
                    (self.t.doer.to_owned(), 4),
                    (self.t.due.to_owned(), 3),
                ],
                rows,
            }),
        });
        blocks
    }

    /// The call: when, where, by whom, and what is to be taken up.
    pub(super) fn call(self) -> Vec<Block> {
        let m = &self.r.page.meeting.facts;
        let mut facts = vec![self.place_and_time()];
        facts.extend(m.link.as_ref().map(|l| Fact::new(self.t.link, l.0.clone())));
        facts.extend(self.one(m.host).map(|h| Fact::new(self.t.host, h)));
        facts.extend(self.one(m.called_by).map(|w| Fact::new(self.t.called_by, w)));
        let chair = self.with_role(MeetingRole::Chair);
        if !chair.is_empty() {
            facts.push(Fact::lines(self.t.chair, chair));
        }
        facts.push(match &m.call_sent {
            Some(sent) => Fact::new(self.t.call_sent, self.lang.date(sent)),
            None => Fact::new(self.t.call_sent, self.gap(self.r.page.meeting.id(), "call_sent")).open(),
        });
        let rows: Vec<Vec<String>> = (0..self.r.page.items.len())
            .map(|at| {
                let (entry, taken) = (&self.r.page.items[at], &self.r.taken[at]);
                let i = &entry.item.facts;
                let kind = i.kind.map(|k| self.word("item_kind", k.as_str())).unwrap_or_default();
                let case = self.cases(entry, taken).into_iter().next().unwrap_or_default();
                let case = case.strip_prefix(&format!("{} ", self.t.case)).unwrap_or(&case).to_owned();
                let title = [Some(i.title.clone()), Some(kind).filter(|k| !k.is_empty())];
                vec![
                    i.number.clone().unwrap_or_else(|| (at + 1).to_string()),
                    title.into_iter().flatten().collect::<Vec<_>>().join("\n"),
                    case,
                    self.lang.list(&self.names(&i.presenters)),
                ]
            })
            .collect();
        let mut blocks = vec![Block::Facts(facts)];
        blocks.push(match rows.is_empty() {
            true => Block::Note(self.t.no_items.to_owned()),
            false => Block::Table(Table {
                caption: self.called(HouseHeading::Agenda, self.t.agenda),
                columns: vec![
                    (self.lang.pick("Nr", "No.").to_owned(), 1),
                    (self.t.heading.to_owned(), 7),
                    (self.t.case.to_owned(), 3),
                    (self.t.presenters.to_owned(), 4),
                ],
                rows,
            }),
        });
        blocks
    }
}
