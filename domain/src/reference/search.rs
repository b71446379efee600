//! Partial match for the pickers (部分一致, S2), the same in the browser and on the server.

use super::Entry;
use crate::width;

/// What is compared: width, case, kana kind, spaces and marks made equal.
///
/// So half-width kana, hiragana and katakana find the same entries, and `プライマリケア` finds
/// `プライマリ・ケア`. Only for searching: nothing that was typed is ever stored folded. Without the
/// tables of Unicode normalisation, which would be a quarter of what the browser downloads.
pub fn fold(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| match c {
            // The long vowel is no dash.
            'ｰ' => 'ー',
            _ => width::half_width_char(c),
        })
        .filter(|c| !is_mark(*c))
        .flat_map(char::to_lowercase)
        .collect();
    width::katakana(&plain)
}

fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '・' | '･' | '-' | '、' | '.' | '\'' | '(' | ')')
}

/// Entries of which the code begins with what was typed, or a name contains it.
///
/// Every word typed (they are parted by spaces) must be found. Names that begin with it stand
/// first; otherwise the order of the list is kept. Nothing typed: all of them.
pub fn search<'a>(entries: &'a [Entry], typed: &str) -> Vec<&'a Entry> {
    let words: Vec<String> = typed
        .split_whitespace()
        .map(fold)
        .filter(|word| !word.is_empty())
        .collect();
    let mut found: Vec<(bool, &Entry)> = entries
        .iter()
        .filter_map(|entry| {
            let haystacks =
                [&entry.name, &entry.kana, &entry.name_en, &entry.also].map(|s| fold(s));
            let code = fold(&entry.code);
            let all = words.iter().all(|word| {
                code.starts_with(word.as_str())
                    || haystacks.iter().any(|h| h.contains(word.as_str()))
            });
            let first = words.iter().any(|word| {
                haystacks[0].starts_with(word.as_str()) || haystacks[1].starts_with(word.as_str())
            });
            all.then_some((!first, entry))
        })
        .collect();
    found.sort_by_key(|(later, _)| *later);
    found.into_iter().map(|(_, entry)| entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(code: &str, name: &str, kana: &str, also: &str) -> Entry {
        Entry {
            code: code.into(),
            name: name.into(),
            kana: kana.into(),
            name_en: String::new(),
            also: also.into(),
        }
    }

    fn names<'a>(entries: &'a [Entry], typed: &str) -> Vec<&'a str> {
        search(entries, typed)
            .into_iter()
            .map(|e| e.name.as_str())
            .collect()
    }

    #[test]
    fn kana_case_width_and_marks_do_not_matter() {
        let all = [entry(
            "09",
            "日本プライマリ・ケア連合学会",
            "ニホンプライマリケアレンゴウガッカイ",
            "JPCA",
        )];
        for typed in [
            "プライマリケア",
            "ﾌﾟﾗｲﾏﾘ･ｹｱ",
            "ﾆﾎﾝﾌﾟﾗｲﾏﾘｹｱﾚﾝｺﾞｳ",
            "日本プライマリ－ケア",
            "ぷらいまり",
            "ｊｐｃａ",
            "jpca",
            "日本 連合",
            "09",
            "０９",
        ] {
            assert_eq!(names(&all, typed).len(), 1, "{typed}");
        }
        assert_eq!(names(&all, "外科"), Vec::<&str>::new());
        assert_eq!(names(&all, "日本 外科"), Vec::<&str>::new());
    }

    #[test]
    fn names_that_begin_with_it_stand_first() {
        let all = [
            entry("02", "呼吸器内科", "", ""),
            entry("01", "内科", "", ""),
        ];
        assert_eq!(names(&all, "内科"), ["内科", "呼吸器内科"]);
        assert_eq!(names(&all, "　"), ["呼吸器内科", "内科"]);
    }
}
