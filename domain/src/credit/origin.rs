//! Where a credit comes from.

use crate::calendar::Date;

named_variants! {
    /// Where a credit comes from.
    pub enum CreditOrigin {
        /// A course in the system.
        Course = "course",
        /// e-ラーニング of the site of continuing education
        ELearning = "e-learning",
        /// 日医雑誌問題解答
        JournalQuiz = "journal-quiz",
        /// Handed in by the doctor, with evidence.
        Outside = "outside",
        /// Taken over from earlier years.
        Import = "import",
        /// 産業医学研修手帳 and other paper: declared for a title, and checked by an officer.
        Paper = "paper",
    }
}

impl Default for CreditOrigin {
    /// What was stored before origins were, came from courses.
    fn default() -> Self {
        CreditOrigin::Course
    }
}

impl CreditOrigin {
    /// The first day on which a credit of this day is seen and counts: e-learning from the next
    /// day on (S1, features.md #75), everything else at once.
    #[must_use]
    pub fn shows_from(self, earned: Date) -> Date {
        match self {
            CreditOrigin::ELearning => earned.add_days(1),
            _ => earned,
        }
    }

    /// Whether credits come from a course: stored without their origin then.
    #[must_use]
    pub fn is_course(&self) -> bool {
        *self == CreditOrigin::Course
    }
}
