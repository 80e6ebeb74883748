//! Numbers in running text as a reader hears them: value, unit, how exactly they were said.
//! Pure; reads lower-case masked text and never a date, a page or a version.

use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A number that counts something.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Amount {
    /// Where it stands, its unit included, in bytes of the text that was read.
    pub place: Range<usize>,
    /// The number alone, in units: 1,310,000 for "£1.31 million".
    pub value: f64,
    /// The upper end of a range such as "15-20".
    pub high: Option<f64>,
    /// Half of what its last digit stands for; 0 for a whole number, which is taken as exact.
    pub slack: f64,
    pub unit: Unit,
}

/// What a number counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Unit {
    Money(Currency),
    Percent,
    /// "3x", "three times".
    Times,
    Time(Time),
    /// Whatever the next noun names.
    Things,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Currency {
    Pound,
    Dollar,
    Euro,
    Yen,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Time {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?P<before>[£$€¥]|(?-u:\b)(?:usd|eur|gbp)[\ \u{a0}]|(?-u:\b))
        (?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?
          |(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?(?-u:\b)
          |(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)(?-u:\b)
          |a\ (?:dozen|hundred|thousand|million)(?-u:\b))
        (?:(?:-|–|\ to\ )(?P<high>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?))?
        (?P<size>[\ \u{a0}]?(?:hundred|thousand|million|billion|k|m|mn|bn)(?-u:\b))?
        \+?
        (?P<unit>[\ \u{a0}\u{202f}]?%|[\ \u{a0}](?:percent|per\ cent)(?-u:\b)|x(?-u:\b)|[\ \u{a0}]times(?-u:\b)
          |[\ \u{a0}](?:usd|eur|gbp|dollars|euros|pounds)(?-u:\b)
          |[\ \u{a0}-](?:second|minute|hour|day|week|month|quarter|year)s?(?-u:\b))?
        ",
    )
    .expect("a fixed pattern")
});

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?-u:\b)(?:19|20)\d\d(?:[-/]\d+)*(?-u:\b)
        | (?-u:\b)(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\.?\ \d{1,2}(?:st|nd|rd|th)?(?-u:\b)
        | (?-u:\b)\d{1,2}(?:st|nd|rd|th)?\ (?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)(?-u:\b)
        | (?-u:\b)(?:page|pages|line|lines|section|step|figure|table|version|appendix|question|draft|phase|no\.)\ \d+(?:\.\d+)*(?-u:\b)
        | (?-u:\b)[a-z]+-?\d[a-z0-9.]*
        | (?-u:\b)\d{1,2}(?::\d\d)?\ ?[ap]m(?-u:\b)
        | (?-u:\b)\d+(?:st|nd|rd|th)(?-u:\b)
        | \d0s(?-u:\b)
        | \d+(?:[.:/]\d+){2,}
        ",
    )
    .expect("a fixed pattern")
});

/// Returns the numbers of a text in lower case, in its order.
pub(super) fn amounts(lower: &str) -> Vec<Amount> {
    let mut read = lower.to_owned();
    for date in DATE.find_iter(lower) {
        read.replace_range(date.range(), &" ".repeat(date.len()));
    }
    AMOUNT
        .captures_iter(&read)
        .filter_map(|found| amount(&read, &found))
        .collect()
}

/// Returns the last characters before a place, at most this many.
pub(super) fn lead(text: &str, before: usize, most: usize) -> &str {
    let starts = text[..before].char_indices().map(|(start, _)| start).rev();
    let start = starts.take(most).last();
    &text[start.unwrap_or(before)..before]
}

fn amount(read: &str, found: &regex::Captures<'_>) -> Option<Amount> {
    let whole = found.get(0)?;
    let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
    // Half of a longer number, a word or a code.
    if read[..whole.start()].ends_with(['.', ',', '/', '-', '–', '#'])
        && read[..whole.start()]
            .trim_end_matches(['.', ',', '/', '-', '–', '#'])
            .ends_with(|c: char| c.is_alphanumeric())
    {
        return None;
    }
    let scale = scale(part("size").trim());
    let (number, step) = number(part("number"))?;
    let is_exact = step >= 1.0 && scale == 1.0;
    Some(Amount {
        place: whole.range(),
        value: number * scale,
        high: self::number(part("high")).map(|(high, _)| high * scale),
        slack: if is_exact { 0.0 } else { step * scale / 2.0 },
        unit: unit(part("before").trim(), part("unit")),
    })
}

fn scale(size: &str) -> f64 {
    match size {
        "hundred" => 1e2,
        "k" | "thousand" => 1e3,
        "m" | "mn" | "million" => 1e6,
        "bn" | "billion" => 1e9,
        _ => 1.0,
    }
}

/// Returns a number and what its last digit stands for.
fn number(said: &str) -> Option<(f64, f64)> {
    if said.starts_with(|c: char| c.is_ascii_digit()) {
        let decimals = said.split_once('.').map_or(0, |(_, after)| after.len());
        let value: f64 = said.replace(',', "").parse().ok()?;
        return Some((value, 0.1_f64.powi(i32::try_from(decimals).ok()?)));
    }
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = [
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let one = |word: &str| ONES.iter().position(|other| *other == word);
    let ten = |word: &str| TENS.iter().position(|other| *other == word);
    let value = match said {
        "" => return None,
        "a dozen" => 12,
        "a hundred" => 100,
        "a thousand" => 1_000,
        "a million" => 1_000_000,
        _ => match said.split_once('-') {
            Some((tens, ones)) => ten(tens)? * 10 + one(ones)?,
            None => one(said).or_else(|| ten(said).map(|tens| tens * 10))?,
        },
    };
    Some((value as f64, 1.0))
}

fn unit(before: &str, after: &str) -> Unit {
    match before {
        "£" | "gbp" => return Unit::Money(Currency::Pound),
        "$" | "usd" => return Unit::Money(Currency::Dollar),
        "€" | "eur" => return Unit::Money(Currency::Euro),
        "¥" => return Unit::Money(Currency::Yen),
        _ => {}
    }
    match after.trim_start_matches([' ', '\u{a0}', '\u{202f}', '-']) {
        "" => Unit::Things,
        "%" | "percent" | "per cent" => Unit::Percent,
        "x" | "times" => Unit::Times,
        "usd" | "dollars" => Unit::Money(Currency::Dollar),
        "eur" | "euros" => Unit::Money(Currency::Euro),
        "gbp" | "pounds" => Unit::Money(Currency::Pound),
        time => Unit::Time(match time.trim_end_matches('s') {
            "second" => Time::Second,
            "minute" => Time::Minute,
            "hour" => Time::Hour,
            "day" => Time::Day,
            "week" => Time::Week,
            "month" => Time::Month,
            "quarter" => Time::Quarter,
            _ => Time::Year,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(f64, Unit)]) {
        let found: Vec<(f64, Unit)> = amounts(text)
            .into_iter()
            .map(|amount| (amount.value, amount.unit))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_and_their_units() {
        let pound = Unit::Money(Currency::Pound);
        let dollar = Unit::Money(Currency::Dollar);
        check(
            "£1.31 million of 61 %",
            &[(1_310_000.0, pound), (61.0, Unit::Percent)],
        );
        check("50k usd and $4bn", &[(50_000.0, dollar), (4e9, dollar)]);
        check(
            "twenty-one of nine",
            &[(21.0, Unit::Things), (9.0, Unit::Things)],
        );
        check(
            "3x in 3 weeks",
            &[(3.0, Unit::Times), (3.0, Unit::Time(Time::Week))],
        );
        check(
            "a 12-hour shift, 1,306 of them",
            &[(12.0, Unit::Time(Time::Hour)), (1_306.0, Unit::Things)],
        );
        check("£89 a month", &[(89.0, pound)]);
        check("eleven hours", &[(11.0, Unit::Time(Time::Hour))]);
        check("anyone, often, someone", &[]);
    }

    #[test]
    fn dates_pages_and_names_are_no_numbers() {
        check(
            "on 9 march 2027, page 4, cop27, v2.5, q3, 7 pm, 2027-03-09, 11th",
            &[],
        );
        check("1.2.3 and 10/12/2024", &[]);
    }

    #[test]
    fn the_lead_of_a_number_is_whole_letters() {
        assert_eq!(lead("a “cut” of 60", 15, 5), "” of ");
        assert_eq!(lead("of 60", 3, 20), "of ");
        assert_eq!(lead("60", 0, 20), "");
    }

    #[test]
    fn ranges_and_how_exactly_they_were_said() {
        let range = &amounts("15-20 hours")[0];
        assert_eq!((range.value, range.high), (15.0, Some(20.0)));
        assert_eq!(range.unit, Unit::Time(Time::Hour));
        assert_eq!(amounts("nine")[0].slack, 0.0);
        assert!((amounts("£1.3 million")[0].slack - 50_000.0).abs() < 1.0);
        assert!((amounts("10.6 %")[0].slack - 0.05).abs() < 1e-9);
    }
}
