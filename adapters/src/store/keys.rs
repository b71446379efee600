//! The key design. No key is built anywhere else.
//!
//! | partition | sort key | what | read by |
//! |---|---|---|---|
//! | `DOCTOR#<register no>` or `CLAIM#<id>` | `B#<day>` | enquiries of that day, with TTL | asking an organiser |
//! | | `C#<document>#<time>` | consent | history |
//! | | `D` | licence images sent for the confirmation of identity | officers |
//! | | `H` | claim to be settled, in `CLAIM#` only | officers |
//! | | `E#<evidence id>` | uploaded document | preparing an application |
//! | | `F#<programme>#<last day>#<distance>` | notice that was sent or printed | notices |
//! | | `G#<programme>#<time>` | grace set or withdrawn by an officer | officers |
//! | | `I` | identity: folded names, birth date, assurance | award of credits (many at once) |
//! | | `L#<date>#<course>#<row>`, `L#<date>#<course>!#<row>` | credit entry, its reversal (`@<organizer>:<origin>` for the course where there is none) | My Page (current year), history |
//! | | `N#<date>#<course>#<row>` | late credit of a closed year until folded, then its mark for two days | My Page |
//! | | `P` | profile, memberships, login | My Page |
//! | | `Q#<application id>` | application, summary | My Page |
//! | | `R#<certificate no>` | certificate, summary | My Page |
//! | | `S#<hash>` | sign-in | every request of this doctor |
//! | | `T#<programme>` | the title in a programme, with every approval | My Page, renewal |
//! | | `U#<fiscal year>` | declaration of continuing education, summary | My Page, year view |
//! | | `Y#<fiscal year>` | tally of a year, derived | My Page |
//! | | `K` | address of the own calendar, by its hash | the doctor; the feed |
//! | `CALENDAR#<hash of secret>` | `H` | whose calendar it is | the feed |
//! | `STAFF#<login>` | `P`, `S#<hash>` | staff of an association or external body | every request of theirs |
//! | `ORGANIZER#<id>` | `H`, `K#<key id>`, `S#<hash>`, `T#<login>` | body: head, API keys, key sign-ins, staff | organiser's pages |
//! | `ACCOUNT#<login>` | `A` | password hash, attempts, where it leads | signing in |
//! | `PENDING#<hash>` | `A` | registration or invitation by mail, with TTL | its link |
//! | `FLOOD#<hash>` | `A` | how many mails an address or a client asked for in an hour, with TTL | starting a registration |
//! | `ASSOCIATION#<prefecture>` | `A#<id>` | association | pickers |
//! | `COURSE#<id>` | `H`, `F`, `V#<seq>`, `W` | head, form, events, place in a reviewer's queue | organiser, reviewers |
//! | | `E#<shelf>` | the approved course among those of its month, by prefecture, on-line, all | the catalogue; doctors who look for it |
//! | | `A#<call>#<chunk>`, `B#<call>`, `C#<row>` | roster chunk (the intent), call under way, correction of a row | award of credits |
//! | `APPLICATION#<id>` | `F#<time>#<id>`, `H`, `V#<seq>` | what was recorded of the fee, head, events | reviewers, the doctor |
//! | `DECLARATION#<id>` | `H`, `V#<seq>` | declaration of a year: head, events | reviewers, the doctor |
//! | `FEED#<organizer>#<call>#<row>` | `H` | row posted without a course: contents known again | the feed of the CME site, imports |
//! | `PAPER#<certificate no>` | `H` | what stands on a paper of learning | printing it |
//! | `CERTIFICATE#<hash of secret>` | `H` | printed fields, status | the check page |
//! | `OUTBOX#<id>` | `O` | effect without an event of its own | stream |
//! | `RULES` | `R#<rule set>`, `S#<calendar>`, `V` | rule set or calendar of rounds that an administrator wrote; count of adoptions | administrators; every process that needs rules, now and then |
//! | `NOTICES` | `N#<end><suffix>` | notice of the sign-in page, with TTL | everybody, administrators |
//! | `JOB#<id>` | `H`, `L#<run>#<place>` | job with its progress; lines of its report, with TTL | the worker, whoever started it |
//! | `AUDIT#<subject>` | `<time>#<id>` | who looked at whom | auditors |
//!
//! My Page is one Query: the range from `L#<start of the current fiscal year>` to the end takes
//! current credits, late ones, profile, applications, certificates, the sign-in and the tallies,
//! and nothing else, because what it does not need sorts before `L` (`B` to `I`, old `L`).
//!
//! Queues are the sparse index `queue` (`qk`, `qs`): `<association>#application`,
//! `<association>#round#<programme>#<round>` (applications before the committee),
//! `<association>#decided#<programme>#<round>`, `<association>#holder#<programme>` (by expiry),
//! `<association>#declaration`, `<association>#course`, `<association>#organizer`,
//! `<association>#claim`, `<organizer>#mine`, `outbox`, `award`, `job`, `national#course#<round>`,
//! `held#<month>`, `held#<month>#<prefecture>`, `held#<month>#online`.
//!
//! A course is read without its roster, which sorts before everything else of it.

use domain::{
    association::AssociationId,
    calendar::{Date, FiscalYear, Moment, YearMonth},
    certificate::CertificateNumber,
    contact::PrefectureCode,
    credit::RowId,
    id::ApplicationId,
    id::CourseId,
    id::EvidenceId,
    organizer::OrganizerId,
    programme::Programme,
    register_number::MedicalRegisterNumber,
    rounds::RoundId,
};

/// Name of the sparse index for queues.
pub const QUEUE_INDEX: &str = "queue";

/// Queue of effects that wait to be delivered.
pub const OUTBOX_QUEUE: &str = "outbox";

/// Queue of postings whose entries may not all be written.
pub const AWARD_QUEUE: &str = "award";

/// Queue of jobs that are not done.
pub const JOB_QUEUE: &str = "job";

/// Partition of the notices on the sign-in page.
const NOTICES: &str = "NOTICES";

/// Partition of the rule sets that administrators wrote.
pub const RULES: &str = "RULES";

/// Where an item lies.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Partition key.
    pub pk: String,
    /// Sort key.
    pub sk: String,
}

/// Where an item stands in a queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueKey {
    /// Which queue.
    pub qk: String,
    /// Its place in it.
    pub qs: String,
}

/// A range of one partition, both ends included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// Partition key.
    pub pk: String,
    /// First sort key.
    pub from: String,
    /// Last sort key.
    pub to: String,
}

/// After every sort key in use: the last character, since row ids are free text.
const END: &str = "\u{10FFFF}";

impl Key {
    fn new(pk: String, sk: impl Into<String>) -> Self {
        Self { pk, sk: sk.into() }
    }

    /// Any item of a partition that somebody holds (a doctor's or a claimant's).
    #[must_use]
    pub fn within(pk: &str, sk: impl Into<String>) -> Self {
        Self::new(pk.to_owned(), sk)
    }

    /// Partition of a doctor.
    #[must_use]
    pub fn doctor(number: &MedicalRegisterNumber) -> String {
        format!("DOCTOR#{number}")
    }

    /// Partition of a later claimant of a number, until settled.
    #[must_use]
    pub fn claim(id: &str) -> String {
        format!("CLAIM#{id}")
    }

    /// Head of a claim: of a contested one in the claimant's partition.
    #[must_use]
    pub fn claim_head(id: &str) -> Self {
        Self::new(Self::claim(id), "H")
    }

    /// Partition of a member of staff.
    #[must_use]
    pub fn staff(login: &str) -> String {
        format!("STAFF#{}", login.to_lowercase())
    }

    /// Partition of an association or external body as organiser.
    #[must_use]
    pub fn organizer(id: &OrganizerId) -> String {
        format!("ORGANIZER#{id}")
    }

    /// Identity of a doctor.
    #[must_use]
    pub fn identity(number: &MedicalRegisterNumber) -> Self {
        Self::new(Self::doctor(number), "I")
    }

    /// Profile in a partition.
    #[must_use]
    pub fn profile(pk: &str) -> Self {
        Self::within(pk, "P")
    }

    /// A sign-in, by the hash of its secret.
    #[must_use]
    pub fn sign_in(pk: &str, secret_hash: &str) -> Self {
        Self::within(pk, format!("S#{secret_hash}"))
    }

    /// Consent to a document.
    #[must_use]
    pub fn consent(pk: &str, document: &str, at: Moment) -> Self {
        Self::within(pk, format!("C#{document}#{:013}", at.millis()))
    }

    /// What was sent for the confirmation of identity.
    #[must_use]
    pub fn identity_documents(pk: &str) -> Self {
        Self::within(pk, "D")
    }

    /// An uploaded document.
    #[must_use]
    pub fn evidence(pk: &str, id: &EvidenceId) -> Self {
        Self::within(pk, format!("E#{id}"))
    }

    /// A credit entry: `L`, or `N` while it is late (posted into a closed fiscal year) and not yet
    /// folded; a reversal lies beside what it reverses. `source` is the course, or for what comes
    /// from elsewhere `@`, the organiser and the origin.
    #[must_use]
    pub fn credit(
        number: &MedicalRegisterNumber,
        late: bool,
        date: Date,
        source: &str,
        row: &RowId,
        reversal: bool,
    ) -> Self {
        let kind = if late { 'N' } else { 'L' };
        // Before the row id and not after it: row ids are free text and may end with the mark.
        let mark = if reversal { "!" } else { "" };
        Self::new(
            Self::doctor(number),
            format!("{kind}#{date}#{source}{mark}#{row}"),
        )
    }

    /// Tally of one fiscal year.
    #[must_use]
    pub fn tally(number: &MedicalRegisterNumber, year: FiscalYear) -> Self {
        Self::new(Self::doctor(number), format!("Y#{year}"))
    }

    /// Summary of an application in its doctor's partition.
    #[must_use]
    pub fn application_summary(pk: &str, id: &ApplicationId) -> Self {
        Self::within(pk, format!("Q#{id}"))
    }

    /// Summary of a certificate in its doctor's partition.
    #[must_use]
    pub fn certificate_summary(
        number: &MedicalRegisterNumber,
        certificate: &CertificateNumber,
    ) -> Self {
        Self::new(Self::doctor(number), format!("R#{certificate}"))
    }

    /// A notice about the last day on which a title can be renewed, by its distance.
    #[must_use]
    pub fn notice(
        number: &MedicalRegisterNumber,
        programme: Programme,
        last: Date,
        distance: &str,
    ) -> Self {
        Self::new(
            Self::doctor(number),
            format!("F#{programme}#{last}#{distance}"),
        )
    }

    /// Grace set or withdrawn by an officer.
    #[must_use]
    pub fn grace(number: &MedicalRegisterNumber, programme: Programme, at: Moment) -> Self {
        Self::new(
            Self::doctor(number),
            format!("G#{programme}#{:013}", at.millis()),
        )
    }

    /// The title in a programme.
    #[must_use]
    pub fn qualification(number: &MedicalRegisterNumber, programme: Programme) -> Self {
        Self::new(Self::doctor(number), format!("T#{programme}"))
    }

    /// Account by login ID or e-mail address, case folded.
    #[must_use]
    pub fn account(login: &str) -> Self {
        Self::new(format!("ACCOUNT#{}", login.to_lowercase()), "A")
    }

    /// The address of a doctor's calendar, in the doctor's partition.
    #[must_use]
    pub fn calendar_address(pk: &str) -> Self {
        Self::within(pk, "K")
    }

    /// Whose calendar an address leads to, by the hash of its secret.
    #[must_use]
    pub fn calendar(secret_hash: &str) -> Self {
        Self::new(format!("CALENDAR#{secret_hash}"), "H")
    }

    /// A pending registration or invitation, by the hash of its secret.
    #[must_use]
    pub fn pending(secret_hash: &str) -> Self {
        Self::new(format!("PENDING#{secret_hash}"), "A")
    }

    /// A counter against floods, by a hash of what is counted and when.
    #[must_use]
    pub fn flood(hash: &str) -> Self {
        Self::new(format!("FLOOD#{hash}"), "A")
    }

    /// An association: its id tells its prefecture.
    #[must_use]
    pub fn association(id: &AssociationId) -> Self {
        Self::new(
            id.prefecture().map_or_else(
                || "ASSOCIATION#00".to_owned(),
                |prefecture| format!("ASSOCIATION#{prefecture}"),
            ),
            format!("A#{id}"),
        )
    }

    /// Head of an organiser.
    #[must_use]
    pub fn organizer_head(id: &OrganizerId) -> Self {
        Self::new(Self::organizer(id), "H")
    }

    /// A member of staff, in the body's partition.
    #[must_use]
    pub fn organizer_staff(id: &OrganizerId, login: &str) -> Self {
        Self::new(Self::organizer(id), format!("T#{}", login.to_lowercase()))
    }

    /// A rule set that an administrator wrote.
    #[must_use]
    pub fn rule_set(id: &str) -> Self {
        Self::new(RULES.to_owned(), format!("R#{id}"))
    }

    /// A calendar of rounds that an administrator wrote.
    #[must_use]
    pub fn round_calendar(id: &str) -> Self {
        Self::new(RULES.to_owned(), format!("S#{id}"))
    }

    /// The count of adoptions, beside the rule sets.
    #[must_use]
    pub fn rule_shelf() -> Self {
        Self::new(RULES.to_owned(), "V")
    }

    /// A notice, by its id, which begins with its end.
    #[must_use]
    pub fn posted_notice(id: &str) -> Self {
        Self::new(NOTICES.to_owned(), format!("N#{id}"))
    }

    /// An API key's line, in the body's partition.
    #[must_use]
    pub fn api_key(id: &OrganizerId, key: &str) -> Self {
        Self::new(Self::organizer(id), format!("K#{key}"))
    }

    /// Partition of a course.
    #[must_use]
    pub fn course(id: &CourseId) -> String {
        format!("COURSE#{id}")
    }

    /// Head of a course.
    #[must_use]
    pub fn course_head(id: &CourseId) -> Self {
        Self::new(Self::course(id), "H")
    }

    /// Event of a course.
    #[must_use]
    pub fn course_event(id: &CourseId, sequence: u32) -> Self {
        Self::new(Self::course(id), format!("V#{sequence:04}"))
    }

    /// What was typed for a course.
    #[must_use]
    pub fn course_form(id: &CourseId) -> Self {
        Self::new(Self::course(id), "F")
    }

    /// The approved course among those of its month, on one of the shelves.
    #[must_use]
    pub fn held_course(id: &CourseId, shelf: &str) -> Self {
        Self::new(Self::course(id), format!("E#{shelf}"))
    }

    /// What a doctor asked organisers on one day.
    #[must_use]
    pub fn enquiries(pk: &str, day: Date) -> Self {
        Self::within(pk, format!("B#{day}"))
    }

    /// The course in its reviewer's queue.
    #[must_use]
    pub fn course_waiting(id: &CourseId) -> Self {
        Self::new(Self::course(id), "W")
    }

    /// A call whose entries are not all written yet.
    #[must_use]
    pub fn open_award(id: &CourseId, call: &str) -> Self {
        Self::new(Self::course(id), format!("B#{call}"))
    }

    /// A chunk of a course's roster.
    #[must_use]
    pub fn roster(id: &CourseId, call: &str, chunk: usize) -> Self {
        Self::new(Self::course(id), format!("A#{call}#{chunk:03}"))
    }

    /// Correction of one posted row.
    #[must_use]
    pub fn correction(id: &CourseId, row: &RowId) -> Self {
        Self::new(Self::course(id), format!("C#{row}"))
    }

    /// Partition of a declaration.
    #[must_use]
    pub fn declaration(id: &ApplicationId) -> String {
        format!("DECLARATION#{id}")
    }

    /// Head of a declaration.
    #[must_use]
    pub fn declaration_head(id: &ApplicationId) -> Self {
        Self::new(Self::declaration(id), "H")
    }

    /// Event of a declaration.
    #[must_use]
    pub fn declaration_event(id: &ApplicationId, sequence: u32) -> Self {
        Self::new(Self::declaration(id), format!("V#{sequence:04}"))
    }

    /// Summary of a declaration in its doctor's partition.
    #[must_use]
    pub fn declaration_line(pk: &str, year: FiscalYear) -> Self {
        Self::within(pk, format!("U#{}", year.year()))
    }

    /// A row posted without a course.
    #[must_use]
    pub fn feed_row(organizer: &OrganizerId, channel: &str, row: &RowId) -> Self {
        Self::new(format!("FEED#{organizer}#{channel}#{row}"), "H")
    }

    /// What stands on a paper of learning.
    #[must_use]
    pub fn paper(number: &CertificateNumber) -> Self {
        Self::new(format!("PAPER#{number}"), "H")
    }

    /// Partition of an application.
    #[must_use]
    pub fn application(id: &ApplicationId) -> String {
        format!("APPLICATION#{id}")
    }

    /// Head of an application.
    #[must_use]
    pub fn application_head(id: &ApplicationId) -> Self {
        Self::new(Self::application(id), "H")
    }

    /// Event of an application.
    #[must_use]
    pub fn application_event(id: &ApplicationId, sequence: u32) -> Self {
        Self::new(Self::application(id), format!("V#{sequence:04}"))
    }

    /// What was recorded of an application's fee at a moment.
    #[must_use]
    pub fn fee_change(id: &ApplicationId, at: Moment, unique: &str) -> Self {
        let place = format!("F#{:013}#{unique}", at.millis());
        Self::new(Self::application(id), place)
    }

    /// A certificate, by the hash of the secret in its QR code.
    #[must_use]
    pub fn certificate(secret_hash: &str) -> Self {
        Self::new(format!("CERTIFICATE#{secret_hash}"), "H")
    }

    /// An effect that has no event of its own.
    #[must_use]
    pub fn outbox(id: &str) -> Self {
        Self::new(format!("OUTBOX#{id}"), "O")
    }

    /// Head of a job.
    #[must_use]
    pub fn job(id: &str) -> Self {
        Self::new(format!("JOB#{id}"), "H")
    }

    /// A line of a job's report, by the run it belongs to.
    #[must_use]
    pub fn job_line(id: &str, run: Moment, place: u32) -> Self {
        Self::new(
            format!("JOB#{id}"),
            format!("L#{:013}#{place:06}", run.millis()),
        )
    }

    /// Whether items of this kind may stand in the index: writing one writes there too.
    #[must_use]
    pub fn may_queue(&self) -> bool {
        let kind = self.pk.split_once('#').map_or("", |(kind, _)| kind);
        match kind {
            "DOCTOR" => matches!(self.sk.get(..2), Some("Q#" | "T#" | "U#")),
            "COURSE" => {
                matches!(self.sk.as_str(), "H" | "W")
                    || self.sk.starts_with("B#")
                    || self.sk.starts_with("E#")
            }
            "CLAIM" => self.sk == "H" || self.sk.starts_with("Q#"),
            "ORGANIZER" | "JOB" => self.sk == "H",
            "OUTBOX" => true,
            _ => false,
        }
    }

    /// A line of the audit trail.
    #[must_use]
    pub fn audit(subject: &str, at: Moment, id: &str) -> Self {
        Self::new(
            format!("AUDIT#{subject}"),
            format!("{:013}#{id}", at.millis()),
        )
    }
}

impl Range {
    fn of(pk: String, from: impl Into<String>, to: impl Into<String>) -> Self {
        Self {
            pk,
            from: from.into(),
            to: to.into(),
        }
    }

    /// Everything in a partition.
    #[must_use]
    pub fn whole(pk: String) -> Self {
        Self::of(pk, "!", END)
    }

    /// Items of a partition whose sort keys begin with `prefix`.
    #[must_use]
    pub fn prefix(pk: &str, prefix: &str) -> Self {
        Self::of(pk.to_owned(), prefix, format!("{prefix}{END}"))
    }

    /// Items of a partition from one sort key to another, both included.
    #[must_use]
    pub fn between(pk: &str, from: &str, to: &str) -> Self {
        Self::of(pk.to_owned(), from, to)
    }

    /// Notices that are not over.
    #[must_use]
    pub fn notices(now: Moment) -> Self {
        Self::of(NOTICES.to_owned(), format!("N#{:013}", now.millis()), END)
    }

    /// My Page: from the first raw day to the end of the partition.
    #[must_use]
    pub fn page(pk: &str, raw_since: Date) -> Self {
        Self::of(pk.to_owned(), format!("L#{raw_since}"), END)
    }

    /// A course without its roster: form, head, events, queue place.
    #[must_use]
    pub fn course_case(id: &CourseId) -> Self {
        Self::of(Key::course(id), "F", END)
    }

    /// The learning of a doctor: entries since the first day of a year, late ones, profile,
    /// applications, certificates, the sign-in, titles and declarations.
    #[must_use]
    pub fn learning(pk: &str, since: FiscalYear) -> Self {
        Self::of(
            pk.to_owned(),
            format!("L#{}", since.start()),
            format!("U#{END}"),
        )
    }

    /// Staff and API keys of a body, with the sign-ins of those keys between them.
    #[must_use]
    pub fn staff_and_keys(id: &OrganizerId) -> Self {
        Self::of(Key::organizer(id), "K#", format!("T#{END}"))
    }

    /// Lines of the report of one run of a job.
    #[must_use]
    pub fn job_lines(id: &str, run: Moment) -> Self {
        Self::prefix(&format!("JOB#{id}"), &format!("L#{:013}#", run.millis()))
    }

    /// Rule sets and calendars of rounds that administrators wrote.
    #[must_use]
    pub fn rule_texts() -> Self {
        Self::of(RULES.to_owned(), "R#", format!("S#{END}"))
    }

    /// The same with the count of adoptions.
    #[must_use]
    pub fn rules() -> Self {
        Self::of(RULES.to_owned(), "R#", "V")
    }

    /// What a calendar is made of: applications and titles.
    #[must_use]
    pub fn calendar(pk: &str) -> Self {
        Self::of(pk.to_owned(), "Q#", format!("T#{END}"))
    }

    /// Credit entries of one fiscal year.
    #[must_use]
    pub fn credits(pk: &str, year: FiscalYear) -> Self {
        Self::of(
            pk.to_owned(),
            format!("L#{}", year.start()),
            format!("L#{}#{END}", year.end()),
        )
    }

    /// What titles are judged by: every credit entry from a day on, late ones, the profile, the own
    /// applications and the titles, in one range (certificates and sign-ins are read along).
    #[must_use]
    pub fn titles(pk: &str, from: Date) -> Self {
        Self::of(pk.to_owned(), format!("L#{from}"), format!("T#{END}"))
    }

    /// Every credit entry of a doctor, late ones included.
    #[must_use]
    pub fn ledger(pk: &str) -> Self {
        Self::of(pk.to_owned(), "I", format!("N#{END}"))
    }

    /// The history of one fiscal year: every entry from its first day on, the profile to compare
    /// names with, and the sign-in: one trip, for which later years are read along.
    #[must_use]
    pub fn history(pk: &str, year: FiscalYear) -> Self {
        Self::of(
            pk.to_owned(),
            format!("L#{}", year.start()),
            format!("S#{END}"),
        )
    }

    /// All associations of one prefecture (`00`: the national one).
    #[must_use]
    pub fn associations(prefecture: &str) -> Self {
        Self::of(
            format!("ASSOCIATION#{prefecture}"),
            "A#",
            format!("A#{END}"),
        )
    }
}

impl QueueKey {
    fn new(qk: String, qs: String) -> Self {
        Self { qk, qs }
    }

    /// Applications waiting at an association, oldest first.
    #[must_use]
    pub fn applications(target: &AssociationId, since: Moment, id: &ApplicationId) -> Self {
        Self::new(
            format!("{target}#application"),
            format!("{:013}#{id}", since.millis()),
        )
    }

    /// Applications of a round before its committee, by prefecture.
    #[must_use]
    pub fn round(
        stage: &AssociationId,
        (programme, round): (Programme, &RoundId),
        prefecture: &AssociationId,
        id: &ApplicationId,
    ) -> Self {
        Self::new(
            Self::round_of(stage, programme, round),
            format!("{prefecture}#{id}"),
        )
    }

    /// The queue of applications of a round before its committee.
    #[must_use]
    pub fn round_of(stage: &AssociationId, programme: Programme, round: &RoundId) -> String {
        format!("{stage}#round#{programme}#{round}")
    }

    /// Applications that a committee approved in a round, by prefecture.
    #[must_use]
    pub fn decided(
        stage: &AssociationId,
        (programme, round): (Programme, &RoundId),
        prefecture: &AssociationId,
        id: &ApplicationId,
    ) -> Self {
        Self::new(
            Self::decided_in(stage, programme, round),
            format!("{prefecture}#{id}"),
        )
    }

    /// The queue of applications that a committee approved in a round.
    #[must_use]
    pub fn decided_in(stage: &AssociationId, programme: Programme, round: &RoundId) -> String {
        format!("{stage}#decided#{programme}#{round}")
    }

    /// Holders of a title through a prefecture, by the day on which it ends.
    #[must_use]
    pub fn holder(
        prefecture: &AssociationId,
        programme: Programme,
        expiry: Date,
        number: &MedicalRegisterNumber,
    ) -> Self {
        Self::new(
            Self::holders(prefecture, programme),
            format!("{expiry}#{number}"),
        )
    }

    /// The queue of holders of a title through a prefecture.
    #[must_use]
    pub fn holders(prefecture: &AssociationId, programme: Programme) -> String {
        format!("{prefecture}#holder#{programme}")
    }

    /// Declarations waiting at an association, oldest first.
    #[must_use]
    pub fn declarations(target: &AssociationId, since: Moment, id: &ApplicationId) -> Self {
        Self::new(
            format!("{target}#declaration"),
            format!("{:013}#{id}", since.millis()),
        )
    }

    /// Courses waiting at an association, oldest first.
    #[must_use]
    pub fn courses(target: &AssociationId, since: Moment, id: &CourseId) -> Self {
        Self::new(
            format!("{target}#course"),
            format!("{:013}#{id}", since.millis()),
        )
    }

    /// Organisers waiting at an association, oldest first.
    #[must_use]
    pub fn organizers(target: &AssociationId, since: Moment, id: &OrganizerId) -> Self {
        Self::new(
            format!("{target}#organizer"),
            format!("{:013}#{id}", since.millis()),
        )
    }

    /// Claims waiting at an association, oldest first.
    #[must_use]
    pub fn claims(target: &AssociationId, since: Moment, id: &str) -> Self {
        Self::new(
            format!("{target}#claim"),
            format!("{:013}#{id}", since.millis()),
        )
    }

    /// Courses of one organiser, by day.
    #[must_use]
    pub fn mine(organizer: &OrganizerId, date: Date, id: &CourseId) -> Self {
        Self::new(format!("{organizer}#mine"), format!("{date}#{id}"))
    }

    /// Courses on the agenda of a round of the national committee, by prefecture.
    #[must_use]
    pub fn agenda(round: &RoundId, prefecture: &PrefectureCode, id: &CourseId) -> Self {
        Self::new(Self::agenda_of(round), format!("{prefecture}#{id}"))
    }

    /// The queue of courses on the agenda of a round.
    #[must_use]
    pub fn agenda_of(round: &RoundId) -> String {
        format!("{}#course#{round}", AssociationId::national())
    }

    /// An approved course in one of the queues of its month, by day.
    #[must_use]
    pub fn held(queue: String, day: Date, id: &CourseId) -> Self {
        Self::new(queue, format!("{day}#{id}"))
    }

    /// The queue of approved courses of one month and prefecture.
    #[must_use]
    pub fn held_in(month: YearMonth, prefecture: &PrefectureCode) -> String {
        format!("held#{month}#{prefecture}")
    }

    /// The queue of approved courses on-line of one month.
    #[must_use]
    pub fn held_online(month: YearMonth) -> String {
        format!("held#{month}#online")
    }

    /// The queue of all approved courses of one month.
    #[must_use]
    pub fn held_anywhere(month: YearMonth) -> String {
        format!("held#{month}")
    }

    /// Postings under way, oldest first: what the sweep looks through.
    #[must_use]
    pub fn awards(since: Moment, id: &CourseId, call: &str) -> Self {
        Self::new(
            AWARD_QUEUE.to_owned(),
            format!("{:013}#{id}#{call}", since.millis()),
        )
    }

    /// Jobs that are not done, oldest first: what the sweep looks through.
    #[must_use]
    pub fn jobs(started_at: Moment, id: &str) -> Self {
        Self::new(
            JOB_QUEUE.to_owned(),
            format!("{:013}#{id}", started_at.millis()),
        )
    }

    /// Effects that wait to be delivered, oldest first: what the sweep looks through.
    #[must_use]
    pub fn outbox(written_at: Moment, id: &str) -> Self {
        Self::new(
            OUTBOX_QUEUE.to_owned(),
            format!("{:013}#{id}", written_at.millis()),
        )
    }

    /// A whole queue, by its name: `<association>#application` and so on.
    #[must_use]
    pub fn queue_of(owner: impl std::fmt::Display, kind: &str) -> String {
        format!("{owner}#{kind}")
    }
}
