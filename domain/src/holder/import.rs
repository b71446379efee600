//! A row of the list of holders, and what becomes of it.

use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::contact::{Address, PostalCode, PrefectureCode, free_text};
use crate::programme::Programme;
use crate::register_number::MedicalRegisterNumber;
use crate::rejection::{Code, FieldProblem, Problems, Rejection};
use crate::rules::{ApprovalFact, GoalKind, ValidityPeriod};

/// Characters of a name.
const NAME_MAX: usize = 65;
/// Characters of a certificate number.
const CERTIFICATE_MAX: usize = 40;
/// Characters of a line of an address.
const LINE_MAX: usize = 100;
/// No title is valid for longer, years.
const YEARS_MAX: i32 = 10;

/// A row as it was typed or stands in a file. Postal address: all of it, or none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct HolderRow {
    /// 制度種別: `industrial-physician`, `sports-physician`, or their Japanese names.
    pub programme: String,
    /// 医籍登録番号
    pub register_number: String,
    /// 氏名
    pub name: String,
    /// 新規 or 更新 (`new`, `renewal`): the last approval.
    pub kind: String,
    /// 承認日
    pub decided_on: String,
    /// 有効期間の開始日
    pub valid_from: String,
    /// 有効期間の終了日
    pub valid_to: String,
    /// 認定証番号
    pub certificate: String,
    /// 管理する都道府県医師会: code or name.
    pub prefecture: String,
    /// 郵便番号
    pub postal_code: String,
    /// 住所の都道府県: code or name.
    pub address_prefecture: String,
    /// 住所（番地まで）
    pub street: String,
    /// 建物名
    pub building: String,
}

/// A row in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolderEntry {
    /// 制度種別
    pub programme: Programme,
    /// 医籍登録番号
    pub register_number: MedicalRegisterNumber,
    /// 氏名
    pub name: String,
    /// The last approval.
    pub approval: ApprovalFact,
    /// 認定証番号
    pub certificate: Option<String>,
    /// The managing prefecture.
    pub prefecture: PrefectureCode,
    /// Where letters go.
    pub address: Option<Address>,
}

impl HolderRow {
    /// Checks the row.
    ///
    /// # Errors
    /// All refusals.
    pub fn check(&self, today: Date) -> Result<HolderEntry, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        let entry = self.checked(today, &mut problems);
        problems.finish(entry)
    }

    fn checked(&self, today: Date, problems: &mut Problems) -> Option<HolderEntry> {
        let programme = problems.take("programme", programme(&self.programme));
        let number = MedicalRegisterNumber::parse(&self.register_number);
        let register_number = problems.take("register_number", number);
        let name = problems.take("name", free_text(&self.name, NAME_MAX));
        let kind = problems.take("kind", kind(&self.kind));
        let decided_on = problems.take("decided_on", past(&self.decided_on, today));
        let from = problems.take("valid_from", Date::parse(&self.valid_from));
        let to = problems.take("valid_to", Date::parse(&self.valid_to));
        let to = to.filter(|to| {
            let Some(from) = from else { return true };
            let in_order = *to > from && *to <= from.add_years(YEARS_MAX);
            if !in_order {
                problems.add("valid_to", Code::EndNotAfterStart);
            }
            in_order
        });
        let certificate = problems.take_optional("certificate", &self.certificate, |text| {
            free_text(text, CERTIFICATE_MAX)
        });
        let prefecture = problems.take("prefecture", prefecture(&self.prefecture));
        let address = self.address(problems);
        Some(HolderEntry {
            programme: programme?,
            register_number: register_number?,
            name: name?,
            approval: ApprovalFact {
                kind: kind?,
                decided_on: decided_on?,
                validity: ValidityPeriod {
                    from: from?,
                    to: to?,
                },
            },
            certificate: certificate?,
            prefecture: prefecture?,
            address: address?,
        })
    }

    fn address(&self, problems: &mut Problems) -> Option<Option<Address>> {
        let parts = [&self.postal_code, &self.address_prefecture, &self.street];
        if parts.iter().all(|part| part.trim().is_empty()) && self.building.trim().is_empty() {
            return Some(None);
        }
        let postal_code = problems.take("postal_code", PostalCode::parse(&self.postal_code));
        let part = problems.take("address_prefecture", prefecture(&self.address_prefecture));
        let street = problems.take("street", free_text(&self.street, LINE_MAX));
        let building =
            problems.take_optional("building", &self.building, |text| free_text(text, LINE_MAX));
        Some(Some(Address {
            postal_code: postal_code?,
            prefecture: part?,
            street: street?,
            building: building?,
        }))
    }
}

/// The programmes that give a title, by slug or by name.
fn programme(text: &str) -> Result<Programme, Rejection> {
    let text = text.trim();
    let named = match text {
        "産業医" | "認定産業医" | "日医認定産業医" => {
            Some(Programme::IndustrialPhysician)
        }
        "健康スポーツ医" | "認定健康スポーツ医" | "スポーツ医" => {
            Some(Programme::SportsPhysician)
        }
        _ => None,
    };
    let programme = match named {
        Some(programme) => programme,
        None => Programme::parse(text)?,
    };
    match programme {
        Programme::IndustrialPhysician | Programme::SportsPhysician => Ok(programme),
        _ => Err(Code::UnknownChoice.into()),
    }
}

fn kind(text: &str) -> Result<GoalKind, Rejection> {
    match text.trim() {
        "新規" | "new" => Ok(GoalKind::New),
        "更新" | "renewal" => Ok(GoalKind::Renewal),
        "" => Err(Code::Required.into()),
        _ => Err(Code::UnknownChoice.into()),
    }
}

/// A code, or a name with or without its ending: 13, 東京都, 東京.
fn prefecture(text: &str) -> Result<PrefectureCode, Rejection> {
    let text = text.trim();
    let short = |code: &PrefectureCode| {
        let name = code.name();
        name.strip_suffix(['都', '府', '県']) == Some(text)
    };
    PrefectureCode::parse(text)
        .or_else(|rejection| PrefectureCode::all().find(short).ok_or(rejection))
}

fn past(text: &str, today: Date) -> Result<Date, Rejection> {
    let date = Date::parse(text)?;
    if date > today {
        return Err(Code::InFuture.into());
    }
    Ok(date)
}

named_variants! {
    /// What becomes of a row.
    pub enum ImportFate {
        /// 登録した: the first that is known of this title.
        Added = "added",
        /// 追加した: newer than what was known, which stays in the history.
        Renewed = "renewed",
        /// 登録済み: known already.
        Unchanged = "unchanged",
        /// A newer approval is known; nothing was written.
        Older = "older",
        /// The same validity with another kind, day or certificate number; nothing was written.
        Conflict = "conflict",
        /// The row is not in order.
        Refused = "refused",
    }
}

/// What becomes of a row beside the approvals that are known, each with its certificate number.
#[must_use]
pub fn fate(known: &[(&ApprovalFact, Option<&str>)], entry: &HolderEntry) -> ImportFate {
    let Some(last) = known.iter().map(|(fact, _)| fact.validity.to).max() else {
        return ImportFate::Added;
    };
    let new = &entry.approval;
    let same = |(fact, certificate): &(&ApprovalFact, Option<&str>)| {
        *fact == new
            && (entry.certificate.is_none() || *certificate == entry.certificate.as_deref())
    };
    if known.iter().any(same) {
        ImportFate::Unchanged
    } else if known
        .iter()
        .any(|(fact, _)| fact.validity.to == new.validity.to)
    {
        ImportFate::Conflict
    } else if last > new.validity.to {
        ImportFate::Older
    } else {
        ImportFate::Renewed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|rejection| panic!("{text}: {rejection}"))
    }

    fn row() -> HolderRow {
        HolderRow {
            programme: "認定産業医".into(),
            register_number: "１２３４５".into(),
            name: "髙橋　直子".into(),
            kind: "更新".into(),
            decided_on: "令和4年1月31日".into(),
            valid_from: "2022-04-01".into(),
            valid_to: "2027-03-31".into(),
            certificate: "1234567".into(),
            prefecture: "東京".into(),
            postal_code: "1138621".into(),
            address_prefecture: "13".into(),
            street: "文京区本駒込2-28-16".into(),
            building: String::new(),
        }
    }

    fn entry(row: &HolderRow) -> HolderEntry {
        row.check(day("2026-11-21"))
            .unwrap_or_else(|problems| panic!("{problems:?}"))
    }

    #[test]
    fn a_row_is_read_as_the_lists_write_it() {
        let entry = entry(&row());
        assert_eq!(entry.programme, Programme::IndustrialPhysician);
        assert_eq!(entry.register_number.to_string(), "012345");
        assert_eq!(entry.approval.kind, GoalKind::Renewal);
        assert_eq!(entry.approval.decided_on, day("2022-01-31"));
        assert_eq!(entry.prefecture.number(), 13);
        let address = entry.address.unwrap_or_else(|| panic!("no address"));
        assert_eq!(address.postal_code.to_string(), "113-8621");
        let plain = HolderRow {
            postal_code: String::new(),
            address_prefecture: String::new(),
            street: String::new(),
            ..row()
        };
        assert_eq!(self::entry(&plain).address, None);
    }

    #[test]
    fn every_mistake_of_a_row_is_named() {
        let wrong = HolderRow {
            programme: "family-physician-function".into(),
            register_number: "0".into(),
            decided_on: "2026-11-22".into(),
            valid_to: "2022-04-01".into(),
            street: String::new(),
            ..row()
        };
        let found = wrong.check(day("2026-11-21")).err().unwrap_or_default();
        let fields: Vec<&str> = found.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(
            fields,
            [
                "programme",
                "register_number",
                "decided_on",
                "valid_to",
                "street"
            ]
        );
    }

    #[test]
    fn a_newer_approval_stays_and_the_same_row_changes_nothing() {
        let entry = entry(&row());
        let (same, number) = (entry.approval.clone(), Some("1234567"));
        let moved = |years: i32| ApprovalFact {
            validity: ValidityPeriod {
                from: same.validity.from.add_years(years),
                to: same.validity.to.add_years(years),
            },
            ..same.clone()
        };
        let (older, newer) = (moved(-5), moved(5));
        for (known, expected) in [
            (vec![], ImportFate::Added),
            (vec![(&same, number)], ImportFate::Unchanged),
            (vec![(&older, None), (&same, number)], ImportFate::Unchanged),
            (vec![(&same, number), (&newer, None)], ImportFate::Unchanged),
            (vec![(&older, None)], ImportFate::Renewed),
            (vec![(&newer, None)], ImportFate::Older),
            (vec![(&same, Some("other"))], ImportFate::Conflict),
        ] {
            assert_eq!(fate(&known, &entry), expected, "{known:?}");
        }
    }
}
