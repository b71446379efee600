//! 保持者の名簿を取り込む (features.md #72): titles from before the system.
//!
//! Natural key: number, programme and validity. A row never takes the place of a newer approval,
//! and the same row again changes nothing, so a list can be sent as often as one likes.

use std::collections::BTreeMap;

use adapters::store::{
    Key, StoreError,
    items::qualification::{ApprovalRecord, PaperHolder, QualificationRecord},
};
use api::{
    ImportHolders,
    holders::{HolderImport, IMPORT_MOST, ImportLine, ImportReceipt},
    problem::{FieldText, ProblemKind},
};
use domain::{
    association::{AssociationId, Tier},
    holder::{HolderEntry, ImportFate, fate},
    programme::Programme,
    register_number::MedicalRegisterNumber,
    rejection::{Code, FieldProblem, Rejection},
};
use futures::{StreamExt, TryStreamExt, stream};

use crate::{Failure, Reply, Scope, pipeline::Writing, review::docket};

/// Titles written at once.
const AT_ONCE: usize = 16;
/// How often a row is tried when somebody else writes the same title.
const ROUNDS: usize = 4;

type TitleKey = (MedicalRegisterNumber, Programme);

/// Row by row; rows about one title in their order, titles side by side.
pub async fn handle(
    scope: Scope,
    call: Writing<ImportHolders>,
) -> Result<Reply<ImportReceipt>, Failure> {
    let officer = &call.caller;
    if officer.tier != Tier::National {
        return Err(Failure::new(ProblemKind::Forbidden));
    }
    let HolderImport { rows } = &call.body;
    if rows.len() > IMPORT_MOST {
        let rejection = Rejection::new(Code::TooMany).with("max", IMPORT_MOST);
        return Err(Failure::invalid(vec![FieldProblem::new("rows", rejection)]));
    }
    docket::audit(&scope, officer, "holders".to_owned(), "import_holders").await?;
    let mut lines: Vec<Option<ImportLine>> = vec![None; rows.len()];
    let mut titles: BTreeMap<TitleKey, Vec<(usize, HolderEntry)>> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        match row.check(scope.today()) {
            Ok(entry) => {
                let key = (entry.register_number.clone(), entry.programme);
                titles.entry(key).or_default().push((place, entry));
            }
            Err(problems) => {
                let text = |problem| FieldText::of(problem, scope.language);
                lines[place] = Some(ImportLine {
                    register_number: MedicalRegisterNumber::parse(&row.register_number).ok(),
                    fate: ImportFate::Refused,
                    fields: problems.iter().map(text).collect(),
                });
            }
        }
    }
    let written: Vec<Vec<(usize, ImportLine)>> = stream::iter(titles.into_values())
        .map(|entries| title(&scope, entries))
        .buffer_unordered(AT_ONCE)
        .try_collect()
        .await?;
    for (place, line) in written.into_iter().flatten() {
        lines[place] = Some(line);
    }
    Ok(Reply::ok(ImportReceipt {
        rows: lines.into_iter().flatten().collect(),
    }))
}

async fn title(
    scope: &Scope,
    entries: Vec<(usize, HolderEntry)>,
) -> Result<Vec<(usize, ImportLine)>, Failure> {
    let mut lines = Vec::with_capacity(entries.len());
    for (place, entry) in entries {
        let fate = keep(scope, &entry).await?;
        let line = ImportLine {
            register_number: Some(entry.register_number),
            fate,
            fields: Vec::new(),
        };
        lines.push((place, line));
    }
    Ok(lines)
}

/// Writes a row, unless it is known or a newer approval is.
async fn keep(scope: &Scope, entry: &HolderEntry) -> Result<ImportFate, Failure> {
    let key = Key::qualification(&entry.register_number, entry.programme);
    for _ in 0..ROUNDS {
        let known = scope.store.read::<QualificationRecord>(&key).await?;
        let approvals = known.iter().flat_map(|known| &known.approvals);
        let approvals: Vec<_> = approvals
            .map(|one| (&one.fact, one.certificate.as_deref()))
            .collect();
        let fate = fate(&approvals, entry);
        let written = match (fate, known) {
            (ImportFate::Added, None) => scope.store.insert(&first(entry)).await,
            (ImportFate::Renewed, Some(known)) => {
                let mut transaction = adapters::store::Transaction::new();
                transaction.replace(&renewed(&known, entry), known.v)?;
                scope.store.commit(transaction).await
            }
            _ => return Ok(fate),
        };
        match written {
            Ok(()) => return Ok(fate),
            // Somebody else wrote the same title: what is known now decides.
            Err(StoreError::Refused(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Failure::new(ProblemKind::Busy).after(5))
}

fn approval(entry: &HolderEntry) -> ApprovalRecord {
    ApprovalRecord {
        fact: entry.approval.clone(),
        certificate: entry.certificate.clone(),
        application: None,
        used: Vec::new(),
    }
}

fn paper(entry: &HolderEntry) -> PaperHolder {
    PaperHolder {
        name: entry.name.clone(),
        address: entry.address.clone(),
    }
}

fn first(entry: &HolderEntry) -> QualificationRecord {
    QualificationRecord {
        register_number: entry.register_number.clone(),
        programme: entry.programme,
        approvals: vec![approval(entry)],
        grace: None,
        prefecture: AssociationId::prefectural(entry.prefecture),
        on_paper: Some(paper(entry)),
        v: 1,
    }
}

/// The title with one approval more; grace was for the expiry before.
fn renewed(known: &QualificationRecord, entry: &HolderEntry) -> QualificationRecord {
    let mut renewed = known.clone();
    renewed.approvals.push(approval(entry));
    renewed.grace = None;
    renewed.prefecture = AssociationId::prefectural(entry.prefecture);
    renewed.on_paper = Some(paper(entry));
    renewed.v += 1;
    renewed
}
