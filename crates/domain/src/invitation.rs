//! Answers to a call: what somebody who was called can say, and until when.

use crate::{edtf::Edtf, vocabulary};
use jiff::civil::Date;

vocabulary! {
    /// What somebody who was called answers.
    pub enum Answer = "invitation_answer" {
        /// Comes.
        Accepted = "accepted",
        /// Perhaps.
        Tentative = "tentative",
        /// Does not come.
        Declined = "declined",
    }
}

vocabulary! {
    /// What a calendar is told of a meeting (RFC 5546).
    pub enum Method = "calendar_method" {
        /// It is called, or has changed.
        Request = "REQUEST",
        /// It is called off.
        Cancel = "CANCEL",
    }
}

/// Whether a call to a meeting at that time can still be answered on a day: until its last day is over. Without a known
/// end it can.
pub fn may_be_answered(when: Option<&Edtf>, today: Date) -> bool {
    when.and_then(Edtf::last).is_none_or(|last| today <= last.date())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_call_is_answered_until_the_day_of_the_meeting_is_over() {
        let when: Edtf = "2022-12-09T13:00/2022-12-09T15:00".parse().unwrap();
        assert!(!may_be_answered(Some(&when), date(2022, 12, 10)));
        assert!(may_be_answered(Some(&when), date(2022, 12, 9)));
        assert!(may_be_answered(None, date(2022, 12, 10)));
    }
}
