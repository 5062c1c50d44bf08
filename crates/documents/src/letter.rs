//! Letters: what a mail says, written once and rendered as text and as HTML.
//!
//! Invariants: both renderings say the same in the same order; the HTML tells its language, has real headings, links with
//! whole texts, and needs neither pictures nor colours: a logo comes along with the mail, is fetched from nowhere and says
//! in words what it shows; whatever stands in a letter is text, never markup.

use genbo_domain::image::Image;

/// Stands where each recipient's copy has what only he or she gets, as the end of a link.
pub const SECRET: &str = "\u{e000}";

/// How the HTML refers to the picture that comes along with it (RFC 2392).
pub const PICTURE: &str = "logo.genbo";

/// The house that writes a letter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct House {
    /// Its name.
    pub name: String,
    /// Address, registration number and the like, each on its line.
    pub lines: Vec<String>,
    /// Its logo, and what the picture says.
    pub logo: Option<(Image, String)>,
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letter {
    /// The house that writes it; nothing where the installation itself does.
    pub house: Option<House>,
    /// The language, as `sv`.
    pub lang: &'static str,
    /// The subject, which also is its heading.
    pub title: String,
    /// What marks it as an example; nothing outside the demo.
    pub mark: Option<String>,
    /// What it says, in order.
    pub parts: Vec<Part>,
    /// Who it is from and why one gets it, in small.
    pub foot: Vec<String>,
}

/// A part of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A heading.
    Heading(String),
    /// A paragraph; its line breaks stay.
    Paragraph(String),
    /// Facts: what it is, and its value.
    Facts(Vec<(String, String)>),
    /// A list in the order of its numbers or names, which are part of each text.
    List(Vec<String>),
    /// A link: what it says, and where it leads.
    Link(String, String),
}

impl Letter {
    /// The letter as plain text.
    pub fn text(&self) -> String {
        let mut blocks: Vec<String> = Vec::new();
        blocks.extend(self.mark.clone());
        blocks.extend(self.house.as_ref().map(|h| h.name.clone()));
        blocks.push(self.title.clone());
        for part in &self.parts {
            blocks.push(match part {
                Part::Heading(text) | Part::Paragraph(text) => text.clone(),
                Part::Facts(facts) => lines(facts.iter().map(|(label, value)| format!("{label}: {value}"))),
                Part::List(items) => lines(items.iter().map(|i| format!("- {i}"))),
                Part::Link(text, href) => format!("{text}:\n{}", address(href)),
            });
        }
        let foot = self.foot();
        if !foot.is_empty() {
            blocks.push(format!("-- \n{}", foot.join("\n")));
        }
        blocks.join("\n\n") + "\n"
    }

    /// The letter as an HTML document.
    pub fn html(&self) -> String {
        let (lang, title) = (self.lang, escape(&self.title));
        let mut out = format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>{title}</title>\n</head>\n<body>\n<main>\n"
        );
        if let Some(mark) = &self.mark {
            out.push_str(&format!("<p><strong>{}</strong></p>\n", escape(mark)));
        }
        if let Some(house) = &self.house {
            out.push_str(&house.head(&format!("cid:{PICTURE}")));
        }
        out.push_str(&format!("<h1>{title}</h1>\n{}</main>\n", self.body(2)));
        let foot: Vec<String> = self.foot().iter().map(|l| escape(l)).collect();
        if !foot.is_empty() {
            out.push_str(&format!("<hr>\n<footer><p>{}</p></footer>\n", foot.join("<br>\n")));
        }
        out + "</body>\n</html>\n"
    }

    /// The lines at its end: the house with its address, and why one gets it.
    pub fn foot(&self) -> Vec<String> {
        let house = self.house.iter().flat_map(|h| std::iter::once(&h.name).chain(&h.lines));
        house.chain(&self.foot).filter(|l| !l.trim().is_empty()).cloned().collect()
    }

    /// What it says as HTML, its headings on that level, to be shown within a page.
    pub fn body(&self, level: u8) -> String {
        self.parts.iter().map(|part| html_of(part, level)).collect()
    }
}

impl House {
    /// Its head as HTML; `source` is where the picture is, if it has one. A picture that says nothing but the name beside it
    /// is not read out twice.
    pub fn head(&self, source: &str) -> String {
        let logo = self.logo.as_ref().map(|(image, text)| {
            let (width, height) = image.size();
            let shown = (u64::from(width) * LOGO_HEIGHT / u64::from(height.max(1))).clamp(1, LOGO_WIDTH);
            let said = if text.trim() == self.name.trim() { String::new() } else { escape(text) };
            let (source, high) = (escape(source), shown * u64::from(height) / u64::from(width.max(1)));
            format!("<img src=\"{source}\" alt=\"{said}\" width=\"{shown}\" height=\"{}\"> ", high.max(1))
        });
        format!("<p>{}<strong>{}</strong></p>\n", logo.unwrap_or_default(), escape(&self.name))
    }
}

/// How high a logo is shown in a mail, and how wide at most, in pixels.
const LOGO_HEIGHT: u64 = 48;
const LOGO_WIDTH: u64 = 320;

fn html_of(part: &Part, level: u8) -> String {
    let items = |items: Vec<String>| items.concat();
    match part {
        Part::Heading(text) => format!("<h{level}>{}</h{level}>\n", escape(text)),
        Part::Paragraph(text) => format!("<p>{}</p>\n", escape(text).replace('\n', "<br>\n")),
        Part::Facts(facts) => {
            let row = |(label, value): &(String, String)| {
                format!("<li><strong>{}:</strong> {}</li>\n", escape(label), escape(value))
            };
            format!("<ul>\n{}</ul>\n", items(facts.iter().map(row).collect()))
        }
        Part::List(list) => {
            format!(
                "<ul>\n{}</ul>\n",
                items(list.iter().map(|i| format!("<li>{}</li>\n", escape(i))).collect())
            )
        }
        Part::Link(text, href) => {
            format!("<p><a href=\"{}\">{}</a></p>\n", escape(&address(href)), escape(text))
        }
    }
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}

/// Only addresses on the web become links; of others nothing is left.
fn address(href: &str) -> String {
    let plain: String = href.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    if plain.starts_with("https://") || plain.starts_with("http://") { plain } else { String::new() }
}

fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn letter(parts: Vec<Part>) -> Letter {
        let foot = vec!["Genbo".into()];
        Letter { lang: "sv", title: "Kallelse".into(), parts, foot, ..Letter::default() }
    }

    /// What a reader of the HTML sees.
    fn seen(html: &str) -> String {
        let body = html.split_once("<body>").map_or(html, |(_, body)| body);
        let mut text = String::new();
        let mut inside = false;
        for c in body.chars() {
            match c {
                '<' => inside = true,
                '>' if inside => {
                    inside = false;
                    text.push(' ');
                }
                c if !inside => text.push(c),
                _ => {}
            }
        }
        let text =
            text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn markup_in_a_text_stays_text() {
        let html = letter(vec![Part::Paragraph("<script>alert(1)</script>\n\"&\"".into())]).html();
        assert!(html.contains("<p>&lt;script&gt;alert(1)&lt;/script&gt;<br>\n&quot;&amp;&quot;</p>"));
    }

    #[test]
    fn an_address_that_is_none_on_the_web_leads_nowhere() {
        let html = letter(vec![Part::Link("Svara".into(), "javascript:alert(1)".into())]).html();
        assert!(html.contains("<a href=\"\">Svara</a>"));
        let text = letter(vec![Part::Link("Svara".into(), "https://a.example/x\r\n y\"".into())]);
        assert!(text.text().contains("Svara:\nhttps://a.example/xy\"\n"));
        assert!(text.html().contains("href=\"https://a.example/xy&quot;\""));
    }

    #[test]
    fn the_html_tells_its_language_and_has_one_main_heading_and_real_ones_below() {
        let html = letter(vec![Part::Heading("Punkter".into())]).html();
        assert!(html.contains("<html lang=\"sv\">") && html.contains("<h2>Punkter</h2>"));
        assert_eq!(html.matches("<h1>").count(), 1);
        assert!(!html.contains("<img") && !html.contains("style="));
        let marked = Letter { mark: Some("Exempel".into()), ..letter(Vec::new()) };
        assert!(marked.html().contains("<strong>Exempel</strong>") && marked.text().starts_with("Exempel\n"));
    }

    #[test]
    fn a_logo_comes_along_says_what_it_shows_and_is_not_read_out_twice() {
        let data = concat!(
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR42mPgCkwCIgAEggF7b6fosgAA",
            "AABJRU5ErkJggg=="
        );
        let house = |text: &str| House {
            name: "Förbundet \"&\" <b>".into(),
            lines: vec!["Box 1".into(), "123 45 Orten".into()],
            logo: Some((data.parse().unwrap(), text.into())),
        };
        let html = Letter { house: Some(house("Ett \"träd\"")), ..letter(Vec::new()) }.html();
        assert!(
            html.contains(
                "<img src=\"cid:logo.genbo\" alt=\"Ett &quot;träd&quot;\" width=\"96\" height=\"48\">"
            ),
            "{html}"
        );
        assert!(html.contains("<strong>Förbundet &quot;&amp;&quot; &lt;b&gt;</strong>"));
        assert!(html.contains("Box 1<br>\n123 45 Orten"));
        assert!(house("Förbundet \"&\" <b>").head("cid:x").contains("alt=\"\""));
    }

    proptest! {
        #[test]
        fn text_and_html_say_the_same(
            words in prop::collection::vec("[a-zåäö<>&\" ]{1,20}", 5),
            house in prop::option::of(prop::collection::vec("[a-zåäö<>&\"]{1,20}", 1..4)),
        ) {
            let house = house.map(|mut h| House { name: h.remove(0), lines: h, logo: None });
            let all = letter(vec![
                Part::Heading(words[0].clone()),
                Part::Paragraph(words[1].clone()),
                Part::Facts(vec![("Tid".into(), words[2].clone())]),
                Part::List(vec![words[3].clone(), words[4].clone()]),
            ]);
            let all = Letter { house, ..all };
            let plain = |s: &str| s.split_whitespace().filter(|w| !w.starts_with('-')).collect::<Vec<_>>().join(" ");
            prop_assert_eq!(plain(&seen(&all.html())), plain(&all.text()));
        }
    }
}
