//! 生涯教育: credits of every origin for the oldest persona, and a declaration in each state.

use super::super::accounts::{SENIOR, VETERAN};
use super::super::doctors::HOME_DISTRICT;
use super::super::world::{DemoWorld, Evidence, FileType, Office};
use super::super::{date, evidence, ids};
use super::credits::entries;
use super::doctors::Registered;
use super::staff::clerk;
use super::{LoadError, at, insert, object_name};
use adapters::documents::{Documents, Shelf};
use adapters::store::Store;
use adapters::store::items::credit::CreditRecord;
use adapters::store::items::doctor::EvidenceRecord;
use adapters::store::items::learning::{
    DeclarationEventRecord, DeclarationLine, DeclarationRecord,
};
use domain::application::{Actor, HandedInForm, HandedInItem};
use domain::association::AssociationId;
use domain::calendar::{Date, FiscalYear};
use domain::credit::{CreditEntry, credit_facts};
use domain::evidence::{EvidenceKind, MediaType};
use domain::id::{ApplicationId, EvidenceId};
use domain::learning::{
    DeclarationEvent, DeclarationEventKind, DeclarationForm, DeclarationStatus, FeedRow, ImportRow,
    LearningDeclaration, declaring_to,
};
use domain::organizer::OrganizerId;
use domain::programme::Programme;
use domain::rules::{LearningRules, RuleBook};
use domain::units::Units;
use std::collections::HashMap;

/// What the association has sent back, in the doctor's words to read.
const REASON: &str =
    "参加証の日付が読み取れません。日付が分かる面を、もう一度アップロードしてください。";

/// A declaration of the world.
struct Listed<'a> {
    doctor: &'a Registered,
    status: DeclarationStatus,
    /// The day of submitting, in 2026.
    submitted: (u8, u8),
    /// Title and half units of what was added.
    added: &'static [(&'static str, u16)],
}

/// State, day of submitting, and what was added.
type State = (DeclarationStatus, (u8, u8), &'static [(&'static str, u16)]);

/// All that is written of one declaration.
pub struct Declared {
    head: DeclarationRecord,
    declaration: LearningDeclaration,
    files: Vec<Vec<u8>>,
}

fn year() -> Result<FiscalYear, LoadError> {
    FiscalYear::try_from(2025).map_err(|refused| LoadError::Impossible(refused.to_string()))
}

fn rules(book: &RuleBook, on: Date) -> Result<&LearningRules, LoadError> {
    let version = book.version(Programme::ContinuingEducation, on);
    let learning = version.and_then(|version| version.learning());
    learning.ok_or_else(|| LoadError::Impossible("no rules of continuing education".to_owned()))
}

fn with_login<'a>(
    world: &DemoWorld,
    doctors: &'a HashMap<String, Registered>,
    login: &str,
) -> Option<&'a Registered> {
    let listed = world.doctors.iter().find(|doctor| doctor.login == login)?;
    doctors.get(&listed.register_number)
}

/// E-learning, journal quiz and earlier years of the oldest persona, as the national association
/// posted them.
pub fn fed(
    world: &DemoWorld,
    doctors: &HashMap<String, Registered>,
) -> Result<Vec<CreditRecord>, LoadError> {
    let Some(senior) = with_login(world, doctors, SENIOR) else {
        return Ok(Vec::new());
    };
    let number = senior.identity.number.to_string();
    let name = senior.profile.profile.name.kanji.to_string();
    let feed = |id: &str, kind: &str, title: &str, units: &str, code: &str, day: &str| FeedRow {
        row_id: id.to_owned(),
        register_number: number.clone(),
        name: name.clone(),
        kind: kind.to_owned(),
        title: title.to_owned(),
        units: units.to_owned(),
        codes: vec![code.to_owned()],
        date: day.to_owned(),
    };
    let rows = [
        feed(
            "elearning-1",
            "e-learning",
            "e-ラーニング　高血圧の最新の診療",
            "1",
            "74",
            "2025-06-08",
        ),
        feed(
            "elearning-2",
            "e-learning",
            "e-ラーニング　在宅医療の実際",
            "1.5",
            "80",
            "2026-07-19",
        ),
        feed(
            "quiz-1",
            "journal-quiz",
            "日本医師会雑誌　第154巻第9号",
            "1",
            "15",
            "2025-12-20",
        ),
        feed(
            "quiz-2",
            "journal-quiz",
            "日本医師会雑誌　第155巻第4号",
            "1",
            "12",
            "2026-08-22",
        ),
    ];
    let import = ImportRow {
        row_id: "import-2023".to_owned(),
        register_number: number.clone(),
        name: name.clone(),
        fiscal_year: "2023".to_owned(),
        units: "14.5".to_owned(),
        codes: ["1", "2", "7", "9"].map(str::to_owned).to_vec(),
    };
    let today = super::forms::day(super::super::TODAY);
    let organizer = OrganizerId::from(AssociationId::national());
    let posted = at(date(2026, 9, 1), 6);
    let checked = rows.iter().map(|row| row.check(today));
    checked
        .chain([import.check(today)])
        .map(|row| {
            let row = row.map_err(|problems| LoadError::Invalid {
                what: "a row of the feed".to_owned(),
                problems,
            })?;
            let entry = row.entry(&organizer, "日本医師会", posted);
            Ok(CreditRecord::outside(entry, false))
        })
        .collect()
}

/// The declarations: two wait at 文京区医師会, one of them late; one came back, one is accepted.
pub fn declared(
    world: &DemoWorld,
    doctors: &HashMap<String, Registered>,
    ledger: &[CreditRecord],
    book: &RuleBook,
) -> Result<Vec<Declared>, LoadError> {
    let neighbours = world
        .doctors
        .iter()
        .skip(4)
        .filter_map(|doctor| doctors.get(&doctor.register_number))
        .filter(|doctor| {
            let own = &doctor.profile.memberships;
            own.iter()
                .any(|named| named.membership.association == ids::association(HOME_DISTRICT))
        });
    let states: [State; 2] = [
        (
            DeclarationStatus::Submitted,
            (4, 21),
            &[
                ("日本内科学会総会・講演会", 6),
                ("地域連携カンファレンス", 2),
            ],
        ),
        (DeclarationStatus::Submitted, (5, 12), &[]),
    ];
    let waiting = neighbours
        .zip(states)
        .map(|(doctor, (status, submitted, added))| Listed {
            doctor,
            status,
            submitted,
            added,
        });
    let persona = |login, status, submitted, added| {
        with_login(world, doctors, login).map(|doctor| Listed {
            doctor,
            status,
            submitted,
            added,
        })
    };
    let personas = [
        persona(
            VETERAN,
            DeclarationStatus::SentBack,
            (4, 18),
            &[("日本プライマリ・ケア連合学会学術大会", 5)][..],
        ),
        persona(
            SENIOR,
            DeclarationStatus::Accepted,
            (4, 9),
            &[("日本老年医学会学術集会", 4)][..],
        ),
    ];
    waiting
        .chain(personas.into_iter().flatten())
        .map(|listed| one(world, &listed, ledger, book))
        .collect()
}

fn one(
    world: &DemoWorld,
    listed: &Listed<'_>,
    ledger: &[CreditRecord],
    book: &RuleBook,
) -> Result<Declared, LoadError> {
    let (year, profile) = (year()?, &listed.doctor.profile);
    let number = profile.number.clone();
    let id = ApplicationId::new(ids::bytes(&format!("declaration/{number}")));
    let submitted = date(2026, listed.submitted.0, listed.submitted.1);
    let day = super::forms::day(submitted);
    let rules = rules(book, day)?;
    let (mut documents, mut files, mut outside) = (Vec::new(), Vec::new(), Vec::new());
    for (place, (title, halves)) in listed.added.iter().enumerate() {
        let paper = Evidence {
            file_name: format!("参加証{}.pdf", place + 1),
            file_type: FileType::Pdf,
            lines: vec!["CERTIFICATE OF ATTENDANCE".to_owned(), "SAMPLE".to_owned()],
        };
        let bytes = evidence::file(&paper)?;
        let evidence = EvidenceId::new(ids::bytes(&format!("declaration/{number}/{place}")));
        documents.push(EvidenceRecord {
            partition: profile.partition.clone(),
            object: object_name(evidence.as_str(), "pdf"),
            id: evidence.clone(),
            kind: EvidenceKind::AttendanceCertificate,
            file_name: paper.file_name,
            declared: MediaType::Pdf,
            media_type: Some(MediaType::Pdf),
            size: bytes.len() as u64,
            begun_at: at(submitted, 9),
            used_by: Some(id.clone()),
            sent: false,
            forgotten: false,
        });
        files.push(bytes);
        outside.push(HandedInForm {
            kind: "society-meeting".to_owned(),
            title: (*title).to_owned(),
            date: "2025-10-12".to_owned(),
            units: Units::from_halves(*halves).to_string(),
            codes: vec!["11".to_owned(), "73".to_owned()],
            evidence: vec![evidence.to_string()],
        });
    }
    let form = DeclarationForm {
        outside,
        confirmed: true,
    };
    let checked = form.check(rules, year, day);
    let checked: Vec<HandedInItem> = checked.map_err(|problems| LoadError::Invalid {
        what: format!("the declaration of {number}"),
        problems,
    })?;
    let late = rules.declaration_due(year).is_some_and(|due| day > due);
    let declaration = history(world, listed, late, checked)?;
    let own: Vec<CreditEntry> = entries(ledger, number.as_str()).collect();
    let identity = &listed.doctor.identity.identity;
    let facts = credit_facts(&own, identity, Programme::ContinuingEducation);
    let of_year = facts.iter().filter(|credit| year.contains(credit.date));
    let association = association_of(listed.doctor);
    let name = profile
        .memberships
        .iter()
        .find(|named| named.membership.association == association);
    let last = declaration.events().last();
    let line = DeclarationLine {
        id,
        partition: profile.partition.clone(),
        register_number: number,
        name: profile.profile.name.kanji.to_string(),
        year,
        association_name: name.map(|named| named.name.clone()).unwrap_or_default(),
        association,
        submitted_on: day,
        waiting_since: last.map_or_else(|| at(submitted, 10), |event| event.at),
        status: declaration.status(),
        late,
        resubmitted: false,
        system_units: of_year.map(|credit| credit.units).sum(),
        outside_units: declaration.outside_units(),
        reason: declaration.reason().map(str::to_owned),
    };
    let v = u32::try_from(declaration.events().len()).unwrap_or(u32::MAX);
    Ok(Declared {
        head: DeclarationRecord {
            line,
            form,
            outside: declaration.outside().to_vec(),
            evidence: documents,
            v,
        },
        declaration,
        files,
    })
}

fn association_of(doctor: &Registered) -> AssociationId {
    let home = doctor.profile.profile.contact.home.prefecture;
    declaring_to(&doctor.profile.plain_memberships(), home)
}

fn history(
    world: &DemoWorld,
    listed: &Listed<'_>,
    late: bool,
    outside: Vec<HandedInItem>,
) -> Result<LearningDeclaration, LoadError> {
    let submitted = date(2026, listed.submitted.0, listed.submitted.1);
    let association = association_of(listed.doctor);
    let declaration = LearningDeclaration::submit(
        listed.doctor.profile.number.clone(),
        year()?,
        association.clone(),
        (late, outside),
        at(submitted, 10),
    );
    let kind = match listed.status {
        DeclarationStatus::Submitted => return Ok(declaration),
        DeclarationStatus::SentBack => DeclarationEventKind::SentBack {
            reason: REASON.to_owned(),
        },
        DeclarationStatus::Accepted => DeclarationEventKind::Accepted,
    };
    let event = DeclarationEvent {
        at: at(submitted + time::Duration::days(6), 14),
        actor: Actor::Officer {
            login: clerk(world, &Office::Association(HOME_DISTRICT.to_owned())),
            association,
            register_number: None,
        },
        kind,
    };
    let decided = declaration.then(event);
    decided.map_err(|refused| LoadError::Impossible(refused.to_string()))
}

/// The credits that follow from what was accepted.
pub fn accepted(cases: &[Declared]) -> Vec<CreditRecord> {
    let done = cases
        .iter()
        .filter(|case| case.declaration.status() == DeclarationStatus::Accepted);
    done.flat_map(|case| {
        let line = &case.head.line;
        let (name, association) = (&line.name, &line.association_name);
        case.declaration
            .entries(name, association, line.waiting_since)
    })
    .map(|entry| CreditRecord::outside(entry, false))
    .collect()
}

/// Stores documents first, then heads, lines and events. Answers the number of documents.
pub async fn write(
    store: &Store,
    documents: &Documents,
    cases: &[Declared],
) -> Result<usize, LoadError> {
    let mut stored = 0;
    for case in cases {
        for (record, bytes) in case.head.evidence.iter().zip(&case.files) {
            let (object, media_type) = (&record.object, record.declared.as_str());
            documents
                .put(Shelf::Evidence, object, media_type, bytes.clone())
                .await?;
            stored += 1;
        }
    }
    let heads = || cases.iter().map(|case| &case.head);
    let evidence = heads().flat_map(|head| head.evidence.clone());
    insert(store, evidence.collect()).await?;
    insert(store, heads().cloned().collect()).await?;
    insert(store, heads().map(|head| head.line.clone()).collect()).await?;
    let events = cases.iter().flat_map(|case| {
        let events = case.declaration.events().iter().zip(1..);
        events.map(|(event, sequence)| DeclarationEventRecord {
            declaration: case.head.line.id.clone(),
            sequence,
            event: event.clone(),
        })
    });
    insert(store, events.collect()).await?;
    Ok(stored)
}
