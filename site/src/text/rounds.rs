//! The pages about rounds of the national committee: passing on, agenda, decision, dispatch, fees.

texts! {
    WAY = "審査回", "Rounds";
    FORWARDING_WAY = "進達", "Pass on";
    ROUND_WAY = "議案・承認済み", "Agenda and decisions";

    // ---- a round
    TITLE = "審査回", "Rounds of the committee";
    PROGRAMME = "制度種別", "Programme";
    ROUND = "審査回", "Round";
    NOW = "次の委員会", "next";
    APPLICATIONS = "申請の受付", "Applications";
    CUT_OFF = "当会の締切", "Own cut-off";
    COMMITTEE = "運営委員会（日医承認）", "Committee";
    PAPER = "認定証の発送", "Paper";
    PAPER_FROM = "{day}から", "from {day}";
    EXPIRY = "対象の有効期限", "Titles that end in";
    IN_DAYS = "あと{days}日", "in {days} days";
    IS_TODAY = "本日", "today";
    IS_PAST = "終了", "past";
    TO_DISPATCH = "認定証の発送リスト", "Dispatch list";
    DISTRICT = "審査回のページは、都道府県医師会と日本医師会の事務局のページです。", "These pages are for prefectural associations and the national one.";

    // ---- the lists
    AGENDA = "議案 {count}", "Agenda {count}";
    DECIDED = "承認済み {count}", "Approved {count}";
    READING = "読み込んでいます…（{count}件）", "Loading… ({count})";
    EYE = "個別に審査する申請（{count}件）", "Applications that need an eye ({count})";
    EYE_NOTE = "書類や申告があるか、本人確認が済んでいない申請です。氏名を選んで、1件ずつ審査してください。", "With documents or declared units, or an identity not confirmed. Choose a name and look at each.";
    EYE_NONE = "個別に審査する申請はありません。", "None needs an eye.";
    CLEAN = "一括で承認できる申請（{count}件）", "Applications that can be approved in bulk ({count})";
    CLEAN_NOTE = "システムの単位だけで要件を満たし、本人確認が済んでいる申請です。", "The requirements are met by credits in the system, and the identity is confirmed.";
    CLEAN_NONE = "一括で承認できる申請はありません。", "None.";
    AGENDA_EMPTY = "この審査回には、議決を待つ申請はありません。", "Nothing waits for a decision in this round.";
    DECIDED_EMPTY = "この審査回で承認された申請は、まだありません。", "Nothing has been approved in this round yet.";
    DECIDED_LIST = "承認された申請（{count}件）", "Approved applications ({count})";
    ORDER = "並び順", "Order";
    OLDEST = "古い順", "Oldest first";
    BY_PREFECTURE = "都道府県順", "By prefecture";
    PREFECTURE = "都道府県", "Prefecture";
    EVERYWHERE = "すべて", "All";
    UNPAID_ONLY = "登録料 未納のみ {count}", "Fee not paid {count}";
    PLACE = "No.", "No.";
    NAME = "氏名", "Name";
    KIND = "区分", "Kind";
    UNITS = "単位", "Units";
    SUBMITTED = "申請日", "Applied";
    AGE = "経過", "Age";
    DAYS = "{days}日", "{days} d";
    FEE = "登録料", "Fee";
    WHY = "確認すること", "To look at";
    WHY_PAPER = "書類・申告", "Documents";
    WHY_IDENTITY = "本人確認", "Identity";
    LATE = "前の回から", "From an earlier round";
    CERTIFICATE = "認定証番号", "Certificate";
    DECIDED_ON = "日医承認日", "Decided";
    MINUTES = "議事録", "Minutes";
    DECISION = "議決", "Decision";
    MEMBER = "会員", "Member";
    NON_MEMBER = "非会員", "Non-member";
    SHOW_ALL = "残り{count}件も表示する", "Show the other {count}";
    PRINT_AGENDA = "議案を印刷する", "Print the agenda";
    PRINT_MINUTES = "承認済みの一覧を印刷する", "Print the minutes' list";
    CSV = "CSVで保存する", "Save as CSV";
    PAPER_AGENDA = "{round} 運営委員会 議案（{programme}）", "{round}: agenda ({programme})";
    PAPER_MINUTES = "{round} 運営委員会 承認者一覧（{programme}）", "{round}: approved ({programme})";
    PAPER_DAY = "運営委員会 {day}　{printed} 現在", "Committee on {day}; as of {printed}";
    KEY_MOVE = "移動", "move";
    KEY_OPEN = "開く", "open";

    // ---- deciding in bulk
    BULK = "一括承認", "Approve in bulk";
    BULK_LEAD = "一括で承認できる{count}件を、委員会の日付で承認します。1件ごとに要件を確かめ直し、満たさなくなっていたものは承認せずに残します。", "Approves the {count} rule-clean applications with the day of the committee. Each one is judged again, and what no longer meets the requirements is left.";
    BULK_EARLY = "運営委員会の日（{day}）はまだ来ていません。承認は委員会のあとに行います。", "The committee meets on {day}; applications are approved after that.";
    DAY = "運営委員会の日（承認日）", "Day of the committee, which the approval bears";
    DAY_HINT = "本日以前の日。認定証の日付になります", "Today or earlier; the certificates bear it";
    MINUTES_FIELD = "議事録の番号など", "Reference to the minutes";
    MINUTES_HINT = "例：第4回運営委員会 議事録 4-1（60文字以内。申請の経過に残ります）", "e.g. 4th committee, minutes 4-1 (up to 60 characters, kept with each application)";
    BULK_DO = "{count}件を一括承認する", "Approve {count}";
    BULK_ASK = "{count}件を{day}付で承認します。よろしいですか。", "{count} applications are approved as of {day}.";
    BULK_ASK_NOTE = "認定証が作成され、申請者にメールで知らせます。取り消すことはできません。", "Certificates are made and applicants are told by mail. This cannot be undone.";
    PARTS = "申請（{done}／{total}件）", "Applications ({done} of {total})";
    STARTED = "{day} {by} が開始", "Started {day} by {by}";
    APPROVED_COUNT = "承認した申請", "Approved";
    FORWARDED_COUNT = "進達した申請", "Passed on";
    LATE_COUNT = "うち次の回にまわった申請", "Of these, in the next round";
    LEFT_COUNT = "残した申請", "Left";
    LEFT = "残した申請と理由", "What was left, and why";
    LEFT_FIRST = "はじめの{count}件を表示しています。", "The first {count} are shown.";
    COUNT = "{count}件", "{count}";

    // ---- age board
    BOARD = "審査の経過", "Waiting by stage";
    BOARD_LEAD = "いま審査を待っている申請です。古いものがある順に並べています（差戻し中の申請は含みません）。", "What waits now, the oldest first (without those sent back).";
    BOARD_EMPTY = "審査を待っている申請はありません。", "Nothing waits.";
    STAGE = "段階", "Stage";
    AT_PREFECTURE = "都道府県医師会", "Prefecture";
    AT_COMMITTEE = "運営委員会待ち", "Committee";
    WAITING = "件数", "Waiting";
    BULKABLE = "一括可", "Rule-clean";
    LESS_WEEK = "7日未満", "under 7 days";
    WEEK = "7日以上", "7 days";
    FORTNIGHT = "14日以上", "14 days";
    MONTH = "30日以上", "30 days";
    OLDEST_SINCE = "最も古い", "Oldest";
    TOTAL = "合計", "Total";

    // ---- passing on
    FORWARDING = "日本医師会への進達", "Passing on to the national association";
    FORWARDING_READY = "一括で進達できる申請（{count}件）", "Can be passed on in bulk ({count})";
    FORWARDING_READY_NOTE = "申請のときにシステムの単位だけで要件を満たし、本人確認が済んでいる申請です。進達の前に要件を確かめ直します。", "Met the requirements by credits in the system, identity confirmed. They are judged again before they are passed on.";
    FORWARDING_EYE_NOTE = "手帳・書類の確認か、本人確認が要る申請です。氏名を選んで、1件ずつ審査してください。", "With a handbook or documents to check, or an identity to confirm.";
    FORWARDING_EMPTY = "審査を待っている申請はありません。", "No application is waiting.";
    FORWARD_DO = "{count}件を一括で進達する", "Pass on {count}";
    FORWARD_ASK = "{count}件を日本医師会に進達します。よろしいですか。", "{count} applications are passed on to the national association.";
    FORWARD_ASK_NOTE = "申請者にメールで知らせます。", "Applicants are told by mail.";
    CUT_OFF_NOW = "いま受け付けている回の締切", "Cut-off of the round that is open";
    INTO = "かかる審査回", "Round";
    LATE_NOTE = "{round}の締切に間に合わなかった申請が{count}件あります。{next}で審査されます。申請者には知らせてあります。", "{count} came after the cut-off of {round} and go before {next}. Their applicants were told.";
    ALREADY = "進達した申請・登録料", "Passed on, and fees";

    // ---- dispatch
    DISPATCH = "認定証の発送リスト", "Dispatch list";
    DISPATCH_LEAD = "認定証（紙）を送る方の一覧です。都道府県ごとに改ページして印刷されます。", "Who gets a paper certificate. Each prefecture begins on a sheet of its own.";
    DISPATCH_EMPTY = "この審査回で承認された方はまだいません。", "Nobody has been approved in this round yet.";
    DISPATCH_COUNT = "{prefecture}（{count}通）", "{prefecture} ({count})";
    DISPATCH_SUM = "{prefectures}都道府県・{count}通", "{count} in {prefectures} prefectures";
    DISPATCH_PRINT = "発送リストを印刷する", "Print the list";
    ADDRESS = "送付先", "Address";
    ADDRESS_NONE = "住所の登録がありません", "No address is known";
    REGISTER_NUMBER = "医籍登録番号", "Register number";
    POSTAL_CODE = "郵便番号", "Postal code";
    SENT_CHECK = "発送", "Sent";
    PAPER_DISPATCH = "認定証 発送リスト　{round}（{programme}）", "Dispatch list: {round} ({programme})";
    TO_ROUND = "審査回へ", "To the round";

    // ---- one case
    CASE = "申請の審査", "Application";
    TO_AGENDA = "議案の一覧へ", "To the agenda";
    TO_FORWARDING = "進達のページへ", "To passing on";
    COMMITTEE_DECISION = "委員会の決定", "Decision of the committee";
    COMMITTEE_EARLY = "運営委員会は{day}です。それより前に承認することはできません。", "The committee meets on {day}; it cannot be approved before.";
    FEE_TITLE = "審査・登録料", "Fee";
    FEE_STATE = "状況", "State";
    RECEIPT = "領収書番号", "Receipt number";
    RECEIPT_HINT = "納付済のとき（40文字以内）", "Where it is paid (up to 40 characters)";
    FEE_SAVE = "登録料を記録する", "Record the fee";
    FEE_SAVED = "登録料を記録しました。", "The fee was recorded.";
    FEE_HISTORY = "登録料の経過", "History of the fee";
    FEE_NONE = "まだ記録されていません。", "Nothing has been recorded yet.";
    FEE_RECEIPT = "領収書 {receipt}", "Receipt {receipt}";
}
