//! Proposals that their editor answers late or never. One that is overdue stands in nobody's way:
//! the file is looked at as if there were none, and the writer is asked. The answer still counts
//! when it comes, for as long as it is about the same text.

use super::Tick;
use super::desk::Desk;
use super::events::What;
use super::moments::Moment;
use super::reconcile::Underway;
use super::schedule::ANSWER_MOST;
use super::sheet::{Sheet, SheetState};
use super::under_way::{Purpose, UnderWay};
use crate::model::{EditorChange, VersionKind};

impl SheetState {
    /// The editor did something else than answer: it is alive, and its answer is due.
    pub fn await_answer(&mut self, changes: &[EditorChange], now: Tick) {
        if let Some(under_way) = &mut self.under_way {
            under_way.since.push(changes.to_vec());
            under_way.due.get_or_insert(now.plus(ANSWER_MOST));
            self.times.answer = under_way.due;
        }
    }

    /// Takes the proposal that an edit carries out, if it still waits for that.
    pub fn take_answered(
        &mut self,
        number: Option<u32>,
        changes: &[EditorChange],
        now: Tick,
    ) -> Option<UnderWay> {
        let number = number?;
        let is_it = |under_way: &mut UnderWay| under_way.proposal.proposal == number;
        if let Some(back) = self.under_way.take_if(is_it) {
            self.times.answer = None;
            return Some(back);
        }
        let late = self.late.take_if(is_it);
        // A newer proposal starts from what this answer changed.
        self.await_answer(changes, now);
        let late = late.and_then(|late| self.still_counts(late));
        if late.is_none() {
            let label = "Before a change that came late";
            let before = Moment::new(self.text.clone(), VersionKind::BeforeOutside, label);
            self.keep_moment(before, now);
        }
        late
    }

    /// A file's text counts if it is what the writer is asked about, and answers the question.
    fn still_counts(&self, late: UnderWay) -> Option<UnderWay> {
        match late.purpose {
            Purpose::Restore(_) | Purpose::Recovery | Purpose::Asked => Some(late),
            Purpose::Outside | Purpose::TakeTheirs => {
                let asked = self.clash.as_ref()?.theirs.hash();
                let purpose = Purpose::TakeTheirs;
                (asked == late.proposal.text.hash()).then_some(UnderWay { purpose, ..late })
            }
        }
    }

    /// Says whether a proposal is with the editor, and for too long.
    pub fn underway(&self, now: Tick) -> Underway {
        match &self.under_way {
            None => Underway::No,
            Some(under_way) if under_way.due.is_some_and(|due| due <= now) => Underway::Overdue,
            Some(_) => Underway::Yes,
        }
    }

    /// Waits for the answer to the proposal no longer.
    pub fn withdraw(&mut self) {
        self.times.answer = None;
        if let Some(under_way) = self.under_way.take() {
            self.late = Some(under_way);
        }
        self.bar_or_free();
    }
}

impl Desk {
    /// Tells the proposal of the writer's choice to the editor again, in case it was not heard:
    /// the number says that it is the same one. False when another choice can be proposed.
    pub fn ask_again(&self, sheet: &Sheet) -> bool {
        let proposal = {
            let mut state = sheet.state();
            let (revision, now) = (state.revision, self.clock.tick());
            let overdue = state.underway(now) == Underway::Overdue;
            let Some(under_way) = &mut state.under_way else {
                return false;
            };
            let is_choice = matches!(under_way.purpose, Purpose::TakeTheirs);
            let asked = is_choice && under_way.move_to(revision);
            if !asked {
                if overdue || is_choice {
                    state.withdraw();
                }
                return false;
            }
            under_way.proposal.clone()
        };
        let again = What::ChangeProposed(proposal);
        self.events.tell(Some(sheet.id), again);
        true
    }
}
