//! 学歴: where a doctor studied, as typed and as checked (features.md #24, #25).

use serde::{Deserialize, Serialize};

use super::profile::list_code;
use crate::calendar::{Date, YearMonth};
use crate::contact;
use crate::rejection::{Code, Problems, Rejection};
use crate::width;

/// Characters of a university typed instead of picked (S2).
pub const SCHOOL_MAX: usize = 30;
/// Characters of a faculty or department of a graduate school (S2).
pub const DEPARTMENT_MAX: usize = 100;

/// A school, picked from the list (code) or typed (name).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct SchoolForm {
    /// Code in the list of universities, when picked.
    pub code: String,
    /// The name: that of the list, or typed (at most 30 characters).
    pub name: String,
}

/// Education, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct EducationForm {
    /// 出身校
    pub school: SchoolForm,
    /// 学部
    pub faculty: String,
    /// 卒業年月
    pub graduation_month: String,
    /// 大学院; may stay empty.
    pub graduate_school: SchoolForm,
    /// 大学院の学部・学科名等名称
    pub graduate_department: String,
    /// 大学院修了年月
    pub graduate_completion_month: String,
    /// 学位取得年月（博士号）
    pub degree_month: String,
}

/// A school: with its code when it is in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct School {
    /// Code in the list of universities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Its name.
    pub name: String,
}

/// 大学院
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GraduateSchool {
    /// The university.
    pub school: School,
    /// 学部・学科名等名称
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// 大学院修了年月
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completion_month: Option<YearMonth>,
}

/// Education.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Education {
    /// 出身校
    pub school: School,
    /// 学部
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub faculty: Option<String>,
    /// 卒業年月
    pub graduation_month: YearMonth,
    /// 大学院
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graduate_school: Option<GraduateSchool>,
    /// 学位取得年月（博士号）
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub degree_month: Option<YearMonth>,
}

impl EducationForm {
    pub(super) fn check(&self, today: Date, problems: &mut Problems) -> Option<Education> {
        let school = problems.within("school.", |problems| self.school.check(problems));
        let faculty = problems.take_optional("faculty", &self.faculty, |text| {
            contact::free_text(text, SCHOOL_MAX)
        });
        let graduation = problems.take("graduation_month", past(&self.graduation_month, today));
        let after = |text: &str| {
            let month = past(text, today)?;
            match graduation {
                Some(graduation) if month <= graduation => Err(Code::BeforeGraduation.into()),
                _ => Ok(month),
            }
        };
        let department =
            problems.take_optional("graduate_department", &self.graduate_department, |text| {
                contact::free_text(text, DEPARTMENT_MAX)
            });
        let completion = problems.take_optional(
            "graduate_completion_month",
            &self.graduate_completion_month,
            after,
        );
        let degree = problems.take_optional("degree_month", &self.degree_month, after);
        let rest_is_empty = matches!((&department, &completion), (Some(None), Some(None)));
        let graduate_school = if self.graduate_school.is_empty() && rest_is_empty {
            Some(None)
        } else {
            let school = problems.within("graduate_school.", |problems| {
                self.graduate_school.check(problems)
            });
            (|| {
                let (school, department) = (school?, department?);
                Some(Some(GraduateSchool {
                    school,
                    department,
                    completion_month: completion?,
                }))
            })()
        };
        Some(Education {
            school: school?,
            faculty: faculty?,
            graduation_month: graduation?,
            graduate_school: graduate_school?,
            degree_month: degree?,
        })
    }
}

impl SchoolForm {
    fn is_empty(&self) -> bool {
        width::trim(&self.code).is_empty() && width::trim(&self.name).is_empty()
    }

    fn check(&self, problems: &mut Problems) -> Option<School> {
        let code = problems.take_optional("code", &self.code, list_code);
        let name = problems.take("name", contact::free_text(&self.name, SCHOOL_MAX));
        Some(School {
            code: code?,
            name: name?,
        })
    }
}

fn past(text: &str, today: Date) -> Result<YearMonth, Rejection> {
    let month = YearMonth::parse(text)?;
    if month.first_day() > today {
        Err(Code::InFuture.into())
    } else {
        Ok(month)
    }
}
