//! Organisations: who they are, what became of them, and the dated figures that rules need about them.

use crate::{
    count::Count, edtf::Edtf, noun, noun::To, pattern::NumberPattern, target, value::Prose, value::Url,
    vocabulary,
};

target! {
    /// Whoever can have bodies, posts and documents, and be a member.
    pub Party = ["organisation", "cooperation"]
}

vocabulary! {
    /// What an organisation is. A set: a municipality can carry a region's tasks as well.
    pub enum OrganisationKind = "organisation_kind" {
        /// Kommun.
        Municipality = "municipality",
        /// Region.
        Region = "region",
        /// Länsstyrelse.
        CountyBoard = "county_board",
        /// Kommunalförbund.
        Federation = "federation",
        /// Ideell eller ekonomisk förening.
        Association = "association",
        /// Bolag.
        Company = "company",
        /// The host of a joint board (gemensam nämnd).
        JointBoardHost = "joint_board_host",
        /// Förvaltning.
        Administration = "administration",
        /// Enhet, avdelning.
        Unit = "unit",
        /// Arbetsplats.
        Workplace = "workplace",
        /// State authority.
        StateAuthority = "state_authority",
        /// A public inquiry (statlig utredning).
        StateInquiry = "state_inquiry",
        /// A fund or other financier.
        Fund = "fund",
        /// Consultant or other supplier.
        Consultant = "consultant",
        /// A group of people without form of its own.
        Group = "group",
        /// Something else.
        Other = "other",
    }
}

noun! {
    /// A legal person, or a part of one, that takes part in cooperation.
    pub struct Organisation = "organisation" / "organisations", label name {
        /// Name as it is used.
        name: String,
        /// Short name for pictures and narrow columns.
        short_name: Option<String>,
        /// What it is; several words if it carries several tasks.
        kinds: Vec<OrganisationKind>,
        /// The organisation that it is a part of.
        part_of: Option<To<Organisation>>,
        /// Municipality code or region code of the base register.
        code: Option<String>,
        /// County code of the base register.
        county_code: Option<String>,
        /// Name of the legal person, where it differs.
        legal_name: Option<String>,
        /// Registration number of the legal person.
        registration_number: Option<String>,
        /// Pattern of its case numbers.
        case_pattern: Option<NumberPattern>,
        /// Pattern of its document numbers.
        document_pattern: Option<NumberPattern>,
        /// Website.
        website: Option<Url>,
        /// When it exists.
        valid: Option<Edtf>,
        /// What else is known.
        note: Option<Prose>,
    }
}

vocabulary! {
    /// What of an organisation passes to another; each part passes on its own.
    pub enum SuccessionPart = "succession_part" {
        /// The name.
        Name = "name",
        /// The legal person.
        LegalPerson = "legal_person",
        /// The registration number.
        RegistrationNumber = "registration_number",
        /// The territory.
        Territory = "territory",
        /// Rights and obligations.
        Obligations = "obligations",
    }
}

noun! {
    /// What passed from one organisation to another, and when. History stays with the one that had it.
    pub struct Succession = "succession" / "successions", label from {
        /// The organisation that had it.
        from: To<Organisation>,
        /// The organisation that has it now.
        to: To<Organisation>,
        /// What passed.
        parts: Vec<SuccessionPart>,
        /// When.
        when: Option<Edtf>,
        /// What else is known.
        note: Option<Prose>,
    }
}

noun! {
    /// A break in the school year of an organisation that runs schools: each municipality sets its own.
    pub struct SchoolBreak = "school_break" / "school_breaks", label title, in Organisation as organisation {
        /// What it is called, as `Sportlov`.
        title: String,
        /// From when to when, both days included.
        when: Edtf,
    }
}

noun! {
    /// A figure about an organisation on a date, with its source: population, rank, distance.
    pub struct Statistic = "statistic" / "statistics", label measure, in Organisation as organisation {
        /// What is measured, as `population`.
        measure: String,
        /// The part of it that is counted, as an age group.
        subset: Option<String>,
        /// The figure.
        value: Count,
        /// The date that it holds for.
        when: Edtf,
    }
}
