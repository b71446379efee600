//! The classic SES protocol: a form with `Action=SendEmail` or `SendRawEmail` comes in, XML goes out.
//!
//! What SES refuses, this refuses with the same code, so that a mail that works here works there:
//! addresses beyond ASCII, more than fifty recipients, a message without a body or beyond 10 MB.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mail_parser::{Address, MessageParser};

use super::page::Shown;
use super::store::Mail;
use crate::lambda::{now_ms, request_id};

/// "The message must be smaller than 10 MB" (SES).
const LARGEST_MESSAGE: usize = 10 * 1024 * 1024;
/// "The total number of recipients can't exceed 50" (SES).
const MOST_RECIPIENTS: usize = 50;

/// A refusal, in SES's words: its code and its message.
#[derive(Debug, PartialEq, Eq)]
struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl Refusal {
    fn sender(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            code,
            message: message.into(),
        }
    }
}

/// One call of the protocol.
pub async fn call(State(shown): State<Shown>, headers: HeaderMap, body: Bytes) -> Response {
    let form = Form::read(&body);
    let action = form.one("Action").unwrap_or_default().to_owned();
    match take(&shown, &headers, &form, &action).await {
        Ok(message_id) => accepted(&action, &message_id),
        Err(refusal) => refused(&refusal),
    }
}

async fn take(
    shown: &Shown,
    headers: &HeaderMap,
    form: &Form,
    action: &str,
) -> Result<String, Refusal> {
    // Signatures are not checked, but they must be there: a form of a page elsewhere has none.
    if !headers
        .get(AUTHORIZATION)
        .is_some_and(|value| value.as_bytes().starts_with(b"AWS4-HMAC-SHA256 "))
    {
        return Err(Refusal {
            status: StatusCode::FORBIDDEN,
            code: "MissingAuthenticationToken",
            message: "Request is missing Authentication Token".into(),
        });
    }
    let mail = match action {
        "SendEmail" => plain(form)?,
        "SendRawEmail" => raw(form)?,
        other => {
            return Err(Refusal::sender(
                "InvalidAction",
                format!("Could not find operation {other} for version 2010-12-01"),
            ));
        }
    };
    check(&mail)?;
    let message_id = mail.message_id.clone();
    shown.mails.keep(mail).await.map_err(|error| {
        tracing::error!(%error, "a mail could not be kept");
        Refusal {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            code: "InternalFailure",
            message: "The mailbox could not keep the mail.".into(),
        }
    })?;
    Ok(message_id)
}

fn plain(form: &Form) -> Result<Mail, Refusal> {
    let text = form.one("Message.Body.Text.Data");
    let html = form.one("Message.Body.Html.Data");
    if text.is_none() && html.is_none() {
        return Err(Refusal::sender(
            "InvalidParameterValue",
            "Message body is required.",
        ));
    }
    let subject = form
        .one("Message.Subject.Data")
        .ok_or_else(|| Refusal::sender("ValidationError", "Message.Subject is required."))?;
    let recipients = ["ToAddresses", "CcAddresses", "BccAddresses"]
        .iter()
        .flat_map(|list| form.members(&format!("Destination.{list}")))
        .collect();
    Ok(Mail {
        number: 0,
        message_id: request_id(),
        sent_ms: now_ms(),
        sender: form.one("Source").unwrap_or_default().to_owned(),
        recipients,
        reply_to: form.members("ReplyToAddresses"),
        subject: subject.to_owned(),
        text: text.unwrap_or_default().to_owned(),
        html: html.map(str::to_owned),
    })
}

fn raw(form: &Form) -> Result<Mail, Refusal> {
    let data = form.one("RawMessage.Data").unwrap_or_default();
    let bytes = STANDARD
        .decode(data)
        .map_err(|_| Refusal::sender("InvalidParameterValue", "RawMessage.Data is not base64."))?;
    if bytes.len() > LARGEST_MESSAGE {
        return Err(too_large(bytes.len()));
    }
    let message = MessageParser::default()
        .parse(&bytes)
        .ok_or_else(|| Refusal::sender("InvalidParameterValue", "Missing final '@domain'"))?;
    let mut recipients = form.members("Destinations");
    if recipients.is_empty() {
        recipients = [message.to(), message.cc(), message.bcc()]
            .into_iter()
            .flat_map(mailboxes)
            .collect();
    }
    let sender = form
        .one("Source")
        .map(str::to_owned)
        .or_else(|| mailboxes(message.from()).into_iter().next())
        .unwrap_or_default();
    Ok(Mail {
        number: 0,
        message_id: request_id(),
        sent_ms: now_ms(),
        sender,
        recipients,
        reply_to: mailboxes(message.reply_to()),
        subject: message.subject().unwrap_or_default().to_owned(),
        text: message
            .body_text(0)
            .map(std::borrow::Cow::into_owned)
            .unwrap_or_default(),
        html: message
            .html_part(0)
            .filter(|part| part.is_text_html())
            .and_then(|part| part.text_contents())
            .map(str::to_owned),
    })
}

fn mailboxes(address: Option<&Address<'_>>) -> Vec<String> {
    address
        .map(|address| {
            address
                .iter()
                .filter_map(|one| one.address().map(str::to_owned))
                .collect()
        })
        .unwrap_or_default()
}

fn check(mail: &Mail) -> Result<(), Refusal> {
    if mail.recipients.is_empty() {
        return Err(Refusal::sender(
            "ValidationError",
            "At least one destination is required.",
        ));
    }
    if mail.recipients.len() > MOST_RECIPIENTS {
        return Err(Refusal::sender(
            "MessageRejected",
            format!("Recipient count exceeds {MOST_RECIPIENTS}."),
        ));
    }
    let size = mail.text.len() + mail.html.as_ref().map_or(0, String::len);
    if size > LARGEST_MESSAGE {
        return Err(too_large(size));
    }
    if mail.subject.contains(['\r', '\n']) {
        return Err(Refusal::sender(
            "InvalidParameterValue",
            "Header contains line breaks.",
        ));
    }
    let addresses = mail.recipients.iter().chain(&mail.reply_to);
    for address in std::iter::once(&mail.sender).chain(addresses) {
        check_address(address)?;
    }
    Ok(())
}

/// What SES checks of an address, the display name included: ASCII without control characters,
/// one `@` between two parts that are not empty, and a dot in the domain.
fn check_address(address: &str) -> Result<(), Refusal> {
    let refuse = |message: &str| Err(Refusal::sender("InvalidParameterValue", message));
    if !address.is_ascii() {
        return refuse("Local address contains control or whitespace");
    }
    let bare = match (address.rfind('<'), address.rfind('>')) {
        (Some(start), Some(end)) if start < end => &address[start + 1..end],
        _ => address,
    };
    let Some((local, domain)) = bare.rsplit_once('@') else {
        return refuse("Missing final '@domain'");
    };
    if local.is_empty() || local.contains(|c: char| c.is_ascii_control() || c == ' ' || c == '@') {
        return refuse("Local address contains control or whitespace");
    }
    let domain_is_good = domain.split('.').count() > 1
        && domain.split('.').all(|label| {
            !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        });
    if !domain_is_good {
        return refuse("Domain contains illegal character");
    }
    Ok(())
}

fn too_large(size: usize) -> Refusal {
    Refusal::sender(
        "InvalidParameterValue",
        format!("Message length is more than {LARGEST_MESSAGE} bytes long: '{size}'."),
    )
}

fn accepted(action: &str, message_id: &str) -> Response {
    xml(
        StatusCode::OK,
        format!(
            "<{action}Response xmlns=\"http://ses.amazonaws.com/doc/2010-12-01/\">\
             <{action}Result><MessageId>{message_id}</MessageId></{action}Result>\
             <ResponseMetadata><RequestId>{}</RequestId></ResponseMetadata></{action}Response>",
            request_id()
        ),
    )
}

fn refused(refusal: &Refusal) -> Response {
    let side = if refusal.status.is_server_error() {
        "Receiver"
    } else {
        "Sender"
    };
    xml(
        refusal.status,
        format!(
            "<ErrorResponse xmlns=\"http://ses.amazonaws.com/doc/2010-12-01/\"><Error>\
             <Type>{side}</Type><Code>{}</Code><Message>{}</Message></Error>\
             <RequestId>{}</RequestId></ErrorResponse>",
            refusal.code,
            askama::filters::escape(&refusal.message, askama::filters::Html)
                .map(|text| text.to_string())
                .unwrap_or_default(),
            request_id()
        ),
    )
}

fn xml(status: StatusCode, body: String) -> Response {
    (status, [(CONTENT_TYPE, "text/xml")], body).into_response()
}

/// The form of a call: names and values in the order sent.
struct Form(Vec<(String, String)>);

impl Form {
    fn read(body: &[u8]) -> Self {
        Self(form_urlencoded::parse(body).into_owned().collect())
    }

    fn one(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The values of `name.member.1`, `name.member.2`, …
    fn members(&self, name: &str) -> Vec<String> {
        let prefix = format!("{name}.member.");
        self.0
            .iter()
            .filter(|(key, _)| key.starts_with(&prefix))
            .map(|(_, value)| value.clone())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::check_address;

    #[test]
    fn addresses_ses_would_refuse_are_refused_here() {
        for good in [
            "doctor@example.jp",
            "=?UTF-8?B?5Yy75bir5Lya?= <noreply@mamis.example.jp>",
        ] {
            assert_eq!(check_address(good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "doctor",
            "医師@example.jp",
            "医師会 <noreply@example.jp>",
            "a b@example.jp",
            "@example.jp",
            "a@example",
            "a@example..jp",
            "a@b@example.jp",
        ] {
            assert!(check_address(bad).is_err(), "{bad}");
        }
    }
}
