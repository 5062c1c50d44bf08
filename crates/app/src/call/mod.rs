//! Calls to meetings: who is called, what they are told, and what they answer.
//!
//! Invariants: nobody is skipped silently: whoever cannot be reached is listed with the reason; what a letter says is read
//! as those see it who get it, never as the one who sends it; what is sent is what was looked at before.

pub mod cancel;
pub(crate) mod note;
pub mod participants;
pub mod preview;
pub mod send;
pub mod substitute;

use crate::{
    agenda,
    cx::{Actor, Permission},
    error::ActionError,
    house::{self, Writer},
    ids, thing,
    view::{
        Reader,
        shown::{self, Shown},
    },
};
use genbo_documents::{
    ical::{EventStatus, EventTime, FeedEvent, STOCKHOLM},
    invitation,
    letter::Letter,
};
use genbo_domain::{
    body::Body,
    edtf::{Edtf, Precision},
    invitation::Method,
    item::{Item, ItemStatus},
    meeting::{Meeting, MeetingStatus},
    noun::Noun,
    value::ThingId,
};
use genbo_store::{
    audit,
    row::{self, Find, Stored},
    sql::Tx,
    thing::Viewer,
};
use jiff::{Timestamp, civil::Date};

/// What is asked for: a meeting, and what the sender adds.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Slug or id of the meeting.
    pub meeting: String,
    /// The sender's own words; may be empty.
    pub words: String,
    /// More recipients, one a line: an address, or a name and an address in angle brackets.
    pub guests: String,
    /// The sender's own address, if it is not the one that the account's person has; may be empty.
    pub mine: String,
    /// The day.
    pub today: Date,
    /// Where the portal is reached, without a slash at the end.
    pub base_url: String,
    /// The address of the meeting's page, whole.
    pub page: String,
}

/// What those who get a letter may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Whoever sits in the body: what its members see.
    Members,
    /// Whoever was added: what everybody sees.
    Guests,
}

/// What a letter is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// The meeting is called.
    Call,
    /// It had been called, and is told anew.
    Again,
    /// It is called off.
    Cancellation,
    /// Its day has been set; the call comes later.
    Set,
}

/// What a letter tells. The words for people stand in the web crate.
#[derive(Debug, Clone)]
pub struct Contents {
    /// What it is about.
    pub occasion: Occasion,
    /// What the meeting is called.
    pub title: String,
    /// The bodies that meet.
    pub bodies: Vec<String>,
    /// When.
    pub when: Option<Edtf>,
    /// The date that it was moved from.
    pub moved_from: Option<Edtf>,
    /// Place.
    pub place: Option<String>,
    /// Address to take part from elsewhere.
    pub link: Option<String>,
    /// What is taken up: number and heading.
    pub items: Vec<(Option<String>, String)>,
    /// The sender's own words.
    pub words: String,
    /// Who sends it.
    pub sender: Option<String>,
    /// The meeting's page.
    pub page: String,
    /// Where it is answered; the recipient's secret stands at the end. Nothing where no answer is asked.
    pub answer: Option<String>,
    /// Whether an invitation for calendars comes along.
    pub has_calendar: bool,
    /// The house that writes: that of the body.
    pub writer: Writer,
}

/// Stands in a link that answers nothing, in the copy that a sender looks at first.
pub const EXAMPLE: &str = "exempel";

/// How a letter is put into words.
pub type Compose<'a> = &'a (dyn Fn(&Contents) -> Letter + Sync);

/// A meeting that is to be called, as its sender sees it.
#[derive(Debug)]
pub struct Called {
    /// The meeting.
    pub meeting: Shown<Meeting>,
    /// The bodies that meet.
    pub bodies: Vec<Shown<Body>>,
    /// How often it has been changed: the version that calendars know it by.
    pub sequence: u32,
    /// The scopes within which it lies.
    pub(crate) reach: Vec<ThingId>,
}

/// The meeting, and whether the reader may send for it.
pub(crate) async fn called(reader: &mut Reader, slug: &str) -> Result<Called, ActionError> {
    let meeting: Stored<Meeting> = reader.find(slug).await?;
    let bodies: Vec<Shown<Body>> =
        shown::all(reader.load(Find::Ids(&ids![meeting.facts.bodies.clone()])).await?);
    let reach = reach_of(&mut reader.tx, meeting.id).await?;
    let changes = audit::changes(&mut reader.tx, &[meeting.id]).await?;
    let sequence = changes.first().map_or(0, |(_, n)| *n);
    Ok(Called { meeting: meeting.into(), bodies, sequence, reach })
}

/// The scopes within which a meeting lies, itself included.
pub(crate) async fn reach_of(tx: &mut Tx, meeting: ThingId) -> Result<Vec<ThingId>, ActionError> {
    thing::reach::of_thing(tx, &Meeting::DEF, meeting).await
}

/// Whether somebody may call that meeting.
pub async fn may_call(reader: &mut Reader, actor: &Actor, meeting: ThingId) -> Result<bool, ActionError> {
    if !actor.may(Permission::Send) {
        return Ok(false);
    }
    Ok(actor.may_within(Permission::Send, &reach_of(&mut reader.tx, meeting).await?))
}

/// Why a meeting is not called now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Not {
    /// It is over.
    Over,
    /// It is called off; those who were called can be told.
    CalledOff,
}

impl Called {
    /// Why the meeting cannot be called on a day.
    pub fn not(&self, today: Date) -> Option<Not> {
        let m = &self.meeting.facts;
        let over = m.when.as_ref().and_then(Edtf::last).is_some_and(|last| last.date() < today);
        match m.status {
            Some(MeetingStatus::Cancelled | MeetingStatus::None) => Some(Not::CalledOff),
            _ if over => Some(Not::Over),
            _ => None,
        }
    }

    /// The day by whose order of things it is called: who sits in the body on that day is called.
    pub fn day(&self, today: Date) -> Date {
        self.meeting.facts.when.as_ref().and_then(Edtf::first).map_or(today, |first| first.date())
    }

    /// What a letter to that audience tells.
    pub(crate) async fn contents(
        &self,
        reader: &mut Reader,
        ask: &Ask,
        (occasion, audience): (Occasion, Audience),
    ) -> Result<Contents, ActionError> {
        let m = &self.meeting.facts;
        let viewer = self.viewer(audience);
        // Whoever is called to a meeting may take part in it, from afar too.
        let whole: Stored<Meeting> = row::load_one(&mut reader.tx, &Viewer::All, self.meeting.id()).await?;
        let body = self.bodies.first().map(Shown::id);
        Ok(Contents {
            occasion,
            title: m.title.clone(),
            bodies: self.bodies.iter().map(|b| b.facts.name.clone()).collect(),
            when: m.when.clone(),
            moved_from: m.moved_from.clone(),
            place: m.place.clone(),
            link: whole.facts.link.map(|l| l.0).filter(|_| occasion != Occasion::Cancellation),
            items: if occasion == Occasion::Cancellation {
                Vec::new()
            } else {
                self.items(reader, &viewer).await?
            },
            words: ask.words.trim().to_owned(),
            sender: None,
            page: ask.page.clone(),
            answer: (occasion != Occasion::Cancellation)
                .then(|| format!("{}/svar/{}", ask.base_url, genbo_documents::letter::SECRET)),
            has_calendar: self.time().is_some(),
            writer: house::writer(&mut reader.tx, &viewer, body).await?,
        })
    }

    /// As whom a letter to that audience is read.
    fn viewer(&self, audience: Audience) -> Viewer {
        match audience {
            Audience::Guests => Viewer::Public,
            Audience::Members => {
                let homes = self.meeting.home.into_iter().chain(self.bodies.iter().filter_map(|b| b.home));
                Viewer::Member(homes.collect())
            }
        }
    }

    /// What is on the agenda, as that viewer sees it.
    async fn items(
        &self,
        reader: &mut Reader,
        viewer: &Viewer,
    ) -> Result<Vec<(Option<String>, String)>, ActionError> {
        let ids = [self.meeting.id()];
        let items: Vec<Stored<Item>> = row::load(&mut reader.tx, viewer, Find::By("meeting", &ids)).await?;
        let items = agenda::in_order(items);
        let numbers = agenda::numbers(&items);
        let on = |i: &Stored<Item>| i.facts.status != Some(ItemStatus::Dropped);
        let line = |(i, number): (Stored<Item>, Option<String>)| (number, i.facts.title);
        Ok(items.into_iter().zip(numbers).filter(|(i, _)| on(i)).map(line).collect())
    }

    /// When it is, if that is precise enough for a calendar.
    pub fn time(&self) -> Option<EventTime> {
        let when = self.meeting.facts.when.as_ref()?;
        let (start, end) = (when.first()?, when.last()?);
        match when.precision() {
            Precision::Minute => Some(EventTime::Local { start, end: (end > start).then_some(end) }),
            Precision::Day => Some(EventTime::Days { first: start.date(), last: end.date() }),
            _ => None,
        }
    }

    /// The invitation for calendars, without those that it is from and to; nothing if the date is not precise enough.
    pub(crate) fn calendar(
        &self,
        method: Method,
        sequence: u32,
        page: &str,
        at: Timestamp,
    ) -> Option<(Method, String)> {
        let m = &self.meeting.facts;
        let event = FeedEvent {
            // The same as in the public feed, so that nobody has the meeting twice.
            uid: format!("meeting-{}@genbo", self.meeting.id().0),
            sequence,
            title: m.title.clone(),
            description: String::new(),
            location: m.place.clone().unwrap_or_default(),
            url: page.to_owned(),
            time: self.time()?,
            status: match m.status {
                Some(MeetingStatus::Fixed | MeetingStatus::Moved | MeetingStatus::Held) => {
                    EventStatus::Confirmed
                }
                _ => EventStatus::Tentative,
            },
            last_modified: at,
            categories: Vec::new(),
        };
        // The zone is one that the program knows, so writing cannot fail.
        invitation::write(method, &event, STOCKHOLM, at).ok().map(|text| (method, text))
    }
}
