//! §§ and sets of them: what is refused, what is understood, and the laws of sets.

use super::*;
use proptest::prelude::*;

fn one(text: &str) -> Paragraph {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

fn set(text: &str) -> ParagraphSet {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

#[test]
fn what_is_no_paragraph_is_refused() {
    use ParagraphError as E;
    for (text, error) in [
        ("", E::Empty),
        ("§", E::Empty),
        ("§§ ", E::Empty),
        ("0", E::Number("0".into())),
        ("1000000", E::Number("1000000".into())),
        ("99999999999", E::Number("99999999999".into())),
        ("i", E::Form("i".into())),
        ("215.", E::Form("215.".into())),
        ("215..i", E::Form("215..i".into())),
        ("215.ii", E::Form("215.ii".into())),
        ("215i", E::Form("215i".into())),
        ("215.0", E::Form("215.0".into())),
        ("215.å", E::Form("215.å".into())),
        ("٢١٥", E::Form("٢١٥".into())),
        ("215.i.2.b", E::TooDeep("215.i.2.b".into())),
        ("214-226", E::Several("214-226".into())),
        ("214, 216", E::Several("214, 216".into())),
    ] {
        assert_eq!(text.parse::<Paragraph>(), Err(error), "{text}");
    }
    assert_eq!(one("999999").number(), Paragraph::LIMIT);
}

#[test]
fn what_is_no_set_is_refused() {
    use ParagraphError as E;
    for (text, error) in [
        ("4,", E::Form(String::new())),
        ("4,,6", E::Form(String::new())),
        ("4-", E::Form(String::new())),
        ("-4", E::Form(String::new())),
        ("4-6-8", E::Form("6-8".into())),
        ("4;6", E::Form("4;6".into())),
        ("4 och 6", E::Form("4 och 6".into())),
        ("9-6", E::Order("9-6".into())),
        ("215.i-215.h", E::Order("215.i-215.h".into())),
        ("215.i-h", E::Order("215.i-h".into())),
        ("215.i-215", E::Order("215.i-215".into())),
    ] {
        assert_eq!(text.parse::<ParagraphSet>(), Err(error), "{text}");
    }
    let long = format!("{}1", "1,".repeat(1_000));
    assert_eq!(long.parse::<ParagraphSet>(), Err(E::TooLong(2_001)));
    assert_eq!(set(&long[2..]).to_string(), "1");
}

#[test]
fn paragraphs_are_read_as_minutes_write_them() {
    for (text, canonical) in [
        ("226", "226"),
        ("§ 226", "226"),
        ("§226", "226"),
        ("§\u{a0}226", "226"),
        ("215 i)", "215.i"),
        ("§ 215\u{a0}i)", "215.i"),
        ("215.I", "215.i"),
        ("215 i) 2)", "215.i.2"),
        ("215.i.2", "215.i.2"),
        ("12.3", "12.3"),
    ] {
        assert_eq!(one(text).to_string(), canonical, "{text}");
    }
    for (text, canonical) in [
        ("§ 214–226", "214-226"),
        ("§§ 214 - 226", "214-226"),
        ("§ 214 — § 226", "214-226"),
        ("§§ 215 i) - 229", "215.i-229"),
        ("4, 6-9, 12.i", "4, 6-9, 12.i"),
        ("12.i,9,6-8,4", "4, 6-9, 12.i"),
        ("4, 5", "4-5"),
        ("4-4", "4"),
        ("6-9, 8-12", "6-12"),
        ("215.i, 215", "215"),
        ("215-215.i", "215"),
        ("215.a-c", "215.a-215.c"),
        ("215.a, 215.b, 215.c.1", "215.a-215.b, 215.c.1"),
        ("215.a-215.h, 215.i-229", "215.a-229"),
        ("214, 215.a", "214, 215.a"),
        ("215.z, 216", "215.z, 216"),
        ("215.1, 215.2, 215.a", "215.1-215.2, 215.a"),
        ("214-215.b, 215.c", "214-215.c"),
    ] {
        assert_eq!(set(text).to_string(), canonical, "{text}");
    }
}

#[test]
fn minutes_order_a_paragraph_before_its_sub_items() {
    let order = ["215", "215.1", "215.2", "215.10", "215.a", "215.a.1", "215.a.b", "215.b", "216"].map(one);
    assert!(order.is_sorted_by(|a, b| a < b));
    assert_eq!(one("215.i.2").parent().and_then(|p| p.parent()), Some(one("215")));
    assert_eq!(one("215").parent(), None);
}

#[test]
fn a_plain_paragraph_has_its_sub_items_and_a_sub_item_only_itself() {
    assert!(set("215").contains(&one("215.i")) && set("215").contains(&one("215.i.2")));
    assert!(!set("215.i").contains(&one("215")) && set("215.i").touches(&one("215")));
    assert!(!set("215.i").contains(&one("215.j")) && !set("215.i").touches(&one("215.j")));
    let late = set("215.i-229");
    for inside in ["215.i", "215.i.1", "215.j", "215.z", "216", "216.a", "229", "229.z.9"] {
        assert!(late.contains(&one(inside)) && late.touches(&one(inside)), "{inside}");
    }
    for outside in ["214", "215.h", "215.1", "230", "230.a"] {
        assert!(!late.contains(&one(outside)) && !late.touches(&one(outside)), "{outside}");
    }
    assert!(!late.contains(&one("215")) && late.touches(&one("215")));
    let early = set("214-229.b");
    assert!(early.contains(&one("229.b.2")) && !early.contains(&one("229.c")));
    assert!(!early.contains(&one("229")) && early.touches(&one("229")));
}

#[test]
fn parts_adjusted_at_different_times_make_up_the_whole() {
    let (immediate, later, all) = (set("226"), set("214-225, 227-229"), set("214-229"));
    assert_eq!(immediate.union(&later), all);
    assert_eq!(all.numbers().count(), 16);
    assert!(all.contains_all(&later) && !later.contains_all(&all));
    assert_eq!(set("4, 6-8, 12.a, 12.c").numbers().collect::<Vec<_>>(), [4, 6, 7, 8, 12]);
    assert_eq!(ParagraphSet::of([]), None);
    assert_eq!(ParagraphSet::of([one("5"), one("4")]), Some(set("4-5")));
}

fn any_paragraph() -> impl Strategy<Value = Paragraph> {
    let sub =
        || prop_oneof![(1u32..4).prop_map(Sub::Number), prop::char::range('a', 'c').prop_map(Sub::Letter)];
    (1u32..6, prop::option::of((sub(), prop::option::of(sub())))).prop_map(|(number, subs)| Paragraph {
        number,
        sub: subs.map(|s| s.0),
        subsub: subs.and_then(|s| s.1),
    })
}

fn any_set() -> impl Strategy<Value = ParagraphSet> {
    let stretch = (any_paragraph(), any_paragraph()).prop_map(|(a, b)| {
        let (from, to) = (a.min(b), a.max(b));
        if from.contains(&to) { format!("{from}") } else { format!("{from}-{to}") }
    });
    prop::collection::vec(stretch, 1..5).prop_map(|parts| set(&parts.join(",")))
}

/// Every place in small minutes, deeper than any set that is tried.
fn places() -> Vec<Paragraph> {
    let subs: Vec<Sub> = (1..6).map(Sub::Number).chain(('a'..='e').map(Sub::Letter)).collect();
    let mut all = Vec::new();
    for number in 1..8 {
        all.push(Paragraph { number, sub: None, subsub: None });
        for sub in &subs {
            all.push(Paragraph { number, sub: Some(*sub), subsub: None });
            all.extend(subs.iter().map(|s| Paragraph { number, sub: Some(*sub), subsub: Some(*s) }));
        }
    }
    all
}

proptest! {
    #[test]
    fn written_and_read_is_the_same(p in any_paragraph(), s in any_set()) {
        prop_assert_eq!(one(&p.to_string()), p);
        prop_assert_eq!(set(&s.to_string()), s);
    }

    #[test]
    fn a_union_has_what_either_has_and_nothing_that_neither_touches(a in any_set(), b in any_set()) {
        let both = a.union(&b);
        prop_assert_eq!(&both, &b.union(&a));
        prop_assert!(both.contains_all(&a) && both.contains_all(&b));
        for p in places() {
            if a.contains(&p) || b.contains(&p) {
                prop_assert!(both.contains(&p), "{both} lost {p}");
            }
            prop_assert_eq!(both.touches(&p), a.touches(&p) || b.touches(&p), "{} and {}", both, p);
        }
    }

    #[test]
    fn what_is_contained_is_touched_and_so_is_all_that_stands_in_it(s in any_set(), p in any_paragraph()) {
        prop_assert!(!s.contains(&p) || s.touches(&p));
        for q in places().iter().filter(|q| p.contains(q)) {
            prop_assert!(!s.contains(&p) || s.contains(q), "{s} has {p} but not {q}");
            prop_assert!(!s.touches(q) || s.touches(&p), "{s} touches {q} but not {p}");
        }
    }

    #[test]
    fn numbers_rise(s in any_set()) {
        let numbers: Vec<u32> = s.numbers().collect();
        prop_assert!(numbers.is_sorted_by(|a, b| a < b));
        prop_assert!(numbers.iter().all(|n| s.touches(&Paragraph::new(*n).unwrap())));
    }

    #[test]
    fn any_text_is_read_canonically_or_refused_without_panic(text in "[§ 0-9a-c.,)–-]{0,16}|\\PC{0,12}") {
        if let Ok(s) = text.parse::<ParagraphSet>() {
            prop_assert_eq!(s.to_string().parse(), Ok(s));
        }
    }
}
