//! Where the lines of a document lie on its pages, as far as reading it needs to know.
//! Never counts pages by itself: whoever laid the text out says.

use super::Span;

/// One printed line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PrintedLine {
    /// Byte of the text with which it begins.
    pub first: usize,
    /// Its number in the margin, from 1 through the whole document.
    pub number: u32,
    /// Its page, from 1.
    pub page: u32,
    /// Where it begins on its page, from 0 for the top to 1 for the bottom of what is printed on.
    pub top: f32,
    /// Where it ends on its page.
    pub bottom: f32,
}

impl PrintedLine {
    /// Pages from the document's beginning to where the line begins.
    fn begins(&self) -> f32 {
        (self.page - 1) as f32 + self.top
    }

    /// Pages from the document's beginning to where the line ends.
    fn ends(&self) -> f32 {
        (self.page - 1) as f32 + self.bottom
    }
}

/// How much longer than its limit a text is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overrun {
    /// Its length in pages.
    pub pages: f32,
    /// The first line that is too much.
    pub line: PrintedLine,
}

/// A page that ends a hair late is no page more.
const TOLERANCE: f32 = 0.01;

/// Returns how far the lines inside these spans go over a limit in pages, or `None` when they fit.
/// Lines stand in the order of the text.
pub fn overrun(lines: &[PrintedLine], spans: &[Span], limit: f32) -> Option<Overrun> {
    let inside = |line: &&PrintedLine| spans.iter().any(|span| span.contains(line.first));
    let mut inside = lines.iter().filter(inside);
    let first = inside.next()?;
    let mut last = first;
    let mut over = None;
    for line in std::iter::once(first).chain(inside) {
        last = line;
        if over.is_none() && line.ends() - first.begins() > limit + TOLERANCE {
            over = Some(*line);
        }
    }
    over.map(|line| Overrun {
        pages: last.ends() - first.begins(),
        line,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four lines a page, ten bytes each.
    fn lines(count: u32) -> Vec<PrintedLine> {
        let line = |index: u32| PrintedLine {
            first: index as usize * 10,
            number: index + 1,
            page: index / 4 + 1,
            top: (index % 4) as f32 / 4.0,
            bottom: (index % 4 + 1) as f32 / 4.0,
        };
        (0..count).map(line).collect()
    }

    #[test]
    fn what_fits_and_what_does_not() {
        let all = [Span::new(0, 1_000)];
        assert_eq!(overrun(&lines(4), &all, 1.0), None, "to the last line");
        let over = overrun(&lines(6), &all, 1.0).expect("two lines over");
        assert_eq!((over.line.number, over.pages), (5, 1.5));
        assert_eq!(overrun(&[], &all, 1.0), None);
        assert_eq!(overrun(&lines(9), &[], 1.0), None);
    }

    #[test]
    fn a_part_counts_from_where_it_begins() {
        let second_half = [Span::new(20, 1_000)];
        assert_eq!(overrun(&lines(6), &second_half, 1.0), None);
        let over = overrun(&lines(7), &second_half, 1.0).expect("one line over");
        assert_eq!((over.line.number, over.line.page), (7, 2));
    }
}
