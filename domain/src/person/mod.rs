//! People: names as typed, their readings, former names, sex.
//!
//! Kanji are kept exactly as typed, variants (髙, 﨑, 𠮷) and IVS sequences (葛󠄀) included, and shown
//! so everywhere; only matching folds them (domain.md, [`crate::folding`]).

mod agreement;
mod name;

pub use agreement::{Agreement, NameIdentity, PostedName, agreement};
pub use name::{
    FormerName, KANA_MAX, KANJI_MAX, KanaName, KanaPart, KanjiName, KanjiPart, PersonName,
};

named_variants! {
    /// 性別
    pub enum Sex {
        /// 男
        Male = "male",
        /// 女
        Female = "female",
        /// その他
        Other = "other",
    }
}
