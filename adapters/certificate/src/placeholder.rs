//! 差込項目: texts with named gaps, `あなたは、{programme}の…`.

/// 差込項目: what the words may leave open, written `{programme}` in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// `{programme}`: 制度等の名称, the entry's `programme_name`.
    Programme,
    /// `{holder}`: 氏名.
    Holder,
    /// `{number}`: 証書番号.
    Number,
    /// `{association}`: 医師会の名称.
    Association,
    /// `{completed_on}`: 修了日, era and Western year.
    CompletedOn,
    /// `{issued_on}`: 交付日, era and Western year.
    IssuedOn,
    /// `{valid_from}`: 有効期間, its first day; only where there is one.
    ValidFrom,
    /// `{valid_until}`: 有効期間, its last day; only where there is one.
    ValidUntil,
    /// `{from}`: first day of what a paper of learning states.
    From,
    /// `{to}`: last day of what a paper of learning states.
    To,
    /// `{fiscal_year}`: 年度 of that first day.
    FiscalYear,
    /// `{units}`: 単位 that a paper of learning states.
    Units,
    /// `{codes}`: how many different codes a paper of learning states.
    Codes,
}

impl Placeholder {
    const ALL: [(&'static str, Self); 13] = [
        ("programme", Self::Programme),
        ("holder", Self::Holder),
        ("number", Self::Number),
        ("association", Self::Association),
        ("completed_on", Self::CompletedOn),
        ("issued_on", Self::IssuedOn),
        ("valid_from", Self::ValidFrom),
        ("valid_until", Self::ValidUntil),
        ("from", Self::From),
        ("to", Self::To),
        ("fiscal_year", Self::FiscalYear),
        ("units", Self::Units),
        ("codes", Self::Codes),
    ];

    /// Whether only papers of learning can fill it.
    pub(crate) const fn is_of_learning(self) -> bool {
        matches!(
            self,
            Self::From | Self::To | Self::FiscalYear | Self::Units | Self::Codes
        )
    }

    pub(crate) fn list() -> String {
        Self::ALL.map(|(name, _)| format!("{{{name}}}")).join(" ")
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(known, _)| *known == name)
            .map(|&(_, placeholder)| placeholder)
    }
}

/// A part of a text with placeholders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    Words(&'a str),
    Open(Placeholder),
    /// A brace that is not part of a known placeholder; refused on load.
    Unknown(&'a str),
}

/// The parts of `text` in order; together they are all of it.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let length = match rest.find(['{', '}']) {
            None => rest.len(),
            Some(0) if rest.starts_with('{') => rest.find('}').map_or(rest.len(), |end| end + 1),
            Some(0) => 1,
            Some(brace) => brace,
        };
        let (piece, after) = rest.split_at(length);
        rest = after;
        Some(if !piece.starts_with(['{', '}']) {
            Piece::Words(piece)
        } else {
            piece
                .strip_prefix('{')
                .and_then(|piece| piece.strip_suffix('}'))
                .and_then(Placeholder::named)
                .map_or(Piece::Unknown(piece), Piece::Open)
        })
    })
}
