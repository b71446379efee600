//! The typesetter's whole world: the template, the data of one certificate, two fonts. No file system, network or clock.

use crate::fonts::FONTS;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// 修了証 and 認定証.
pub(crate) static CERTIFICATE: LazyLock<Source> = LazyLock::new(|| {
    Source::new(
        id("/completion.typ"),
        include_str!("../templates/completion.typ").to_owned(),
    )
});
/// 学習単位取得証 and 受講証明書.
pub(crate) static STATEMENT: LazyLock<Source> = LazyLock::new(|| {
    Source::new(
        id("/statement.typ"),
        include_str!("../templates/statement.typ").to_owned(),
    )
});
static DATA: LazyLock<FileId> = LazyLock::new(|| id("/certificate.json"));
static QR: LazyLock<FileId> = LazyLock::new(|| id("/qr.svg"));

fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("a constant path without `..`");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

/// What the template can read for one certificate.
pub(crate) struct CertificateWorld {
    /// The template.
    pub(crate) template: &'static Source,
    /// `/certificate.json`, see [`crate::page::Page`].
    pub(crate) data: Bytes,
    /// `/qr.svg`.
    pub(crate) qr: Bytes,
}

impl World for CertificateWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            Ok(self.template.clone())
        } else {
            Err(not_here(id))
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id {
            id if id == *DATA => Ok(self.data.clone()),
            id if id == *QR => Ok(self.qr.clone()),
            id => Err(not_here(id)),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.all.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_here(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}
