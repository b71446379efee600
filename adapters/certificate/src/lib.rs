//! 修了証 and its like: the paper a doctor receives, as a PDF.
//!
//! Invariants
//! - A certificate is a function of its [`CertificateText`]: the same text gives the same bytes, on every machine. There
//!   is no clock in here; the document date is the day of issue.
//! - What is printed is what was given. A character that the fonts lack, or a variation sequence that they would replace
//!   silently by another form of the character, is an error that names it. Forms can ask [`unsupported_characters`] early.
//! - Words are dated data (`texts/*.toml`, [`CertificateWording`]): an administrator adds a version, code stays as it is.
//! - The PDF is PDF/A-3a and PDF/UA-1: it can be kept for decades, and read aloud. A warning of the typesetter is an error.
//!
//! Source: features.md #116, #134; domain.md "Certificates".

mod fonts;
mod page;
mod placeholder;
mod qr;
mod render;
mod statement;
mod text;
mod text_file;
mod wording;
mod world;

pub use fonts::unsupported_characters;
pub use placeholder::Placeholder;
pub use render::{RenderError, render, render_statement};
pub use statement::{Learned, Statement, StatementRow};
pub use text::{CertificateText, Field, Issuer};
pub use text_file::WordingError;
pub use wording::{CertificateWording, IssueFacts, NotInForce, Wording};
