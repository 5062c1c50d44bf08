//! Facts that only some kinds of rules look at: read only where there is such a rule, or a body that law is for.

use super::gather::Gathered;
use crate::error::ActionError;
use genbo_domain::{
    noun::NounDef,
    rule::RuleKind,
    value::{StoredValue, ThingId},
};
use genbo_rules::catalogue;
use std::collections::BTreeSet;

impl Gathered<'_> {
    /// Whether some body has a profile that law may be for.
    pub(super) fn has_profiles(&self) -> bool {
        let Some((at, _)) = NounDef::named("body").and_then(|n| n.field("profile")) else { return false };
        let of_law = |value: &StoredValue| matches!(value, StoredValue::Text(word) if !["network", "association_board"].contains(&word.as_str()));
        self.rows_of("body").any(|row| row.values[at].as_ref().is_some_and(of_law))
    }

    /// The facts that rules of those kinds look at, and others do not.
    pub(super) async fn only_for(
        &mut self,
        home: ThingId,
        kinds: &BTreeSet<RuleKind>,
    ) -> Result<(), ActionError> {
        let nouns: BTreeSet<&str> = kinds.iter().flat_map(|k| catalogue::looks_at(*k)).copied().collect();
        for noun in nouns {
            match noun {
                "vote" => self.by(noun, "item", &self.of("item")).await?,
                "agenda" => self.by(noun, "meeting", &self.of("meeting")).await?,
                "dispatch" => {
                    self.by(noun, "item", &self.of("item")).await?;
                    self.by(noun, "agenda", &self.of("agenda")).await?;
                    self.by(noun, "record", &self.of("record")).await?;
                }
                "statistic" => {
                    let members = self.referred("membership", "member");
                    self.by(noun, "organisation", &members).await?;
                }
                "key_share" => self.by(noun, "key", &self.of("key")).await?,
                "course" => self.by(noun, "cooperation", &[home]).await?,
                "matter" => {
                    let matters = self.referred("item", "matter");
                    self.ids(noun, &matters).await?;
                }
                "goal" => self.by(noun, "plan", &self.of("plan")).await?,
                "rule_answer" => self.by(noun, "rule", &self.of("rule")).await?,
                // What belongs to these is read when they are there.
                _ => {}
            }
        }
        if kinds.contains(&RuleKind::Majority) {
            self.by("ballot", "vote", &self.of("vote")).await?;
        }
        if kinds.contains(&RuleKind::Capacity) {
            self.by("course_edition", "course", &self.of("course")).await?;
            self.by("course_need", "course", &self.of("course")).await?;
        }
        Ok(())
    }
}
