//! Passwords that attackers try first and that could satisfy the rule.
//!
//! Not a list of all breached ones (that would be gigabytes, and the browser downloads this), but
//! the patterns that top every such list: a well-known word with digits and a symbol, walks over the
//! keyboard, one character or a short piece repeated.

/// The beginnings of most leaked passwords, with the usual substitutions undone.
const WORDS: [&str; 64] = [
    "password",
    "passwd",
    "pass",
    "passwort",
    "passcode",
    "qwerty",
    "qwertyuiop",
    "qwert",
    "asdf",
    "asdfgh",
    "asdfghjkl",
    "zxcvbn",
    "zxcvbnm",
    "abc",
    "abcd",
    "abcde",
    "abcdef",
    "abcdefg",
    "abcdefgh",
    "admin",
    "administrator",
    "root",
    "user",
    "guest",
    "test",
    "testtest",
    "welcome",
    "letmein",
    "login",
    "iloveyou",
    "monkey",
    "dragon",
    "master",
    "sunshine",
    "princess",
    "football",
    "baseball",
    "superman",
    "batman",
    "shadow",
    "michael",
    "charlie",
    "hello",
    "changeme",
    "default",
    "secret",
    "summer",
    "winter",
    "spring",
    "autumn",
    "qazwsx",
    "qazwsxedc",
    "sakura",
    "doraemon",
    "pokemon",
    "nippon",
    "japan",
    "tokyo",
    "doctor",
    "isha",
    "nichii",
    "mamis",
    "ishikai",
    "jmaishi",
];

/// Walks over the keyboard and runs of the alphabet; a password within one of these, taken again and
/// again, or backwards, is no secret.
const WALKS: [&str; 9] = [
    "1234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1q2w3e4r5t6y7u8i9o0p",
    "!qaz@wsx#edc$rfv%tgb^yhn",
];

/// Whether a password (in lower case) is among those tried first.
pub(super) fn is_known(password: &str) -> bool {
    let chars: Vec<char> = password.chars().collect();
    if repeats(&chars) {
        return true;
    }
    let core: String = password
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    if is_walk(&core) || is_walk(password) {
        return true;
    }
    word_with_number(password) || word_with_number(&undo_substitutions(password))
}

/// Whether it is one piece of at most four characters over and over.
fn repeats(chars: &[char]) -> bool {
    (1..=4).any(|period| {
        chars.len() >= period * 2 && chars.iter().zip(&chars[period..]).all(|(a, b)| a == b)
    })
}

/// Whether it consists of at most two runs along one of the walks, at least three characters each.
fn is_walk(text: &str) -> bool {
    let run = |text: &str| {
        let backwards: String = text.chars().rev().collect();
        text.chars().count() >= 3
            && WALKS.iter().any(|walk| {
                let round = format!("{walk}{walk}");
                round.contains(text) || round.contains(backwards.as_str())
            })
    };
    let splits = text.char_indices().map(|(at, _)| text.split_at(at));
    run(text)
        || splits
            .filter(|(a, b)| !a.is_empty() && !b.is_empty())
            .any(|(a, b)| run(a) && run(b))
}

/// `p@ssw0rd` → `password`.
fn undo_substitutions(text: &str) -> String {
    let letters = |c| match c {
        '@' | '4' => 'a',
        '0' => 'o',
        '3' => 'e',
        '5' | '$' => 's',
        '1' | '!' => 'i',
        '7' => 't',
        other => other,
    };
    // Digits and symbols at the end stand for themselves: `passw0rd1!`.
    let end = text
        .trim_end_matches(|c: char| !c.is_ascii_alphabetic())
        .len();
    let (word, tail) = text.split_at(end);
    word.chars().map(letters).collect::<String>() + tail
}

/// A known word with nothing but a short number or year and symbols around it.
fn word_with_number(text: &str) -> bool {
    let not_letter = |c: char| !c.is_ascii_alphabetic();
    let core = text.trim_matches(not_letter);
    let around = text.chars().count() - core.chars().count();
    WORDS.contains(&core) && around <= 9
}
