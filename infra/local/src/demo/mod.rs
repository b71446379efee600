//! The demonstration world: what one finds on the site before anybody has typed anything.
//!
//! First a pure value, [`DemoWorld`], then the step that loads it through the store.
//!
//! Invariants: the same seed makes the same world, on every machine and day (no clock, no chance
//! from outside); every value is one that the site would accept; nobody in it exists: register
//! numbers lie above those given out, telephones begin with `000-`, mail goes to `example.jp`.
//! Only the names of associations are real.

pub mod accounts;
pub mod applications;
pub mod associations;
pub mod attendances;
mod chance;
pub mod courses;
pub mod doctors;
pub mod evidence;
pub mod forms;
pub mod ids;
pub mod load;
mod names;
pub mod opening;
pub mod organizers;
mod topics;
pub mod world;

pub use world::DemoWorld;

use time::{Date, Month, macros::date as day};

/// The day on which the world stands still; everything in it is older, but for courses to come.
pub const TODAY: Date = day!(2026 - 11 - 20);

/// The seed of the world that the binary shows.
pub const SEED: u64 = 20_261_120;

/// Makes the world.
pub fn world(seed: u64) -> DemoWorld {
    let associations = associations::associations();
    let organizers = organizers::external_bodies(seed);
    let staff = organizers::staff(seed, &associations, &organizers);
    let doctors = doctors::doctors(seed, &associations);
    let courses = courses::courses(seed, &associations, &organizers);
    let attendances = attendances::attendances(seed, &doctors, &courses);
    let applications = applications::applications(seed, &doctors, &courses, &attendances);
    DemoWorld {
        associations,
        doctors,
        staff,
        organizers,
        courses,
        attendances,
        applications,
    }
}

/// A day that is known to exist.
///
/// # Panics
/// On 29 February of a common year and the like: the callers write the days down.
fn date(year: i32, month: u8, day: u8) -> Date {
    Month::try_from(month)
        .and_then(|month| Date::from_calendar_date(year, month, day))
        .expect("a day of the calendar")
}

/// April to March.
fn fiscal_year(day: Date) -> i32 {
    if u8::from(day.month()) < 4 {
        day.year() - 1
    } else {
        day.year()
    }
}

#[cfg(test)]
mod tests;
