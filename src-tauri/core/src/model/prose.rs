//! Running text as a reader hears it: marks, code and addresses blanked, sentences and words found.
//! Invariant: a masked text has the length of its source, so that places in it are places there.

use super::Span;
use super::block::Prose;

/// A paragraph ready to be read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Passage {
    /// Where it stands in the text.
    pub span: Span,
    /// The top-level block that it stands in.
    pub block: usize,
    pub in_list: bool,
    pub in_quote: bool,
    /// As long as the source: marks and link targets are spaces, code and addresses are `x`,
    /// a hard line break is `\n`.
    pub masked: String,
    /// The masked text with its ASCII letters in lower case, byte for byte.
    pub lower: String,
    /// Sentences, in bytes of the whole text.
    pub sentences: Vec<Span>,
    /// Quotations, marks included, in bytes of the whole text.
    pub quotations: Vec<Span>,
    /// Where words stand in square brackets, in bytes of the whole text: behind the opening one, up to
    /// and with the closing one or the passage's end.
    brackets: Vec<Span>,
    /// Count of its words.
    pub words: usize,
}

impl Passage {
    pub(crate) fn new(text: &str, prose: &Prose) -> Passage {
        let masked = mask(prose.span.of(text));
        let shift =
            |span: Span| Span::new(span.start + prose.span.start, span.end + prose.span.start);
        Passage {
            span: prose.span,
            block: prose.block,
            in_list: prose.in_list,
            in_quote: prose.in_quote,
            sentences: sentences(&masked).into_iter().map(shift).collect(),
            quotations: quotations(&masked).into_iter().map(shift).collect(),
            brackets: brackets(&masked).into_iter().map(shift).collect(),
            lower: masked.to_ascii_lowercase(),
            words: count_words(&masked),
            masked,
        }
    }

    /// Returns it as it stands elsewhere: in another place, with the same words.
    pub(crate) fn moved_to(mut self, prose: &Prose) -> Passage {
        let from = self.span.start;
        let shift = |span: &mut Span| {
            *span = Span::new(
                span.start - from + prose.span.start,
                span.end - from + prose.span.start,
            );
        };
        self.sentences.iter_mut().for_each(shift);
        self.quotations.iter_mut().for_each(shift);
        self.brackets.iter_mut().for_each(shift);
        self.span = prose.span;
        self.block = prose.block;
        self.in_list = prose.in_list;
        self.in_quote = prose.in_quote;
        self
    }

    /// Returns the masked text of a span inside the passage.
    pub(crate) fn masked_of(&self, span: Span) -> &str {
        &self.masked[span.start - self.span.start..span.end - self.span.start]
    }

    /// Returns the masked text of a span inside the passage in lower case.
    pub(crate) fn lower_of(&self, span: Span) -> &str {
        &self.lower[span.start - self.span.start..span.end - self.span.start]
    }

    /// Tells whether a span touches a quotation.
    pub(crate) fn is_quoted(&self, span: Span) -> bool {
        let at = self
            .quotations
            .partition_point(|quotation| quotation.end <= span.start);
        self.quotations
            .get(at)
            .is_some_and(|quotation| quotation.overlaps(span))
    }

    /// Tells whether a place stands in square brackets.
    pub(crate) fn is_bracketed(&self, place: usize) -> bool {
        let at = self
            .brackets
            .partition_point(|bracket| bracket.end <= place);
        self.brackets
            .get(at)
            .is_some_and(|bracket| bracket.start <= place)
    }
}

/// Farthest that the end of a mark is looked for, in bytes: bounds the work on hostile text.
const FARTHEST: usize = 2_000;

/// Blanks what is not read aloud.
pub(crate) fn mask(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    while out.len() < source.len() {
        let plain = plain_end(source, out.len());
        out.push_str(&source[out.len()..plain]);
        let rest = &source[out.len()..];
        let mut chars = rest.chars();
        let Some(first) = chars.next() else { break };
        let second = chars.next();
        let previous = source[..out.len()].chars().next_back();
        match first {
            '\n' | '\r' => mask_line_break(source, &mut out),
            '`' => mask_code(rest, &mut out),
            '\\' if second.is_some_and(|c| c.is_ascii_punctuation()) => {
                out.push(' ');
                out.extend(second);
            }
            '*' | '~' => out.push(' '),
            '_' if !(is_word(previous) && is_word(second)) => out.push(' '),
            '!' if second == Some('[') => mask_image(rest, &mut out),
            '[' => mask_link_start(rest, &mut out),
            ']' if second == Some('(') => mask_link_target(rest, &mut out),
            '<' => mask_tag(rest, &mut out),
            'h' | 'H' | 'w' | 'W' if !is_word(previous) && address(rest) > 0 => {
                fill(&mut out, 'x', address(rest));
            }
            other => out.push(other),
        }
    }
    out
}

/// Returns where the first character from here on stands that may be a mark or begin an address.
fn plain_end(source: &str, from: usize) -> usize {
    let bytes = source.as_bytes();
    let is_mark = |place: usize| match bytes[place] {
        b'\n' | b'\r' | b'`' | b'\\' | b'*' | b'~' | b'_' | b'!' | b'[' | b']' | b'<' => true,
        b'h' | b'H' | b'w' | b'W' => place == 0 || !bytes[place - 1].is_ascii_alphanumeric(),
        _ => false,
    };
    (from..bytes.len())
        .find(|place| is_mark(*place))
        .unwrap_or(bytes.len())
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

fn fill(out: &mut String, with: char, bytes: usize) {
    out.extend(std::iter::repeat_n(with, bytes));
}

fn window(rest: &str) -> &str {
    let mut end = rest.len().min(FARTHEST);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    &rest[..end]
}

/// A soft break is a space; a hard break (two spaces or a backslash before it) ends a sentence.
fn mask_line_break(source: &str, out: &mut String) {
    let hard = source[..out.len()].ends_with("  ") || source[..out.len()].ends_with('\\');
    out.push(if hard { '\n' } else { ' ' });
    let prefix = source[out.len()..]
        .bytes()
        .take_while(|byte| matches!(byte, b' ' | b'\t' | b'>' | b'\n' | b'\r'))
        .count();
    fill(out, ' ', prefix);
}

fn mask_code(rest: &str, out: &mut String) {
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    let mut from = ticks;
    let window = window(rest);
    while let Some(found) = window.get(from..).and_then(|tail| tail.find('`')) {
        let start = from + found;
        let run = window[start..].len() - window[start..].trim_start_matches('`').len();
        if run == ticks {
            fill(out, ' ', ticks);
            fill(out, 'x', start - ticks);
            fill(out, ' ', ticks);
            return;
        }
        from = start + run;
    }
    fill(out, ' ', ticks);
}

fn mask_image(rest: &str, out: &mut String) {
    let window = window(rest);
    let end = window
        .find("](")
        .and_then(|middle| window[middle..].find(')').map(|close| middle + close + 1));
    fill(out, ' ', end.unwrap_or(1));
}

/// Keeps the bracket of an open point, blanks the bracket of a link or footnote mark.
fn mask_link_start(rest: &str, out: &mut String) {
    let window = window(rest);
    let close = window.find(']').unwrap_or(0);
    if window.starts_with("[^") && close > 0 {
        fill(out, ' ', close + 1);
    } else if window[close..].starts_with("](") {
        out.push(' ');
    } else {
        out.push('[');
    }
}

fn mask_link_target(rest: &str, out: &mut String) {
    match window(rest).find(')') {
        Some(close) => fill(out, ' ', close + 1),
        None => out.push(']'),
    }
}

fn mask_tag(rest: &str, out: &mut String) {
    let opens = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
    match window(rest).find('>') {
        Some(close) if opens => {
            let inside = &rest[1..close];
            let is_address =
                !inside.contains(' ') && (inside.contains("://") || inside.contains('@'));
            fill(out, if is_address { 'x' } else { ' ' }, close + 1);
        }
        _ => out.push('<'),
    }
}

/// Returns the length of the web address at the start, or 0.
fn address(rest: &str) -> usize {
    let begins = ["http://", "https://", "www."].iter().any(|start| {
        rest.get(..start.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(start))
    });
    if !begins {
        return 0;
    }
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | '>' | '"' | '”'))
        .unwrap_or(rest.len());
    rest[..end]
        .trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_'])
        .len()
}

/// Returns the sentences of a masked paragraph, in its own bytes.
pub(crate) fn sentences(masked: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut places = masked.char_indices().peekable();
    while let Some((place, c)) = places.next() {
        let after = place + c.len_utf8();
        let end = match c {
            '\n' | '。' | '？' | '！' => Some(after),
            '.' | '?' | '!' | '…' => sentence_end(masked, start, place, after),
            _ => None,
        };
        if let Some(end) = end {
            push_sentence(masked, start, end, &mut found);
            start = end;
            while places.next_if(|(next, _)| *next < end).is_some() {}
        }
    }
    push_sentence(masked, start, masked.len(), &mut found);
    found
}

fn push_sentence(masked: &str, start: usize, end: usize, found: &mut Vec<Span>) {
    let span = super::block::trimmed(masked, start, end);
    if masked[span.start..span.end]
        .chars()
        .any(char::is_alphanumeric)
    {
        found.push(span);
    }
}

/// Returns where the sentence ends, closing marks included, if this mark ends one.
fn sentence_end(masked: &str, start: usize, mark: usize, after: usize) -> Option<usize> {
    let rest = &masked[after..];
    let closing = rest.len()
        - rest
            .trim_start_matches(|c: char| {
                matches!(
                    c,
                    '.' | '?' | '!' | '"' | '”' | '’' | ')' | ']' | '»' | '」' | '\''
                )
            })
            .len();
    let end = after + closing;
    let following = &masked[end..];
    let next = following.trim_start();
    if next.is_empty() {
        return Some(end);
    }
    if next.len() == following.len() {
        return None;
    }
    if next.starts_with(|c: char| c.is_lowercase()) && closing > 0 {
        return None;
    }
    // A blanked mark stands before a name in code, which may begin a sentence with a small letter.
    let is_marked = following.starts_with("  ");
    if masked[mark..].starts_with('.') && is_abbreviation(&masked[start..mark], next, is_marked) {
        return None;
    }
    Some(end)
}

fn is_abbreviation(before: &str, next: &str, next_is_marked: bool) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“'))
        .next()
        .unwrap_or_default();
    const ALWAYS: [&str; 17] = [
        "mr", "mrs", "ms", "dr", "prof", "st", "vs", "e.g", "i.e", "eg", "ie", "cf", "approx",
        "no", "fig", "p", "pp",
    ];
    let lower = word.to_lowercase();
    if lower == "no" {
        return next.starts_with(|c: char| c.is_ascii_digit());
    }
    if ALWAYS.contains(&lower.as_str()) {
        return true;
    }
    // "See appendix C. The rest" ends; "by J. Smith" goes on.
    const LETTERED: [&str; 6] = ["appendix", "annex", "exhibit", "option", "plan", "table"];
    let before_word = before[..before.len() - word.len()].trim_end();
    let is_lettered = before_word
        .rsplit(char::is_whitespace)
        .next()
        .is_some_and(|noun| {
            LETTERED
                .iter()
                .any(|known| noun.eq_ignore_ascii_case(known))
        });
    let one_capital =
        word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase()) && !is_lettered;
    let continues = next.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';'));
    one_capital || (continues && !next_is_marked)
}

fn brackets(masked: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open = None;
    for (place, byte) in masked.bytes().enumerate() {
        match (byte, open) {
            (b'[', None) => open = Some(place + 1),
            (b']', Some(start)) => {
                found.push(Span::new(start, place + 1));
                open = None;
            }
            _ => {}
        }
    }
    found.extend(open.map(|start| Span::new(start, masked.len() + 1)));
    found
}

/// Returns the quotations of a masked paragraph, marks included; one that is never closed counts
/// to the paragraph's end when a typographic mark opens it.
pub(crate) fn quotations(masked: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut previous = ' ';
    for (place, c) in masked.char_indices() {
        match open {
            Some((start, close)) if c == close => {
                found.push(Span::new(start, place + c.len_utf8()));
                open = None;
            }
            None => {
                open = match c {
                    '“' | '„' => Some((place, '”')),
                    '«' => Some((place, '»')),
                    '「' => Some((place, '」')),
                    '『' => Some((place, '』')),
                    '"' if !previous.is_alphanumeric() => Some((place, '"')),
                    _ => None,
                };
            }
            Some(_) => {}
        }
        previous = c;
    }
    if let Some((start, close)) = open
        && close != '"'
    {
        found.push(Span::new(start, masked.len()));
    }
    found
}

/// Counts words as a word processor does; each character of a script without spaces is a word.
pub(crate) fn count_words(masked: &str) -> usize {
    if masked.is_ascii() {
        return masked
            .split_ascii_whitespace()
            .filter(|word| word.bytes().any(|byte| byte.is_ascii_alphanumeric()))
            .count();
    }
    masked
        .split(|c: char| c.is_whitespace() || c == '—')
        .map(|word| {
            let spaceless = word.chars().filter(|c| is_spaceless(*c)).count();
            let rest = word
                .chars()
                .any(|c| c.is_alphanumeric() && !is_spaceless(c));
            spaceless + usize::from(rest)
        })
        .sum()
}

fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Guesses the language of running text from its script and its smallest words.
pub(crate) fn language<'a>(passages: impl Iterator<Item = &'a str>) -> &'static str {
    const SMALL: [(&str, [&str; 8]); 5] = [
        (
            "en",
            ["the", "and", "of", "to", "is", "that", "for", "with"],
        ),
        (
            "de",
            ["der", "die", "und", "das", "ist", "nicht", "mit", "für"],
        ),
        (
            "fr",
            ["le", "les", "et", "des", "est", "pour", "une", "dans"],
        ),
        ("es", ["el", "los", "y", "del", "es", "para", "una", "con"]),
        ("pt", ["o", "os", "e", "do", "é", "para", "uma", "com"]),
    ];
    let mut counts = [0_usize; 5];
    let (mut kana, mut hangul, mut han, mut seen) = (0, 0, 0, 0);
    for word in passages.flat_map(str::split_whitespace).take(1_500) {
        seen += 1;
        for c in word.chars().filter(|c| !c.is_ascii()) {
            match c {
                '\u{3040}'..='\u{30ff}' => kana += 1,
                '\u{ac00}'..='\u{d7af}' => hangul += 1,
                '\u{4e00}'..='\u{9fff}' => han += 1,
                _ => {}
            }
        }
        for (count, (_, words)) in counts.iter_mut().zip(SMALL) {
            *count += usize::from(words.iter().any(|small| word.eq_ignore_ascii_case(small)));
        }
    }
    if hangul > seen / 2 && hangul > 0 {
        return "ko";
    }
    if kana > 0 && kana + han > seen / 2 {
        return "ja";
    }
    if han > seen / 2 && han > 0 {
        return "zh";
    }
    let best = (0..5).max_by_key(|index| (counts[*index], usize::MAX - index));
    best.map_or("en", |index| SMALL[index].0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_hold_what_stands_between_them() {
        for masked in ["a [b] c", "[[a] b] c [", "] a", "a", "[", "é [ü] ["] {
            let found = brackets(masked);
            for (place, _) in masked.char_indices() {
                let last = masked[..place].rfind(['[', ']']);
                let expected = last.is_some_and(|at| masked[at..].starts_with('['));
                let is_inside = found.iter().any(|it| it.start <= place && place < it.end);
                assert_eq!(is_inside, expected, "{masked} at {place}");
            }
        }
    }

    #[test]
    fn masks_keep_every_place() {
        for (source, expected) in [
            ("**Many** a `b c` d", "  Many   a  xxx  d"),
            (
                "[text](http://a.b/c) _x_ a_b",
                " text                 x  a_b",
            ),
            (
                "[how many?] <br> see www.a.b.",
                "[how many?]      see xxxxxxx.",
            ),
            ("ends  \n> next", "ends  \n  next"),
            ("![alt](u) é\\*", "          é *"),
        ] {
            let masked = mask(source);
            assert_eq!(masked.len(), source.len(), "{source}");
            assert_eq!(masked, expected);
        }
    }

    #[track_caller]
    fn check_sentences(text: &str, expected: &[&str]) {
        let masked = mask(text);
        let found: Vec<&str> = sentences(&masked)
            .into_iter()
            .map(|span| span.of(&masked))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_where_a_reader_stops() {
        check_sentences(
            "One. Two? “Three.” Four",
            &["One.", "Two?", "“Three.”", "Four"],
        );
        check_sentences(
            "“It works,” she said. It did.",
            &["“It works,” she said.", "It did."],
        );
        check_sentences(
            "“Why?” asked Mr. Li of St. Ives, e.g. twice.",
            &["“Why?” asked Mr. Li of St. Ives, e.g. twice."],
        );
        check_sentences(
            "Version 2.5 came. No. 7 left.",
            &["Version 2.5 came.", "No. 7 left."],
        );
        check_sentences(
            "See appendix C. J. Smith wrote it.",
            &["See appendix C.", "J. Smith wrote it."],
        );
        check_sentences(
            &mask("It plots. `plit` draws, approx. twice."),
            &["It plots.", "xxxx  draws, approx. twice."],
        );
        check_sentences("一。二？", &["一。", "二？"]);
    }

    #[test]
    fn words_of_any_script() {
        assert_eq!(count_words("Two words — and 3.5 more"), 5);
        assert_eq!(count_words("日本語 text"), 4);
        assert_eq!(count_words(""), 0);
    }

    #[test]
    fn languages() {
        assert_eq!(
            language(["The cost of the plan is known"].into_iter()),
            "en"
        );
        assert_eq!(
            language(["Die Kosten und der Plan sind nicht klar"].into_iter()),
            "de"
        );
        assert_eq!(language(["よくある質問です"].into_iter()), "ja");
        assert_eq!(language(["고객이 기다립니다"].into_iter()), "ko");
        assert_eq!(language([""].into_iter()), "en");
    }
}
