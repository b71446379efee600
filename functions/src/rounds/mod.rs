//! 審査回: the lists of a round, decisions and forwarding in bulk, dispatch and fees.

mod around;
mod bulk;
pub mod decide_round;
pub mod forward_applications;
mod lines;
pub mod list_dispatch;
pub mod list_rounds;
pub mod read_age_board;
pub mod read_decision;
pub mod read_forwarding;
pub mod read_round;
pub mod record_fee;
