//! The search page.

use crate::{format::NB, lang::Lang};

subject! {
    /// The search page.
    pub struct SearchTexts {
        title: "Sök", "Search";
        lead: "Sök i allt som finns här: organ, möten, beslut, ärenden, dokument och personer.", "Search everything here: bodies, meetings, decisions, matters, documents and people.";
        field: "Ord, paragraf eller ärendenummer", "Words, a § or a case number";
        button: "Sök", "Search";
        kinds: "Visa bara", "Show only";
        all: "Alla slag", "All kinds";
        more_kinds: "Fler slag", "More kinds";
        hits: "Träffar", "Hits";
        tips: "Så söker du", "How to search";
        tip_all: "Alla ord ska finnas. Stryk ett ord om du inte hittar.", "All words must be found. Leave one out if you find nothing.";
        tip_parts: "Böjning spelar ingen roll och delar av ord räcker: miljö hittar miljöförbundet.", "Inflections do not matter, and parts of Swedish compounds are enough: miljö finds miljöförbundet.";
        tip_numbers: "Paragrafer och ärendenummer skrivs som de står: §\u{a0}226, 349-2022.", "Write paragraphs and case numbers as they stand: §\u{a0}226, 349-2022.";
        tip_members: "Det som är för medlemmar hittar bara den som är inloggad som medlem.", "What is for members is found only by members who have signed in.";
        past_the_end: "Sidan finns inte, för träffarna tar slut före den.", "There is no such page: the hits end before it.";
        first_page: "Till första sidan", "To the first page";
    }
}

impl Lang {
    /// The heading of the answer to a query.
    pub fn searched_for(self, query: &str) -> String {
        match self {
            Lang::Sv => format!("Sök: {query}"),
            Lang::En => format!("Search: {query}"),
        }
    }

    /// How many hits there are; `more` if that is the least.
    pub fn hits_found(self, n: usize, more: bool) -> String {
        let number = self.whole(i64::try_from(n).unwrap_or(i64::MAX));
        match (self, n, more) {
            (Lang::Sv, _, true) => format!("Minst {number}{NB}träffar. Lägg till ett ord så blir de färre."),
            (Lang::En, _, true) => format!("At least {number}{NB}hits. Add a word to narrow them down."),
            (Lang::Sv, 1, _) => format!("1{NB}träff"),
            (Lang::En, 1, _) => format!("1{NB}hit"),
            (Lang::Sv, _, _) => format!("{number}{NB}träffar"),
            (Lang::En, _, _) => format!("{number}{NB}hits"),
        }
    }

    /// That nothing was found.
    pub fn nothing_found_for(self, query: &str) -> String {
        match self {
            Lang::Sv => format!("Inget hittades för ”{query}”."),
            Lang::En => format!("Nothing was found for “{query}”."),
        }
    }
}
