//! Texts about all papers of a meeting in one file.

subject! {
    /// All papers in one file, and the sheet before them.
    pub struct BundleTexts {
        kind: "Möteshandlingar", "Papers of the meeting";
        lead: "Alla handlingar i dagordningens ordning, med innehållsförteckning och bokmärken.", "All papers in the order of the agenda, with contents and bookmarks.";
        fetch: "Hämta som PDF", "Fetch as PDF";
        making: "Handlingarna sätts ihop. Sidan tittar själv efter om en stund, eller titta nu.", "The papers are being put together. This page looks by itself in a while, or look now.";
        look: "Se om den är klar", "See whether it is ready";
        failed: "Handlingarna kunde inte sättas ihop nu. De kan öppnas var för sig här.", "The papers could not be put together now. They can be opened one by one here.";
        again: "Försök igen", "Try again";
        none: "Det finns inga handlingar.", "There are no papers.";
        contents: "Innehåll", "Contents";
        number: "Nr", "No.";
        what: "Ärende och handling", "Item and paper";
        page: "Sida", "Page";
        of_meeting: "Till mötet", "Of the meeting";
        pending: "underlag kommer senare", "papers to come";
        beside: "läggs inte in", "not included";
        beside_title: "Handlingar som inte är inlagda", "Papers that are not included";
        beside_lead: "De öppnas var för sig på sina adresser.", "They are opened one by one at their addresses.";
        encrypted: "skyddad med lösenord", "protected by a password";
        broken: "går inte att läsa", "cannot be read";
        gone: "filen finns inte här", "the file is not here";
        too_much: "det blev för mycket för en fil", "it became too much for one file";
        as_now: "Som dagordningen ser ut nu", "As the agenda stands now";
        other_versions: "Andra versioner", "Other versions";
    }
}
