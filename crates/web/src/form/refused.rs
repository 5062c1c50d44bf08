//! What the application refuses, in the words of the form, at the field that it is about.

use super::Form;
use crate::{frame::Frame, words};
use genbo_app::thing::refusal::{Cause, Refusal, Why};
use genbo_domain::referral::step;

/// Notes in a form why it was refused.
pub fn refuse(f: &Frame, form: &mut Form, refusals: &[Refusal]) {
    for refusal in refusals {
        let text = why(f, form, refusal);
        match refusal.field {
            Some("reason") => {
                form.asks_reason = true;
                form.errors.push(("reason", text));
            }
            Some(name) => match form.entry_mut(name) {
                Some(entry) => entry.error = Some(text),
                None => form.errors.push((if name == "home" { "home" } else { "" }, text)),
            },
            None => form.errors.push(("", text)),
        }
    }
}

fn why(f: &Frame, form: &Form, refusal: &Refusal) -> String {
    let t = &f.t.form;
    match &refusal.why {
        Why::Missing => {
            let field = refusal.field.and_then(|name| form.entry(name)).map(|e| e.field.name);
            let label = field.map(|name| words::field(f.lang, form.noun.name, name));
            f.lang.missing(label.unwrap_or_default())
        }
        other => told(f, other).unwrap_or_else(|| t.refused.to_owned()),
    }
}

/// When a reason is needed, and what becomes of it.
pub(super) fn foreseen(f: &Frame, cause: Option<Cause>) -> String {
    let t = &f.t.form;
    let when = match cause {
        Some(Cause::Moved) => t.reason_if_moved,
        Some(Cause::Chosen) => t.reason_if_chosen,
        Some(Cause::PutOff) => t.reason_if_put_off,
        Some(
            Cause::TakenBack
            | Cause::Closed
            | Cause::Called
            | Cause::HandedBack
            | Cause::SentBack
            | Cause::LeftUndone
            | Cause::LeftOut,
        )
        | None => "",
    };
    format!("{when} {}", t.reason_hint).trim().to_owned()
}

/// What is wrong, where no form is needed to say it.
pub fn told(f: &Frame, why: &Why) -> Option<String> {
    let t = &f.t.form;
    Some(match why {
        Why::Missing => return None,
        Why::NoSuch(text) => f.lang.not_one(text, 0),
        Why::NoValue(_) => t.no_value.to_owned(),
        Why::Taken(slug) => f.lang.taken(slug),
        Why::NoSlug(_) => t.no_slug.to_owned(),
        Why::NotServing(why, who) => f.lang.not_serving(*why, who.as_deref()),
        Why::DidNotTakePart(who) => f.lang.did_not_take_part(who),
        Why::Tied => t.tied.to_owned(),
        Why::ByLawAtMeetings => f.t.between.by_law.to_owned(),
        Why::NotBetweenMeetings => f.t.between.not_allowed.to_owned(),
        Why::Uncountable => t.uncountable.to_owned(),
        Why::Unfinished => t.unfinished.to_owned(),
        Why::Referral(why) => referral(f, *why).to_owned(),
        Why::Numbered => f.t.matter.is_numbered.to_owned(),
        Why::NoSeries => f.t.matter.no_series.to_owned(),
        Why::NotFromHere => f.t.commission.not_from_here.to_owned(),
        Why::Frozen => t.frozen.to_owned(),
        Why::Circle => t.circle.to_owned(),
        Why::NotAllowed(_) => t.not_allowed.to_owned(),
        Why::NeedsReason(cause) => match cause {
            Cause::Moved => t.needs_reason_moved,
            Cause::Chosen => t.needs_reason_chosen,
            Cause::PutOff => t.needs_reason_put_off,
            Cause::TakenBack => t.needs_reason_taken_back,
            Cause::Closed => t.needs_reason_closed,
            Cause::Called => t.needs_reason_called,
            Cause::HandedBack => f.t.commission.why_handed_back,
            Cause::SentBack => f.t.commission.why_sent_back,
            Cause::LeftUndone => f.t.commission.why_left_undone,
            Cause::LeftOut => f.t.commission.why_left_out,
        }
        .to_owned(),
        Why::ReferredTo(n) => f.lang.referred_to(*n),
        Why::NotLast => t.not_last.to_owned(),
        Why::TooMany(most) => f.lang.too_many(*most),
        Why::OtherContent => t.other_content.to_owned(),
        Why::Unreadable(_) => t.unreadable.to_owned(),
        Why::HasStyle => t.has_style.to_owned(),
        Why::Adjusting(why) => f.lang.cannot_adjust(why),
        Why::Posting(why) => f.lang.cannot_post(why),
        Why::Rule(fault) => f.lang.rule_fault(fault),
        // Its words are for writers of files; those who read the log find them there.
        Why::Other(what, _) => {
            tracing::warn!(what, "something was refused that has no words");
            t.refused_otherwise.to_owned()
        }
    })
}

/// Why a step of a referral is not taken.
fn referral(f: &Frame, why: step::Refusal) -> &'static str {
    use step::Refusal;

    let t = &f.t.referral;
    match why {
        Refusal::Withdrawn => t.is_withdrawn,
        Refusal::Answered => t.is_answered,
        Refusal::NotLater => t.not_later,
        Refusal::OtherKind => t.other_kind,
        Refusal::NeedsStart => t.needs_start,
        Refusal::NeedsReason => f.t.form.needs_reason_put_off,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::tests::frame;

    #[test]
    fn what_is_told_of_a_refusal_is_in_the_readers_language() {
        let f = frame("/");
        for why in [Why::NoValue("is no date".into()), Why::Other("this is wrong".into(), "mend it".into())] {
            let text = told(&f, &why).unwrap();
            assert!(
                !text.contains("is no date") && !text.contains("wrong") && text.contains("Det"),
                "{text}"
            );
        }
    }
}
