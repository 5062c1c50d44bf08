//! Texts of starting a cooperation.

use crate::lang::Lang;

subject! {
    /// Texts of starting a cooperation.
    pub struct FoundingTexts {
        action: "Starta en samverkan", "Start a cooperation";
        title: "Ny samverkan", "New cooperation";
        lead: "Välj en mall. Du bestämmer sedan vilka delar som ska finnas från början; resten kan slås på en i taget.", "Choose a template. You then decide which parts there are from the start; the rest can be switched on one by one.";
        choose: "Använd mallen", "Use the template";
        form_lead: "Fyll i namn och medlemmar och välj delar. Förhandsgranska innan du skapar.", "Fill in name and members and choose parts. Preview before you create.";
        name: "Namn", "Name";
        year: "Första året", "First year";
        members: "Medlemmar", "Members";
        members_hint: "En per rad eller med komma emellan. Klistra gärna in: Svalöv, Bjuv, Höörs kommun.", "One a line or with commas between. Paste if you like: Svalöv, Bjuv, Höörs kommun.";
        parts: "Delar", "Parts";
        parts_hint: "En del som bygger på en annan tar med sig den.", "A part that builds on another brings it along.";
        rules: "Regler att börja med", "Rules to begin with";
        rules_hint: "De skrivs i samverkans egen arbetsordning och Genbo säger till när de inte följs. Ändra talen så att de passar; allt kan ändras senare.", "They are written into the cooperation's own rules of procedure, and Genbo tells when they are not kept. Change the numbers to fit; everything can be changed later.";
        preview: "Förhandsgranska", "Preview";
        create: "Skapa samverkan", "Create the cooperation";
        create_note: "Allt skapas på en gång, eller inget. Du blir sekreterare i samverkan.", "Everything is created at once, or nothing. You become the secretary of the cooperation.";
        will_be: "Det här skapas", "This will be created";
        more: "Fler delar och regler", "More parts and rules";
        more_lead: "Slå på delar och regler som samverkan inte har än.", "Switch on parts and rules that the cooperation does not have yet.";
        there: "finns redan", "is there already";
        switch_on: "Slå på det valda", "Switch on what is chosen";
        template: "Mall", "Template";
        show: "Visa delar", "Show parts";
        no_name: "Skriv vad samverkan ska heta.", "Write what the cooperation shall be called.";
        no_members: "Skriv minst två medlemmar.", "Write at least two members.";
        no_parts: "Välj minst en del eller regel.", "Choose at least one part or rule.";
        long_name: "Namnet är för långt. Skriv högst 120 tecken.", "The name is too long. Write at most 120 characters.";
    }
}

impl Lang {
    /// Which numbers a rule can have.
    pub fn number_wrong(self, least: i64, most: i64) -> String {
        match self {
            Lang::Sv => format!("Skriv ett heltal från {least} till {most}."),
            Lang::En => format!("Write a whole number from {least} to {most}."),
        }
    }

    /// That a member is not known.
    pub fn member_unknown(self, name: &str) -> String {
        match self {
            Lang::Sv => format!("Genbo känner ingen organisation som heter ”{name}”. Skriv namnet som i registret; kommuner med samma namn skrivs med kod, habo-0305."),
            Lang::En => format!("Genbo knows no organisation called “{name}”. Write the name as in the register; municipalities of the same name are written with their code, habo-0305."),
        }
    }
}
