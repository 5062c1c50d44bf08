//! Pages of plans, governing documents, contacts, courses, gatherings, examples, areas and agreements.

use crate::pages::{self, addresses, debug_text, visible};
use axum::http::StatusCode;

const LISTS: [&str; 8] = [
    "/planer",
    "/styrdokument",
    "/kontakter",
    "/utbildning",
    "/handelser",
    "/goda-exempel",
    "/omraden",
    "/avtal",
];

#[test]
fn every_list_leads_to_pages_that_exist_and_tell_no_debug_text() {
    for portal in pages::all() {
        for list in LISTS {
            assert_eq!(portal.get(&format!("{list}/no-such-thing")).0, StatusCode::NOT_FOUND, "{list}");
            let page = portal.page(list);
            assert_eq!(debug_text(&page), None, "{list}");
            let own = addresses(&page, &format!("{list}/"));
            assert!(!own.is_empty(), "{list} leads nowhere");
            for address in own {
                for lang in ["", "?lang=en"] {
                    let page = portal.page(&format!("{address}{lang}"));
                    assert_eq!(debug_text(&page), None, "{address}{lang}");
                }
            }
        }
    }
}

#[test]
fn a_plan_tells_who_answers_for_each_activity_and_where_the_source_is_silent() {
    for portal in pages::all() {
        let text = visible(&portal.page("/planer/miljosamverkan-vast/samverkansplan"));
        assert!(text.contains("styrgrupp") && text.contains("Ansvarigt organ"), "{text}");
        assert!(text.contains("Källorna säger olika") || text.contains("Så har källan lästs"), "{text}");
    }
}

#[test]
fn a_document_is_searched_by_kind_and_state_and_an_unknown_word_is_not_found() {
    for portal in pages::all() {
        let found = portal.page("/styrdokument?kind=rules_of_procedure&cooperation=skanes-kommuner");
        assert_eq!(addresses(&found, "/styrdokument/"), ["/styrdokument/arbetsordning-2021-2022"]);
        assert_eq!(portal.get("/styrdokument?kind=poem").0, StatusCode::NOT_FOUND);
        assert_eq!(portal.get("/styrdokument?cooperation=nobody").0, StatusCode::NOT_FOUND);
        assert!(portal.page("/styrdokument?q=zzz").contains("class=\"empty\""));
    }
}

#[test]
fn a_document_without_known_adoption_or_review_says_so_and_its_sections_can_be_linked() {
    for portal in pages::all() {
        let page = portal.page("/styrdokument/arbetsordning-2021-2022");
        let text = visible(&page);
        assert!(text.contains("okänt vem som antagit") && text.contains("Ingen översyn satt"), "{text}");
        assert!(page.contains("id=\"bakgrund\"") && page.contains("href=\"#bakgrund\""));
        assert!(page.contains("class=\"quotes record\""));
    }
}

#[test]
fn a_review_is_overdue_from_the_day_after_its_last_day() {
    for portal in pages::all() {
        let on = |day: &str| visible(&portal.page(&format!("/styrdokument/provdokument?today={day}")));
        assert!(!on("2022-06-30").contains("Skulle ha setts över"));
        assert!(on("2022-07-01").contains("Skulle ha setts över"));
    }
}

#[test]
fn words_of_a_document_are_text_and_nothing_else() {
    for portal in pages::all() {
        let page = portal.page("/styrdokument/provdokument");
        assert!(!page.contains("<script>") && page.contains("ett citat &#38; två"), "{page}");
    }
}

#[test]
fn the_contacts_go_round_between_the_two_periods() {
    for portal in pages::all() {
        let page = portal.page("/kontakter");
        assert_eq!(addresses(&page, "/kontakter/soderasens-miljoforbund/").len(), 10);
        assert!(visible(&page).contains("ny befattning"));
    }
}

#[test]
fn a_course_tells_price_and_sizes_as_uncertain_as_they_are() {
    for portal in pages::all() {
        let text = visible(&portal.page("/utbildning/miljosamverkan-vast/kb-grund"));
        assert!(text.contains("drygt 7 000 kr") || text.contains("cirka 7 000 kr"), "{text}");
        assert!(
            text.contains("minst 18") && text.contains("högst 20") && text.contains("riktvärden"),
            "{text}"
        );
    }
}

#[test]
fn a_moved_seminar_shows_the_old_date_struck_and_the_decision() {
    for portal in pages::all() {
        let page = portal.page("/handelser/familjen-helsingborg/lunch-lunchseminariet-2018");
        assert!(page.contains("class=\"day off\""), "{page}");
        assert!(!addresses(&page, "/punkter/").is_empty(), "the decision is linked");
    }
}

#[test]
fn an_empty_pipeline_says_so_and_tells_the_method() {
    for portal in pages::all() {
        let page = portal.page("/omraden");
        assert!(page.contains("Inget område är utpekat ännu"), "{page}");
        assert!(addresses(&page, "/styrdokument/").iter().any(|a| a.ends_with("analysmetod")));
    }
}

#[test]
fn shares_are_summed_and_the_notice_is_told() {
    for portal in pages::all() {
        let text = visible(&portal.page("/avtal/provavtal"));
        assert!(text.contains("hela kostnaden") && text.contains("1/3"), "{text}");
        assert!(
            text.contains("6 månader") && text.contains("Källan säger inte hur man lämnar avtalet"),
            "{text}"
        );
    }
}

#[test]
fn examples_that_are_not_open_are_for_members() {
    for portal in pages::all() {
        let open = addresses(&portal.page("/goda-exempel"), "/goda-exempel/");
        let all = addresses(&portal.page_for_administrator("/goda-exempel"), "/goda-exempel/");
        assert!(all.len() > open.len(), "{open:?} {all:?}");
        for address in all.iter().filter(|a| !open.contains(a)) {
            assert_eq!(portal.get(address).0, StatusCode::NOT_FOUND, "{address}");
        }
    }
}
