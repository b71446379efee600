//! 利用者登録: what a doctor types when registering, and what it becomes once checked
//! (features.md #14–#28, S2). The same check runs in the browser as one types and in the function.

mod education;
mod profile;

use serde::{Deserialize, Serialize};

pub use education::{Education, EducationForm, GraduateSchool, School, SchoolForm};
pub use profile::{ContactForm, Profile, ProfileForm, Societies, SpecialtyCode};

use crate::calendar::Date;
use crate::login::{LoginId, Password, check_password};
use crate::register_number::MedicalRegisterNumber;
use crate::rejection::{Code, FieldProblem, Problems, Rejection};

/// Nobody gets a licence before this age (six years of university after school; D).
pub const LICENCE_AGE_MIN: i32 = 20;

/// Version of the 利用規約 that is in force: its date (features.md #9). The site shows this one, and
/// no other can be consented to.
pub const TERMS_VERSION: &str = "2026-11-01";
/// Version of 個人情報の取り扱い that is in force: its date.
pub const PRIVACY_VERSION: &str = "2026-11-01";

/// The form, as typed: every field a string, empty where nothing stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct RegistrationForm {
    /// ログインID
    pub login_id: String,
    /// パスワード
    pub password: Password,
    /// 医籍登録番号
    pub register_number: String,
    /// 医籍登録日
    pub register_date: String,
    /// Everything about the person.
    pub profile: ProfileForm,
}

/// A registration whose every value is valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// ログインID
    pub login_id: LoginId,
    /// パスワード
    pub password: Password,
    /// 医籍登録番号
    pub register_number: MedicalRegisterNumber,
    /// Whether zeros were put before the number typed; the confirmation screen says so.
    pub register_number_padded: bool,
    /// 医籍登録日
    pub register_date: Date,
    /// Everything about the person.
    pub profile: Profile,
}

impl RegistrationForm {
    /// The form as it may be kept until it is completed: without the password.
    #[must_use]
    pub fn without_password(&self) -> Self {
        RegistrationForm {
            password: Password::default(),
            ..self.clone()
        }
    }

    /// Checks every field and what they say of each other.
    ///
    /// # Errors
    /// All refusals, each with the path of its field.
    pub fn check(&self, today: Date) -> Result<Registration, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        let login_id = problems.take("login_id", LoginId::parse(&self.login_id));
        let password = problems.take(
            "password",
            check_password(self.password.reveal(), &self.login_id).map(|()| self.password.clone()),
        );
        let number = problems.take(
            "register_number",
            MedicalRegisterNumber::parse_noting(&self.register_number),
        );
        let register_date = problems.take(
            "register_date",
            not_in_future(Date::parse(&self.register_date), today),
        );
        let profile = problems.within("profile.", |problems| {
            self.profile.check_into(today, problems)
        });
        if let (Some(registered), Some(profile)) = (register_date, &profile) {
            check_order(registered, profile, &mut problems);
        }
        let registration = (|| {
            let (register_number, register_number_padded) = number?;
            Some(Registration {
                login_id: login_id?,
                password: password?,
                register_number,
                register_number_padded,
                register_date: register_date?,
                profile: profile?,
            })
        })();
        problems.finish(registration)
    }
}

/// Refuses a day later than today.
fn not_in_future(date: Result<Date, Rejection>, today: Date) -> Result<Date, Rejection> {
    date.and_then(|date| {
        if date > today {
            Err(Code::InFuture.into())
        } else {
            Ok(date)
        }
    })
}

/// Birth, graduation and registration come in this order.
fn check_order(registered: Date, profile: &Profile, problems: &mut Problems) {
    if registered < profile.birth_date.add_years(LICENCE_AGE_MIN) {
        let rejection = Rejection::new(Code::RegisteredTooYoung).with("years", LICENCE_AGE_MIN);
        problems.add("register_date", rejection);
    }
    if profile.education.graduation_month > registered.year_month() {
        problems.add(
            "profile.education.graduation_month",
            Code::GraduatedAfterRegistering,
        );
    }
}

#[cfg(test)]
mod tests;
