//! Holiday files of jurisdictions: TOML in, the domain's calendar out. The format stands at the top of each file.

use genbo_domain::calendar::{DayRule, HolidayRule, MonthDay, WorkingCalendar, weekday};
use toml::{Table, Value};

/// The calendar that a holidays file describes; the error says which rule is wrong and why.
pub fn parse(text: &str) -> Result<WorkingCalendar, String> {
    let table: Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
    let weekend = strings(table.get("weekend"))
        .iter()
        .map(|day| weekday(day).map_err(|e| format!("weekend: {e}")))
        .collect::<Result<Vec<_>, _>>()?;
    let days = table.get("day").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let rules = days
        .iter()
        .map(|day| {
            let key = day.get("key").and_then(Value::as_str).unwrap_or("(no key)").to_owned();
            rule(day, &key).map_err(|e| format!("{key}: {e}"))
        })
        .collect::<Result<Vec<_>, _>>()?;
    WorkingCalendar::new(weekend, rules).map_err(|e| e.to_string())
}

fn rule(day: &Value, key: &str) -> Result<HolidayRule, String> {
    let text = |name: &str| day.get(name).and_then(Value::as_str).ok_or_else(|| format!("{name} is missing"));
    let year = |name: &str| {
        day.get(name)
            .map(|v| {
                v.as_integer().and_then(|n| i16::try_from(n).ok()).ok_or_else(|| format!("{name} is no year"))
            })
            .transpose()
    };
    let when = day.get("when").ok_or("when is missing")?;
    let names = day.get("name").and_then(Value::as_table).ok_or("name is missing")?;
    Ok(HolidayRule {
        key: key.to_owned(),
        kind: text("kind")?.parse().map_err(|_| "kind is unknown".to_owned())?,
        day: day_rule(when)?,
        from: year("from")?,
        until: year("until")?,
        names: names
            .iter()
            .filter_map(|(lang, name)| Some((lang.clone(), name.as_str()?.to_owned())))
            .collect(),
    })
}

fn day_rule(when: &Value) -> Result<DayRule, String> {
    let month_day = |name: &str| -> Result<MonthDay, String> {
        let text = when.get(name).and_then(Value::as_str).ok_or_else(|| format!("when.{name} is missing"))?;
        text.parse::<MonthDay>().map_err(|_| format!("when.{name}: {text:?} is no day of the year"))
    };
    if when.get("fixed").is_some() {
        return Ok(DayRule::Fixed(month_day("fixed")?));
    }
    if let Some(offset) = when.get("easter") {
        let offset = offset
            .as_integer()
            .and_then(|n| i16::try_from(n).ok())
            .ok_or("when.easter is no number of days")?;
        return Ok(DayRule::Easter { offset_days: offset });
    }
    let name =
        when.get("weekday").and_then(Value::as_str).ok_or("when has none of fixed, easter, weekday")?;
    let weekday = weekday(name).map_err(|e| format!("when.weekday: {e}"))?;
    Ok(DayRule::WeekdayBetween { weekday, from: month_day("from")?, to: month_day("to")? })
}

fn strings(value: Option<&Value>) -> Vec<String> {
    let list = value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}
