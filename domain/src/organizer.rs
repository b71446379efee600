//! 研修会主催者: associations of any layer, and external bodies approved by a prefecture
//! (features.md #123).

use serde::{Deserialize, Serialize};

use crate::association::{AssociationId, Tier};
use crate::contact::{self, EmailAddress, PhoneNumber, PrefectureCode};
use crate::id::ExternalBodyId;
use crate::rejection::{Code, FieldProblem, Problems, Rejection};

text_value! {
    /// Who organises a course: an association's id, or `x…` for an external body.
    OrganizerId,
    pattern = "^(national|[0-4][0-9](-[0-9]{3})?|x[0-9a-hjkmnp-tv-z]{16})$",
    description = "Organiser: an association's id or that of an external body."
}

impl OrganizerId {
    /// Reads an id.
    ///
    /// # Errors
    /// `required`, `bad-id`.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Code::Required.into());
        }
        if ExternalBodyId::parse(text).is_err() {
            AssociationId::parse(text)?;
        }
        Ok(OrganizerId(text.to_owned()))
    }

    /// The association, when it is one.
    #[must_use]
    pub fn association(&self) -> Option<AssociationId> {
        AssociationId::parse(&self.0).ok()
    }

    /// Whether it is an external body (外部団体).
    #[must_use]
    pub fn is_external(&self) -> bool {
        self.association().is_none()
    }
}

impl From<AssociationId> for OrganizerId {
    fn from(id: AssociationId) -> Self {
        OrganizerId(id.to_string())
    }
}

impl From<ExternalBodyId> for OrganizerId {
    fn from(id: ExternalBodyId) -> Self {
        OrganizerId(id.to_string())
    }
}

named_variants! {
    /// What an API key opens. A key opens one of them, so that the program of one site cannot do
    /// the work of another.
    #[derive(Default)]
    pub enum ApiKeyKind {
        /// Courses of its organiser and their credits. Keys from before kinds are of this one.
        #[default]
        Credits = "credits",
        /// The feed of e-learning and journal quiz (features.md #75), and nothing else: for the
        /// CME site, so of the national association only.
        Feed = "feed",
    }
}

impl ApiKeyKind {
    /// The kinds that an organiser may make; `association` is none for external bodies.
    #[must_use]
    pub fn open_to(association: Option<&AssociationId>) -> &'static [ApiKeyKind] {
        if association.is_some_and(|own| own.tier() == Tier::National) {
            Self::ALL
        } else {
            &[ApiKeyKind::Credits]
        }
    }
}

/// お問合せ先: whom a doctor asks about a course or a missing credit (features.md #60).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Enquiries {
    /// Section or person in charge.
    pub name: String,
    /// Telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<PhoneNumber>,
    /// E-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
}

/// Enquiries as typed: a name, and a telephone number or an e-mail address or both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct EnquiriesForm {
    /// Section or person in charge, at most 50 characters.
    pub name: String,
    /// Telephone.
    pub telephone: String,
    /// E-mail.
    pub email: String,
}

/// Characters of the name of a contact.
pub const ENQUIRIES_NAME_MAX: usize = 50;
/// Characters of what an API key is for.
pub const API_KEY_LABEL_MAX: usize = 40;
/// Characters of the name of a member of staff.
pub const STAFF_NAME_MAX: usize = 64;

impl EnquiriesForm {
    /// Checks every field.
    pub fn check(&self, problems: &mut Problems) -> Option<Enquiries> {
        let name = problems.take("name", contact::free_text(&self.name, ENQUIRIES_NAME_MAX));
        let telephone = problems.take_optional("telephone", &self.telephone, PhoneNumber::parse);
        let email = problems.take_optional("email", &self.email, EmailAddress::parse);
        if matches!((&telephone, &email), (Some(None), Some(None))) {
            let missing =
                Rejection::new(Code::Incomplete).with("missing", "電話番号またはメールアドレス");
            problems.add("telephone", missing);
            return None;
        }
        Some(Enquiries {
            name: name?,
            telephone: telephone?,
            email: email?,
        })
    }
}

/// An organiser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Organizer {
    /// Its id.
    pub id: OrganizerId,
    /// Its name.
    pub name: String,
    /// The prefecture whose association approves its courses (and, for an external body, itself).
    pub prefecture: PrefectureCode,
    /// Whom doctors ask.
    pub enquiries: Enquiries,
}

/// The application of an external body for an account, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct OrganizerForm {
    /// Name of the body, at most 100 characters.
    pub name: String,
    /// The prefecture that is to approve it.
    pub prefecture: String,
    /// Whom doctors ask.
    pub enquiries: EnquiriesForm,
}

/// Characters of the name of an organiser.
pub const ORGANIZER_NAME_MAX: usize = 100;

impl OrganizerForm {
    /// Checks every field.
    ///
    /// # Errors
    /// All refusals.
    pub fn check(&self, id: &ExternalBodyId) -> Result<Organizer, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        let name = problems.take("name", contact::free_text(&self.name, ORGANIZER_NAME_MAX));
        let prefecture = problems.take("prefecture", PrefectureCode::parse(&self.prefecture));
        let enquiries = problems.within("enquiries.", |problems| self.enquiries.check(problems));
        let organizer = (|| {
            let id = OrganizerId::from(id.clone());
            Some(Organizer {
                id,
                name: name?,
                prefecture: prefecture?,
                enquiries: enquiries?,
            })
        })();
        problems.finish(organizer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rejection::Code;

    fn refused(name: usize, person: usize) -> Vec<(String, Code)> {
        let form = OrganizerForm {
            name: "会".repeat(name),
            prefecture: "13".into(),
            enquiries: EnquiriesForm {
                name: "係".repeat(person),
                telephone: "03-0000-0000".into(),
                email: String::new(),
            },
        };
        let found = form.check(&ExternalBodyId::new([1; crate::id::RANDOM_BYTES]));
        let found = found.err().unwrap_or_default();
        let codes = found.into_iter().map(|one| (one.field, one.rejection.code));
        codes.collect()
    }

    #[test]
    fn every_field_is_accepted_at_its_limit_and_refused_beyond() {
        assert_eq!(refused(100, 50), []);
        let beyond = ["name", "enquiries.name"].map(|field| (field.to_owned(), Code::TooLong));
        assert_eq!(refused(101, 51), beyond);
    }
}
