//! Days of the calendar, and how writers put them.
//! Never asks what day it is: today comes from outside.

use super::Span;
use regex::{Captures, Regex};
use std::fmt;
use std::sync::LazyLock;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

const MONTHS: &str = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

static WRITTEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?ix)
        \b(?P<m1>{MONTHS})\.?\ (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\ (?P<y1>(?:19|20)\d\d)\b
        | \b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\ (?:of\ )?(?P<m2>{MONTHS})\.?,?\ (?P<y2>(?:19|20)\d\d)\b
        | \b(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)\b
        | (?P<y4>(?:19|20)\d\d)\ ?[年년]\ ?(?P<m4>\d{{1,2}})\ ?[月월]\ ?(?P<d4>\d{{1,2}})\ ?[日일]
        "
    ))
    .expect("a fixed pattern")
});

impl Day {
    /// Makes a day; `None` when the calendar has no such day (month and day count from 1).
    pub fn new(year: u16, month: u8, day: u8) -> Option<Day> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let longest = match month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        ((1..=longest).contains(&day)).then_some(Day { year, month, day })
    }

    /// Reads `2027-03-09`.
    pub fn from_iso(text: &str) -> Option<Day> {
        let mut numbers = text.trim().splitn(3, '-');
        let year = numbers.next()?.parse().ok()?;
        let month = numbers.next()?.parse().ok()?;
        let day = numbers.next()?.parse().ok()?;
        Day::new(year, month, day)
    }

    /// Finds the first full date in a text, in the bytes of that text: "9 March 2027",
    /// "March 9, 2027", "2027-03-09", "2027年3月9日". The day is `None` when the calendar has none
    /// such ("31 February 2027").
    pub fn written_in(text: &str) -> Option<(Span, Option<Day>)> {
        let found = WRITTEN.captures(text)?;
        let whole = found.get(0)?;
        Some((Span::new(whole.start(), whole.end()), day_of(&found)))
    }
}

impl fmt::Display for Day {
    /// Writes `2027-03-09`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:04}-{:02}-{:02}",
            self.year, self.month, self.day
        )
    }
}

fn day_of(found: &Captures<'_>) -> Option<Day> {
    let part = |letter: char| {
        (1..=4).find_map(|form| {
            found
                .name(&format!("{letter}{form}"))
                .map(|part| part.as_str())
        })
    };
    let month = part('m')?;
    let month = month.parse().ok().or_else(|| month_named(month))?;
    Day::new(part('y')?.parse().ok()?, month, part('d')?.parse().ok()?)
}

fn month_named(name: &str) -> Option<u8> {
    const NAMES: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let lower = name.to_lowercase();
    (1..)
        .zip(NAMES)
        .find(|(_, start)| lower.starts_with(start))
        .map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<Option<(u16, u8, u8)>>) {
        let expected =
            expected.map(|day| day.and_then(|(year, month, day)| Day::new(year, month, day)));
        assert_eq!(
            Day::written_in(text).map(|(_, day)| day),
            expected,
            "{text}"
        );
    }

    #[test]
    fn days_as_writers_put_them() {
        for text in [
            "Leeds, 9 March 2027 — today",
            "LEEDS, March 9, 2027",
            "Mar. 9th, 2027",
            "the 9th of March 2027",
            "2027-03-09",
            "2027年3月9日",
            "2027년 3월 9일",
        ] {
            check(text, Some(Some((2027, 3, 9))));
        }
        check("31 February 2027", Some(None));
        check("29 February 2028", Some(Some((2028, 2, 29))));
        check("in March 2027", None);
        check("in 2027", None);
    }

    #[test]
    fn days_have_an_order() {
        let day = |text| Day::from_iso(text).expect("a day");
        assert!(day("2026-12-31") < day("2027-01-01"));
        assert!(day("2027-01-31") < day("2027-02-01"));
        assert_eq!(Day::from_iso("2027-13-01"), None);
    }
}
