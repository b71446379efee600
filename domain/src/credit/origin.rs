//! Where a credit comes from.

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
    }
}
