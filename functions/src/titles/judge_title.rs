//! 認定の申請の試算: the form as it is typed, judged, and nothing kept (features.md #84, L5).

use api::{JudgeTitle, titles::TitleJudgement};
use domain::{application::PaperTrail, rules::judge};

use super::{facts::TitleFile, path, view};
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// The form is checked as at the application; what it names need not be uploaded yet.
pub async fn handle(
    scope: Scope,
    call: Writing<JudgeTitle>,
) -> Result<Reply<TitleJudgement>, Failure> {
    let programme = call.path.programme;
    let today = scope.today();
    let version = path::version(&scope, programme, today)?;
    let range = TitleFile::range(&call.caller.partition);
    let file = TitleFile::from_items(&scope, &scope.store.query(&range).await?)?;
    let form = call.body;
    let prefecture = path::prefecture(version, &file.profile, &form.target)?;
    let goal = form.title.as_ref().and_then(|title| title.goal(version));
    let stages = match (prefecture, goal) {
        (Some(prefecture), Some(goal)) => path::stages(version, goal, prefecture, &file.profile),
        _ => Vec::new(),
    };
    let content = form.check_title(version, &stages, today)?;
    let (Some(goal), Some(title)) = (goal, &content.qualification) else {
        return Err(Failure::internal("a checked form without its goal"));
    };
    // One that is being corrected does not stand in its own way.
    let own = file.under_way(programme, None).map(|line| &line.id);
    let applicant = file.applicant(programme, own, content.identity_documents.len());
    let facts = title.facts(applicant, &PaperTrail::default());
    Ok(Reply::ok(TitleJudgement {
        goal: view::goal(&judge(version, goal, &facts, today)),
        form,
    }))
}
