//! `genbo check`: the rules of procedure against what is recorded, as text or JSON.

use super::Stop;
use crate::{
    cli::{CheckArgs, Lang, TextFormat, Where},
    database::{self, Missing},
};
use genbo_app::{
    check::{self, Ask},
    cx::Actor,
    error::ActionError,
    view::Reader,
};
use genbo_web::export;
use std::io::{ErrorKind, Write};

/// Checks, and prints every finding. A rule that is broken and may not be makes the exit status 1.
pub(crate) async fn run(place: &Where, args: &CheckArgs) -> Result<(), Stop> {
    let cx = database::open(place, Missing::Refuse).await?;
    let today = || (cx.outside.now)().to_zoned(jiff::tz::TimeZone::UTC).date();
    let as_of = args.as_of.unwrap_or_else(today);
    let mut reader = Reader::open(&cx, &Actor::System.viewer(), as_of).await?;
    let ask = Ask { cooperation: args.cooperation.clone(), body: args.body.clone() };
    let checked = check::check(&mut reader, &ask).await.map_err(|e| unknown(&ask, e))?;
    let lang = match args.lang {
        Lang::Sv => genbo_web::lang::Lang::Sv,
        Lang::En => genbo_web::lang::Lang::En,
    };
    let text = match args.format {
        TextFormat::Json => format!("{:#}\n", export::check::json(&checked, lang)),
        TextFormat::Text => export::check::text(&checked, lang),
    };
    match std::io::stdout().write_all(text.as_bytes()) {
        // Whoever reads only the first lines has got what he or she wanted.
        Err(e) if e.kind() != ErrorKind::BrokenPipe => return Err(Stop::input(e.to_string())),
        _ => {}
    }
    let violations = checked.findings.iter().filter(|t| t.finding.is_violation()).count();
    match violations {
        0 => Ok(()),
        1 => Err(Stop::refused("1 rule is broken that may not be")),
        n => Err(Stop::refused(format!("{n} rules are broken that may not be"))),
    }
}

fn unknown(ask: &Ask, error: ActionError) -> Stop {
    match error {
        ActionError::NotFound => {
            let asked: Vec<&str> =
                [&ask.cooperation, &ask.body].into_iter().flatten().map(String::as_str).collect();
            Stop::input(format!("there is no such thing among: {}", asked.join(", ")))
        }
        other => other.into(),
    }
}
