//! The calendar against the Swedish rules (in data: `packs/se/holidays.toml`) and against known years.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The rules of `packs/se/holidays.toml` as values: key, kind, day, years.
pub(crate) fn swedish() -> WorkingCalendar {
    use DayKind::{Eve, HalfDay, PublicHoliday as Holiday};
    let fixed = |text: &str| DayRule::Fixed(text.parse().unwrap());
    let easter = |offset_days| DayRule::Easter { offset_days };
    let between = |day, from: &str, to: &str| DayRule::WeekdayBetween {
        weekday: weekday(day).unwrap(),
        from: from.parse().unwrap(),
        to: to.parse().unwrap(),
    };
    let rule = |(key, kind, day, from, until): (&str, _, _, _, _)| HolidayRule {
        key: key.to_owned(),
        kind,
        day,
        from,
        until,
        names: BTreeMap::new(),
    };
    let rules = [
        ("nyarsdagen", Holiday, fixed("01-01"), None, None),
        ("trettondagsafton", HalfDay, fixed("01-05"), None, None),
        ("trettondedag-jul", Holiday, fixed("01-06"), None, None),
        ("skartorsdagen", HalfDay, easter(-3), None, None),
        ("langfredagen", Holiday, easter(-2), None, None),
        ("paskafton", Eve, easter(-1), None, None),
        ("paskdagen", Holiday, easter(0), None, None),
        ("annandag-pask", Holiday, easter(1), None, None),
        ("valborgsmassoafton", HalfDay, fixed("04-30"), None, None),
        ("forsta-maj", Holiday, fixed("05-01"), Some(1939), None),
        ("kristi-himmelsfardsdag", Holiday, easter(39), None, None),
        ("pingstafton", Eve, easter(48), None, None),
        ("pingstdagen", Holiday, easter(49), None, None),
        ("annandag-pingst", Holiday, easter(50), None, Some(2004)),
        ("nationaldagen", Holiday, fixed("06-06"), Some(2005), None),
        ("midsommarafton", Eve, between("friday", "06-19", "06-25"), Some(1953), None),
        ("midsommardagen", Holiday, between("saturday", "06-20", "06-26"), Some(1953), None),
        ("allhelgonaafton", HalfDay, between("friday", "10-30", "11-05"), Some(1953), None),
        ("alla-helgons-dag", Holiday, between("saturday", "10-31", "11-06"), Some(1953), None),
        ("julafton", Eve, fixed("12-24"), None, None),
        ("juldagen", Holiday, fixed("12-25"), None, None),
        ("annandag-jul", Holiday, fixed("12-26"), None, None),
        ("nyarsafton", Eve, fixed("12-31"), None, None),
    ];
    WorkingCalendar::new(vec![Weekday::Saturday, Weekday::Sunday], rules.map(rule).to_vec()).unwrap()
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn day(key: &str, year: i16) -> Option<String> {
    let calendar = swedish();
    calendar.days(year).into_iter().find(|d| d.key == key).map(|d| d.date.to_string())
}

fn rule(day: DayRule) -> HolidayRule {
    let names = BTreeMap::new();
    HolidayRule { key: "k".into(), kind: DayKind::PublicHoliday, day, from: None, until: None, names }
}

#[test]
fn impossible_rules_are_refused() {
    for (text, error) in [
        ("02-30", RuleError::MonthDay("02-30".into())),
        ("13-01", RuleError::MonthDay("13-01".into())),
        ("6-20", RuleError::MonthDay("6-20".into())),
        ("0620", RuleError::MonthDay("0620".into())),
    ] {
        assert_eq!(text.parse::<MonthDay>(), Err(error));
    }
    assert_eq!(weekday("lördag"), Err(RuleError::Weekday("lördag".into())));
    assert_eq!("holiday".parse::<DayKind>(), Err(RuleError::Kind("holiday".into())));
    for (offset_days, fine) in [(-81, false), (-80, true), (250, true), (251, false)] {
        assert_eq!(rule(DayRule::Easter { offset_days }).check().is_ok(), fine, "{offset_days}");
    }
    for (from, to, fine) in [
        ("06-20", "06-26", true),
        ("06-20", "06-25", false),
        ("02-24", "03-01", false),
        ("02-23", "03-01", true),
        ("02-29", "03-10", false),
        ("12-30", "01-05", false),
    ] {
        let (from, to) = (from.parse().unwrap(), to.parse().unwrap());
        let checked = rule(DayRule::WeekdayBetween { weekday: Weekday::Friday, from, to }).check();
        assert_eq!(checked.is_ok(), fine, "{from} {to}");
    }
    let newer =
        HolidayRule { from: Some(2005), until: Some(2004), ..rule(DayRule::Easter { offset_days: 0 }) };
    assert_eq!(newer.check(), Err(RuleError::Years("k".into())));
    assert_eq!(HolidayRule { until: Some(2005), ..newer.clone() }.check(), Ok(()));
    assert_eq!(HolidayRule { key: String::new(), ..newer }.check(), Err(RuleError::NoKey));
}

#[test]
fn a_calendar_without_working_days_is_refused() {
    let week: Vec<Weekday> = Weekday::Monday.cycle_forward().take(7).collect();
    assert_eq!(WorkingCalendar::new(week.clone(), vec![]), Err(RuleError::NoWorkingDay));
    assert!(WorkingCalendar::new(week[..6].to_vec(), vec![]).is_ok());
    let easter = rule(DayRule::Easter { offset_days: 0 });
    assert_eq!(
        WorkingCalendar::new(vec![], vec![easter.clone(), easter.clone()]),
        Err(RuleError::Twice("k".into()))
    );
    let many = |n: usize| (0..n).map(|i| HolidayRule { key: i.to_string(), ..easter.clone() }).collect();
    assert_eq!(WorkingCalendar::new(vec![], many(41)), Err(RuleError::TooMany(41)));
    assert!(WorkingCalendar::new(vec![], many(40)).is_ok());
}

#[test]
fn easter_falls_where_the_almanac_has_it() {
    for known in
        ["1818-03-22", "1943-04-25", "1961-04-02", "2000-04-23", "2008-03-23", "2011-04-24", "2018-04-01"]
            .into_iter()
            .chain([
                "2019-04-21",
                "2021-04-04",
                "2022-04-17",
                "2024-03-31",
                "2025-04-20",
                "2026-04-05",
                "2038-04-25",
            ])
    {
        assert_eq!(easter(date(known).year()), Some(date(known)));
    }
    assert_eq!((easter(1582), easter(-4)), (None, None));
    assert!(easter(1583).is_some() && easter(9999).is_some());
}

#[test]
fn swedish_holidays_fall_where_the_almanac_has_them() {
    assert_eq!(day("midsommardagen", 2022).as_deref(), Some("2022-06-25"));
    assert_eq!(day("midsommarafton", 2022).as_deref(), Some("2022-06-24"));
    assert_eq!(day("alla-helgons-dag", 2022).as_deref(), Some("2022-11-05"));
    assert_eq!(day("kristi-himmelsfardsdag", 2022).as_deref(), Some("2022-05-26"));
    assert_eq!(day("nationaldagen", 2004), None);
    assert_eq!(day("nationaldagen", 2005).as_deref(), Some("2005-06-06"));
    assert_eq!(day("annandag-pingst", 2004).as_deref(), Some("2004-05-31"));
    assert_eq!(day("annandag-pingst", 2005), None);
    let calendar = swedish();
    assert_eq!(calendar.days(2022).iter().filter(|d| d.kind == DayKind::PublicHoliday).count(), 13);
}

#[test]
fn weekdays_that_are_red_are_those_that_were_computed_from_the_law() {
    let free = |year| {
        let calendar = swedish();
        let weekday = |d: &Date| d.weekday() != Weekday::Saturday && d.weekday() != Weekday::Sunday;
        let free = calendar.days(year).into_iter().filter(|d| d.kind.is_free()).map(|d| d.date);
        free.filter(weekday).map(|d| format!("{}/{}", d.day(), d.month())).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(free(2026), "1/1 6/1 3/4 6/4 1/5 14/5 19/6 24/12 25/12 31/12");
    assert_eq!(free(2027), "1/1 6/1 26/3 29/3 6/5 25/6 24/12 31/12");
}

#[test]
fn bridge_days_lie_between_free_days() {
    let bridges = |year| {
        swedish().bridge_days(year).iter().map(|d| format!("{}/{}", d.day(), d.month())).collect::<Vec<_>>()
    };
    assert_eq!(bridges(2026), ["2/1", "5/1", "15/5"]);
    assert_eq!(bridges(2027), ["7/5"]);
    assert_eq!(bridges(2028), ["7/1", "26/5", "5/6"]);
}

#[test]
fn a_deadline_on_a_free_day_moves_to_the_next_working_day() {
    for (posted, last) in [
        ("2011-04-04", "2011-04-26"),
        ("2017-09-12", "2017-10-03"),
        ("2026-12-03", "2026-12-28"),
        ("2026-12-10", "2027-01-04"),
        ("2026-12-15", "2027-01-05"),
        ("2027-03-05", "2027-03-30"),
        ("2027-04-15", "2027-05-07"),
        ("2027-06-04", "2027-06-28"),
    ] {
        let nominal = date(posted).checked_add(jiff::Span::new().weeks(3)).unwrap();
        assert_eq!(swedish().working_day_from(nominal), Some(date(last)), "{posted}");
    }
}

#[test]
fn working_days_are_counted_without_the_first_day() {
    let calendar = swedish();
    for (from, count, to) in [
        ("2022-04-13", 1, "2022-04-14"),
        ("2022-04-13", 2, "2022-04-19"),
        ("2022-04-19", -1, "2022-04-14"),
        ("2022-04-16", 0, "2022-04-16"),
        ("2022-04-16", 1, "2022-04-19"),
        ("2022-06-23", 5, "2022-07-01"),
    ] {
        assert_eq!(calendar.add_working_days(date(from), count), Some(date(to)), "{from} {count}");
    }
    assert_eq!(calendar.next_working_day(date("9999-12-30")), None);
    assert!(
        WorkingCalendar::weekends_only().is_working_day(date("2022-04-18"))
            && !calendar.is_working_day(date("2022-04-18"))
    );
}

#[test]
fn weeks_have_their_iso_number() {
    for (day, week, monday) in [
        ("2022-01-02", "2021-W52", "2021-12-27"),
        ("2022-01-03", "2022-W01", "2022-01-03"),
        ("2021-05-07", "2021-W18", "2021-05-03"),
        ("2020-12-31", "2020-W53", "2020-12-28"),
    ] {
        let found = IsoWeek::of(date(day));
        assert_eq!((found.to_string().as_str(), found.monday()), (week, Some(date(monday))));
    }
    for text in ["2022-W00", "2022-W53", "2022W44", "2022-W4", "2022-44", "-022-W01", "2022-W４４"] {
        assert!(text.parse::<IsoWeek>().is_err(), "{text}");
    }
    assert_eq!(
        "2022-W53".parse::<IsoWeek>().unwrap_err().to_string(),
        "\"2022-W53\" does not exist: the year has 52 weeks"
    );
    assert!("2020-W53".parse::<IsoWeek>().is_ok());
}

#[test]
fn a_break_has_its_first_and_last_day() {
    let lov = Break { key: "hostlov".into(), first: date("2022-10-31"), last: date("2022-11-04") };
    assert!(lov.contains(date("2022-10-31")) && lov.contains(date("2022-11-04")));
    assert!(!lov.contains(date("2022-10-30")) && !lov.contains(date("2022-11-05")));
}

fn any_date() -> impl Strategy<Value = Date> {
    (1900i16..2200, 1i16..=365)
        .prop_map(|(y, d)| date(&format!("{y}-01-01")).with().day_of_year(d).build().unwrap())
}

proptest! {
    #[test]
    fn easter_is_a_sunday_between_22_march_and_25_april(year in 1583i16..=9999) {
        let day = easter(year).unwrap();
        prop_assert_eq!(day.weekday(), Weekday::Sunday);
        prop_assert!((3, 22) <= (day.month(), day.day()) && (day.month(), day.day()) <= (4, 25));
    }

    #[test]
    fn counting_working_days_forth_and_back_returns(from in any_date(), n in 1i32..200) {
        let calendar = swedish();
        let start = calendar.working_day_from(from).unwrap();
        let there = calendar.add_working_days(start, n).unwrap();
        prop_assert!(calendar.is_working_day(there));
        prop_assert_eq!(calendar.add_working_days(there, -n), Some(start));
        prop_assert_eq!(calendar.next_working_day(calendar.previous_working_day(there).unwrap()), Some(there));
    }

    #[test]
    fn every_rule_gives_a_day_in_every_year_it_holds(year in 1953i16..=9999) {
        let calendar = swedish();
        for rule in calendar.rules() {
            let holds = rule.from.is_none_or(|f| f <= year) && rule.until.is_none_or(|u| year <= u);
            prop_assert_eq!(rule.date_in(year).map(Date::year), holds.then_some(year));
        }
        prop_assert!(calendar.days(year).is_sorted_by_key(|d| d.date));
    }

    #[test]
    fn a_week_has_its_seven_days_and_reads_back(day in any_date()) {
        let week = IsoWeek::of(day);
        prop_assert!(week.monday().unwrap() <= day && day <= week.sunday().unwrap());
        prop_assert_eq!(week.to_string().parse(), Ok(week));
        prop_assert!(week < IsoWeek::of(week.sunday().unwrap().tomorrow().unwrap()));
    }
}
