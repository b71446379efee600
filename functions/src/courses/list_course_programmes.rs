//! 研修会で付与できる制度種別と区分, with who approves such a course (features.md #58).

use api::{
    ListCourseProgrammes,
    courses::{CategoryName, CourseProgramme, CourseProgrammes},
};
use domain::{programme::Programme, rules::RuleSet};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// How long a copy may be kept, seconds: rules begin on a later day than they are adopted.
const KEPT: u32 = 15 * 60;

/// No trip: the rules are the process's own.
pub async fn handle(
    scope: Scope,
    call: Reading<ListCourseProgrammes>,
) -> Result<Reply<CourseProgrammes>, Failure> {
    let rules = scope.rule_book()?;
    let date = call.query.date.unwrap_or(scope.today());
    let in_force = |programme: &Programme| rules.in_force(*programme, date);
    let programmes = Programme::ALL.iter().filter_map(in_force).map(of_rules);
    Ok(Reply::ok(CourseProgrammes {
        programmes: programmes.collect(),
    })
    .kept_for(KEPT))
}

fn of_rules(rules: &RuleSet) -> CourseProgramme {
    let name = |rule: &domain::rules::CategoryRule| CategoryName {
        programme: rules.programme,
        category: rule.id.clone(),
        label: rule.label.clone(),
    };
    CourseProgramme {
        programme: rules.programme,
        stages: rules.course_approval.clone(),
        categories: rules.categories.iter().map(name).collect(),
    }
}
