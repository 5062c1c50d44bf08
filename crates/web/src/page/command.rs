//! The search field understands what somebody wants to do: `lägg till möte`, `ny person`, the name of a page. What it
//! understands comes first on the search page, for those who have signed in.

use crate::{frame::Frame, lang::Lang, url, view::Link, words};
use genbo_domain::{authority, noun::NounDef};

/// What begins a wish to add something.
const VERBS: &[&str] =
    &["lägg till ", "ny ", "nytt ", "nya ", "skapa ", "registrera ", "add ", "new ", "create "];
/// How many commands are shown.
const MOST: usize = 6;

/// The commands that a query may mean, for the reader.
pub(super) fn of(f: &Frame, query: &str) -> Vec<Link> {
    if f.user.is_none() {
        return Vec::new();
    }
    let query = query.trim().to_lowercase();
    let mut commands: Vec<Link> = Vec::new();
    if let Some(wish) = VERBS.iter().find_map(|verb| query.strip_prefix(verb)) {
        let mut found: Vec<&NounDef> =
            genbo_domain::NOUNS.iter().copied().filter(|n| is_called(n, wish) && may(f, n)).collect();
        // What is called exactly so comes first.
        found.sort_by_key(|n| !exactly(n, wish));
        commands.extend(found.iter().map(|n| Link::new(f.lang.add_noun(n.name), f.link(&url::add(n.name)))));
    } else if query.chars().count() >= 2 {
        let pages = f.menu().into_iter().flatten();
        let pages = pages.filter(|item| item.text.to_lowercase().starts_with(&query));
        commands.extend(pages.map(|item| Link::new(item.text, item.href)));
        let nouns = genbo_domain::NOUNS.iter().copied().filter(|n| exactly(n, &query) && may(f, n));
        commands.extend(nouns.map(|n| Link::new(f.lang.add_noun(n.name), f.link(&url::add(n.name)))));
    }
    commands.truncate(MOST);
    commands
}

fn may(f: &Frame, noun: &NounDef) -> bool {
    f.actor().may(authority::permission_for(noun))
}

fn names(noun: &'static NounDef) -> impl Iterator<Item = String> {
    Lang::ALL.into_iter().flat_map(|lang| {
        let label = words::noun(lang, noun.name);
        [label.singular.to_lowercase(), label.plural.to_lowercase()]
    })
}

fn is_called(noun: &&'static NounDef, wish: &str) -> bool {
    let wish = wish.trim();
    !wish.is_empty()
        && names(noun)
            .any(|name| name.starts_with(wish) || name.split(' ').any(|word| word.starts_with(wish)))
}

fn exactly(noun: &'static NounDef, wish: &str) -> bool {
    names(noun).any(|name| name == wish.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::User;
    use genbo_app::cx::Actor;
    use genbo_domain::authority::{Grant, Role};

    fn texts(role: Option<Role>, query: &str) -> Vec<String> {
        let mut f = crate::frame::tests::frame("/sok");
        f.user = role.map(|role| User {
            name: "n".to_owned(),
            title: String::new(),
            actor: Actor::Account {
                name: "n".to_owned(),
                grants: vec![Grant { role, scope: None }],
                member_of: Vec::new(),
                keeps: Vec::new(),
            },
        });
        of(&f, query).into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn who_is_not_signed_in_or_may_not_do_it_is_offered_nothing() {
        assert!(texts(None, "lägg till möte").is_empty());
        assert!(texts(Some(Role::Employee), "lägg till möte").is_empty());
    }

    #[test]
    fn what_somebody_wants_to_add_is_understood_in_both_languages() {
        for query in ["lägg till möte", "Nytt möte", "new meeting", "ny MÖTE "] {
            assert_eq!(
                texts(Some(Role::Secretary), query).first().map(String::as_str),
                Some("Lägg till möte"),
                "{query}"
            );
        }
        assert_eq!(texts(Some(Role::Secretary), "ny pers"), ["Lägg till person"]);
        assert_eq!(texts(Some(Role::Employee), "nytt exempel").len(), 1, "what colleagues share");
        assert!(texts(Some(Role::Secretary), "miljö").is_empty());
    }
}
