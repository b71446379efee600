//! 認定: how a title stands, what is missing, applying for it.

texts! {
    // ---- how it stands
    STANDING_NONE = "まだ認定を受けていません", "You do not hold this title yet";
    STANDING_VALID = "{until}まで有効です", "Valid until {until}";
    STANDING_EXEMPT = "コロナ特例により{until}まで続きます", "Goes on until {until} by the pandemic exemption";
    STANDING_EXEMPT_TEXT = "認定証の有効期限は{expired}でした。{until}までに、更新をあと{renewals}回、1回ずつ順に行ってください。", "It expired on {expired}. By {until} it is to be renewed {renewals} more time(s), one after the other.";
    STANDING_GRACE = "{until}までは更新できます", "Can be renewed until {until}";
    STANDING_GRACE_TEXT = "有効期限は{expired}でしたが、猶予が認められています。", "It expired on {expired}, and a grace was granted.";
    STANDING_LAPSED = "{expired}で失効しました", "Lapsed after {expired}";
    STANDING_LAPSED_TEXT = "あらためて認定を受けるには、新規申請が必要です。", "To hold it again, apply anew.";
    TAG_NONE = "未認定", "Not held";
    TAG_VALID = "有効", "Valid";
    TAG_EXEMPT = "コロナ特例", "Pandemic exemption";
    TAG_GRACE = "猶予期間", "Grace";
    TAG_LAPSED = "失効", "Lapsed";
    LEFT = "期限まで", "Left";
    DAYS = "日", "days";

    // ---- what to do
    TODO_READY = "{goal}に必要なものはそろっています", "Everything for this is there: {goal}";
    TODO_READY_TEXT = "いま申請できます。", "You can apply now.";
    TODO_MISSING = "{goal}まで、次のものが足りません", "Still missing for: {goal}";
    TODO_DECLARE = "手帳などにある{until}以前の単位は、申請のときに加えられます。", "Units on paper up to {until} are added when you apply.";
    TODO_OPEN = "申請は審査中です", "Your application is under review";
    TODO_OPEN_TEXT = "{tier}で審査中です。{committee}の委員会（{round}）で決まる予定です。", "It lies with the {tier}. The committee of {committee} ({round}) is to decide.";
    TODO_SEE = "審査状況を見る", "See how it stands";
    ONE_WAY = "いずれか1つの方法で満たせます。", "One of several ways is enough.";
    LAST_DAY = "申請できる最終日まで", "Left to apply in time";
    LAST_DAY_OF = "{number}回目の更新：{day}までに申請（{round}の委員会）", "Renewal {number}: apply by {day} (committee {round})";
    LAST_DAY_PAST = "有効期限に間に合う申請の最終日（{day}）を過ぎています。すぐに申請し、都道府県医師会にご相談ください。", "The last day to apply in time ({day}) has passed. Apply at once and speak to your prefectural association.";
    IF_TODAY = "いま申請すると、{committee}の委員会（{round}）で審査されます。都道府県の締切は {cut_off} です。", "Applied for today, the committee of {committee} ({round}) decides; the prefecture takes applications until {cut_off}.";
    MISSED = "{round}の受付は締め切られました。", "{round} is closed for applications.";
    FIND_COURSES = "足りない単位を取れる研修会をさがす", "Find courses for what is missing";
    UNKNOWN_PREFECTURE = "申請先の都道府県は、申請のときに選びます。", "You choose the prefecture when you apply.";

    // ---- requirements
    REQUIREMENTS = "{goal}の要件", "Requirements: {goal}";
    WINDOW = "数える期間：{period}", "Counted: {period}";
    LATER = "申請後", "After applying";
    MET = "満たした", "Met";
    SHORT = "不足", "Missing";
    WAITING = "審査中", "Under review";
    AS_OF_TODAY = "申請は審査中です。下の要件は、今日の時点で見たものです。", "Your application is under review. The requirements are those of today.";
    NOT_COUNTED = "数えられない単位（{count}件）とその理由", "Credits that do not count ({count}), and why";

    // ---- timeline
    TIMELINE = "これまでとこれから", "Past and future";
    SPOKEN = "単位の合計 {units}、必要な単位 {need}。", "Units: {units}; needed: {need}.";
    NEEDED = "必要 {units}", "Needed {units}";
    TODAY = "今日", "Today";
    TODAY_SUM = "単位の合計 {units}", "Units: {units}";
    EXPIRY = "有効期限", "Expiry";
    EXEMPT_END = "特例の期限", "End of the exemption";
    GRACE_END = "猶予の期限", "End of the grace";
    SAFE = "申請の最終日", "Last day to apply";
    COMMITTEE = "委員会", "Committee";
    COMMITTEE_IF = "いま申請すると審査される委員会（{round}）", "Committee if applied for today ({round})";
    COMMITTEE_OPEN = "申請が審査される委員会（{round}）", "Committee of the application ({round})";
    IN_DAYS = "あと{days}日", "in {days} days";
    AGO = "過ぎました", "past";

    // ---- plan
    PLAN_TITLE = "受講計画（{title} {goal}）", "Plan of courses ({title}: {goal})";
    PLAN_UNTIL = "{day}までに申請", "Apply by {day}";
    PLAN_UNTIL_TEXT = "{target}で、有効期限に間に合う申請の最終日です。この日までに単位がそろうように、これから開かれる研修会を選びました。", "The last day to apply in time through {target}. The courses are chosen so that the units are there by then.";
    PLAN_YEAR = "これから1年の研修会から選びました", "From the courses of the coming year";
    PLAN_YEAR_TEXT = "新規申請に期限はありません。{day}までの研修会を調べました。", "A first application has no last day. Courses until {day} were looked at.";
    PLAN_READY = "要件の単位はそろっています。研修会を受ける必要はありません。", "The units are there; no course is needed.";
    PLAN_COURSES = "この研修会で足りない単位がそろいます", "These courses fill what is missing";
    PLAN_COURSES_PART = "この研修会で足りない単位の一部が取れます", "These courses fill a part of what is missing";
    PLAN_NONE = "足りない単位を取れる研修会は、まだ案内されていません。", "No course that fills what is missing has been announced yet.";
    PLAN_OPEN = "受講しても残るもの", "What stays open even then";
    PLAN_OTHERS = "都合が合わないときは", "If these days do not suit you";
    PLAN_OTHERS_TEXT = "次の研修会でも、足りない単位の一部を取れます。", "These also fill a part of what is missing.";
    PLAN_CONSIDERED = "{prefecture}とオンラインの研修会 {count}件から調べました。", "Looked at: {count} courses in {prefecture} and on-line.";
    PLAN_TIGHT = "最終日までに単位が登録されないおそれがあります（主催者の登録は約1か月以内）", "Its credits may be posted after the last day (organisers have about a month)";
    PLAN_ADD = "カレンダーに入れる", "Add to the calendar";
    PLAN_ADD_NAMED = "「{title}」をカレンダーに入れる", "Add to the calendar: {title}";
    PLAN_ALL = "すべての研修会をさがす", "Find any course";
    PLANNED = "受講予定：{title}", "Planned: {title}";

    // ---- approvals, credits
    APPROVALS = "認定の履歴", "Approvals";
    NO_APPROVALS = "認定の記録はまだありません。", "No approvals yet.";
    VALIDITY = "有効期間 {period}", "Valid {period}";
    CERTIFICATE_NUMBER = "認定証番号 {number}", "Certificate no. {number}";
    CREDITS = "区分ごとの単位", "Credits by category";
    NO_CREDITS = "この制度の単位は、まだ登録されていません。", "No credits of this programme yet.";
    CREDIT_LINES = "内訳（{count}件）", "Details ({count})";
    CREDIT_LINE = "{date}　{title}　{units}単位", "{date} {title}: {units} units";
    USED = "前回までの認定で使用済み", "used for an earlier approval";
    UNITS = "{units} 単位", "{units} units";

    // ---- the form
    APPLY_TITLE = "{title} {goal}", "{title}: {goal}";
    CORRECT_TITLE = "差戻しされた申請を直す（{title}）", "Correct the application ({title})";
    FEE = "審査・登録料は {yen}です。納め方は、申請先の都道府県医師会がご案内します。", "The fee is {yen}. Your prefectural association tells you how to pay.";
    GOES_TO = "申請先：{target}", "It goes to: {target}";
    DECLARED = "手帳などの単位（{until} まで）", "Units on paper (until {until})";
    DECLARED_TEXT = "MAMISに登録されている単位は自動で数えています。ここには、{until}までに受講した、紙にある単位だけを、区分ごとに入力してください。", "Credits in the system count by themselves. Enter here, by category, only units on paper of courses until {until}.";
    ORIGINAL_NOTE = "単位を申告した場合は、申請のあと、産業医学研修手帳の原本を都道府県医師会に郵送してください。", "After applying, post the original handbook to the prefectural association.";
    DECLARED_ADD = "手帳の単位を加える", "Add units on paper";
    DECLARED_NAME = "手帳などの単位 {number}", "Units on paper {number}";
    CATEGORY = "研修の区分", "Category";
    UNITS_LABEL = "単位", "Units";
    UNITS_HINT = "0.5単位きざみ", "In steps of 0.5";
    FROM = "最初に受講した日", "First day";
    TO = "最後に受講した日", "Last day";
    EVIDENCE = "写真またはPDF（任意）", "Photo or PDF (optional)";
    EVIDENCE_MUST = "写真またはPDF", "Photo or PDF";
    CERTIFICATES = "他で取得した修了証・認定証", "Certificates from elsewhere";
    CERTIFICATES_TEXT = "お持ちの場合は、写真またはPDFを添えると、要件に数えられます。原本の郵送は不要です。", "With a photo or PDF they count for a requirement. The original is not needed.";
    CERTIFICATE_ADD = "修了証・認定証を加える", "Add a certificate";
    CERTIFICATE_NAME = "修了証・認定証 {number}", "Certificate {number}";
    CERTIFICATE_KIND = "修了証・認定証の種類", "Which certificate";
    CERTIFICATE_DATE = "修了した日", "Day of completion";
    ACTIVITIES = "実践活動", "Practice";
    ACTIVITIES_TEXT = "行った活動と、それがわかる書類を添えてください。", "Enter what you did and add evidence.";
    ACTIVITY_ADD = "実践活動を加える", "Add practice";
    ACTIVITY_NAME = "実践活動 {number}", "Practice {number}";
    ACTIVITY_TITLE = "活動の内容", "What was done";
    ACTIVITY_DATE = "活動した日", "Day";
    REMOVE_LINE = "{name}を削除", "Remove: {name}";
    NON_MEMBER = "本人確認と申請先", "Identity and prefecture";
    NON_MEMBER_TEXT = "医師会員でない先生は、医師免許証の画像を添え、勤務先の都道府県を選んでください。", "Non-members add an image of the licence and choose the prefecture of the workplace.";
    LICENCE = "医師免許証または医師資格証の画像", "Image of the licence or the doctor's identity card";
    WORKPLACE = "勤務先の都道府県", "Prefecture of the workplace";
    INCOMPLETE = "入力の途中の行は、まだ数えていません。", "Lines that are not complete do not count yet.";
    SURE_TEXT = "{target}に申請します。結果はメールでお知らせします。", "It goes to {target}. You will be told by mail.";

    // ---- sent
    DONE_TITLE = "申請を受け付けました", "Your application was received";
    DONE_ROUND = "{committee}の委員会（{round}）で審査される予定です。", "The committee of {committee} ({round}) is to decide.";
    DONE_NEXT = "このあとの流れ", "What comes next";
    DONE_HANDBOOK = "産業医学研修手帳の原本を、{target}に郵送してください。届くまで、審査は先に進みません。", "Post the original handbook to {target}. The review waits for it.";
    DONE_PREFECTURE = "{target}が内容を確認し、日本医師会に進達します。", "{target} checks it and passes it on to the national association.";
    DONE_COMMITTEE = "{committee}の委員会で審査されます。結果はメールでお知らせします。", "The committee of {committee} decides. You will be told by mail.";
    DONE_TITLE_PAGE = "認定の状況に戻る", "Back to the title";

    // ---- my page, case
    HOME = "認定", "Titles";
    HELD_UNTIL = "{until}まで", "until {until}";
    ENDED = "有効期限（{until}）を過ぎています", "Ended on {until}";
    NOT_HELD = "認定の記録はありません。要件を見る", "Not held; see the requirements";
    OPEN_TITLE = "状況と要件を見る", "See how it stands";
    KIND = "申請区分", "Kind";
    STAGE = "審査中の医師会", "Lies with";
    ROUND = "審査回", "Round";
    COMMITTEE_DAY = "委員会の日", "Day of the committee";
    MISSED_ROUND = "受付に間に合わなかった回", "Round that was missed";
    FEE_NAME = "審査・登録料", "Fee";
    FEE_SHOWN = "{yen}（{state}）", "{yen} ({state})";
    FEE_UNPAID = "未納", "not paid yet";
    FEE_PAID = "納付済", "paid";
    FEE_WAIVED = "免除", "waived";
    RECEIPT = "領収書番号 {number}", "Receipt no. {number}";
    DECIDED_ON = "承認された委員会", "Approved by the committee of";
    NOTHING_ADDED = "MAMISに登録された単位だけで申請しています。", "It rests on credits in the system alone.";
    DECLARED_SHOWN = "{units}単位・{period}", "{units} units, {period}";
}
