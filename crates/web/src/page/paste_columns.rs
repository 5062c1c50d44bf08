//! The columns of a pasted table: what they are called, and which is which by its heading or by what stands in it.

use crate::{frame::Frame, lang::Lang, words};
use genbo_app::paste::{Column, Sheet};
use genbo_documents::pasted::Pasted;
use genbo_domain::value::Kind;

/// The sheet of that name in addresses.
pub(super) fn sheet(name: &str) -> Option<Sheet> {
    Sheet::ALL.into_iter().find(|s| address(*s) == name)
}

/// The name of a sheet in addresses.
pub(crate) const fn address(sheet: Sheet) -> &'static str {
    match sheet {
        Sheet::Members => "medlemmar",
        Sheet::Meetings => "moten",
        Sheet::Seats => "platser",
        Sheet::Participants => "deltagare",
        Sheet::Contacts => "kontakter",
    }
}

/// What the page is called.
pub(crate) fn title(f: &Frame, sheet: Sheet) -> &'static str {
    let t = &f.t.paste;
    match sheet {
        Sheet::Members => t.members,
        Sheet::Meetings => t.meetings,
        Sheet::Seats => t.seats,
        Sheet::Participants => t.participants,
        Sheet::Contacts => t.contacts,
    }
}

/// What a column is called.
pub(super) fn label(f: &Frame, column: &Column) -> String {
    labels(f.lang, column).0.to_owned()
}

fn labels(lang: Lang, column: &Column) -> (&'static str, &'static [&'static str]) {
    let (sv, en, also): (&str, &str, &[&str]) = match column.name {
        "member" => ("Medlem", "Member", &["kommun", "organisation", "medlemmar", "municipality"]),
        "organisation" => ("Organisation", "Organisation", &["kommun", "arbetsplats", "municipality"]),
        "person" => {
            ("Namn", "Name", &["person", "deltagare", "namn", "för- och efternamn", "participant", "holder"])
        }
        "email" => ("E-post", "E-mail", &["epost", "mejl", "mail", "e-postadress", "email"]),
        "phone" => ("Telefon", "Phone", &["tel", "mobil", "telefonnummer", "mobile"]),
        "when" => ("När", "When", &["datum", "dag", "tid", "date"]),
        "period" => ("Period", "Period", &["år", "år–år", "years"]),
        "valid" => ("Gäller", "Valid", &["från", "period", "mandatperiod", "from", "term"]),
        "connection_point" => ("Anknytningspunkt", "Connection point", &["hos kommunen"]),
        _ => {
            let name = words::field(lang, column.of.0, column.field().name);
            return (name, &[]);
        }
    };
    (if lang == Lang::Sv { sv } else { en }, also)
}

/// The columns with whether a row must have them, for the page that asks.
pub(super) fn told(f: &Frame, sheet: Sheet) -> Vec<(String, bool)> {
    sheet.columns().iter().map(|c| (label(f, c), c.required)).collect()
}

/// An example of what can be pasted.
pub(super) fn example(f: &Frame, sheet: Sheet) -> String {
    let row = match sheet {
        Sheet::Members => "Svalöv\nBjuv",
        Sheet::Meetings => "fre 14 okt 2022 kl. 9–12\tRådhuset\n2022-11-18\tRådhuset",
        Sheet::Seats => "Ordförande\tSvalöv\nLedamot\tBjuv",
        Sheet::Participants => "Anna Exempel\tSvalöv\tanna@example.se\nBo Exempel\tBjuv\tbo@example.se",
        Sheet::Contacts => "Svalöv\t2023/2024\nBjuv\t2023/2024",
    };
    let names: Vec<&str> = match sheet {
        Sheet::Members => vec!["member"],
        Sheet::Meetings => vec!["when", "place"],
        Sheet::Seats => vec!["title", "organisation"],
        Sheet::Participants => vec!["person", "organisation", "email"],
        Sheet::Contacts => vec!["organisation", "period"],
    };
    let of = |name: &&str| sheet.columns().iter().find(|c| c.name == *name).map(|c| label(f, c));
    let head: Vec<String> = names.iter().filter_map(of).collect();
    format!("{}\n{row}", head.join("\t"))
}

/// What a pasted table seems to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Guess {
    /// Whether the first row has headings.
    pub header: bool,
    /// For each pasted column the sheet's column that it is.
    pub columns: Vec<Option<usize>>,
}

/// Which column is which: by the headings if there are any, else by what stands in the first rows, else in order.
pub(super) fn guess(sheet: Sheet, pasted: &Pasted) -> Guess {
    let width = pasted.rows.first().map_or(0, Vec::len);
    let by_heading: Vec<Option<usize>> =
        pasted.rows.first().into_iter().flatten().map(|cell| named(sheet, cell)).collect();
    let known = by_heading.iter().flatten().count();
    if known > 0 && known * 2 >= by_heading.iter().zip(&pasted.rows[0]).filter(|(_, c)| !c.is_empty()).count()
    {
        return Guess { header: true, columns: once(by_heading) };
    }
    let by_content: Vec<Option<usize>> = (0..width).map(|n| by_content(sheet, pasted, n)).collect();
    let mut columns = once(by_content);
    let taken = columns.clone();
    let mut rest = (0..sheet.columns().len()).filter(|place| {
        !taken.contains(&Some(*place))
            && !has_a_look(sheet.columns()[*place].field().kind, sheet.columns()[*place].name)
    });
    for column in columns.iter_mut().filter(|c| c.is_none()) {
        *column = rest.next();
    }
    Guess { header: false, columns }
}

/// No column of the sheet twice: the first one has it.
fn once(columns: Vec<Option<usize>>) -> Vec<Option<usize>> {
    let mut seen = Vec::new();
    let keep = |c: Option<usize>| {
        let new = c.filter(|c| !seen.contains(c));
        seen.extend(new);
        new
    };
    columns.into_iter().map(keep).collect()
}

fn named(sheet: Sheet, cell: &str) -> Option<usize> {
    let plain = |s: &str| s.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let cell = plain(cell);
    sheet.columns().iter().position(|c| {
        let of = |lang| labels(lang, c);
        !cell.is_empty()
            && (plain(c.name) == cell
                || [Lang::Sv, Lang::En]
                    .into_iter()
                    .any(|l| plain(of(l).0) == cell || of(l).1.iter().any(|a| plain(a) == cell)))
    })
}

fn by_content(sheet: Sheet, pasted: &Pasted, n: usize) -> Option<usize> {
    let cells: Vec<&str> =
        pasted.rows.iter().take(20).map(|r| r[n].as_str()).filter(|c| !c.is_empty()).collect();
    let most = |is: &dyn Fn(&str) -> bool| {
        !cells.is_empty() && cells.iter().filter(|c| is(c)).count() * 2 > cells.len()
    };
    let digits = |c: &str| c.chars().filter(char::is_ascii_digit).count();
    let place = |name: &str| sheet.columns().iter().position(|c| c.name == name);
    if most(&|c| c.contains('@')) {
        return place("email");
    }
    if most(&|c| {
        digits(c) >= 7 && c.chars().all(|c| c.is_ascii_digit() || " +-/()".contains(c)) && !c.contains("20")
    }) {
        return place("phone");
    }
    if most(&|c| digits(c) >= 1 && c.chars().any(|c| "/-".contains(c)) || digits(c) >= 4 && c.contains("20"))
    {
        return place("when").or_else(|| place("period")).or_else(|| place("valid"));
    }
    None
}

/// Whether what stands in such a column is known by its look, so that other columns are not taken for it.
fn has_a_look(kind: Kind, name: &str) -> bool {
    matches!(kind, Kind::Date | Kind::Word(_)) || matches!(name, "email" | "phone")
}

#[cfg(test)]
mod tests {
    use super::*;
    use genbo_documents::pasted::read;

    fn guessed(sheet: Sheet, text: &str) -> (bool, Vec<&'static str>) {
        let guess = guess(sheet, &read(text).unwrap());
        (guess.header, guess.columns.into_iter().map(|c| c.map_or("", |c| sheet.columns()[c].name)).collect())
    }

    #[test]
    fn headings_in_either_language_and_in_any_order_are_known() {
        assert_eq!(
            guessed(Sheet::Participants, "E-post\tNamn\tKommun\tX\na@b.se\tAnna\tSvalöv\t1"),
            (true, vec!["email", "person", "organisation", ""])
        );
        assert_eq!(
            guessed(Sheet::Participants, "Name;Mobile\nAnna;070 123"),
            (true, vec!["person", "phone"])
        );
    }

    #[test]
    fn without_headings_the_look_of_the_cells_and_then_the_order_decide() {
        assert_eq!(
            guessed(Sheet::Participants, "Anna Ek\tSvalöv\ta@b.se"),
            (false, vec!["person", "organisation", "email"])
        );
        assert_eq!(guessed(Sheet::Meetings, "14/10 2022\tStyrelsemöte"), (false, vec!["when", "title"]));
        assert_eq!(guessed(Sheet::Members, "Svalöv\nBjuv"), (false, vec!["member"]));
    }

    #[test]
    fn no_column_is_guessed_twice() {
        assert_eq!(guessed(Sheet::Participants, "Namn\tPerson\nA\tB"), (true, vec!["person", ""]));
    }

    #[test]
    fn every_sheet_has_an_address_of_its_own() {
        for sheet in Sheet::ALL {
            assert_eq!(super::sheet(address(sheet)), Some(sheet));
        }
        assert_eq!(super::sheet("x"), None);
    }
}
