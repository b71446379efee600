//! The documents' store: an embedded S3-compatible server on an origin of its own.
//!
//! Evidence, certificates and exports are uploaded and fetched by pre-signed URL. As on AWS this
//! is another origin than the site's, so that nothing a stranger uploaded runs with the site's
//! rights; the headers say so once more. The embedded server knows no CORS, so a layer in front
//! answers for it: only the site's origin may post and read.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use aws_credential_types::Credentials;
use axum::Router;
use axum::error_handling::HandleError;
use axum::extract::{Request, State};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::Response;
use s3s::auth::SimpleAuth;
use s3s::config::{S3Config, StaticConfigProvider};
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use tower_http::cors::CorsLayer;

use crate::clients;
use crate::listen::Door;
use crate::tasks::Tasks;

/// The bucket that holds evidence, certificates and exports.
pub const DOCUMENTS_BUCKET: &str = "documents";

/// The bucket that holds heads of the audit trail. Nothing locks its objects here.
pub const HEADS_BUCKET: &str = "audit-heads";

/// Form uploads beyond this are refused whatever their policy says: bytes (32 MiB; evidence is
/// at most 10 MB, a spreadsheet for a job at most 20 MB).
const LARGEST_FORM_UPLOAD: u64 = 32 * 1024 * 1024;

/// How long a browser may remember the answer to a pre-flight request.
const PREFLIGHT_MAX_AGE: Duration = Duration::from_secs(3600);

/// The running documents server.
#[derive(Debug, Clone)]
pub struct DocumentsServer {
    origin: String,
    client: aws_sdk_s3::Client,
}

impl DocumentsServer {
    /// Serves `folder` through `door`; pages of `site_origin` may post to it and read from it.
    ///
    /// # Errors
    /// When the folder can't be used.
    pub fn start(
        folder: &Path,
        door: Door,
        site_origin: &str,
        credentials: &Credentials,
        tasks: &mut Tasks,
    ) -> Result<Self> {
        for bucket in [DOCUMENTS_BUCKET, HEADS_BUCKET] {
            std::fs::create_dir_all(folder.join(bucket))
                .with_context(|| format!("could not create {}", folder.display()))?;
        }
        let origin = door.origin();
        let app = Router::new()
            .fallback_service(HandleError::new(
                store(folder, credentials)?,
                |error: s3s::HttpError| async move {
                    tracing::warn!(?error, "the documents server failed");
                    StatusCode::INTERNAL_SERVER_ERROR
                },
            ))
            .layer(middleware::from_fn_with_state(
                frame_policy(site_origin)?,
                protect,
            ))
            .layer(cors(site_origin)?);
        tasks.spawn(door.serve(app, tasks.stop_signal()));
        let config = aws_sdk_s3::config::Builder::from(&clients::config(&origin, credentials))
            .force_path_style(true)
            .build();
        Ok(Self {
            origin,
            client: aws_sdk_s3::Client::from_conf(config),
        })
    }

    /// The origin of pre-signed URLs.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The production client, pointed here (path style).
    #[must_use]
    pub fn client(&self) -> aws_sdk_s3::Client {
        self.client.clone()
    }
}

fn store(folder: &Path, credentials: &Credentials) -> Result<s3s::service::S3Service> {
    let files = FileSystem::new(folder)
        .map_err(|error| anyhow!("could not use {}: {error:?}", folder.display()))?;
    let mut builder = S3ServiceBuilder::new(files);
    builder.set_auth(SimpleAuth::from_single(
        credentials.access_key_id(),
        credentials.secret_access_key(),
    ));
    let mut config = S3Config::default();
    config.post_object_max_file_size = LARGEST_FORM_UPLOAD;
    builder.set_config(Arc::new(StaticConfigProvider::new(Arc::new(config))));
    Ok(builder.build())
}

fn cors(site_origin: &str) -> Result<CorsLayer> {
    let origins = site_origins(site_origin)
        .iter()
        .map(|origin| HeaderValue::from_str(origin))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(CorsLayer::new()
        .allow_origin(origins)
        .allow_methods([Method::GET, Method::HEAD, Method::PUT, Method::POST])
        .allow_headers([CONTENT_TYPE])
        .expose_headers([HeaderName::from_static("etag")])
        .max_age(PREFLIGHT_MAX_AGE))
}

/// On loopback people write either name of this machine.
fn site_origins(site_origin: &str) -> Vec<String> {
    let mut origins = vec![site_origin.to_owned()];
    if site_origin.contains("://127.0.0.1:") {
        origins.push(site_origin.replace("://127.0.0.1:", "://localhost:"));
    }
    origins
}

/// The policies of an answer: `(for a PDF, for everything else)`.
#[derive(Clone)]
struct Policies {
    pdf: HeaderValue,
    other: HeaderValue,
}

fn frame_policy(site_origin: &str) -> Result<Policies> {
    let base = format!(
        "default-src 'none'; frame-ancestors {}",
        site_origins(site_origin).join(" ")
    );
    Ok(Policies {
        // A sandboxed PDF is not shown at all by Chromium's viewer, which has its own sandbox.
        pdf: HeaderValue::from_str(&base)?,
        other: HeaderValue::from_str(&format!("{base}; sandbox"))?,
    })
}

async fn protect(State(policies): State<Policies>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let is_pdf = response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind == "application/pdf");
    let policy = if is_pdf { policies.pdf } else { policies.other };
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}
