//! How long a title stands: the pandemic exemption, grace, and what then follows (features.md #92, L7).

use api::holders::{GraceDecision, HolderList};
use api::problem::ProblemKind;
use api::titles::StandingView;
use domain::application::{ActivityForm, ApplicationForm};
use domain::calendar::Date;
use domain::evidence::EvidenceKind;
use journeys::titles::{INDUSTRIAL, SPORTS, title_form};
use journeys::{Doctor, Person, World};
use serde_json::json;

use super::applications::unmet;

#[tokio::test]
async fn a_pandemic_holder_owes_two_renewals_one_after_the_other() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let expired: Date = "2021-06-30".parse().unwrap();
    world.hold_title(&doctor, INDUSTRIAL, expired).await;
    // After the printed expiry, and yet within the exemption: enough for one renewal.
    world
        .earn_renewal(&doctor, "2024-05-01".parse().unwrap())
        .await;
    let title = doctor.title(INDUSTRIAL).await;
    let until: Date = "2028-03-31".parse().unwrap();
    assert_eq!(
        title.standing,
        StandingView::Exempt {
            expired,
            until,
            renewals: 2
        }
    );
    assert_eq!(title.safe.len(), 2);
    let form = title_form(INDUSTRIAL, "renewal");
    let id = doctor.applied(&form).await.summary.id;
    let both = doctor.apply(&title_form(INDUSTRIAL, "new")).await;
    both.problem(ProblemKind::WrongState);
    let tokyo = world.officer("13").await;
    let case = tokyo.forwarded(&id).await;
    let committee = case.application.summary.title.unwrap().committee;
    world.approved_on(&id, committee).await;
    let doctor = world.again(&doctor).await;
    let title = doctor.title(INDUSTRIAL).await;
    let expired: Date = "2026-06-30".parse().unwrap();
    assert_eq!(
        title.standing,
        StandingView::Exempt {
            expired,
            until,
            renewals: 1
        }
    );
    // The same credits do not serve twice.
    let again = doctor
        .apply(&form)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert!(unmet(&again).contains(&"total"), "{again:?}");
    assert!(
        title.credits.iter().all(|credit| credit.used),
        "{:?}",
        title.credits
    );
    world.earn_renewal(&doctor, world.today()).await;
    doctor.applied(&form).await;
}

/// A holder of 認定健康スポーツ医 whose title ended three months ago, with training from after that.
async fn lapsed(world: &World, number: &str) -> (Person, Date, ApplicationForm) {
    let doctor = Doctor::member(number).enter(world).await;
    let until = world.today().add_days(-90);
    world.hold_title(&doctor, SPORTS, until).await;
    let day = world.today().add_days(-10);
    world.earn(&doctor, (SPORTS, "renewal"), "5", day).await;
    let evidence = doctor.evidence(EvidenceKind::Other).await;
    let mut form = title_form(SPORTS, "renewal");
    form.title.as_mut().unwrap().activities = vec![ActivityForm {
        title: "市民マラソンの救護".to_owned(),
        date: day.to_string(),
        evidence: vec![evidence.to_string()],
    }];
    (doctor, until, form)
}

#[tokio::test]
async fn a_title_in_grace_is_renewed_up_to_its_last_day_and_follows_on_the_old_validity() {
    let world = World::start().await;
    let (first, until, form) = lapsed(&world, "100001").await;
    let (last, _, late) = lapsed(&world, "100002").await;
    let refused = first.apply(&form).await;
    let problem = refused.problem(ProblemKind::RequirementsUnmet);
    assert!(unmet(&problem).contains(&"renewable"), "{problem:?}");

    let tokyo = world.officer("13").await;
    let list = "/holders?programme=sports-physician&part=lapsed";
    let list: HolderList = tokyo.get(list).await.read(200);
    assert_eq!(list.holders.len(), 2);
    for holder in &list.holders {
        let grace = GraceDecision {
            version: 1,
            reason: "stay-abroad".to_owned(),
            note: "在留証明書の写し".to_owned(),
        };
        let path = format!("/holders/{}/grace", holder.holder);
        tokyo.post(&path, &grace).await.expect(200);
    }
    let id = first.applied(&form).await.summary.id;
    let case = tokyo.forwarded(&id).await;
    let committee = case.application.summary.title.unwrap().committee;
    world.approved_on(&id, committee).await;
    let first = world.again(&first).await;
    let title = first.title(SPORTS).await;
    assert_eq!(title.approvals[0].validity.from, until.add_days(1));
    assert_eq!(title.approvals[0].validity.to, until.add_years(5));

    // Six months: on the last day it is taken, on the next it is not.
    let end = until.add_days(1).add_months(6).add_days(-1);
    world.pass_to(end);
    let last = world.again(&last).await;
    assert_eq!(
        last.title(SPORTS).await.standing,
        StandingView::Grace {
            expired: until,
            until: end
        }
    );
    let id = last.applied(&late).await.summary.id;
    let path = format!("/me/applications/{id}/withdrawal");
    last.post(&path, &json!({})).await.expect(200);
    world.pass_to(end.add_days(1));
    let last = world.again(&last).await;
    let refused = last.apply(&late).await;
    let problem = refused.problem(ProblemKind::RequirementsUnmet);
    assert!(unmet(&problem).contains(&"renewable"), "{problem:?}");
}
