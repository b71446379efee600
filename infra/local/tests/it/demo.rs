//! The demonstration world in a real store: what the pages will find there.

use adapters::Grants;
use adapters::documents::{Documents, Shelf};
use adapters::identity::password;
use adapters::store::items::account::AccountRecord;
use adapters::store::items::application::{
    ApplicationEventRecord, ApplicationLine, ApplicationRecord, TitleLine,
};
use adapters::store::items::course::RosterRecord;
use adapters::store::items::credit::{CreditRecord, TallyRecord};
use adapters::store::items::doctor::{EvidenceRecord, IdentityRecord, ProfileRecord};
use adapters::store::items::learning::DeclarationLine;
use adapters::store::items::qualification::QualificationRecord;
use adapters::store::{Key, QueueKey, Range, Store};
use api::Need;
use aws_credential_types::provider::SharedCredentialsProvider;
use domain::application::{Application, ApplicationStatus};
use domain::association::AssociationId;
use domain::credit::{CreditOrigin, fold};
use domain::learning::DeclarationStatus;
use domain::programme::Programme;
use domain::register_number::MedicalRegisterNumber;
use domain::rounds::RoundId;
use functions::courses::case::CourseCase;
use local::demo::accounts::{DEMO_ACCOUNTS, SENIOR, VETERAN, WAITING_NUMBER};
use local::demo::world::CourseState;
use local::demo::{SEED, opening, world};
use local::documents::DOCUMENTS_BUCKET;
use local::outside::Outside;
use local::stack::{Stack, StackOptions, TABLE};

const LOOK: &[Need] = &[Need::Read, Need::ReadIndex, Need::ReadEvidence];

fn store(outside: &Outside, grants: Grants) -> Store {
    Store::new(outside.table.client(), TABLE.into(), grants)
}

fn documents(outside: &Outside, grants: Grants) -> Documents {
    let credentials = SharedCredentialsProvider::new(outside.credentials().clone());
    Documents::new(
        Some(outside.documents.client().into()),
        credentials,
        DOCUMENTS_BUCKET.to_owned(),
        grants,
    )
}

async fn account(store: &Store, login: &str) -> Option<AccountRecord> {
    store
        .read(&Key::account(login))
        .await
        .expect("the account can be read")
}

#[tokio::test]
async fn the_demonstration_world_lies_in_the_store_as_the_site_would_have_written_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let stack = Stack::start(StackOptions::for_test(folder.path()))
        .await
        .expect("the stack");
    let first = opening::open(&stack)
        .await
        .expect("the world is loaded")
        .expect("a new stack");
    let outside = &stack.outside;
    assert_eq!((first.associations, first.doctors), (202, 300));
    assert!(first.applications > 48 + 40, "{first:?}");
    assert_eq!(first.declarations, 4);
    assert!(first.credits > 3_000 && first.documents > 60, "{first:?}");
    let store = store(outside, Grants::of(LOOK));

    the_veteran_signs_in_and_finds_150_credits(&store).await;
    officers_and_organisers_sign_in(&store).await;
    courses_stand_where_the_world_says(&store).await;
    nobody_signs_in_as_the_others(&store).await;
    credits_wait_for_whoever_has_not_registered(&store).await;
    declarations_stand_in_each_state(&store).await;
    applications_for_titles_stand_before_their_rounds(&store).await;
    cases_wait_at_every_tier_and_their_documents_open(
        &store,
        &documents(outside, Grants::of(LOOK)),
    )
    .await;

    assert!(opening::is_loaded(&stack));
    assert_eq!(
        opening::open(&stack).await.expect("looked"),
        None,
        "it is loaded once"
    );

    // A start that was interrupted while loading goes on at the next one, and changes nothing.
    let marker = |name: &str| folder.path().join(format!("demonstration.{name}"));
    std::fs::rename(marker("loaded"), marker("loading")).expect("as if interrupted");
    let number = veteran(&store).await;
    let before = store
        .query(&Range::whole(Key::doctor(&number)))
        .await
        .expect("a partition");
    assert_eq!(
        opening::open(&stack).await.expect("loaded again"),
        Some(first)
    );
    let after = store
        .query(&Range::whole(Key::doctor(&number)))
        .await
        .expect("a partition");
    assert_eq!(before.len(), after.len());
    stack.stop().await;
}

async fn veteran(store: &Store) -> MedicalRegisterNumber {
    let principal = account(store, VETERAN)
        .await
        .and_then(|account| account.principal);
    let Some(adapters::identity::sign_in::Principal::Doctor { n, claim: None, .. }) = principal
    else {
        panic!("the veteran is a doctor")
    };
    n
}

async fn the_veteran_signs_in_and_finds_150_credits(store: &Store) {
    let listed = DEMO_ACCOUNTS
        .iter()
        .find(|account| account.login == VETERAN)
        .expect("listed");
    let stored = account(store, VETERAN).await.expect("an account");
    assert!(password::verify(
        listed.password,
        stored.password_hash.as_deref()
    ));
    let by_mail = account(store, stored.email.expect("an address").as_str()).await;
    assert_eq!(
        by_mail.and_then(|account| account.principal),
        stored.principal
    );

    let number = veteran(store).await;
    let partition = Key::doctor(&number);
    let found = store
        .query(&Range::prefix(&partition, "L#"))
        .await
        .expect("credits");
    let records: Vec<CreditRecord> = found
        .iter()
        .map(|item| item.decode().expect("a credit"))
        .collect();
    assert_eq!(records.len(), 150);
    let identity: IdentityRecord = store
        .read(&Key::identity(&number))
        .await
        .expect("read")
        .expect("an identity");
    let entries: Vec<_> = records.iter().flat_map(CreditRecord::entries).collect();
    let tally = fold(&entries, &identity.identity);
    assert_eq!(tally.differing, []);

    let kept = store
        .query(&Range::prefix(&partition, "Y#"))
        .await
        .expect("tallies");
    let kept: Vec<TallyRecord> = kept
        .iter()
        .map(|item| item.decode().expect("a tally"))
        .collect();
    assert_eq!(kept.len(), tally.years.len());
    assert!(
        kept.iter()
            .all(|record| tally.years[&record.tally.year] == record.tally)
    );
    let profile: ProfileRecord = store
        .read(&Key::profile(&partition))
        .await
        .expect("read")
        .expect("a profile");
    assert_eq!(profile.profile.name.kanji.to_string(), "髙橋　美咲");
    assert_eq!(profile.memberships[0].name, "文京区医師会");
}

async fn declarations_stand_in_each_state(store: &Store) {
    let bunkyo = AssociationId::parse("13-005").expect("an association");
    let queue = QueueKey::queue_of(&bunkyo, "declaration");
    let (waiting, _) = store.queue(&queue, None, 50, false).await.expect("a queue");
    let waiting: Vec<DeclarationLine> = waiting
        .iter()
        .map(|item| item.decode().expect("a declaration"))
        .collect();
    let late: Vec<bool> = waiting.iter().map(|line| line.late).collect();
    assert_eq!(late, [false, true]);
    for (login, status) in [
        (VETERAN, DeclarationStatus::SentBack),
        (SENIOR, DeclarationStatus::Accepted),
    ] {
        let principal = account(store, login)
            .await
            .and_then(|found| found.principal);
        let partition = principal.expect("a doctor").partition();
        let range = Range::prefix(&partition, "U#");
        let found = store.query(&range).await.expect("a declaration");
        let line: DeclarationLine = found[0].decode().expect("a declaration");
        assert_eq!(line.status, status);
        let case = functions::learning::case::Case::range(&line.id);
        let case = store.query(&case).await.expect("its history");
        let case =
            functions::learning::case::Case::from_items(&case).expect("as the site reads it");
        assert_eq!(case.declaration.status(), status);
    }
    let senior = account(store, SENIOR)
        .await
        .and_then(|found| found.principal);
    let senior = senior.expect("a doctor").partition();
    let found = store
        .query(&Range::prefix(&senior, "L#"))
        .await
        .expect("credits");
    let mut origins: Vec<CreditOrigin> = found
        .iter()
        .map(|item| item.decode::<CreditRecord>().expect("a credit").origin)
        .collect();
    origins.sort_unstable();
    origins.dedup();
    // Every origin that continuing education has; paper is of titles.
    let learning = CreditOrigin::ALL.iter();
    let learning = learning.filter(|origin| **origin != CreditOrigin::Paper);
    assert!(learning.eq(&origins), "{origins:?}");
}

async fn officers_and_organisers_sign_in(store: &Store) {
    let mut bodies = Vec::new();
    for listed in DEMO_ACCOUNTS {
        let stored = account(store, listed.login).await.expect("an account");
        assert!(password::verify(
            listed.password,
            stored.password_hash.as_deref()
        ));
        let principal = stored.principal.expect("somebody");
        let found = store
            .query(&Range::whole(principal.partition()))
            .await
            .expect("a partition");
        assert!(
            found.iter().any(|item| item.sk() == "P"),
            "{}",
            listed.login
        );
        bodies.extend(stored.body);
    }
    assert_eq!(
        bodies,
        [
            "城東地域医療連携研究会",
            "文京区医師会",
            "東京都医師会",
            "日本医師会",
            "システム管理"
        ]
    );
    let tokyo = AssociationId::parse("13").expect("an association");
    let queue = QueueKey::queue_of(&tokyo, "organizer");
    let (waiting, _) = store.queue(&queue, None, 50, false).await.expect("a queue");
    assert_eq!(waiting.len(), 1, "one body waits for its account in Tokyo");
}

async fn courses_stand_where_the_world_says(store: &Store) {
    let listed = world(SEED);
    let mut rows = 0;
    for course in &listed.courses {
        let id = local::demo::ids::course(&course.key);
        let found = store
            .query(&Range::whole(Key::course(&id)))
            .await
            .expect("a course");
        let case = CourseCase::from_items(&found)
            .expect("as the site reads it")
            .expect("there");
        assert_eq!(usize::try_from(case.head.events), Ok(case.events.len()));
        assert_eq!(
            case.waiting.is_some(),
            course.state == CourseState::Submitted
        );
        assert_eq!(case.form, local::demo::forms::course(course));
        let chunks = found.iter().filter(|item| item.sk().starts_with("A#"));
        let posted: usize = chunks
            .map(|item| {
                item.decode::<RosterRecord>()
                    .expect("a chunk")
                    .rows()
                    .expect("rows")
                    .len()
            })
            .sum();
        assert_eq!(usize::try_from(case.head.posted), Ok(posted));
        assert_eq!(posted > 0, course.posted.is_some());
        rows += posted;
    }
    assert_eq!(rows, listed.attendances.len());
    let mine = QueueKey::queue_of(local::demo::ids::external_body("x01"), "mine");
    let (mine, _) = store.queue(&mine, None, 100, false).await.expect("a list");
    assert!(
        mine.len() >= 10,
        "the organiser of the demonstration has courses to show"
    );
}

async fn nobody_signs_in_as_the_others(store: &Store) {
    for doctor in world(SEED).doctors.iter().skip(4).step_by(40) {
        let stored = account(store, &doctor.login).await.expect("an account");
        assert_eq!(stored.password_hash, None);
    }
}

async fn credits_wait_for_whoever_has_not_registered(store: &Store) {
    let number = MedicalRegisterNumber::parse(WAITING_NUMBER).expect("a number");
    let found = store
        .query(&Range::whole(Key::doctor(&number)))
        .await
        .expect("a partition");
    assert_eq!(found.len(), 5);
    assert!(found.iter().all(|item| item.sk().starts_with("L#")));
}

async fn titled(store: &Store, queue: &str) -> Vec<(ApplicationLine, TitleLine)> {
    let (found, _) = store.queue(queue, None, 300, false).await.expect("a queue");
    let lines = found
        .iter()
        .map(|item| item.decode::<ApplicationLine>().expect("a line"));
    lines
        .filter_map(|line| line.title.clone().map(|title| (line, title)))
        .collect()
}

/// Whoever signs in for a prefecture or for the national association finds work of every kind.
async fn applications_for_titles_stand_before_their_rounds(store: &Store) {
    for prefecture in ["13", "14", "27"] {
        let association = AssociationId::parse(prefecture).expect("an association");
        let waiting = titled(store, &QueueKey::queue_of(&association, "application")).await;
        let clean = waiting.iter().filter(|(_, title)| title.clean).count();
        assert!(clean > 0 && clean < waiting.len(), "{prefecture}: {clean}");
    }
    let national = AssociationId::national();
    let round = |id: &str| RoundId::parse(id).expect("a round");
    for programme in [Programme::IndustrialPhysician, Programme::SportsPhysician] {
        let agenda = QueueKey::round_of(&national, programme, &round("2026-4"));
        let agenda = titled(store, &agenda).await;
        assert!(agenda.iter().any(|(_, title)| title.clean), "{programme}");
        let decided = QueueKey::decided_in(&national, programme, &round("2026-3"));
        let decided = titled(store, &decided).await;
        assert!(!decided.is_empty(), "{programme}");
        for (line, title) in decided {
            assert!(line.certificate.is_some() && title.minutes.is_some());
            let key = Key::qualification(&line.register_number, programme);
            let held: Option<QualificationRecord> = store.read(&key).await.expect("a title");
            let last = held.and_then(|held| held.approvals.last().cloned());
            let last = last.expect("an approval");
            assert_eq!(Some(last.fact.decided_on), title.decided_on);
            assert_eq!(last.application, Some(line.id));
        }
    }
    let industrial =
        QueueKey::round_of(&national, Programme::IndustrialPhysician, &round("2026-4"));
    let agenda = titled(store, &industrial).await;
    assert!(
        agenda.iter().any(|(_, title)| !title.clean),
        "none needs an eye"
    );
}

async fn cases_wait_at_every_tier_and_their_documents_open(store: &Store, documents: &Documents) {
    for target in ["13-005", "13", "national"] {
        let target = AssociationId::parse(target).expect("an association");
        let queue = QueueKey::queue_of(&target, "application");
        let (waiting, _) = store.queue(&queue, None, 50, false).await.expect("a queue");
        assert!(!waiting.is_empty(), "nothing waits at {target}");
    }
    let mut certificates = 0;
    for listed in &world(SEED).applications {
        let id = local::demo::ids::application(&listed.key);
        let found = store
            .query(&Range::whole(Key::application(&id)))
            .await
            .expect("a case");
        let head: ApplicationRecord = found[0].decode().expect("a head");
        assert_eq!(usize::try_from(head.v), Ok(found.len() - 1));
        let events = found[1..].iter().map(|item| {
            item.decode::<ApplicationEventRecord>()
                .expect("an event")
                .event
        });
        let application = Application::fold(id, head.line.register_number.clone(), events)
            .expect("a history that can have happened");
        assert_eq!(application.status(), head.line.status);
        assert_eq!(head.line.programme, Programme::FamilyPhysicianFunction);
        assert!(head.line.units >= domain::units::Units::whole(10));
        assert_eq!(
            head.line.certificate.is_some(),
            head.line.status == ApplicationStatus::Approved
        );
        certificates += usize::from(head.line.certificate.is_some());
        let EvidenceRecord {
            object,
            declared,
            size,
            ..
        } = &head.evidence[0];
        let (stored, start) = documents
            .head(Shelf::Evidence, object)
            .await
            .expect("a document");
        assert_eq!(stored, *size);
        assert_eq!(
            domain::evidence::check_file(*declared, stored, &start),
            Ok(*declared)
        );
    }
    assert_eq!(certificates, 17);
}
