//! The events of one window: converted, numbered without gaps, in order.
//! Holds back nothing and repeats nothing: a page that loads anew asks for the whole session.

use crate::convert;
use crate::types::Event;
use sixpager_core::workspace;
use std::sync::{Mutex, PoisonError};

/// Takes each event as JSON.
pub type Sink = Box<dyn Fn(&str) + Send>;

/// Where the workspace's events go: nowhere until a page listens, then to the last one that does.
#[derive(Default)]
pub struct Feed {
    page: Mutex<Page>,
}

#[derive(Default)]
struct Page {
    sink: Option<Sink>,
    /// The number of the last event that this page was sent.
    sequence: u32,
}

impl Feed {
    /// Sends events to this page from now on, numbered from 1.
    pub fn listen(&self, sink: Sink) {
        let mut page = self.page.lock().unwrap_or_else(PoisonError::into_inner);
        *page = Page {
            sink: Some(sink),
            sequence: 0,
        };
    }

    /// Sends one event; the workspace calls it, one event at a time.
    pub fn send(&self, event: workspace::Event) {
        let document = event.document.map(|document| document.to_string());
        let what = convert::what(event.what);
        let mut page = self.page.lock().unwrap_or_else(PoisonError::into_inner);
        let Page { sink, sequence } = &mut *page;
        let Some(sink) = sink else { return };
        *sequence += 1;
        let event = Event {
            sequence: *sequence,
            document,
            what,
        };
        match serde_json::to_string(&event) {
            Ok(json) => sink(&json),
            // Numbers, texts and lists: there is nothing in an event that JSON cannot tell.
            Err(problem) => unreachable!("an event is always JSON: {problem}"),
        }
    }
}
