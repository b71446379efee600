//! 学習単位取得証 and 受講証明書: a certificate with a table, on as many pages as it needs
//! (features.md #77, #79).

use crate::page::Page;
use crate::text::{CertificateText, Field};
use domain::calendar::Date;
use domain::certificate::PrintedFields;
use domain::curriculum::CurriculumCode;
use domain::units::Units;
use serde::Serialize;

/// What the words of a paper of learning may leave open, beside what all may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Learned {
    /// First day of what it states.
    pub from: Date,
    /// Last day of what it states.
    pub to: Date,
    /// 単位 in all.
    pub units: Units,
    /// How many different codes.
    pub codes: usize,
}

/// Everything printed on a certificate with a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What stands on every certificate.
    pub text: CertificateText,
    /// The sums.
    pub learned: Learned,
    /// カリキュラムコード, each once.
    pub codes: Vec<CurriculumCode>,
    /// The table.
    pub rows: Vec<StatementRow>,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementRow {
    /// 受講日.
    pub date: Date,
    /// 名称.
    pub title: String,
    /// 区分: where it comes from, in words.
    pub kind: String,
    /// 単位.
    pub units: Units,
    /// カリキュラムコード.
    pub codes: Vec<CurriculumCode>,
}

/// `/certificate.json` of the template.
#[derive(Serialize)]
pub(crate) struct StatementPage<'a> {
    #[serde(flatten)]
    page: Page<'a>,
    sums: Vec<Sum>,
    codes: String,
    rows: Vec<[String; 5]>,
}

#[derive(Serialize)]
struct Sum {
    label: &'static str,
    value: String,
}

impl<'a> From<&'a Statement> for StatementPage<'a> {
    fn from(statement: &'a Statement) -> Self {
        let sums = [
            ("取得単位", format!("{} 単位", statement.learned.units)),
            (
                "カリキュラムコード",
                format!("{} 種類", statement.learned.codes),
            ),
            ("件数", format!("{} 件", statement.rows.len())),
        ];
        Self {
            page: Page::from(&statement.text),
            sums: sums
                .into_iter()
                .map(|(label, value)| Sum { label, value })
                .collect(),
            codes: joined(&statement.codes),
            rows: statement.rows.iter().map(StatementRow::cells).collect(),
        }
    }
}

impl StatementRow {
    fn cells(&self) -> [String; 5] {
        [
            self.date.to_string(),
            self.title.clone(),
            self.kind.clone(),
            self.units.to_string(),
            joined(&self.codes),
        ]
    }
}

fn joined(codes: &[CurriculumCode]) -> String {
    let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
    codes.join(", ")
}

impl Statement {
    /// What the public check page shows of it: every row too.
    #[must_use]
    pub fn printed_fields(&self) -> PrintedFields {
        PrintedFields {
            details: self.rows.iter().map(|row| row.cells().join("　")).collect(),
            ..self.text.printed_fields()
        }
    }

    /// Every field of free text, for the checks before setting.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (Field, &str)> {
        let titles = self.rows.iter().map(|row| (Field::Row, row.title.as_str()));
        self.text.fields().chain(titles)
    }
}
