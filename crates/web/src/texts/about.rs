//! The page about Genbo.

subject! {
    /// The page about Genbo.
    pub struct About {
        title: "Om Genbo", "About Genbo";
        kind: "Om webbplatsen", "About the site";
        lead: "Genbo är en portal för samverkan mellan kommuner: vem som samverkar med vem om vad, vad som beslutades och vad det blev av det.", "Genbo is a portal for cooperation between municipalities: who cooperates with whom about what, what was decided and what became of it.";
        licence: "Licens", "Licence";
        licence_value: "EUPL 1.2, öppen källkod", "EUPL 1.2, open source";
        languages: "Språk", "Languages";
        languages_value: "svenska och engelska", "Swedish and English";
        tracking: "Spårning", "Tracking";
        tracking_value: "ingen", "none";
        read: "Så läser du sidorna", "How to read the pages";
        solid: "Hel linje betyder säkert", "A solid line means certain";
        solid_text: "Dagen, platsen eller beslutet är känt.", "The day, the seat or the decision is known.";
        dashed: "Streckad linje betyder inte säkert", "A dashed line means not certain";
        dashed_text: "Bara månaden är känd, uppgiften är preliminär eller svaret har inte kommit.", "Only the month is known, the fact is preliminary or the answer has not come.";
        words: "Okänt, inget, saknas och 0 är olika saker", "Unknown, none, missing and 0 are different things";
        words_text: "Okänt: källan säger inget. Inget: källan säger att det inte finns. Saknas: det borde finnas. 0: någon har räknat.", "Unknown: the source does not tell. None: the source says there is none. Missing: it should be there. 0: somebody has counted.";
        voices: "Två röster", "Two voices";
        voices_text: "Text i det här teckensnittet är Genbos. Så här ser ord ut som står i en handling:", "Text in this typeface is Genbo's. Words that stand in a document look like this:";
        voices_example: "Förvaltningen uppdras att organisera samarbetet.", "Förvaltningen uppdras att organisera samarbetet.";
        data: "Öppna data", "Open data";
        data_text: "Det som är offentligt på sidorna kan också hämtas av andra program.", "What is public on the pages can also be fetched by other programs.";
        format: "Format", "Format";
        address: "Adress", "Address";
        contents: "Innehåll", "Contents";
        api_text: "alla uppgifter som listor och en och en", "all facts, as lists and one by one";
        openapi_text: "beskrivning av gränssnittet", "description of the interface";
        calendar_text: "möten per organ och samverkan, för din kalender", "meetings by body and cooperation, for your calendar";
        feed_text: "nya anslag", "new notices";
        versions: "Datum skrivs enligt EDTF (ISO 8601-2), så att det som är osäkert förblir osäkert.", "Dates are written in EDTF (ISO 8601-2), so that what is uncertain stays uncertain.";
    }
}
