//! What a holder gets: certificates are printed, read again as a PDF reader would, and looked at as a telephone would.

mod paper;
mod reading;
mod wording;
