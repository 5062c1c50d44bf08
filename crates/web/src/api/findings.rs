//! The findings of the rules as a list of the API: what is kept, broken or unknown as of a day, for members.

use super::{ROOT, problem::Problem, reader};
use crate::{
    export,
    frame::{Frame, encode},
};
use axum::{
    Json,
    extract::{Query, State},
    http::Uri,
    response::{IntoResponse, Response},
};
use genbo_app::{
    check::{self, Ask},
    cx::Cx,
    error::ActionError,
    view::api::ask::{MOST, USUAL, Why, Wrong},
};
use jiff::civil::Date;
use serde_json::{Value, json};

/// What is asked for.
#[derive(Default)]
struct Asked {
    ask: Ask,
    as_of: Option<Date>,
    from: usize,
    per_page: usize,
}

/// `?cooperation=&body=&as_of=&per_page=&cursor=`; the order is that of cooperations and rules.
pub(super) async fn list(State(cx): State<Cx>, uri: Uri, f: Frame) -> Result<Response, Problem> {
    let asked = asked(&uri, &f).map_err(|wrong| Problem::wrong(&wrong))?;
    let mut reader = reader(&cx, &f).await?;
    reader.today = asked.as_of.unwrap_or(reader.today);
    let checked = check::check(&mut reader, &asked.ask).await.map_err(|error| match error {
        ActionError::NotFound => Problem::wrong(&no_such(&asked.ask)),
        other => Problem::failed(&other),
    })?;
    let page = checked.findings.iter().skip(asked.from).take(asked.per_page);
    let items: Vec<Value> = page.map(|told| export::check::one(&checked, told, f.lang)).collect();
    let to = asked.from + items.len();
    let next = (to < checked.findings.len()).then(|| next(&f, &asked, to));
    Ok(Json(json!({ "items": items, "next": next })).into_response())
}

fn asked(uri: &Uri, f: &Frame) -> Result<Asked, Vec<Wrong>> {
    let Query(parameters) = Query::<Vec<(String, String)>>::try_from_uri(uri).unwrap_or_default();
    let mut asked = Asked { per_page: USUAL, ..Asked::default() };
    let mut wrong = Vec::new();
    for (name, value) in
        parameters.iter().filter(|(name, v)| !(v.is_empty() || name == "lang" || f.demo && name == "today"))
    {
        let read = match name.as_str() {
            "cooperation" => {
                asked.ask.cooperation = Some(value.clone());
                Ok(())
            }
            "body" => {
                asked.ask.body = Some(value.clone());
                Ok(())
            }
            "as_of" => {
                value.parse().map(|day| asked.as_of = Some(day)).map_err(|_| Why::NoDate(short(value)))
            }
            "per_page" => match value.parse() {
                Ok(n) if (1..=MOST).contains(&n) => {
                    asked.per_page = n;
                    Ok(())
                }
                _ => Err(Why::NoNumber(short(value))),
            },
            "cursor" => value.parse().map(|from| asked.from = from).map_err(|_| Why::NoCursor),
            _ => Err(Why::Unknown),
        };
        wrong.extend(read.err().map(|why| Wrong { parameter: name.clone(), why }));
    }
    if wrong.is_empty() { Ok(asked) } else { Err(wrong) }
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

fn no_such(ask: &Ask) -> Vec<Wrong> {
    let one = |noun: &'static str, slug: &Option<String>| {
        slug.as_ref().map(|slug| Wrong { parameter: noun.to_owned(), why: Why::NoSuch(noun, short(slug)) })
    };
    [one("cooperation", &ask.cooperation), one("body", &ask.body)].into_iter().flatten().collect()
}

fn next(f: &Frame, asked: &Asked, to: usize) -> String {
    let mut url = format!("{}{ROOT}/findings?", f.base_url);
    let as_of = asked.as_of.map(|d| d.to_string());
    for (name, value) in
        [("cooperation", &asked.ask.cooperation), ("body", &asked.ask.body), ("as_of", &as_of)]
    {
        if let Some(value) = value {
            url.push_str(&format!("{name}={}&", encode(value)));
        }
    }
    url + &format!("per_page={}&cursor={to}", asked.per_page)
}
