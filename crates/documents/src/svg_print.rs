//! A picture for programs that know less of style sheets than browsers do: the same marks, with colours of the light theme.
//!
//! Invariant: what is seen in a browser on a light page is seen here; what only a pointer or a keyboard does is left out.

use std::collections::BTreeMap;

/// The picture with a style sheet that needs no custom properties, no media and no states.
pub fn printed(svg: &str) -> String {
    let Some((before, rest)) = svg.split_once("<style>") else { return svg.to_owned() };
    let Some((css, after)) = rest.split_once("</style>") else { return svg.to_owned() };
    format!("{before}<style>{}</style>{after}", plain(css))
}

/// The rules outside of `@`, with every custom property replaced: the colour of a ring is what its marks inherit as `color`.
fn plain(css: &str) -> String {
    let rules = rules(css);
    let tokens: BTreeMap<String, String> = rules
        .iter()
        .filter(|(selector, _)| selector == ".gw")
        .flat_map(|(_, body)| body.split(';'))
        .filter_map(|d| d.split_once(':'))
        .filter(|(name, _)| name.trim().starts_with("--"))
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .collect();
    let told = |value: &str| {
        let mut out = value.replace("var(--c)", "currentColor");
        for (name, value) in &tokens {
            out = out.replace(&format!("var({name})"), value);
        }
        out
    };
    let mut out = String::new();
    for (selector, body) in &rules {
        let needs_a_hand = [":hover", ":focus", ":root", "+"].iter().any(|s| selector.contains(s));
        let body: Vec<String> = body
            .split(';')
            .filter_map(|d| d.split_once(':'))
            .map(|(name, value)| (name.trim(), value.trim()))
            .filter(|(name, _)| !name.starts_with("--gw"))
            .map(|(name, value)| match name {
                "--c" => format!("color:{}", told(value)),
                // Its letters are somewhat wider than those that the picture was measured with.
                "font-family" => "font-family:Noto Sans,sans-serif;letter-spacing:-.03em".to_owned(),
                _ => format!("{name}:{}", told(value)),
            })
            .collect();
        if !needs_a_hand && !body.is_empty() {
            out.push_str(&format!("{selector}{{{}}}\n", body.join(";")));
        }
    }
    out
}

/// Selector and body of each rule that stands outside of `@`.
fn rules(css: &str) -> Vec<(String, String)> {
    let mut rules = Vec::new();
    let mut rest = css;
    while let Some(open) = rest.find('{') {
        let selector = rest[..open].trim().to_owned();
        let inner = &rest[open + 1..];
        let mut depth = 1;
        let close = inner.char_indices().find(|(_, c)| {
            depth += i32::from(*c == '{') - i32::from(*c == '}');
            depth == 0
        });
        let Some((close, _)) = close else { break };
        if !selector.starts_with('@') {
            rules.push((selector, inner[..close].to_owned()));
        }
        rest = &inner[close + 1..];
    }
    rules
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_those_of_the_light_theme_and_rings_hand_theirs_down() {
        let css = ".gw{--gw-b1:#8a5a00;--gw-ink:#15201e}\n@media print{.gw{--gw-ink:#000}}\n.gw .gw-c1{--c:var(--gw-b1)}\n.gw .gw-s{fill:var(--c);stroke:var(--gw-ink)}\n.gw a:hover{fill:red}";
        let picture = format!("<svg><style>{css}</style><g/></svg>");
        assert_eq!(
            printed(&picture),
            "<svg><style>.gw .gw-c1{color:#8a5a00}\n.gw .gw-s{fill:currentColor;stroke:#15201e}\n</style><g/></svg>"
        );
    }

    #[test]
    fn nothing_of_the_real_style_sheets_stays_unresolved() {
        let css = plain(&format!("{}{}", crate::svg::TOKENS_CSS, include_str!("wheel/wheel.css")));
        assert!(!css.contains("var(") && !css.contains('@') && css.contains("currentColor"), "{css}");
    }

    #[test]
    fn a_picture_without_a_style_sheet_stays_as_it_is() {
        assert_eq!(printed("<svg/>"), "<svg/>");
    }
}
