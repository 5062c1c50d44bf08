//! The life of a notice on a notice board: planned, up, and down in time, too early or in an emergency.
//!
//! Invariant: a time of appeal runs out only while the notice hangs; what is not known stays unknown.

use crate::{edtf::Edtf, record::Notice, vocabulary};
use jiff::civil::Date;

vocabulary! {
    /// Why a notice came down.
    pub enum NoticeEnding = "notice_ending" {
        /// Its time was over.
        Time = "time",
        /// Before its time, by mistake.
        Early = "early",
        /// Before its time, because something in it had to go at once.
        Emergency = "emergency",
    }
}

/// How a notice stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It is to go up.
    Planned,
    /// It should have gone up on a day that is past.
    Late,
    /// Its dates are not known.
    Unknown,
    /// It is up, and the time runs.
    Up,
    /// It is up, its time is over, and it may come down.
    MayComeDown,
    /// It came down when its time was over.
    Down,
    /// It came down before its time was over: the time of appeal did not run out.
    TooEarly,
}

/// How a notice stands on a day, where its time lasts until `last`.
pub fn standing(notice: &Notice, last: Option<Date>, today: Date) -> Standing {
    let day = |date: &Option<Edtf>| date.as_ref().and_then(Edtf::exact_day);
    let Some(posted) = day(&notice.posted) else {
        return match day(&notice.planned) {
            Some(planned) if planned < today => Standing::Late,
            Some(_) => Standing::Planned,
            None => Standing::Unknown,
        };
    };
    if today < posted {
        return Standing::Planned;
    }
    let removed = day(&notice.removed);
    let early_by_word = matches!(notice.ending, Some(NoticeEnding::Early | NoticeEnding::Emergency));
    match (removed, last) {
        (Some(down), _) if today < down => Standing::Up,
        // The day after the last one is the first on which it may be down.
        (Some(down), Some(last)) if down <= last => Standing::TooEarly,
        (Some(_), Some(_)) => Standing::Down,
        (Some(_), None) if early_by_word => Standing::TooEarly,
        (Some(_), None) => Standing::Down,
        (None, _) if notice.removed.is_some() => Standing::Unknown,
        (None, Some(last)) if today > last => Standing::MayComeDown,
        (None, _) => Standing::Up,
    }
}

/// The first of the signs that a text is not filled in: brackets with dots or a word of templates, `XX`, `ÅÅÅÅ`.
pub fn placeholder(text: &str) -> Option<&str> {
    const SIGNS: &[&str] = &[
        "[…]", "[...]", "[]", "<…>", "ÅÅÅÅ", "YYYY", "XXX", "TODO", "Lorem", "[namn", "[name", "[datum",
        "[date", "{{", "}}", "____",
    ];
    SIGNS.iter().copied().find(|sign| text.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        noun::Noun,
        record::NoticeKind,
        value::{ThingId, Value},
    };
    use jiff::civil::date;

    fn notice(posted: Option<&str>, removed: Option<&str>, planned: Option<&str>) -> Notice {
        let mut values: Vec<Option<crate::value::StoredValue>> = vec![None; Notice::DEF.fields.len()];
        let mut set = |name: &str, value: Option<crate::value::StoredValue>| {
            let (at, _) = Notice::DEF.field(name).unwrap();
            values[at] = value;
        };
        let text = |t: &str| Value::Text(t.to_owned());
        set("record", Some(Value::Ref(ThingId(1))));
        set("kind", Some(text(NoticeKind::Adjusted.as_str())));
        set("posted", posted.map(text));
        set("removed", removed.map(text));
        set("planned", planned.map(text));
        Notice::read(values).unwrap()
    }

    #[test]
    fn a_notice_that_came_down_on_its_last_day_came_down_too_early_and_the_day_after_in_time() {
        let last = Some(date(2022, 10, 6));
        let at =
            |removed| standing(&notice(Some("2022-09-15"), Some(removed), None), last, date(2022, 12, 1));
        assert_eq!(at("2022-10-01"), Standing::TooEarly);
        assert_eq!(at("2022-10-06"), Standing::TooEarly);
        assert_eq!(at("2022-10-07"), Standing::Down);
    }

    #[test]
    fn every_day_of_a_notice_has_one_standing_in_order() {
        let n = notice(Some("2022-09-15"), Some("2022-10-10"), Some("2022-09-15"));
        let last = Some(date(2022, 10, 6));
        let mut seen = Vec::new();
        let mut day = date(2022, 9, 10);
        while day < date(2022, 10, 20) {
            let now = standing(&n, last, day);
            if seen.last() != Some(&now) {
                seen.push(now);
            }
            day = day.tomorrow().unwrap();
        }
        assert_eq!(seen, [Standing::Planned, Standing::Up, Standing::Down]);
        let hangs = notice(Some("2022-09-15"), None, None);
        assert_eq!(standing(&hangs, last, date(2022, 10, 6)), Standing::Up);
        assert_eq!(standing(&hangs, last, date(2022, 10, 7)), Standing::MayComeDown);
        assert_eq!(standing(&hangs, None, date(2032, 10, 7)), Standing::Up);
    }

    #[test]
    fn without_dates_nothing_is_known_and_a_plan_that_was_not_kept_is_late() {
        let today = date(2022, 9, 29);
        assert_eq!(standing(&notice(None, None, None), None, today), Standing::Unknown);
        assert_eq!(standing(&notice(Some("2022-09"), None, None), None, today), Standing::Unknown);
        assert_eq!(standing(&notice(None, None, Some("2022-09-29")), None, today), Standing::Planned);
        assert_eq!(standing(&notice(None, None, Some("2022-09-28")), None, today), Standing::Late);
    }

    #[test]
    fn a_text_that_is_not_filled_in_is_known_by_its_signs() {
        for text in
            ["Förvaras hos [namn]", "Anslaget ÅÅÅÅ-MM-DD", "Protokollet ____ är justerat", "{{plats}}"]
        {
            assert!(placeholder(text).is_some(), "{text}");
        }
        assert_eq!(placeholder("Kommunhuset, Svalöv, rum 214"), None);
    }
}
