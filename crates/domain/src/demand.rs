//! What a change made live must be explained by: what is agreed is not changed without a word on why.

/// For what a reason is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A meeting or event that is set gets another time, or is called off.
    Moved,
    /// One of several claims is chosen as the working value.
    Chosen,
    /// A last day to answer is put off.
    PutOff,
}

/// The reason that a change of a thing of the noun needs; `before` and `after` give a field's text.
pub fn reason(
    noun: &str,
    before: &dyn Fn(&str) -> Option<String>,
    after: &dyn Fn(&str) -> Option<String>,
) -> Option<Reason> {
    let changes = |field: &str| before(field) != after(field);
    match noun {
        "meeting" | "event" | "sitting" | "course_edition" => {
            let set = matches!(before("status").as_deref(), Some("fixed" | "moved" | "held"));
            let called_off = changes("status") && after("status").as_deref() == Some("cancelled");
            (set && (changes("when") || called_off)).then_some(Reason::Moved)
        }
        "claim" => {
            (after("chosen").as_deref() == Some("true") && changes("chosen")).then_some(Reason::Chosen)
        }
        "referral_addressee" => {
            (after("extended_to").is_some() && changes("extended_to")).then_some(Reason::PutOff)
        }
        _ => None,
    }
}

/// The reason that some change of a thing of the noun would need, as it stands: what is asked before it is changed.
pub fn foreseen(noun: &str, stands: &dyn Fn(&str) -> Option<String>) -> Option<Reason> {
    let with = |field: &'static str, value: &'static str| {
        move |f: &str| if f == field { Some(value.to_owned()) } else { stands(f) }
    };
    let changes: [(&'static str, &'static str); 3] =
        [("status", "cancelled"), ("chosen", "true"), ("extended_to", "9999-12-31")];
    changes.into_iter().find_map(|(field, value)| reason(noun, stands, &with(field, value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(noun: &str, before: &[(&str, &str)], after: &[(&str, &str)]) -> Option<Reason> {
        let get = |list: &[(&str, &str)], name: &str| {
            list.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned())
        };
        reason(noun, &|f| get(before, f), &|f| get(after, f))
    }

    #[test]
    fn a_set_meeting_is_not_moved_or_called_off_without_a_reason() {
        let set = [("status", "fixed"), ("when", "2022-09-12")];
        assert_eq!(of("meeting", &set, &[("status", "moved"), ("when", "2022-09-19")]), Some(Reason::Moved));
        assert_eq!(
            of("meeting", &set, &[("status", "cancelled"), ("when", "2022-09-12")]),
            Some(Reason::Moved)
        );
        assert_eq!(of("meeting", &set, &[("status", "held"), ("when", "2022-09-12")]), None);
    }

    #[test]
    fn what_is_only_preliminary_is_moved_freely() {
        let preliminary = [("status", "preliminary"), ("when", "2022-09-12")];
        assert_eq!(of("meeting", &preliminary, &[("status", "preliminary"), ("when", "2022-09-19")]), None);
        assert_eq!(of("meeting", &preliminary, &[("status", "cancelled"), ("when", "2022-09-12")]), None);
    }

    #[test]
    fn a_choice_between_claims_and_a_later_last_day_are_explained() {
        assert_eq!(of("claim", &[], &[("chosen", "true")]), Some(Reason::Chosen));
        assert_eq!(of("claim", &[("chosen", "true")], &[("chosen", "true")]), None);
        assert_eq!(of("referral_addressee", &[], &[("extended_to", "2022-11-01")]), Some(Reason::PutOff));
        assert_eq!(of("referral_addressee", &[], &[]), None);
    }

    #[test]
    fn what_would_need_a_reason_is_known_before_it_is_changed() {
        let of = |noun: &str, stands: &[(&str, &str)]| {
            let get = |f: &str| stands.iter().find(|(n, _)| *n == f).map(|(_, v)| (*v).to_owned());
            foreseen(noun, &get)
        };
        assert_eq!(of("meeting", &[("status", "preliminary")]), None);
        assert_eq!(of("meeting", &[]), None);
        assert_eq!(of("body", &[("status", "fixed")]), None);
        assert_eq!(of("meeting", &[("status", "fixed")]), Some(Reason::Moved));
        assert_eq!(of("claim", &[]), Some(Reason::Chosen));
        assert_eq!(of("claim", &[("chosen", "true")]), None);
        assert_eq!(of("referral_addressee", &[]), Some(Reason::PutOff));
    }
}
