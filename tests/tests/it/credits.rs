//! Organisers post credits; doctors see them (features.md #37–#40, #59–#62, #125–#129, #133, L1).

use adapters::store::{
    Key, Range, Record,
    items::{
        course::RosterRecord,
        credit::{CreditRecord, is_entry},
    },
};
use api::{
    credits::{Atomicity, AwardList, Correction, Fate, Mode, Receipt, ReceiptRow},
    my_page::{CreditHistory, MyPage},
    problem::ProblemKind,
};
use aws_sdk_dynamodb::types::AttributeValue;
use domain::{calendar::FiscalYear, id::CourseId, programme::Programme, units::Units};
use journeys::{
    Doctor, Person, World,
    courses::{award, course_form, post, receipt, row, rows},
    eventually,
};

async fn my_page(doctor: &Person) -> MyPage {
    doctor.get("/me").await.read(200)
}

fn units(page: &MyPage, year: FiscalYear) -> Units {
    page.years
        .iter()
        .filter(|tally| tally.year == year)
        .filter_map(|tally| tally.programmes.get(&Programme::ContinuingEducation))
        .map(domain::credit::ProgrammeTally::total)
        .sum()
}

async fn entries(world: &World, number: &str) -> Vec<CreditRecord> {
    let pk = format!("DOCTOR#{number}");
    let mut found = world.items(&Range::prefix(&pk, "L#")).await;
    found.extend(world.items(&Range::prefix(&pk, "N#")).await);
    let entries = found.iter().filter(|item| is_entry(item));
    entries.map(|item| item.decode().unwrap()).collect()
}

/// Waits until the stream has folded every late entry of a doctor.
async fn folded(world: &World, doctor: &Person) {
    eventually("late entries to be folded", || async {
        let late = world.items(&Range::prefix(&doctor.partition, "N#")).await;
        (!late.iter().any(is_entry)).then_some(())
    })
    .await;
}

fn fates(rows: &[ReceiptRow]) -> Vec<Fate> {
    rows.iter().map(|row| row.fate).collect()
}

fn code(row: &ReceiptRow) -> &str {
    &row.notes[0].code
}

async fn lines(viewer: &Person, course: &CourseId) -> AwardList {
    viewer
        .get(&format!("/courses/{course}/credits"))
        .await
        .read(200)
}

#[tokio::test]
async fn a_credit_counts_the_second_it_is_posted() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let course = world.approved_course(&holder, world.today()).await;
    let rows = receipt(
        &holder,
        &course,
        vec![row("1", "１２３４５６", "高橋　直子")],
    )
    .await;
    assert_eq!(fates(&rows), [Fate::Posted], "{rows:?}");
    assert!(rows[0].notes.is_empty());
    let page = my_page(&doctor).await;
    assert_eq!(page.credits.len(), 1);
    assert_eq!(page.credits[0].title, "高血圧の最新治療");
    assert_eq!(page.credits[0].organizer, "千代田区医師会");
    assert_eq!(
        page.credits[0].enquiries.as_deref(),
        Some("千代田区医師会 学術課 03-0000-0000")
    );
    assert_eq!(units(&page, FiscalYear::of(world.today())), Units::whole(2));
}

#[tokio::test]
async fn a_credit_waits_for_its_doctor_and_counts_once_registered_and_the_doctor_is_told_once() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let last_year = FiscalYear::of(world.today()).previous();
    let now = world.approved_course(&holder, world.today()).await;
    let then = world.approved_course(&holder, last_year.start()).await;
    for course in [&now, &then] {
        let rows = receipt(&holder, course, vec![row("1", "1234", "髙橋直子")]).await;
        assert_eq!(fates(&rows), [Fate::Waiting]);
        assert_eq!(rows[0].register_number, "001234");
        let codes: Vec<&str> = rows[0]
            .notes
            .iter()
            .map(|note| note.code.as_str())
            .collect();
        assert!(codes.contains(&"no-account-yet") && codes.contains(&"number-padded"));
    }
    assert_eq!(lines(&holder, &now).await.rows[0].fate, Fate::Waiting);
    let doctor = Doctor::non_member("001234").enter(&world).await;
    let current = FiscalYear::of(world.today());
    assert_eq!(units(&my_page(&doctor).await, current), Units::whole(2));
    let mail = world.mail(&doctor.email, "登録前の単位").await;
    assert!(mail.text.contains("単位 2 件"), "{}", mail.text);
    let page = my_page(&doctor).await;
    assert_eq!(units(&page, last_year), Units::whole(2));
    assert_eq!(lines(&holder, &now).await.rows[0].fate, Fate::Posted);
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    assert_eq!(world.mails(&doctor.email).await.len(), 1);
}

#[tokio::test]
async fn a_credit_posted_after_registering_is_not_told_as_one_that_waited() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    // The stream may see the entry before it sees who holds the number.
    let course = world.approved_course(&holder, world.today()).await;
    receipt(&holder, &course, vec![row("1", "123456", "髙橋直子")]).await;
    let mut entry = entries(&world, "123456").await.remove(0);
    entry.posted_at = world.now().plus_hours(1);
    world.seed(&entry).await;
    let doctor = Doctor::member("123456").enter(&world).await;
    tallied(&world, &doctor).await;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    assert_eq!(world.mails(&doctor.email).await.len(), 0);
}

#[tokio::test]
async fn a_credit_that_waited_is_told_even_when_another_was_folded_first() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let course = world.approved_course(&holder, world.today()).await;
    receipt(&holder, &course, vec![row("1", "123456", "髙橋直子")]).await;
    // As the fold of a credit posted right after registering leaves it.
    let year = FiscalYear::of(world.today());
    world
        .seed(&adapters::store::items::credit::TallyRecord {
            number: "123456".parse().unwrap(),
            tally: domain::credit::YearTally::new(year),
            entries: 0,
        })
        .await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let mail = world.mail(&doctor.email, "登録前の単位").await;
    assert!(mail.text.contains("単位 1 件"), "{}", mail.text);
}

/// Waits until the stream has folded a doctor's entries.
async fn tallied(world: &World, doctor: &Person) {
    eventually("a tally", || async {
        let tallies = world.items(&Range::prefix(&doctor.partition, "Y#")).await;
        (!tallies.is_empty()).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_name_that_does_not_agree_is_held_unseen_until_corrected() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let wrong = Doctor::member("222222").enter(&world).await;
    let right = Doctor::member("111111")
        .named("山﨑", "太郎", "ヤマザキ", "タロウ")
        .enter(&world)
        .await;
    let course = world.approved_course(&holder, world.today()).await;
    let answer = post(
        &holder,
        &course,
        &award(vec![row("1", "222222", "山崎太郎")]),
    )
    .await;
    assert!(!answer.text().contains('髙') && !answer.text().contains("タカハシ"));
    let held: Receipt = answer.read(200);
    assert_eq!(fates(&held.rows), [Fate::Held]);
    assert_eq!(code(&held.rows[0]), "name-differs");
    assert!(held.rows[0].suggestion.is_some());
    assert!(my_page(&wrong).await.credits.is_empty());
    assert_eq!(lines(&holder, &course).await.rows[0].fate, Fate::Held);

    let correction = Correction {
        row_id: "1".parse().unwrap(),
        replacement: Some(row("1b", "111111", "山崎太郎")),
    };
    let path = format!("/courses/{course}/credits/corrections");
    for _ in 0..2 {
        let corrected: ReceiptRow = holder.post(&path, &correction).await.read(200);
        assert_eq!(corrected.fate, Fate::Posted);
    }
    assert_eq!(my_page(&right).await.credits.len(), 1);
    assert!(my_page(&wrong).await.credits.is_empty());
    let fates: Vec<Fate> = lines(&holder, &course)
        .await
        .rows
        .iter()
        .map(|row| row.fate)
        .collect();
    assert_eq!(fates, [Fate::Corrected, Fate::Posted]);
    assert_eq!(entries(&world, "222222").await.len(), 2);
    assert_eq!(entries(&world, "111111").await.len(), 1);
    let other = Correction {
        replacement: None,
        ..correction
    };
    let _ = holder
        .post(&path, &other)
        .await
        .problem(ProblemKind::WrongState);
}

#[tokio::test]
async fn a_reversed_credit_is_struck_and_no_longer_counts_in_a_closed_year_either() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let year = FiscalYear::of(world.today()).previous();
    let course = world.approved_course(&holder, year.start()).await;
    receipt(&holder, &course, vec![row("1", "123456", "髙橋直子")]).await;
    assert_eq!(units(&my_page(&doctor).await, year), Units::whole(2));
    let correction = Correction {
        row_id: "1".parse().unwrap(),
        replacement: None,
    };
    let path = format!("/courses/{course}/credits/corrections");
    let taken: ReceiptRow = holder.post(&path, &correction).await.read(200);
    assert_eq!(taken.fate, Fate::Corrected);
    // Sent again, the row says what became of it and how to post the doctor anew.
    let again = receipt(&holder, &course, vec![row("1", "123456", "髙橋直子")]).await;
    assert_eq!(again[0].fate, Fate::Corrected);
    let advice = again[0].suggestion.as_deref().unwrap_or_default();
    assert!(advice.contains("新しい行ID"), "{advice}");
    assert_eq!(units(&my_page(&doctor).await, year), Units::ZERO);
    folded(&world, &doctor).await;
    assert_eq!(units(&my_page(&doctor).await, year), Units::ZERO);
    let history: CreditHistory = doctor
        .get(&format!("/me/credits?fiscal_year={year}"))
        .await
        .read(200);
    assert_eq!(history.credits.len(), 1);
    assert!(history.credits[0].reversed);
    assert!(history.tally.programmes.is_empty());
}

#[tokio::test]
async fn a_late_credit_of_a_closed_year_counts_at_once_and_once() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let year = FiscalYear::of(world.today()).previous();
    let course = world.approved_course(&holder, year.start()).await;
    let rows = receipt(&holder, &course, vec![row("1", "123456", "髙橋直子")]).await;
    assert_eq!(rows[0].fate, Fate::Posted);
    assert_eq!(code(&rows[0]), "posted-late");
    // Whatever the stream has done by then, it is counted, and once.
    for _ in 0..20 {
        assert_eq!(units(&my_page(&doctor).await, year), Units::whole(2));
    }
    folded(&world, &doctor).await;
    assert_eq!(units(&my_page(&doctor).await, year), Units::whole(2));
    assert_eq!(entries(&world, "123456").await.len(), 1);
    receipt(&holder, &course, vec![row("1", "123456", "髙橋直子")]).await;
    assert_eq!(entries(&world, "123456").await.len(), 1);
}

#[tokio::test]
async fn rows_sent_again_change_nothing_and_other_contents_are_a_conflict() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let course = world.approved_course(&holder, world.today()).await;
    receipt(&holder, &course, rows(3)).await;
    let again = receipt(&holder, &course, rows(3)).await;
    assert_eq!(fates(&again), [Fate::Unchanged; 3]);
    let mut other = rows(4);
    other[0].name = "別人".to_owned();
    other[1].row_id = "neu".to_owned();
    other.push(row("2026-0004", "300009", "佐藤"));
    let mixed = receipt(&holder, &course, other).await;
    assert_eq!(
        fates(&mixed),
        [
            Fate::Rejected,
            Fate::Rejected,
            Fate::Unchanged,
            Fate::Waiting,
            Fate::Rejected
        ]
    );
    assert_eq!(code(&mixed[0]), "conflict");
    assert!(mixed[0].suggestion.as_ref().unwrap().contains("訂正"));
    assert_eq!(code(&mixed[1]), "duplicate-attendee");
    assert_eq!(code(&mixed[4]), "duplicate-row");
    assert!(mixed[4].notes[0].text.contains("4行目"), "{:?}", mixed[4]);
    assert_eq!(lines(&holder, &course).await.rows.len(), 4);
    assert_eq!(entries(&world, "300001").await.len(), 1);
}

#[tokio::test]
async fn two_calls_at_once_post_every_row_once() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let course = world.approved_course(&holder, world.today()).await;
    let (one, two) = tokio::join!(
        receipt(&holder, &course, rows(60)),
        receipt(&holder, &course, rows(60))
    );
    let waiting = |rows: &[ReceiptRow]| fates(rows).iter().filter(|f| **f == Fate::Waiting).count();
    assert_eq!(waiting(&one) + waiting(&two), 60);
    assert_eq!(lines(&holder, &course).await.rows.len(), 60);
}

#[tokio::test]
async fn validating_writes_nothing_and_everything_or_nothing_is_meant() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let course = world.approved_course(&holder, world.today()).await;
    let mut look = award(rows(2));
    look.mode = Mode::Validate;
    let looked: Receipt = post(&holder, &course, &look).await.read(200);
    assert_eq!(fates(&looked.rows), [Fate::Waiting; 2]);
    assert!(lines(&holder, &course).await.rows.is_empty());
    let mut whole = award(rows(3));
    whole.atomicity = Atomicity::All;
    whole.rows[1].register_number = "12a".to_owned();
    let refused: Receipt = post(&holder, &course, &whole).await.read(200);
    assert_eq!(fates(&refused.rows), [Fate::Rejected; 3]);
    assert_eq!(code(&refused.rows[0]), "other-rows-rejected");
    assert_eq!(code(&refused.rows[1]), "bad-register-number");
    assert!(lines(&holder, &course).await.rows.is_empty());
    assert!(entries(&world, "300001").await.is_empty());
    whole.rows = rows(3);
    let written: Receipt = post(&holder, &course, &whole).await.read(200);
    assert_eq!(written.counts.waiting, 3);
}

#[tokio::test]
async fn everything_or_nothing_is_meant_for_as_many_rows_as_a_call_may_have() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let course = world.approved_course(&holder, world.today()).await;
    let mut whole = award(rows(2_000));
    whole.atomicity = Atomicity::All;
    whole.rows[1_700].name = String::new();
    let refused: Receipt = post(&holder, &course, &whole).await.read(200);
    assert_eq!(refused.counts.rejected, 2_000);
    assert!(lines(&holder, &course).await.rows.is_empty());
    whole.rows = rows(2_000);
    let written: Receipt = post(&holder, &course, &whole).await.read(200);
    assert_eq!(written.counts.waiting, 2_000);
    // Some of its entries are lost on the way: they are all there in the end.
    interrupt(&world, &course, &["300001", "301234", "302000"]).await;
    world.pass(std::time::Duration::from_secs(3 * 60));
    world.work("finish_awards").await;
    for number in ["300001", "301234", "302000"] {
        assert_eq!(entries(&world, number).await.len(), 1, "{number}");
    }
    assert_eq!(lines(&holder, &course).await.rows.len(), 2_000);
}

#[tokio::test]
async fn attendees_can_be_validated_before_the_course() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    Doctor::member("123456").enter(&world).await;
    let course = world
        .approved_course(&holder, world.today().add_days(7))
        .await;
    let mut look = award(vec![
        row("1", "123456", "高橋直子"),
        row("2", "123457", "高橋直子"),
        row("3", "1234567", "高橋直子"),
    ]);
    look.mode = Mode::Validate;
    let looked: Receipt = post(&holder, &course, &look).await.read(200);
    assert_eq!(
        fates(&looked.rows),
        [Fate::Posted, Fate::Waiting, Fate::Rejected]
    );
    assert!(entries(&world, "123456").await.is_empty());
}

/// As a crash between the entries leaves it: some of them missing, the call still under way.
async fn interrupt(world: &World, course: &CourseId, missing: &[&str]) {
    for number in missing {
        for entry in entries(world, number).await {
            remove(world, entry.key()).await;
        }
    }
    let chunks = world
        .items(&Range::prefix(&Key::course(course), "A#"))
        .await;
    for chunk in chunks {
        let chunk: RosterRecord = chunk.decode().unwrap();
        world
            .seed(&adapters::store::items::course::OpenAwardRecord {
                course: course.clone(),
                call: chunk.call,
                since: chunk.at,
            })
            .await;
    }
}

async fn remove(world: &World, key: Key) {
    let stack = world.stack().world();
    stack
        .dynamodb
        .delete_item()
        .table_name(&*stack.table)
        .key("pk", AttributeValue::S(key.pk))
        .key("sk", AttributeValue::S(key.sk))
        .send()
        .await
        .unwrap();
}

#[tokio::test]
async fn a_posting_that_was_interrupted_is_finished_though_nobody_posts_again() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let doctor = Doctor::member("300002")
        .named("佐藤", "一郎", "サトウ", "イチロウ")
        .enter(&world)
        .await;
    let course = world.approved_course(&holder, world.today()).await;
    receipt(&holder, &course, rows(3)).await;
    interrupt(&world, &course, &["300002", "300003"]).await;
    assert!(my_page(&doctor).await.credits.is_empty());
    // It may still be under way: whoever sweeps waits.
    world.work("finish_awards").await;
    assert!(my_page(&doctor).await.credits.is_empty());
    world.pass(std::time::Duration::from_secs(3 * 60));
    world.work("finish_awards").await;
    assert_eq!(my_page(&doctor).await.credits.len(), 1);
    assert_eq!(entries(&world, "300003").await.len(), 1);
    let open = world
        .items(&Range::prefix(&Key::course(&course), "B#"))
        .await;
    assert!(open.is_empty());
}

#[tokio::test]
async fn a_recovery_that_races_the_stream_never_counts_a_late_credit_twice() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let year = FiscalYear::of(world.today()).previous();
    let course = world.approved_course(&holder, year.start()).await;
    receipt(&holder, &course, vec![row("1", "123456", "髙橋直子")]).await;
    folded(&world, &doctor).await;
    // The recovery looked before the stream had folded the entry, and inserts it only now.
    let slow = CreditRecord {
        late: true,
        ..entries(&world, "123456").await.remove(0)
    };
    let stack = world.stack().world();
    let grants = adapters::Grants::of(&[api::Need::InsertRows]);
    let store = adapters::store::Store::new(stack.dynamodb.clone(), stack.table.clone(), grants);
    let inserted = store.insert_rows(&[slow]).await.unwrap();
    assert_eq!(inserted, [adapters::store::rows::Inserted::Duplicate]);
    assert_eq!(units(&my_page(&doctor).await, year), Units::whole(2));
    assert_eq!(my_page(&doctor).await.credits.len(), 0);
    assert_eq!(entries(&world, "123456").await.len(), 1);
}

#[tokio::test]
async fn a_posting_that_was_interrupted_is_finished_by_whoever_posts_next() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let course = world.approved_course(&holder, world.today()).await;
    receipt(&holder, &course, rows(5)).await;
    interrupt(&world, &course, &["300004", "300005"]).await;
    let again = receipt(&holder, &course, rows(5)).await;
    assert_eq!(fates(&again), [Fate::Unchanged; 5]);
    for number in 300_001..=300_005 {
        assert_eq!(
            entries(&world, &number.to_string()).await.len(),
            1,
            "{number}"
        );
    }
}

#[tokio::test]
async fn credits_are_posted_by_the_organiser_only_after_approval_and_after_the_day() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let made: api::courses::CourseView = holder
        .post("/courses", &course_form(world.today()))
        .await
        .read(201);
    let early = post(&holder, &made.line.id, &award(rows(1))).await;
    assert!(early.problem(ProblemKind::WrongState).detail.is_some());
    let tomorrow = world
        .approved_course(&holder, world.today().add_days(1))
        .await;
    let early = post(&holder, &tomorrow, &award(rows(1))).await;
    assert!(early.problem(ProblemKind::WrongState).detail.is_some());

    let course = world.approved_course(&holder, world.today()).await;
    let others = [
        (world.officer("13-002").await, ProblemKind::NotFound),
        (world.officer("14").await, ProblemKind::NotFound),
        (world.officer("13").await, ProblemKind::Forbidden),
        (world.officer("national").await, ProblemKind::Forbidden),
    ];
    for (other, kind) in others {
        let _ = post(&other, &course, &award(rows(1))).await.problem(kind);
    }
    let doctor = Doctor::member("123456").enter(&world).await;
    let _ = post(&doctor, &course, &award(rows(1)))
        .await
        .problem(ProblemKind::Forbidden);
}

#[tokio::test]
async fn a_roster_is_seen_by_its_organiser_its_prefecture_and_the_national_association() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let course = world.approved_course(&holder, world.today()).await;
    // A member of another prefecture: the prefecture that approved the course sees the row (#40).
    Doctor::member("123456")
        .of(&["14-001", "14"])
        .enter(&world)
        .await;
    receipt(&holder, &course, vec![row("1", "123456", "髙橋直子")]).await;
    for seeing in ["13-001", "13", "national"] {
        let officer = world.officer(seeing).await;
        assert_eq!(lines(&officer, &course).await.rows.len(), 1, "{seeing}");
    }
    let audited = world.items(&Range::whole(format!("AUDIT#{course}"))).await;
    assert_eq!(audited.len(), 3);
    for blind in ["13-002", "14", "14-001"] {
        let officer = world.officer(blind).await;
        for path in [
            format!("/courses/{course}/credits"),
            format!("/courses/{course}"),
        ] {
            let _ = officer.get(&path).await.problem(ProblemKind::NotFound);
        }
    }
    let external = world.organizer("x0123456789abcdef", "研究会").await;
    let path = format!("/courses/{course}/credits");
    let _ = external.get(&path).await.problem(ProblemKind::NotFound);
}

#[tokio::test]
async fn calls_beyond_the_limits_are_refused_whole() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let course = world.approved_course(&holder, world.today()).await;
    let _ = post(&holder, &course, &award(rows(2001)))
        .await
        .problem(ProblemKind::TooLarge);
    let mut long = rows(2000);
    for row in &mut long {
        row.name = "あ".repeat(200);
    }
    let _ = post(&holder, &course, &award(long))
        .await
        .problem(ProblemKind::TooLarge);
    let _ = post(&holder, &course, &award(Vec::new()))
        .await
        .problem(ProblemKind::Invalid);
    let unknown = serde_json::json!({ "rows": [], "colour": "red" });
    let path = format!("/courses/{course}/credits");
    let refused = holder
        .post(&path, &unknown)
        .await
        .problem(ProblemKind::Malformed);
    assert!(refused.detail.unwrap().contains("colour"));
    assert!(lines(&holder, &course).await.rows.is_empty());
}
