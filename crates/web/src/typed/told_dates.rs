//! What pages say of a day is read as the same day.

use crate::lang::Lang;
use genbo_domain::{
    edtf::Edtf,
    spoken::{Typed, date},
};
use jiff::civil::{Date, date as day};
use proptest::prelude::*;

const TODAY: Date = day(2022, 9, 29);

fn any_day() -> impl Strategy<Value = Date> {
    (0..36_500_i64).prop_map(|n| day(1970, 1, 1).checked_add(jiff::Span::new().days(n)).unwrap())
}

proptest! {
    #[test]
    fn a_day_in_words_is_read_as_the_same_day(d in any_day(), circa: bool, en: bool) {
        let lang = if en { Lang::En } else { Lang::Sv };
        let written: Edtf = format!("{d}{}", if circa { "~" } else { "" }).parse().unwrap();
        let typed = date(&lang.date(&written), TODAY).unwrap();
        prop_assert_eq!(typed, Typed { date: written, guessed: false });
    }

    #[test]
    fn an_interval_in_words_is_read_as_the_same_interval(a in any_day(), n in 1..500_i64, en: bool) {
        let lang = if en { Lang::En } else { Lang::Sv };
        let b = a.checked_add(jiff::Span::new().days(n)).unwrap();
        let written = Edtf::days(a, b).unwrap();
        prop_assert_eq!(date(&lang.date(&written), TODAY).map(|t| t.date), Ok(written));
    }

    #[test]
    fn a_time_in_words_is_read_as_the_same_time(d in any_day(), h in 0..23_i8, m in 0..60_i8, en: bool) {
        let lang = if en { Lang::En } else { Lang::Sv };
        let written = Edtf::minutes(d.at(h, m, 0, 0), d.at(23, 59, 0, 0)).unwrap();
        prop_assert_eq!(date(&lang.date(&written), TODAY).map(|t| t.date), Ok(written));
    }
}
