//! Pictures that are kept: PNG and JPEG, small, and what they say that they are.
//!
//! Invariants: what a picture is is read from its bytes, never believed; it ends where its format says that it ends, so
//! that nothing is hidden behind it; an SVG is refused, because it is a document that can run and fetch things.

use crate::{
    base64,
    value::{Kind, ReadError, Scalar, StoredValue, Value},
};
use std::fmt;

/// The largest picture, in bytes.
pub const LARGEST: usize = 64 * 1024;
/// The widest and highest picture, in pixels.
pub const WIDEST: u32 = 2400;

/// What sort of picture it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

impl Format {
    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Format::Png => "image/png",
            Format::Jpeg => "image/jpeg",
        }
    }

    /// How a file's name ends, with the dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Format::Png => ".png",
            Format::Jpeg => ".jpg",
        }
    }
}

/// A picture.
#[derive(Clone, PartialEq, Eq)]
pub struct Image {
    format: Format,
    width: u32,
    height: u32,
    bytes: Vec<u8>,
}

/// Why something is no picture that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImageError {
    /// There is nothing.
    Empty,
    /// It is larger than [`LARGEST`]; how many bytes it has.
    TooLarge(usize),
    /// It is wider or higher than [`WIDEST`]; its width and height.
    TooWide(u32, u32),
    /// It is a drawing in SVG.
    Svg,
    /// It is neither PNG nor JPEG.
    Unknown,
    /// It says that it is one sort and is another: what it says, what it is.
    Lies(String, Format),
    /// It begins as one and is broken, or something stands behind its end.
    Broken(Format),
    /// It is no `data:` text with its bytes in base64.
    NoData,
}

impl fmt::Display for ImageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImageError::Empty => f.write_str("the picture is empty; choose a file of PNG or JPEG"),
            ImageError::TooLarge(size) => {
                write!(f, "the picture has {size} bytes; at most {LARGEST} are kept, save it smaller")
            }
            ImageError::TooWide(width, height) => {
                write!(
                    f,
                    "the picture is {width} × {height} pixels; at most {WIDEST} are kept, save it smaller"
                )
            }
            ImageError::Svg => {
                f.write_str("the picture is an SVG, which can run and fetch things; save it as PNG")
            }
            ImageError::Unknown => f.write_str("this is neither PNG nor JPEG; save it as one of them"),
            ImageError::Lies(said, is) => {
                write!(
                    f,
                    "the picture says that it is {said:?} but is {}; name it what it is",
                    is.media_type()
                )
            }
            ImageError::Broken(is) => {
                write!(f, "the {} is broken or has something behind its end; save it anew", is.media_type())
            }
            ImageError::NoData => {
                f.write_str("this is no picture; write it data:image/png;base64, and its bytes in base64")
            }
        }
    }
}
impl std::error::Error for ImageError {}

impl Image {
    /// The picture of these bytes. `said` is what the sender says that it is: a media type, or a file's name; nothing is
    /// believed, but what does not agree is refused.
    pub fn of(bytes: Vec<u8>, said: &[&str]) -> Result<Image, ImageError> {
        if bytes.is_empty() {
            return Err(ImageError::Empty);
        }
        if bytes.len() > LARGEST {
            return Err(ImageError::TooLarge(bytes.len()));
        }
        let format = sniff(&bytes)?;
        for said in said.iter().filter(|s| !s.is_empty()) {
            if claims(said).is_some_and(|claimed| claimed != format.media_type()) {
                return Err(ImageError::Lies((*said).to_owned(), format));
            }
        }
        let size = match format {
            Format::Png => png(&bytes),
            Format::Jpeg => jpeg(&bytes),
        };
        let (width, height) = size.ok_or(ImageError::Broken(format))?;
        if width == 0 || height == 0 {
            return Err(ImageError::Broken(format));
        }
        if width.max(height) > WIDEST {
            return Err(ImageError::TooWide(width, height));
        }
        Ok(Image { format, width, height, bytes })
    }

    /// What sort of picture it is.
    pub const fn format(&self) -> Format {
        self.format
    }

    /// Width and height in pixels.
    pub const fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl fmt::Debug for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}×{}, {} bytes", self.format.media_type(), self.width, self.height, self.bytes.len())
    }
}

impl fmt::Display for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "data:{};base64,{}", self.format.media_type(), base64::encode(&self.bytes))
    }
}

impl std::str::FromStr for Image {
    type Err = ImageError;
    fn from_str(text: &str) -> Result<Image, ImageError> {
        let rest = text.trim().strip_prefix("data:").ok_or(ImageError::NoData)?;
        let (said, data) = rest.split_once(";base64,").ok_or(ImageError::NoData)?;
        if said.starts_with("image/svg") {
            return Err(ImageError::Svg);
        }
        // A text that long need not be read to be too long.
        if data.len() > LARGEST.div_ceil(3) * 4 {
            return Err(ImageError::TooLarge(data.len() / 4 * 3));
        }
        let bytes = base64::decode(data).ok_or(ImageError::NoData)?;
        if !said.is_empty() && claims(said).is_none() {
            return Err(ImageError::NoData);
        }
        Image::of(bytes, &[said])
    }
}

impl Scalar for Image {
    const KIND: Kind = Kind::Image;
    fn read(value: StoredValue) -> Result<Self, ReadError> {
        match value {
            Value::Text(s) => s.parse().map_err(|e: ImageError| ReadError::Wrong(e.to_string())),
            other => Err(ReadError::wrong("image", &other)),
        }
    }
}

/// The media type that a media type or a file's name claims, if it claims one of a picture.
fn claims(said: &str) -> Option<&'static str> {
    let said = said.trim().to_lowercase();
    let kind = said.split(';').next().unwrap_or(&said);
    Some(match kind.strip_prefix("image/").unwrap_or_else(|| kind.rsplit('.').next().unwrap_or(kind)) {
        "png" => "image/png",
        "jpeg" | "jpg" | "pjpeg" | "jpe" => "image/jpeg",
        "svg" | "svg+xml" => "image/svg+xml",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "html" | "htm" | "text/html" => "text/html",
        _ => return None,
    })
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

fn sniff(bytes: &[u8]) -> Result<Format, ImageError> {
    if bytes.starts_with(PNG) {
        return Ok(Format::Png);
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Ok(Format::Jpeg);
    }
    let start = String::from_utf8_lossy(bytes.get(..1024).unwrap_or(bytes)).to_lowercase();
    Err(if start.contains("<svg") { ImageError::Svg } else { ImageError::Unknown })
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// Width and height of a PNG whose parts follow each other from its beginning to its end.
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = PNG.len();
    let mut size = None;
    loop {
        let length = usize::try_from(be32(bytes, at)?).ok()?;
        let name = bytes.get(at + 4..at + 8)?;
        let end = at.checked_add(12)?.checked_add(length)?;
        if end > bytes.len() {
            return None;
        }
        match (name, size) {
            (b"IHDR", None) if length == 13 => size = Some((be32(bytes, at + 8)?, be32(bytes, at + 12)?)),
            (b"IEND", Some(size)) => return (length == 0 && end == bytes.len()).then_some(size),
            (b"IHDR", _) | (_, None) => return None,
            _ => {}
        }
        at = end;
    }
}

/// Width and height of a JPEG whose segments follow each other and whose picture ends at its end.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let be16 = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?));
    let mut at = 2;
    let mut size = None;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            // Filling.
            0xff => {
                at += 1;
                continue;
            }
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                size = Some((u32::from(be16(at + 7)?), u32::from(be16(at + 5)?)));
            }
            // The picture itself, up to the end.
            0xda => return size.filter(|_| bytes.ends_with(b"\xff\xd9") && ends_once(bytes, at)),
            0xd8 | 0xd9 | 0x00 | 0x01 | 0xd0..=0xd7 => return None,
            _ => {}
        }
        let length = usize::from(be16(at + 2)?);
        if length < 2 {
            return None;
        }
        at = at.checked_add(2)?.checked_add(length)?;
    }
}

/// Whether the end of the picture comes first at the end of the bytes.
fn ends_once(bytes: &[u8], from: usize) -> bool {
    let first = bytes.get(from..).and_then(|rest| rest.windows(2).position(|two| two == b"\xff\xd9"));
    first.is_some_and(|at| from + at + 2 == bytes.len())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The smallest PNG of that size, as far as its parts go.
    pub(crate) fn a_png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = PNG.to_vec();
        let mut part = |name: &[u8], data: &[u8]| {
            bytes.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
            bytes.extend(name);
            bytes.extend(data);
            bytes.extend([0; 4]);
        };
        let mut head = width.to_be_bytes().to_vec();
        head.extend(height.to_be_bytes());
        head.extend([8, 6, 0, 0, 0]);
        part(b"IHDR", &head);
        part(b"IDAT", &[0x78, 0x9c]);
        part(b"IEND", &[]);
        bytes
    }

    fn a_jpeg(width: u16, height: u16) -> Vec<u8> {
        let mut bytes = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08".to_vec();
        bytes.extend(height.to_be_bytes());
        bytes.extend(width.to_be_bytes());
        bytes.extend(b"\x01\x01\x11\x00\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x12\x34\xff\xd9");
        bytes
    }

    #[test]
    fn a_file_that_is_too_large_or_too_wide_is_refused_and_one_that_is_not_is_kept() {
        let mut large = a_png(10, 10);
        large.resize(LARGEST + 1, 0);
        assert_eq!(Image::of(large, &[]), Err(ImageError::TooLarge(LARGEST + 1)));
        assert_eq!(Image::of(a_png(WIDEST + 1, 2), &[]), Err(ImageError::TooWide(WIDEST + 1, 2)));
        assert_eq!(Image::of(a_png(WIDEST, 2), &[]).unwrap().size(), (WIDEST, 2));
        assert_eq!(Image::of(Vec::new(), &[]), Err(ImageError::Empty));
        assert_eq!(Image::of(a_png(0, 2), &[]), Err(ImageError::Broken(Format::Png)));
        let long = format!("data:image/png;base64,{}", "A".repeat(LARGEST * 2));
        assert!(matches!(long.parse::<Image>(), Err(ImageError::TooLarge(_))));
    }

    #[test]
    fn a_file_whose_type_lies_is_refused() {
        let lies = |bytes: Vec<u8>, said: &str| Image::of(bytes, &[said]).unwrap_err();
        assert_eq!(lies(a_jpeg(3, 2), "image/png"), ImageError::Lies("image/png".into(), Format::Jpeg));
        assert_eq!(lies(a_png(3, 2), "logga.JPG"), ImageError::Lies("logga.JPG".into(), Format::Png));
        assert_eq!(lies(a_png(3, 2), "sida.html"), ImageError::Lies("sida.html".into(), Format::Png));
        assert_eq!(lies(b"<html><script>alert(1)</script>".to_vec(), "image/png"), ImageError::Unknown);
        assert_eq!(lies(b"GIF89a".to_vec(), "image/gif"), ImageError::Unknown);
        let text = Image::of(a_jpeg(3, 2), &[]).unwrap().to_string().replace("jpeg", "png");
        assert!(matches!(text.parse::<Image>(), Err(ImageError::Lies(..))));
    }

    #[test]
    fn a_drawing_that_can_run_is_refused_whatever_it_says() {
        let svg = b"<?xml version=\"1.0\"?>\n<SVG xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec();
        assert_eq!(Image::of(svg.clone(), &["image/png"]), Err(ImageError::Svg));
        let text = format!("data:image/svg+xml;base64,{}", base64::encode(&svg));
        assert_eq!(text.parse::<Image>(), Err(ImageError::Svg));
    }

    #[test]
    fn what_stands_behind_the_end_of_a_picture_is_not_kept() {
        for (mut bytes, format) in [(a_png(3, 2), Format::Png), (a_jpeg(3, 2), Format::Jpeg)] {
            bytes.extend(b"<script>");
            assert_eq!(Image::of(bytes.clone(), &[]), Err(ImageError::Broken(format)));
            if format == Format::Jpeg {
                bytes.extend(b"\xff\xd9");
                assert_eq!(Image::of(bytes, &[]), Err(ImageError::Broken(format)));
            }
        }
    }

    #[test]
    fn a_picture_is_known_by_its_bytes_and_comes_back_from_its_text() {
        let png = Image::of(a_png(120, 40), &["image/png", "Logga.PNG"]).unwrap();
        let jpeg = Image::of(a_jpeg(120, 40), &["image/jpeg", "logga.jpeg", "utan ändelse"]).unwrap();
        assert_eq!((png.format(), png.size()), (Format::Png, (120, 40)));
        assert_eq!((jpeg.format(), jpeg.size()), (Format::Jpeg, (120, 40)));
        for image in [png, jpeg] {
            assert_eq!(image.to_string().parse::<Image>(), Ok(image));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_refused_or_kept_without_panic(
            png: bool, cut in 0_usize..90, at in 0_usize..90, byte: u8, tail in prop::collection::vec(any::<u8>(), 0..20),
        ) {
            let mut bytes = if png { a_png(3, 2) } else { a_jpeg(3, 2) };
            bytes.truncate(cut);
            bytes.extend(tail);
            if let Some(b) = bytes.get_mut(at) {
                *b = byte;
            }
            if let Ok(image) = Image::of(bytes.clone(), &[]) {
                prop_assert_eq!(image.bytes(), bytes.as_slice());
            }
        }
    }
}
