//! Writing a house style with all that belongs to it, as one form states it: all or nothing, and only what differs.

use super::owner;
use crate::{
    cx::{Actor, Change, Cx, Keep, Permission},
    error::ActionError,
    thing::{
        put::put_in,
        reach,
        refusal::{Collision, Refusal, Why},
        withdraw::withdraw_in,
        written::{Said, Written},
    },
    view::{Link, Reader},
};
use genbo_domain::{
    cooperation::Cooperation,
    house::{HouseHeading, HouseLogo, HouseSignature, HouseStyle, HouseWord},
    noun::{Noun, NounDef},
    post::Post,
    value::{Kind, Pointer, StoredValue, ThingId, Value, WrittenValue},
};
use genbo_store::{
    row::{self, Find, ThingRow},
    sql::Tx,
    thing::{self, Viewer},
};

/// A thing as it stands, for a form.
pub type Row = ThingRow;

/// The most lines on which somebody signs.
pub const MOST_SIGNATURES: usize = 12;

/// What a form says that the style shall be. Texts are what is written in a file; empty ones say nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The style's own fields but its owner, by name.
    pub fields: Vec<(&'static str, String)>,
    /// The logo; nothing if it shall have none.
    pub logo: Option<WantedLogo>,
    /// Its own words, in Swedish and English.
    pub words: Vec<(HouseHeading, String, String)>,
    /// Its lines to sign on: office, slug of the post, what is said below.
    pub signatures: Vec<[String; 3]>,
}

/// A logo that a style shall have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedLogo {
    /// What it says.
    pub text: String,
    /// The picture as a `data:` text; nothing if it stays as it is.
    pub image: Option<String>,
}

/// A style as it stands, with all that belongs to it.
#[derive(Debug, Default)]
pub struct Standing {
    /// The style; nothing if there is none yet.
    pub style: Option<ThingRow>,
    /// Its logos; the first counts.
    pub logos: Vec<ThingRow>,
    /// Its words.
    pub words: Vec<ThingRow>,
    /// Its lines to sign on, in order.
    pub signatures: Vec<ThingRow>,
    /// The number of the last change of any of them; 0 if there is nothing.
    pub seen: i64,
}

/// A style as a form starts from it.
#[derive(Debug)]
pub struct Opened {
    /// Whose it is.
    pub owner: Link,
    /// How it stands.
    pub standing: Standing,
    /// What it has from others.
    pub inherited: super::House,
    /// The posts that can be named.
    pub posts: Vec<Link>,
}

/// Opens the style of an organisation or a cooperation for somebody who may change it.
pub async fn open(
    reader: &mut Reader,
    actor: &Actor,
    noun: &'static NounDef,
    slug: &str,
) -> Result<Opened, ActionError> {
    let viewer = reader.viewer.clone();
    let owner = owner(&mut reader.tx, &viewer, noun.name, slug).await?;
    let reach = reach_of(&mut reader.tx, noun, owner.id).await?;
    if !actor.may_within(Permission::Arrange, &reach) {
        return Err(ActionError::Forbidden);
    }
    let standing = standing(&mut reader.tx, &viewer, owner.id).await?;
    let posts: Vec<row::Stored<Post>> = reader.by("owner", &[owner.id]).await?;
    Ok(Opened {
        inherited: super::seen_by(&mut reader.tx, &viewer, owner.id).await?,
        posts: posts.iter().map(Link::from).collect(),
        standing,
        owner,
    })
}

/// Whether somebody may change the style of an organisation or a cooperation, for the button that leads there. Costs
/// nothing for who arranges nothing.
pub async fn may(
    reader: &mut Reader,
    actor: &Actor,
    noun: &'static NounDef,
    owner: ThingId,
) -> Result<bool, ActionError> {
    if !actor.may(Permission::Arrange) {
        return Ok(false);
    }
    Ok(actor.may_within(Permission::Arrange, &reach_of(&mut reader.tx, noun, owner).await?))
}

async fn reach_of(tx: &mut Tx, noun: &'static NounDef, id: ThingId) -> Result<Vec<ThingId>, ActionError> {
    let row = row::load_rows(tx, &Viewer::All, noun, Find::Ids(&[id])).await?.pop();
    let row = row.ok_or(ActionError::NotFound)?;
    reach::of(tx, noun, Some(id), row.meta.home, &row.values).await
}

async fn standing(tx: &mut Tx, viewer: &Viewer, owner: ThingId) -> Result<Standing, ActionError> {
    let style = row::load_rows(tx, viewer, noun::<HouseStyle>(), Find::By("owner", &[owner])).await?;
    let Some(style) = style.into_iter().min_by_key(|s| s.id) else { return Ok(Standing::default()) };
    let own = [style.id];
    let find = Find::By("house_style", &own);
    let mut standing = Standing {
        logos: row::load_rows(tx, viewer, noun::<HouseLogo>(), find).await?,
        words: row::load_rows(tx, viewer, noun::<HouseWord>(), find).await?,
        signatures: row::load_rows(tx, viewer, noun::<HouseSignature>(), find).await?,
        seen: style.meta.changed,
        style: Some(style),
    };
    let all = standing.logos.iter().chain(&standing.words).chain(&standing.signatures);
    standing.seen = all.map(|r| r.meta.changed).chain([standing.seen]).max().unwrap_or(0);
    Ok(standing)
}

fn noun<N: Noun>() -> &'static NounDef {
    NounDef::named(N::NAME).expect("every noun is among them")
}

/// The text of a field as it stands.
pub fn text<'a>(row: &'a ThingRow, noun: &NounDef, field: &str) -> &'a str {
    let value = noun.field(field).and_then(|(index, _)| row.values.get(index)?.as_ref());
    value.and_then(Value::as_text).unwrap_or_default()
}

/// Makes the style what is wanted, and tells how many things changed. `seen` is the number that the form had seen; if
/// something has changed since and something would change now, it is a collision.
pub async fn save(
    cx: &Cx,
    actor: &Actor,
    (kind, slug): (&'static NounDef, &str),
    wanted: &Wanted,
    seen: i64,
) -> Result<usize, ActionError> {
    cx.write(actor, Permission::Arrange, Keep::Commit, async |change| {
        let viewer = change.actor.viewer();
        let owner = owner(&mut change.tx, &viewer, kind.name, slug).await?;
        let reach = reach_of(&mut change.tx, kind, owner.id).await?;
        change.require(Permission::Arrange, &reach)?;
        let standing = standing(&mut change.tx, &viewer, owner.id).await?;
        let style = match &standing.style {
            Some(style) => style.meta.slug.clone(),
            None => free(&mut change.tx, &owner.slug).await?,
        };
        let (written, gone) = plan(change, &standing, wanted, (kind, &owner, &style)).await?;
        if written.is_empty() && gone.is_empty() {
            return Ok(0);
        }
        if standing.seen != seen {
            let (field, at, by) = (String::new(), String::new(), String::new());
            return Err(ActionError::Collides(vec![Collision { row: 0, field, at, by, now: None }]));
        }
        for (noun, id) in &gone {
            withdraw_in(change, noun, *id, None).await?;
        }
        put_in(change, &written).await?;
        Ok(written.len() + gone.len())
    })
    .await
}

/// A slug that no style has yet: that of its owner, or with a number behind.
async fn free(tx: &mut Tx, owner: &str) -> Result<String, ActionError> {
    for number in 1..100 {
        let slug = if number == 1 { owner.to_owned() } else { format!("{owner}-{number}") };
        let taken = thing::ids_of_slugs(tx, &Viewer::All, HouseStyle::NAME, &[&slug]).await?;
        if taken.is_empty() {
            return Ok(slug);
        }
    }
    Err(refused(0, "slug", Why::Taken(owner.to_owned())))
}

fn refused(row: usize, field: &'static str, why: Why) -> ActionError {
    ActionError::Refused(vec![Refusal { row, field: Some(field), why }])
}

type Gone = Vec<(&'static NounDef, ThingId)>;

/// What must be written and what must go.
async fn plan(
    change: &mut Change,
    standing: &Standing,
    wanted: &Wanted,
    (kind, owner, style): (&'static NounDef, &Link, &str),
) -> Result<(Vec<Written>, Gone), ActionError> {
    let (mut written, mut gone): (Vec<Written>, Gone) = (Vec::new(), Vec::new());
    let of_style = [("house_style", Value::Ref(Pointer { noun: HouseStyle::NAME, slug: style.to_owned() }))];
    let to_owner = [("owner", Value::Ref(Pointer { noun: kind.name, slug: owner.slug.clone() }))];
    let home = match &standing.style {
        // What is added to a style that stands goes with it.
        Some(_) => None,
        None if kind.name == Cooperation::NAME => Some(owner.slug.clone()),
        None => {
            let viewer = change.actor.viewer();
            thing::home(&mut change.tx, &viewer, kind.name, &owner.slug).await?.map(|h| h.slug)
        }
    };
    let fresh = |noun: &'static NounDef| Written { home: home.clone(), ..Written::new(noun) };
    let fields: Vec<(&'static str, &str)> = wanted.fields.iter().map(|(n, t)| (*n, t.as_str())).collect();
    let new = Written { slug: Some(style.to_owned()), ..fresh(noun::<HouseStyle>()) };
    written.extend(differing(new, standing.style.as_ref(), &to_owner, &fields)?);

    let spare = usize::from(wanted.logo.is_some());
    gone.extend(standing.logos.iter().skip(spare).map(|l| (noun::<HouseLogo>(), l.id)));
    if let Some(logo) = &wanted.logo {
        let mut fields = vec![("text", logo.text.as_str())];
        fields.extend(logo.image.as_deref().map(|i| ("image", i)));
        written.extend(differing(fresh(noun::<HouseLogo>()), standing.logos.first(), &of_style, &fields)?);
    }

    let heading = |row: &ThingRow| text(row, noun::<HouseWord>(), "heading").to_owned();
    for (of, sv, en) in wanted.words.iter().filter(|(_, sv, en)| !sv.is_empty() || !en.is_empty()) {
        let old = standing.words.iter().find(|w| heading(w) == of.as_str());
        let fields = [("heading", of.as_str()), ("sv", sv.as_str()), ("en", en.as_str())];
        written.extend(differing(fresh(noun::<HouseWord>()), old, &of_style, &fields)?);
    }
    let kept = |word: &ThingRow| {
        wanted
            .words
            .iter()
            .any(|(of, sv, en)| of.as_str() == heading(word) && (!sv.is_empty() || !en.is_empty()))
    };
    gone.extend(standing.words.iter().filter(|w| !kept(w)).map(|w| (noun::<HouseWord>(), w.id)));

    let lines: Vec<&[String; 3]> =
        wanted.signatures.iter().filter(|l| l.iter().any(|t| !t.is_empty())).take(MOST_SIGNATURES).collect();
    let posts = slugs_of_posts(change, &standing.signatures).await?;
    for (place, [office, post, caption]) in lines.iter().enumerate() {
        let old = standing.signatures.get(place);
        let fields = [("office", office.as_str()), ("caption", caption.as_str())];
        let mut one = differing(fresh(noun::<HouseSignature>()), old, &of_style, &fields)?;
        let stood = old.and_then(|o| posts.get(&o.id)).map_or("", String::as_str);
        if stood != post.as_str() {
            let said = if post.is_empty() {
                Said::Empty
            } else {
                Said::Value(Value::Ref(Pointer { noun: Post::NAME, slug: post.clone() }))
            };
            let start = one.take().unwrap_or_else(|| changed(noun::<HouseSignature>(), old));
            one = Some(start.with("post", said));
        }
        written.extend(one);
    }
    gone.extend(standing.signatures.iter().skip(lines.len()).map(|s| (noun::<HouseSignature>(), s.id)));
    Ok((written, gone))
}

fn changed(noun: &'static NounDef, old: Option<&ThingRow>) -> Written {
    old.map_or_else(|| Written::new(noun), |o| Written::change(noun, &o.meta.slug))
}

async fn slugs_of_posts(
    change: &mut Change,
    signatures: &[ThingRow],
) -> Result<std::collections::HashMap<ThingId, String>, ActionError> {
    let index = noun::<HouseSignature>().field("post").map_or(0, |(index, _)| index);
    let post = |row: &ThingRow| match row.values.get(index) {
        Some(Some(Value::Ref(id))) => Some((row.id, *id)),
        _ => None,
    };
    let of: Vec<(ThingId, ThingId)> = signatures.iter().filter_map(post).collect();
    let ids: Vec<ThingId> = of.iter().map(|(_, post)| *post).collect();
    let names = thing::names(&mut change.tx, &Viewer::All, &ids).await?;
    Ok(of.into_iter().filter_map(|(row, post)| Some((row, names.get(&post)?.slug.clone()))).collect())
}

/// What is written of a thing: all of a new one, and of one that stands what differs; nothing if nothing does.
fn differing(
    new: Written,
    old: Option<&ThingRow>,
    hangs_on: &[(&'static str, WrittenValue)],
    fields: &[(&'static str, &str)],
) -> Result<Option<Written>, ActionError> {
    let noun = new.noun;
    let mut written = match old {
        Some(old) => Written::change(noun, &old.meta.slug),
        None => hangs_on.iter().fold(new, |w, (field, to)| w.with(field, Said::Value(to.clone()))),
    };
    for (name, text) in fields {
        let (index, field) = noun.field(name).expect("the caller names fields of the noun");
        let stands: Option<&StoredValue> = old.and_then(|o| o.values.get(index)?.as_ref());
        let said = if text.trim().is_empty() {
            None
        } else {
            let read = field.kind.parse(text).map_err(|e| refused(0, field.name, Why::NoValue(e.0)))?;
            Some(read)
        };
        debug_assert!(!matches!(field.kind, Kind::Ref(_)), "references are told apart");
        match (said, stands) {
            (Some(Value::Text(said)), Some(Value::Text(stands))) if said == *stands => {}
            (Some(said), _) => written = written.with(name, Said::Value(said)),
            (None, Some(_)) => written = written.with(name, Said::Empty),
            (None, None) => {}
        }
    }
    let says_nothing = old.is_some() && written.fields.is_empty();
    Ok((!says_nothing).then_some(written))
}
