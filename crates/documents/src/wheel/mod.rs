//! The year wheel: a year of meetings, planning steps and last days drawn as one SVG circle.
//!
//! Invariants: every entry gets exactly one mark (`data-entry`), every step exactly one band (`data-step`);
//! an imprecise date is never drawn as a point; all words come from the caller; the same input gives the same
//! bytes. What the shapes mean: solid is certain, dashed is not, soft is circa.

mod dates;
mod draw_frame;
mod draw_legend;
mod draw_marks;
mod draw_steps;
mod geometry;
mod labels;
mod layout;
mod tracks;

pub use genbo_domain::edtf::Precision;
pub use genbo_domain::meeting::MeetingStatus as Status;
use jiff::civil::{Date, DateTime};

use crate::svg::{Esc, Variant, ident, put};

/// The wheel's style sheet, shared colours included: for pages that embed [`Variant::Inline`] wheels.
pub const WHEEL_CSS: &str = concat!(include_str!("../pictures.css"), include_str!("wheel.css"));

/// At most this many rings are told apart; with more bodies the rest share the last ring.
pub const MAX_RINGS: usize = 8;

/// One year of one cooperation (or of several together), ready to be drawn.
#[derive(Clone, Debug, Default)]
pub struct Wheel {
    /// Prefix of the identifiers inside the SVG; must differ between wheels on one page.
    pub id: String,
    /// The calendar year drawn.
    pub year: i16,
    /// Heading in the upper left corner, also the picture's accessible name.
    pub title: String,
    /// Second line under the heading, such as the cooperation's name.
    pub subtitle: String,
    /// What the picture shows in a sentence or two, for those who do not see it.
    pub description: String,
    /// Small lines under the subtitle: state of the plan, abbreviations. At most four are drawn.
    pub notes: Vec<String>,
    /// Small lines in the upper right corner: the first is a heading. At most five are drawn.
    pub corner: Vec<String>,
    /// From the outside in; the index decides colour and shape.
    pub rings: Vec<Ring>,
    /// Meetings, events and last days.
    pub entries: Vec<Entry>,
    /// Windows of the planning cycle.
    pub steps: Vec<Step>,
    /// Public holidays with their names.
    pub holidays: Vec<(Date, String)>,
    /// School breaks.
    pub breaks: Vec<Span>,
    /// Stretches of the year about which the plan says nothing (hatched).
    pub silent: Vec<Span>,
    /// Where the hand stands; drawn only inside the year.
    pub today: Option<Date>,
    /// The words.
    pub labels: Labels,
    /// How many meetings and events the plan lists, for the line "rows in the plan, rows drawn".
    pub rows_in_plan: usize,
}

/// A ring: one body, or one cooperation in a combined wheel.
#[derive(Clone, Debug, Default)]
pub struct Ring {
    /// Stable key, written as `data-ring`.
    pub key: String,
    /// Name along the ring and in the legend.
    pub name: String,
}

/// A stretch of days with its name, both ends included.
#[derive(Clone, Debug)]
pub struct Span {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// Name, shown on hover.
    pub name: String,
}

/// A row of the plan.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Identifier, written as `data-entry`.
    pub id: String,
    /// Index into [`Wheel::rings`]; too large means the last ring.
    pub ring: usize,
    /// The whole fact in words ("Styrelsen, fre 21 maj 2021 kl. 13.00–15.00"): tooltip and accessible name.
    pub title: String,
    /// Where a click leads.
    pub href: Option<String>,
    /// Earliest local moment that the date may mean.
    pub first: DateTime,
    /// Latest local moment that the date may mean; midnight at its start does not count as a day.
    pub last: DateTime,
    /// How exactly the date is known.
    pub precision: Precision,
    /// Where the entry stands.
    pub status: Status,
    /// What the entry is.
    pub kind: Kind,
    /// Text standing in for a date that is not set ("XX–XX/6"); breaks the arc.
    pub placeholder: Option<String>,
    /// What is wrong with the date; draws a triangle and is added to the tooltip.
    pub warning: Option<String>,
    /// That a rule about it is broken or at risk; draws a square and is added to the tooltip.
    pub breach: Option<Breach>,
    /// Somebody is expected elsewhere at the same time.
    pub collision: bool,
    /// The day before it was moved: leaves a trace there.
    pub moved_from: Option<Date>,
}

/// That a rule about an entry is broken, or at risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// Whether it is broken: a full square with a cross; otherwise an open one with a stroke.
    pub broken: bool,
    /// The same in words.
    pub text: String,
}

/// A step of the planning cycle.
#[derive(Clone, Debug)]
pub struct Step {
    /// Identifier, written as `data-step` and used in `depends_on`.
    pub id: String,
    /// Short number on the band ("8a").
    pub number: String,
    /// Index into [`Wheel::rings`].
    pub ring: usize,
    /// The whole fact in words: tooltip and accessible name.
    pub title: String,
    /// Where a click leads.
    pub href: Option<String>,
    /// Earliest local moment of the window.
    pub first: DateTime,
    /// Latest local moment of the window.
    pub last: DateTime,
    /// How exactly the window is known.
    pub precision: Precision,
    /// Identifiers of the steps it builds on; unknown ones are ignored.
    pub depends_on: Vec<String>,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A body's meeting.
    Meeting,
    /// Something else that people go to.
    Event,
    /// A last day.
    Deadline,
}

/// How days are written beside the marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum DateStyle {
    /// "7/5", "21–22/6".
    #[default]
    Numeric,
    /// "7 May", "21–22 June", with these twelve month names.
    Named(Vec<String>),
}

/// The words on the wheel, in the reader's language.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// Language tag of the text ("sv").
    pub lang: String,
    /// Twelve month names.
    pub months: [String; 12],
    /// How dates are written.
    pub dates: DateStyle,
    /// Before an approximate date ("ca").
    pub circa: String,
    /// The whole line about today ("I dag tors 29 sep, v. 39").
    pub today: String,
    /// `{plan}`, `{drawn}` and `{steps}` are replaced ("{plan} rader i planen, {drawn} i hjulet").
    pub rows: String,
    /// Name of the ring that the bodies beyond the seventh share; `{n}` is replaced ("{n} andra organ").
    pub shared_ring: String,
    /// Over the marks in the centre whose day is not known in this year ("utan dag").
    pub undated: String,
    /// Said when dates had to be left out because they would cover each other; `{n}` is replaced.
    pub hidden: String,
    /// The words of the legend; only what occurs is listed.
    pub legend: Legend,
}

/// The words of the legend.
#[derive(Clone, Debug, Default)]
pub struct Legend {
    /// A meeting on a known day.
    pub day: String,
    /// Several days.
    pub days: String,
    /// An event.
    pub event: String,
    /// The month or season is known, the day is not.
    pub arc: String,
    /// An approximate date.
    pub circa: String,
    /// A day that may still change.
    pub preliminary: String,
    /// Moved; the dotted trace leads from the old day.
    pub moved: String,
    /// Cancelled.
    pub cancelled: String,
    /// A last day.
    pub deadline: String,
    /// Meetings on the same day.
    pub same_day: String,
    /// A step of the planning cycle.
    pub step: String,
    /// One step builds on another.
    pub depends: String,
    /// Somebody is needed in two places.
    pub collision: String,
    /// Something is wrong with the date.
    pub warning: String,
    /// A rule about it is broken.
    pub broken: String,
    /// A rule about it is at risk.
    pub at_risk: String,
    /// A public holiday.
    pub holiday: String,
    /// A school break.
    pub school_break: String,
    /// The plan says nothing.
    pub silent: String,
    /// Today.
    pub today: String,
}

/// Draws the wheel as one SVG element (viewBox 1240 × 1240).
///
/// Entries that cannot be placed in the year (unknown, or outside it) are marks in the centre. The inline
/// variant needs [`WHEEL_CSS`] on the page.
pub fn draw(wheel: &Wheel, variant: Variant) -> String {
    let id = ident(&wheel.id);
    let plan = layout::lay_out(wheel);
    let mut out = String::with_capacity(48_000 + wheel.entries.len() * 700);
    put!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1240 1240\" role=\"group\" lang=\"{}\" \
         aria-labelledby=\"{id}-t\" aria-describedby=\"{id}-d\">",
        Esc(&wheel.labels.lang)
    );
    put!(out, "<title id=\"{id}-t\">{}</title>", Esc(&wheel.title));
    put!(out, "<desc id=\"{id}-d\">{}</desc>", Esc(&wheel.description));
    if variant == Variant::Standalone {
        put!(out, "<style>{WHEEL_CSS}</style>");
    }
    out.push_str("<g class=\"gw\"><rect class=\"gw-bg\" width=\"1240\" height=\"1240\"/>\n");
    draw_frame::frame(&mut out, wheel, &plan, &id);
    draw_steps::arrows(&mut out, wheel, &plan);
    draw_frame::spokes(&mut out, &plan);
    draw_steps::bands(&mut out, wheel, &plan);
    draw_marks::entries(&mut out, wheel, &plan, &id);
    draw_legend::centre(&mut out, wheel, &plan);
    draw_legend::corners(&mut out, wheel, &plan, &id);
    out.push_str("</g></svg>\n");
    out
}
