//! What the catalogue of rule kinds is called: what each kind is about with an example, its parameters, and the words that
//! only parameters have.
//!
//! Invariant: every kind and every parameter of the catalogue has its words in both languages; the tests walk both ways.

use super::vocabularies::Word;
use crate::lang::Lang;
use genbo_domain::rule::RuleKind;
use genbo_rules::catalogue;

/// A kind: its word, what it is about in Swedish, and an example in both languages. English has the declaration's sentence.
type Kind = (&'static str, &'static str, &'static str, &'static str);

static KINDS: &[Kind] = &[
    (
        "frequency",
        "Hur ofta något händer under ett år, ett halvår, en månad eller en period.",
        "Styrelsen har minst fyra möten om året.",
        "The board has at least four meetings a year.",
    ),
    (
        "spacing",
        "Hur långt det är mellan två möten som följer på varandra.",
        "Högst tio veckor mellan två möten.",
        "At most ten weeks between two meetings.",
    ),
    (
        "companion",
        "Att varje möte har ett möte i ett annat organ före eller efter sig.",
        "Beredningen möts senast två veckor före styrelsen.",
        "The preparatory group meets at most two weeks before the board.",
    ),
    (
        "day_order",
        "Att två organ som möts samma dag möts i en viss ordning.",
        "Presidiet möts före styrelsen.",
        "The presidium meets before the board.",
    ),
    (
        "lead_time",
        "Hur lång tid det är före eller efter något annat.",
        "Dagordningen skickas minst sju dagar före mötet.",
        "The agenda is sent at least seven days before the meeting.",
    ),
    (
        "date_window",
        "Inom vilken tid något ska ske.",
        "Planen antas i oktober eller november.",
        "The plan is adopted in October or November.",
    ),
    (
        "working_day",
        "Att något infaller på en arbetsdag.",
        "Möten hålls på arbetsdagar.",
        "Meetings are held on working days.",
    ),
    (
        "seats",
        "Hur många platser ett organ har, i allt eller för varje medlem.",
        "En plats för varje kommun.",
        "One seat for each municipality.",
    ),
    (
        "size",
        "Hur många personer ett organ består av.",
        "Rådet har omkring tolv personer.",
        "The council has about twelve persons.",
    ),
    (
        "officers",
        "Vilka uppdrag som finns i ett organ, och varifrån de kommer.",
        "Ordföranden kommer utifrån.",
        "The chair comes from outside.",
    ),
    (
        "substitution",
        "Om och hur ledamöter kan ersättas.",
        "Ledamöter har inga ersättare.",
        "Members have no substitutes.",
    ),
    (
        "eligibility",
        "Vem platserna får tilldelas, och vem som utser.",
        "Platserna går till förvaltningschefer.",
        "The seats go to heads of administrations.",
    ),
    (
        "mandate",
        "Vad ett organ får göra med ett ärende.",
        "Nätverket får bara rekommendera.",
        "The network may only recommend.",
    ),
    (
        "step_order",
        "Att stegen i en planeringscykel kommer i sin ordning.",
        "Inriktningen kommer före verksamhetsplanen.",
        "The direction comes before the operational plan.",
    ),
    (
        "adoption",
        "Att ett dokument antas av det organ som ska anta det.",
        "Styrelsen antar planen innan den börjar gälla.",
        "The board adopts the plan before it begins.",
    ),
    (
        "one_in_force",
        "Att ett dokument av ett slag gäller åt gången.",
        "En arbetsordning gäller åt gången.",
        "One set of rules of procedure is in force at a time.",
    ),
    (
        "anchoring",
        "Att ett ärende går genom ett annat organ innan det tas upp.",
        "Frågan bereds i nätverket först.",
        "The network prepares the matter first.",
    ),
    (
        "report_back",
        "Att någon återrapporterar efter varje möte.",
        "Återrapport inom två veckor.",
        "A report within two weeks.",
    ),
    (
        "fulfilment",
        "Att uppdrag genomförs och avslutas.",
        "Uppdrag följs upp efter sex månader.",
        "Commissions are followed up after six months.",
    ),
    (
        "answers",
        "Att de som blir tillfrågade svarar i tid.",
        "Remissen besvaras senast den 7 oktober.",
        "The referral is answered by 7 October.",
    ),
    (
        "review",
        "Att ett dokument ses över eller ersätts i tid.",
        "Stadgan ses över vart fjärde år.",
        "The charter is reviewed every fourth year.",
    ),
    (
        "completeness",
        "Att vissa uppgifter finns.",
        "Varje avtal har uppsägningstid.",
        "Every agreement has a notice period.",
    ),
    (
        "coverage",
        "Att varje medlem, grupp eller område har det den ska ha.",
        "Varje kommun har en fast kontakt.",
        "Every municipality has a contact.",
    ),
    (
        "rotation",
        "Att en uppgift byter händer från en period till nästa.",
        "Kontakten byts vid varje ny period.",
        "The contact changes with each new period.",
    ),
    (
        "gate",
        "Att ett organ inte börjar förrän något har hänt.",
        "Nätverket börjar när styrelsen har behandlat frågan.",
        "The network begins when the board has dealt with the question.",
    ),
    (
        "quorum",
        "Hur många som ska vara med när ett möte beslutar.",
        "Mer än hälften av platserna.",
        "More than half of the seats.",
    ),
    (
        "adjusting",
        "Vem som justerar och skriver under ett protokoll.",
        "Två justerare, och alla skriver under.",
        "Two adjusters, and all of them sign.",
    ),
    (
        "numbering",
        "Att paragraferna löper i ordning med tiden.",
        "Paragraferna löper under året.",
        "The numbers run through the year.",
    ),
    (
        "recurrence",
        "Att något kommer igen inom en tid från förra gången.",
        "Utvärdering vartannat år.",
        "An evaluation every other year.",
    ),
    (
        "passage",
        "Att ett dokument eller ärende går genom flera organ i ordning.",
        "Planen går från nätverket över kommundirektörerna till styrelsen.",
        "The plan goes from the network by way of the chief executives to the board.",
    ),
    (
        "ranking",
        "Att platserna tillhör dem som är störst efter ett mått.",
        "De fyra folkrikaste kommunerna har var sin plats.",
        "The four most populous municipalities have a seat each.",
    ),
    (
        "apportionment",
        "Att varje medlem har så många platser som ett mått och en metod ger.",
        "En plats för varje påbörjat tiotusental invånare.",
        "One seat for every ten thousand inhabitants begun.",
    ),
    (
        "capacity",
        "Hur många som deltar i en utbildning eller händelse.",
        "Minst åtta och högst tjugo deltagare.",
        "At least eight and at most twenty participants.",
    ),
    (
        "joint_decision",
        "Att flera organ beslutar lika, ord för ord.",
        "Båda kommunstyrelserna fattar samma beslut.",
        "Both executive boards take the same decision.",
    ),
    (
        "distribution",
        "Vem som ska få ett anslag eller ett beslut.",
        "Beslutet går till alla medlemmar.",
        "The decision goes to all members.",
    ),
    (
        "presence",
        "Att någon är med bara, eller alltid, när vissa frågor behandlas.",
        "Revisorerna är med när årsredovisningen behandlas.",
        "The auditors are there when the annual report is dealt with.",
    ),
    (
        "majority",
        "Vilken majoritet en omröstning kräver, och vad som avgör vid lika röstetal.",
        "Två tredjedelar av rösterna.",
        "Two thirds of the votes.",
    ),
    (
        "confirmation",
        "Det som bara en människa kan svara på: frågan ställs, och svaret gäller en tid.",
        "Sekretariatet bekräftar varje år att kontaktlistan är rätt.",
        "The secretariat confirms each year that the list of contacts is right.",
    ),
];

/// (parameter, or kind.parameter where a kind means it otherwise; Swedish, English).
static PARAMETERS: &[(&str, &str, &str)] = &[
    ("about", "Omkring", "About"),
    ("actor", "Den som tar stegen", "Who takes the steps"),
    ("adjusters", "Antal justerare", "Number of adjusters"),
    ("after", "Efter", "After"),
    ("all_sign", "Alla skriver under", "All sign"),
    ("among", "Bland medlemmarna i", "Among the members of"),
    ("appointed_by", "Utses av", "Appointed by"),
    ("areas", "Ansvarsområden", "Areas of responsibility"),
    ("at", "I organet", "In the body"),
    ("at_least", "Minst", "At least"),
    ("at_most", "Högst", "At most"),
    ("before", "Före", "Before"),
    ("before_period", "Innan tiden börjar", "Before its time begins"),
    ("begin", "Börja så lång tid före", "Begin so long before"),
    ("body", "Organ", "Body"),
    ("by", "Organ", "Body"),
    ("answers.by", "Senast", "At the latest"),
    ("coverage.by", "Ska ha", "Shall have"),
    ("clauses", "Satser i beslut", "Clauses of decisions"),
    ("default", "Antagen sista dag", "Assumed last day"),
    ("during", "Under", "During"),
    ("every", "Förnyas minst var", "Renewed at least every"),
    ("exactly", "Exakt", "Exactly"),
    ("fields", "Uppgifter", "Facts"),
    ("forms", "Mötesformer", "Forms of meeting"),
    ("from", "Från och med", "From"),
    ("officers.from", "Kommer", "Comes from"),
    ("from_year", "Första året", "First year"),
    ("function", "Funktion", "Function"),
    ("grounds", "Grunder", "Grounds"),
    ("kind", "Slag av dokument", "Kind of document"),
    ("kinds", "Slag av punkter", "Kinds of items"),
    ("members_only", "Bara till medlemmar", "To members only"),
    ("months", "Månader", "Months"),
    ("more_than", "Mer än", "More than"),
    ("needs_document", "Något lämnas över", "Something is handed over"),
    ("per", "Per", "Per"),
    ("period", "Period", "Period"),
    ("post", "Befattning", "Post"),
    ("powers", "Får", "May"),
    ("regime", "Ersättare", "Substitutes"),
    ("review_after", "Ses över efter", "Looked at again after"),
    ("role", "Roll", "Role"),
    ("roles", "Roller", "Roles"),
    ("series", "Serie", "Series"),
    ("then", "Organet som möts senare", "The body that meets later"),
    ("tolerance", "Får skilja", "May differ by"),
    ("what", "Det som mäts", "What is measured"),
    ("window", "Inom tiden", "Within the time"),
    ("with", "Organet som hör ihop", "The other body"),
    ("within", "Inom", "Within"),
    ("within_seats", "Inte fler än platserna", "Not more than the seats"),
    ("year", "År", "Year"),
    ("years", "Antal år", "Number of years"),
    ("always", "Måste alltid vara med", "Must always be there"),
    ("and_at_least", "Dessutom minst", "And at least"),
    ("and_basis", "Dessutom räknat av", "And counted of"),
    ("and_more_than", "Dessutom mer än", "And more than"),
    ("asks", "Fråga", "Question"),
    ("confirmation.every", "Svaret gäller", "An answer counts for"),
    ("since", "Inte om det som är äldre än", "Not about what is older than"),
    ("as_many_as", "Lika många som", "As many as"),
    ("basis", "Räknas av", "Counted of"),
    ("begun", "Påbörjad räknas också", "One begun counts too"),
    ("blank_is_unknown", "Tom plats säger inget", "A blank tells nothing"),
    ("called", "Kallelsen måste ha gått ut", "The call must have gone out"),
    ("capacities", "I egenskap av", "In the capacity of"),
    ("course", "Utbildning", "Course"),
    ("ending", "Sista dag som inte är arbetsdag", "Last day that is no working day"),
    ("figures_of", "Siffror från", "Figures of"),
    ("first_by", "Första gången senast", "The first time by"),
    ("joint_decision.by", "Organ som beslutar", "Bodies that decide"),
    ("identical", "Ord för ord lika", "The same word for word"),
    ("key", "Fördelningsnyckel", "Key"),
    ("largest", "Så många av de största", "So many of the largest"),
    ("presence.from", "Kommer från", "Comes from"),
    ("matters", "Ärenden", "Matters"),
    ("measure", "Mått", "Measure"),
    ("members", "Minst så många medlemmar", "So many members at least"),
    ("members_more_than", "Mer än andelen av medlemmarna", "More than this share of the members"),
    ("method", "Metod", "Method"),
    ("apportionment.per", "En plats för varje", "One seat for each"),
    ("per_organisation", "Högst för varje organisation", "At most for each organisation"),
    ("records", "Slag av protokoll", "Kinds of records"),
    ("seats", "Platser i allt", "Seats in all"),
    ("subset", "Del som räknas", "Part that is counted"),
    ("through", "Organ i ordning", "Bodies in order"),
    ("ties", "Vid lika röstetal", "When votes are equal"),
    ("to", "Till", "To"),
    ("to_addressees", "Till alla som beslutet riktas till", "To all whom the decision addresses"),
    ("to_members", "Till alla medlemmar", "To all members"),
    ("to_seats", "Till alla som sitter i organet", "To all who sit in the body"),
    ("to_substitutes", "Även till ersättarna", "To the substitutes as well"),
    ("whole_years", "Hela kalenderåret går bra", "Any day of that calendar year"),
    ("words", "Ord i rubriken", "Words in the heading"),
];

/// The words that only parameters have.
pub(super) static VOCABULARIES: &[(&str, &[Word])] = &[
    (
        "occasion_kind",
        &[
            ("meeting", "möten", "meetings"),
            ("event", "händelser", "events"),
            ("evaluation", "uppföljningar", "evaluations"),
        ],
    ),
    ("officer_side", &[("inside", "inifrån", "inside"), ("outside", "utifrån", "outside")]),
    (
        "covered_by",
        &[
            ("body", "organ", "body"),
            ("seat", "plats", "seat"),
            ("contact", "fast kontakt", "contact"),
            ("letter_of_intent", "avsiktsförklaring", "letter of intent"),
            ("cost_key", "fördelningsnyckel", "cost key"),
            ("activity", "aktivitet", "activity"),
            ("record", "protokoll eller anteckningar", "record or notes"),
            ("commission", "uppdrag", "commission"),
        ],
    ),
    (
        "apportionment_method",
        &[
            ("largest_remainder", "största rest", "largest remainders"),
            ("dhondt", "heltalsmetoden (d’Hondt)", "d’Hondt"),
            ("sainte_lague", "uddatalsmetoden (Sainte-Laguë)", "Sainte-Laguë"),
        ],
    ),
    (
        "delivery",
        &[
            ("notice", "anslaget", "the notice"),
            ("decision", "beslutet", "the decision"),
            ("call", "kallelsen", "the call"),
            ("record", "protokollet eller anteckningarna", "the record"),
        ],
    ),
    (
        "ending",
        &[
            ("moved", "flyttas till nästa arbetsdag", "moved to the next working day"),
            ("perhaps_moved", "flyttas kanske", "perhaps moved"),
        ],
    ),
    (
        "majority_basis",
        &[
            ("cast", "avgivna röster", "votes cast"),
            ("present", "närvarande som får besluta", "those present who may decide"),
            ("seats", "organets platser", "the body's seats"),
            ("weights", "rösternas vikt", "the weight of the votes"),
            ("members", "medlemmarna", "the members"),
        ],
    ),
    (
        "per",
        &[
            ("year", "år", "year"),
            ("half_year", "halvår", "half-year"),
            ("quarter", "kvartal", "quarter"),
            ("month", "månad", "month"),
            ("period", "period", "period"),
        ],
    ),
    (
        "moment",
        &[
            ("meeting.start", "mötets början", "the beginning of the meeting"),
            ("meeting.end", "mötets slut", "the end of the meeting"),
            ("agenda", "utskicket av dagordningen", "the sending of the agenda"),
            ("meeting.announced", "tillkännagivandet av mötet", "the announcement of the meeting"),
            ("record.adjusted", "justeringen av protokollet", "the adjustment of the record"),
            ("notice.posted", "dagen då anslaget sattes upp", "the day the notice went up"),
            ("notice.removed", "dagen då anslaget togs ner", "the day the notice came down"),
            ("referral.sent", "utskicket av remissen", "the sending of the referral"),
            ("referral.due", "sista dagen att svara", "the last day to answer"),
            ("document.date", "dokumentets datum", "the date of the document"),
            ("document.adopted", "antagandet av dokumentet", "the adoption of the document"),
            ("document.updated", "uppdateringen av dokumentet", "the update of the document"),
            ("period.start", "periodens början", "the beginning of the period"),
            ("period.end", "periodens slut", "the end of the period"),
            ("body.start", "organets start", "the start of the body"),
            ("step.window", "stegets tid", "the time of the step"),
            ("event.start", "händelsens början", "the beginning of the event"),
            ("commission.due", "sista dagen för uppdraget", "the last day of the commission"),
            ("activity.when", "aktivitetens tid", "the time of the activity"),
            ("project.start", "projektets början", "the beginning of the project"),
        ],
    ),
];

/// What a kind is about, in one sentence.
pub fn kind(lang: Lang, kind: RuleKind) -> &'static str {
    let word = kind.as_str();
    let doc =
        || RuleKind::VOCABULARY.words.iter().find(|(w, _)| *w == word).map_or("", |(_, doc)| doc.trim());
    match lang {
        Lang::Sv => KINDS.iter().find(|(w, ..)| *w == word).map_or_else(doc, |(_, sv, ..)| sv),
        Lang::En => doc(),
    }
}

/// A rule that could be of a kind.
pub fn example(lang: Lang, kind: RuleKind) -> &'static str {
    let found = KINDS.iter().find(|(w, ..)| *w == kind.as_str());
    found.map_or("", |(_, _, sv, en)| lang.pick(sv, en))
}

/// What a parameter of a kind is called, with a capital; its own name if it has no label.
pub fn parameter(lang: Lang, kind: RuleKind, name: &str) -> String {
    let own = format!("{}.{name}", kind.as_str());
    let of = |name: &str| PARAMETERS.iter().find(|(n, ..)| *n == name);
    of(&own).or_else(|| of(name)).map_or_else(|| name.to_owned(), |(_, sv, en)| lang.pick(sv, en).to_owned())
}

/// What a parameter of a kind means, where its label does not say it: English has the declaration's sentence.
pub fn parameter_help(lang: Lang, kind: RuleKind, name: &str) -> &'static str {
    let field = catalogue::fields(kind).iter().find(|f| f.name == name);
    match lang {
        Lang::Sv => HELP.iter().find(|(n, _)| *n == name).map_or("", |(_, text)| text),
        Lang::En => field.map_or("", |f| f.doc.trim()),
    }
}

/// What parameters mean, in Swedish.
static HELP: &[(&str, &str)] = &[
    ("about", "En tiondel fler eller färre går bra."),
    ("adjusters", "Lämna tomt för organets egen inställning."),
    ("before", "Välj det som det ska ske före."),
    ("after", "Välj det som det ska ske efter."),
    ("default", "En sista dag som källan inte anger. Den gör aldrig att regeln följs."),
    ("fields", "Namnen på uppgifterna, en på varje rad."),
    ("forms", "Lämna tomt för alla möten."),
    ("from_year", "Det år då den första perioden på flera år börjar."),
    ("months", "Siffror från 1 till 12, en på varje rad. Lämna tomt för alla."),
    ("per", "Den tid som räkningen görs för."),
    ("period", "Lämna tomt för regelns eller dokumentets egen tid."),
    ("roles", "Lämna tomt för vanliga platser."),
    ("what", "Det som räknas eller det datum som ska stämma."),
    ("window", "Ett datum, en månad eller från och till."),
    ("within", "Till exempel 14 dagar eller 5 arbetsdagar."),
    ("years", "Perioden är så många år."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_is_explained_with_an_example_and_none_is_left_over() {
        let told: BTreeSet<&str> = KINDS.iter().map(|k| k.0).collect();
        let needed: BTreeSet<&str> = RuleKind::VOCABULARY.words.iter().map(|(w, _)| *w).collect();
        assert_eq!(told, needed);
        assert!(KINDS.iter().all(|(_, sv, a, b)| [sv, a, b].iter().all(|s| s.ends_with('.'))));
    }

    #[test]
    fn every_parameter_has_a_label_and_none_is_left_over() {
        let mut used = BTreeSet::new();
        for (word, _) in RuleKind::VOCABULARY.words {
            let kind: RuleKind = word.parse().unwrap();
            for field in catalogue::fields(kind) {
                let own = format!("{word}.{}", field.name);
                let known = |n: &str| PARAMETERS.iter().any(|(name, ..)| *name == n);
                assert!(known(&own) || known(field.name), "{own}");
                used.extend([own, field.name.to_owned()]);
            }
        }
        for (name, ..) in PARAMETERS {
            assert!(used.contains(*name), "a label for nothing: {name}");
        }
        for (name, text) in HELP {
            assert!(used.contains(*name) && text.ends_with('.'), "{name}");
        }
    }
}
