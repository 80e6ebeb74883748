//! A silent read: the text is frozen as a moment, the screen stays awake, the clock says when
//! reading ends.

use super::Workspace;
use super::desk::{Desk, structure_of};
use super::desktop::Awake;
use super::document::Reading;
use super::moments::Moment;
use super::sheet::lock;
use crate::error::{Code, Error, Result};
use crate::model::{DocumentId, ReadingId, Timestamp, VersionKind};

/// Words of a laid-out page, until true pages exist.
const WORDS_A_PAGE: f32 = 650.0;

impl Workspace {
    /// Freezes the text of now for a silent read. The screen is kept awake; where that fails the
    /// read begins all the same.
    pub fn begin_reading(&self, document: DocumentId) -> Result<Reading> {
        self.desk.begin_reading(document)
    }

    /// Ends a silent read and lets the screen sleep again when no other read is running.
    pub fn end_reading(&self, reading: ReadingId) -> Result<()> {
        let running = {
            let mut visit = lock(&self.desk.visit);
            let before = visit.readings.len();
            visit.readings.retain(|known| *known != reading);
            if visit.readings.len() == before {
                return Err(Error::new(Code::NotFound, "This read has ended already."));
            }
            visit.readings.len()
        };
        if running == 0 {
            // The desktop's failure must not keep anybody in a read.
            let _ = self.desk.desktop.keep_awake(Awake::Release);
        }
        self.desk.store_reading_end(reading)
    }
}

impl Desk {
    fn begin_reading(&self, document: DocumentId) -> Result<Reading> {
        let sheet = self.sheet(document)?;
        let (text, title) = {
            let state = sheet.state();
            (state.text.clone(), self.summary(document, &state).title)
        };
        let moment = Moment::always(text.clone(), VersionKind::Read, "Read in silence");
        let version = self.record_now(&sheet, moment)?.ok_or_else(|| {
            let sentence = "The text could not be kept for the read. Try again.";
            Error::new(Code::Failed, sentence)
        })?;
        let words = structure_of(&text).words;
        let minutes = self.minutes(words);
        let begun_at = self.clock.now();
        let reading = self.store_reading(document, version, minutes)?;
        lock(&self.visit).readings.push(reading);
        // A screen that goes dark is no reason not to read.
        let _ = self.desktop.keep_awake(Awake::Keep);
        Ok(Reading {
            reading,
            version,
            title,
            text,
            minutes,
            begun_at,
            ends_at: Timestamp(begun_at.0 + i64::from(minutes) * 60_000),
        })
    }

    /// Ends every read: the program ends.
    pub fn end_readings(&self) {
        let readings = std::mem::take(&mut lock(&self.visit).readings);
        if readings.is_empty() {
            return;
        }
        let _ = self.desktop.keep_awake(Awake::Release);
        for reading in readings {
            // An end that is not stored is only missing from a list.
            let _ = self.store_reading_end(reading);
        }
    }

    /// Returns the minutes of silent reading for so many words, at least one.
    pub fn minutes(&self, words: usize) -> u32 {
        let a_page = lock(&self.visit).settings.minutes_per_page;
        minutes(words, a_page)
    }
}

fn minutes(words: usize, minutes_per_page: f32) -> u32 {
    let pages = words as f32 / WORDS_A_PAGE;
    (pages * minutes_per_page).ceil().clamp(1.0, 600.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_come_from_words_and_the_writers_pace() {
        assert_eq!(minutes(0, 3.0), 1);
        assert_eq!(minutes(650, 3.0), 3);
        assert_eq!(minutes(651, 3.0), 4);
        assert_eq!(minutes(3_900, 4.0), 24);
    }
}
