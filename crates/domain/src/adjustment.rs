//! The adjustment of a record: who signs, what they sign, and when the record is adjusted.
//!
//! Invariant: a round is adjusted only when everybody who signs has approved the very paper that becomes the record; whoever
//! approved another one has approved nothing.

use crate::vocabulary;

vocabulary! {
    /// As what somebody signs a record.
    pub enum SignRole = "sign_role" {
        /// Who kept it.
        Secretary = "secretary",
        /// Who chaired.
        Chair = "chair",
        /// Who was chosen to adjust it.
        Adjuster = "adjuster",
    }
}

vocabulary! {
    /// How somebody signed.
    pub enum SignWay = "sign_way" {
        /// In the portal.
        Portal = "portal",
        /// By hand on paper, which was then put down here.
        Paper = "paper",
        /// By a signature in a file of the same paper.
        File = "file",
    }
}

vocabulary! {
    /// How it was made sure who signed.
    pub enum SignLevel = "sign_level" {
        /// The password was asked for once more.
        Password = "password",
        /// Nothing: this is a demo's user, whom anybody may choose.
        Demo = "demo",
        /// Elsewhere; who put it down answers for it.
        Outside = "outside",
    }
}

vocabulary! {
    /// Where a round is.
    pub enum RoundState = "round_state" {
        /// It goes on.
        Open = "open",
        /// Everybody has approved the same paper.
        Adjusted = "adjusted",
        /// It was ended without that.
        Ended = "ended",
    }
}

/// Somebody who signs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Signer<D> {
    /// Its number.
    pub id: i64,
    /// As what.
    pub role: SignRole,
    /// Whether somebody else signs instead.
    pub replaced: bool,
    /// The paper that he or she has approved.
    pub approved: Option<D>,
}

/// A round: `D` names a paper so that two are the same only if every byte of them is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Round<D> {
    /// Where it is.
    pub state: RoundState,
    /// Who signs.
    pub signers: Vec<Signer<D>>,
    /// The paper that is to be approved.
    pub paper: Option<D>,
}

/// What is done in a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act<D> {
    /// A paper is put before those who sign.
    Propose(D),
    /// Somebody approves a paper.
    Approve(i64, D),
    /// Something about the record is talked over again: the paper before them is none any more.
    Reopen,
    /// Somebody else signs instead; the number of the new one.
    Replace(i64, i64),
    /// The round is ended.
    End,
}

/// Why something cannot be done in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotNow {
    /// The round is over.
    Over,
    /// No paper has been put before those who sign.
    NoPaper,
    /// Another paper is before those who sign by now.
    OtherPaper,
    /// He or she does not sign, or does so no more.
    NoSigner,
    /// He or she has approved it already.
    Twice,
}

impl<D: Clone + PartialEq> Round<D> {
    /// Those who sign.
    pub fn signing(&self) -> impl Iterator<Item = &Signer<D>> {
        self.signers.iter().filter(|s| !s.replaced)
    }

    /// Those who have not approved the paper that is before them.
    pub fn lacking(&self) -> impl Iterator<Item = &Signer<D>> {
        self.signing().filter(|s| self.paper.is_none() || s.approved != self.paper)
    }

    /// The round after something was done in it.
    pub fn after(&self, act: &Act<D>) -> Result<Round<D>, NotNow> {
        if self.state != RoundState::Open {
            return Err(NotNow::Over);
        }
        let mut next = self.clone();
        match act {
            Act::Propose(paper) => next.paper = Some(paper.clone()),
            Act::Reopen => next.paper = None,
            Act::End => next.state = RoundState::Ended,
            Act::Replace(old, new) => {
                if self.signers.iter().any(|s| s.id == *new) {
                    return Err(NotNow::Twice);
                }
                let signer = next.signers.iter_mut().find(|s| s.id == *old && !s.replaced);
                let signer = signer.ok_or(NotNow::NoSigner)?;
                signer.replaced = true;
                let role = signer.role;
                next.signers.push(Signer { id: *new, role, replaced: false, approved: None });
            }
            Act::Approve(who, paper) => {
                let before = self.paper.as_ref().ok_or(NotNow::NoPaper)?;
                if before != paper {
                    return Err(NotNow::OtherPaper);
                }
                let signer = next.signers.iter_mut().find(|s| s.id == *who && !s.replaced);
                let signer = signer.ok_or(NotNow::NoSigner)?;
                if signer.approved.as_ref() == Some(paper) {
                    return Err(NotNow::Twice);
                }
                signer.approved = Some(paper.clone());
                if next.lacking().next().is_none() {
                    next.state = RoundState::Adjusted;
                }
            }
        }
        Ok(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn signer(id: i64, role: SignRole) -> Signer<u8> {
        Signer { id, role, replaced: false, approved: None }
    }

    fn round() -> Round<u8> {
        let signers = vec![signer(1, SignRole::Chair), signer(2, SignRole::Adjuster)];
        Round { state: RoundState::Open, signers, paper: None }
    }

    fn acts() -> Vec<Act<u8>> {
        let mut acts =
            vec![Act::Reopen, Act::End, Act::Replace(1, 3), Act::Replace(2, 3), Act::Replace(2, 4)];
        for paper in [10, 11] {
            acts.push(Act::Propose(paper));
            acts.extend((1..=4).map(|who| Act::Approve(who, paper)));
        }
        acts
    }

    /// Every state that any sequence of acts leads to, with what was done last.
    fn reached() -> Vec<Round<u8>> {
        let (mut seen, mut open) = (HashSet::from([round()]), vec![round()]);
        while let Some(state) = open.pop() {
            for next in acts().iter().filter_map(|act| state.after(act).ok()) {
                if seen.insert(next.clone()) {
                    open.push(next);
                }
            }
        }
        seen.into_iter().collect()
    }

    #[test]
    fn no_sequence_of_acts_adjusts_a_paper_that_somebody_who_signs_has_not_approved() {
        let all = reached();
        assert!(all.len() > 100, "{}", all.len());
        let adjusted: Vec<_> = all.iter().filter(|r| r.state == RoundState::Adjusted).collect();
        assert!(!adjusted.is_empty());
        for r in adjusted {
            let paper = r.paper.as_ref().expect("something was approved");
            assert!(r.signing().all(|s| s.approved.as_ref() == Some(paper)), "{r:?}");
            assert!(r.signing().any(|s| s.role == SignRole::Adjuster), "{r:?}");
            assert!(r.signing().any(|s| s.role == SignRole::Chair), "{r:?}");
        }
    }

    #[test]
    fn nothing_is_done_in_a_round_that_is_over() {
        for r in reached().iter().filter(|r| r.state != RoundState::Open) {
            assert!(acts().iter().all(|act| r.after(act) == Err(NotNow::Over)), "{r:?}");
        }
    }

    #[test]
    fn a_round_is_open_while_somebody_lacks_and_only_the_last_approval_adjusts() {
        for r in reached().iter().filter(|r| r.state == RoundState::Open) {
            assert!(r.lacking().next().is_some(), "{r:?}");
            for act in acts() {
                let adjusts = r.after(&act).is_ok_and(|n| n.state == RoundState::Adjusted);
                let last = matches!(act, Act::Approve(who, paper)
                    if r.paper == Some(paper) && r.lacking().all(|s| s.id == who));
                assert_eq!(adjusts, last, "{r:?} {act:?}");
            }
        }
    }

    #[test]
    fn an_approval_without_a_paper_of_another_paper_by_somebody_else_or_twice_is_refused() {
        let r = round();
        assert_eq!(r.after(&Act::Approve(1, 10)), Err(NotNow::NoPaper));
        let r = r.after(&Act::Propose(10)).unwrap();
        assert_eq!(r.after(&Act::Approve(1, 11)), Err(NotNow::OtherPaper));
        assert_eq!(r.after(&Act::Approve(9, 10)), Err(NotNow::NoSigner));
        let r = r.after(&Act::Approve(1, 10)).unwrap();
        assert_eq!(r.after(&Act::Approve(1, 10)), Err(NotNow::Twice));
        let r = r.after(&Act::Replace(2, 3)).unwrap();
        assert_eq!(r.after(&Act::Approve(2, 10)), Err(NotNow::NoSigner));
        assert_eq!(r.after(&Act::Replace(1, 3)), Err(NotNow::Twice));
    }

    #[test]
    fn what_was_approved_counts_no_more_when_another_paper_is_put_forward_and_again_when_it_comes_back() {
        let r = round().after(&Act::Propose(10)).unwrap().after(&Act::Approve(1, 10)).unwrap();
        let other = r.after(&Act::Propose(11)).unwrap();
        assert_eq!(other.lacking().count(), 2);
        let back = other.after(&Act::Propose(10)).unwrap();
        assert_eq!(back.lacking().map(|s| s.id).collect::<Vec<_>>(), [2]);
    }
}
