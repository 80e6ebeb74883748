//! What a paragraph does in a press release that has no headings.
//! Looks at order, quotations, datelines and the words that problems and solutions are told in.

use super::prose::{Passage, count_words};
use super::speaker::{Company, Speaker, attribution, speaker};
use regex::Regex;
use std::sync::LazyLock;

/// The parts that the press prints: the roles that a paragraph of a press release can have.
pub(crate) const RELEASE_ROLES: [&str; 9] = [
    "headline",
    "subheading",
    "summary",
    "problem",
    "solution",
    "leader-quote",
    "how-it-works",
    "customer-quote",
    "call-to-action",
];

/// A block of a press release that no heading names.
#[derive(Clone, Debug)]
pub(crate) struct Loose<'a> {
    /// Its place among the blocks of the text.
    pub block: usize,
    /// The block of the heading in the writer's own words right above it, and those words.
    pub heading: Option<(usize, &'a str)>,
    /// Its words without marks; of all its paragraphs.
    pub words: String,
    /// Its only paragraph, if it is one or quotes one.
    pub passage: Option<&'a Passage>,
    /// Whether it is a list or table, which belongs to the paragraph before it.
    pub continues: bool,
    /// The role of the template part whose guidance it still is.
    pub guidance: Option<&'static str>,
    /// Whether the whole paragraph is emphasised.
    pub emphasised: bool,
}

/// A press release as far as headings have told it.
pub(crate) struct Told<'a> {
    /// The headline's words, if a heading holds it.
    pub headline: Option<&'a str>,
    /// The first block of a part that is neither headline nor subheading and has a heading.
    pub body: usize,
    /// Whether a part with its own heading says it already.
    pub has: &'a dyn Fn(&str) -> bool,
}

/// Returns a role for each block, or `None` where it plays none.
pub(crate) fn roles(blocks: &[Loose<'_>], told: &Told<'_>) -> Vec<Option<&'static str>> {
    let mut cast = Cast::new(blocks, told);
    for index in 0..blocks.len() {
        let role = cast.role(index);
        cast.given.push(role);
    }
    cast.given
}

struct Cast<'a> {
    blocks: &'a [Loose<'a>],
    told: &'a Told<'a>,
    given: Vec<Option<&'static str>>,
    company: Company,
    product: Vec<String>,
    /// The product's name where a headline quotes it, as Japanese and Korean ones do.
    quoted_product: Option<String>,
    /// The name that the opening paragraph announces, in lower case.
    announced: Option<String>,
    /// Set once boilerplate such as "About the company" has begun.
    over: bool,
}

impl<'a> Cast<'a> {
    fn new(blocks: &'a [Loose<'a>], told: &'a Told<'a>) -> Cast<'a> {
        let opening: Vec<&str> = blocks
            .iter()
            .filter(|block| !block.continues)
            .take(3)
            .map(|block| block.words.as_str())
            .collect();
        let headline = told
            .headline
            .or(opening.first().copied())
            .unwrap_or_default();
        let mut sources = vec![headline];
        sources.extend(
            opening
                .iter()
                .filter(|words| is_dateline(words) || announces(words)),
        );
        Cast {
            blocks,
            told,
            given: Vec::new(),
            company: Company::announced_in(&sources),
            product: product_words(headline),
            quoted_product: quoted_product(headline),
            announced: sources[1..].iter().find_map(|words| announced_name(words)),
            over: false,
        }
    }

    fn has(&self, role: &str) -> bool {
        self.given.contains(&Some(role)) || (self.told.has)(role)
    }

    fn previous(&self) -> Option<&'static str> {
        self.given.last().copied().flatten()
    }

    fn role(&mut self, index: usize) -> Option<&'static str> {
        let block = &self.blocks[index];
        if block.guidance.is_none() && self.given.iter().all(Option::is_none) && is_note(block) {
            return None;
        }
        if self.over || is_boilerplate(&block.words) {
            self.over = true;
            return None;
        }
        if block.guidance.is_some() {
            return block.guidance;
        }
        if block.continues {
            return self.previous().filter(|role| !role.ends_with("quote"));
        }
        if self.told.headline.is_none()
            && !self.has("headline")
            && self.given.iter().all(Option::is_none)
            && is_headline(block)
        {
            return Some("headline");
        }
        if let Some(role) = self.quotation(block) {
            return Some(role);
        }
        // What a release tells under its own headings after the invitation is no part of it.
        if block.heading.is_some() && self.has("call-to-action") && self.has("solution") {
            self.over = true;
            return None;
        }
        if self.is_subheading(index) {
            return Some("subheading");
        }
        if !self.has("summary") && self.is_opening(index) {
            return Some("summary");
        }
        if self.previous() == Some("summary") && is_only_dateline(&self.blocks[index - 1].words) {
            return Some("summary");
        }
        if let Some(role) = self.beginning_or_end(index) {
            return Some(role);
        }
        Some(self.problem_or_solution(block))
    }

    /// Whether nothing was told before this block, or it is the dateline that was missing.
    fn is_opening(&self, index: usize) -> bool {
        let block = &self.blocks[index];
        let told = |role: &Option<&str>| matches!(role, Some("problem" | "solution"));
        let first = !self.given.iter().any(told) && block.block < self.told.body;
        first || is_dateline(&block.words)
    }

    fn quotation(&self, block: &Loose<'_>) -> Option<&'static str> {
        let said_by = attribution(block.passage?)?;
        Some(match speaker(&said_by, &self.company) {
            Speaker::Leader => "leader-quote",
            Speaker::Customer => "customer-quote",
            Speaker::Unclear if self.has("leader-quote") => "customer-quote",
            Speaker::Unclear => "leader-quote",
        })
    }

    /// One sentence between the headline and the paragraph that announces.
    fn is_subheading(&self, index: usize) -> bool {
        let block = &self.blocks[index];
        let follows_headline = match index {
            0 => self.told.headline.is_some(),
            _ => self.previous() == Some("headline"),
        };
        if !follows_headline || self.has("subheading") || is_dateline(&block.words) {
            return false;
        }
        let words = length(&block.words);
        let sentences = block.passage.map_or(1, |passage| passage.sentences.len());
        if words > 45 || sentences > 2 {
            return false;
        }
        let next = self.blocks.get(index + 1).filter(|next| !next.continues);
        block.emphasised
            || next.is_some_and(|next| sentences == 1 && is_dateline(&next.words))
            || (sentences == 1
                && !announces(&block.words)
                && next.is_some_and(|next| announces(&next.words)))
    }

    fn beginning_or_end(&self, index: usize) -> Option<&'static str> {
        let block = &self.blocks[index];
        let told = self.has("solution") || self.has("problem");
        let last = self.blocks[index + 1..]
            .iter()
            .all(|later| is_boilerplate(&later.words));
        let sentences = block.passage.map_or(1, |passage| passage.sentences.len());
        let address = ADDRESS.is_match(&block.words);
        let begins = BEGINS.is_match(block.words.trim_start());
        let invites = INVITES.is_match(&block.words) && (address || length(&block.words) <= 30);
        if !told {
            return None;
        }
        if begins
            && !(last && sentences == 1 && address)
            && !LEARN_MORE.is_match(block.words.trim_start())
        {
            return Some("how-it-works");
        }
        if last && address && sentences <= 2 && length(&block.words) <= 45 {
            return Some("call-to-action");
        }
        if !invites
            && !self.has("how-it-works")
            && self.follows_the_promise()
            && (is_procedure(&block.words) || self.is_between_voices(index))
        {
            return Some("how-it-works");
        }
        let late = last
            || self
                .given
                .iter()
                .flatten()
                .any(|role| role.ends_with("quote"))
            || address;
        let short = sentences <= 4 && length(&block.words) <= 70;
        (invites && late && short).then_some("call-to-action")
    }

    /// Whether a solution or a quotation was the last that was said: then a release tells how
    /// one begins.
    fn follows_the_promise(&self) -> bool {
        self.has("solution")
            && self
                .previous()
                .is_some_and(|role| role == "solution" || role.ends_with("quote"))
    }

    /// Whether it stands alone between the leader's words and those of a customer: there a release
    /// tells how one begins, whatever words it uses.
    fn is_between_voices(&self, index: usize) -> bool {
        let block = &self.blocks[index];
        let next = self.blocks.get(index + 1);
        let voice = next.and_then(|next| self.quotation(next));
        self.has("problem")
            && self.previous() == Some("leader-quote")
            && voice == Some("customer-quote")
            && !TURNS.is_match(&block.words.trim_start().to_lowercase())
    }

    fn problem_or_solution(&self, block: &Loose<'_>) -> &'static str {
        let words = block.words.to_lowercase().replace('’', "'");
        let heading = block.heading.map(|(_, words)| section(words));
        if let Some(Some(role)) = heading {
            return role;
        }
        let mut problem = PROBLEM.find_iter(&words).count().min(4) as i32;
        let mut solution = 2 * SOLUTION.find_iter(&words).count().min(3) as i32;
        if NOBODY.is_match(words.trim_start()) {
            problem += 3;
        }
        if TURNS.is_match(words.trim_start()) {
            solution += 3;
        }
        let start: Vec<&str> = words
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .take(7)
            .collect();
        let named = self
            .product
            .iter()
            .filter(|name| start.contains(&name.as_str()))
            .count();
        let beginning: String = words.chars().take(18).collect();
        if self
            .quoted_product
            .as_deref()
            .is_some_and(|name| beginning.contains(name))
        {
            solution += 4;
        }
        if named > 0 && named * 2 > self.product.len() {
            // The product as the subject of the first sentence is what a solution begins with.
            let after_with = usize::from(matches!(
                start.first(),
                Some(&("with" | "using" | "through"))
            ));
            let leads = start
                .get(after_with)
                .is_some_and(|word| self.product.iter().any(|name| name == word));
            solution += if leads { 4 } else { 2 };
        }
        let subject = words
            .trim_start()
            .trim_start_matches("with ")
            .trim_start_matches("the ");
        let leads = |name: &str| {
            let rest = subject.strip_prefix(name)?;
            Some(!rest.starts_with(char::is_alphanumeric))
        };
        if self.announced.as_deref().and_then(leads) == Some(true) {
            solution += 4;
        }
        match self.previous() {
            // A heading begins something else.
            _ if block.heading.is_some() => {}
            // Releases seldom go back to the problem, and then say so plainly.
            Some("solution") => solution += 2,
            Some("problem") => problem += 1,
            _ if self.has("solution") => solution += 1,
            _ => problem += 2,
        }
        if problem > solution || (problem == solution && !self.has("solution")) {
            "problem"
        } else {
            "solution"
        }
    }
}

/// Tells from a heading in the writer's own words whether it hurts or helps: "What hurts today",
/// "How Acorn ends this".
pub(super) fn section(heading: &str) -> Option<&'static str> {
    let words = heading.to_lowercase().replace('’', "'");
    match (HURTS.is_match(&words), HELPS.is_match(&words)) {
        (true, false) => Some("problem"),
        (false, true) => Some("solution"),
        _ => None,
    }
}

/// Tells whether a paragraph goes through what somebody does: at least two steps, and an order or
/// a duration.
fn is_procedure(words: &str) -> bool {
    let steps = STEP.find_iter(words).count();
    let orders = SEQUENCE.find_iter(words).count();
    (steps >= 2 && orders >= 1) || (steps >= 1 && orders >= 2)
}

macro_rules! pattern {
    ($name:ident, $pattern:expr) => {
        static $name: LazyLock<Regex> =
            LazyLock::new(|| Regex::new($pattern).expect("a fixed pattern"));
    };
}

pattern!(
    PROBLEM,
    r"\b(waste[sd]?|wasting|los(e|es|t|ing)|hard|harder|cannot|can't|could not|don't|do not|doesn't|there (is|are) no|tedious|forced|wait(s|ed|ing)?|miss(ed|es|ing)?|hidden|scattered|never|expensive|costly|nobody|no one|need|needs|however|until now|wrong|by hand|too (many|much|late|long|few)|unused|empty)\b|\b(difficult|struggl|lack|slow|frustrat|pain|problem|inefficien|delay|error|manual|fail|worr|guess|forget|forgot)|困|できない|できません|できず|しかな|かかり|かかる|無駄|失|難し|手間|負担|待た|待つ|待ち|捨て|足り|間に合|不便|悩|諦め|忘れ|遅|어렵|힘들|없다|없는|못한|못하|못해|버려|버린|잃|낭비|기다린|기다려|불편|걸린|걸리|수밖에|늦|놓치|모른|부족|부담|손으로"
);
pattern!(
    SOLUTION,
    r"\b(solves?|provides?|automatically|lets|enables?|allows?|simplif\w+|will (reduce|help|make|get|give|highlight|prevent|let|show|bring|end)|helps|can now|no longer|instead of|is creating|was built|replaces|takes care|with one)\b|自動|できるように|可能|不要|減ら|解決|代わりに|だけで|知らせ|届け|済みます|済むよう|자동|할 수 있|덕분|줄인|줄여|해결|대신|필요 없|필요가 없|알려|만으로|도와|찾아 준"
);
pattern!(
    NOBODY,
    r"^(few|no one|nobody|there (is|are) no|most \w+ (do not|don't|cannot|can't)|today,? |every (day|week|month|year)|誰も|多くの|아무도|많은 )"
);
pattern!(
    TURNS,
    r"^(that's why|that is why|this is why|to solve|to address|to fix|to end|introducing|enter |now,? |with [\w'-]+,|to (this|these) |そこで|これを|이를 |그래서 )"
);
pattern!(
    HURTS,
    r"\b(hurts?|aches?|wrong|broken|burden|costs us|today|until now|so far|before|too (much|many|late|little|long|slow)|nobody|no one|cannot|can't|told us|heard|stuck|trouble|waste|loses?|lost|why now)\b|困|힘든|문제"
);
pattern!(
    HELPS,
    r"^(what|how) .*\b(does|do|did|solves?|changes?|ends?|fixes|fix|helps?|answers?|takes? away|puts? (it|this) right|makes? (it|this) better|brings?|built|offers?|differs?)\b|^(our|a|the|one) (answer|way|remedy|cure|idea)\b|^what (is|gets) (new|better|different)|^(enter|meet|introducing) "
);
// "An attendee of a meet-up starts by": words without marks, as thirty times `\w` is slow to compile.
pattern!(
    BEGINS,
    r"(?i)^(to (use|get started|begin|start|join|enrol|enroll|set up|try|order|book)\b|getting started|get started|starting |setting up|set-?up |signing up|using \w+ is|it works|how it works|once (you|they|a|an|the|installed|signed)|first,|customers? (simply|just|start|begin|sign|open|download)|users? (simply|just|start|begin|sign|open|download)|an? [^.,:;!?()“”—]{3,30} (starts|begins|signs up) (by|with|in|at)|\w+s (simply |just |can )?(sign (up|in)|enrol|enroll|register|download|log in|install|subscribe|start (by|with))\b|on the first (day|morning)|使い方は|使い始め|始め方|始めるには|利用するには|使うには|利用者はまず|まず、?|最初に|初日|登録は|ご利用は|お申し込みは|申し込みは|시작하려면|사용하려면|이용하려면|쓰려면|먼저 |처음 |첫날|가입은|가입하|이용 방법|사용 방법)"
);
pattern!(
    STEP,
    r"(?i)\b(signs? (up|in)|orders?|books?|scans?|picks?|chooses?|types?|uploads?|connects?|downloads?|opens? (the|an?|its|their)|press(es)?|taps?|clicks?|sends? (the|an?|in)|brings?|draws?|enters?|fills? in|points?|plugs?|installs?|hangs?|takes? (a picture|it|them)|answers?|confirms?|hands?|waits?)\b"
);
pattern!(
    SEQUENCE,
    r"(?i)\b(then|first|next|after that|afterwards|finally|at the end|by (four|five|six|noon|the next)|before (six|seven|eight|nine|noon)|the (same|next) (day|morning|evening|week)|(in|after|takes?|within) (about |less than |under )?(\d+|one|two|three|four|five|six|ten|twelve|fifteen|twenty|thirty|a few) (seconds|minutes?|hours?|days?))\b"
);
pattern!(
    INVITES,
    r"(?i)\b(learn more|find out more|for more information|more information|visit|sign up|register|available (now|today|free|at|on|from|for)|go to|head to|try it|free trial|order|download|book a|start at|join at|contact|find (the|your|a) )\b|詳しくは|詳細は|ご確認ください|お試しください|お申し込み|申し込|ご覧|予約|お問い合わせ|登録|ダウンロード|자세한|신청|방문|예약|문의|가입|확인할 수|다운로드"
);
pattern!(
    LEARN_MORE,
    r"(?i)^(to|for) (learn|find out|read|know|more)\b"
);
pattern!(
    ADDRESS,
    r"(?i)(x{8,}|\b[\w.-]+\.(com|org|io|net|dev|app|co|eu|uk|de|foundation|example|test|coop|health)\b|\b[\w.]+@[\w.]+|\d{3}[ -]\d{3,4}[ -]?\d{2,4})"
);
pattern!(
    DATE,
    r"(?i)(?:\b((jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.? \d{1,2}(st|nd|rd|th)?,? (19|20)\d\d|\d{1,2}(st|nd|rd|th)? (jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?,? (19|20)\d\d|(19|20)\d\d-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](19|20)\d\d|(january|february|march|april|may|june|july|august|september|october|november|december),? (19|20)\d\d|(19|20)\d\d年|(19|20)\d\d년)|(19|20)\d\d(年|년)( ?\d{1,2}(月|월)( ?\d{1,2}(日|일))?)?)"
);
pattern!(
    ANNOUNCING,
    r"(?i)\b(announce[sd]?|launch(es|ed)?|introduce[sd]?|release[sd]?|unveil(s|ed)?|opens?|opened|debut(s|ed)?|today|now)\b|発表|発売|開始|公開|リリース|始め|オープン|導入|開業|本日|출시|발표|공개|선보|시작|도입|오늘"
);
pattern!(
    BOILERPLATE,
    r"(?i)^\s*(about [A-Z]|media contact|press contact|contact:|###|# # #|-30-|notes to editors)"
);

fn first_chars(words: &str, count: usize) -> String {
    words.trim_start().chars().take(count).collect()
}

/// Tells whether a paragraph begins with a place and a date, before a dash or colon.
pub(crate) fn is_dateline(words: &str) -> bool {
    let start = first_chars(words, 110);
    let Some(date) = DATE.find(&start) else {
        let city = first_chars(words, 50);
        let city = city.replace(" - ", " – ");
        return city.split(['—', '–']).next().is_some_and(|city_name| {
            city.len() > city_name.len()
                && city_name
                    .trim()
                    .chars()
                    .filter(|c| c.is_alphabetic())
                    .count()
                    >= 3
                && city_name
                    .split(',')
                    .next()
                    .is_some_and(|name| name.chars().all(|c| !c.is_lowercase()))
        });
    };
    if date.as_str().contains(['年', '년']) {
        return is_asian_dateline(&start[..date.start()], &start[date.end()..]);
    }
    let before = &start[..date.start()];
    let after = start[date.end()..].trim_start_matches([' ', ')', ']', '.', '*', '/']);
    let separated =
        after.is_empty() || after.starts_with(['—', '–', '-', ':', '|']) || after.starts_with("x");
    separated && before.split_whitespace().count() <= 8
}

/// "仙台、2027年4月12日 — …", "2027年4月12日、仙台 — …", "[부산=2027년 6월 2일] …".
fn is_asian_dateline(before: &str, after: &str) -> bool {
    let place: String = after.chars().take(14).collect();
    let ends = |c: char| {
        matches!(
            c,
            '—' | '–' | '―' | '-' | ':' | '：' | '|' | '】' | ')' | '）' | ']' | '\u{3000}'
        )
    };
    before.chars().count() <= 24
        && !before.contains(['。', '.'])
        && place
            .find(ends)
            .is_some_and(|end| !place[..end].contains(['は', '。', '에']))
}

fn is_only_dateline(words: &str) -> bool {
    let rest = DATE.find(words).map_or(words, |date| &words[date.end()..]);
    is_dateline(words) && count_words(rest) == 0
}

fn announces(words: &str) -> bool {
    let start = first_chars(words, 220);
    ANNOUNCING.is_match(&start)
        && (DATE.is_match(&start)
            || ["today", "本日", "오늘"]
                .iter()
                .any(|word| start.to_lowercase().contains(word)))
}

/// Tells whether words say where to go: a site, an address for mail, a telephone number.
pub(crate) fn gives_address(words: &str) -> bool {
    ADDRESS.is_match(words)
}

/// Tells whether a paragraph is nothing but a note in brackets, such as the place of a logo.
fn is_note(block: &Loose<'_>) -> bool {
    let words = block.words.trim();
    words.starts_with('[') && words.find(']') == Some(words.len() - 1)
}

fn is_boilerplate(words: &str) -> bool {
    BOILERPLATE.is_match(words)
}

/// Counts words, two characters of a script without spaces as one.
fn length(words: &str) -> usize {
    let asian = words
        .chars()
        .filter(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'))
        .count();
    count_words(words) - asian / 2
}

/// Tells whether a paragraph below another part's heading is plainly one that no heading names:
/// `lacks` says whether a role has no heading anywhere.
pub(crate) fn leads_elsewhere(words: &str, role: &str, lacks: &dyn Fn(&str) -> bool) -> bool {
    let start = words.trim_start().to_lowercase();
    match role {
        "problem" if lacks("solution") && TURNS.is_match(&start) => true,
        "solution" if lacks("how-it-works") && BEGINS.is_match(&start) => true,
        "call-to-action" | "how-it-works" => false,
        _ => {
            lacks("call-to-action")
                && INVITES.is_match(words)
                && ADDRESS.is_match(words)
                && length(words) <= 40
        }
    }
}

fn is_headline(block: &Loose<'_>) -> bool {
    let words = length(&block.words);
    let ends = block.words.trim_end().ends_with(['.', '。', ':']);
    let one = block
        .passage
        .is_none_or(|passage| passage.sentences.len() <= 1);
    (1..=30).contains(&words) && one && (block.emphasised || !ends) && !is_dateline(&block.words)
}

/// Returns what a Japanese or Korean headline puts into quotation marks: the product.
fn quoted_product(headline: &str) -> Option<String> {
    [
        ('「', '」'),
        ('『', '』'),
        ('‘', '’'),
        ('“', '”'),
        ('\'', '\''),
    ]
    .into_iter()
    .find_map(|(open, close)| {
        let start = headline.find(open)? + open.len_utf8();
        let end = start + headline[start..].find(close)?;
        let name = headline[start..end].trim().to_lowercase();
        (!name.is_ascii() && name.chars().count() <= 16).then_some(name)
    })
}

/// Returns the name that "today opened Night Post, a courier" announces, in lower case.
fn announced_name(words: &str) -> Option<String> {
    const VERBS: [&str; 10] = [
        "announced",
        "announces",
        "launched",
        "launches",
        "introduced",
        "introduces",
        "released",
        "releases",
        "opened",
        "unveiled",
    ];
    let mut after = words
        .split_whitespace()
        .skip_while(|word| !VERBS.contains(word))
        .skip(1);
    let mut name: Vec<String> = Vec::new();
    let first =
        after.find(|word| !matches!(*word, "a" | "an" | "the" | "its" | "today" | "new"))?;
    for word in std::iter::once(first).chain(after) {
        let bare = word.trim_end_matches([',', '.', ':', ';']);
        if !bare.starts_with(char::is_uppercase) {
            break;
        }
        name.push(bare.to_lowercase());
        if bare.len() < word.len() {
            break;
        }
    }
    (!name.is_empty()).then(|| name.join(" "))
}

/// Returns the words by which a headline names the product, in lower case.
pub(crate) fn product_words(headline: &str) -> Vec<String> {
    let words: Vec<&str> = headline.split_whitespace().collect();
    let verb = words.iter().position(|word| ANNOUNCING.is_match(word));
    let after = verb.map_or(0, |verb| verb + 1);
    let capitals = words
        .iter()
        .filter(|word| word.starts_with(char::is_uppercase))
        .count();
    let shouting = capitals * 10 >= words.len() * 8;
    const PLAIN: [&str; 14] = [
        "the", "and", "for", "with", "their", "its", "new", "first", "from", "that", "your", "our",
        "more", "time",
    ];
    words
        .get(after..)
        .unwrap_or_default()
        .iter()
        .take_while(|word| !word.ends_with(',') || !shouting)
        .take_while(|word| {
            !matches!(
                word.to_lowercase().as_str(),
                "to" | "so" | "helping" | "which"
            )
        })
        .filter(|word| shouting || word.starts_with(char::is_uppercase))
        .flat_map(|word| word.split(|c: char| !c.is_alphanumeric()))
        .map(str::to_lowercase)
        .filter(|word| word.chars().count() >= 3 && !PLAIN.contains(&word.as_str()))
        .take(6)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines() {
        for words in [
            "Seattle, WA — August 12, 2025 — FakeCo today announced",
            "LEEDS, 9 March 2027 — Tidewell today launched",
            "BERLIN — Acorn opens",
            "Oslo (2027-03-09): Acorn opens",
            "(Leeds, 9 March 2027) – Acorn",
        ] {
            assert!(is_dateline(words), "{words}");
        }
        for words in [
            "In August 2022, the Foundation released its catalog of patterns.",
            "Directors lose eleven hours a week — every week",
        ] {
            assert!(!is_dateline(words), "{words}");
        }
    }

    #[test]
    fn product_names() {
        assert_eq!(
            product_words("Tidewell launches Fill, which fills gaps"),
            ["fill"]
        );
        assert_eq!(
            product_words("THE GSF RELEASES STATE OF GREEN SOFTWARE REPORT TO SURFACE X"),
            ["state", "green", "software", "report"]
        );
    }
}
