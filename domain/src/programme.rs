//! 制度: the programmes, and the categories of units within them.

use crate::rejection::{Code, Rejection};

named_variants! {
    /// 制度種別.
    pub enum Programme {
        /// 日医認定産業医制度
        IndustrialPhysician = "industrial-physician",
        /// 認定健康スポーツ医制度
        SportsPhysician = "sports-physician",
        /// 日医生涯教育制度
        ContinuingEducation = "continuing-education",
        /// かかりつけ医機能報告制度にかかる研修
        FamilyPhysicianFunction = "family-physician-function",
    }
}

text_value! {
    /// A category of units within a programme, e.g. `basic-early` (前期): a slug whose name is data.
    Category,
    pattern = "^[a-z][a-z0-9-]{0,39}$",
    description = "Category of units within a programme (slug)."
}

impl Category {
    /// The one category of programmes that do not divide their units.
    #[must_use]
    pub fn general() -> Self {
        Category("general".to_owned())
    }

    /// Reads a slug.
    ///
    /// # Errors
    /// `required`, `bad-id`.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Code::Required.into());
        }
        let letters = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if text.len() > 40 || !text.as_bytes()[0].is_ascii_lowercase() || !text.bytes().all(letters)
        {
            return Err(Code::BadId.into());
        }
        Ok(Category(text.to_owned()))
    }
}
