//! Bodies: boards, networks, steering groups, forums. One type; what differs between them is data.

use crate::{
    agreement::Area, count::Count, duration::Duration, edtf::Edtf, item::Item, noun, noun::To,
    organisation::Organisation, organisation::Party, pattern::NumberPattern, post::Post, target,
    value::Prose, vocabulary,
};

vocabulary! {
    /// The profile of a body: what law attaches to it, and the defaults of its settings.
    pub enum Profile = "profile" {
        /// Fullmäktige, förbundsfullmäktige.
        Assembly = "assembly",
        /// Förbundsdirektion: assembly and board in one.
        Directorate = "directorate",
        /// Styrelse, nämnd under municipal law.
        Board = "board",
        /// Gemensam nämnd.
        JointBoard = "joint_board",
        /// Utskott, beredning under municipal law.
        Committee = "committee",
        /// Anything that no law regulates: network, steering group, forum.
        Network = "network",
        /// The board of an association.
        AssociationBoard = "association_board",
    }
}

impl Profile {
    /// Whether municipal law says how such a body decides, and how its record comes about.
    pub const fn is_statutory(self) -> bool {
        match self {
            Profile::Assembly
            | Profile::Directorate
            | Profile::Board
            | Profile::JointBoard
            | Profile::Committee => true,
            Profile::Network | Profile::AssociationBoard => false,
        }
    }
}

vocabulary! {
    /// What people call such a body.
    pub enum BodyKind = "body_kind" {
        /// Styrelse, direktion, nämnd.
        Board = "board",
        /// Utskott.
        Committee = "committee",
        /// Nätverk.
        Network = "network",
        /// Forum, samråd, dialog.
        Forum = "forum",
        /// Råd.
        Council = "council",
        /// Styrgrupp.
        SteeringGroup = "steering_group",
        /// Ledningsgrupp.
        ManagementGroup = "management_group",
        /// Referensgrupp.
        ReferenceGroup = "reference_group",
        /// Arbetsgrupp.
        WorkingGroup = "working_group",
        /// Projektgrupp.
        ProjectGroup = "project_group",
        /// Chefsmöte and other meetings of a whole category.
        GeneralMeeting = "general_meeting",
        /// Kansli, sekretariat.
        Secretariat = "secretariat",
        /// Förvaltning as addressee of commissions.
        Administration = "administration",
        /// Revision.
        Audit = "audit",
        /// A body of others, outside the cooperation.
        External = "external",
    }
}

vocabulary! {
    /// Where a body is in its life.
    pub enum BodyStatus = "body_status" {
        /// Somebody has proposed it.
        Proposed = "proposed",
        /// It may not start before a named discussion or decision.
        Gated = "gated",
        /// It exists.
        Established = "established",
        /// It exists, carried over from a predecessor.
        CarriedOver = "carried_over",
        /// It has ended.
        Closed = "closed",
    }
}

vocabulary! {
    /// What a body may do with a matter.
    pub enum Power = "power" {
        /// It decides.
        Decides = "decides",
        /// It prepares the matter for another body.
        Prepares = "prepares",
        /// It recommends a decision to another body.
        Recommends = "recommends",
        /// It gives advice.
        Advises = "advises",
        /// It anchors among those that it represents.
        Anchors = "anchors",
        /// It discusses, without more.
        Discusses = "discusses",
        /// It carries out.
        CarriesOut = "carries_out",
    }
}

vocabulary! {
    /// Whether and how a member can be replaced at a meeting.
    pub enum SubstituteRegime = "substitute_regime" {
        /// Nobody may be sent instead.
        Forbidden = "forbidden",
        /// Each member has a substitute of his or her own.
        Personal = "personal",
        /// Substitutes are called in a set order.
        Ordered = "ordered",
        /// Substitutes are called by party, in each party's order.
        ByParty = "by_party",
        /// Anybody may be sent instead.
        Free = "free",
    }
}

vocabulary! {
    /// When a member who has stopped serving at a meeting may serve again the same day.
    pub enum ReturnRegime = "return_regime" {
        /// Never.
        Never = "never",
        /// Only after having been disqualified.
        AfterDisqualification = "after_disqualification",
        /// Always.
        Free = "free",
    }
}

vocabulary! {
    /// How long a series of § numbers goes on before it begins with 1 again.
    pub enum NumberPeriod = "number_period" {
        /// A calendar year.
        CalendarYear = "calendar_year",
        /// Without end.
        Continuous = "continuous",
        /// Each meeting has its own.
        Meeting = "meeting",
    }
}

vocabulary! {
    /// What a body leaves behind it in writing.
    pub enum RecordKind = "record_kind" {
        /// Protokoll that is adjusted.
        Minutes = "minutes",
        /// Minnesanteckningar.
        Notes = "notes",
        /// Separate notes of a part or of a guest.
        SeparateNotes = "separate_notes",
        /// Nothing.
        None = "none",
    }
}

target! {
    /// Whom a body can advise: a post or another body.
    pub Advised = ["post", "body"]
}

noun! {
    /// A group of seats that meets: always somebody's, never only a name.
    pub struct Body = "body" / "bodies", label name {
        /// The organisation or cooperation that it belongs to.
        owner: To<Party>,
        /// Name as it is used.
        name: String,
        /// Short name for pictures and narrow columns.
        short_name: Option<String>,
        /// Other names in the documents.
        aliases: Vec<String>,
        /// What law attaches to it; nothing if left out.
        profile: Option<Profile>,
        /// What people call such a body.
        kind: Option<BodyKind>,
        /// Where it is in its life.
        status: Option<BodyStatus>,
        /// What must have happened before it may start.
        gate: Option<Prose>,
        /// When it exists.
        valid: Option<Edtf>,
        /// The decisions that established it or set its gate.
        decided_by: Vec<To<Item>>,
        /// The body that it was carried over from.
        predecessor: Option<To<Body>>,
        /// The body that it is a part of.
        part_of: Option<To<Body>>,
        /// The bodies whose members together are its members.
        composed_of: Vec<To<Body>>,
        /// The bodies that it reports to.
        reports_to: Vec<To<Body>>,
        /// Whom it advises.
        advises: Vec<To<Advised>>,
        /// Who runs it, where that is not its owner.
        operated_by: Option<To<Party>>,
        /// The cooperation areas that it works with.
        areas: Vec<To<Area>>,
        /// What it may do in general.
        powers: Vec<Power>,
        /// Who sits in it, in words.
        composition: Option<Prose>,
        /// How many persons it has.
        size: Option<Count>,
        /// Whether members can be replaced.
        substitutes: Option<SubstituteRegime>,
        /// When a member who has stopped serving may serve again the same day; by its profile if left out.
        returns: Option<ReturnRegime>,
        /// Whether it may decide between meetings, by asking all its members (per capsulam).
        between_meetings: Option<bool>,
        /// Who calls it, in words or by post.
        convener: Option<To<Post>>,
        /// How often it meets, in words.
        frequency: Option<Prose>,
        /// How long a meeting is.
        meeting_length: Option<Duration>,
        /// The points that stand on every agenda.
        standing_items: Vec<String>,
        /// How long before a meeting the call goes out.
        call_lead: Option<Duration>,
        /// What it leaves behind it in writing.
        record_kind: Option<RecordKind>,
        /// How many adjusters its records have.
        adjusters: Option<Count>,
        /// Pattern of its § numbers.
        paragraph_pattern: Option<NumberPattern>,
        /// How long its series of § numbers goes on; a calendar year if left out.
        paragraph_period: Option<NumberPeriod>,
        /// Pattern of its record numbers, as n/year.
        record_pattern: Option<NumberPattern>,
        /// Who keeps its archive.
        archive_owner: Option<To<Organisation>>,
        /// Whose diary its matters stand in.
        diary: Option<To<Organisation>>,
        /// Where its notices are posted.
        notice_board: Option<String>,
        /// Its place among the rings of the year wheel, from outside, 1 first.
        ring: Option<i64>,
        /// What it is for, in our own words.
        purpose: Option<Prose>,
        /// What else is known.
        note: Option<Prose>,
    }
}

noun! {
    /// What a body may do with one kind of matter.
    pub struct Remit = "remit" / "remits", label subject, in Body as body {
        /// The kind of matter.
        subject: String,
        /// What it may do.
        power: Power,
        /// Towards which body.
        towards: Option<To<Body>>,
        /// What else is known.
        note: Option<Prose>,
    }
}
