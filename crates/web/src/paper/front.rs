//! The front page of minutes and notes: place and time, who was there, adjustment, signatures, notice; and the certificate of
//! an extract.

use super::Maker;

use genbo_app::view::record::{Begun, Manner};
use genbo_documents::paper::{Block, Fact, Signing};
use genbo_domain::{attendance::MeetingRole, edtf::Edtf, house::HouseHeading, record::RecordStatus};

impl Maker<'_> {
    /// What stands before the items.
    pub(super) fn front(self) -> Vec<Block> {
        let mut facts = vec![self.place_and_time()];
        facts.extend(self.numbered());
        facts.extend(self.people());
        facts.extend(self.open_throughout());
        if self.is_notes() {
            for (term, named, role) in [
                (self.t.chair, self.record_facts().and_then(|r| r.chair), MeetingRole::Chair),
                (self.t.secretary, self.record_facts().and_then(|r| r.secretary), MeetingRole::Secretary),
            ] {
                let who = self.one(named).map(|w| vec![w]).unwrap_or_else(|| self.with_role(role));
                if !who.is_empty() {
                    facts.push(Fact::lines(term, who));
                }
            }
        }
        facts.extend(self.adjustment());
        facts.extend(self.paragraphs());
        let mut blocks = vec![Block::Facts(facts)];
        blocks.extend(self.page_note());
        if !self.is_notes() {
            blocks.push(Block::Heading(
                1,
                crate::house::word(self.lang, &self.r.calls, HouseHeading::Signatures),
            ));
            blocks.push(Block::Signing(self.signing()));
            blocks.extend(self.notice());
        }
        blocks
    }

    /// What stands before the item of an extract.
    pub(super) fn short_front(self) -> Vec<Block> {
        vec![Block::Facts(std::iter::once(self.place_and_time()).chain(self.adjustment()).collect())]
    }

    /// What happened outside the items.
    fn page_note(self) -> Option<Block> {
        self.r.page.meeting.facts.note.as_ref().map(|n| Block::Note(crate::sheet::tell::flow(&n.0)))
    }

    pub(super) fn place_and_time(self) -> Fact {
        let m = &self.r.page.meeting.facts;
        let sitting = self.r.page.sitting.as_ref().map(|s| &s.facts);
        let place = m.place.clone().or_else(|| sitting.and_then(|s| s.place.clone()));
        let time = m.when.as_ref().or_else(|| sitting.and_then(|s| s.when.as_ref())).map(|w| {
            let day = w.exact_day().map_or_else(|| self.lang.planned(w), |d| self.lang.day_long(d));
            match self.lang.time_of(w).filter(|_| w.exact_day().is_some()) {
                Some(time) => format!("{day}, {time}"),
                None => day,
            }
        });
        let is_open = place.is_none() || time.is_none();
        let place = place.unwrap_or_else(|| {
            format!("{}: {}", self.lang.texts().meeting.place, self.gap(self.r.page.meeting.id(), "place"))
        });
        let time = time.unwrap_or_else(|| {
            format!("{}: {}", self.lang.texts().meeting.time, self.gap(self.r.page.meeting.id(), "when"))
        });
        let pause = |p: &genbo_app::view::shown::Shown<genbo_domain::meeting::Pause>| {
            format!("{} {}", p.facts.title, crate::sheet::attendance::pause_time(self.lang, &p.facts))
        };
        let mut lines = vec![place, time];
        lines.extend(self.r.page.roll.pauses.iter().map(pause));
        let fact = Fact::lines(self.t.place_and_time, lines);
        if is_open { fact.open() } else { fact }
    }

    fn numbered(self) -> Option<Fact> {
        let number = self.record_facts().and_then(|r| r.number.clone());
        let number = number.or_else(|| self.r.page.meeting.facts.number.clone())?;
        Some(Fact::new(self.t.number, number))
    }

    /// Who adjusts, where and when. Minutes say it also where it is not known.
    fn adjustment(self) -> Vec<Fact> {
        let entry = self.own();
        let facts = entry.map(|e| &e.record.facts);
        let mut who = facts.map(|r| self.names(&r.adjusters)).unwrap_or_default();
        who.extend(facts.iter().flat_map(|r| r.adjuster_initials.iter().cloned()));
        if who.is_empty() {
            who = self.with_role(MeetingRole::Adjuster);
        }
        // Only law demands that a record says who adjusts it also where nobody does.
        let told = entry
            .is_some_and(|e| e.record.facts.adjusted.is_some() || e.record.facts.adjustment_place.is_some());
        if self.manner != Manner::Minutes && who.is_empty() && !told {
            return Vec::new();
        }
        let gap = |field: &str| match entry {
            Some(e) => self.gap(e.record.id(), field),
            None => self.lang.texts().common.not_stated.to_owned(),
        };
        let adjusters = if who.is_empty() {
            Fact::new(self.t.adjusters, gap("adjusters")).open()
        } else {
            Fact::lines(self.t.adjusters, who)
        };
        let when = facts.and_then(|r| r.adjusted.as_ref()).map(|d| self.lang.date(d));
        let place = facts.and_then(|r| r.adjustment_place.clone());
        let lines: Vec<String> = [place, when].into_iter().flatten().collect();
        let adjusting = if lines.is_empty() {
            Fact::new(self.t.adjusting, gap("adjusted")).open()
        } else {
            Fact::lines(self.t.adjusting, vec![lines.join(", ")])
        };
        vec![adjusters, adjusting]
    }

    fn paragraphs(self) -> Option<Fact> {
        let set = self.record_facts().and_then(|r| r.paragraphs.as_ref());
        let set = set.or(self.r.page.paragraphs.as_ref()).filter(|_| self.r.page.has_paragraphs)?;
        Some(Fact::new(self.t.paragraphs, self.lang.paragraphs(set)))
    }

    /// The lines to sign on: those of the house, otherwise secretary, chair and each who adjusts.
    fn signing(self) -> Vec<Signing> {
        let facts = self.record_facts();
        let chair = self
            .one(facts.and_then(|r| r.chair))
            .into_iter()
            .chain(self.with_role(MeetingRole::Chair))
            .next();
        let secretary = self
            .one(facts.and_then(|r| r.secretary))
            .into_iter()
            .chain(self.with_role(MeetingRole::Secretary))
            .next();
        if !self.r.signatures.is_empty() {
            let named = |office: &str| {
                let is = |word: &str| office.to_lowercase() == word.to_lowercase();
                if is(self.t.chair) {
                    chair.clone()
                } else if is(self.t.secretary) {
                    secretary.clone()
                } else {
                    None
                }
            };
            let lines = crate::house::signing(&self.r.signatures).into_iter();
            return lines
                .map(|(office, below)| {
                    let who = named(&office);
                    let below =
                        who.into_iter().chain(Some(below).filter(|b| !b.is_empty())).collect::<Vec<_>>();
                    Signing { below: below.join(", "), office }
                })
                .collect();
        }
        let mut adjusters = facts.map(|r| self.names(&r.adjusters)).unwrap_or_default();
        if adjusters.is_empty() {
            adjusters = self.with_role(MeetingRole::Adjuster);
        }
        if adjusters.is_empty() && self.manner == Manner::Minutes {
            adjusters.push(String::new());
        }
        let line = |office: &str, below: Option<String>| Signing {
            office: office.to_owned(),
            below: below.unwrap_or_default(),
        };
        let mut lines = vec![line(self.t.secretary, secretary), line(self.t.chair, chair)];
        lines.extend(adjusters.into_iter().map(|who| line(self.t.adjuster, Some(who))));
        lines
    }

    /// That the record is adjusted and announced, for each board; only where law says so.
    pub(super) fn notice(self) -> Option<Block> {
        if self.manner != Manner::Minutes {
            return None;
        }
        if self.frozen {
            return Some(Block::Note(self.t.notice_elsewhere.to_owned()));
        }
        let entry = self.own();
        let adjusted = entry.is_some_and(|e| {
            matches!(
                e.record.facts.status,
                Some(RecordStatus::Adjusted | RecordStatus::Approved | RecordStatus::Corrected)
            )
        });
        let mut blocks = vec![
            Block::Heading(2, self.called(HouseHeading::Notice, self.t.notice)),
            Block::Prose(if adjusted { self.t.adjusted_and_posted } else { self.t.not_adjusted }.to_owned()),
        ];
        let common = vec![
            Fact::new(self.t.body, self.body_names()),
            Fact::new(
                self.t.date,
                self.when().unwrap_or_else(|| self.lang.texts().common.missing.to_owned()),
            ),
        ];
        blocks.push(Block::Facts(common));
        let notices: Vec<Option<&_>> = match entry {
            Some(e) if !e.notices.is_empty() => e.notices.iter().map(Some).collect(),
            _ => vec![None],
        };
        for notice in notices {
            let facts = notice.map(|n| &n.facts);
            let date = |term: &str, field: &str, date: Option<&Edtf>| match (date, notice) {
                (Some(date), _) => Fact::new(term, self.lang.date(date)),
                (None, Some(n)) => Fact::new(term, self.gap(n.id(), field)).open(),
                (None, None) => Fact::new(term, self.lang.texts().common.not_stated).open(),
            };
            let mut all: Vec<Fact> = Vec::new();
            all.extend(self.one(facts.and_then(|n| n.board)).map(|b| Fact::new(self.t.board, b)));
            all.push(date(self.t.posted, "posted", facts.and_then(|n| n.posted.as_ref())));
            all.push(date(self.t.removed, "removed", facts.and_then(|n| n.removed.as_ref())));
            all.extend(self.last_appeal());
            let storage = facts.and_then(|n| n.storage.clone());
            let storage = storage.or_else(|| entry.and_then(|e| e.record.facts.storage.clone()));
            all.push(match storage {
                Some(storage) => Fact::new(self.t.storage, storage),
                None => Fact::new(self.t.storage, self.lang.texts().common.not_stated).open(),
            });
            blocks.push(Block::Facts(all));
            let signed = self.one(facts.and_then(|n| n.signed_by)).unwrap_or_default();
            blocks.push(Block::Signing(vec![Signing { office: self.t.signature.to_owned(), below: signed }]));
        }
        Some(Block::Framed(blocks))
    }

    fn last_appeal(self) -> Option<Fact> {
        let appeal = self.r.appeal.as_ref()?;
        let begun = self.part.and_then(|p| appeal.begun.get(p)).copied().unwrap_or(Begun::Unknown);
        Some(match begun {
            Begun::Until(day) => {
                Fact::new(self.t.last_appeal, format!("{} ({})", self.lang.day_long(day), appeal.section))
            }
            Begun::Unknown => Fact::new(self.t.last_appeal, self.t.appeal_unknown).open(),
            Begun::Stopped => Fact::new(self.t.last_appeal, self.t.appeal_stopped).open(),
            Begun::WhenAll => Fact::new(self.t.last_appeal, self.t.appeal_when_all).open(),
        })
    }

    /// What is filled in by whoever certifies an extract.
    pub(super) fn certificate(self) -> Block {
        Block::Framed(vec![
            Block::Heading(2, self.t.certificate.to_owned()),
            Block::Prose(self.t.certified.to_owned()),
            Block::Signing(vec![
                Signing { office: self.t.certificate_name.to_owned(), below: String::new() },
                Signing { office: self.t.certificate_date.to_owned(), below: String::new() },
            ]),
        ])
    }
}
