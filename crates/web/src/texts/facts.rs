//! Texts of the fact pages: everything that is known of any thing.

use crate::lang::Lang;

subject! {
    /// Texts of the fact pages.
    pub struct FactTexts {
        title: "Alla uppgifter", "All facts";
        index_lead: "Allt som Genbo vet, sort för sort. Varje uppgift har sin källa, och det som är osäkert står som osäkert.", "Everything that Genbo knows, sort by sort. Every fact has its source, and what is uncertain stays uncertain.";
        all_facts: "Alla uppgifter", "All facts";
        own_page: "Visa sidan", "Show the page";
        sort: "Sort", "Sort";
        number: "Antal", "Number";
        meaning: "Vad det är", "What it is";
        name: "Namn", "Name";
        below: "Hör till", "Belongs to";
        home: "Samverkan", "Cooperation";
        details: "Uppgifter", "Facts";
        base_register: "grundregistret", "the base register";
        fields: "Uppgifter", "Facts";
        open_fields: "Fält utan uppgift", "Fields without a value";
        claims: "Källorna säger olika eller har tolkats", "Sources disagree, or have been interpreted";
        children: "Hör hit", "Belongs here";
        referring: "Hänvisar hit", "Refers here";
        nothing_refers: "Inget annat hänvisar hit.", "Nothing else refers here.";
        history: "Historik", "History";
        history_note: "Vad som ändrades och när. Värdena visas bara för den som sköter registret.", "What was changed and when. Values are shown only to those who keep the register.";
        when: "När", "When";
        action: "Händelse", "Event";
        who: "Vem", "Who";
        create: "lades in", "entered";
        change: "ändrades", "changed";
        touched: "Fält", "Fields";
        register: "I registret", "In the register";
        address: "Kortnamn", "Slug";
        visibility: "Syns för", "Visible to";
        certainty: "Hur säkert", "How certain";
        published: "Så står det i källan", "As written in the source";
        source: "Källa", "Source";
        no_source: "ingen källa angiven", "no source stated";
        none_here: "Inga är inlagda.", "Nothing is entered.";
        see_all: "Visa alla", "Show all";
        nowhere: "Okänd tid", "Unknown time";
        chart: "Diagram", "Chart";
        no_figures: "Källan ger inga värden, så det finns inget att rita.", "The source gives no figures, so there is nothing to draw.";
        figures: "Värden", "Figures";
        value: "Värde", "Value";
        rank: "Plats i rankningen", "Rank";
        for_whom: "Gäller", "For";
        not_measured: "inget värde", "no figure";
        series_breaks: "serien bryts före detta värde", "the series breaks before this figure";
        too_many_series: "Diagrammet visar de fem första serierna. Tabellen visar alla.", "The chart shows the first five series. The table shows all.";
        empty: "tomt", "empty";
    }
}

impl Lang {
    /// How many things of a noun there are: `30 styrdokument`, with a capital where the noun comes first.
    pub fn number_of(self, n: usize, noun: &'static str) -> String {
        let label = crate::words::noun(self, noun);
        let name = if n == 1 { label.singular } else { label.plural };
        format!("{} {name}", self.whole(i64::try_from(n).unwrap_or(i64::MAX)))
    }

    /// Through which field something refers: `Uppdrag (fältet Ges av)`.
    pub fn refers_as(self, plural: &str, field: &str) -> String {
        match self {
            Lang::Sv => format!("{plural} (fältet {field})"),
            Lang::En => format!("{plural} (field {field})"),
        }
    }

    /// That a list shows only what refers to one thing.
    pub fn that_refer_to(self, label: &str) -> String {
        match self {
            Lang::Sv => format!("Bara de som hänvisar till {label}."),
            Lang::En => format!("Only those that refer to {label}."),
        }
    }

    /// A value before and after.
    pub fn from_to(self, before: Option<&str>, after: Option<&str>) -> String {
        let empty = self.texts().facts.empty;
        format!("{} → {}", before.unwrap_or(empty), after.unwrap_or(empty))
    }
}
