//! 生涯教育申告書: what a doctor declares of a fiscal year, and its way to acceptance
//! (features.md #80, #104–#106, L15).
//!
//! - What is in the system is not declared: only credits from outside are added.
//! - A declaration is submitted once for each year, sent back as often as needed, accepted once.
//!   After acceptance nothing changes it.
//! - Nobody accepts the own declaration, and nobody what has changed since it was read: who calls
//!   this compares the version.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::application::{Actor, HandedInForm, HandedInItem};
use crate::association::{AssociationId, Membership, Tier};
use crate::calendar::{Date, FiscalYear, Moment};
use crate::contact::PrefectureCode;
use crate::credit::{CreditEntry, CreditOrigin, EntryKind, RowId};
use crate::curriculum::CurriculumCode;
use crate::organizer::OrganizerId;
use crate::person::PostedName;
use crate::programme::{Category, Programme};
use crate::register_number::MedicalRegisterNumber;
use crate::rejection::{Code, FieldProblem, Problems, Rejection};
use crate::rules::{HandedInRules, LearningRules};
use crate::units::Units;

/// Most credits from outside in one declaration: all are written in the transaction that accepts it.
pub const OUTSIDE_MAX: usize = 50;

named_variants! {
    /// Where a declaration stands.
    pub enum DeclarationStatus {
        /// 提出済み: waits for the association.
        Submitted = "submitted",
        /// 差戻し: waits for the doctor.
        SentBack = "sent-back",
        /// 受理
        Accepted = "accepted",
    }
}

/// A declaration as filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct DeclarationForm {
    /// Credits that are not in the system.
    pub outside: Vec<HandedInForm>,
    /// The doctor has looked at the credits of the year and confirms them.
    pub confirmed: bool,
}

impl DeclarationForm {
    /// Checks every field: days of that year, units within the rules, evidence with each item.
    ///
    /// # Errors
    /// All refusals.
    pub fn check(
        &self,
        rules: &LearningRules,
        year: FiscalYear,
        today: Date,
    ) -> Result<Vec<HandedInItem>, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        if !self.confirmed {
            problems.add("confirmed", Code::Required);
        }
        if self.outside.len() > OUTSIDE_MAX {
            let many = Rejection::new(Code::TooMany).with("max", OUTSIDE_MAX);
            problems.add("outside", many);
        }
        let rules = &HandedInRules {
            kinds: rules.outside.clone(),
            units_max: rules.outside_max,
        };
        let mut items = Vec::new();
        for (index, form) in self.outside.iter().enumerate().take(OUTSIDE_MAX) {
            problems.within(&format!("outside[{index}]."), |problems| {
                items.extend(item(form, rules, year, today, problems));
            });
        }
        problems.finish(Some(items))
    }

    /// Checks one item by itself: the form by which it is added.
    ///
    /// # Errors
    /// All refusals.
    pub fn check_item(
        form: &HandedInForm,
        rules: &HandedInRules,
        year: FiscalYear,
        today: Date,
    ) -> Result<HandedInItem, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        let item = item(form, rules, year, today, &mut problems);
        problems.finish(item)
    }
}

fn item(
    form: &HandedInForm,
    rules: &HandedInRules,
    year: FiscalYear,
    today: Date,
    problems: &mut Problems,
) -> Option<HandedInItem> {
    let item = form.check(rules, today, problems)?;
    if !year.contains(item.date) {
        let outside = Rejection::new(Code::OutsideFiscalYear).with("year", year.year());
        problems.add("date", outside);
        return None;
    }
    if item.evidence.is_empty() {
        problems.add("evidence", Code::EvidenceMissing);
        return None;
    }
    Some(item)
}

/// When the declaration of a year is due, as the doctor is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deadline {
    /// 年度 that is declared.
    pub year: FiscalYear,
    /// The first day on which it can be submitted: the year is over.
    pub opens: Date,
    /// The last day in time (P: 30 April).
    pub due: Date,
}

impl Deadline {
    /// Of a year, by the rules.
    #[must_use]
    pub fn of(rules: &LearningRules, year: FiscalYear) -> Option<Self> {
        Some(Deadline {
            year,
            opens: year.next().start(),
            due: rules.declaration_due(year)?,
        })
    }

    /// Whole days that are left; none once it is over.
    #[must_use]
    pub fn days_left(&self, today: Date) -> Option<u32> {
        u32::try_from(today.days_until(self.due)).ok()
    }

    /// Whether what is submitted today comes after the day (期限後). It is taken and marked: the
    /// rules name a day and no consequence, so the association decides.
    #[must_use]
    pub fn is_late(&self, today: Date) -> bool {
        today > self.due
    }
}

/// The association that a declaration goes to: the own district, else the own prefecture; without
/// either, that of the home prefecture.
#[must_use]
pub fn declaring_to(memberships: &[Membership], home: PrefectureCode) -> AssociationId {
    memberships
        .iter()
        .map(|membership| &membership.association)
        .filter(|id| id.tier() != Tier::National)
        .min_by_key(|id| id.tier())
        .cloned()
        .unwrap_or_else(|| AssociationId::prefectural(home))
}

/// What happened to a declaration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclarationEvent {
    /// When.
    pub at: Moment,
    /// Who.
    pub actor: Actor,
    /// What.
    pub kind: DeclarationEventKind,
}

/// What can happen to a declaration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "what")]
pub enum DeclarationEventKind {
    /// 提出
    Submitted {
        /// After the day on which it was due.
        late: bool,
        /// Credits from outside.
        outside: Vec<HandedInItem>,
    },
    /// 差戻し
    SentBack {
        /// What to correct.
        reason: String,
    },
    /// 再提出
    Resubmitted {
        /// Credits from outside.
        outside: Vec<HandedInItem>,
    },
    /// 受理
    Accepted,
}

named_variants! {
    /// Why a step was refused.
    pub enum DeclarationRefused {
        /// Not from where it stands.
        WrongStatus = "wrong-status",
        /// The declaration of another doctor.
        NotTheDoctor = "not-the-doctor",
        /// At another association.
        NotTheAssociation = "not-the-association",
        /// The officer's own declaration.
        OwnDeclaration = "own-declaration",
    }
}

/// A declaration: the fold of what happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LearningDeclaration {
    doctor: MedicalRegisterNumber,
    year: FiscalYear,
    association: AssociationId,
    events: Vec<DeclarationEvent>,
    outside: Vec<HandedInItem>,
    late: bool,
}

impl LearningDeclaration {
    /// A new one.
    #[must_use]
    pub fn submit(
        doctor: MedicalRegisterNumber,
        year: FiscalYear,
        association: AssociationId,
        (late, outside): (bool, Vec<HandedInItem>),
        at: Moment,
    ) -> Self {
        let event = DeclarationEvent {
            at,
            actor: Actor::Doctor {
                register_number: doctor.clone(),
            },
            kind: DeclarationEventKind::Submitted {
                late,
                outside: outside.clone(),
            },
        };
        Self {
            doctor,
            year,
            association,
            events: vec![event],
            outside,
            late,
        }
    }

    /// From its events, the oldest first.
    ///
    /// # Errors
    /// A history that cannot have happened.
    pub fn fold(
        doctor: MedicalRegisterNumber,
        year: FiscalYear,
        association: AssociationId,
        events: Vec<DeclarationEvent>,
    ) -> Result<Self, DeclarationRefused> {
        let mut events = events.into_iter();
        let Some(DeclarationEvent {
            at,
            kind: DeclarationEventKind::Submitted { late, outside },
            ..
        }) = events.next()
        else {
            return Err(DeclarationRefused::WrongStatus);
        };
        let first = Self::submit(doctor, year, association, (late, outside), at);
        events.try_fold(first, Self::then)
    }

    /// With one more event.
    ///
    /// # Errors
    /// A step that is not possible from where it stands, or not to this actor.
    pub fn then(mut self, event: DeclarationEvent) -> Result<Self, DeclarationRefused> {
        use DeclarationEventKind as Kind;
        let status = self.status();
        match (&event.kind, status) {
            (Kind::SentBack { .. } | Kind::Accepted, DeclarationStatus::Submitted) => {
                self.decided_by(&event.actor)?;
            }
            (Kind::Resubmitted { outside }, DeclarationStatus::SentBack) => {
                let Actor::Doctor { register_number } = &event.actor else {
                    return Err(DeclarationRefused::NotTheDoctor);
                };
                if *register_number != self.doctor {
                    return Err(DeclarationRefused::NotTheDoctor);
                }
                self.outside.clone_from(outside);
            }
            _ => return Err(DeclarationRefused::WrongStatus),
        }
        self.events.push(event);
        Ok(self)
    }

    fn decided_by(&self, actor: &Actor) -> Result<(), DeclarationRefused> {
        let Actor::Officer {
            association,
            register_number,
            ..
        } = actor
        else {
            return Err(DeclarationRefused::NotTheAssociation);
        };
        if *association != self.association {
            return Err(DeclarationRefused::NotTheAssociation);
        }
        if register_number.as_ref() == Some(&self.doctor) {
            return Err(DeclarationRefused::OwnDeclaration);
        }
        Ok(())
    }

    /// Where it stands.
    #[must_use]
    pub fn status(&self) -> DeclarationStatus {
        match self.events.last().map(|event| &event.kind) {
            Some(DeclarationEventKind::Accepted) => DeclarationStatus::Accepted,
            Some(DeclarationEventKind::SentBack { .. }) => DeclarationStatus::SentBack,
            _ => DeclarationStatus::Submitted,
        }
    }

    /// Why it was sent back, while it waits for the doctor.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self.events.last().map(|event| &event.kind) {
            Some(DeclarationEventKind::SentBack { reason }) => Some(reason),
            _ => None,
        }
    }

    /// 年度
    #[must_use]
    pub fn year(&self) -> FiscalYear {
        self.year
    }

    /// Whether it was first submitted after the day on which it was due.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.late
    }

    /// Credits from outside, as last submitted.
    #[must_use]
    pub fn outside(&self) -> &[HandedInItem] {
        &self.outside
    }

    /// Everything that happened, the oldest first.
    #[must_use]
    pub fn events(&self) -> &[DeclarationEvent] {
        &self.events
    }

    /// Units from outside together.
    #[must_use]
    pub fn outside_units(&self) -> Units {
        self.outside.iter().map(|item| item.units).sum()
    }

    /// Different codes from outside.
    #[must_use]
    pub fn outside_codes(&self) -> BTreeSet<CurriculumCode> {
        let codes = self.outside.iter().flat_map(|item| &item.codes);
        codes.copied().collect()
    }

    /// The entries that follow from acceptance: one for each item, under keys that follow from year
    /// and place, so that accepting twice awards once. `name` is the doctor's, as registered.
    #[must_use]
    pub fn entries(&self, name: &str, association_name: &str, at: Moment) -> Vec<CreditEntry> {
        let entry = |(place, item): (usize, &HandedInItem)| {
            let row = format!("declaration-{}-{:02}", self.year.year(), place + 1);
            Some(CreditEntry {
                register_number: self.doctor.clone(),
                course: None,
                origin: CreditOrigin::Outside,
                row: RowId::parse(&row).ok()?,
                programme: Programme::ContinuingEducation,
                category: Category::general(),
                units: item.units,
                codes: item.codes.clone(),
                date: item.date,
                fiscal_year: FiscalYear::of(item.date),
                posted: PostedName {
                    text: name.to_owned(),
                    birth_date: None,
                },
                organizer: OrganizerId::from(self.association.clone()),
                organizer_name: association_name.to_owned(),
                title: item.title.clone(),
                kind: EntryKind::Award,
                posted_at: at,
            })
        };
        let items = self.outside.iter().enumerate();
        items.filter_map(entry).collect()
    }
}

#[cfg(test)]
mod tests;
