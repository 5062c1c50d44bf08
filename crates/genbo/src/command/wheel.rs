//! `genbo wheel`: a year's wheel as JSON, picture, sheet or calendar.

use super::Stop;
use crate::{
    cli::{Lang, WheelArgs, WheelFormat, Where},
    database::{self, Missing},
    typeset,
};
use genbo_app::{
    cx::{Actor, Cx},
    view::{
        Reader,
        wheel::{Ask, YearWheel, wheel},
    },
};
use genbo_documents::svg::Variant;
use genbo_web::{
    export::{self, calendar::Options},
    paper::{self, typesetter::Job},
    picture, url,
};
use std::io::Write;

/// Prints the wheel that is asked for.
pub(crate) async fn run(place: &Where, args: &WheelArgs) -> Result<(), Stop> {
    let cx = database::open(place, Missing::Refuse).await?;
    let ask = Ask {
        year: args.year,
        cooperations: args.cooperation.clone(),
        organisation: args.organisation.clone(),
        body: None,
        person: args.person.clone(),
    };
    let today = (cx.outside.now)().to_zoned(jiff::tz::TimeZone::UTC).date();
    let mut reader = Reader::open(&cx, &Actor::Anonymous.viewer(), today).await?;
    let year = wheel(&mut reader, &ask).await.map_err(|e| unknown(&ask, e))?;
    let lang = match args.lang {
        Lang::Sv => genbo_web::lang::Lang::Sv,
        Lang::En => genbo_web::lang::Lang::En,
    };
    for entry in year.entries.iter().filter(|e| !e.collisions.is_empty()) {
        eprintln!("{}", picture::wheel::spoken(entry, lang));
    }
    match args.format {
        WheelFormat::Json => {
            let text = serde_json::to_string_pretty(&export::wheel::json(&year, lang));
            println!("{}", text.map_err(|e| Stop::input(e.to_string()))?);
        }
        WheelFormat::Svg => {
            print!("{}", picture::wheel::svg(&year, lang, Some(today), Variant::Standalone, &url::of));
        }
        WheelFormat::Png => {
            let svg = paper::wheel::svg(&year, lang, Some(today), &url::of);
            written(&typeset::once(Job::Dots(svg, paper::wheel::DOTS)).await?)?;
        }
        WheelFormat::Pdf => {
            let demo = genbo_app::demo::is_demo(&cx).await?;
            let sheet = paper::wheel::paper(&year, lang, today, demo, &url::of);
            written(&typeset::once(Job::Paper(genbo_documents::paper::typeset(&sheet))).await?)?;
        }
        WheelFormat::Ics => print!("{}", calendar(&cx, &mut reader, year, lang, args.deadlines).await?),
    }
    Ok(())
}

fn written(bytes: &[u8]) -> Result<(), Stop> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|e| Stop::input(e.to_string()))
}

fn unknown(ask: &Ask, error: genbo_app::error::ActionError) -> Stop {
    match error {
        genbo_app::error::ActionError::NotFound => {
            let mut asked = ask.cooperations.clone();
            asked.extend([&ask.organisation, &ask.person].into_iter().flatten().cloned());
            Stop::input(format!("there is no such thing among: {}", asked.join(", ")))
        }
        other => other.into(),
    }
}

async fn calendar(
    cx: &Cx,
    reader: &mut Reader,
    year: YearWheel,
    lang: genbo_web::lang::Lang,
    deadlines: bool,
) -> Result<String, Stop> {
    let left_out = year.entries.iter().filter(|e| export::calendar::is_left_out(e)).count();
    let sequence = genbo_app::view::wheel::changes(reader, &year).await?;
    let name = format!("{} {}", picture::wheel::subtitle(&year, lang), year.year);
    let options = Options {
        name,
        base_url: "",
        lang,
        deadlines,
        changed: (cx.outside.now)(),
        sequence: &|id| sequence.get(id).copied().unwrap_or(0),
        address: &url::of,
    };
    let text = export::calendar::feed(&[year], &options).map_err(|e| Stop::input(e.to_string()))?;
    if left_out > 0 {
        eprintln!("{left_out} entries without a day of their own are not in the calendar.");
    }
    Ok(text)
}
