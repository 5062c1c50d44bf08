//! Charts as their readers see them: every body and every step is there once, certain is solid, open is dashed.

use genbo_documents::chart::CHART_CSS;
use genbo_documents::chart::chain::{self, Chain, ChainKind, ChainStep, Lane};
use genbo_documents::chart::organisation::{self, Edge, EdgeKind, Node, NodeState, OrganisationChart};
use genbo_documents::svg::Variant;
use jiff::civil::date;
use proptest::prelude::*;

#[path = "pictures/mod.rs"]
mod pictures;

fn count(svg: &str, what: &str) -> usize {
    svg.matches(what).count()
}

/// The attribute `name` of the first element of class `class` after `from`.
fn number(svg: &str, from: &str, name: &str) -> f64 {
    let rest = svg.split(from).nth(1).expect("it is drawn");
    let value = rest.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
    value.and_then(|value| value.parse().ok()).expect("the attribute is a number")
}

#[test]
fn the_two_municipalities_show_ten_bodies_and_the_superior_stands_above() {
    let svg = organisation::draw(&pictures::charts::two_municipalities(), Variant::Inline);
    assert_eq!(count(&svg, "data-node="), 10);
    assert_eq!(count(&svg, "ch-node ch-dash"), 2, "what is not in being is dashed");
    let top = |id: &str| number(&svg, &format!("data-node=\"{id}\""), "y");
    assert!(top("ks-horby") < top("au-horby") && top("au-horby") < top("styrgrupp"));
    assert!(top("styrgrupp") < top("arbetsgrupp") && top("arbetsgrupp") < top("projekt"));
    assert_eq!(top("ks-horby"), top("ks-hoor"));
}

#[test]
fn bodies_in_one_row_do_not_overlap_and_stay_inside() {
    for chart in [pictures::charts::two_municipalities(), pictures::charts::many_networks()] {
        let svg = organisation::draw(&chart, Variant::Inline);
        let boxes: Vec<(f64, f64, f64)> = chart
            .nodes
            .iter()
            .map(|node| {
                let from = format!("data-node=\"{}\"", node.id);
                (number(&svg, &from, "x"), number(&svg, &from, "y"), number(&svg, &from, "width"))
            })
            .collect();
        for (i, a) in boxes.iter().enumerate() {
            assert!(a.0 >= 0.0 && a.0 + a.2 <= 1180.0);
            for b in &boxes[i + 1..] {
                assert!(a.1 != b.1 || a.0 + a.2 <= b.0 || b.0 + b.2 <= a.0, "{a:?} {b:?}");
            }
        }
    }
}

#[test]
fn a_circle_of_bodies_is_still_drawn() {
    let mut chart = pictures::charts::two_municipalities();
    chart.edges.push(Edge { from: "ks-horby".into(), to: "projekt".into(), kind: EdgeKind::ReportsTo });
    let svg = organisation::draw(&chart, Variant::Inline);
    assert_eq!(count(&svg, "data-node="), 10);
}

#[test]
fn a_box_is_called_what_it_shows_its_state_included_and_then_what_more_there_is_to_say() {
    let mut chart = pictures::charts::two_municipalities();
    chart.nodes[0].title = "Kommunstyrelsen i Hörby kommun".into();
    chart.nodes[1].title = chart.nodes[1].name.clone();
    let svg = organisation::draw(&chart, Variant::Inline);
    for name in [
        "Kommunstyrelsen Hörby, styrelse. Kommunstyrelsen i Hörby kommun",
        "Kommunstyrelsen Höör, styrelse",
        "Arbetsgruppen för strategisk samverkan, fem tjänstemän",
        "Projektgrupper, för stora projekt · inte i gång",
    ] {
        assert_eq!(count(&svg, &format!("aria-label=\"{name}\"")), 1, "{name}");
        assert_eq!(count(&svg, &format!("<title>{name}</title>")), 1, "{name}");
    }
}

#[test]
fn the_chain_shows_eleven_steps_with_four_answers_open() {
    let svg = chain::draw(&pictures::charts::referral_chain(), Variant::Inline);
    assert_eq!(count(&svg, "data-step="), 11);
    assert_eq!(count(&svg, "class=\"ch-open\""), 4);
    assert_eq!(count(&svg, "class=\"ch-dec\""), 4);
    assert_eq!(count(&svg, "class=\"ch-con\""), 1);
    assert_eq!(count(&svg, "class=\"ch-head\""), 9);
    assert!(svg.contains(">i dag tors 29 sep<") && svg.contains(">fre 7 okt, sista dag<"));
}

#[test]
fn time_in_the_chain_is_to_scale() {
    let svg = chain::draw(&pictures::charts::referral_chain(), Variant::Inline);
    let x = |id: &str| number(&svg, &format!("data-step=\"{id}\""), "x");
    let per_day = (x("35") - x("18")) / 91.0;
    assert!(((x("25") - x("18")) / 49.0 - per_day).abs() < 0.01, "22 March, 10 May and 21 June");
    // An open answer ends on its last day: 52 days after the letter.
    let end = x("bjuv") + number(&svg, "data-step=\"bjuv\"", "width");
    let sent = number(&svg, "data-step=\"brev\"", "x") + 11.0;
    assert!((end - sent - 52.0 * per_day).abs() < 0.5);
}

#[test]
fn an_uncertain_day_is_dashed() {
    let mut matter = pictures::charts::referral_chain();
    matter.steps[0].certain = false;
    assert_eq!(count(&chain::draw(&matter, Variant::Inline), "ch-dec ch-dash"), 1);
}

#[test]
fn inline_charts_need_neither_style_element_nor_style_attribute() {
    let drawn = [
        organisation::draw(&pictures::charts::two_municipalities(), Variant::Inline),
        chain::draw(&pictures::charts::referral_chain(), Variant::Inline),
    ];
    for svg in drawn {
        assert!(!svg.contains("<style") && !svg.contains("style="));
        for class in svg.split("class=\"").skip(1).flat_map(|rest| rest.split('"').next().unwrap().split(' '))
        {
            assert!(class == "gw" || CHART_CSS.contains(&format!(".{class}")), "{class}");
        }
    }
    let alone = chain::draw(&pictures::charts::referral_chain(), Variant::Standalone);
    assert!(alone.contains(CHART_CSS));
}

#[test]
fn an_empty_chart_is_still_a_picture() {
    for svg in [
        organisation::draw(&OrganisationChart::default(), Variant::Standalone),
        chain::draw(&Chain::default(), Variant::Standalone),
    ] {
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>\n"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_body_is_drawn_once_whatever_hangs_on_what(
        names in prop::collection::vec(".{0,40}", 1..24),
        edges in prop::collection::vec((0_usize..26, 0_usize..26, 0_u8..3), 0..60),
    ) {
        let chart = OrganisationChart {
            nodes: names.iter().enumerate().map(|(i, name)| Node {
                id: i.to_string(),
                name: name.clone(),
                kind: name.clone(),
                title: name.clone(),
                group: (i % 3 > 0).then_some(i),
                state: if i % 4 == 0 { NodeState::Closed } else { NodeState::Established },
                href: (i % 2 == 0).then(|| name.clone()),
            }).collect(),
            edges: edges.iter().map(|(from, to, kind)| Edge {
                from: from.to_string(),
                to: to.to_string(),
                kind: [EdgeKind::PartOf, EdgeKind::ReportsTo, EdgeKind::Advises][usize::from(*kind)],
            }).collect(),
            ..pictures::charts::two_municipalities()
        };
        let svg = organisation::draw(&chart, Variant::Inline);
        prop_assert_eq!(count(&svg, " data-node=\""), names.len());
        prop_assert!(pictures::well_formed(&svg), "markup: {}", svg);
    }

    #[test]
    fn every_step_of_a_chain_is_drawn_once(
        steps in prop::collection::vec((0_usize..9, 2015_i16..2030, 1_i8..=12, 0_u8..4, ".{0,20}", 0_usize..30), 0..30),
        lanes in 0_usize..7,
    ) {
        let kinds = [ChainKind::Decision, ChainKind::Document, ChainKind::Consultation, ChainKind::Open];
        let chain = Chain {
            lanes: (0..lanes).map(|i| Lane { name: i.to_string(), ..Lane::default() }).collect(),
            links: steps.iter().enumerate().map(|(i, step)| (i.to_string(), step.5.to_string())).collect(),
            steps: steps.iter().enumerate().map(|(i, (lane, year, month, kind, text, _))| ChainStep {
                id: i.to_string(),
                lane: *lane,
                kind: kinds[usize::from(*kind)],
                date: date(*year, *month, 15),
                last: (i % 2 == 0).then(|| date(*year, *month, 20)),
                certain: i % 3 > 0,
                label: text.clone(),
                date_label: text.clone(),
                title: text.clone(),
                href: (i % 2 == 0).then(|| text.clone()),
            }).collect(),
            ..pictures::charts::referral_chain()
        };
        let svg = chain::draw(&chain, Variant::Inline);
        prop_assert_eq!(count(&svg, " data-step=\""), steps.len());
        prop_assert!(pictures::well_formed(&svg), "markup: {}", svg);
    }
}
