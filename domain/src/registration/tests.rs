use super::*;

fn today() -> Date {
    Date::parse("2026-04-01").unwrap_or_else(|rejection| panic!("{rejection}"))
}

fn filled_in() -> RegistrationForm {
    let text = |text: &str| text.to_owned();
    RegistrationForm {
        login_id: text("takasaki01"),
        password: Password::new("kx7!wqzp"),
        register_number: text("１２３４５６"),
        register_date: text("平成2年5月1日"),
        profile: ProfileForm {
            family_kana: text("たかさき"),
            given_kana: text("ﾊﾅｺ"),
            family: text("髙﨑"),
            given: text("花子"),
            birth_date: text("S40.4.1"),
            sex: text("female"),
            main_specialty: text("1"),
            education: EducationForm {
                school: SchoolForm {
                    code: text(""),
                    name: text("〇×大学"),
                },
                graduation_month: text("1990年3月"),
                ..EducationForm::default()
            },
            contact: ContactForm {
                postal_code: text("1138621"),
                prefecture: text("13"),
                street: text("文京区本駒込0-0-0"),
                mobile: text("09000000000"),
                ..ContactForm::default()
            },
            ..ProfileForm::default()
        },
    }
}

fn refusals(form: &RegistrationForm) -> Vec<(String, Code)> {
    match form.check(today()) {
        Ok(_) => Vec::new(),
        Err(found) => found
            .into_iter()
            .map(|p| (p.field, p.rejection.code))
            .collect(),
    }
}

fn refused(change: impl FnOnce(&mut RegistrationForm)) -> Vec<(String, Code)> {
    let mut form = filled_in();
    change(&mut form);
    refusals(&form)
}

fn at(field: &str, code: Code) -> Vec<(String, Code)> {
    vec![(field.to_owned(), code)]
}

#[test]
fn a_filled_in_form_becomes_a_registration_in_normal_form() {
    let registration = filled_in()
        .check(today())
        .unwrap_or_else(|found| panic!("{found:?}"));
    assert_eq!(registration.register_number.as_str(), "123456");
    assert_eq!(registration.register_date.to_string(), "1990-05-01");
    let profile = registration.profile;
    assert_eq!(profile.name.kanji.to_string(), "髙﨑　花子");
    assert_eq!(profile.name.kana.to_string(), "タカサキ　ハナコ");
    assert_eq!(profile.main_specialty.as_str(), "01");
    assert_eq!(profile.contact.home.postal_code.as_str(), "113-8621");
    assert_eq!(profile.contact.mobile.as_str(), "090-0000-0000");
    assert_eq!(profile.education.graduation_month.to_string(), "1990-03");
    assert_eq!(profile.former, None);
}

#[test]
fn an_empty_form_names_every_required_field_at_once() {
    let fields: Vec<String> = refusals(&RegistrationForm::default())
        .into_iter()
        .map(|(field, code)| {
            assert_eq!(code, Code::Required, "{field}");
            field
        })
        .collect();
    let expected = [
        "login_id",
        "password",
        "register_number",
        "register_date",
        "profile.family_kana",
        "profile.given_kana",
        "profile.family",
        "profile.given",
        "profile.birth_date",
        "profile.main_specialty",
        "profile.education.school.name",
        "profile.education.graduation_month",
        "profile.contact.postal_code",
        "profile.contact.prefecture",
        "profile.contact.street",
        "profile.contact.mobile",
    ];
    assert_eq!(fields, expected);
}

#[test]
fn dates_that_contradict_each_other_are_refused() {
    let young = refused(|form| form.register_date = "1985-03-31".into());
    assert!(
        young.contains(&("register_date".into(), Code::RegisteredTooYoung)),
        "{young:?}"
    );
    assert_eq!(
        refused(|form| form.register_date = "2026-04-02".into()),
        at("register_date", Code::InFuture)
    );
    assert_eq!(
        refused(|form| form.register_date = "1990-02-28".into()),
        at(
            "profile.education.graduation_month",
            Code::GraduatedAfterRegistering
        )
    );
    assert_eq!(
        refused(|form| form.profile.birth_date = "1900-01-01".into()),
        at("profile.birth_date", Code::AgeOutOfRange)
    );
    assert_eq!(
        refused(|form| form.profile.education.degree_month = "1990-03".into()),
        at("profile.education.degree_month", Code::BeforeGraduation)
    );
}

#[test]
fn the_twentieth_birthday_is_old_enough_to_register() {
    let change = |date: &'static str| {
        move |form: &mut RegistrationForm| {
            form.register_date = date.into();
            form.profile.education.graduation_month = "1980-03".into();
        }
    };
    assert_eq!(refused(change("1985-04-01")), Vec::new());
    assert_eq!(
        refused(change("1985-03-31")),
        at("register_date", Code::RegisteredTooYoung)
    );
}

#[test]
fn a_former_name_on_mail_needs_a_former_name() {
    assert_eq!(
        refused(|form| form.profile.former_name_on_mail = true),
        at("profile.former_family", Code::Incomplete)
    );
    assert_eq!(
        refused(|form| form.profile.former_family_kana = "ワタナベ".into()),
        at("profile.former_family", Code::Incomplete)
    );
    assert_eq!(
        refused(|form| {
            form.profile.former_family = "渡邉".into();
            form.profile.former_name_on_mail = true;
        }),
        Vec::new()
    );
}

#[test]
fn lists_are_checked_item_by_item() {
    let further = |list: &'static [&str]| {
        move |form: &mut RegistrationForm| {
            form.profile.further_specialties = list.iter().map(|s| (*s).to_owned()).collect();
        }
    };
    assert_eq!(refused(further(&["02", "03"])), Vec::new());
    assert_eq!(
        refused(further(&["02", "01"])),
        at("profile.further_specialties[1]", Code::Duplicate)
    );
    assert_eq!(
        refused(further(&["内科"])),
        at("profile.further_specialties[0]", Code::UnknownChoice)
    );
}

#[test]
fn free_texts_end_at_their_limits() {
    let school =
        |n| move |form: &mut RegistrationForm| form.profile.education.school.name = "大".repeat(n);
    assert_eq!(refused(school(30)), Vec::new());
    assert_eq!(
        refused(school(31)),
        at("profile.education.school.name", Code::TooLong)
    );
    let building =
        |n| move |form: &mut RegistrationForm| form.profile.contact.building = "棟".repeat(n);
    assert_eq!(refused(building(50)), Vec::new());
    assert_eq!(
        refused(building(51)),
        at("profile.contact.building", Code::TooLong)
    );
    let society =
        |n| move |form: &mut RegistrationForm| form.profile.other_society = "会".repeat(n);
    assert_eq!(refused(society(20)), Vec::new());
    assert_eq!(
        refused(society(21)),
        at("profile.other_society", Code::TooLong)
    );
}

#[test]
fn a_graduate_school_needs_its_name() {
    assert_eq!(
        refused(|form| form.profile.education.graduate_department = "医学研究科".into()),
        at("profile.education.graduate_school.name", Code::Required)
    );
}

#[test]
fn unknown_fields_are_refused_by_name() {
    let error = serde_json::from_str::<RegistrationForm>(r#"{"login_id":"a","point":1}"#);
    assert!(error.is_err_and(|error| error.to_string().contains("point")));
}

#[test]
fn what_is_kept_of_an_unfinished_form_has_no_password() {
    let kept = serde_json::to_string(&filled_in().without_password()).unwrap_or_default();
    assert!(kept.contains("takasaki01") && !kept.contains("wqzp"));
    assert!(!format!("{:?}", filled_in()).contains("wqzp"));
}
