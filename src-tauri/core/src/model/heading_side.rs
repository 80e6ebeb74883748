//! Whose questions, or whose words, a heading announces: those of customers or of colleagues.
//! Looks at a heading's words alone; what stands below it is none of its business.

use super::Side;

/// Whose words a heading above a quotation announces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    Leader,
    Customer,
    /// Somebody whose side only the document can tell.
    Named(String),
}

/// People inside a company, and words that only they are called by.
const INSIDE: [&str; 35] = [
    "internal",
    "internally",
    "inside",
    "in-house",
    "stakeholder",
    "stakeholders",
    "technical",
    "team",
    "teams",
    "colleague",
    "colleagues",
    "engineering",
    "engineers",
    "business",
    "company",
    "staff",
    "finance",
    "sales",
    "legal",
    "leadership",
    "management",
    "executives",
    "board",
    "investors",
    "sceptics",
    "skeptics",
    "operations",
    "own",
    "내부",
    "사내",
    "관계자",
    "社内",
    "内部",
    "社員",
    "経営",
];

/// People outside it, and words that only they are called by.
const OUTSIDE: [&str; 32] = [
    "customer",
    "customers",
    "customer's",
    "external",
    "externally",
    "outside",
    "public",
    "user",
    "users",
    "press",
    "journalists",
    "buyers",
    "clients",
    "visitors",
    "readers",
    "members",
    "subscribers",
    "patients",
    "parents",
    "guests",
    "passengers",
    "tenants",
    "everyone",
    "고객",
    "외부",
    "사용자",
    "이용자",
    "顧客",
    "お客",
    "外部",
    "利用者",
    "ユーザー",
];

/// Rooms and functions of a company that ask; as topics they are nobody's.
const FUNCTIONS: [&str; 29] = [
    "us",
    "ourselves",
    "insiders",
    "support",
    "product",
    "security",
    "procurement",
    "purchasing",
    "marketing",
    "hr",
    "accounting",
    "controlling",
    "compliance",
    "counsel",
    "lawyers",
    "treasurer",
    "depot",
    "warehouse",
    "factory",
    "bakehouse",
    "plant",
    "committee",
    "trustees",
    "directors",
    "managers",
    "shareholders",
    "logistics",
    "production",
    "design",
];

/// Returns the people that "For customers", "Asked by the depot" and "Q&A for museums" name.
fn audience(normal: &str) -> Option<&str> {
    const FORMS: [&str; 12] = [
        "for ",
        "from ",
        "asked by ",
        "asked in ",
        "questions from ",
        "questions by ",
        "questions of ",
        "questions for ",
        "questions asked by ",
        "q&a for ",
        "q&a with ",
        "faq for ",
    ];
    let form = FORMS.iter().find_map(|form| normal.strip_prefix(form))?;
    let people = form.strip_prefix("the ").unwrap_or(form);
    let fits = people.split_whitespace().count() <= 7 && !people.ends_with(['?', '？']);
    fits.then_some(people)
}

/// Tells whose questions a heading announces that names an audience and nothing else;
/// `uses` says whether the release calls its customer by a word.
pub(super) fn audience_side(normal: &str, uses: &dyn Fn(&str) -> bool) -> Option<Side> {
    let people = audience(normal)?;
    let inside = names(people, &INSIDE) || names(people, &FUNCTIONS);
    let last = people.rsplit(' ').next().unwrap_or_default();
    match (names(people, &OUTSIDE), inside) {
        (true, false) => Some(Side::Customer),
        (false, true) => Some(Side::Internal),
        // "For customer support".
        (true, true) if INSIDE.contains(&last) || FUNCTIONS.contains(&last) => Some(Side::Internal),
        (true, true) => None,
        (false, false) => uses(last).then_some(Side::Customer),
    }
}

fn names(normal: &str, people: &[&str]) -> bool {
    let mut words = normal.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'')));
    people
        .iter()
        .filter(|word| !word.is_ascii())
        .any(|word| normal.contains(word))
        || words.any(|word| people.contains(&word))
}

/// Tells whose questions a heading opens; `Some(Side::Unknown)` when it opens an FAQ and does not
/// say whose, `None` when it opens none.
pub(super) fn faq_side(normal: &str) -> Option<Side> {
    let words = normal.split_whitespace().count();
    if words > 9 || normal.ends_with(['?', '？']) {
        return None;
    }
    let faq = is_faq(normal);
    if !faq && (!is_about_questions(normal) || waits(normal)) {
        return None;
    }
    if let Some(side) = audience_side(normal, &|_| false) {
        return Some(side);
    }
    match (names(normal, &OUTSIDE), names(normal, &INSIDE)) {
        (true, false) => Some(Side::Customer),
        (false, true) => Some(Side::Internal),
        _ if faq || normal == "questions" => Some(Side::Unknown),
        // "What tenants will ask": somebody asks, and the other side's heading tells who.
        (false, false) if is_asked_by_people(normal) => Some(Side::Unknown),
        _ => None,
    }
}

/// Tells whether a heading announces questions that wait for the room, which are no FAQ.
pub(super) fn waits(normal: &str) -> bool {
    const WAITING: [&str; 9] = [
        "open",
        "unresolved",
        "unanswered",
        "outstanding",
        "remaining",
        "discussion",
        "discuss",
        "research",
        "decide",
    ];
    names(normal, &WAITING)
}

fn is_faq(normal: &str) -> bool {
    const FAQ: [&str; 9] = [
        "faq",
        "frequently asked",
        "q&a",
        "questions and answers",
        "よくある質問",
        "よくあるご質問",
        "想定問答",
        "자주 묻는 질문",
        "자주 하는 질문",
    ];
    FAQ.iter().any(|name| {
        normal.find(name).is_some_and(|place| {
            // "PR-FAQ" and "PR/FAQ" name a document.
            !normal[..place]
                .ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/'))
        })
    })
}

/// "Questions from the board", "What customers will ask", "社内の質問", "고객 질문".
fn is_about_questions(normal: &str) -> bool {
    let mut words = normal.split(|c: char| !c.is_alphanumeric());
    words.any(|word| matches!(word, "questions" | "質問" | "질문"))
        || is_asked_by_people(normal)
        || normal.ends_with("質問")
        || normal.ends_with("질문")
}

fn is_asked_by_people(normal: &str) -> bool {
    let asking = normal
        .strip_prefix("what ")
        .and_then(|rest| rest.strip_suffix(" ask").or(rest.strip_suffix(" asks")));
    asking.is_some_and(|people| !matches!(people, "we" | "you" | "i" | "do we" | "to"))
        || normal.starts_with("asked by ")
        || normal.starts_with("questions from ")
        || normal.starts_with("questions we expect")
}

/// Tells whose words a heading above a quotation announces, or `None` when it announces none.
pub(super) fn quoted_voice(normal: &str) -> Option<Voice> {
    if normal.split_whitespace().count() > 8 || normal.ends_with(['?', '？']) {
        return None;
    }
    let speaker = speaker_in(normal)?;
    let leads = names(&speaker, &LEADERS) || speaker.split_whitespace().next() == Some("our");
    match (names(&speaker, &OUTSIDE), leads || names(&speaker, &INSIDE)) {
        (true, _) => Some(Voice::Customer),
        // Releases quote one of their own by name or title, and "a driver" from outside.
        (false, false) if speaker.starts_with("a ") || speaker.starts_with("an ") => {
            Some(Voice::Customer)
        }
        (false, true) => Some(Voice::Leader),
        (false, false) if matches!(speaker.as_str(), "" | "a" | "the") => None,
        (false, false) => Some(Voice::Named(speaker)),
    }
}

const LEADERS: [&str; 33] = [
    "us",
    "ourselves",
    "leader",
    "leader's",
    "ceo",
    "cto",
    "coo",
    "founder",
    "founder's",
    "founders",
    "co-founder",
    "chief",
    "executive",
    "spokesperson",
    "president",
    "chair",
    "director",
    "head",
    "owner",
    "manager",
    "us",
    "you",
    "代表",
    "社長",
    "責任者",
    "リーダー",
    "院長",
    "組合長",
    "대표",
    "사장",
    "책임자",
    "원장",
    "리더",
];

/// Returns the words for who speaks in "Quote from X", "X's testimonial", "What X says",
/// "In X's words", "Xの声", "X의 말".
fn speaker_in(normal: &str) -> Option<String> {
    let begins = [
        "quote from ",
        "quote by ",
        "quote of ",
        "quotation from ",
        "quotation of ",
        "testimonial from ",
        "testimonial by ",
        "statement from ",
        "statement by ",
        "a word from ",
        "words from ",
        "words of ",
        "comment from ",
        "a quote from ",
        "a quote by ",
        "voice of ",
    ];
    if let Some(rest) = begins.iter().find_map(|start| normal.strip_prefix(start)) {
        let customer = normal.starts_with("testimonial");
        return Some(if customer {
            format!("customer {rest}")
        } else {
            rest.to_owned()
        });
    }
    let around = [("what ", " says"), ("what ", " say"), ("in ", " words")];
    if let Some(inner) = around
        .iter()
        .find_map(|(start, end)| normal.strip_prefix(start)?.strip_suffix(end))
    {
        let inner = inner.trim_end_matches("'s").trim_end_matches('\'');
        return (inner != "other").then(|| inner.to_owned());
    }
    let ends = [
        " quote",
        " quotation",
        " testimonial",
        " testimonials",
        "の声",
        "の言葉",
        "のことば",
        "のコメント",
        "からの声",
        "의 말",
        "의 한마디",
        " 한마디",
        "의 목소리",
        " 인용",
        " 인용문",
        " 후기",
        " 추천사",
        " 코멘트",
        "의 소리",
    ];
    let (rest, end) = ends
        .iter()
        .find_map(|end| Some((normal.strip_suffix(end)?, *end)))?;
    let customer = end.contains("testimonial") || matches!(end, " 후기" | " 추천사");
    Some(if customer {
        format!("customer {rest}")
    } else {
        rest.trim_end_matches("'s").to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_questions() {
        for (heading, expected) in [
            ("questions from inside the company", Some(Side::Internal)),
            ("what customers will ask", Some(Side::Customer)),
            ("questions from the board", Some(Side::Internal)),
            ("what tenants will ask", Some(Side::Customer)),
            ("what beekeepers will ask", Some(Side::Unknown)),
            ("frequently asked questions", Some(Side::Unknown)),
            ("internal and external faq", Some(Side::Unknown)),
            ("社内よくある質問", Some(Side::Internal)),
            ("고객 질문", Some(Side::Customer)),
            ("asked by night nurses", Some(Side::Unknown)),
            ("asked by the warehouse", Some(Side::Internal)),
            ("q&a for customer support", Some(Side::Internal)),
            ("open questions", None),
            ("questions for discussion", None),
            ("what the market asks of a baker today and tomorrow", None),
            ("who asks questions?", None),
            ("what we ask", None),
            ("survey questions", None),
        ] {
            assert_eq!(faq_side(heading), expected, "{heading}");
        }
    }

    #[test]
    fn audiences() {
        let uses = |word: &str| word == "bakers";
        for (heading, expected) in [
            ("for us", Some(Side::Internal)),
            ("from procurement and the treasurer", Some(Side::Internal)),
            ("for guests", Some(Side::Customer)),
            ("for the bakers", Some(Side::Customer)),
            ("for millers", None),
            ("for how long?", None),
            ("support", None),
        ] {
            assert_eq!(audience_side(heading, &uses), expected, "{heading}");
        }
    }

    #[test]
    fn whose_words() {
        let named = |name: &str| Some(Voice::Named(name.to_owned()));
        for (heading, expected) in [
            ("quote by our ceo", Some(Voice::Leader)),
            ("what a customer says", Some(Voice::Customer)),
            ("a word from our founder", Some(Voice::Leader)),
            ("quote from moor & vale", named("moor & vale")),
            ("in a driver's words", Some(Voice::Customer)),
            ("testimonial from a fleet", Some(Voice::Customer)),
            ("利用者の声", Some(Voice::Customer)),
            ("院長の言葉", Some(Voice::Leader)),
            ("고객의 한마디", Some(Voice::Customer)),
            ("대표의 말", Some(Voice::Leader)),
            ("in other words", None),
            ("what we do", None),
            ("how it works", None),
        ] {
            assert_eq!(quoted_voice(heading), expected, "{heading}");
        }
    }
}
