//! What goes from the program to the page: one ordered channel. The page opens it anew after each
//! load; events sent before are not repeated, because the page then asks for the whole session.

use std::sync::{Arc, Mutex, PoisonError};
use tauri::ipc::{Channel, InvokeResponseBody};

/// The page's channel, once it has opened one.
#[derive(Clone, Default)]
pub struct Outlet {
    channel: Arc<Mutex<Option<Channel<InvokeResponseBody>>>>,
}

impl Outlet {
    /// Takes the channel of a page that has just loaded.
    pub fn open(&self, channel: Channel<InvokeResponseBody>) {
        *self.channel.lock().unwrap_or_else(PoisonError::into_inner) = Some(channel);
    }

    /// Sends an event, given as JSON.
    pub fn send_event(&self, event: &str) {
        self.send(format!("{{\"event\":{event}}}"));
    }

    /// Asks the page to send what waits; `false` when there is no page to ask.
    pub fn ask_to_flush(&self) -> bool {
        self.send("{\"closing\":true}".to_owned())
    }

    fn send(&self, json: String) -> bool {
        let channel = self.channel.lock().unwrap_or_else(PoisonError::into_inner);
        channel
            .as_ref()
            .is_some_and(|channel| channel.send(InvokeResponseBody::Json(json)).is_ok())
    }
}
