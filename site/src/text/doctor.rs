//! マイページ: home, credits, applications, certificates, own data.

texts! {
    // ---- home
    GREETING = "{name} 先生", "Dr {name}";
    REGISTER_NUMBER = "医籍登録番号 {number}", "Medical register number {number}";
    NON_MEMBER = "非会員", "Not a member";
    NEXT = "次にすること", "What to do next";
    NEXT_CORRECT = "申請が差し戻されました。直して再申請してください", "Your application came back. Please correct it and send it again";
    NEXT_CORRECT_DO = "申請を直す", "Correct the application";
    REASON = "差戻しの理由", "Reason";
    NEXT_OPEN = "修了証ができました", "Your certificate is ready";
    NEXT_OPEN_DO = "修了証を開く", "Open the certificate";
    NEXT_OPEN_TITLE = "認定証ができました", "Your certificate is ready";
    NEXT_RENEW = "{programme}の更新の時期です", "It is time to renew: {programme}";
    NEXT_RENEW_TEXT = "有効期限は{until}です。申請の締切はそれより前にあります。", "It is valid until {until}. The last day to apply comes before that.";
    NEXT_RENEW_DO = "更新に必要なものを見る", "See what the renewal needs";
    NEXT_NOTHING = "いまお手続きは必要ありません", "There is nothing to do now";
    NEXT_NOTHING_TEXT = "かかりつけ医機能報告制度にかかる研修は修了しています。", "The training for the family-physician function is completed.";
    NEXT_WAIT = "申請は医師会で審査中です", "Your application is under review";
    NEXT_WAIT_TEXT = "結果はメールでお知らせします。いまお手続きは必要ありません。", "You will be told by mail. There is nothing to do now.";
    NEXT_WAIT_DO = "審査状況を見る", "See how it stands";
    DAYS_SINCE = "申請から", "Since applying";
    DAYS = "日", "days";
    NEXT_APPLY = "{programme}の修了申請ができます", "You can apply: {programme}";
    NEXT_APPLY_TEXT = "座学研修として {units} 単位が登録されています。実地研修の実績を添えて申請してください。", "{units} classroom units are on record. Add your practical training and apply.";
    NEXT_APPLY_DO = "修了申請をはじめる", "Begin the application";
    NEXT_COLLECT = "{programme}の修了申請まで、座学研修があと{missing}単位です", "{missing} more classroom units until you can apply: {programme}";
    NEXT_COLLECT_DO = "申請の要件を見る", "See the requirements";
    CLASSROOM = "座学研修", "Classroom";
    UNITS_OF = "{have} / {need}", "{have} / {need}";
    UNITS = "単位", "units";
    RECENT = "最近の単位", "Recent credits";
    ALL = "すべて見る", "See all";
    NO_CREDITS = "まだ単位は登録されていません。研修会の主催者が登録すると、その時点でここに表示されます。", "No credits yet. They appear here the moment an organiser posts them.";
    COUNTED = "反映済み", "Counted";
    REVERSED = "取消", "Taken back";
    CME_YEARS = "生涯教育 {count}年間", "Continuing education, {count} years";
    CODES = "カリキュラムコード", "Curriculum codes";
    YEAR_LINE = "{year}：単位 {units}、カリキュラムコード {codes}", "{year}: {units} units, {codes} codes";
    NO_YEARS = "まだありません。", "Nothing yet.";
    APPLICATIONS = "申請の状況", "Applications";
    NO_APPLICATIONS = "申請はまだありません。", "No applications yet.";
    CERTIFICATES = "証書", "Certificates";
    NO_CERTIFICATES = "証書はまだありません。承認されると、ここから開けます。", "No certificates yet. After approval they open from here.";
    OPEN = "開く", "Open";
    BEING_MADE = "作成中", "Being made";
    NUMBER = "番号 {number}", "No. {number}";
    VALID_UNTIL = "{until} まで有効", "valid until {until}";
    CLAIMED_NOTE = "本人確認中です。申請のときに、申請先の医師会が確認します。非会員の先生は、申請の際に医師免許証または医師資格証の画像を添えてください。", "Your identity is being confirmed. The association you apply to does it; non-members add an image of the licence or the doctor's identity card.";

    // ---- credits
    CREDITS_TITLE = "単位・受講の履歴", "Credits and courses";
    FISCAL_YEAR = "年度", "Fiscal year";
    YEAR_SUM = "{year}の合計", "Sum of {year}";
    PROGRAMME = "制度種別", "Programme";
    NONE_IN_YEAR = "この年度の単位はありません。", "No credits in this year.";
    ASK = "お問い合わせ：{contact}", "Enquiries: {contact}";

    // ---- a credit that is missing
    MISSING_TITLE = "単位が見当たらないとき", "When a credit is missing";
    MISSING_TEXT = "主催者は、研修会からおよそ1か月以内に単位を登録します。開催日と、研修会を承認した都道府県から探せます。", "Organisers post credits within about a month. Look for the course by its day and the prefecture that approved it.";
    HELD_ON = "開催日", "Day of the course";
    HELD_IN = "都道府県", "Prefecture";
    LOOK_FOR_COURSE = "研修会を探す", "Look for the course";
    NO_COURSE_FOUND = "該当する研修会は見つかりませんでした。承認された研修会だけが表示されます。", "No course found. Only approved courses are shown.";
    POSTING_UNTIL = "{until} までに単位が登録されます。もう少しお待ちください。", "Credits are posted until {until}. Please wait a little.";
    POSTING_OVER = "単位の登録期限は {until} でした。", "The time for posting ended on {until}.";
    ASK_ORGANIZER = "主催者に問い合わせる", "Ask the organiser";
    QUESTION = "お問合せの内容", "Your question";
    QUESTION_HINT = "氏名・医籍登録番号・メールアドレスを添えて、主催者にメールで送ります。返信は直接届きます（1000文字以内）", "Sent by mail with your name, register number and e-mail address; the answer comes to you directly (up to 1000 characters)";
    SEND_QUESTION = "問い合わせを送る", "Send the question";
    ASKED = "主催者に問い合わせを送りました。返信をお待ちください。", "Your question was sent. Please wait for the answer.";

    // ---- applications
    APPLICATIONS_TITLE = "認定（修了）申請", "Applications";
    NEW_APPLICATION = "新しい申請", "A new application";
    CHOOSE_PROGRAMME = "申請する制度種別を選んでください。", "Choose the programme.";
    APPLY_FOR = "申請する", "Apply";
    SEE_TITLE = "要件と状況を見る", "See how it stands";
    APPLICATIONS_HISTORY = "申請履歴", "Applications so far";
    SEARCH = "検索", "Search";
    DECLARED_YEAR = "申告年度", "Fiscal year";
    DECLARED_FROM = "申告日（から）", "Applied from";
    DECLARED_UNTIL = "申告日（まで）", "Applied until";
    NONE_FOUND = "該当する申請はありません。", "No applications found.";
    TARGET = "申請先医師会", "Association applied to";
    PROGRESS = "審査状況", "Status";
    APPLIED_ON = "申告日", "Applied on";
    HISTORY = "経過", "What happened";
    REQUIREMENTS = "要件", "Requirements";
    CONTENT = "申請の内容", "Content";
    RESUBMIT = "直して再申請する", "Correct and send again";
    WITHDRAW = "申請を取り下げる", "Withdraw the application";
    WITHDRAW_SURE = "申請を取り下げますか", "Withdraw the application?";
    WITHDRAW_TEXT = "取り下げた申請は元に戻せません。必要なときは、あらためて申請してください。", "This cannot be undone. You can apply anew.";
    WITHDRAWN = "申請を取り下げました。", "The application is withdrawn.";
    CERTIFICATE_OF = "修了証を開く", "Open the certificate";
    TITLE_CERTIFICATE_OF = "認定証を開く", "Open the certificate";

    // ---- certificates
    CERTIFICATES_TITLE = "証書", "Certificates";
    CERTIFICATES_TEXT = "「開く」を押すと、PDFが新しいタブで開きます。そのまま印刷、保存できます。", "“Open” shows the PDF in a new tab, to print or save.";

    // ---- own data
    PROFILE_TITLE = "登録情報", "My data";
    LICENCE_TITLE = "本人確認", "Confirming your identity";
    LICENCE_TEXT = "本人確認中です。医師免許証または医師資格証の画像をお送りいただくと、医師会が確認します。画像は本人確認のためにだけ使われ、見た担当者の記録が残ります。", "Your identity is being confirmed. Send an image of your licence, and an association compares it. It is used for that only, and each look at it is recorded.";
    LICENCE_LABEL = "医師免許証または医師資格証の画像", "Image of the licence";
    PROFILE_TEXT = "連絡先と自宅住所は、ここで変更できます。氏名・医籍・所属の変更は、所属の医師会にお問い合わせください。", "Home address and telephones can be changed here. For name, register data and membership ask your association.";
    ASSOCIATIONS = "所属医師会", "Associations";
    IDENTITY = "本人確認", "Identity";
    CHANGE_CONTACT = "連絡先・自宅住所を変更する", "Change address and telephones";
    CALENDAR_TITLE = "自分の予定をカレンダーで見る", "My days in a calendar";
    CALENDAR_TEXT = "更新申請の締切、認定の有効期限、申請中の運営委員会の日、生涯教育申告書の提出期限を、お使いのカレンダーアプリに表示できます。アドレスを作り、アプリの「照会（URLで追加）」に登録してください。氏名や医籍登録番号は含まれません。", "Your calendar program can show until when to apply for renewals, when titles end, when the committee meets and when the declaration is due. Make an address and add it to the program as a subscription. It contains neither your name nor your number.";
    CALENDAR_SINCE = "アドレスは{day}に作成しました。もう一度表示することはできません。", "An address was made on {day}. It cannot be shown again.";
    CALENDAR_ONCE = "このアドレスは一度だけ表示されます。知っている人は誰でも予定を見られるため、ほかの人に知らせないでください。", "This address is shown only once. Whoever knows it sees these days: keep it to yourself.";
    CALENDAR_COPY = "アドレスをコピーする", "Copy the address";
    CALENDAR_COPIED = "コピーしました。", "Copied.";
    CALENDAR_COPY_BY_HAND = "コピーできませんでした。アドレスを選択してコピーしてください。", "It could not be copied. Please select the address and copy it.";
    CALENDAR_CREATE = "アドレスを作る", "Make an address";
    CALENDAR_ANEW = "アドレスを作り直す（今のアドレスは使えなくなります）", "Make a new address (the present one ends)";
    CALENDAR_REVOKE = "アドレスを失効させる", "Revoke the address";
    CALENDAR_REVOKE_ASK = "今のアドレスは使えなくなり、カレンダーアプリの予定は更新されなくなります。", "The present address ends, and calendar programs get no more days from it.";
    CALENDAR_REVOKED = "アドレスを失効させました。", "The address is revoked.";
    SAVE = "変更する", "Change";
    CHANGED = "変更しました。", "Changed.";
}
