//! Files of school breaks: TOML in, the breaks of a year and county out. The format stands at the top of each file.

use genbo_domain::calendar::{Break, IsoWeek, MonthDay, easter};
use jiff::{ToSpan, civil::Date};
use std::collections::BTreeMap;
use toml::{Table, Value};

/// A break that comes back every year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreakRule {
    /// Its key, unique in its file.
    pub key: String,
    when: When,
    /// What it is called, by language code.
    pub names: BTreeMap<String, String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum When {
    Week(i8, BTreeMap<String, i8>),
    Easter(i64, i64),
    Dates(MonthDay, MonthDay),
}

impl BreakRule {
    /// The break in that year, in a county; nothing beyond the calendar.
    pub fn in_year(&self, year: i16, county: Option<&str>) -> Option<Break> {
        let (first, last) = match &self.when {
            When::Week(week, counties) => {
                let week = county.and_then(|c| counties.get(c)).unwrap_or(week);
                let monday = IsoWeek::new(year, *week)?.monday()?;
                (monday, monday.checked_add(4.days()).ok()?)
            }
            When::Easter(from, to) => {
                let sunday = easter(year)?;
                (sunday.checked_add(from.days()).ok()?, sunday.checked_add(to.days()).ok()?)
            }
            When::Dates(from, to) => {
                let day = |year, md: &MonthDay| Date::new(year, md.month(), md.day()).ok();
                let first = day(year, from)?;
                (first, day(year, to).filter(|last| *last >= first).or_else(|| day(year + 1, to))?)
            }
        };
        Some(Break { key: self.key.clone(), first, last })
    }
}

/// The rules of a file; the error says which is wrong and why.
pub fn parse(text: &str) -> Result<Vec<BreakRule>, String> {
    let table: Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
    let breaks = table.get("break").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    breaks
        .iter()
        .map(|one| {
            let key = one.get("key").and_then(Value::as_str).ok_or("a break has no key")?.to_owned();
            let names = one.get("name").and_then(Value::as_table).ok_or(format!("{key}: name is missing"))?;
            let names = names.iter().filter_map(|(l, n)| Some((l.clone(), n.as_str()?.to_owned()))).collect();
            let when = one
                .get("when")
                .and_then(when)
                .ok_or(format!("{key}: when is none of week, easter, from and to"))?;
            Ok(BreakRule { key, when, names })
        })
        .collect()
}

fn when(value: &Value) -> Option<When> {
    let week = |v: &Value| v.as_integer().and_then(|n| i8::try_from(n).ok()).filter(|n| (1..=53).contains(n));
    if let Some(number) = value.get("week") {
        let counties = value.get("counties").and_then(Value::as_table);
        let counties = counties.into_iter().flatten().map(|(c, n)| Some((c.clone(), week(n)?)));
        return Some(When::Week(week(number)?, counties.collect::<Option<_>>()?));
    }
    if let Some(days) = value.get("easter").and_then(Value::as_array) {
        return Some(When::Easter(days.first()?.as_integer()?, days.get(1)?.as_integer()?));
    }
    let day = |name: &str| value.get(name).and_then(Value::as_str)?.parse::<MonthDay>().ok();
    Some(When::Dates(day("from")?, day("to")?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_break_that_says_no_time_is_refused_with_its_key() {
        let wrong = "[[break]]\nkey = \"lov\"\nname = { sv = \"lov\" }\nwhen = { week = 54 }\n";
        assert!(parse(wrong).unwrap_err().starts_with("lov: "));
        assert!(parse("[[break]]\n").is_err());
    }

    #[test]
    fn a_week_differs_between_counties_and_a_break_can_reach_into_the_next_year() {
        let text = "[[break]]\nkey = \"a\"\nname = { sv = \"a\" }\nwhen = { week = 9, counties = { \"12\" = 8 } }\n\
                    [[break]]\nkey = \"b\"\nname = { sv = \"b\" }\nwhen = { from = \"12-21\", to = \"01-06\" }\n";
        let rules = parse(text).unwrap();
        let days = |n: usize, county| rules[n].in_year(2023, county).map(|b| (b.first, b.last));
        assert_eq!(days(0, Some("12")), Some((date(2023, 2, 20), date(2023, 2, 24))));
        assert_eq!(days(0, None), Some((date(2023, 2, 27), date(2023, 3, 3))));
        assert_eq!(days(1, None), Some((date(2023, 12, 21), date(2024, 1, 6))));
    }
}
