//! A form as its template writes it.

use super::{
    BESIDE, Entry, Form,
    choices::{self, DataList},
    entry::{is_box, is_rows, pointer_text},
    fill, order,
};
use crate::{
    fault::Fault,
    frame::Frame,
    sheet::{fields, lines::capital},
    view::Head,
    words,
};
use askama::Template;
use genbo_app::{
    thing::written::Mode,
    view::{Reader, offer},
};
use genbo_domain::{
    gap::GapKind,
    noun::Field,
    value::{Kind, Vocabulary},
};

/// How many empty rows follow those that are filled.
const SPARE: usize = 2;

/// The page of a form.
#[derive(Debug, Template)]
#[template(path = "form/show.html")]
pub struct Page {
    /// The frame.
    pub f: Frame,
    /// The head.
    pub head: Head,
    /// What is wrong, each with the identifier of its field.
    errors: Vec<(String, String)>,
    collided: Vec<Collided>,
    first: Vec<Input>,
    more: Vec<Input>,
    more_open: bool,
    beside: Vec<Input>,
    beside_open: bool,
    lists: Vec<DataList>,
    seen: String,
    key: String,
    scope: String,
    about: String,
    /// The cooperations to keep it with, if that is asked: address, name, whether it is the chosen one.
    home: Option<Vec<Choice>>,
    transcription: bool,
    reason: Option<String>,
    /// When a reason is needed, and why.
    reason_hint: String,
    reason_error: String,
    home_error: String,
    /// What the fields that two have changed carry while it is chosen between them.
    carried: Vec<(String, String)>,
    is_new: bool,
    cancel: String,
}

/// A field that two have changed.
#[derive(Debug, Clone)]
pub struct Collided {
    /// The field's name.
    pub name: &'static str,
    /// What it is called.
    pub label: String,
    /// What the writer wrote.
    pub yours: String,
    /// What it says now.
    pub theirs: String,
    /// Whether nobody has chosen yet although the form was sent.
    pub unchosen: bool,
}

/// One field as it is written.
#[derive(Debug)]
struct Input {
    id: String,
    name: &'static str,
    label: String,
    hint: String,
    example: &'static str,
    required: bool,
    error: String,
    understood: String,
    control: Control,
    was: Vec<String>,
    known: Vec<String>,
    gaps: Vec<Choice>,
    gap_open: bool,
    was_gap: String,
    matches: Vec<Match>,
    fixed: bool,
    searches: bool,
}

#[derive(Debug)]
enum Control {
    Line {
        value: String,
        kind: &'static str,
        mode: &'static str,
        fill: &'static str,
        list: String,
        long: bool,
    },
    Area {
        value: String,
        rows: usize,
    },
    Choice(Vec<Choice>),
    Boxes(Vec<Choice>),
    Rows(Vec<String>, String),
}

#[derive(Debug)]
struct Choice {
    value: String,
    text: String,
    chosen: bool,
}

#[derive(Debug)]
struct Match {
    row: usize,
    legend: String,
    options: Vec<Choice>,
}

impl Input {
    /// The identifiers of what is told about it.
    fn described(&self) -> String {
        let parts = [
            (!self.error.is_empty(), "error"),
            (!self.hint.is_empty() || !self.example.is_empty(), "hint"),
            (!self.understood.is_empty(), "understood"),
        ];
        let ids: Vec<String> =
            parts.iter().filter(|(there, _)| *there).map(|(_, part)| format!("{}-{part}", self.id)).collect();
        ids.join(" ")
    }

    fn is_group(&self) -> bool {
        matches!(self.control, Control::Boxes(_) | Control::Rows(..))
    }

    fn wrong(&self) -> bool {
        !self.error.is_empty()
    }
}

impl Page {
    /// The page of a form; `cancel` is where it leads who changes his or her mind.
    pub async fn of(
        f: Frame,
        reader: &mut Reader,
        form: &Form,
        head: Head,
        collided: Vec<Collided>,
        cancel: String,
    ) -> Result<Page, Fault> {
        let lists = choices::lists(&f, reader, form).await?;
        let hidden: Vec<&str> = collided.iter().map(|c| c.name).collect();
        let shown = |e: &&Entry| !hidden.contains(&e.field.name);
        let (mut first, mut more, mut beside) = (Vec::new(), Vec::new(), Vec::new());
        for entry in form.entries.iter().filter(shown) {
            let input = input(&f, form, entry, &lists);
            if is_beside(entry.field) {
                beside.push(input);
            } else if order::is_first(form.noun, entry.field)
                || entry.fixed
                || (form.thing.is_none() && !entry.lines.is_empty())
            {
                first.push((order::place(form.noun, entry.field), input));
            } else {
                more.push(input);
            }
        }
        first.sort_by_key(|(place, _)| *place);
        let first: Vec<Input> = first.into_iter().map(|(_, input)| input).collect();
        let home = if form.thing.is_none() && (fill::asks_home(form.noun) || !form.home.is_empty()) {
            Some(homes(&f, reader, form).await?)
        } else {
            None
        };
        let touched = |name: &str| form.entry(name).is_some_and(|e| e.error.is_some() || e.is_changed());
        let error_of = |name: &str| {
            let told = form.errors.iter().filter(|(field, _)| *field == name).map(|(_, text)| text.clone());
            told.collect::<Vec<_>>().join(" ")
        };
        Ok(Page {
            errors: errors(form, &first, &more, &beside),
            more_open: more.iter().any(|i| i.wrong() || touched(i.name)),
            beside_open: form.mode == Mode::Transcription
                || beside.iter().any(|i| i.wrong() || touched(i.name)),
            collided,
            first,
            more,
            beside,
            lists,
            seen: form.seen.map(|s| s.to_string()).unwrap_or_default(),
            key: form.key.clone(),
            scope: form.scope.map(|s| s.0.to_string()).unwrap_or_default(),
            about: form.about.as_ref().map(ToString::to_string).unwrap_or_default(),
            home,
            transcription: form.mode == Mode::Transcription,
            reason: form.asks_reason.then(|| form.reason.clone()),
            reason_hint: super::refused::foreseen(&f, form.reason_for),
            reason_error: error_of("reason"),
            home_error: error_of("home"),
            carried: form
                .entries
                .iter()
                .filter(|e| hidden.contains(&e.field.name))
                .flat_map(carried)
                .collect(),
            is_new: form.thing.is_none(),
            cancel,
            head,
            f,
        })
    }
}

/// The cooperations with which the new thing can be kept; one that was asked for is among them, whatever it is.
async fn homes(f: &Frame, reader: &mut Reader, form: &Form) -> Result<Vec<Choice>, Fault> {
    let all = offer::homes(reader, &f.actor()).await?;
    let mut choices: Vec<Choice> = all
        .into_iter()
        .map(|l| Choice { chosen: l.slug == form.home, value: l.slug, text: l.label })
        .collect();
    if !form.home.is_empty() && choices.iter().all(|c| !c.chosen) {
        choices.insert(0, Choice { value: form.home.clone(), text: form.home.clone(), chosen: true });
    }
    Ok(choices)
}

/// A field that is not shown, as hidden values.
fn carried(entry: &Entry) -> Vec<(String, String)> {
    let name = entry.field.name;
    let lines = if is_box(entry.field) { vec![entry.lines.join("\n")] } else { entry.lines.clone() };
    let lines = lines.into_iter().map(|l| (format!("f.{name}"), l));
    let was = was(entry).into_iter().map(|w| (format!("was.{name}"), w));
    let known =
        entry.known.iter().map(|(text, pointer)| (format!("known.{name}"), format!("{pointer} {text}")));
    let gap =
        [("gap", &entry.gap), ("wasgap", &entry.was_gap)].map(|(p, v)| (format!("{p}.{name}"), v.clone()));
    lines.chain(was).chain(known).chain(gap).collect()
}

/// What is wrong, in the order of the page.
fn errors(form: &Form, first: &[Input], more: &[Input], beside: &[Input]) -> Vec<(String, String)> {
    let own = |whole: bool| {
        form.errors.iter().filter(move |(field, _)| field.is_empty() == whole).map(|(field, text)| {
            let id = match *field {
                "" => String::new(),
                "reason" => "f-reason-why".to_owned(),
                field => format!("f-{field}"),
            };
            (id, text.clone())
        })
    };
    let fields = first.iter().chain(more).chain(beside).filter(|i| i.wrong());
    let fields = fields.map(|i| (i.id.clone(), format!("{}: {}", i.label, i.error)));
    own(true).chain(own(false)).chain(fields).collect()
}

fn is_beside(field: &Field) -> bool {
    BESIDE.iter().any(|b| b.name == field.name)
}

/// What a field is called, those beside the noun's own too.
pub(super) fn label(f: &Frame, form: &Form, field: &Field) -> String {
    let t = &f.t.facts;
    match field.name {
        _ if !is_beside(field) => words::field(f.lang, form.noun.name, field.name).to_owned(),
        "source" => t.source.to_owned(),
        "as_published" => t.published.to_owned(),
        "certainty" => t.certainty.to_owned(),
        _ => t.visibility.to_owned(),
    }
}

fn input(f: &Frame, form: &Form, entry: &Entry, lists: &[DataList]) -> Input {
    let field = entry.field;
    let list =
        choices::list_id(field.kind).filter(|id| lists.iter().any(|l| l.id == *id)).unwrap_or_default();
    let known = entry.known.iter().map(|(text, pointer)| format!("{pointer} {text}"));
    Input {
        id: format!("f-{}", field.name),
        name: field.name,
        label: label(f, form, field),
        hint: if lists.iter().any(|l| l.id == list && l.cut) {
            format!("{} {}", hint(f, form, field), f.t.form.cut).trim().to_owned()
        } else {
            hint(f, form, field)
        },
        example: example(f, form, field),
        required: field.required,
        error: entry.error.clone().unwrap_or_default(),
        understood: entry.understood.clone().unwrap_or_default(),
        control: control(f, entry, list),
        was: was(entry),
        known: known.collect(),
        gaps: if field.required || is_beside(field) { Vec::new() } else { gaps(f, entry) },
        gap_open: !entry.gap.is_empty(),
        was_gap: entry.was_gap.clone(),
        matches: entry.matches.iter().map(|(row, found)| matched(f, entry, *row, found)).collect(),
        fixed: entry.fixed && entry.error.is_none(),
        searches: matches!(field.kind, Kind::Ref(_)),
    }
}

fn was(entry: &Entry) -> Vec<String> {
    if is_box(entry.field) && !entry.was.is_empty() { vec![entry.was.join("\n")] } else { entry.was.clone() }
}

fn hint(f: &Frame, form: &Form, field: &'static Field) -> String {
    let mut hint = words::help(f.lang, form.noun.name, field).to_owned();
    if is_box(field) {
        hint = format!("{hint} {}", f.t.form.one_per_line);
    }
    if matches!(field.kind, Kind::Ref(names) if !names.is_empty()) {
        hint = format!("{hint} {}", f.t.form.type_to_choose);
    }
    hint.trim().to_owned()
}

fn example(f: &Frame, form: &Form, field: &Field) -> &'static str {
    let t = &f.t.form;
    match field.kind {
        Kind::Date if matches!(field.name, "valid" | "period") => t.period_example,
        Kind::Date if matches!(form.noun.name, "meeting" | "event" | "sitting") && field.name == "when" => {
            t.time_example
        }
        Kind::Date => t.date_example,
        Kind::Clock => t.clock_example,
        Kind::Count => t.count_example,
        Kind::Money => t.money_example,
        Kind::Duration => t.duration_example,
        Kind::Rational => t.rational_example,
        Kind::Paragraphs => t.paragraphs_example,
        Kind::Paragraph => t.paragraph_example,
        Kind::Pattern => t.pattern_example,
        Kind::Url => t.url_example,
        _ => "",
    }
}

fn control(f: &Frame, entry: &Entry, list: String) -> Control {
    let field = entry.field;
    if is_rows(field) {
        let mut rows: Vec<String> = entry.lines.clone();
        while rows.last().is_some_and(|r| r.trim().is_empty()) {
            rows.pop();
        }
        let most = (rows.len() + SPARE).max(entry.rows);
        rows.resize(most, String::new());
        return Control::Rows(rows, list);
    }
    if is_box(field) {
        return Control::Area { value: entry.lines.join("\n"), rows: (entry.lines.len() + 1).clamp(3, 12) };
    }
    let value = entry.lines.first().cloned().unwrap_or_default();
    match field.kind {
        Kind::Word(vocabulary) if field.many => Control::Boxes(choices_of(f, vocabulary, &entry.lines)),
        Kind::Word(vocabulary) => Control::Choice(choices_of(f, vocabulary, &entry.lines)),
        Kind::Bool => Control::Choice(yes_no(f, &value)),
        Kind::Image => Control::Area { value, rows: 3 },
        Kind::Prose => {
            let rows = (value.len() / 70 + value.lines().count() + 1).clamp(3, 16);
            Control::Area { value, rows }
        }
        kind => {
            let (input, mode, fill) = match (kind, field.name) {
                (Kind::Int, _) => ("text", "numeric", "off"),
                (Kind::Url, _) => ("url", "url", "off"),
                (_, "email") => ("text", "email", "off"),
                (_, "phone") => ("text", "tel", "off"),
                _ => ("text", "", "off"),
            };
            // A browser's own check of addresses would speak its own language.
            let input = if input == "url" { "text" } else { input };
            let long = matches!(kind, Kind::Text | Kind::Url | Kind::Ref(_) | Kind::Date);
            Control::Line { value, kind: input, mode, fill, list, long }
        }
    }
}

fn choices_of(f: &Frame, vocabulary: &'static Vocabulary, chosen: &[String]) -> Vec<Choice> {
    let choice = |(word, _): &(&'static str, &'static str)| Choice {
        value: (*word).to_owned(),
        text: capital(words::word(f.lang, vocabulary.name, word)),
        chosen: chosen.iter().any(|c| c == word),
    };
    vocabulary.words.iter().map(choice).collect()
}

fn yes_no(f: &Frame, value: &str) -> Vec<Choice> {
    [("true", f.t.common.yes), ("false", f.t.common.no)]
        .map(|(v, text)| Choice { value: v.to_owned(), text: capital(text), chosen: v == value })
        .into()
}

fn gaps(f: &Frame, entry: &Entry) -> Vec<Choice> {
    let counted = matches!(entry.field.kind, Kind::Count | Kind::Int | Kind::Rational | Kind::Money);
    GapKind::VOCABULARY
        .words
        .iter()
        .filter(|(word, _)| *word != GapKind::NotCounted.as_str() || counted || entry.gap == *word)
        .map(|(word, _)| Choice {
            value: (*word).to_owned(),
            text: capital(words::word(f.lang, "gap_kind", word)),
            chosen: entry.gap == *word,
        })
        .collect()
}

fn matched(f: &Frame, entry: &Entry, row: usize, found: &[genbo_app::view::Link]) -> Match {
    let text = entry.lines.get(row).map_or("", |l| l.trim());
    let option = |link: &genbo_app::view::Link| {
        let label = fields::label(f, link);
        Choice {
            value: format!("{} {label}", pointer_text(&link.noun, &link.slug)),
            text: format!("{label} – {}, {}", choices::kind_of(f, link), link.slug),
            chosen: false,
        }
    };
    Match { row, legend: f.lang.which_is_meant(text), options: found.iter().map(option).collect() }
}
