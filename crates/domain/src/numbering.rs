//! Numbering of what a meeting takes up: §§ that go on from the last one, or points that begin with 1.
//!
//! Invariant: a number that stands is kept; numbers rise in the order of the agenda, parts are numbered under their item.

use crate::paragraphs::Paragraph;

/// One line of an agenda, as numbers see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Whether it is a part of the line above it.
    pub is_part: bool,
    /// Whether it gets a number at all.
    pub is_numbered: bool,
    /// The number that it has already.
    pub number: Option<Paragraph>,
}

/// The numbers of the lines, going on after `last`; a line that has one keeps it, and those after it go on from there.
pub fn assign(last: u32, lines: &[Line]) -> Vec<Option<Paragraph>> {
    let (mut whole, mut part) = (last, 0_u32);
    let mut numbers = Vec::with_capacity(lines.len());
    for line in lines {
        if !line.is_numbered {
            numbers.push(line.number);
            continue;
        }
        let number = match (line.number, line.is_part && whole > last) {
            (Some(stands), is_part) => {
                if is_part {
                    part = part.saturating_add(1);
                } else {
                    (whole, part) = (whole.max(stands.number()), 0);
                }
                Some(stands)
            }
            (None, true) => {
                part = part.saturating_add(1);
                format!("{whole}.{part}").parse().ok()
            }
            (None, false) => {
                (whole, part) = (whole.saturating_add(1), 0);
                whole.to_string().parse().ok()
            }
        };
        numbers.push(number);
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(is_part: bool, number: Option<&str>) -> Line {
        Line { is_part, is_numbered: true, number: number.map(|n| n.parse().expect("a §")) }
    }
    fn told(numbers: Vec<Option<Paragraph>>) -> Vec<String> {
        numbers.into_iter().map(|n| n.map(|p| p.to_string()).unwrap_or_default()).collect()
    }

    #[test]
    fn numbers_go_on_after_the_last_one_and_parts_stand_under_their_item() {
        let lines = [line(false, None), line(true, None), line(true, None), line(false, None)];
        assert_eq!(told(assign(213, &lines)), ["214", "214.1", "214.2", "215"]);
    }

    #[test]
    fn a_number_that_stands_is_kept_and_those_after_it_go_on_from_there() {
        let lines = [line(false, None), line(false, Some("20")), line(false, None)];
        assert_eq!(told(assign(10, &lines)), ["11", "20", "21"]);
    }

    #[test]
    fn a_part_without_an_item_above_it_is_an_item() {
        assert_eq!(told(assign(0, &[line(true, None), line(true, None)])), ["1", "1.1"]);
    }

    #[test]
    fn a_point_that_gets_no_number_takes_none_from_the_others() {
        let open = Line { is_numbered: false, ..line(false, None) };
        assert_eq!(told(assign(4, &[line(false, None), open, line(false, None)])), ["5", "", "6"]);
    }
}
