//! What a file is, read from its bytes: its name and what its sender says of it are never believed.
//!
//! Invariants: what can run is refused (programs, macros, pages and drawings of the web), and so is what cannot be looked
//! into (archives, old office formats); what is kept has the ending of what it is.

use std::fmt;

/// How many bytes at the beginning of a file are looked at.
pub const HEAD: usize = 4096;
/// How many bytes at its end are looked at: the list of what is in an office file stands there.
pub const TAIL: usize = 128 * 1024;

/// A sort of file that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// PDF.
    Pdf,
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// A text of Word (OOXML).
    Docx,
    /// A sheet of Excel (OOXML).
    Xlsx,
    /// Slides of PowerPoint (OOXML).
    Pptx,
    /// A text of OpenDocument.
    Odt,
    /// A sheet of OpenDocument.
    Ods,
    /// Slides of OpenDocument.
    Odp,
    /// Plain text in UTF-8.
    Text,
}

/// Why a file is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It has no bytes.
    Empty,
    /// It is a program.
    Program,
    /// It is a page or a drawing of the web, which can run and fetch things.
    Web,
    /// It is an office file with macros.
    Macros,
    /// It is an archive.
    Archive,
    /// It is an office file of the old kind, in which macros cannot be told.
    OldOffice,
    /// Nobody knows what it is.
    Unknown,
}

impl Media {
    /// All of them.
    pub const ALL: [Media; 10] = [
        Media::Pdf,
        Media::Docx,
        Media::Xlsx,
        Media::Pptx,
        Media::Odt,
        Media::Ods,
        Media::Odp,
        Media::Png,
        Media::Jpeg,
        Media::Text,
    ];

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Media::Pdf => "application/pdf",
            Media::Png => "image/png",
            Media::Jpeg => "image/jpeg",
            Media::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Media::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Media::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Media::Odt => "application/vnd.oasis.opendocument.text",
            Media::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Media::Odp => "application/vnd.oasis.opendocument.presentation",
            Media::Text => "text/plain",
        }
    }

    /// The sort of that media type.
    pub fn of_type(media_type: &str) -> Option<Media> {
        Media::ALL.into_iter().find(|m| m.media_type() == media_type)
    }

    /// The endings that a name may have, the usual one first.
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Media::Pdf => &["pdf"],
            Media::Png => &["png"],
            Media::Jpeg => &["jpg", "jpeg"],
            Media::Docx => &["docx"],
            Media::Xlsx => &["xlsx"],
            Media::Pptx => &["pptx"],
            Media::Odt => &["odt"],
            Media::Ods => &["ods"],
            Media::Odp => &["odp"],
            Media::Text => &["txt", "csv", "md"],
        }
    }

    /// What a file is by its first [`HEAD`] and last [`TAIL`] bytes; of a smaller file both are the whole.
    pub fn of(head: &[u8], tail: &[u8]) -> Result<Media, Unfit> {
        match head {
            [] => Err(Unfit::Empty),
            [b'%', b'P', b'D', b'F', b'-', ..] => Ok(Media::Pdf),
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Ok(Media::Png),
            [0xff, 0xd8, 0xff, ..] => Ok(Media::Jpeg),
            [b'P', b'K', 3, 4, ..] => of_zip(head, tail),
            [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(Unfit::OldOffice),
            [b'M', b'Z', ..] | [0x7f, b'E', b'L', b'F', ..] | [b'#', b'!', ..] => Err(Unfit::Program),
            [0xca, 0xfe, 0xba, 0xbe, ..] | [0xcf, 0xfa, 0xed, 0xfe, ..] => Err(Unfit::Program),
            [0x1f, 0x8b, ..] | [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xbc, 0xaf, ..] => {
                Err(Unfit::Archive)
            }
            _ => of_text(head, tail),
        }
    }
}

/// The names in the list at the end of a zip file, as far as it is there.
fn names(tail: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = tail;
    std::iter::from_fn(move || {
        let at = rest.windows(4).position(|w| w == [b'P', b'K', 1, 2])?;
        let entry = &rest[at..];
        let length = usize::from(u16::from_le_bytes([*entry.get(28)?, *entry.get(29)?]));
        let name = entry.get(46..46 + length)?;
        rest = &entry[46 + length..];
        Some(name)
    })
}

fn of_zip(head: &[u8], tail: &[u8]) -> Result<Media, Unfit> {
    // OpenDocument says what it is in its first file, which is stored as it is.
    const FIRST: usize = 30;
    if head.get(FIRST..FIRST + 8) == Some(b"mimetype") {
        let said = head.get(FIRST + 8..).unwrap_or_default();
        let open = [Media::Odt, Media::Ods, Media::Odp];
        let found = open.into_iter().find(|m| {
            let kind = m.media_type().as_bytes();
            said.starts_with(kind) && said.get(kind.len()).is_none_or(|next| *next != b'-')
        });
        let scripts = names(tail).any(|n| n.starts_with(b"Basic/") || n.starts_with(b"Scripts/"));
        return match found {
            Some(_) if scripts => Err(Unfit::Macros),
            Some(media) => Ok(media),
            None => Err(Unfit::Archive),
        };
    }
    let all: Vec<&[u8]> = names(tail).collect();
    if all.iter().any(|n| n.to_ascii_lowercase().ends_with(b"vbaproject.bin")) {
        return Err(Unfit::Macros);
    }
    let is_office = all.iter().any(|n| *n == b"[Content_Types].xml");
    let of = [(&b"word/"[..], Media::Docx), (b"xl/", Media::Xlsx), (b"ppt/", Media::Pptx)];
    let found = of.into_iter().find(|(dir, _)| all.iter().any(|n| n.starts_with(dir)));
    found.filter(|_| is_office).map(|(_, media)| media).ok_or(Unfit::Archive)
}

fn of_text(head: &[u8], tail: &[u8]) -> Result<Media, Unfit> {
    let is_text = |bytes: &[u8], cut_begin: bool, cut_end: bool| {
        let begin =
            if cut_begin { bytes.iter().take(3).take_while(|b| **b & 0xc0 == 0x80).count() } else { 0 };
        let bytes = &bytes[begin..];
        let valid = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(e) if cut_end && e.error_len().is_none() => {
                std::str::from_utf8(&bytes[..e.valid_up_to()]).unwrap_or_default()
            }
            Err(_) => return false,
        };
        !valid.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}'))
    };
    if !is_text(head, false, head.len() >= HEAD) || !is_text(tail, tail.len() >= TAIL, false) {
        return Err(Unfit::Unknown);
    }
    let start =
        String::from_utf8_lossy(head).trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']).to_lowercase();
    let web = ["<!doctype", "<html", "<svg", "<?xml", "<script", "<head", "<body", "<iframe", "<!--"];
    if web.iter().any(|w| start.starts_with(w)) || start.contains("<script") {
        return Err(Unfit::Web);
    }
    Ok(Media::Text)
}

/// The longest name of a file, in characters.
const LONGEST: usize = 120;

/// A name as it is kept: without folders and signs that mean something to systems of files, and with the ending of what the
/// file is. The second is whether the ending said something else.
pub fn file_name(said: &str, media: Media) -> (String, bool) {
    let last = said.rsplit(['/', '\\']).next().unwrap_or_default();
    let odd = |c: char| c.is_control() || "\"<>|:*?\u{202e}\u{202d}\u{200e}\u{200f}".contains(c);
    let clean: String = last.chars().filter(|c| !odd(*c)).collect();
    let clean = clean.trim().trim_matches('.').trim();
    let (stem, ending) = match clean.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.len() <= 5 && !ending.contains(' ') => {
            (stem, ending)
        }
        _ => (clean, ""),
    };
    let fits = media.endings().iter().find(|e| e.eq_ignore_ascii_case(ending));
    let lies = fits.is_none() && !ending.is_empty();
    let stem = if stem.is_empty() { "fil" } else { stem };
    let stem: String = stem.chars().take(LONGEST).collect();
    let ending = fits.copied().unwrap_or(media.endings()[0]);
    (format!("{}.{ending}", stem.trim()), lies)
}

/// What a file is called before somebody has said: its name without ending, underscores as blanks.
pub fn title_of(file_name: &str) -> String {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let plain = stem.replace('_', " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl fmt::Display for Media {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.endings()[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn zip(first: &str, names: &[&str]) -> Vec<u8> {
        let mut bytes = [b"PK\x03\x04".to_vec(), vec![0; 26]].concat();
        bytes.extend(first.as_bytes());
        for name in names {
            bytes.extend(b"PK\x01\x02");
            bytes.extend([0; 24]);
            bytes.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
            bytes.extend([0; 16]);
            bytes.extend(name.as_bytes());
        }
        bytes
    }

    fn of(bytes: &[u8]) -> Result<Media, Unfit> {
        Media::of(&bytes[..bytes.len().min(HEAD)], &bytes[bytes.len().saturating_sub(TAIL)..])
    }

    #[test]
    fn what_can_run_or_cannot_be_looked_into_is_refused_whatever_it_is_called() {
        let refused: [(&[u8], Unfit); 12] = [
            (b"", Unfit::Empty),
            (b"MZ\x90\0", Unfit::Program),
            (b"#!/bin/sh\nrm", Unfit::Program),
            (b"\x7fELF", Unfit::Program),
            (b"<!DOCTYPE html><p>", Unfit::Web),
            ("\u{feff} <svg onload=x>".as_bytes(), Unfit::Web),
            (b"text <ScRipt>alert(1)</script>", Unfit::Web),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", Unfit::OldOffice),
            (b"\x1f\x8b\x08", Unfit::Archive),
            (b"\0\0\0\0", Unfit::Unknown),
            (b"latin \xe5\xe4\xf6", Unfit::Unknown),
            (b"Rar!\x1a", Unfit::Archive),
        ];
        for (bytes, why) in refused {
            assert_eq!(of(bytes), Err(why), "{:?}", String::from_utf8_lossy(bytes));
        }
        assert_eq!(of(&zip("a", &["a.txt"])), Err(Unfit::Archive));
        let macros = zip("x", &["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]);
        assert_eq!(of(&macros), Err(Unfit::Macros));
        let basic = zip("mimetypeapplication/vnd.oasis.opendocument.text", &["Basic/script-lc.xml"]);
        assert_eq!(of(&basic), Err(Unfit::Macros));
        assert_eq!(of(&zip("x", &["word/document.xml"])), Err(Unfit::Archive));
    }

    #[test]
    fn a_file_is_what_its_bytes_say() {
        let office = |dir: &str| zip("x", &["[Content_Types].xml", &format!("{dir}/main.xml")]);
        assert_eq!(of(b"%PDF-1.7"), Ok(Media::Pdf));
        assert_eq!(of(b"\x89PNG\r\n\x1a\n"), Ok(Media::Png));
        assert_eq!(of(b"\xff\xd8\xff\xe0"), Ok(Media::Jpeg));
        assert_eq!(of(&office("word")), Ok(Media::Docx));
        assert_eq!(of(&office("xl")), Ok(Media::Xlsx));
        assert_eq!(of(&office("ppt")), Ok(Media::Pptx));
        let open = zip("mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK", &["content.xml"]);
        assert_eq!(of(&open), Ok(Media::Ods));
        assert_eq!(of("Å;1\r\nÖ;2\n".as_bytes()), Ok(Media::Text));
        let long = "å".repeat(TAIL);
        assert_eq!(of(long.as_bytes()), Ok(Media::Text));
        assert_eq!(of(format!("a{long}").as_bytes()), Ok(Media::Text));
    }

    #[test]
    fn a_name_gets_the_ending_of_what_the_file_is_and_loses_its_folders() {
        assert_eq!(file_name("budget.PDF", Media::Pdf), ("budget.pdf".to_owned(), false));
        assert_eq!(file_name("bild.pdf", Media::Png), ("bild.png".to_owned(), true));
        assert_eq!(file_name("C:\\a\\b.jpeg", Media::Jpeg), ("b.jpeg".to_owned(), false));
        assert_eq!(file_name("../../etc/passwd", Media::Text), ("passwd.txt".to_owned(), false));
        assert_eq!(file_name("", Media::Pdf), ("fil.pdf".to_owned(), false));
        assert_eq!(file_name("Dnr 2022.2294", Media::Pdf), ("Dnr 2022.pdf".to_owned(), true));
        assert_eq!(title_of("Bilaga_1_budget.pdf"), "Bilaga 1 budget");
    }

    proptest! {
        #[test]
        fn any_bytes_are_told_or_refused_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), zip in any::<bool>()) {
            let bytes = if zip { [b"PK\x03\x04".to_vec(), bytes].concat() } else { bytes };
            let _ = of(&bytes);
        }

        #[test]
        fn a_name_is_one_segment_with_an_ending_that_fits(said in "\\PC{0,200}") {
            let (name, _) = file_name(&said, Media::Pdf);
            prop_assert!(name.ends_with(".pdf") && !name.contains(['/', '\\', '"', '\n']), "{}", name);
            let again = file_name(&name, Media::Pdf);
            prop_assert_eq!(again, (name, false));
        }
    }
}
