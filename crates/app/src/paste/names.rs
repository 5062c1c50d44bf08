//! Names in pasted cells: what they mean among what is there already.

use super::{
    seats::Seats,
    sheet::{Cell, Row, Sheet},
};
use crate::{collation, cx::Change, error::ActionError, thing::written::Written};
use genbo_domain::{
    body::Body,
    noun::{Noun, NounDef},
    organisation::Organisation,
    person::Person,
    post::Holding,
    seat::Seat,
    slug,
    value::{Pointer, ThingId, Value},
};
use genbo_store::{
    row::{self, Find, Stored},
    thing::{self, Name, Viewer},
};
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap, HashSet};

/// What the names of a sheet's rows mean, and what is there already in its context.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Organisations and cooperations by what people call them; nothing where several are called so.
    parties: HashMap<String, Option<Pointer>>,
    /// People of the cooperation by name, with slug.
    people: HashMap<String, Option<String>>,
    /// Slugs of people that are taken, here or elsewhere, or that rows make.
    pub taken: HashSet<String>,
    /// The people that rows make: slugs by name.
    pub new_people: HashMap<String, String>,
    /// The seats of the body.
    pub seats: Seats,
    /// What is there already, as [`key_of`] tells it.
    there: HashSet<String>,
    /// The slug of the cooperation that new things are kept with.
    pub home: Option<String>,
}

/// How names are compared: without regard to capitals and to how many blanks there are.
pub(super) fn key(name: &str) -> String {
    collation::key(&name.split_whitespace().collect::<Vec<_>>().join(" "))
}

impl Names {
    pub async fn of(
        change: &mut Change,
        sheet: Sheet,
        context: &Name,
        rows: &[Row],
        today: Date,
    ) -> Result<Names, ActionError> {
        let mut names = Names { home: home(change, context).await?, ..Names::default() };
        let column = |name: &str| sheet.place(name);
        let cells = |place: Option<usize>| -> BTreeSet<String> {
            let cells = place.into_iter().flat_map(|p| rows.iter().filter_map(move |r| r.get(p)));
            cells
                .filter_map(|c| match c {
                    Cell::Name(name) => Some(name.clone()),
                    Cell::Value(Value::Text(name)) => Some(name.clone()),
                    _ => None,
                })
                .collect()
        };
        let mut parties = cells(column("organisation"));
        parties.extend(cells(column("member")));
        names.find_parties(change, &parties).await?;
        names.find_people(change, &cells(column("person"))).await?;
        names.find_there(change, sheet, context.id, today).await?;
        Ok(names)
    }

    /// What a name in a column means.
    pub fn one(&self, column: &str, name: &str) -> Option<Pointer> {
        match column {
            "person" => {
                let slug = self.person(name)?;
                Some(Pointer { noun: Person::NAME, slug })
            }
            _ => self.parties.get(&key(name)).cloned().flatten(),
        }
    }

    /// The person of that name, if the cooperation knows exactly one.
    pub fn person(&self, name: &str) -> Option<String> {
        self.people.get(&key(name)).cloned().flatten()
    }

    /// Whether the same is there already.
    pub fn is_there(&self, sheet: Sheet, written: &Written) -> bool {
        key_of(sheet, written).is_some_and(|key| self.there.contains(&key))
    }

    /// Notes that the same will be there; no if it was noted already.
    pub fn note(&mut self, sheet: Sheet, written: &Written) -> bool {
        key_of(sheet, written).is_none_or(|key| self.there.insert(key))
    }

    async fn find_parties(
        &mut self,
        change: &mut Change,
        wanted: &BTreeSet<String>,
    ) -> Result<(), ActionError> {
        if wanted.is_empty() {
            return Ok(());
        }
        let viewer = change.actor.viewer();
        let all: Vec<Stored<Organisation>> = row::load(&mut change.tx, &viewer, Find::All).await?;
        for o in &all {
            let pointer = Pointer { noun: Organisation::NAME, slug: o.meta.slug.clone() };
            let called =
                [Some(&o.facts.name), o.facts.short_name.as_ref(), o.facts.code.as_ref(), Some(&o.meta.slug)];
            self.call(called.into_iter().flatten(), &pointer);
        }
        let all: Vec<Stored<genbo_domain::cooperation::Cooperation>> =
            row::load(&mut change.tx, &viewer, Find::All).await?;
        for c in &all {
            let pointer = Pointer { noun: "cooperation", slug: c.meta.slug.clone() };
            let free: Vec<&String> = [Some(&c.facts.name), c.facts.short_name.as_ref()]
                .into_iter()
                .flatten()
                // A federation is an organisation first.
                .filter(|name| !self.parties.contains_key(&key(name)))
                .collect();
            self.call(free.into_iter(), &pointer);
        }
        Ok(())
    }

    fn call<'a>(&mut self, names: impl Iterator<Item = &'a String>, pointer: &Pointer) {
        let mut keys: BTreeSet<String> = BTreeSet::new();
        for name in names {
            keys.insert(key(name));
            // "Svalöv", "Svalövs kommun" and "Malmö stad" are how the same are written.
            let short = name.trim_end_matches(" kommun").trim_end_matches(" stad");
            keys.extend(
                [
                    short.to_owned(),
                    format!("{short} kommun"),
                    format!("{short}s kommun"),
                    format!("{short} stad"),
                    format!("{short}s stad"),
                ]
                .iter()
                .map(|n| key(n)),
            );
            if let Some(without_s) = short.strip_suffix('s').filter(|_| short != name) {
                keys.insert(key(without_s));
            }
        }
        for key in keys {
            self.parties
                .entry(key)
                .and_modify(|p| {
                    if p.as_ref() != Some(pointer) {
                        *p = None;
                    }
                })
                .or_insert_with(|| Some(pointer.clone()));
        }
    }

    async fn find_people(
        &mut self,
        change: &mut Change,
        wanted: &BTreeSet<String>,
    ) -> Result<(), ActionError> {
        if wanted.is_empty() {
            return Ok(());
        }
        let viewer = change.actor.viewer();
        if let Some(home) = &self.home {
            let home = thing::find(&mut change.tx, &viewer, "cooperation", home).await?.id;
            let people: Vec<Stored<Person>> = row::load(&mut change.tx, &viewer, Find::Home(home)).await?;
            for p in people {
                let slug = p.meta.slug;
                self.people.entry(key(&p.facts.name)).and_modify(|s| *s = None).or_insert(Some(slug));
            }
        }
        let slugs: Vec<String> = wanted.iter().map(|name| slug::of(name).replace('/', "-")).collect();
        let slugs: Vec<&str> = slugs.iter().map(String::as_str).filter(|s| slug::check(s).is_ok()).collect();
        let taken = thing::ids_of_slugs(&mut change.tx, &Viewer::All, Person::NAME, &slugs).await?;
        self.taken.extend(taken.into_keys());
        Ok(())
    }

    async fn find_there(
        &mut self,
        change: &mut Change,
        sheet: Sheet,
        context: ThingId,
        today: Date,
    ) -> Result<(), ActionError> {
        match sheet {
            Sheet::Members => self.there_of(change, sheet, "cooperation", context).await,
            Sheet::Contacts => self.there_of(change, sheet, "cooperation", context).await,
            Sheet::Meetings => self.there_of(change, sheet, "bodies", context).await,
            Sheet::Seats | Sheet::Participants => self.find_seats(change, context, today).await,
        }
    }

    async fn there_of(
        &mut self,
        change: &mut Change,
        sheet: Sheet,
        field: &str,
        context: ThingId,
    ) -> Result<(), ActionError> {
        let noun = sheet.noun();
        let rows = row::load_rows(&mut change.tx, &Viewer::All, noun, Find::By(field, &[context])).await?;
        let refs: Vec<ThingId> =
            rows.iter().flat_map(|r| r.values.iter().flatten().flat_map(Value::refs)).copied().collect();
        let names = thing::names(&mut change.tx, &Viewer::All, &refs).await?;
        for row in rows {
            let text = |field: &str| -> Option<String> {
                let (index, _) = noun.field(field)?;
                match row.values[index].as_ref()? {
                    Value::Text(t) => Some(t.clone()),
                    Value::Ref(id) => names.get(id).map(|n| n.slug.clone()),
                    _ => None,
                }
            };
            self.there.extend(told(sheet, &text));
        }
        Ok(())
    }

    async fn find_seats(
        &mut self,
        change: &mut Change,
        body: ThingId,
        today: Date,
    ) -> Result<(), ActionError> {
        let seats: Vec<Stored<Seat>> =
            row::load(&mut change.tx, &Viewer::All, Find::By("body", &[body])).await?;
        let ids: Vec<ThingId> = seats.iter().map(|s| s.id).collect();
        let holdings: Vec<Stored<Holding>> =
            row::load(&mut change.tx, &Viewer::All, Find::By("of", &ids)).await?;
        let refs: Vec<ThingId> = seats
            .iter()
            .flat_map(|s| s.facts.allotted_to.iter().map(|t| t.0))
            .chain(holdings.iter().filter_map(|h| h.facts.person.map(|p| p.0)))
            .collect();
        let names = thing::names(&mut change.tx, &Viewer::All, &refs).await?;
        let pointer = |id: ThingId| {
            let name = names.get(&id)?;
            Some(Pointer { noun: NounDef::named(&name.noun)?.name, slug: name.slug.clone() })
        };
        self.seats = Seats::of(&seats, &holdings, pointer, today);
        Ok(())
    }
}

/// What makes two rows of a sheet the same.
fn key_of(sheet: Sheet, written: &Written) -> Option<String> {
    told(sheet, &|field| match written.value(field)? {
        Value::Text(t) => Some(t.clone()),
        Value::Ref(p) => Some(p.slug.clone()),
        _ => None,
    })
}

fn told(sheet: Sheet, text: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    match sheet {
        Sheet::Members => text("member"),
        Sheet::Meetings => text("when"),
        Sheet::Contacts => Some(format!("{} {}", text("organisation")?, text("period")?)),
        Sheet::Seats | Sheet::Participants => None,
    }
}

/// The cooperation that what belongs to the context is kept with.
async fn home(change: &mut Change, context: &Name) -> Result<Option<String>, ActionError> {
    if context.noun != Body::NAME {
        return Ok(Some(context.slug.clone()));
    }
    Ok(thing::home_slugs(&mut change.tx, &[context.id]).await?.into_iter().next())
}
