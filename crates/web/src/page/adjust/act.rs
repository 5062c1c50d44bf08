//! What the forms of adjusting send, as use cases.

use super::render::{bytes, made};
use crate::{
    fault::Fault,
    form::{self, Sent},
    frame::Frame,
    page::small::day,
    upload,
};
use genbo_app::{
    adjustment::{
        self, Desk,
        correct::{self, Correction},
        extract::{self, Certified},
        open::{self, Opening},
        refuse,
        sign::{self, Elsewhere, Own},
        talk::{self, Remark},
    },
    cx::Cx,
    error::ActionError,
    view::Reader,
};
use genbo_documents::paper::{Block, Fact};
use genbo_domain::{text, value::Prose};

/// What was done, by its word in addresses; or what is wrong.
type Outcome = Result<&'static str, Vec<String>>;

/// Does what was sent.
pub(super) async fn act(
    f: &Frame,
    cx: &Cx,
    slug: &str,
    address: &str,
    sent: &Sent,
) -> Result<Outcome, Fault> {
    let mut reader = Reader::open(cx, &f.actor().viewer(), f.today).await?;
    let desk = adjustment::desk(&mut reader, &f.actor(), slug).await?;
    reader.tx.close().await.map_err(ActionError::from)?;
    let a = Act { f, cx, slug, sent, desk: &desk };
    match sent.get("do").unwrap_or_default() {
        "open" => a.open().await,
        "comment" => {
            let remark = Remark {
                item: a.text("item"),
                field: a.text("field"),
                wording: a.prose("wording"),
                note: a.prose("note"),
            };
            a.told(talk::say(cx, &f.actor(), slug, &remark).await, "sagt")
        }
        doing @ ("agree" | "decline") => {
            let id = a.text("comment").parse().unwrap_or_default();
            a.told(talk::answer(cx, &f.actor(), slug, id, doing == "agree").await, "svarat")
        }
        "propose" => a.propose().await,
        "approve" => {
            let (hash, password) = (a.text("hash"), sent.all("password").next().unwrap_or_default());
            let own = Own { file_hash: &hash, password, address };
            let done = sign::approve(cx, &f.actor(), slug, f.today, own).await;
            a.signed(done)
        }
        "register" => a.register().await,
        "refuse" => {
            let done = refuse::refuse(cx, &f.actor(), slug, &a.text("item"), &a.text("reason")).await;
            a.told(done, "vagrat")
        }
        "replace" => {
            let signer = a.text("signer").parse().unwrap_or_default();
            let (person, reason) = (a.text("person"), a.text("reason"));
            let done = open::replace(cx, &f.actor(), slug, f.today, (signer, &person, &reason)).await;
            a.told(done, "bytt")
        }
        "end" => a.told(open::end(cx, &f.actor(), slug, &a.text("reason")).await, "slutat"),
        "correct" => a.correct().await,
        "extract" => a.extract().await,
        _ => Ok(Err(vec![f.t.form.refused.to_owned()])),
    }
}

#[derive(Clone, Copy)]
struct Act<'a> {
    f: &'a Frame,
    cx: &'a Cx,
    slug: &'a str,
    sent: &'a Sent,
    desk: &'a Desk,
}

impl Act<'_> {
    fn text(self, name: &str) -> String {
        self.sent.get(name).unwrap_or_default().to_owned()
    }

    fn prose(self, name: &str) -> Option<String> {
        self.sent.get(name).and_then(|t| text::canonical(t, true).ok()).filter(|t| !t.is_empty())
    }

    fn told<T>(self, done: Result<T, ActionError>, word: &'static str) -> Result<Outcome, Fault> {
        match done {
            Ok(_) => Ok(Ok(word)),
            Err(ActionError::Refused(all)) => {
                let told = all.iter().map(|r| form::told(self.f, &r.why));
                Ok(Err(told.map(|t| t.unwrap_or_else(|| self.f.t.form.refused.to_owned())).collect()))
            }
            Err(ActionError::Account(refusal)) => Ok(Err(vec![self.f.refusal(&refusal)])),
            Err(other) => Err(other.into()),
        }
    }

    fn signed(self, done: Result<bool, ActionError>) -> Result<Outcome, Fault> {
        match done {
            Ok(true) => Ok(Ok("justerat")),
            other => self.told(other, "godkant"),
        }
    }

    async fn open(self) -> Result<Outcome, Fault> {
        let due = match day(self.f.lang, self.f.today, self.sent.get("due")) {
            Ok(due) => due,
            Err(error) => return Ok(Err(vec![error])),
        };
        let mut signers = Vec::new();
        for (n, there) in self.desk.there.iter().enumerate() {
            if let Ok(role) = self.text(&format!("role.{n}")).parse() {
                let paragraphs = self.sent.get(&format!("paragraphs.{n}")).map(str::to_owned);
                signers.push((there.person.slug.clone(), role, paragraphs));
            }
        }
        let found = made(self.f, self.cx, &self.desk.meeting.link.slug, self.slug).await?;
        let opening = Opening {
            signers,
            due,
            place: self.sent.get("place").map(str::to_owned),
            immediate: self.sent.get("immediate").is_some(),
            draft: found.frozen(self.f).1,
            seen: found.seen,
        };
        self.told(open::open(self.cx, &self.f.actor(), self.slug, self.f.today, &opening).await, "oppnat")
    }

    async fn propose(self) -> Result<Outcome, Fault> {
        let found = made(self.f, self.cx, &self.desk.meeting.link.slug, self.slug).await?;
        let (paper, data) = found.frozen(self.f);
        let pdf = match bytes(self.f, &paper).await {
            Ok(pdf) => pdf,
            Err(error) => return Ok(Err(vec![error])),
        };
        let rendered = found.rendered(&data, &pdf);
        self.told(sign::propose(self.cx, &self.f.actor(), self.slug, &rendered).await, "lagt-fram")
    }

    async fn register(self) -> Result<Outcome, Fault> {
        let signed = match day(self.f.lang, self.f.today, self.sent.get("signed")) {
            Ok(signed) => signed,
            Err(error) => return Ok(Err(vec![error])),
        };
        let file = self.sent.get("scan.file").and_then(upload::file);
        let hash = self.text("hash");
        let elsewhere = Elsewhere {
            signer: self.text("signer").parse().unwrap_or_default(),
            file_hash: &hash,
            signed,
            file: file.as_ref().map(|(kind, bytes)| (kind.as_str(), bytes.as_slice())),
            is_signed_file: self.sent.get("same").is_some(),
        };
        let done = sign::register(self.cx, &self.f.actor(), self.slug, self.f.today, &elsewhere).await;
        self.signed(done)
    }

    async fn correct(self) -> Result<Outcome, Fault> {
        let (item, field) = match self.text("passage").split_once('|') {
            Some((item, field)) => (item.to_owned(), field.to_owned()),
            None => return Ok(Err(vec![self.f.t.adjust.choose_passage.to_owned()])),
        };
        let wording = self.prose("wording").unwrap_or_default();
        let correction = Correction { item, field, wording, reason: self.text("reason") };
        if let Err(refused) = correct::refuse(&correction) {
            return self.told::<()>(Err(refused), "");
        }
        let mut found = made(self.f, self.cx, &self.desk.meeting.link.slug, self.slug).await?;
        put_into(&mut found.found, &correction);
        let (mut paper, data) = found.frozen(self.f);
        let version = self.desk.versions.iter().filter_map(|v| v.version).max().unwrap_or(0) + 1;
        paper.marks.push(self.f.t.paper.corrected.to_owned());
        let said = self.f.lang.correction_said(version, &correction.reason);
        paper.blocks.insert(0, Block::Note(said));
        let pdf = match bytes(self.f, &paper).await {
            Ok(pdf) => pdf,
            Err(error) => return Ok(Err(vec![error])),
        };
        let rendered = found.rendered(&data, &pdf);
        let done = correct::correct(self.cx, &self.f.actor(), self.slug, &correction, &rendered).await;
        self.told(done, "rattat")
    }

    async fn extract(self) -> Result<Outcome, Fault> {
        let t = &self.f.t.adjust;
        let found = made(self.f, self.cx, &self.desk.meeting.link.slug, self.slug).await?;
        let (_, data) = found.frozen(self.f);
        let last = self.desk.versions.iter().max_by_key(|v| v.version);
        let parsed = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap_or_default();
        let same = last.is_some_and(|l| {
            genbo_documents::frozen::differences(&parsed(&l.data), &parsed(&data)).is_empty()
        });
        if !same {
            return Ok(Err(vec![t.differs.to_owned()]));
        }
        let paragraph = self.text("paragraph");
        let Some(at) = found.found.item(&paragraph) else {
            return Ok(Err(vec![t.choose_passage.to_owned()]));
        };
        let number = self.desk.extracts.iter().map(|e| e.number).max().unwrap_or(0) + 1;
        let ask = crate::paper::Ask { form: crate::paper::Form::Extract(at), ..found.ask(self.f) };
        let mut paper = crate::paper::paper(&found.found, &ask);
        let recipients = self.text("recipients");
        let who = self.f.user.as_ref().map(|u| u.name.clone()).unwrap_or_default();
        let facts = vec![
            Fact::new(t.extract_number, number.to_string()),
            Fact::lines(t.recipients, recipients.lines().map(str::to_owned).collect()),
            Fact::new(t.certified_by, format!("{who}, {}", ask.lang.day_long(self.f.today))),
            Fact::new(t.of_version, last.map(|l| l.file_hash.clone()).unwrap_or_default()),
        ];
        paper
            .blocks
            .push(Block::Framed(vec![Block::Heading(2, t.certified.to_owned()), Block::Facts(facts)]));
        let pdf = match bytes(self.f, &paper).await {
            Ok(pdf) => pdf,
            Err(error) => return Ok(Err(vec![error])),
        };
        let certified =
            Certified { paragraph: &paragraph, recipients: &recipients, number, pdf: &pdf, seen: found.seen };
        self.told(extract::certify(self.cx, &self.f.actor(), self.slug, &certified).await, "utdrag")
    }
}

/// Puts a correction into what a paper is made from.
fn put_into(found: &mut genbo_app::view::record::MeetingRecord, c: &Correction) {
    let Some(entry) = found.page.items.iter_mut().find(|e| e.item.link.slug == c.item) else { return };
    let text = || Some(Prose(c.wording.clone()));
    match c.field.as_str() {
        "title" => entry.item.facts.title = c.wording.clone(),
        "summary" => entry.item.facts.summary = text(),
        "background" => entry.item.facts.background = text(),
        "course" => entry.item.facts.course = text(),
        clause => {
            if let Some(clause) = entry.clauses.iter_mut().find(|x| x.link.slug == clause) {
                clause.facts.text = Prose(c.wording.clone());
            }
        }
    }
}
