//! Dates: what is refused, what is understood, and the laws that hold for all of them.

use super::*;
use proptest::prelude::*;

fn edtf(text: &str) -> Edtf {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

fn refusal(text: &str) -> EdtfError {
    text.parse::<Edtf>().map(|e| e.to_string()).expect_err(text)
}

fn span(text: &str) -> (Option<String>, Option<String>) {
    let minute = |t: DateTime| t.strftime("%Y-%m-%dT%H:%M").to_string();
    (edtf(text).first().map(minute), edtf(text).last().map(minute))
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn a_day_that_does_not_exist_is_refused_with_the_length_of_its_month() {
    assert_eq!(refusal("2022-02-31").to_string(), "31 February does not exist: February 2022 has 28 days");
    assert_eq!(refusal("2022-06-31").to_string(), "31 June does not exist: June 2022 has 30 days");
    assert_eq!(
        refusal("XXXX-02-30").to_string(),
        "30 February does not exist: February has at most 29 days in that time"
    );
    assert!(matches!(refusal("2021-02-29"), EdtfError::NoSuchDay { has: 28, .. }));
    assert!(matches!(refusal("1900-02-29"), EdtfError::NoSuchDay { has: 28, .. }));
    assert_eq!(edtf("2000-02-29").to_string(), "2000-02-29");
    assert_eq!(edtf("XXXX-02-29").to_string(), "XXXX-02-29");
    assert_eq!(span("202X-02-29"), (Some("2020-02-29T00:00".into()), Some("2028-02-29T23:59".into())));
}

#[test]
fn a_clock_time_that_does_not_exist_is_refused() {
    for t in ["24:00", "25:00", "09:60", "9:00", "09", "0900", "09:00:00:00", ""] {
        let text = format!("2021-05-07T{t}");
        assert_eq!(refusal(&text), EdtfError::Time(t.into()), "{text}");
    }
    assert_eq!(refusal("2021-05-07T09:00:01"), EdtfError::Seconds("09:00:01".into()));
    assert_eq!(refusal("2021-05-07T09:00Z"), EdtfError::Zone("09:00Z".into()));
    assert_eq!(refusal("2021-05-07T09:00+02:00"), EdtfError::Zone("09:00+02:00".into()));
    assert_eq!(refusal("2021-05T09:00"), EdtfError::TimeWithoutDay("2021-05T09:00".into()));
    assert_eq!(refusal("202X-05-07T09:00"), EdtfError::TimeWithoutDay("202X-05-07T09:00".into()));
    assert_eq!(edtf("2021-05-07T00:00").to_string(), "2021-05-07T00:00");
    assert_eq!(edtf("2021-05-07T23:59:00").to_string(), "2021-05-07T23:59");
}

#[test]
fn months_days_and_years_outside_their_range_are_refused() {
    for (text, error) in [
        ("2022-00", EdtfError::Month("00".into())),
        ("2022-13", EdtfError::Month("13".into())),
        ("2022-20", EdtfError::Month("20".into())),
        ("2022-25", EdtfError::Month("25".into())),
        ("2022-6", EdtfError::Month("6".into())),
        ("2022-0X", EdtfError::Month("0X".into())),
        ("2022-06-00", EdtfError::Day("00".into())),
        ("2022-06-1", EdtfError::Day("1".into())),
        ("2022-06-2X", EdtfError::Day("2X".into())),
        ("22-06-21", EdtfError::Year("22".into())),
        ("2XXX", EdtfError::Year("2XXX".into())),
        ("X022", EdtfError::Year("X022".into())),
        ("20220621", EdtfError::Year("20220621".into())),
        ("-2022", EdtfError::Year(String::new())),
    ] {
        assert_eq!(refusal(text), error, "{text}");
    }
    assert!(matches!(refusal("2022-06-32"), EdtfError::NoSuchDay { has: 30, .. }));
    for text in ["0000", "9999-12-31", "2022-01-01", "2022-12-31"] {
        assert_eq!(edtf(text).to_string(), text);
    }
}

#[test]
fn nonsense_is_refused() {
    for (text, error) in [
        ("", EdtfError::Empty),
        ("  ", EdtfError::Empty),
        ("..", EdtfError::Form("..".into())),
        ("2022-06-21-01", EdtfError::Form("2022-06-21-01".into())),
        ("2022-06-21 09:00", EdtfError::Form("2022-06-21 09:00".into())),
        ("2022-06-21t09:00", EdtfError::Form("2022-06-21t09:00".into())),
        ("juni 2022", EdtfError::Form("juni 2022".into())),
        ("2017-23-01", EdtfError::DayInSeason("2017-23-01".into())),
        ("2017-23-XX", EdtfError::DayInSeason("2017-23-XX".into())),
        ("2022-XX-05", EdtfError::DayWithoutMonth("2022-XX-05".into())),
        ("2022~-06", EdtfError::Qualifier("2022~-06".into())),
        ("2022-06~?", EdtfError::Qualifier("2022-06~?".into())),
        ("2021/2022/2023", EdtfError::Slashes("2021/2022/2023".into())),
        ("/", EdtfError::NoBoundary("/".into())),
        ("../", EdtfError::NoBoundary("../".into())),
        ("../..", EdtfError::NoBoundary("../..".into())),
        ("2021-05-07T09:00/10:30", EdtfError::Form("10:30".into())),
        ("2022–06–21", EdtfError::Character('–')),
        ("２０２２", EdtfError::Character('２')),
        ("2022\u{202e}", EdtfError::Character('\u{202e}')),
        ("2022\n/2023", EdtfError::Character('\n')),
    ] {
        assert_eq!(refusal(text), error, "{text}");
    }
    assert_eq!(refusal(&"2".repeat(Edtf::LIMIT + 1)), EdtfError::TooLong(Edtf::LIMIT + 1));
    assert!(matches!(refusal(&"2".repeat(Edtf::LIMIT)), EdtfError::Year(_)));
}

#[test]
fn an_interval_that_ends_before_it_starts_is_refused() {
    for text in [
        "2022-06-22/2022-06-21",
        "2022-07/2022-06",
        "2021-05-07T09:00/2021-05-07T08:59",
        "2022-23/2022-22",
        "2023/2022-01~",
    ] {
        assert!(matches!(refusal(text), EdtfError::EndBeforeStart { .. }), "{text}");
    }
    for text in [
        "2022-06-21/2022-06-21",
        "2021-05-07T09:00/2021-05-07T09:00",
        "2022-06/2022-06-05",
        "2022-06-10/2022",
    ] {
        assert_eq!(edtf(text).to_string(), text);
    }
}

#[test]
fn every_form_has_its_span_and_precision() {
    use Precision as P;
    for (text, first, last, precision) in [
        ("2021", "2021-01-01T00:00", "2021-12-31T23:59", P::Year),
        ("2022-XX", "2022-01-01T00:00", "2022-12-31T23:59", P::Year),
        ("2022-XX-XX", "2022-01-01T00:00", "2022-12-31T23:59", P::Year),
        ("2022-06", "2022-06-01T00:00", "2022-06-30T23:59", P::Month),
        ("2022-06-XX", "2022-06-01T00:00", "2022-06-30T23:59", P::Month),
        ("2024-02", "2024-02-01T00:00", "2024-02-29T23:59", P::Month),
        ("2022-06-XX/2022-06-XX", "2022-06-01T00:00", "2022-06-30T23:59", P::Month),
        ("2022-06/2022-06-XX", "2022-06-01T00:00", "2022-06-30T23:59", P::Month),
        ("2022-06-21", "2022-06-21T00:00", "2022-06-21T23:59", P::Day),
        ("2022-06-21?", "2022-06-21T00:00", "2022-06-21T23:59", P::Day),
        ("2021-05-07T09:00", "2021-05-07T09:00", "2021-05-07T09:00", P::Minute),
        ("2021-05-07T09:00/2021-05-07T10:30", "2021-05-07T09:00", "2021-05-07T10:30", P::Minute),
        ("2021-06-21T12:00/2021-06-22T12:00", "2021-06-21T12:00", "2021-06-22T12:00", P::Minute),
        ("2021-06-21T12:00/2021-06-22", "2021-06-21T12:00", "2021-06-22T23:59", P::Day),
        ("2018-08-30/2018-08-31", "2018-08-30T00:00", "2018-08-31T23:59", P::Day),
        ("2018-08-01/2018-08-15", "2018-08-01T00:00", "2018-08-15T23:59", P::Day),
        ("2018-08-01/2018-08-16", "2018-08-01T00:00", "2018-08-16T23:59", P::Interval),
        ("2017-21", "2017-03-01T00:00", "2017-05-31T23:59", P::Season),
        ("2017-22", "2017-06-01T00:00", "2017-08-31T23:59", P::Season),
        ("2017-23", "2017-09-01T00:00", "2017-11-30T23:59", P::Season),
        ("2017-24", "2017-12-01T00:00", "2018-02-28T23:59", P::Season),
        ("2017-22/2017-23", "2017-06-01T00:00", "2017-11-30T23:59", P::Interval),
        ("9999-24", "9999-12-01T00:00", "9999-12-31T23:59", P::Season),
        ("202X", "2020-01-01T00:00", "2029-12-31T23:59", P::Interval),
        ("20XX", "2000-01-01T00:00", "2099-12-31T23:59", P::Interval),
        ("2021/2022", "2021-01-01T00:00", "2022-12-31T23:59", P::Interval),
        ("2022-12-10~", "2022-12-10T00:00", "2022-12-10T23:59", P::Circa),
        ("2022-12-10%", "2022-12-10T00:00", "2022-12-10T23:59", P::Circa),
        ("2022-06~/2022-08", "2022-06-01T00:00", "2022-08-31T23:59", P::Circa),
    ] {
        assert_eq!(span(text), (Some(first.into()), Some(last.into())), "{text}");
        assert_eq!(edtf(text).precision(), precision, "{text}");
        assert_eq!(edtf(text).to_string(), text);
    }
}

#[test]
fn a_missing_bound_is_no_bound() {
    use Precision as P;
    for (text, first, last, precision) in [
        ("2021-04-30/..", Some("2021-04-30T00:00"), None, P::Interval),
        ("2021-04-30/", Some("2021-04-30T00:00"), None, P::Interval),
        ("../2021-04-30", None, Some("2021-04-30T23:59"), P::Interval),
        ("/2021-04~", None, Some("2021-04-30T23:59"), P::Circa),
        ("XXXX", None, None, P::Unknown),
        ("XXXX-XX-XX", None, None, P::Unknown),
        ("XXXX-05-20", None, None, P::Unknown),
        ("XXXX-05-20/XXXX-05-21", None, None, P::Unknown),
        ("XXXX-05-20/2022-06", None, Some("2022-06-30T23:59"), P::Interval),
    ] {
        assert_eq!(span(text), (first.map(String::from), last.map(String::from)), "{text}");
        assert_eq!(edtf(text).precision(), precision, "{text}");
        assert_eq!(edtf(text).to_string(), text);
    }
    assert_eq!(Edtf::unknown(), edtf("XXXX-XX-XX"));
    assert_eq!(
        edtf("XXXX-05-20").start().point().map(|p| (p.year(), p.month(), p.day())),
        Some((None, Some(5), Some(20)))
    );
}

#[test]
fn only_a_certain_single_day_is_an_exact_day() {
    for text in [
        "2022-06-21~",
        "2022-06-21?",
        "2022-06",
        "2022-06-XX",
        "2022-06-21/2022-06-22",
        "2022-06-21/..",
        "XXXX-05-20",
    ] {
        assert!(!edtf(text).is_exact_day(), "{text}");
    }
    for text in
        ["2022-06-21", "2022-06-21T09:00", "2022-06-21T09:00/2022-06-21T12:00", "2022-06-21/2022-06-21"]
    {
        assert_eq!(edtf(text).exact_day(), Some(date("2022-06-21")), "{text}");
    }
}

#[test]
fn overlap_counts_both_first_and_last_day() {
    let june = |text| edtf(text).overlaps(date("2022-06-01"), date("2022-06-30"));
    for text in
        ["2022-05-31", "2022-07-01", "2022-05-31T23:59", "../2022-05", "2022-07/", "XXXX-06-20", "XXXX"]
    {
        assert!(!june(text), "{text}");
    }
    for text in [
        "2022-06-01",
        "2022-06-30T23:59",
        "2022",
        "202X",
        "2022-22",
        "../2022-06-01",
        "2022-06-30/..",
        "/2022-07",
    ] {
        assert!(june(text), "{text}");
    }
    assert!(!edtf("2022").overlaps(date("2022-06-30"), date("2022-06-01")));
}

#[test]
fn coverage_is_said_only_where_it_is_certain() {
    for (text, day, answer) in [
        ("2022-06-21", "2022-06-21", Some(true)),
        ("2022-06-21", "2022-06-22", Some(false)),
        ("2022-06", "2022-06-21", None),
        ("2022-06", "2022-07-01", Some(false)),
        ("2022-06-21~", "2022-06-21", None),
        ("2021-04-30/..", "2021-04-29", Some(false)),
        ("2021-04-30/..", "2021-04-30", Some(true)),
        ("2021-04-30/..", "2999-01-01", Some(true)),
        ("2021-04-30/", "2021-04-29", Some(false)),
        ("2021-04-30/", "2021-05-01", None),
        ("../2022-12-31", "1900-01-01", Some(true)),
        ("../2022-12-31", "2023-01-01", Some(false)),
        ("2021/2023", "2021-06-01", None),
        ("2021/2023", "2022-06-01", Some(true)),
        ("2021/2023", "2024-01-01", Some(false)),
        ("2018~/2022-12-31", "2020-01-01", None),
        ("2018~/2022-12-31", "2023-01-01", Some(false)),
        ("XXXX-05-20", "2022-05-20", None),
        ("XXXX-05-20/2022-06", "2022-07-01", Some(false)),
    ] {
        assert_eq!(edtf(text).covers(date(day)), answer, "{text} {day}");
    }
}

#[test]
fn a_list_sorts_by_start_then_shorter_first_then_unknown() {
    let order = [
        "../2021-01-01",
        "2021-05-07T09:00",
        "2022-06-01",
        "2022-06-01~",
        "2022-06",
        "2022-06-XX",
        "2022-06-01/2022-07-31",
        "2022-06-01/..",
        "2022-06-21",
        "XXXX-05-20",
        "XXXX-XX-XX",
    ];
    let mut sorted = order.map(edtf);
    sorted.reverse();
    sorted.sort_by_key(Edtf::sort_key);
    assert_eq!(sorted.map(|e| e.to_string()), order);
}

#[test]
fn values_made_in_code_read_as_text() {
    let at = |h, m| date("2022-06-21").at(h, m, 30, 5);
    assert_eq!(Edtf::day(date("2022-06-21")), edtf("2022-06-21"));
    assert_eq!(Edtf::minute(at(9, 5)), edtf("2022-06-21T09:05"));
    assert_eq!(Edtf::minutes(at(9, 5), at(10, 0)), Ok(edtf("2022-06-21T09:05/2022-06-21T10:00")));
    assert!(Edtf::minutes(at(10, 0), at(9, 59)).is_err());
    assert_eq!(Edtf::days(date("2022-06-21"), date("2022-06-22")), Ok(edtf("2022-06-21/2022-06-22")));
    assert!(edtf("2022-06?/2022-07").is_uncertain() && !edtf("2022-06~").is_uncertain());
}

fn point() -> impl Strategy<Value = String> {
    let exact = (1i16..=9998, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}"));
    let timed = (exact.clone(), 0..24, 0..60).prop_map(|(d, h, m)| format!("{d}T{h:02}:{m:02}"));
    let year =
        prop_oneof![4 => "[0-9]{4}", 1 => "[0-9]{3}X", 1 => "[0-9]{2}XX", 1 => Just("XXXX".to_owned())];
    let rest =
        prop_oneof!["", "-XX", "-XX-XX", "-0[1-9]", "-1[0-2]", "-2[1-4]", "-0[1-9]-XX", "-0[13-9]-[12][0-9]"];
    let vague = (year, rest).prop_map(|(y, r)| y + &r);
    (prop_oneof![exact, timed, vague], "[~?%]?").prop_map(|(p, q)| p + &q)
}

fn written() -> impl Strategy<Value = String> {
    let end = prop_oneof![8 => point(), 1 => Just("..".to_owned()), 1 => Just(String::new())];
    prop_oneof![2 => point(), 1 => (point(), end.clone()).prop_map(|(a, b)| format!("{a}/{b}")),
        1 => (end, point()).prop_map(|(a, b)| format!("{a}/{b}"))]
}

fn any_edtf() -> impl Strategy<Value = Edtf> {
    written().prop_filter_map("possible", |s| s.parse().ok())
}

proptest! {
    #[test]
    fn every_possible_point_is_read_and_written_back(text in point()) {
        prop_assert_eq!(edtf(&text).to_string(), text);
    }

    #[test]
    fn an_interval_is_refused_only_for_its_order(text in written()) {
        match text.parse::<Edtf>() {
            Ok(e) => prop_assert_eq!(e.to_string(), text),
            Err(e) => prop_assert!(matches!(e, EdtfError::EndBeforeStart { .. }), "{text}: {e:?}"),
        }
    }

    #[test]
    fn any_text_is_read_canonically_or_refused_without_panic(text in "[0-9XT:/~?%. -]{0,24}|\\PC{0,12}") {
        if let Ok(e) = text.parse::<Edtf>() {
            prop_assert_eq!(e.to_string().parse(), Ok(e));
        }
    }

    #[test]
    fn the_first_moment_is_not_after_the_last(e in any_edtf()) {
        if let (Some(first), Some(last)) = (e.first(), e.last()) {
            prop_assert!(first <= last);
            prop_assert!(e.overlaps(first.date(), last.date()));
        }
    }

    #[test]
    fn what_is_certainly_covered_overlaps_and_what_does_not_overlap_is_not_covered(
        e in any_edtf(), y in 0i16..=9999, day in 1i16..=365,
    ) {
        let date = Date::new(y, 1, 1).unwrap().with().day_of_year(day).build().unwrap();
        match e.covers(date) {
            Some(true) => prop_assert!(e.overlaps(date, date)),
            Some(false) => prop_assert!(!e.overlaps(date, date) || e.is_uncertain() || e.precision() == Precision::Circa),
            None => {}
        }
    }

    #[test]
    fn sort_keys_are_as_distinct_as_values_and_follow_the_start(a in any_edtf(), b in any_edtf()) {
        prop_assert_eq!(a == b, a.sort_key() == b.sort_key());
        if let (Some(x), Some(y)) = (a.first(), b.first()) && x < y {
            prop_assert!(a.sort_key() < b.sort_key());
        }
    }
}
