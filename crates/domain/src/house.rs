//! House style: how an organisation or a cooperation looks and what it calls things, on pages, on paper and in mail.

use crate::{
    colour::Accent, image::Image, noun, noun::To, organisation::Party, post::Post, value::Prose, value::Url,
    vocabulary,
};

vocabulary! {
    /// Where a § of a record tells what was decided.
    pub enum DecisionPlace = "decision_place" {
        /// Before what the matter is about.
        First = "first",
        /// After it.
        Last = "last",
    }
}

vocabulary! {
    /// How the clauses of a decision are written in a record.
    pub enum ClauseForm = "clause_form" {
        /// Numbered, each a sentence of its own.
        Numbered = "numbered",
        /// Each begins with `att`.
        That = "that",
    }
}

noun! {
    /// How an organisation or a cooperation looks and writes. What it does not say is taken from whatever it belongs to, and at last from Genbo.
    pub struct HouseStyle = "house_style" / "house-styles", label name {
        /// The organisation or cooperation whose it is.
        owner: To<Party>,
        /// Name as it is shown.
        name: String,
        /// Address, on one or several lines.
        address: Option<Prose>,
        /// Registration number of the legal person.
        registration_number: Option<String>,
        /// Address of mail.
        email: Option<String>,
        /// Website.
        website: Option<Url>,
        /// Colour of lines and headings on light pages; for dark pages one is made from it. Text in it must reach the contrast 4.5.
        accent: Option<Accent>,
        /// Where a § of its records tells what was decided; first if left out.
        decision_place: Option<DecisionPlace>,
        /// How its records write the clauses of a decision; numbered if left out.
        clause_form: Option<ClauseForm>,
        /// What its records leave room for at the foot of each page, each on its line, as initials of those who adjust them.
        record_foot: Option<Prose>,
    }
}

noun! {
    /// The logo of a house style. The first one counts.
    pub struct HouseLogo = "house_style_logo" / "house-style-logos", label text, in HouseStyle as house_style {
        /// What the picture says, for those who do not see it.
        text: String,
        /// The picture, PNG or JPEG, at most 64 KiB and 2400 pixels.
        image: Image,
    }
}

vocabulary! {
    /// What records and letters have headings for.
    pub enum HouseHeading = "house_heading" {
        /// The record of a meeting.
        Record = "record",
        /// The call to a meeting.
        Call = "call",
        /// What is taken up.
        Agenda = "agenda",
        /// A numbered item of a record.
        Paragraph = "paragraph",
        /// What the matter is about.
        Background = "background",
        /// What is proposed.
        Proposal = "proposal",
        /// What was decided.
        Decision = "decision",
        /// Who was there.
        Presence = "presence",
        /// That the record was adjusted.
        Adjustment = "adjustment",
        /// Where people sign.
        Signatures = "signatures",
        /// That the record is announced.
        Notice = "notice",
        /// The matter in short.
        Summary = "summary",
        /// The documents that a decision rests on.
        Basis = "basis",
        /// How proposals were put.
        Course = "course",
        /// A vote.
        Vote = "vote",
        /// That somebody reserved himself or herself.
        Reservation = "reservation",
        /// An opinion of somebody's own.
        SeparateOpinion = "separate_opinion",
        /// What somebody had noted in the record.
        Remark = "remark",
        /// To whom a decision is sent.
        SentTo = "sent_to",
    }
}

noun! {
    /// What a house calls something in its records and letters.
    pub struct HouseWord = "house_style_word" / "house-style-words", label sv, in HouseStyle as house_style by heading {
        /// What is called so.
        heading: HouseHeading,
        /// The word in Swedish.
        sv: String,
        /// The word in English.
        en: Option<String>,
    }
}

noun! {
    /// A line on which somebody signs, in order.
    pub struct HouseSignature = "house_style_signature" / "house-style-signatures", label office, in HouseStyle as house_style {
        /// As what one signs, as `Ordförande`.
        office: String,
        /// The post whose holder signs.
        post: Option<To<Post>>,
        /// What is said below the line.
        caption: Option<String>,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::noun::Noun;

    #[test]
    fn what_belongs_to_a_style_is_nested_under_short_names() {
        let keys: Vec<&str> =
            [&HouseLogo::DEF, &HouseWord::DEF, &HouseSignature::DEF].map(|n| n.nested_key()).to_vec();
        assert_eq!(keys, ["logo", "word", "signature"]);
    }
}
