//! The parts that pages are put together from.

mod dialog;
mod document;
mod field;
mod keys;
mod page;
mod picker;
mod status;
mod toast;

pub use dialog::{Confirm, Dialog};
pub use document::DocumentDialog;
pub use field::{
    Checkbox, DateField, ErrorSummary, MonthField, PasswordField, Select, TextArea, TextField,
};
pub use keys::{is_in, is_typing, use_keys};
pub use page::{Failed, Page, ProblemNote, Submit, Waiting};
pub use picker::{ManyPicker, Picker};
pub use status::{Bar, Tag, Tone};
pub use toast::{Toasts, say_aloud};
