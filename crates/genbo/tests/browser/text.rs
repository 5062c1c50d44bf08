//! What a page says, as lines of text that people can compare. Knows the HTML that the portal itself writes, no other.

/// The text of an element's inside with headings, cells, list items and links marked; ids and pictures are left out.
pub(crate) fn text(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&unescape(&one_line(&rest[..at])));
        let Some(end) = rest[at..].find('>').map(|end| at + end) else { break };
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        let name = tag.split([' ', '\n', '/']).find(|part| !part.is_empty()).unwrap_or_default();
        let closing = tag.starts_with('/');
        if matches!(name, "svg" | "style" | "select") && !closing {
            rest = rest.split_once(&format!("</{name}>")).map_or("", |(_, after)| after);
        } else {
            out.push_str(mark(name, closing));
        }
    }
    let lines = out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut out: String = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    out.push('\n');
    out
}

/// The inside of the element that is the page's own content.
pub(crate) fn main(html: &str) -> &str {
    let from = html.find("<main").and_then(|at| Some(at + html[at..].find('>')? + 1)).unwrap_or(0);
    let to = html.find("</main>").unwrap_or(html.len());
    &html[from..to]
}

/// The addresses that a page's links lead to, on this site, without fragments.
pub(crate) fn links(html: &str) -> Vec<String> {
    let after = html.split("href=\"").skip(1);
    let hrefs = after.filter_map(|rest| rest.split_once('"')).map(|(href, _)| unescape(href));
    let hrefs = hrefs.map(|href| href.split('#').next().unwrap_or_default().to_owned());
    hrefs.filter(|href| href.starts_with('/') && !href.starts_with("//")).collect()
}

fn mark(name: &str, closing: bool) -> &'static str {
    match (name, closing) {
        ("h1", false) => "\n# ",
        ("h2", false) => "\n## ",
        ("h3", false) => "\n### ",
        ("li", false) => "\n- ",
        ("dt", false) => "\n: ",
        ("dd", false) => " = ",
        ("a", false) => "[",
        ("a", true) => "]",
        ("td" | "th", false) => " | ",
        ("br" | "small" | "span" | "button" | "i", _) => " ",
        ("td" | "th" | "dd" | "dt" | "li", true) => "",
        ("b" | "strong" | "em" | "u" | "mark" | "q" | "time" | "abbr", _) => "",
        _ => "\n",
    }
}

fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (entity, after) = after.split_once(';').unwrap_or((after, ""));
        let code = entity.strip_prefix('#').and_then(|number| number.parse().ok()).and_then(char::from_u32);
        let named = match entity {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "nbsp" => Some(' '),
            _ => None,
        };
        out.push(code.or(named).unwrap_or_else(|| panic!("the portal writes no &{entity};")));
        rest = after;
    }
    out + rest
}

#[test]
fn a_page_becomes_lines_without_pictures_and_ids() {
    let html = "<h2 id=\"a\">Möten</h2>\n<table><tr><th>När</th><td><a href=\"/m\">Möte &#38;\nannat</a></td></tr></table>\
                <svg viewBox=\"0\"><text>jan</text></svg><ul><li>ett<li>två</ul>";
    assert_eq!(text(html), "## Möten\n| När | [Möte & annat]\n- ett\n- två\n");
}

#[test]
fn links_stay_on_the_site() {
    let html = "<a href=\"/a?b=1&#38;c=2#d\"><a href=\"//x\"><a href=\"https://x\"><a href=\"#e\">";
    assert_eq!(links(html), ["/a?b=1&c=2"]);
}
