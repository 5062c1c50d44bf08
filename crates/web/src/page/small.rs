//! Pages of small forms: each asks for one thing and has its own buttons; what was typed stands there again when it is refused.

use super::html_with;
use crate::{fault::Fault, form::Sent, frame::Frame, lang::Lang, sheet::Section, typed, view::Head};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use genbo_domain::{
    edtf::Edtf,
    value::{Kind as ValueKind, Value},
};
use jiff::civil::Date;

/// How something is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// On one line.
    Line,
    /// On several lines.
    Long,
    /// Not at all: it is sent along.
    Hidden,
    /// By a box.
    Check,
    /// By a choice: values and texts.
    Choice(Vec<(String, String)>),
    /// By a file.
    File,
    /// So that nobody can read it.
    Password,
}

/// One thing that is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Input {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) hint: String,
    pub(crate) kind: Kind,
    pub(crate) value: String,
    pub(crate) ticked: bool,
}

impl Input {
    /// Something that is asked for under a name.
    pub(crate) fn new(name: impl Into<String>, label: impl Into<String>, kind: Kind) -> Input {
        let name = name.into();
        Input {
            id: String::new(),
            name,
            label: label.into(),
            hint: String::new(),
            kind,
            value: String::new(),
            ticked: false,
        }
    }

    /// A box with what it sends, and whether it is ticked.
    pub(crate) fn check(
        name: impl Into<String>,
        label: impl Into<String>,
        value: &str,
        ticked: bool,
    ) -> Input {
        Input { value: value.to_owned(), ticked, ..Input::new(name, label, Kind::Check) }
    }

    /// Something that is sent along.
    pub(crate) fn hidden(name: &str, value: impl Into<String>) -> Input {
        Input { value: value.into(), ..Input::new(name, "", Kind::Hidden) }
    }

    /// With an explaining line.
    pub(crate) fn hint(self, hint: impl Into<String>) -> Input {
        Input { hint: hint.into(), ..self }
    }

    /// With what stands there.
    pub(crate) fn value(self, value: impl Into<String>) -> Input {
        Input { value: value.into(), ..self }
    }
}

/// A small form.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ask {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) lead: String,
    pub(crate) inputs: Vec<Input>,
    /// What they send, what they say, and whether it is the page's main one.
    pub(crate) buttons: Vec<(String, String, bool)>,
}

impl Ask {
    /// A form with one button.
    pub(crate) fn new(
        id: &str,
        title: &str,
        lead: &str,
        inputs: Vec<Input>,
        (send, say): (&str, &str),
    ) -> Ask {
        Ask {
            id: id.to_owned(),
            title: title.to_owned(),
            lead: lead.to_owned(),
            inputs,
            buttons: vec![(send.to_owned(), say.to_owned(), false)],
        }
    }

    /// With its button as the page's main one.
    pub(crate) fn main(mut self) -> Ask {
        self.buttons.iter_mut().for_each(|b| b.2 = true);
        self
    }

    fn files(&self) -> bool {
        self.inputs.iter().any(|i| i.kind == Kind::File)
    }

    /// Names its fields, and puts back what was typed into it.
    fn settle(&mut self, sent: Option<&Sent>) {
        let own = sent.filter(|s| s.get("form") == Some(self.id.as_str()));
        for (n, input) in self.inputs.iter_mut().enumerate() {
            input.id = format!("{}-{n}", self.id);
            let Some(sent) = own else { continue };
            match input.kind {
                Kind::Hidden | Kind::File | Kind::Password => {}
                Kind::Check => input.ticked = sent.all(&input.name).any(|v| v == input.value),
                Kind::Line | Kind::Long | Kind::Choice(_) => {
                    input.value = sent.get(&input.name).unwrap_or_default().to_owned();
                }
            }
        }
    }
}

/// What came of a form: what is told, what is wrong, and what was typed.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub(crate) notes: Vec<String>,
    pub(crate) errors: Vec<String>,
    pub(crate) sent: Option<Sent>,
}

impl Told {
    /// That something was refused.
    pub(crate) fn refused(errors: Vec<String>, sent: Sent) -> Told {
        Told { errors, sent: Some(sent), notes: Vec::new() }
    }
}

#[derive(Template)]
#[template(path = "small/page.html")]
struct Page {
    f: Frame,
    head: Head,
    notes: Vec<String>,
    errors: Vec<String>,
    action: String,
    key: String,
    above: Vec<Section>,
    asks: Vec<Ask>,
    below: Vec<Section>,
}

/// What stands on a page.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) above: Vec<Section>,
    pub(crate) asks: Vec<Ask>,
    pub(crate) below: Vec<Section>,
}

/// The page.
pub(crate) fn page(f: Frame, head: Head, key: String, told: Told, parts: Parts) -> Result<Response, Fault> {
    let Parts { mut above, mut asks, mut below } = parts;
    asks.iter_mut().for_each(|a| a.settle(told.sent.as_ref()));
    above.retain(|s| !s.blocks.is_empty());
    below.retain(|s| !s.blocks.is_empty());
    let status = if told.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let action = f.link(&f.path);
    html_with(
        status,
        &Page { head, notes: told.notes, errors: told.errors, action, key, above, asks, below, f },
    )
}

/// A day as somebody typed it; nothing if nothing was, and what is wrong with it otherwise.
pub(crate) fn day(lang: Lang, today: Date, typed: Option<&str>) -> Result<Option<Date>, String> {
    let Some(text) = typed else { return Ok(None) };
    // What is done has been done not long ago, or will be soon.
    let from = today.checked_sub(jiff::Span::new().days(180)).unwrap_or(today);
    match typed::read(lang, ValueKind::Date, from, text)?.said {
        typed::Typed::Value(Value::Text(day)) => {
            let day = day.parse::<Edtf>().ok().and_then(|d| d.exact_day());
            day.map(Some).ok_or_else(|| lang.texts().adjust.whole_day.to_owned())
        }
        _ => Err(lang.texts().adjust.whole_day.to_owned()),
    }
}
