//! The sentences that only one kind of rule says, one for each [`More`].

use super::sentence::Speaker;
use crate::words;
use genbo_rules::say::More;

impl Speaker<'_> {
    /// One sentence for each; the match is a table, and has no arm for all the rest.
    pub(super) fn more(&self, more: &More) -> String {
        let l = self.lang;
        let p = |sv: &str, en: &str| l.pick(sv, en).to_owned();
        match more {
            More::OnlyIfMoved(day) => format!(
                "{} {}.",
                p(
                    "Det är i tid bara om sista dagen flyttas till nästa vardag,",
                    "It is in time only if the last day moves to the next working day,"
                ),
                l.day(*day)
            ),
            More::LastWas(thing, day) => {
                format!("{} {}, {}.", p("Senast:", "Last time:"), self.name(*thing), l.day(*day))
            }
            More::ComesAgain(thing) => {
                format!("{} {}.", p("Det kommer igen i tid:", "It comes again in time:"), self.name(*thing))
            }
            More::NextBy(day) => format!("{} {}.", p("Nästa senast", "Next at latest on"), l.day(*day)),
            More::NotAgainBy(day) => format!(
                "{} {} {}.",
                p("Till och med", "Until and with"),
                l.day(*day),
                p("har det inte kommit igen", "it has not come again")
            ),
            More::NeverYet => p("Det har inte varit någon gång än.", "It has not been yet."),
            More::NotPassed(body) => {
                format!("{} {}.", p("Har inte varit hos", "Has not been with"), self.name(*body))
            }
            More::WrongPassage(first, second) => format!(
                "{} {} {} {}.",
                p("Var hos", "Was with"),
                self.name(*first),
                p("före", "before"),
                self.name(*second)
            ),
            More::OtherText { here, there, was, is } => format!(
                "{} {}: ”{was}”. {}: ”{is}”.",
                p("Besluten har inte samma lydelse.", "The decisions have not the same text."),
                self.name(*here),
                self.name(*there)
            ),
            More::NotDecidedBy(bodies) => {
                format!("{} {}.", p("Har inte beslutat:", "Have not decided:"), self.names(bodies))
            }
            More::DecidedAlike => p("Besluten finns och stämmer.", "The decisions are there and agree."),
            More::FigureMissing(things) if things.is_empty() => {
                p("Det finns ingen siffra att räkna med.", "There is no figure to reckon with.")
            }
            More::FigureMissing(things) => {
                format!("{} {}.", p("Siffran saknas för", "The figure is missing for"), self.names(things))
            }
            More::NotAmongLargest(things) => format!(
                "{} {}.",
                p("Har plats men hör inte till de största:", "Have a seat but are not among the largest:"),
                self.names(things)
            ),
            More::LargestIs(n, figure) => format!(
                "{} {}; {} {}.",
                p("Antal största:", "Number of largest:"),
                l.whole(*n),
                p("den minsta av dem har", "the smallest of them has"),
                l.whole(*figure)
            ),
            More::Participants { enrolled, should } => format!(
                "{} {}. {} {}.",
                p("Deltagare:", "Participants:"),
                l.count(enrolled),
                p("Regeln säger", "The rule says"),
                should.as_ref().map_or_else(String::new, |c| l.count(c))
            ),
            More::NumbersAreAdvice => {
                p("Antalen är riktvärden och inga gränser.", "The numbers are advice and no limits.")
            }
            More::NotSentTo(things) => {
                format!("{} {}.", p("Inte inlagt för", "Not entered for"), self.names(things))
            }
            More::NobodyThere(item) => format!(
                "{} {}.",
                p(
                    "Ingen av dem som ska vara med var med vid",
                    "None of those who must be there was there at"
                ),
                self.name(*item)
            ),
            More::ThereToo(item) => format!(
                "{} {}.",
                p("Någon var med vid en punkt som inte hör dit:", "Somebody was there at another item:"),
                self.name(*item)
            ),
            More::Asks(question) => format!("{} {question}", p("Behöver svar:", "Needs an answer:")),
            More::Replied { reply, by, when } => format!(
                "{}, {}: {}.",
                words::capital(by),
                l.date(when),
                words::word(l, "rule_reply", reply.as_str())
            ),
            More::MajorityRight(true) => p("Ja vann, som rösterna ger.", "Yes won, as the votes give."),
            More::MajorityRight(false) => {
                p("Ja vann inte, som rösterna ger.", "Yes did not win, as the votes give.")
            }
            More::MajorityWrong(true) => p(
                "Ja uppges ha vunnit, men rösterna räcker inte.",
                "Yes is said to have won, but the votes are not enough.",
            ),
            More::MajorityWrong(false) => p(
                "Ja uppges inte ha vunnit, men rösterna räcker.",
                "Yes is said not to have won, but the votes are enough.",
            ),
            More::VoteIs { yes, no } => {
                format!("{} {}, {} {}.", l.whole(*yes), p("ja", "yes"), l.whole(*no), p("nej", "no"))
            }
            More::TieSettled(by) => format!(
                "{} {}.",
                p("Lika röstetal, avgjort genom", "A tie, settled by"),
                words::word(l, "tie_break", by.as_str())
            ),
            More::TieSettledWrongly(by) => format!(
                "{} {}.",
                p("Lika röstetal får inte avgöras genom", "A tie may not be settled by"),
                words::word(l, "tie_break", by.as_str())
            ),
        }
    }
}
