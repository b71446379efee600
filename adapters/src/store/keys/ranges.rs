//! Ranges of one partition that are read in one trip.

use domain::{
    calendar::{Date, FiscalYear, Moment},
    id::CourseId,
    organizer::OrganizerId,
};

use super::{BEGIN, END, Key, NOTICES, RULES, Range, in_order};

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
        Self::of(pk, BEGIN, END)
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
        Self::of(NOTICES.to_owned(), format!("N#{}", in_order(now)), END)
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
        Self::prefix(&format!("JOB#{id}"), &format!("L#{}#", in_order(run)))
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
