//! Work that is due is done here: by threads in a window, step by step in tests.
//! Three threads, because none may wait for another's slow disk: the journal's, the files', the
//! reader's who examines. Each sleeps until something is due or it is rung for.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Condvar, Mutex, PoisonError, Weak};
use std::thread;
use std::time::Duration;

use super::desk::Desk;
use super::schedule::Task;
use super::sheet::{Sheet, lock};
use crate::check;

/// What each thread does.
const THREADS: [(&str, &[Task]); 3] = [
    ("journal", &[Task::Keep]),
    ("files", &[Task::Look, Task::Save, Task::Record]),
    ("reader", &[Task::Examine]),
];
const EVERYTHING: &[Task] = &[
    Task::Look,
    Task::Keep,
    Task::Save,
    Task::Record,
    Task::Examine,
];
/// Deep enough for hostile nesting in a document.
const STACK: usize = 16 << 20;

/// Wakes the threads.
#[derive(Default)]
pub struct Bell {
    state: Mutex<Rung>,
    rings: Condvar,
}

#[derive(Clone, Copy, Default)]
struct Rung {
    times: u64,
    ended: bool,
}

impl Bell {
    /// Something may be due.
    pub fn ring(&self) {
        lock(&self.state).times += 1;
        self.rings.notify_all();
    }

    /// Nothing will be due any more.
    pub fn end(&self) {
        lock(&self.state).ended = true;
        self.rings.notify_all();
    }

    fn heard(&self) -> Rung {
        *lock(&self.state)
    }

    /// Sleeps until it was rung after `heard`, or the time is over.
    fn wait(&self, heard: Rung, most: Option<Duration>) {
        let state = lock(&self.state);
        let quiet = |now: &mut Rung| now.times == heard.times && !now.ended;
        match most {
            Some(most) => drop(self.rings.wait_timeout_while(state, most, quiet)),
            None => drop(
                self.rings
                    .wait_while(state, quiet)
                    .unwrap_or_else(PoisonError::into_inner),
            ),
        }
    }
}

/// Starts the threads. They hold no workspace alive.
pub fn start(desk: &Arc<Desk>) {
    for (name, tasks) in THREADS {
        let (weak, bell) = (Arc::downgrade(desk), desk.bell.clone());
        let work = move || work_until_the_end(&weak, &bell, tasks);
        let started = thread::Builder::new()
            .name(name.into())
            .stack_size(STACK)
            .spawn(work);
        started.expect("a program that cannot start three threads cannot open a window either");
    }
}

/// Compiles the patterns of the rules beside everything else, where no document was opened whose
/// examination does that. Not while the window is made: that takes all that a small computer has.
pub fn prepare_patterns(desk: &Arc<Desk>) {
    let weak = Arc::downgrade(desk);
    let work = move || {
        check::prepare();
        if let Some(desk) = weak.upgrade() {
            desk.patterns.store(true, Ordering::Relaxed);
        }
    };
    // If no thread can be had, the first document is examined by the one that is there.
    let _ = thread::Builder::new().name("patterns".into()).spawn(work);
}

fn work_until_the_end(desk: &Weak<Desk>, bell: &Bell, tasks: &[Task]) {
    loop {
        let heard = bell.heard();
        if heard.ended {
            return;
        }
        let Some(desk) = desk.upgrade() else { return };
        desk.carry_out(tasks);
        let wait = desk.next_due(tasks);
        drop(desk);
        if wait != Some(Duration::ZERO) {
            bell.wait(heard, wait);
        }
    }
}

impl Desk {
    /// Does everything that is due by now, on the caller's thread.
    pub fn step(&self) {
        self.carry_out(EVERYTHING);
    }

    fn carry_out(&self, tasks: &[Task]) {
        if tasks.contains(&Task::Look) {
            self.look_at_hints();
        }
        for sheet in self.sheets() {
            let due = sheet.state().times.due(self.clock.tick());
            for task in due.iter().filter(|task| tasks.contains(task)) {
                self.carry_out_whatever_happens(&sheet, *task);
            }
        }
    }

    /// A mistake of ours in one task must not end the thread that keeps and saves everything else.
    fn carry_out_whatever_happens(&self, sheet: &Arc<Sheet>, task: Task) {
        let work = AssertUnwindSafe(|| self.carry_out_one(sheet, task));
        if catch_unwind(work).is_ok() {
            return;
        }
        sheet.state().begin_again(task, self.clock.tick());
        let sentence = "Something went wrong inside the program while it worked on this document. Your text is still in the window; it is tried again.";
        self.notice(Some(sheet.id), sentence);
    }

    fn carry_out_one(&self, sheet: &Arc<Sheet>, task: Task) {
        match task {
            Task::Look => self.look(sheet),
            Task::Keep => self.commit(sheet),
            Task::Save => self.save(sheet),
            Task::Record => self.record_at_rest(sheet),
            Task::Examine => self.examine(sheet),
        }
    }

    fn next_due(&self, tasks: &[Task]) -> Option<Duration> {
        if tasks.contains(&Task::Look) && self.hints_wait() {
            return Some(Duration::ZERO);
        }
        let now = self.clock.tick();
        let sheets = self.sheets();
        let next = sheets
            .iter()
            .filter_map(|sheet| sheet.state().times.next(tasks))
            .min();
        next.map(|next| next.after(now))
    }
}
