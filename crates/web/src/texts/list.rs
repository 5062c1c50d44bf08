//! Lists: filters, pages, emptiness.

use crate::lang::Lang;
use genbo_app::view::HowMany;

subject! {
    /// Lists: filters, pages, emptiness.
    pub struct ListTexts {
        filter: "Filtrera", "Filter";
        filters: "Urval", "Filters";
        clear: "Rensa urvalet", "Clear filters";
        any: "Alla", "All";
        search: "Sök i listan", "Search the list";
        from: "Från och med", "From";
        to: "Till och med", "To";
        date_example: "Till exempel 2022-09-29", "For example 2022-09-29";
        pages: "Sidor", "Pages";
        previous: "Föregående sida", "Previous page";
        next: "Nästa sida", "Next page";
        nothing_found: "Inget stämmer med urvalet. Ta bort något villkor och försök igen.", "Nothing matches. Remove a filter and try again.";
    }
}

impl Lang {
    /// Which part of a list is shown: `1–50 av 133`.
    pub fn part_of_list(self, first: usize, last: usize, all: HowMany) -> String {
        let n = |n: usize| self.whole(i64::try_from(n).unwrap_or(i64::MAX));
        format!("{}–{} {} {}", n(first), n(last), self.pick("av", "of"), self.how_many(all, n))
    }

    /// How many a list has, in the words for that number: `133 möten`, `mer än 1 100 möten`.
    pub fn how_many(self, all: HowMany, words: impl Fn(usize) -> String) -> String {
        let words = words(all.number);
        if all.more { format!("{} {words}", self.pick("mer än", "more than")) } else { words }
    }
}
