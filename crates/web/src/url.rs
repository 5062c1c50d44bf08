//! Where each noun's pages are. One place: templates, pictures and feeds ask here.

use genbo_app::view::Link;
use genbo_domain::noun::NounDef;

/// The address under which a noun's things and their list stand; nothing if the noun has no pages of its own.
pub fn base(noun: &str) -> Option<&'static str> {
    Some(match noun {
        "cooperation" => "/samverkan",
        "body" => "/organ",
        "organisation" => "/organisationer",
        "person" => "/personer",
        "post" => "/befattningar",
        "meeting" => "/moten",
        "item" => "/punkter",
        "matter" => "/arenden",
        "document" => "/handlingar",
        "referral" => "/remisser",
        "commission" => "/uppdrag",
        "governing_document" => "/styrdokument",
        "plan" => "/planer",
        "rule" => "/regler",
        "contact" => "/kontakter",
        "course" => "/utbildning",
        "example" => "/goda-exempel",
        "area" => "/omraden",
        "agreement" => "/avtal",
        "event" => "/handelser",
        "notice" => "/anslagstavla",
        _ => return None,
    })
}

/// The address of a thing. Slugs need no encoding.
pub fn of(noun: &str, slug: &str) -> String {
    match base(noun) {
        Some(base) => format!("{base}/{slug}"),
        None => format!("/fakta/{}/{slug}", NounDef::named(noun).map_or(noun, |n| n.plural)),
    }
}

/// The address of what a page refers to.
pub fn to(link: &Link) -> String {
    of(&link.noun, &link.slug)
}

/// The address of the page with everything that is known of a thing, whatever its noun.
pub fn facts(noun: &str, slug: &str) -> String {
    format!("{}/{slug}", fact_list(noun))
}

/// The address of the list of all things of a noun.
pub fn fact_list(noun: &str) -> String {
    format!("/fakta/{}", NounDef::named(noun).map_or(noun, |n| n.plural))
}

/// The address of the form that changes a thing.
pub fn change(noun: &str, slug: &str) -> String {
    match noun {
        // A rule has a form of its own, made from the catalogue.
        "rule" => format!("/andra-regel/{slug}"),
        _ => format!("/andra/{}/{slug}", plural(noun)),
    }
}

/// The address of the form that adds a thing of a noun.
pub fn add(noun: &str) -> String {
    match noun {
        "rule" => "/ny-regel".to_owned(),
        _ => format!("/lagg-till/{}", plural(noun)),
    }
}

/// The address that undoes the last change of a thing.
pub fn undo(noun: &NounDef, slug: &str) -> String {
    format!("/angra/{}/{slug}", noun.plural)
}

fn plural(noun: &str) -> &str {
    NounDef::named(noun).map_or(noun, |n| n.plural)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_without_pages_of_its_own_has_fact_pages() {
        assert_eq!(
            of("meeting", "svalov/kommunstyrelsen/2022-09-12"),
            "/moten/svalov/kommunstyrelsen/2022-09-12"
        );
        assert_eq!(of("cycle_step", "a/1"), "/fakta/cycle-steps/a/1");
    }
}
