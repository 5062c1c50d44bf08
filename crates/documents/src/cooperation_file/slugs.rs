//! The slug that a thing under another has if the file gives it none.

use genbo_domain::slug;
use genbo_domain::value::{Kind, WrittenValue};

/// The last part of a child's slug: what its key makes, or its place in order.
///
/// `key` is the key field's kind and value, if the noun has a key and the table states it.
pub(super) fn default_part(key: Option<(Kind, &WrittenValue)>, position: i64) -> String {
    key.and_then(|(kind, value)| of_key(kind, value)).unwrap_or_else(|| position.to_string())
}

fn of_key(kind: Kind, value: &WrittenValue) -> Option<String> {
    let part = match value {
        WrittenValue::Ref(pointer) => pointer.slug.replace('/', "-"),
        WrittenValue::Text(text) if matches!(kind, Kind::Date) => of_date(text),
        WrittenValue::Text(text) => slug::of(text).replace('/', "-"),
        WrittenValue::Int(n) => n.to_string(),
        WrittenValue::Bool(_) | WrittenValue::List(_) => return None,
    };
    // A part that is too long is told as such, not replaced.
    (part.len() > slug::LIMIT || slug::check(&part).is_ok()).then_some(part)
}

/// Every character that a slug cannot have becomes a hyphen, so that different dates stay different.
fn of_date(edtf: &str) -> String {
    let letter = |c: char| match c.to_ascii_lowercase() {
        c if c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.' => c,
        _ => '-',
    };
    edtf.chars().map(letter).collect::<String>().trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use genbo_domain::value::Pointer;

    fn part(kind: Kind, written: &str) -> String {
        default_part(Some((kind, &kind.parse(written).unwrap())), 7)
    }

    #[test]
    fn a_key_that_makes_no_slug_falls_back_to_the_place_in_order() {
        assert_eq!(part(Kind::Text, "§"), "7");
        assert_eq!(part(Kind::Text, "–"), "7");
        assert_eq!(default_part(None, 7), "7");
    }

    #[test]
    fn every_kind_of_key_makes_a_part_without_slashes() {
        assert_eq!(part(Kind::Text, "215.i"), "215.i");
        assert_eq!(part(Kind::Text, "1/2018"), "1-2018");
        assert_eq!(part(Kind::Int, "3"), "3");
        assert_eq!(part(Kind::Date, "2022-12-10~"), "2022-12-10");
        assert_eq!(part(Kind::Date, "XXXX-05-20"), "xxxx-05-20");
        assert_eq!(part(Kind::Date, "2014-03/.."), "2014-03-..");
        assert_eq!(
            part(Kind::Date, "2021-05-07T09:00/2021-05-07T10:30"),
            "2021-05-07t09-00-2021-05-07t10-30"
        );
        let pointer = WrittenValue::Ref(Pointer { noun: "body", slug: "svalov/kommunstyrelsen".into() });
        assert_eq!(default_part(Some((Kind::Ref(&["body"]), &pointer)), 7), "svalov-kommunstyrelsen");
    }
}
