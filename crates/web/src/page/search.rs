//! Search: `/sok?q=…`, all hits or those of one kind, twenty a page.

use super::{command, html, list};
use crate::{
    fault::Fault,
    frame::Frame,
    route::{Routes, get},
    site::AppState,
    url,
    view::{Head, Link, Pager},
    words,
};
use askama::Template;
use axum::{extract::State, response::Response};
use genbo_app::{
    cx::Cx,
    search::{self, Ask, Facet, Found, Piece},
    view::{HowMany, Reader},
};
use genbo_domain::noun::NounDef;

const PER_PAGE: usize = 20;
/// As many kinds are shown at once; the others unfold.
const KINDS: usize = 8;
/// The longest query that is shown again, in characters.
const LONGEST: usize = 200;

#[derive(Template)]
#[template(path = "search/show.html")]
struct Show {
    f: Frame,
    head: Head,
    query: String,
    nothing: String,
    commands: Vec<Link>,
    hits: Vec<Hit>,
    kinds: Vec<Kind>,
    more_kinds: Vec<Kind>,
    more_open: bool,
    past_the_end: Option<String>,
    pager: Pager,
}

/// One hit as a row.
struct Hit {
    /// What it is, with its number.
    kind: String,
    href: String,
    label: Vec<Piece>,
    /// What it belongs to, and when it was.
    line: String,
    excerpt: Vec<Piece>,
}

/// One kind of hits to choose.
struct Kind {
    text: String,
    count: String,
    href: String,
    chosen: bool,
}

async fn show(f: Frame, State(cx): State<Cx>) -> Result<Response, Fault> {
    let query: String = f.asked("q").unwrap_or_default().chars().take(LONGEST).collect();
    let kind = f.asked("kind").and_then(NounDef::named).map(|n| n.name);
    let part = list::part(&f, PER_PAGE);
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let ask = Ask { text: &query, noun: kind, offset: part.offset, limit: part.limit };
    let found = search::search(&mut reader, ask).await?;
    html(&page(f, query, kind, &found))
}

fn page(f: Frame, query: String, kind: Option<&'static str>, found: &Found) -> Show {
    let mut kinds = kinds(&f, kind, found);
    let more_kinds = kinds.split_off(kinds.len().min(KINDS + 1));
    Show {
        head: head(&f, &query, found),
        nothing: if found.total == 0 && !query.is_empty() {
            f.lang.nothing_found_for(&query)
        } else {
            String::new()
        },
        commands: command::of(&f, &query),
        hits: found.hits.iter().map(|h| hit(&f, h)).collect(),
        more_open: more_kinds.iter().any(|k| k.chosen),
        kinds,
        more_kinds,
        past_the_end: (found.hits.is_empty() && found.total > 0).then(|| f.here_with(&[("page", "")])),
        pager: list::pager(&f, HowMany::exactly(found.total), PER_PAGE),
        query,
        f,
    }
}

fn head(f: &Frame, query: &str, found: &Found) -> Head {
    let t = &f.t.search;
    if query.is_empty() {
        return Head { lead: t.lead.to_owned(), ..Head::new(t.title) };
    }
    let lead = if found.total == 0 { String::new() } else { f.lang.hits_found(found.total, found.more) };
    Head { lead, ..Head::new(f.lang.searched_for(query)) }
}

/// The kinds of the hits, all of them first; none if there is nothing to choose.
fn kinds(f: &Frame, chosen: Option<&str>, found: &Found) -> Vec<Kind> {
    if found.facets.len() < 2 && chosen.is_none() {
        return Vec::new();
    }
    let least = if found.more { "+" } else { "" };
    let number = |n: usize| format!("{}{least}", f.lang.whole(i64::try_from(n).unwrap_or(i64::MAX)));
    let all = Kind {
        text: f.t.search.all.to_owned(),
        count: number(found.facets.iter().map(|facet| facet.count).sum()),
        href: f.here_with(&[("kind", ""), ("page", "")]),
        chosen: chosen.is_none(),
    };
    let one = |facet: &Facet| {
        let noun = NounDef::named(&facet.noun)?;
        Some(Kind {
            text: capital(words::noun(f.lang, noun.name).plural),
            count: number(facet.count),
            href: f.here_with(&[("kind", noun.name), ("page", "")]),
            chosen: chosen == Some(noun.name),
        })
    };
    std::iter::once(all).chain(found.facets.iter().filter_map(one)).collect()
}

fn hit(f: &Frame, hit: &search::Hit) -> Hit {
    let noun = NounDef::named(&hit.link.noun);
    let kind = capital(noun.map_or(hit.link.noun.as_str(), |n| words::noun(f.lang, n.name).singular));
    let number = hit.number.as_deref().map(|n| match hit.link.noun.as_str() {
        "item" => f.lang.item_number(n),
        _ => n.to_owned(),
    });
    let mut line: Vec<String> = hit.context.iter().map(|l| l.label.clone()).collect();
    line.extend(hit.when.as_ref().map(|when| f.lang.date(when)));
    Hit {
        kind: [Some(kind), number].into_iter().flatten().collect::<Vec<_>>().join(" "),
        href: f.link(&url::to(&hit.link)),
        label: hit.label.clone(),
        line: line.join(" · "),
        excerpt: hit.excerpt.clone(),
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The search page's route.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new().route(get("/sok", show).public())
}

#[cfg(test)]
mod tests {
    use super::*;
    use genbo_app::view::Link;
    use genbo_domain::value::ThingId;

    fn found(total: usize, hits: usize) -> Found {
        let piece = |text: &str, hit| Piece { text: text.to_owned(), hit };
        let hit = |n: usize| search::Hit {
            link: Link {
                id: ThingId(1),
                noun: "item".to_owned(),
                slug: format!("svalov/ks/2022-09-12/{n}"),
                label: "<b>Miljö".to_owned(),
            },
            label: vec![piece("<b>", false), piece("Miljö", true)],
            number: Some("226".to_owned()),
            context: Vec::new(),
            when: "2022-09-12".parse().ok(),
            excerpt: vec![piece("om ", false), piece("miljön", true)],
        };
        let facet = |noun: &str, count| Facet { noun: noun.to_owned(), count };
        Found {
            words: vec!["miljö".to_owned()],
            total,
            more: false,
            facets: vec![facet("body", 1), facet("item", total)],
            hits: (0..hits).map(hit).collect(),
        }
    }

    fn shown(uri: &str, query: &str, kind: Option<&'static str>, found: &Found) -> String {
        page(crate::frame::tests::frame(uri), query.to_owned(), kind, found).render().unwrap()
    }

    #[test]
    fn what_was_looked_for_is_marked_and_text_stays_text() {
        let text = shown("/sok?q=milj%C3%B6&lang=en", "miljö", None, &found(1, 1));
        assert!(
            text.contains("&#60;b&#62;<mark>Miljö</mark>") && text.contains("om <mark>miljön</mark>"),
            "{text}"
        );
        assert!(
            text.contains("href=\"/punkter/svalov/ks/2022-09-12/0?lang=en\"")
                && text.contains("Item §\u{a0}226")
        );
        assert!(text.contains("1\u{a0}hit") && !text.contains("1\u{a0}hits"));
    }

    #[test]
    fn kinds_can_be_chosen_and_pages_keep_the_choice() {
        let text = shown("/sok?q=x&kind=item&page=2", "x", Some("item"), &found(41, 20));
        assert!(
            text.contains("href=\"/sok?q=x&#38;kind=body\"") && text.contains("href=\"/sok?q=x\""),
            "{text}"
        );
        assert!(text.contains("aria-current=\"true\">Ärendepunkter"));
        assert!(
            text.contains("q=x&#38;kind=item&#38;page=3") && text.contains("q=x&#38;kind=item&#38;page=1")
        );
    }

    #[test]
    fn nothing_found_no_query_and_a_page_past_the_end_all_say_what_to_do() {
        let nothing = shown("/sok?q=%3Cx", "<x", None, &Found::default());
        assert!(nothing.contains("Inget hittades för ”&#60;x”") && nothing.contains("Så söker du"));
        let empty = shown("/sok", "", None, &Found::default());
        assert!(empty.contains("name=\"q\"") && !empty.contains("Inget hittades"));
        let past = shown("/sok?q=x&page=9", "x", None, &found(41, 0));
        assert!(past.contains("Till första sidan") && !past.contains("Inget hittades"));
    }
}
