//! What is known of a holder: the title, and the account of whoever registered with its number.
//!
//! An account that was merely claimed is not taken for the holder's unless its name agrees with the
//! one that the association handed in: nobody learns of a title by typing a register number.

use adapters::store::{Key, items::qualification::QualificationRecord};
use api::{
    holders::{HolderLine, Reach, RenewalView},
    titles::ApprovalView,
};
use domain::{
    assurance::Assurance,
    calendar::Date,
    contact::{Address, PrefectureCode},
    person::{Agreement, PostedName, agreement},
    rounds::SafeDay,
    rules::{
        Ask, Before, Bilingual, GoalKind, ProgrammeFacts, QualificationStanding, RequirementResult,
        RuleVersion, judge,
    },
};

use super::opaque;
use crate::{
    Failure, Scope,
    titles::{facts::TitleFile, view},
};

/// A holder.
pub struct Known {
    /// The title.
    pub title: QualificationRecord,
    /// What the holder's own account tells; none without one that is surely the holder's.
    pub file: Option<TitleFile>,
}

impl Known {
    /// Reads the account beside the title: one trip.
    ///
    /// # Errors
    /// The table's.
    pub async fn read(scope: &Scope, title: QualificationRecord) -> Result<Self, Failure> {
        let range = TitleFile::range(&Key::doctor(&title.register_number));
        let found = scope.store.query(&range).await?;
        let file = found
            .iter()
            .any(|item| item.sk() == "P")
            .then(|| TitleFile::from_items(scope, &found))
            .transpose()?
            .filter(|file| is_holder(&title, file));
        Ok(Self { title, file })
    }

    /// 氏名; empty where nobody has told it.
    #[must_use]
    pub fn name(&self) -> String {
        let paper = self.title.on_paper.as_ref();
        let own = self.file.as_ref().map(|file| &file.profile.profile.name);
        own.map(|name| name.kanji.to_string())
            .or_else(|| paper.map(|paper| paper.name.clone()))
            .unwrap_or_default()
    }

    /// Where letters go.
    #[must_use]
    pub fn address(&self) -> Option<&Address> {
        let own = self
            .file
            .as_ref()
            .map(|file| &file.profile.profile.contact.home);
        own.or_else(|| self.title.on_paper.as_ref()?.address.as_ref())
    }

    /// How a notice reaches the holder.
    #[must_use]
    pub fn reach(&self) -> Reach {
        if self.file.is_some() {
            Reach::Mail
        } else if self.address().is_some() {
            Reach::Post
        } else {
            Reach::Nobody
        }
    }

    /// The managing prefecture.
    ///
    /// # Errors
    /// A title without one: our fault.
    pub fn prefecture(&self) -> Result<PrefectureCode, Failure> {
        self.title
            .prefecture
            .prefecture()
            .ok_or_else(|| Failure::internal("a title without a prefecture"))
    }

    /// How the title stands.
    #[must_use]
    pub fn standing(&self, version: &RuleVersion, on: Date) -> QualificationStanding {
        let rules = version.qualification();
        rules.map_or(QualificationStanding::None, |rules| {
            rules.standing(&self.title.fact(), on)
        })
    }

    /// Until when the renewals that are due are safe.
    ///
    /// # Errors
    /// A function that does not declare the rules: our fault.
    pub fn safe_days(
        &self,
        scope: &Scope,
        standing: QualificationStanding,
    ) -> Result<Vec<SafeDay>, Failure> {
        let (rounds, home) = (scope.round_book()?, self.prefecture()?);
        Ok(rounds.safe_days(self.title.programme, home, standing))
    }

    /// The renewal under way.
    #[must_use]
    pub fn renewal(&self) -> Option<RenewalView> {
        let line = self.file.as_ref()?.under_way(self.title.programme, None)?;
        Some(RenewalView {
            status: line.status,
            submitted_on: line.submitted_on,
        })
    }

    /// The requirements of the renewal that credits and practice decide, as they stand today.
    #[must_use]
    pub fn requirements(&self, version: &RuleVersion, on: Date) -> Vec<RequirementResult> {
        let renewal = |kind: GoalKind| kind == GoalKind::Renewal;
        let Some(goal) = version.goals().iter().find(|goal| renewal(goal.kind)) else {
            return Vec::new();
        };
        let mut facts = ProgrammeFacts {
            qualification: self.title.fact(),
            ..ProgrammeFacts::default()
        };
        if let Some(file) = &self.file {
            facts.credits = file.credits(self.title.programme);
            facts.member = file.is_member();
        }
        let telling = |id: &str| {
            let asked = goal.requirements.iter().find(|own| own.id == id);
            asked.is_some_and(|own| own.before == Before::Submission && earned(&own.kind))
        };
        let mut results = judge(version, goal, &facts, on).explained().requirements;
        results.retain(|result| telling(&result.id));
        results
    }

    /// The line of a list.
    ///
    /// # Errors
    /// Our faults.
    pub fn line(&self, scope: &Scope, version: &RuleVersion) -> Result<HolderLine, Failure> {
        let today = scope.today();
        let standing = self.standing(version, today);
        let renewal = self.renewal();
        let missing = match renewal {
            Some(_) => Vec::new(),
            None => missing(self.requirements(version, today)),
        };
        let last = self.title.last();
        Ok(HolderLine {
            holder: opaque::of(scope, &self.title),
            register_number: self.title.register_number.clone(),
            name: self.name(),
            prefecture: self.prefecture()?,
            expiry: last
                .map(|last| last.fact.validity.to)
                .ok_or_else(|| Failure::internal("a title without an approval"))?,
            certificate: last.and_then(|last| last.certificate.clone()),
            standing: view::standing_view(standing),
            safe: self.safe_days(scope, standing)?,
            missing,
            renewal,
            reach: self.reach(),
        })
    }

    /// Every approval, the newest first.
    #[must_use]
    pub fn approvals(&self) -> Vec<ApprovalView> {
        let mut approvals: Vec<ApprovalView> = self
            .title
            .approvals
            .iter()
            .map(|one| ApprovalView {
                kind: one.fact.kind,
                decided_on: one.fact.decided_on,
                validity: one.fact.validity,
                certificate: one.certificate.clone(),
            })
            .collect();
        approvals.sort_by_key(|one| std::cmp::Reverse((one.validity.to, one.decided_on)));
        approvals
    }
}

/// Whether an account is surely the holder's.
fn is_holder(title: &QualificationRecord, file: &TitleFile) -> bool {
    let profile = &file.profile;
    let named = title.on_paper.as_ref().map(|paper| PostedName {
        text: paper.name.clone(),
        birth_date: None,
    });
    let agrees =
        |posted: PostedName| agreement(&posted, &profile.profile.identity()) == Agreement::Agrees;
    profile.assurance == Assurance::Confirmed || named.is_some_and(agrees)
}

/// What a doctor earns, as against what belongs to the form of an application.
const fn earned(ask: &Ask) -> bool {
    matches!(
        ask,
        Ask::Units { .. }
            | Ask::Minima { .. }
            | Ask::Codes { .. }
            | Ask::UnitsAndCodes { .. }
            | Ask::Activity { .. }
            | Ask::Certificate { .. }
            | Ask::AnyOf { .. }
    )
}

/// What is missing, in words.
#[must_use]
pub fn missing(results: Vec<RequirementResult>) -> Vec<Bilingual> {
    let unmet = results.into_iter().filter(|result| !result.met);
    unmet
        .map(|result| result.missing.unwrap_or(result.label))
        .collect()
}
