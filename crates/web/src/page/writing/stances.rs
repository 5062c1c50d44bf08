//! Where members stand without a vote, as the item's page shows and reads it.

use crate::{form::Sent, frame::Frame, words};
use genbo_app::{
    item::{Desk, stance::Entered},
    meeting,
};
use genbo_domain::decision::StanceKind;

/// Slug, name, stance and reason of each member; none where the body decides under law, by votes.
pub(super) fn members(desk: &Desk) -> Vec<[String; 4]> {
    if desk.bodies.first().is_some_and(|b| meeting::is_by_law(&b.facts)) {
        return Vec::new();
    }
    let line = |m: &genbo_app::view::Link| {
        let stands = desk.stances.iter().find(|s| s.facts.member.0 == m.id);
        let kind = stands.map(|s| s.facts.kind.as_str().to_owned()).unwrap_or_default();
        let text = stands.and_then(|s| s.facts.text.as_ref()).map(|t| t.0.clone()).unwrap_or_default();
        [m.slug.clone(), m.label.clone(), kind, text]
    };
    desk.members.iter().map(line).collect()
}

/// The stances, for a choice.
pub(super) fn kinds(f: &Frame) -> Vec<(&'static str, String)> {
    let all = StanceKind::VOCABULARY.words.iter();
    all.map(|(w, _)| (*w, words::word(f.lang, "stance_kind", w).to_owned())).collect()
}

/// What was entered: only members whose stance or reason differs from what the form showed.
pub(super) fn entered(sent: &Sent) -> Entered {
    let mut each = Vec::new();
    for i in (0..1000).take_while(|i| sent.has(&format!("member.{i}"))) {
        let get = |name: &str| sent.get(&format!("{name}.{i}")).map(str::to_owned);
        let (was, was_text) = (get("was"), get("was-text"));
        let (kind, text) = (get("stance"), get("reason"));
        if kind == was && text == was_text {
            continue;
        }
        if let (Some(slug), Some(kind)) = (get("member"), kind.and_then(|k| k.parse().ok())) {
            each.push((slug, kind, text));
        }
    }
    Entered {
        each,
        rest: sent.get("rest").and_then(|k| k.parse().ok()),
        submission: sent
            .get("key")
            .map(|key| format!("{key}-{}", crate::assets::hash(sent.whole().as_bytes()))),
    }
}
