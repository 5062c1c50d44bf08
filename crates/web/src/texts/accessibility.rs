//! The accessibility statement: short and honest.

subject! {
    /// The accessibility statement.
    pub struct Accessibility {
        title: "Tillgänglighet", "Accessibility";
        kind: "Om webbplatsen", "About the site";
        lead: "Genbo ska fungera för alla. Här står vad som fungerar, vad som inte är prövat och hur du säger till.", "Genbo is meant to work for everybody. This page says what works, what has not been tried and how to tell us.";
        goal: "Krav", "Requirement";
        goal_value: "WCAG 2.1, nivå AA", "WCAG 2.1, level AA";
        checked: "Prövas", "Checked";
        checked_value: "vid varje ändring", "with every change";
        checked_note: "automatiskt, i Chromium", "automatically, in Chromium";
        reviewed: "Granskat av utomstående", "Reviewed by others";
        reviewed_value: "inte ännu", "not yet";
        works: "Det här fungerar", "What works";
        works_1: "Alla sidor går att använda med bara tangentbord, och det syns var du är.", "All pages can be used with the keyboard alone, and it shows where you are.";
        works_2: "Text kan förstoras till fyra gånger storleken, och sidorna fungerar på 320 bildpunkters bredd.", "Text can be enlarged to four times its size, and the pages work at a width of 320 pixels.";
        works_3: "Inget sägs med enbart färg. Varje bild har samma uppgifter som lista.", "Nothing is told by colour alone. Every picture has a list that says the same.";
        works_4: "Ljust och mörkt utseende, och datorns egna färger för hög kontrast, följer din inställning.", "Light, dark and high-contrast colours follow your settings.";
        works_5: "Sidorna behöver inga skript.", "The pages need no scripts.";
        limits: "Det här vet vi brister eller är inte prövat", "What we know is lacking or untried";
        limits_1: "Årshjulet är svårt att läsa på en telefon. Listan under det säger samma sak.", "The year wheel is hard to read on a phone. The list below it says the same.";
        limits_2: "Dokument som finns på andras webbplatser, till exempel protokoll som PDF, kan ha brister som vi inte kan rätta.", "Documents on others' sites, such as minutes in PDF, may have faults that we cannot mend.";
        limits_3: "Sidorna är inte prövade med skärmläsare av någon som använder det till vardags.", "The pages have not been tried with a screen reader by somebody who uses one daily.";
        tell: "Säg till om något inte fungerar", "Tell us if something does not work";
        report: "Anmälan", "Report";
        reports: "Anmälningar om tillgänglighet", "Accessibility reports";
        reports_lead: "Det som läsare har berättat. När en anmälan är klar glöms kontaktuppgiften.", "What readers have told. When a report is dealt with, its contact details are forgotten.";
        no_reports: "Ingen har anmält något.", "Nobody has reported anything.";
        report_page: "Sida", "Page";
        report_page_hint: "Adressen eller rubriken, om det gäller en viss sida.", "The address or the heading, if it is about one page.";
        report_text: "Vad hände?", "What happened?";
        report_contact: "Din e-post eller telefon", "Your e-mail or telephone";
        report_contact_hint: "Bara om du vill ha svar. Den som driver Genbo ser den, ingen annan.", "Only if you want an answer. Whoever runs Genbo sees it, nobody else.";
        send: "Skicka anmälan", "Send the report";
        thanks: "Tack. Anmälan är sparad.", "Thank you. The report is kept.";
        settle: "Markera som klar", "Mark as dealt with";
        settled: "Klar", "Dealt with";
        tell_text: "Skriv till den organisation som driver den här installationen. Berätta vilken sida det gäller och vad som hände. Du har rätt till svar och till uppgifterna i en form som du kan läsa.", "Write to the organisation that runs this installation. Say which page and what happened. You have a right to an answer, and to the information in a form that you can read.";
        authority: "Är du inte nöjd med svaret kan du anmäla bristen till Myndigheten för digital förvaltning.", "If you are not content with the answer, you can report it to the Swedish Agency for Digital Government.";
    }
}
