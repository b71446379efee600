//! The built site, served as the CDN serves it: security headers, compressed files, long caching
//! for names that carry a hash, and the empty shell for every address the application knows itself.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, VARY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::Response;
use sha2::{Digest, Sha256};

/// Names under this folder carry a hash of their content.
const HASHED: &str = "/assets/";
/// The page for every address without a file of its own.
const SHELL: &str = "/shell.html";

/// The site, held in memory: a rebuild under a running stack changes nothing half-way.
#[derive(Debug)]
pub struct Site {
    files: HashMap<String, SiteFile>,
    policy: HeaderValue,
    is_tls: bool,
}

#[derive(Debug)]
struct SiteFile {
    plain: Bytes,
    brotli: Option<Bytes>,
    kind: HeaderValue,
    tag: HeaderValue,
}

impl Site {
    /// Reads the built site. `documents_origin` is where evidence and certificates are.
    ///
    /// # Errors
    /// When the folder can't be read, or there is no shell in it.
    pub fn read(folder: &Path, documents_origin: &str, is_tls: bool) -> Result<Self> {
        let mut files = HashMap::new();
        read_folder(folder, "", &mut files)
            .with_context(|| format!("could not read the site in {}", folder.display()))?;
        if !files.contains_key(SHELL) {
            anyhow::bail!("{} holds no built site (no shell.html)", folder.display());
        }
        let policy = content_security_policy(documents_origin);
        Ok(Self {
            files,
            policy: HeaderValue::from_str(&policy)?,
            is_tls,
        })
    }

    /// Answers a request for a file or a page.
    #[must_use]
    pub fn answer(&self, request: &Request) -> Response {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return self.finish(StatusCode::METHOD_NOT_ALLOWED, None, request);
        }
        match self.find(request.uri().path()) {
            Some((path, file)) => {
                let known = request.headers().get(IF_NONE_MATCH);
                let status = if known == Some(&file.tag) {
                    StatusCode::NOT_MODIFIED
                } else {
                    StatusCode::OK
                };
                self.finish(status, Some((path, file)), request)
            }
            None => self.finish(StatusCode::NOT_FOUND, None, request),
        }
    }

    /// The file of a path: itself, its page (`/sign-in` is `/sign-in.html`), or the shell. A path
    /// that looks like a file is never answered with the shell.
    fn find<'a>(&'a self, path: &'a str) -> Option<(&'a str, &'a SiteFile)> {
        let path = if path == "/" { "/index.html" } else { path };
        if let Some(file) = self.files.get(path) {
            return Some((path, file));
        }
        let last = path.rsplit('/').next().unwrap_or_default();
        if last.contains('.') || path.starts_with(HASHED) {
            return None;
        }
        let page = format!("{}.html", path.trim_end_matches('/'));
        let (key, file) = self
            .files
            .get_key_value(&page)
            .or_else(|| self.files.get_key_value(SHELL))?;
        Some((key, file))
    }

    fn finish(
        &self,
        status: StatusCode,
        found: Option<(&str, &SiteFile)>,
        request: &Request,
    ) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_SECURITY_POLICY, self.policy.clone());
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
        // Addresses may name a person's records; they stay here.
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        headers.insert(
            "permissions-policy",
            HeaderValue::from_static("camera=(), geolocation=(), microphone=()"),
        );
        headers.insert(
            "cross-origin-opener-policy",
            HeaderValue::from_static("same-origin"),
        );
        if self.is_tls {
            headers.insert(
                STRICT_TRANSPORT_SECURITY,
                HeaderValue::from_static("max-age=31536000"),
            );
        }
        let Some((path, file)) = found else {
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
            return response;
        };
        headers.insert(CONTENT_TYPE, file.kind.clone());
        headers.insert(ETAG, file.tag.clone());
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(
            CACHE_CONTROL,
            HeaderValue::from_static(if path.starts_with(HASHED) {
                "public, max-age=31536000, immutable"
            } else {
                "no-cache"
            }),
        );
        if status != StatusCode::OK {
            return response;
        }
        let brotli = file.brotli.as_ref().filter(|_| takes_brotli(request));
        if brotli.is_some() {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
        }
        // The server itself leaves the body of an answer to HEAD away, and keeps its length.
        *response.body_mut() = Body::from(brotli.unwrap_or(&file.plain).clone());
        response
    }
}

/// The policy the CDN sets too. Nothing inline, nothing from elsewhere but the documents.
fn content_security_policy(documents_origin: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: {documents_origin}; connect-src 'self' {documents_origin}; \
         font-src 'self'; frame-src {documents_origin}; form-action 'self'; \
         frame-ancestors 'none'; base-uri 'none'"
    )
}

fn takes_brotli(request: &Request) -> bool {
    request
        .headers()
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| {
            let mut parts = coding.split(';').map(str::trim);
            parts.next() == Some("br") && !parts.any(|weight| matches!(weight, "q=0" | "q=0.0"))
        })
}

fn read_folder(folder: &Path, prefix: &str, files: &mut HashMap<String, SiteFile>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_str().context("a file's name is not readable")?;
        let path = format!("{prefix}/{name}");
        if entry.file_type()?.is_dir() {
            read_folder(&entry.path(), &path, files)?;
        } else if !name.ends_with(".br") {
            files.insert(path, read_file(&entry.path())?);
        }
    }
    Ok(())
}

fn read_file(path: &Path) -> Result<SiteFile> {
    let plain = std::fs::read(path)?;
    let mut compressed = path.as_os_str().to_owned();
    compressed.push(".br");
    let brotli = match std::fs::read(&compressed) {
        Ok(bytes) => Some(Bytes::from(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(error.into()),
    };
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let kind = match (kind.type_().as_str(), kind.subtype().as_str()) {
        ("text", _) | (_, "json" | "javascript") => format!("{kind}; charset=utf-8"),
        _ => kind.to_string(),
    };
    let digest = hex::encode(&Sha256::digest(&plain)[..12]);
    Ok(SiteFile {
        plain: plain.into(),
        brotli,
        kind: HeaderValue::from_str(&kind)?,
        tag: HeaderValue::from_str(&format!("\"{digest}\""))?,
    })
}
