//! 証書: listed, opened as PDF in a tab (features.md #116).

use api::certificates::CertificateSummary;
use domain::certificate::{CertificateNumber, CertificateStatus};
use domain::label;
use yew::prelude::*;

use crate::markup::{component, html};

use crate::client;
use crate::load::use_load;
use crate::text::doctor as say;
use crate::ui::{Page, Tag, Tone};
use crate::words::{Words, use_words};

/// The address that redirects a tab to the PDF.
pub fn document(number: &CertificateNumber) -> String {
    let path = api::certificates::CertificatePath {
        certificate: number.clone(),
    };
    ["/api", &client::address::<api::OpenMyCertificate>(&path)].concat()
}

/// Certificates as rows, newest first.
pub fn certificate_rows(certificates: &[CertificateSummary], words: Words) -> Html {
    let row = |certificate: &CertificateSummary| {
        let mut small = words.fill(say::NUMBER, &[("number", &certificate.number)]);
        small.push_str(words.dot());
        small.push_str(&words.short_day(certificate.issued_on));
        if let Some(until) = certificate.valid_until {
            small.push_str(words.dot());
            small.push_str(&words.fill(say::VALID_UNTIL, &[("until", &words.day(until))]));
        }
        let kind = words.say(label::certificate_kind(certificate.kind));
        let programme = words.say(label::programme(certificate.programme));
        html! {
            <li class="row plain">
                <div>{ format!("{programme} {kind}") }<small class="number">{ small }</small></div>
                <div class="stack">
                    if certificate.status != CertificateStatus::Valid {
                        <Tag tone={Tone::Alert} text={words.say(label::certificate_status(certificate.status))} />
                    }
                    if certificate.ready {
                        <a class="button little" href={document(&certificate.number)} target="_blank" rel="noopener">
                            { words.say(say::OPEN) }<span class="away">{ format!(" {kind} {}", certificate.number) }</span>
                        </a>
                    } else {
                        <Tag text={words.say(say::BEING_MADE)} />
                    }
                </div>
            </li>
        }
    };
    html! { <ul class="rows">{ for certificates.iter().map(row) }</ul> }
}

/// The page.
#[component]
pub fn CertificatesPage() -> Html {
    let words = use_words();
    let address = client::address::<api::ListMyCertificates>(&api::NoPath {});
    let list = use_load::<api::ListMyCertificates>(address);
    html! {
        <Page title={words.say(say::CERTIFICATES_TITLE)} narrow=true>
            <p>{ words.say(say::CERTIFICATES_TEXT) }</p>
            <section class="card">
                { list.draw(|list| {
                    if list.certificates.is_empty() {
                        html! { <p class="quiet">{ words.say(say::NO_CERTIFICATES) }</p> }
                    } else {
                        certificate_rows(&list.certificates, words)
                    }
                }) }
            </section>
        </Page>
    }
}
