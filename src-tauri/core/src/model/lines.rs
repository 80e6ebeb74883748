//! Lines of a text as Markdown counts them: each ends with CR LF, CR or LF.

use super::Span;

/// One line of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// The line without its ending.
    pub content: Span,
    /// One past the last byte of its ending.
    pub end: usize,
}

/// Returns the lines from a byte on; a final line ending begins no further line.
pub(crate) fn lines(text: &str, from: usize) -> impl Iterator<Item = Line> {
    let bytes = text.as_bytes();
    let mut next = from;
    std::iter::from_fn(move || {
        if next >= bytes.len() {
            return None;
        }
        let start = next;
        let stop = memchr_newline(bytes, start);
        next = match bytes.get(stop) {
            None => stop,
            Some(b'\r') if bytes.get(stop + 1) == Some(&b'\n') => stop + 2,
            Some(_) => stop + 1,
        };
        Some(Line {
            content: Span::new(start, stop),
            end: next,
        })
    })
}

fn memchr_newline(bytes: &[u8], from: usize) -> usize {
    bytes[from..]
        .iter()
        .position(|byte| matches!(byte, b'\n' | b'\r'))
        .map_or(bytes.len(), |place| from + place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_ends_a_line() {
        let text = "a\r\nb\rc\n\nd";
        let found: Vec<&str> = lines(text, 0).map(|line| line.content.of(text)).collect();
        assert_eq!(found, ["a", "b", "c", "", "d"]);
        assert_eq!(lines("a\n", 0).count(), 1);
        assert_eq!(lines("", 0).count(), 0);
    }
}
