//! Closing: the editor sends what waits, everything is saved, then the program ends.
//! The window's button, Ctrl+Q, a signal and the end of the session all come here. Must never wait
//! on the main thread, and never longer than the deadline for a page that does not answer. When a
//! text could be saved nowhere the window says so and stays; closing it once more ends the program.

use crate::core_door::CoreDoor;
use crate::outlet::Outlet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;
use tauri::{AppHandle, Manager};

/// How long the page may take to send what was typed last.
const FLUSH_DEADLINE: Duration = Duration::from_secs(2);

/// How far closing has come.
#[derive(Default)]
pub struct Closing {
    stage: Mutex<Stage>,
    flushed: Condvar,
    warned: AtomicBool,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Open,
    Asked,
    Flushed,
}

impl Closing {
    /// The page has sent everything that waited.
    pub fn finish_flush(&self) {
        *self.stage.lock().unwrap_or_else(PoisonError::into_inner) = Stage::Flushed;
        self.flushed.notify_all();
    }

    /// Marks the beginning; only the first caller gets `true`.
    fn begin(&self) -> bool {
        let mut stage = self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        let first = *stage == Stage::Open;
        if first {
            *stage = Stage::Asked;
        }
        first
    }

    /// The window stays open; false when it stayed once already.
    fn stay(&self) -> bool {
        if self.warned.swap(true, Ordering::Relaxed) {
            return false;
        }
        *self.stage.lock().unwrap_or_else(PoisonError::into_inner) = Stage::Open;
        true
    }

    fn wait_for_flush(&self, deadline: Duration) {
        let stage = self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        drop(
            self.flushed
                .wait_timeout_while(stage, deadline, |stage| *stage != Stage::Flushed),
        );
    }
}

/// Closes the program; further calls while it closes change nothing.
pub fn close(app: &AppHandle) {
    if !app.state::<Closing>().begin() {
        return;
    }
    let app = app.clone();
    std::thread::spawn(move || {
        if app.state::<Outlet>().ask_to_flush() {
            app.state::<Closing>().wait_for_flush(FLUSH_DEADLINE);
        }
        let all_saved = app.state::<CoreDoor>().close();
        if all_saved || !app.state::<Closing>().stay() {
            app.exit(0);
        }
    });
}

/// Ends the program in order when it is told to end: the session closes, a terminal is shut.
#[cfg(target_os = "linux")]
pub fn on_signals(app: &AppHandle) {
    const HANGUP: i32 = 1;
    const INTERRUPT: i32 = 2;
    const TERMINATE: i32 = 15;
    for signal in [HANGUP, INTERRUPT, TERMINATE] {
        let app = app.clone();
        gtk::glib::unix_signal_add(signal, move || {
            close(&app);
            gtk::glib::ControlFlow::Continue
        });
    }
}

/// Other systems close the window instead of sending a signal.
#[cfg(not(target_os = "linux"))]
pub fn on_signals(_app: &AppHandle) {}
