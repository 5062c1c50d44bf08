//! Attachments: files that belong to an item, a meeting or a document.
//!
//! Invariant: what a file says never changes; another file with other bytes is a new attachment, which may replace an
//! earlier one and leaves it where it is.

use crate::{noun, noun::To, target};

target! {
    /// What a file can belong to.
    pub Bearer = ["item", "meeting", "document"]
}

noun! {
    /// A file that belongs to an item, a meeting or a document. Its bytes are kept beside the database, under their digest.
    pub struct Attachment = "attachment" / "attachments", label title {
        /// What it belongs to.
        of: To<Bearer>,
        /// What it is called.
        title: String,
        /// The name of the file, with its ending.
        file_name: String,
        /// What its content is, as application/pdf.
        media_type: String,
        /// How many bytes it has.
        size: i64,
        /// SHA-256 of its bytes, as 64 hexadecimal digits.
        digest: String,
        /// Its place among the files beside it, 1 first.
        place: Option<i64>,
        /// The earlier version that it replaces.
        replaces: Option<To<Attachment>>,
    }
}

/// The fields that tell of the bytes: whoever stores these states them, and nobody else.
pub const OF_BYTES: &[&str] = &["of", "file_name", "media_type", "size", "digest", "replaces"];

/// Those that no later version has replaced come first, in their order; behind them the earlier ones, the latest first.
pub fn current_and_earlier<K: Copy + Eq, A>(
    mut all: Vec<A>,
    id: impl Fn(&A) -> K,
    replaces: impl Fn(&A) -> Option<K>,
    place: impl Fn(&A) -> Option<i64>,
) -> (Vec<A>, Vec<A>) {
    let gone: Vec<K> = all.iter().filter_map(&replaces).collect();
    let mut earlier: Vec<A> = all.extract_if(.., |a| gone.contains(&id(a))).collect();
    earlier.reverse();
    all.sort_by_key(|a| place(a).unwrap_or(i64::MAX));
    (all, earlier)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_replaced_is_told_behind_what_counts_and_places_order_the_rest() {
        let all = vec![(1, None, None), (2, None, Some(2)), (3, Some(1), Some(1)), (4, None, None)];
        let (current, earlier) = current_and_earlier(all, |a| a.0, |a| a.1, |a| a.2);
        assert_eq!(current.iter().map(|a| a.0).collect::<Vec<_>>(), [3, 2, 4]);
        assert_eq!(earlier.iter().map(|a| a.0).collect::<Vec<_>>(), [1]);
    }
}
