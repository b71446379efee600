//! Rule sets as administrators see them: built in, adopted, or a draft; always read anew, so that
//! an adoption shows at once.

use adapters::store::{
    Found, Range,
    items::rule_set::{Deed, RuleSetRecord, RuleShelfRecord},
};
use api::rule_sets::{RuleSetDeed, RuleSetLine, RuleSetView, Standing};
use domain::{
    calendar::Date,
    rejection::{Code, FieldProblem, Rejection},
    rules::{RuleBook, RuleFault, RuleSet, RuleVersion},
};

use crate::{Failure, rule_book};

/// Everything that is known of rules.
pub struct Shelf {
    /// What administrators wrote.
    pub records: Vec<RuleSetRecord>,
    /// What holds or will hold.
    pub book: RuleBook,
    /// The count of adoptions, as stored.
    pub adoptions: Option<RuleShelfRecord>,
}

impl Shelf {
    /// Where it lies.
    #[must_use]
    pub fn range() -> Range {
        Range::rules()
    }

    /// From the items of that range.
    ///
    /// # Errors
    /// Items of another shape; adopted rules that no longer fit those of the program.
    pub fn from_items(found: &[Found]) -> Result<Self, Failure> {
        let written = rule_book::written(found)?;
        Ok(Self {
            book: rule_book::with_adopted(&written.rule_sets)?,
            records: written.rule_sets,
            adoptions: written.adoptions,
        })
    }

    /// What was written under an id.
    #[must_use]
    pub fn record(&self, id: &str) -> Option<&RuleSetRecord> {
        self.records.iter().find(|record| record.id == id)
    }
}

/// Reads a draft's text.
///
/// # Errors
/// 422 with line and column.
pub fn parse(text: &str) -> Result<RuleVersion, Failure> {
    RuleVersion::from_toml("", text).map_err(|faults| refused(&faults))
}

/// The mistakes of a text, each as a refusal of the field `text`.
#[must_use]
pub fn refused(faults: &[RuleFault]) -> Failure {
    let problem = |fault: &RuleFault| {
        let said = |what: &str| match fault.field.as_str() {
            "" => what.to_owned(),
            field => format!("{field}: {what}"),
        };
        let rejection = Rejection::new(Code::RuleFault)
            .with("fault", said(&fault.what.ja))
            .with("fault_en", said(&fault.what.en));
        FieldProblem::new("text", rejection)
    };
    Failure::invalid(faults.iter().map(problem).collect())
}

/// A line of the list.
#[must_use]
pub fn line(set: &RuleSet, standing: Standing) -> RuleSetLine {
    RuleSetLine {
        id: set.id.clone(),
        programme: set.programme,
        valid_from: set.valid_from,
        valid_to: set.valid_to,
        standing,
        built_in: RuleBook::embedded_text(&set.id).is_some(),
    }
}

/// Where a set of the book stands on a day.
#[must_use]
pub fn standing(set: &RuleSet, book: &RuleBook, today: Date) -> Standing {
    if set.valid_from > today {
        return Standing::Coming;
    }
    match book.in_force(set.programme, today) {
        Some(current) if current.id == set.id => Standing::InForce,
        _ => Standing::Past,
    }
}

/// A stored rule set with its text.
///
/// # Errors
/// A stored text that cannot be read: our fault.
pub fn view(record: RuleSetRecord, book: &RuleBook, today: Date) -> Result<RuleSetView, Failure> {
    let version = rule_book::stored(&record)?;
    let set = version.set();
    let standing = match record.adopted {
        Some(_) => standing(set, book, today),
        None => Standing::Draft,
    };
    Ok(RuleSetView {
        line: line(set, standing),
        text: record.text,
        drafted: Some(deed(record.drafted)),
        adopted: record.adopted.map(deed),
        version: record.v,
    })
}

fn deed(deed: Deed) -> RuleSetDeed {
    RuleSetDeed {
        by: deed.by,
        at: deed.at,
    }
}
