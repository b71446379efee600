//! Identifiers made from random bytes: `c7k3m9q2xv1hd0abc`.
//!
//! A letter for the kind and 16 characters of Crockford's base 32 (80 bits), so that they can be
//! read aloud, never collide in practice and say nothing about how many there are. Chance is a
//! parameter: the caller brings the bytes.

/// Bytes of chance in an identifier.
pub const RANDOM_BYTES: usize = 10;

/// Crockford's alphabet: no i, l, o, u, which are misread.
pub(crate) const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Writes bytes as base 32, five bits a character, the last one filled up with zeros.
pub(crate) fn base32(bytes: &[u8]) -> String {
    let mut out = String::with_capacity((bytes.len() * 8).div_ceil(5));
    let (mut buffer, mut bits) = (0_u32, 0_u32);
    for byte in bytes {
        buffer = (buffer << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(char::from(ALPHABET[(buffer >> bits) as usize & 31]));
        }
        buffer &= (1 << bits) - 1;
    }
    if bits > 0 {
        out.push(char::from(ALPHABET[(buffer << (5 - bits)) as usize & 31]));
    }
    out
}

macro_rules! random_id {
    ($(#[$attribute:meta])* $name:ident, $kind:literal) => {
        text_value! {
            $(#[$attribute])*
            $name,
            pattern = concat!("^", $kind, "[0-9a-hjkmnp-tv-z]{16}$"),
            description = "Identifier; treat as opaque."
        }

        impl $name {
            /// A new identifier from random bytes.
            #[must_use]
            pub fn new(random: [u8; $crate::id::RANDOM_BYTES]) -> Self {
                $name(format!("{}{}", $kind, $crate::id::base32(&random)))
            }

            /// Reads an identifier.
            ///
            /// # Errors
            /// `bad-id` unless it has the form of one of this kind.
            pub fn parse(text: &str) -> Result<Self, $crate::rejection::Rejection> {
                let body = text.strip_prefix($kind);
                let valid = body.is_some_and(|body| {
                    body.len() == 16 && body.bytes().all(|b| $crate::id::ALPHABET.contains(&b))
                });
                if valid {
                    Ok($name(text.to_owned()))
                } else {
                    Err($crate::rejection::Code::BadId.into())
                }
            }
        }
    };
}

random_id! {
    /// A course (研修会).
    CourseId, "c"
}
random_id! {
    /// An application (申請).
    ApplicationId, "a"
}
random_id! {
    /// An uploaded document (証明書類).
    EvidenceId, "e"
}
random_id! {
    /// An external body that organises courses (外部団体). Associations organise under their own id.
    ExternalBodyId, "x"
}
random_id! {
    /// An item within an application: a handed-in attendance or the like.
    ItemId, "i"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_reads_back_and_another_kind_is_refused() {
        let id = CourseId::new([255, 0, 17, 3, 99, 128, 7, 200, 1, 2]);
        assert_eq!(id.as_str().len(), 17);
        assert_eq!(CourseId::parse(id.as_str()), Ok(id.clone()));
        assert!(ApplicationId::parse(id.as_str()).is_err());
        assert!(CourseId::parse("c0123456789abcdei").is_err());
    }
}
