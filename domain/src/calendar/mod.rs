//! Days, months, moments and fiscal years, all in Japan's time (UTC+9, no summer time).

mod date;
mod era;
mod fiscal_year;
mod moment;
mod time_of_day;
mod year_month;

pub use date::Date;
pub use fiscal_year::FiscalYear;
pub use moment::Moment;
pub use time_of_day::TimeOfDay;
pub use year_month::YearMonth;
