//! 修了申請 (S1): filling in, documents, what is met and what is missing.

texts! {
    TITLE = "かかりつけ医機能報告制度にかかる研修 修了申請", "Application: training for the family-physician function";
    AGAIN_TITLE = "差戻しされた申請を直す", "Correct the application";
    NOT_THE_OLD_ONE = "従来の「日医かかりつけ医機能研修制度」とは別の制度です。", "This is not the older training scheme of the same field.";

    // ---- classroom
    CLASSROOM = "1. 座学研修（日医生涯教育制度）", "1. Classroom (continuing education)";
    CLASSROOM_TEXT = "MAMISに登録済みの単位を、受講した年度にかかわらず自動で合計しています。", "Units on record are summed, whatever the year.";
    CLASSROOM_YEAR = "{year}：{units}単位（{entries}件）", "{year}: {units} units ({entries} entries)";
    CLASSROOM_NONE = "登録済みの単位はまだありません。", "No units on record yet.";
    CLASSROOM_SUM = "合計 {units} 単位", "{units} units in all";
    MORE = "座学研修の単位等の追加", "Further classroom units";
    MORE_TEXT = "MAMISに登録されない研修などの単位を、証明書類を添えて加えられます。加えられるのは{year}（申請年度）に取得した単位に限ります。主催者がMAMISに登録した研修会は自動で加算されるため、入力は不要です。", "Units earned outside the system in {year} can be added with evidence. Courses posted by their organiser count by themselves.";
    MORE_ADD = "単位を追加する", "Add units";
    ITEM_KIND = "種類", "Kind";
    ITEM_TITLE = "名称", "Title";
    ITEM_TITLE_HINT = "研修会名、論文名など", "Name of the course, paper …";
    ITEM_DATE = "受講日・実施日", "Day";
    ITEM_UNITS = "単位", "Units";
    ITEM_UNITS_HINT = "0.5単位きざみ", "In steps of 0.5";
    ITEM_CODES = "カリキュラムコード", "Curriculum codes";
    ADD = "追加", "Add";
    CANCEL = "やめる", "Cancel";
    REMOVE = "削除", "Remove";
    ITEM_SHOWN = "{units}単位・CC {codes}", "{units} units, codes {codes}";

    // ---- practical
    PRACTICAL = "2. 実地研修（経験）", "2. Practical training";
    PRACTICAL_TEXT = "過去のものも含めて、該当する内容を選択してください。ⅠとⅡの併用はできません。", "Choose what applies, past activity too. Ⅰ and Ⅱ exclude each other.";
    EACH = "1項目につき{units}単位", "{units} units each";
    IN_ALL = "{units}単位のみ", "{units} units in all";
    DOCUMENTS = "証明書として使える書類：{documents}", "Accepted: {documents}";
    EVIDENCE = "証明書類", "Evidence";
    DESCRIPTION = "実地研修の内容がわかる資料（自由記載）", "Description of the training (free form)";
    TWO_TARGET = "Ⅱを選択した場合、申請先医師会は都道府県医師会または日本医師会となります。", "With Ⅱ the application goes to a prefectural association or the national one.";

    // ---- identity, target
    IDENTITY = "3. 本人確認書類", "3. Document of identity";
    IDENTITY_TEXT = "医師会員でない先生は、医師免許証または医師資格証の画像を添えてください。", "Non-members add an image of the licence or the doctor's identity card.";
    TARGET = "申請先医師会", "Association applied to";
    TARGET_TEXT = "所属の医師会が選ばれています。都道府県医師会等から指定があった場合は、指定された医師会を選択してください。", "Your own association is chosen. Choose another only if you were told to.";
    TARGET_NON_MEMBER = "最寄りの医師会を選択してください。都道府県医師会等から指定があった場合は、指定された医師会を選択してください。", "Choose the nearest association, unless you were told to use another.";
    PREFECTURE = "都道府県", "Prefecture";
    ASSOCIATION = "医師会", "Association";

    // ---- panel and sending
    PANEL = "申請の要件", "Requirements";
    MET = "満たす", "Met";
    UNMET = "不足", "Missing";
    COUNTED = "計算の内訳（{count}件）", "What counts ({count})";
    HAVE_NEED = "{have} / {need} 単位", "{have} / {need} units";
    SUBMIT = "申請する", "Apply";
    RESUBMIT = "再申請する", "Send again";
    UNMET_NOTE = "要件を満たすと申請できます。", "You can apply once everything is met.";
    SURE = "この内容で申請しますか", "Send this application?";
    SURE_TEXT = "{target} に申請します。審査の結果はメールでお知らせします。", "It goes to {target}. You will be told the result by mail.";
    SUBMITTED = "申請しました。", "The application is sent.";

    // ---- uploads
    UPLOAD = "ファイルを選ぶ", "Choose files";
    UPLOAD_HINT = "PDF・JPEG・PNG、1ファイル10MBまで", "PDF, JPEG or PNG, up to 10 MB each";
    UPLOADS_KEPT = "使われない書類は{days}日後に削除されます。", "Unused documents are deleted after {days} days.";
    UPLOADING = "{name} を送信しています…", "Sending {name} …";
    UPLOADED = "{name} を受け付けました。", "{name} was received.";
    UPLOAD_FAILED = "{name}：送信できませんでした。もう一度お試しください。", "{name} could not be sent. Please try again.";
    SHOW = "表示", "Show";
    OPEN_TAB = "新しいタブで開く", "Open in a new tab";
    DOCUMENT = "書類", "Document";
    CLOSE = "閉じる", "Close";
    CODES_LABEL = "CC {code} {name}", "CC {code} {name}";
}
