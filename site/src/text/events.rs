//! What happens to applications and courses.

texts! {
    SUBMITTED = "申請", "Submitted";
    SENT_BACK = "差戻し", "Sent back";
    RESUBMITTED = "再申請", "Sent again";
    APPROVED = "承認", "Approved";
    REJECTED = "却下", "Rejected";
    WITHDRAWN = "取下げ", "Withdrawn";
}
