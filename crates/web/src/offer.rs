//! The buttons that lead to forms, where people look for them: on the page of a thing and over a list, for those who may.
//!
//! Invariant: for who is not signed in nothing is asked and nothing is shown.

use crate::{
    fault::Fault,
    frame::Frame,
    page::{end, paste_columns},
    url,
    view::Action,
    words,
};
use genbo_app::{
    paste::Sheet,
    view::{Reader, may},
};
use genbo_domain::{
    authority,
    cooperation::Cooperation,
    noun::{Noun, NounDef},
    value::Kind,
};

/// What can be done with the thing of a page.
#[derive(Debug, Clone, Default)]
pub struct Editing {
    /// Its form, if the reader may change it.
    pub change: Option<Action>,
    /// Forms that add something to it.
    pub add: Vec<Action>,
    /// Ending it, taking it back.
    pub more: Vec<Action>,
}

/// What is added from where, beside what is written under it: the page's noun, what is added, the field that refers to it.
const BESIDE: &[(&str, &[(&str, &str)])] = &[
    (
        "cooperation",
        &[
            ("body", "owner"),
            ("meeting", "home"),
            ("event", "cooperation"),
            ("matter", "owner"),
            ("governing_document", "owner"),
            ("plan", "owner"),
            ("area", "cooperation"),
            ("agreement", "cooperation"),
            ("contact", "cooperation"),
            ("course", "cooperation"),
            ("cycle_step", "cooperation"),
            ("post", "owner"),
            ("person", "home"),
        ],
    ),
    ("organisation", &[("body", "owner"), ("post", "owner"), ("organisation", "part_of")]),
    ("body", &[("meeting", "bodies"), ("theme", "body"), ("commission", "given_by")]),
    ("item", &[("commission", "item")]),
    ("person", &[("holding", "person"), ("mandate", "holder")]),
    ("post", &[("holding", "of")]),
    ("seat", &[("holding", "of")]),
    ("matter", &[("document", "matter"), ("dispatch", "matter"), ("referral", "matter")]),
    ("document", &[("dispatch", "document")]),
    ("event_series", &[("event", "series")]),
];

/// What comes first among what is added.
const FIRST: &[&str] =
    &["body", "meeting", "membership", "item", "attendance", "clause", "holding", "case", "document", "seat"];

/// What the reader may do with the thing of a page. Costs nothing for who may change nothing.
pub(crate) async fn of(
    f: &Frame,
    reader: &mut Reader,
    noun: &'static NounDef,
    slug: &str,
) -> Result<Option<Editing>, Fault> {
    if f.user.is_none() {
        return Ok(None);
    }
    let actor = f.actor();
    let Some(reach) = may::within(reader, &actor, noun, slug).await? else { return Ok(None) };
    let allowed = |noun: &NounDef| actor.may_within(authority::permission_for(noun), &reach);
    let t = &f.t.form;
    let mut editing = Editing::default();
    if allowed(noun) {
        let name = words::noun(f.lang, noun.name).singular;
        editing.change = Some(Action::new(t.change, f.link(&url::change(noun.name, slug))).of(name));
        if end::ending(noun).is_some() {
            let path = format!("/avsluta/{}/{slug}", noun.plural);
            editing.more.push(Action::new(end::button(f, noun), f.link(&path)));
        }
        editing.more.extend(crate::page::house_style::action(f, noun, slug));
        let path = format!("/ta-tillbaka/{}/{slug}", noun.plural);
        editing.more.push(Action::new(t.withdraw_link, f.link(&path)));
    }
    let beside = BESIDE.iter().find(|(name, _)| *name == noun.name).map_or(&[][..], |(_, beside)| beside);
    let beside = beside.iter().filter_map(|(name, field)| Some((NounDef::named(name)?, *field)));
    let children = noun.children().filter_map(|child| Some((child, child.parent?.field)));
    let mut add: Vec<(&'static NounDef, &str)> = children.chain(beside).filter(|(n, _)| allowed(n)).collect();
    add.sort_by_key(|(n, _)| FIRST.iter().position(|f| *f == n.name).unwrap_or(FIRST.len()));
    editing.add = add.into_iter().map(|(n, field)| adding(f, n, field, noun, slug)).collect();
    let sheets = Sheet::ALL.into_iter().filter(|s| s.context() == noun.name && allowed(s.noun()));
    editing.add.extend(sheets.map(|sheet| {
        let path = format!("/klistra/{}/{slug}", paste_columns::address(sheet));
        Action::new(paste_columns::title(f, sheet), f.link(&path))
    }));
    let nothing = editing.change.is_none() && editing.add.is_empty();
    Ok((!nothing).then_some(editing))
}

/// The button that adds a thing of a noun from the page of another thing.
fn adding(f: &Frame, noun: &'static NounDef, field: &str, of: &NounDef, slug: &str) -> Action {
    let several = noun.field(field).is_some_and(|(_, d)| !matches!(d.kind, Kind::Ref([_])));
    let value = if several { format!("{}:{slug}", of.name) } else { slug.to_owned() };
    let name = crate::sheet::lines::capital(words::noun(f.lang, noun.name).singular);
    Action::new(name, f.link_with(&url::add(noun.name), &[(field, &value)]))
}

impl Frame {
    /// The button that adds something to the list of this page, if the reader may add it somewhere.
    pub fn add_here(&self) -> Option<Action> {
        let noun = self.listed_here()?;
        let home = self.asked("cooperation").filter(|_| noun.name != Cooperation::NAME);
        let home: Vec<(&str, &str)> = home.map(|h| ("home", h)).into_iter().collect();
        Some(Action::new(self.lang.add_noun(noun.name), self.link_with(&url::add(noun.name), &home)))
    }

    /// The noun whose list this page is, if the reader may change some of its things.
    pub(crate) fn listed_here(&self) -> Option<&'static NounDef> {
        let user = self.user.as_ref()?;
        let is_here = |n: &&&'static NounDef| {
            url::base(n.name) == Some(self.path.as_str()) || url::fact_list(n.name) == self.path
        };
        let noun = *genbo_domain::NOUNS.iter().find(is_here)?;
        user.actor.may(authority::permission_for(noun)).then_some(noun)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_from_a_page_refers_to_it() {
        for (of, beside) in BESIDE {
            for (noun, field) in *beside {
                let noun = NounDef::named(noun).unwrap();
                let fits = *field == "home"
                    || matches!(noun.field(field).unwrap().1.kind, Kind::Ref(names) if names.is_empty() || names.contains(of));
                assert!(fits, "{of}: {}.{field}", noun.name);
            }
        }
    }
}
