//! The answer to a question of an FAQ: where its words are, and whether they say anything.

use super::Span;
use super::block::trimmed;

/// What stands for an answer that is not there yet.
const NOTHING: [&str; 39] = [
    "todo",
    "tbd",
    "tba",
    "tbc",
    "fixme",
    "xxx",
    "n/a",
    "na",
    "pending",
    "to come",
    "to do",
    "coming soon",
    "to be determined",
    "to be decided",
    "to be defined",
    "to be written",
    "answer",
    "answer here",
    "open",
    "unknown yet",
    "to be confirmed",
    "to be announced",
    "to be clarified",
    "to be discussed",
    "to be agreed",
    "to be answered",
    "not yet decided",
    "not decided yet",
    "not yet known",
    "not yet determined",
    "undecided",
    "in progress",
    "under discussion",
    "under review",
    "確認中",
    "確認中です",
    "調整中",
    "調整中です",
    "要確認",
];

/// Returns the answer between two places, its own mark such as `A:` left out.
pub(super) fn answer(text: &str, from: usize, to: usize) -> Span {
    let to = to.min(text.len()).max(from);
    let whole = trimmed(text, from, from + before_mark_of_item(&text[from..to]));
    let piece = whole.of(text);
    let skipped = piece.len() - piece.trim_start_matches(['>', ' ', '*', '_']).len();
    let start = whole.start
        + answer_mark(piece).max(if piece[skipped..].is_empty() {
            skipped
        } else {
            0
        });
    trimmed(text, start, whole.end)
}

/// Returns where an answer ends before the mark of the list item that follows it: "4. " belongs to
/// the next question.
fn before_mark_of_item(piece: &str) -> usize {
    let line = piece.rfind('\n').map_or(0, |end| end + 1);
    let last = &piece[line..];
    let mark = last.trim();
    let number = mark.strip_suffix(['.', ')']).unwrap_or_default();
    let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    let is_mark = line > 0 && last.ends_with(' ') && (is_number || matches!(mark, "-" | "*" | "+"));
    if is_mark { line } else { piece.len() }
}

/// Tells whether an answer says anything: neither blank, nor only TODO or an open bracket.
pub(super) fn is_answer(answer: &str) -> bool {
    let plain = without_comments(answer);
    let plain = plain
        .trim_matches(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '*' | '_' | '>' | '-' | '#' | '`' | '.' | '…' | '~' | '。' | '（' | '）'
                )
        })
        .to_lowercase();
    if !plain.chars().any(char::is_alphanumeric) {
        return false;
    }
    let bracketed = plain.starts_with('[') && plain.find(']') == Some(plain.len() - 1);
    let bare = plain.trim_matches(['[', ']', '(', ')', ' ', '.', '!', ':', '<', '>']);
    !(bracketed || NOTHING.contains(&bare) || is_promised(bare) || is_postponed(bare))
}

/// "TBD: legal looks into it."
fn is_promised(bare: &str) -> bool {
    ["todo", "tbd", "tba", "fixme"].iter().any(|word| {
        bare.strip_prefix(word).is_some_and(|rest| {
            rest.starts_with([':', ' ', ',', '(', '-', '–', '—']) && rest.len() < 120
        })
    })
}

/// "To be decided by the board in May" names who and when; a bare mark with a word does not.
fn is_postponed(bare: &str) -> bool {
    const BY: [&str; 3] = [
        "to be confirmed by ",
        "to be decided by ",
        "to be determined by ",
    ];
    const LATER: [&str; 8] = [
        "未定",
        "検討中",
        "後日",
        "미정",
        "추후",
        "검토 중",
        "확인 중",
        "논의 중",
    ];
    let after = |word: &&str| bare.strip_prefix(*word);
    let says_little = |rest: &str| {
        rest.split_whitespace().count() <= 4 && !rest.contains(|c: char| c.is_ascii_digit())
    };
    BY.iter().filter_map(after).any(says_little)
        || LATER
            .iter()
            .filter_map(after)
            .any(|rest| rest.chars().count() <= 9)
}

/// Tells whether a line begins an answer with its mark.
pub(super) fn is_answer_mark(line: &str) -> bool {
    answer_mark(line.trim_start_matches([' ', '>'])) > 0
}

/// Returns the length of `A:`, `**A:**`, `Answer.` at the start, or 0.
fn answer_mark(line: &str) -> usize {
    let bare = line.trim_start_matches(['*', '_']);
    let stars = line.len() - bare.len();
    let Some(name) = ["Answer", "A", "답변", "답", "回答"]
        .into_iter()
        .find(|name| bare.starts_with(name))
    else {
        return 0;
    };
    let after = &bare[name.len()..];
    let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mark = after[digits..]
        .chars()
        .next()
        .filter(|c| matches!(c, ':' | '：' | '.'));
    match mark {
        Some('.') if digits == 0 && name == "A" && stars == 0 => 0,
        Some(mark) => {
            let end = stars + name.len() + digits + mark.len_utf8();
            end + line[end..].len() - line[end..].trim_start_matches(['*', '_']).len()
        }
        None => 0,
    }
}

fn without_comments(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(open) = rest.find("<!--") {
        plain.push_str(&rest[..open]);
        rest = rest[open..]
            .find("-->")
            .map_or("", |close| &rest[open + close + 3..]);
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers() {
        for answer in [
            "No.",
            "12",
            "I do not know; Mara finds out by 3 May.",
            "![](a.png)",
            "[Here](http://a) it is",
        ] {
            assert!(is_answer(answer), "{answer}");
        }
        for answer in [
            "",
            "TBD",
            "*TODO*",
            "[who?]",
            "<!-- later -->",
            "...",
            "TBD (legal)",
            "N/A",
            "未定です",
            "後日決定します",
            "추후 결정 예정",
        ] {
            assert!(!is_answer(answer), "{answer}");
        }
    }
}
