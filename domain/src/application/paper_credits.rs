//! What was declared on paper becomes credits once the application is approved (features.md L14).

use super::Application;
use crate::association::AssociationId;
use crate::calendar::{FiscalYear, Moment};
use crate::credit::{CreditEntry, CreditOrigin, EntryKind, RowId};
use crate::language::Language;
use crate::organizer::OrganizerId;
use crate::person::PostedName;
use crate::units::Units;

/// In whose name credits are posted.
#[derive(Clone, Copy, Debug)]
pub struct Posting<'a> {
    /// The association that compared them with the paper.
    pub association: &'a AssociationId,
    /// Its name.
    pub association_name: &'a str,
    /// The doctor's name, as registered.
    pub name: &'a str,
    /// When.
    pub at: Moment,
}

impl Application {
    /// The entries of what was declared and found on paper: one for each line of which the paper
    /// shows any units, by its place, dated on the last of its days. Their keys follow from the
    /// application, so that approving twice awards once. Nothing while it has not been checked.
    #[must_use]
    pub fn paper_credits(&self, posting: Posting<'_>) -> Vec<(usize, CreditEntry)> {
        let content = self.content();
        let lines = content.qualification.iter().flat_map(|one| &one.declared);
        let found = self.paper().checked.iter();
        let found = found.flat_map(|(_, found)| &found.declared);
        let entry = |(place, (line, units)): (usize, (_, &Units))| {
            let line: &super::DeclaredItem = line;
            if units.is_zero() {
                return None;
            }
            let row = RowId::parse(&format!("{}-{:02}", self.id(), place + 1)).ok()?;
            let entry = CreditEntry {
                register_number: self.applicant().clone(),
                course: None,
                origin: CreditOrigin::Paper,
                row,
                programme: content.programme,
                category: line.category.clone(),
                units: *units,
                codes: Default::default(),
                date: line.to,
                fiscal_year: FiscalYear::of(line.to),
                posted: PostedName {
                    text: posting.name.to_owned(),
                    birth_date: None,
                },
                organizer: OrganizerId::from(posting.association.clone()),
                organizer_name: posting.association_name.to_owned(),
                title: format!(
                    "手帳などの単位（{}）",
                    Language::Ja.period(&line.from, &line.to)
                ),
                kind: EntryKind::Award,
                posted_at: posting.at,
            };
            Some((place, entry))
        };
        lines.zip(found).enumerate().filter_map(entry).collect()
    }
}
