//! 運営委員会の審査回にかかる研修会 (features.md #58, #87).

use adapters::store::{Found, QueueKey, items::course::WaitingCourseRecord};
use api::{
    ReadCourseAgenda,
    courses::{AgendaCourse, CategoryName, CourseAgenda},
};
use domain::{
    association::Tier,
    calendar::{Date, FiscalYear},
    programme::Programme,
    rounds::{Round, RoundBook},
    rules::RuleBook,
};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// Courses of one round; about 47 prefectures bring some each.
const MOST: i32 = 1_000;
/// For so many days after a committee its round is what one looks for: the minutes are entered.
const MINUTES_DAYS: i32 = 20;
/// Rounds to choose from: so many before and after the one that is decided.
const AROUND: usize = 3;

/// Two trips, issued together. For other associations there is no agenda.
pub async fn handle(
    scope: Scope,
    call: Reading<ReadCourseAgenda>,
) -> Result<Reply<CourseAgenda>, Failure> {
    let rounds = rounds(scope.round_book()?, scope.today());
    let present = present(&rounds, scope.today());
    let round = match &call.query.round {
        None => rounds.get(present).cloned(),
        Some(id) => Programme::ALL
            .iter()
            .find_map(|programme| scope.round_book().ok()?.round(*programme, id)),
    };
    let round = round.ok_or(Failure::not_found())?;
    let queue = QueueKey::agenda_of(&round.id);
    let (officer, found, _) = call
        .caller
        .with_queue(&scope, &queue, None, MOST, false)
        .await?;
    if officer.tier != Tier::National {
        return Err(Failure::not_found());
    }
    let rules = scope.rule_book()?;
    let courses = found
        .iter()
        .map(Found::decode::<WaitingCourseRecord>)
        .map(|record| Ok(line(record?, rules)))
        .collect::<Result<Vec<_>, Failure>>()?;
    let last = (present + AROUND + 1).min(rounds.len());
    Ok(Reply::ok(CourseAgenda {
        round,
        rounds: rounds[present.saturating_sub(AROUND)..last].to_vec(),
        courses,
    }))
}

/// The rounds of some years, in the order of their committees, each once: programmes share them.
fn rounds(book: &RoundBook, today: Date) -> Vec<Round> {
    let year = FiscalYear::of(today);
    let mut rounds: Vec<Round> = [year.previous(), year, year.next()]
        .into_iter()
        .flat_map(|year| {
            let of = move |programme: &Programme| book.rounds(*programme, year);
            Programme::ALL.iter().flat_map(of)
        })
        .collect();
    rounds.sort_by(|a, b| (a.committee, &a.id).cmp(&(b.committee, &b.id)));
    rounds.dedup_by(|a, b| a.id == b.id);
    rounds
}

/// The place of the round that is being decided: the last one until its minutes are entered.
fn present(rounds: &[Round], today: Date) -> usize {
    let since = today.add_days(-MINUTES_DAYS);
    let coming = rounds.iter().position(|round| round.committee >= since);
    coming.unwrap_or(rounds.len().saturating_sub(1))
}

fn line(record: WaitingCourseRecord, rules: &RuleBook) -> AgendaCourse {
    let name = |award: &domain::course::CourseAward| {
        let label = rules.category_label(award.programme, &award.category, record.date)?;
        Some(CategoryName {
            programme: award.programme,
            category: award.category.clone(),
            label: label.clone(),
        })
    };
    AgendaCourse {
        categories: record.awards.iter().filter_map(name).collect(),
        id: record.course,
        title: record.title,
        organizer: record.organizer_name,
        prefecture: record.prefecture,
        date: record.date,
        credits: record.awards,
        forwarded_on: record.since.date_in_japan(),
        missed: record
            .round
            .and_then(|placed| placed.missed)
            .map(|round| round.id),
        decided_on: record.decided_on,
        version: record.v,
    }
}
