//! What a text says, apart from how it is set.
//!
//! *In substance* two passages are the same when they have the same words in the same order. Words
//! are compared without regard to case; a number counts with its decimal mark and sign, and symbols
//! such as `%` and `€` are words. No substance are white space and line endings, Markdown's marks,
//! tags, link targets, comments, quotation marks, brackets, hyphens, dashes and other punctuation:
//! bold, wrapping, or ’ for ' change nothing. So a passage changes in substance when a number, a
//! name, a negation or any other word of it changes, comes or goes.
//!
//! Linear in the text, whatever the text is; never fails.

use super::{Hash, Span};
use std::cell::OnceCell;

/// The words of a text, with their places.
#[derive(Clone, Debug)]
pub struct Words<'t> {
    text: &'t str,
    words: Vec<Word>,
    /// Keys of the words up to each place, so that the key of any stretch costs one multiplication.
    sums: Vec<u64>,
    hash: OnceCell<Hash>,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    span: Span,
    value: u64,
}

/// What a passage says, as something to compare and to write down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Substance {
    /// How many words it has.
    pub words: u32,
    /// Equal for the same words in the same order.
    pub key: u64,
}

const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

impl<'t> Words<'t> {
    /// Reads the words of a text.
    pub fn of(text: &'t str) -> Words<'t> {
        Words::within(text, Span::new(0, text.len()), &[])
    }

    /// Reads the words of a stretch of a text but those in `skip` (ascending, not overlapping).
    pub fn within(text: &'t str, stretch: Span, skip: &[Span]) -> Words<'t> {
        let words = Reader {
            text,
            at: stretch.start,
            end: stretch.end,
            words: Vec::with_capacity(stretch.end.saturating_sub(stretch.start) / 6),
        }
        .read(skip);
        let mut sums = Vec::with_capacity(words.len() + 1);
        let mut sum = 0_u64;
        sums.push(sum);
        for word in &words {
            sum = sum.wrapping_mul(BASE).wrapping_add(word.value);
            sums.push(sum);
        }
        Words {
            text,
            words,
            sums,
            hash: OnceCell::new(),
        }
    }

    /// Returns how many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Tells whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Returns what all words together say.
    pub fn substance(&self) -> Substance {
        self.substance_of(0, self.len())
    }

    pub(super) fn substance_of(&self, start: usize, end: usize) -> Substance {
        let power = BASE.wrapping_pow((end - start) as u32);
        Substance {
            words: (end - start) as u32,
            key: self.sums[end].wrapping_sub(self.sums[start].wrapping_mul(power)),
        }
    }

    /// Returns where a substance stands, as places among the words, in their order.
    pub(super) fn find(&self, substance: Substance) -> Vec<usize> {
        let count = substance.words as usize;
        if count == 0 || count > self.len() {
            return Vec::new();
        }
        let power = BASE.wrapping_pow(substance.words);
        (0..=self.len() - count)
            .filter(|start| {
                let head = self.sums[*start].wrapping_mul(power);
                self.sums[start + count].wrapping_sub(head) == substance.key
            })
            .collect()
    }

    /// Returns where a substance stands inside a stretch of the text, in the order of the text.
    pub(crate) fn places_within(
        &self,
        stretch: Span,
        substance: Substance,
    ) -> impl Iterator<Item = Span> {
        let (start, end) = self.covered(stretch);
        let count = substance.words as usize;
        let last = if count == 0 {
            start
        } else {
            (end + 1).saturating_sub(count)
        };
        (start..last.max(start))
            .filter(move |at| self.substance_of(*at, at + count) == substance)
            .map(move |at| self.span(at, at + count))
    }

    /// Returns the places among the words that a stretch of the text covers, at least in part.
    pub(super) fn covered(&self, span: Span) -> (usize, usize) {
        let start = self
            .words
            .partition_point(|word| word.span.end <= span.start);
        let end = self
            .words
            .partition_point(|word| word.span.start < span.end);
        (start, end.max(start))
    }

    /// Returns the stretch of the text from one word to another, the second one left out.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        match (self.words.get(start), end.checked_sub(1)) {
            (Some(first), Some(last)) if last >= start => {
                Span::new(first.span.start, self.words[last].span.end)
            }
            (Some(first), _) => Span::new(first.span.start, first.span.start),
            (None, _) => Span::new(self.text.len(), self.text.len()),
        }
    }

    pub(super) fn value(&self, place: usize) -> Option<u64> {
        self.words.get(place).map(|word| word.value)
    }

    pub(super) fn text_of(&self, place: usize) -> &'t str {
        self.words[place].span.of(self.text)
    }

    /// Returns the text that the words stand in.
    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// Returns the hash of the whole text.
    pub(super) fn hash(&self) -> Hash {
        *self.hash.get_or_init(|| Hash::of(self.text.as_bytes()))
    }
}

/// Farthest that the end of a tag or a link's target is looked for, in bytes.
const FARTHEST: usize = 2_000;

struct Reader<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    words: Vec<Word>,
}

impl Reader<'_> {
    fn read(mut self, skip: &[Span]) -> Vec<Word> {
        let mut skip = skip.iter().peekable();
        while self.at < self.end {
            while let Some(passed) = skip.next_if(|span| span.start <= self.at) {
                self.at = self.at.max(passed.end).min(self.end);
            }
            let Some(first) = self.rest().chars().next() else {
                break;
            };
            match first {
                _ if is_spaceless(first) => self.word(first.len_utf8()),
                _ if first.is_alphanumeric() => self.word(word_len(self.rest())),
                '-' | '−' | '+' if self.signs_a_number(first) => {
                    let sign = first.len_utf8();
                    self.word(sign + word_len(&self.rest()[sign..]));
                }
                '<' => self.tag(),
                ']' => self.link_target(),
                '[' if self.rest().starts_with("[^") => self.pass_to(']', 100, 1),
                '&' => self.entity(),
                '=' if self.rest()[1..].starts_with('=') => self.pass_all('='),
                '>' if self.begins_line() => self.at += 1,
                _ if is_silent(first) => self.at += first.len_utf8(),
                _ => self.word(first.len_utf8()),
            }
        }
        self.words
    }

    fn rest(&self) -> &str {
        &self.text[self.at..self.end]
    }

    fn word(&mut self, len: usize) {
        let span = Span::new(self.at, self.at + len);
        self.at = span.end;
        let value = value_of(span.of(self.text));
        self.words.push(Word { span, value });
    }

    /// Passes what lies before the next `mark` and the mark itself; `least` bytes when it is not near.
    fn pass_to(&mut self, mark: char, farthest: usize, least: usize) {
        let near = window(self.rest(), farthest);
        self.at += near.find(mark).map_or(least, |at| at + mark.len_utf8());
    }

    fn pass_all(&mut self, mark: char) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(mark).len();
    }

    fn tag(&mut self) {
        let rest = self.rest();
        let near = window(rest, FARTHEST);
        let opens =
            rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        let Some(inside) = near
            .find('>')
            .map(|close| &near[1..close])
            .filter(|_| opens)
        else {
            return self.word(1);
        };
        let is_address = inside.contains("://") || inside.contains('@');
        self.at += if is_address { 1 } else { inside.len() + 2 };
    }

    fn link_target(&mut self) {
        if self.rest()[1..].starts_with('(') {
            self.pass_to(')', FARTHEST, 1);
        } else {
            self.at += 1;
        }
    }

    fn entity(&mut self) {
        let rest = self.rest();
        if rest.starts_with("&nbsp;") {
            self.at += 6;
        } else {
            self.word(1);
            if self.rest().starts_with("amp;") {
                self.at += 4;
            }
        }
    }

    /// Tells whether a mark stands before a number and after nothing, as in "at -5 degrees".
    fn signs_a_number(&self, sign: char) -> bool {
        let after = self.rest()[sign.len_utf8()..].starts_with(|c: char| c.is_numeric());
        let before = self.text[..self.at].chars().next_back();
        after && before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '*' | '_'))
    }

    fn begins_line(&self) -> bool {
        let before = window_back(&self.text[..self.at], 80);
        let line = before
            .rfind(['\n', '\r'])
            .map_or(before, |at| &before[at + 1..]);
        line.chars().all(|c| matches!(c, ' ' | '\t' | '>'))
    }
}

/// Returns the length of the word at the start of a text; `can't` and `2.50` are one.
fn word_len(text: &str) -> usize {
    let letters = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    // Most words are letters up to a space.
    if matches!(text.as_bytes().get(letters), None | Some(b' ' | b'\n')) {
        return letters;
    }
    let mut chars = text.char_indices().peekable();
    let mut previous = ' ';
    while let Some((place, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let joins = match c {
            _ if is_spaceless(c) => false,
            '\'' | '’' => previous.is_alphabetic() && next.is_alphabetic(),
            '.' | ',' => previous.is_numeric() && next.is_numeric(),
            _ => c.is_alphanumeric() || is_combining(c) || is_invisible(c),
        };
        if !joins {
            return place;
        }
        previous = c;
    }
    text.len()
}

fn value_of(word: &str) -> u64 {
    // FNV-1a: the same on every machine and in every version, since files hold what comes of it.
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    let with = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    if word.is_ascii() {
        let lower = word.bytes().map(|byte| byte.to_ascii_lowercase());
        return lower.fold(START, with);
    }
    let mut hash = START;
    let mut take = |c: char| {
        let mut buffer = [0; 4];
        hash = c.encode_utf8(&mut buffer).bytes().fold(hash, with);
    };
    for c in word.chars().filter(|c| !is_invisible(*c)) {
        match c {
            '’' => take('\''),
            '−' => take('-'),
            other => other.to_lowercase().for_each(&mut take),
        }
    }
    hash
}

/// What changes nothing of what is said.
fn is_silent(c: char) -> bool {
    match c {
        _ if c.is_whitespace() || c.is_control() || is_invisible(c) || is_combining(c) => true,
        '!' | '"' | '#' | '\'' | '(' | ')' | '*' | ',' | '-' | '.' | '/' | ':' | ';' | '?'
        | '[' | '\\' | ']' | '^' | '_' | '`' | '{' | '|' | '}' | '~' => true,
        '¡' | '«' | '·' | '»' | '¿' => true,
        '‰' | '‱' => false,
        '\u{2010}'..='\u{205e}' | '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{301f}' => true,
        '\u{ff04}' | '\u{ff05}' | '\u{ff0b}' => false,
        '\u{ff01}'..='\u{ff0f}'
        | '\u{ff1a}'
        | '\u{ff1b}'
        | '\u{ff1f}'
        | '\u{ff3b}'..='\u{ff3f}'
        | '\u{ff5b}'..='\u{ff65}' => true,
        _ => false,
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Letters of scripts that put no space between words; each is a word.
pub(super) fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

fn window(text: &str, farthest: usize) -> &str {
    let mut end = text.len().min(farthest);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn window_back(text: &str, farthest: usize) -> &str {
    let mut start = text.len().saturating_sub(farthest);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn substance(text: &str) -> Substance {
        Words::of(text).substance()
    }

    #[track_caller]
    fn same(one: &str, other: &str) {
        assert_eq!(substance(one), substance(other), "{one:?} {other:?}");
    }

    #[track_caller]
    fn differs(one: &str, other: &str) {
        assert_ne!(substance(one), substance(other), "{one:?} {other:?}");
    }

    #[test]
    fn how_it_is_set_is_no_substance() {
        same("Many customers switched.", "**Many** customers\r\nswitched");
        same("> Many customers\n> switched", "Many customers switched");
        same("It’s “ours” – really", "it's \"ours\" -- _really_");
        same(
            "See [the survey](https://a.example/x_(y)).",
            "See the survey.",
        );
        same("long-term plan", "long term plan");
        same("A claim[^1] stands<br>here", "A claim stands here");
        same("co\u{ad}operate&nbsp;now", "cooperate now");
        same("顧客の\n多くが待つ。", "顧客の多くが待つ");
        same("Many `customers` wait", "Many customers wait");
        same("at −5 degrees", "at -5 degrees");
        same("R&amp;D", "R&D");
        same("Title\n=====", "Title");
    }

    #[test]
    fn what_is_said_is() {
        differs("27 switched", "28 switched");
        differs("2.0 %", "20 %");
        differs("2.0 %", "2.0");
        differs("at -5 degrees", "at 5 degrees");
        differs("Ana decides", "Ben decides");
        differs("It is ready", "It is not ready");
        differs("We do", "We don't");
        differs("less < 5", "less > 5");
        differs("€5", "$5");
        differs("the problem", "the problems");
        differs("顧客が待つ", "顧客は待つ");
        differs("a b", "b a");
        differs("It works 👍", "It works 👎");
    }

    #[test]
    fn what_is_skipped_says_nothing() {
        let text = "One <!-- two --> three";
        let words = Words::within(text, Span::new(0, text.len()), &[Span::new(4, 16)]);
        assert_eq!(words.substance(), substance("One three"));
        same(text, "One three");
    }

    proptest! {
        /// Any text can be read, and every stretch of it is found where it stands.
        #[test]
        fn every_stretch_is_found(text in "[a-c <>&\\[\\]()=+5.’'*_\u{3042}\n-]{0,60}", from in 0..20_usize, count in 1..8_usize) {
            let words = Words::of(&text);
            prop_assume!(from + count <= words.len());
            let found = words.find(words.substance_of(from, from + count));
            prop_assert!(found.contains(&from));
            let span = words.span(from, from + count);
            prop_assert_eq!(words.covered(span), (from, from + count));
        }

        #[test]
        fn marks_and_wrapping_change_nothing(plain in proptest::collection::vec("[A-Za-z]{1,6}|[0-9]{1,3}(\\.[0-9])?|[0-9]{1,2}%", 1..20), seed in any::<u64>()) {
            let gaps = [" ", "\n", "\r\n", "  ", " — ", "\u{a0}", ", ", " **", "** ", " “", "” ", "\n> "];
            let mut seed = seed;
            let mut set = String::new();
            for word in &plain {
                set.push_str(word);
                set.push_str(gaps[(seed % gaps.len() as u64) as usize]);
                seed = seed.rotate_left(7).wrapping_mul(0x2545_f491_4f6c_dd1d).wrapping_add(1);
            }
            prop_assert_eq!(substance(&plain.join(" ")), substance(&set), "{:?}", set);
        }
    }
}
