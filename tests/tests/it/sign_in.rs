//! ログイン: who gets in, what guessing costs, and when a sign-in ends (features.md #1, #32).

use std::time::Duration;

use api::problem::ProblemKind;
use journeys::registering::{PASSWORD, form};
use journeys::{Doctor, World};

const HOUR: Duration = Duration::from_secs(60 * 60);

#[tokio::test]
async fn an_address_that_two_accounts_share_signs_nobody_in() {
    let world = World::start().await;
    world
        .register("clinic@example.jp", form("Takahashi01", "012345"))
        .await;
    world.sign_in("clinic@example.jp").await;
    world
        .register("Clinic@example.jp", form("Takahashi02", "012346"))
        .await;
    let shared = world.try_password("clinic@example.jp", PASSWORD).await;
    let _ = shared.problem(ProblemKind::WrongCredentials);
    for login in ["takahashi01", "takahashi02"] {
        world.sign_in(login).await;
    }
}

#[tokio::test]
async fn signing_in_costs_the_same_for_known_and_unknown_ids() {
    let world = World::start().await;
    world
        .register("naoko@example.jp", form("Takahashi01", "012345"))
        .await;
    for _ in 0..7 {
        let known = world.try_password("takahashi01", "wrong-Passw0rd!").await;
        let unknown = world.try_password("nobody0001", "wrong-Passw0rd!").await;
        assert_eq!(known.text(), unknown.text());
        assert_eq!(known.status, unknown.status);
        assert_eq!(known.cost(), unknown.cost());
        assert!(known.trips() <= 2);
    }
    let locked = world.try_password("takahashi01", PASSWORD).await;
    let _ = locked.problem(ProblemKind::TooManyAttempts);
    world.pass(Duration::from_secs(31));
    let answer = world.try_password("takahashi01", PASSWORD).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    assert_eq!(answer.trips(), 2);
}

#[tokio::test]
async fn the_fifth_failure_locks_a_login_and_each_further_one_for_longer() {
    let world = World::start().await;
    world
        .register("naoko@example.jp", form("Takahashi01", "012345"))
        .await;
    for _ in 0..5 {
        let wrong = world.try_password("takahashi01", "wrong-Passw0rd!").await;
        let _ = wrong.problem(ProblemKind::WrongCredentials);
    }
    let locked = world.try_password("takahashi01", PASSWORD).await;
    assert!(
        locked
            .problem(ProblemKind::TooManyAttempts)
            .retry_after
            .is_some()
    );
    world.pass(Duration::from_secs(31));
    let wrong = world.try_password("takahashi01", "wrong-Passw0rd!").await;
    let _ = wrong.problem(ProblemKind::WrongCredentials);
    world.pass(Duration::from_secs(31));
    let locked = world.try_password("takahashi01", PASSWORD).await;
    let _ = locked.problem(ProblemKind::TooManyAttempts);
    world.pass(Duration::from_secs(31));
    world.sign_in("takahashi01").await;
    // Signing in puts the counter back.
    let wrong = world.try_password("takahashi01", "wrong-Passw0rd!").await;
    let _ = wrong.problem(ProblemKind::WrongCredentials);
    world.sign_in("takahashi01").await;
}

#[tokio::test]
async fn guesses_sent_at_once_are_not_looked_at_together() {
    let world = World::start().await;
    world
        .register("naoko@example.jp", form("Takahashi01", "012345"))
        .await;
    let guesses = (0..20).map(|_| world.try_password("takahashi01", "wrong-Passw0rd!"));
    let answers = futures::future::join_all(guesses).await;
    let looked_at = answers.iter().filter(|answer| answer.status == 401).count();
    assert!(looked_at <= 5, "{looked_at} guesses were compared");
    let locked = world.try_password("takahashi01", PASSWORD).await;
    let _ = locked.problem(ProblemKind::TooManyAttempts);
}

#[tokio::test]
async fn signing_out_ends_the_sign_in_and_not_only_its_cookie() {
    let world = World::start().await;
    let doctor = Doctor::member("012345").enter(&world).await;
    let answer = doctor.delete("/sign-ins/current").await;
    answer.expect(200);
    let cleared = answer.headers.get("set-cookie").unwrap().to_str().unwrap();
    assert!(cleared.contains("Max-Age=0"), "{cleared}");
    let _ = doctor
        .get("/sign-ins/current")
        .await
        .problem(ProblemKind::SignInRequired);
}

#[tokio::test]
async fn a_sign_in_ends_after_twelve_hours_and_costs_one_trip_until_then() {
    let world = World::start().await;
    let doctor = Doctor::member("012345").enter(&world).await;
    let answer = doctor.get("/sign-ins/current").await;
    assert_eq!((answer.status, answer.trips()), (200, 1));
    world.pass(12 * HOUR);
    let _ = doctor
        .get("/sign-ins/current")
        .await
        .problem(ProblemKind::SignInRequired);
}
