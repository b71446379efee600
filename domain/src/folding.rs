//! Folding of names for comparison; what is kept and shown is never folded.
