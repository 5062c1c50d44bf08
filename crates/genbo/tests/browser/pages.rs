//! What holds for every page: no broken rule of accessibility, nothing outside the narrowest screen, one heading, the
//! right language, no traces of the machinery, no complaint from the browser.

use crate::{crawl, reader::Reader, server, text};
use genbo_testkit::browser::{self, View, Violation};

/// Pages worth a look that have a query, which the crawl leaves out.
const ASKED: [&str; 4] = [
    "/arshjul?cooperation=skanes-kommuner",
    "/arshjul?organisation=svalov&year=2021",
    "/sok?q=n%C3%A4tverk",
    "/moten?lang=en&year=2021",
];

#[test]
fn every_link_that_a_reader_meets_leads_somewhere() {
    let broken: Vec<String> =
        crawl::found().broken.iter().map(|(from, to, status)| format!("{from} → {to}: {status}")).collect();
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn the_crawl_comes_to_every_kind_of_page() {
    let kinds: Vec<&str> = crawl::found().pages.keys().map(String::as_str).collect();
    for kind in [
        "",
        "anslagstavla",
        "anslagstavla/*",
        "arenden",
        "arenden/*",
        "arshjul",
        "avtal",
        "avtal/*",
        "befattningar/*",
        "fakta",
        "fakta/seats",
        "fakta/seats/*",
        "goda-exempel",
        "handelser",
        "handelser/*",
        "handlingar",
        "handlingar/*",
        "kontakter",
        "kontakter/*",
        "moten",
        "moten/*",
        "om",
        "omraden",
        "omraden/*",
        "organ",
        "organ/*",
        "organisationer",
        "organisationer/*",
        "personer",
        "personer/*",
        "planer",
        "planer/*",
        "punkter/*",
        "remisser",
        "remisser/*",
        "samverkan",
        "samverkan/*",
        "sok",
        "styrdokument",
        "styrdokument/*",
        "tillganglighet",
        "uppdrag",
        "uppdrag/*",
        "utbildning",
        "utbildning/*",
        "vem",
    ] {
        assert!(kinds.contains(&kind), "no page of the kind {kind:?} among {kinds:?}");
    }
}

#[test]
fn every_page_has_one_heading_its_language_and_no_trace_of_the_machinery() {
    let mut wrong = Vec::new();
    for (path, html) in crawl::found().pages.values().flatten() {
        wrong.extend(faults(path, html, "sv"));
        let english = server::get(&format!("{path}?lang=en"));
        if english.status == 200 {
            wrong.extend(faults(&format!("{path}?lang=en"), &english.text, "en"));
        } else {
            wrong.push(format!("{path} in English: {}", english.status));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_page_needs_a_script_because_none_has_one() {
    for (path, html) in crawl::found().pages.values().flatten() {
        assert!(!html.contains("<script") && !html.contains(" onclick="), "{path}");
        assert!(!html.contains("href=\"javascript:"), "{path}");
    }
}

fn faults(path: &str, html: &str, lang: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut ask = |good: bool, what: &str| {
        if !good {
            faults.push(format!("{path}: {what}"));
        }
    };
    ask(html.contains(&format!("<html lang=\"{lang}\">")), "the language is not said");
    ask(html.matches("<h1").count() == 1, "not one h1");
    let says = text::text(text::main(html));
    for trace in ["Some(", "None)", "None,", "Ok(", "Err(", "{{", "{%", "&amp;", "\u{fffd}"] {
        ask(!says.contains(trace), &format!("says {trace}"));
    }
    // In English the word may stand in a sentence.
    ask(lang == "en" || !says.split(|c: char| !c.is_alphanumeric()).any(|word| word == "None"), "says None");
    ask(says.lines().any(|line| line.len() > 2 && line.starts_with("# ")), "the h1 is empty");
    faults
}

#[tokio::test]
async fn every_page_is_accessible_on_a_desk() {
    let Some(reader) = Reader::open(View::DESK).await else { return };
    let mut wrong = Vec::new();
    for path in crawl::to_look_at().into_iter().flat_map(|(_, paths)| paths) {
        look(&reader, &path, View::DESK, &mut wrong).await;
    }
    for path in ASKED {
        look(&reader, path, View::DESK, &mut wrong).await;
    }
    reader.close().await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn every_kind_of_page_is_accessible_in_the_dark_and_on_a_phone() {
    let Some(reader) = Reader::open(View::PHONE).await else { return };
    let mut wrong = Vec::new();
    let views = [View::PHONE, View::DESK.dark(), View::PHONE.dark()];
    for (_, paths) in crawl::to_look_at() {
        for (i, view) in views.into_iter().enumerate() {
            look(&reader, &paths[i % paths.len()], view, &mut wrong).await;
        }
    }
    for path in ASKED {
        look(&reader, path, View::PHONE.dark(), &mut wrong).await;
    }
    reader.close().await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn every_kind_of_page_is_accessible_in_english() {
    let Some(reader) = Reader::open(View::DESK).await else { return };
    let mut wrong = Vec::new();
    for (i, (_, paths)) in crawl::to_look_at().into_iter().enumerate() {
        let view = if i % 2 == 0 { View::DESK } else { View::PHONE };
        look(&reader, &format!("{}?lang=en", paths[i % paths.len()]), view, &mut wrong).await;
    }
    reader.close().await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn no_page_is_wider_than_the_narrowest_screen() {
    let Some(reader) = Reader::open(View::PHONE).await else { return };
    let mut wrong = Vec::new();
    let paths = crawl::to_look_at().into_iter().flat_map(|(_, paths)| paths);
    for path in paths.chain(ASKED.map(str::to_owned)) {
        reader.go(&path).await;
        let wide = reader.ask("return document.scrollingElement.scrollWidth - innerWidth").await;
        if wide.as_i64() > Some(0) {
            let what = "return [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll, .wide, svg')
                && e.getBoundingClientRect().right > innerWidth + 1).slice(-3).map(e => e.outerHTML.slice(0, 120))";
            wrong.push(format!("{path}: {wide} px too wide: {}", reader.ask(what).await));
        }
    }
    reader.close().await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Left for now: a mark in a wheel or a step in a chain is named by the thing's full name and day, and what is drawn in it is
/// shorter or a number; a box of a chart is named by what it shows, but a name that is too long for the box is cut in the
/// picture and whole in its name. The list beside the picture has the same links.
fn left(rule: &str, html: &str) -> bool {
    let in_picture = ["<a class=\"gw-m ", "<a class=\"ch-link"];
    rule == "label-content-name-mismatch" && in_picture.iter().any(|start| html.starts_with(start))
}

/// The accessibility rules that the open page breaks, without what is [`left`].
pub(crate) async fn broken(reader: &Reader) -> Vec<Violation> {
    let mut found = browser::axe(&reader.client).await;
    found.retain_mut(|violation| {
        violation.places.retain(|(_, html)| !left(&violation.rule, html));
        !violation.places.is_empty()
    });
    found
}

pub(crate) async fn look(reader: &Reader, path: &str, view: View, wrong: &mut Vec<String>) {
    browser::show(&reader.client, view).await;
    reader.go(path).await;
    wrong.extend(broken(reader).await.iter().map(|violation| format!("{path} {view:?}: {violation}")));
    let complaints = browser::complaints(&reader.client).await;
    wrong.extend(complaints.iter().map(|line| format!("{path}: the browser says {line}")));
}

/// Where a directory is named in the environment (`GENBO_WRITE_JOURNEY`), the whole page is drawn there, on desk and phone,
/// light and dark.
pub(crate) async fn draw(reader: &Reader, name: &str) {
    let Some(dir) = std::env::var_os("GENBO_WRITE_JOURNEY") else { return };
    for view in [View::PHONE, View::DESK] {
        for (scheme, view) in [("light", view), ("dark", view.dark())] {
            browser::show(&reader.client, View { height: 3000, ..view }).await;
            let picture = reader.client.screenshot().await.expect("a browser draws what it shows");
            let file = format!("{name}-{}-{scheme}.png", view.width);
            std::fs::write(std::path::Path::new(&dir).join(file), picture).expect("the directory is there");
        }
    }
    browser::show(&reader.client, View::DESK).await;
}
