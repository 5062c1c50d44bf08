//! Handing files in: bytes as they come, and then the rows that refer to them, all or none.
//!
//! Invariants: a file that is larger than the limit or of a sort that is not kept leaves nothing behind; the same bytes are
//! not handed in twice for the same thing; a new version names the one that it replaces.

use crate::{
    audit::hex,
    cx::{Actor, Cx, Keep, Permission},
    error::ActionError,
    thing::{
        put::{Put, put_in},
        refusal::{Refusal, Why},
        written::{Said, Written},
    },
};
use genbo_documents::cooperation_file::Common;
use genbo_domain::{
    attachment::Attachment,
    media::{self, HEAD, Media, TAIL, Unfit},
    noun::{Noun, NounDef},
    value::{Pointer, Value},
    visibility::Visibility,
};
use genbo_store::{
    files::{Incoming, Shelf},
    row::{self, Find, Stored},
    thing::{self as things, Viewer},
};
use sha2::{Digest, Sha256};

/// A file whose bytes are kept, before anything refers to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Its name as it is kept.
    pub file_name: String,
    /// The name with which it came, if its ending said something else than what it is.
    pub came_as: Option<String>,
    /// What it is.
    pub media: Media,
    /// How many bytes it has.
    pub size: u64,
    /// SHA-256 of them.
    pub digest: String,
}

/// Why a file was not taken.
#[derive(Debug)]
pub enum NotTaken {
    /// It is larger than is kept: at most so many bytes.
    TooLarge(u64),
    /// It is of a sort that is not kept.
    Unfit(Unfit),
    /// It could not be kept.
    Failed(ActionError),
}

/// A file while its bytes come.
#[derive(Debug)]
pub struct Coming {
    incoming: Incoming,
    sha: Sha256,
    head: Vec<u8>,
    tail: Vec<u8>,
    size: u64,
    most: u64,
}

impl Coming {
    /// Begins to take a file. Only who may hand in files anywhere gets so far.
    pub async fn begin(cx: &Cx, actor: &Actor) -> Result<Coming, ActionError> {
        if !actor.may(Permission::Register) {
            return Err(ActionError::Forbidden);
        }
        let incoming = cx.files.begin((cx.outside.salt)()).await?;
        let (head, tail) = (Vec::new(), Vec::new());
        Ok(Coming { incoming, sha: Sha256::new(), head, tail, size: 0, most: cx.largest_file })
    }

    /// More of its bytes; false when they are more than is kept.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<bool, ActionError> {
        self.size = self.size.saturating_add(bytes.len() as u64);
        if self.size > self.most {
            return Ok(false);
        }
        let room = HEAD.saturating_sub(self.head.len()).min(bytes.len());
        self.head.extend_from_slice(&bytes[..room]);
        self.tail.extend_from_slice(&bytes[bytes.len().saturating_sub(TAIL)..]);
        if self.tail.len() > 2 * TAIL {
            self.tail.drain(..self.tail.len() - TAIL);
        }
        self.sha.update(bytes);
        self.incoming.write(bytes).await?;
        Ok(true)
    }

    /// The file is whole: what it is is looked at, and it gets its place.
    pub async fn end(self, name: &str) -> Result<Taken, NotTaken> {
        let tail = &self.tail[self.tail.len().saturating_sub(TAIL)..];
        let refused = if self.size > self.most {
            Err(NotTaken::TooLarge(self.most))
        } else {
            Media::of(&self.head, tail).map_err(NotTaken::Unfit)
        };
        let media = match refused {
            Ok(media) => media,
            Err(why) => {
                self.incoming.give_up().await;
                return Err(why);
            }
        };
        let digest = hex(&self.sha.finalize());
        self.incoming.keep(&digest).await.map_err(|e| NotTaken::Failed(e.into()))?;
        let (file_name, lies) = media::file_name(name, media);
        Ok(Taken { file_name, came_as: lies.then(|| name.to_owned()), media, size: self.size, digest })
    }
}

/// Takes a file whose bytes are all there.
pub async fn take(cx: &Cx, actor: &Actor, name: &str, bytes: &[u8]) -> Result<Taken, NotTaken> {
    let mut coming = Coming::begin(cx, actor).await.map_err(NotTaken::Failed)?;
    for part in bytes.chunks(1 << 20) {
        if !coming.write(part).await.map_err(NotTaken::Failed)? {
            break;
        }
    }
    coming.end(name).await
}

/// Files that are handed in.
#[derive(Debug, Clone, Default)]
pub struct Handed {
    /// The files, in their order.
    pub files: Vec<Taken>,
    /// What the first of them is called; by its file's name if nobody says.
    pub title: Option<String>,
    /// Whether everybody shall see them who sees what they belong to; otherwise they are for members.
    pub is_open: bool,
    /// The slug of the file that the first of them is a new version of.
    pub replaces: Option<String>,
}

/// Hands files in for an item, a meeting or a document. Refusals count the files; what is there already is passed over.
pub async fn attach(
    cx: &Cx,
    actor: &Actor,
    (noun, slug): (&'static NounDef, &str),
    handed: &Handed,
) -> Result<Vec<Put>, ActionError> {
    for file in &handed.files {
        if cx.files.size(Shelf::Kept, &file.digest).await? != Some(file.size) {
            return Err(ActionError::NotFound);
        }
    }
    cx.write(actor, Permission::Register, Keep::Commit, async |change| {
        let viewer = change.actor.viewer();
        let of = things::find(&mut change.tx, &viewer, noun.name, slug).await?;
        let there: Vec<Stored<Attachment>> =
            row::load(&mut change.tx, &Viewer::All, Find::By("of", &[of.id])).await?;
        let replaced = match &handed.replaces {
            Some(slug) => Some(replaced(&there, slug)?),
            None => None,
        };
        let mut place = there.iter().filter_map(|a| a.facts.place).max().unwrap_or(0);
        let mut written: Vec<Written> = Vec::new();
        for (row, file) in handed.files.iter().enumerate() {
            let is_same = |a: &&Stored<Attachment>| a.facts.digest == file.digest;
            let twice = handed.files[..row].iter().any(|f| f.digest == file.digest);
            if twice || there.iter().filter(is_current(&there)).any(|a| is_same(&a)) {
                continue;
            }
            let earlier = replaced.filter(|_| row == 0);
            place = place.saturating_add(1);
            let title = handed.title.clone().filter(|_| row == 0);
            let mut w = of_file(file, Pointer { noun: noun.name, slug: of.slug.clone() });
            let title = title.or_else(|| earlier.map(|e| e.facts.title.clone()));
            w = w.text("title", &title.unwrap_or_else(|| media::title_of(&file.file_name))).map_err(|e| {
                ActionError::Refused(vec![Refusal { row, field: Some("title"), why: Why::NoValue(e.0) }])
            })?;
            let at = earlier.and_then(|e| e.facts.place).unwrap_or(place);
            w = w.with("place", Said::Value(Value::Int(at)));
            if let Some(e) = earlier {
                let pointer = Pointer { noun: Attachment::NAME, slug: e.meta.slug.clone() };
                w = w.with("replaces", Said::Value(Value::Ref(pointer)));
            }
            let as_before = earlier.and_then(|e| e.meta.visibility.parse::<Visibility>().ok());
            let asked = if handed.is_open { Visibility::Public } else { Visibility::Members };
            w.common = Common { visibility: Some(as_before.unwrap_or(asked)), ..Common::default() };
            written.push(w);
        }
        put_in(change, &written).await
    })
    .await
}

/// Whether no later version has replaced a file.
fn is_current(all: &[Stored<Attachment>]) -> impl Fn(&&Stored<Attachment>) -> bool {
    let gone: Vec<_> = all.iter().filter_map(|a| a.facts.replaces.map(|r| r.0)).collect();
    move |a| !gone.contains(&a.id)
}

/// The file that is replaced: one of the same thing, which no other version has replaced yet.
fn replaced<'a>(there: &'a [Stored<Attachment>], slug: &str) -> Result<&'a Stored<Attachment>, ActionError> {
    let refused = |why| ActionError::Refused(vec![Refusal { row: 0, field: Some("replaces"), why }]);
    let found =
        there.iter().find(|a| a.meta.slug == slug).ok_or_else(|| refused(Why::NoSuch(slug.into())))?;
    if is_current(there)(&found) { Ok(found) } else { Err(refused(Why::NotLast)) }
}

fn of_file(file: &Taken, of: Pointer) -> Written {
    let text = |text: &str| Said::Value(Value::Text(text.to_owned()));
    Written::new(&Attachment::DEF)
        .with("of", Said::Value(Value::Ref(of)))
        .with("file_name", text(&file.file_name))
        .with("media_type", text(file.media.media_type()))
        .with("size", Said::Value(Value::Int(i64::try_from(file.size).unwrap_or(i64::MAX))))
        .with("digest", text(&file.digest))
}
