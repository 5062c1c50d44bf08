//! The jurisdictions that come with Genbo: files, not code. What is read here is held to its format by tests.

use genbo_documents::{
    breaks::BreakRule,
    statutes::{self, Statutes},
    template::{self, Template},
};
use genbo_domain::calendar::WorkingCalendar;
use std::sync::LazyLock;

/// One jurisdiction's files.
#[derive(Debug)]
pub struct Pack {
    /// Its code, as `se`.
    pub code: &'static str,
    /// Its public holidays, eves and weekend.
    pub calendar: WorkingCalendar,
    /// Its school breaks, as they usually fall.
    pub breaks: Vec<BreakRule>,
    /// What law demands of bodies, by profile.
    pub statutes: Statutes,
    /// What cooperations of each kind usually have.
    pub templates: Vec<Template>,
    /// Its municipalities: code, name, county code, county.
    pub municipalities: &'static str,
    /// Its regions: county code, name.
    pub regions: &'static str,
}

static SWEDEN: LazyLock<Pack> = LazyLock::new(|| Pack {
    code: "se",
    calendar: genbo_documents::holidays::parse(include_str!("../../../packs/se/holidays.toml"))
        .expect("a test parses the holidays file that is compiled in"),
    breaks: genbo_documents::breaks::parse(include_str!("../../../packs/se/school-breaks.toml"))
        .expect("a test parses the file of breaks that is compiled in"),
    statutes: statutes::parse("packs/se/statutes.toml", include_str!("../../../packs/se/statutes.toml"))
        .expect("a test parses the file of statutes that is compiled in"),
    templates: [
        include_str!("../../../packs/se/templates/network.toml"),
        include_str!("../../../packs/se/templates/letter-of-intent.toml"),
        include_str!("../../../packs/se/templates/joint-board.toml"),
        include_str!("../../../packs/se/templates/federation.toml"),
        include_str!("../../../packs/se/templates/association.toml"),
    ]
    .into_iter()
    .map(|text| template::parse(text).expect("a test parses the templates that are compiled in"))
    .collect(),
    municipalities: include_str!("../../../packs/se/municipalities.csv"),
    regions: include_str!("../../../packs/se/regions.csv"),
});

impl Pack {
    /// Whether its register has an organisation of that code.
    pub fn has_code(&self, code: &str) -> bool {
        let first = |text: &str| text.lines().skip(1).any(|l| l.split(',').next() == Some(code));
        first(self.municipalities) || first(self.regions)
    }
}

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
    fn the_winter_break_of_skane_is_in_week_8_and_that_of_a_county_not_told_in_week_9() {
        let breaks = &named("se").expect("there is Sweden").breaks;
        let winter = breaks.iter().find(|b| b.key == "sportlov").expect("there is a winter break");
        let first = |county| winter.in_year(2023, county).map(|b| b.first.to_string());
        assert_eq!(first(Some("12")).as_deref(), Some("2023-02-20"));
        assert_eq!(first(None).as_deref(), Some("2023-02-27"));
    }

    #[test]
    fn every_template_of_sweden_makes_tables_that_can_be_read_in_both_languages() {
        let templates = &named("se").expect("there is Sweden").templates;
        assert_eq!(templates.len(), 5);
        for t in templates {
            let all: Vec<&template::Part> = t.parts.iter().collect();
            let filled = template::fill(&all, "nytt", 2023, &["svalov".into(), "bjuv".into()]);
            let filled = filled.unwrap_or_else(|p| panic!("{}: {p:#?}", t.key));
            assert!(filled.entries.len() > t.parts.len(), "{}", t.key);
            let named = |names: &std::collections::BTreeMap<String, String>| names.len() == 2;
            assert!(
                named(&t.names) && named(&t.leads) && t.parts.iter().all(|p| named(&p.names)),
                "{}",
                t.key
            );
        }
    }

    #[test]
    fn sweden_has_thirteen_public_holidays_in_2022_and_two_free_weekdays_a_week() {
        let days = named("se").expect("there is Sweden").calendar.days(2022);
        let public = days.iter().filter(|d| d.kind == genbo_domain::calendar::DayKind::PublicHoliday).count();
        assert_eq!(public, 13);
        assert!(named("xx").is_none());
    }
}
