//! The frame of every page: header, demo strip, footer.

use crate::lang::Lang;
use jiff::civil::Date;

subject! {
    /// The frame of every page.
    pub struct SiteTexts {
        name: "Genbo", "Genbo";
        skip: "Till innehållet", "Skip to content";
        home: "Genbo, startsidan", "Genbo, start page";
        search_label: "Sök beslut, organ och ärenden", "Search decisions, bodies and matters";
        search_hint: "Sök beslut, organ, ärende", "Search decision, body, matter";
        search_button: "Sök", "Search";
        choose_user: "Välj vem du är", "Choose who you are";
        change_user: "Byt", "Change";
        signed_in_as: "Du är", "You are";
        demo: "Exempel, påhittade personer", "Example, invented people";
        change_day: "Byt dag", "Change day";
        show_as_of: "Visa Genbo som den dagen", "Show Genbo as on that day";
        new_day: "Dag", "Day";
        reset_day: "Tillbaka till demons egen dag", "Back to the demo's own day";
        other_language: "In English", "På svenska";
        accessibility: "Tillgänglighet", "Accessibility";
        about: "Om Genbo", "About Genbo";
        api: "Öppna data och API", "Open data and API";
        no_tracking: "Ingen spårning. Inga kakor om du inte loggar in.", "No tracking. No cookies unless you sign in.";
        no_tracking_demo: "Ingen spårning. Demon minns bara vald dag och person.", "No tracking. The demo remembers only the chosen day and person.";
    }
}

impl Lang {
    /// Which day the demo pretends that it is.
    pub fn demo_day(self, today: Date) -> String {
        match self {
            Lang::Sv => format!("Dagen är {}.", self.day_long(today)),
            Lang::En => format!("The day is {}.", self.day_long(today)),
        }
    }
    /// What was typed is no day, and how to write one.
    pub fn no_such_day(self, typed: &str) -> String {
        match self {
            Lang::Sv => format!("”{typed}” är ingen dag. Skriv år, månad och dag, till exempel 2022-09-29."),
            Lang::En => format!("“{typed}” is no day. Write year, month and day, for example 2022-09-29."),
        }
    }
}
