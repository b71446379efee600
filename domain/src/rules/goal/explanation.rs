//! A judgement in words: the same [`Evaluation`] that the panel of an application shows.

use super::judgement::{Judgement, Lack, NotCounted, PathVerdict, Source, Verdict, WhyNot};
use super::rule::{Ask, Before};
use crate::calendar::Date;
use crate::label;
use crate::language::Language;
use crate::programme::Category;
use crate::rules::evaluation::{Evaluation, RequirementResult};
use crate::rules::qualification::QualificationStanding;
use crate::rules::rule_set::Bilingual;
use crate::units::Units;

impl Judgement<'_> {
    /// The judgement as the panel shows it (features.md L5).
    #[must_use]
    pub fn explained(&self) -> Evaluation {
        Evaluation {
            rule_set: self.version.id().to_owned(),
            requirements: self
                .verdicts
                .iter()
                .map(|verdict| self.explain(verdict))
                .collect(),
            submittable: self.submittable,
        }
    }

    /// The ways of each requirement that can be met in several: the requirement's id, the way's name
    /// and what it asks.
    #[must_use]
    pub fn ways_explained(&self) -> Vec<(&str, &Bilingual, Vec<RequirementResult>)> {
        let ways = self.verdicts.iter().flat_map(|verdict| {
            let of = verdict.requirement.id.as_str();
            verdict.paths.iter().map(move |path| (of, path))
        });
        ways.map(|(of, path)| {
            let asked = path.verdicts.iter().map(|verdict| self.explain(verdict));
            (of, &path.path.label, asked.collect())
        })
        .collect()
    }

    /// What does not count, in words: `認定産業医研修会（2024-05-01）：有効期間外です。`
    #[must_use]
    pub fn not_counted_in_words(&self) -> Vec<Bilingual> {
        self.not_counted
            .iter()
            .map(|one| self.why_not(one))
            .collect()
    }

    fn explain(&self, verdict: &Verdict<'_>) -> RequirementResult {
        let requirement = verdict.requirement;
        let in_units = !matches!(requirement.kind, Ask::Codes { .. } | Ask::Activity { .. });
        let shown = |amount: Option<u32>| {
            amount.map(|amount| {
                if in_units {
                    halves_shown(amount)
                } else {
                    amount.to_string()
                }
            })
        };
        RequirementResult {
            id: requirement.id.clone(),
            label: requirement.label.clone(),
            met: verdict.met,
            have: shown(verdict.have),
            need: shown(verdict.need),
            missing: self.missing(verdict),
            counted: verdict
                .counted
                .iter()
                .map(|source| self.line(*source))
                .collect(),
            later: requirement.before == Before::Approval,
            waiting: matches!(verdict.lacks[..], [Lack::UnderReview]),
        }
    }

    fn missing(&self, verdict: &Verdict<'_>) -> Option<Bilingual> {
        if verdict.lacks.is_empty() {
            return None;
        }
        let mut words: Vec<Bilingual> = Vec::new();
        let mut categories = Vec::new();
        for lack in &verdict.lacks {
            match lack {
                Lack::NoPath => words.extend(verdict.paths.iter().map(|path| self.path(path))),
                Lack::CategoryUnits { category, short } => categories.push((*category, *short)),
                lack => words.push(self.lack(lack)),
            }
        }
        words.extend(self.categories_short(&categories));
        let between = if matches!(verdict.lacks.first(), Some(Lack::NoPath)) {
            ("、または ", "; or ")
        } else {
            ("", " ")
        };
        Some(joined(&words, between.0, between.1))
    }

    /// What is missing on one of several ways, and in which part of it where it has several.
    fn path(&self, path: &PathVerdict<'_>) -> Bilingual {
        let label = &path.path.label;
        let has_parts = path.verdicts.len() > 1;
        let said = |verdict: &Verdict<'_>| {
            let words = self.missing(verdict)?;
            let part = &verdict.requirement.label;
            Some(if has_parts {
                both(
                    format!("{}：{}", part.ja, words.ja),
                    format!("{}: {}", part.en, words.en),
                )
            } else {
                words
            })
        };
        let words: Vec<Bilingual> = path.verdicts.iter().filter_map(said).collect();
        let words = joined(&words, "", " ");
        both(
            format!("【{}】{}", label.ja, words.ja),
            format!("[{}] {}", label.en, words.en),
        )
    }

    fn lack(&self, lack: &Lack<'_>) -> Bilingual {
        match lack {
            Lack::Units { short, .. } => units_short(*short),
            Lack::Codes(short) => both(
                format!("カリキュラムコードがあと{short}種類必要です。"),
                format!("{short} more different curriculum codes are needed."),
            ),
            Lack::Score(short) => {
                let short = halves_shown(*short);
                both(
                    format!("単位とカリキュラムコードの合計があと{short}必要です。"),
                    format!("{short} more of units and different codes together are needed."),
                )
            }
            Lack::Certificate(id) => {
                let label = self.version.certificate(id).map(|rule| rule.label.clone());
                let label = label.unwrap_or_else(|| both((*id).to_owned(), (*id).to_owned()));
                both(
                    format!("{}の写真またはPDFをアップロードしてください。", label.ja),
                    format!("Please upload a photo or PDF of: {}.", label.en),
                )
            }
            Lack::Activities(short) => both(
                format!("実践活動とその証明書類があと{short}件必要です。"),
                format!("{short} more items of practice with evidence are needed."),
            ),
            Lack::TooLongAgo(last) => too_long_ago(*last),
            Lack::HeldUntil(until) => both(
                format!("すでに認定を受けています（{until}まで）。"),
                format!("The title is held already, until {until}."),
            ),
            Lack::NothingToRenew(standing) => nothing_to_renew(*standing),
            Lack::UnderReview => both(
                "審査中の申請があります。その承認の後に申請してください。".to_owned(),
                "Another application is under review; please apply after its approval.".to_owned(),
            ),
            Lack::Declared(faults) => {
                let words: Vec<Bilingual> = faults.iter().map(|one| self.why_not(one)).collect();
                joined(&words, "", " ")
            }
            Lack::Unchecked => both(
                "申告された内容を、受領者とは別の担当者が確認する必要があります。".to_owned(),
                "What was declared must be checked by somebody who did not receive it.".to_owned(),
            ),
            Lack::NoHandbook => both(
                "産業医学研修手帳の原本が届いていません。".to_owned(),
                "The original of the handbook has not arrived.".to_owned(),
            ),
            Lack::IdentityDocument(documents) => {
                let labels = || documents.iter().map(|kind| label::evidence_kind(*kind));
                let ja: Vec<&str> = labels().map(|label| label.ja).collect();
                let en: Vec<&str> = labels().map(|label| label.en).collect();
                both(
                    format!("{}の画像をアップロードしてください。", ja.join("または")),
                    format!("Please upload an image of: {}.", en.join(" or ")),
                )
            }
            // Said by `missing`, together with their like.
            Lack::CategoryUnits { .. } | Lack::NoPath => both(String::new(), String::new()),
        }
    }

    /// What was counted: `産業医研修会　2単位（2026-05-01）`.
    fn line(&self, source: Source) -> Bilingual {
        let facts = self.facts;
        match source {
            Source::Credit(place) => facts.credits.get(place).map(|credit| {
                let (title, units, date) = (&credit.title, credit.units, credit.date);
                both(
                    format!("{title}　{units}単位（{date}）"),
                    format!("{title}: {units} units ({date})"),
                )
            }),
            Source::Declared(place) => facts.declared.get(place).map(|line| {
                let label = self.category(&line.category);
                let units = line.checked.unwrap_or(line.units);
                let (ja, en) = match line.checked {
                    Some(_) => ("申告・確認済", "declared, checked"),
                    None => ("申告・未確認", "declared, not checked yet"),
                };
                both(
                    format!("{}　{units}単位（{ja}）", label.ja),
                    format!("{}: {units} units ({en})", label.en),
                )
            }),
            Source::Certificate(place) => facts.certificates.get(place).map(|claim| {
                let label = self.version.certificate(&claim.certificate);
                let (ja, en) = match claim.checked {
                    Some(_) => ("確認済", "checked"),
                    None => ("未確認", "not checked yet"),
                };
                let name = |text: Option<&String>| text.cloned().unwrap_or_default();
                both(
                    format!("{}（{ja}）", name(label.map(|rule| &rule.label.ja))),
                    format!("{} ({en})", name(label.map(|rule| &rule.label.en))),
                )
            }),
            Source::Activity(place) => facts.activities.get(place).map(|item| {
                both(
                    format!("{}（{}）", item.title, item.date),
                    format!("{} ({})", item.title, item.date),
                )
            }),
        }
        .unwrap_or_else(|| both(String::new(), String::new()))
    }

    fn why_not(&self, one: &NotCounted) -> Bilingual {
        let (line, why) = (self.line(one.source), label::why_not_counted(one.why));
        let window = self.window.filter(|_| one.why == WhyNot::OutsideWindow);
        let days = |language: Language, before, after| {
            let period = window.map(|days| language.period(&days.from, &days.to));
            period.map_or_else(String::new, |period| [before, &*period, after].concat())
        };
        let (ja, en) = (
            days(Language::Ja, "（", "）"),
            days(Language::En, " (", ")"),
        );
        both(
            format!("{}：{}{ja}。", line.ja, why.ja),
            format!("{}: {}{en}.", line.en, why.en),
        )
    }

    /// Categories that lack units of their own: several are one list, not a sentence each.
    fn categories_short(&self, lacks: &[(&Category, Units)]) -> Option<Bilingual> {
        if let [(category, short)] = lacks {
            let label = self.category(category);
            return Some(both(
                format!("{}があと{short}単位必要です。", label.ja),
                format!("{}: {short} more units are needed.", label.en),
            ));
        }
        let each = lacks.iter().map(|(category, short)| {
            let label = self.category(category);
            both(
                format!("{} {short}単位", label.ja),
                format!("{} {short}", label.en),
            )
        });
        let each: Vec<Bilingual> = each.collect();
        let list = joined(&each, "、", "; ");
        (!each.is_empty()).then(|| {
            both(
                format!("あと、次の単位が必要です：{}。", list.ja),
                format!("More units are needed: {}.", list.en),
            )
        })
    }

    fn category(&self, category: &Category) -> Bilingual {
        self.version
            .category_label(category)
            .cloned()
            .unwrap_or_else(|| both(category.to_string(), category.to_string()))
    }

    /// Whether only what happens before approval (handbook, check) is still open.
    #[must_use]
    pub fn waits_for_check(&self) -> bool {
        let open = |verdict: &Verdict<'_>| {
            verdict.requirement.before == Before::Approval && !verdict.met
                || verdict.met && !verdict.firm
        };
        self.submittable && self.verdicts.iter().any(open)
    }
}

fn units_short(short: Units) -> Bilingual {
    both(
        format!("あと{short}単位必要です。"),
        format!("{short} more units are needed."),
    )
}

fn too_long_ago(last: Option<Date>) -> Bilingual {
    match last {
        Some(last) => both(
            format!("最後の受講（{last}）から期限を過ぎています。"),
            format!("The last attendance ({last}) is too long ago."),
        ),
        None => both(
            "受講した研修がありません。".to_owned(),
            "Nothing has been attended.".to_owned(),
        ),
    }
}

fn nothing_to_renew(standing: QualificationStanding) -> Bilingual {
    match standing {
        QualificationStanding::Lapsed { expired } => both(
            format!("認定は{expired}で失効しています。"),
            format!("The title lapsed after {expired}."),
        ),
        _ => both(
            "更新できる認定がありません。".to_owned(),
            "There is no title to renew.".to_owned(),
        ),
    }
}

fn halves_shown(halves: u32) -> String {
    let half = if halves % 2 == 1 { ".5" } else { "" };
    format!("{}{half}", halves / 2)
}

fn joined(words: &[Bilingual], ja: &str, en: &str) -> Bilingual {
    let texts = |pick: fn(&Bilingual) -> &str| words.iter().map(pick).collect::<Vec<&str>>();
    both(
        texts(|text| &text.ja).join(ja),
        texts(|text| &text.en).join(en),
    )
}

fn both(ja: String, en: String) -> Bilingual {
    Bilingual { ja, en }
}
