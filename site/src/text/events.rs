//! What happens to applications and courses.

texts! {
    SUBMITTED = "申請", "Submitted";
    SENT_BACK = "差戻し", "Sent back";
    RESUBMITTED = "再申請", "Sent again";
    FORWARDED = "進達", "Passed on";
    HANDBOOK_RECEIVED = "手帳の到着", "Handbook received";
    DECLARED_CHECKED = "申告内容の確認", "Declaration checked";
    APPROVED = "承認", "Approved";
    REJECTED = "却下", "Rejected";
    WITHDRAWN = "取下げ", "Withdrawn";
}
