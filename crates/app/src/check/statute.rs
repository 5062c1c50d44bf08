//! What law demands of the bodies of a cooperation: the pack of each body's jurisdiction, as rules beside the agreed ones.
//!
//! Invariants: a body of another jurisdiction, or of none, gets nothing; a body that the cooperation only borrows from another
//! is judged there. The ids are below zero, so that they never meet one of the register.

use crate::{
    pack::{self, Pack},
    view::{Link, Names},
};
use genbo_documents::statutes::{Law, Statute};
use genbo_domain::{
    body::Body,
    cooperation::Cooperation,
    governing_document::GoverningDocument,
    noun::{Noun, To},
    rule::Rule,
    value::{Prose, ThingId},
};
use genbo_rules::facts::{Fact, Facts};
use genbo_store::row::{Meta, Stored};

/// A statute as a rule of one cooperation.
pub(super) struct Enacted {
    /// The rule.
    pub(super) rule: Stored<Rule>,
    /// What the law says.
    pub(super) statute: &'static Statute,
}

/// The first id of what packs give. Each pack has a thousand, laws first.
const FIRST: i64 = -1_000;

/// The place of a pack among all, for its ids.
fn base(of: &Pack) -> i64 {
    let place = pack::all().iter().position(|p| p.code == of.code).unwrap_or(0);
    FIRST * (1 + i64::try_from(place).unwrap_or(0))
}

fn law_id(of: &Pack, law: &str) -> ThingId {
    let place = of.statutes.laws.iter().position(|l| l.key == law).unwrap_or(0);
    ThingId(base(of) - i64::try_from(place).unwrap_or(0))
}

fn statute_id(of: &Pack, place: usize) -> ThingId {
    ThingId(base(of) - 100 - i64::try_from(place).unwrap_or(0))
}

/// The jurisdiction of a body: that of the cooperation that it belongs to, or of the register that has its owner.
fn jurisdiction(facts: &Facts, home: &Stored<Cooperation>, body: &Body) -> Option<&'static Pack> {
    let told = |c: &Cooperation| c.jurisdiction.as_deref().and_then(pack::named);
    let owner = body.owner.0;
    if owner == home.id || home.facts.organisation.is_some_and(|o| o.0 == owner) {
        return told(&home.facts);
    }
    if let Some(cooperation) = facts.cooperations.get(owner) {
        return told(&cooperation.facts);
    }
    let organisation = |id: ThingId| facts.organisations.get(id).map(|o| &o.facts);
    let own = organisation(owner)?;
    let code = own.code.as_deref().or_else(|| organisation(own.part_of?.0)?.code.as_deref())?;
    pack::all().into_iter().find(|p| p.has_code(code))
}

/// The statutes for the bodies that the cooperation answers for: its own, and those that are kept with it.
pub(super) fn enacted(facts: &Facts, home: &Stored<Cooperation>, kept: &[ThingId]) -> Vec<Enacted> {
    let own = |b: &Fact<Body>| {
        let owner = b.facts.owner.0;
        owner == home.id || home.facts.organisation.is_some_and(|o| o.0 == owner)
    };
    let bodies: Vec<(&Fact<Body>, &'static Pack)> = facts
        .bodies
        .iter()
        .filter(|b| b.facts.profile.is_some() && (own(b) || kept.contains(&b.id)))
        .filter_map(|b| Some((b, jurisdiction(facts, home, &b.facts)?)))
        .collect();
    let mut all = Vec::new();
    for pack in pack::all() {
        for (place, statute) in pack.statutes.statutes.iter().enumerate() {
            let form = |b: &Fact<Body>| {
                statute.forms.is_empty()
                    || (own(b) && home.facts.form.is_some_and(|f| statute.forms.contains(&f)))
            };
            let mine = bodies.iter().filter(|(b, p)| {
                p.code == pack.code
                    && b.facts.profile.is_some_and(|p| statute.profiles.contains(&p))
                    && form(b)
            });
            let mine: Vec<To<Body>> = mine.map(|(b, _)| To::new(b.id)).collect();
            if !mine.is_empty() {
                all.push(one(pack, place, statute, home, mine));
            }
        }
    }
    all
}

fn one(
    pack: &Pack,
    place: usize,
    statute: &'static Statute,
    home: &Stored<Cooperation>,
    bodies: Vec<To<Body>>,
) -> Enacted {
    let id = statute_id(pack, place);
    let facts = rule(pack, statute, home.id, bodies);
    let meta = Meta {
        slug: slug(home, pack, statute),
        label: statute.titles.get("sv").cloned().unwrap_or_default(),
        label_sort: String::new(),
        home: Some(home.id),
        // After the rules that the cooperation has agreed on, in the order of the pack.
        position: i64::MAX - 1_000 + i64::try_from(place).unwrap_or(0),
        visibility: "public".to_owned(),
        source: None,
        as_published: None,
        certainty: None,
        changed: 0,
    };
    Enacted { rule: Stored { id, meta, facts }, statute }
}

/// The slug of a statute's rule in a cooperation: `COOPERATION/JURISDICTION/ID`.
fn slug(home: &Stored<Cooperation>, pack: &Pack, statute: &Statute) -> String {
    format!("{}/{}/{}", home.meta.slug, pack.code, statute.id)
}

fn rule(pack: &Pack, statute: &Statute, home: ThingId, bodies: Vec<To<Body>>) -> Rule {
    let law = pack.statutes.laws.iter().find(|l| l.key == statute.law);
    let reading = statute.readings.get("sv").cloned();
    Rule {
        cooperation: To::new(home),
        title: statute.titles.get("sv").cloned(),
        kind: statute.kind,
        scope_body: None,
        scope_bodies: bodies,
        scope_part_of: None,
        scope_body_kind: None,
        scope_member: None,
        scope_members: Vec::new(),
        scope_group: None,
        scope_document: None,
        scope_document_kind: None,
        scope_thing: None,
        scope_item: statute.item,
        parameters: Some(statute.parameters.clone()),
        assumed: Vec::new(),
        excepts: None,
        priority: None,
        cites_document: To::new(law_id(pack, &statute.law)),
        cites_edition: law.map_or_else(|| statute.valid.clone(), |l| l.from.clone()),
        cites_section: statute.section.clone(),
        cites_quote: statute.quote.clone(),
        force: statute.force,
        raised: None,
        valid: Some(statute.valid.clone()),
        norms: Vec::new(),
        reading_by: reading.as_ref().map(|_| "Genbo".to_owned()),
        reading_text: reading.map(Prose),
        reading_from: None,
        state_off_because: None,
        note: None,
    }
}

/// The rule of a statute that a slug names, with its pack: `COOPERATION/JURISDICTION/ID`.
pub(super) fn of_slug(slug: &str) -> Option<(&str, &'static Pack, &'static Statute)> {
    let (rest, id) = slug.rsplit_once('/')?;
    let (cooperation, code) = rest.rsplit_once('/')?;
    let pack = pack::named(code)?;
    let statute = pack.statutes.statutes.iter().find(|s| s.id == id)?;
    Some((cooperation, pack, statute))
}

/// That statute as a rule of a cooperation, whether or not it has a body that it is for.
pub(super) fn rule_of(home: &Stored<Cooperation>, pack: &'static Pack, statute: &'static Statute) -> Enacted {
    let place = pack.statutes.statutes.iter().position(|s| s.id == statute.id).unwrap_or(0);
    one(pack, place, statute, home, Vec::new())
}

/// Makes the names of laws and of their demands known, as those of things.
pub(super) fn learn(names: &mut Names, enacted: &[Enacted]) {
    for pack in pack::all() {
        for law in &pack.statutes.laws {
            names.add(law_link(pack, law));
        }
    }
    for one in enacted {
        names.add(Link::from(&one.rule));
    }
}

fn law_link(pack: &Pack, law: &Law) -> Link {
    Link {
        id: law_id(pack, &law.key),
        noun: GoverningDocument::NAME.to_owned(),
        slug: law.key.clone(),
        label: law.title.clone(),
    }
}

/// The law that a statute's rule cites, if it is one of a pack.
pub(super) fn law(id: ThingId) -> Option<Link> {
    let all = pack::all().into_iter().flat_map(|p| p.statutes.laws.iter().map(move |l| law_link(p, l)));
    all.into_iter().find(|l| l.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use genbo_domain::{body::Profile, parameters::Parameters, value::Pointer};
    use genbo_rules::catalogue::{self, Judge};
    use jiff::{ToSpan, civil::Date};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// What is wrong with the statutes of a pack, each with its line.
    fn faults(pack: &Pack) -> Vec<String> {
        let nothing = |_: &Pointer| None;
        let of = |s: &Statute, parameters: &Parameters| {
            let all = match catalogue::read(s.kind, parameters, &nothing) {
                Ok(check) => check.never().into_iter().collect(),
                Err(faults) => faults,
            };
            all.into_iter().map(|f| format!("{}: {}: {f}", s.place, s.id)).collect::<Vec<_>>()
        };
        pack.statutes.statutes.iter().flat_map(|s| of(s, &s.parameters)).collect()
    }

    #[test]
    fn the_parameters_of_every_statute_are_those_of_its_kind() {
        for pack in pack::all() {
            assert_eq!(faults(pack), Vec::<String>::new());
        }
    }

    #[test]
    fn what_law_demands_is_never_for_networks_and_cites_chapter_and_section() {
        for statute in pack::all().into_iter().flat_map(|p| &p.statutes.statutes) {
            assert!(!statute.profiles.contains(&Profile::Network), "{}", statute.id);
            assert!(!statute.profiles.contains(&Profile::AssociationBoard), "{}", statute.id);
            assert!(statute.section.contains("kap.") && statute.section.contains('§'), "{}", statute.id);
        }
    }

    proptest! {
        #[test]
        fn every_day_has_exactly_one_version_of_what_law_demands_about_a_topic(days in 0_i64..20_000) {
            let day = Date::constant(1985, 1, 1).checked_add(days.days()).expect("a day of these years");
            for pack in pack::all() {
                let topics: BTreeSet<&str> = pack.statutes.statutes.iter().map(|s| s.topic.as_str()).collect();
                for (topic, profile) in topics.iter().flat_map(|t| [Profile::Assembly, Profile::Directorate, Profile::Board, Profile::JointBoard, Profile::Committee].map(|p| (*t, p))) {
                    let mine: Vec<&Statute> = pack.statutes.statutes.iter().filter(|s| s.topic == topic && s.profiles.contains(&profile)).collect();
                    let begun = mine.iter().filter_map(|s| s.valid.first()).min().is_some_and(|d| d.date() <= day);
                    let now = mine.iter().filter(|s| s.valid.overlaps(day, day)).count();
                    prop_assert_eq!(now, usize::from(begun), "{} for {:?} on {}", topic, profile, day);
                }
            }
        }
    }

    #[test]
    fn the_last_day_of_appeal_is_the_one_that_the_law_gives() {
        let calendar = &pack::named("se").expect("there is Sweden").calendar;
        let weeks: genbo_domain::duration::Duration = "3 weeks".parse().expect("a length");
        for (posted, nominal, last) in [
            ("1999-03-16", "1999-04-06", "1999-04-06"),
            ("2011-04-04", "2011-04-25", "2011-04-26"),
            ("2017-09-12", "2017-10-03", "2017-10-03"),
            ("2026-12-03", "2026-12-24", "2026-12-28"),
            ("2026-12-10", "2026-12-31", "2027-01-04"),
            ("2026-12-15", "2027-01-05", "2027-01-05"),
            ("2027-03-05", "2027-03-26", "2027-03-30"),
            ("2027-04-15", "2027-05-06", "2027-05-07"),
            ("2027-06-04", "2027-06-25", "2027-06-28"),
        ] {
            let posted: Date = posted.parse().expect("a day");
            let day = weeks.after(posted, calendar).expect("a day");
            assert_eq!(day.to_string(), nominal);
            assert_eq!(calendar.working_day_from(day).map(|d| d.to_string()).as_deref(), Some(last));
        }
    }
}
