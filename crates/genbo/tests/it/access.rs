//! Role × route × scope: what every route answers to everybody, against a table that people can read.
//!
//! To add a route, add a line to `access.table`; a route without one fails the test, which then tells what the route
//! answers today.

use crate::visitor::{Answer, Visitor, account, encode, moving, portal, without_password};
use axum::{Router, http::Method};
use genbo_app::cx::Cx;
use genbo_domain::authority::Role;
use genbo_testkit::app::{Start, for_each_database};
use std::collections::{BTreeMap, BTreeSet};

const TABLE: &str = include_str!("access.table");

/// The cooperation that the table's requests are about, and another one.
const SCOPES: [(&str, &str); 2] =
    [("own", "cooperation:soderasens-miljoforbund"), ("other", "cooperation:skanes-kommuner")];

/// Somebody who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    /// Whoever has not signed in.
    Anonymous,
    /// An account without a role.
    Without,
    /// The administrator of the whole installation.
    Everything,
    /// A role in the cooperation that the request is about.
    Own(&'static str),
    /// The same role in another one.
    Other(&'static str),
}

/// One line of the table.
struct Line {
    route: (String, String),
    request: String,
    body: String,
    rule: String,
}

fn lines() -> Vec<Line> {
    let parts = |line: &str| -> Vec<String> { line.split('|').map(|p| p.trim().to_owned()).collect() };
    TABLE
        .lines()
        .filter(|l| !l.trim().is_empty() && !l.starts_with('#'))
        .map(|l| match &parts(l)[..] {
            [method, path, request, body, rule] => Line {
                route: (method.clone(), path.clone()),
                request: if request == "=" { path.clone() } else { request.clone() },
                body: body.clone(),
                rule: rule.clone(),
            },
            _ => panic!("a line has five parts: {l}"),
        })
        .collect()
}

/// The status that a rule demands: `200 everybody`, `200 signed-in`, `303 secretary registrar in own else 422`.
fn demanded(rule: &str, who: Who) -> u16 {
    let words: Vec<&str> = rule.split_whitespace().collect();
    let status: u16 = words[0].parse().expect("a rule begins with a status");
    match words[1..] {
        ["everybody"] => return status,
        ["signed-in"] => return if who == Who::Anonymous { 401 } else { status },
        ["signed-in", "else", other] => {
            return if who == Who::Anonymous { other.parse().unwrap() } else { status };
        }
        _ => {}
    }
    let place = words.iter().position(|w| *w == "in").unwrap_or_else(|| panic!("where does {rule} count?"));
    let roles = &words[1..place];
    let (own, other) = match words[place + 1] {
        "own" => (true, false),
        "any" => (true, true),
        "none" => (false, false),
        word => panic!("{word} is neither own, any nor none"),
    };
    let elsewhere = words.iter().position(|w| *w == "else").map_or(403, |at| words[at + 1].parse().unwrap());
    match who {
        Who::Anonymous => 401,
        Who::Without => 403,
        Who::Everything => status,
        Who::Own(role) if roles.contains(&role) => {
            if own {
                status
            } else {
                elsewhere
            }
        }
        Who::Other(role) if roles.contains(&role) => {
            if other {
                status
            } else {
                elsewhere
            }
        }
        Who::Own(_) | Who::Other(_) => 403,
    }
}

#[test]
fn the_table_is_read_as_it_is_meant() {
    let all = [
        Who::Anonymous,
        Who::Without,
        Who::Everything,
        Who::Own("member"),
        Who::Other("member"),
        Who::Own("secretary"),
    ];
    let told = |rule| all.map(|who| demanded(rule, who));
    assert_eq!(told("200 everybody"), [200; 6]);
    assert_eq!(told("200 signed-in"), [401, 200, 200, 200, 200, 200]);
    assert_eq!(told("303 member in own"), [401, 403, 303, 303, 403, 403]);
    assert_eq!(told("303 member in own else 422"), [401, 403, 303, 303, 422, 403]);
    assert_eq!(told("303 member in any"), [401, 403, 303, 303, 303, 403]);
    assert_eq!(told("303 member in none"), [401, 403, 303, 403, 403, 403]);
    assert_eq!(told("303 signed-in else 200"), [200, 303, 303, 303, 303, 303]);
}

async fn everybody(cx: &Cx, router: &Router) -> Vec<(Who, Visitor)> {
    account(cx, "allt", &["administrator"]).await;
    account(cx, "ingen", &[]).await;
    let mut all = vec![
        (Who::Anonymous, Visitor::new(router)),
        (Who::Without, Visitor::signed_in(router, "ingen").await),
        (Who::Everything, Visitor::signed_in(router, "allt").await),
    ];
    for role in Role::ALL {
        for (name, scope) in SCOPES {
            let account_name = format!("{}-{name}", role.as_str().replace('_', "-"));
            account(cx, &account_name, &[&format!("{}@{scope}", role.as_str())]).await;
            let visitor = Visitor::signed_in(router, &account_name).await;
            let who = if name == "own" { Who::Own(role.as_str()) } else { Who::Other(role.as_str()) };
            all.push((who, visitor));
        }
    }
    all
}

async fn ask(visitor: &mut Visitor, number: usize, line: &Line) -> Answer {
    let method: Method = line.route.0.parse().unwrap();
    let body = line.body.replace("{who}", &number.to_string());
    if body.starts_with('{') {
        let headers = [("content-type", "application/json")];
        return visitor.send(method, &line.request, Some(body), &headers).await;
    }
    let form = body.split('&').filter(|p| !p.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        format!("{}={}", encode(name), encode(value))
    });
    let form = (method != Method::GET).then(|| form.collect::<Vec<_>>().join("&"));
    visitor.send(method, &line.request, form, &[]).await
}

#[test]
fn every_route_has_a_line_in_the_table_and_every_line_a_route() {
    let routes: BTreeSet<(String, String)> = genbo_web::router::routes()
        .table()
        .iter()
        .map(|e| (e.method.to_string(), e.path.to_owned()))
        .collect();
    let told: BTreeSet<(String, String)> = lines().into_iter().map(|l| l.route).collect();
    let missing: Vec<_> = routes.difference(&told).collect();
    let left: Vec<_> = told.difference(&routes).collect();
    assert!(missing.is_empty(), "add lines to access.table for {missing:#?}");
    assert!(left.is_empty(), "take these out of access.table: {left:#?}");
}

#[tokio::test]
async fn every_route_answers_everybody_as_the_table_says() {
    for_each_database(Start::Cooperations, async |app| {
        let cx = moving(app);
        without_password(&cx, "prov", &["registrar@cooperation:soderasens-miljoforbund"]).await;
        let router = portal(&cx);
        let everybody = everybody(&cx, &router).await;
        let mut wrong = Vec::new();
        for line in lines() {
            let mut got: BTreeMap<u16, Vec<Who>> = BTreeMap::new();
            let mut right = true;
            for (number, (who, visitor)) in everybody.iter().enumerate() {
                let mut visitor = visitor.clone().from(&format!("198.51.100.{number}"));
                let status = ask(&mut visitor, number, &line).await.status.as_u16();
                right &= status == demanded(&line.rule, *who);
                got.entry(status).or_default().push(*who);
            }
            if !right {
                wrong.push(format!(
                    "{} {}: the table says {:?}, but {got:?}",
                    line.route.0, line.request, line.rule
                ));
            }
        }
        assert!(wrong.is_empty(), "{:?}:\n{}", app.kind, wrong.join("\n"));
    })
    .await;
}
