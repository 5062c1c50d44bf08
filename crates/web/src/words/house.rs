//! What the headings of records and letters are called, where a house has no words of its own for them.

use super::vocabularies::Word;

/// Each vocabulary with its words.
pub(super) static VOCABULARIES: &[(&str, &[Word])] = &[(
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
    ],
)];
