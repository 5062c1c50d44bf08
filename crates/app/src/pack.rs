//! The jurisdictions that come with Genbo: files, not code. What is read here is held to its format by tests.

use genbo_domain::calendar::WorkingCalendar;
use std::sync::LazyLock;

/// One jurisdiction's files.
#[derive(Debug)]
pub struct Pack {
    /// Its code, as `se`.
    pub code: &'static str,
    /// Its public holidays, eves and weekend.
    pub calendar: WorkingCalendar,
    /// Its municipalities: code, name, county code, county.
    pub municipalities: &'static str,
    /// Its regions: county code, name.
    pub regions: &'static str,
}

static SWEDEN: LazyLock<Pack> = LazyLock::new(|| Pack {
    code: "se",
    calendar: genbo_documents::holidays::parse(include_str!("../../../packs/se/holidays.toml"))
        .expect("a test parses the holidays file that is compiled in"),
    municipalities: include_str!("../../../packs/se/municipalities.csv"),
    regions: include_str!("../../../packs/se/regions.csv"),
});

/// The jurisdiction of that code.
pub fn named(code: &str) -> Option<&'static Pack> {
    (code == SWEDEN.code).then(|| &*SWEDEN)
}

/// The jurisdictions, for the register of organisations.
pub fn all() -> [&'static Pack; 1] {
    [&SWEDEN]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sweden_has_thirteen_public_holidays_in_2022_and_two_free_weekdays_a_week() {
        let days = named("se").expect("there is Sweden").calendar.days(2022);
        let public = days.iter().filter(|d| d.kind == genbo_domain::calendar::DayKind::PublicHoliday).count();
        assert_eq!(public, 13);
        assert!(named("xx").is_none());
    }
}
