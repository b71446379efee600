//! 利用者登録: consents, e-mail, form, confirmation, done (S2).

texts! {
    TITLE = "利用者登録", "Registration";
    STEP_CONSENT = "同意とメールアドレス", "Consent and e-mail";
    STEP_MAIL = "メールの確認", "Your mail";
    STEP_FORM = "登録情報の入力", "Your data";
    STEP_CONFIRM = "入力内容の確認", "Confirm";
    STEP_DONE = "完了", "Done";
    STEPS = "手続きの流れ", "Steps";

    // ---- consent and e-mail
    WHO = "ご利用いただける方：日本の医師免許をお持ちの医師", "For physicians licensed in Japan";
    READ_BOTH = "利用規約・個人情報の取り扱いについてをご確認のうえ、同意のチェックを入れてください。", "Please read both documents, then tick the box.";
    TERMS = "利用規約", "Terms of use";
    PRIVACY = "個人情報の取り扱い", "Handling of personal data";
    VERSION = "{version} 版", "Version {version}";
    DOCUMENT_MISSING = "文書を読み込めませんでした。もう一度読み込んでください。", "The document could not be loaded. Please reload the page.";
    CONSENT = "利用規約・個人情報の取り扱いに同意する", "I consent to the terms of use and the handling of personal data";
    CONSENT_NEEDED = "同意のチェックを入れてください。", "Please tick the box to consent.";
    EMAIL = "メールアドレス", "E-mail address";
    EMAIL_HINT = "半角英数字・記号 100文字以内", "Half-width, at most 100 characters";
    EMAIL_AGAIN = "メールアドレス（確認のためもう一度）", "E-mail address (again)";
    MAIL_WILL_COME = "入力いただいたメールアドレスに「利用者登録のご確認」をお送りします。24時間以内に登録手続きを完了してください。", "A mail with a link will be sent to this address. Please complete the registration within 24 hours.";
    SEND = "送信する", "Send";
    BACK_TO_SIGN_IN = "ログインページに戻る", "Back to sign-in";

    // ---- mail sent
    SENT_TITLE = "確認メールを送信しました", "The mail is on its way";
    SENT_TO = "{email} に確認メールを送信しました。お手続きはまだ完了していません。", "A mail was sent to {email}. The registration is not complete yet.";
    SENT_OPEN = "確認メールに記載のURLから登録手続きを行ってください。URLの有効期限は送信後{hours}時間です。", "Please go on with the link in it. The link is valid for {hours} hours.";
    LOST_TITLE = "1時間経過しても確認メールが届かない場合", "If no mail has come after an hour";
    LOST_ADDRESS = "入力いただいたメールアドレスに誤りがある可能性があります。下の欄で直して、もう一度お送りください。", "The address may have been mistyped. Correct it below and send again.";
    LOST_DOMAIN = "ドメイン指定受信で「{domain}」からのメールを受信できるように設定してください。", "Please allow mails from “{domain}” in your mail settings.";
    LOST_SPAM = "迷惑メールのフォルダーもご確認ください。", "Please look into the spam folder, too.";
    LOST_LIMIT = "同じメールアドレスへお送りするのは、1時間に{mails}通までです。それを超えた分は送信されません。", "One address gets at most {mails} mails an hour; any beyond that are not sent.";
    LOST_ANEW = "メールアドレスの誤りや、ドメイン指定受信の設定をご確認のうえ、この画面からもう一度お送りください。", "Check the address and which mails your settings let in, then send again from this page.";
    SEND_AGAIN = "もう一度送信する", "Send again";
    SENT_AGAIN = "もう一度送信する手続きをしました。", "A further mail was asked for.";

    // ---- link
    EXPIRED_TITLE = "このリンクは使えません", "This link cannot be used";
    EXPIRED_TEXT = "期限が切れたか、すでに登録が完了しています。登録が済んでいる方はログインしてください。まだの方は、最初からお手続きください。", "It has expired, or the registration is complete already. If you are registered, please sign in; if not, please start again.";
    START_AGAIN = "最初から手続きする", "Start again";
    LINK_UNTIL = "この画面は {until} まで、メールのリンクから何度でも開けます。入力した内容は自動で保存されます（パスワードを除く）。", "Until {until} this page can be opened again from the mail. What you type is saved (not the password).";
    SAVED_AT = "保存しました {time}", "Saved {time}";
    RESUMED = "前回の入力の続きから始めます。", "Going on where you left off.";

    // ---- form
    FORM_TITLE = "ログイン情報・利用者登録情報の入力", "Your login and your data";
    LOGIN_PART = "ログイン情報", "Login";
    LOGIN_ID = "ログインID", "Login ID";
    LOGIN_ID_HINT = "半角英数字・記号 8文字以上、32文字以内。使用できる記号 %!@#&", "8–32 half-width letters, digits and %!@#&";
    PASSWORD = "パスワード", "Password";
    PASSWORD_HINT = "半角英字・数字・記号（!@%&#）の3種類すべてを使用して8文字以上。または、種類を問わず15文字以上", "At least 8 characters with letter, digit and one of !@%&#; or at least 15 of any kind";
    LICENCE_PART = "医籍", "Medical register";
    REGISTER_NUMBER = "医籍登録番号", "Medical register number";
    REGISTER_NUMBER_HINT = "数字6桁まで。番号が分からない方は、厚生労働省の検索ページでご確認ください。", "Up to six digits. It can be looked up on the ministry's page:";
    REGISTER_SEARCH = "医師等資格確認検索（厚生労働省）", "Search of physicians (Ministry of Health, Labour and Welfare)";
    NEW_TAB = "（新しいタブで開きます）", " (opens in a new tab)";
    NUMBER_READ_AS = "「{shown}」として登録します", "Will be registered as {shown}";
    REGISTER_DATE = "医籍登録日", "Date of registration";
    NAME_PART = "氏名", "Name";
    FAMILY_KANA = "セイ（フリガナ）", "Family name (katakana)";
    GIVEN_KANA = "メイ（フリガナ）", "Given name (katakana)";
    KANA_HINT = "全角カタカナ 64文字以内", "Full-width katakana, at most 64";
    FAMILY = "姓", "Family name";
    GIVEN = "名", "Given name";
    KANJI_HINT = "全角 32文字以内。髙・﨑などもそのまま登録されます", "Full-width, at most 32; variants such as 髙 and 﨑 are kept";
    FORMER_PART = "旧姓・旧名", "Former name";
    FORMER_FAMILY_KANA = "旧姓（フリガナ）", "Former family name (katakana)";
    FORMER_GIVEN_KANA = "旧名（フリガナ）", "Former given name (katakana)";
    FORMER_FAMILY = "旧姓", "Former family name";
    FORMER_GIVEN = "旧名", "Former given name";
    FORMER_ON_MAIL = "送付物の宛名に旧姓・旧名を使用する", "Use the former name on mail";
    FORMER_ON_MAIL_HINT = "旧名が空欄の場合は旧姓のみ使用", "Only the family name where the given one is blank";
    PERSON_PART = "生年月日・性別", "Birth date and sex";
    BIRTH_DATE = "生年月日", "Birth date";
    SEX = "性別", "Sex";
    ADDRESS_PART = "自宅現住所", "Home address";
    POSTAL_CODE = "郵便番号", "Postal code";
    POSTAL_HINT = "例：113-0021。入力すると都道府県と住所が入ります", "e.g. 113-0021; prefecture and town are filled in";
    POSTAL_UNKNOWN = "この郵便番号の住所は一覧にありません。都道府県と住所を入力してください。", "This code is not in our list. Please type the address.";
    POSTAL_FAILED = "住所を調べられませんでした。接続をご確認のうえ郵便番号を入れ直すか、都道府県と住所を入力してください。", "The address could not be looked up. Check your connection and type the code again, or type the address.";
    POSTAL_KEPT = "入力済みの住所はそのままにしています。この郵便番号の住所にするときは選んでください。", "The address you typed is kept. Choose this one to put it in its place.";
    POSTAL_CHOOSE = "この郵便番号には複数の地域があります。選んでください。", "This code has several places. Please choose.";
    PREFECTURE = "都道府県", "Prefecture";
    STREET = "住所（番地まで）", "Street and number";
    BUILDING = "建物名、部屋番号など", "Building, room";
    BUILDING_HINT = "50文字以内", "At most 50 characters";
    PHONE_PART = "電話番号", "Telephone";
    MOBILE = "携帯電話番号", "Mobile";
    TELEPHONE = "TEL（固定電話がある場合）", "Telephone";
    FAX = "FAX", "Fax";
    PHONE_HINT = "半角15文字以内、ハイフンあり", "Half-width, at most 15, with hyphens";
    WORK_PART = "診療科名", "Specialties";
    MAIN_SPECIALTY = "主たる科名", "Main specialty";
    FURTHER_SPECIALTIES = "担当する科名", "Further specialties";
    EDUCATION_PART = "学歴", "Education";
    SCHOOL = "出身校", "University";
    SCHOOL_HINT = "大学名の一部を入力して選んでください（部分一致）。一覧にない場合は大学名をそのまま入力してください（30文字以内）", "Type a part of the name and choose; type it in full where it is not listed (at most 30)";
    SCHOOL_TYPED = "一覧にない大学として「{name}」を登録します", "“{name}” will be registered as typed";
    FACULTY = "学部", "Faculty";
    GRADUATION = "卒業年月", "Graduation";
    GRADUATE_SCHOOL = "大学院", "Graduate school";
    GRADUATE_DEPARTMENT = "大学院の学部・学科名等名称", "Department";
    GRADUATE_COMPLETION = "大学院修了年月", "Completion";
    DEGREE = "学位取得年月（博士号）", "Doctoral degree";
    SOCIETIES_PART = "所属学会", "Societies";
    SOCIETIES = "日本医学会分科会等の名称", "Societies";
    OTHER_SOCIETY = "一覧にない所属学会", "A society that is not listed";
    OTHER_SOCIETY_HINT = "全角20文字以内", "At most 20 characters";
    TO_CONFIRM = "確認画面へ進む", "Go on to confirm";

    // ---- confirmation and end
    CONFIRM_TEXT = "入力内容をご確認ください。まだ登録は完了していません。", "Please check your data. They are not registered yet.";
    NONE_GIVEN = "（未入力）", "(not given)";
    HIDDEN = "（表示しません）", "(not shown)";
    REGISTER = "登録する", "Register";
    CHANGE = "戻って直す", "Back, to change";
    DONE_TITLE = "利用者登録が完了しました", "You are registered";
    DONE_TEXT = "ご登録ありがとうございます。ログインID「{login}」と登録したパスワードで、ログインページよりログインしてください。", "Thank you. Please sign in with the login ID “{login}” and your password.";
    DONE_MAIL = "登録いただいたメールアドレスに完了のメールをお送りしています。", "A mail of confirmation is on its way.";
    DONE_IDENTITY = "本人確認は、所属の医師会または申請先の医師会で行います。", "Your identity is confirmed by your association or the one you apply to.";
}
