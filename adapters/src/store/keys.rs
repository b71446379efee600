//! The key design. No key is built anywhere else.
//!
//! | partition | sort key | what | read by |
//! |---|---|---|---|
//! | `DOCTOR#<register no>` or `CLAIM#<id>` | `B#<day>` | enquiries of that day, with TTL | asking an organiser |
//! | | `C#<document>#<time>` | consent | history |
//! | | `D` | licence images sent for the confirmation of identity | officers |
//! | | `H` | claim to be settled, in `CLAIM#` only | officers |
//! | | `E#<evidence id>` | uploaded document; with TTL until it is checked | preparing an application |
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
//! | `VERSION` | `H` | which version the stored data have | changes of stored data |
//! | `AUDIT#<subject>` | `<time>#<id>` | who looked at whom | auditors; its day is sealed |
//!
//! My Page is one Query: the range from `L#<start of the current fiscal year>` to the end takes
//! current credits, late ones, profile, applications, certificates, the sign-in and the tallies,
//! and nothing else, because what it does not need sorts before `L` (`B` to `I`, old `L`).
//!
//! Queues are the sparse index `queue` (`qk`, `qs`): `<association>#application`,
//! `<association>#round#<programme>#<round>` (applications before the committee),
//! `<association>#decided#<programme>#<round>`, `<association>#holder#<programme>` (by expiry),
//! `<association>#declaration`, `<association>#course`, `<association>#organizer`,
//! `<association>#claim`, `<organizer>#mine`, `outbox`, `award`, `job`, `unused` (documents that stand
//! with nothing, by the time of their upload), `national#course#<round>`,
//! `held#<month>`, `held#<month>#<prefecture>`, `held#<month>#online`, `audit#<day>` (lines of the audit
//! trail, by time).
//!
//! A course is read without its roster, which sorts before everything else of it.

mod body;
mod case;
mod course;
mod doctor;
mod house;
mod queues;
mod ranges;

use domain::calendar::Moment;

/// Name of the sparse index for queues.
pub const QUEUE_INDEX: &str = "queue";

/// Queue of effects that wait to be delivered.
pub const OUTBOX_QUEUE: &str = "outbox";

/// Queue of postings whose entries may not all be written.
pub const AWARD_QUEUE: &str = "award";

/// Queue of jobs that are not done.
pub const JOB_QUEUE: &str = "job";

/// Queue of documents that were checked and stand with nothing yet.
pub const UNUSED_QUEUE: &str = "unused";

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

/// Before every sort key in use.
const BEGIN: &str = "!";

/// After every sort key in use: the last character, since row ids are free text.
const END: &str = "\u{10FFFF}";

/// A moment as a part of a key: in as many digits each, so that as texts they compare as they do in time.
pub(super) fn in_order(moment: Moment) -> String {
    format!("{:013}", moment.millis())
}

impl Key {
    fn new(pk: String, sk: impl Into<String>) -> Self {
        Self { pk, sk: sk.into() }
    }

    /// Any item of a partition that somebody holds (a doctor's or a claimant's).
    #[must_use]
    pub fn within(pk: &str, sk: impl Into<String>) -> Self {
        Self::new(pk.to_owned(), sk)
    }

    /// Whether items of this kind may stand in the index: writing one writes there too.
    #[must_use]
    pub fn may_queue(&self) -> bool {
        let kind = self.pk.split_once('#').map_or("", |(kind, _)| kind);
        match kind {
            "DOCTOR" => matches!(self.sk.get(..2), Some("E#" | "Q#" | "T#" | "U#")),
            "COURSE" => {
                matches!(self.sk.as_str(), "H" | "W")
                    || self.sk.starts_with("B#")
                    || self.sk.starts_with("E#")
            }
            "CLAIM" => self.sk == "H" || matches!(self.sk.get(..2), Some("E#" | "Q#")),
            "ORGANIZER" | "JOB" => self.sk == "H",
            "OUTBOX" | "AUDIT" => true,
            _ => false,
        }
    }
}
