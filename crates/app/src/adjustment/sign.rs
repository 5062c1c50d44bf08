//! Putting a paper before those who sign, and their approvals; the last one makes the paper the record.
//!
//! Invariants: rendering came first; an approval is of the digests of data and bytes, and of nothing else; a password is tried
//! before the transaction and counted as any try.

use super::{Cannot, Rendered, Whole, cannot, goes_on, kept, note, refuse_stale, stands, text, who};
use crate::{
    account::{
        password,
        refusal::Refusal as AccountRefusal,
        throttle::{self, Limit},
    },
    cx::{Actor, Change, Cx, Keep, Permission},
    error::ActionError,
    thing::{
        put::put_in,
        written::{Said, Written},
    },
};
use genbo_documents::{evidence, frozen as digests};
use genbo_domain::{
    adjustment::{Act, RoundState, SignLevel, SignWay},
    base64,
    noun::Noun,
    person::Person,
    record::{Record, RecordStatus},
    value::{Pointer, ThingId, Value},
};
use genbo_store::{
    account, adjustment as rounds,
    frozen::{self, Approval, FrozenPaper},
    row::{self, Stored},
    thing::{self as things, Viewer},
};
use jiff::civil::Date;
use serde_json::json;

/// Puts a paper before those who sign.
pub async fn propose(cx: &Cx, actor: &Actor, slug: &str, r: &Rendered<'_>) -> Result<(), ActionError> {
    let now = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let record = kept(change, slug).await?;
        let round = goes_on(&mut change.tx, record.id).await?;
        refuse_stale(&mut change.tx, r.seen).await?;
        if rounds::comments(&mut change.tx, round.id).await?.iter().any(|c| c.state == "open") {
            return Err(cannot(Cannot::Unanswered));
        }
        let (draft, data) = (parsed(&round.draft)?, parsed(r.data)?);
        let otherwise = digests::decides_otherwise(&draft, &data);
        if !otherwise.is_empty() {
            return Err(cannot(Cannot::DecidesOtherwise(otherwise)));
        }
        let whole = whole(r);
        let next = stands(&mut change.tx, &round).await?.after(&Act::Propose(whole.clone()));
        let next = next.map_err(|e| cannot(Cannot::Round(e)))?;
        let known = frozen::of_record(&mut change.tx, record.id).await?;
        let same = |p: &&FrozenPaper| {
            p.round == Some(round.id) && (&p.data_hash, &p.file_hash) == (&whole.0, &whole.1)
        };
        let id = match known.iter().find(same) {
            Some(paper) => paper.id,
            None => freeze(change, record.id, r, (Some(round.id), None, None), &now).await?,
        };
        rounds::set(&mut change.tx, round.id, next.state, None, Some(id)).await?;
        note(change, record.id, "propose", &[("data_hash", &whole.0), ("pdf_hash", &whole.1)]);
        Ok(())
    })
    .await
}

fn parsed(text: &str) -> Result<serde_json::Value, ActionError> {
    serde_json::from_str(text).map_err(|_| cannot(Cannot::Stale))
}

/// The digests of a paper.
pub(crate) fn whole(r: &Rendered<'_>) -> Whole {
    (digests::data_hash(r.data), digests::file_hash(r.pdf))
}

/// Keeps a paper: its round, version, and the reason if it is a correction.
pub(crate) async fn freeze(
    change: &mut Change,
    record: ThingId,
    r: &Rendered<'_>,
    (round, version, reason): (Option<i64>, Option<i64>, Option<&str>),
    now: &str,
) -> Result<i64, ActionError> {
    let (data_hash, file_hash) = whole(r);
    frozen::keep(&mut change.tx, &file_hash, "application/pdf", &base64::encode(r.pdf)).await?;
    let paper = FrozenPaper {
        id: rounds::number(&mut change.tx).await?,
        record,
        round,
        version,
        made: now.to_owned(),
        made_by: change.actor.name().to_owned(),
        data: r.data.to_owned(),
        data_hash,
        file_hash,
        restricted: r.restricted,
        reason: reason.map(str::to_owned),
    };
    frozen::add(&mut change.tx, &paper).await?;
    Ok(paper.id)
}

/// What somebody approves in the portal.
#[derive(Debug, Clone, Copy)]
pub struct Own<'a> {
    /// The digest of the bytes that he or she was shown.
    pub file_hash: &'a str,
    /// The password, typed once more.
    pub password: &'a str,
    /// The address of the network from which it came.
    pub address: &'a str,
}

/// Approves the paper as oneself; true if that was the last one, so that the record is adjusted.
pub async fn approve(
    cx: &Cx,
    actor: &Actor,
    slug: &str,
    today: Date,
    own: Own<'_>,
) -> Result<bool, ActionError> {
    let mut tx = cx.db.read().await?;
    let (person, level) = who(&mut tx, actor).await?;
    let hash = account::password(&mut tx, actor.hand()).await?;
    tx.close().await?;
    let person = person.ok_or(ActionError::Forbidden)?;
    if level == SignLevel::Password {
        let of_account = Limit::account(actor.hand());
        throttle::count(cx, &[of_account.clone(), Limit::address(own.address)]).await?;
        if !password::fits(own.password, hash.clone()).await {
            return Err(AccountRefusal::NotKnown.into());
        }
        throttle::take_back(cx, &of_account).await?;
    }
    let now = (cx.outside.now)().to_string();
    cx.write_own(actor, async |change| {
        // The password may have been changed while it was compared.
        if account::password(&mut change.tx, actor.hand()).await? != hash {
            return Err(AccountRefusal::NotKnown.into());
        }
        let viewer = change.actor.viewer();
        let record: Stored<Record> = row::load_named(&mut change.tx, &viewer, slug).await?;
        let round = goes_on(&mut change.tx, record.id).await?;
        let signers = rounds::signers(&mut change.tx, round.id).await?;
        let signer = signers.iter().find(|s| s.replaced.is_none() && s.person == person);
        let signer = signer.ok_or(ActionError::Forbidden)?.clone();
        let how = How { way: SignWay::Portal, level, signed: None, file: None };
        put_down(change, (&record, &round, &signer), (own.file_hash, &how), (&now, today)).await
    })
    .await
}

/// How an approval that was given elsewhere is put down.
#[derive(Debug, Clone, Default)]
pub struct Elsewhere<'a> {
    /// Who signs.
    pub signer: i64,
    /// The digest of the bytes that were signed.
    pub file_hash: &'a str,
    /// The day that stands on the paper.
    pub signed: Option<Date>,
    /// The scan, or the signed file: kind and bytes.
    pub file: Option<(&'a str, &'a [u8])>,
    /// Whether the file is the paper itself with signatures added.
    pub is_signed_file: bool,
}

/// Puts down that somebody signed on paper, or in a file of the very same paper.
pub async fn register(
    cx: &Cx,
    actor: &Actor,
    slug: &str,
    today: Date,
    e: &Elsewhere<'_>,
) -> Result<bool, ActionError> {
    let now = (cx.outside.now)().to_string();
    cx.write(actor, Permission::Record, Keep::Commit, async |change| {
        let record = kept(change, slug).await?;
        let round = goes_on(&mut change.tx, record.id).await?;
        let signers = rounds::signers(&mut change.tx, round.id).await?;
        let signer = signers.iter().find(|s| s.id == e.signer).ok_or(ActionError::NotFound)?.clone();
        let signed = e.signed.filter(|day| *day <= today).ok_or_else(|| cannot(Cannot::NoDay))?;
        if e.is_signed_file {
            let (_, bytes) = e.file.ok_or_else(|| cannot(Cannot::NoFile))?;
            let own = frozen::file(&mut change.tx, e.file_hash).await?;
            let own = own.and_then(|(_, b)| base64::decode(&b)).ok_or_else(|| cannot(Cannot::NoRound))?;
            if !is_signed_copy(&own, bytes) {
                return Err(cannot(Cannot::OtherFile));
            }
        }
        let file = match e.file {
            Some((kind, bytes)) => {
                let hash = digests::file_hash(bytes);
                frozen::keep(&mut change.tx, &hash, kind, &base64::encode(bytes)).await?;
                Some(hash)
            }
            None => None,
        };
        let how = How {
            way: if e.is_signed_file { SignWay::File } else { SignWay::Paper },
            level: SignLevel::Outside,
            signed: Some(signed.to_string()),
            file,
        };
        put_down(change, (&record, &round, &signer), (e.file_hash, &how), (&now, signed)).await
    })
    .await
}

/// Whether a file is a paper with signatures added behind it: a PDF is signed by what is added to its end, and what came
/// before stays as it was, byte for byte.
pub fn is_signed_copy(paper: &[u8], file: &[u8]) -> bool {
    file.len() > paper.len()
        && file.starts_with(paper)
        && file[paper.len()..].windows(10).any(|w| w == b"/ByteRange")
}

struct How {
    way: SignWay,
    level: SignLevel,
    signed: Option<String>,
    file: Option<String>,
}

async fn put_down(
    change: &mut Change,
    (record, round, signer): (&Stored<Record>, &rounds::Round, &rounds::Signer),
    (file_hash, how): (&str, &How),
    (now, day): (&str, Date),
) -> Result<bool, ActionError> {
    let papers = frozen::of_record(&mut change.tx, record.id).await?;
    let paper = papers.iter().find(|p| Some(p.id) == round.paper);
    let state = stands(&mut change.tx, round).await?;
    let approved = (paper.map(|p| p.data_hash.clone()).unwrap_or_default(), file_hash.to_owned());
    let next = state.after(&Act::Approve(signer.id, approved)).map_err(|e| cannot(Cannot::Round(e)))?;
    let paper = paper.ok_or_else(|| cannot(Cannot::NoRound))?;
    let version = papers.iter().filter_map(|p| p.version).max().unwrap_or(0) + 1;
    let names = things::names(&mut change.tx, &Viewer::All, &[signer.person]).await?;
    let person = names.get(&signer.person).map(|n| n.label.clone()).unwrap_or_default();
    let by = change.actor.name().to_owned();
    let bound = json!({
        "version": version, "data_hash": paper.data_hash, "pdf_hash": paper.file_hash, "person": person,
        "role": signer.role.as_str(), "way": how.way.as_str(), "level": how.level.as_str(), "at": now, "by": by,
        "signed": how.signed, "file_hash": how.file,
    });
    let approval = Approval {
        paper: paper.id,
        signer: signer.id,
        role: signer.role,
        way: how.way,
        level: how.level,
        person: person.clone(),
        at: now.to_owned(),
        by,
        signed: how.signed.clone(),
        file: how.file.clone(),
        binding: evidence::binding(&bound),
    };
    let id = rounds::number(&mut change.tx).await?;
    frozen::approve(&mut change.tx, id, &approval).await?;
    let told = [
        ("binding", approval.binding.as_str()),
        ("data_hash", &paper.data_hash),
        ("pdf_hash", &paper.file_hash),
        ("person", &person),
        ("role", signer.role.as_str()),
        ("way", how.way.as_str()),
        ("level", how.level.as_str()),
    ];
    note(change, record.id, "approve", &told);
    if next.state != RoundState::Adjusted {
        return Ok(false);
    }
    frozen::becomes(&mut change.tx, paper.id, version).await?;
    rounds::set(&mut change.tx, round.id, next.state, Some(now), Some(paper.id)).await?;
    finish(change, record, round, day).await?;
    let told = [("version", version.to_string()), ("pdf_hash", paper.file_hash.clone())];
    note(change, record.id, "adjusted", &told.each_ref().map(|(f, v)| (*f, v.as_str())));
    Ok(true)
}

/// The record is adjusted, on the day on which the last one signed.
async fn finish(
    change: &mut Change,
    record: &Stored<Record>,
    round: &rounds::Round,
    day: Date,
) -> Result<(), ActionError> {
    let signers = rounds::signers(&mut change.tx, round.id).await?;
    let ids: Vec<ThingId> = signers.iter().filter(|s| s.replaced.is_none()).map(|s| s.person).collect();
    let names = things::names(&mut change.tx, &Viewer::All, &ids).await?;
    let mut slugs: Vec<String> = ids.iter().filter_map(|id| Some(names.get(id)?.slug.clone())).collect();
    slugs.dedup();
    let refs = slugs.into_iter().map(|slug| Value::Ref(Pointer { noun: Person::NAME, slug })).collect();
    let w = Written::change(&Record::DEF, record.meta.slug.clone())
        .with("status", text(RecordStatus::Adjusted.as_str()))
        .with("adjusted", text(&day.to_string()))
        .with("signed_by", Said::Value(Value::List(refs)));
    // Who approves last need not keep the record; what follows from it is not his or her edit, and the trail names who it was.
    let own = std::mem::replace(&mut change.actor, Actor::System);
    let put = put_in(change, &[w]).await;
    change.actor = own;
    put.map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::is_signed_copy;

    #[test]
    fn a_signed_file_of_something_else_is_none_and_one_of_the_same_paper_is() {
        let paper = b"%PDF-1.7 what was decided %%EOF";
        let with = |end: &[u8]| [&paper[..], end].concat();
        assert!(!is_signed_copy(paper, paper), "nobody has signed it");
        assert!(!is_signed_copy(paper, &with(b"\n/Annots")), "nobody has signed it");
        assert!(!is_signed_copy(paper, b"%PDF-1.7 something else %%EOF /ByteRange [0 1]"));
        assert!(!is_signed_copy(paper, b""));
        assert!(is_signed_copy(paper, &with(b"\n/ByteRange [0 1 2 3]")));
    }
}
