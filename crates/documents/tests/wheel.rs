//! The wheel as its readers see it: every row is there, nothing is more exact than it is known.

use genbo_documents::svg::Variant;
use genbo_documents::wheel::{Entry, Kind, MAX_RINGS, Precision, Ring, Status, Step, WHEEL_CSS, Wheel, draw};
use jiff::civil::{Date, date};
use proptest::prelude::*;

#[path = "pictures/mod.rs"]
mod pictures;

fn count(svg: &str, what: &str) -> usize {
    svg.matches(what).count()
}

/// The piece of the drawing that belongs to one entry.
fn mark<'a>(svg: &'a str, id: &str) -> &'a str {
    let start = svg.find(&format!("data-entry=\"{id}\"")).expect("the entry is drawn");
    let end = svg[start..].find("</a>").expect("the entry is a link");
    &svg[start..start + end]
}

#[test]
fn the_year_2021_shows_its_thirteen_meetings() {
    let svg = draw(&pictures::year_2021(false), Variant::Inline);
    assert_eq!(count(&svg, "data-entry="), 13);
    assert_eq!(count(&svg, "class=\"gw-cap\""), 1, "the retreat lasts two days");
    assert!(svg.contains(">21–22/6<") && svg.contains(">3/12<"));
    assert_eq!(count(&svg, ">7/5<") + count(&svg, ">10/9<") + count(&svg, ">12/11<"), 9);
    let spokes = svg.split("class=\"gw-spoke\"").nth(1).and_then(|rest| rest.split("/>").next()).unwrap();
    assert_eq!(count(spokes, "M"), 3, "three days with three meetings each");
    assert!(svg.contains("13 rader i planen, 13 i hjulet"));
    assert!(!svg.contains("gw-arc"), "no date is uncertain");
}

#[test]
fn last_days_are_ticks_and_not_rows_of_the_plan() {
    let svg = draw(&pictures::year_2021(true), Variant::Inline);
    assert_eq!(count(&svg, "data-entry="), 17);
    assert_eq!(count(&svg, "class=\"gw-tick\""), 5, "four last days and one in the legend");
    assert!(svg.contains("13 rader i planen, 13 i hjulet"));
}

#[test]
fn the_year_2022_shows_22_meetings_eleven_steps_and_what_builds_on_what() {
    let svg = draw(&pictures::year_2022(), Variant::Inline);
    assert_eq!(count(&svg, "data-entry="), 22);
    assert_eq!(count(&svg, "data-step="), 11);
    assert_eq!(count(&svg, "class=\"gw-head\""), 13 + 1, "13 dependencies and one in the legend");
    // Nineteen months, the retreat's arc in two pieces, one line in the legend.
    assert_eq!(count(&svg, "class=\"gw-arc\""), 19 + 2 + 1);
    assert!(svg.contains(">XX–XX/6<") && svg.contains(">ca\u{a0}10/12<") && svg.contains(">ca\u{a0}15/12<"));
    assert!(svg.contains("22 rader i planen, 22 i hjulet"));
}

#[test]
fn an_imprecise_date_is_never_drawn_as_a_point() {
    let mut wheel = pictures::year_2022();
    wheel.entries.retain(|entry| entry.precision == Precision::Month);
    let svg = draw(&wheel, Variant::Inline);
    for entry in &wheel.entries {
        let mark = mark(&svg, &entry.id);
        assert!(mark.contains("gw-arc") && !mark.contains("gw-s") && !mark.contains("gw-d "), "{mark}");
    }
}

#[test]
fn some_time_between_two_days_is_an_arc_and_known_days_are_a_capsule() {
    let mut wheel = pictures::year_2021(false);
    wheel.entries[0].id = "window".into();
    wheel.entries[0].first = date(2021, 9, 6).at(0, 0, 0, 0);
    wheel.entries[0].last = date(2021, 9, 10).at(23, 59, 59, 0);
    wheel.entries[0].precision = Precision::Interval;
    let window = draw(&wheel, Variant::Inline);
    assert!(mark(&window, "window").contains("gw-arc") && !mark(&window, "window").contains("6–10/9"));
    wheel.entries[0].precision = Precision::Day;
    let days = draw(&wheel, Variant::Inline);
    assert!(mark(&days, "window").contains("gw-cap") && mark(&days, "window").contains("6–10/9"));
}

#[test]
fn two_meetings_in_the_same_month_and_ring_are_both_visible() {
    let mut wheel = pictures::year_2022();
    wheel.entries = vec![
        Entry { id: "a".into(), ..pictures::in_month(1, "A", 2022, 3) },
        Entry { id: "b".into(), ..pictures::in_month(1, "B", 2022, 3) },
    ];
    wheel.steps.clear();
    let svg = draw(&wheel, Variant::Inline);
    let path = |id| mark(&svg, id).split(" d=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_ne!(path("a"), path("b"));
}

#[test]
fn states_have_shapes_of_their_own() {
    let mut wheel = pictures::year_2021(false);
    for (i, status) in [Status::Cancelled, Status::Preliminary, Status::Moved].into_iter().enumerate() {
        wheel.entries[i].id = format!("s{i}");
        wheel.entries[i].status = status;
        wheel.entries[i].moved_from = Some(date(2021, 4, 12));
    }
    wheel.entries[3].id = "warned".into();
    wheel.entries[3].warning = Some("Faller på <röd dag>".into());
    wheel.entries[3].collision = true;
    let svg = draw(&wheel, Variant::Inline);
    assert!(mark(&svg, "s0").contains("gw-strike") && mark(&svg, "s0").contains("gw-through"));
    assert!(mark(&svg, "s1").contains("gw-dash") && !mark(&svg, "s1").contains("gw-trace"));
    assert!(mark(&svg, "s2").contains("gw-trace") && mark(&svg, "s2").contains("gw-old"));
    let warned = mark(&svg, "warned");
    assert!(warned.contains("gw-warn") && warned.contains("gw-clash"));
    assert!(warned.contains("Faller på &lt;röd dag&gt;</title>"));
}

#[test]
fn what_has_no_day_in_the_year_waits_in_the_centre() {
    let mut wheel = pictures::year_2021(false);
    wheel.entries[0].precision = Precision::Unknown;
    wheel.entries[1].first = date(2020, 5, 1).at(9, 0, 0, 0);
    wheel.entries[1].last = date(2020, 5, 1).at(10, 0, 0, 0);
    let svg = draw(&wheel, Variant::Inline);
    assert_eq!(count(&svg, "data-entry="), 13);
    assert!(svg.contains(">utan dag<"));
}

#[test]
fn more_than_eight_rings_share_the_last_one_and_the_picture_says_so() {
    let eight = draw(&pictures::crowded(MAX_RINGS, 40), Variant::Inline);
    assert!(!eight.contains("andra organ"));
    let nine = draw(&pictures::crowded(MAX_RINGS + 1, 40), Variant::Inline);
    assert!(nine.contains("2 andra organ"));
    assert_eq!(count(&nine, "data-entry="), 40);
}

#[test]
fn an_inline_wheel_needs_neither_style_element_nor_style_attribute() {
    let wheel = pictures::year_2022();
    let inline = draw(&wheel, Variant::Inline);
    assert!(!inline.contains("<style") && !inline.contains("style="));
    let alone = draw(&wheel, Variant::Standalone);
    assert!(alone.contains(WHEEL_CSS));
    // Every class that is drawn has a rule, or only names a place.
    for class in inline.split("class=\"").skip(1).flat_map(|rest| rest.split('"').next().unwrap().split(' '))
    {
        assert!(class == "gw" || WHEEL_CSS.contains(&format!(".{class}")) || class == "gw-sub", "{class}");
    }
}

#[test]
fn marks_keep_their_titles_within_reach() {
    let svg = draw(&pictures::year_2021(false), Variant::Inline);
    assert!(svg.starts_with("<svg") && svg.contains("role=\"group\"") && !svg.contains("<svg role=\"img\""));
    let mut wheel = pictures::year_2021(false);
    wheel.entries[0].href = None;
    let svg = draw(&wheel, Variant::Inline);
    assert_eq!(count(&svg, "<a class"), 12);
    assert_eq!(count(&svg, "<g role=\"img\" class=\"gw-m"), 1, "without an address it is a named picture");
}

fn any_day() -> impl Strategy<Value = Date> {
    (2020_i16..=2024, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| date(y, m, d))
}

fn any_entry() -> impl Strategy<Value = Entry> {
    use Precision::{Circa, Day, Interval, Minute, Month, Season, Unknown, Year};
    let precision = prop::sample::select(vec![Minute, Day, Month, Season, Year, Interval, Circa, Unknown]);
    use Status::{Cancelled, Fixed, Held, Moved, NotDecided, Preliminary, Unconfirmed};
    let status = prop::sample::select(vec![
        NotDecided,
        Status::None,
        Preliminary,
        Fixed,
        Moved,
        Cancelled,
        Held,
        Unconfirmed,
    ]);
    let kind = prop::sample::select(vec![Kind::Meeting, Kind::Event, Kind::Deadline]);
    (
        any_day(),
        0_i64..500,
        0_usize..14,
        precision,
        status,
        kind,
        any::<bool>(),
        ".{0,12}",
        prop::option::of(any_day()),
    )
        .prop_map(|(day, days, ring, precision, status, kind, flag, text, moved_from)| {
            let last = pictures::later(day, if flag { days } else { 0 });
            Entry {
                precision,
                status,
                kind,
                href: flag.then(|| format!("/?{text}")),
                placeholder: flag.then(|| text.clone()),
                warning: (!flag).then(|| text.clone()),
                breach: flag
                    .then(|| genbo_documents::wheel::Breach { broken: days % 2 == 0, text: text.clone() }),
                collision: flag,
                moved_from,
                ..pictures::on(ring, &text, day.at(9, 0, 0, 0), last.at(11, 0, 0, 0))
            }
        })
}

fn any_wheel() -> impl Strategy<Value = Wheel> {
    let entries = prop::collection::vec(any_entry(), 0..60);
    let steps = prop::collection::vec((any_day(), 0_i64..120, any::<bool>(), 0_usize..12), 0..12);
    (entries, steps, 0_usize..12, ".{0,30}").prop_map(|(entries, steps, rings, text)| {
        let steps = steps.iter().enumerate().map(|(i, (day, days, circa, other))| Step {
            id: i.to_string(),
            number: format!("{i}{text}"),
            ring: i,
            title: text.clone(),
            href: None,
            first: day.at(0, 0, 0, 0),
            last: pictures::later(*day, *days).at(23, 0, 0, 0),
            precision: if *circa { Precision::Circa } else { Precision::Interval },
            depends_on: vec![other.to_string(), "nobody".into()],
        });
        Wheel {
            rings: (0..rings).map(|i| Ring { key: format!("{i}"), name: format!("{text} {i}") }).collect(),
            entries,
            steps: steps.collect(),
            title: text.clone(),
            ..pictures::year_2022()
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_entry_and_every_step_appears_exactly_once(wheel in any_wheel()) {
        let svg = draw(&wheel, Variant::Inline);
        prop_assert_eq!(count(&svg, " data-entry=\""), wheel.entries.len());
        prop_assert_eq!(count(&svg, " data-step=\""), wheel.steps.len());
        prop_assert!(pictures::well_formed(&svg), "markup: {}", svg);
    }

    #[test]
    fn the_same_wheel_is_the_same_bytes(wheel in any_wheel()) {
        prop_assert_eq!(draw(&wheel, Variant::Standalone), draw(&wheel.clone(), Variant::Standalone));
    }
}
