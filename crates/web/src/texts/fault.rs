//! Pages that say that something went wrong, and what to do.

subject! {
    /// Pages that say that something went wrong, and what to do.
    pub struct Fault {
        not_found: "Sidan finns inte", "There is no such page";
        not_found_lead: "Adressen kan vara felskriven, eller så får bara vissa se sidan.", "The address may be mistyped, or only some people may see the page.";
        not_found_do: "Sök efter det du letar efter, eller gå till startsidan.", "Search for what you are looking for, or go to the start page.";
        forbidden: "Du får inte göra det här", "You may not do this";
        forbidden_lead: "Din roll ger inte rätt till den här sidan.", "Your role does not give you access to this page.";
        forbidden_do: "Behöver du den i ditt arbete? Be den som administrerar Genbo hos er.", "Do you need it for your work? Ask whoever administers Genbo where you work.";
        invalid: "Genbo förstod inte uppgifterna", "Genbo did not understand what was sent";
        invalid_lead: "Inget har ändrats.", "Nothing was changed.";
        invalid_do: "Gå tillbaka, rätta det som står nedan och skicka igen.", "Go back, correct what is listed below and send again.";
        method: "Så kan sidan inte användas", "The page cannot be used like that";
        method_lead: "Adressen finns, men inte för det du försökte göra. Inget har ändrats.", "The address exists, but not for what you tried to do. Nothing was changed.";
        too_large: "Det du skickade är för stort", "What you sent is too large";
        too_large_lead: "Inget har ändrats. Dela upp det i mindre delar.", "Nothing was changed. Divide it into smaller parts.";
        slow: "Det tog för lång tid", "It took too long";
        slow_lead: "Genbo hann inte svara. Försök igen om en stund.", "Genbo could not answer in time. Try again in a while.";
        internal: "Något gick fel hos Genbo", "Something went wrong in Genbo";
        internal_lead: "Felet är inte ditt, och det är antecknat. Det du skickade är inte sparat.", "It is not your fault, and it has been noted. What you sent was not saved.";
        internal_do: "Försök igen. Händer det på nytt, berätta för den som driver Genbo hos er.", "Try again. If it happens again, tell whoever runs Genbo where you work.";
        to_start: "Till startsidan", "To the start page";
    }
}
