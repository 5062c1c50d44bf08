//! Forms: adding, changing, ending and taking back.

use crate::{format::NB, lang::Lang, words};

subject! {
    /// Forms.
    pub struct FormTexts {
        change: "Ändra", "Change";
        add: "Lägg till", "Add";
        save: "Spara", "Save";
        save_and_more: "Spara och lägg till en till", "Save and add another";
        cancel: "Avbryt", "Cancel";
        more_fields: "Fler uppgifter", "More facts";
        about_facts: "Källa och vem som får se", "Source and who may see it";
        required: "måste fyllas i", "required";
        example: "Till exempel", "For example";
        understood: "Förstods som", "Understood as";
        errors: "Det här behöver ändras", "This needs to be changed";
        nothing_lost: "Inget är sparat än, och allt du skrev står kvar.", "Nothing is saved yet, and everything you wrote is still here.";
        kept: "Det finns text härifrån som inte blev sparad.", "There is text from here that was not saved.";
        kept_other: "Det som står här har ändrats sedan dess.", "What stands here has been changed since.";
        restore: "Ta fram den", "Bring it back";
        forget: "Släng den", "Throw it away";
        under_way: "Det pågår. Stora tabeller tar några sekunder.", "Under way. Large tables take some seconds.";
        choose: "Välj", "Choose";
        not_said: "inte angivet", "not stated";
        open: "Uppgift saknas", "No value";
        open_how: "Varför saknas uppgiften?", "Why is there no value?";
        no_gap: "Välj ett av skälen.", "Choose one of the reasons.";
        search: "Sök", "Search";
        more_rows: "Lägg till fler", "Add more";
        one_per_line: "En per rad.", "One on each line.";
        type_to_choose: "Skriv namnet. Börja skriva så visas förslag.", "Write the name. Suggestions appear as you write.";
        mode: "Vad skriver du?", "What are you writing?";
        mode_live: "Det som gäller nu", "What holds now";
        mode_transcription: "Avskrift av en källa", "A transcription of a source";
        mode_hint: "En avskrift får säga emot sig själv och behöver inget skäl. Ange källan.", "A transcription may contradict itself and needs no reason. State the source.";
        reason: "Skäl", "Reason";
        reason_if_moved: "Tiden är bestämd och andra har rättat sig efter den. Ändrar du tiden eller ställer in, så skriv varför.", "The time is set and others have planned by it. If you change it or call it off, write why.";
        reason_if_chosen: "Uppgifterna säger emot varandra. Väljer du den här, så skriv varför.", "The facts contradict each other. If you choose this one, write why.";
        reason_if_put_off: "Sista dagen är satt. Ger du längre tid, så skriv varför.", "The last day is set. If you give more time, write why.";
        reason_hint: "Står i historiken.", "Is kept in the history.";
        home: "Hör till samverkan", "Kept with the cooperation";
        home_hint: "Samverkan som för registret över det. Lämna tomt, så följer det med det som det hör till.", "The cooperation that keeps it in its register. Leave it empty, and it goes with what it belongs to.";
        home_none: "Följer det som det hör till", "Goes with what it belongs to";
        cut: "Listan visar de 40 senaste. Skriv en del av namnet och tryck på Sök för att hitta de andra.", "The list shows the latest 40. Write a part of the name and press Search to find the others.";
        date_example: "7 maj 2021, 7/5, juni 2022, ca 10 dec 2022", "7 May 2021, 7/5, June 2022, c. 10 Dec 2022";
        period_example: "2021–2024, från 1 jan 2021", "2021–2024, from 1 Jan 2021";
        time_example: "fre 7 maj 2021 kl.\u{a0}13.00–15.30, v.\u{a0}18 2022, juni 2022", "Fri 7 May 2021 13:00–15:30, week\u{a0}18 2022, June 2022";
        clock_example: "13.00", "13:00";
        count_example: "40, ca 40, 3–5, minst 8", "40, about 40, 3–5, at least 8";
        money_example: "7 000 kr, 7000,50 kr, ca 7 000 kr", "SEK 7,000, 7000.50 kr, about 7000 kr";
        duration_example: "en vecka, 5 arbetsdagar, 2 timmar", "a week, 5 working days, 2 hours";
        rational_example: "30 %, 7/10, 1,5", "30 %, 7/10, 1.5";
        paragraphs_example: "§§\u{a0}4, 6–9", "§§\u{a0}4, 6–9";
        paragraph_example: "226 eller 215 i", "226 or 215 i";
        pattern_example: "{n}-{year}", "{n}-{year}";
        url_example: "https://www.example.se", "https://www.example.se";
        no_value: "Det som står här går inte att läsa. Skriv det på ett annat sätt.", "What stands here cannot be read. Write it in another way.";
        refused_otherwise: "Det går inte att spara som det står. Ladda om sidan och försök igen. Hjälper det inte, så säg till den som sköter Genbo.", "It cannot be saved as it stands. Load the page again and try once more. If that does not help, tell whoever looks after Genbo.";
        refused: "Det går inte att spara så.", "It cannot be saved like that.";
        no_slug: "Namnet ger ingen adress. Skriv minst en bokstav eller siffra.", "The name gives no address. Write at least one letter or digit.";
        has_style: "Den har redan en husstil. Öppna husstilen på dess sida och ändra den i stället.", "It has a house style already. Open the house style on its page and change it instead.";
        circle: "Det leder i en cirkel tillbaka till sig självt. Välj något annat.", "It leads in a circle back to itself. Choose something else.";
        not_allowed: "Din roll räcker inte där det här hör hemma. Den som är sekreterare eller administratör där kan göra det.", "Your role does not reach where this belongs. A secretary or administrator there can do it.";
        needs_reason_moved: "Tiden är redan bestämd. Skriv varför den ändras.", "The time is already set. Write why it is changed.";
        needs_reason_chosen: "Skriv varför just det värdet ska gälla.", "Write why this value is chosen.";
        needs_reason_put_off: "Skriv varför tiden förlängs.", "Write why there is more time.";
        needs_reason_taken_back: "Skriv varför det tas tillbaka.", "Write why it is taken back.";
        uncountable: "Det går inte att räkna så: det är inte känt vilka som var närvarande, hur många platser organet har eller vem var och en företräder.", "It cannot be counted so: it is not known who was there, how many seats the body has, or whom each represents.";
        tied: "Det är lika många för som emot. Ange vad som avgör.", "There are as many for as against. Say what settles it.";
    unfinished: "Protokollet eller anteckningarna är inte färdiga. Det som står i dem publiceras när de är justerade eller utsända.", "The record or the notes are not finished. What stands in them is published when they are adjusted or issued.";
    frozen: "Det är låst. Det som har kallats eller publicerats står kvar som det var; gör en ny version i stället.", "It is frozen. What was called or published stays as it was; make a new version instead.";
    needs_reason_called: "Dagordningen har redan skickats ut. Skriv varför punkten kommer till eller utgår.", "The agenda has already been sent out. Say why the item is added or dropped.";
    needs_reason_closed: "Skriv varför det inte längre ska synas för alla.", "Write why it is no longer to be seen by all.";
        not_last: "Det går bara att ångra den senaste ändringen, och någon har ändrat sedan dess.", "Only the last change can be undone, and somebody has changed it since.";
        unreadable: "Det som stod före ändringen går inte längre att läsa.", "What stood before the change can no longer be read.";
        collides: "Någon har ändrat samma uppgifter sedan du öppnade sidan. Välj för var och en vilken som ska gälla, och spara igen. Allt annat du skrev står kvar.", "Somebody has changed the same facts since you opened the page. Choose for each which one shall hold, and save again. Everything else you wrote is still here.";
        collides_title: "Två har ändrat samtidigt", "Two have changed it at once";
        yours: "Du skrev", "You wrote";
        theirs: "Nu står det", "It now says";
        choose_one: "Välj vilken som ska gälla.", "Choose which one shall hold.";
        empty: "tomt", "empty";
        undo: "Ångra", "Undo";
        undo_last: "Ångra senaste ändringen", "Undo the last change";
        commands: "Gör direkt", "Do at once";
        other_content: "Formuläret har redan skickats med andra uppgifter. Ladda om sidan och försök igen.", "The form has been sent already with other facts. Load the page again and try once more.";
        saved: "Ändringen är sparad.", "The change is saved.";
        nothing_changed: "Du ändrade inget, så inget är sparat.", "You changed nothing, so nothing is saved.";
        undone: "Ändringen är ångrad.", "The change is undone.";
        undone_created: "Det som lades till är borta igen.", "What was added is gone again.";
        withdrawn: "Det är taget tillbaka.", "It is taken back.";
        withdraw: "Ta tillbaka", "Take back";
        withdraw_link: "Ta tillbaka (inlagt av misstag)", "Take back (entered by mistake)";
        more: "Mer", "More";
        withdraw_title: "Ta tillbaka det som lades in av misstag", "Take back what was entered by mistake";
        withdraw_lead: "Det försvinner från alla sidor och listor. Historiken finns kvar. Har det funnits på riktigt ska det i stället avslutas.", "It disappears from all pages and lists. The history stays. If it has existed, end it instead.";
        withdraw_reason: "Varför tas det tillbaka?", "Why is it taken back?";
        end: "Avsluta", "End";
        end_lead: "Det finns kvar i historien men gäller inte längre efter den dag du anger.", "It stays in history but no longer holds after the day that you give.";
        end_day: "Sista dag det gäller", "Last day on which it holds";
        call_off: "Ställ in", "Call off";
        call_off_lead: "Mötet står kvar i kalendern som inställt.", "It stays in the calendar as called off.";
        drop: "Låt utgå", "Drop";
        close_lead: "Det finns kvar i historien som avslutat.", "It stays in history as ended.";
        ends_before: "Slutet ligger före början. Välj en senare dag.", "The end is before the beginning. Choose a later day.";
        changed_meanwhile: "Någon har ändrat det sedan du öppnade sidan. Läs det igen innan du avslutar.", "Somebody has changed it since you opened the page. Read it again before you end it.";
        refers_here: "Det här hänvisar hit", "These refer here";
    }
}

/// As many names are shown of those that have a text in them.
const MOST: usize = 50;

impl Lang {
    /// What a form for a new thing is called: `Lägg till möte`.
    pub fn add_noun(self, noun: &'static str) -> String {
        format!("{} {}", self.texts().form.add, words::noun(self, noun).singular)
    }

    /// What a form for a thing is called: `Ändra möte`.
    pub fn change_noun(self, noun: &'static str) -> String {
        format!("{} {}", self.texts().form.change, words::noun(self, noun).singular)
    }

    /// That more things are to be changed than can be at once.
    pub fn too_many(self, most: usize) -> String {
        match self {
            Lang::Sv => format!("Högst {most} saker kan ändras på en gång. Ta dem i flera omgångar."),
            Lang::En => format!("At most {most} things can be changed at once. Take them in several turns."),
        }
    }

    /// That a field must be filled in.
    pub fn missing(self, label: &str) -> String {
        match self {
            Lang::Sv => format!("{label} måste fyllas i."),
            Lang::En => format!("{label} must be filled in."),
        }
    }

    /// Which line of several is meant.
    pub fn in_line(self, line: usize, message: &str) -> String {
        match self {
            Lang::Sv => format!("Rad {line}: {message}"),
            Lang::En => format!("Line {line}: {message}"),
        }
    }

    /// That a name means nothing, or several things.
    pub fn not_one(self, text: &str, n: usize) -> String {
        match (self, n) {
            (Lang::Sv, 0) => format!("”{text}” finns inte här. Skriv namnet på annat sätt, eller lägg till det först."),
            (Lang::Sv, n) if n >= MOST => format!("”{text}” finns i fler än {MOST} namn. Skriv mer av namnet och sök igen, eller välj nedan."),
            (Lang::En, n) if n >= MOST => format!("“{text}” is in more than {MOST} names. Write more of the name and search again, or choose below."),
            (Lang::Sv, _) => format!("”{text}” kan betyda flera eller finns inte med det namnet. Välj nedan eller skriv namnet på annat sätt."),
            (Lang::En, 0) => format!("“{text}” is not here. Write the name in another way, or add it first."),
            (Lang::En, _) => format!("“{text}” may mean several things, or is not called so. Choose below or write the name in another way."),
        }
    }

    /// Which of some things is meant by a text.
    pub fn which_is_meant(self, text: &str) -> String {
        match self {
            Lang::Sv => format!("Vad menas med ”{text}”?"),
            Lang::En => format!("What is meant by “{text}”?"),
        }
    }

    /// That an address is taken.
    pub fn taken(self, slug: &str) -> String {
        match self {
            Lang::Sv => format!("Kortnamnet ”{slug}” är upptaget. Välj ett annat."),
            Lang::En => format!("The slug “{slug}” is taken. Choose another."),
        }
    }

    /// That other things refer to something, so that it stays.
    pub fn referred_to(self, n: usize) -> String {
        match (self, n) {
            (Lang::Sv, 1) => format!("1{NB}annan uppgift hänvisar hit. Ta tillbaka eller ändra den först, eller avsluta i stället."),
            (Lang::Sv, n) => format!("{n}{NB}andra uppgifter hänvisar hit. Ta tillbaka eller ändra dem först, eller avsluta i stället."),
            (Lang::En, 1) => format!("1{NB}other thing refers to this. Take it back or change it first, or end this instead."),
            (Lang::En, n) => format!("{n}{NB}other things refer to this. Take them back or change them first, or end this instead."),
        }
    }

    /// That something was added.
    pub fn added(self, noun: &'static str) -> String {
        let noun = words::noun(self, noun).singular;
        match self {
            Lang::Sv => format!("Tillagt: {noun}."),
            Lang::En => format!("Added: {noun}."),
        }
    }

    /// How a date without year was understood.
    pub fn understood_as(self, date: &str) -> String {
        match self {
            Lang::Sv => format!("Datumet förstods som {date}."),
            Lang::En => format!("The date was understood as {date}."),
        }
    }
}
