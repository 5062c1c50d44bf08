//! The house style of an organisation or a cooperation: one form for all of it, and how page, paper and mail will look.

mod logo;
mod preview;
mod typed;

use super::{html, opening::noun_of_plural, refused};
use crate::{
    done::{Done, What},
    fault::Fault,
    frame::Frame,
    route::{Routes, get, post},
    site::AppState,
    upload::Pairs,
    url,
    view::{Action, Head, Link},
    words,
};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use genbo_app::{
    cx::{Cx, Permission},
    error::ActionError,
    house::save::{self, Opened},
    thing::refusal::Refusal,
    view::Reader,
};
use genbo_domain::{
    cooperation::Cooperation,
    house::HouseStyle,
    noun::{Noun, NounDef},
    organisation::Organisation,
    value::Kind,
};
use preview::Preview;
use typed::Typed;

#[derive(Template)]
#[template(path = "house/show.html")]
struct Show {
    f: Frame,
    head: Head,
    /// What is wrong: the identifier of the field, and the words.
    errors: Vec<(String, String)>,
    fields: Vec<Field>,
    typed: Typed,
    logo: String,
    words: Vec<Word>,
    signatures: Vec<[String; 3]>,
    posts: Vec<(String, String)>,
    preview: Preview,
    action: String,
    cancel: String,
}

/// One field of the style.
struct Field {
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    value: String,
    error: String,
    long: bool,
    /// The words to choose from; empty if anything can be written.
    choices: Vec<(&'static str, String)>,
}

/// One heading with the house's own words for it.
struct Word {
    key: &'static str,
    label: String,
    sv: String,
    en: String,
}

impl Show {
    fn error(&self, name: &str) -> &str {
        let id = format!("f-{name}");
        self.errors.iter().find(|(i, _)| *i == id).map_or("", |(_, text)| text.as_str())
    }
}

/// The noun whose styles these are.
fn owner_noun(plural: &str) -> Result<&'static NounDef, Fault> {
    let noun = noun_of_plural(plural)?;
    [Organisation::NAME, Cooperation::NAME].contains(&noun.name).then_some(noun).ok_or(Fault::NotFound)
}

async fn opened(f: &Frame, cx: &Cx, noun: &'static NounDef, slug: &str) -> Result<Opened, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    Ok(save::open(&mut reader, &f.actor(), noun, slug).await?)
}

async fn show(
    f: Frame,
    State(cx): State<Cx>,
    Path((plural, slug)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let noun = owner_noun(&plural)?;
    let opened = opened(&f, &cx, noun, &slug).await?;
    let typed = Typed::standing(&f, &opened);
    html(&page(f, &opened, typed, Vec::new()))
}

async fn send(
    f: Frame,
    State(cx): State<Cx>,
    Path((plural, slug)): Path<(String, String)>,
    Pairs(pairs): Pairs,
) -> Result<Response, Fault> {
    let noun = owner_noun(&plural)?;
    let opened = opened(&f, &cx, noun, &slug).await?;
    let (mut typed, mut errors) = Typed::sent(&f, &opened, &pairs);
    let wanted = typed.wanted(&f, &mut errors);
    if typed.what == "preview" || !errors.is_empty() {
        let wrong = !errors.is_empty();
        let page = page(f, &opened, typed, errors);
        return if wrong { refused(&page) } else { html(&page) };
    }
    match save::save(&cx, &f.actor(), (noun, &slug), &wanted, typed.seen).await {
        Ok(changed) => {
            let what = if changed == 0 { What::Nothing } else { What::Changed };
            let noun = NounDef::named(HouseStyle::NAME).ok_or(Fault::Internal)?;
            let done = Done { what, noun, slug: opened.owner.slug.clone(), number: None, understood: None };
            Ok(done.redirect(&f.link(&url::to(&opened.owner))))
        }
        Err(ActionError::Refused(refusals)) => {
            errors.extend(refusals.iter().map(|r| told(&f, r)));
            refused(&page(f, &opened, typed, errors))
        }
        Err(ActionError::Collides(_)) => {
            // What somebody else has done meanwhile is seen now; sending again writes over it.
            typed.seen = opened.standing.seen;
            errors.push((String::new(), f.t.house.changed_meanwhile.to_owned()));
            refused(&page(f, &opened, typed, errors))
        }
        Err(other) => Err(other.into()),
    }
}

fn told(f: &Frame, refusal: &Refusal) -> (String, String) {
    let label = refusal.field.map(|field| words::field(f.lang, HouseStyle::NAME, field)).unwrap_or_default();
    let text = match crate::form::told(f, &refusal.why) {
        Some(text) if label.is_empty() => text,
        Some(text) => format!("{label}: {text}"),
        None => f.lang.missing(label),
    };
    (String::new(), text)
}

fn page(f: Frame, opened: &Opened, typed: Typed, errors: Vec<(String, String)>) -> Show {
    let t = &f.t.house;
    let owner = f.link(&url::to(&opened.owner));
    let head = Head {
        crumbs: vec![Link::new(opened.owner.label.clone(), owner.clone())],
        kind: opened.owner.label.clone(),
        lead: t.lead.to_owned(),
        ..Head::new(t.title)
    };
    let error_of = |name: &str| {
        let id = format!("f-{name}");
        errors.iter().find(|(i, _)| *i == id).map(|(_, text)| text.clone()).unwrap_or_default()
    };
    let fields = typed::FIELDS.iter().map(|name| Field {
        name,
        label: words::field(f.lang, HouseStyle::NAME, name),
        hint: typed::hint(&f, name),
        value: typed.field(name).to_owned(),
        error: error_of(name),
        long: matches!(*name, "address" | "record_foot"),
        choices: choices(&f, name),
    });
    let mut signatures = typed.signatures.clone();
    let most = (signatures.len() + 2).min(save::MOST_SIGNATURES);
    signatures.resize(most, Default::default());
    Show {
        fields: fields.collect(),
        words: typed
            .words
            .iter()
            .map(|(heading, sv, en)| Word {
                key: heading.as_str(),
                label: words::capital(words::word(f.lang, "house_heading", heading.as_str())),
                sv: sv.clone(),
                en: en.clone(),
            })
            .collect(),
        logo: typed.logo(opened).map(|i| f.lang.picture(&i)).unwrap_or_default(),
        signatures,
        posts: opened.posts.iter().map(|p| (p.slug.clone(), p.label.clone())).collect(),
        preview: preview::of(&f, opened, &typed),
        action: f.here_with(&[]),
        cancel: owner,
        head,
        errors,
        typed,
        f,
    }
}

/// The words of a field that has a vocabulary.
fn choices(f: &Frame, name: &str) -> Vec<(&'static str, String)> {
    let field = NounDef::named(HouseStyle::NAME).and_then(|n| n.field(name));
    match field.map(|(_, field)| field.kind) {
        Some(Kind::Word(vocabulary)) => vocabulary
            .words
            .iter()
            .map(|(word, _)| (*word, words::capital(words::word(f.lang, vocabulary.name, word))))
            .collect(),
        _ => Vec::new(),
    }
}

/// The button that leads to the style of an organisation or a cooperation.
pub(crate) fn action(f: &Frame, noun: &NounDef, slug: &str) -> Option<Action> {
    [Organisation::NAME, Cooperation::NAME]
        .contains(&noun.name)
        .then(|| Action::new(f.t.house.title, f.link(&format!("/husstil/{}/{slug}", noun.plural))))
}

/// The routes of house styles.
pub(crate) fn routes() -> Routes<AppState> {
    Routes::new()
        .route(get("/husstil/logotyp/{id}", logo::picture).public())
        .route(get("/husstil/farg/{file}", logo::colour).public())
        .route(get("/husstil/{plural}/{*slug}", show).requires(Permission::Arrange))
        .route(post("/husstil/{plural}/{*slug}", send).requires(Permission::Arrange))
}
