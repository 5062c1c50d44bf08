//! Pasting a table from a spreadsheet: columns are guessed and can be corrected, every row tells what becomes of it, and
//! all rows are added or none.
//!
//! Invariant: nothing is added that was not shown first; what was pasted is never lost, whatever is wrong with it.

use super::{html, paste_columns as columns};
use crate::{
    done::{Done, What},
    fault::Fault,
    form,
    frame::Frame,
    route::{Routes, get, post},
    site::AppState,
    typed::{self, Typed},
    url,
    view::{Head, Link},
    words,
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use genbo_app::{
    cx::{Cx, Keep, Permission},
    error::ActionError,
    paste::{Became, Cell, Row, Seated, Sheet, Table, paste},
    thing::refusal::{Refusal, Why},
    view::{Reader, thing},
};
use genbo_documents::pasted::{self, Pasted};
use genbo_domain::{
    noun::NounDef,
    value::{Kind, Value},
};

/// The rows that a preview shows; all of them are looked at.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "paste/show.html")]
struct Show {
    f: Frame,
    head: Head,
    columns: Vec<(String, bool)>,
    example: String,
    text: String,
    key: String,
    errors: Vec<String>,
    preview: Option<Preview>,
}

/// What the rows mean and become.
struct Preview {
    header: bool,
    heads: Vec<PreviewColumn>,
    rows: Vec<PreviewRow>,
    /// How many rows make something, and how many were there already.
    sum: String,
    hidden: usize,
    ready: bool,
    button: String,
}

struct PreviewColumn {
    label: String,
    choices: Vec<(usize, String, bool)>,
}

struct PreviewRow {
    line: usize,
    cells: Vec<String>,
    becomes: String,
    /// Days whose year was not pasted, as they were understood.
    understood: String,
    wrong: Vec<String>,
}

/// What a person sent.
#[derive(Debug, Default)]
struct Sent {
    text: String,
    key: String,
    header: Option<bool>,
    chosen: Vec<Option<usize>>,
    save: bool,
    asked: bool,
}

impl Sent {
    fn of(pairs: Vec<(String, String)>) -> Sent {
        let mut sent = Sent::default();
        for (name, value) in pairs {
            match name.as_str() {
                "text" => sent.text = value,
                "key" => sent.key = value,
                "do" => sent.save = value == "save",
                "first" => {
                    sent.asked = true;
                    sent.header = Some(value == "header");
                }
                _ => {
                    let place = name.strip_prefix("column.").and_then(|n| n.parse::<usize>().ok());
                    if let Some(place) = place.filter(|p| *p < pasted::MOST_COLUMNS) {
                        sent.chosen.resize(sent.chosen.len().max(place + 1), None);
                        sent.chosen[place] = value.parse().ok();
                    }
                }
            }
        }
        sent
    }
}

async fn ask(
    f: Frame,
    State(cx): State<Cx>,
    Path((sheet, context)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let sheet = columns::sheet(&sheet).ok_or(Fault::NotFound)?;
    let head = head(&f, &cx, sheet, &context).await?;
    let page = Show {
        columns: columns::told(&f, sheet),
        example: columns::example(&f, sheet),
        text: String::new(),
        key: new_key(&cx),
        errors: Vec::new(),
        preview: None,
        head,
        f,
    };
    html(&page)
}

async fn send(
    f: Frame,
    State(cx): State<Cx>,
    Path((name, context)): Path<(String, String)>,
    axum::Form(pairs): axum::Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let sheet = columns::sheet(&name).ok_or(Fault::NotFound)?;
    let head = head(&f, &cx, sheet, &context).await?;
    let mut sent = Sent::of(pairs);
    if sent.key.is_empty() {
        sent.key = new_key(&cx);
    }
    let mut page = Show {
        columns: columns::told(&f, sheet),
        example: columns::example(&f, sheet),
        text: sent.text.clone(),
        key: sent.key.clone(),
        errors: Vec::new(),
        preview: None,
        head,
        f,
    };
    let pasted = match pasted::read(&sent.text) {
        Ok(pasted) => pasted,
        Err(e) => {
            page.errors.push(page.f.lang.pasted(&e));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response());
        }
    };
    let read = Read::of(&page.f, sheet, &sent, pasted);
    let keep = if sent.save && read.wrong.is_empty() { Keep::Commit } else { Keep::DryRun };
    let key = (keep == Keep::Commit).then_some(sent.key.as_str());
    let answer = if read.wrong.is_empty() {
        let table = Table { sheet, context: &context, rows: &read.rows, today: page.f.today };
        paste(&cx, &page.f.actor(), table, key, keep).await
    } else {
        Ok(Vec::new())
    };
    match answer {
        Ok(became) if keep == Keep::Commit => {
            let to = page.f.link(&url::of(sheet.context(), &context));
            let new = became.iter().filter(|b| !b.put.is_empty()).count();
            let number = i64::try_from(new).ok().filter(|n| *n > 0);
            Ok(match (number, NounDef::named(sheet.context())) {
                (Some(_), Some(noun)) => {
                    Done { what: What::Pasted, noun, slug: context, number, understood: None }.redirect(&to)
                }
                // The same submission came a second time.
                _ => Redirect::to(&to).into_response(),
            })
        }
        Ok(became) => {
            page.preview = Some(read.preview(&page.f, sheet, &became, &[]));
            html(&page)
        }
        Err(ActionError::Refused(refusals)) => {
            let whole = refusals.iter().filter(|r| r.row >= read.rows.len());
            page.errors.extend(whole.filter_map(|r| form::told(&page.f, &r.why)));
            page.preview = Some(read.preview(&page.f, sheet, &[], &refusals));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

async fn head(f: &Frame, cx: &Cx, sheet: Sheet, context: &str) -> Result<Head, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let noun = NounDef::named(sheet.context()).ok_or(Fault::NotFound)?;
    let of = thing::thing(&mut reader, noun, context).await?;
    Ok(Head {
        crumbs: vec![Link::new(of.link.label.clone(), f.link(&url::to(&of.link)))],
        lead: f.t.paste.lead.to_owned(),
        ..Head::new(columns::title(f, sheet))
    })
}

fn new_key(cx: &Cx) -> String {
    (cx.outside.salt)().iter().map(|b| format!("{b:02x}")).collect()
}

/// A pasted table as its sheet reads it.
struct Read {
    pasted: Pasted,
    header: bool,
    /// For each pasted column the sheet's column that it is.
    chosen: Vec<Option<usize>>,
    rows: Vec<Row>,
    /// Row, the sheet's column, what is wrong.
    wrong: Vec<(usize, usize, String)>,
    /// Row, and a day whose year was not pasted, as it was understood.
    understood: Vec<(usize, String)>,
}

impl Read {
    fn of(f: &Frame, sheet: Sheet, sent: &Sent, pasted: Pasted) -> Read {
        let guess = columns::guess(sheet, &pasted);
        let header = sent.header.unwrap_or(guess.header);
        let mut chosen = if sent.asked { sent.chosen.clone() } else { guess.columns };
        chosen.resize(pasted.rows.first().map_or(0, Vec::len), None);
        let mut read =
            Read { header, chosen, rows: Vec::new(), wrong: Vec::new(), understood: Vec::new(), pasted };
        let body = read.pasted.rows.iter().skip(usize::from(header)).cloned().collect::<Vec<_>>();
        for (n, cells) in body.iter().enumerate() {
            let row = read.row(f, sheet, n, cells);
            read.rows.push(row);
        }
        read
    }

    fn row(&mut self, f: &Frame, sheet: Sheet, n: usize, cells: &[String]) -> Row {
        let mut row = vec![Cell::Empty; sheet.columns().len()];
        for (cell, place) in cells.iter().zip(&self.chosen) {
            let Some(place) = place.filter(|p| *p < row.len()) else { continue };
            if cell.is_empty() {
                continue;
            }
            let field = sheet.columns()[place].field();
            row[place] = match field.kind {
                Kind::Ref(_) => Cell::Name(cell.clone()),
                kind => match typed::read(f.lang, kind, form::usual(field.name, f.today), cell) {
                    Ok(read) => match read.said {
                        Typed::Value(value) => {
                            if let (true, Value::Text(day)) = (read.guessed, &value) {
                                let told = typed::understood(f.lang, kind, day);
                                self.understood.extend(told.map(|told| (n, told)));
                            }
                            Cell::Value(value)
                        }
                        Typed::Gap(_) => Cell::Empty,
                    },
                    Err(wrong) => {
                        self.wrong.push((n, place, wrong));
                        Cell::Empty
                    }
                },
            };
        }
        row
    }

    fn preview(&self, f: &Frame, sheet: Sheet, became: &[Became], refusals: &[Refusal]) -> Preview {
        let (mut new, mut there) = (0, 0);
        let mut rows = Vec::new();
        for (n, cells) in self.pasted.rows.iter().skip(usize::from(self.header)).enumerate() {
            let wrong = self.wrong_of(f, sheet, n, refusals);
            let becomes = match became.get(n) {
                Some(b) if b.put.is_empty() => {
                    there += 1;
                    f.t.paste.is_there.to_owned()
                }
                Some(b) => {
                    new += 1;
                    becomes(f, b)
                }
                None => String::new(),
            };
            if n < SHOWN || !wrong.is_empty() {
                let line = self.pasted.lines.get(n + usize::from(self.header)).copied().unwrap_or(n + 1);
                let told = self.understood.iter().filter(|(row, _)| *row == n).map(|(_, told)| told.as_str());
                let understood = told.collect::<Vec<_>>().join("; ");
                rows.push(PreviewRow { line, cells: cells.clone(), becomes, understood, wrong });
            }
        }
        let all = self.rows.len();
        let ready = self.wrong.is_empty() && refusals.is_empty() && new > 0;
        let wrong = rows.iter().filter(|r| !r.wrong.is_empty()).count();
        Preview {
            header: self.header,
            heads: self.heads(f, sheet),
            hidden: all.saturating_sub(rows.len()),
            sum: if wrong > 0 { f.lang.rows_wrong(wrong, all) } else { f.lang.rows_sum(new, there) },
            rows,
            ready,
            button: f.lang.add_rows(new),
        }
    }

    fn wrong_of(&self, f: &Frame, sheet: Sheet, n: usize, refusals: &[Refusal]) -> Vec<String> {
        let label = |place: usize| columns::label(f, &sheet.columns()[place]);
        let own = self.wrong.iter().filter(|(row, ..)| *row == n);
        let mut wrong: Vec<String> = own.map(|(_, place, why)| format!("{}: {why}", label(*place))).collect();
        for refusal in refusals.iter().filter(|r| r.row == n) {
            let place = refusal
                .field
                .and_then(|field| sheet.columns().iter().position(|c| c.name == field || c.of.1 == field));
            let name = place.map(label).unwrap_or_default();
            let text = match &refusal.why {
                Why::Missing => f.lang.missing(&name),
                other => {
                    let told = form::told(f, other).unwrap_or_default();
                    if name.is_empty() { told } else { format!("{name}: {told}") }
                }
            };
            wrong.push(text);
        }
        wrong
    }

    fn heads(&self, f: &Frame, sheet: Sheet) -> Vec<PreviewColumn> {
        let choices = |chosen: Option<usize>| {
            let columns = sheet.columns().iter().enumerate();
            columns.map(|(place, c)| (place, columns::label(f, c), chosen == Some(place))).collect()
        };
        let head = |(n, chosen): (usize, &Option<usize>)| PreviewColumn {
            label: f.lang.pasted_column(n + 1),
            choices: choices(*chosen),
        };
        self.chosen.iter().enumerate().map(head).collect()
    }
}

/// What a row becomes: the seat that it takes, and what is new.
fn becomes(f: &Frame, became: &Became) -> String {
    let told = |n: &NounDef| words::noun(f.lang, n.name).singular.to_owned();
    let nouns = became.put.iter().filter_map(|p| NounDef::named(&p.noun));
    let seat = match became.seated {
        Some(Seated::Fills(place)) => Some(f.lang.fills_seat(place)),
        Some(Seated::Adds) => Some(f.t.paste.adds_seat.to_owned()),
        None => None,
    };
    // The seat is told by itself, and that somebody gets it goes with it.
    let nouns: Vec<String> = match seat {
        Some(_) => nouns.filter(|n| !matches!(n.name, "seat" | "holding")).map(told).collect(),
        None => nouns.map(told).collect(),
    };
    let new = (!nouns.is_empty()).then(|| f.lang.adds(&nouns));
    seat.into_iter().chain(new).collect::<Vec<_>>().join(". ")
}

/// The routes of pasting.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/klistra/{sheet}/{*context}", ask).requires(Permission::Represent))
        .route(post("/klistra/{sheet}/{*context}", send).requires(Permission::Represent))
}
