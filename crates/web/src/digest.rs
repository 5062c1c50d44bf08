//! The weekly letter about rules in words: what turned red, since when, by when and by whom it has to be mended.

use crate::{finding, house, lang::Lang, page::rule::told::anchor, url};
use genbo_app::{
    check::{Told, todo::Todo},
    digest::{Digest, key},
};
use genbo_documents::letter::{Letter, Part};
use genbo_rules::outcome::Outcome;

/// As many findings are told one by one.
const MOST: usize = 20;

/// The letter; nothing if nothing turned.
pub fn letter(digest: &Digest, base_url: &str, demo: bool) -> Option<Letter> {
    let all = &digest.checked.findings;
    if all.is_empty() {
        return None;
    }
    let lang = Lang::of_code(digest.account.lang.as_deref().unwrap_or("sv"));
    let t = &lang.texts().digest;
    let broken = all.iter().filter(|t| t.finding.answer.outcome == Outcome::Broken).count();
    let mut parts = vec![Part::Paragraph(lang.digest_opening(broken, all.len() - broken))];
    let told: Vec<&Told> = all.iter().map(AsRef::as_ref).take(MOST).collect();
    for todo in Todo::ALL {
        let of: Vec<&&Told> = told.iter().filter(|t| t.todo == todo).collect();
        if of.is_empty() {
            continue;
        }
        parts.push(Part::Heading(lang.todo(todo).to_owned()));
        for told in of {
            parts.push(Part::Paragraph(paragraph(lang, digest, told)));
            let href = format!("{base_url}{}#{}", url::of("rule", &told.rule.meta.slug), anchor(told));
            parts.push(Part::Link(plain(&finding::rule_title(lang, told)), href));
        }
    }
    if all.len() > MOST {
        parts.push(Part::Paragraph(lang.digest_more(all.len() - MOST)));
    }
    if digest.still > 0 {
        parts.push(Part::Paragraph(lang.digest_still(digest.still)));
    }
    parts.push(Part::Link(t.all.to_owned(), format!("{base_url}/regler?mine=yes")));
    parts.extend(house::signed(&digest.writer));
    Some(Letter {
        house: house::letterhead(lang, &digest.writer),
        lang: lang.code(),
        title: lang.digest_title(all.len()),
        mark: demo.then(|| lang.texts().site.demo.to_owned()),
        parts,
        foot: vec![t.why.to_owned(), format!("{}: {base_url}/profil", t.stop)],
    })
}

/// What is so, since when, by when and by whom it has to be mended.
fn paragraph(lang: Lang, digest: &Digest, told: &Told) -> String {
    let t = &lang.texts().digest;
    let names = &digest.checked.names;
    let outcome = crate::words::capital(finding::outcome(lang, told.finding.answer.outcome));
    let severity = finding::severity(lang, told.finding.severity);
    let mut lines = vec![
        format!("{outcome} ({severity}), {}", told.cooperation.label),
        finding::message(lang, &digest.checked, told),
    ];
    lines.push(match digest.since.get(&key(told)) {
        Some(day) => format!("{}: {}", t.since, lang.day(*day)),
        None => t.since_written.to_owned(),
    });
    if let Some(due) = told.finding.answer.due {
        lines.push(format!("{}: {}", lang.texts().rule.due, lang.day(due)));
    }
    if let Some(by) = told.by.and_then(|id| names.get(id)) {
        lines.push(format!("{}: {}", t.by, by.label));
    }
    plain(&lines.join("\n"))
}

/// Without the no-break spaces of pages, which some mail programs show as signs.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{2060}'], " ")
}
