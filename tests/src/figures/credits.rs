//! What credits cost: My Page, awards, awards sent again; and how long they take here.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use api::credits::Award;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use domain::calendar::FiscalYear;
use domain::course::CourseId;

use super::{Figure, Figures};
use crate::client::{Answer, Client};
use crate::courses::{award, post, rows};
use crate::people::{Doctor, Person};
use crate::world::{World, eventually};

/// Credits on the measured page: five years of thirty.
const CREDITS: usize = 150;
/// Fiscal years over which they lie.
const YEARS: usize = 5;

/// One measured request.
#[derive(Debug, Clone, Copy)]
struct Measured {
    trips: u32,
    reads: f64,
    writes: u32,
    milliseconds: f64,
}

impl Measured {
    fn of(answer: &Answer, started: Instant) -> Self {
        Self {
            trips: answer.trips(),
            reads: answer.reads(),
            writes: answer.writes(),
            milliseconds: started.elapsed().as_secs_f64() * 1000.0,
        }
    }
}

/// Counts and timings of one run.
///
/// # Errors
/// A stack that fails, or figures of the emulator that contradict ours.
pub async fn measure() -> Result<Figures> {
    let mut figures = my_page().await?;
    figures.extend(awards().await?);
    Ok(figures)
}

async fn my_page() -> Result<Figures> {
    let world = World::start().await;
    // In the first days of a fiscal year the old one stands raw on the page too: not what is meant.
    let year = FiscalYear::of(world.today());
    if year.start().days_until(world.today()) < 3 {
        world.pass(Duration::from_secs(3 * 24 * 60 * 60));
    }
    let doctor = doctor_with_credits(&world).await;
    let started = Instant::now();
    let answer = doctor.get("/me").await;
    let page = Measured::of(answer.expect(200), started);
    let reported = reported_by_the_emulator(&world, &doctor).await?;
    if (reported - page.reads).abs() > f64::EPSILON {
        bail!(
            "the emulator reports {reported} read units, our meter {}",
            page.reads
        );
    }
    Ok(Figures {
        exact: vec![
            Figure::at_most(
                "My Page, 150 credits in five years, sign-in included: round trips",
                f64::from(page.trips),
                1.0,
                "",
            ),
            Figure::at_most(
                "My Page, 150 credits in five years, sign-in included: read units",
                page.reads,
                2.0,
                "",
            ),
        ],
        timed: vec![Figure::plain(
            "My Page, 150 credits in five years",
            page.milliseconds,
            "ms",
        )],
    })
}

/// The tallies are those that the stream folds.
async fn doctor_with_credits(world: &World) -> Person {
    let doctor = Doctor::member("123456").enter(world).await;
    let mut year = FiscalYear::of(world.today());
    for _ in 0..YEARS {
        let day = if year.contains(world.today()) {
            world.today()
        } else {
            year.start()
        };
        for _ in 0..CREDITS / YEARS {
            world.award(&doctor, "1.5", day).await;
        }
        year = year.previous();
    }
    eventually("the tallies of five years", || async {
        let page: api::my_page::MyPage = doctor.get("/me").await.read(200);
        let entries: u32 = page
            .years
            .iter()
            .flat_map(|year| year.programmes.values())
            .map(|programme| programme.entries)
            .sum();
        (entries as usize == CREDITS).then_some(())
    })
    .await;
    doctor
}

/// What the emulator says that the page's Query consumes.
async fn reported_by_the_emulator(world: &World, doctor: &Person) -> Result<f64> {
    let stack = world.stack().world();
    let since = functions::my_page::ledger::raw_since(world.today());
    let answer = stack
        .dynamodb
        .query()
        .table_name(&*stack.table)
        .key_condition_expression("pk = :pk AND sk >= :from")
        .expression_attribute_values(":pk", AttributeValue::S(doctor.partition.clone()))
        .expression_attribute_values(":from", AttributeValue::S(format!("L#{since}")))
        .return_consumed_capacity(ReturnConsumedCapacity::Total)
        .send()
        .await?;
    answer
        .consumed_capacity()
        .and_then(|capacity| capacity.capacity_units())
        .context("the emulator reports no capacity")
}

/// Trips for so many rows: n/25 + n/100 + 4, each started batch counted.
#[must_use]
fn most_trips(count: usize) -> f64 {
    (count.div_ceil(25) + count.div_ceil(100) + 4) as f64
}

/// The most that an award of 500 rows may take on one machine.
const MOST_MILLISECONDS: f64 = 2000.0;

async fn awards() -> Result<Figures> {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let mut figures = Figures::default();
    for count in [1, 100, 500] {
        let course = world.approved_course(&holder, world.today()).await;
        let rows = award(rows(count));
        let first = posted(&holder, &course, &rows).await;
        let again = posted(&holder, &course, &rows).await;
        let name = match count {
            1 => "award of 1 row".to_owned(),
            _ => format!("award of {count} rows"),
        };
        figures.exact.extend(counted(&name, count, first, again));
        figures.timed.push(match count {
            500 => Figure::at_most(name, first.milliseconds, MOST_MILLISECONDS, "ms"),
            _ => Figure::plain(name, first.milliseconds, "ms"),
        });
    }
    Ok(figures)
}

async fn posted(holder: &Client, course: &CourseId, rows: &Award) -> Measured {
    let started = Instant::now();
    let answer = post(holder, course, rows).await;
    Measured::of(answer.expect(200), started)
}

fn counted(name: &str, count: usize, first: Measured, again: Measured) -> [Figure; 4] {
    let trips = f64::from(first.trips);
    let again_trips = f64::from(again.trips);
    let units_a_row = f64::from(first.writes) / count as f64;
    let units = format!("{name}: write units a row");
    [
        Figure::at_most(format!("{name}: round trips"), trips, most_trips(count), ""),
        // What the award itself costs weighs on a single row.
        if count < 100 {
            Figure::plain(units, units_a_row, "")
        } else {
            Figure::at_most(units, units_a_row, 1.25, "")
        },
        Figure::at_most(
            format!("{name}, sent again: round trips"),
            again_trips,
            4.0,
            "",
        ),
        Figure::at_most(
            format!("{name}, sent again: write units"),
            f64::from(again.writes),
            0.0,
            "",
        ),
    ]
}
