//! The pages of organisers: courses, credits, staff, keys, the application for an account.

texts! {
    // ---- list of courses
    COURSES = "研修会", "Courses";
    COURSES_EMPTY = "まだ研修会がありません。「研修会を申請する」から始めてください。", "No course yet. Begin with “Apply for a course”.";
    NEW_COURSE = "研修会を申請する", "Apply for a course";
    POSTED = "{count}名 登録済", "{count} posted";
    POST_BY = "登録の目安 {day} まで（あと{days}日）", "Post by {day} ({days} days left)";
    POST_LATE = "登録の目安を{days}日過ぎています", "{days} days past the posting time";
    CHECK_LIST = "名簿を確かめる", "Check a list";
    EARLY = "開催前のため、名簿の確認だけができます。単位の登録は開催日からです。", "The course is still to come: a list can be checked, and posted from the day of the course.";
    POST_CREDITS = "単位を登録する", "Post credits";

    // ---- course form
    COURSE_FORM = "研修会の申請", "Application for a course";
    COURSE_AGAIN = "研修会の再申請", "Resubmission of a course";
    TITLE = "研修会名", "Title";
    DATE = "開催日", "Date";
    DATE_HINT = "例：2027/1/20、令和9年1月20日", "e.g. 2027-01-20 or 令和9年1月20日";
    CO_ORGANIZERS = "共催・後援", "Co-organisers";
    CO_ORGANIZERS_HINT = "複数ある場合は「、」で区切ってください", "Separate several by commas";
    PROGRAMMES = "制度種別", "Programmes";
    PROGRAMMES_HINT = "講義ごとに選んだ制度の種別がここに表示されます", "As chosen with each lecture";
    NATIONALLY_TOO = "産業医・健康スポーツ医の研修会は、都道府県医師会の確認のあと、日本医師会の運営委員会（奇数月の審査回）で承認されます。どの審査回にかかるかは、申請後の画面とメールでお知らせします。", "Courses for industrial and sports physicians are approved by the national committee (rounds in odd months) after the prefecture has found them in order. The page of the course and a mail tell the round.";
    PROGRAMME = "制度", "Programme";
    CATEGORY = "区分", "Category";
    ADD_AWARD = "この講義の単位を追加（ほかの制度・区分）", "Add units in another programme or category";
    REMOVE_AWARD = "この単位を削除", "Remove these units";
    PLACE = "開催方法", "Held";
    VENUE = "会場", "Venue";
    ONLINE = "オンライン", "On-line";
    BOTH = "会場とオンライン", "Venue and on-line";
    VENUE_NAME = "会場名・住所", "Name and address of the venue";
    PREFECTURE = "都道府県", "Prefecture";
    ADDRESS = "オンラインの案内先（公開してよいURL）", "Address on-line (if it may be public)";
    ENQUIRIES = "お問合せ先", "Enquiries";
    ENQUIRIES_HINT = "研修会の一覧（どなたでも見られます）に担当者・電話番号が、受講した医師にはメールアドレスも表示されます", "Name and telephone stand in the public catalogue; attendees see the e-mail address too";
    NAME = "担当者・部署", "Person or office";
    TELEPHONE = "電話番号", "Telephone";
    EMAIL = "メールアドレス", "E-mail";
    CAPACITY = "定員", "Capacity";
    TARGET = "対象", "For whom";
    LECTURES = "講義", "Lectures";
    LECTURE = "講義 {number}", "Lecture {number}";
    LECTURE_TITLE = "演題", "Title";
    LECTURER = "講師", "Lecturer";
    START = "開始", "Start";
    END = "終了", "End";
    TIME_HINT = "例：14:00", "e.g. 14:00";
    UNITS = "単位", "Units";
    UNITS_HINT = "1時間で1単位、30分で0.5単位", "1 hour is 1 unit, 30 minutes 0.5";
    ROUND_EXPECTED = "{round}（運営委員会 {day}）で審査される予定です", "Expected in round {round} (committee on {day})";
    ROUND_SETTLED = "{round}（運営委員会 {day}）で審査されます", "On the agenda of round {round} (committee on {day})";
    ROUND_MISSED = "{round}には間に合わなかったため、次の審査回になりました", "Too late for round {round}, so it goes to the next one";
    APPROVED_ON = "承認日：{day}", "Approved on {day}";
    CODE = "カリキュラムコード", "Curriculum code";
    ADD_LECTURE = "講義を追加", "Add a lecture";
    REMOVE_LECTURE = "この講義を削除", "Remove this lecture";
    SUBMIT_COURSE = "申請する", "Submit";
    COURSE_SUBMITTED = "申請しました。審査の状況はこのページで確認できます。", "Submitted. This page shows how it stands.";
    WAITING_FOR = "{name}の承認待ちです", "Waiting for {name}";
    SENT_BACK_BECAUSE = "差戻しの理由：{reason}", "Sent back: {reason}";
    CORRECT = "直して再申請する", "Correct and resubmit";
    WITHDRAW = "申請を取り下げる", "Withdraw the application";
    WITHDRAW_SURE = "研修会の申請を取り下げますか", "Withdraw this course?";
    WITHDRAW_TEXT = "取り下げた申請は元に戻せません。必要なときは、あらためて申請してください。", "This cannot be undone. You can apply anew.";
    WITHDRAWN = "研修会の申請を取り下げました。", "The course is withdrawn.";
    HISTORY = "経過", "History";
    EARNS = "受講者が得る単位", "What attendees earn";
    EARNS_LINE = "{programme} {units}単位", "{programme}: {units} units";
    EARNS_IN = "{programme} {category} {units}単位", "{programme}, {category}: {units} units";
    CODES_LINE = "（CC {codes}）", " (CC {codes})";

    // ---- credits
    CREDITS = "単位の登録", "Posting credits";
    STEP_INPUT = "名簿を入れる", "Enter the list";
    STEP_PREVIEW = "確かめる", "Check";
    STEP_DONE = "登録結果", "Result";
    PASTE = "名簿を貼り付ける", "Paste the list";
    PASTE_HINT = "Excelの表をそのままコピーして貼り付けられます（1行に1名。医籍登録番号と氏名は必須、生年月日・単位は任意）", "Copy from Excel as it is (one attendee a line: register number and name; birth date and units optional)";
    FILE = "ファイルを選ぶ（Excel・CSV）", "Choose a file (Excel, CSV)";
    FILE_READ = "「{name}」を読み込みました（{rows}行）", "Read “{name}” ({rows} rows)";
    COLUMNS = "列の対応", "Columns";
    COLUMN_NONE = "なし", "none";
    COLUMN_NUMBER = "医籍登録番号", "Register number";
    COLUMN_NAME = "氏名（漢字またはカナ）", "Name (kanji or kana)";
    COLUMN_BIRTH = "生年月日", "Birth date";
    COLUMN_UNITS = "単位（一部受講のとき）", "Units (if in part)";
    COLUMN_ID = "行の番号（受付番号など）", "Row id";
    HEADING = "1行目は見出し", "The first line is a heading";
    NEXT_CHECK = "確かめる（まだ登録されません）", "Check (nothing is posted yet)";
    COMMIT = "{count}名を登録する", "Post {count}";
    EDIT_LIST = "名簿を直す", "Back to the list";
    MORE = "ほかの名簿を登録する", "Post another list";
    RECEIVED = "受け取った行", "Rows";
    FATE_POSTED = "登録した", "Posted";
    FATE_WOULD = "登録できる", "Can be posted";
    FATE_UNCHANGED = "変更なし", "Unchanged";
    FATE_WAITING = "預かり", "Waiting";
    FATE_HELD = "確認が要る", "To be checked";
    FATE_CORRECTED = "訂正済", "Corrected";
    FATE_REJECTED = "登録できない", "Not possible";
    SUM_WAITING = "登録を待つ先生", "Doctors to register";
    NOTHING_LOST = "失われる行はありません。直すとすぐ反映されます", "No row is lost; corrections count at once";
    ALL_ROWS = "すべての行", "All rows";
    TO_FIX = "直す行 {count}行", "{count} rows to correct";
    ROW = "行", "Row";
    NUMBER = "医籍登録番号", "Register number";
    NAME_COLUMN = "氏名", "Name";
    WHAT = "結果", "Result";
    FIX = "直して送る", "Correct and send";
    POST_ANEW = "新しい行として登録する", "Post as a new row";
    SAME_ID = "行の番号が{row}行目と同じです。", "The row id is that of row {row}.";
    SAME_DOCTOR = "医籍登録番号が{row}行目と同じです。", "The register number is that of row {row}.";
    AGREES = "番号と氏名が一致", "Number and name agree";
    POSTED_LIST = "登録済みの一覧", "Posted so far";
    POSTED_EMPTY = "まだ登録がありません。", "Nothing posted yet.";
    TAKE_BACK = "取り消す", "Take back";
    TAKE_BACK_ASK = "「{name}」の登録を取り消しますか。記録は残り、単位は数えられなくなります。", "Take back the credit of “{name}”? The record stays, the units no longer count.";
    TAKEN_BACK = "取り消しました。", "Taken back.";
    PROGRESS = "{done} / {all} 行を送りました", "Sent {done} of {all} rows";
    NOT_APPROVED = "この研修会はまだ承認されていないため、単位を登録できません。", "The course is not approved yet, so credits cannot be posted.";

    // ---- faults of a list
    FAULT_EMPTY = "名簿が空です。", "The list is empty.";
    FAULT_NUMBER = "「医籍登録番号」の列を選んでください。", "Choose the column of the register number.";
    FAULT_NAME = "「氏名」の列を選んでください。", "Choose the column of the name.";
    FAULT_QUOTE = "{line}行目 {column}文字目の引用符（\"）が閉じていません。", "The quotation mark at line {line}, column {column} is not closed.";
    FAULT_COLUMNS = "{line}行目：列が{found}列あります（1行目は{wanted}列）。{column}列目をご確認ください。", "Line {line} has {found} columns (the first has {wanted}); see column {column}.";
    FAULT_TOO_MANY = "一度に送れるのは10,000行までです。", "At most 10,000 rows at once.";
    FAULT_ENCODING = "文字コードを判別できません。UTF-8 または Shift_JIS で保存してください。", "The encoding is unknown: please save as UTF-8 or Shift_JIS.";

    // ---- staff and keys
    BODY = "担当者・連携", "Staff and keys";
    STAFF = "担当者", "Staff";
    INVITE = "招待する担当者のメールアドレス", "E-mail address of whom to invite";
    INVITE_FOR = "招待先の医師会", "For which association";
    INVITE_FOR_HINT = "自分の医師会の担当者を招待するときは、選ばずにお送りください", "Leave it for staff of your own association";
    INVITE_HINT = "招待メールのリンクから、ご本人がIDとパスワードを決めます", "The invited person chooses ID and password";
    SEND_INVITATION = "招待を送る", "Send";
    INVITED = "招待を送りました。リンクの有効時間は{hours}時間です。", "Invited. The link is valid for {hours} hours.";
    KEYS = "APIキー", "API keys";
    KEYS_HINT = "お使いのシステムから単位を送るための鍵です", "For posting credits from your own system";
    KEYS_EMPTY = "APIキーはありません。", "No API keys.";
    KEY_LABEL = "用途", "What it is for";
    KEY_KIND = "できること", "What it opens";
    KEY_KIND_HINT = "選んだこと以外には使えません", "It opens nothing else";
    CREATE_KEY = "APIキーを作る", "Create an API key";
    KEY_ONCE = "このキーは一度だけ表示されます。今すぐ安全な場所に保存してください。", "This key is shown only once. Keep it in a safe place now.";
    REVOKE = "失効させる", "Revoke";
    REVOKE_ASK = "「{label}」を失効させますか。このキーを使うシステムはすぐに送れなくなります。", "Revoke “{label}”? Systems that use it stop at once.";
    REVOKED = "失効させました。", "Revoked.";

    // ---- application for an account
    APPLY = "主催者アカウントの申請", "Application for an organiser account";
    APPLY_LEAD = "研修会を主催する外部団体の方のお申し込みです。所在地の都道府県医師会が審査し、承認されると招待メールが届きます。", "For external bodies that hold courses. The prefectural association decides, and then you receive an invitation by mail.";
    APPLY_NAME = "団体名", "Name of the body";
    APPLY_PREFECTURE = "所在地の都道府県", "Prefecture";
    APPLY_SUBMIT = "申請する", "Submit";
    APPLIED = "申請を受け付けました。審査は{name}が行います。結果はメールでお知らせします。", "Received. {name} will decide; you will be told by mail.";
    TO_SIGN_IN = "ログインページに戻る", "Back to the sign-in page";

    // ---- invitation
    INVITATION = "担当者の登録", "Staff registration";
    INVITATION_FOR = "{body}の担当者として登録します（{email}）", "You register as staff of {body} ({email})";
    INVITATION_NAME = "氏名", "Your name";
    INVITATION_NUMBER = "医籍登録番号", "Medical register number";
    INVITATION_NUMBER_HINT = "医師の方のみ入力してください。ご自身の申請などは、ほかの担当者が審査します", "Only if you are a doctor: what you apply for is then decided by others";
    LOGIN_ID = "ログインID", "Login ID";
    LOGIN_ID_HINT = "半角英数字・記号 8文字以上、32文字以内。使用できる記号 %!@#&", "8–32 half-width letters, digits and %!@#&";
    PASSWORD = "パスワード", "Password";
    PASSWORD_HINT = "半角英字・数字・記号（!@%&#）の3種類を使った8文字以上、または15文字以上", "At least 8 with letter, digit and one of !@%&#; or at least 15 characters";
    INVITATION_SUBMIT = "登録する", "Register";
    INVITATION_DONE = "登録しました。ログインしてください。", "Registered. Please sign in.";
    LINK_NEEDED = "招待メールのリンクからこのページを開いてください。", "Please open this page by the link in your invitation.";
}
