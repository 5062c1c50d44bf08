//! What nouns, fields and words of vocabularies are called in each language.
//!
//! Invariant: everything in [`genbo_domain::NOUNS`] has a label in both languages, and nothing else has one: the tests
//! walk both ways.

pub mod catalogue;
mod desk;
mod fields;
mod help;
mod house;
mod mail;
mod nouns;
mod rules;
mod sentences;
mod vocabularies;

use crate::lang::Lang;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a noun is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NounLabel {
    /// One of them, lower case.
    pub singular: &'static str,
    /// Several of them, lower case.
    pub plural: &'static str,
}

type Both = [&'static str; 2];

static NOUNS: LazyLock<HashMap<&str, [NounLabel; 2]>> = LazyLock::new(|| {
    let both = |&(name, s, ss, e, es): &(&'static str, _, _, _, _)| {
        (name, [NounLabel { singular: s, plural: ss }, NounLabel { singular: e, plural: es }])
    };
    nouns::NOUNS.iter().map(both).collect()
});
static COMMON: LazyLock<HashMap<&str, Both>> =
    LazyLock::new(|| fields::COMMON.iter().map(|&(field, sv, en)| (field, [sv, en])).collect());
static OWN: LazyLock<HashMap<(&str, &str), Both>> =
    LazyLock::new(|| fields::OWN.iter().map(|&(noun, field, sv, en)| ((noun, field), [sv, en])).collect());
static WORDS: LazyLock<HashMap<(&str, &str), Both>> = LazyLock::new(|| {
    let of = |(vocabulary, words): &(&'static str, &'static [vocabularies::Word])| {
        let vocabulary = *vocabulary;
        words.iter().map(move |&(word, sv, en)| ((vocabulary, word), [sv, en]))
    };
    all_vocabularies().flat_map(of).collect()
});

/// The labels of all vocabularies.
fn all_vocabularies() -> impl Iterator<Item = &'static (&'static str, &'static [vocabularies::Word])> {
    vocabularies::VOCABULARIES
        .iter()
        .chain(desk::VOCABULARIES)
        .chain(house::VOCABULARIES)
        .chain(mail::VOCABULARIES)
        .chain(rules::VOCABULARIES)
        .chain(catalogue::VOCABULARIES)
}

/// What a noun is called; its own name if it has no label.
pub fn noun(lang: Lang, name: &'static str) -> NounLabel {
    NOUNS.get(name).map_or(NounLabel { singular: name, plural: name }, |labels| labels[lang.index()])
}

/// What a noun is, in one sentence.
pub fn sentence(lang: Lang, noun: &'static genbo_domain::noun::NounDef) -> &'static str {
    let swedish = || sentences::SENTENCES.iter().find(|(name, _)| *name == noun.name).map(|(_, sv)| *sv);
    match lang {
        Lang::Sv => swedish().unwrap_or(noun.doc.trim()),
        Lang::En => noun.doc.trim(),
    }
}

/// What a field of a noun is called, with a capital; its own name if it has no label.
pub fn field(lang: Lang, noun: &str, name: &'static str) -> &'static str {
    OWN.get(&(noun, name)).or_else(|| COMMON.get(name)).map_or(name, |labels| labels[lang.index()])
}

/// What a field of a noun means, in one sentence; nothing where its label says it.
pub fn help(lang: Lang, noun: &str, field: &'static genbo_domain::noun::Field) -> &'static str {
    if lang == Lang::En {
        return field.doc.trim();
    }
    let of = |name: &str| help::HELP.iter().find(|(n, _)| *n == name).map(|(_, text)| *text);
    of(&format!("{noun}.{}", field.name)).or_else(|| of(field.name)).unwrap_or_default()
}

/// What a word of a vocabulary is called, lower case; the word itself if it has no label.
pub fn word<'a>(lang: Lang, vocabulary: &str, word: &'a str) -> &'a str {
    WORDS.get(&(vocabulary, word)).map_or(word, |labels| labels[lang.index()])
}

/// A label at the head of a line or on its own: with a capital.
pub fn capital(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use genbo_domain::value::Kind;
    use std::collections::BTreeSet;

    /// All vocabularies that fields use, those that every thing carries beside its fields, and those of accounts and mail.
    fn vocabularies() -> Vec<&'static genbo_domain::value::Vocabulary> {
        let of_fields = genbo_domain::NOUNS.iter().flat_map(|n| n.fields).filter_map(|f| match f.kind {
            Kind::Word(vocabulary) => Some(vocabulary),
            _ => None,
        });
        let mut of_rules: Vec<&'static genbo_domain::value::Vocabulary> = Vec::new();
        for (word, _) in genbo_domain::rule::RuleKind::VOCABULARY.words {
            let kinds = genbo_rules::catalogue::fields(word.parse().unwrap()).iter();
            of_rules.extend(kinds.filter_map(|f| match f.kind {
                Kind::Word(vocabulary) => Some(vocabulary),
                _ => None,
            }));
        }
        of_fields
            .chain(of_rules)
            .chain([
                &genbo_domain::visibility::Visibility::VOCABULARY,
                &genbo_domain::gap::GapKind::VOCABULARY,
                &genbo_domain::claim::Certainty::VOCABULARY,
                &genbo_domain::authority::Role::VOCABULARY,
                &genbo_domain::authority::Permission::VOCABULARY,
                &genbo_domain::message::MessageKind::VOCABULARY,
                &genbo_domain::message::RecipientState::VOCABULARY,
                &genbo_domain::message::Failure::VOCABULARY,
                &genbo_domain::invitation::Answer::VOCABULARY,
                &genbo_domain::adjustment::SignRole::VOCABULARY,
                &genbo_domain::adjustment::SignWay::VOCABULARY,
                &genbo_domain::adjustment::SignLevel::VOCABULARY,
            ])
            .collect()
    }

    fn same<T: Ord + std::fmt::Debug>(
        told: impl IntoIterator<Item = T>,
        needed: impl IntoIterator<Item = T>,
    ) {
        let (told, needed): (BTreeSet<T>, BTreeSet<T>) =
            (told.into_iter().collect(), needed.into_iter().collect());
        assert_eq!(needed.difference(&told).collect::<Vec<_>>(), Vec::<&T>::new(), "without a label");
        assert_eq!(told.difference(&needed).collect::<Vec<_>>(), Vec::<&T>::new(), "a label for nothing");
    }

    #[test]
    fn every_noun_has_a_label_and_no_label_is_left_over() {
        same(nouns::NOUNS.iter().map(|n| n.0), genbo_domain::NOUNS.iter().map(|n| n.name));
    }

    #[test]
    fn every_noun_is_told_in_a_sentence_and_no_sentence_is_left_over() {
        same(sentences::SENTENCES.iter().map(|s| s.0), genbo_domain::NOUNS.iter().map(|n| n.name));
        assert!(sentences::SENTENCES.iter().all(|(_, s)| s.ends_with(['.', '?'])));
    }

    #[test]
    fn every_field_has_a_label_and_no_label_is_left_over() {
        let own: BTreeSet<_> = OWN.keys().copied().collect();
        let fields: Vec<_> =
            genbo_domain::NOUNS.iter().flat_map(|n| n.fields.iter().map(move |f| (n.name, f.name))).collect();
        same(own.iter().copied(), own.iter().copied().filter(|k| fields.contains(k)));
        let rest = fields.iter().filter(|k| !own.contains(k)).map(|(_, f)| *f);
        same(COMMON.keys().copied(), rest);
    }

    #[test]
    fn help_is_about_fields_that_exist_and_is_a_sentence() {
        let fields: BTreeSet<String> = genbo_domain::NOUNS
            .iter()
            .flat_map(|n| {
                n.fields.iter().flat_map(move |f| [f.name.to_owned(), format!("{}.{}", n.name, f.name)])
            })
            .chain(["source", "as_published", "certainty", "visibility"].map(str::to_owned))
            .collect();
        for (name, text) in help::HELP {
            assert!(fields.contains(*name) && text.ends_with('.'), "{name}: {text}");
        }
    }

    #[test]
    fn every_word_has_a_label_and_no_label_is_left_over() {
        let needed = vocabularies().into_iter().flat_map(|v| v.words.iter().map(move |(w, _)| (v.name, *w)));
        same(WORDS.keys().copied(), needed);
    }

    #[test]
    fn no_label_is_written_twice_or_empty() {
        assert_eq!(COMMON.len(), fields::COMMON.len());
        assert_eq!(OWN.len(), fields::OWN.len());
        assert_eq!(WORDS.len(), all_vocabularies().map(|v| v.1.len()).sum::<usize>());
        let all = COMMON.values().chain(OWN.values()).chain(WORDS.values());
        assert!(all.flatten().all(|label| !label.trim().is_empty() && label.trim() == *label));
    }

    #[test]
    fn a_capital_is_given_to_swedish_letters_too() {
        assert_eq!(capital("ärende"), "Ärende");
        assert_eq!(capital(""), "");
    }

    #[test]
    fn what_has_no_label_shows_its_own_name() {
        assert_eq!(word(Lang::Sv, "meeting_status", "unheard_of"), "unheard_of");
        assert_eq!(field(Lang::En, "meeting", "unheard_of"), "unheard_of");
        assert_eq!(noun(Lang::En, "unheard_of").plural, "unheard_of");
    }
}
