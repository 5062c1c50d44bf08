//! Base64 (RFC 4648, § 4): bytes in a text.
//!
//! Invariant: one text for the same bytes and the other way round; what is not exactly so written is refused.

use base64::{Engine as _, engine::general_purpose::STANDARD};

/// The bytes as text.
pub fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The bytes of a text; nothing if it is not exactly what [`encode`] writes.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_not_exactly_so_written_is_refused() {
        for text in
            ["=", "A", "AA", "AA=", "A===", "AB==", "AA==AA==", "AA=A", "AAA\n", "Åaaa", "AA-_", " AAA"]
        {
            assert_eq!(decode(text), None, "{text:?}");
        }
    }

    #[test]
    fn the_examples_of_the_standard() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text).as_deref(), Some(bytes.as_bytes()));
        }
    }

    proptest! {
        #[test]
        fn bytes_come_back(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }

        #[test]
        fn a_text_is_refused_or_comes_back(text in "[A-D/+=]{0,12}") {
            if let Some(bytes) = decode(&text) {
                prop_assert_eq!(encode(&bytes), text);
            }
        }
    }
}
