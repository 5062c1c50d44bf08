//! Where the dates beside the marks go: beside their mark, on the later side if there is room, never on top of
//! each other. A date without room is left out and counted.

use jiff::civil::Date;

use super::DateStyle;
use super::geometry::{CENTRE, at};
use crate::svg::{Pt, text_width};

/// Side of a grid cell in viewBox units.
const CELL: f64 = 40.0;
/// Cells per side: 1240 / 40.
const CELLS: usize = 31;

/// An upright rectangle: left, top, right, bottom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rect(f64, f64, f64, f64);

impl Rect {
    /// The rectangle around a centre.
    pub fn around(Pt(x, y): Pt, half_width: f64, half_height: f64) -> Self {
        Self(x - half_width, y - half_height, x + half_width, y + half_height)
    }

    fn meets(self, other: Self) -> bool {
        self.0 < other.2 && other.0 < self.2 && self.1 < other.3 && other.1 < self.3
    }

    /// Nearest and farthest corner, as distances from the wheel's centre.
    fn reach(self) -> (f64, f64) {
        let corner = |x: f64, y: f64| (x - CENTRE).hypot(y - CENTRE);
        let all =
            [corner(self.0, self.1), corner(self.2, self.1), corner(self.0, self.3), corner(self.2, self.3)];
        (all.iter().copied().fold(f64::MAX, f64::min), all.iter().copied().fold(0.0, f64::max))
    }
}

/// What already stands on the wheel, in a grid so that 500 marks stay fast.
pub(super) struct Taken {
    cells: Vec<Vec<Rect>>,
}

impl Taken {
    /// Nothing stands there yet.
    pub fn new() -> Self {
        Self { cells: vec![Vec::new(); CELLS * CELLS] }
    }

    /// Marks `rect` as occupied.
    pub fn add(&mut self, rect: Rect) {
        for cell in cells(rect) {
            self.cells[cell].push(rect);
        }
    }

    /// Marks a band of half width `half` along an arc as occupied.
    pub fn add_arc(&mut self, r: f64, from: f64, to: f64, half: f64) {
        let step = (half * 2.0).clamp(8.0, 24.0) / r.max(1.0);
        let step = step.to_degrees();
        let mut deg = from + step / 2.0;
        while deg < to {
            self.add(Rect::around(at(r, deg), half, half));
            deg += step;
        }
    }

    /// Whether nothing stands in `rect`.
    pub fn free(&self, rect: Rect) -> bool {
        cells(rect).all(|cell| !self.cells[cell].iter().any(|other| other.meets(rect)))
    }
}

/// Indices of the grid cells that `rect` touches.
fn cells(rect: Rect) -> impl Iterator<Item = usize> {
    let (left, right) = (cell(rect.0), cell(rect.2));
    let (top, bottom) = (cell(rect.1), cell(rect.3));
    (top..=bottom).flat_map(move |row| (left..=right).map(move |column| row * CELLS + column))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0..=30 before the conversion"
)]
fn cell(x: f64) -> usize {
    (x / CELL).clamp(0.0, 30.0) as usize
}

/// A date that found its place.
#[derive(Clone, Debug)]
pub(super) struct Label {
    /// The text.
    pub text: String,
    /// Middle of the text.
    pub centre: Pt,
    /// Font size.
    pub size: f64,
}

/// A mark that wants a date beside it.
pub(super) struct Wish {
    /// The text.
    pub text: String,
    /// Font size.
    pub size: f64,
    /// Radius of the mark's middle.
    pub r: f64,
    /// Angle of the mark's middle.
    pub deg: f64,
    /// How far the mark reaches along the circle, and across it.
    pub reach: (f64, f64),
}

/// Finds room for `wish` between the radii `inner` and `outer` and takes it; none when all places are taken.
pub(super) fn place(taken: &mut Taken, wish: Wish, inner: f64, outer: f64) -> Option<Label> {
    /// Along the circle (later is +) and across it (outward is +), best first.
    const PLACES: [(f64, f64); 10] = [
        (1.0, 0.0),
        (0.9, 0.45),
        (0.9, -0.45),
        (0.7, 0.7),
        (0.7, -0.7),
        (-1.0, 0.0),
        (0.0, 1.0),
        (0.0, -1.0),
        (-0.7, 0.7),
        (-0.7, -0.7),
    ];
    let half = (text_width(&wish.text, wish.size, true) / 2.0, wish.size * 0.4);
    let middle = at(wish.r, wish.deg);
    let (along, across) = (super::geometry::later(wish.deg), super::geometry::outward(wish.deg));
    for gap in [5.0, 13.0] {
        for (a, b) in PLACES {
            let dir = (along.0 * a + across.0 * b, along.1 * a + across.1 * b);
            let support = dir.0.abs() * half.0 + dir.1.abs() * half.1;
            let reach = a.abs() * wish.reach.0 + b.abs() * wish.reach.1 + support + gap;
            let centre = Pt(middle.0 + dir.0 * reach, middle.1 + dir.1 * reach);
            let rect = Rect::around(centre, half.0 + 2.0, half.1 + 2.0);
            let (near, far) = rect.reach();
            if near > inner && far < outer && taken.free(rect) {
                taken.add(rect);
                return Some(Label { text: wish.text, centre, size: wish.size });
            }
        }
    }
    None
}

/// The days as they stand beside a mark: "7/5", "21–22/6", "30/8–2/9".
pub(super) fn date_text(style: &DateStyle, first: Date, last: Date) -> String {
    let month = |date: Date| match style {
        DateStyle::Numeric => format!("/{}", date.month()),
        DateStyle::Named(names) => {
            let name = usize::try_from(date.month() - 1).ok().and_then(|i| names.get(i));
            format!("\u{a0}{}", name.map_or("", String::as_str))
        }
    };
    if first == last {
        format!("{}{}", first.day(), month(first))
    } else if first.month() == last.month() && first.year() == last.year() {
        format!("{}–{}{}", first.day(), last.day(), month(last))
    } else {
        format!("{}{}–{}{}", first.day(), month(first), last.day(), month(last))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_are_written_as_short_as_they_can_be_understood() {
        let numeric = |a, b| date_text(&DateStyle::Numeric, a, b);
        assert_eq!(numeric(date(2021, 5, 7), date(2021, 5, 7)), "7/5");
        assert_eq!(numeric(date(2021, 6, 21), date(2021, 6, 22)), "21–22/6");
        assert_eq!(numeric(date(2021, 8, 30), date(2021, 9, 2)), "30/8–2/9");
        let names = DateStyle::Named((1..=12).map(|i| format!("m{i}")).collect());
        assert_eq!(date_text(&names, date(2021, 6, 21), date(2021, 6, 22)), "21–22\u{a0}m6");
    }

    #[test]
    fn two_dates_never_stand_in_the_same_place() {
        let mut taken = Taken::new();
        let wish = || Wish { text: "12/11".into(), size: 19.0, r: 400.0, deg: 310.0, reach: (12.0, 12.0) };
        let placed: Vec<Label> =
            std::iter::from_fn(|| place(&mut taken, wish(), 200.0, 505.0)).take(40).collect();
        assert!(placed.len() >= 4 && placed.len() < 40, "room runs out at last: {}", placed.len());
        for (i, a) in placed.iter().enumerate() {
            for b in &placed[i + 1..] {
                assert!(a.centre.0 != b.centre.0 || a.centre.1 != b.centre.1);
            }
        }
    }
}
