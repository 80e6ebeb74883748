//! When work on an open document is due. Pure: a state and a tick in, tasks out.
//!
//! A change is in the journal at most 150 ms after it arrived; the file is written after 1 s of
//! rest, at most 5 s after the first change that it lacks; a moment is recorded after 2 min of
//! rest, at most 10 min after the first change that no moment holds.

use super::Tick;

/// Milliseconds from a change to its commit in the journal.
pub const KEEP_AFTER: u64 = 150;
/// Milliseconds of rest after which the file is written.
pub const SAVE_REST: u64 = 1_000;
/// Milliseconds from the first change that the file lacks to its writing, rest or not.
pub const SAVE_MOST: u64 = 5_000;
/// Milliseconds of rest after which a moment is recorded.
pub const MOMENT_REST: u64 = 120_000;
/// Milliseconds of writing after which a moment is recorded, rest or not.
pub const MOMENT_MOST: u64 = 600_000;
/// Milliseconds until the first new try after a failure; it doubles up to [`RETRY_MOST`].
pub const RETRY_FIRST: u64 = 2_000;
/// Milliseconds between looks at a file that nothing is heard of: it is gone or cannot be read, or
/// its folder cannot be watched.
pub const LOOK_AGAIN: u64 = 2_000;
/// Milliseconds that an editor may do other things before its answer to a proposal is overdue.
pub const ANSWER_MOST: u64 = 10_000;
/// Milliseconds between tries at most.
pub const RETRY_MOST: u64 = 30_000;

/// One thing to do for an open document, most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    /// Look whether the file is still what it was.
    Look,
    /// Commit what has arrived to the journal.
    Keep,
    /// Write the file.
    Save,
    /// Record a moment.
    Record,
    /// Read the newest text as a reader would.
    Examine,
}

/// When things happened to an open document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// The first change that the journal lacks.
    pub first_unkept: Option<Tick>,
    /// The first change that the file lacks.
    pub first_unfiled: Option<Tick>,
    /// The first change that no moment holds.
    pub first_unrecorded: Option<Tick>,
    /// The newest change.
    pub last_change: Option<Tick>,
    /// Moments wait to be stored that were decided on when a change came in.
    pub moments_wait: Option<Tick>,
    /// No earlier than this is the journal tried again.
    pub keep_again: Option<Tick>,
    /// No earlier than this is the file tried again.
    pub save_again: Option<Tick>,
    /// The file may have changed.
    pub look: Option<Tick>,
    /// When the answer to a proposal is overdue.
    pub answer: Option<Tick>,
    /// The newest text was not examined yet.
    pub unexamined: Option<Tick>,
    /// The file must not be written now: somebody has to answer first.
    pub save_barred: bool,
}

impl Times {
    /// Returns when a task is due, if it is to be done at all.
    pub fn due_at(&self, task: Task) -> Option<Tick> {
        match task {
            Task::Look => [self.look, self.answer].into_iter().flatten().min(),
            Task::Keep => {
                let first = self.first_unkept?.plus(KEEP_AFTER);
                Some(self.keep_again.map_or(first, |again| again.max(first)))
            }
            Task::Save if self.save_barred => None,
            Task::Save => {
                let due = self.rested(self.first_unfiled?, SAVE_REST, SAVE_MOST);
                Some(self.save_again.map_or(due, |again| again.max(due)))
            }
            Task::Record => {
                let written = self
                    .first_unrecorded
                    .map(|first| self.rested(first, MOMENT_REST, MOMENT_MOST));
                [written, self.moments_wait].into_iter().flatten().min()
            }
            Task::Examine => self.unexamined,
        }
    }

    /// Returns what is due by now, most urgent first.
    pub fn due(&self, now: Tick) -> Vec<Task> {
        let tasks = [
            Task::Look,
            Task::Keep,
            Task::Save,
            Task::Record,
            Task::Examine,
        ];
        let is_due = |task: &Task| self.due_at(*task).is_some_and(|at| at <= now);
        tasks.into_iter().filter(is_due).collect()
    }

    /// Returns when the next of these tasks is due.
    pub fn next(&self, tasks: &[Task]) -> Option<Tick> {
        tasks.iter().filter_map(|task| self.due_at(*task)).min()
    }

    fn rested(&self, first: Tick, rest: u64, most: u64) -> Tick {
        let last = self.last_change.unwrap_or(first);
        last.plus(rest).min(first.plus(most))
    }
}

/// Returns how long to wait after the failure number `failures` (1 for the first), in milliseconds.
pub fn retry_after(failures: u32) -> u64 {
    let doublings = failures.saturating_sub(1).min(10);
    (RETRY_FIRST << doublings).min(RETRY_MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(first: u64, last: u64) -> Times {
        Times {
            first_unkept: Some(Tick(first)),
            first_unfiled: Some(Tick(first)),
            first_unrecorded: Some(Tick(first)),
            last_change: Some(Tick(last)),
            ..Times::default()
        }
    }

    #[test]
    fn a_change_is_kept_within_the_promise() {
        assert_eq!(written(0, 0).due_at(Task::Keep), Some(Tick(150)));
        assert_eq!(written(0, 140).due_at(Task::Keep), Some(Tick(150)));
        const { assert!(KEEP_AFTER <= 200) };
    }

    #[test]
    fn the_file_waits_for_rest_but_not_for_ever() {
        assert_eq!(written(0, 0).due_at(Task::Save), Some(Tick(1_000)));
        assert_eq!(written(0, 3_000).due_at(Task::Save), Some(Tick(4_000)));
        assert_eq!(written(0, 4_900).due_at(Task::Save), Some(Tick(5_000)));
    }

    #[test]
    fn a_moment_waits_for_rest_but_not_for_ever() {
        assert_eq!(written(0, 0).due_at(Task::Record), Some(Tick(120_000)));
        assert_eq!(
            written(0, 599_000).due_at(Task::Record),
            Some(Tick(600_000))
        );
        let mut waiting = written(0, 0);
        waiting.moments_wait = Some(Tick(7));
        assert_eq!(waiting.due_at(Task::Record), Some(Tick(7)));
    }

    #[test]
    fn nothing_is_due_when_nothing_changed() {
        assert_eq!(Times::default().due(Tick(u64::MAX)), vec![]);
    }

    #[test]
    fn a_barred_file_is_not_written_but_the_journal_goes_on() {
        let mut times = written(0, 0);
        times.save_barred = true;
        assert_eq!(times.due(Tick(6_000)), vec![Task::Keep]);
        assert_eq!(times.next(&[Task::Save]), None);
    }

    #[test]
    fn a_failure_is_tried_again_later_and_later() {
        let mut times = written(0, 0);
        times.save_again = Some(Tick(9_000));
        assert_eq!(times.due_at(Task::Save), Some(Tick(9_000)));
        let waits: Vec<u64> = (1..7).map(retry_after).collect();
        assert_eq!(waits, [2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    }

    #[test]
    fn the_most_urgent_comes_first() {
        let mut times = written(0, 0);
        times.unexamined = Some(Tick(0));
        assert_eq!(
            times.due(Tick(1_000_000)),
            [Task::Keep, Task::Save, Task::Record, Task::Examine]
        );
    }
}
