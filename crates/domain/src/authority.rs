//! Authority: which role may do what to which noun, and through which references a thing lies within a role's scope.
//!
//! Invariant: this is the whole of it. A role counts in its scope (an organisation, a cooperation, a body or the whole
//! installation) and for everything that leads up to that scope; where no role counts, the answer is no.

use crate::{noun::NounDef, vocabulary};

vocabulary! {
    /// What an account is in its scope.
    pub enum Role = "role" {
        /// Looks after accounts, and may do everything in its scope.
        Administrator = "administrator",
        /// Arranges, calls and records: förbundskansli, sekretariat, nämndsekreterare.
        Secretary = "secretary",
        /// Registers matters and tells who represents the organisation.
        Registrar = "registrar",
        /// Leads an organisation and tells who represents it.
        ChiefExecutive = "chief_executive",
        /// Takes part in networks, courses and examples.
        Employee = "employee",
        /// Sits in a body.
        Member = "member",
    }
}

vocabulary! {
    /// What somebody may be allowed to do.
    pub enum Permission = "permission" {
        /// Bring whole files of cooperations in, and the register.
        Import = "import",
        /// Say who has which account and role.
        ManageAccounts = "manage_accounts",
        /// Read who changed what.
        ReadTrail = "read_trail",
        /// Send calls and other messages in somebody's name.
        Send = "send",
        /// Say how a cooperation is built, what it plans and when it meets.
        Arrange = "arrange",
        /// Record what meetings treat and decide.
        Record = "record",
        /// Keep matters, cases, documents, dispatches, referrals and answers.
        Register = "register",
        /// Say who holds which post, seat and mandate, and who is contact.
        Represent = "represent",
        /// Add what colleagues share: examples, answers home, needs of courses, what sources say.
        Contribute = "contribute",
    }
}

impl Permission {
    /// All of them, in the order in which the matrix is shown.
    pub const ALL: [Permission; 9] = [
        Permission::Arrange,
        Permission::Record,
        Permission::Register,
        Permission::Represent,
        Permission::Contribute,
        Permission::Send,
        Permission::ReadTrail,
        Permission::ManageAccounts,
        Permission::Import,
    ];
}

impl Role {
    /// All of them, in the order in which the matrix is shown.
    pub const ALL: [Role; 6] = [
        Role::Administrator,
        Role::Secretary,
        Role::Registrar,
        Role::ChiefExecutive,
        Role::Employee,
        Role::Member,
    ];

    /// Whether the role may do it in its scope. Whole files concern everybody: only who administers the whole
    /// installation brings them in, which [`Grant::may`] adds.
    pub const fn may(self, permission: Permission) -> bool {
        use Permission::{
            Arrange, Contribute, Import, ManageAccounts, ReadTrail, Record, Register, Represent, Send,
        };
        match (self, permission) {
            (Role::Administrator, _) => true,
            (_, Import | ManageAccounts) => false,
            (Role::Secretary, _) => true,
            (Role::Registrar, Register | Represent | Contribute | Send | ReadTrail) => true,
            (Role::Registrar, Arrange | Record) => false,
            (Role::ChiefExecutive, Represent | Contribute) => true,
            (Role::Employee | Role::Member, Contribute) => true,
            (Role::ChiefExecutive | Role::Employee | Role::Member, _) => false,
        }
    }
}

/// A role in its scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// An organisation, a cooperation or a body; nothing for the whole installation.
    pub scope: Option<crate::value::ThingId>,
}

impl Grant {
    /// Whether the grant lets somebody do it to a thing that lies within `reach`; without a reach, anywhere.
    pub fn may(&self, permission: Permission, reach: Option<&[crate::value::ThingId]>) -> bool {
        let everywhere = self.scope.is_none();
        self.role.may(permission)
            && (everywhere || permission != Permission::Import)
            && match (self.scope, reach) {
                (Some(scope), Some(reach)) => reach.contains(&scope),
                _ => true,
            }
    }
}

/// What one must be allowed in order to create or change a thing of the noun.
pub fn permission_for(noun: &NounDef) -> Permission {
    rule(noun.name).0
}

/// The references by which a thing of the noun lies within scopes, each as a path of fields: `of.allotted_to` is what the
/// seat of a holding is allotted to. The cooperation that it is kept with counts beside them.
pub fn upward(noun: &NounDef) -> &'static [&'static str] {
    rule(noun.name).1
}

fn rule(noun: &str) -> (Permission, &'static [&'static str]) {
    use Permission::{Arrange, Contribute, Record, Register, Represent};
    match noun {
        "organisation" => (Arrange, &["part_of"]),
        "succession" => (Arrange, &["from"]),
        "statistic" | "school_break" => (Arrange, &["organisation"]),
        "cooperation" => (Arrange, &["organisation"]),
        "body" | "post" | "governing_document" | "plan" | "indicator" | "project" | "house_style" => {
            (Arrange, &["owner"])
        }
        "house_style_logo" | "house_style_word" | "house_style_signature" => (Arrange, &["house_style"]),
        "remit" | "seat" | "theme" | "fee_rate" => (Arrange, &["body"]),
        "meeting" => (Arrange, &["bodies"]),
        "event" => (Arrange, &["cooperation", "bodies"]),
        "edition" | "section" => (Arrange, &["governing_document"]),
        "goal" | "activity" => (Arrange, &["plan"]),
        "indicator_value" => (Arrange, &["indicator"]),
        "project_part" => (Arrange, &["project"]),
        "evaluation" => (Arrange, &["subject", "by"]),
        "key_share" => (Arrange, &["key"]),
        "course_edition" => (Arrange, &["course"]),
        "rule" | "membership" | "group" | "cycle_step" | "area" | "agreement" | "key" | "course"
        | "event_series" => (Arrange, &["cooperation"]),
        "sitting" => (Arrange, &[]),
        "attendance" | "agenda" | "item" | "pause" | "record" => (Record, &["meeting"]),
        "attendance_event" => (Record, &["attendance"]),
        "clause" | "proposal" | "rewording" | "stance" | "vote" | "statement" => (Record, &["item"]),
        "ballot" | "vote_option" => (Record, &["vote"]),
        "agenda_line" => (Record, &["agenda"]),
        "notice" => (Record, &["record"]),
        "delegated_decision" => (Record, &["body"]),
        "commission" => (Record, &["given_by", "item"]),
        "way_station" => (Record, &["commission"]),
        "recommendation" => (Record, &["from_body"]),
        "home_round" => (Record, &["body"]),
        "matter" => (Register, &["owner", "initiated_by"]),
        "case" => (Register, &["organisation"]),
        "document" => (Register, &["matter", "authors"]),
        "attachment" => (Register, &["of"]),
        "dispatch" => (Register, &["sender", "recipient"]),
        "referral" => (Register, &["sender"]),
        "referral_addressee" => (Register, &["referral"]),
        "answer" => (Register, &["organisation", "referral"]),
        "implementation" => (Register, &["member"]),
        "person" => (Represent, &[]),
        "holding" => (Represent, &["of", "of.allotted_to"]),
        "mandate" => (Represent, &["body", "given_by"]),
        "contact" => (Represent, &["cooperation", "organisation"]),
        "home_round_answer" => (Contribute, &["member"]),
        "back_report" => (Contribute, &["reporter", "body"]),
        "course_need" => (Contribute, &["organisation", "course"]),
        "example" => (Contribute, &["organisation", "cooperation"]),
        "rule_waived" | "rule_answer" => (Arrange, &["rule"]),
        "complete_list" => (Contribute, &["of"]),
        "claim" => (Contribute, &["subject"]),
        // Nothing is open because somebody forgot it: only who may everything may change it.
        _ => (Permission::Import, &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{NOUNS, value::Kind, value::ThingId};

    #[test]
    fn every_noun_has_a_permission_of_its_own_and_its_paths_are_fields() {
        for noun in NOUNS {
            assert_ne!(permission_for(noun), Permission::Import, "{}", noun.name);
            for path in upward(noun) {
                let first = path.split('.').next().unwrap();
                let known = noun.field(first).is_some_and(|(_, f)| matches!(f.kind, Kind::Ref(_)));
                assert!(known, "{}.{path}", noun.name);
            }
        }
    }

    #[test]
    fn only_who_administers_the_whole_installation_brings_files_in() {
        let scope = Some(ThingId(1));
        for role in Role::ALL {
            let may = |scope| Grant { role, scope }.may(Permission::Import, None);
            assert!(!may(scope), "{role:?}");
            assert_eq!(may(None), role == Role::Administrator, "{role:?}");
        }
    }

    #[test]
    fn a_role_counts_in_its_scope_and_nowhere_else() {
        let grant = Grant { role: Role::Secretary, scope: Some(ThingId(1)) };
        assert!(!grant.may(Permission::Arrange, Some(&[])));
        assert!(!grant.may(Permission::Arrange, Some(&[ThingId(2)])));
        assert!(grant.may(Permission::Arrange, Some(&[ThingId(2), ThingId(1)])));
        assert!(grant.may(Permission::Arrange, None));
        assert!(!grant.may(Permission::ManageAccounts, Some(&[ThingId(1)])));
        assert!(Grant { role: Role::Secretary, scope: None }.may(Permission::Arrange, Some(&[ThingId(2)])));
    }

    #[test]
    fn who_only_takes_part_contributes_and_changes_nothing_else() {
        for role in [Role::Employee, Role::Member] {
            for permission in Permission::ALL {
                assert_eq!(
                    role.may(permission),
                    permission == Permission::Contribute,
                    "{role:?} {permission:?}"
                );
            }
        }
    }
}
