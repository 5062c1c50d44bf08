//! Fills an empty database with made-up cooperation on the scale of a country, for measuring.
//!
//! `cargo run --release -p genbo-testkit --example national -- sqlite:PATH [SCALE] [SEED]`; SCALE 1000 is 400 cooperations,
//! 4 000 bodies, 60 000 people, 120 000 meetings and 1.2 million items in ten years; 100 is a tenth of that.
//! Invariants: the same seed and scale give the same data; nothing in it is real but the base register.

mod words;

use fastrand::Rng;
use genbo_app::{
    account::NewAccount,
    collation,
    cx::{Cx, Outside},
    demo, register, search,
};
use genbo_domain::{
    NOUNS,
    noun::NounDef,
    slug,
    value::{StoredValue, ThingId, Value},
    visibility,
};
use genbo_store::{
    db::Db,
    migrate,
    row::{self, Meta, ThingRow},
    sql::WriteTx,
    thing,
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, date},
};
use std::{error::Error, time::Instant};

/// Rows that are written in one transaction.
const BATCH: usize = 20_000;
/// The first and last year that has meetings.
const YEARS: (i16, i16) = (2013, 2022);

type Done<T> = Result<T, Box<dyn Error>>;

#[tokio::main]
async fn main() -> Done<()> {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().ok_or("say which database: sqlite:PATH or postgres://…")?;
    let scale: usize = arguments.next().map_or(Ok(1000), |s| s.parse())?;
    let seed: u64 = arguments.next().map_or(Ok(1), |s| s.parse())?;
    let db = Db::open(&url, true).await?;
    let cx = Cx { db, outside: Outside { now: || Timestamp::UNIX_EPOCH, salt: || [7; 16] } };
    migrate::migrate(&cx.db, "1970-01-01T00:00:00Z").await?;
    register::ensure(&cx).await?;
    demo::mark(&cx, &accounts()).await?;
    let begun = Instant::now();
    let mut country = Country { cx, rng: Rng::with_seed(seed), scale, buffer: Vec::new(), begun };
    country.fill().await?;
    country.cx.db.refresh_statistics().await?;
    country.tell("made; now the search index");
    let things = search::reindex(&country.cx).await?;
    country.tell(&format!("{things} things in the index"));
    Ok(())
}

/// Who can be chosen when such a database is served: one who may do everything, and one of a single municipality.
fn accounts() -> [NewAccount; 2] {
    [("administrator", "administrator", None), ("registrator", "registrar", Some("organisation:svalov"))].map(
        |(name, role, scope)| NewAccount {
            name: name.to_owned(),
            display_name: name.to_owned(),
            person: None,
            roles: vec![(role.to_owned(), scope.map(str::to_owned))],
            demo: true,
        },
    )
}

/// The data in the making.
struct Country {
    cx: Cx,
    rng: Rng,
    /// In thousandths.
    scale: usize,
    buffer: Vec<(&'static NounDef, ThingRow)>,
    begun: Instant,
}

/// A body as far as the rest is made from it.
struct MadeBody {
    id: ThingId,
    slug: String,
    home: Option<ThingId>,
    seats: Vec<ThingId>,
}

impl Country {
    fn scaled(&self, full: usize) -> usize {
        (full * self.scale).div_ceil(1000)
    }

    fn tell(&self, what: &str) {
        eprintln!("{:6.1} s  {what}", self.begun.elapsed().as_secs_f64());
    }

    async fn fill(&mut self) -> Done<()> {
        let organisations = self.organisations().await?;
        let municipalities = &organisations[..290.min(organisations.len())];
        let mut bodies = self.cooperations(municipalities).await?;
        for number in 0..self.scaled(1600) {
            let owner = municipalities[number % municipalities.len()];
            let name = words::BOARDS[(number / municipalities.len()) % words::BOARDS.len()];
            let body = self.body(owner, None, name, &format!("{}-{number}", slug::of(name))).await?;
            bodies.push(body);
        }
        self.flush().await?;
        self.tell(&format!("{} bodies", bodies.len()));
        self.people(&bodies).await?;
        self.meetings(&bodies).await
    }

    /// The register's organisations, municipalities first.
    async fn organisations(&self) -> Done<Vec<ThingId>> {
        let mut tx = self.cx.db.read().await?;
        let ids = genbo_store::search::ids_after(&mut tx, "organisation", ThingId(0), 1000).await?;
        tx.close().await?;
        Ok(ids)
    }

    /// Cooperations with their members, bodies and planning steps.
    async fn cooperations(&mut self, municipalities: &[ThingId]) -> Done<Vec<MadeBody>> {
        let mut bodies = Vec::new();
        for number in 0..self.scaled(400) {
            let name = format!("{} {}", self.one(words::COOPERATIONS), self.one(words::PLACES));
            let slug = format!("{}-{number}", slug::of(&name));
            let form = self.one(&["federation", "association", "network", "contract"]);
            let values = vec![("name", text(&name)), ("form", text(form)), ("jurisdiction", text("se"))];
            let id = self.add_home("cooperation", &slug, &name, values).await?;
            let first = self.rng.usize(0..municipalities.len());
            for member in 0..self.rng.usize(5..20) {
                let member = municipalities[(first + member) % municipalities.len()];
                let values = vec![("cooperation", Value::Ref(id)), ("member", Value::Ref(member))];
                let label = format!("medlem {}", member.0);
                self.add("membership", &format!("{slug}/{}", member.0), &label, Some(id), values).await?;
            }
            for body in 0..6 {
                let name = words::BODIES[body % words::BODIES.len()];
                let body = self.body(id, Some(id), name, &format!("{slug}-{body}")).await?;
                self.steps(&body, id, number).await?;
                bodies.push(body);
            }
        }
        self.flush().await?;
        self.tell("cooperations");
        Ok(bodies)
    }

    async fn body(
        &mut self,
        owner: ThingId,
        home: Option<ThingId>,
        name: &str,
        slug: &str,
    ) -> Done<MadeBody> {
        let slug = format!("{slug}/{}", slug::of(name));
        let values = vec![("owner", Value::Ref(owner)), ("name", text(name)), ("kind", text("board"))];
        let id = self.add("body", &slug, name, home, values).await?;
        let mut seats = Vec::new();
        for seat in 1..=self.rng.usize(6..14) {
            let role = if seat == 1 { "chair" } else { "member" };
            let values = vec![
                ("body", Value::Ref(id)),
                ("title", text("Ledamot")),
                ("role", text(role)),
                ("allotted_to", Value::List(vec![Value::Ref(owner)])),
            ];
            seats.push(self.add("seat", &format!("{slug}/{seat}"), "Ledamot", home, values).await?);
        }
        Ok(MadeBody { id, slug, home, seats })
    }

    async fn steps(&mut self, body: &MadeBody, cooperation: ThingId, number: usize) -> Done<()> {
        let year = YEARS.0 + i16::try_from(number % 10)?;
        for month in [2, 9] {
            let title = self.sentence();
            let slug = format!("{}/steg-{year}-{month}", body.slug);
            let values = vec![
                ("cooperation", Value::Ref(cooperation)),
                ("title", text(&title)),
                ("actor", Value::Ref(body.id)),
                ("window", text(&format!("{year}-{month:02}"))),
            ];
            self.add("cycle_step", &slug, &title, body.home, values).await?;
        }
        Ok(())
    }

    /// People, each with one seat.
    async fn people(&mut self, bodies: &[MadeBody]) -> Done<()> {
        for number in 0..self.scaled(60_000) {
            let name = format!("{} {}", self.one(words::GIVEN), self.one(words::FAMILY));
            let slug = format!("{}-{number}", slug::of(&name));
            let person = self.add("person", &slug, &name, None, vec![("name", text(&name))]).await?;
            let body = &bodies[number % bodies.len()];
            let seat = body.seats[(number / bodies.len()) % body.seats.len()];
            let from = YEARS.0 + i16::try_from(number % 8)?;
            let values = vec![
                ("of", Value::Ref(seat)),
                ("person", Value::Ref(person)),
                ("holder", text("named")),
                ("valid", text(&format!("{from}-01-01/{}-12-31", from + 3))),
            ];
            self.add("holding", &format!("innehav-{number}"), "Ledamot", body.home, values).await?;
        }
        self.flush().await?;
        self.tell("people");
        Ok(())
    }

    /// Ten years of meetings with records, items, and a commission here and there.
    async fn meetings(&mut self, bodies: &[MadeBody]) -> Done<()> {
        let each = self.scaled(120_000).div_ceil(bodies.len());
        let first = date(YEARS.0, 1, 1);
        let days = i64::from(YEARS.1 - YEARS.0 + 1) * 365;
        for (number, body) in bodies.iter().enumerate() {
            for nth in 0..each {
                let within = days * i64::try_from(nth)? / i64::try_from(each)?;
                let day = first + (within + i64::try_from(number % 28)?).days();
                self.meeting(body, day, nth).await?;
            }
        }
        self.flush().await?;
        self.tell("meetings");
        Ok(())
    }

    async fn meeting(&mut self, body: &MadeBody, day: Date, nth: usize) -> Done<()> {
        let slug = format!("{}/{day}", body.slug);
        let title = format!("Möte {day}");
        let values = vec![
            ("title", text(&title)),
            ("bodies", Value::List(vec![Value::Ref(body.id)])),
            ("when", text(&format!("{day}T13:00/{day}T16:00"))),
            ("status", text("held")),
            ("place", text(self.one(words::PLACES))),
        ];
        let meeting = self.add("meeting", &slug, &title, body.home, values).await?;
        let values =
            vec![("meeting", Value::Ref(meeting)), ("kind", text("minutes")), ("status", text("adjusted"))];
        self.add("record", &format!("{slug}/1"), "minutes", body.home, values).await?;
        let items = [5, 6, 8, 8, 9, 10, 10, 11, 3, 30][nth % 10];
        for number in 1..=items {
            let title = self.sentence();
            let mut values = vec![
                ("meeting", Value::Ref(meeting)),
                ("number", text(&number.to_string())),
                ("title", text(&title)),
                ("kind", text("decision")),
            ];
            if number % 3 == 0 {
                values.push(("summary", text(&format!("{} {}", self.sentence(), self.sentence()))));
            }
            let slug = format!("{slug}/{number}");
            let item = self.add("item", &slug, &title, body.home, values).await?;
            if number == 7 && nth.is_multiple_of(5) {
                let values = vec![
                    ("title", text(&title)),
                    ("item", Value::Ref(item)),
                    ("given_by", Value::Ref(body.id)),
                    ("due", text(&(day + 90.days()).to_string())),
                    ("state", text("given")),
                ];
                self.add("commission", &slug, &title, body.home, values).await?;
            }
        }
        Ok(())
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.rng.usize(0..of.len())]
    }

    fn sentence(&mut self) -> String {
        let (what, subject) = (self.one(words::DOINGS), self.one(words::SUBJECTS));
        format!("{what} {subject} i {}", self.one(words::PLACES))
    }

    async fn add_home(&mut self, noun: &str, slug: &str, label: &str, values: Facts) -> Done<ThingId> {
        let id = self.add(noun, slug, label, None, values).await?;
        if let Some((_, row)) = self.buffer.last_mut() {
            row.meta.home = Some(id);
        }
        Ok(id)
    }

    /// Adds a thing; it is written when enough have come together.
    async fn add(
        &mut self,
        noun: &str,
        slug: &str,
        label: &str,
        home: Option<ThingId>,
        values: Facts,
    ) -> Done<ThingId> {
        let noun = NounDef::named(noun).ok_or("no such noun")?;
        if self.buffer.len() >= BATCH {
            self.flush().await?;
        }
        let id = ThingId(self.next_id().await?);
        let meta = Meta {
            slug: slug.to_owned(),
            label: label.to_owned(),
            label_sort: collation::key(label),
            home,
            position: 1,
            visibility: visibility::default_of(noun.name).as_str().to_owned(),
            source: None,
            as_published: None,
            certainty: Some("invented".to_owned()),
            changed: 1,
        };
        let mut row = ThingRow { id, meta, values: vec![None; noun.fields.len()] };
        for (name, value) in values {
            let (index, _) = noun.field(name).ok_or("no such field")?;
            row.values[index] = Some(value);
        }
        self.buffer.push((noun, row));
        Ok(id)
    }

    async fn next_id(&mut self) -> Done<i64> {
        if self.buffer.is_empty() {
            let mut tx = self.cx.db.write().await?;
            let first = thing::new_ids(&mut tx, BATCH + 1).await?;
            tx.commit().await?;
            return Ok(first);
        }
        Ok(self.buffer.last().map_or(0, |(_, row)| row.id.0) + 1)
    }

    /// Writes what has come together, noun by noun in the order in which they refer to each other.
    async fn flush(&mut self) -> Done<()> {
        let mut tx: WriteTx = self.cx.db.write().await?;
        let mut rest = std::mem::take(&mut self.buffer);
        for noun in NOUNS {
            let same = |(n, _): &mut (&'static NounDef, ThingRow)| n.name == noun.name;
            let rows: Vec<ThingRow> = rest.extract_if(.., same).map(|(_, row)| row).collect();
            row::insert(&mut tx, noun, &rows).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}

type Facts = Vec<(&'static str, StoredValue)>;

fn text(s: &str) -> StoredValue {
    Value::Text(s.to_owned())
}
