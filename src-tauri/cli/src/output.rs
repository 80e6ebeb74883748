//! Text for people: severities in words and colour, and nothing that commands a terminal.

use sixpager_core::model::Severity;

use crate::Colour;

/// Returns the text with control characters, and those that turn or hide text, written out: a file
/// name or a document must not be able to steer the terminal.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        let steers = letter.is_control()
            || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if steers {
            plain.extend(letter.escape_default());
        } else {
            plain.push(letter);
        }
    }
    plain
}

/// Names a severity, as JSON and text have it.
pub(crate) fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Advice => "advice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// Names a severity in its colour; the word alone says it too.
pub(crate) fn severity_shown(severity: Severity, colour: Colour) -> String {
    let name = severity_name(severity);
    let code = match severity {
        Severity::Info => "2",
        Severity::Advice => "36",
        Severity::Warning => "33",
        Severity::Error => "1;31",
    };
    match colour {
        Colour::Always => format!("\u{1b}[{code}m{name}\u{1b}[0m"),
        Colour::Never => name.to_owned(),
    }
}
