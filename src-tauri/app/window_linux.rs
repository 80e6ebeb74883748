//! What WebKitGTK needs to be told: composition shown where it is typed, spelling, and what to do
//! when its page process dies.

use gtk::prelude::GtkSettingsExt;
use sixpager_wire::spelling_languages;
use std::cell::Cell;
use std::time::{Duration, Instant};
use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;
use webkit2gtk::{
    InputMethodContextExt, LoadEvent, SettingsExt, WebContextExt, WebView, WebViewExt,
};

/// A page that dies again within this time is not loaded again: it would die for ever.
const LEAST_LIFE: Duration = Duration::from_secs(2);

/// The page is on the screen this long after it was loaded, or nearly so.
const FIRST_PICTURE: Duration = Duration::from_millis(500);

/// Prepares a webview that was just made.
pub fn prepare(webview: &WebView, app: AppHandle) {
    show_composition(webview);
    check_spelling_soon(webview);
    load_again_after_a_crash(webview, app);
    if cfg!(debug_assertions) {
        tell_the_terminal(webview);
    }
}

/// Whether the desktop's theme is a dark one, by the signs that the webview goes by.
pub fn prefers_dark() -> bool {
    let named_dark = |name: &str| name.ends_with(":dark") || name.to_lowercase().ends_with("-dark");
    if let Ok(name) = std::env::var("GTK_THEME") {
        return named_dark(&name);
    }
    gtk::Settings::default().is_some_and(|settings| {
        settings.is_gtk_application_prefer_dark_theme()
            || settings
                .gtk_theme_name()
                .is_some_and(|name| named_dark(&name))
    })
}

/// The toolkit switches preedit off; without it a writer of Japanese, Chinese or Korean does not see
/// the letters being composed.
fn show_composition(webview: &WebView) {
    if let Some(input) = webview.input_method_context() {
        input.set_enable_preedit(true);
    }
}

/// Reading a dictionary holds the main thread up for as long as a word takes to type: the page is shown
/// first.
fn check_spelling_soon(webview: &WebView) {
    let asked = Cell::new(false);
    webview.connect_load_changed(move |webview, event| {
        if event == LoadEvent::Finished && !asked.replace(true) {
            let webview = webview.clone();
            gtk::glib::timeout_add_local_once(FIRST_PICTURE, move || check_spelling(&webview));
        }
    });
}

fn check_spelling(webview: &WebView) {
    let Some(context) = webview.context() else {
        return;
    };
    let languages = spelling_languages(|name| std::env::var(name).ok());
    let languages: Vec<&str> = languages.iter().map(String::as_str).collect();
    context.set_spell_checking_languages(&languages);
    context.set_spell_checking_enabled(true);
}

/// The core holds the text, so that a new page finds the document as it was.
fn load_again_after_a_crash(webview: &WebView, app: AppHandle) {
    let last = Cell::new(None::<Instant>);
    webview.connect_web_process_terminated(move |webview, reason| {
        let died_again = last
            .replace(Some(Instant::now()))
            .is_some_and(|before| before.elapsed() < LEAST_LIFE);
        eprintln!("The page process ended ({reason:?}).");
        if died_again {
            let sentence = "The page ended twice in a row. What you wrote is kept. Close Sixpager and start it again.";
            app.dialog().message(sentence).title("Sixpager").show(|_| ());
        } else {
            webview.reload();
        }
    });
}

/// While Sixpager is developed the page's complaints go to the terminal.
fn tell_the_terminal(webview: &WebView) {
    if let Some(settings) = WebViewExt::settings(webview) {
        settings.set_enable_write_console_messages_to_stdout(true);
    }
}
