//! Pictures of dots from pictures of lines: SVG in, PNG out.

use crate::{Fault, font};
use resvg::{tiny_skia, usvg};
use std::collections::BTreeSet;
use std::sync::Arc;

/// More dots than this on a side is no picture for anybody.
const WIDEST: u32 = 8000;

/// The SVG as PNG, `width` dots wide, on white. Links and scripts in it are nothing here, and nothing is loaded.
pub fn png(svg: &str, width: u32) -> Result<Vec<u8>, Fault> {
    let svg = font::printable_text(svg, &mut BTreeSet::new());
    let mut options = usvg::Options { font_family: "Noto Sans".to_owned(), ..usvg::Options::default() };
    let fonts = Arc::make_mut(&mut options.fontdb);
    font::FILES.iter().for_each(|file| fonts.load_font_data(file.to_vec()));
    fonts.set_sans_serif_family("Noto Sans");
    let tree = usvg::Tree::from_str(&svg, &options).map_err(|e| Fault(e.to_string()))?;
    let size = tree
        .size()
        .to_int_size()
        .scale_to_width(width.clamp(1, WIDEST))
        .filter(|s| s.height() <= WIDEST)
        .ok_or_else(|| Fault("the picture is too high".to_owned()))?;
    let mut dots = tiny_skia::Pixmap::new(size.width(), size.height())
        .ok_or_else(|| Fault("the picture has no size".to_owned()))?;
    dots.fill(tiny_skia::Color::WHITE);
    #[expect(clippy::cast_precision_loss, reason = "at most 8000 dots")]
    let scale = size.width() as f32 / tree.size().width();
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut dots.as_mut());
    dots.encode_png().map_err(|e| Fault(e.to_string()))
}
