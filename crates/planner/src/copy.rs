//! Last year's meetings as this year's wishes: the same weekday of the same month, or of the same week.

use crate::{Anchor, Nth, Omitted, Span};
use genbo_domain::{
    edtf::{Edtf, Precision},
    meeting::{MeetingForm, MeetingStatus},
};
use jiff::civil::{Date, Weekday};

/// A meeting as it was planned.
#[derive(Debug, Clone, Copy)]
pub struct Was<'a> {
    /// When it was.
    pub when: Option<&'a Edtf>,
    /// The date that it was moved from: the plan's own.
    pub moved_from: Option<&'a Edtf>,
    /// Where it is between thought and over.
    pub status: Option<MeetingStatus>,
    /// What sort of gathering it was.
    pub form: Option<MeetingForm>,
    /// Whether a source only mentions it.
    pub mentioned: bool,
}

/// The same meeting in another year, by week or by weekday of the month; `loose` says which weekday a meeting gets of which
/// only the month is known, if it shall get a day.
pub fn again(was: Was<'_>, year: i16, by_week: bool, loose: Option<(Nth, Weekday, Span)>) -> (Anchor, Span) {
    let omitted = |why| (Anchor::Omitted(why), Span::default());
    match was.status {
        _ if was.mentioned => return omitted(Omitted::Mentioned),
        Some(MeetingStatus::Cancelled | MeetingStatus::None) => return omitted(Omitted::Cancelled),
        _ if was.form == Some(MeetingForm::Extra) => return omitted(Omitted::Extra),
        _ => {}
    }
    let moved = was.status == Some(MeetingStatus::Moved);
    let Some(when) = was.moved_from.filter(|_| moved).or(was.when) else { return omitted(Omitted::Undated) };
    if let Some((first, span)) = exact(when) {
        let span = match (span.from, was.when.and_then(exact)) {
            // A day that it was moved from is often told without its hours.
            (None, Some((_, held))) if moved => Span { days: span.days, ..held },
            _ => span,
        };
        return (if by_week { week_of(first) } else { weekday_of(first) }, span);
    }
    let month = when.start().point().and_then(|p| p.month()).filter(|m| (1..=12).contains(m));
    match (loose, month, when.precision()) {
        (Some((nth, weekday, span)), Some(month), Precision::Month) if !when.is_interval() => {
            (Anchor::Weekday { month, nth, weekday }, span)
        }
        _ => match in_year(when, year) {
            Some(when) => (Anchor::Loose(when), Span::default()),
            None => omitted(Omitted::Undated),
        },
    }
}

/// The first day and the length of what has a day.
pub fn exact(when: &Edtf) -> Option<(Date, Span)> {
    let exact = matches!(when.precision(), Precision::Minute | Precision::Day) && !when.is_uncertain();
    let (first, last) = (when.first().filter(|_| exact)?.date(), when.last()?.date());
    let clock = |end: genbo_domain::edtf::End| end.point().and_then(|p| p.time());
    let to = clock(when.end()).filter(|_| when.is_interval());
    Some((first, Span { days: days_between(first, last), from: clock(when.start()), to }))
}

pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

fn weekday_of(day: Date) -> Anchor {
    let nth = match (day.day() - 1) / 7 + 1 {
        5 => Nth::Last,
        nth => Nth::Is(nth),
    };
    Anchor::Weekday { month: day.month(), nth, weekday: day.weekday() }
}

fn week_of(day: Date) -> Anchor {
    Anchor::Week { week: day.iso_week_date().week(), weekday: day.weekday() }
}

/// The same imprecise date in another year. A last day of February that the year does not have is only February.
fn in_year(when: &Edtf, year: i16) -> Option<Edtf> {
    let own = when.start().point().or(when.end().point().filter(|_| true)).and_then(|p| p.year())?;
    let moved = |leap: bool| {
        let text = when.to_string();
        let parts = text.split('/').map(|part| {
            match (part.get(..4).and_then(|y| y.parse::<i16>().ok()), part.get(4..)) {
                (Some(y), Some(rest)) => {
                    let rest = if leap { rest.replace("-02-29", "-02") } else { rest.to_owned() };
                    format!("{:04}{rest}", year + (y - own))
                }
                _ => part.to_owned(),
            }
        });
        parts.collect::<Vec<_>>().join("/").parse().ok()
    };
    moved(false).or_else(|| moved(true))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again_in_2023(when: &str, loose: bool) -> Anchor {
        let when: Edtf = when.parse().unwrap();
        let was = Was { when: Some(&when), moved_from: None, status: None, form: None, mentioned: false };
        again(was, 2023, false, loose.then_some((Nth::Is(2), Weekday::Friday, Span::default()))).0
    }

    #[test]
    fn what_is_imprecise_stays_so_unless_its_month_is_to_get_a_day() {
        let loose = |text: &str| Anchor::Loose(text.parse().unwrap());
        assert_eq!(again_in_2023("2022-03", false), loose("2023-03"));
        assert_eq!(again_in_2023("2022-12-15~", true), loose("2023-12-15~"));
        assert_eq!(again_in_2023("2022-06-XX/2022-06-XX", true), loose("2023-06-XX/2023-06-XX"));
        assert_eq!(again_in_2023("2024-02-29~", false), loose("2023-02~"));
        let second = Anchor::Weekday { month: 3, nth: Nth::Is(2), weekday: Weekday::Friday };
        assert_eq!(again_in_2023("2022-03", true), second);
    }

    #[test]
    fn the_fifth_weekday_of_a_month_is_its_last() {
        let anchor = |nth| Anchor::Weekday { month: 9, nth, weekday: Weekday::Thursday };
        assert_eq!(again_in_2023("2022-09-29T13:00/2022-09-29T15:00", false), anchor(Nth::Last));
        assert_eq!(again_in_2023("2022-09-22", false), anchor(Nth::Is(4)));
    }

    #[test]
    fn a_moved_meeting_is_copied_as_it_was_planned_and_a_cancelled_one_is_left_out() {
        let (when, from): (Edtf, Edtf) =
            ("2022-05-19T09:00/2022-05-19T11:00".parse().unwrap(), "2022-05-12".parse().unwrap());
        let was = Was {
            when: Some(&when),
            moved_from: Some(&from),
            status: Some(MeetingStatus::Moved),
            form: None,
            mentioned: false,
        };
        let (anchor, span) = again(was, 2023, true, None);
        assert_eq!(anchor, Anchor::Week { week: 19, weekday: Weekday::Thursday });
        assert_eq!(span.from.map(|t| t.hour()), Some(9));
        let cancelled = Was { status: Some(MeetingStatus::Cancelled), ..was };
        assert_eq!(again(cancelled, 2023, true, None).0, Anchor::Omitted(Omitted::Cancelled));
        let undated = Was { when: None, moved_from: None, ..was };
        assert_eq!(again(undated, 2023, true, None).0, Anchor::Omitted(Omitted::Undated));
    }
}
