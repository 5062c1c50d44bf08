//! Dates as people type them: the refusals first, then every form that is read.

use super::*;
use jiff::civil::{Date, Weekday, date as day};
use proptest::prelude::*;

const TODAY: Date = day(2022, 9, 29);

fn edtf(text: &str) -> String {
    date(text, TODAY).map_or_else(|e| format!("{e:?}"), |t| t.date.to_string())
}

#[test]
fn a_day_or_month_that_does_not_exist_is_refused_with_what_there_is() {
    assert_eq!(date("31/11", TODAY), Err(Wrong::NoSuchDay("31/11".into(), 11, None, 30)));
    assert_eq!(date("29 feb 2021", TODAY), Err(Wrong::NoSuchDay("29 feb 2021".into(), 2, Some(2021), 28)));
    assert_eq!(edtf("29 feb 2020"), "2020-02-29");
    assert_eq!(date("7/13", TODAY), Err(Wrong::NoSuchMonth("13".into())));
    assert_eq!(date("v. 53 2022", TODAY), Err(Wrong::NoSuchWeek(2022, "53".into(), 52)));
    assert!(matches!(date("2022-13-01", TODAY), Err(Wrong::Edtf(_)) | Err(Wrong::NoSuchMonth(_))));
}

#[test]
fn a_weekday_that_does_not_fit_is_told_and_not_mended() {
    assert_eq!(date("fre 8 maj 2021", TODAY), Err(Wrong::Weekday(day(2021, 5, 8), Weekday::Friday)));
    assert_eq!(edtf("fre 7 maj 2021"), "2021-05-07");
}

#[test]
fn a_clock_time_needs_a_day_and_must_exist() {
    assert_eq!(date("kl. 13.00", TODAY), Err(Wrong::TimeAlone));
    assert_eq!(date("13.00–15.30", TODAY), Err(Wrong::TimeAlone));
    assert!(matches!(date("7 maj 2021 kl. 25", TODAY), Err(Wrong::NoTime(_))));
    assert!(matches!(date("7 maj 2021 12:60", TODAY), Err(Wrong::NoTime(_))));
    assert_eq!(date("juni 2022 kl. 13", TODAY), Err(Wrong::TimeAlone));
}

#[test]
fn what_is_no_date_is_not_understood() {
    for text in ["snart", "kanske", "7", "maj maj", "7//5", "en fredag", "–", "32", "12345", "<b>7/5</b>"] {
        assert!(date(text, TODAY).is_err(), "{text}: {}", edtf(text));
    }
    assert_eq!(date("9–7 juni 2022", TODAY), Err(Wrong::Backwards));
}

#[test]
fn days_are_read_as_people_type_them() {
    for (text, read) in [
        ("7 maj 2021", "2021-05-07"),
        ("den 7 maj 2021", "2021-05-07"),
        ("7 May 2021", "2021-05-07"),
        ("May 7, 2021", "2021-05-07"),
        ("7/5 2021", "2021-05-07"),
        ("7/5-21", "2021-05-07"),
        ("7/5/2021", "2021-05-07"),
        ("7.5.2021", "2021-05-07"),
        ("210507", "2021-05-07"),
        ("20210507", "2021-05-07"),
        ("2021-05-07", "2021-05-07"),
        ("FREDAG 7 MAJ 2021", "2021-05-07"),
        ("180321-22", "2018-03-21/2018-03-22"),
        ("180321-180322", "2018-03-21/2018-03-22"),
        ("21–22 juni 2021", "2021-06-21/2021-06-22"),
        ("21-22 juni 2021", "2021-06-21/2021-06-22"),
        ("från 21 juni till 2 juli 2021", "2021-06-21/2021-07-02"),
        ("28 dec – 3 jan 2022", "2021-12-28/2022-01-03"),
        ("28 dec 2021–3 jan", "2021-12-28/2022-01-03"),
        ("juni 2022", "2022-06"),
        ("jun 2022", "2022-06"),
        ("juni-augusti 2022", "2022-06/2022-08"),
        ("2021-2024", "2021/2024"),
        ("2021–2024", "2021/2024"),
        ("2022", "2022"),
        ("ca 10 dec 2022", "2022-12-10~"),
        ("omkring 10 december 2022", "2022-12-10~"),
        ("c. 10 Dec 2022", "2022-12-10~"),
        ("10 dec 2022 (osäkert)", "2022-12-10?"),
        ("v. 18 2022", "2022-05-02/2022-05-08"),
        ("vecka 18, 2022", "2022-05-02/2022-05-08"),
        ("v. 18–19 2022", "Unread"),
        ("sommaren 2017", "2017-22"),
        ("våren 2022", "2022-21"),
        ("2010-talet", "201X"),
        ("från 2021", "2021/.."),
        ("fr.o.m. 1 jan 2021", "2021-01-01/.."),
        ("till och med 2021", "../2021"),
        ("2022-06-xx", "2022-06-XX"),
        ("2022-12-10~", "2022-12-10~"),
        ("nov 2022, dag ej satt", "2022-11"),
    ] {
        assert_eq!(edtf(text), read, "{text}");
    }
}

#[test]
fn clock_times_are_read_as_people_type_them() {
    for (text, read) in [
        ("fre 7 maj 2021 kl. 13.00–15.30", "2021-05-07T13:00/2021-05-07T15:30"),
        ("7 maj 2021 kl 13-15.30", "2021-05-07T13:00/2021-05-07T15:30"),
        ("7 maj 2021 kl. 13", "2021-05-07T13:00"),
        ("7/5 2021 13:00", "2021-05-07T13:00"),
        ("7/5 2021 13.00-15.30", "2021-05-07T13:00/2021-05-07T15:30"),
        ("2021-05-07 13:00", "2021-05-07T13:00"),
        ("2021-05-07 13:00–15:30", "2021-05-07T13:00/2021-05-07T15:30"),
        ("210507 kl 9", "2021-05-07T09:00"),
        ("30/11 2022 kl 9-11", "2022-11-30T09:00/2022-11-30T11:00"),
    ] {
        assert_eq!(edtf(text), read, "{text}");
    }
}

#[test]
fn a_year_left_out_is_that_of_the_next_such_day_and_the_answer_says_so() {
    for (text, read) in [
        ("28/9", "2023-09-28"),
        ("29/9", "2022-09-29"),
        ("30/9", "2022-09-30"),
        ("7/5", "2023-05-07"),
        ("14 okt", "2022-10-14"),
        ("augusti", "2023-08"),
        ("september", "2022-09"),
        ("v. 38", "2023-09-18/2023-09-24"),
        ("v. 39", "2022-09-26/2022-10-02"),
        ("fre 14 okt kl. 13–15.30", "2022-10-14T13:00/2022-10-14T15:30"),
        ("21–22 nov", "2022-11-21/2022-11-22"),
        ("30/11 kl 9-11", "2022-11-30T09:00/2022-11-30T11:00"),
        ("30 dec–2 jan", "2022-12-30/2023-01-02"),
    ] {
        let typed = date(text, TODAY).unwrap_or_else(|e| panic!("{text}: {e:?}"));
        assert_eq!((typed.date.to_string().as_str(), typed.guessed), (read, true), "{text}");
    }
    assert!(!date("7/5 2021", TODAY).unwrap().guessed);
    assert!(!date("2021", TODAY).unwrap().guessed);
}

#[test]
fn a_week_is_over_with_its_sunday_and_is_never_of_the_year_before() {
    let week = |text: &str, from: Date| date(text, from).map(|t| t.date.to_string());
    assert_eq!(week("v. 39", day(2022, 10, 2)), Ok("2022-09-26/2022-10-02".into()));
    assert_eq!(week("v. 39", day(2022, 10, 3)), Ok("2023-09-25/2023-10-01".into()));
    // 31 December 2024 is in week 1 of 2025, and 1 January 2023 in week 52 of 2022.
    assert_eq!(week("v. 1", day(2024, 12, 31)), Ok("2024-12-30/2025-01-05".into()));
    assert_eq!(week("v. 52", day(2023, 1, 1)), Ok("2023-12-25/2023-12-31".into()));
}

#[test]
fn a_day_of_any_year_is_read_by_the_same_rules_and_nothing_else_is() {
    for (text, read) in [
        ("7 mars", (3, 7)),
        ("den 7 mars", (3, 7)),
        ("9/5", (5, 9)),
        ("2023-03-07", (3, 7)),
        ("29 feb", (2, 29)),
    ] {
        assert_eq!(super::day(text), Ok(read), "{text}");
    }
    assert_eq!(super::day("30 februari"), Err(Wrong::NoSuchDay("30 februari".into(), 2, None, 29)));
    for text in ["7", "mars", "våren", "ca 7 mars", "7 mars kl 9", "7 mars–9 mars", ""] {
        assert!(super::day(text).is_err(), "{text}");
    }
}

#[test]
fn a_year_that_is_given_is_the_year_of_what_has_none() {
    for year in [2023, 2024] {
        for text in ["1 jan", "29 feb", "31 mars", "1 juli", "31 dec"] {
            let read = date_in(text, year).map(|t| t.date.to_string());
            match (text, year) {
                ("29 feb", 2023) => assert!(read.is_err(), "{read:?}"),
                _ => {
                    assert!(read.as_ref().is_ok_and(|d| d.starts_with(&year.to_string())), "{text}: {read:?}")
                }
            }
        }
    }
}

#[test]
fn a_time_of_day_is_read_alone() {
    for (text, read) in
        [("13", Some((13, 0))), ("13.30", Some((13, 30))), ("1330", Some((13, 30))), ("0900", Some((9, 0)))]
    {
        assert_eq!(super::time(text).map(|t| (t.hour(), t.minute())), read, "{text}");
    }
    for text in ["25", "12.60", "2460", "", "13.3", "åååå"] {
        assert_eq!(super::time(text), None, "{text}");
    }
}

#[test]
fn the_article_is_no_weekday_and_a_name_is_known_in_all_its_forms() {
    assert_eq!(weekday("the"), None);
    for (name, day) in [
        ("fredagen", Weekday::Friday),
        ("fre", Weekday::Friday),
        ("tors", Weekday::Thursday),
        ("thu", Weekday::Thursday),
    ] {
        assert_eq!(weekday(name), Some(day), "{name}");
    }
    assert_eq!(
        (month("okt"), month("oct"), month("sept"), month("mrs")),
        (Some(10), Some(10), Some(9), None)
    );
}

proptest! {
    #[test]
    fn no_text_makes_it_panic_and_what_is_read_reads_again(text in "\\PC{0,24}|[0-9/. –:-]{0,16}|(ca |fre )?[0-9]{1,2}( maj|/5| juni)?( kl)?[ .0-9-]{0,8}") {
        if let Ok(typed) = date(&text, TODAY) {
            let again = date(&typed.date.to_string(), TODAY).unwrap();
            prop_assert_eq!(again.date, typed.date);
        }
    }
}
