//! Titles, declared credits, continuing education, and ways of prefectures.

use std::collections::BTreeSet;

use super::Check;
use super::goals::Known;
use crate::rules::declared::DeclaredRules;
use crate::rules::learning::LearningRules;
use crate::rules::qualification::{ExemptionRules, QualificationRules};
use crate::rules::rule_set::RuleSet;
use crate::rules::version::RuleParts;

impl Check {
    pub(super) fn parts(&mut self, rules: &RuleSet, parts: &RuleParts) {
        self.goals(&Known { rules, parts });
        if !parts.certificates.is_empty() {
            self.unique(
                "certificates",
                parts.certificates.iter().map(|rule| rule.id.as_str()),
            );
        }
        for (index, certificate) in parts.certificates.iter().enumerate() {
            self.label(&format!("certificates[{index}].label"), &certificate.label);
        }
        if let Some(qualification) = &parts.qualification {
            self.qualification(qualification);
        }
        if let Some(declared) = &parts.declared {
            self.declared_rules(declared);
        }
        if let Some(learning) = &parts.learning {
            self.learning(learning);
        }
        self.stage_paths(parts);
        self.own_handling(parts);
    }

    fn qualification(&mut self, rules: &QualificationRules) {
        self.label("qualification.label", &rules.label);
        if rules.validity_years == 0 {
            self.zero("qualification.validity_years");
        }
        let field = "qualification.non_member_through";
        let known: BTreeSet<_> = rules.non_member_through.iter().collect();
        if known.is_empty() {
            self.empty(field);
        } else if known.len() < rules.non_member_through.len() {
            self.fault(field, "重複しています", "stands there twice");
        }
        if let Some(grace) = &rules.grace {
            if grace.months == 0 {
                self.zero("qualification.grace.months");
            }
            let ids = grace.reasons.iter().map(|reason| reason.id.as_str());
            self.unique("qualification.grace.reasons", ids);
            for (index, reason) in grace.reasons.iter().enumerate() {
                self.label(
                    &format!("qualification.grace.reasons[{index}].label"),
                    &reason.label,
                );
            }
        }
        if !rules.exemptions.is_empty() {
            let ids = rules
                .exemptions
                .iter()
                .map(|exemption| exemption.id.as_str());
            self.unique("qualification.exemptions", ids);
        }
        for (index, exemption) in rules.exemptions.iter().enumerate() {
            self.exemption(&format!("qualification.exemptions[{index}]"), exemption);
        }
        let mut classes: Vec<_> = rules
            .exemptions
            .iter()
            .flat_map(|exemption| &exemption.classes)
            .collect();
        classes.sort_by_key(|class| class.expiry_from);
        for pair in classes.windows(2) {
            if pair[1].expiry_from <= pair[0].expiry_to {
                let day = pair[1].expiry_from;
                self.fault(
                    "qualification.exemptions",
                    format!("{day}の満了が2つの区分にあたります"),
                    format!("an expiry on {day} belongs to two classes"),
                );
            }
        }
    }

    fn exemption(&mut self, field: &str, exemption: &ExemptionRules) {
        self.label(&format!("{field}.label"), &exemption.label);
        if exemption.classes.is_empty() {
            self.empty(&format!("{field}.classes"));
        }
        for (index, class) in exemption.classes.iter().enumerate() {
            let field = format!("{field}.classes[{index}]");
            if class.expiry_to < class.expiry_from {
                self.fault(
                    &format!("{field}.expiry_to"),
                    "expiry_fromより前です",
                    "lies before expiry_from",
                );
            }
            if class.expiry_from > exemption.until {
                self.fault(
                    &format!("{field}.expiry_from"),
                    "特例の終了日より後です",
                    "lies after the end of the exemption",
                );
            }
            if class.renewals == 0 {
                self.zero(&format!("{field}.renewals"));
            }
        }
        for pair in exemption.classes.windows(2) {
            if pair[0].expiry_to.add_days(1) < pair[1].expiry_from {
                let day = pair[0].expiry_to.add_days(1);
                self.fault(
                    &format!("{field}.classes"),
                    format!("{day}の満了がどの区分にもあたりません"),
                    format!("an expiry on {day} belongs to no class"),
                );
            }
        }
    }

    fn declared_rules(&mut self, rules: &DeclaredRules) {
        if rules.units_max.is_zero() {
            self.zero("declared.units_max");
        }
        let cut_over = &rules.cut_over;
        if cut_over.online_from <= rules.until {
            self.fault(
                "declared.cut_over.online_from",
                "declared.untilより後にしてください",
                "must lie after declared.until",
            );
        }
        if cut_over.last_paper_application >= cut_over.online_from {
            self.fault(
                "declared.cut_over.last_paper_application",
                "online_fromより前にしてください",
                "must lie before online_from",
            );
        }
    }

    fn learning(&mut self, rules: &LearningRules) {
        if rules.half_unit_minutes == 0 {
            self.zero("learning.half_unit_minutes");
        }
        if rules.outside_max.is_zero() {
            self.zero("learning.outside_max");
        }
        let due = rules.declaration_due;
        if due.day == 0 || due.in_year(2024).is_none_or(|day| day.day() != due.day) {
            self.fault("learning.declaration_due", "存在しない日です", "is no day");
        }
        self.unique(
            "learning.outside",
            rules.outside.iter().map(|kind| kind.id.as_str()),
        );
        for (index, kind) in rules.outside.iter().enumerate() {
            self.label(&format!("learning.outside[{index}].label"), &kind.label);
            if kind.evidence.is_empty() {
                self.empty(&format!("learning.outside[{index}].evidence"));
            }
        }
    }

    fn own_handling(&mut self, parts: &RuleParts) {
        let mut seen = BTreeSet::new();
        for (index, handling) in parts.own_handling.iter().enumerate() {
            let field = format!("own_handling[{index}]");
            self.label(&format!("{field}.note"), &handling.note);
            if handling.source.trim().is_empty() {
                self.fault(
                    &format!("{field}.source"),
                    "出典がありません",
                    "says nothing",
                );
            }
            if !seen.insert(handling.prefecture) {
                self.twice(&field, &handling.prefecture.to_string());
            }
        }
    }

    fn stage_paths(&mut self, parts: &RuleParts) {
        let mut seen = BTreeSet::new();
        for (index, path) in parts.stage_paths.iter().enumerate() {
            let field = format!("stage_paths[{index}]");
            self.tiers(&format!("{field}.stages"), &path.stages);
            if path.source.trim().is_empty() {
                self.fault(
                    &format!("{field}.source"),
                    "出典がありません",
                    "says nothing",
                );
            }
            if !parts.goals.iter().any(|goal| goal.id == path.goal) {
                self.unknown(&format!("{field}.goal"), &path.goal, "goals");
            }
            if !seen.insert((path.prefecture, &path.goal)) {
                self.twice(&field, &path.prefecture.to_string());
            }
        }
    }
}
