//! `docs/permissions.md`: who passes the first half of admission, and what each function may touch.

use api::{
    ENDPOINTS, Need,
    access::{Access, RoleName},
};

use super::{NOTE, cell};
use crate::template::{actions_of, subjects};

pub(super) fn page() -> String {
    let mut page = format!("{NOTE}{HEAD}");
    for subject in subjects() {
        page.push_str(&format!(
            "\n### {}\n\n| endpoint | nobody | 医師 | 職員 | 主催者 | API キー（研修会と単位） | API キー（生涯教育の受け取り） | 管理者 |\n|---|---|---|---|---|---|---|---|\n",
            subject.folder()
        ));
        for endpoint in ENDPOINTS
            .iter()
            .filter(|endpoint| endpoint.subject == subject)
        {
            page.push_str(&row(
                endpoint.method.as_str(),
                endpoint.path,
                endpoint.access,
            ));
        }
    }
    page.push_str(NEEDS_HEAD);
    for need in NEEDS {
        let mut actions = actions_of(need);
        actions.dedup();
        let actions = match need {
            Need::Password => "more memory".to_owned(),
            Need::Seal => "opening and making sign-ins".to_owned(),
            _ => actions
                .iter()
                .map(|action| format!("`{action}`"))
                .collect::<Vec<_>>()
                .join(", "),
        };
        let users: Vec<&str> = ENDPOINTS
            .iter()
            .filter(|endpoint| endpoint.needs.contains(&need))
            .map(|endpoint| endpoint.name)
            .chain(
                functions::workers::DECLARATIONS
                    .iter()
                    .filter(|worker| worker.needs.contains(&need))
                    .map(|worker| worker.name),
            )
            .collect();
        page.push_str(&format!(
            "| `{need:?}` | {actions} | {} |\n",
            cell(&holders(&users))
        ));
    }
    page
}

const HEAD: &str = "# Permissions

Admission has two halves. The first, by role, is the table below: it is opened from the seal of the
sign-in before anything is read or parsed, and answers `401` without a sign-in and `403` to a role
without the right. The second asks for jurisdiction: whose page, whose course, whose queue. It is
decided by the pure functions of [`domain/src/access.rs`](../domain/src/access.rs), and what a
person may not know to exist answers `404`.

A test calls every endpoint in every role without the right, with a body that would not parse, and
expects the refusal.

✓ passes the first half, – is refused.
";

const NEEDS_HEAD: &str = "
## What functions may touch

Each function runs under a role of its own that allows its declared needs and nothing else. On one
machine the adapters refuse what was not declared, so a declaration that is too narrow fails in a
test.

| need | allows | held by |
|---|---|---|
";

const NEEDS: [Need; 17] = [
    Need::Read,
    Need::Rules,
    Need::ReadIndex,
    Need::Scan,
    Need::Write,
    Need::Audit,
    Need::InsertRows,
    Need::PutEvidence,
    Need::ReadEvidence,
    Need::ForgetEvidence,
    Need::PutCertificate,
    Need::ReadCertificate,
    Need::SendMail,
    Need::Enqueue,
    Need::SealAudit,
    Need::Password,
    Need::Seal,
];

fn row(method: &str, path: &str, access: Access) -> String {
    let mark = |passes: bool| if passes { "✓" } else { "–" };
    let mut row = format!("| {method} `{path}` | {} |", mark(access.admits(None)));
    for role in RoleName::ALL {
        row.push_str(&format!(" {} |", mark(access.admits(Some(role)))));
    }
    row.push('\n');
    row
}

/// Names while they are few; beyond that only how many.
fn holders(users: &[&str]) -> String {
    if users.len() > 8 {
        format!("{} functions", users.len())
    } else {
        users
            .iter()
            .map(|user| format!("`{user}`"))
            .collect::<Vec<_>>()
            .join(", ")
    }
}
