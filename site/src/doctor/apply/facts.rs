//! What the rules look at, from an application that is still being filled in: what can be read
//! counts already, the rest does not, so that the panel moves with every step.

use api::applications::Preparation;
use domain::application::ApplicationForm;
use domain::association::AssociationId;
use domain::calendar::Date;
use domain::rules::{
    ClassroomUnits, Facts, HandedInFact, PracticalFact, PracticalItemFact, PracticalTwoFact,
};

/// The facts so far.
pub fn so_far(form: &ApplicationForm, preparation: &Preparation, today: Date) -> Facts {
    let rules = preparation.rules.application.as_ref();
    let handed_in = form.handed_in.iter().filter_map(|item| {
        let item = item.check_alone(rules?, today).ok()?;
        Some(HandedInFact {
            title: item.title,
            date: item.date,
            units: item.units,
            evidence: item.evidence.len(),
        })
    });
    let one = form.practical.one.iter().map(|item| PracticalItemFact {
        item: item.item.clone(),
        evidence: item.evidence.len(),
    });
    let two = form.practical.two.as_ref().map(|two| PracticalTwoFact {
        kind: two.kind.clone(),
        description: !two.description.is_empty(),
        evidence: two.evidence.len(),
    });
    Facts {
        classroom: preparation
            .classroom
            .iter()
            .map(|year| ClassroomUnits {
                year: year.fiscal_year,
                units: year.units,
                entries: year.entries,
            })
            .collect(),
        handed_in: handed_in.collect(),
        practical: PracticalFact {
            one: one.collect(),
            two,
        },
        target: AssociationId::parse(&form.target)
            .ok()
            .map(|target| target.tier()),
        member: preparation.member,
        identity_documents: form.identity_documents.len(),
    }
}
