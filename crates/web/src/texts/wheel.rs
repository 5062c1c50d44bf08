//! Texts of the year wheel.

use crate::lang::Lang;
use genbo_app::view::wheel::Clash;

subject! {
    /// Texts of the year wheel.
    pub struct WheelTexts {
        title: "Årshjul", "Year wheel";
        combined: "Alla samverkan", "All cooperations";
        circa: "ca", "c.";
        rows: "{plan} rader i planen, {drawn} i hjulet", "{plan} rows in the plan, {drawn} in the wheel";
        shared_ring: "{n} andra organ", "{n} other bodies";
        no_body: "Utan organ", "Without body";
        undated: "utan dag", "undated";
        hidden: "{n} datum ryms inte, se listan", "{n} dates do not fit, see the list";
        legend_day: "möte med dag och tid", "meeting with day and time";
        legend_days: "flera dagar", "several days";
        legend_event: "annat än möte", "other than a meeting";
        legend_arc: "månad känd, dag inte satt", "month known, day not set";
        legend_preliminary: "preliminär dag", "preliminary day";
        legend_moved: "flyttat, från gammal dag", "moved, from the old day";
        legend_cancelled: "inställt", "cancelled";
        legend_deadline: "sista dag", "last day";
        legend_same_day: "möten samma dag", "meetings on the same day";
        legend_step: "steg i planeringen", "step in the planning";
        legend_depends: "bygger på", "builds on";
        legend_collision: "krock", "collision";
        legend_warning: "faller på helg", "falls on a day off";
        legend_holiday: "röd dag", "public holiday";
        legend_break: "skollov", "school break";
        legend_silent: "planen säger inget", "the plan says nothing";
        legend_today: "i dag", "today";
        description: "Samma uppgifter står i listan.", "The list says the same.";
        list: "Allt i hjulet som lista", "Everything in the wheel as a list";
        filter: "Välj hjul", "Choose a wheel";
        year: "År", "Year";
        show: "Visa hjulet", "Show the wheel";
        what: "Vad", "What";
        when: "När", "When";
        who: "Organ", "Body";
        state: "Läge", "State";
        published: "Så står det i planen", "As the plan has it";
        previous: "Föregående år", "Previous year";
        next: "Nästa år", "Next year";
        downloads: "Hämta", "Download";
        print_hint: "Skriv ut på A3, liggande.", "Print on A3, landscape.";
        empty: "Inga möten är inlagda för det här året.", "No meetings are entered for this year.";
        calendar_note: "Kalendern tar med det som har en dag. Det som bara har månad eller är ungefärligt står här i listan.", "The calendar takes what has a day. What has only a month, or is approximate, stands in the list here.";
        builds_on: "Bygger på", "Builds on";
        breaks: "Skollov", "School breaks";
        meetings: "Möten", "Meetings";
        events: "Andra träffar", "Other gatherings";
        deadlines: "Sista dagar", "Last days";
        holidays: "Röda dagar och aftnar", "Public holidays and eves";
        steps: "Steg i planeringen", "Steps in the planning";
        without_day: "Utan satt dag", "Without a set day";
        subscribe: "Prenumerera", "Subscribe";
        organisation: "Organisation", "Organisation";
        person: "Person", "Person";
    }
}

impl Lang {
    /// That a meeting collides with somebody else's.
    pub fn collision(self, clash: Clash, whose: &str) -> String {
        match (self, clash) {
            (Lang::Sv, Clash::Overlap) => format!("krockar med {whose}: tiderna överlappar"),
            (Lang::Sv, Clash::SameDay) => format!("krockar med {whose}: samma dag"),
            (Lang::En, Clash::Overlap) => format!("collides with {whose}: the times overlap"),
            (Lang::En, Clash::SameDay) => format!("collides with {whose}: on the same day"),
        }
    }

    /// The line in the wheel's centre that tells today's date.
    pub fn wheel_today(self, day: &str) -> String {
        match self {
            Lang::Sv => format!("I dag {day}"),
            Lang::En => format!("Today {day}"),
        }
    }

    /// The line under the wheel: how much of each there is.
    pub fn wheel_caption(self, meetings: usize, steps: usize) -> String {
        match self {
            Lang::Sv => format!("{meetings} möten och {steps} planeringssteg. {}", self.texts().wheel.description),
            Lang::En => format!("{meetings} meetings and {steps} planning steps. {}", self.texts().wheel.description),
        }
    }

    /// That so many cooperations are not drawn together.
    pub fn wheel_of_too_many(self, cooperations: usize) -> String {
        match self {
            Lang::Sv => format!("{cooperations} samverkan i ett och samma hjul går inte att läsa. Välj en av dem, eller öppna årshjulet från en kommuns, ett organs eller en persons sida."),
            Lang::En => format!("{cooperations} cooperations in one wheel cannot be read. Choose one of them, or open the year wheel from the page of a municipality, a body or a person."),
        }
    }

    /// That a year cannot be shown.
    pub fn year_is_wrong(self, text: &str) -> String {
        match self {
            Lang::Sv => format!("{text} är inget år som kan visas. Skriv ett år mellan 1900 och 2199."),
            Lang::En => format!("{text} is no year that can be shown. Write a year between 1900 and 2199."),
        }
    }
}
