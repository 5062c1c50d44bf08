//! Names, texts and values that a cooperation could have, odd ones among them.

use fastrand::Rng;
use genbo_domain::value::Kind;

pub(super) const COOPERATIONS: &[&str] = &[
    "Samverkan kring",
    "Kommunalförbundet",
    "Räddning och miljö i",
    "Nätverket för äldre i",
    "Överenskommelsen om",
    "IT-nämnden för",
];

pub(super) const PLACES: &[&str] =
    &["Åsnen", "Ätrans dalgång", "Östra Göinge", "Hjälmaren", "Nedre Ljusnan", "Öarna"];

pub(super) const BODIES: &[&str] = &[
    "Direktionen",
    "Årsmötet",
    "Styrgrupp A/B",
    "Rådet (vilande)",
    "Nätverket för §-frågor",
    "Ö",
    "Arbetsutskottet",
    "Gemensamma nämnden för växel, lön & IT",
];

pub(super) const PARTS: &[&str] = &["del", "punkt", "a.b", "ny", "x"];

const TITLES: &[&str] = &[
    "Öppnande",
    "Budget och verksamhetsplan",
    "Val av ordförande; vice ordförande",
    "Remiss: \"Framtidens vatten\"",
    "Åtgärder – uppföljning",
    "[[meeting]] # inte en tabell",
    "Återrapport",
    "Ärende utan namn",
    "Svar på skrivelse 1/2",
];

const PERSONS: &[&str] = &["Åsa Exempelsson", "Örjan Påhitt", "Ida Låtsas", "N.N.", "Maj-Britt von Prov"];

const SENTENCES: &[&str] = &[
    "Gruppen ses två gånger per år.",
    "Frågan bereds av tjänstepersoner i båda kommunerna.",
    "Kostnaden fördelas enligt överenskommelse.",
    "Den som är värd kallar.",
    "\"Snarast\" betyder inom en månad.",
    "Se även bilaga C:\\protokoll\\1.",
    "Tre citattecken i rad: \"\"\" och ett slut.",
    "Ansvaret ligger kvar hos den egna nämnden – också när arbetet görs gemensamt.",
];

/// One of them.
pub(super) fn one<'a>(rng: &mut Rng, of: &[&'a str]) -> &'a str {
    of[rng.usize(0..of.len())]
}

/// Some sentences, now and then many, on one or more lines.
pub(super) fn prose(rng: &mut Rng) -> String {
    let count = if rng.u8(0..20) == 0 { 60 } else { rng.usize(1..=4) };
    let sentences: Vec<&str> = (0..count).map(|_| one(rng, SENTENCES)).collect();
    sentences.join(if rng.bool() { " " } else { "\n" })
}

/// A picture of two pixels.
const PICTURE: &str = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR42mPgCkwCIgAEggF7b6fosgAAAABJRU5ErkJggg==";

/// What somebody could write as a value of that kind in a field of that name.
pub(super) fn written(rng: &mut Rng, kind: Kind, field: &str) -> String {
    match kind {
        Kind::Text => text(rng, field),
        Kind::Prose => prose(rng),
        Kind::Word(vocabulary) => vocabulary.words[rng.usize(0..vocabulary.words.len())].0.to_owned(),
        Kind::Int => match rng.u8(0..10) {
            0 => "0".to_owned(),
            1 => "9223372036854775807".to_owned(),
            2 => "-3".to_owned(),
            _ => rng.i64(1..500).to_string(),
        },
        Kind::Bool => rng.bool().to_string(),
        Kind::Date => date(rng),
        Kind::Clock => format!("{:02}:{:02}", rng.u8(0..24), rng.u8(0..60)),
        Kind::Count => number(rng, &["{n}", "~{n}", ">={n}", "<={n}", "0", ">{n}"]),
        Kind::Money => number(rng, &["{n}.00 SEK", "~{n} SEK", ">{n} SEK", "0.00 SEK", "{n}.50 DKK"]),
        Kind::Duration => number(rng, &["{n} days", "5 working days", "1 month", "{n} minutes"]),
        Kind::Paragraph => one(rng, &["215.i", "4", "12.a"]).to_owned(),
        Kind::Paragraphs => one(rng, &["4, 6-9, 12.i", "1", "214-229"]).to_owned(),
        Kind::Rational => number(rng, &["7/10", "30 %", "1", "1/3", "{n}/1000"]),
        Kind::Parameters => one(rng, &["{ at_least = 1 }", "{ per = \"year\" }"]).to_owned(),
        Kind::Pattern => one(rng, &["{year}.{n}", "{n}-{year}"]).to_owned(),
        Kind::Url => one(rng, &["https://example.se/å?x=1#b", "http://example.se/protokoll"]).to_owned(),
        Kind::Accent => one(rng, &["#0a5162", "#7a1f1f", "#000000", "#35e"]).to_owned(),
        Kind::Image => PICTURE.to_owned(),
        Kind::Ref(_) => unreachable!("references are chosen among things"),
    }
}

fn text(rng: &mut Rng, field: &str) -> String {
    let number = rng.u16(1..500);
    match field {
        "email" => format!("person{number}@example.se"),
        "phone" => format!("010-000 {number:03}"),
        "number" | "case_number" | "code" => {
            let written = [format!("{number}"), format!("KS 2022/{number}"), format!("{number}.a")];
            written[rng.usize(0..written.len())].clone()
        }
        "name" if rng.bool() => one(rng, PERSONS).to_owned(),
        _ if rng.u8(0..30) == 0 => "ö".repeat(400),
        _ => format!("{} {number}", one(rng, TITLES)),
    }
}

fn number(rng: &mut Rng, patterns: &[&str]) -> String {
    let number = rng.u32(1..2_000);
    one(rng, patterns).replace("{n}", &number.to_string())
}

fn date(rng: &mut Rng) -> String {
    let (year, month, day) = (rng.u16(2014..2026), rng.u8(1..=12), rng.u8(1..=28));
    match rng.u8(0..12) {
        0 => format!("{year}"),
        1 => format!("{year}-{month:02}"),
        2 => format!("{year}-{month:02}-XX"),
        3 => format!("{year}-{month:02}-{day:02}~"),
        4 => format!("{year}-21"),
        5 => format!("{year}-{month:02}-{day:02}T09:00/{year}-{month:02}-{day:02}T16:30"),
        6 => format!("{year}/{}", year + 2),
        7 => format!("{year}-{month:02}/.."),
        8 => format!("../{year}"),
        9 => format!("XXXX-{month:02}-{day:02}"),
        _ => format!("{year}-{month:02}-{day:02}"),
    }
}
