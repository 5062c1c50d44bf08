//! Pages of what happens in meetings and matters: who was there, what was decided, what came of it, who has answered.

use crate::pages::{self, CANARY, addresses, debug_text, visible};
use axum::http::StatusCode;

const LISTS: [&str; 7] = [
    "/moten",
    "/arenden",
    "/handlingar",
    "/remisser",
    "/uppdrag",
    "/anslagstavla",
    "/moten?year=2018&cooperation=familjen-helsingborg",
];
const SVALOV: &str = "/moten/svalov/kommunstyrelsen/2022-09-12";
const EXECUTIVES: &str = "/moten/familjen-helsingborg/kommundirektorsgruppen/2018-01-26";

/// What a reader sees, with plain spaces.
fn text(portal: &pages::Portal, address: &str) -> String {
    let seen = visible(&portal.page(address));
    seen.replace(['\u{a0}', '\u{2060}'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The cells of each row of the tables with that caption.
fn rows(page: &str, caption: &str) -> Vec<Vec<String>> {
    let tables = page.split("<table").filter(|t| t.contains(&format!("{caption}</caption>")));
    let bodies = tables.filter_map(|t| t.split("<tbody>").nth(1)?.split("</tbody>").next());
    bodies
        .flat_map(|b| b.split("<tr").skip(1))
        .map(|row| {
            let cells = row.split(['\n']).collect::<String>();
            let cells = cells.replace("</th>", "|").replace("</td>", "|");
            visible(&format!("<p{cells}"))
                .split('|')
                .map(|c| c.replace('\u{a0}', " ").trim().to_owned())
                .filter(|c| !c.is_empty())
                .collect()
        })
        .collect()
}

#[test]
fn what_does_not_exist_is_not_found_and_what_is_no_date_is_refused() {
    for portal in pages::all() {
        for address in [
            "/moten/svalov/kommunstyrelsen/2022-09-13",
            "/punkter/svalov/kommunstyrelsen/2022-09-12/225",
            "/arenden/nobody",
            "/handlingar/nobody",
            "/remisser/nobody",
            "/uppdrag/nobody",
            "/anslagstavla/nobody",
            "/moten?cooperation=nobody",
            "/moten?body=nobody",
            "/uppdrag?organisation=nobody",
            "/uppdrag?post=nobody",
            "/remisser?organisation=nobody",
            "/arenden/kanariefagel",
        ] {
            assert_eq!(portal.get(address).0, StatusCode::NOT_FOUND, "{address}");
        }
        for address in ["/moten?year=x", "/moten?year=12", "/moten?from=2022-02-31", "/moten?to=2022-13-01"] {
            assert_eq!(portal.get(address).0, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
        }
    }
}

#[test]
fn every_list_leads_to_pages_that_exist_in_both_languages_and_tell_no_debug_text() {
    for portal in pages::all() {
        for list in LISTS {
            let page = portal.page(list);
            assert_eq!(debug_text(&page), None, "{list}");
            let base = list.split('?').next().unwrap_or(list);
            let own = addresses(&page, &format!("{base}/"));
            assert!(!own.is_empty(), "{list} leads nowhere");
            for address in own.iter().take(60) {
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
fn the_boards_meeting_tells_how_many_were_there_at_each_paragraph() {
    for portal in pages::all() {
        let rows = rows(&portal.page(SVALOV), "Vid varje paragraf");
        let told: Vec<(&str, &str, &str)> =
            rows.iter().map(|r| (r[0].as_str(), r[1].as_str(), r[3].as_str())).collect();
        assert_eq!(
            told,
            [
                ("§§ 214–215, före i", "13", "7"),
                ("§§ 215 i–218", "13", "8"),
                ("§ 219", "13", "7"),
                ("§§ 220–226", "13", "6"),
                ("§§ 227–229", "13", "3"),
            ]
        );
    }
}

#[test]
fn the_boards_meeting_tells_who_serves_for_whom_and_that_its_notice_has_no_dates() {
    for portal in pages::all() {
        let text = text(portal, SVALOV);
        for told in [
            "tjänstgör för Elin Holmberg",
            "tjänstgör för Robin Fagerström",
            "tjänstgör för Josefin Hedberg",
            "13 beslutande, §§ 214–229",
            "Protokollet är justerat.",
            "Beviset om anslag saknar datum.",
            "ej ifyllt i källan",
            "Rubrikerna är inte överförda hit.",
            "Slutdatum saknas",
        ] {
            assert!(text.contains(told), "{told}: {text}");
        }
    }
}

#[test]
fn the_executives_are_counted_by_the_clock_and_unknown_at_each_point() {
    for portal in pages::all() {
        let page = portal.page(EXECUTIVES);
        let members: Vec<String> = rows(&page, "Intervall").iter().map(|r| r[1].clone()).collect();
        assert_eq!(members, ["8", "9", "10", "11", "10", "9"]);
        let by_point = rows(&page, "Vid varje paragraf");
        assert_eq!(by_point.len(), 1, "the same at every point: {by_point:?}");
        assert_eq!(by_point[0][1], "okänt, 6–11");
    }
}

#[test]
fn a_meeting_whose_attendance_is_only_guessed_has_no_numbers() {
    for portal in pages::all() {
        let text = text(portal, "/moten/soderasens-miljoforbund/direktionen/2022-06-21");
        assert!(text.contains("Källan har ingen närvarolista."), "{text}");
        assert!(!text.contains("1 beslutande"), "{text}");
    }
}

#[test]
fn a_month_stays_a_month_and_a_meeting_that_is_only_mentioned_says_so() {
    for portal in pages::all() {
        let text_of_plan = text(portal, "/moten/skanes-kommuner/kommundirektorsnatverket/2022-11");
        assert!(text_of_plan.contains("nov 2022, dag ej satt"), "{text_of_plan}");
        let list = text(portal, "/moten?year=2022&cooperation=soderasens-miljoforbund");
        assert_eq!(list.matches("i andra hand").count(), 3, "{list}");
        let one = text(portal, "/moten/soderasens-miljoforbund/direktionen/2022-03-22");
        assert!(one.contains("bara genom att ett annat dokument nämner det"), "{one}");
    }
}

#[test]
fn the_calendar_follows_its_filters() {
    for portal in pages::all() {
        let meetings = |query: &str| addresses(&portal.page(&format!("/moten{query}")), "/moten/").len();
        assert_eq!(meetings("?from=2022-09-12&to=2022-09-12&body=svalov/kommunstyrelsen"), 1);
        assert_eq!(meetings("?from=2022-09-13&to=2022-12-31&body=svalov/kommunstyrelsen"), 0);
        assert_eq!(meetings("?year=2017&cooperation=familjen-helsingborg"), 2);
        // Svalöv takes part in what Söderåsen, Skånes Kommuner and its own board do.
        assert!(
            meetings("?year=2022&organisation=svalov") > meetings("?year=2022&cooperation=skanes-kommuner")
        );
    }
}

#[test]
fn the_decision_tells_movers_basis_receivers_and_what_its_task_lacks() {
    for portal in pages::all() {
        let page = portal.page("/punkter/svalov/kommunstyrelsen/2022-09-12/226");
        let text = text(portal, "/punkter/svalov/kommunstyrelsen/2022-09-12/226");
        for told in
            ["13 beslutande, 6 tjänstepersoner", "2022.2294-2", "Slutdatum saknas", "2022.2294-3", "Perstorp"]
        {
            assert!(text.contains(told), "{told}: {text}");
        }
        let decision = page.split("class=\"decision\"").nth(1).unwrap().split("Beslutsgång").next().unwrap();
        assert_eq!(addresses(decision, "/personer/").len(), 7, "seven moved it");
        let point = self::text(portal, "/punkter/familjen-helsingborg/kommundirektorsgruppen/2018-01-26/2");
        assert!(point.contains("Okänt, 6–11 ledamöter"), "{point}");
        assert!(point.contains("Punkt 2.") && !point.contains("§ 2"), "{point}");
        assert!(point.contains("Nästa: 3 Projekt") && point.contains("Föregående: 1 "), "{point}");
    }
}

#[test]
fn the_matter_has_six_cases_four_of_them_to_be_supplied_and_its_chain_says_the_same_as_its_list() {
    for portal in pages::all() {
        let page = portal.page("/arenden/fast-kontakt-pa-ledningsniva");
        let text = text(portal, "/arenden/fast-kontakt-pa-ledningsniva");
        assert_eq!(text.matches("Lämnas senare").count(), 4, "{text}");
        assert!(text.contains("1 av 5 har svarat, 8 dagar kvar."), "{text}");
        // Four decisions, a consultation, a letter, a receipt and four open answers.
        assert_eq!(page.matches("data-step=").count(), 11);
        let list = page.split("<ol class=\"time\">").nth(1).unwrap().split("</ol>").next().unwrap();
        // The four open answers stand on one line.
        assert_eq!(list.matches("<li").count(), 8);
        for who in ["Bjuv", "Klippan", "Perstorp", "Örkelljunga"] {
            assert!(list.contains(who), "{who}");
        }
    }
}

#[test]
fn a_referral_is_open_to_its_last_day_late_after_it_and_unanswered_before_the_answer_came() {
    for portal in pages::all() {
        let at = |day: &str| text(portal, &format!("/remisser/fast-kontakt?today={day}"));
        for (day, told, state, n) in [
            ("2022-09-27", "0 av 5 har svarat, 10 dagar kvar.", "Inget svar än", 5),
            ("2022-09-29", "1 av 5 har svarat, 8 dagar kvar.", "Inget svar än", 4),
            ("2022-10-07", "1 av 5 har svarat, sista dagen är i dag.", "Inget svar än", 4),
            ("2022-10-08", "1 av 5 har svarat, 1 dag över tiden.", "Svar försenat", 4),
        ] {
            let seen = at(day);
            assert!(seen.contains(told), "{day}: {seen}");
            assert_eq!(seen.matches(state).count(), n, "{day}: {seen}");
        }
        assert!(at("2022-09-29").contains("tolkat av avsändaren"));
    }
}

#[test]
fn a_commission_tells_its_way_and_loudly_that_its_last_day_is_missing() {
    for portal in pages::all() {
        let missing = text(portal, "/uppdrag/svalov/226-organisera-samarbetet");
        assert!(missing.contains("Slutdatum saknas"), "{missing}");
        let way = text(portal, "/uppdrag/familjen-helsingborg/utreda-samarbetsportal?today=2018-06-15");
        for step in ["Gruppen tillsätts", "HR-chefgruppen", "fre 15 juni 2018", "preliminär"] {
            assert!(way.contains(step), "{step}: {way}");
        }
        assert!(!way.contains("Försenat"), "on its last day it is not late: {way}");
        let late = text(portal, "/uppdrag/familjen-helsingborg/utreda-samarbetsportal?today=2018-06-16");
        assert!(late.contains("Försenat"), "{late}");
    }
}

#[test]
fn commissions_can_be_asked_for_by_state_and_by_whom() {
    for portal in pages::all() {
        let of = |query: &str| addresses(&portal.page(&format!("/uppdrag?{query}")), "/uppdrag/");
        assert_eq!(of("body=svalov/kommunstyrelsen"), ["/uppdrag/svalov/226-organisera-samarbetet"]);
        assert_eq!(of("post=soderasens-miljoforbund/miljochef&state=open").len(), 1);
        let (all, open) =
            (of("cooperation=soderasens-miljoforbund"), of("cooperation=soderasens-miljoforbund&state=open"));
        assert!(open.len() < all.len(), "{open:?} {all:?}");
        assert!(open.iter().all(|c| all.contains(c)));
    }
}

#[test]
fn the_notice_board_shows_a_blank_date_as_blank() {
    for portal in pages::all() {
        let text = text(portal, "/anslagstavla");
        assert!(
            text.contains("Anslaget: ej ifyllt i källan") && text.contains("Nedtaget: ej ifyllt i källan"),
            "{text}"
        );
        assert!(text.contains("Datum saknas"), "{text}");
    }
}
