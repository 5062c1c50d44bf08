//! What the headings of records and letters are called, where a house has no words of its own for them.

use super::vocabularies::Word;

/// Each vocabulary with its words.
pub(super) static VOCABULARIES: &[(&str, &[Word])] = &[
    (
        "house_heading",
        &[
            ("record", "protokoll", "record"),
            ("call", "kallelse", "call"),
            ("agenda", "dagordning", "agenda"),
            ("paragraph", "§", "§"),
            ("background", "bakgrund", "background"),
            ("proposal", "förslag till beslut", "proposed decision"),
            ("decision", "beslut", "decision"),
            ("presence", "närvarande", "present"),
            ("adjustment", "justering", "adjustment"),
            ("signatures", "underskrifter", "signatures"),
            ("notice", "anslag", "notice"),
            ("summary", "sammanfattning", "summary"),
            ("basis", "beslutsunderlag", "basis of the decision"),
            ("course", "beslutsgång", "course of the decision"),
            ("vote", "omröstning", "vote"),
            ("reservation", "reservation", "reservation"),
            ("separate_opinion", "särskilt yttrande", "separate opinion"),
            ("remark", "protokollsanteckning", "remark for the record"),
            ("sent_to", "beslutet skickas till", "the decision is sent to"),
        ],
    ),
    (
        "decision_place",
        &[("first", "före ärendet", "before the matter"), ("last", "efter ärendet", "after the matter")],
    ),
    (
        "clause_form",
        &[
            ("numbered", "numrerade meningar", "numbered sentences"),
            ("that", "att-satser", "clauses that begin with att"),
        ],
    ),
];
