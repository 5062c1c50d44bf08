//! Sorting as Swedish readers expect: letters without regard to case, å ä ö last, numbers by their size.
//!
//! The key is computed here and stored, so that both databases sort alike byte by byte.

/// The key by which a label is sorted.
pub fn key(label: &str) -> String {
    let mut key = String::with_capacity(label.len() + 8);
    let mut digits = String::new();
    for c in label.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        flush(&mut key, &mut digits);
        match c {
            'å' => key.push_str("{a"),
            'ä' | 'æ' => key.push_str("{b"),
            'ö' | 'ø' => key.push_str("{c"),
            'á' | 'à' | 'â' => key.push('a'),
            'é' | 'è' | 'ê' | 'ë' => key.push('e'),
            'ü' => key.push('y'),
            c if c.is_alphanumeric() => key.push(c),
            _ if key.ends_with(' ') || key.is_empty() => {}
            _ => key.push(' '),
        }
    }
    flush(&mut key, &mut digits);
    key.trim_end().to_owned()
}

fn flush(key: &mut String, digits: &mut String) {
    if !digits.is_empty() {
        let significant = digits.trim_start_matches('0');
        key.push_str(&format!("{significant:0>10}"));
        digits.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_letters_come_after_z_in_their_order_and_case_does_not_matter() {
        let mut names = vec![
            "Örkelljunga",
            "Åstorp",
            "Ängelholm",
            "Svalöv",
            "bjuv",
            "Östra Göinge",
            "Zinkgruvan",
            "Bjärred",
        ];
        names.sort_by_key(|n| key(n));
        assert_eq!(
            names,
            ["bjuv", "Bjärred", "Svalöv", "Zinkgruvan", "Åstorp", "Ängelholm", "Örkelljunga", "Östra Göinge"]
        );
    }

    #[test]
    fn numbers_are_sorted_by_size() {
        assert!(key("§ 9") < key("§ 10"));
        assert!(key("2/2018") < key("10/2018"));
        assert_eq!(key("007"), key("7"));
    }
}
