//! The data file that the template reads: [`CertificateText`] with its dates in words.

use crate::text::CertificateText;
use domain::language::Language;
use serde::Serialize;

/// `/certificate.json` of the template.
#[derive(Serialize)]
pub(crate) struct Page<'a> {
    title: &'a str,
    programme: &'a str,
    number: &'a str,
    holder: &'a str,
    register_number: String,
    sentence: &'a str,
    issued_on: String,
    document_date: DocumentDate,
    association: &'a str,
    president_title: &'a str,
    president_name: Option<&'a str>,
    seal: &'a str,
    check_url: &'a str,
}

#[derive(Serialize)]
struct DocumentDate {
    year: i32,
    month: u8,
    day: u8,
}

impl<'a> From<&'a CertificateText> for Page<'a> {
    fn from(text: &'a CertificateText) -> Self {
        Self {
            title: &text.title,
            programme: &text.programme,
            number: text.number.as_str(),
            holder: &text.holder,
            register_number: text.register_number.shown(Language::Ja),
            sentence: &text.sentence,
            issued_on: text.issued_on.both_calendars(),
            document_date: DocumentDate {
                year: text.issued_on.year(),
                month: text.issued_on.month(),
                day: text.issued_on.day(),
            },
            association: &text.issuer.association,
            president_title: &text.issuer.president_title,
            president_name: text.issuer.president_name.as_deref(),
            seal: &text.issuer.seal,
            check_url: &text.check_url,
        }
    }
}
