//! Who speaks in a quotation of a press release: somebody of the company, or a customer.

use super::Span;
use super::prose::{Passage, count_words};

/// The side of a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speaker {
    Leader,
    Customer,
    /// A title and no company: could be either.
    Unclear,
}

/// The names that a company goes by in its own press release.
#[derive(Clone, Debug, Default)]
pub(crate) struct Company {
    names: Vec<String>,
}

impl Company {
    /// Finds the company as the one who announces, in a headline or a first paragraph.
    pub(crate) fn announced_in(texts: &[&str]) -> Company {
        let mut company = Company::default();
        for text in texts {
            let name = if text.is_ascii() {
                announcer(text)
            } else {
                asian_announcer(text).or_else(|| announcer(text))
            };
            if let Some(name) = name {
                company.add(&name);
            }
        }
        company
    }

    fn add(&mut self, name: &str) {
        let lower = name.to_lowercase();
        if lower.chars().count() < 2 {
            return;
        }
        let words: Vec<&str> = name.split_whitespace().collect();
        if words.len() > 1 {
            let letters: String = words
                .iter()
                .filter_map(|word| word.chars().next())
                .collect();
            self.names.push(letters.to_lowercase());
        }
        self.names.push(lower);
    }

    pub(crate) fn is_named_in(&self, attribution: &str) -> bool {
        let lower = attribution.to_lowercase();
        self.names.iter().any(|name| {
            lower.match_indices(name.as_str()).any(|(place, _)| {
                // Scripts that join words to their particles have no boundaries to look for.
                if !name.is_ascii() {
                    return true;
                }
                let before = lower[..place].chars().next_back();
                let after = lower[place + name.len()..].chars().next();
                !before.is_some_and(char::is_alphanumeric)
                    && !after.is_some_and(char::is_alphanumeric)
            })
        })
    }

    fn is_unknown(&self) -> bool {
        self.names.is_empty()
    }
}

/// Words that a company does in a headline or a first sentence.
const ANNOUNCES: [&str; 25] = [
    "publishes",
    "published",
    "announces",
    "announced",
    "launches",
    "launched",
    "introduces",
    "introduced",
    "releases",
    "released",
    "unveils",
    "unveiled",
    "opens",
    "opened",
    "debuts",
    "presents",
    "reveals",
    "offers",
    "brings",
    "expands",
    "makes",
    "starts",
    "begins",
    "began",
    "today",
];

/// Returns who announces in Japanese or Korean: what stands before the particle of the subject, or
/// before the first comma of a headline.
fn asian_announcer(text: &str) -> Option<String> {
    let is_asian = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
    let start: String = text.chars().take(90).collect();
    if start.chars().filter(|c| is_asian(*c)).count() < 6 {
        return None;
    }
    // A dateline ends with a dash or a closing bracket.
    let sentence = start
        .rsplit(['—', '–', '―', '】', '）', ')', ']'])
        .next()
        .unwrap_or(&start);
    let sentence = if sentence.trim().is_empty() {
        start.as_str()
    } else {
        sentence
    };
    let comma = sentence.find(['、', ',', '，']);
    let particle = sentence
        .find('は')
        .or_else(|| sentence.find("が"))
        .or_else(|| korean_particle(sentence));
    let end = match (comma, particle) {
        (Some(comma), Some(particle)) => comma.min(particle),
        (one, other) => one.or(other)?,
    };
    let name = sentence[..end].trim().trim_start_matches("株式会社");
    let name = name
        .trim_end_matches("株式会社")
        .trim_start_matches("㈜")
        .trim();
    let length = name.chars().count();
    (2..=20).contains(&length).then(|| name.to_owned())
}

/// Returns where the particle of the first subject stands in a Korean sentence.
fn korean_particle(sentence: &str) -> Option<usize> {
    let mut place = 0;
    for word in sentence.split_inclusive(char::is_whitespace).take(4) {
        let bare = word.trim_end();
        let last = bare.chars().next_back()?;
        if matches!(last, '은' | '는' | '이' | '가') && bare.chars().count() > 2 {
            return Some(place + bare.len() - last.len_utf8());
        }
        place += word.len();
    }
    None
}

/// Returns the capitalised words that end right before the announcing verb.
fn announcer(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().take(60).collect();
    let verb = words.iter().position(|word| {
        let lower = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        ANNOUNCES.contains(&lower.as_str())
    })?;
    // "Acorn, a bakery for night workers, today announced": the name stands before the comma.
    let before = &words[..verb];
    let aside = before
        .iter()
        .enumerate()
        .rev()
        .skip(1)
        .find(|(place, word)| {
            word.ends_with(',')
                && before
                    .get(place + 1)
                    .is_some_and(|next| matches!(next.to_lowercase().as_str(), "a" | "an" | "the"))
        });
    let end = match aside {
        Some((place, _)) if before.last().is_some_and(|last| last.ends_with(',')) => place + 1,
        _ => verb,
    };
    let start = words[..end]
        .iter()
        .rposition(|word| !is_name(word) || matches!(*word, "—" | "–" | "-"))
        .map_or(0, |place| place + 1);
    let after_stop = words[start..end]
        .iter()
        .take(end.saturating_sub(start + 1))
        .rposition(|word| word.ends_with([',', '.', ':']))
        .map_or(start, |place| start + place + 1);
    let name = words[after_stop..end]
        .iter()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty() && !matches!(word.to_lowercase().as_str(), "the" | "today"))
        .collect::<Vec<_>>()
        .join(" ");
    (!name.is_empty()).then_some(name)
}

fn is_name(word: &str) -> bool {
    let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        || matches!(bare, "&" | "and" | "of")
        || word == "&"
}

/// Returns what stands outside the quotations of a passage when the passage is a quotation with
/// a speaker, else `None`.
pub(crate) fn attribution(passage: &Passage) -> Option<String> {
    let outside = outside_quotations(passage);
    let outside_words = count_words(&outside);
    let quoted: usize = passage
        .quotations
        .iter()
        .map(|quotation| count_words(passage.masked_of(*quotation)))
        .sum();
    if passage.in_quote && quoted == 0 {
        // A block quote without quotation marks: its speaker stands behind a dash.
        return passage
            .masked
            .rsplit_once(['—', '–'])
            .map(|(_, speaker)| speaker.to_owned());
    }
    let first = passage.quotations.first()?;
    let begins = passage
        .masked_of(Span::new(passage.span.start, first.start))
        .trim()
        .len()
        < 40;
    let says = says(&outside);
    let dash = outside.trim_start().starts_with(['—', '–', '-', '~']);
    // A Korean word does the work of two English ones.
    let short = is_korean(&passage.masked) || (says && first.start == passage.span.start);
    let fewest = if short { 3 } else { 6 };
    let enough = quoted >= fewest && quoted * 2 >= outside_words;
    (enough && (says || dash || (begins && outside_words <= 20 && outside_words > 0)))
        .then_some(outside)
}

fn is_korean(masked: &str) -> bool {
    masked.chars().any(|c| matches!(c, '\u{ac00}'..='\u{d7af}'))
}

fn outside_quotations(passage: &Passage) -> String {
    let mut outside = String::new();
    let mut from = passage.span.start;
    for quotation in &passage.quotations {
        outside.push_str(passage.masked_of(Span::new(from, quotation.start)));
        outside.push(' ');
        from = quotation.end;
    }
    outside.push_str(passage.masked_of(Span::new(from, passage.span.end)));
    outside
}

fn says(outside: &str) -> bool {
    const SAYS: [&str; 18] = [
        "said",
        "says",
        "added",
        "adds",
        "explained",
        "explains",
        "noted",
        "notes",
        "commented",
        "comments",
        "according",
        "remarked",
        "recalls",
        "recalled",
        "told",
        "writes",
        "wrote",
        "stated",
    ];
    const ASIAN: [&str; 17] = [
        "と述べ",
        "と話",
        "と語",
        "は述べ",
        "は話",
        "は語",
        "とコメント",
        "と説明",
        "と言",
        "라고 말",
        "라고 밝",
        "라고 전",
        "라고 덧붙",
        "라고 설명",
        "라며",
        "고 말했",
        "고 밝혔",
    ];
    outside
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| SAYS.contains(&word.to_lowercase().as_str()))
        || (!outside.is_ascii() && ASIAN.iter().any(|says| outside.contains(says)))
}

/// Tells from an attribution which side speaks.
pub(crate) fn speaker(attribution: &str, company: &Company) -> Speaker {
    if company.is_named_in(attribution) {
        return Speaker::Leader;
    }
    if let Some(side) = asian_speaker(attribution) {
        return side;
    }
    let lower = attribution.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .collect();
    const CUSTOMER: [&str; 12] = [
        "customer",
        "user",
        "client",
        "patient",
        "owner",
        "parent",
        "student",
        "teacher",
        "nurse",
        "member",
        "subscriber",
        "farmer",
    ];
    if words.iter().any(|word| CUSTOMER.contains(word)) && !words.contains(&"product") {
        return Speaker::Customer;
    }
    if lower.contains("our ceo") || lower.contains("our founder") {
        return Speaker::Leader;
    }
    const TITLES: [&str; 20] = [
        "ceo",
        "cto",
        "coo",
        "cpo",
        "cfo",
        "founder",
        "co-founder",
        "cofounder",
        "chair",
        "chairperson",
        "chairman",
        "chairwoman",
        "president",
        "director",
        "vp",
        "svp",
        "chief",
        "head",
        "manager",
        "lead",
    ];
    let title = words.iter().any(|word| TITLES.contains(word));
    let elsewhere = names_an_organisation(attribution, title);
    match (title, elsewhere) {
        (true, false) => Speaker::Leader,
        (true, true) if company.is_unknown() => Speaker::Unclear,
        _ => Speaker::Customer,
    }
}

/// Tells the side by the forms of address of Japanese and Korean: a company gives its own people a
/// title and customers a polite form.
fn asian_speaker(attribution: &str) -> Option<Speaker> {
    if attribution.is_ascii() {
        return None;
    }
    let has = |words: &[&str]| words.iter().any(|word| attribution.contains(word));
    const POLITE: [&str; 9] = [
        "さん",
        "様",
        "お客",
        "利用者",
        "ユーザー",
        " 씨",
        "고객",
        "이용자",
        "사용자",
    ];
    const OWN: [&str; 8] = [
        "当社",
        "弊社",
        "同社",
        "当組合",
        "우리 회사",
        "당사",
        "자사",
        "본사",
    ];
    const TITLES: [&str; 23] = [
        "代表",
        "社長",
        "取締役",
        "責任者",
        "部長",
        "会長",
        "創業者",
        "組合長",
        "院長",
        "所長",
        "リーダー",
        "マネージャー",
        "대표",
        "사장",
        "창업자",
        "이사",
        "본부장",
        "책임자",
        "총괄",
        "팀장",
        "회장",
        "원장",
        "실장",
    ];
    let asian = attribution
        .chars()
        .any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'));
    if !asian {
        return None;
    }
    if has(&OWN) {
        return Some(Speaker::Leader);
    }
    if has(&POLITE) {
        return Some(Speaker::Customer);
    }
    Some(if has(&TITLES) {
        Speaker::Unclear
    } else {
        Speaker::Customer
    })
}

/// "at TechStart Inc.", "of Northfield School", "CTO, ACME Corp." name somebody else's house.
fn names_an_organisation(attribution: &str, title: bool) -> bool {
    let words: Vec<&str> = attribution.split_whitespace().collect();
    let capital = |place: usize| {
        words.get(place).is_some_and(|word| {
            let bare = word.trim_start_matches("the ");
            bare.starts_with(|c: char| c.is_uppercase())
        })
    };
    let joined = words.iter().enumerate().any(|(place, word)| {
        let lower = word.to_lowercase();
        let joins = matches!(lower.as_str(), "at" | "@" | "from" | "in")
            || (lower == "of" && !words.get(place + 1).is_some_and(|next| is_department(next)));
        joins
            && (capital(place + 1)
                || (matches!(words.get(place + 1), Some(&"the" | &"a")) && capital(place + 2)))
    });
    let last = attribution.rsplit(',').next().unwrap_or_default().trim();
    let trailing_name = title
        && attribution.contains(',')
        && last.split_whitespace().count() <= 4
        && last.starts_with(|c: char| c.is_uppercase())
        && !contains_title(last)
        && attribution.matches(',').count() >= 1
        && attribution.rsplit(',').nth(1).is_some_and(contains_title);
    joined || trailing_name
}

fn contains_title(words: &str) -> bool {
    words.split_whitespace().any(|word| {
        let lower = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        matches!(
            lower.as_str(),
            "ceo"
                | "cto"
                | "coo"
                | "cpo"
                | "cfo"
                | "founder"
                | "co-founder"
                | "chair"
                | "chairperson"
                | "president"
                | "director"
                | "vp"
                | "svp"
                | "chief"
                | "head"
                | "manager"
                | "lead"
        )
    })
}

fn is_department(word: &str) -> bool {
    let lower = word
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    matches!(
        lower.as_str(),
        "product"
            | "products"
            | "engineering"
            | "marketing"
            | "sales"
            | "operations"
            | "design"
            | "research"
            | "staff"
            | "customer"
            | "people"
            | "finance"
            | "growth"
            | "the"
            | "innovation"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies_are_found_as_announcers() {
        for (text, expected) in [
            ("FakeCo Launches a Validator", "FakeCo"),
            (
                "In August 2022, the Green Software Foundation released its catalog",
                "Green Software Foundation",
            ),
            (
                "Seattle, WA — August 12, 2025 — FakeCo, a product consultancy, today announced it",
                "FakeCo",
            ),
            (
                "LEEDS, 9 March 2027 — Tidewell today launched Fill",
                "Tidewell",
            ),
            ("THE GSF RELEASES A REPORT", "GSF"),
        ] {
            assert_eq!(announcer(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn speakers() {
        let company = Company::announced_in(&["Green Software Foundation launched the hack"]);
        for (attribution, expected) in [
            (" said Asim Hussain, chairperson GSF.", Speaker::Leader),
            (
                " - Co-Chair GSF Policy Working Group, Elise Zelechowski.",
                Speaker::Leader,
            ),
            (" said John Doe at ACME Corp", Speaker::Customer),
            (" - Mr. CTO, ACME Corp.", Speaker::Customer),
            (" said Ana, our CEO", Speaker::Leader),
            (" said Ana Ruiz, head of product.", Speaker::Leader),
            (" said Ana Ruiz, a nurse in Leeds.", Speaker::Customer),
        ] {
            assert_eq!(speaker(attribution, &company), expected, "{attribution}");
        }
    }
}
