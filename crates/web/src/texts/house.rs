//! Texts of house styles.

use crate::lang::Lang;

subject! {
    /// Texts of house styles.
    pub struct HouseTexts {
        title: "Husstil", "House style";
        lead: "Namn, logotyp, brevhuvud, färg och ord som används på sidor, utskrifter och i brev. Det som lämnas tomt hämtas från den som ni hör till, annars från Genbo.", "Name, logo, letterhead, colour and words for pages, paper and mail. What is left empty is taken from whatever you belong to, otherwise from Genbo.";
        name_hint: "Så som det ska stå överst på sidor och brev.", "As it shall stand at the head of pages and letters.";
        accent_hint: "Till exempel #0a5162. Färgen används på linjer och rubriker och måste gå att läsa; till mörka sidor görs en ljusare.", "For example #0a5162. The colour is used for lines and headings and must be readable; for dark pages a lighter one is made.";
        record_foot_hint: "En rad för varje ruta, till exempel Justerandes signatur. Tomt betyder Genbos egna rutor.", "One line for each box, for example Adjuster's initials. Empty means Genbo's own boxes.";
        not_said: "inget sagt", "nothing said";
        logo: "Logotyp", "Logo";
        logo_hint: "PNG eller JPEG, högst 64 kB och 2 400 bildpunkter. SVG tas inte emot, eftersom sådana filer kan köra och hämta annat.", "PNG or JPEG, at most 64 kB and 2,400 pixels. SVG is not taken, because such files can run and fetch other things.";
        logo_now: "Bilden som används:", "The picture in use:";
        logo_without: "Ta bort logotypen", "Remove the logo";
        logo_text: "Vad logotypen säger, för den som inte ser den", "What the logo says, for those who do not see it";
        no_logo_text: "Skriv vad logotypen säger, för den som inte ser den.", "Write what the logo says, for those who do not see it.";
        words: "Egna ord", "Own words";
        words_hint: "Vad ni kallar det i protokoll och brev. Tomt betyder Genbos eget ord.", "What you call it in records and letters. Empty means Genbo's own word.";
        in_swedish: "på svenska", "in Swedish";
        in_english: "på engelska", "in English";
        no_swedish: "Det svenska ordet saknas.", "The Swedish word is missing.";
        signatures: "Underskrifter", "Signatures";
        signatures_hint: "Rader längst ner i ett utskrivet protokoll, i ordning.", "Lines at the end of a printed record, in order.";
        office: "Skriver under som", "Signs as";
        post: "Befattning", "Post";
        caption: "Text under raden", "Text below the line";
        no_office: "Skriv som vad man skriver under, till exempel Ordförande.", "Write as what one signs, as in Chair.";
        row: "Rad", "Line";
        preview: "Förhandsgranska", "Preview";
        save: "Spara husstilen", "Save the house style";
        looks: "Så här blir det", "How it will look";
        on_pages: "På sidor", "On pages";
        on_paper: "På papper", "On paper";
        in_mail: "I brev", "In mail";
        as_text: "Brevet som text", "The letter as text";
        light: "Ljus sida", "Light page";
        dark: "Mörk sida", "Dark page";
        colour: "Färg", "Colour";
        nearest: "Färgen som skrevs går inte att läsa. Här visas den närmaste som går.", "The colour that was written cannot be read. The nearest that can is shown here.";
        changed_meanwhile: "Någon annan har ändrat husstilen sedan du öppnade den. Det du har skrivit finns kvar; spara en gång till om det ska gälla.", "Somebody else has changed the house style since you opened it. What you have written is still here; save once more if it shall count.";
        example_meeting: "Styrelsens möte", "Meeting of the board";
        example_place: "Sammanträdesrummet", "The meeting room";
        example_item: "Årets plan", "The plan of the year";
        example_background: "Här står vad ärendet handlar om.", "Here stands what the matter is about.";
        example_proposal: "Styrelsen godkänner planen.", "The board approves the plan.";
        example_decision: "Styrelsen beslutar att godkänna planen.", "The board decides to approve the plan.";
        example_present: "Namn, organisation", "Name, organisation";
    }
}

impl Lang {
    /// A registration number as a letterhead has it.
    pub fn registration_number(self, number: &str) -> String {
        match self {
            Lang::Sv => format!("Organisationsnummer {number}"),
            Lang::En => format!("Registration number {number}"),
        }
    }
}
