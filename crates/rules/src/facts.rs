//! The facts that rules judge: the nouns of one cooperation as structs, found by id, by slug and in the order of their ids.
//!
//! Invariant: the order in which facts are added changes nothing.

use genbo_domain::{
    NOUNS,
    agenda::Agenda,
    agreement::{Agreement, Area, Key, KeyShare},
    attendance::Attendance,
    body::Body,
    calendar::WorkingCalendar,
    commission::{BackReport, Commission, WayStation},
    contact::Contact,
    cooperation::{Cooperation, Group, Membership},
    course::{Course, CourseEdition, CourseNeed, Event},
    decision::Clause,
    edtf::Edtf,
    gap::GapKind,
    governing_document::{Edition, GoverningDocument, Section},
    item::Item,
    matter::{Dispatch, Matter},
    meeting::Meeting,
    noun::{Noun, NounDef},
    organisation::{Organisation, Statistic},
    plan::{Activity, CycleStep, Goal, Plan},
    post::{Holding, Post},
    project::{Evaluation, Project},
    record::{Notice, Record},
    referral::{Answer, Referral, ReferralAddressee},
    rule::{CompleteList, ListKind, Rule, RuleAnswer, RuleWaiver},
    seat::Seat,
    value::{Pointer, ReadError, StoredValue, ThingId},
    vote::{Ballot, Vote},
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// One thing with its facts.
#[derive(Debug, Clone)]
pub struct Fact<N> {
    /// Its id.
    pub id: ThingId,
    /// Its slug.
    pub slug: String,
    /// What its source leaves open, by field.
    pub gaps: Vec<(String, GapKind)>,
    /// The names of the fields that have a value.
    pub present: Vec<&'static str>,
    /// The facts.
    pub facts: N,
}

impl<N> Fact<N> {
    /// In which way the source leaves that field open, if it says so.
    pub fn gap(&self, field: &str) -> Option<GapKind> {
        self.gaps.iter().find(|(name, _)| name == field).map(|(_, kind)| *kind)
    }

    /// Whether the source does not tell that field.
    pub fn is_unknown(&self, field: &str) -> bool {
        matches!(self.gap(field), Some(GapKind::Unknown | GapKind::NotCounted))
    }

    /// Whether the source shows that field empty, or says that there is none: then it is no secret but a fact.
    pub fn is_empty(&self, field: &str) -> bool {
        matches!(self.gap(field), Some(GapKind::Blank | GapKind::None))
    }
}

/// A thing as it comes from a store or file.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its id.
    pub id: ThingId,
    /// Its slug.
    pub slug: String,
    /// One value per field of its noun.
    pub values: Vec<Option<StoredValue>>,
    /// What its source leaves open, by field.
    pub gaps: Vec<(String, GapKind)>,
}

/// The things of one noun.
#[derive(Debug, Clone)]
pub struct Table<N>(BTreeMap<ThingId, Fact<N>>);

impl<N> Default for Table<N> {
    fn default() -> Self {
        Table(BTreeMap::new())
    }
}

impl<N: Noun> Table<N> {
    /// All of them, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Fact<N>> {
        self.0.values()
    }

    /// The one of that id.
    pub fn get(&self, id: ThingId) -> Option<&Fact<N>> {
        self.0.get(&id)
    }

    fn add(&mut self, row: Row) -> Result<(), ReadError> {
        let present = N::DEF.fields.iter().zip(&row.values).filter(|(_, v)| v.is_some()).map(|(f, _)| f.name);
        let present = present.collect();
        let facts = N::read(row.values)?;
        self.0.insert(row.id, Fact { id: row.id, slug: row.slug, gaps: row.gaps, present, facts });
        Ok(())
    }
}

macro_rules! facts {
    ($($(#[doc = $doc:literal])+ $field:ident: $N:ty,)*) => {
        /// All that is known, as of one day.
        #[derive(Debug, Clone)]
        pub struct Facts {
            /// The day that counts as today.
            pub as_of: Date,
            /// Which days are working days.
            pub calendar: WorkingCalendar,
            /// The rules that are law: of each thing the version counts that was in force on its own day.
            pub statutes: BTreeSet<ThingId>,
            slugs: HashMap<Pointer, ThingId>,
            nouns: HashMap<ThingId, &'static str>,
            $($(#[doc = $doc])+ pub $field: Table<$N>,)*
        }

        impl Facts {
            /// The nouns that are facts here.
            pub const NOUNS: &'static [&'static str] = &[$(<$N as Noun>::NAME),*];

            /// No facts yet.
            pub fn new(as_of: Date, calendar: WorkingCalendar) -> Facts {
                Facts {
                    as_of,
                    calendar,
                    statutes: BTreeSet::new(),
                    slugs: HashMap::new(),
                    nouns: HashMap::new(),
                    $($field: Table::default(),)*
                }
            }

            /// Adds a thing; one of a noun that no rule looks at is only known by name.
            pub fn add(&mut self, noun: &'static str, row: Row) -> Result<(), ReadError> {
                self.name(noun, row.id, &row.slug);
                match noun {
                    $(<$N as Noun>::NAME => self.$field.add(row),)*
                    _ => Ok(()),
                }
            }
        }
    };
}

facts! {
    /// Organisations: members, and owners of bodies.
    organisations: Organisation,
    /// The cooperations.
    cooperations: Cooperation,
    /// Who is a member.
    memberships: Membership,
    /// Groups of members.
    groups: Group,
    /// Bodies.
    bodies: Body,
    /// Posts.
    posts: Post,
    /// Seats in bodies.
    seats: Seat,
    /// Who holds posts and seats.
    holdings: Holding,
    /// Governing documents.
    documents: GoverningDocument,
    /// Their editions.
    editions: Edition,
    /// Their sections.
    sections: Section,
    /// Meetings.
    meetings: Meeting,
    /// Who took part in them.
    attendances: Attendance,
    /// What was taken up.
    items: Item,
    /// What was decided.
    clauses: Clause,
    /// Records of meetings.
    records: Record,
    /// Notices of records.
    notices: Notice,
    /// Commissions.
    commissions: Commission,
    /// What commissions pass on their way.
    way_stations: WayStation,
    /// Reports to those who are represented.
    back_reports: BackReport,
    /// Referrals.
    referrals: Referral,
    /// Who is asked.
    addressees: ReferralAddressee,
    /// What they answered.
    answers: Answer,
    /// Plans.
    plans: Plan,
    /// What is done in them.
    activities: Activity,
    /// Steps of planning cycles.
    steps: CycleStep,
    /// Projects.
    projects: Project,
    /// Evaluations.
    evaluations: Evaluation,
    /// Cooperation areas.
    areas: Area,
    /// Agreements.
    agreements: Agreement,
    /// Cost keys.
    keys: Key,
    /// Contacts.
    contacts: Contact,
    /// Events.
    events: Event,
    /// Courses.
    courses: Course,
    /// The times that they are given.
    course_editions: CourseEdition,
    /// How many seats of them somebody needs.
    course_needs: CourseNeed,
    /// Shares in cost keys.
    key_shares: KeyShare,
    /// Goals of plans.
    goals: Goal,
    /// Matters.
    matters: Matter,
    /// What was sent to whom.
    dispatches: Dispatch,
    /// Agendas as they were called.
    agendas: Agenda,
    /// Votes.
    votes: Vote,
    /// Who voted how.
    ballots: Ballot,
    /// Figures about organisations.
    statistics: Statistic,
    /// The rules.
    rules: Rule,
    /// For whom they are waived.
    waivers: RuleWaiver,
    /// What people answered to what they ask.
    replies: RuleAnswer,
    /// Lists that are complete.
    complete: CompleteList,
}

impl Facts {
    /// Adds a rule that is law, which stands in no register.
    pub fn enact(&mut self, rule: Fact<Rule>) {
        self.name(Rule::NAME, rule.id, &rule.slug);
        self.statutes.insert(rule.id);
        self.rules.0.insert(rule.id, rule);
    }

    /// Makes a thing known by name, without its facts.
    pub fn name(&mut self, noun: &'static str, id: ThingId, slug: &str) {
        self.slugs.insert(Pointer { noun, slug: slug.to_owned() }, id);
        self.nouns.insert(id, noun);
    }

    /// The thing of that noun and slug.
    pub fn find(&self, pointer: &Pointer) -> Option<ThingId> {
        self.slugs.get(pointer).copied()
    }

    /// The noun of a thing that is known.
    pub fn noun_of(&self, id: ThingId) -> Option<&'static NounDef> {
        let name = *self.nouns.get(&id)?;
        NOUNS.iter().copied().find(|n| n.name == name)
    }

    /// Whether that list is declared complete for all the days from `first` to `last`.
    pub fn is_complete(&self, of: ThingId, list: ListKind, first: Date, last: Date) -> bool {
        self.complete.iter().any(|c| {
            c.facts.of.0 == of
                && c.facts.list == list
                && c.facts.window.as_ref().is_none_or(|w| covers_all(w, first, last))
        })
    }

    /// Whether something that is valid for a time may be so today; without a time it may always.
    pub fn is_now(&self, valid: Option<&Edtf>) -> bool {
        valid.is_none_or(|v| v.overlaps(self.as_of, self.as_of))
    }
}

/// Whether a declared time covers all those days: a month or year, or from an early to a late one, means all of it.
fn covers_all(window: &Edtf, first: Date, last: Date) -> bool {
    window.first().is_none_or(|f| f.date() <= first) && window.last().is_none_or(|l| l.date() >= last)
}
