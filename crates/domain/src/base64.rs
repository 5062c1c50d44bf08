//! Base64 (RFC 4648, § 4): bytes in a text.
//!
//! Invariant: one text for the same bytes and the other way round; what is not exactly so written is refused.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The bytes as text.
pub fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place)) as usize & 63];
            out.push(if place <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

/// The bytes of a text; nothing if it is not exactly what [`encode`] writes.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    for chunk in text.as_bytes().chunks(4) {
        let mut bits = 0_u32;
        let mut padding = 0;
        for (place, letter) in chunk.iter().enumerate() {
            let value = match (letter, LETTERS.iter().position(|l| l == letter)) {
                (b'=', _) if place >= 2 => {
                    padding += 1;
                    0
                }
                (_, Some(value)) if padding == 0 => u32::try_from(value).ok()?,
                _ => return None,
            };
            bits = bits << 6 | value;
        }
        if chunk.len() != 4 {
            return None;
        }
        out.extend_from_slice(bits.to_be_bytes().get(1..4 - padding)?);
    }
    // Padding before the end, or bits that say nothing and are not 0, would be a second text for the same bytes.
    (encode(&out) == text).then_some(out)
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
