//! Documents in S3: evidence and certificates, under random keys, by pre-signed address.
//!
//! Nothing is served from the site's own origin. Addresses are credentials: short-lived, never
//! logged. Uploads go by POST policy, bound to one key, one type and a range of sizes.

use std::time::{Duration, SystemTime};

use api::Need;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider};
use aws_sdk_s3::{
    Client,
    error::{DisplayErrorContext, ProvideErrorMetadata},
    presigning::PresigningConfig,
    primitives::ByteStream,
};
use aws_sigv4::sign::v4::{calculate_signature, generate_signing_key};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::json;

use crate::{
    aws::OnDemand,
    grants::{Grants, Undeclared},
};

/// How long an upload may take to begin.
const UPLOAD_FOR: Duration = Duration::from_secs(15 * 60);
/// How long an address for looking lives.
const LOOK_FOR: Duration = Duration::from_secs(5 * 60);
/// Where on the shelf of evidence uploads arrive: what was checked is copied to another place, and the
/// bucket forgets the rest (`forget-raw-uploads` in `infra/template.yaml`).
pub const UPLOADED: &str = "new/";
/// Bytes that [`Documents::head`] reads: enough to recognise a type by its content.
const SNIFFED: u64 = 512;

/// The bucket, as one request sees it.
#[derive(Debug, Clone)]
pub struct Documents {
    client: Option<OnDemand<Client>>,
    credentials: SharedCredentialsProvider,
    bucket: String,
    grants: Grants,
}

/// Why the bucket did not do it.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// Nothing lies there (yet).
    #[error("no such document")]
    Missing,
    /// The declaration is too narrow.
    #[error(transparent)]
    Undeclared(#[from] Undeclared),
    /// Everything else the SDK reports.
    #[error("the bucket failed: {0}")]
    Failed(String),
}

/// What a browser needs to upload one file.
#[derive(Debug, Clone)]
pub struct UploadForm {
    /// Where to post.
    pub url: String,
    /// Fields before `file`.
    pub fields: Vec<(String, String)>,
}

/// Which of the two kinds of documents a key belongs to; they lie under separate prefixes so
/// that policies can tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// 証明書類.
    Evidence,
    /// 証書.
    Certificates,
}

impl Shelf {
    /// Prefix of its keys, as the policies name it.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Shelf::Evidence => "evidence/",
            Shelf::Certificates => "certificates/",
        }
    }

    const fn reading(self) -> Need {
        match self {
            Shelf::Evidence => Need::ReadEvidence,
            Shelf::Certificates => Need::ReadCertificate,
        }
    }

    const fn writing(self) -> Need {
        match self {
            Shelf::Evidence => Need::PutEvidence,
            Shelf::Certificates => Need::PutCertificate,
        }
    }
}

impl Documents {
    /// The bucket for one request; without a client when its function declares no need for one.
    #[must_use]
    pub fn new(
        client: Option<OnDemand<Client>>,
        credentials: SharedCredentialsProvider,
        bucket: String,
        grants: Grants,
    ) -> Self {
        Self {
            client,
            credentials,
            bucket,
            grants,
        }
    }

    /// The client, for what was declared.
    fn client(&self, need: Need) -> Result<&Client, Undeclared> {
        self.grants.require(need)?;
        self.client.as_deref().ok_or(Undeclared(need))
    }

    /// Signs a form with which a browser uploads one file of this type and at most `most` bytes.
    ///
    /// # Errors
    /// [`DocumentError::Undeclared`]; failed credentials.
    pub async fn sign_upload(
        &self,
        shelf: Shelf,
        name: &str,
        content_type: &str,
        most: u64,
        now: SystemTime,
    ) -> Result<UploadForm, DocumentError> {
        let client = self.client(shelf.writing())?;
        let key = format!("{}{name}", shelf.prefix());
        let config = client.config();
        let region = config
            .region()
            .map_or("ap-northeast-1", |region| region.as_ref());
        let credentials = self
            .credentials
            .provide_credentials()
            .await
            .map_err(DocumentError::failed)?;
        let stamp = Stamp::of(now);
        let scope = format!("{}/{region}/s3/aws4_request", stamp.day);
        let credential = format!("{}/{scope}", credentials.access_key_id());
        let mut fields = vec![
            ("key".to_owned(), key),
            ("Content-Type".to_owned(), content_type.to_owned()),
            ("x-amz-algorithm".to_owned(), "AWS4-HMAC-SHA256".to_owned()),
            ("x-amz-credential".to_owned(), credential),
            ("x-amz-date".to_owned(), stamp.time.clone()),
        ];
        if let Some(token) = credentials.session_token() {
            fields.push(("x-amz-security-token".to_owned(), token.to_owned()));
        }
        let mut conditions: Vec<serde_json::Value> = fields
            .iter()
            .map(|(name, value)| json!({ name: value }))
            .collect();
        conditions.push(json!({ "bucket": self.bucket }));
        conditions.push(json!(["content-length-range", 1, most]));
        let policy = STANDARD.encode(
            json!({ "expiration": Stamp::of(now + UPLOAD_FOR).rfc3339, "conditions": conditions })
                .to_string(),
        );
        let key = generate_signing_key(credentials.secret_access_key(), now, region, "s3");
        let signature = calculate_signature(key, policy.as_bytes());
        fields.push(("policy".to_owned(), policy));
        fields.push(("x-amz-signature".to_owned(), signature));
        Ok(UploadForm {
            url: self.bucket_url(client).await?,
            fields,
        })
    }

    /// Address of the bucket, as the SDK resolves it (path style on one machine).
    async fn bucket_url(&self, client: &Client) -> Result<String, DocumentError> {
        let request = client
            .get_object()
            .bucket(&self.bucket)
            .key("k")
            .presigned(PresigningConfig::expires_in(LOOK_FOR).map_err(DocumentError::failed)?)
            .await
            .map_err(DocumentError::failed)?;
        let url = request.uri().split('?').next().unwrap_or_default();
        Ok(url.strip_suffix('k').unwrap_or(url).to_owned())
    }

    /// Signs an address for looking at a document in the browser.
    ///
    /// # Errors
    /// [`DocumentError::Undeclared`]; failed credentials.
    pub async fn sign_look(
        &self,
        shelf: Shelf,
        name: &str,
        content_type: &str,
    ) -> Result<String, DocumentError> {
        self.client(shelf.reading())?
            .get_object()
            .bucket(&self.bucket)
            .key(format!("{}{name}", shelf.prefix()))
            .response_content_type(content_type)
            .response_content_disposition("inline")
            .presigned(PresigningConfig::expires_in(LOOK_FOR).map_err(DocumentError::failed)?)
            .await
            .map(|request| request.uri().to_owned())
            .map_err(DocumentError::failed)
    }

    /// Size of a document and its first bytes.
    ///
    /// # Errors
    /// [`DocumentError::Missing`] when nothing was uploaded.
    pub async fn head(&self, shelf: Shelf, name: &str) -> Result<(u64, Vec<u8>), DocumentError> {
        let answer = self
            .client(shelf.reading())?
            .get_object()
            .bucket(&self.bucket)
            .key(format!("{}{name}", shelf.prefix()))
            .range(format!("bytes=0-{}", SNIFFED - 1))
            .send()
            .await
            .map_err(|error| match error.as_service_error() {
                Some(service) if service.is_no_such_key() => DocumentError::Missing,
                _ => DocumentError::failed(error),
            })?;
        let size = answer
            .content_range()
            .and_then(|range| range.rsplit('/').next())
            .and_then(|total| total.parse().ok())
            .or_else(|| {
                answer
                    .content_length()
                    .and_then(|length| length.try_into().ok())
            })
            .unwrap_or_default();
        let bytes = answer
            .body
            .collect()
            .await
            .map_err(DocumentError::failed)?
            .to_vec();
        Ok((size, bytes))
    }

    /// Copies a document on its shelf, within the bucket.
    ///
    /// # Errors
    /// The bucket's.
    pub async fn copy(&self, shelf: Shelf, from: &str, to: &str) -> Result<(), DocumentError> {
        self.grants.require(shelf.reading())?;
        self.client(shelf.writing())?
            .copy_object()
            .bucket(&self.bucket)
            .copy_source(format!("{}/{}{from}", self.bucket, shelf.prefix()))
            .key(format!("{}{to}", shelf.prefix()))
            .send()
            .await
            .map(drop)
            .map_err(DocumentError::failed)
    }

    /// Takes evidence away; what is not there is gone already. The bucket keeps it for as long as any
    /// replaced version. Certificates are never taken away.
    ///
    /// # Errors
    /// The bucket's.
    pub async fn forget_evidence(&self, name: &str) -> Result<(), DocumentError> {
        let deleted = self
            .client(Need::ForgetEvidence)?
            .delete_object()
            .bucket(&self.bucket)
            .key(format!("{}{name}", Shelf::Evidence.prefix()))
            .send()
            .await;
        match deleted {
            Err(error) if error.code() != Some("NoSuchKey") => Err(DocumentError::failed(error)),
            _ => Ok(()),
        }
    }

    /// Stores a document.
    ///
    /// # Errors
    /// The bucket's.
    pub async fn put(
        &self,
        shelf: Shelf,
        name: &str,
        content_type: &str,
        bytes: Vec<u8>,
    ) -> Result<(), DocumentError> {
        self.client(shelf.writing())?
            .put_object()
            .bucket(&self.bucket)
            .key(format!("{}{name}", shelf.prefix()))
            .content_type(content_type)
            .body(ByteStream::from(bytes))
            .send()
            .await
            .map(drop)
            .map_err(DocumentError::failed)
    }
}

impl DocumentError {
    fn failed(error: impl std::error::Error) -> Self {
        Self::Failed(DisplayErrorContext(error).to_string())
    }
}

/// A moment as the three forms that a POST policy wants.
struct Stamp {
    day: String,
    time: String,
    rfc3339: String,
}

impl Stamp {
    fn of(moment: SystemTime) -> Self {
        let time = aws_sdk_s3::primitives::DateTime::from(moment);
        let rfc3339 = aws_sdk_s3::primitives::DateTime::from_secs(time.secs()).to_string();
        let compact: String = rfc3339.chars().filter(|c| !"-:".contains(*c)).collect();
        Self {
            day: compact.chars().take(8).collect(),
            time: compact,
            rfc3339,
        }
    }
}
