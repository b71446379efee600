//! Feeds of calendars (RFC 5545): what programs that keep calendars subscribe to.
//!
//! Each entry has an id that stays, so that a program changes it instead of adding another. Times
//! are said in UTC, which needs no table of time zones; whole days are days of Japan.

use domain::calendar::{Date, TimeOfDay};
use icalendar::{Calendar, Component, Event, EventLike, Property};

use crate::Scope;

/// Who makes it.
const MAKER: &str = "-//MAMIS//MAMIS//JA";
/// Japan is ahead of UTC by nine hours, without summer time.
const AHEAD: u16 = 9 * 60;
/// How often a program should ask again.
const AGAIN: &str = "PT12H";

/// When something is.
pub enum Time {
    /// 終日.
    Day(Date),
    /// From one time to another, in Japan.
    Hours(Date, TimeOfDay, TimeOfDay),
}

/// One entry.
pub struct Entry {
    /// Unique here, and the same whenever the feed is read.
    pub id: String,
    /// When.
    pub time: Time,
    /// One line.
    pub summary: String,
    /// Several lines; may be empty.
    pub description: String,
    /// Where; may be empty.
    pub location: String,
    /// The page of the site about it.
    pub page: String,
}

/// A feed.
pub struct Feed {
    /// As programs name it.
    pub name: String,
    /// By day.
    pub entries: Vec<Entry>,
}

impl Feed {
    /// The file.
    #[must_use]
    pub fn text(&self, scope: &Scope) -> String {
        let mut calendar = Calendar::empty();
        for (key, value) in [
            ("VERSION", "2.0"),
            ("PRODID", MAKER),
            ("CALSCALE", "GREGORIAN"),
            ("METHOD", "PUBLISH"),
            ("REFRESH-INTERVAL;VALUE=DURATION", AGAIN),
            ("X-PUBLISHED-TTL", AGAIN),
        ] {
            calendar.append_property((key, value));
        }
        calendar.name(&self.name);
        let written = compact(&scope.now.rfc3339());
        let host = scope.world.site_url.split_once("://");
        let host = host.map_or("mamis", |(_, host)| host);
        for entry in &self.entries {
            calendar.push(event(entry, host, &written));
        }
        calendar.to_string()
    }
}

fn event(entry: &Entry, host: &str, written: &str) -> Event {
    let mut event = Event::new();
    event
        .uid(&format!("{}@{host}", entry.id))
        .append_property(Property::new("DTSTAMP", written))
        .summary(&entry.summary)
        .url(&entry.page);
    if !entry.description.is_empty() {
        event.description(&entry.description);
    }
    if !entry.location.is_empty() {
        event.location(&entry.location);
    }
    let (from, to) = match &entry.time {
        Time::Day(day) => (whole(*day, "DTSTART"), whole(day.add_days(1), "DTEND")),
        Time::Hours(day, from, to) => (
            Property::new("DTSTART", utc(*day, *from)),
            Property::new("DTEND", utc(*day, *to)),
        ),
    };
    event.append_property(from).append_property(to);
    if matches!(entry.time, Time::Day(_)) {
        // A reminder takes no time of the day.
        event.append_property(Property::new("TRANSP", "TRANSPARENT"));
    }
    event.done()
}

fn whole(day: Date, key: &str) -> Property {
    let mut property = Property::new(key, compact(&day.to_string()));
    property.add_parameter("VALUE", "DATE");
    property
}

/// A time in Japan, said in UTC: `20261121T050000Z`.
fn utc(day: Date, time: TimeOfDay) -> String {
    let minutes = time.minutes();
    let (day, minutes) = match minutes.checked_sub(AHEAD) {
        Some(minutes) => (day, minutes),
        None => (day.add_days(-1), minutes + 24 * 60 - AHEAD),
    };
    let day = compact(&day.to_string());
    format!("{day}T{:02}{:02}00Z", minutes / 60, minutes % 60)
}

/// Without the marks between its parts, as the standard writes days and times.
fn compact(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '-' | ':')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_japan_are_said_in_utc() {
        let day = Date::parse("2027-01-01").unwrap();
        let at = |text: &str| utc(day, TimeOfDay::parse(text).unwrap());
        assert_eq!(at("09:00"), "20270101T000000Z");
        assert_eq!(at("08:59"), "20261231T235900Z");
        assert_eq!(at("24:00"), "20270101T150000Z");
    }
}
