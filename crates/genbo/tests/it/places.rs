//! Pages about who cooperates with whom: cooperations, bodies, organisations, persons and posts.

use crate::pages::{self, CANARY, addresses, debug_text, visible};
use axum::http::StatusCode;

const LISTS: [&str; 4] = ["/samverkan", "/organ", "/organisationer", "/personer"];

#[test]
fn what_does_not_exist_or_is_no_choice_is_not_found() {
    for portal in pages::all() {
        for list in LISTS {
            assert_eq!(portal.get(&format!("{list}/no-such-thing")).0, StatusCode::NOT_FOUND, "{list}");
        }
        for address in [
            "/befattningar/no-such/thing",
            "/samverkan?form=poem",
            "/samverkan?organisation=nobody",
            "/organ?kind=poem",
            "/organ?status=poem",
            "/organ?cooperation=nobody",
            "/organisationer?kind=poem",
        ] {
            assert_eq!(portal.get(address).0, StatusCode::NOT_FOUND, "{address}");
        }
    }
}

#[test]
fn every_list_leads_to_pages_that_exist_in_both_languages_and_tell_no_debug_text() {
    for portal in pages::all() {
        for list in LISTS {
            let page = portal.page(list);
            assert_eq!(debug_text(&page), None, "{list}");
            let own = addresses(&page, &format!("{list}/"));
            assert!(!own.is_empty(), "{list} leads nowhere");
            for address in own.iter().take(90) {
                for lang in ["", "?lang=en"] {
                    let page = portal.page(&format!("{address}{lang}"));
                    assert_eq!(debug_text(&page), None, "{address}{lang}");
                    assert!(!page.contains(CANARY), "{address}{lang}");
                }
            }
        }
    }
}

#[test]
fn svalov_takes_part_in_three_cooperations_and_sees_the_referral_with_its_last_day() {
    for portal in pages::all() {
        let page = portal.page("/organisationer/svalov");
        let text = visible(&page);
        for cooperation in ["soderasens-miljoforbund", "familjen-helsingborg", "skanes-kommuner"] {
            assert!(page.contains(&format!("href=\"/samverkan/{cooperation}\"")), "{cooperation}");
        }
        assert!(text.contains("3 samverkan"), "{text}");
        assert!(page.contains("href=\"/remisser/fast-kontakt\""));
        assert!(text.replace('\u{a0}', " ").contains("7 okt 2022"), "{text}");
        assert!(text.contains("349-2022"), "its own case number: {text}");
        assert!(text.contains("Vera Lindmark"), "who represents it: {text}");
        assert!(!page.contains(CANARY));
    }
}

#[test]
fn before_its_answer_came_svalov_has_the_referral_to_answer_and_after_the_last_day_bjuv_is_late() {
    for portal in pages::all() {
        let before = visible(&portal.page("/organisationer/svalov?today=2022-09-01"));
        assert!(before.contains("Ej besvarad"), "{before}");
        let on_time = visible(&portal.page("/organisationer/bjuv?today=2022-10-07"));
        assert!(on_time.contains("Ej besvarad") && !on_time.contains("Svar försenat"), "{on_time}");
        let late = visible(&portal.page("/organisationer/bjuv?today=2022-10-08"));
        assert!(late.contains("Svar försenat"), "{late}");
    }
}

#[test]
fn the_municipalities_of_member_cooperations_are_counted_once() {
    for portal in pages::all() {
        let text = visible(&portal.page("/samverkan/miljosamverkan-vast"));
        assert!(text.contains("Miljösamverkan Halland") && text.contains("7 medlemmar"), "{text}");
        let list = visible(&portal.page("/samverkan"));
        assert!(list.contains("33 medlemmar") && list.contains("57 medlemmar"), "{list}");
    }
}

#[test]
fn a_body_tells_its_published_size_beside_the_seats_that_are_listed() {
    for portal in pages::all() {
        let text = visible(&portal.page("/organ/skanes-kommuner/utbildningsnatverket"));
        assert!(text.contains("cirka 40") && text.contains("som det står i källan"), "{text}");
        assert!(text.contains("räknade av Genbo"), "{text}");
        assert!(text.contains("innehas, innehavare inte angiven"), "{text}");
        assert!(text.contains("Källorna säger olika"), "{text}");
    }
}

#[test]
fn a_gated_body_says_what_it_waits_for_and_a_closed_one_that_it_is_closed() {
    for portal in pages::all() {
        let gated = visible(&portal.page("/organ/skanes-kommuner/regional-planering"));
        assert!(gated.contains("Får inte starta förrän"), "{gated}");
        let list = portal.page("/organ?status=closed");
        assert_eq!(addresses(&list, "/organ/").len(), 3, "the three networks of before May 2021");
    }
}

#[test]
fn the_standing_contacts_rotate_from_one_period_to_the_next() {
    for portal in pages::all() {
        let text = visible(&portal.page("/samverkan/soderasens-miljoforbund"));
        assert!(text.contains("2023–2024") && text.contains("2025–2026"), "{text}");
        assert!(text.contains("Väntar på 4 svar"), "{text}");
    }
}

#[test]
fn the_list_of_municipalities_has_all_of_them_by_county_and_is_searched_with_swedish_letters() {
    for portal in pages::all() {
        let page = portal.page("/organisationer?kind=municipality");
        assert_eq!(addresses(&page, "/organisationer/").len(), 290);
        assert!(visible(&page).contains("Skåne län"));
        let found = portal.page("/organisationer?q=SVALÖ");
        assert!(addresses(&found, "/organisationer/").contains(&"/organisationer/svalov".to_owned()));
        assert!(portal.page("/organisationer?q=zzz").contains("class=\"empty\""));
    }
}

#[test]
fn the_handover_of_a_post_shows_who_held_it_on_the_day() {
    for portal in pages::all() {
        let address = "/befattningar/familjen-helsingborg/sekretariatschef";
        let before = visible(&portal.page(&format!("{address}?today=2018-01-30")));
        let after = visible(&portal.page(&format!("{address}?today=2018-06-01")));
        let head = |text: &str| text.split("Innehavare").next().unwrap_or_default().to_owned();
        assert!(
            head(&before).contains("Lars-Åke Thorell") && !head(&before).contains("David Fridell"),
            "{before}"
        );
        assert!(
            head(&after).contains("David Fridell") && !head(&after).contains("Lars-Åke Thorell"),
            "{after}"
        );
    }
}

#[test]
fn contact_details_of_a_person_are_not_public() {
    for portal in pages::all() {
        for address in addresses(&portal.page("/personer"), "/personer/") {
            let page = portal.page(&address);
            assert!(!page.contains("mailto:"), "{address}");
        }
    }
}
