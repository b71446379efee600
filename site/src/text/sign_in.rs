//! Signing in, again too.

texts! {
    TITLE = "ログイン", "Sign in";
    NOTICES = "お知らせ", "Notices";
    LOGIN_ID = "ログインID", "Login ID";
    LOGIN_HINT = "登録したメールアドレスでもログインできます", "The registered e-mail address works too";
    PASSWORD = "パスワード", "Password";
    SIGN_IN = "ログインする", "Sign in";
    NOT_REGISTERED = "未登録の方はこちら", "Not registered yet?";
    NOT_REGISTERED_TEXT = "日本の医師免許をお持ちの医師が対象です。メールアドレスの確認のあと、10分ほどで登録できます。", "For physicians licensed in Japan. After confirming your e-mail address it takes about ten minutes.";
    REGISTER = "利用者登録", "Register";
    CATALOGUE = "これから開催される研修会", "Courses to come";
    CATALOGUE_LINK = "研修会をさがす（ログイン不要）", "Find a course (no sign-in)";
    ORGANIZER = "研修会を主催する団体の方はこちら", "For bodies that hold courses";
    ORGANIZER_LINK = "主催者アカウントを申請する", "Apply for an organiser account";
    AGAIN_TITLE = "もう一度ログインしてください", "Please sign in again";
    AGAIN_TEXT = "ログインの有効時間が過ぎました。入力した内容は残っています。", "Your sign-in has ended. What you typed is kept.";
    WELCOME = "医師会会員情報システム", "Medical Association Member Information System";
    LEAD = "研修の単位の確認、修了申請、修了証の受け取りまでを、ひとつのIDで。", "See your credits, apply, and receive your certificate, with one ID.";
    CHECK_CERTIFICATE = "修了証の真正性を確認する方は、証書のQRコードを読み取ってください。", "To check a certificate, scan the QR code printed on it.";
}
