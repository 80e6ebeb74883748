//! Time as the workspace sees it. Nothing else in the workspace may ask what time it is.

use std::fmt;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::model::{Day, Timestamp};

/// Milliseconds of a clock that never goes back; only differences mean something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tick(pub u64);

impl Tick {
    /// Returns the tick that many milliseconds later.
    pub fn plus(self, milliseconds: u64) -> Tick {
        Tick(self.0.saturating_add(milliseconds))
    }

    /// Returns the milliseconds from now until this tick; zero when it has passed.
    pub fn after(self, now: Tick) -> Duration {
        Duration::from_millis(self.0.saturating_sub(now.0))
    }
}

/// A date and time of day where the writer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalTime {
    /// As in 2026.
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
    /// 0 to 23.
    pub hour: i8,
    /// 0 to 59.
    pub minute: i8,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl LocalTime {
    /// Returns the date as file names carry it: `2026-11-24`.
    pub fn date(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// Returns the day of the calendar.
    pub fn day(self) -> Option<Day> {
        Day::from_iso(&self.date())
    }

    /// Returns the time as a reader says it on the day `today`: `10:58`, else `12 November, 10:58`.
    pub fn spoken(self, today: LocalTime) -> String {
        let month = MONTHS[(self.month.clamp(1, 12) - 1) as usize];
        if self.date() == today.date() {
            self.to_string()
        } else if self.year == today.year {
            format!("{} {month}, {self}", self.day)
        } else {
            format!("{} {month} {}, {self}", self.day, self.year)
        }
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}:{:02}", self.hour, self.minute)
    }
}

/// Where the workspace takes time from. Tests step it by hand.
pub trait Clock: Send + Sync {
    /// The wall clock.
    fn now(&self) -> Timestamp;
    /// A clock that never goes back: what is due is decided by it, so that a wall clock set back
    /// by a day delays no saving.
    fn tick(&self) -> Tick;
    /// Date and time of a moment where the writer is.
    fn local(&self, at: Timestamp) -> LocalTime;
}

/// The computer's own clocks.
#[derive(Debug)]
pub struct SystemClock {
    begun: Instant,
}

impl SystemClock {
    /// Starts counting ticks.
    pub fn new() -> SystemClock {
        SystemClock {
            begun: Instant::now(),
        }
    }
}

impl Default for SystemClock {
    fn default() -> SystemClock {
        SystemClock::new()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        Timestamp(since.map_or(0, |since| since.as_millis() as i64))
    }

    fn tick(&self) -> Tick {
        Tick(self.begun.elapsed().as_millis() as u64)
    }

    fn local(&self, at: Timestamp) -> LocalTime {
        let moment = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
        let zoned = moment.to_zoned_datetime(jiff::tz::TimeZone::system());
        LocalTime {
            year: zoned.year(),
            month: zoned.month(),
            day: zoned.day(),
            hour: zoned.hour(),
            minute: zoned.minute(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(year: i16, day: i8) -> LocalTime {
        LocalTime {
            year,
            month: 11,
            day,
            hour: 9,
            minute: 5,
        }
    }

    #[test]
    fn times_are_spoken_as_short_as_the_day_allows() {
        assert_eq!(at(2026, 24).spoken(at(2026, 24)), "09:05");
        assert_eq!(at(2026, 12).spoken(at(2026, 24)), "12 November, 09:05");
        assert_eq!(at(2025, 12).spoken(at(2026, 24)), "12 November 2025, 09:05");
        assert_eq!(at(2026, 2).date(), "2026-11-02");
    }

    #[test]
    fn a_passed_tick_is_due_at_once() {
        assert_eq!(Tick(5).after(Tick(9)), Duration::ZERO);
        assert_eq!(Tick(9).after(Tick(5)), Duration::from_millis(4));
    }
}
