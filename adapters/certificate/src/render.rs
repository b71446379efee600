//! From text to PDF.

use crate::fonts::unsupported_characters;
use crate::page::Page;
use crate::qr;
use crate::statement::{Statement, StatementPage};
use crate::text::{CertificateText, Field};
use crate::world::{CERTIFICATE, CertificateWorld, STATEMENT};
use serde::Serialize;
use std::sync::LazyLock;
use thiserror::Error;
use typst::comemo;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Smart};
use typst::syntax::Source;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// Why a certificate could not be made. Nothing half-done is left behind: there is a whole PDF or this.
#[derive(Debug, Error)]
pub enum RenderError {
    /// A field that must be there is blank.
    #[error("{0}が空欄です")]
    Blank(Field),
    /// The fonts cannot print these characters as typed.
    #[error("{field}に印字できない文字があります: {}", .characters.join("、"))]
    UnsupportedCharacters {
        /// Where they stand.
        field: Field,
        /// As [`unsupported_characters`] names them.
        characters: Vec<String>,
    },
    /// The address of the check page is longer than the printed QR code can hold: 251 bytes.
    #[error("確認ページのアドレスが長すぎて、二次元コードにできません（{0}バイト）")]
    CheckUrlTooLong(usize),
    /// The text does not fit on the one page.
    #[error("文面が1枚に収まりません（{0}ページ）")]
    DoesNotFit(usize),
    /// The typesetter complains: a fault of the template, not of the data. Messages for the log.
    #[error("certificate template: {0}")]
    Template(String),
}

/// Pages of a table at most: 300 rows with long titles.
const MOST_PAGES: usize = 40;

/// 証書を組む: the certificate as PDF/A-3a and PDF/UA-1, some 50 to 100 kB.
///
/// The same text gives the same bytes. Takes milliseconds once the process is warm.
///
/// # Errors
/// [`RenderError`]; all but `Template` name what is wrong with the text, in Japanese.
pub fn render(text: &CertificateText) -> Result<Vec<u8>, RenderError> {
    check(text.fields())?;
    print(&CERTIFICATE, text, &Page::from(text), 1)
}

/// The same for a certificate with a table: on as many pages as it needs.
///
/// # Errors
/// [`RenderError`], as for [`render`].
pub fn render_statement(statement: &Statement) -> Result<Vec<u8>, RenderError> {
    check(statement.fields())?;
    let page = StatementPage::from(statement);
    print(&STATEMENT, &statement.text, &page, MOST_PAGES)
}

fn print(
    template: &'static Source,
    text: &CertificateText,
    page: &impl Serialize,
    most_pages: usize,
) -> Result<Vec<u8>, RenderError> {
    let qr = qr::svg(&text.check_url)
        .map_err(|qr::TooLong| RenderError::CheckUrlTooLong(text.check_url.len()))?;
    let data =
        serde_json::to_vec(page).map_err(|error| RenderError::Template(error.to_string()))?;
    let world = CertificateWorld {
        template,
        data: Bytes::new(data),
        qr: Bytes::from_string(qr),
    };
    let pdf =
        typeset(&world, most_pages).and_then(|document| export(&document, text.number.as_str()));
    // The typesetter remembers what it computed, names included: forget them, and keep a warm process small.
    comemo::evict(0);
    pdf
}

fn check<'a>(fields: impl Iterator<Item = (Field, &'a str)>) -> Result<(), RenderError> {
    for (field, value) in fields {
        if value.trim().is_empty() {
            return Err(RenderError::Blank(field));
        }
        let characters = unsupported_characters(value);
        if !characters.is_empty() {
            return Err(RenderError::UnsupportedCharacters { field, characters });
        }
    }
    Ok(())
}

fn typeset(world: &CertificateWorld, most_pages: usize) -> Result<PagedDocument, RenderError> {
    let Warned { output, warnings } = typst::compile::<PagedDocument>(world);
    let document = output.map_err(|errors| complaint(&errors))?;
    if !warnings.is_empty() {
        return Err(complaint(&warnings));
    }
    match document.pages().len() {
        pages if pages <= most_pages => Ok(document),
        pages => Err(RenderError::DoesNotFit(pages)),
    }
}

static STANDARDS: LazyLock<PdfStandards> = LazyLock::new(|| {
    PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
        .expect("both standards rest on PDF 1.7")
});

fn export(document: &PagedDocument, number: &str) -> Result<Vec<u8>, RenderError> {
    let options = PdfOptions {
        ident: Smart::Custom(number.to_owned()),
        creator: Smart::Custom(Some("MAMIS".to_owned())),
        standards: STANDARDS.clone(),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| complaint(&errors))
}

fn complaint(diagnostics: &[SourceDiagnostic]) -> RenderError {
    let messages: Vec<&str> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.message.as_str())
        .collect();
    RenderError::Template(messages.join("; "))
}
