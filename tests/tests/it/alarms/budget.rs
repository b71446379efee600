//! A month that becomes dear.

use std::{fs, path::Path};

use alarms::{BUDGET, told};
use operations::cost::{DOCTORS, Inputs, month};

/// Dollars that each environment of samconfig.toml has for a month.
fn budgets() -> Vec<f64> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../samconfig.toml");
    let text = fs::read_to_string(file).unwrap();
    text.split(" MonthlyBudget=")
        .skip(1)
        .map(|rest| {
            let digits = rest.split(|one: char| !one.is_ascii_digit());
            digits.into_iter().next().unwrap().parse().unwrap()
        })
        .collect()
}

/// What doctors do wakes nobody, however many they are; a program that asks without end does.
#[test]
fn a_dear_month_wakes_somebody_and_an_ordinary_one_nobody() {
    let inputs = Inputs::read().unwrap();
    let (stage, production) = match budgets()[..] {
        [stage, production] => (stage, production),
        ref other => panic!("{other:?}"),
    };
    let ordinary = |doctors| month(&inputs, doctors).unwrap().as_built();
    let most = DOCTORS.into_iter().max().unwrap();
    for (budget, doctors) in [(stage, DOCTORS[0]), (production, most)] {
        let whole = ordinary(doctors);
        assert_eq!(told(budget, whole, whole), [], "{doctors} doctors");
    }
    // A hundred requests a second for a day: some $9 of gateway alone, and it goes on.
    let gateway = inputs.prices.price.iter();
    let request = gateway.clone().find(|price| price.id == "api-request");
    let request = request.map(|price| price.dollars / price.per).unwrap();
    let a_day = 100.0 * 24.0 * 60.0 * 60.0 * request;
    let (third, whole) = (ordinary(most) / 10.0, ordinary(most));
    let foreseen = whole + 27.0 * a_day;
    assert_eq!(told(production, third + a_day, foreseen), [BUDGET[1]]);
    // Nobody looked, and it went on until the month was over.
    assert_eq!(told(production, foreseen, foreseen), BUDGET);
}

#[test]
fn just_what_was_planned_wakes_nobody_and_a_dollar_more_does() {
    assert_eq!(told(100.0, 80.0, 100.0), []);
    assert_eq!(told(100.0, 81.0, 100.0), [BUDGET[0]]);
    assert_eq!(told(100.0, 10.0, 101.0), [BUDGET[1]]);
}
