//! Example charts: the strategic cooperation of two neighbouring municipalities, and a question that a
//! federation sent to its five members.

use genbo_documents::chart::chain::{Chain, ChainKind, ChainStep, Lane};
use genbo_documents::chart::organisation::{ChartLabels, Edge, EdgeKind, Node, NodeState, OrganisationChart};
use jiff::civil::{Date, date};

/// Hörby and Höör: boards, committees, steering group, working group and what they plan.
pub fn two_municipalities() -> OrganisationChart {
    let node = |id: &str, name: &str, kind: &str, group: Option<usize>, state: NodeState| Node {
        id: id.into(),
        name: name.into(),
        kind: kind.into(),
        group,
        state,
        title: String::new(),
        href: Some(format!("/organ/{id}")),
    };
    let edge = |from: &str, to: &str, kind: EdgeKind| Edge { from: from.into(), to: to.into(), kind };
    use EdgeKind::{Advises, PartOf, ReportsTo};
    use NodeState::{Established, Proposed};
    OrganisationChart {
        id: "horby-hoor".into(),
        lang: "sv".into(),
        title: "Hörby och Höör, strategisk samverkan".into(),
        description: "Två kommunstyrelser, en politisk styrgrupp, en arbetsgrupp.".into(),
        nodes: vec![
            node("ks-horby", "Kommunstyrelsen Hörby", "styrelse", Some(0), Established),
            node("ks-hoor", "Kommunstyrelsen Höör", "styrelse", Some(1), Established),
            node("au-horby", "Arbetsutskottet Hörby", "utskott", Some(0), Established),
            node("au-hoor", "Arbetsutskottet Höör", "utskott", Some(1), Established),
            node("kc-horby", "Kommunchefen Hörby", "tjänst", Some(0), Established),
            node("kd-hoor", "Kommundirektören Höör", "tjänst", Some(1), Established),
            node("styrgrupp", "Den politiska styrgruppen", "båda utskotten", None, Established),
            node(
                "arbetsgrupp",
                "Arbetsgruppen för strategisk samverkan",
                "fem tjänstemän",
                None,
                Established,
            ),
            node("projekt", "Projektgrupper", "för stora projekt", None, Proposed),
            node("omraden", "Samverkansområden", "verksamheter", None, Proposed),
        ],
        edges: vec![
            edge("au-horby", "ks-horby", PartOf),
            edge("au-hoor", "ks-hoor", PartOf),
            edge("kc-horby", "ks-horby", ReportsTo),
            edge("kd-hoor", "ks-hoor", ReportsTo),
            edge("styrgrupp", "au-horby", PartOf),
            edge("styrgrupp", "au-hoor", PartOf),
            edge("styrgrupp", "ks-horby", ReportsTo),
            edge("styrgrupp", "ks-hoor", ReportsTo),
            edge("arbetsgrupp", "styrgrupp", ReportsTo),
            edge("arbetsgrupp", "kc-horby", Advises),
            edge("arbetsgrupp", "kd-hoor", Advises),
            edge("projekt", "arbetsgrupp", ReportsTo),
            edge("omraden", "arbetsgrupp", ReportsTo),
        ],
        groups: vec!["Hörby kommun".into(), "Höörs kommun".into()],
        labels: ChartLabels {
            reports_to: "rapporterar till".into(),
            part_of: "ingår i".into(),
            advises: "för dialog med".into(),
            proposed: "inte i gång".into(),
            gated: "väntar på beslut".into(),
            closed: "avvecklat".into(),
        },
    }
}

/// A cooperation with many networks: more boxes than fit one row.
pub fn many_networks() -> OrganisationChart {
    let mut chart = two_municipalities();
    chart.id = "networks".into();
    chart.nodes.truncate(1);
    chart.nodes[0].name = "Ägardialog".into();
    chart.edges.clear();
    let names = [
        "Styrelsen",
        "KSO-forum",
        "Kommundirektörsnätverket",
        "Referensgruppen",
        "Nätverket för utbildning",
        "Förvaltningschefsrådet",
        "Nätverket för hälsa, social välfärd och omsorg",
        "Nätverket för kommunalekonomi",
        "Nätverket för arbetsmarknad",
        "Nätverket för regional planering",
        "Socialchefsrådet",
    ];
    let above = ["ks-horby", "ks-horby", "n0", "n2", "n2", "n4", "n2", "n2", "n2", "n2", "n6"];
    for (i, (name, above)) in names.iter().zip(above).enumerate() {
        chart.nodes.push(Node {
            id: format!("n{i}"),
            name: (*name).into(),
            kind: "33 ledamöter".into(),
            state: if i == 9 { NodeState::Gated } else { NodeState::Established },
            ..Node::default()
        });
        let kind = if i == 3 {
            EdgeKind::Advises
        } else if i == 1 {
            EdgeKind::PartOf
        } else {
            EdgeKind::ReportsTo
        };
        chart.edges.push(Edge { from: format!("n{i}"), to: above.into(), kind });
    }
    chart.groups.clear();
    chart
}

/// From the federation's decision to the answers of its members.
pub fn referral_chain() -> Chain {
    let lane = |name: &str, detail: &str, own: bool| Lane { name: name.into(), detail: detail.into(), own };
    use ChainKind::{Consultation, Decision, Document, Open};
    let step = |id: &str, lane: usize, kind: ChainKind, day: Date, label: &str, text: &str| ChainStep {
        id: id.into(),
        lane,
        kind,
        date: day,
        last: None,
        certain: true,
        label: label.into(),
        date_label: text.into(),
        title: format!("{label}, {text}"),
        href: Some(format!("/steg/{id}")),
    };
    let sent = date(2022, 8, 16);
    let due = date(2022, 10, 7);
    let open = |id: &str, lane: usize| ChainStep {
        last: Some(due),
        href: None,
        ..step(id, lane, Open, sent, "inget svar än", "")
    };
    let links = [
        ("18", "25"),
        ("25", "35"),
        ("35", "brev"),
        ("brev", "226"),
        ("226", "svar"),
        ("brev", "bjuv"),
        ("brev", "klippan"),
        ("brev", "perstorp"),
        ("brev", "orkelljunga"),
    ];
    Chain {
        id: "kedja".into(),
        lang: "sv".into(),
        title: "Beslutskedjan, mars till oktober 2022".into(),
        description: "Sju rader.".into(),
        lanes: vec![
            lane("Direktionen", "Söderåsens miljöförbund", false),
            lane("Förvaltningen", "Söderåsens miljöförbund", false),
            lane("Svalöv", "kommunstyrelsen, 349-2022", true),
            lane("Bjuv", "", false),
            lane("Klippan", "", false),
            lane("Perstorp", "", false),
            lane("Örkelljunga", "", false),
        ],
        steps: vec![
            step("18", 0, Decision, date(2022, 3, 22), "§ 18", "tis 22 mars"),
            step("25", 0, Decision, date(2022, 5, 10), "§ 25", "tis 10 maj"),
            step("35", 0, Decision, date(2022, 6, 21), "§ 35", "tis 21 juni"),
            step("samrad", 1, Consultation, date(2022, 4, 26), "samråd", "tis 26 april"),
            step("brev", 1, Document, sent, "2022.2294-2", "tis 16 aug"),
            step("svar", 1, Document, date(2022, 9, 28), "2022.2294-3", "ons 28 sep"),
            step("226", 2, Decision, date(2022, 9, 12), "§ 226", "mån 12 sep"),
            open("bjuv", 3),
            open("klippan", 4),
            open("perstorp", 5),
            open("orkelljunga", 6),
        ],
        links: links.map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec(),
        last_days: vec![(due, "fre 7 okt, sista dag".into())],
        today: Some((date(2022, 9, 29), "i dag tors 29 sep".into())),
        months: super::swedish().months,
    }
}
