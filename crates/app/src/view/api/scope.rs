//! What it means that a thing belongs to a cooperation, a body or an organisation: one rule for all nouns, and one table of
//! what departs from it.
//!
//! The rule: a thing belongs to what it is, what it names directly, whose body or post it names, and whatever its parent
//! belongs to; to a cooperation also by being exported with it. A federation is both an organisation and a cooperation, and
//! what names the one names the other.

use genbo_domain::{
    noun::{Field, NounDef},
    value::{Kind, ThingId},
};
use genbo_store::list::Set;

/// What a list can be asked to belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Axis {
    /// A cooperation.
    Cooperation,
    /// A body.
    Body,
    /// An organisation.
    Organisation,
}

impl Axis {
    /// All of them.
    pub const ALL: [Axis; 3] = [Axis::Cooperation, Axis::Body, Axis::Organisation];

    /// The noun of what is asked for, which is the parameter's name as well.
    pub const fn noun(self) -> &'static str {
        match self {
            Axis::Cooperation => "cooperation",
            Axis::Body => "body",
            Axis::Organisation => "organisation",
        }
    }
}

/// What a list is asked to belong to.
#[derive(Debug, Clone)]
pub struct Whom {
    /// What sort of thing it is.
    pub axis: Axis,
    /// The thing.
    pub id: ThingId,
    /// The cooperation that the organisation is the legal person of, or the other way round.
    pub same: Vec<ThingId>,
}

/// How a noun departs from the rule.
#[derive(Debug, Clone, Copy)]
enum More {
    /// It belongs as well if its field refers to a thing of that noun that belongs.
    Via(&'static str, &'static str),
    /// It belongs as well if a thing of that noun, whose field refers to it, belongs.
    Back(&'static str, &'static str),
    /// It belongs as well if a thing of that noun, whose first field refers to it, names whom we ask for in the second.
    Named(&'static str, &'static str, &'static str),
    /// It belongs as well to the members of the cooperation that its field refers to, or whose body it refers to.
    OfMembers(&'static str),
    /// Its parent belongs to more than it does.
    NotByParent,
}

use Axis::{Body, Cooperation, Organisation};
use More::{Back, Named, NotByParent, OfMembers, Via};

/// The departures: noun, axes, how, and what the documentation says.
const MORE: &[(&str, &[Axis], More, &str)] = &[
    ("organisation", &[Cooperation], Named("membership", "member", "cooperation"), "its members"),
    ("organisation", &[Body], Back("seat", "allotted_to"), "to whom it allots a seat"),
    ("cooperation", &[Organisation], Named("membership", "cooperation", "member"), "of which it is a member"),
    ("group", &[Organisation], NotByParent, "only groups that name it"),
    ("post", &[Body], Back("seat", "allotted_to"), "to which it allots a seat"),
    ("holding", &[Cooperation, Body, Organisation], Via("of", "seat"), "of its seats"),
    ("mandate", &[Cooperation, Body, Organisation], Via("holder", "seat"), "of its seats"),
    (
        "person",
        &[Cooperation, Body, Organisation],
        Back("holding", "person"),
        "who hold a post or seat of it",
    ),
    ("sitting", &[Cooperation, Body, Organisation], Back("meeting", "sitting"), "that hold its meetings"),
    ("meeting", &[Organisation], OfMembers("bodies"), "of cooperations that it is a member of"),
    ("event", &[Organisation], OfMembers("cooperation"), "of cooperations that it is a member of"),
    ("cycle_step", &[Organisation], OfMembers("cooperation"), "of cooperations that it is a member of"),
    ("matter", &[Body], Back("item", "matter"), "of its items"),
    ("matter", &[Organisation], Named("case", "matter", "organisation"), "in which it has a case"),
    ("document", &[Body], Via("extract_of", "item"), "extracts of its items"),
    ("document", &[Organisation], Via("matter", "matter"), "of its matters"),
    ("dispatch", &[Body], Via("item", "item"), "of its decisions"),
    ("referral", &[Body], Via("decided_by", "item"), "that it decided on"),
    (
        "referral",
        &[Organisation],
        Named("referral_addressee", "referral", "organisation"),
        "that it is asked in",
    ),
    ("answer", &[Body], Via("decision", "item"), "that it decided on"),
    ("commission", &[Body], Via("item", "item"), "that its items give"),
    ("commission", &[Body], Via("clause", "clause"), "that its clauses give"),
    ("implementation", &[Body], Via("decision", "item"), "of its decisions"),
    ("implementation", &[Body], Via("decision", "clause"), "of its clauses"),
];

/// The things of a noun that belong to whom we ask for.
pub fn belongs(noun: &'static NounDef, whom: &Whom) -> Set {
    let mut any = Vec::new();
    if whom.axis == Cooperation {
        any.push(Set::Home(noun, whom.id));
    }
    if noun.name == whom.axis.noun() {
        any.push(Set::Ids(vec![whom.id]));
    }
    if whom.axis != Body && matches!(noun.name, "cooperation" | "organisation") {
        any.push(Set::Ids(whom.same.clone()));
    }
    let parent = noun.parent.filter(|_| by_parent(noun, whom.axis));
    for field in noun.fields.iter().filter(|f| parent.is_none_or(|p| p.field != f.name)) {
        any.extend(by_field(noun, field, whom));
    }
    if let Some((def, (_, field))) =
        parent.and_then(|p| Some((NounDef::named(p.noun)?, noun.field(p.field)?)))
    {
        any.push(refers(noun, field, belongs(def, whom)));
    }
    for (_, _, more, _) in departures(noun, whom.axis) {
        any.extend(further(noun, more, whom));
    }
    any.retain(|set| !matches!(set, Set::Ids(ids) if ids.is_empty()));
    Set::Any(any)
}

/// What the documentation says about a list and an axis.
pub fn describe(noun: &'static NounDef, axis: Axis) -> String {
    let own = noun.name == axis.noun() || axis == Cooperation;
    let fields: Vec<&str> = noun.fields.iter().filter(|f| names(f, axis)).map(|f| f.name).collect();
    let mut ways = Vec::new();
    if axis == Cooperation {
        ways.push("exported with it".to_owned());
    }
    if noun.name == axis.noun() {
        ways.push("itself".to_owned());
    }
    if !fields.is_empty() {
        ways.push(format!("by {}", fields.join(", ")));
    }
    let parent = noun.parent.filter(|_| by_parent(noun, axis));
    if let Some(parent) = parent.filter(|_| !own || fields.is_empty()) {
        ways.push(format!("through its {}", parent.noun));
    }
    ways.extend(departures(noun, axis).map(|(_, _, _, doc)| (*doc).to_owned()));
    if ways.is_empty() {
        return format!("Nothing of this list has to do with a {}: the answer is empty.", axis.noun());
    }
    format!("Slug or id: what belongs to that {} ({}).", axis.noun(), ways.join("; "))
}

fn departures(
    noun: &'static NounDef,
    axis: Axis,
) -> impl Iterator<Item = &'static (&'static str, &'static [Axis], More, &'static str)> {
    MORE.iter().filter(move |(name, axes, ..)| *name == noun.name && axes.contains(&axis))
}

/// Whether a dependent thing belongs wherever its parent does. What is one organisation's part of something common (its
/// answer, its case, its membership) belongs to that organisation alone.
fn by_parent(noun: &'static NounDef, axis: Axis) -> bool {
    let key = noun.parent.and_then(|p| noun.field(p.key?));
    let one_partys = axis == Organisation && key.is_some_and(|(_, f)| may_be(f, "organisation"));
    !one_partys && !departures(noun, axis).any(|(_, _, more, _)| matches!(more, NotByParent))
}

fn by_field(noun: &'static NounDef, field: &'static Field, whom: &Whom) -> Vec<Set> {
    let mut sets = Vec::new();
    let whom_itself = || Set::Ids(std::iter::once(whom.id).chain(whom.same.iter().copied()).collect());
    if names_directly(field, whom.axis) {
        sets.push(refers(noun, field, whom_itself()));
    }
    if whom.axis == Body {
        return sets;
    }
    for owned in ["body", "post"] {
        if may_be(field, owned)
            && let Some(def) = NounDef::named(owned)
            && let Some((_, owner)) = def.field("owner")
        {
            sets.push(refers(noun, field, refers(def, owner, whom_itself())));
        }
    }
    sets
}

fn further(noun: &'static NounDef, more: &More, whom: &Whom) -> Option<Set> {
    let whom_itself = || Set::Ids(std::iter::once(whom.id).chain(whom.same.iter().copied()).collect());
    match *more {
        NotByParent => None,
        Via(field, target) => {
            Some(refers(noun, noun.field(field)?.1, belongs(NounDef::named(target)?, whom)))
        }
        Back(by, field) => {
            let def = NounDef::named(by)?;
            Some(Set::Referred(def, def.field(field)?.1, Box::new(belongs(def, whom))))
        }
        Named(by, field, named) => {
            let def = NounDef::named(by)?;
            let by = refers(def, def.field(named)?.1, whom_itself());
            Some(Set::Referred(def, def.field(field)?.1, Box::new(by)))
        }
        OfMembers(field) => {
            let (_, field) = noun.field(field)?;
            let owners = of_member(whom_itself())?;
            if names_directly(field, Cooperation) {
                return Some(refers(noun, field, owners));
            }
            let body = NounDef::named("body")?;
            Some(refers(noun, field, refers(body, body.field("owner")?.1, owners)))
        }
    }
}

/// The cooperations that have such a member, and their legal persons.
fn of_member(member: Set) -> Option<Set> {
    let (membership, cooperation) = (NounDef::named("membership")?, NounDef::named("cooperation")?);
    let by = refers(membership, membership.field("member")?.1, member);
    let cooperations = Set::Referred(membership, membership.field("cooperation")?.1, Box::new(by));
    let persons =
        Set::Referred(cooperation, cooperation.field("organisation")?.1, Box::new(cooperations.clone()));
    Some(Set::Any(vec![cooperations, persons]))
}

fn refers(noun: &'static NounDef, field: &'static Field, to: Set) -> Set {
    Set::Refers(noun, field, Box::new(to))
}

fn may_be(field: &Field, noun: &str) -> bool {
    matches!(field.kind, Kind::Ref(nouns) if nouns.is_empty() || nouns.contains(&noun))
}

fn names_directly(field: &Field, axis: Axis) -> bool {
    match axis {
        Body => may_be(field, "body"),
        Cooperation | Organisation => may_be(field, "cooperation") || may_be(field, "organisation"),
    }
}

fn names(field: &Field, axis: Axis) -> bool {
    names_directly(field, axis) || axis != Body && (may_be(field, "body") || may_be(field, "post"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use genbo_domain::NOUNS;

    #[test]
    fn every_departure_names_nouns_and_fields_that_exist() {
        let whom = |axis| Whom { axis, id: ThingId(1), same: Vec::new() };
        for (name, axes, more, _) in MORE {
            let noun = NounDef::named(name).unwrap();
            for axis in *axes {
                let found = further(noun, more, &whom(*axis)).is_some();
                assert!(found || matches!(more, NotByParent), "{name} {more:?}");
            }
        }
    }

    #[test]
    fn what_one_organisation_answers_is_not_what_the_others_answer() {
        for name in ["answer", "case", "membership", "referral_addressee", "key_share", "home_round_answer"] {
            assert!(!by_parent(NounDef::named(name).unwrap(), Organisation), "{name}");
            assert!(by_parent(NounDef::named(name).unwrap(), Cooperation), "{name}");
        }
        assert!(by_parent(NounDef::named("item").unwrap(), Organisation));
    }

    #[test]
    fn every_list_says_what_belongs_to_what() {
        for noun in NOUNS {
            for axis in Axis::ALL {
                let said = describe(noun, axis);
                let empty = matches!(belongs(noun, &Whom { axis, id: ThingId(1), same: Vec::new() }), Set::Any(s) if s.is_empty());
                assert_eq!(said.starts_with("Nothing"), empty, "{} {axis:?}: {said}", noun.name);
            }
        }
    }
}
