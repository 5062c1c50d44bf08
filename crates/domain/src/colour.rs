//! Colours, and whether what is written in one can be read on a page (WCAG 2.2, success criterion 1.4.3).
//!
//! Invariant: a colour is kept only if text in it reaches [`ENOUGH`] on every ground of the light pages; the colour for
//! dark pages is made from it, and reaches the same on every ground of those. Whole numbers all the way: every machine
//! answers alike.

use crate::value::{Kind, ReadError, Scalar, StoredValue, Value};
use std::fmt;

/// The least contrast of text, in hundredths: 4.5 to 1.
pub const ENOUGH: u32 = 450;

/// The grounds on which pages write: light, then dark. A test of the style sheet holds them to it.
pub const GROUNDS: [[Rgb; 4]; 2] = [
    [Rgb(0xf4, 0xf6, 0xf5), Rgb(0xff, 0xff, 0xff), Rgb(0xe9, 0xee, 0xec), Rgb(0xe2, 0xee, 0xf1)],
    [Rgb(0x0f, 0x15, 0x14), Rgb(0x16, 0x1d, 0x1c), Rgb(0x20, 0x2a, 0x28), Rgb(0x12, 0x32, 0x3a)],
];

/// A colour of a screen: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

impl Rgb {
    /// The colour of a text as `#0a5162`; `#05a` is `#0055aa`.
    pub fn of(text: &str) -> Option<Rgb> {
        let digits = text.trim().strip_prefix('#')?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let long = match digits.len() {
            3 => digits.chars().flat_map(|c| [c, c]).collect(),
            6 => digits.to_owned(),
            _ => return None,
        };
        let part = |at: usize| u8::from_str_radix(long.get(at..at + 2)?, 16).ok();
        Some(Rgb(part(0)?, part(2)?, part(4)?))
    }

    /// How bright it is, from 0 to a million.
    fn luminance(self) -> u64 {
        let part = |c: u8| u64::from(LINEAR[usize::from(c)]);
        (2126 * part(self.0) + 7152 * part(self.1) + 722 * part(self.2)) / 10_000
    }

    /// The contrast of two colours in hundredths, from 100 to 2100.
    pub fn contrast(self, other: Rgb) -> u32 {
        let (a, b) = (self.luminance(), other.luminance());
        let (light, dark) = (a.max(b) + 50_000, a.min(b) + 50_000);
        u32::try_from(100 * light / dark).unwrap_or(u32::MAX)
    }

    /// The least contrast to any ground of light or of dark pages, with that ground.
    pub fn worst(self, dark: bool) -> (u32, Rgb) {
        let grounds = GROUNDS[usize::from(dark)];
        let all = grounds.map(|g| (self.contrast(g), g));
        all.into_iter().min_by_key(|(contrast, _)| *contrast).unwrap_or((0, grounds[0]))
    }

    /// The nearest colour that can be read on light or on dark pages: the same, mixed with as little black or white as
    /// will do.
    pub fn nearest(self, dark: bool) -> Rgb {
        let towards = if dark { 255 } else { 0 };
        let mixed = |part: u8, n: u16| {
            let part = u16::from(part);
            u8::try_from((part * (255 - n) + towards * n + 127) / 255).unwrap_or(u8::MAX)
        };
        let all = (0..=255_u16).map(|n| Rgb(mixed(self.0, n), mixed(self.1, n), mixed(self.2, n)));
        all.into_iter().find(|c| c.worst(dark).0 >= ENOUGH).unwrap_or(if dark {
            Rgb(255, 255, 255)
        } else {
            Rgb(0, 0, 0)
        })
    }
}

/// A colour in which pages of both themes can write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accent(Rgb);

/// Why a text is no such colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccentError {
    /// It is no colour.
    NoColour(String),
    /// Nobody can read it: the colour, its contrast in hundredths, on which ground, and the nearest that will do.
    Faint(Rgb, u32, Rgb, Rgb),
}

impl fmt::Display for AccentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AccentError::NoColour(text) => {
                write!(f, "{text:?} is no colour; write # and six digits from 0 to f, as in #0a5162")
            }
            AccentError::Faint(colour, contrast, ground, nearest) => write!(
                f,
                "{colour} has the contrast {}.{:02} on {ground}, and text needs 4.5; the nearest that will do is {nearest}",
                contrast / 100,
                contrast % 100
            ),
        }
    }
}
impl std::error::Error for AccentError {}

impl Accent {
    /// The colour on light pages and on paper.
    pub const fn light(self) -> Rgb {
        self.0
    }

    /// The colour on dark pages: the nearest that can be read there.
    pub fn dark(self) -> Rgb {
        self.0.nearest(true)
    }
}

impl fmt::Display for Accent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Accent {
    type Err = AccentError;
    fn from_str(text: &str) -> Result<Accent, AccentError> {
        let colour = Rgb::of(text).ok_or_else(|| AccentError::NoColour(text.trim().to_owned()))?;
        let (contrast, ground) = colour.worst(false);
        if contrast < ENOUGH {
            return Err(AccentError::Faint(colour, contrast, ground, colour.nearest(false)));
        }
        Ok(Accent(colour))
    }
}

impl Scalar for Accent {
    const KIND: Kind = Kind::Accent;
    fn read(value: StoredValue) -> Result<Self, ReadError> {
        match value {
            Value::Text(s) => s.parse().map_err(|e: AccentError| ReadError::Wrong(e.to_string())),
            other => Err(ReadError::wrong("accent", &other)),
        }
    }
}

/// How bright each step of a screen's scale is, in millionths (IEC 61966-2-1).
#[rustfmt::skip]
static LINEAR: [u32; 256] = [
    0, 304, 607, 911, 1214, 1518, 1821, 2125, 2428, 2732, 3035, 3347, 3677, 4025, 4391, 4777,
    5182, 5605, 6049, 6512, 6995, 7499, 8023, 8568, 9134, 9721, 10330, 10960, 11612, 12286, 12983, 13702,
    14444, 15209, 15996, 16807, 17642, 18500, 19382, 20289, 21219, 22174, 23153, 24158, 25187, 26241, 27321, 28426,
    29557, 30713, 31896, 33105, 34340, 35601, 36889, 38204, 39546, 40915, 42311, 43735, 45186, 46665, 48172, 49707,
    51269, 52861, 54480, 56128, 57805, 59511, 61246, 63010, 64803, 66626, 68478, 70360, 72272, 74214, 76185, 78187,
    80220, 82283, 84376, 86500, 88656, 90842, 93059, 95307, 97587, 99899, 102242, 104616, 107023, 109462, 111932, 114435,
    116971, 119538, 122139, 124772, 127438, 130136, 132868, 135633, 138432, 141263, 144128, 147027, 149960, 152926, 155926, 158961,
    162029, 165132, 168269, 171441, 174647, 177888, 181164, 184475, 187821, 191202, 194618, 198069, 201556, 205079, 208637, 212231,
    215861, 219526, 223228, 226966, 230740, 234551, 238398, 242281, 246201, 250158, 254152, 258183, 262251, 266356, 270498, 274677,
    278894, 283149, 287441, 291771, 296138, 300544, 304987, 309469, 313989, 318547, 323143, 327778, 332452, 337164, 341914, 346704,
    351533, 356400, 361307, 366253, 371238, 376262, 381326, 386429, 391572, 396755, 401978, 407240, 412543, 417885, 423268, 428690,
    434154, 439657, 445201, 450786, 456411, 462077, 467784, 473531, 479320, 485150, 491021, 496933, 502886, 508881, 514918, 520996,
    527115, 533276, 539479, 545724, 552011, 558340, 564712, 571125, 577580, 584078, 590619, 597202, 603827, 610496, 617207, 623960,
    630757, 637597, 644480, 651406, 658375, 665387, 672443, 679542, 686685, 693872, 701102, 708376, 715694, 723055, 730461, 737910,
    745404, 752942, 760525, 768151, 775822, 783538, 791298, 799103, 806952, 814847, 822786, 830770, 838799, 846873, 854993, 863157,
    871367, 879622, 887923, 896269, 904661, 913099, 921582, 930111, 938686, 947307, 955973, 964686, 973445, 982251, 991102, 1000000,
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_colour_that_cannot_be_read_is_refused_with_the_nearest_that_can() {
        let Err(AccentError::Faint(colour, contrast, _, nearest)) = "#ffcc00".parse::<Accent>() else {
            panic!("yellow on white can be read")
        };
        assert_eq!(colour.to_string(), "#ffcc00");
        assert!((100..200).contains(&contrast), "{contrast}");
        assert!(nearest.worst(false).0 >= ENOUGH);
        assert_eq!(nearest.to_string().parse::<Accent>().unwrap().light(), nearest);
        assert!(matches!("red".parse::<Accent>(), Err(AccentError::NoColour(_))));
        for wrong in ["#12345", "#gggggg", "0a5162", "#0a5162;x", "", "#ååå"] {
            assert!(matches!(wrong.parse::<Accent>(), Err(AccentError::NoColour(_))), "{wrong}");
        }
    }

    #[test]
    fn the_known_contrasts() {
        let (white, black) = (Rgb(255, 255, 255), Rgb(0, 0, 0));
        assert_eq!(white.contrast(black), 2100);
        assert_eq!(white.contrast(white), 100);
        // The grey that is known for just reaching 4.5 on white, and the step beside it that does not.
        assert!(Rgb(0x76, 0x76, 0x76).contrast(white) >= ENOUGH);
        assert!(Rgb(0x77, 0x77, 0x77).contrast(white) < ENOUGH);
    }

    #[test]
    fn a_short_form_is_the_same_colour_and_the_house_has_a_colour_of_both_themes() {
        assert_eq!("#05A".parse::<Accent>().unwrap().to_string(), "#0055aa");
        let accent: Accent = "#0a5162".parse().unwrap();
        assert!(accent.dark().worst(true).0 >= ENOUGH);
        assert_ne!(accent.dark(), accent.light());
    }

    proptest! {
        #[test]
        fn the_nearest_can_be_read_and_what_can_be_read_is_its_own_nearest(r: u8, g: u8, b: u8, dark: bool) {
            let colour = Rgb(r, g, b);
            let nearest = colour.nearest(dark);
            prop_assert!(nearest.worst(dark).0 >= ENOUGH);
            prop_assert_eq!(nearest.nearest(dark), nearest);
            prop_assert_eq!(colour.to_string().parse::<Accent>().is_ok(), colour.nearest(false) == colour);
        }
    }
}
