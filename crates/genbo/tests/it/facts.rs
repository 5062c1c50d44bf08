//! The fact pages: every noun has its list, every thing its page, and what may not be seen does not exist.

use crate::pages::{self, CANARY, addresses, debug_text, visible};
use axum::http::StatusCode;
use genbo_domain::NOUNS;

#[test]
fn what_does_not_exist_is_not_found() {
    for portal in pages::all() {
        for address in [
            "/fakta/elephants",
            "/fakta/plans/no-such-plan",
            "/fakta/elephants/1",
            "/fakta/seats?field=colour&to=1",
            "/fakta/seats?field=body&to=x",
            "/fakta/seats?field=body&to=999999999",
        ] {
            assert_eq!(portal.get(address).0, StatusCode::NOT_FOUND, "{address}");
        }
    }
}

#[test]
fn every_noun_has_a_list_and_its_first_thing_a_page_in_both_languages() {
    for portal in pages::all() {
        let index = portal.page("/fakta");
        for noun in NOUNS {
            let list = format!("/fakta/{}", noun.plural);
            assert!(index.contains(&format!("href=\"{list}\"")), "{list} is not in the index");
            for lang in ["", "?lang=en"] {
                let page = portal.page(&format!("{list}{lang}"));
                assert_eq!(debug_text(&page), None, "{list}{lang}");
                for first in addresses(&page, &format!("{list}/")).into_iter().take(1) {
                    let page = portal.page(&format!("{first}{lang}"));
                    assert_eq!(debug_text(&page), None, "{first}{lang}");
                }
            }
        }
    }
}

#[test]
fn a_fact_page_tells_both_values_the_gap_the_source_and_what_refers_to_it() {
    for portal in pages::all() {
        let text = visible(&portal.page("/fakta/governing-documents/arbetsordning-2021-2022"));
        assert!(text.contains("verksamhetsperiod utan angiven längd"), "{text}");
        assert!(text.contains("Källa") && text.contains("S1 rad"), "{text}");
        assert!(text.contains("okänt"), "{text}");
        assert!(text.contains("Avsnitt ") && text.contains("Bakgrund"), "its sections are listed: {text}");
        assert!(text.contains("Regler (fältet "), "the rules that cite it are listed: {text}");
        let claim = visible(&portal.page("/fakta/claims/skanes-kommuner/form/1"));
        assert!(claim.contains("Inget annat hänvisar hit"), "{claim}");
        let plan = visible(&portal.page("/fakta/governing-documents/miljosamverkan-vast/samverkansplan"));
        assert!(plan.contains("Planer (fältet "), "what refers to it is listed by field: {plan}");
    }
}

#[test]
fn only_an_administrator_sees_the_values_of_the_history() {
    for portal in pages::all() {
        let address = "/fakta/plans/miljosamverkan-vast/samverkansplan";
        let (open, own) = (visible(&portal.page(address)), visible(&portal.page_for_administrator(address)));
        assert!(open.contains("lades in") && !open.contains('→') && !open.contains("system"), "{open}");
        assert!(own.contains("tomt →") && own.contains("system"), "{own}");
    }
}

#[test]
fn what_is_restricted_and_what_hangs_on_it_stands_nowhere() {
    for portal in pages::all() {
        for address in [
            "/fakta/matters",
            "/fakta/cases",
            "/fakta/bodies?q=kanarie",
            "/fakta/seats?q=kanarie",
            "/fakta/organisations/svalov",
            "/fakta/cooperations/soderasens-miljoforbund",
        ] {
            let page = portal.page(address);
            let list = page.split("id=\"content\"").nth(1).unwrap().replace("value=\"kanarie\"", "");
            assert!(!list.contains(CANARY), "{address}");
        }
        for address in [
            "/fakta/matters/kanariefagel",
            "/fakta/cases/kanariefagel/1",
            "/fakta/seats/soderasens-miljoforbund/kanariefagel/1",
        ] {
            assert_eq!(portal.get(address).0, StatusCode::NOT_FOUND, "{address}");
        }
        assert!(portal.page_for_administrator("/fakta/matters/kanariefagel").contains(CANARY));
    }
}

#[test]
fn a_long_list_has_pages_and_the_last_one_has_the_rest() {
    for portal in pages::all() {
        let first = portal.page("/fakta/organisations");
        assert_eq!(addresses(&first, "/fakta/organisations/").len(), 100);
        assert!(first.contains("rel=\"next\"") && !first.contains("rel=\"prev\""));
        let beyond = portal.page("/fakta/organisations?page=100");
        assert!(!beyond.contains("rel=\"next\""));
    }
}

#[test]
fn an_indicators_figures_are_drawn_and_told() {
    for portal in pages::all() {
        let page = portal.page("/fakta/indicators/provmatning");
        assert!(page.contains("data-series=\"Svalöv") && page.contains("data-break"), "{page}");
        let text = visible(&page);
        assert!(text.contains("serien bryts före detta värde") && text.contains("inget värde"), "{text}");
        let without = portal.page("/fakta/indicators/nojd-kund-index");
        assert!(without.contains("inget att rita") || without.contains("data-series"));
    }
}
