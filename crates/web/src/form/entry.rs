//! One field of a form: what stands in it, what stood there before, and what is to be said about it.

use super::sent::Sent;
use genbo_app::view::Link;
use genbo_domain::{
    noun::Field,
    value::{Kind, Pointer},
};

/// One field of a form.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The field.
    pub field: &'static Field,
    /// What is typed: one line per value; one line in all if it is no list.
    pub lines: Vec<String>,
    /// What was typed when the form was opened, in the same form.
    pub was: Vec<String>,
    /// In which way it is said to be open; empty if it is not.
    pub gap: String,
    /// In which way it was open when the form was opened.
    pub was_gap: String,
    /// What names in the lines stand for: the name, and `noun:slug`.
    pub known: Vec<(String, String)>,
    /// What is wrong with it.
    pub error: Option<String>,
    /// How it was understood.
    pub understood: Option<String>,
    /// For lines that may mean several things: which line, and the things.
    pub matches: Vec<(usize, Vec<Link>)>,
    /// Whether it stands fast, because the form was opened from there.
    pub fixed: bool,
    /// How many lines are shown at least.
    pub rows: usize,
}

impl Entry {
    /// An empty field.
    pub fn new(field: &'static Field) -> Entry {
        Entry {
            field,
            lines: Vec::new(),
            was: Vec::new(),
            gap: String::new(),
            was_gap: String::new(),
            known: Vec::new(),
            error: None,
            understood: None,
            matches: Vec::new(),
            fixed: false,
            rows: 0,
        }
    }

    /// The field as it was sent.
    pub fn sent(field: &'static Field, sent: &Sent) -> Entry {
        let name = field.name;
        let of = |prefix: &str| lines(field, sent.all(&format!("{prefix}.{name}")));
        let known = sent.all(&format!("known.{name}")).filter_map(|k| k.split_once(' '));
        let rows = sent.all(&format!("f.{name}")).count();
        let text = |prefix: &str| sent.get(&format!("{prefix}.{name}")).unwrap_or_default().to_owned();
        let mut entry = Entry {
            lines: of("f"),
            was: of("was"),
            gap: text("gap"),
            was_gap: text("wasgap"),
            known: known.map(|(pointer, text)| (text.to_owned(), pointer.to_owned())).collect(),
            fixed: sent.has(&format!("fixed.{name}")),
            rows: if is_rows(field) { rows } else { 0 },
            ..Entry::new(field)
        };
        if matches!(field.kind, Kind::Word(_)) {
            entry.lines = in_order(&entry.was, std::mem::take(&mut entry.lines));
        }
        for row in 0..rows {
            if let Some((pointer, label)) =
                sent.get(&format!("pick.{name}.{row}")).and_then(|p| p.split_once(' '))
            {
                entry.pick(row, pointer, label);
            }
        }
        entry
    }

    fn pick(&mut self, row: usize, pointer: &str, label: &str) {
        while self.lines.len() <= row {
            self.lines.push(String::new());
        }
        let mut text = label.to_owned();
        if self.known.iter().any(|(t, p)| *t == text && p != pointer) {
            let slug = pointer.split_once(':').map_or(pointer, |(_, slug)| slug);
            text = format!("{label} ({slug})");
        }
        self.known.push((text.clone(), pointer.to_owned()));
        self.lines[row] = text;
    }

    /// Whether the writer has changed it.
    pub fn is_changed(&self) -> bool {
        self.gap != self.was_gap || trimmed(&self.lines) != trimmed(&self.was)
    }

    /// The lines that say something, with their places.
    pub fn told(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines.iter().map(|l| l.trim()).enumerate().filter(|(_, l)| !l.is_empty())
    }

    /// What a name in the lines stands for, if that is known.
    pub fn pointer(&self, text: &str) -> Option<&str> {
        self.known.iter().rev().find(|(t, _)| t == text).map(|(_, pointer)| pointer.as_str())
    }
}

/// Boxes have the order of the page: what was ticked before stands as it stood, and what is new comes last.
fn in_order(was: &[String], mut lines: Vec<String>) -> Vec<String> {
    lines.sort_by_key(|l| was.iter().position(|w| w == l).unwrap_or(was.len()));
    lines
}

fn trimmed(lines: &[String]) -> Vec<&str> {
    lines.iter().map(|l| l.trim()).filter(|l| !l.is_empty()).collect()
}

/// Whether the field is typed in an input for each of its values.
pub fn is_rows(field: &Field) -> bool {
    field.many && matches!(field.kind, Kind::Ref(_))
}

/// Whether the field is typed in one box with a line for each of its values.
pub fn is_box(field: &Field) -> bool {
    field.many && !matches!(field.kind, Kind::Ref(_) | Kind::Word(_))
}

/// The values of a field as lines.
fn lines<'a>(field: &Field, values: impl Iterator<Item = &'a str>) -> Vec<String> {
    if is_box(field) {
        return values.flat_map(|v| v.split('\n')).map(str::to_owned).collect();
    }
    let all: Vec<String> = values.map(str::to_owned).collect();
    // Boxes that can be ticked send themselves only when they are ticked.
    if field.many { all } else { all.into_iter().take(1).collect() }
}

/// A pointer as a form carries it.
pub fn pointer_text(noun: &str, slug: &str) -> String {
    format!("{noun}:{slug}")
}

/// The pointer of such a text, if a field of that kind can have it.
pub fn pointer_of(kind: Kind, text: &str) -> Option<Pointer> {
    match kind.parse(text) {
        Ok(genbo_domain::value::Value::Ref(pointer)) => Some(pointer),
        _ => None,
    }
}
