//! How long it takes to check rules: `cargo run --release -p genbo-app --example rules -- 100`.
//!
//! Facts are made up: a cooperation's year with its bodies, meetings, items, seats, records and commissions, and rules of
//! many kinds over them. First the engine alone (facts in memory, findings out), then the application over a database on
//! disk: the first time, when everything is gathered and judged, and when nothing has changed since, and after a change in
//! another cooperation. Figures are printed, nothing is asserted: a machine that is busy is no fault.

use genbo_app::{
    check,
    cooperation_file::import::import,
    cx::{Actor, Cx, Keep, Outside},
    register,
    thing::{put::put, written::Written},
    view::Reader,
};
use genbo_documents::cooperation_file::{SourceFile, read};
use genbo_domain::{
    calendar::WorkingCalendar,
    noun::NounDef,
    value::{Pointer, ThingId},
};
use genbo_rules::{
    check as engine,
    facts::{Facts, Row},
};
use genbo_store::{db::Db, migrate, thing::Viewer};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use std::{collections::HashMap, fmt::Write, time::Instant};

const DAY: Date = date(2022, 9, 29);
const KINDS: &[(&str, &str)] = &[
    ("frequency", "what = \"meeting\", at_least = {n}, per = \"year\""),
    ("lead_time", "what = \"agenda\", at_least = \"{n} days\", before = \"meeting.start\""),
    ("spacing", "at_most = \"{w} days\""),
    ("working_day", ""),
    ("seats", "exactly = {n}"),
    ("officers", "role = \"chair\""),
    ("size", "at_least = {n}"),
    ("numbering", ""),
    ("report_back", "within = \"{w} days\""),
    ("eligibility", "members_only = true"),
    ("quorum", "more_than = \"1/2\""),
    ("mandate", "powers = [\"decides\"], clauses = [\"decision\"]"),
    ("adjusting", "adjusters = 2"),
    ("anchoring", "at = \"{slug}/organ-0\""),
];

/// How large a cooperation's year is.
#[derive(Clone, Copy)]
struct Size {
    members: usize,
    bodies: usize,
    meetings: usize,
    items: usize,
    rules: usize,
}

/// A cooperation's year as a file.
fn file(slug: &str, size: Size) -> String {
    let mut out = format!("format = 1\nhome = \"{slug}\"\n");
    for m in 0..size.members {
        let _ = write!(
            out,
            "[[organisation]]\nslug = \"{slug}-kommun-{m}\"\nname = \"Kommun {slug} {m}\"\nkinds = [\"municipality\"]\n"
        );
    }
    let _ = write!(out, "[[cooperation]]\nslug = \"{slug}\"\nname = \"Samverkan {slug}\"\n");
    for m in 0..size.members {
        let _ = write!(out, "[[cooperation.membership]]\nmember = \"organisation:{slug}-kommun-{m}\"\n");
    }
    let _ = write!(
        out,
        "[[governing_document]]\nslug = \"{slug}-ordning\"\nowner = \"cooperation:{slug}\"\ntitle = \"Ordning\"\n\
         date = \"2020-01-01\"\n[[governing_document.section]]\nheading = \"Allt\"\n"
    );
    for b in 0..size.bodies {
        let body = format!("{slug}/organ-{b}");
        let _ = write!(
            out,
            "[[body]]\nslug = \"{body}\"\nowner = \"cooperation:{slug}\"\nname = \"Organ {b}\"\nkind = \"network\"\n"
        );
        for m in 0..size.members {
            let role = if m == 0 { "chair" } else { "member" };
            let _ = write!(
                out,
                "[[body.seat]]\ntitle = \"Plats {m}\"\nrole = \"{role}\"\n\
                 allotted_to = [\"organisation:{slug}-kommun-{m}\"]\n"
            );
        }
        for n in 0..size.meetings {
            let day = date(2022, 1, 10)
                .saturating_add(jiff::Span::new().days(i64::try_from(n * 355 / size.meetings).unwrap_or(0)));
            let meeting = format!("{body}/{day}");
            let _ = write!(
                out,
                "[[meeting]]\nslug = \"{meeting}\"\ntitle = \"Möte\"\nbodies = [\"{body}\"]\nwhen = \"{day}T09:00\"\n\
                 status = \"{}\"\ncall_sent = \"{}\"\n",
                if day < DAY { "held" } else { "fixed" },
                day.saturating_sub(jiff::Span::new().days(9))
            );
            for i in 0..size.items {
                let _ = write!(
                    out,
                    "[[meeting.item]]\nnumber = \"{}\"\ntitle = \"Punkt {i}\"\nkind = \"decision\"\n\
                     [[meeting.item.clause]]\nnumber = 1\ntext = \"Att så sker\"\nkind = \"decision\"\n",
                    n * size.items + i + 1
                );
            }
        }
    }
    for r in 0..size.rules {
        let (kind, parameters) = KINDS[r % KINDS.len()];
        let parameters = parameters
            .replace("{n}", &(r % 11 + 1).to_string())
            .replace("{w}", &(r % 90 + 7).to_string())
            .replace("{slug}", slug);
        let item = if ["lead_time", "working_day"].contains(&kind) { ", item = \"meeting\"" } else { "" };
        let _ = write!(
            out,
            "[[rule]]\nid = \"regel-{r}\"\nkind = \"{kind}\"\nforce = \"rule\"\n\
             scope = {{ body = \"{slug}/organ-{}\"{item} }}\nparameters = {{ {parameters} }}\n\
             cites = {{ document = \"{slug}-ordning\", edition = \"2020-01-01\", section = \"Allt\", quote = \"så\" }}\n",
            1 % size.bodies + r % (size.bodies - 1)
        );
    }
    out
}

/// A file as facts, without any database.
fn facts(text: &str) -> Facts {
    let bundle = read(&[SourceFile { name: "f", bytes: text.as_bytes() }])
        .unwrap_or_else(|problems| panic!("{}", problems[0]));
    let ids: HashMap<Pointer, ThingId> =
        bundle.entries.iter().zip(1..).map(|(e, id)| (e.pointer(), ThingId(id))).collect();
    let mut facts = Facts::new(DAY, WorkingCalendar::weekends_only());
    for entry in &bundle.entries {
        let mut values = vec![None; entry.noun.fields.len()];
        for (index, value, _) in &entry.fields {
            let found = value.clone().try_map(&mut |p: Pointer| ids.get(&p).copied().ok_or(p));
            values[*index] = Some(found.expect("the file names only its own things"));
        }
        let row = Row { id: ids[&entry.pointer()], slug: entry.slug.clone(), values, gaps: Vec::new() };
        facts.add(entry.noun.name, row).expect("facts that read");
    }
    facts
}

/// The median of some rounds, in milliseconds.
fn median(rounds: usize, mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[rounds / 2]
}

fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmRSS:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

fn alone() {
    let size = Size { members: 12, bodies: 10, meetings: 10, items: 10, rules: 500 };
    let year = facts(&file("stor", size));
    let found = engine::check(&year).len();
    let time = median(15, || drop(engine::check(&year)));
    println!("engine, one cooperation's year, 500 rules, {found} findings: {time:.1} ms");
    let typical = Size { members: 8, bodies: 10, meetings: 3, items: 10, rules: 40 };
    let all: Vec<Facts> = (0..400).map(|n| facts(&file(&format!("s{n}"), typical))).collect();
    let found: usize = all.iter().map(|f| engine::check(f).len()).sum();
    let time = median(5, || all.iter().for_each(|f| drop(engine::check(f))));
    println!("engine, 400 cooperations' years with 40 rules each, {found} findings: {time:.0} ms");
}

async fn checked(cx: &Cx, cooperation: Option<&str>) -> usize {
    let mut reader = Reader::open(cx, &Viewer::All, DAY).await.expect("it opens");
    let cooperations = match cooperation {
        Some(slug) => vec![reader.find(slug).await.expect("it is there")],
        None => reader.load(genbo_store::row::Find::All).await.expect("they can be read"),
    };
    check::findings(&mut reader, &cooperations).await.expect("it checks").len()
}

async fn over_a_database() {
    let dir = std::env::temp_dir().join(format!("genbo-rules-{}", std::process::id()));
    std::fs::create_dir_all(&dir).expect("there is room");
    let url = format!("sqlite:{}", dir.join("genbo.db").display());
    let outside = Outside { now: || Timestamp::UNIX_EPOCH, salt: || [7; 16] };
    let cx = Cx::new(Db::open(&url, true).await.expect("it opens"), outside);
    migrate::migrate(&cx.db, "1970-01-01T00:00:00Z").await.expect("it is migrated");
    register::ensure(&cx).await.expect("the register is added");
    let large = Size { members: 12, bodies: 10, meetings: 10, items: 10, rules: 500 };
    let typical = Size { members: 8, bodies: 10, meetings: 3, items: 10, rules: 40 };
    let cooperations: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100);
    for n in 0..=cooperations {
        let text = if n == 0 { file("stor", large) } else { file(&format!("s{n}"), typical) };
        let bundle = read(&[SourceFile { name: "f", bytes: text.as_bytes() }]).expect("it reads");
        import(&cx, &Actor::System, &bundle, Keep::Commit).await.unwrap_or_else(|e| panic!("{e}"));
    }
    println!("resident after import: {:.0} MB", resident());
    let first = Instant::now();
    let found = checked(&cx, Some("stor")).await;
    println!("pages, 500 rules, first time, {found} findings: {:.1} ms", ms(first));
    let again = Instant::now();
    checked(&cx, Some("stor")).await;
    println!("pages, 500 rules, nothing changed: {:.2} ms", ms(again));
    let all = Instant::now();
    let found = checked(&cx, None).await;
    println!(
        "pages, {cooperations} cooperations with 40 rules, first time, {found} findings: {:.0} ms",
        ms(all)
    );
    let all = Instant::now();
    checked(&cx, None).await;
    println!("pages, {cooperations} cooperations, nothing changed: {:.1} ms", ms(all));
    let noun = NounDef::named("cooperation").expect("it is a noun");
    let written = Written::change(noun, "s1").text("purpose", "Nytt").expect("a text");
    put(&cx, &Actor::System, &[written], None, Keep::Commit).await.expect("it is written");
    let other = Instant::now();
    checked(&cx, Some("stor")).await;
    println!("pages, 500 rules, another cooperation changed: {:.2} ms", ms(other));
    let (bytes, kept) = cx.kept.weight();
    println!(
        "kept: {kept} cooperations, {:.1} MB by estimate; resident {:.0} MB",
        bytes as f64 / 1e6,
        resident()
    );
    for _ in 0..3 {
        let fresh = Cx::new(cx.db.clone(), outside);
        checked(&fresh, None).await;
    }
    println!("resident after three more rounds: {:.0} MB", resident());
    cx.db.close().await;
    std::fs::remove_dir_all(&dir).expect("it was made here");
}

fn ms(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

fn main() {
    alone();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("there is a runtime").block_on(over_a_database());
}
