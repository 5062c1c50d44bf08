//! Gathering the facts of one cooperation that its rules can look at, a fixed number of statements for each noun.

use crate::{error::ActionError, pack, view::Reader};
use genbo_domain::{
    NOUNS,
    calendar::WorkingCalendar,
    cooperation::Cooperation,
    noun::NounDef,
    rule::{Rule, RuleKind},
    value::{StoredValue, ThingId},
};
use genbo_rules::{
    catalogue,
    facts::{Facts, Row},
};
use genbo_store::{
    error::StoreError,
    gap,
    row::{self, Find, Stored, ThingRow},
    thing::{self, Viewer},
};
use std::collections::{BTreeMap, BTreeSet};

/// Rows on their way to becoming facts, by noun.
pub(super) struct Gathered<'r> {
    reader: &'r mut Reader,
    rows: BTreeMap<&'static str, BTreeMap<ThingId, ThingRow>>,
}

/// The facts of a cooperation, with the bodies that are kept with it.
pub(super) async fn facts(
    reader: &mut Reader,
    cooperation: &Stored<Cooperation>,
    rules: &[Stored<Rule>],
) -> Result<(Facts, Vec<ThingId>), ActionError> {
    let today = reader.today;
    let pack = cooperation.facts.jurisdiction.as_deref().and_then(pack::named);
    let calendar = pack.map_or_else(WorkingCalendar::weekends_only, |p| p.calendar.clone());
    let named = named_by_parameters(reader, rules).await?;
    let mut gathered = Gathered { reader, rows: BTreeMap::new() };
    gathered.all(cooperation, rules, &named).await?;
    let Gathered { reader, rows } = gathered;
    let mut facts = Facts::new(today, calendar);
    let home = |row: &ThingRow| row.meta.home == Some(cooperation.id);
    let bodies = rows.get("body").into_iter().flat_map(BTreeMap::values);
    let kept: Vec<ThingId> = bodies.filter(|b| home(b)).map(|b| b.id).collect();
    let ids: Vec<ThingId> = rows.values().flat_map(|r| r.keys().copied()).collect();
    let mut gaps = gap::load(&mut reader.tx, &ids).await?;
    for (noun, rows) in rows {
        for (id, row) in rows {
            let open = gaps.remove(&id).unwrap_or_default();
            let gaps =
                open.into_iter().filter_map(|(field, kind)| Some((field, kind.parse().ok()?))).collect();
            let row = Row { id, slug: row.meta.slug, values: row.values, gaps };
            facts.add(noun, row).map_err(StoreError::from)?;
        }
    }
    Ok((facts, kept))
}

/// The things that parameters name, by noun.
async fn named_by_parameters(
    reader: &mut Reader,
    rules: &[Stored<Rule>],
) -> Result<BTreeMap<&'static str, Vec<ThingId>>, ActionError> {
    let mut slugs: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    for rule in rules {
        for pointer in rule.facts.parameters.iter().flat_map(|p| catalogue::pointers(rule.facts.kind, p)) {
            slugs.entry(pointer.noun).or_default().insert(pointer.slug);
        }
    }
    let mut ids = BTreeMap::new();
    for (noun, slugs) in slugs {
        let slugs: Vec<&str> = slugs.iter().map(String::as_str).collect();
        let found = thing::ids_of_slugs(&mut reader.tx, &Viewer::All, noun, &slugs).await?;
        ids.insert(noun, found.into_values().collect());
    }
    Ok(ids)
}

impl Gathered<'_> {
    pub(super) async fn load(&mut self, noun: &str, find: Find<'_>) -> Result<(), ActionError> {
        let Some(noun) = NounDef::named(noun) else { return Ok(()) };
        let rows = row::load_rows(&mut self.reader.tx, &self.reader.viewer, noun, find).await?;
        self.rows.entry(noun.name).or_default().extend(rows.into_iter().map(|r| (r.id, r)));
        Ok(())
    }

    pub(super) async fn by(&mut self, noun: &str, field: &str, ids: &[ThingId]) -> Result<(), ActionError> {
        if ids.is_empty() { Ok(()) } else { self.load(noun, Find::By(field, ids)).await }
    }

    pub(super) async fn ids(&mut self, noun: &str, ids: &[ThingId]) -> Result<(), ActionError> {
        if ids.is_empty() { Ok(()) } else { self.load(noun, Find::Ids(ids)).await }
    }

    /// The ids of a noun's rows.
    pub(super) fn of(&self, noun: &str) -> Vec<ThingId> {
        self.rows.get(noun).map(|rows| rows.keys().copied().collect()).unwrap_or_default()
    }

    /// A noun's rows.
    pub(super) fn rows_of(&self, noun: &str) -> impl Iterator<Item = &ThingRow> {
        self.rows.get(noun).into_iter().flat_map(BTreeMap::values)
    }

    /// What a field of a noun's rows refers to.
    pub(super) fn referred(&self, noun: &str, field: &str) -> Vec<ThingId> {
        let Some((at, _)) = NounDef::named(noun).and_then(|n| n.field(field)) else { return Vec::new() };
        let rows = self.rows.get(noun).into_iter().flat_map(BTreeMap::values);
        let refs = rows.filter_map(|r| r.values[at].as_ref()).flat_map(StoredValue::refs).copied();
        refs.collect::<BTreeSet<_>>().into_iter().collect()
    }

    async fn all(
        &mut self,
        cooperation: &Stored<Cooperation>,
        rules: &[Stored<Rule>],
        named: &BTreeMap<&'static str, Vec<ThingId>>,
    ) -> Result<(), ActionError> {
        let home = cooperation.id;
        let mut owners = vec![home];
        owners.extend(cooperation.facts.organisation.map(|o| o.0));
        self.ids("cooperation", &[home]).await?;
        self.ids("rule", &rules.iter().map(|r| r.id).collect::<Vec<_>>()).await?;
        self.by("rule_waived", "rule", &self.of("rule")).await?;
        self.load("complete_list", Find::Home(home)).await?;
        for (noun, ids) in named {
            self.ids(noun, ids).await?;
        }
        let law = cooperation.facts.jurisdiction.as_deref().and_then(pack::named);
        self.bodies(&owners, law.map(|_| home)).await?;
        let law = law.filter(|_| self.has_profiles());
        self.documents(&owners).await?;
        for noun in ["membership", "group", "cycle_step", "area", "agreement", "key", "contact", "event"] {
            self.by(noun, "cooperation", &[home]).await?;
        }
        // What a rule names as its one subject is known, whoever's it is.
        let subjects = self.referred("rule", "scope_thing");
        for noun in Facts::NOUNS.iter().filter(|n| **n != "rule" && **n != "organisation") {
            if !subjects.is_empty() && NOUNS.iter().any(|d| d.name == *noun) {
                self.ids(noun, &subjects).await?;
            }
        }
        self.meetings().await?;
        for noun in ["commission", "back_report", "referral", "plan", "project", "evaluation"] {
            self.load(noun, Find::Home(home)).await?;
        }
        self.by("way_station", "commission", &self.of("commission")).await?;
        self.by("referral_addressee", "referral", &self.of("referral")).await?;
        self.by("answer", "referral", &self.of("referral")).await?;
        self.by("activity", "plan", &self.of("plan")).await?;
        let mut organisations = self.referred("membership", "member");
        organisations.extend(self.referred("body", "owner"));
        self.ids("organisation", &organisations).await?;
        let mut posts = self.referred("seat", "allotted_to");
        posts.extend(self.referred("contact", "post"));
        self.ids("post", &posts).await?;
        let mut kinds: BTreeSet<RuleKind> = rules.iter().map(|r| r.facts.kind).collect();
        kinds.extend(law.into_iter().flat_map(|p| p.statutes.statutes.iter().map(|s| s.kind)));
        self.only_for(home, &kinds).await
    }

    /// Bodies of the owners, those that rules name, and those that are kept with a cooperation that has a law: a member's
    /// own board that takes part. With their seats and who holds them.
    async fn bodies(&mut self, owners: &[ThingId], kept: Option<ThingId>) -> Result<(), ActionError> {
        self.by("body", "owner", owners).await?;
        if let Some(home) = kept {
            self.load("body", Find::Home(home)).await?;
        }
        let mut named = self.referred("rule", "scope_body");
        named.extend(self.referred("rule", "scope_bodies"));
        named.extend(self.referred("rule", "scope_part_of"));
        self.ids("body", &named).await?;
        let wholes = self.referred("rule", "scope_part_of");
        self.by("body", "part_of", &wholes).await?;
        let parts = self.referred("body", "composed_of");
        self.ids("body", &parts).await?;
        let bodies = self.of("body");
        self.by("seat", "body", &bodies).await?;
        self.by("holding", "of", &self.of("seat")).await
    }

    /// Documents of the owners and those that rules name, with editions and sections.
    async fn documents(&mut self, owners: &[ThingId]) -> Result<(), ActionError> {
        self.by("governing_document", "owner", owners).await?;
        let mut named = self.referred("rule", "scope_document");
        named.extend(self.referred("rule", "cites_document"));
        self.ids("governing_document", &named).await?;
        let documents = self.of("governing_document");
        self.by("edition", "governing_document", &documents).await?;
        self.by("section", "governing_document", &documents).await
    }

    /// Meetings of the bodies, with who took part, what was decided, and their records.
    async fn meetings(&mut self) -> Result<(), ActionError> {
        self.by("meeting", "bodies", &self.of("body")).await?;
        let meetings = self.of("meeting");
        self.by("attendance", "meeting", &meetings).await?;
        self.by("item", "meeting", &meetings).await?;
        self.by("clause", "item", &self.of("item")).await?;
        self.by("record", "meeting", &meetings).await?;
        self.by("notice", "record", &self.of("record")).await
    }
}
