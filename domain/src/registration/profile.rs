//! The person behind an account: the part of the form that can be corrected later.

use serde::{Deserialize, Serialize};

use super::education::{Education, EducationForm};
use crate::calendar::Date;
use crate::contact::{self, Address, Contact, PhoneNumber, PostalCode, PrefectureCode};
use crate::person::{FormerName, KanaName, KanaPart, KanjiName, KanjiPart, PersonName, Sex};
use crate::rejection::{Code, FieldProblem, Problems, Rejection};
use crate::width;

/// Youngest and oldest who can register (D).
const AGES: std::ops::RangeInclusive<i32> = 18..=120;
/// Characters of a society typed instead of picked (S2).
pub const SOCIETY_MAX: usize = 20;
/// Societies or further specialties that can be given (D).
pub const LIST_MAX: usize = 50;

text_value! {
    /// 診療科 by its code, `01` 内科 …; which codes exist is reference data.
    SpecialtyCode,
    pattern = "^[0-9]{2}$",
    description = "診療科 by its two-digit code."
}

impl SpecialtyCode {
    /// Reads a code of one or two digits.
    ///
    /// # Errors
    /// `required`, `unknown-choice`.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let folded = width::half_width(text);
        match folded.len() {
            0 => Err(Code::Required.into()),
            1 | 2 if folded.bytes().all(|b| b.is_ascii_digit()) => {
                Ok(SpecialtyCode(format!("{folded:0>2}")))
            }
            _ => Err(Code::UnknownChoice.into()),
        }
    }
}

/// The person, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ProfileForm {
    /// セイ
    pub family_kana: String,
    /// メイ
    pub given_kana: String,
    /// 姓
    pub family: String,
    /// 名
    pub given: String,
    /// 旧姓（フリガナ）
    pub former_family_kana: String,
    /// 旧名（フリガナ）
    pub former_given_kana: String,
    /// 旧姓
    pub former_family: String,
    /// 旧名
    pub former_given: String,
    /// 送付物の宛名に旧姓・旧名を使用する
    pub former_name_on_mail: bool,
    /// 生年月日
    pub birth_date: String,
    /// 性別; may stay empty.
    pub sex: String,
    /// 診療科名：主たる科名 (code)
    pub main_specialty: String,
    /// 診療科名：担当する科名 (codes)
    pub further_specialties: Vec<String>,
    /// 出身校 and what follows it.
    pub education: EducationForm,
    /// 所属学会: codes of the list.
    pub societies: Vec<String>,
    /// 所属学会: one that is not in the list, at most 20 characters.
    pub other_society: String,
    /// 自宅現住所 and telephones.
    pub contact: ContactForm,
}

/// Home and telephones, as typed. Also the form by which they are changed later (features.md #46).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ContactForm {
    /// 郵便番号
    pub postal_code: String,
    /// 都道府県 (01–47)
    pub prefecture: String,
    /// 住所（番地まで）
    pub street: String,
    /// 建物名、部屋番号など
    pub building: String,
    /// 携帯電話番号
    pub mobile: String,
    /// TEL
    pub telephone: String,
    /// FAX
    pub fax: String,
}

/// 所属学会
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Societies {
    /// Codes of the list of societies.
    pub codes: Vec<String>,
    /// One that is not in the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
}

/// The person behind an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Profile {
    /// 氏名
    pub name: PersonName,
    /// 旧姓・旧名
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former: Option<FormerName>,
    /// 生年月日
    pub birth_date: Date,
    /// 性別
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// 主たる科名
    pub main_specialty: SpecialtyCode,
    /// 担当する科名
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further_specialties: Vec<SpecialtyCode>,
    /// 学歴
    pub education: Education,
    /// 所属学会
    #[serde(default)]
    pub societies: Societies,
    /// 自宅現住所 and telephones.
    pub contact: Contact,
}

impl Profile {
    /// What the doctor is known by when a posted name is compared.
    #[must_use]
    pub fn identity(&self) -> crate::person::NameIdentity {
        crate::person::NameIdentity {
            name: self.name.clone(),
            former: self.former.clone(),
            birth_date: self.birth_date,
        }
    }
}

impl ProfileForm {
    /// Checks every field.
    ///
    /// # Errors
    /// All refusals.
    pub fn check(&self, today: Date) -> Result<Profile, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        let profile = self.check_into(today, &mut problems);
        problems.finish(profile)
    }

    pub(super) fn check_into(&self, today: Date, problems: &mut Problems) -> Option<Profile> {
        let name = self.check_name(problems);
        let former = self.check_former(problems);
        let birth_date = problems.take("birth_date", birth_date(&self.birth_date, today));
        let sex = problems.take_optional("sex", &self.sex, Sex::parse);
        let main = problems.take("main_specialty", SpecialtyCode::parse(&self.main_specialty));
        let further = self.check_further_specialties(main.as_ref(), problems);
        let education = problems.within("education.", |p| self.education.check(today, p));
        let societies = self.check_societies(problems);
        let contact = problems.within("contact.", |p| self.contact.check_into(p));
        Some(Profile {
            name: name?,
            former: former?,
            birth_date: birth_date?,
            sex: sex?,
            main_specialty: main?,
            further_specialties: further?,
            education: education?,
            societies: societies?,
            contact: contact?,
        })
    }

    fn check_name(&self, problems: &mut Problems) -> Option<PersonName> {
        let family_kana = problems.take("family_kana", KanaPart::parse(&self.family_kana));
        let given_kana = problems.take("given_kana", KanaPart::parse(&self.given_kana));
        let family = problems.take("family", KanjiPart::parse(&self.family));
        let given = problems.take("given", KanjiPart::parse(&self.given));
        Some(PersonName {
            kanji: KanjiName {
                family: family?,
                given: given?,
            },
            kana: KanaName {
                family: family_kana?,
                given: given_kana?,
            },
        })
    }

    fn check_former(&self, problems: &mut Problems) -> Option<Option<FormerName>> {
        let family = problems.take_optional("former_family", &self.former_family, KanjiPart::parse);
        let given = problems.take_optional("former_given", &self.former_given, KanjiPart::parse);
        let family_kana = problems.take_optional(
            "former_family_kana",
            &self.former_family_kana,
            KanaPart::parse,
        );
        let given_kana = problems.take_optional(
            "former_given_kana",
            &self.former_given_kana,
            KanaPart::parse,
        );
        let former = FormerName {
            family: family?,
            given: given?,
            family_kana: family_kana?,
            given_kana: given_kana?,
            use_on_mail: self.former_name_on_mail,
        };
        if former.family.is_none() && former.given.is_none() {
            let kana = former.family_kana.is_some() || former.given_kana.is_some();
            if kana || former.use_on_mail {
                let missing = Rejection::new(Code::Incomplete).with("missing", "旧姓または旧名");
                problems.add("former_family", missing);
                return None;
            }
            return Some(None);
        }
        Some(Some(former))
    }

    fn check_further_specialties(
        &self,
        main: Option<&SpecialtyCode>,
        problems: &mut Problems,
    ) -> Option<Vec<SpecialtyCode>> {
        let mut found: Vec<SpecialtyCode> = Vec::new();
        let mut complete = true;
        for (index, text) in self.further_specialties.iter().enumerate() {
            let field = format!("further_specialties[{index}]");
            match problems.take(&field, SpecialtyCode::parse(text)) {
                Some(code) if main == Some(&code) || found.contains(&code) => {
                    problems.add(&field, Code::Duplicate);
                    complete = false;
                }
                Some(code) => found.push(code),
                None => complete = false,
            }
        }
        not_too_many("further_specialties", found.len(), problems)?;
        complete.then_some(found)
    }

    fn check_societies(&self, problems: &mut Problems) -> Option<Societies> {
        let mut codes: Vec<String> = Vec::new();
        let mut complete = true;
        for (index, text) in self.societies.iter().enumerate() {
            let field = format!("societies[{index}]");
            match problems.take(&field, list_code(text)) {
                Some(code) if codes.contains(&code) => {
                    problems.add(&field, Code::Duplicate);
                    complete = false;
                }
                Some(code) => codes.push(code),
                None => complete = false,
            }
        }
        not_too_many("societies", codes.len(), problems)?;
        let other = problems.take_optional("other_society", &self.other_society, |text| {
            contact::free_text(text, SOCIETY_MAX)
        })?;
        complete.then_some(Societies { codes, other })
    }
}

impl ContactForm {
    /// Checks every field.
    ///
    /// # Errors
    /// All refusals.
    pub fn check(&self) -> Result<Contact, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        let contact = self.check_into(&mut problems);
        problems.finish(contact)
    }

    fn check_into(&self, problems: &mut Problems) -> Option<Contact> {
        let postal_code = problems.take("postal_code", PostalCode::parse(&self.postal_code));
        let prefecture = problems.take("prefecture", PrefectureCode::parse(&self.prefecture));
        let street = problems.take(
            "street",
            contact::free_text(&self.street, contact::STREET_MAX),
        );
        let building = problems.take_optional("building", &self.building, |text| {
            contact::free_text(text, contact::BUILDING_MAX)
        });
        let mobile = problems.take("mobile", PhoneNumber::parse(&self.mobile));
        let telephone = problems.take_optional("telephone", &self.telephone, PhoneNumber::parse);
        let fax = problems.take_optional("fax", &self.fax, PhoneNumber::parse);
        let home = (|| {
            let (postal_code, prefecture) = (postal_code?, prefecture?);
            Some(Address {
                postal_code,
                prefecture,
                street: street?,
                building: building?,
            })
        })();
        Some(Contact {
            home: home?,
            mobile: mobile?,
            telephone: telephone?,
            fax: fax?,
        })
    }
}

fn birth_date(text: &str, today: Date) -> Result<Date, Rejection> {
    let date = super::not_in_future(Date::parse(text), today)?;
    if AGES.contains(&date.age_on(today)) {
        return Ok(date);
    }
    let rejection = Rejection::new(Code::AgeOutOfRange);
    Err(rejection.with("min", AGES.start()).with("max", AGES.end()))
}

/// A code of one of the lists; which codes exist is reference data, checked by the server.
pub(super) fn list_code(text: &str) -> Result<String, Rejection> {
    let text = text.trim();
    let valid = (1..=12).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if valid {
        Ok(text.to_owned())
    } else {
        Err(Code::UnknownChoice.into())
    }
}

fn not_too_many(field: &str, count: usize, problems: &mut Problems) -> Option<()> {
    if count > LIST_MAX {
        problems.add(field, Rejection::new(Code::TooMany).with("max", LIST_MAX));
        return None;
    }
    Some(())
}
