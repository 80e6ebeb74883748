//! Sentences that say what the readers are to decide, for the rules that miss them or find them late.

use super::body::{WORDS_A_PAGE, words_of};
use super::claims::ascii_bounded;
use super::open::Open;
use crate::model::Span;
use crate::model::block::{Block, Kind};
use crate::model::prose::mask;
use regex::Regex;
use std::sync::LazyLock;

static ASKS: LazyLock<Regex> = LazyLock::new(|| {
    ascii_bounded(
        r"(?ix)
        \bwe\ (?:therefore\ |now\ |also\ )?(?:ask|propose|request|recommend|seek)\b
        | \b(?:we\ are|i\ am|we're)\ (?:asking|proposing|requesting|recommending|seeking)\b
        | \b(?:you|readers?|the\ (?:board|room|committee|group|team|readers|leadership))\ (?:are|is)\ (?:being\ )?asked\b
        | \b(?:memo|document|paper|narrative|page|pages|proposal)\ (?:asks?|proposes?|requests?|recommends?|seeks?)\b
        | \bwe\ (?:need|want|would\ like|are\ looking\ for)\ (?:you\ to\ |your\ |a\ |the\ )?(?:decide|decision|decisions|approval|approve|agreement|agree|yes|consent|choose)\b
        | \b(?:for|need|needs|your|requires?|requesting|seeking)\ (?:your\ |the\ )?(?:approval|decision|decisions|sign-off|consent)\b
        | \b(?:to\ be\ decided|the\ decision\ (?:is|we|today|to)|decisions?\ (?:is|are|that\ we)\ (?:asked|needed|required|ask|need)|what\ is\ to\ be\ decided|our\ (?:ask|recommendation|request|proposal)\ is|the\ (?:ask|recommendation|request|proposal|question)\ (?:is|for\ you))\b
        | \b(?:please|you\ (?:should|must|can|may|will|need\ to)|help\ us|to)\ (?:decide|approve|choose\ between)\b
        | \bdecide\ (?:whether|if|on|between|which|today)\b
        | \bshould\ (?:we|\p{Lu}\w+)\b[^.?!]{3,}\?
        ",
    )
});

/// Where the first ask of a narrative stands.
pub(super) enum Ask {
    /// On the first page.
    InTime,
    /// After the first page: the sentence.
    Late(Span),
    /// Nowhere before the appendix.
    Nowhere,
}

/// Looks for the first sentence, heading or FAQ question that asks something of the readers.
pub(super) fn first_ask(open: &Open<'_>) -> Ask {
    let reading = open.reading;
    let mut words = 0;
    for (index, block) in reading.blocks.iter().enumerate() {
        if !open.is_body(block.span.start) {
            continue;
        }
        if let Some(asks) = ask_in(open, index, block) {
            return if words >= WORDS_A_PAGE {
                Ask::Late(asks)
            } else {
                Ask::InTime
            };
        }
        words += words_of(open.text(), block);
    }
    Ask::Nowhere
}

fn ask_in(open: &Open<'_>, index: usize, block: &Block) -> Option<Span> {
    if let Kind::Heading { text, .. } = block.kind {
        let words = mask(text.of(open.text())).to_lowercase();
        const HEADS: [&str; 6] = [
            "decision",
            "ask",
            "asks",
            "decide",
            "recommendation",
            "asked",
        ];
        let asks = words
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| HEADS.contains(&word));
        return (asks || ASKS.is_match(&words)).then_some(text);
    }
    let passages = &open.reading.passages;
    let first = passages.partition_point(|passage| passage.block < index);
    passages[first..]
        .iter()
        .take_while(|passage| passage.block == index)
        .flat_map(|passage| passage.sentences.iter().map(move |span| (passage, *span)))
        .find(|(passage, span)| {
            !passage.is_quoted(*span) && ASKS.is_match(passage.masked_of(*span))
        })
        .map(|(_, span)| span)
}

#[cfg(test)]
mod tests {
    use super::ASKS;

    #[test]
    fn asks() {
        for text in [
            "We propose that Acorn closes two depots.",
            "You are asked for three decisions.",
            "This memo asks the board to spend £2 million.",
            "We need your approval by Friday.",
            "Should Acorn close its depots in the north?",
        ] {
            assert!(ASKS.is_match(text), "{text}");
        }
        for text in [
            "We proposed this last year.",
            "Customers ask for bread.",
            "Acorn closed two depots in May.",
            "The decision of 2024 cost us a year.",
        ] {
            assert!(!ASKS.is_match(text), "{text}");
        }
    }
}
