//! The forms of adjusting: which there are follows from where the round is and who reads.

use crate::{
    frame::Frame,
    page::small::{Ask, Input, Kind},
    words,
};
use genbo_app::adjustment::{Desk, Going, talk::FIELDS};
use genbo_domain::{
    adjustment::{SignLevel, SignRole},
    attendance::MeetingRole,
};

const ROLES: [(SignRole, MeetingRole); 3] = [
    (SignRole::Chair, MeetingRole::Chair),
    (SignRole::Adjuster, MeetingRole::Adjuster),
    (SignRole::Secretary, MeetingRole::Secretary),
];

/// The forms for who reads.
pub(super) fn asks(f: &Frame, desk: &Desk) -> Vec<Ask> {
    let mut asks = Vec::new();
    match desk.open() {
        Some(going) => during(f, desk, going, &mut asks),
        None if desk.keeps && desk.versions.is_empty() && desk.hinders.is_empty() => asks.push(open(f, desk)),
        None => {}
    }
    if desk.keeps && !desk.versions.is_empty() {
        asks.push(extract(f, desk));
        asks.push(correct(f, desk));
    }
    asks
}

fn open(f: &Frame, desk: &Desk) -> Ask {
    let t = &f.t.adjust;
    let mut roles = vec![(String::new(), t.does_not_sign.to_owned())];
    roles.extend(
        ROLES
            .iter()
            .map(|(r, _)| (r.as_str().to_owned(), words::word(f.lang, "sign_role", r.as_str()).to_owned())),
    );
    let mut inputs = vec![
        Input::new("due", t.due, Kind::Line).hint(t.due_hint),
        Input::new("place", t.place, Kind::Line)
            .value(desk.record.facts.adjustment_place.clone().unwrap_or_default()),
    ];
    for (n, there) in desk.there.iter().enumerate() {
        let role = ROLES.iter().find(|(_, r)| there.roles.contains(r)).map_or("", |(r, _)| r.as_str());
        let hint = there.away.as_ref().map(|set| f.lang.was_away(set)).unwrap_or_default();
        let named = f.lang.signs_as(&there.person.label);
        inputs
            .push(Input::new(format!("role.{n}"), named, Kind::Choice(roles.clone())).hint(hint).value(role));
        if there.roles.contains(&MeetingRole::Chair) {
            let label = f.lang.signs_paragraphs(&there.person.label);
            inputs.push(Input::new(format!("paragraphs.{n}"), label, Kind::Line).hint(t.paragraphs_hint));
        }
    }
    inputs.push(Input::check("immediate", t.immediate_label, "yes", false));
    Ask::new("oppna", t.open, t.open_lead, inputs, ("open", t.open_button)).main()
}

fn items(desk: &Desk, f: &Frame) -> Kind {
    let option = |(l, n): &(genbo_app::view::Link, String)| {
        (l.slug.clone(), format!("{} {}", f.lang.item_name(n, true), l.label))
    };
    Kind::Choice(desk.items.iter().map(option).collect())
}

fn during(f: &Frame, desk: &Desk, going: &Going, asks: &mut Vec<Ask>) {
    let t = &f.t.adjust;
    let hash = going.paper.as_ref().map(|p| p.file_hash.clone());
    let lacks = |id: i64| going.signers.iter().any(|s| s.signer.id == id && s.approved.is_none());
    if let (Some(hash), Some(own)) = (&hash, desk.own)
        && lacks(own)
    {
        let mut inputs = vec![Input::hidden("hash", hash.clone())];
        let lead = if desk.level == SignLevel::Demo { t.approve_demo } else { t.approve_lead };
        if desk.level != SignLevel::Demo {
            inputs.push(Input::new("password", t.password, Kind::Password));
        }
        asks.push(Ask::new("godkann", t.approve, lead, inputs, ("approve", t.approve_button)).main());
    }
    if desk.keeps && hash.is_none() {
        asks.push(
            Ask::new("lagg-fram", t.propose, t.propose_lead, Vec::new(), ("propose", t.propose_button))
                .main(),
        );
    }
    let open_comments = going.comments.iter().filter(|(c, _)| desk.keeps && c.state == "open");
    for (n, (c, item)) in open_comments.enumerate() {
        let said = item.as_ref().map(|l| l.label.clone()).unwrap_or_default();
        let said = c.wording.clone().map(|w| format!("{said}: {w}")).unwrap_or(said);
        let mut ask = Ask::new(
            &format!("svara-{}", n + 1),
            &f.lang.answer_remark(n + 1),
            &said,
            vec![Input::hidden("comment", c.id.to_string())],
            ("agree", t.agree),
        );
        ask.buttons.push(("decline".to_owned(), t.decline.to_owned(), false));
        asks.push(ask);
    }
    let fields =
        FIELDS.iter().map(|name| ((*name).to_owned(), words::field(f.lang, "item", name).to_owned()));
    let mut fields: Vec<(String, String)> = fields.collect();
    fields.push(("clauses".to_owned(), t.the_decision.to_owned()));
    let remark = vec![
        Input::new("item", t.paragraph, items(desk, f)),
        Input::new("field", t.passage, Kind::Choice(fields)),
        Input::new("wording", t.wording, Kind::Long).hint(t.wording_hint),
        Input::new("note", t.remark, Kind::Long),
    ];
    asks.push(Ask::new("anmark", t.say, t.say_lead, remark, ("comment", t.say_button)));
    if desk.own.is_some() {
        let inputs =
            vec![Input::new("item", t.paragraph, items(desk, f)), Input::new("reason", t.reason, Kind::Long)];
        asks.push(Ask::new("vagra", t.refuse, t.refuse_lead, inputs, ("refuse", t.refuse_button)));
    }
    if desk.keeps {
        kept(f, desk, going, hash, asks);
    }
}

/// What only who keeps the record does in a round.
fn kept(f: &Frame, desk: &Desk, going: &Going, hash: Option<String>, asks: &mut Vec<Ask>) {
    let t = &f.t.adjust;
    let option = |s: &genbo_app::adjustment::Signs| {
        let role = words::word(f.lang, "sign_role", s.signer.role.as_str());
        (s.signer.id.to_string(), format!("{}, {role}", s.person))
    };
    let current = || going.signers.iter().filter(|s| s.signer.replaced.is_none());
    if let Some(hash) = hash {
        let lacking = current().filter(|s| s.approved.is_none()).map(option).collect();
        let inputs = vec![
            Input::hidden("hash", hash),
            Input::new("signer", t.who_signed, Kind::Choice(lacking)),
            Input::new("signed", t.signed_day, Kind::Line).hint(t.due_hint),
            Input::new("scan", t.scan, Kind::File).hint(t.scan_hint),
            Input::check("same", t.same_file, "yes", false),
        ];
        asks.push(Ask::new("papper", t.register, t.register_lead, inputs, ("register", t.register_button)));
    }
    let there = desk.there.iter().map(|p| (p.person.slug.clone(), p.person.label.clone())).collect();
    let inputs = vec![
        Input::new("signer", t.instead_of, Kind::Choice(current().map(option).collect())),
        Input::new("person", t.signs_instead, Kind::Choice(there)),
        Input::new("reason", t.reason, Kind::Line),
    ];
    asks.push(Ask::new("byt", t.replace, t.replace_lead, inputs, ("replace", t.replace_button)));
    let inputs = vec![Input::new("reason", t.reason, Kind::Line)];
    asks.push(Ask::new("sluta", t.end, t.end_lead, inputs, ("end", t.end_button)));
}

fn extract(f: &Frame, desk: &Desk) -> Ask {
    let t = &f.t.adjust;
    let option = |(l, n): &(genbo_app::view::Link, String)| {
        (n.clone(), format!("{} {}", f.lang.item_name(n, true), l.label))
    };
    let inputs = vec![
        Input::new("paragraph", t.paragraph, Kind::Choice(desk.items.iter().map(option).collect())),
        Input::new("recipients", t.recipients, Kind::Long).hint(t.recipients_hint),
    ];
    Ask::new("utdrag", t.extract, t.extract_lead, inputs, ("extract", t.extract_button))
}

fn correct(f: &Frame, desk: &Desk) -> Ask {
    let t = &f.t.adjust;
    let mut passages = Vec::new();
    for (l, n) in &desk.items {
        let name = f.lang.item_name(n, true);
        for field in FIELDS {
            passages.push((
                format!("{}|{field}", l.slug),
                format!("{name} {}", words::field(f.lang, "item", field)),
            ));
        }
        for (slug, number) in desk.clauses.iter().filter(|c| c.0 == l.id).map(|c| (&c.1, c.2)) {
            passages.push((format!("{}|{slug}", l.slug), f.lang.clause_of(&name, number)));
        }
    }
    let inputs = vec![
        Input::new("passage", t.passage, Kind::Choice(passages)),
        Input::new("wording", t.right_wording, Kind::Long),
        Input::new("reason", t.correct_reason, Kind::Line),
    ];
    Ask::new("ratta", t.correct, t.correct_lead, inputs, ("correct", t.correct_button))
}
