//! Cooperations: what members do together, who the members are, and how they are grouped.

use crate::{
    edtf::Edtf, governing_document::GoverningDocument, noun, noun::To, organisation::Organisation,
    organisation::Party, value::Prose, value::Url, vocabulary,
};

vocabulary! {
    /// The form in which members cooperate.
    pub enum CooperationForm = "cooperation_form" {
        /// Kommunalförbund: a legal person of its own.
        Federation = "federation",
        /// Förening.
        Association = "association",
        /// Gemensam nämnd.
        JointBoard = "joint_board",
        /// Avtalssamverkan.
        Contract = "contract",
        /// Avsiktsförklaring.
        LetterOfIntent = "letter_of_intent",
        /// Nätverk without legal form.
        Network = "network",
        /// A regional arrangement of a county's authorities and municipalities.
        Arrangement = "arrangement",
    }
}

noun! {
    /// Something that members do together: a legal person, or an arrangement without one.
    pub struct Cooperation = "cooperation" / "cooperations", label name {
        /// Name as it is used.
        name: String,
        /// Short name for pictures and narrow columns.
        short_name: Option<String>,
        /// Other names in the documents.
        aliases: Vec<String>,
        /// Legal form.
        form: Option<CooperationForm>,
        /// The legal person that it is, if it is one.
        organisation: Option<To<Organisation>>,
        /// The document that it rests on.
        basis: Option<To<GoverningDocument>>,
        /// The rule pack whose law applies, as `se`; none if left out.
        jurisdiction: Option<String>,
        /// What it is for, in our own words.
        purpose: Option<Prose>,
        /// Why the members cooperate.
        motives: Vec<String>,
        /// Website.
        website: Option<Url>,
        /// When it exists.
        valid: Option<Edtf>,
        /// Whether everybody may read how its rules of procedure are kept, and not only its members.
        publishes_findings: Option<bool>,
        /// What else is known.
        note: Option<Prose>,
    }
}

vocabulary! {
    /// How a member takes part.
    pub enum MembershipKind = "membership_kind" {
        /// In everything.
        Full = "full",
        /// In some areas or subjects.
        Partial = "partial",
        /// Beside the members, without being one.
        Associated = "associated",
        /// As a partner in a project or agreement.
        Partner = "partner",
        /// As an observer.
        Observer = "observer",
    }
}

noun! {
    /// One member's membership in a cooperation. The member can itself be a cooperation.
    pub struct Membership = "membership" / "memberships", label member, in Cooperation as cooperation by member {
        /// Who is the member.
        member: To<Party>,
        /// How it takes part.
        kind: Option<MembershipKind>,
        /// The areas or subjects that it takes part in, if not all.
        areas: Vec<String>,
        /// The condition that it rests on.
        condition: Option<Prose>,
        /// From when to when.
        valid: Option<Edtf>,
    }
}

vocabulary! {
    /// What holds a group of members together.
    pub enum GroupKind = "group_kind" {
        /// A corner of a county (hörn).
        Corner = "corner",
        /// A health-care area (sjukvårdsområde).
        HealthCareArea = "health_care_area",
        /// A county.
        County = "county",
        /// A ranking, as the four largest.
        Rank = "rank",
        /// Something else.
        Other = "other",
    }
}

noun! {
    /// A group of a cooperation's members that can fill seats together.
    pub struct Group = "group" / "groups", label name, in Cooperation as cooperation by name {
        /// Name.
        name: String,
        /// What holds it together.
        kind: Option<GroupKind>,
        /// The members in it, as far as the source names them.
        members: Vec<To<Organisation>>,
        /// The larger group that it divides.
        part_of: Option<To<Group>>,
        /// What else is known.
        note: Option<Prose>,
    }
}
