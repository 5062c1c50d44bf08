//! Every text that a person reads, in both languages, grouped by subject: `{{ f.t.nav.meetings }}` in a template.
//!
//! Invariant: a text that lacks one language does not compile. Both languages stand side by side, because whoever
//! changes one must see the other. To add a subject: a file here with one `subject!`, and a line in `texts!` below.
//! Texts with a value in them are methods on [`Lang`] in the same file; labels of nouns, fields and words of
//! vocabularies are in [`crate::words`].

mod rule_fault;

use crate::lang::Lang;

/// Declares one subject: a struct with a field for each text, and the struct in Swedish and in English.
///
/// `subject! { /// The menu. pub struct Nav { meetings: "Möten", "Meetings"; } }`
macro_rules! subject {
    ($(#[doc = $doc:literal])+ pub struct $S:ident { $($key:ident : $sv:literal, $en:literal;)+ }) => {
        $(#[doc = $doc])+
        #[derive(Debug)]
        #[allow(rustdoc::bare_urls, reason = "a text is told as it is, addresses too")]
        pub struct $S { $(#[doc = $en] pub $key: &'static str,)+ }
        impl $S {
            pub(super) const SV: $S = $S { $($key: $sv,)+ };
            pub(super) const EN: $S = $S { $($key: $en,)+ };
            /// Each text in both languages, for the tests.
            #[cfg(test)]
            pub(super) const ALL: &[(&'static str, &'static str, &'static str)] =
                &[$((stringify!($key), $sv, $en),)+];
        }
    };
}

macro_rules! texts {
    ($($subject:ident : $S:ident,)+) => {
        $(mod $subject;)+
        $(pub use $subject::$S;)+

        /// All texts of one language.
        #[derive(Debug)]
        pub struct Texts { $(#[doc = concat!("Texts about ", stringify!($subject), ".")] pub $subject: $S,)+ }
        static SV: Texts = Texts { $($subject: $S::SV,)+ };
        static EN: Texts = Texts { $($subject: $S::EN,)+ };

        #[cfg(test)]
        const SUBJECTS: &[(&str, &[(&str, &str, &str)])] = &[$((stringify!($subject), $S::ALL),)+];
    };
}

texts! {
    about: About,
    adjust: AdjustTexts,
    after: AfterTexts,
    agenda: AgendaTexts,
    attachment: AttachmentTexts,
    attendance: AttendanceTexts,
    accessibility: Accessibility,
    account: AccountTexts,
    accounts: AccountsTexts,
    profile: ProfileTexts,
    trail: TrailTexts,
    common: Common,
    digest: DigestTexts,
    fault: Fault,
    lines: Lines,
    list: ListTexts,
    commission: CommissionTexts,
    item: ItemTexts,
    matter: MatterTexts,
    meeting: MeetingTexts,
    notice: NoticeTexts,
    referral: ReferralTexts,
    nav: Nav,
    paste: PasteTexts,
    place: PlaceTexts,
    area: AreaTexts,
    contact: ContactTexts,
    course: CourseTexts,
    facts: FactTexts,
    form: FormTexts,
    frozen: FrozenTexts,
    plan: PlanTexts,
    posting: PostingTexts,
    founding: FoundingTexts,
    house: HouseTexts,
    between: BetweenTexts,
    bulk: BulkTexts,
    rule: RuleTexts,
    rule_edit: RuleEditTexts,
    governing_document: GoverningDocumentTexts,
    search: SearchTexts,
    outbox: OutboxTexts,
    bundle: BundleTexts,
    paper: PaperTexts,
    call: CallTexts,
    letter: LetterTexts,
    reply: ReplyTexts,
    own_calendar: OwnCalendarTexts,
    site: SiteTexts,
    sitting: SittingTexts,
    start: StartTexts,
    term: TermTexts,
    wheel: WheelTexts,
    writing: WritingTexts,
    year_plan: YearPlanTexts,
}

impl Lang {
    /// All texts of the language.
    pub fn texts(self) -> &'static Texts {
        match self {
            Lang::Sv => &SV,
            Lang::En => &EN,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_empty_or_has_spaces_around_it() {
        for (subject, texts) in SUBJECTS {
            for (key, sv, en) in *texts {
                for text in [sv, en] {
                    assert!(!text.is_empty() && text.trim() == *text, "{subject}.{key}: {text:?}");
                }
            }
        }
    }

    #[test]
    fn numbers_and_units_are_held_together() {
        for (subject, texts) in SUBJECTS {
            for (key, sv, en) in *texts {
                for text in [sv, en] {
                    let number = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
                    let loose = ["§ ", "kl. ", "v. "].iter().any(|unit| text.split(unit).skip(1).any(number));
                    assert!(!loose, "{subject}.{key}: {text:?} needs a no-break space");
                }
            }
        }
    }
}
