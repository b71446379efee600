//! What signing in costs.

use std::time::Instant;

use adapters::identity::password;
use adapters::identity::sign_in::Principal;
use adapters::store::items::account::AccountRecord;
use anyhow::{Context, Result};
use api::identity::Credentials;
use domain::contact::EmailAddress;

use super::{Figure, Figures};
use crate::people::Doctor;
use crate::world::World;

/// Round trips and units, and the time with its password hash.
///
/// # Errors
/// A stack that fails.
pub async fn measure() -> Result<Figures> {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let credentials = Credentials {
        login: doctor.login.clone(),
        password: "correct horse battery".to_owned(),
    };
    let principal = Principal::Doctor {
        n: doctor.number.clone().context("a doctor")?,
        claim: None,
        login: doctor.login.clone(),
    };
    let account = AccountRecord::new(
        doctor.login.clone(),
        password::hash(&credentials.password, [7; 16]),
        principal,
        "髙橋直子".to_owned(),
        EmailAddress::parse(&doctor.email)?,
    );
    world.seed(&account).await;
    let started = Instant::now();
    let answer = world.visitor().post("/sign-ins", &credentials).await;
    answer.expect(201);
    let milliseconds = started.elapsed().as_secs_f64() * 1000.0;
    Ok(Figures {
        exact: vec![
            Figure::at_most("sign-in: round trips", f64::from(answer.trips()), 2.0, ""),
            Figure::plain("sign-in: write units", f64::from(answer.writes()), ""),
        ],
        timed: vec![Figure::plain("sign-in", milliseconds, "ms")],
    })
}
