//! The pages of associations: applications, courses, organisers, identity.

texts! {
    WAY_REVIEW = "審査", "Review";
    WAY_APPLICATIONS = "申請", "Applications";
    WAY_COURSES = "研修会の承認", "Courses";
    WAY_OWN_COURSES = "主催する研修会", "Own courses";
    WAY_OWN_COURSES_SHORT = "研修会", "Courses";
    WAY_ORGANIZERS = "主催者", "Organisers";
    WAY_IDENTITY = "本人確認", "Identity";
    WAY_BODY = "担当者・連携", "Staff and keys";
    WAY_BODY_SHORT = "担当者", "Staff";

    // ---- applications
    QUEUE = "審査待ち", "Waiting for review";
    QUEUE_COUNT = "{count}件・古いものから", "{count}, oldest first";
    QUEUE_EMPTY = "審査待ちの申請はありません。", "No application is waiting.";
    QUEUE_MORE = "続きを表示する", "Show more";
    ALL = "すべて {count}", "All {count}";
    OLD = "7日以上 {count}", "7 days or more {count}";
    AGAIN = "再申請 {count}", "Resubmitted {count}";
    NON_MEMBERS = "非会員 {count}", "Non-members {count}";
    RECEIVED = "受付", "Received";
    APPLICANT = "申請者", "Applicant";
    APPLICATION = "申請", "Application";
    UNITS = "単位", "Units";
    AGE = "経過", "Age";
    DAYS = "{days}日", "{days} d";
    RESUBMITTED = "再申請", "Resubmitted";
    MEMBER = "会員", "Member";
    NON_MEMBER = "非会員", "Non-member";
    KEY_MOVE = "移動", "move";
    KEY_APPROVE = "承認", "approve";
    KEY_BACK = "差戻し", "send back";
    CHOOSE_CASE = "一覧から選ぶと、ここに内容が表示されます。", "Choose an application to see it here.";
    NUMBER = "医籍登録番号", "Register number";
    REGISTERED = "医籍登録日", "Registered";
    KANA = "フリガナ", "Kana";
    FORMER = "旧姓・旧名", "Former name";
    BORN = "生年月日", "Born";
    BELONGS = "所属", "Associations";
    REQUIREMENTS = "要件", "Requirements";
    MET = "満たす", "Met";
    UNMET = "満たさない", "Unmet";
    EVIDENCE = "証明書類", "Evidence";
    NO_EVIDENCE = "添付された書類はありません。", "No documents.";
    OPEN_IN_TAB = "別のタブで開く", "Open in a tab";
    LOOKING = "「{name}」を表示しています", "Showing “{name}”";
    HISTORY = "経過", "History";
    IDENTITY_CHECK = "医師免許証・医師資格証または会員情報と照合し、本人であることを確認しました", "I compared the licence or the member record: this is the doctor";
    IDENTITY_NOTE = "この申請者はまだ本人確認が済んでいません。", "This applicant's identity has not been confirmed yet.";
    APPROVE_NEXT = "承認して次へ", "Approve and next";
    SEND_BACK = "差戻し", "Send back";
    REASON = "差戻しの理由", "Reason";
    REASON_HINT = "申請者が読みます。何を、どう直せばよいかを書いてください（1000文字以内）", "The applicant reads this: say what to correct (up to 1000 characters)";
    SEND_BACK_DO = "差し戻す", "Send back";
    ROUND_AND_PAPER = "審査回と申告内容", "Round and paper";
    GOAL = "申請区分", "Kind";
    ROUND = "審査回", "Round";
    MISSED = "間に合わなかった回", "Missed";
    FEE = "審査・登録料", "Fee";
    DECIDED = "日医承認日", "Decided";
    HANDBOOK_ARRIVED = "手帳の原本が届いた", "The handbook has arrived";
    HANDBOOK_HERE = "手帳 到着済", "Handbook here";
    HANDBOOK_AWAITED = "手帳 未着", "Handbook awaited";
    CHECKED = "申告内容 確認済", "Checked";
    UNCHECKED = "申告内容 未確認", "Not checked";
    SECOND_PERSON = "手帳を受け取った方とは別の担当者が、単位を確認してください。", "Somebody who did not receive the handbook checks the units.";
    RECORD_CHECK = "確認した内容を記録する", "Record what was found";
    DECLARED_UNITS = "申告 {units}単位", "Declared {units} units";
    FOUND_UNITS = "確認した単位", "Units found";
    UNITS_IN_HALVES = "0.5単位きざみの数字で入力してください。", "A number in steps of 0.5.";
    IN_ORDER = "原本の写しと照合し、有効である", "Compared, and in order";
    FORWARD_NEXT = "進達して次へ", "Pass on and next";
    FORWARDED = "進達しました：{name}", "Passed on: {name}";
    ELSEWHERE = "この申請は、いま別の段階にあります。", "This application stands elsewhere now.";
    APPROVED = "承認しました：{name}", "Approved: {name}";
    SENT_BACK = "差し戻しました：{name}", "Sent back: {name}";

    // ---- courses
    COURSES = "承認待ちの研修会", "Courses waiting for approval";
    COURSES_EMPTY = "承認待ちの研修会はありません。", "No course is waiting.";
    COURSE_APPROVE = "承認する", "Approve";
    COURSE_APPROVED = "承認しました：{name}", "Approved: {name}";
    COURSE_FORWARD = "確認して日本医師会へ進達する", "In order: pass on to the national association";
    COURSE_FORWARDED = "進達しました：{name}", "Passed on: {name}";
    AGENDA = "運営委員会にかかる研修会", "Courses before the national committee";
    AGENDA_ROUND = "審査回", "Round";
    AGENDA_COUNT = "運営委員会 {day}・{count}件（未決定 {open}件）", "Committee on {day}: {count} courses, {open} open";
    AGENDA_EMPTY = "この審査回にかかる研修会はありません。", "No course stands on the agenda of this round.";
    AGENDA_CHOOSE = "選択", "Choose";
    AGENDA_TAKE = "「{name}」を選ぶ", "Choose “{name}”";
    AGENDA_COURSE = "研修会・主催者", "Course and organiser";
    AGENDA_PREFECTURE = "都道府県", "Prefecture";
    AGENDA_DATE = "開催日", "Date";
    AGENDA_STATE = "状況", "State";
    AGENDA_DECIDED = "承認", "Approved";
    AGENDA_ROLLED = "前の回から", "From an earlier round";
    AGENDA_ALL = "すべて選ぶ／外す", "Choose all or none";
    AGENDA_DAY = "運営委員会の日（承認日）", "Day of the committee, which the approval bears";
    AGENDA_DAY_HINT = "本日以前の日。選んだ研修会すべての承認日になります", "Today or earlier; the day of approval of all that are chosen";
    AGENDA_APPROVE = "選んだ{count}件を承認する", "Approve the {count} chosen";
    AGENDA_APPROVED = "{count}件を承認しました。", "{count} approved.";
    AGENDA_OTHERS = "{count}件は内容が変わったため承認していません。もう一度ご確認ください。", " {count} had changed and were left: please look again.";
    AGENDA_CLOSE = "閉じる", "Close";

    // ---- organisers
    ORGANIZERS = "主催者アカウントの申請", "Organisers' applications";
    ORGANIZERS_EMPTY = "審査待ちの申請はありません。", "No application is waiting.";
    ORGANIZER_APPROVE = "承認して招待を送る", "Approve and invite";
    ORGANIZER_REFUSE = "断る", "Refuse";
    ORGANIZER_REASON = "お断りの理由", "Reason";
    ORGANIZER_REASON_HINT = "申請した団体にメールで伝わります（1000文字以内）", "Mailed to the body (up to 1000 characters)";
    ORGANIZER_APPROVED = "承認し、招待メールを送りました：{name}", "Approved and invited: {name}";
    ORGANIZER_REFUSED = "お断りを送りました：{name}", "Refused: {name}";
    APPLIED = "申請日", "Applied";
    CONTACT = "お問合せ先", "Contact";

    // ---- identity
    IDENTITY = "本人確認が要る登録", "Registrations to be settled";
    IDENTITY_LEAD = "医師免許証・医師資格証の画像が送られた登録と、同じ医籍登録番号で二つある登録です。画像などと照合し、本人かどうかを決めてください。", "Registrations whose doctor sent the licence, and those of which two hold the same register number. Compare the licence and decide.";
    IDENTITY_EMPTY = "本人確認が要る登録はありません。", "Nothing to settle.";
    CLAIMANT = "あとから登録した方", "Later registration";
    HOLDER = "先に登録した方", "Earlier registration";
    COMPARED = "照合したもの", "What was compared";
    COMPARED_HINT = "例：医師免許証の画像（監査の記録に残ります）", "e.g. image of the licence (kept in the audit trail)";
    REGISTERED_AS = "登録された方", "As registered";
    IS_CONFIRMED = "本人であることを確認した", "This is the doctor";
    IS_UNCONFIRMED = "本人と確認できない", "Cannot be confirmed";
    IS_DOCTOR = "あとから登録した方が本人", "The later one is the doctor";
    IS_NOT = "あとから登録した方は本人ではない", "The later one is not";
    SETTLED = "決定しました。", "Settled.";

    // ---- events of a history
    EVENT_SUBMITTED = "申請", "Submitted";
    EVENT_SENT_BACK = "差戻し", "Sent back";
    EVENT_RESUBMITTED = "再申請", "Resubmitted";
    EVENT_FORWARDED = "進達", "Passed on";
    EVENT_HANDBOOK_RECEIVED = "手帳の到着", "Handbook received";
    EVENT_DECLARED_CHECKED = "申告内容の確認", "Declaration checked";
    EVENT_APPROVED = "承認", "Approved";
    EVENT_REJECTED = "却下", "Rejected";
    EVENT_WITHDRAWN = "取下げ", "Withdrawn";
}
