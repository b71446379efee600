//! 予算: what wakes somebody because a month becomes dear. AWS Budgets compares money, not CloudWatch,
//! and counts it some hours late; so this is a list beside the alarms, with a page and a story like theirs.

/// What is compared with the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spending {
    /// What the month has cost so far.
    Actual,
    /// What AWS foresees for the whole of it.
    Forecasted,
}

impl Spending {
    /// As AWS Budgets names it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Spending::Actual => "ACTUAL",
            Spending::Forecasted => "FORECASTED",
        }
    }
}

/// Somebody is told once a month, when more than `percent` of the budget is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notification {
    /// What is compared.
    pub of: Spending,
    /// With how much of the budget.
    pub percent: u32,
}

/// Of the parameter `MonthlyBudget`: early enough to look before the money is spent, and as soon as AWS
/// foresees that it will be.
pub const BUDGET: [Notification; 2] = [
    Notification {
        of: Spending::Actual,
        percent: 80,
    },
    Notification {
        of: Spending::Forecasted,
        percent: 100,
    },
];

/// Who is told when a month with this budget has cost `actual` and will cost `forecasted`, US dollars.
#[must_use]
pub fn told(budget: f64, actual: f64, forecasted: f64) -> Vec<Notification> {
    let reached = |one: &Notification| {
        let dollars = match one.of {
            Spending::Actual => actual,
            Spending::Forecasted => forecasted,
        };
        dollars * 100.0 > budget * f64::from(one.percent)
    };
    BUDGET.into_iter().filter(reached).collect()
}
