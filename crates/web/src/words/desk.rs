//! Words of vocabularies about agendas, serving and votes.

use super::vocabularies::Word;

/// Vocabularies with their words.
pub(super) const VOCABULARIES: &[(&str, &[Word])] = &[
    (
        "item_arrival",
        &[
            ("late", "kom till efter kallelsen", "added after the call"),
            ("at_meeting", "anmäldes vid mötet", "raised at the meeting"),
        ],
    ),
    (
        "return_regime",
        &[
            ("never", "aldrig", "never"),
            ("after_disqualification", "bara efter jäv", "only after disqualification"),
            ("free", "alltid", "always"),
        ],
    ),
    (
        "number_period",
        &[
            ("calendar_year", "kalenderår", "calendar year"),
            ("continuous", "löpande utan slut", "without end"),
            ("meeting", "varje möte för sig", "each meeting by itself"),
        ],
    ),
    (
        "option_outcome",
        &[
            ("chosen", "vald", "chosen"),
            ("by_lot", "vald genom lottning", "chosen by lot"),
            ("final", "föll i huvudomröstningen", "fell in the final vote"),
            ("out", "föll tidigare", "fell before"),
        ],
    ),
];
