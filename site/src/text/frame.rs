//! What stands around every page, and the words that all forms share.

texts! {
    // ---- head and ways
    SKIP = "本文へ移動", "Skip to the content";
    LARGE = "文字 大", "Large text";
    OTHER_LANGUAGE = "English", "日本語";
    SIGN_OUT = "ログアウト", "Sign out";
    SIGNED_OUT = "ログアウトしました。", "You are signed out.";
    WAYS = "メインメニュー", "Main menu";
    WAYS_BELOW = "この区分のページ", "Pages of this part";
    DOCTOR_HOME = "ホーム", "Home";
    DOCTOR_CREDITS = "単位・受講", "Credits";
    DOCTOR_CREDITS_SHORT = "単位", "Credits";
    DOCTOR_COURSES = "研修会をさがす", "Courses";
    DOCTOR_COURSES_SHORT = "研修会", "Courses";
    DOCTOR_APPLICATIONS = "申請", "Applications";
    DOCTOR_CERTIFICATES = "証書", "Certificates";
    DOCTOR_PROFILE = "登録情報", "My data";
    DOCTOR_PROFILE_SHORT = "登録", "My data";
    NOT_FOUND = "ページが見つかりません", "Page not found";
    NOT_FOUND_TEXT = "アドレスが変わったか、入力に誤りがあるようです。", "The address has changed, or it was mistyped.";
    TO_START = "最初のページへ", "To the first page";
    OTHER_ROLE = "このページは別の利用者区分のページです。", "This page is for another kind of user.";

    YEN = "円", " yen";

    // ---- waiting and failing
    WAITING = "読み込んでいます…", "Loading…";
    SENDING = "送信しています…", "Sending…";
    NO_CONNECTION = "接続を確認しています", "No connection";
    TRY_AGAIN = "もう一度試す", "Try again";
    UNREACHABLE = "通信できませんでした。接続をご確認のうえ、もう一度お試しください。入力した内容は残っています。", "The server could not be reached. Please check your connection and try again; what you typed is kept.";

    // ---- forms
    REQUIRED = "必須", "Required";
    OPTIONAL = "任意", "Optional";
    CHOOSE = "選択してください", "Please choose";
    CHOSEN = "選択中", "Chosen";
    CLEAR = "選択を取り消す", "Clear";
    REMOVE_NAMED = "「{name}」を外す", "Remove “{name}”";
    NO_MATCH = "該当するものがありません", "Nothing matches";
    PICKER_HINT = "名称の一部を入力してください（部分一致）", "Type a part of the name";
    DATE_HINT = "例：1965/4/1、昭和40年4月1日、S40.4.1", "e.g. 1965-04-01 or 昭和40年4月1日";
    MONTH_HINT = "例：1990年3月、平成2年3月、1990/3", "e.g. 1990-03 or 平成2年3月";
    SHOW_PASSWORD = "パスワードを表示", "Show password";
    HIDE_PASSWORD = "パスワードを隠す", "Hide password";
    CHECK_FIELDS = "入力内容をご確認ください（{count}件）", "Please check what you entered ({count})";
    BACK = "戻る", "Back";
}
