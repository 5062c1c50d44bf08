//! Making the paper that is frozen, before anything is written.

use crate::{
    export,
    fault::Fault,
    frame::Frame,
    lang::Lang,
    paper::{Ask, Form, typesetter::Job},
};
use genbo_app::{
    adjustment::{self, Rendered},
    cx::Cx,
    view::{
        Reader,
        record::{MeetingRecord, record},
    },
};
use genbo_documents::paper::{Paper, typeset};
use genbo_domain::meeting::Meeting;

/// A record as it is read for freezing: everything that its papers are made from.
pub(crate) struct Made {
    pub(crate) found: MeetingRecord,
    /// Which of the meeting's records it is.
    pub(crate) part: usize,
    pub(crate) seen: i64,
    pub(crate) restricted: bool,
}

impl Made {
    /// What is asked for to be frozen: records are kept in the language of their houses.
    pub(crate) fn ask(&self, f: &Frame) -> Ask {
        let (form, part) = (Form::Record, Some(self.part));
        Ask { form, part, lang: Lang::Sv, demo: f.demo, today: f.today, frozen: true }
    }

    /// The paper that is frozen, and its data.
    pub(crate) fn frozen(&self, f: &Frame) -> (Paper, String) {
        export::frozen::frozen(&self.found, &self.ask(f))
    }

    /// With its bytes, as use cases take it.
    pub(crate) fn rendered<'a>(&self, data: &'a str, pdf: &'a [u8]) -> Rendered<'a> {
        Rendered { data, pdf, restricted: self.restricted, seen: self.seen }
    }
}

/// Reads a record of a meeting for freezing.
pub(crate) async fn made(f: &Frame, cx: &Cx, meeting: &str, record_slug: &str) -> Result<Made, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let seen = adjustment::seen(&mut reader).await?;
    let found = record(&mut reader, meeting).await?;
    let part = found.page.records.iter().position(|r| r.record.link.slug == record_slug);
    let part = part.ok_or(Fault::NotFound)?;
    let id = reader.find::<Meeting>(meeting).await?.id;
    let restricted = adjustment::is_restricted(&mut reader, id).await?;
    Ok(Made { found, part, seen, restricted })
}

/// The bytes of a paper; what to tell if there are none.
pub(super) async fn bytes(f: &Frame, paper: &Paper) -> Result<Vec<u8>, String> {
    (f.site().typeset)(Job::Paper(typeset(paper))).await.map_err(|why| {
        tracing::error!(%why, "a record could not be typeset");
        f.t.adjust.no_pdf.to_owned()
    })
}
