//! 生涯教育: years, declaration, papers; and the association's side of the declaration.

texts! {
    WAY = "生涯教育", "Education";
    WAY_SHORT = "生涯教育", "CME";
    WAY_DECLARATIONS = "申告", "Declarations";

    // ---- years
    TITLE = "日医生涯教育制度", "Continuing medical education";
    CERTIFICATE = "認定証まで", "To the certificate";
    WINDOW = "{period}の3年間", "{period}, three years";
    WINDOW_CLOSED = "終了した3年間（{period}）", "The three years that are over ({period})";
    SCORE = "単位＋コード", "Units + codes";
    SCORE_OF = "{have} / {need}", "{have} / {need}";
    SUM = "単位 {units}　カリキュラムコード {codes} 種類", "{units} units, {codes} different codes";
    MET = "認定証の要件を満たしています", "You meet the requirement of the certificate";
    HINT = "同じカリキュラムコードは、3年間で1回だけ数えます。", "Each curriculum code counts once in the three years.";
    ISSUE_CERTIFICATE = "認定証を発行する", "Issue the certificate";
    YEARS = "年度別の取得状況", "By fiscal year";
    YEARS_CHART = "年度ごとの単位とカリキュラムコード", "Units and curriculum codes by fiscal year";
    YEAR_LINE = "{year}：単位 {units}、カリキュラムコード {codes}", "{year}: {units} units, {codes} codes";
    NONE = "取得なし", "Nothing earned";
    UNITS = "単位", "units";
    CODES = "コード", "codes";
    CODES_OF = "CC {codes}", "Codes {codes}";
    ISSUE_YEARLY = "学習単位取得証を発行", "Issue the certificate of units";
    RUNNING = "進行中", "Running";
    MEMBERS = "e-ラーニングと日医雑誌問題解答の単位は、日本医師会会員が対象です。e-ラーニングの単位は受講の翌日から表示されます。", "Units of e-learning and the journal quiz are for members of the Japan Medical Association; those of e-learning show from the next day on.";

    // ---- declaration, on the year page
    DECLARATION = "生涯教育申告書（{year}分）", "Declaration of continuing education ({year})";
    DUE = "提出期限 {due}", "Due {due}";
    LEFT = "提出期限まで", "Until it is due";
    DAYS = "日", "days";
    LAST_DAY = "本日が提出期限です", "Today is the last day";
    LATE = "提出期限（{due}）を過ぎています。期限後の申告として提出でき、受理するかどうかは医師会が判断します。", "The last day ({due}) is over. You can still submit it as late; the association decides whether to accept it.";
    NOT_YET = "申告書はまだ提出されていません。単位は自動で入力されています。登録されていない学会や研修の単位だけを加えてください。", "Not submitted yet. Your credits are filled in already: add only what is not in the system.";
    BEGIN = "申告書を確認して提出する", "Check and submit";
    WAITING = "{association}で確認中です。結果はメールでお知らせします。", "{association} is checking it. You will be told by mail.";
    SENT_BACK = "医師会から差し戻されました。直して再提出してください。", "It came back from the association. Please correct it and submit it again.";
    CORRECT = "申告書を直す", "Correct the declaration";
    ACCEPTED = "受理されました。申告した単位は取得単位に加算されています。", "Accepted. What you declared counts.";
    LOOK = "申告書を見る", "See the declaration";
    REASON = "差戻しの理由", "Reason";
    NEXT = "{year}分の申告は、{opens}から{due}までです。", "The declaration of {year}: from {opens} to {due}.";

    // ---- papers
    PAPERS = "証書・証明書", "Certificates";
    PAPERS_NONE = "発行した証書はまだありません。", "No certificates yet.";
    ATTENDANCE = "受講証明書", "Certificate of attendance";
    ATTENDANCE_TEXT = "期間を指定して発行します。日医雑誌問題解答は記載されません。", "For a period of your choice. The journal quiz is not on it.";
    FROM = "開始日", "First day";
    TO = "終了日", "Last day";
    ISSUE = "発行する", "Issue";
    BEING_MADE = "作成しています。できると下の一覧から開けます。", "It is being made and can be opened from the list below.";

    // ---- declaration page
    DECLARATION_TITLE = "生涯教育申告書", "Declaration of continuing education";
    IN_SYSTEM = "1. 登録済みの単位（{year}）", "1. Credits on record ({year})";
    IN_SYSTEM_TEXT = "主催者などから登録された単位です。入力は不要です。", "Posted by organisers. You need not type anything.";
    IN_SYSTEM_NONE = "この年度に登録された単位はありません。", "No credits are on record for this year.";
    SHOW_CREDITS = "内訳を表示する（{count}件）", "Show them ({count})";
    OUTSIDE = "2. 登録されていない単位の追加", "2. Credits that are not on record";
    OUTSIDE_TEXT = "{year}（{period}）に取得したものに限ります。参加証などの写真またはPDFを添えてください。なければ、追加せずに提出できます。", "Only of {year} ({period}), with a photo or PDF of the evidence. If there are none, submit without adding.";
    OUTSIDE_ADD = "単位を追加する", "Add credits";
    OUTSIDE_NONE = "追加する単位はありません。", "Nothing is added.";
    TOTAL = "この年度の合計", "Sum of the year";
    TOTAL_TEXT = "登録済み {system} ＋ 追加 {outside}", "On record {system} + added {outside}";
    TO_ASSOCIATION = "申告先医師会", "Association";
    CONFIRMED = "上記の内容を確認しました。この内容で申告します。", "I have checked this and declare it.";
    SUBMIT = "提出する", "Submit";
    RESUBMIT = "再提出する", "Submit again";
    SUBMITTED = "申告書を提出しました。", "The declaration is submitted.";
    HISTORY = "経過", "History";
    EVENT_SUBMITTED = "提出", "Submitted";
    EVENT_RESUBMITTED = "再提出", "Submitted again";
    EVENT_SENT_BACK = "差戻し", "Sent back";
    EVENT_ACCEPTED = "受理", "Accepted";
    STATUS_SUBMITTED = "提出済み", "Submitted";
    STATUS_SENT_BACK = "差戻し", "Sent back";
    STATUS_ACCEPTED = "受理", "Accepted";
    STATUS_LATE = "期限後", "Late";

    // ---- the association's side
    QUEUE = "生涯教育申告書の受理", "Declarations of continuing education";
    QUEUE_COUNT = "{count}件・古いものから", "{count}, oldest first";
    QUEUE_EMPTY = "受理待ちの申告書はありません。", "No declaration is waiting.";
    RECEIVED = "受付", "Received";
    DOCTOR = "申告者", "Doctor";
    YEAR = "年度", "Fiscal year";
    SYSTEM_UNITS = "登録済み", "On record";
    OUTSIDE_UNITS = "追加", "Added";
    AGAIN = "再提出", "Again";
    CHOOSE = "一覧から選ぶと、ここに内容が表示されます。", "Choose a declaration to see it here.";
    NOTHING_OUTSIDE = "追加された単位はありません。", "Nothing was added.";
    ADDED = "追加された単位", "Credits added";
    OPEN_IN_TAB = "別のタブで開く", "Open in a tab";
    LOOKING = "「{name}」を表示しています", "Showing “{name}”";
    ACCEPT = "受理する", "Accept";
    SEND_BACK = "差戻し", "Send back";
    SEND_BACK_DO = "差し戻す", "Send back";
    REASON_HINT = "申告者が読みます。何を、どう直せばよいかを書いてください（1000文字以内）", "The doctor reads this: say what to correct (up to 1000 characters)";
    DONE_ACCEPTED = "受理しました：{name}", "Accepted: {name}";
    DONE_SENT_BACK = "差し戻しました：{name}", "Sent back: {name}";
    // ---- units of earlier years
    IMPORT = "過年度の単位の取込み", "Units of earlier years";
    IMPORT_TEXT = "年度ごとの単位とカリキュラムコードを、医籍登録番号で取り込みます。まだ利用者登録をしていない医師の単位も預かり、登録されるとすぐに反映されます。", "Units and codes by fiscal year, under the register number. They wait for doctors who have not registered yet.";
    IMPORT_AGAIN = "同じ行IDの行をもう一度送っても、二重には取り込まれません。", "A row sent again under its id is taken once.";
    IMPORT_LIST = "一覧（表計算ソフトから貼り付け、またはCSV）", "List (pasted from a sheet, or CSV)";
    IMPORT_HINT = "1行に、行ID・医籍登録番号・氏名・年度・単位・カリキュラムコード（空白区切り）の6列", "Six columns: row id, register number, name, fiscal year, units, codes (separated by blanks)";
    IMPORT_DO = "取り込む", "Take over";
    IMPORT_RESULT = "取込みの結果", "Result";
    IMPORT_POSTED = "反映", "Counted";
    IMPORT_WAITING = "預かり", "Waiting";
    IMPORT_UNCHANGED = "取込み済み", "Unchanged";
    IMPORT_HELD = "要確認", "Held";
    IMPORT_REJECTED = "取り込めない行", "Refused";
    LATE_NOTE = "提出期限後に提出された申告書です。", "Submitted after the day on which it was due.";
}
