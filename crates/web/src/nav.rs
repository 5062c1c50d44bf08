//! The menu: five groups, named by what people look for. An entry shows itself as soon as its page exists.

use crate::{frame::Frame, texts::Nav};
use genbo_app::cx::Permission;

/// One entry of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuItem {
    /// Its name.
    pub text: &'static str,
    /// Its link.
    pub href: String,
    /// `page` on the page itself, `true` on a page below it, otherwise nothing.
    pub current: &'static str,
}

type Name = fn(&Nav) -> &'static str;

/// The groups, most used first: path and name.
const GROUPS: &[&[(&str, Name)]] = &[
    &[
        ("/", |n| n.my_page),
        ("/moten", |n| n.meetings),
        ("/arshjul", |n| n.wheel),
        ("/arenden", |n| n.matters),
        ("/uppdrag", |n| n.commissions),
        ("/remisser", |n| n.referrals),
    ],
    &[
        ("/samverkan", |n| n.cooperations),
        ("/organ", |n| n.bodies),
        ("/organisationer", |n| n.municipalities),
    ],
    &[("/planer", |n| n.plans), ("/regler", |n| n.rules)],
    &[("/utbildning", |n| n.courses), ("/goda-exempel", |n| n.examples)],
    &[("/anslagstavla", |n| n.notices), ("/sok", |n| n.search)],
    &[
        ("/utskick", |n| n.outbox),
        ("/min-kalender", |n| n.own_calendar),
        ("/konton", |n| n.accounts),
        ("/logg", |n| n.trail),
    ],
];

/// What one must be allowed to see an entry; the others are for everybody.
const FOR_SOME: &[(&str, Permission)] = &[
    ("/utskick", Permission::Send),
    ("/min-kalender", Permission::Contribute),
    ("/konton", Permission::ManageAccounts),
    ("/logg", Permission::ReadTrail),
];

/// The entries of the menu that have a page.
pub(crate) fn menu(frame: &Frame) -> Vec<Vec<MenuItem>> {
    let item = |(path, name): &(&str, Name)| {
        let needs = FOR_SOME.iter().find(|(p, _)| p == path);
        let is_shown = frame.has_page(path) && needs.is_none_or(|(_, needed)| frame.actor().may(*needed));
        is_shown.then(|| MenuItem {
            text: name(&frame.t.nav),
            href: frame.link(if *path == "/organisationer" {
                "/organisationer?kind=municipality"
            } else {
                path
            }),
            current: current(path, &frame.path),
        })
    };
    let groups = GROUPS.iter().map(|group| group.iter().filter_map(item).collect());
    groups.filter(|group: &Vec<MenuItem>| !group.is_empty()).collect()
}

fn current(entry: &str, page: &str) -> &'static str {
    match page.strip_prefix(entry) {
        Some("") => "page",
        Some(rest) if entry != "/" && rest.starts_with('/') => "true",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_without_a_page_is_not_shown() {
        assert!(menu(&crate::frame::tests::frame("/")).is_empty());
    }

    #[test]
    fn a_page_below_an_entry_marks_the_entry_and_no_other() {
        assert_eq!(current("/moten", "/moten"), "page");
        assert_eq!(current("/moten", "/moten/a/b"), "true");
        assert_eq!(current("/", "/moten"), "");
        assert_eq!(current("/organ", "/organisationer"), "");
    }
}
