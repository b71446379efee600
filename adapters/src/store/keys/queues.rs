//! Places in the sparse index of queues.

use std::fmt::Display;

use domain::{
    association::AssociationId,
    calendar::{Date, Moment, YearMonth},
    contact::PrefectureCode,
    id::{ApplicationId, CourseId, EvidenceId},
    organizer::OrganizerId,
    programme::Programme,
    register_number::MedicalRegisterNumber,
    rounds::RoundId,
};

use super::{AWARD_QUEUE, BEGIN, JOB_QUEUE, OUTBOX_QUEUE, QueueKey, UNUSED_QUEUE, in_order};

/// Orders a queue by when each came, the oldest first.
fn by_age(since: Moment, id: impl Display) -> String {
    format!("{}#{id}", in_order(since))
}

impl QueueKey {
    fn new(qk: String, qs: String) -> Self {
        Self { qk, qs }
    }

    /// Applications waiting at an association, oldest first.
    #[must_use]
    pub fn applications(target: &AssociationId, since: Moment, id: &ApplicationId) -> Self {
        Self::new(format!("{target}#application"), by_age(since, id))
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
        Self::new(format!("{target}#declaration"), by_age(since, id))
    }

    /// Courses waiting at an association, oldest first.
    #[must_use]
    pub fn courses(target: &AssociationId, since: Moment, id: &CourseId) -> Self {
        Self::new(format!("{target}#course"), by_age(since, id))
    }

    /// Organisers waiting at an association, oldest first.
    #[must_use]
    pub fn organizers(target: &AssociationId, since: Moment, id: &OrganizerId) -> Self {
        Self::new(format!("{target}#organizer"), by_age(since, id))
    }

    /// Claims waiting at an association, oldest first.
    #[must_use]
    pub fn claims(target: &AssociationId, since: Moment, id: &str) -> Self {
        Self::new(format!("{target}#claim"), by_age(since, id))
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
            by_age(since, format_args!("{id}#{call}")),
        )
    }

    /// Jobs that are not done, oldest first: what the sweep looks through.
    #[must_use]
    pub fn jobs(started_at: Moment, id: &str) -> Self {
        Self::new(JOB_QUEUE.to_owned(), by_age(started_at, id))
    }

    /// Effects that wait to be delivered, oldest first: what the sweep looks through.
    #[must_use]
    pub fn outbox(written_at: Moment, id: &str) -> Self {
        Self::new(OUTBOX_QUEUE.to_owned(), by_age(written_at, id))
    }

    /// Documents that stand with nothing, oldest first: what is forgotten one day.
    #[must_use]
    pub fn unused(uploaded_at: Moment, id: &EvidenceId) -> Self {
        Self::new(UNUSED_QUEUE.to_owned(), by_age(uploaded_at, id))
    }

    /// A line of the audit trail among those of its day.
    #[must_use]
    pub fn audit(at: Moment, id: &str) -> Self {
        Self::new(Self::audited_on(at.date_in_japan()), by_age(at, id))
    }

    /// The queue of lines of the audit trail that were written on a day.
    #[must_use]
    pub fn audited_on(day: Date) -> String {
        format!("audit#{day}")
    }

    /// The part of a queue, the oldest first, that came before a moment: where it begins and ends.
    #[must_use]
    pub fn before(moment: Moment) -> (&'static str, String) {
        (BEGIN, in_order(moment))
    }

    /// A whole queue, by its name: `<association>#application` and so on.
    #[must_use]
    pub fn queue_of(owner: impl Display, kind: &str) -> String {
        format!("{owner}#{kind}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_before_a_moment_holds_what_came_before_it_and_nothing_else() {
        let now = Moment::from_millis(1_000_000_000_000);
        let (first, last) = QueueKey::before(now);
        let holds = |came: Moment| {
            let place = by_age(came, "01");
            first < &*place && *place <= *last
        };
        // One of them has a digit less.
        for earlier in [0, 999_999_999_999] {
            assert!(holds(Moment::from_millis(earlier)), "{earlier}");
        }
        for later in [1_000_000_000_000, 1_000_000_000_001] {
            assert!(!holds(Moment::from_millis(later)), "{later}");
        }
    }
}
