//! A paper as a document for word processors (WordprocessingML, ISO 29500): styles for headings, marked heads of tables, real
//! lists, title and language; nothing in it runs or is fetched.

use super::{Block, Clauses, Paper, Table};
use crate::{svg::Esc, zip::zip};

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPES: &str = include_str!("docx/types.xml");
const RELATIONS: &str = include_str!("docx/relations.xml");
const OWN_RELATIONS: &str = include_str!("docx/own_relations.xml");
const APP: &str = include_str!("docx/app.xml");
const STYLES: &str = include_str!("docx/styles.xml");
const SETTINGS: &str = include_str!("docx/settings.xml");
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The width between the margins of an A4 sheet, in twentieths of a point.
const WIDTH: usize = 9070;

/// The whole document.
pub(super) fn docx(p: &Paper) -> Vec<u8> {
    let mut w = Writer::default();
    w.paper(p);
    let lang = if p.lang == "sv" { "sv-SE" } else { "en-GB" };
    let body = format!(
        "{HEAD}<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>{}<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1418\" w:right=\"1418\" w:bottom=\"1418\" w:left=\"1418\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
        w.out
    );
    let core = format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:creator>{}</dc:creator><dc:language>{lang}</dc:language></cp:coreProperties>",
        Esc(&p.title),
        Esc(&p.kind),
        Esc(p.house.as_ref().map_or("", |h| &h.name)),
    );
    let footer = format!(
        "{HEAD}<w:ftr xmlns:w=\"{MAIN}\"><w:p><w:pPr><w:jc w:val=\"right\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{} </w:t></w:r><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>",
        Esc(&p.page)
    );
    let files = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("docProps/core.xml", core),
        ("docProps/app.xml", APP.to_owned()),
        ("word/document.xml", body),
        ("word/_rels/document.xml.rels", OWN_RELATIONS.to_owned()),
        ("word/styles.xml", STYLES.replace("{lang}", lang)),
        ("word/settings.xml", SETTINGS.replace("{lang}", lang)),
        ("word/numbering.xml", numbering(&w.series)),
        ("word/footer1.xml", footer),
    ];
    zip(&files.map(|(name, text)| (name.to_owned(), text.into_bytes())))
}

/// The lists: bullets, dashes, and a series of numbers for each decision, which begins where that begins.
fn numbering(series: &[u32]) -> String {
    let level = |id: usize, format: &str, text: &str| {
        format!(
            "<w:abstractNum w:abstractNumId=\"{id}\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"567\" w:hanging=\"397\"/></w:pPr></w:lvl></w:abstractNum>"
        )
    };
    let mut out = format!("{HEAD}<w:numbering xmlns:w=\"{MAIN}\">");
    out.push_str(&level(0, "bullet", "•"));
    out.push_str(&level(1, "bullet", "–"));
    out.push_str(&level(2, "decimal", "%1."));
    for list in 0..2 {
        out.push_str(&format!("<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{list}\"/></w:num>", list + 1));
    }
    for (at, start) in series.iter().enumerate() {
        out.push_str(&format!("<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"2\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"{start}\"/></w:lvlOverride></w:num>", at + 3));
    }
    out + "</w:numbering>"
}

#[derive(Default)]
struct Writer {
    out: String,
    /// Where the numbers of each numbered list begin.
    series: Vec<u32>,
    /// Whether what is written stands in a frame.
    framed: bool,
}

/// A text as runs, line breaks kept; empty text has none.
fn runs(text: &str, marks: &str) -> String {
    let marks = if marks.is_empty() { String::new() } else { format!("<w:rPr>{marks}</w:rPr>") };
    let lines = text.split('\n').map(|l| format!("<w:t xml:space=\"preserve\">{}</w:t>", Esc(l)));
    if text.is_empty() {
        return String::new();
    }
    format!("<w:r>{marks}{}</w:r>", lines.collect::<Vec<_>>().join("<w:br/>"))
}

impl Writer {
    fn paper(&mut self, p: &Paper) {
        if let Some(house) = &p.house {
            self.plain("Fine", &house.name);
            house.lines.iter().for_each(|l| self.plain("Fine", l));
            let said =
                house.logo.iter().map(|l| l.text.as_str()).filter(|t| !t.is_empty() && *t != house.name);
            said.for_each(|t| self.plain("Fine", t));
        }
        p.marks.iter().for_each(|m| self.paragraph("", &runs(m, "<w:b/>")));
        self.plain("Subtitle", &p.kind);
        self.plain("Title", &p.title);
        p.head.iter().for_each(|(label, value)| self.fact(label, value));
        p.blocks.iter().for_each(|b| self.block(b));
        p.foot.iter().for_each(|f| self.plain("", &format!("{f}: ____________")));
    }

    fn paragraph(&mut self, style: &str, inside: &str) {
        self.paragraph_with(style, "", inside);
    }

    fn paragraph_with(&mut self, style: &str, more: &str, inside: &str) {
        let style = if style.is_empty() { String::new() } else { format!("<w:pStyle w:val=\"{style}\"/>") };
        let side =
            |name: &str| format!("<w:{name} w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"auto\"/>");
        let frame = if self.framed {
            let sides = ["top", "left", "bottom", "right"].map(side).concat();
            format!("<w:pBdr>{sides}</w:pBdr>")
        } else {
            String::new()
        };
        self.out.push_str(&format!("<w:p><w:pPr>{style}{more}{frame}</w:pPr>{inside}</w:p>"));
    }

    fn plain(&mut self, style: &str, text: &str) {
        self.paragraph(style, &runs(text, ""));
    }

    fn fact(&mut self, term: &str, value: &str) {
        self.paragraph("", &format!("{}{}", runs(&format!("{term}: "), "<w:b/>"), runs(value, "")));
    }

    fn listed(&mut self, list: usize, inside: &str) {
        let number = format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr>");
        self.paragraph_with("ListParagraph", &number, inside);
    }

    fn block(&mut self, b: &Block) {
        match b {
            Block::Heading(level, text) => self.plain(&format!("Heading{}", (*level).clamp(1, 4)), text),
            Block::Fine(text) => self.plain("Fine", text),
            Block::Prose(text) => {
                let paragraphs = text.split("\n\n").filter(|p| !p.trim().is_empty());
                paragraphs.for_each(|p| self.plain("", p.trim_matches('\n')));
            }
            Block::Note(text) => self.plain("Note", text),
            Block::Facts(facts) => facts.iter().for_each(|f| self.fact(&f.term, &f.lines.join("\n"))),
            Block::Bullets(items) => items.iter().for_each(|i| self.listed(1, &runs(i, ""))),
            Block::Clauses(c) => self.clauses(c),
            Block::Table(t) => self.table(t),
            Block::Signing(lines) => {
                for line in lines {
                    self.plain(
                        "",
                        &format!("{}\n\n______________________________\n{}", line.office, line.below),
                    );
                }
            }
            Block::Picture(p) => self.plain("Note", &p.text),
            Block::Framed(blocks) => {
                self.framed = true;
                blocks.iter().for_each(|b| self.block(b));
                self.framed = false;
            }
            Block::NewPage => self.paragraph("", "<w:r><w:br w:type=\"page\"/></w:r>"),
        }
    }

    fn clauses(&mut self, c: &Clauses) {
        if !c.opening.is_empty() {
            self.paragraph("", &runs(&c.opening, "<w:b/>"));
        }
        // Numbers count by themselves only where the decision's own do.
        let numbers: Vec<Option<u32>> = c.clauses.iter().map(|x| x.number.parse().ok()).collect();
        let first = numbers.first().copied().flatten().unwrap_or(1);
        let counts = (first..).zip(&numbers).all(|(n, own)| *own == Some(n));
        if c.numbered && counts {
            self.series.push(first);
        }
        for clause in &c.clauses {
            let lead = if clause.lead.is_empty() { String::new() } else { format!("{} ", clause.lead) };
            let inside = format!("{}{}", runs(&lead, "<w:b/>"), runs(&clause.text, ""));
            match (c.numbered, counts) {
                (true, true) => self.listed(self.series.len() + 2, &inside),
                (true, false) => {
                    let number = runs(&format!("{}. ", clause.number), "");
                    self.paragraph("ListParagraph", &format!("{number}{inside}"));
                }
                (false, _) => self.listed(2, &inside),
            }
            clause.fine.iter().for_each(|f| self.plain("Fine", f));
        }
    }

    fn table(&mut self, t: &Table) {
        let whole: usize = t.columns.iter().map(|(_, w)| usize::from(*w)).sum::<usize>().max(1);
        let widths: Vec<usize> = t.columns.iter().map(|(_, w)| WIDTH * usize::from(*w) / whole).collect();
        self.plain("Caption", &t.caption);
        self.out.push_str(&format!("<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:tblLook w:firstRow=\"1\" w:firstColumn=\"1\"/><w:tblCaption w:val=\"{}\"/></w:tblPr><w:tblGrid>", Esc(&t.caption)));
        widths.iter().for_each(|w| self.out.push_str(&format!("<w:gridCol w:w=\"{w}\"/>")));
        self.out.push_str("</w:tblGrid>");
        let heads: Vec<&str> = t.columns.iter().map(|(c, _)| c.as_str()).collect();
        self.row(&heads, &widths, true);
        for row in &t.rows {
            self.row(&row.iter().map(String::as_str).collect::<Vec<_>>(), &widths, false);
        }
        self.out.push_str("</w:tbl>");
        // Two tables that touch would become one.
        self.paragraph("", "");
    }

    fn row(&mut self, cells: &[&str], widths: &[usize], is_head: bool) {
        let head = if is_head { "<w:tblHeader/>" } else { "" };
        self.out.push_str(&format!("<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>"));
        for (cell, width) in cells.iter().zip(widths) {
            self.out.push_str(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"));
            self.paragraph("", &runs(cell, if is_head { "<w:b/>" } else { "" }));
            self.out.push_str("</w:tc>");
        }
        self.out.push_str("</w:tr>");
    }
}
