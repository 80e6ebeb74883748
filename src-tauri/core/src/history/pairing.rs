//! Which paragraph of one text became which of the other.
//! The work is bounded: paragraphs are compared with few likely partners, never all with all.

use std::collections::HashMap;
use std::ops::Range;

use super::paragraphs::Paragraph;
use super::words::{Token, Vocabulary, count, matches};

/// Two paragraphs of one place in the text are one rewritten from this share of common words.
const ALIKE_NEARBY: f32 = 0.3;
/// Two paragraphs of different places are one moved and changed from this share.
const ALIKE_ANYWHERE: f32 = 0.6;
/// A neighbour belongs to a divided paragraph from this share of its words.
const SHARE_OF_DIVIDED: f32 = 0.7;
/// Gaps up to this many pairs are compared all with all.
const SMALL_GAP: usize = 64;
/// A word in more paragraphs than this says little about which belong together.
const TELLING: usize = 12;
/// A paragraph that has grown or shrunk more than this many times is another one.
const GROWTH: usize = 8;
/// Neighbours that one divided or joined paragraph takes in on each side.
const PIECES: usize = 16;
/// Partners of one paragraph that are looked at closely.
const CANDIDATES: usize = 4;

/// Paragraphs of `a` that became paragraphs of `b`: one and one, unless one was divided or two
/// were joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub a: Range<usize>,
    pub b: Range<usize>,
    pub fate: Fate,
}

/// What happened to linked paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Equal, in the same order.
    Stays,
    /// Equal, elsewhere.
    Moved,
    /// Alike.
    Changed,
}

/// Links paragraphs; the links come in the order of `b`.
pub(super) fn pair(a: &[Paragraph<'_>], b: &[Paragraph<'_>]) -> Vec<Link> {
    let mut pairing = Pairing::new(a, b);
    pairing.link_equal();
    pairing.link_alike();
    pairing.link_replaced();
    pairing.links()
}

struct Pairing<'p, 't> {
    a: &'p [Paragraph<'t>],
    b: &'p [Paragraph<'t>],
    /// For each paragraph of `a` its partner in `b`, and the way back.
    of_a: Vec<Option<(usize, Fate)>>,
    of_b: Vec<Option<usize>>,
    /// The gap between staying paragraphs in which each stands.
    gap_a: Vec<usize>,
    gap_b: Vec<usize>,
    /// Words of the paragraphs that have no equal; empty for the others.
    bags_a: Vec<Bag>,
    bags_b: Vec<Bag>,
}

impl<'p, 't> Pairing<'p, 't> {
    fn new(a: &'p [Paragraph<'t>], b: &'p [Paragraph<'t>]) -> Self {
        Pairing {
            a,
            b,
            of_a: vec![None; a.len()],
            of_b: vec![None; b.len()],
            gap_a: vec![0; a.len()],
            gap_b: vec![0; b.len()],
            bags_a: Vec::new(),
            bags_b: Vec::new(),
        }
    }

    fn link(&mut self, a: usize, b: usize, fate: Fate) {
        self.of_a[a] = Some((b, fate));
        self.of_b[b] = Some(a);
    }

    fn is_free(&self, a: usize, b: usize) -> bool {
        self.of_a[a].is_none() && self.of_b[b].is_none()
    }

    /// Links equal paragraphs, first those in order, then those that moved.
    fn link_equal(&mut self) {
        let mut numbers = HashMap::new();
        let mut ids = |paragraphs: &[Paragraph<'t>]| -> Vec<u32> {
            paragraphs
                .iter()
                .map(|paragraph| {
                    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                    *numbers.entry(paragraph.key()).or_insert(next)
                })
                .collect()
        };
        let (ids_a, ids_b) = (ids(self.a), ids(self.b));
        for (a, b) in matches(&ids_a, &ids_b) {
            self.link(a, b, Fate::Stays);
        }
        self.number_gaps();
        let mut waiting: HashMap<u32, Vec<usize>> = HashMap::new();
        for b in (0..self.b.len()).rev() {
            if self.of_b[b].is_none() && self.b[b].text.contains(char::is_alphanumeric) {
                waiting.entry(ids_b[b]).or_default().push(b);
            }
        }
        for (a, id) in ids_a.iter().enumerate() {
            if self.of_a[a].is_none()
                && let Some(b) = waiting.get_mut(id).and_then(Vec::pop)
            {
                self.link(a, b, Fate::Moved);
            }
        }
    }

    fn number_gaps(&mut self) {
        let mut gap = 0;
        for (place, partner) in self.gap_a.iter_mut().zip(&self.of_a) {
            *place = gap;
            gap += usize::from(partner.is_some());
        }
        gap = 0;
        for (place, partner) in self.gap_b.iter_mut().zip(&self.of_b) {
            *place = gap;
            gap += usize::from(partner.is_some());
        }
    }

    /// Links paragraphs that share words, the most alike first.
    fn link_alike(&mut self) {
        self.gather_words();
        let mut candidates = self.nearby();
        candidates.extend(self.telling());
        let mut scored: Vec<(f32, usize, usize)> = candidates
            .into_iter()
            .filter_map(|(a, b)| Some((self.likeness(a, b)?, a, b)))
            .collect();
        scored.sort_by(|x, y| {
            let distance = |a: usize, b: usize| self.gap_a[a].abs_diff(self.gap_b[b]);
            (y.0.total_cmp(&x.0))
                .then_with(|| distance(x.1, x.2).cmp(&distance(y.1, y.2)))
                .then_with(|| (x.1, x.2).cmp(&(y.1, y.2)))
        });
        for (_, a, b) in scored {
            if self.is_free(a, b) {
                self.link(a, b, Fate::Changed);
            }
        }
    }

    fn gather_words(&mut self) {
        let mut vocabulary = Vocabulary::default();
        let mut bag = |paragraph: &Paragraph<'t>, is_free: bool| {
            if is_free {
                Bag::of(&vocabulary.tokens(paragraph.text))
            } else {
                Bag::default()
            }
        };
        self.bags_a = (self.a.iter().zip(&self.of_a))
            .map(|(paragraph, partner)| bag(paragraph, partner.is_none()))
            .collect();
        self.bags_b = (self.b.iter().zip(&self.of_b))
            .map(|(paragraph, partner)| bag(paragraph, partner.is_none()))
            .collect();
    }

    /// Pairs of one small gap.
    fn nearby(&self) -> Vec<(usize, usize)> {
        let mut gaps: HashMap<usize, (Vec<usize>, Vec<usize>)> = HashMap::new();
        for a in (0..self.a.len()).filter(|a| self.of_a[*a].is_none()) {
            gaps.entry(self.gap_a[a]).or_default().0.push(a);
        }
        for b in (0..self.b.len()).filter(|b| self.of_b[*b].is_none()) {
            if let Some(gap) = gaps.get_mut(&self.gap_b[b]) {
                gap.1.push(b);
            }
        }
        gaps.into_values()
            .filter(|(a, b)| a.len() * b.len() <= SMALL_GAP)
            .flat_map(|(a, b)| {
                a.into_iter()
                    .flat_map(move |a| b.clone().into_iter().map(move |b| (a, b)))
            })
            .collect()
    }

    /// Pairs that share words which few other paragraphs have.
    fn telling(&self) -> Vec<(usize, usize)> {
        let mut places: HashMap<u32, Vec<usize>> = HashMap::new();
        for (a, bag) in self.bags_a.iter().enumerate() {
            for word in bag.distinct() {
                let places = places.entry(word).or_default();
                if places.len() <= TELLING {
                    places.push(a);
                }
            }
        }
        places.retain(|_, places| places.len() <= TELLING);
        let mut pairs = Vec::new();
        for (b, bag) in self.bags_b.iter().enumerate() {
            let mut shared: HashMap<usize, usize> = HashMap::new();
            for a in bag
                .distinct()
                .filter_map(|word| places.get(&word))
                .flatten()
            {
                *shared.entry(*a).or_default() += 1;
            }
            let mut ranked: Vec<(usize, usize)> = shared.into_iter().collect();
            ranked.sort_by_key(|(a, shared)| (std::cmp::Reverse(*shared), *a));
            pairs.extend(ranked.into_iter().take(CANDIDATES).map(|(a, _)| (a, b)));
        }
        pairs
    }

    /// Returns the share of common words, or `None` when it is too small to be one paragraph.
    fn likeness(&self, a: usize, b: usize) -> Option<f32> {
        let (bag_a, bag_b) = (&self.bags_a[a], &self.bags_b[b]);
        let smaller = bag_a.len().min(bag_b.len());
        if bag_a.len().max(bag_b.len()) > GROWTH * smaller {
            return None;
        }
        let common = bag_a.common(bag_b);
        let share = 2.0 * common as f32 / (bag_a.len() + bag_b.len()).max(1) as f32;
        let is_near = self.gap_a[a] == self.gap_b[b];
        let same_block = self.a[a].block == self.b[b].block;
        let is_grown = same_block && common >= 6 && common * 5 >= smaller * 4;
        let alike = match (is_near, same_block) {
            (true, true) => share >= ALIKE_NEARBY || is_grown,
            _ => share >= ALIKE_ANYWHERE,
        };
        alike.then_some(share)
    }

    /// Links a paragraph that stands alone where another stood alone: it was rewritten.
    fn link_replaced(&mut self) {
        for a in 0..self.a.len() {
            let b = match a.checked_sub(1) {
                None => 0,
                Some(before) => match self.of_a[before] {
                    Some((partner, _)) => partner + 1,
                    None => continue,
                },
            };
            let after_is_next = match self.of_a.get(a + 1) {
                None => b + 1 == self.b.len(),
                Some(partner) => partner.is_some_and(|(partner, _)| partner == b + 1),
            };
            if after_is_next
                && b < self.b.len()
                && self.is_free(a, b)
                && self.a[a].block == self.b[b].block
                && self.bags_a[a].len() > 0
                && self.bags_b[b].len() > 0
            {
                self.link(a, b, Fate::Changed);
            }
        }
    }

    /// Returns the links, each taking in the free neighbours that were part of it.
    fn links(mut self) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        for b in 0..self.b.len() {
            let taken_in = links.last().is_some_and(|link| link.b.contains(&b));
            let Some(a) = self.of_b[b].filter(|_| !taken_in) else {
                continue;
            };
            let Some((_, fate)) = self.of_a[a] else {
                continue;
            };
            let mut link = Link {
                a: a..a + 1,
                b: b..b + 1,
                fate,
            };
            if fate == Fate::Changed {
                self.take_in_neighbours(&mut link);
            }
            links.push(link);
        }
        links
    }

    fn take_in_neighbours(&mut self, link: &mut Link) {
        let (a, b) = (link.a.start, link.b.start);
        let mut rest_of_a = self.bags_a[a].without(&self.bags_b[b]);
        while link.b.end < self.b.len().min(b + PIECES) && self.belongs_b(link.b.end, &rest_of_a) {
            rest_of_a = rest_of_a.without(&self.bags_b[link.b.end]);
            self.of_b[link.b.end] = Some(a);
            link.b.end += 1;
        }
        while link.b.start > b.saturating_sub(PIECES)
            && self.belongs_b(link.b.start - 1, &rest_of_a)
        {
            link.b.start -= 1;
            rest_of_a = rest_of_a.without(&self.bags_b[link.b.start]);
            self.of_b[link.b.start] = Some(a);
        }

        let mut rest_of_b = self.bags_b[b].without(&self.bags_a[a]);
        while link.a.end < self.a.len().min(a + PIECES) && self.belongs_a(link.a.end, &rest_of_b) {
            rest_of_b = rest_of_b.without(&self.bags_a[link.a.end]);
            self.of_a[link.a.end] = Some((b, Fate::Changed));
            link.a.end += 1;
        }
        while link.a.start > a.saturating_sub(PIECES)
            && self.belongs_a(link.a.start - 1, &rest_of_b)
        {
            link.a.start -= 1;
            rest_of_b = rest_of_b.without(&self.bags_a[link.a.start]);
            self.of_a[link.a.start] = Some((b, Fate::Changed));
        }
    }

    fn belongs_b(&self, b: usize, rest: &Bag) -> bool {
        self.of_b[b].is_none() && self.bags_b[b].is_mostly_in(rest)
    }

    fn belongs_a(&self, a: usize, rest: &Bag) -> bool {
        self.of_a[a].is_none() && self.bags_a[a].is_mostly_in(rest)
    }
}

/// The words of a paragraph, sorted, each as often as it stands there.
#[derive(Clone, Debug, Default)]
struct Bag(Vec<u32>);

impl Bag {
    fn of(tokens: &[Token<'_>]) -> Bag {
        let mut words = Vec::with_capacity(count(tokens));
        words.extend(
            tokens
                .iter()
                .filter(|token| token.is_word)
                .map(|token| token.id),
        );
        words.sort_unstable();
        Bag(words)
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    fn distinct(&self) -> impl Iterator<Item = u32> {
        self.0.chunk_by(|x, y| x == y).map(|same| same[0])
    }

    fn common(&self, other: &Bag) -> usize {
        self.len() - self.without(other).len()
    }

    /// Returns the words that `other` lacks.
    fn without(&self, other: &Bag) -> Bag {
        let mut rest = other.0.as_slice();
        let left = self.0.iter().copied().filter(|word| {
            let smaller = rest.iter().take_while(|other| *other < word).count();
            rest = &rest[smaller..];
            match rest.split_first() {
                Some((first, after)) if first == word => {
                    rest = after;
                    false
                }
                _ => true,
            }
        });
        Bag(left.collect())
    }

    fn is_mostly_in(&self, other: &Bag) -> bool {
        let common = self.common(other);
        common >= 3 && common as f32 >= SHARE_OF_DIVIDED * self.len() as f32
    }
}

#[cfg(test)]
mod tests {
    use super::super::paragraphs::paragraphs;
    use super::*;

    #[track_caller]
    fn check(a: &str, b: &str, expected: &[&str]) {
        let links: Vec<String> = pair(&paragraphs(a).0, &paragraphs(b).0)
            .iter()
            .map(|link| format!("{:?} {:?} {:?}", link.a, link.b, link.fate))
            .collect();
        assert_eq!(links, expected);
    }

    #[test]
    fn equal_paragraphs_stay() {
        check(
            "A.\n\nB.",
            "A.\n\nB.",
            &["0..1 0..1 Stays", "1..2 1..2 Stays"],
        );
    }

    #[test]
    fn a_paragraph_that_moved_is_found() {
        check(
            "One is here.\n\nTwo is here.\n\nThree is here.",
            "Three is here.\n\nOne is here.\n\nTwo is here.",
            &["2..3 0..1 Moved", "0..1 1..2 Stays", "1..2 2..3 Stays"],
        );
    }

    #[test]
    fn a_paragraph_that_changed_is_found_among_new_ones() {
        check(
            "Directors lose hours to approvals every week.",
            "A word before.\n\nDirectors lose nine hours to approvals every week.\n\nA word behind.",
            &["0..1 1..2 Changed"],
        );
    }

    #[test]
    fn a_lone_paragraph_in_the_place_of_another_is_a_rewriting() {
        check(
            "# A\n\nNothing stays.\n\n# B",
            "# A\n\nAll words differ.\n\n# B",
            &["0..1 0..1 Stays", "1..2 1..2 Changed", "2..3 2..3 Stays"],
        );
    }

    #[test]
    fn a_divided_paragraph_and_two_joined_ones_are_one_change() {
        let whole = "The hub gives each launch an owner. Nobody waits for nine days any more.";
        let parts = "The hub gives each launch an owner.\n\nNobody waits for nine days any more.";
        check(whole, parts, &["0..1 0..2 Changed"]);
        check(parts, whole, &["0..2 0..1 Changed"]);
    }

    #[test]
    fn words_are_counted_as_often_as_they_stand() {
        let bag = |words: &[u32]| Bag(words.to_vec());
        assert_eq!(bag(&[1, 1, 2]).common(&bag(&[1, 2, 2])), 2);
        assert_eq!(bag(&[1, 1, 2]).without(&bag(&[1, 3])).0, [1, 2]);
    }
}
