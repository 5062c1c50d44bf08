//! About Genbo: how to read the pages, and where its data can be fetched.

use super::html;
use crate::{
    fault::Fault,
    format::Day,
    frame::Frame,
    view::{Fact, Head},
};
use askama::Template;
use axum::response::Response;
use jiff::civil::date;

#[derive(Template)]
#[template(path = "site/about.html")]
struct About {
    f: Frame,
    head: Head,
    certain: Day,
    uncertain: Day,
    doors: Vec<Door>,
}

/// A way to fetch data.
struct Door {
    format: &'static str,
    address: &'static str,
    contents: &'static str,
    is_link: bool,
}

/// Shows the page.
pub(super) async fn show(f: Frame) -> Result<Response, Fault> {
    let t = &f.t.about;
    let head = Head {
        kind: t.kind.to_owned(),
        lead: t.lead.to_owned(),
        facts: vec![
            Fact::new(t.licence, t.licence_value),
            Fact::new(t.languages, t.languages_value),
            Fact::new(t.tracking, t.tracking_value),
        ],
        ..Head::new(t.title)
    };
    let day = date(2022, 10, 14);
    let certain = f.lang.day_block(Some(&genbo_domain::edtf::Edtf::day(day)), day.year());
    let uncertain = Day {
        top: f.lang.pick("dag ej satt", "day not set").to_owned(),
        big: f.lang.month_short(11).to_owned(),
        bottom: crate::words::word(f.lang, "meeting_status", "preliminary").to_owned(),
        soft: true,
        cancelled: false,
    };
    let doors = vec![
        Door {
            format: "JSON",
            address: "/api/v1/meetings",
            contents: t.api_text,
            is_link: f.has_page("/api/v1/{list}"),
        },
        Door {
            format: "OpenAPI",
            address: "/api/v1/openapi.json",
            contents: t.openapi_text,
            is_link: f.has_page("/api/v1/openapi.json"),
        },
        Door { format: "iCalendar", address: "/kalender/….ics", contents: t.calendar_text, is_link: false },
        Door {
            format: "Atom",
            address: "/anslagstavla.atom",
            contents: t.feed_text,
            is_link: f.has_page("/anslagstavla.atom"),
        },
    ];
    html(&About { head, certain, uncertain, doors, f })
}
