//! Frozen records: every version as it was approved, who approved it, corrections with what is different, certified extracts,
//! and the evidence file; and the page where anybody checks such a file.
//!
//! Invariant: an address with a version is answered with the same bytes for ever.

use super::{adjust, html, opening, small};
use crate::{
    fault::Fault,
    form::Sent,
    format::moment,
    frame::Frame,
    route::{Routes, get, post},
    sheet::{Block, Cell, Section, Sheet, Table, lines::joined},
    site::AppState,
    upload::{self, Pairs},
    url,
    view::{Action, Head, Link},
    words,
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use genbo_app::{
    adjustment::{
        FrozenPaper, evidence,
        file::{self, Versions, versions},
    },
    cx::Cx,
    outbox::form_key,
    view::Reader,
};
use genbo_documents::{
    evidence::{Fault as Wrong, verify},
    frozen::differences,
};
use serde_json::Value;

/// `/justerat/{record}`; `.bevis.json` behind it is the evidence file, `.v2.pdf` and `.v2.json` the second version, and
/// `.utdrag3.pdf` the third extract.
async fn show(mut f: Frame, State(cx): State<Cx>, Path(path): Path<String>) -> Result<Response, Fault> {
    if let Some(slug) = path.strip_suffix(".bevis.json") {
        let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
        let found = evidence::gather(&mut reader, &f.actor(), slug, (&f.base_url, f.demo)).await?;
        let text = serde_json::to_string_pretty(&found).unwrap_or_default() + "\n";
        return Ok(sent(&f, "application/json", slug, ".bevis.json", text.into_bytes()));
    }
    if let Some((slug, name, kind)) = of_file(&path) {
        return file_of(f, &cx, slug, name, kind).await;
    }
    let mut reader = opening::reader(&mut f, &cx, "record", &path).await?;
    f.editing = None;
    let found = versions(&mut reader, &f.actor(), &path).await?;
    if found.papers.is_empty() && !found.withheld {
        return Err(Fault::NotFound);
    }
    page(f, &found)
}

/// The record, the name of the file and its kind, if an address is that of a file.
fn of_file(path: &str) -> Option<(&str, &str, &str)> {
    let (rest, kind) = path.rsplit_once('.')?;
    let (slug, name) = rest.rsplit_once('.')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let version = name.strip_prefix('v').is_some_and(is_number) && matches!(kind, "pdf" | "json");
    let extract = name.strip_prefix("utdrag").is_some_and(is_number) && kind == "pdf";
    (version || extract).then_some((slug, name, kind))
}

async fn file_of(f: Frame, cx: &Cx, slug: &str, name: &str, kind: &str) -> Result<Response, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let found = versions(&mut reader, &f.actor(), slug).await?;
    let end = format!(".{name}.{kind}");
    let number = name.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().unwrap_or(0);
    let hash = if name.starts_with("utdrag") {
        found.extracts.iter().find(|e| e.number == number).map(|e| &e.file_hash)
    } else {
        let paper = found.papers.iter().find(|p| p.version == Some(number));
        if let Some(paper) = paper.filter(|_| kind == "json") {
            return Ok(sent(&f, "application/json", slug, &end, paper.data.clone().into_bytes()));
        }
        paper.map(|p| &p.file_hash)
    };
    let bytes = file::bytes(&mut reader, hash.ok_or(Fault::NotFound)?).await?;
    Ok(sent(&f, "application/pdf", slug, &end, bytes))
}

fn sent(f: &Frame, kind: &'static str, slug: &str, end: &str, bytes: Vec<u8>) -> Response {
    let keep = if f.user.is_some() { "private, no-cache" } else { "no-cache" };
    let mut response = ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], bytes).into_response();
    let name = format!("inline; filename=\"{}{end}\"", slug.replace('/', "-"));
    if let Ok(value) = HeaderValue::from_str(&name) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

fn page(f: Frame, found: &Versions) -> Result<Response, Fault> {
    let t = &f.t.frozen;
    let slug = &found.record.link.slug;
    let address = |end: &str| f.link(&format!("/justerat/{slug}{end}"));
    let mut sections = Vec::new();
    let mut before: Option<&FrozenPaper> = None;
    for p in &found.papers {
        let n = p.version.unwrap_or_default();
        let mut blocks = vec![about(&f, p, n, &address)];
        if let Some(before) = before {
            let parsed = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_default();
            let all = differences(&parsed(&before.data), &parsed(&p.data));
            blocks.push(Block::Table(adjust::table(&f, t.different, &all)));
        }
        let approved: Vec<Vec<Cell>> = found
            .approvals
            .iter()
            .filter(|a| a.paper == p.id)
            .map(|a| {
                let role = words::capital(words::word(f.lang, "sign_role", a.role.as_str()));
                let at = a.at.parse().map(|at| moment(f.lang, at)).unwrap_or_default();
                let way = words::word(f.lang, "sign_way", a.way.as_str()).to_owned();
                let level = words::word(f.lang, "sign_level", a.level.as_str()).to_owned();
                let signed = a.signed.as_ref().and_then(|d| d.parse().ok()).map(|d| f.lang.day(d));
                vec![
                    Cell::text(a.person.clone()),
                    Cell::text(role),
                    Cell::text(joined(&[signed.unwrap_or_default(), way])).fine(at),
                    Cell::text(level),
                ]
            })
            .collect();
        if !approved.is_empty() {
            blocks.push(Block::Table(Table::new(t.approved, &[t.who, t.as_what, t.how, t.level], approved)));
        }
        sections.push(Section::new("", f.lang.version(n), blocks));
        before = Some(p);
    }
    if found.withheld {
        sections.push(Section::new("", "", vec![Block::Note(t.withheld.to_owned())]));
    }
    sections.push(extracts(&f, found, &address));
    let m = &found.meeting.link;
    let head = Head {
        crumbs: vec![
            Link::new(f.t.nav.meetings, f.link("/moten")),
            Link::new(m.label.clone(), f.link(&url::to(m))),
        ],
        kind: found.meeting.facts.title.clone(),
        lead: t.lead.to_owned(),
        actions: vec![
            Action::new(t.evidence, address(".bevis.json")).main(),
            Action::new(t.check, f.link("/kontrollera")),
        ],
        ..Head::new(format!("{}: {}", t.title, name(&f, found)))
    };
    html(&Sheet::of(f, head, sections))
}

/// What the record is called: what it is, its number and its §§.
fn name(f: &Frame, found: &Versions) -> String {
    let r = &found.record.facts;
    let kind = words::word(f.lang, "record_kind", r.kind.as_str()).to_owned();
    let set = r.paragraphs.as_ref().map(|p| f.lang.paragraphs(p)).unwrap_or_default();
    joined(&[kind, r.number.clone().unwrap_or_default(), set])
}

fn about(f: &Frame, p: &FrozenPaper, n: i64, address: &dyn Fn(&str) -> String) -> Block {
    let t = &f.t.frozen;
    let at = p.made.parse().map(|at| moment(f.lang, at)).unwrap_or_default();
    let name = f.lang.version(n);
    let mut pairs = vec![
        (
            t.files.to_owned(),
            Cell::links(vec![
                Link::new(format!("PDF, {name}"), address(&format!(".v{n}.pdf"))),
                Link::new(format!("{}, {name}", t.data), address(&format!(".v{n}.json"))),
            ]),
        ),
        (t.made.to_owned(), Cell::text(at)),
    ];
    if let Some(reason) = &p.reason {
        pairs.push((t.corrected.to_owned(), Cell::text(reason.clone()).fine(p.made_by.clone())));
    }
    pairs.push((t.pdf_hash.to_owned(), Cell::text(p.file_hash.clone()).record()));
    pairs.push((t.data_hash.to_owned(), Cell::text(p.data_hash.clone()).record()));
    Block::Pairs(pairs)
}

fn extracts(f: &Frame, found: &Versions, address: &dyn Fn(&str) -> String) -> Section {
    let t = &f.t.frozen;
    let row = |e: &genbo_app::adjustment::Extract| {
        let at = e.issued.parse().map(|at| moment(f.lang, at)).unwrap_or_default();
        let name = format!("{} {}", t.extract, e.number);
        vec![
            Cell::link(Link::new(name, address(&format!(".utdrag{}.pdf", e.number)))),
            Cell::text(f.lang.item_name(&e.paragraph, true)),
            Cell::text(e.recipients.clone()),
            Cell::text(at),
        ]
    };
    if found.extracts.is_empty() {
        return Section::default();
    }
    let rows = found.extracts.iter().map(row).collect();
    let heads = [t.number, t.paragraph, t.recipients, t.issued];
    Section::new("utdrag", t.extracts, vec![Block::Table(Table::new(t.extracts, &heads, rows))])
}

async fn ask(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    checked(f, &cx, small::Told::default(), Vec::new())
}

fn checked(f: Frame, cx: &Cx, told: small::Told, above: Vec<Section>) -> Result<Response, Fault> {
    let t = &f.t.frozen;
    let inputs = vec![
        small::Input::new("evidence", t.evidence_file, small::Kind::File).hint(t.evidence_hint),
        small::Input::new("pdf", t.pdf_file, small::Kind::File).hint(t.pdf_hint),
    ];
    let ask = small::Ask::new("prova", t.check, t.check_lead, inputs, ("check", t.check_button)).main();
    let head = Head { lead: t.check_what.to_owned(), ..Head::new(t.check) };
    small::page(f, head, form_key(cx), told, small::Parts { above, asks: vec![ask], below: Vec::new() })
}

async fn check(f: Frame, State(cx): State<Cx>, Pairs(pairs): Pairs) -> Result<Response, Fault> {
    let form = Sent::new(pairs);
    let t = &f.t.frozen;
    let file = |name: &str| form.get(name).and_then(upload::file).map(|(_, bytes)| bytes);
    let Some(text) = file("evidence.file").and_then(|b| String::from_utf8(b).ok()) else {
        return checked(f, &cx, small::Told::refused(vec![t.no_file.to_owned()], form), Vec::new());
    };
    let verdict = match verify(&text, file("pdf.file").as_deref()) {
        Ok(verdict) => verdict,
        Err(_) => {
            return checked(f, &cx, small::Told::refused(vec![t.no_evidence.to_owned()], form), Vec::new());
        }
    };
    let parsed: Value = serde_json::from_str(&text).unwrap_or_default();
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let (known, unknown) = evidence::known(&mut reader, &parsed).await?;
    let mut lines: Vec<Cell> = verdict.faults.iter().map(|w| Cell::text(f.lang.evidence_wrong(w))).collect();
    if lines.is_empty() {
        lines.push(Cell::text(t.holds));
        lines.extend(verdict.version.map(|n| Cell::text(f.lang.is_version(n))));
    }
    lines.push(Cell::text(f.lang.rows_known(known, unknown)));
    let title = if verdict.faults.is_empty() && unknown == 0 { t.verdict_holds } else { t.verdict_broken };
    let section =
        Section::new("utfall", title, vec![Block::Prose(verdict.record.clone()), Block::Bullets(lines)]);
    checked(f, &cx, small::Told::default(), vec![section])
}

impl crate::lang::Lang {
    /// What is wrong with an evidence file.
    fn evidence_wrong(self, wrong: &Wrong) -> String {
        let (sv, en) = match wrong {
            Wrong::Data(n) => (
                format!("Uppgifterna i version {n} är inte de som frystes."),
                format!("The data of version {n} are not those that were frozen."),
            ),
            Wrong::OtherPaper(hash) => (
                format!("PDF-filen är en annan handling: ingen version har kontrollsumman {hash}."),
                format!("The PDF is another document: no version has the digest {hash}."),
            ),
            Wrong::Approval(n) => (
                format!("Godkännande nummer {} är inte det som gavs.", n + 1),
                format!("Approval number {} is not the one that was given.", n + 1),
            ),
            Wrong::NoWitness(n) => (
                format!("Ingen rad i loggen bär upp godkännande nummer {}.", n + 1),
                format!("No row of the trail bears witness of approval number {}.", n + 1),
            ),
            Wrong::Row(n) => {
                (format!("Rad {n} i loggen är ändrad."), format!("Row {n} of the trail was changed."))
            }
            Wrong::Values(n) => (
                format!("Värdena på rad {n} i loggen är ändrade."),
                format!("The values of row {n} of the trail were changed."),
            ),
            Wrong::Broken(n) => (
                format!("Rad {n} i loggen följer inte på raden före."),
                format!("Row {n} of the trail does not follow on the one before it."),
            ),
            Wrong::NotApproved(n) => {
                (format!("Ingen har godkänt version {n}."), format!("Nobody has approved version {n}."))
            }
        };
        if self == crate::lang::Lang::Sv { sv } else { en }
    }
}

/// The routes of frozen records.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/justerat/{*file}", show).public())
        .route(get("/kontrollera", ask).public())
        .route(post("/kontrollera", check).public())
}
