//! Reading files: size, encoding, TOML, header, and then table by table.
//!
//! Invariant: every problem of every file is told, and none of them hides another that does not follow from it.

use super::place::{Lines, Place, Problem};
use super::scalar::{self, Node};
use super::{Bundle, Entry, FORMAT, FileHeader, merge, near, table};
use genbo_domain::NOUNS;
use genbo_domain::noun::NounDef;
use genbo_domain::value::Kind;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use toml::de::DeTable;

/// The largest file that is read, in bytes.
pub const SIZE_LIMIT: usize = 20_000_000;

/// One file of an import.
#[derive(Debug, Clone, Copy)]
pub struct SourceFile<'a> {
    /// The name that problems show.
    pub name: &'a str,
    /// The content.
    pub bytes: &'a [u8],
}

/// Reads all files and puts them together; the error is every problem, by file, line and column.
pub fn read(files: &[SourceFile]) -> Result<Bundle, Vec<Problem>> {
    let mut headers = Vec::with_capacity(files.len());
    let mut drafts = Vec::new();
    let mut problems = Vec::new();
    for (number, file) in files.iter().enumerate() {
        let read = read_file(file, number);
        headers.push(read.header);
        drafts.extend(read.drafts);
        problems.extend(read.problems);
    }
    let (entries, conflicts) = merge::merge(drafts);
    problems.extend(conflicts);
    if problems.is_empty() {
        return Ok(Bundle { headers, entries });
    }
    problems.sort_by(Problem::order);
    problems.dedup();
    Err(problems)
}

/// One thing of one file, with the places that only the comparison of files needs.
pub(super) struct Draft {
    /// The number of the file, from 0.
    pub(super) file: usize,
    pub(super) entry: Entry,
    /// The places of the values in `entry.common`, by key.
    pub(super) common: HashMap<&'static str, Place>,
}

/// What one file gave.
#[derive(Default)]
struct Read {
    header: FileHeader,
    drafts: Vec<Draft>,
    problems: Vec<Problem>,
}

impl Read {
    fn refused(problem: Problem) -> Read {
        Read { problems: vec![problem], ..Read::default() }
    }
}

fn read_file(file: &SourceFile, number: usize) -> Read {
    if file.bytes.len() > SIZE_LIMIT {
        return Read::refused(Problem::new(
            Place { file: file.name.into(), line: 1, column: 1 },
            &format!("{} bytes", file.bytes.len()),
            &format!("the file is larger than {SIZE_LIMIT} bytes"),
            "divide it into several files; the order of files does not matter",
        ));
    }
    let text = match std::str::from_utf8(file.bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => return Read::refused(not_utf8(file, error.valid_up_to())),
    };
    let lines = Lines::new(file.name, text);
    let (text, mut errors) = without_stray_keys(text);
    let (root, more) = DeTable::parse_recoverable(&text);
    errors.extend(more);
    if let Some(problem) = newer_format(root.get_ref(), &lines) {
        return Read::refused(problem);
    }
    let mut reader = Reader {
        lines: &lines,
        number,
        broken: !errors.is_empty(),
        home: None,
        drafts: Vec::new(),
        seen: HashMap::new(),
        problems: Vec::new(),
        missing: Vec::new(),
    };
    let header = reader.file(root.get_ref());
    let Reader { drafts, problems, missing, .. } = reader;
    Read { header, drafts, problems: with_syntax(&lines, root.get_ref(), &errors, problems, missing) }
}

fn not_utf8(file: &SourceFile, at: usize) -> Problem {
    let (valid, rest) = file.bytes.split_at(at);
    let valid = String::from_utf8_lossy(valid);
    Problem::new(
        Lines::new(file.name, &valid).place(at),
        &rest.first().map_or(String::new(), |byte| format!("byte 0x{byte:02X}")),
        "this is not UTF-8 text",
        "save the file in the encoding UTF-8",
    )
}

/// The text with blanks for the lines at which the parser would give up, and the errors that it told of the whole.
/// Every other byte keeps its place.
fn without_stray_keys(text: &str) -> (Cow<'_, str>, Vec<toml::de::Error>) {
    let mut text = Cow::Borrowed(text);
    let mut told = Vec::new();
    for _ in 0..STRAY_ROUNDS {
        let errors = DeTable::parse_recoverable(&text).1;
        let mut stray = errors.iter().filter(|e| e.message().starts_with("key with no value")).peekable();
        if stray.peek().is_none() {
            break;
        }
        let mut blanked = String::with_capacity(text.len());
        for span in stray.filter_map(toml::de::Error::span) {
            let at = span.start.min(text.len());
            let start = text.as_bytes()[..at].iter().rposition(|b| *b == b'\n').map_or(0, |n| n + 1);
            let end = text.as_bytes()[at..].iter().position(|b| *b == b'\n').map_or(text.len(), |n| at + n);
            if start >= blanked.len() {
                blanked.push_str(&text[blanked.len()..start]);
                blanked.extend(std::iter::repeat_n(' ', end - start));
            }
        }
        blanked.push_str(&text[blanked.len()..]);
        told.extend(errors);
        text = Cow::Owned(blanked);
    }
    (text, told)
}

/// How often lines are blanked: taking one away can show another.
const STRAY_ROUNDS: usize = 3;

/// A file for a newer format is not judged by the rules of this one.
fn newer_format(root: &DeTable, lines: &Lines) -> Option<Problem> {
    let node = root.get("format")?;
    let format: i64 = node.get_ref().as_integer()?.as_str().parse().ok()?;
    (format > FORMAT).then(|| {
        Problem::new(
            lines.place(node.span().start),
            lines.excerpt(node.span()),
            &format!("the file is written for format {format}; this Genbo reads up to {FORMAT}"),
            "update Genbo, or export the file again from a Genbo of this age",
        )
    })
}

/// Adds the errors of the TOML parser, and takes out what only follows from them: problems on the same line, and
/// keys that are missing in the same table.
fn with_syntax(
    lines: &Lines,
    root: &DeTable,
    errors: &[toml::de::Error],
    mut problems: Vec<Problem>,
    mut missing: Vec<Problem>,
) -> Vec<Problem> {
    if !errors.is_empty() {
        let tables = lines.tables();
        let table = |line: usize| tables.get(line - 1).or(tables.last()).copied().unwrap_or(0);
        let own = errors.iter().filter(|e| !follows(lines, e, root));
        let mut syntax: Vec<Problem> = own.map(|e| syntax(lines, e)).collect();
        syntax.sort_by(Problem::order);
        // The first on a line is the cause of the others.
        syntax.dedup_by_key(|p| p.place.line);
        let broken_lines: std::collections::HashSet<usize> = syntax.iter().map(|p| p.place.line).collect();
        let broken_tables: std::collections::HashSet<usize> =
            broken_lines.iter().map(|l| table(*l)).collect();
        problems.retain(|p| !broken_lines.contains(&p.place.line));
        missing.retain(|p| !broken_tables.contains(&table(p.place.line)));
        problems.append(&mut syntax);
    }
    problems.append(&mut missing);
    problems
}

/// Whether an error only says again that a noun's name has a value (`cooperation = "…"`), as all its tables then do.
fn follows(lines: &Lines, error: &toml::de::Error, root: &DeTable) -> bool {
    let again = error.message() == "duplicate key" || error.message().contains("cannot extend");
    let name = lines.excerpt(error.span().unwrap_or(0..0));
    again
        && NounDef::named(name).is_some()
        && root.get(name).is_some_and(|node| node.get_ref().as_str().is_some())
}

fn syntax(lines: &Lines, error: &toml::de::Error) -> Problem {
    let span = error.span().unwrap_or(0..0);
    let offending = lines.excerpt(span.clone());
    let mend = match error.message() {
        "duplicate key" => "take one of the two out; several things of a kind are written as [[…]] tables",
        message if message.contains("cannot extend") => {
            "write [[…]] for each thing, and what belongs to it as [[….…]] tables after it"
        }
        message if message.contains("string") => {
            "write a text as \"…\" on one line or as \"\"\"…\"\"\" on several, with \\\" for a quote in it"
        }
        _ => "write it as TOML: key = value, with texts in quotes",
    };
    Problem::new(lines.place(span.start), offending, &format!("broken TOML: {}", error.message()), mend)
}

/// Reads one file.
pub(super) struct Reader<'a> {
    pub(super) lines: &'a Lines<'a>,
    pub(super) number: usize,
    /// Whether the parser told errors; then it left placeholders.
    broken: bool,
    pub(super) home: Option<String>,
    pub(super) drafts: Vec<Draft>,
    /// Where a thing of this file first stands.
    pub(super) seen: HashMap<(&'static str, String), Place>,
    problems: Vec<Problem>,
    /// Problems of something that is not there.
    missing: Vec<Problem>,
}

impl Reader<'_> {
    /// Tells a problem of the text between two byte offsets.
    pub(super) fn report(&mut self, span: Range<usize>, what: &str, mend: &str) {
        self.problems.push(Problem::new(self.lines.place(span.start), self.lines.excerpt(span), what, mend));
    }

    /// Tells that something is not there; the place is where it should be.
    pub(super) fn report_missing(&mut self, span: Range<usize>, what: &str, mend: &str) {
        self.missing.push(Problem::new(self.lines.place(span.start), self.lines.excerpt(span), what, mend));
    }

    /// Whether the parser has put this value where it could read none.
    pub(super) fn is_gap_of_the_parser(&self, node: &Node) -> bool {
        self.broken && node.span().is_empty()
    }

    fn file(&mut self, root: &DeTable) -> FileHeader {
        let header = self.header(root);
        self.home.clone_from(&header.cooperation);
        for (key, node) in root.iter() {
            let name: &str = key.get_ref();
            match NounDef::named(name) {
                _ if HEADER.contains(&name) => {}
                Some(noun) if noun.parent.is_none() => table::tables(self, noun, node, None),
                Some(noun) if noun.stands_at_home() => table::at_home(self, noun, node, key.span()),
                Some(noun) => {
                    let (what, mend) = table::stands_elsewhere(noun);
                    self.report(key.span(), &what, &mend);
                }
                None => {
                    let mend = self.did_you_mean(name);
                    self.report(key.span(), &format!("a file has no key {name:?}"), &mend);
                }
            }
        }
        header
    }

    fn did_you_mean(&self, name: &str) -> String {
        let top = || NOUNS.iter().filter(|n| n.parent.is_none() || n.stands_at_home());
        let plural = top().find(|n| n.plural.replace('-', "_") == name).map(|n| n.name);
        let near = plural.or_else(|| near::nearest(name, top().map(|n| n.name).chain(HEADER)));
        match near {
            Some(near) if HEADER.contains(&near) => format!("did you mean {near}?"),
            Some(near) => format!("did you mean [[{near}]]?"),
            None => {
                let nouns: Vec<&str> = top().map(|n| n.name).collect();
                format!("a file has {} and tables of: {}", HEADER.join(", "), nouns.join(", "))
            }
        }
    }

    fn header(&mut self, root: &DeTable) -> FileHeader {
        let mut header = FileHeader::default();
        match root.get("format") {
            None => self.report_missing(
                0..0,
                "the file does not say which format it has",
                &format!("write format = {FORMAT} on its first line"),
            ),
            Some(node) => {
                if let Some(value) = scalar::scalar(self, "format", Kind::Int, node)
                    && value != genbo_domain::value::Value::Int(FORMAT)
                {
                    let mend = format!("write format = {FORMAT}");
                    self.report(
                        node.span(),
                        &format!("there is no such format; this Genbo reads {FORMAT}"),
                        &mend,
                    );
                }
            }
        }
        if let Some(node) = root.get("home") {
            let value = scalar::scalar(self, "home", Kind::Ref(&["cooperation"]), node);
            header.cooperation = value.and_then(|v| v.refs().first().map(|pointer| pointer.slug.clone()));
        }
        if let Some(node) = root.get("revision") {
            let value = scalar::scalar(self, "revision", Kind::Text, node);
            header.revision = value.and_then(|v| v.as_text().map(str::to_owned));
        }
        header
    }
}

/// The keys before the first table.
pub(super) const HEADER: [&str; 3] = ["format", "home", "revision"];
