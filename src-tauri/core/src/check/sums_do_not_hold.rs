//! sums-do-not-hold: numbers of one sentence that contradict each other.
//! Reckons only where the sentence says how the numbers belong together, and forgives rounding.

use super::claims::pattern;
use super::numbers::{Amount, Unit, amounts, lead};
use super::open::{Open, Sentence};
use super::{Explanation, Finding, Off, Rule, RuleKind};
use crate::model::Severity;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    id: "sums-do-not-hold",
    kind: RuleKind::Claim,
    severity: Severity::Warning,
    cost: 9,
    off: Off::NOWHERE,
    explanation: Explanation {
        why: "Somebody in the room works it out with a pencil. From then on no other number of the document is believed.",
        help: "Work it out again, and correct whichever number is wrong.",
        flagged: "The change cuts the steps from nine to four, a 60 % cut.",
        unflagged: "The change cuts the wait from 12 hours to 3, a 75 % cut.",
        template: "narrative-proposal",
        around: "## Goals\n\n{}\n",
    },
    find,
};

/// Most numbers of one sentence that are reckoned with; more are a table.
const MOST: usize = 24;

fn find(open: &Open<'_>) -> Vec<Finding> {
    open.claims()
        .filter(|sentence| {
            let lower = sentence.lower();
            lower.contains(|c: char| c.is_ascii_digit()) || sentence.says(&COUNTS)
        })
        .filter_map(|sentence| {
            let lower = sentence.lower();
            let said = sentence.amounts();
            if !(1..=MOST).contains(&said.len()) {
                return None;
            }
            let wrong = change(lower, &said)
                .or_else(|| share(lower, &said))
                .or_else(|| parts(lower, &said))
                .or_else(|| together(lower, &said))
                .or_else(|| whole(lower, &said))?;
            report(&sentence, wrong)
        })
        .collect()
}

static COUNTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|halved|doubled)\b",
    )
});

struct Wrong {
    place: Range<usize>,
    remark: String,
}

fn report(sentence: &Sentence<'_>, wrong: Wrong) -> Option<Finding> {
    let place = sentence.claimed(wrong.place)?;
    Some(RULE.finding(place, wrong.remark))
}

static FROM_TO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\bfrom\x20(?:(?:about|nearly|almost|around|roughly|over|some)\x20)?$")
});
static TO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\x20?(?:[a-z'’-]+\x20){0,4}?(?:to|down\x20to|up\x20to)\x20(?:(?:just|only|about|nearly|almost|around)\x20)?$",
    )
});
static LOOSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:about|nearly|almost|around|roughly|some|over|more\x20than|up\x20to|at\x20least|approximately|up\x20to)\b|~|≈",
    )
});
/// The words between two numbers and the percentage that is said of them.
static THAT_IS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\x20(?:a|an|per|each|every)\x20[a-z]+|\x20[a-z-]+){0,4}\x20?[,(—–:;-]?\x20*\(?(?:(?:which|that|it)\x20(?:is|was)\x20|i\.e\.\x20|or\x20|by\x20|so\x20)?(?:a\x20|an\x20|of\x20)?(?:(?:cut|drop|fall|rise|reduction|increase|growth|change|saving|decrease)\x20of\x20)?(?:[+−-])?$",
    )
});
static CHANGES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\)?\x20(?:[a-z]+\x20)?(?:cut|drop|fall|rise|reduction|increase|growth|decrease|decline|saving|improvement|less|more|fewer|faster|shorter|lower|higher|jump|gain)\b|^\)",
    )
});
static BY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\)?\x20?,?\x20?(?:[a-z'’-]+\x20){0,5}?\(?$"));

/// "From nine to four, a 60 % cut" and "by 60 %, from nine to four".
fn change(lower: &str, said: &[Amount]) -> Option<Wrong> {
    for (place, from) in said.iter().enumerate() {
        if from.high.is_some() && !is_from_to_in_one(lower, from) {
            continue;
        }
        let (first, last, next) = if let Some(high) = from.high {
            (from.value, high, place + 1)
        } else {
            let to = said.get(place + 1)?;
            if !FROM_TO.is_match(&lower[..from.place.start])
                || !TO.is_match(&lower[from.place.end..to.place.start])
                || to.high.is_some()
                || !agree(from.unit, to.unit)
            {
                continue;
            }
            (from.value, to.value, place + 2)
        };
        let slack = from.slack + said[next - 1].slack;
        if first <= 0.0 || from.unit == Unit::Percent {
            continue;
        }
        let after = said.get(next).filter(|percent| {
            percent.unit == Unit::Percent
                && percent.high.is_none()
                && THAT_IS.is_match(&lower[said[next - 1].place.end..percent.place.start])
                && CHANGES.is_match(&lower[percent.place.end..])
        });
        let before = place
            .checked_sub(1)
            .map(|before| &said[before])
            .filter(|percent| {
                let between = &lower[percent.place.end..from.place.start];
                percent.unit == Unit::Percent
                    && percent.high.is_none()
                    && BY.is_match(between.trim_end_matches("from "))
                    && lower[..percent.place.start].ends_with("by ")
            });
        let Some(percent) = after.or(before) else {
            continue;
        };
        let real = (last - first).abs() / first * 100.0;
        let loose = LOOSE.is_match(lead(lower, percent.place.start, 20));
        let allowed = 1.0 + slack / first * 100.0 * 1.5 + if loose { real * 0.08 } else { 0.0 };
        if (real - percent.value).abs() > allowed {
            return Some(Wrong {
                place: percent.place.clone(),
                remark: format!("I make it {} %.", rounded(real)),
            });
        }
    }
    None
}

/// A range such as "12 to 3" that "from" stands before.
fn is_from_to_in_one(lower: &str, range: &Amount) -> bool {
    FROM_TO.is_match(&lower[..range.place.start]) && lower[range.place.clone()].contains(" to ")
}

fn agree(one: Unit, other: Unit) -> bool {
    one == other || one == Unit::Things || other == Unit::Things
}

static OF: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\x20(?:out\x20)?of\x20(?:the\x20|our\x20|all\x20|these\x20)?$"));
static SHARE_IS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\x20[a-z-]+){0,3}\x20?(?:,\x20(?:which\x20is|which\x20was|or|that\x20is)\x20|\x20?\(|\x20(?:is|was)\x20|,\x20)(?:about\x20|nearly\x20|almost\x20|just\x20over\x20|just\x20under\x20)?$",
    )
});

/// "27 of 31 (78 %)".
fn share(lower: &str, said: &[Amount]) -> Option<Wrong> {
    said.windows(3).find_map(|three| {
        let [part, all, percent] = three else {
            return None;
        };
        let fits = part.unit == Unit::Things
            && matches!(all.unit, Unit::Things)
            && percent.unit == Unit::Percent
            && part.high.is_none()
            && all.value >= part.value
            && all.value > 1.0
            && OF.is_match(&lower[part.place.end..all.place.start])
            && SHARE_IS.is_match(&lower[all.place.end..percent.place.start]);
        let real = part.value / all.value * 100.0;
        let loose = LOOSE.is_match(&lower[all.place.end..percent.place.start]);
        (fits && (real - percent.value).abs() > if loose { 3.0 } else { 1.0 }).then(|| Wrong {
            place: percent.place.clone(),
            remark: format!("I make it {} %.", rounded(real)),
        })
    })
}

/// "£17: £11 for messages and £8 for support".
fn parts(lower: &str, said: &[Amount]) -> Option<Wrong> {
    let colon = lower.find(": ")?;
    let (before, after): (Vec<&Amount>, Vec<&Amount>) =
        said.iter().partition(|amount| amount.place.end <= colon);
    let items: Vec<&str> = items(lower[colon + 2..].trim_end_matches(['.', ' ']));
    let unit = after.first()?.unit;
    // Each item is a part of one kind, and begins with its number.
    let is_list = items.len() >= 2
        && items.len() == after.len()
        && after
            .iter()
            .all(|part| part.unit == unit && part.high.is_none())
        && items.iter().all(|item| {
            amounts(item).first().is_some_and(|part| {
                matches!(item[..part.place.start].trim(), "" | "about" | "some")
            })
        });
    let total = *before.last()?;
    if !is_list
        || total.unit != unit
        || matches!(unit, Unit::Percent | Unit::Times)
        || !names_the_whole(lower, total, colon, unit)
    {
        return None;
    }
    let sum: f64 = after.iter().map(|part| part.value).sum();
    let slack = rounding(total, &after);
    let is_any = before
        .iter()
        .any(|total| (total.value - sum).abs() <= slack + 1e-6 * sum);
    (!is_any).then(|| Wrong {
        place: total.place.clone(),
        remark: format!("The parts make {}.", spoken(sum, unit)),
    })
}

/// Half of the last digit of the least exact of them: a reader who adds them up allows no more.
fn rounding(total: &Amount, parts: &[&Amount]) -> f64 {
    let parts = parts.iter().map(|part| part.slack);
    parts.fold(total.slack, f64::max) * 1.01
}

/// The total is said right before the colon, at most a few words away.
fn names_the_whole(lower: &str, total: &Amount, colon: usize, unit: Unit) -> bool {
    let words = lower[total.place.end..colon].split_whitespace().count();
    words <= 4 && (unit != Unit::Things || words >= 1)
}

fn items(list: &str) -> Vec<&str> {
    // A sentence that goes on after the list is no list.
    if list.contains([';', ':', '(', '—', '.']) && list.contains(';') {
        return list.split(';').map(str::trim).collect();
    }
    list.split(", ")
        .flat_map(|item| item.split(" and "))
        .map(|item| item.trim().trim_start_matches("and "))
        .filter(|item| !item.is_empty())
        .collect()
}

static TOGETHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:,\x20|\x20|\()(?:together|in\x20total|in\x20all|altogether|a\x20total\x20of|which\x20makes|adding\x20up\x20to|which\x20add\x20up\x20to|for\x20a\x20total\x20of|making)\x20$",
    )
});

/// What stands in the sentence comes on top of what was said before, so its amounts are not all.
static ON_TOP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:another|further|additional|additionally|more|also|besides|on\x20top)\b")
});

/// "£420,000, £140,000 and £90,000, together £640,000".
fn together(lower: &str, said: &[Amount]) -> Option<Wrong> {
    let at = said
        .iter()
        .position(|amount| TOGETHER.is_match(&lower[..amount.place.start]))?;
    let total = &said[at];
    let parts: Vec<&Amount> = said[..at]
        .iter()
        .filter(|part| part.unit == total.unit)
        .collect();
    if parts.len() < 2
        || matches!(total.unit, Unit::Percent | Unit::Times | Unit::Things)
        || parts.len() != at
        || parts.iter().any(|part| part.high.is_some())
        || ON_TOP.is_match(&lower[..total.place.start])
    {
        return None;
    }
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let slack = rounding(total, &parts);
    ((sum - total.value).abs() > slack + 1e-6 * sum).then(|| Wrong {
        place: total.place.clone(),
        remark: format!("I make it {}.", spoken(sum, total.unit)),
    })
}

static REST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:the\x20(?:other|remaining)|the\x20rest,?(?:\x20which\x20is)?|the\x20remainder,?)\x20$",
    )
});
static SPLIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:split|breakdown|divided|made\x20up\x20of|shares?\x20(?:is|are)|mix\x20is|consists\x20of)\b",
    )
});
static PEOPLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\x20of\x20(?:all\x20|our\x20|the\x20|these\x20|their\x20){0,2}(?:[a-z-]+\x20)?(?:customers|users|people|teams|companies|practices|employees|patients|respondents|directors|members|visitors|schools|shops|stores|households)\b",
    )
});

/// Shares of one whole that make more or less than all of it.
fn whole(lower: &str, said: &[Amount]) -> Option<Wrong> {
    let shares: Vec<&Amount> = said
        .iter()
        .filter(|amount| amount.unit == Unit::Percent)
        .collect();
    if let Some(too_big) = shares
        .iter()
        .find(|share| share.value > 100.0 && PEOPLE.is_match(&lower[share.place.end..]))
    {
        return Some(Wrong {
            place: too_big.place.clone(),
            remark: "More than all of them?".to_owned(),
        });
    }
    let sum: f64 = shares.iter().map(|share| share.value).sum();
    let is_off = (sum - 100.0).abs() > 1.5;
    let last = shares.last()?;
    let names_rest = shares.len() >= 2 && REST.is_match(&lower[..last.place.start]);
    let splits = shares.len() >= 3 && SPLIT.is_match(lower);
    (is_off && (names_rest || splits)).then(|| Wrong {
        place: last.place.clone(),
        remark: format!("These make {} %.", rounded(sum)),
    })
}

fn rounded(percent: f64) -> String {
    format!("{}", percent.round())
}

fn spoken(sum: f64, unit: Unit) -> String {
    use super::numbers::Currency;
    let digits = grouped(sum);
    match unit {
        Unit::Money(Currency::Pound) => format!("£{digits}"),
        Unit::Money(Currency::Dollar) => format!("${digits}"),
        Unit::Money(Currency::Euro) => format!("€{digits}"),
        Unit::Money(Currency::Yen) => format!("¥{digits}"),
        _ => digits,
    }
}

fn grouped(value: f64) -> String {
    let whole = format!("{:.0}", value.abs().trunc());
    let mut out = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    let cents = (value.fract() * 100.0).round();
    if cents > 0.0 {
        out.push_str(&format!(".{cents:02.0}"));
    }
    out
}
