//! Why a value was refused, as data; [`crate::text`] says it to people.
//!
//! A [`Rejection`] never carries the refused value itself unless it is harmless, so that it may be
//! logged and sent back: no password, no name, no address.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

named_variants! {
    /// Every reason for which the domain refuses a value. Stable: programs may switch on it.
    pub enum Code {
        /// A required field is empty.
        Required = "required",
        /// More than `max` characters.
        TooLong = "too-long",
        /// Fewer than `min` characters.
        TooShort = "too-short",
        /// More than `max` in a list.
        TooMany = "too-many",
        /// Not one of the choices.
        UnknownChoice = "unknown-choice",
        /// The same value stands twice.
        Duplicate = "duplicate",
        /// Half-width characters where full-width ones are needed; `characters` names them.
        NotFullWidth = "not-full-width",
        /// Full-width characters where half-width ones are needed; `characters` names them.
        NotHalfWidth = "not-half-width",
        /// Something other than katakana in a reading; `characters` names it.
        NotKatakana = "not-katakana",
        /// A character that cannot be kept (private use, emoji, control); `characters` names it.
        BadCharacter = "bad-character",
        /// Not a number of 1–6 digits.
        BadRegisterNumber = "bad-register-number",
        /// 000000 is nobody's number.
        RegisterNumberZero = "register-number-zero",
        /// Not in the form of a date.
        BadDate = "bad-date",
        /// The form of a date, but there is no such day.
        NoSuchDay = "no-such-day",
        /// The day does not lie in the era named.
        OutsideEra = "outside-era",
        /// Not in the form of a month.
        BadMonth = "bad-month",
        /// Not a fiscal year.
        BadFiscalYear = "bad-fiscal-year",
        /// Not in the form "HH:MM".
        BadTime = "bad-time",
        /// Later than today.
        InFuture = "in-future",
        /// Earlier than today.
        InPast = "in-past",
        /// Age outside `min`–`max`.
        AgeOutOfRange = "age-out-of-range",
        /// The register date lies before the birth date + `years` years.
        RegisteredTooYoung = "registered-too-young",
        /// Graduated after the register date.
        GraduatedAfterRegistering = "graduated-after-registering",
        /// Completed or received before graduating.
        BeforeGraduation = "before-graduation",
        /// The end is not after the start.
        EndNotAfterStart = "end-not-after-start",
        /// Two lectures at the same time.
        Overlapping = "overlapping",
        /// Part of a pair is missing; `missing` names it.
        Incomplete = "incomplete",
        /// Not an e-mail address.
        BadEmail = "bad-email",
        /// The two e-mail addresses differ.
        EmailsDiffer = "emails-differ",
        /// Not seven digits.
        BadPostalCode = "bad-postal-code",
        /// Not a telephone number.
        BadPhone = "bad-phone",
        /// A telephone number without hyphens that we cannot set for the user.
        PhoneNeedsHyphens = "phone-needs-hyphens",
        /// Not 01–47.
        BadPrefecture = "bad-prefecture",
        /// A character that a login ID cannot have; `characters` names it.
        LoginIdCharacter = "login-id-character",
        /// Fewer than 15 characters and not all of letter, digit, symbol, or fewer than 8.
        PasswordTooSimple = "password-too-simple",
        /// The login ID stands in the password.
        PasswordContainsLoginId = "password-contains-login-id",
        /// In the lists of passwords that attackers try first.
        PasswordKnown = "password-known",
        /// Control characters in a password.
        PasswordCharacter = "password-character",
        /// Not a number of units.
        BadUnits = "bad-units",
        /// Units go in steps of 0.5.
        UnitsNotHalves = "units-not-halves",
        /// Units above `max`.
        UnitsTooMany = "units-too-many",
        /// Zero units where some are needed.
        UnitsZero = "units-zero",
        /// The sum of units does not fit.
        UnitsOverflow = "units-overflow",
        /// Own units in a row of a course that counts in several categories.
        UnitsNotDivisible = "units-not-divisible",
        /// The units do not match the length of the lecture (a warning).
        UnitsUnlikeLength = "units-unlike-length",
        /// Not a curriculum code (0–84).
        BadCurriculumCode = "bad-curriculum-code",
        /// Not a whole number in `min`–`max`.
        BadNumber = "bad-number",
        /// Not an identifier of its kind.
        BadId = "bad-id",
        /// A row id with characters that it cannot have.
        BadRowId = "bad-row-id",
        /// Not an address of a web page (https).
        BadWebAddress = "bad-web-address",
        /// The day does not lie in fiscal year `year`.
        OutsideFiscalYear = "outside-fiscal-year",
        /// Both practical parts Ⅰ and Ⅱ, which exclude each other (S1).
        PracticalBoth = "practical-both",
        /// This target association is not open for the choice made (S1).
        TargetNotAllowed = "target-not-allowed",
        /// Evidence is missing.
        EvidenceMissing = "evidence-missing",
        /// Not a PDF, JPEG or PNG.
        BadMediaType = "bad-media-type",
        /// HEIC photographs are not shown by browsers.
        Heic = "heic",
        /// A file above `max` bytes.
        FileTooLarge = "file-too-large",
        /// A file without content.
        FileEmpty = "file-empty",
        /// What the file says it is and what it is differ.
        MediaTypeDiffers = "media-type-differs",
        /// The row id stands for another row already.
        Conflict = "conflict",
        /// The row id came earlier in the same call.
        DuplicateRow = "duplicate-row",
        /// The doctor stands on the roster under another row id.
        DuplicateAttendee = "duplicate-attendee",
        /// All or nothing was asked for, and another row cannot be posted.
        OtherRowsRejected = "other-rows-rejected",
        /// Zeros were put before a register number; told, not refused.
        NumberPadded = "number-padded",
        /// Number and name do not agree; told, not refused.
        NameDiffers = "name-differs",
        /// Number and birth date do not agree; told, not refused.
        BirthDateDiffers = "birth-date-differs",
        /// Nobody has registered with this number yet; told, not refused.
        NoAccountYet = "no-account-yet",
        /// A rule set with a mistake; `fault` and `fault_en` say where and which.
        RuleFault = "rule-fault",
        /// A period ends before it begins.
        EndBeforeStart = "end-before-start",
        /// Units of days whose credits are in the system cannot be declared.
        AfterCutOver = "after-cut-over",
        /// Applications are taken here from a later day on; until then on paper.
        NotYetOnline = "not-yet-online",
        /// Only members of the national association earn such credits, and the number is none of theirs.
        MembersOnly = "members-only",
        /// A fiscal year that is not over; `year` is the last one that is.
        YearNotOver = "year-not-over",
        /// Posted after the month in which it should be; told, not refused.
        PostedLate = "posted-late",
    }
}

/// A refusal: the reason and what is needed to say it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rejection {
    /// The reason.
    pub code: Code,
    /// What the text of the reason mentions, e.g. `max` → `32`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, String>,
}

impl Rejection {
    /// A refusal that needs no parameters.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Rejection {
            code,
            params: BTreeMap::new(),
        }
    }

    /// Adds a parameter for the text.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }

    /// The refusal in words.
    #[must_use]
    pub fn text(&self, language: crate::language::Language) -> String {
        crate::text::message(self.code, &self.params, language)
    }
}

impl From<Code> for Rejection {
    fn from(code: Code) -> Self {
        Rejection::new(code)
    }
}

impl std::fmt::Display for Rejection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}: {}",
            self.code,
            self.text(crate::language::Language::En)
        )
    }
}

impl std::error::Error for Rejection {}

/// A refusal and where it stands: `profile.contact.mobile`, `lectures[2].start`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldProblem {
    /// Path of the field in the form, as in its JSON.
    pub field: String,
    /// The refusal.
    pub rejection: Rejection,
}

impl FieldProblem {
    /// A refusal of one field.
    #[must_use]
    pub fn new(field: impl Into<String>, rejection: impl Into<Rejection>) -> Self {
        FieldProblem {
            field: field.into(),
            rejection: rejection.into(),
        }
    }
}

/// Collects the refusals of a form: all of them, never only the first.
#[derive(Debug, Default)]
pub struct Problems {
    prefix: String,
    found: Vec<FieldProblem>,
}

impl Problems {
    /// An empty collection.
    #[must_use]
    pub fn new() -> Self {
        Problems::default()
    }

    /// Keeps the refusal of a field, or hands its value on.
    pub fn take<T>(&mut self, field: &str, result: Result<T, Rejection>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(rejection) => {
                self.add(field, rejection);
                None
            }
        }
    }

    /// Like [`take`](Self::take) for a field that may stay empty: empty gives `Some(None)`.
    pub fn take_optional<T>(
        &mut self,
        field: &str,
        text: &str,
        parse: impl FnOnce(&str) -> Result<T, Rejection>,
    ) -> Option<Option<T>> {
        if crate::width::trim(text).is_empty() {
            return Some(None);
        }
        self.take(field, parse(text)).map(Some)
    }

    /// Adds a refusal.
    pub fn add(&mut self, field: &str, rejection: impl Into<Rejection>) {
        self.found.push(FieldProblem::new(
            format!("{}{field}", self.prefix),
            rejection,
        ));
    }

    /// Checks a part of the form whose fields stand below `prefix` (`contact.`, `lectures[0].`).
    pub fn within<T>(&mut self, prefix: &str, check: impl FnOnce(&mut Problems) -> T) -> T {
        let length = self.prefix.len();
        self.prefix.push_str(prefix);
        let value = check(self);
        self.prefix.truncate(length);
        value
    }

    /// Whether a field of this path, or one below it, has been refused.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        let path = format!("{}{field}", self.prefix);
        self.found
            .iter()
            .any(|problem| problem.field.starts_with(&path))
    }

    /// Whether nothing was refused.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// All refusals found.
    #[must_use]
    pub fn into_found(self) -> Vec<FieldProblem> {
        self.found
    }

    /// The value, when it could be built and nothing was refused; else all refusals.
    ///
    /// # Errors
    /// The refusals found.
    ///
    /// # Panics
    /// When the value is missing although nothing was refused: a mistake in the check itself.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, Vec<FieldProblem>> {
        match value {
            Some(value) if self.found.is_empty() => Ok(value),
            None if self.found.is_empty() => panic!("a check refused a form without saying why"),
            _ => Err(self.found),
        }
    }
}
