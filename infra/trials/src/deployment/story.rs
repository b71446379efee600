//! The story: from an empty account to credits on My Page, and what is denied on the way.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use api::courses::{CourseApproval, CourseView};
use api::credits::Receipt;
use api::identity::{Credentials, LinkSecret, RegistrationCompleted, RegistrationCompletion};
use api::my_page::MyPage;
use api::organizers::{InvitationForm, OrganizerApplied, OrganizerQueue, OrganizerView};
use api::problem::ProblemKind;
use domain::association::AssociationId;
use functions::jobs::migrations;
use functions::world::system_clock;
use serde_json::json;

use super::cloud::Cloud;
use journeys::client::Client;
use journeys::courses::{award, course_form, post, row};
use journeys::registering::{PASSWORD, acceptance, beginning, body, form, secret_of};
use journeys::world::eventually;

/// Tells it.
///
/// # Panics
/// Where an answer is not the one told.
pub(super) async fn tell(cloud: &Cloud, bootstrap: &Path) -> Result<()> {
    let visitor = cloud.visitor()?;
    let national = first_officer(cloud, bootstrap, &visitor).await?;
    let tokyo = invited_officer(cloud, &visitor, &national).await?;
    let organizer = external_body(cloud, &visitor, &tokyo).await?;
    let doctor = registered_doctor(cloud, &visitor).await?;
    let course = approved_course(&organizer, &tokyo).await;

    let rows = vec![row("2026-0001", "123456", "髙橋　直子")];
    let receipt: Receipt = post(&organizer, &course.line.id, &award(rows))
        .await
        .read(200);
    ensure!(receipt.rows.len() == 1, "one row, one line");
    let page = eventually("the credit on My Page", || async {
        let page: MyPage = doctor.get("/me").await.read(200);
        (!page.credits.is_empty()).then_some(page)
    })
    .await;
    ensure!(page.credits[0].title == course.line.title, "of that course");

    let denied = cloud.denials()?;
    ensure!(denied.is_empty(), "functions lack rights: {denied:#?}");
    println!("invited, registered, approved, awarded, seen; nothing was denied");
    Ok(())
}

/// Changes the stored data, as `cargo migrate` begins it: stream, queue and the one function that may walk
/// the whole table do the rest.
pub(super) async fn stored_data_are_changed(cloud: &Cloud) -> Result<()> {
    let table = cloud.table(migrations::NEEDS)?;
    let job = migrations::begin(&table, system_clock()).await?;
    let job = job.context("a new table is of no version")?;
    eventually("the newest version", || async {
        let version = migrations::version(&table).await.ok()?;
        (version == migrations::NEWEST).then_some(())
    })
    .await;
    println!("{}: the data are of version {}", job.id, migrations::NEWEST);
    Ok(())
}

/// What the administrator does once: `docs/operations`.
async fn first_officer(cloud: &Cloud, bootstrap: &Path, visitor: &Client) -> Result<Client> {
    let output = Command::new(bootstrap)
        .args(["officer@example.jp", "administrator@example.jp"])
        .envs(cloud.function_environment("sign_in")?)
        .envs(cloud.environment())
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    ensure!(
        output.status.success(),
        "bootstrap: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let link = LinkSecret {
        secret: secret_of(text.lines().next().unwrap_or_default()),
    };
    accept(visitor, &link, "national01").await;
    Ok(sign_in(visitor, "national01").await)
}

async fn invited_officer(cloud: &Cloud, visitor: &Client, national: &Client) -> Result<Client> {
    let form = InvitationForm {
        email: "tokyo@example.jp".to_owned(),
        association: Some(AssociationId::parse("13").context("Tokyo")?),
    };
    national.post("/staff-invitations", &form).await.expect(202);
    let link = mailed_link(cloud, "tokyo@example.jp").await;
    accept(visitor, &link, "tokyo0001").await;
    Ok(sign_in(visitor, "tokyo0001").await)
}

async fn external_body(cloud: &Cloud, visitor: &Client, tokyo: &Client) -> Result<Client> {
    let form = body("城東地域医療連携研究会", "kenshu@example.jp");
    let _: OrganizerApplied = visitor.post("/organizers", &form).await.read(202);
    let queue: OrganizerQueue = tokyo.get("/review/organizers").await.read(200);
    let waiting = queue.organizers.first().context("one body waits")?;
    let path = format!("/review/organizers/{}/approval", waiting.id);
    let _: OrganizerView = tokyo.post(&path, &json!({})).await.read(200);
    let link = mailed_link(cloud, "kenshu@example.jp").await;
    accept(visitor, &link, "kenshu001").await;
    Ok(sign_in(visitor, "kenshu001").await)
}

async fn registered_doctor(cloud: &Cloud, visitor: &Client) -> Result<Client> {
    let email = "doctor@example.jp";
    visitor
        .post("/registrations", &beginning(email))
        .await
        .expect(202);
    let link = mailed_link(cloud, email).await;
    visitor
        .post("/registrations/opening", &link)
        .await
        .expect(200);
    let completion = RegistrationCompletion {
        secret: link.secret,
        form: form("naoko0001", "123456"),
    };
    let _: RegistrationCompleted = visitor
        .post("/registrations/completion", &completion)
        .await
        .read(201);
    Ok(sign_in(visitor, "naoko0001").await)
}

async fn approved_course(organizer: &Client, tokyo: &Client) -> CourseView {
    let today = system_clock().date_in_japan();
    let made: CourseView = organizer
        .post("/courses", &course_form(today))
        .await
        .read(201);
    let path = format!("/review/courses/{}/approval", made.line.id);
    let approval = CourseApproval {
        version: made.version,
    };
    tokyo.post(&path, &approval).await.read(200)
}

/// The roles are enforced: a function that writes cannot with the role of one that reads, and its log
/// says so.
///
/// # Panics
/// Where an answer is not the one told.
pub(super) async fn the_wrong_role_is_denied(cloud: &Cloud) -> Result<()> {
    const WRITER: &str = "start_registration";
    let visitor = cloud.visitor()?;
    let begin = async || {
        let form = beginning("late@example.jp");
        visitor.post("/registrations", &form).await
    };
    let own = cloud.take_role_of(WRITER, "read_my_page")?;
    begin().await.problem(ProblemKind::Internal);
    let denied = cloud.denials()?;
    ensure!(!denied.is_empty(), "no log tells of the denied call");
    println!("{}", denied[0]);
    cloud.take_role(WRITER, &own)?;
    begin().await.expect(202);
    Ok(())
}

async fn accept(visitor: &Client, link: &LinkSecret, login: &str) {
    visitor
        .post("/staff-invitations/acceptance", &acceptance(link, login))
        .await
        .expect(201);
}

async fn sign_in(visitor: &Client, login: &str) -> Client {
    let credentials = Credentials {
        login: login.to_owned(),
        password: PASSWORD.to_owned(),
    };
    let answer = visitor.post("/sign-ins", &credentials).await;
    answer.expect(201);
    let mut client = visitor.clone();
    client.keep_cookie(&answer);
    client
}

/// The link in the last mail to somebody.
async fn mailed_link(cloud: &Cloud, to: &str) -> LinkSecret {
    let secret = eventually("a link by mail", || async {
        let mails = cloud.mails(to).await;
        mails
            .iter()
            .rev()
            .find(|text| text.contains('#'))
            .map(|text| secret_of(text))
    })
    .await;
    LinkSecret { secret }
}
