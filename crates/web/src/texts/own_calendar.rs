//! Calendars of one's own.

use crate::lang::Lang;

subject! {
    /// Calendars of one's own.
    pub struct OwnCalendarTexts {
        title: "Min kalender", "My calendar";
        lead: "En länk som din kalender kan prenumerera på. Den visar det du själv får se, utan att du loggar in, så ge den inte till någon annan.", "A link that your calendar can subscribe to. It shows what you may see, without signing in, so give it to nobody else.";
        make: "Gör en länk", "Make a link";
        of_me: "Mina möten", "My meetings";
        whose: "Vems möten", "Whose meetings";
        new: "Din nya länk", "Your new link";
        once: "Kopiera länken nu. Den visas bara den här gången.", "Copy the link now. It is shown only this once.";
        links: "Länkar i bruk", "Links in use";
        none: "Du har inga länkar i bruk.", "You have no links in use.";
        made: "Gjord", "Made";
        revoke: "Återkalla", "Revoke";
        revoked: "Länken är återkallad. Kalendrar som använder den får inget mer.", "The link has been revoked. Calendars that use it get nothing more.";
        nobody: "Ditt konto hör varken till en person eller till en organisation, så det finns ingen kalender att visa.", "Your account belongs neither to a person nor to an organisation, so there is no calendar to show.";
    }
}

impl Lang {
    /// What a feed of somebody's own is called.
    pub fn calendar_of(self, whose: &str) -> String {
        match self {
            Lang::Sv => format!("Möten för {whose}"),
            Lang::En => format!("Meetings of {whose}"),
        }
    }
}
