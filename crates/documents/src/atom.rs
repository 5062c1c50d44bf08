//! Feeds that tell what is new (Atom, RFC 4287).

/// A feed.
#[derive(Debug, Clone, Default)]
pub struct Feed {
    /// The language, as `sv`.
    pub lang: &'static str,
    /// What it is called.
    pub title: String,
    /// Its address, by which it is known.
    pub id: String,
    /// Where it was fetched.
    pub itself: String,
    /// What is in it, the newest first.
    pub entries: Vec<Entry>,
}

/// One thing that is new.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// What it is called.
    pub title: String,
    /// Its address, by which it is known.
    pub href: String,
    /// The day that it is of, `2022-09-29`; nothing if that is not known.
    pub day: Option<String>,
    /// What is said of it.
    pub said: String,
}

impl Feed {
    /// The feed as text. It is told as of the day of its newest entry: it has no other moment that stays.
    pub fn text(&self) -> String {
        let at = |day: Option<&String>| format!("{}T00:00:00Z", day.map_or("1970-01-01", String::as_str));
        let updated = at(self.entries.iter().filter_map(|e| e.day.as_ref()).max());
        let mut out = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{}</title>\n<id>{}</id>\n<updated>{updated}</updated>\n<link rel=\"self\" href=\"{}\"/>\n<author><name>Genbo</name></author>\n",
            self.lang,
            escaped(&self.title),
            escaped(&self.id),
            escaped(&self.itself),
        );
        for e in &self.entries {
            out += &format!(
                "<entry><title>{}</title><id>{}</id><updated>{}</updated><link href=\"{1}\"/><summary>{}</summary></entry>\n",
                escaped(&e.title),
                escaped(&e.href),
                if e.day.is_some() { at(e.day.as_ref()) } else { updated.clone() },
                escaped(&e.said),
            );
        }
        out + "</feed>\n"
    }
}

/// A text as it stands in XML; what may not stand there at all is left out.
fn escaped(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).fold(String::new(), |mut out, c| {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_markup_in_a_title_is_text_in_the_feed() {
        let entry =
            Entry { title: "<b>&\u{1}\"".into(), href: "https://x/1?a=1&b".into(), ..Entry::default() };
        let text = Feed { entries: vec![entry], ..Feed::default() }.text();
        assert!(text.contains("<title>&lt;b&gt;&amp;&quot;</title><id>https://x/1?a=1&amp;b</id>"), "{text}");
    }

    #[test]
    fn a_feed_is_of_the_day_of_its_newest_entry_and_so_is_what_has_no_day() {
        let of = |day: Option<&str>| Entry { day: day.map(str::to_owned), ..Entry::default() };
        let text = Feed {
            entries: vec![of(Some("2022-09-15")), of(None), of(Some("2022-09-29"))],
            ..Feed::default()
        }
        .text();
        assert_eq!(text.matches("<updated>2022-09-29T00:00:00Z</updated>").count(), 3, "{text}");
        assert!(Feed::default().text().contains("<updated>1970-01-01T00:00:00Z</updated>"));
    }
}
