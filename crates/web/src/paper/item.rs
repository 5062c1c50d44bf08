//! One § or point on paper: what was decided, on what ground, what was proposed, how it was put, voted and reserved against.
//!
//! Invariant: proposals that were withdrawn are not in it; how each voted is in it only where the vote was open.

use super::Maker;
use crate::{sheet::tell::flow, words};
use genbo_app::view::{meeting::ItemEntry, record::Taken, shown::Shown};
use genbo_documents::paper::{Block, Clause, Clauses, Fact, Table};
use genbo_domain::{
    count::Count,
    decision::{Proposal, ProposalOutcome, StatementKind},
    house::HouseHeading,
    item::{ItemKind, ItemStatus},
    noun::Noun,
    vote::{Ballot, Vote, VoteMethod, VoteOption},
};

impl Maker<'_> {
    /// The item at that place.
    pub(super) fn item(self, at: usize) -> Vec<Block> {
        let (entry, taken) = (&self.r.page.items[at], &self.r.taken[at]);
        let i = &entry.item.facts;
        let mut blocks = vec![Block::Heading(1, self.heading(entry))];
        let mut fine: Vec<String> = self.cases(entry, taken);
        fine.extend(self.one(i.body).filter(|_| self.r.page.bodies.len() > 1));
        let of_note = i.status.filter(|s| !matches!(s, ItemStatus::Handled | ItemStatus::Called));
        fine.extend(of_note.map(|s| self.word("item_status", s.as_str())));
        if !fine.is_empty() {
            blocks.push(Block::Fine(fine.join(" · ")));
        }
        if i.closed == Some(true) {
            blocks.push(Block::Note(self.t.closed.to_owned()));
        }
        let decision = self.decision(entry);
        let matter = self.matter(entry, taken);
        let dissent = self.statements(taken);
        let reworded = self.reworded(taken);
        if self.decision_first() {
            blocks.extend(decision);
            blocks.extend(matter);
        } else {
            blocks.extend(matter);
            blocks.extend(decision);
        }
        blocks.extend(reworded);
        blocks.extend(dissent);
        if !self.is_notes() {
            let facts = entry.paragraph.map(|p| self.at(p)).unwrap_or_default();
            if !facts.is_empty() {
                blocks.push(Block::Facts(facts));
            }
        }
        blocks.extend(self.sent(taken));
        blocks
    }

    /// `§ 34 Handlingsplan`; in notes the number as it stands.
    pub(super) fn heading(self, entry: &ItemEntry) -> String {
        let i = &entry.item.facts;
        match &i.number {
            Some(n) if self.r.page.has_paragraphs => format!("{} {}", self.lang.item_number(n), i.title),
            Some(n) => format!("{n}. {}", i.title),
            None => i.title.clone(),
        }
    }

    /// The numbers of its matter: as printed on it, and in each organisation's own form.
    pub(super) fn cases(self, entry: &ItemEntry, taken: &Taken) -> Vec<String> {
        let printed = entry.item.facts.case_number.as_ref();
        let mut all: Vec<String> = printed.map(|n| format!("{} {n}", self.t.case)).into_iter().collect();
        for case in &taken.cases {
            let Some(number) = case.facts.number.as_ref().filter(|n| Some(*n) != printed) else { continue };
            let whose =
                self.r.name(case.facts.organisation.0).map(|l| format!(" ({})", l.label)).unwrap_or_default();
            all.push(format!("{} {number}{whose}", self.t.case));
        }
        all
    }

    fn acting_body(self, entry: &ItemEntry) -> String {
        let acting = self.one(entry.item.facts.body);
        acting.or_else(|| self.r.page.bodies.first().map(|b| b.facts.name.clone())).unwrap_or_default()
    }

    fn decision(self, entry: &ItemEntry) -> Vec<Block> {
        let body = self.acting_body(entry);
        let ours = if body.is_empty() || self.is_notes() {
            self.t.decision.to_owned()
        } else {
            self.lang.decision_of(&body)
        };
        let heading = Block::Heading(2, self.called(HouseHeading::Decision, &ours));
        if entry.clauses.is_empty() {
            // Whatever is only told or talked about has no decision to miss.
            let decides = !matches!(
                entry.item.facts.kind,
                Some(ItemKind::Information | ItemKind::Discussion | ItemKind::FollowUp)
            );
            return match self.is_notes() || !decides {
                true => Vec::new(),
                false => vec![heading, Block::Note(self.t.no_decision.to_owned())],
            };
        }
        vec![heading, self.clauses(entry, &body)]
    }

    fn clauses(self, entry: &ItemEntry, body: &str) -> Block {
        let numbered = self.clauses_numbered();
        let all: Vec<Clause> = entry
            .clauses
            .iter()
            .map(|c| {
                let text = flow(&c.facts.text.0);
                let (lead, text) = that(&text, numbered, self.lang.pick("att", "that"));
                Clause { number: c.facts.number.to_string(), lead, text, fine: self.clause_fine(c) }
            })
            .collect();
        let led = all.iter().any(|c| !c.lead.is_empty());
        let opening = if led && !body.is_empty() { self.lang.decides(body) } else { String::new() };
        Block::Clauses(Clauses { opening, numbered, clauses: all })
    }

    /// Who shall act, until when, for how much; nothing is said of what nobody was asked to do.
    fn clause_fine(self, c: &Shown<genbo_domain::decision::Clause>) -> Vec<String> {
        let f = &c.facts;
        let mut fine = Vec::new();
        let mut who = self.names(&f.addressees);
        if who.is_empty() {
            who.extend(f.addressee_text.clone());
        }
        let mut line: Vec<String> = Vec::new();
        if !who.is_empty() {
            line.push(format!("{}: {}", self.t.doer, self.lang.list(&who)));
        }
        match &f.due {
            Some(due) => {
                let state =
                    f.due_status.map(|s| format!(" ({})", words::word(self.lang, "due_status", s.as_str())));
                line.push(format!("{}: {}{}", self.t.due, self.lang.date(due), state.unwrap_or_default()));
            }
            // A record that sets no day says nothing of one; that its source leaves one open is told.
            None => line.extend(self.open(c.id(), "due").map(|gap| format!("{}: {gap}", self.t.due))),
        }
        line.extend(f.amount.as_ref().map(|m| format!("{}: {}", self.t.amount, self.lang.money(m))));
        if !line.is_empty() {
            fine.push(line.join(" · "));
        }
        fine
    }

    /// What the matter is about, and how it was dealt with.
    fn matter(self, entry: &ItemEntry, taken: &Taken) -> Vec<Block> {
        let i = &entry.item.facts;
        let mut blocks = Vec::new();
        let mut prose = |heading: String, text: Option<&genbo_domain::value::Prose>| {
            if let Some(text) = text {
                blocks.push(Block::Heading(2, heading));
                blocks.push(Block::Prose(flow(&text.0)));
            }
        };
        prose(self.called(HouseHeading::Summary, self.t.summary), i.summary.as_ref());
        prose(self.called(HouseHeading::Background, self.t.background), i.background.as_ref());
        let presenters = self.names(&i.presenters);
        if !presenters.is_empty() {
            blocks.push(Block::Facts(vec![Fact::new(self.t.presenters, self.lang.list(&presenters))]));
        }
        if !taken.basis.is_empty() {
            let line = |d: &Shown<genbo_domain::matter::Document>| {
                let date = d.facts.date.as_ref().map(|x| self.lang.date(x));
                let parts = [Some(d.facts.title.clone()), d.facts.number.clone(), date];
                parts.into_iter().flatten().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ")
            };
            blocks.push(Block::Heading(2, self.called(HouseHeading::Basis, self.t.basis)));
            blocks.push(Block::Bullets(taken.basis.iter().map(line).collect()));
        }
        let put: Vec<String> = entry
            .proposals
            .iter()
            .filter(|p| p.facts.outcome != Some(ProposalOutcome::Withdrawn))
            .map(|p| self.proposal(p))
            .collect();
        if !put.is_empty() {
            blocks.push(Block::Heading(2, self.called(HouseHeading::Proposal, self.t.motions)));
            blocks.push(Block::Bullets(put));
        }
        if let Some(course) = &i.course {
            blocks.push(Block::Heading(2, self.called(HouseHeading::Course, self.t.course)));
            blocks.push(Block::Prose(flow(&course.0)));
        }
        for (vote, ballots) in &taken.votes {
            let own: Vec<&Shown<VoteOption>> =
                taken.options.iter().filter(|o| o.facts.vote.0 == vote.id()).collect();
            blocks.extend(self.vote(vote, ballots, &own));
        }
        if !taken.stances.is_empty() {
            let line = |s: &Shown<genbo_domain::decision::Stance>| {
                let who = self.r.name(s.facts.member.0).map(|l| l.label).unwrap_or_default();
                let kind = words::word(self.lang, "stance_kind", s.facts.kind.as_str());
                let text = s.facts.text.as_ref().map(|t| format!(". {}", flow(&t.0))).unwrap_or_default();
                self.lang.said_by(&who, &format!("{kind}{text}"))
            };
            blocks.push(Block::Heading(2, self.t.stances.to_owned()));
            blocks.push(Block::Bullets(taken.stances.iter().map(line).collect()));
        }
        blocks
    }

    /// Wordings that later meetings decided, each beside the one that was issued.
    fn reworded(self, taken: &Taken) -> Vec<Block> {
        if taken.rewordings.is_empty() {
            return Vec::new();
        }
        let t = &self.lang.texts().sitting;
        let line = |r: &Shown<genbo_domain::rewording::Rewording>| {
            let x = &r.facts;
            let part = words::word(self.lang, "reworded_part", x.part.as_str());
            let when = x.when.as_ref().map(|w| format!(" ({})", self.lang.date(w))).unwrap_or_default();
            let was = x.was.as_ref().map(|w| format!(" {}: {}", t.previous_issued, flow(&w.0)));
            format!("{part}{when}: {}{}", flow(&x.text.0), was.unwrap_or_default())
        };
        vec![
            Block::Heading(2, t.reworded.to_owned()),
            Block::Bullets(taken.rewordings.iter().map(line).collect()),
        ]
    }

    fn proposal(self, p: &Shown<Proposal>) -> String {
        let movers = self.names(&p.facts.movers);
        let who = if movers.is_empty() { self.gap(p.id(), "movers") } else { self.lang.list(&movers) };
        let kind = words::word(self.lang, "proposal_kind", p.facts.kind.as_str());
        let text = p.facts.text.as_ref().map(|t| format!(": {}", flow(&t.0))).unwrap_or_default();
        format!("{who}: {kind}{text}")
    }

    fn vote(
        self,
        vote: &Shown<Vote>,
        ballots: &[Shown<Ballot>],
        options: &[&Shown<VoteOption>],
    ) -> Vec<Block> {
        let v = &vote.facts;
        let count = |field: &str, count: Option<&Count>| match count {
            Some(count) => self.lang.count(count),
            None => self.gap(vote.id(), field),
        };
        let mut facts = vec![Fact::new(self.t.question, v.question.clone())];
        facts.extend(v.yes_means.clone().map(|m| Fact::new(self.t.yes_means, m)));
        facts.extend(v.no_means.clone().map(|m| Fact::new(self.t.no_means, m)));
        facts.extend(v.method.map(|m| Fact::new(self.t.method, self.word("vote_method", m.as_str()))));
        let counted = v.yes.is_some() || v.no.is_some();
        let counts = self.lang.vote_counts(
            &count("yes", v.yes.as_ref()),
            &count("no", v.no.as_ref()),
            &count("abstained", v.abstained.as_ref()),
        );
        facts.extend(v.step.map(|s| Fact::new(self.t.vote, self.word("vote_step", s.as_str()))));
        let result = Fact::new(self.t.result, counts);
        if counted {
            facts.push(result);
        } else if options.is_empty() && v.outcome.is_none() {
            facts.push(result.open());
        }
        let beside = [("blank", v.blank.as_ref()), ("invalid", v.invalid.as_ref())];
        facts.extend(beside.into_iter().filter_map(|(field, count)| {
            Some(Fact::new(words::field(self.lang, Vote::NAME, field), self.lang.count(count?)))
        }));
        facts.extend(v.tie_break.map(|b| Fact::new(self.t.tie_break, self.word("tie_break", b.as_str()))));
        let mut blocks =
            vec![Block::Heading(2, self.called(HouseHeading::Vote, self.t.vote)), Block::Facts(facts)];
        blocks.extend(v.outcome.as_ref().map(|o| Block::Prose(flow(&o.0))));
        let option = |o: &&Shown<VoteOption>| {
            let votes = o.facts.votes.as_ref().map(|c| self.lang.count(c)).unwrap_or_default();
            let outcome = o.facts.outcome.map(|w| self.word("option_outcome", w.as_str()));
            let fine: Vec<String> =
                [votes, outcome.unwrap_or_default()].into_iter().filter(|s| !s.is_empty()).collect();
            if fine.is_empty() {
                o.facts.title.clone()
            } else {
                format!("{}: {}", o.facts.title, fine.join(", "))
            }
        };
        if !options.is_empty() {
            blocks.push(Block::Bullets(options.iter().map(option).collect()));
        }
        let open = matches!(v.method, Some(VoteMethod::Open | VoteMethod::RollCall) | None);
        if open && !ballots.is_empty() {
            let row = |b: &Shown<Ballot>| {
                let who = self.r.name(b.facts.person.0).map(|l| l.label).unwrap_or_default();
                vec![who, self.word("ballot_choice", b.facts.choice.as_str())]
            };
            blocks.push(Block::Table(Table {
                caption: self.t.ballots.to_owned(),
                columns: vec![(self.t.voter.to_owned(), 3), (self.t.ballot.to_owned(), 1)],
                rows: ballots.iter().map(row).collect(),
            }));
        } else if matches!(v.method, Some(VoteMethod::Open | VoteMethod::RollCall)) {
            blocks.push(Block::Note(self.t.ballots_unknown.to_owned()));
        }
        blocks
    }

    /// Reservations, opinions, remarks, disqualification, each kind below its heading.
    fn statements(self, taken: &Taken) -> Vec<Block> {
        let kinds = [
            (StatementKind::Disqualification, None),
            (StatementKind::NotParticipating, None),
            (StatementKind::Reservation, Some(HouseHeading::Reservation)),
            (StatementKind::SeparateOpinion, Some(HouseHeading::SeparateOpinion)),
            (StatementKind::Note, Some(HouseHeading::Remark)),
        ];
        let mut blocks = Vec::new();
        for (kind, heading) in kinds {
            let own: Vec<String> = taken
                .statements
                .iter()
                .filter(|s| s.facts.kind == kind)
                .map(|s| {
                    let who = self.names(&s.facts.persons);
                    let who = if who.is_empty() { self.gap(s.id(), "persons") } else { self.lang.list(&who) };
                    let text = s.facts.text.as_ref().map(|t| flow(&t.0)).unwrap_or_default();
                    self.lang.said_by(&who, &text)
                })
                .collect();
            if own.is_empty() {
                continue;
            }
            let ours = self.word("statement_kind", kind.as_str());
            let heading = heading.map_or(ours.clone(), |h| self.called(h, &ours));
            blocks.push(Block::Heading(2, heading));
            blocks.push(Block::Bullets(own));
        }
        blocks
    }

    fn sent(self, taken: &Taken) -> Vec<Block> {
        let mut to: Vec<String> = Vec::new();
        for d in &taken.dispatches {
            let who = self.one(d.facts.recipient);
            let who = who.or_else(|| d.facts.recipient_text.clone());
            to.extend(who.filter(|w| !to.contains(w)));
        }
        if to.is_empty() {
            return Vec::new();
        }
        vec![Block::Heading(2, self.called(HouseHeading::SentTo, self.t.sent_to)), Block::Bullets(to)]
    }
}

/// A clause with the word that it begins with. What is a sentence of its own stays one.
fn that(text: &str, numbered: bool, word: &str) -> (String, String) {
    if let Some(rest) = text.strip_prefix("att ") {
        return ("att".to_owned(), rest.to_owned());
    }
    let begins_low = text.chars().next().is_some_and(char::is_lowercase);
    if !numbered && begins_low {
        (word.to_owned(), text.to_owned())
    } else {
        (String::new(), text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::that;

    #[test]
    fn a_sentence_of_its_own_gets_no_att_and_an_infinitive_does() {
        let of = |text, numbered| that(text, numbered, "att");
        assert_eq!(of("Planen antas.", false), (String::new(), "Planen antas.".to_owned()));
        assert_eq!(of("anta planen", false), ("att".to_owned(), "anta planen".to_owned()));
        assert_eq!(of("anta planen", true), (String::new(), "anta planen".to_owned()));
        assert_eq!(of("att anta planen", true), ("att".to_owned(), "anta planen".to_owned()));
    }
}
