//! Dates as people type them: the refusals first, then every form that is read.

use super::*;
use crate::lang::Lang;
use jiff::civil::date as day;
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
fn a_year_left_out_is_near_the_pages_day_and_the_answer_says_so() {
    for (text, read) in [
        ("7/5", "2023-05-07"),
        ("14 okt", "2022-10-14"),
        ("1 juli", "2022-07-01"),
        ("30 juni", "2023-06-30"),
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

fn any_day() -> impl Strategy<Value = Date> {
    (0..36_500_i64).prop_map(|n| day(1970, 1, 1).checked_add(jiff::Span::new().days(n)).unwrap())
}

proptest! {
    #[test]
    fn a_day_in_words_is_read_as_the_same_day(d in any_day(), circa: bool, en: bool) {
        let lang = if en { Lang::En } else { Lang::Sv };
        let written: Edtf = format!("{d}{}", if circa { "~" } else { "" }).parse().unwrap();
        let typed = date(&lang.date(&written), TODAY).unwrap();
        prop_assert_eq!(typed, Typed { date: written, guessed: false });
    }

    #[test]
    fn an_interval_in_words_is_read_as_the_same_interval(a in any_day(), n in 1..500_i64, en: bool) {
        let lang = if en { Lang::En } else { Lang::Sv };
        let b = a.checked_add(jiff::Span::new().days(n)).unwrap();
        let written = Edtf::days(a, b).unwrap();
        prop_assert_eq!(date(&lang.date(&written), TODAY).map(|t| t.date), Ok(written));
    }

    #[test]
    fn a_time_in_words_is_read_as_the_same_time(d in any_day(), h in 0..23_i8, m in 0..60_i8, en: bool) {
        let lang = if en { Lang::En } else { Lang::Sv };
        let written = Edtf::minutes(d.at(h, m, 0, 0), d.at(23, 59, 0, 0)).unwrap();
        prop_assert_eq!(date(&lang.date(&written), TODAY).map(|t| t.date), Ok(written));
    }

    #[test]
    fn no_text_makes_it_panic_and_what_is_read_reads_again(text in "\\PC{0,24}|[0-9/. –:-]{0,16}|(ca |fre )?[0-9]{1,2}( maj|/5| juni)?( kl)?[ .0-9-]{0,8}") {
        if let Ok(typed) = date(&text, TODAY) {
            let again = date(&typed.date.to_string(), TODAY).unwrap();
            prop_assert_eq!(again.date, typed.date);
        }
    }
}
