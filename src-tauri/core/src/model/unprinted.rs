//! What stands in a file and is never printed: the block of answers, and pins that say which part a
//! paragraph is. Both are comments of the text's top level; in code, lists and quotations they are
//! text like any other.
//!
//! Invariant: a line of a block that cannot be read is kept byte for byte by every edit, and nothing
//! outside the comments is touched but the blank lines beside them.

use super::block::{Block, Kind, LONGEST, read};
use super::lines::lines;
use super::waiver::{Waiver, line_id};
use super::{FrontMatter, Span};

/// The comments of a text that are Sixpager's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unprinted {
    /// Blocks of answers, in the order of the text. There is one, at the end, unless somebody put
    /// two texts together.
    pub blocks: Vec<AnswerBlock>,
    /// Pins, in the order of the text.
    pub pins: Vec<Pin>,
}

/// A comment that holds answers, one a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerBlock {
    /// From its first mark to its last one.
    pub span: Span,
    /// Its lines without the first one, blank ones and line endings.
    pub lines: Vec<Span>,
    /// Whether its last mark is there; without one, all of the text belongs to it.
    pub is_closed: bool,
}

/// A comment that says which part the paragraph (or heading) below it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// From its first mark to its last one.
    pub span: Span,
    /// The part's id, as the writer put it.
    pub role: String,
    /// What stands below it, among the text's blocks.
    pub(crate) block: Option<usize>,
    /// The same in the text.
    pub passage: Option<Span>,
}

const OPENS: &str = "<!--";
const CLOSES: &str = "-->";
const FIRST_LINE: &str = "<!-- sixpager: answers to remarks, one a line; not printed";

impl Unprinted {
    /// Finds the comments among the blocks of a text.
    pub(crate) fn among(text: &str, blocks: &[Block]) -> Unprinted {
        let mut found = Unprinted::default();
        for (index, block) in blocks.iter().enumerate() {
            let source = block.span.of(text);
            if block.kind != Kind::Html || !source.starts_with(OPENS) {
                continue;
            }
            let Some(words) = own_words(source) else {
                continue;
            };
            if words.starts_with("answers") {
                found.blocks.push(AnswerBlock::read(text, block.span.start));
            } else if let Some(role) = pinned(source) {
                let below = blocks[index + 1..]
                    .iter()
                    .position(|next| !is_comment(text, next));
                let below = below.map(|on| index + 1 + on);
                found.pins.push(Pin {
                    span: Span::new(block.span.start, closing(source, block.span.start)),
                    role: role.to_owned(),
                    block: below,
                    passage: below.map(|at| blocks[at].span),
                });
            }
        }
        found
    }

    /// Finds the comments of a text.
    ///
    /// # Errors
    /// Says as a sentence why the text is not read: it is too long, or nested too deeply.
    pub fn of(text: &str) -> Result<Unprinted, String> {
        if text.len() <= LONGEST && !text.contains("sixpager:") {
            return Ok(Unprinted::default());
        }
        Ok(Unprinted::among(
            text,
            &read(text, body_start(text))?.blocks,
        ))
    }

    /// Returns the lines of all blocks as they stand.
    pub fn lines<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let spans = self.blocks.iter().flat_map(|block| &block.lines);
        spans.map(move |span| span.of(text))
    }

    /// Returns the whole lines that the comments stand on, without the last line's ending;
    /// ascending.
    pub fn whole_lines(&self, text: &str) -> Vec<Span> {
        let blocks = self.blocks.iter().map(|block| block.span);
        let pins = self.pins.iter().map(|pin| pin.span);
        let mut spans: Vec<Span> = blocks
            .chain(pins)
            .map(|span| on_its_lines(text, span))
            .collect();
        spans.sort_unstable();
        spans
    }

    /// Returns the comments themselves, ascending.
    pub fn spans(&self) -> Vec<Span> {
        let blocks = self.blocks.iter().map(|block| block.span);
        let mut spans: Vec<Span> = blocks.chain(self.pins.iter().map(|pin| pin.span)).collect();
        spans.sort_unstable();
        spans
    }

    /// Returns where what is printed ends: before a block that ends the text.
    pub fn printed_end(&self, text: &str) -> usize {
        match self.blocks.last() {
            Some(block) if text[block.span.end..].trim().is_empty() => {
                text[..block.span.start].trim_end().len()
            }
            _ => text.len(),
        }
    }

    /// Returns the text with an answer more; `gone` are the ids of lines that it takes the place of.
    /// The same line is not put in twice. All blocks become one at the end.
    ///
    /// # Errors
    /// Says as a sentence why a block cannot stand there.
    pub fn with_line(&self, text: &str, line: &str, gone: &[String]) -> Result<String, String> {
        let mut lines = self.kept(text, gone);
        if !lines.iter().any(|known| known.trim() == line) {
            lines.push(line);
        }
        self.rewritten(text, lines)
    }

    /// Returns the text without some lines, by their ids; `None` when no line has one of them.
    ///
    /// # Errors
    /// Says as a sentence why the block cannot be written.
    pub fn without_lines(&self, text: &str, gone: &[String]) -> Result<Option<String>, String> {
        let lines = self.kept(text, gone);
        if lines.len() == self.lines(text).count() {
            return Ok(None);
        }
        self.rewritten(text, lines).map(Some)
    }

    fn kept<'t>(&self, text: &'t str, gone: &[String]) -> Vec<&'t str> {
        self.lines(text)
            .filter(|line| gone.is_empty() || !gone.contains(&line_id(line)))
            .collect()
    }

    fn rewritten(&self, text: &str, lines: Vec<&str>) -> Result<String, String> {
        if self.blocks.iter().any(|block| !block.is_closed) {
            return Err("The answers at the end of the file are not closed. Put --> on a line of its own after them, with another editor; nothing was changed.".to_owned());
        }
        let ending = last_ending(text);
        let (mut answers, damaged): (Vec<&str>, Vec<&str>) = lines
            .into_iter()
            .partition(|line| Waiver::read(line).is_some());
        answers.sort_unstable();
        answers.dedup_by_key(|line| line.trim());
        answers.extend(damaged);
        let mut new = self.without_blocks(text);
        if answers.is_empty() {
            return Ok(new);
        }
        if !new.trim_start_matches('\u{feff}').is_empty() {
            let body = new.trim_end_matches(['\n', '\r', ' ', '\t']).len();
            let breaks = lines_in(&new[body..]);
            (breaks..2).for_each(|_| new.push_str(ending));
        }
        for line in std::iter::once(FIRST_LINE).chain(answers.iter().copied()) {
            new.push_str(line);
            new.push_str(ending);
        }
        new.push_str(CLOSES);
        new.push_str(ending);
        // Whatever is open at the end of the text would swallow the block.
        let found = Unprinted::of(&new)?;
        if found.blocks.len() == 1 && found.lines(&new).eq(answers.iter().copied()) {
            Ok(new)
        } else {
            Err("The text ends inside a code block or a comment that is never closed, where an answer cannot stand. Close it first; nothing was changed.".to_owned())
        }
    }

    /// Returns the text without its blocks and the blank lines that only held them apart.
    fn without_blocks(&self, text: &str) -> String {
        let mut new = String::with_capacity(text.len());
        let mut copied = 0;
        for block in &self.blocks {
            let whole = on_its_lines(text, block.span);
            new.push_str(&text[copied..block.span.start]);
            copied = block.span.end;
            if whole.end > block.span.end && !text[block.span.end..whole.end].trim().is_empty() {
                continue;
            }
            let before = new.trim_end_matches(['\n', '\r', ' ', '\t']).len();
            let after = &text[block.span.end..];
            let after = after.len() - after.trim_start_matches(['\n', '\r', ' ', '\t']).len();
            let rest = block.span.end + after;
            if rest == text.len() {
                // The last line keeps its ending, and the blank lines below it but one.
                if lines_in(&new[before..]) > 1 {
                    new.truncate(last_line_start(&new));
                }
                copied = rest;
            } else if before == 0 {
                copied = line_start(text, rest);
            } else if lines_in(&new[before..]) > 1 {
                // One of the two blank lines is enough.
                copied = line_start(text, rest);
            }
        }
        new.push_str(&text[copied..]);
        new
    }
}

impl AnswerBlock {
    fn read(text: &str, start: usize) -> AnswerBlock {
        let end = closing(&text[start..], start);
        let is_closed = text[..end].ends_with(CLOSES) && end >= start + OPENS.len() + CLOSES.len();
        let inside = if is_closed { end - CLOSES.len() } else { end };
        let lines = lines(&text[..inside], start).skip(1);
        AnswerBlock {
            span: Span::new(start, end),
            lines: (lines.map(|line| line.content))
                .filter(|line| !line.of(text).trim().is_empty())
                .collect(),
            is_closed,
        }
    }
}

/// Returns the text with the paragraph (heading, list, table) at a byte pinned to a part; its pin, if
/// it has one, is replaced. No role takes the pin away. `None` when nothing stands there that can be
/// pinned.
///
/// # Errors
/// Says as a sentence why the text is not read.
pub fn with_pin(text: &str, at: usize, role: Option<&str>) -> Result<Option<String>, String> {
    let blocks = read(text, body_start(text))?.blocks;
    let found = Unprinted::among(text, &blocks);
    let at = match found.pins.iter().find(|pin| pin.span.contains(at)) {
        Some(pin) => pin.passage.map_or(at, |passage| passage.start),
        None => at,
    };
    let touches = |block: &&Block| {
        let line = line_start(text, block.span.start);
        line <= at && at <= block.span.end
    };
    let pinnable = |block: &&Block| !matches!(block.kind, Kind::Html | Kind::Rule);
    let block = blocks.iter().filter(touches).find(pinnable);
    Ok(block.map(|block| pinned_at(text, &found, block.span, role)))
}

fn pinned_at(text: &str, found: &Unprinted, passage: Span, role: Option<&str>) -> String {
    let pins = found.pins.iter().filter(|pin| pin.passage == Some(passage));
    let mut new = String::with_capacity(text.len() + 48);
    let mut copied = 0;
    for pin in pins {
        let whole = on_its_lines(text, pin.span);
        let stands_alone = text[pin.span.end..whole.end].trim().is_empty();
        let (start, end) = if stands_alone {
            (whole.start, next_line(text, whole.end))
        } else {
            (pin.span.start, pin.span.end)
        };
        new.push_str(&text[copied..start]);
        copied = end;
    }
    let line = on_its_lines(text, Span::new(passage.start, passage.start)).start;
    new.push_str(&text[copied..line]);
    if let Some(role) = role {
        new.push_str(&format!("<!-- sixpager: part={role} -->"));
        new.push_str(ending_after(text, line));
    }
    new.push_str(&text[line..]);
    new
}

/// Tells whether a line opens a comment of Sixpager's at the top level of a text.
pub fn is_unprinted(line: &str) -> bool {
    let is_own = |words: &str| words.starts_with("answers") || pinned(line).is_some();
    line.starts_with(OPENS) && own_words(line).is_some_and(is_own)
}

/// Returns what a comment of Sixpager's says after its name; `None` when it is none.
fn own_words(comment: &str) -> Option<&str> {
    let words = comment.strip_prefix(OPENS)?.trim_start_matches([' ', '\t']);
    Some(
        words
            .strip_prefix("sixpager:")?
            .trim_start_matches([' ', '\t']),
    )
}

fn pinned(comment: &str) -> Option<&str> {
    let inside = comment.lines().next()?.split_once(CLOSES)?.0;
    let role = own_words(inside)?.strip_prefix("part=")?.trim();
    (!role.is_empty() && !role.contains(char::is_whitespace)).then_some(role)
}

fn is_comment(text: &str, block: &Block) -> bool {
    block.kind == Kind::Html && block.span.of(text).starts_with(OPENS)
}

/// Returns one past the comment's last mark, or the end of the text.
fn closing(comment: &str, start: usize) -> usize {
    let inside = &comment[OPENS.len()..];
    inside.find(CLOSES).map_or(start + comment.len(), |at| {
        start + OPENS.len() + at + CLOSES.len()
    })
}

fn body_start(text: &str) -> usize {
    match FrontMatter::read(text) {
        Some(FrontMatter {
            problem: None,
            span,
            ..
        }) => span.end,
        _ => text.len() - text.trim_start_matches('\u{feff}').len(),
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

fn on_its_lines(text: &str, span: Span) -> Span {
    let end = text[span.end..].find(['\n', '\r']);
    let start = line_start(text, span.start);
    // A byte-order mark belongs to no line.
    let mark = if start == 0 && text.starts_with('\u{feff}') {
        3
    } else {
        0
    };
    Span::new(start + mark, end.map_or(text.len(), |at| span.end + at))
}

/// Returns where the last line ending of a text begins.
fn last_line_start(text: &str) -> usize {
    let trimmed = text.trim_end_matches([' ', '\t']);
    trimmed.len() - last_ending(trimmed).len()
}

fn first_break(text: &str) -> usize {
    match text.find(['\n', '\r']) {
        Some(at) if text[at..].starts_with("\r\n") => at + 2,
        Some(at) => at + 1,
        None => 0,
    }
}

fn next_line(text: &str, end: usize) -> usize {
    end + first_break(&text[end..])
}

/// Counts the line endings of a stretch of white space.
fn lines_in(blank: &str) -> usize {
    lines(blank, 0)
        .filter(|line| line.end > line.content.end)
        .count()
}

fn last_ending(text: &str) -> &'static str {
    match text.rfind(['\n', '\r']) {
        Some(at) if text[..=at].ends_with("\r\n") => "\r\n",
        Some(at) if text[at..].starts_with('\r') => "\r",
        _ => "\n",
    }
}

fn ending_after(text: &str, at: usize) -> &'static str {
    match text[at..].find(['\n', '\r']) {
        Some(on) => last_ending(&text[..next_line(text, at + on)]),
        None => last_ending(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ONE: &str = "vague-quantity document on 2026-11-25";
    const TWO: &str = "hype-word document";

    fn found(text: &str) -> Unprinted {
        Unprinted::of(text).expect("it is read")
    }

    fn lines_of(text: &str) -> Vec<String> {
        found(text).lines(text).map(str::to_owned).collect()
    }

    fn with(text: &str, line: &str) -> String {
        found(text)
            .with_line(text, line, &[])
            .expect("it can be put in")
    }

    fn without(text: &str, line: &str) -> Option<String> {
        let gone = [line_id(line)];
        found(text)
            .without_lines(text, &gone)
            .expect("it can be written")
    }

    #[test]
    fn a_block_at_the_end() {
        let text = "# Tea\n\nMany wait.\n";
        let one = with(text, ONE);
        assert_eq!(
            one,
            format!(
                "{text}\n<!-- sixpager: answers to remarks, one a line; not printed\n{ONE}\n-->\n"
            )
        );
        let two = with(&one, TWO);
        assert_eq!(lines_of(&two), [TWO, ONE], "sorted");
        assert_eq!(with(&two, ONE), two, "a set");
        assert_eq!(without(&two, TWO).as_deref(), Some(one.as_str()));
        assert_eq!(without(&one, ONE).as_deref(), Some(text));
        assert_eq!(without(text, ONE), None);
        assert_eq!(found(&two).printed_end(&two), text.len() - 1);
    }

    #[test]
    fn endings_and_the_mark_at_the_start_stay() {
        let text = "\u{feff}# Tea\r\n\r\nMany wait.";
        let one = with(text, ONE);
        assert!(one.starts_with("\u{feff}# Tea\r\n\r\nMany wait.\r\n\r\n<!--"));
        assert_eq!(one.matches('\n').count(), one.matches("\r\n").count());
        assert_eq!(without(&one, ONE), Some(format!("{text}\r\n")));
        let old = with("Many\rwait.\r", ONE);
        assert!(!old.contains('\n') && lines_of(&old) == [ONE]);
        assert!(
            with("", ONE).starts_with("<!--") && with("\u{feff}", ONE).starts_with("\u{feff}<!--")
        );
    }

    #[test]
    fn two_blocks_become_one_at_the_end() {
        let block = |line: &str| format!("<!-- sixpager: answers\n{line}\n-->");
        let text = format!("A.\n\n{}\n\nB.\n\n{}\n\nC.\n", block(ONE), block(TWO));
        assert_eq!(lines_of(&text), [ONE, TWO]);
        let one = with(&text, "long-sentence document");
        assert!(one.starts_with("A.\n\nB.\n\nC.\n\n<!-- sixpager"), "{one}");
        assert_eq!(lines_of(&one), [TWO, "long-sentence document", ONE]);
        let tail = format!("{} and words\n", block(ONE));
        assert!(
            with(&tail, TWO).starts_with(" and words\n\n<!--"),
            "{}",
            with(&tail, TWO)
        );
    }

    #[test]
    fn damaged_lines_are_kept_as_they_are() {
        let text = format!(
            "A.\n\n<!-- sixpager: answers\n<<<<<<< HEAD\n{ONE}\n=======\n  {TWO} \"\n>>>>>>> b -- c\n-->\n"
        );
        let new = with(&text, "long-sentence document");
        assert_eq!(
            lines_of(&new),
            [
                "long-sentence document",
                ONE,
                "<<<<<<< HEAD",
                "=======",
                "  hype-word document \"",
                ">>>>>>> b -- c"
            ]
        );
    }

    #[test]
    fn what_looks_like_a_block_and_is_text() {
        let block = format!("<!-- sixpager: answers\n{ONE}\n-->");
        let in_quote = block.replace('\n', "\n> ");
        let in_list = block.replace('\n', "\n  ");
        for text in [
            format!("```\n{block}\n```\n"),
            format!("> {in_quote}\n"),
            format!("- {in_list}\n"),
            format!("    {}\n", block.replace('\n', "\n    ")),
            format!("<!-- mine {block}\n"),
            format!("<pre>\n{block}\n</pre>\n"),
            "<!-- other: answers -->\n".to_owned(),
            format!("A `{block}` b"),
        ] {
            assert_eq!(found(&text), Unprinted::default(), "{text}");
            assert_eq!(lines_of(&with(&text, ONE)), [ONE], "{text}");
        }
    }

    #[test]
    fn a_comment_inside_a_block_ends_it() {
        let text = format!("<!-- sixpager: answers\n{ONE}\n<!-- x --> -->\n\nA.\n");
        assert_eq!(lines_of(&text), [ONE, "<!-- x "]);
        let new = with(&text, TWO);
        assert!(new.starts_with(" -->\n\nA.\n\n<!--"), "{new}");
        assert_eq!(lines_of(&new), [TWO, ONE, "<!-- x "]);
    }

    #[test]
    fn where_an_answer_cannot_stand() {
        let open = format!("A.\n\n<!-- sixpager: answers\n{ONE}\n\nmore words\n");
        assert_eq!(lines_of(&open), [ONE, "more words"], "it is heeded");
        let refused = |text: &str| found(text).with_line(text, TWO, &[]).expect_err("refused");
        assert!(refused(&open).contains("are not closed"));
        for text in ["A.\n\n```\ncode\n", "A.\n\n<!-- mine\n", "<script>\n"] {
            assert!(refused(text).contains("never closed"), "{text}");
        }
    }

    #[test]
    fn pins_belong_to_what_stands_below() {
        let text = "# Tea\n\n<!-- sixpager: part=problem -->\nMany wait.\n\n<!-- sixpager: part=goals -->\n\n<!-- x -->\n## Next\n\n<!-- sixpager: part=tenets -->\n";
        let shown: Vec<(String, Option<&str>)> = (found(text).pins.into_iter())
            .map(|pin| (pin.role, pin.passage.map(|span| span.of(text))))
            .collect();
        let pin = |role: &str, words| (role.to_owned(), words);
        assert_eq!(
            shown,
            [
                pin("problem", Some("Many wait.")),
                pin("goals", Some("## Next")),
                pin("tenets", None)
            ]
        );
        let whole: Vec<&str> = (found(text).whole_lines(text).into_iter())
            .map(|span| span.of(text))
            .collect();
        assert_eq!(whole[0], "<!-- sixpager: part=problem -->");
        for other in [
            "<!-- sixpager: part= -->",
            "<!-- sixpager: part=a b -->",
            "<!-- sixpager: parts=a -->",
            "<!-- sixpager: part=a\n-->",
        ] {
            assert_eq!(found(other).pins, [], "{other}");
        }
    }

    #[test]
    fn a_pin_is_put_changed_and_taken_away() {
        let text = "\u{feff}Many wait.\r\n\r\nTwo.\r\n";
        let pin = |text: &str, words: &str, role| {
            let at = text.find(words).expect("there");
            with_pin(text, at, role)
                .expect("it is read")
                .expect("it can be pinned")
        };
        let first = pin(text, "Many wait.", Some("problem"));
        assert_eq!(
            first,
            "\u{feff}<!-- sixpager: part=problem -->\r\nMany wait.\r\n\r\nTwo.\r\n"
        );
        let other = pin(&first, "Many wait.", Some("summary"));
        assert_eq!(other, first.replace("problem", "summary"));
        assert_eq!(pin(&other, "Many wait.", None), text);
        assert_eq!(pin(&other, "Two.", None), other, "it has none");
        assert!(
            pin(text, "Two.", Some("x")).contains("\r\n\r\n<!-- sixpager: part=x -->\r\nTwo.\r\n")
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        /// Whatever stands in a file, an answer goes in and out and no other byte is lost.
        #[test]
        fn answers_come_and_go(
            before in proptest::collection::vec("A\\.|# H|- x|  |```|<!--|-->|<!-- sixpager: answers|<!-- sixpager: part=a -->|hype-word document|broken line|> q|<pre>|", 0..10),
            ending in "\n|\r\n|\r",
        ) {
            let text = before.join(&ending);
            let Ok(new) = found(&text).with_line(&text, ONE, &[]) else { return Ok(()) };
            let lines = lines_of(&new);
            prop_assert!(lines.iter().any(|line| line == ONE));
            for line in lines_of(&text) {
                prop_assert!(lines.contains(&line), "{:?} lost {:?}", text, line);
            }
            let rest = |text: &str| {
                let mut rest = text.to_owned();
                for block in found(text).blocks.iter().rev() {
                    rest.replace_range(block.span.start..block.span.end, "");
                }
                rest.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
            };
            prop_assert_eq!(rest(&text), rest(&new));
            let back = found(&new).without_lines(&new, &[line_id(ONE)]).expect("it can be taken out").expect("it was in");
            prop_assert_eq!(rest(&text), rest(&back));
            prop_assert_eq!(found(&back).blocks.len(), usize::from(lines.len() > 1));
        }

        /// Two copies of a file to which one answer each was added have both after a merge by lines.
        #[test]
        fn lines_of_two_copies_merge(swap in any::<bool>()) {
            let base = with("A.\n", "assumption document");
            let (mine, theirs) = if swap { (ONE, TWO) } else { (TWO, ONE) };
            let union = with(&with(&base, mine), theirs);
            prop_assert_eq!(lines_of(&union), ["assumption document", TWO, ONE]);
        }
    }
}
