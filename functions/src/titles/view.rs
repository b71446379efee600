//! A title as people see it.

use adapters::store::items::application::{FeeRecord, TitleLine};
use api::{
    applications::TargetAssociation,
    titles::{ApprovalView, FeeView, GoalView, StandingView, TitleCredit, TitleSummary, TitleView},
};
use domain::{
    association::AssociationId,
    contact::PrefectureCode,
    programme::Programme,
    rules::{
        Bilingual, Goal, GoalKind, Judgement, ProgrammeFacts, QualificationStanding, RuleVersion,
        climb, judge,
    },
};

use super::{facts::TitleFile, path};
use crate::{Failure, Scope, applications::case};

/// Everything about a doctor's title today.
///
/// # Errors
/// 404 for a programme that awards none.
pub fn title(scope: &Scope, file: &TitleFile, programme: Programme) -> Result<TitleView, Failure> {
    let today = scope.today();
    let version = path::version(scope, programme, today)?;
    let rules = version.qualification().ok_or(Failure::not_found())?;
    let held = file.qualification(programme);
    let standing = rules.standing(&held, today);
    let prefecture = path::prefecture(version, &file.profile, "")?;
    let facts = facts(file, programme);
    let rounds = scope.round_book()?;
    let mut approvals: Vec<ApprovalView> = file
        .title(programme)
        .into_iter()
        .flat_map(|title| &title.approvals)
        .map(|one| ApprovalView {
            kind: one.fact.kind,
            decided_on: one.fact.decided_on,
            validity: one.fact.validity,
            certificate: one.certificate.clone(),
        })
        .collect();
    approvals.sort_by_key(|one| std::cmp::Reverse((one.validity.to, one.decided_on)));
    let applied_for = |goal: &&Goal| goal.kind != GoalKind::Certificate;
    Ok(TitleView {
        programme,
        label: rules.label.clone(),
        standing: standing_view(standing),
        approvals,
        goals: version
            .goals()
            .iter()
            .filter(applied_for)
            .map(|wanted| goal(&judge(version, wanted, &facts, today)))
            .collect(),
        prefecture: prefecture.map(association),
        placement: prefecture.and_then(|home| rounds.placement(programme, home, today)),
        safe: prefecture
            .map(|home| rounds.safe_days(programme, home, standing))
            .unwrap_or_default(),
        open: file.under_way(programme, None).map(case::summary),
        credits: credits(version, &facts),
        declared_until: version.declared().map(|rules| rules.until),
        original: version.declared().is_some_and(|rules| rules.original),
    })
}

/// The prefectural association as a target.
#[must_use]
pub fn association(prefecture: PrefectureCode) -> TargetAssociation {
    let id = AssociationId::prefectural(prefecture);
    TargetAssociation {
        name: association_name(&id),
        tier: id.tier(),
        id,
    }
}

/// The name of a prefectural association: 東京都医師会.
#[must_use]
pub fn association_name(id: &AssociationId) -> String {
    let prefecture = id.prefecture().map(PrefectureCode::name);
    format!("{}医師会", prefecture.unwrap_or_default())
}

/// What the system knows of a doctor in a programme, nothing declared.
#[must_use]
pub fn facts(file: &TitleFile, programme: Programme) -> ProgrammeFacts {
    let applicant = file.applicant(programme, None, 0);
    ProgrammeFacts {
        credits: applicant.credits,
        qualification: applicant.qualification,
        under_review: applicant.under_review,
        member: applicant.member,
        ..ProgrammeFacts::default()
    }
}

/// How a title stands.
#[must_use]
pub const fn standing_view(standing: QualificationStanding) -> StandingView {
    match standing {
        QualificationStanding::None => StandingView::None,
        QualificationStanding::Valid { until } => StandingView::Valid { until },
        QualificationStanding::Exempt {
            expired,
            until,
            renewals,
        } => StandingView::Exempt {
            expired,
            until,
            renewals,
        },
        QualificationStanding::Grace { expired, until } => StandingView::Grace { expired, until },
        QualificationStanding::Lapsed { expired } => StandingView::Lapsed { expired },
    }
}

/// A goal as judged, with its years.
fn goal(judgement: &Judgement<'_>) -> GoalView {
    GoalView {
        climb: climb(judgement),
        ..GoalView::of(judgement)
    }
}

fn credits(version: &RuleVersion, facts: &ProgrammeFacts) -> Vec<TitleCredit> {
    let credit = |fact: &domain::rules::CreditFact| TitleCredit {
        title: fact.title.clone(),
        label: version
            .category_label(&fact.category)
            .cloned()
            .unwrap_or_else(|| Bilingual {
                ja: fact.category.to_string(),
                en: fact.category.to_string(),
            }),
        category: fact.category.clone(),
        units: fact.units,
        codes: fact.codes.iter().copied().collect(),
        date: fact.date,
        used: fact.used,
    };
    facts.credits.iter().rev().map(credit).collect()
}

/// 審査・登録料 as recorded.
#[must_use]
pub fn fee(record: &FeeRecord) -> FeeView {
    FeeView {
        yen: record.yen,
        state: record.state,
        receipt: record.receipt.clone(),
    }
}

/// What the line of an application for a title has beside the others.
#[must_use]
pub fn summary(title: &TitleLine) -> TitleSummary {
    TitleSummary {
        kind: title.kind,
        stage: title.stage.tier(),
        round: title.round.clone(),
        committee: title.committee,
        missed: title.missed.clone(),
        forwarded: title.forwarded,
        clean: title.clean,
        fee: title.fee.as_ref().map(fee),
        decided_on: title.decided_on,
    }
}
