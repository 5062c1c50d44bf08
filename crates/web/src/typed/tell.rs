//! What is wrong with what was typed, and how to mend it, in both languages.

use crate::{
    lang::Lang,
    words::{self, capital},
};
use genbo_domain::{
    colour::AccentError,
    edtf::EdtfError,
    image::{Format, ImageError, LARGEST, WIDEST},
    spoken::Wrong,
    text::TextError,
    value::Vocabulary,
};

fn both(lang: Lang, sv: String, en: String) -> String {
    match lang {
        Lang::Sv => sv,
        Lang::En => en,
    }
}

/// Why a colour is not taken, with the nearest one that is.
pub(crate) fn accent(lang: Lang, wrong: &AccentError) -> String {
    match wrong {
        AccentError::NoColour(text) => both(
            lang,
            format!("”{text}” är ingen färg. Skriv # och sex tecken från 0 till f, till exempel #0a5162."),
            format!("“{text}” is no colour. Write # and six digits from 0 to f, as in #0a5162."),
        ),
        AccentError::Faint(colour, contrast, ground, nearest) => {
            let of = |mark: char| format!("{}{mark}{:02}", contrast / 100, contrast % 100);
            both(
                lang,
                format!(
                    "{colour} går inte att läsa på sidorna: kontrasten mot {ground} är {}, och text behöver 4,5. Närmaste färg som duger är {nearest}.",
                    of(',')
                ),
                format!(
                    "{colour} cannot be read on the pages: its contrast on {ground} is {}, and text needs 4.5. The nearest colour that will do is {nearest}.",
                    of('.')
                ),
            )
        }
    }
}

/// Why a picture is not taken.
pub(crate) fn image(lang: Lang, wrong: &ImageError) -> String {
    let name = |f: &Format| match f {
        Format::Png => "PNG",
        Format::Jpeg => "JPEG",
    };
    let most = LARGEST / 1024;
    match wrong {
        ImageError::Empty => both(
            lang,
            "Filen är tom. Välj en bild i PNG eller JPEG.".to_owned(),
            "The file is empty. Choose a picture in PNG or JPEG.".to_owned(),
        ),
        ImageError::TooLarge(size) => {
            let has = size.div_ceil(1024);
            both(
                lang,
                format!("Bilden är {has} kB. Den får vara högst {most} kB; spara den i mindre storlek."),
                format!("The picture is {has} kB. It can be {most} kB at most; save it smaller."),
            )
        }
        ImageError::TooWide(width, height) => both(
            lang,
            format!("Bilden är {width} × {height} bildpunkter. Den får vara högst {WIDEST} på varje ledd."),
            format!("The picture is {width} × {height} pixels. It can be {WIDEST} at most each way."),
        ),
        ImageError::Svg => both(
            lang,
            "Bilden är en SVG. Sådana kan köra och hämta annat, så spara den som PNG.".to_owned(),
            "The picture is an SVG. Those can run and fetch other things, so save it as PNG.".to_owned(),
        ),
        ImageError::Unknown | ImageError::NoData => both(
            lang,
            "Filen är varken PNG eller JPEG. Spara bilden som en av dem.".to_owned(),
            "The file is neither PNG nor JPEG. Save the picture as one of them.".to_owned(),
        ),
        ImageError::Lies(said, is) => both(
            lang,
            format!("Filen säger att den är {said} men är en {}. Ge den rätt namn.", name(is)),
            format!("The file says that it is {said} but is {}. Name it what it is.", name(is)),
        ),
        ImageError::Broken(is) => both(
            lang,
            format!("Bilden ({}) är trasig eller har något efter sitt slut. Spara den på nytt.", name(is)),
            format!("The picture ({}) is broken or has something behind its end. Save it anew.", name(is)),
        ),
    }
}

pub(super) fn date(lang: Lang, wrong: &Wrong, typed: &str) -> String {
    match wrong {
        Wrong::NoSuchDay(typed, month, year, has) => {
            let month = capital(lang.month(*month));
            let month = year.map_or(month.clone(), |y| format!("{month} {y}"));
            both(
                lang,
                format!("{typed} finns inte. {month} har {has} dagar."),
                format!("{typed} does not exist. {month} has {has} days."),
            )
        }
        Wrong::NoSuchMonth(m) => both(
            lang,
            format!("Månad {m} finns inte. Skriv dag före månad, till exempel 7/5."),
            format!("There is no month {m}. Write the day before the month, as in 7/5."),
        ),
        Wrong::Weekday(day, said) => {
            let (is, said) = (lang.weekday(day.weekday()), lang.weekday(*said));
            let day = lang.day(*day);
            both(
                lang,
                format!(
                    "{day} är en {is}, inte en {said}. Ändra dagen eller ta bort veckodagen; skriv året om det är ett annat."
                ),
                format!(
                    "{day} is a {is}, not a {said}. Change the day or leave the weekday out; write the year if it is another."
                ),
            )
        }
        Wrong::NoSuchWeek(year, week, has) => both(
            lang,
            format!("Vecka {week} finns inte. År {year} har {has} veckor."),
            format!("There is no week {week}. The year {year} has {has} weeks."),
        ),
        Wrong::NoTime(time) => no_clock(lang, time),
        Wrong::TimeAlone => both(
            lang,
            "Klockslaget saknar dag. Skriv dagen före det, till exempel 7 maj 2021 kl. 13.00.".to_owned(),
            "The clock time has no day. Write the day before it, as in 7 May 2021 13:00.".to_owned(),
        ),
        Wrong::DayAlone(day) => both(
            lang,
            format!("{day} saknar månad. Skriv till exempel {day} maj."),
            format!("{day} has no month. Write for example {day} May."),
        ),
        Wrong::Backwards => both(
            lang,
            "Slutet ligger före början. Skriv den tidigare dagen först.".to_owned(),
            "The end is before the beginning. Write the earlier day first.".to_owned(),
        ),
        Wrong::Edtf(EdtfError::NoSuchDay { year, month, day, has }) => {
            let typed = format!("{day} {}", lang.month(*month));
            date(lang, &Wrong::NoSuchDay(typed, *month, *year, *has), "")
        }
        Wrong::Edtf(_) | Wrong::Unread => both(
            lang,
            format!(
                "”{typed}” är inget datum som går att läsa. Skriv till exempel 7 maj 2021, 7/5, juni 2022 eller ca 10 dec 2022."
            ),
            format!(
                "“{typed}” cannot be read as a date. Write for example 7 May 2021, 7/5, June 2022 or c. 10 Dec 2022."
            ),
        ),
    }
}

pub(super) fn text(lang: Lang, error: &TextError) -> String {
    match error {
        TextError::Empty => both(lang, "Skriv något.".to_owned(), "Write something.".to_owned()),
        TextError::TooLong(limit) => both(
            lang,
            format!(
                "Texten är för lång. Den får ha högst {} tecken.",
                lang.whole(i64::try_from(*limit).unwrap_or(0))
            ),
            format!(
                "The text is too long. It may have {} characters at most.",
                lang.whole(i64::try_from(*limit).unwrap_or(0))
            ),
        ),
        TextError::LineBreak => both(
            lang,
            "Texten ska stå på en rad. Ta bort radbrytningen.".to_owned(),
            "The text must stand on one line. Take the line break out.".to_owned(),
        ),
        TextError::Hidden(c) => both(
            lang,
            format!(
                "Texten har ett osynligt tecken (U+{:04X}). Ta bort det: det kan få texten att läsas som en annan.",
                u32::from(*c)
            ),
            format!(
                "The text has an invisible character (U+{:04X}). Take it out: it can make the text read as another.",
                u32::from(*c)
            ),
        ),
        TextError::MixedScripts(word) => both(
            lang,
            format!(
                "Ordet ”{word}” blandar bokstäver ur olika alfabet som ser lika ut. Skriv det med ett alfabet."
            ),
            format!(
                "The word “{word}” mixes letters of different scripts that look alike. Write it in one script."
            ),
        ),
        TextError::NotAnAddress(s) => no_address(lang, s),
    }
}

pub(super) fn no_address(lang: Lang, typed: &str) -> String {
    let better = format!("https://{}", typed.trim_start_matches("http:").trim_start_matches('/'));
    both(
        lang,
        format!("”{typed}” är ingen webbadress. Den börjar med https:// och har inga blanksteg: {better}"),
        format!("“{typed}” is no web address. It begins with https:// and has no blanks: {better}"),
    )
}

pub(super) fn neither(lang: Lang, typed: &str) -> String {
    both(lang, format!("”{typed}”: skriv ja eller nej."), format!("“{typed}”: write yes or no."))
}

pub(super) fn no_int(lang: Lang, typed: &str) -> String {
    both(
        lang,
        format!("”{typed}” är inget heltal. Skriv bara siffror, till exempel 3."),
        format!("“{typed}” is no whole number. Write digits only, as in 3."),
    )
}

pub(super) fn no_clock(lang: Lang, typed: &str) -> String {
    both(
        lang,
        format!("”{typed}” är inget klockslag. Skriv till exempel 13.00; det går från 00.00 till 23.59."),
        format!("“{typed}” is no clock time. Write for example 13:00; it goes from 00:00 to 23:59."),
    )
}

pub(super) fn no_count(lang: Lang, typed: &str) -> String {
    both(
        lang,
        format!("”{typed}” är inget antal. Skriv till exempel 40, ca 40, 3–5, minst 8 eller inte räknat."),
        format!("“{typed}” is no count. Write for example 40, about 40, 3–5, at least 8 or not counted."),
    )
}

pub(super) fn negative(lang: Lang, typed: &str) -> String {
    both(lang, format!("”{typed}”: ett antal börjar på 0."), format!("“{typed}”: a count starts at 0."))
}

pub(super) fn backwards(lang: Lang) -> String {
    both(lang, "Skriv det mindre talet först.".to_owned(), "Write the smaller number first.".to_owned())
}

pub(super) fn too_large(lang: Lang, typed: &str) -> String {
    both(lang, format!("”{typed}” är för stort."), format!("“{typed}” is too large."))
}

pub(super) fn no_money(lang: Lang, typed: &str) -> String {
    both(
        lang,
        format!("”{typed}” är inget belopp. Skriv till exempel 7 000 kr, 7000,50 kr eller ca 7 000 kr."),
        format!("“{typed}” is no amount. Write for example SEK 7,000, 7000.50 kr or about 7000 kr."),
    )
}

pub(super) fn no_share(lang: Lang, typed: &str) -> String {
    both(
        lang,
        format!("”{typed}” är inget tal. Skriv till exempel 30 %, 7/10 eller 1,5."),
        format!("“{typed}” is no number. Write for example 30 %, 7/10 or 1.5."),
    )
}

pub(super) fn no_duration(lang: Lang, typed: &str) -> String {
    both(
        lang,
        format!("”{typed}” är ingen tid. Skriv till exempel en vecka, 5 arbetsdagar eller 2 timmar."),
        format!("“{typed}” is no length of time. Write for example a week, 5 working days or 2 hours."),
    )
}

pub(super) fn no_paragraph(lang: Lang, typed: &str, one: bool) -> String {
    let example = if one { "226" } else { "§§ 4, 6–9" };
    both(
        lang,
        format!("”{typed}” är ingen paragraf. Skriv till exempel {example}."),
        format!("“{typed}” is no §. Write for example {example}."),
    )
}

pub(super) fn no_parameters(lang: Lang, typed: &str) -> String {
    both(
        lang,
        format!(
            "”{typed}” är inga parametrar. Skriv namn och värde mellan klamrar, till exempel {{ at_least = 2, per = \"year\" }}."
        ),
        format!(
            "“{typed}” are no parameters. Write name and value between braces, as in {{ at_least = 2, per = \"year\" }}."
        ),
    )
}

pub(super) fn no_pattern(lang: Lang, typed: &str) -> String {
    both(
        lang,
        format!(
            "”{typed}” är inget nummermönster. Skriv löpnumret som {{n}} och året som {{year}}, till exempel {{n}}-{{year}}."
        ),
        format!(
            "“{typed}” is no pattern of numbers. Write the running number as {{n}} and the year as {{year}}, as in {{n}}-{{year}}."
        ),
    )
}

pub(super) fn no_word(lang: Lang, vocabulary: &'static Vocabulary, typed: &str) -> String {
    let words: Vec<String> =
        vocabulary.words.iter().map(|(w, _)| words::word(lang, vocabulary.name, w).to_owned()).collect();
    let words = words.join(", ");
    both(
        lang,
        format!("”{typed}” går inte att välja. Välj något av: {words}."),
        format!("“{typed}” cannot be chosen. Choose one of: {words}."),
    )
}

pub(super) fn not_found(lang: Lang, typed: &str) -> String {
    both(lang, format!("”{typed}” finns inte här."), format!("“{typed}” is not here."))
}
