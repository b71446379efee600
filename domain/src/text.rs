//! Every refusal in words, Japanese and English, in one place.
//!
//! `{max}` and the like are filled from the parameters of the rejection.

use std::collections::BTreeMap;

use crate::language::Language;
use crate::rejection::Code;

/// A refusal in words, fit to stand beside its field.
#[must_use]
pub fn message(code: Code, params: &BTreeMap<String, String>, language: Language) -> String {
    let (ja, en) = texts(code);
    fill(language.pick(ja, en), params)
}

/// Puts parameters into the places named for them; places without one are left out.
fn fill(template: &str, params: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(params.get(name).map_or("", String::as_str));
        rest = after;
    }
    out.push_str(rest);
    out
}

const fn texts(code: Code) -> (&'static str, &'static str) {
    match code {
        Code::Required => ("入力してください。", "Please fill this in."),
        Code::TooLong => (
            "{max}文字以内で入力してください。",
            "Use at most {max} characters.",
        ),
        Code::TooShort => (
            "{min}文字以上で入力してください。",
            "Use at least {min} characters.",
        ),
        Code::TooMany => ("{max}件以内にしてください。", "Give at most {max}."),
        Code::UnknownChoice => (
            "選択肢の中から選んでください。",
            "Choose one of the options.",
        ),
        Code::Duplicate => ("同じものが重複しています。", "This is given twice."),
        Code::NotFullWidth => (
            "全角で入力してください（使用できない文字：{characters}）。",
            "Use full-width characters (not possible: {characters}).",
        ),
        Code::NotHalfWidth => (
            "半角で入力してください（使用できない文字：{characters}）。",
            "Use half-width characters (not possible: {characters}).",
        ),
        Code::NotKatakana => (
            "全角カタカナで入力してください（使用できない文字：{characters}）。",
            "Use full-width katakana (not possible: {characters}).",
        ),
        Code::BadCharacter => (
            "使用できない文字が含まれています（{characters}）。",
            "Contains characters that cannot be used ({characters}).",
        ),
        Code::BadRegisterNumber => (
            "医籍登録番号は{digits}桁以内の数字で入力してください。",
            "The medical register number has up to {digits} digits.",
        ),
        Code::RegisterNumberZero => (
            "医籍登録番号をご確認ください（000000は使用できません）。",
            "Please check the medical register number (000000 is not in use).",
        ),
        Code::BadDate => (
            "日付は「1965-04-01」「1965/4/1」「昭和40年4月1日」のように入力してください。",
            "Write the date like 1965-04-01, 1965/4/1 or 昭和40年4月1日.",
        ),
        Code::NoSuchDay => ("存在しない日付です。", "There is no such day."),
        Code::OutsideEra => (
            "{era}の期間にない日付です。",
            "This day does not lie in the era {era}.",
        ),
        Code::BadMonth => (
            "年月は「1990-03」「1990年3月」「平成2年3月」のように入力してください。",
            "Write the month like 1990-03, 1990年3月 or 平成2年3月.",
        ),
        Code::BadFiscalYear => (
            "年度は西暦4桁で入力してください。",
            "Write the fiscal year with four digits.",
        ),
        Code::BadTime => (
            "時刻は「13:30」のように入力してください。",
            "Write the time like 13:30.",
        ),
        Code::InFuture => (
            "本日以前の日付を入力してください。",
            "The date must not lie in the future.",
        ),
        Code::InPast => (
            "本日以降の日付を入力してください。",
            "The date must not lie in the past.",
        ),
        Code::AgeOutOfRange => (
            "生年月日をご確認ください（{min}歳から{max}歳まで登録できます）。",
            "Please check the birth date (ages {min} to {max} can register).",
        ),
        Code::RegisteredTooYoung => (
            "医籍登録日が生年月日から{years}年以内になっています。どちらかをご確認ください。",
            "The register date lies within {years} years of the birth date. Please check both.",
        ),
        Code::GraduatedAfterRegistering => (
            "卒業年月が医籍登録日より後になっています。どちらかをご確認ください。",
            "The graduation lies after the register date. Please check both.",
        ),
        Code::BeforeGraduation => (
            "卒業年月より後の年月を入力してください。",
            "The month must lie after the graduation.",
        ),
        Code::EndNotAfterStart => (
            "終了時刻は開始時刻より後にしてください。",
            "The end must be later than the start.",
        ),
        Code::Overlapping => (
            "ほかの講義と時間が重なっています。",
            "The time overlaps with another lecture.",
        ),
        Code::Incomplete => (
            "{missing}も入力してください。",
            "Please fill in the other part too.",
        ),
        Code::BadEmail => (
            "メールアドレスの形式が正しくありません。",
            "This is not the form of an e-mail address.",
        ),
        Code::EmailsDiffer => (
            "2回入力されたメールアドレスが一致していません。",
            "The two e-mail addresses differ.",
        ),
        Code::BadPostalCode => (
            "郵便番号は「113-8621」のように7桁の数字で入力してください。",
            "Write the postal code with seven digits, like 113-8621.",
        ),
        Code::BadPhone => (
            "電話番号は半角数字とハイフンで、「03-0000-0000」のように15文字以内で入力してください。",
            "Write the number with digits and hyphens, like 03-0000-0000, at most 15 characters.",
        ),
        Code::PhoneNeedsHyphens => (
            "電話番号の区切りにハイフンを入れてください（例：03-0000-0000）。",
            "Please put hyphens into the number, like 03-0000-0000.",
        ),
        Code::BadPrefecture => ("都道府県を選んでください。", "Choose a prefecture."),
        Code::LoginIdCharacter => (
            "ログインIDの形式が正しくありません。使用できる文字は半角英数字と記号 %!@#& です（使用できない文字：{characters}）。",
            "A login ID has half-width letters, digits and the symbols %!@#& (not possible: {characters}).",
        ),
        Code::PasswordTooSimple => (
            "パスワードは、半角英字・数字・記号（!@%&#）の3種類すべてを使用して8文字以上、または種類を問わず15文字以上にしてください。",
            "Use at least 8 characters with all of letter, digit and symbol (!@%&#), or at least 15 characters of any kind.",
        ),
        Code::PasswordContainsLoginId => (
            "パスワードにログインIDと同じ文字列は使用できません。",
            "The password must not contain the login ID.",
        ),
        Code::PasswordKnown => (
            "推測されやすいパスワードです。別のものにしてください。",
            "This password is easily guessed. Please choose another.",
        ),
        Code::PasswordCharacter => (
            "パスワードに改行などの制御文字は使用できません。",
            "A password cannot have control characters.",
        ),
        Code::BadUnits => (
            "単位数は「1.5」のように入力してください。",
            "Write units like 1.5.",
        ),
        Code::UnitsNotHalves => (
            "単位数は0.5刻みで入力してください。",
            "Units go in steps of 0.5.",
        ),
        Code::UnitsTooMany => (
            "単位数は{max}以内にしてください。",
            "At most {max} units are possible here.",
        ),
        Code::UnitsZero => ("単位数を入力してください。", "Give the number of units."),
        Code::UnitsOverflow => (
            "単位数が大きすぎます。",
            "The number of units is too large.",
        ),
        Code::UnitsNotDivisible => (
            "複数の制度・区分の単位が付く研修会では、行ごとの単位数は指定できません。",
            "A course that counts in several programmes or categories takes no units per row.",
        ),
        Code::UnitsUnlikeLength => (
            "講義時間（{minutes}分）と単位数（{units}）をご確認ください。1時間で1単位、30分で0.5単位です。",
            "Please check: {minutes} minutes and {units} units. One hour is 1 unit, 30 minutes 0.5.",
        ),
        Code::BadCurriculumCode => (
            "カリキュラムコードは0から{max}までの数字です。",
            "Curriculum codes go from 0 to {max}.",
        ),
        Code::BadNumber => (
            "{min}から{max}までの整数を入力してください。",
            "Give a whole number from {min} to {max}.",
        ),
        Code::BadId => (
            "識別子の形式が正しくありません。",
            "This identifier is not valid.",
        ),
        Code::BadRowId => (
            "行IDは1文字以上{max}文字以内で、改行などの制御文字を含めないでください。",
            "A row id has 1 to {max} characters and no control characters.",
        ),
        Code::BadWebAddress => (
            "https:// で始まるURLを入力してください。",
            "Give an address that begins with https://.",
        ),
        Code::OutsideFiscalYear => (
            "追加できる単位は申請年度（{year}年度）に取得したものに限ります。",
            "Only units of the application's fiscal year ({year}) can be added.",
        ),
        Code::PracticalBoth => (
            "実地研修のⅠとⅡの併用はできません。それぞれ1項目ずつ選択したい場合は、Ⅰの中から最も内容が近いものを選択してください。",
            "Parts Ⅰ and Ⅱ of practical training exclude each other. For one item of each, choose the nearest ones under Ⅰ.",
        ),
        Code::TargetNotAllowed => (
            "この申請の申請先医師会は{allowed}となります。",
            "This application goes to: {allowed}.",
        ),
        Code::EvidenceMissing => (
            "証明書類をアップロードしてください。",
            "Please upload the evidence.",
        ),
        Code::BadMediaType => (
            "PDF・JPEG・PNGのファイルを選んでください。",
            "Choose a PDF, JPEG or PNG file.",
        ),
        Code::Heic => (
            "HEIC形式の写真は表示できないため、JPEGに変換してからアップロードしてください。",
            "HEIC photographs cannot be shown. Please convert it to JPEG first.",
        ),
        Code::FileTooLarge => (
            "ファイルは{max}以内にしてください。",
            "The file must not be larger than {max}.",
        ),
        Code::FileEmpty => ("ファイルが空です。", "The file is empty."),
        Code::MediaTypeDiffers => (
            "ファイルの中身が拡張子や種類と一致していません。",
            "The content of the file is not of the type that it claims.",
        ),
        Code::Conflict => (
            "この行IDは、別の内容ですでに登録されています。",
            "This row id was posted before with another content.",
        ),
        Code::DuplicateRow => (
            "この行IDは、{place}行目にもあります。",
            "This row id stands in row {place} too.",
        ),
        Code::DuplicateAttendee => (
            "この医師は、行ID「{row}」ですでに登録されています。",
            "This doctor stands on the roster already, under row id {row}.",
        ),
        Code::OtherRowsRejected => (
            "ほかの行に誤りがあるため、この行も登録していません。",
            "Not posted, since another row has an error.",
        ),
        Code::NumberPadded => (
            "医籍登録番号を6桁（{number}）にそろえました。",
            "The register number was padded to six digits ({number}).",
        ),
        Code::NameDiffers => (
            "医籍登録番号と氏名が一致しません。",
            "Register number and name do not agree.",
        ),
        Code::BirthDateDiffers => (
            "医籍登録番号と生年月日が一致しません。",
            "Register number and birth date do not agree.",
        ),
        Code::NoAccountYet => (
            "この医師はまだ利用者登録をしていません。登録と同時に反映されます。",
            "This doctor has not registered yet. The credit counts as soon as that happens.",
        ),
        Code::RuleFault => (
            "規則に誤りがあります：{fault}。",
            "There is a mistake in the rules: {fault_en}.",
        ),
        Code::EndBeforeStart => (
            "終わりの日は始めの日以後にしてください。",
            "The last day must not be before the first.",
        ),
        Code::NotYetOnline => (
            "この申請は{min}からオンラインで受け付けます。それまでは紙で申請してください。",
            "Applications are taken here from {min} on; until then please apply on paper.",
        ),
        Code::AfterCutOver => (
            "{max}までの研修会の単位だけを申告できます。それより後の単位はシステムに登録されています。",
            "Only units of courses until {max} can be declared; later ones are in the system.",
        ),
        Code::MembersOnly => (
            "日本医師会会員のみが取得できる単位です。この医籍登録番号の日本医師会会員が見つかりません。",
            "Only members of the Japan Medical Association earn these credits. No member has this number.",
        ),
        Code::YearNotOver => (
            "終了した年度（{year}年度以前）を入力してください。",
            "Give a fiscal year that is over ({year} or earlier).",
        ),
        Code::PostedLate => (
            "登録期限（{until}）を過ぎています。",
            "Posted after the period for posting ({until}).",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rejection::Rejection;

    #[test]
    fn every_code_has_words_in_both_languages() {
        for code in Code::ALL {
            let (ja, en) = texts(*code);
            assert!(ja.ends_with('。') && en.ends_with('.'), "{code}");
            assert!(
                en.is_ascii() || code.as_str().starts_with("bad-") || en.contains('Ⅰ'),
                "{code}"
            );
        }
    }

    #[test]
    fn parameters_are_filled_in() {
        let rejection = Rejection::new(Code::TooLong).with("max", 32);
        assert_eq!(
            rejection.text(Language::Ja),
            "32文字以内で入力してください。"
        );
        assert_eq!(rejection.text(Language::En), "Use at most 32 characters.");
    }
}
