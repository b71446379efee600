use super::*;

fn today() -> Date {
    Date::parse("2026-04-01").unwrap_or_else(|rejection| panic!("{rejection}"))
}

fn lecture(start: &str, end: &str, units: &str, code: &str) -> LectureForm {
    let award = AwardForm {
        programme: "continuing-education".into(),
        category: String::new(),
        units: units.into(),
        code: code.into(),
    };
    LectureForm {
        title: "高血圧の管理".into(),
        lecturer: "日医 太郎".into(),
        start: start.into(),
        end: end.into(),
        awards: vec![award],
    }
}

fn filled_in() -> CourseForm {
    CourseForm {
        title: "生涯教育講座".into(),
        enquiries: EnquiriesForm {
            name: "学術課".into(),
            telephone: "000-0000-0000".into(),
            email: String::new(),
        },
        programmes: vec!["continuing-education".into()],
        place: PlaceForm {
            kind: "venue".into(),
            venue: "医師会館".into(),
            prefecture: "13".into(),
            address: String::new(),
        },
        date: "2026-05-01".into(),
        lectures: vec![
            lecture("15:00", "16:00", "1", "8"),
            lecture("14:00", "15:00", "1", "8"),
        ],
        capacity: "１００名".into(),
        ..CourseForm::default()
    }
}

fn codes(found: Vec<FieldProblem>) -> Vec<(String, Code)> {
    found
        .into_iter()
        .map(|problem| (problem.field, problem.rejection.code))
        .collect()
}

fn refused(change: impl FnOnce(&mut CourseForm)) -> Vec<(String, Code)> {
    let mut form = filled_in();
    change(&mut form);
    form.check(today()).err().map(codes).unwrap_or_default()
}

fn at(field: &str, code: Code) -> Vec<(String, Code)> {
    vec![(field.to_owned(), code)]
}

#[test]
fn a_filled_in_course_earns_the_sum_of_its_lectures_and_each_code_once() {
    let course = filled_in()
        .check(today())
        .unwrap_or_else(|found| panic!("{found:?}"));
    assert_eq!(course.capacity, Some(100));
    assert_eq!(course.lectures[0].start.to_string(), "14:00");
    let awards = course.awards();
    assert_eq!(awards.len(), 1);
    assert_eq!(
        (awards[0].units, awards[0].codes.len()),
        (Units::whole(2), 1)
    );
}

#[test]
fn one_attendance_can_count_in_several_programmes() {
    let mut form = filled_in();
    form.programmes.push("industrial-physician".into());
    form.lectures[0].awards.push(AwardForm {
        programme: "industrial-physician".into(),
        category: "basic-late".into(),
        units: "1".into(),
        code: String::new(),
    });
    let course = form
        .check(today())
        .unwrap_or_else(|found| panic!("{found:?}"));
    let awards: Vec<(Programme, Units)> = course
        .awards()
        .into_iter()
        .map(|award| (award.programme, award.units))
        .collect();
    assert_eq!(
        awards,
        [
            (Programme::IndustrialPhysician, Units::whole(1)),
            (Programme::ContinuingEducation, Units::whole(2))
        ]
    );
}

#[test]
fn an_empty_form_names_every_required_field_at_once() {
    let found = CourseForm::default()
        .check(today())
        .err()
        .map(codes)
        .unwrap_or_default();
    let fields: Vec<&str> = found.iter().map(|(field, _)| field.as_str()).collect();
    let expected = [
        "title",
        "enquiries.name",
        "enquiries.telephone",
        "programmes",
        "place.kind",
        "date",
        "lectures",
    ];
    assert_eq!(fields, expected);
}

#[test]
fn times_are_in_order_and_do_not_overlap() {
    assert_eq!(
        refused(|f| f.lectures[0].end = "15:00".into()),
        at("lectures[0].end", Code::EndNotAfterStart)
    );
    assert_eq!(
        refused(|f| f.lectures[1].end = "15:01".into()),
        at("lectures[1].start", Code::Overlapping)
    );
}

#[test]
fn awards_fit_the_programmes_of_the_course() {
    let award = "lectures[0].awards[0]";
    let other = refused(|f| f.lectures[0].awards[0].programme = "sports-physician".into());
    assert_eq!(
        other,
        at(&format!("{award}.programme"), Code::UnknownChoice)
    );
    let none = refused(|f| f.lectures[0].awards[0].code.clear());
    assert_eq!(none, at(&format!("{award}.code"), Code::Required));
    let much = refused(|f| f.lectures[0].awards[0].units = "24.5".into());
    assert_eq!(much, at(&format!("{award}.units"), Code::UnitsTooMany));
    let twice = refused(|f| {
        let again = f.lectures[0].awards[0].clone();
        f.lectures[0].awards.push(again);
    });
    assert_eq!(
        twice,
        at("lectures[0].awards[1].programme", Code::Duplicate)
    );
    let unused = refused(|f| f.programmes.push("sports-physician".into()));
    assert_eq!(unused, at("programmes", Code::Incomplete));
}

#[test]
fn units_unlike_the_length_of_the_lecture_are_a_warning_only() {
    let mut form = filled_in();
    form.lectures[0] = lecture("15:00", "15:45", "1", "8");
    assert!(form.check(today()).is_ok());
    assert_eq!(
        codes(form.warnings()),
        at("lectures[0].awards[0].units", Code::UnitsUnlikeLength)
    );
    form.lectures[0] = lecture("15:00", "15:45", "0.5", "8");
    assert_eq!(form.warnings(), []);
}

#[test]
fn an_online_course_needs_no_hall_and_its_address_is_https() {
    let online = |address: &str| {
        let address = address.to_owned();
        refused(|f| {
            f.place = PlaceForm {
                kind: "online".into(),
                address,
                ..PlaceForm::default()
            }
        })
    };
    assert_eq!(online(""), Vec::new());
    assert_eq!(online("https://example.jp/1"), Vec::new());
    for address in [
        "http://example.jp",
        "javascript:alert(1)",
        "https://",
        "https://a b",
        "https://\"x",
    ] {
        assert_eq!(
            online(address),
            at("place.address", Code::BadWebAddress),
            "{address}"
        );
    }
}

/// Fills a form with so much of something; how much is possible; where and why more is refused.
type Limit = (fn(&mut CourseForm, usize), usize, &'static str, Code);

/// Lectures of ten minutes, one after the other.
fn many_lectures(form: &mut CourseForm, count: usize) {
    let time = |minutes: usize| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    form.lectures = (0..count)
        .map(|place| lecture(&time(place * 10), &time(place * 10 + 10), "0.5", "8"))
        .collect();
}

/// Awards of one lecture in a category each.
fn many_awards(form: &mut CourseForm, count: usize) {
    let award = form.lectures[0].awards[0].clone();
    form.lectures[0].awards = (0..count)
        .map(|place| AwardForm {
            category: format!("c{place}"),
            ..award.clone()
        })
        .collect();
}

/// An address of so many characters where the course is on-line.
fn long_address(form: &mut CourseForm, length: usize) {
    form.place.kind = "both".into();
    form.place.address = format!("https://{}", "a".repeat(length - 8));
}

#[test]
fn every_field_is_accepted_at_its_limit_and_refused_beyond() {
    let limits: [Limit; 14] = [
        (|f, n| f.title = "研".repeat(n), 200, "title", Code::TooLong),
        (
            |f, n| f.co_organizers = vec!["会".repeat(n)],
            100,
            "co_organizers[0]",
            Code::TooLong,
        ),
        (
            |f, n| f.co_organizers = vec!["会".into(); n],
            20,
            "co_organizers",
            Code::TooMany,
        ),
        (
            |f, n| f.enquiries.name = "課".repeat(n),
            50,
            "enquiries.name",
            Code::TooLong,
        ),
        (
            |f, n| f.enquiries.email = format!("{}@{}.jp", "a".repeat(60), "b".repeat(n - 64)),
            100,
            "enquiries.email",
            Code::TooLong,
        ),
        (
            |f, n| f.place.venue = "館".repeat(n),
            200,
            "place.venue",
            Code::TooLong,
        ),
        (long_address, 500, "place.address", Code::TooLong),
        (many_lectures, 50, "lectures", Code::TooMany),
        (
            |f, n| f.lectures[0].title = "題".repeat(n),
            200,
            "lectures[0].title",
            Code::TooLong,
        ),
        (
            |f, n| f.lectures[0].lecturer = "師".repeat(n),
            100,
            "lectures[0].lecturer",
            Code::TooLong,
        ),
        (many_awards, 20, "lectures[0].awards", Code::TooMany),
        (
            |f, n| f.lectures[0].awards[0].units = n.to_string(),
            24,
            "lectures[0].awards[0].units",
            Code::UnitsTooMany,
        ),
        (
            |f, n| f.capacity = n.to_string(),
            100_000,
            "capacity",
            Code::BadNumber,
        ),
        (
            |f, n| f.target = "医".repeat(n),
            100,
            "target",
            Code::TooLong,
        ),
    ];
    for (fill, limit, field, code) in limits {
        assert_eq!(refused(|form| fill(form, limit)), [], "{field}");
        assert_eq!(refused(|form| fill(form, limit + 1)), at(field, code));
    }
}
