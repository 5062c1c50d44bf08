//! Who was there, as papers tell it: in groups, with party, task, for whom somebody serves, and at which §§.

use super::Maker;
use crate::{sheet::attendance::is_elected, words};
use genbo_app::view::{
    attendance::{Group, Part},
    record::Manner,
};
use genbo_documents::paper::Fact;
use genbo_domain::{
    attendance::{AttendanceChange, Capacity, MeetingRole},
    paragraphs::Paragraph,
    presence::{Standing, Truth},
    value::ThingId,
};

impl Maker<'_> {
    /// Those of the front page, group by group.
    pub(super) fn people(self) -> Vec<Fact> {
        let (t, roll) = (self.t, &self.r.page.roll);
        let elected = is_elected(roll) || self.manner == Manner::Minutes;
        let first = if self.is_notes() || !elected { t.members } else { t.deciding };
        if roll.parts.is_empty() {
            return vec![Fact::new(first, t.no_list).open()];
        }
        let serves = |p: &&Part| {
            p.attendance.facts.capacity == Some(Capacity::ServingSubstitute)
                || p.events.iter().any(|e| e.facts.change == AttendanceChange::ServesFor)
        };
        let lines = |pick: &dyn Fn(&&Part) -> bool| -> Vec<String> {
            roll.parts.iter().filter(|p| pick(p)).map(|p| self.person(p)).collect()
        };
        let groups: [(&str, Vec<String>); 5] = [
            (first, lines(&|p| p.group() == Group::Deciding && !serves(p))),
            (t.serving, lines(&|p| matches!(p.group(), Group::Deciding | Group::Substitute) && serves(p))),
            (t.not_serving, lines(&|p| p.group() == Group::Substitute && !serves(p))),
            (t.others, lines(&|p| matches!(p.group(), Group::Official | Group::Other))),
            (t.absent, lines(&|p| p.group() == Group::Absent)),
        ];
        let mut facts: Vec<Fact> = Vec::new();
        for (at, (term, lines)) in groups.into_iter().enumerate() {
            match (lines.is_empty(), at) {
                (false, _) => facts.push(Fact::lines(term, lines)),
                (true, 0) => facts.push(Fact::new(term, t.no_list).open()),
                // Minutes say who served also when nobody did, if there is a list to tell it from.
                (true, 1) if self.manner == Manner::Minutes && roll.is_listed => {
                    facts.push(Fact::new(term, t.nobody));
                }
                (true, _) => {}
            }
        }
        if !roll.is_listed {
            facts.insert(0, Fact::new(first, t.no_list).open());
        }
        let apologies = self.names(&self.r.page.meeting.facts.apologies);
        if !apologies.is_empty() {
            facts.push(Fact::lines(t.apologies, apologies));
        }
        facts
    }

    /// One person: `Anna Andersson (S), ordförande, §§ 30–34`.
    pub(super) fn person(self, p: &Part) -> String {
        let a = &p.attendance.facts;
        let mut parts = vec![self.named(p)];
        parts.extend(a.title.clone().filter(|_| !matches!(p.group(), Group::Deciding | Group::Substitute)));
        parts.extend(a.roles.iter().map(|r| words::word(self.lang, "meeting_role", r.as_str()).to_owned()));
        let of_interest =
            self.is_notes() || matches!(p.group(), Group::Official | Group::Other) || a.party.is_none();
        parts.extend(p.organisation.as_ref().filter(|_| of_interest).map(|o| o.label.clone()));
        parts.extend(p.serves_for.as_ref().map(|s| self.lang.serves_for(&s.label)));
        parts.extend(self.extent(p));
        let text = parts.join(", ");
        match p.attendance.origin.certainty.as_deref() {
            Some(certainty) if certainty != "invented" => {
                format!("{text} ({})", words::word(self.lang, "certainty", certainty))
            }
            _ => text,
        }
    }

    fn named(self, p: &Part) -> String {
        match &p.attendance.facts.party {
            Some(party) => format!("{} ({party})", p.person.label),
            None => p.person.label.clone(),
        }
    }

    /// At which part of the meeting somebody was, if not at all of it.
    pub(super) fn extent(self, p: &Part) -> Vec<String> {
        let mut parts: Vec<String> =
            p.attendance.facts.paragraphs.iter().map(|set| self.lang.paragraphs(set)).collect();
        for e in &p.events {
            let clock = e.facts.clock.map(|c| self.lang.clock_of(c));
            let place = clock.or_else(|| e.facts.paragraph.map(|p| self.lang.paragraph(&p)));
            let place = place.unwrap_or_else(|| self.lang.texts().common.unknown.to_owned());
            parts.push(match e.facts.change {
                AttendanceChange::Arrives => self.lang.since(&place),
                AttendanceChange::Leaves => self.lang.until(&place),
                other => {
                    let who = self.one(e.facts.person).map(|w| format!(" {w}")).unwrap_or_default();
                    let word = words::word(self.lang, "attendance_change", other.as_str());
                    format!("{word}{who} {}", self.lang.since(&place))
                }
            });
        }
        if parts.is_empty() && self.r.page.doubts.gap(p.attendance.id(), "paragraphs").is_some() {
            parts.push(self.lang.texts().meeting.unknown_which.to_owned());
        }
        parts
    }

    /// Who takes part in deciding a §, where that is not simply everybody of the front page; and for whom it is not certain.
    pub(super) fn at(self, paragraph: Paragraph) -> Vec<Fact> {
        let roll = &self.r.page.roll;
        if roll.parts.is_empty() || !roll.is_listed {
            return vec![Fact::new(self.t.takes_part, self.t.presence_unknown).open()];
        }
        let whole = Paragraph::new(paragraph.number()).unwrap_or(paragraph);
        let Some(now) = roll.at(whole) else {
            return vec![Fact::new(self.t.takes_part, self.t.presence_unknown).open()];
        };
        let entitled = |s: &Standing<ThingId>| (s.entitled, s.serves_for);
        let numbers: Vec<u32> = roll.by_paragraph.iter().map(|s| s.from.paragraph().number()).collect();
        let same = numbers
            .iter()
            .filter_map(|n| Paragraph::new(*n))
            .filter_map(|p| roll.at(p))
            .all(|other| other.iter().zip(&now).all(|(a, b)| entitled(a) == entitled(b)));
        let of = |truth: Truth| -> Vec<String> {
            let picked = now.iter().enumerate().filter(|(_, s)| s.entitled == truth);
            picked.map(|(i, s)| self.standing(&roll.parts[i], s)).collect()
        };
        let (sure, possible) = (of(Truth::Sure), of(Truth::Possible));
        // Then the front page says it once for all.
        let mut facts = Vec::new();
        if roll.chair_goes_over() {
            let chair = roll.chair_at(whole);
            let told = crate::sheet::attendance::chair(self.lang, roll, &chair);
            let fact = Fact::new(self.lang.texts().sitting.chair_at, told);
            facts.push(if chair.known().is_some() { fact } else { fact.open() });
        }
        if same {
            return facts;
        }
        match sure.is_empty() {
            true => facts.push(Fact::new(self.t.takes_part, self.lang.texts().common.unknown).open()),
            false => facts.push(Fact::new(self.t.takes_part, self.lang.list(&sure))),
        }
        if !possible.is_empty() {
            facts.push(Fact::new(self.t.perhaps, self.lang.list(&possible)).open());
        }
        facts
    }

    /// For whom it is open at which of all items they were, so that nobody takes the list of the front page for more.
    pub(super) fn open_throughout(self) -> Option<Fact> {
        let roll = &self.r.page.roll;
        let open = |i: &usize| roll.by_paragraph.iter().any(|s| s.standings[*i].entitled == Truth::Possible);
        let who: Vec<String> =
            (0..roll.parts.len()).filter(open).map(|i| self.named(&roll.parts[i])).collect();
        (roll.is_listed && !who.is_empty())
            .then(|| Fact::new(self.t.perhaps_when, self.lang.list(&who)).open())
    }

    fn standing(self, p: &Part, s: &Standing<ThingId>) -> String {
        let name = self.named(p);
        match s.serves_for.and_then(|(id, _)| self.r.name(id)) {
            Some(for_whom) => format!("{name} {}", self.lang.serves_for(&for_whom.label)),
            None => name,
        }
    }

    /// Those with a task at the meeting.
    pub(super) fn with_role(self, role: MeetingRole) -> Vec<String> {
        let has = |p: &&Part| p.attendance.facts.roles.contains(&role);
        self.r.page.roll.parts.iter().filter(has).map(|p| p.person.label.clone()).collect()
    }
}
