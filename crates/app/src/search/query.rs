//! What somebody looks for: words that must all be found, and which words of a text are the ones that were looked for.
//!
//! Invariant: any text is a query. Punctuation, operators and quotation marks of other search engines mean nothing here.

use super::{
    analyse::{Token, tokens},
    words,
};
use genbo_domain::slug;
use genbo_store::search::Wanted;
use std::ops::Range;

/// The most words of a query that count; the rest is ignored.
pub const MOST_WORDS: usize = 12;
/// The longest query that is read, in bytes.
const LONGEST: usize = 1000;
/// A word still being typed finds longer words from this many letters on.
const PREFIX_FROM: usize = 3;
/// A word finds slugs from this many letters on: shorter ones are other words without their rings and dots.
const PLAIN_FROM: usize = 4;

/// A query as it is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    words: Vec<Word>,
}

/// One word or number that must be found.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    token: Token,
    /// Whether words that begin like it will do.
    open: bool,
    /// The term of the word without its rings and dots, as slugs have it.
    plain: Option<String>,
}

/// Reads a query; nothing if there is no word in it.
pub fn parse(text: &str) -> Option<Query> {
    let end = (0..=LONGEST.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let all: Vec<Token> = tokens(&text[..end]).take(4 * MOST_WORDS).collect();
    let telling = all.iter().any(|t| !t.is_small());
    let mut wanted: Vec<Word> = Vec::new();
    for token in all.into_iter().filter(|t| !telling || !t.is_small()) {
        if wanted.len() < MOST_WORDS && wanted.iter().all(|w| w.token.whole != token.whole) {
            let plain =
                Some(&token).filter(|t| !t.exact && !t.surface.is_ascii()).map(|t| slug::of(&t.surface));
            let plain = plain.filter(|p| p.len() >= PLAIN_FROM).map(|p| words::stem(&p));
            wanted.push(Word { token, open: false, plain });
        }
    }
    let last = wanted.last_mut()?;
    last.open = !last.token.exact && last.token.surface.chars().count() >= PREFIX_FROM;
    Some(Query { words: wanted })
}

impl Query {
    /// What the index is asked for.
    pub fn wanted(&self) -> Wanted {
        Wanted::All(self.words.iter().map(Word::wanted).collect())
    }

    /// The words as they are compared, in the order of the query.
    pub fn words(&self) -> Vec<&str> {
        self.words.iter().map(|w| w.token.surface.as_str()).collect()
    }

    /// What of a text has been looked for.
    pub fn seen_in(&self, text: &str) -> Seen {
        let (mut spans, mut words) = (Vec::new(), vec![false; self.words.len()]);
        for token in tokens(text) {
            let mut meant = false;
            for (word, found) in self.words.iter().zip(&mut words) {
                let meets = word.meets(&token);
                *found |= meets;
                meant |= meets;
            }
            if meant {
                spans.push(token.span);
            }
        }
        Seen { spans, words: words.into_iter().filter(|found| *found).count() }
    }
}

/// What of a text has been looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen {
    /// The words of the text that were meant, in order and without overlap, in bytes.
    pub spans: Vec<Range<usize>>,
    /// How many words of the query stand there.
    pub words: usize,
}

impl Word {
    fn wanted(&self) -> Wanted {
        let mut ways = vec![Wanted::Term(self.token.whole.clone())];
        ways.extend([&self.token.compound, &self.plain].into_iter().flatten().cloned().map(Wanted::Term));
        if self.open {
            ways.push(Wanted::Prefix(self.token.surface.clone()));
        }
        if ways.len() == 1 { ways.swap_remove(0) } else { Wanted::Any(ways) }
    }

    /// Whether a word of a text is the one that is meant: as such, as a part, made of the same parts, or longer.
    fn meets(&self, token: &Token) -> bool {
        let has = |term: &str| token.terms().any(|found| found == term);
        has(&self.token.whole)
            || self.token.compound.as_deref().is_some_and(has)
            || self.plain.as_deref().is_some_and(has)
            || (self.open && token.terms().any(|t| t.starts_with(&self.token.surface)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hit(query: &str, text: &str) -> bool {
        parse(query).is_some_and(|q| q.seen_in(text).words == q.words().len())
    }

    #[test]
    fn a_query_without_a_word_is_none() {
        for text in ["", "  ", "\"", "* - ( ) :", "§", "…"] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn every_word_must_be_found() {
        assert!(hit("miljö skåne", "Miljön i Skåne"));
        assert!(!hit("miljö halland", "Miljön i Skåne"));
    }

    #[test]
    fn compounds_and_their_parts_find_each_other_in_any_inflection() {
        let text = "Reglemente för skolskjutsarna";
        for query in
            ["skjuts", "skola", "skolan", "skolskjuts", "skolskjutsen", "skjutsar skola", "SKOLSKJUTSAR"]
        {
            assert!(hit(query, text), "{query}");
        }
        assert!(hit("förbund", "Söderåsens miljöförbund") && hit("miljö förbund", "Söderåsens miljöförbund"));
        assert!(
            hit("direktörsnätverk", "Kommundirektörsnätverkets möte")
                && hit("kommundirektör", "kommundirektörsgruppen")
        );
    }

    #[test]
    fn a_compound_is_not_found_where_only_its_parts_stand() {
        let text = "Reglemente för skolskjutsarna";
        assert!(!hit("skolbuss", text) && !hit("skjutsbana", text) && !hit("skolreglemente", text));
        assert!(!hit("kommundirektör", "Förbundets direktör besöker varje kommun"));
    }

    #[test]
    fn only_the_last_word_may_be_unfinished_and_only_from_three_letters() {
        assert!(hit("kommundir", "Kommundirektörsmötet") && hit("dir", "Direktion"));
        assert!(!hit("di", "Direktion") && !hit("kommundir möte", "Kommundirektörsmötet"));
    }

    #[test]
    fn numbers_are_taken_as_they_stand_but_for_what_divides_them() {
        assert!(hit("2022.2294", "Dnr 2022.2294-3") && hit("2022.2294-3", "2022.2294-3"));
        assert!(
            hit("349-2022", "(dnr 349-2022)") && hit("349/2022", "349-2022") && hit("1/2018", "nr 1/2018")
        );
        assert!(!hit("349-2021", "349-2022") && !hit("22", "226") && !hit("2022.2294-3", "2022.2294-30"));
        assert!(!hit("349", "3490-2022"));
    }

    #[test]
    fn a_paragraph_is_found_with_its_sign_and_without_and_within_a_range() {
        for text in ["§ 226", "§226", "§§ 214–229", "§§ 25, 35 och 226", "§ 226.i"] {
            assert!(hit("§ 226", text), "{text}");
        }
        assert!(hit("226", "§ 226") && hit("§ 215.i", "§ 215.i"));
        assert!(!hit("§ 226", "226 kronor") && !hit("§ 230", "§§ 214–229"));
        assert!(!hit("§ 5", "§ 4 mom 5"));
    }

    #[test]
    fn small_words_count_only_if_there_are_no_others() {
        assert!(hit("förbundet för miljö", "Miljöförbund"));
        assert_eq!(parse("och").map(|q| q.words().len()), Some(1));
    }

    #[test]
    fn a_name_finds_its_slug_but_a_short_word_no_other_word() {
        assert!(hit("Svalöv möte", "svalov/mote") && !hit("för", "for") && !hit("svalov", "Svalöv"));
    }

    #[test]
    fn words_beyond_the_limit_are_ignored() {
        let words: Vec<String> = (0..MOST_WORDS + 1).map(|n| format!("ord{n}")).collect();
        assert_eq!(parse(&words.join(" ")).map(|q| q.words().len()), Some(MOST_WORDS));
    }

    #[test]
    fn hits_are_the_words_as_they_stand_in_the_text() {
        let text = "Söderåsens miljöförbund, § 226";
        let hits = parse("förbund § 226").expect("it has words").seen_in(text).spans;
        assert_eq!(hits.into_iter().map(|r| &text[r]).collect::<Vec<_>>(), ["miljöförbund", "226"]);
    }

    proptest! {
        #[test]
        fn every_word_finds_itself_whatever_stands_around_it(
            before in "\\PC{0,20}", word in "[a-zA-ZåäöÅÄÖé0-9]{1,30}", after in "\\PC{0,20}"
        ) {
            let text = format!("{before} , {word} , {after}");
            prop_assert!(hit(&word, &text), "{:?}", text);
        }

        #[test]
        fn any_text_can_be_looked_for_and_finds_itself(text in any::<String>()) {
            if let Some(query) = parse(&text) {
                prop_assert!(query.words().len() <= MOST_WORDS);
                prop_assert_eq!(query.seen_in(&text).words, query.words().len());
                prop_assert_eq!(parse(&text), Some(query));
            }
        }

        #[test]
        fn hits_lie_on_letters_and_never_overlap(query in "\\PC{1,20}", text in "\\PC{0,60}") {
            let mut end = 0;
            for hit in parse(&query).map(|q| q.seen_in(&text).spans).unwrap_or_default() {
                prop_assert!(hit.start >= end && hit.start < hit.end);
                prop_assert!(text.is_char_boundary(hit.start) && text.is_char_boundary(hit.end));
                end = hit.end;
            }
        }
    }
}
