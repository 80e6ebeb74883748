//! The sentence that says what changed.

/// How many passages of each kind there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub changed: usize,
    pub added: usize,
    pub gone: usize,
    pub moved: usize,
}

impl Tally {
    /// Returns the number of all passages.
    pub fn total(self) -> usize {
        self.changed + self.added + self.gone + self.moved
    }
}

/// What changed beside the paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// Not a byte.
    Nothing,
    /// Spacing or line endings.
    Spacing,
    /// Answers to remarks or pins, and perhaps spacing.
    Unprinted,
}

/// Says in one sentence what changed.
pub(super) fn sentence(tally: Tally, words_in: usize, words_out: usize, beside: Beside) -> String {
    let mut said = Vec::new();
    let fates = [
        (tally.changed, "changed"),
        (tally.added, "added"),
        (tally.gone, "taken out"),
        (tally.moved, "moved"),
    ];
    if words_in + words_out == 0 && tally.moved == 0 {
        return match (fates.iter().all(|(number, _)| *number == 0), beside) {
            (true, Beside::Nothing) => "Nothing changed.",
            (true, Beside::Spacing) => "No word changed, only spacing or line endings.",
            (true, Beside::Unprinted) => "No word changed, only answers to remarks or pins.",
            (false, _) => "Only marks or spacing changed.",
        }
        .to_owned();
    }
    for (number, fate) in fates {
        match number {
            0 => {}
            _ if !said.is_empty() => said.push(format!("{} {fate}", in_words(number))),
            1 => said.push(format!("one paragraph {fate}")),
            _ => said.push(format!("{} paragraphs {fate}", in_words(number))),
        }
    }
    for (number, way) in [(words_in, "in"), (words_out, "out")] {
        let before_words = said.iter().any(|part| part.contains(" word"));
        match number {
            0 => {}
            _ if before_words => said.push(format!("{} {way}", in_words(number))),
            1 => said.push(format!("one word {way}")),
            _ => said.push(format!("{} words {way}", in_words(number))),
        }
    }
    let mut sentence = said.join(", ");
    sentence.push('.');
    sentence[..1].make_ascii_uppercase();
    sentence
}

/// Writes small numbers as words, and large ones with commas.
fn in_words(number: usize) -> String {
    const SMALL: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    if let Some(word) = SMALL.get(number) {
        return (*word).to_owned();
    }
    let digits = number.to_string();
    let mut written = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(fates: [usize; 4], words: [usize; 2], expected: &str) {
        let [changed, added, gone, moved] = fates;
        let tally = Tally {
            changed,
            added,
            gone,
            moved,
        };
        assert_eq!(
            sentence(tally, words[0], words[1], Beside::Spacing),
            expected
        );
    }

    #[test]
    fn says_what_changed() {
        check(
            [4, 0, 0, 0],
            [212, 40],
            "Four paragraphs changed, 212 words in, 40 out.",
        );
        check([1, 0, 0, 0], [1, 0], "One paragraph changed, one word in.");
        check([0, 2, 0, 0], [80, 0], "Two paragraphs added, 80 words in.");
        check(
            [0, 0, 1, 0],
            [0, 2],
            "One paragraph taken out, two words out.",
        );
        check([0, 0, 0, 1], [0, 0], "One paragraph moved.");
        check(
            [13, 1, 2, 1],
            [12_345, 1],
            "13 paragraphs changed, one added, two taken out, one moved, 12,345 words in, one out.",
        );
    }

    #[test]
    fn says_when_no_word_changed() {
        check([2, 0, 0, 0], [0, 0], "Only marks or spacing changed.");
        check(
            [0; 4],
            [0, 0],
            "No word changed, only spacing or line endings.",
        );
        assert_eq!(
            sentence(Tally::default(), 0, 0, Beside::Nothing),
            "Nothing changed."
        );
    }
}
