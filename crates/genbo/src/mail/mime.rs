//! A recipient's copy as a mail: text and HTML with the same content, and an invitation for calendars.
//!
//! Invariants: every line of the head is written by a typed header, so nothing that a person typed can add one; the same
//! copy has the same Message-ID however often it is tried; nobody's automatic answer is provoked.

use super::{config::Settings, smtp::Mail};
use genbo_app::outbox::deliver::Claimed;
use genbo_documents::{
    invitation,
    letter::{PICTURE, SECRET},
};
use genbo_domain::{
    address::{Address, one_line},
    image::Image,
    invitation::Method,
};
use lettre::{
    Message,
    message::{
        Attachment, Mailbox, MultiPart, SinglePart,
        header::{ContentType, Header, HeaderName, HeaderValue},
    },
};
use std::time::{Duration, SystemTime};

/// Tells other programs that no person sat and wrote this (RFC 3834), so that they do not answer.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(AutoSubmitted)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// The mail for a copy, or why none can be made of it.
pub(super) fn mail(claimed: &Claimed, settings: &Settings) -> Result<Mail, String> {
    let m = &claimed.message;
    let to: Address = claimed.address.parse().map_err(|e| format!("{e}"))?;
    let reply_to = m
        .reply_to
        .as_ref()
        .map(|(a, n)| Ok::<_, String>((a.parse::<Address>().map_err(|e| format!("{e}"))?, n)));
    let reply_to = reply_to.transpose()?;
    let date = SystemTime::UNIX_EPOCH + Duration::from_secs(m.created.as_second().try_into().unwrap_or(0));
    let mut head = Message::builder()
        .from(mailbox(m.from_name.as_deref().unwrap_or(&settings.from_name), &settings.from)?)
        .to(mailbox(&claimed.name, &to)?)
        .subject(one_line(&m.subject))
        .date(date)
        .message_id(Some(message_id(claimed, settings)))
        .header(AutoSubmitted);
    if let Some((address, name)) = &reply_to {
        head = head.reply_to(mailbox(name, address)?);
    }
    let own = |text: &str| text.replace(SECRET, claimed.secret.as_deref().unwrap_or_default());
    let body = MultiPart::alternative().singlepart(SinglePart::plain(own(&m.text)));
    let html = SinglePart::html(own(&m.html));
    let mut body = match &m.picture {
        Some(picture) => {
            let image: Image = picture.image.parse().map_err(|e| format!("{e}"))?;
            body.multipart(MultiPart::related().singlepart(html).singlepart(inline(&image)?))
        }
        None => body.singlepart(html),
    };
    if let Some((method, calendar)) = &m.calendar {
        let (from_address, from_name) = match &reply_to {
            Some((address, name)) => (address, name.as_str()),
            None => (&settings.from, settings.from_name.as_str()),
        };
        let from = invitation::Party { name: from_name, address: from_address };
        let attendee = invitation::Party { name: &claimed.name, address: &to };
        body = body
            .singlepart(calendar_part(*method, invitation::addressed(calendar, *method, from, attendee))?);
    }
    let message = head.multipart(body).map_err(|e| e.to_string())?;
    Ok(Mail { envelope: message.envelope().clone(), bytes: message.formatted() })
}

/// The picture to which the HTML refers, which comes along and is fetched from nowhere.
fn inline(image: &Image) -> Result<SinglePart, String> {
    let kind = ContentType::parse(image.format().media_type()).map_err(|e| e.to_string())?;
    Ok(Attachment::new_inline(PICTURE.to_owned()).body(image.bytes().to_vec(), kind))
}

fn calendar_part(method: Method, text: String) -> Result<SinglePart, String> {
    let kind = format!("text/calendar; charset=utf-8; method={}", method.as_str());
    let kind = ContentType::parse(&kind).map_err(|e| e.to_string())?;
    Ok(SinglePart::builder().header(kind).body(text))
}

fn mailbox(name: &str, address: &Address) -> Result<Mailbox, String> {
    let address = address.as_str().parse().map_err(|e| format!("{e}"))?;
    let name = one_line(name);
    Ok(Mailbox::new((!name.is_empty()).then_some(name), address))
}

/// The same for every attempt: message, copy and the moment at which it was written.
fn message_id(claimed: &Claimed, settings: &Settings) -> String {
    let written = claimed.message.created.as_second();
    format!("<genbo.{}.{}.{written}@{}>", claimed.message.id, claimed.position, settings.from.domain())
}
