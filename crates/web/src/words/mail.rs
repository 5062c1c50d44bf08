//! What the words of mail are called: kinds of messages, states of copies, answers.

use super::vocabularies::Word;

/// Each vocabulary with its words.
pub(super) static VOCABULARIES: &[(&str, &[Word])] = &[
    (
        "message_kind",
        &[
            ("call", "kallelse", "call"),
            ("cancellation", "besked om inställt möte", "word of a meeting called off"),
            ("copy", "kopia till avsändaren", "copy to the sender"),
            ("account", "om ett konto", "about an account"),
            ("notice", "meddelande", "notice"),
        ],
    ),
    (
        "recipient_state",
        &[
            ("waiting", "väntar", "waiting"),
            ("sending", "skickas nu", "being sent"),
            ("sent", "skickat", "sent"),
            ("failed", "kom inte fram", "not delivered"),
            ("withdrawn", "återkallat", "withdrawn"),
        ],
    ),
    (
        "delivery_failure",
        &[
            ("unreachable", "e-postservern går inte att nå", "the mail server cannot be reached"),
            ("slow", "e-postservern svarade inte i tid", "the mail server did not answer in time"),
            ("unsafe", "e-postservern har ingen säker förbindelse", "the mail server has no safe connection"),
            (
                "login",
                "e-postservern godtar inte Genbos inloggning",
                "the mail server does not accept Genbo's login",
            ),
            ("later", "e-postservern bad oss försöka senare", "the mail server asked us to try later"),
            ("refused", "e-postservern tar inte emot brevet", "the mail server refuses the letter"),
            ("unwritable", "inget brev kunde göras av det", "no letter could be made of it"),
        ],
    ),
    (
        "invitation_answer",
        &[
            ("accepted", "kommer", "coming"),
            ("tentative", "kanske", "perhaps"),
            ("declined", "kommer inte", "not coming"),
        ],
    ),
];
