//! `genbo minutes`: a paper of a meeting as PDF, HTML, text or data.

use super::Stop;
use crate::{
    cli::{Lang, MinutesArgs, MinutesFormat, Where},
    database::{self, Missing},
    typeset,
};
use genbo_app::{
    cx::Actor,
    demo,
    view::{Reader, record::record},
};
use genbo_documents::paper::typeset as set;
use genbo_web::{
    export,
    paper::{Ask, Form, paper, typesetter::Job},
};
use std::io::Write;

/// Prints the paper that is asked for.
pub(crate) async fn run(place: &Where, args: &MinutesArgs) -> Result<(), Stop> {
    let cx = database::open(place, Missing::Refuse).await?;
    let demo = demo::is_demo(&cx).await?;
    let today = (cx.outside.now)().to_zoned(jiff::tz::TimeZone::UTC).date();
    let mut reader = Reader::open(&cx, &Actor::Anonymous.viewer(), today).await?;
    let found = record(&mut reader, &args.meeting).await.map_err(|e| match e {
        genbo_app::error::ActionError::NotFound => {
            Stop::input(format!("there is no meeting {}", args.meeting))
        }
        other => other.into(),
    })?;
    let lang = match args.lang {
        Lang::Sv => genbo_web::lang::Lang::Sv,
        Lang::En => genbo_web::lang::Lang::En,
    };
    let form = match &args.item {
        None => Form::Record,
        Some(number) => Form::Extract(
            found
                .item(number)
                .ok_or_else(|| Stop::input(format!("the meeting {} has no item {number}", args.meeting)))?,
        ),
    };
    let part = match form {
        Form::Extract(at) => found.part_of(at),
        _ => found.first_part(),
    };
    let ask = Ask { form, part, lang, demo, today, frozen: false };
    let paper = paper(&found, &ask);
    let bytes = match args.format {
        MinutesFormat::Html => paper.html().into_bytes(),
        MinutesFormat::Text => paper.text().into_bytes(),
        MinutesFormat::Json => {
            let text = serde_json::to_string_pretty(&export::record::json(&found, &ask));
            (text.map_err(|e| Stop::input(e.to_string()))? + "\n").into_bytes()
        }
        MinutesFormat::Pdf => typeset::once(Job::Paper(set(&paper))).await?,
    };
    let mut out = std::io::stdout().lock();
    out.write_all(&bytes).and_then(|()| out.flush()).map_err(|e| Stop::input(e.to_string()))
}
