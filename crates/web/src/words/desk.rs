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
    ("fee_unit", &[("meeting", "möte", "meeting"), ("hour", "påbörjad timme", "hour that has begun")]),
    (
        "reworded_part",
        &[
            ("summary", "sammanfattningen", "the summary"),
            ("background", "bakgrunden", "the background"),
            ("course", "gången", "the course"),
            ("decision", "beslutet", "the decision"),
        ],
    ),
    (
        "vote_step",
        &[
            ("formal", "formellt yrkande för sig", "a formal motion by itself"),
            ("counter", "motförslag till huvudomröstningen", "the counter-proposal"),
            ("main", "huvudfrågan", "the main question"),
            ("addition", "tilläggsyrkande för sig", "an addition by itself"),
            ("run_off", "ny omröstning vid lika röstetal", "another vote after a tie"),
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
    (
        "sign_role",
        &[
            ("secretary", "sekreterare", "secretary"),
            ("chair", "ordförande", "chair"),
            ("adjuster", "justerare", "adjuster"),
        ],
    ),
    (
        "sign_way",
        &[
            ("portal", "i Genbo", "in Genbo"),
            ("paper", "på papper", "on paper"),
            ("file", "i filen", "in the file"),
        ],
    ),
    (
        "sign_level",
        &[
            ("password", "lösenord", "password"),
            ("demo", "inget: demo", "nothing: a demo"),
            ("outside", "utanför Genbo", "outside Genbo"),
        ],
    ),
    (
        "notice_ending",
        &[
            ("time", "tiden var ute", "its time was over"),
            ("early", "i förtid", "before its time"),
            ("emergency", "måste bort genast", "had to go at once"),
        ],
    ),
];
