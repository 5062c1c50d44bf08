//! Files in words: what they are, how large, who sees them; and the same on the pages of what they belong to.

use crate::{
    frame::Frame,
    sheet::{Block, Cell},
    view::Link,
    words,
};
use genbo_app::attachment::{Paper, Papers};
use genbo_domain::media::{Media, Unfit};

/// The link by which a file is fetched.
pub(crate) fn link(f: &Frame, paper: &Paper) -> Link {
    Link::new(paper.facts.title.clone(), f.link(&format!("/filer/{}", paper.link.slug)))
}

/// The same with what it is and how large, for a link that stands by itself.
pub(crate) fn whole_link(f: &Frame, paper: &Paper) -> Link {
    Link { text: format!("{} ({})", paper.facts.title, sort_and_size(f, paper)), ..link(f, paper) }
}

fn sort_and_size(f: &Frame, paper: &Paper) -> String {
    let sort = match Media::of_type(&paper.facts.media_type) {
        Some(Media::Text) | None => {
            paper.facts.file_name.rsplit('.').next().unwrap_or_default().to_uppercase()
        }
        Some(media) => media.to_string().to_uppercase(),
    };
    format!("{sort}, {}", f.lang.file_size(paper.facts.size))
}

/// What stands small below a file.
pub(crate) fn fine(f: &Frame, paper: &Paper) -> String {
    let seen = words::word(f.lang, "visibility", &paper.visibility);
    format!("{} · {} · {seen}", paper.facts.file_name, sort_and_size(f, paper))
}

/// The files of a thing on its page; nothing if there are none.
pub(crate) fn blocks(f: &Frame, papers: &Papers) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !papers.current.is_empty() {
        let cells = papers.current.iter().map(|p| Cell::link(link(f, p)).fine(sort_and_size(f, p)));
        blocks.push(Block::Bullets(cells.collect()));
    }
    if !papers.earlier.is_empty() {
        let cells = papers.earlier.iter().map(|p| Cell::link(link(f, p)).fine(sort_and_size(f, p)));
        let earlier = vec![Block::Bullets(cells.collect())];
        blocks.push(Block::More(f.t.attachment.earlier.to_owned(), earlier));
    }
    blocks
}

/// Why a file of that sort is not kept.
pub(super) fn unfit(f: &Frame, unfit: Unfit) -> &'static str {
    let t = &f.t.attachment;
    match unfit {
        Unfit::Empty => t.empty,
        Unfit::Program => t.program,
        Unfit::Web => t.web,
        Unfit::Macros => t.macros,
        Unfit::Archive => t.archive,
        Unfit::OldOffice => t.old_office,
        Unfit::Unknown => t.unknown,
    }
}

/// What a browser offers to choose.
pub(super) fn accepted() -> String {
    let endings = Media::ALL.into_iter().flat_map(|m| m.endings().iter());
    endings.map(|e| format!(".{e}")).collect::<Vec<_>>().join(",")
}
