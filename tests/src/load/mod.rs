//! 負荷のモデル: what the operations of a year cost, key by key, and a year of them played in minutes.
//!
//! - [`counting`]: each operation once, over HTTP, with every worker behind it; the counts are what
//!   the cost model and the analysis of bursts stand on.
//! - [`year`]: a small association lives through a year, day by day, in compressed time; whatever the
//!   functions and workers touch is noted with its key and day.
//!
//! Both listen at the SDK's client ([`recorder`]), so nothing that goes to the table is overlooked.

pub mod counting;
pub mod recorder;
pub mod year;
