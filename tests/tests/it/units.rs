//! 単位 are halves, wherever somebody types them: anything else is refused beside the field, and
//! nothing is kept of it.

use api::credits::{Fate, Receipt};
use api::my_page::MyPage;
use api::problem::ProblemKind;
use domain::application::DeclaredForm;
use domain::calendar::FiscalYear;
use journeys::applying::{form, handed_in};
use journeys::courses::{course_form, receipt, row};
use journeys::titles::{INDUSTRIAL, title_form};
use journeys::{Answer, Doctor, World};
use serde_json::json;

/// Not a half, and not to be rounded to one.
const UNEVEN: &str = "1.3";

fn refused(answer: &Answer, field: &str) {
    let problem = answer.problem(ProblemKind::Invalid);
    let found = problem.fields.iter().find(|one| one.field == field);
    let found = found.unwrap_or_else(|| panic!("{field}: {problem:?}"));
    assert_eq!(found.code, "units-not-halves", "{field}");
    assert!(found.text.contains("0.5"), "{}", found.text);
}

#[tokio::test]
async fn units_that_are_not_halves_are_refused_wherever_they_are_typed() {
    let world = World::start().await;
    let today = world.today();
    let (holder, national) = (
        world.officer("13-001").await,
        world.officer("national").await,
    );
    let doctor = Doctor::member("123456").enter(&world).await;
    let evidence = doctor.practical_evidence().await;

    let mut course = course_form(today);
    course.lectures[1].awards[0].units = UNEVEN.to_owned();
    let answer = holder.post("/courses", &course).await;
    refused(&answer, "lectures[1].awards[0].units");

    // Rows are refused each for itself.
    let course = world.approved_course(&holder, today).await;
    let mut part = row("1", "123456", "髙橋直子");
    part.units = Some(UNEVEN.to_owned());
    let told = receipt(&holder, &course, vec![part]).await;
    assert_eq!(told[0].fate, Fate::Rejected);
    assert_eq!(told[0].notes[0].field, "units");
    let fed = json!({
        "row_id": "1", "register_number": "123456", "name": "髙橋直子", "kind": "e-learning",
        "title": "高血圧", "units": UNEVEN, "codes": ["74"], "date": today,
    });
    let over = FiscalYear::of(today).previous();
    let earlier = json!({
        "row_id": "1", "register_number": "123456", "name": "髙橋直子",
        "fiscal_year": over.to_string(), "units": UNEVEN, "codes": ["74"],
    });
    for (path, row) in [("/learning/feed", fed), ("/learning/imports", earlier)] {
        let told: Receipt = national
            .post(path, &json!({ "rows": [row] }))
            .await
            .read(200);
        assert_eq!(told.rows[0].fate, Fate::Rejected, "{path}");
        assert_eq!(told.rows[0].notes[0].field, "units");
        assert_eq!(told.rows[0].notes[0].code, "units-not-halves");
    }

    let item = json!({
        "kind": "unregistered-course", "title": "学会", "date": over.start(), "units": UNEVEN,
        "codes": ["15"], "evidence": [evidence],
    });
    let declaration = json!({ "version": 0, "form": { "outside": [item], "confirmed": true } });
    let path = format!("/me/learning/declarations/{over}");
    let answer = doctor.post(&path, &declaration).await;
    refused(&answer, "outside[0].units");

    let mut title = title_form(INDUSTRIAL, "renewal");
    title.title.as_mut().unwrap().declared = vec![DeclaredForm {
        category: "renewal-special".to_owned(),
        units: UNEVEN.to_owned(),
        from: "2024-04-01".to_owned(),
        to: "2025-03-31".to_owned(),
        evidence: Vec::new(),
    }];
    refused(&doctor.apply(&title).await, "title.declared[0].units");

    let mut completion = form(&evidence);
    completion.handed_in = vec![handed_in(UNEVEN, &today.to_string(), &evidence)];
    refused(&doctor.apply(&completion).await, "handed_in[0].units");

    let page: MyPage = doctor.get("/me").await.read(200);
    assert!(page.credits.is_empty(), "{:?}", page.credits);
    assert!(doctor.applications().await.is_empty());
}
