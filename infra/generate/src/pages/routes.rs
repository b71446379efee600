//! `docs/routes.md`: every endpoint with its handler.

use api::ENDPOINTS;

use super::{NOTE, cell};
use crate::template::subjects;

pub(super) fn page() -> String {
    let mut page = format!(
        "{NOTE}# Routes

Every endpoint stands once in [`api/src/lib.rs`](../api/src/lib.rs); this page, the router of one
machine, the functions and routes on AWS, [openapi.json](openapi.json) and the site's client come
from there. Paths are below `/api`. Who passes is in [permissions.md](permissions.md), how to add
one in [adding-an-endpoint.md](adding-an-endpoint.md). {} endpoints.
",
        ENDPOINTS.len()
    );
    for subject in subjects() {
        let folder = subject.folder();
        page.push_str(&format!(
            "\n## {folder}\n\n| method | path | handler | what | touches |\n|---|---|---|---|---|\n"
        ));
        for endpoint in ENDPOINTS
            .iter()
            .filter(|endpoint| endpoint.subject == subject)
        {
            let needs: Vec<String> = endpoint
                .needs
                .iter()
                .map(|need| format!("{need:?}"))
                .collect();
            page.push_str(&format!(
                "| {method} | `{path}` | [`{name}`](../functions/src/{folder}/{name}.rs) | {what} | {needs} |\n",
                method = endpoint.method.as_str(),
                path = endpoint.path,
                name = endpoint.name,
                what = cell(endpoint.summary),
                needs = needs.join(", "),
            ));
        }
    }
    page
}
