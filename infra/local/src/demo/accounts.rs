//! The demonstration accounts: who they are, and what the binary prints on starting.
//!
//! Passwords stand here in clear because the demonstration world holds nobody's data; the stack
//! listens on loopback only.

/// One account to sign in with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DemoAccount {
    /// What one sees there, in Japanese, as printed.
    pub who: &'static str,
    /// Login ID.
    pub login: &'static str,
    /// Password.
    pub password: &'static str,
}

/// Login of the doctor with 150 credits in five years and a certificate.
pub const VETERAN: &str = "takahashi150";
/// Login of the doctor who has the credits and has not applied yet.
pub const NEWCOMER: &str = "tsujimoto01";
/// Login of the doctor of 75 years whose application was sent back.
pub const SENIOR: &str = "saito1951";
/// Login of the doctor who is a member of no association.
pub const NON_MEMBER: &str = "kuroda01";

/// Everybody to sign in as, in the order in which the main job runs through them.
pub const DEMO_ACCOUNTS: &[DemoAccount] = &[
    DemoAccount {
        who: "医師（会員、5年間に150件の単位、修了証あり）　髙橋 美咲",
        login: VETERAN,
        password: "Komagome%150",
    },
    DemoAccount {
        who: "医師（会員、これから申請）　辻󠄀本 健太",
        login: NEWCOMER,
        password: "Hakusan%2026",
    },
    DemoAccount {
        who: "医師（会員、75歳、差戻しあり）　齋藤 茂",
        login: SENIOR,
        password: "Fushimi%1951",
    },
    DemoAccount {
        who: "医師（非会員）　黒田 彩",
        login: NON_MEMBER,
        password: "Umeda%2026go",
    },
    DemoAccount {
        who: "研修会主催者（外部団体）　城東地域医療連携研究会",
        login: "renkei01",
        password: "Kenshuukai%1",
    },
    DemoAccount {
        who: "事務局　文京区医師会",
        login: "bunkyo001",
        password: "Jimukyoku%13",
    },
    DemoAccount {
        who: "事務局　東京都医師会",
        login: "tokyo0001",
        password: "Todofuken%13",
    },
    DemoAccount {
        who: "事務局　日本医師会",
        login: "nichii001",
        password: "Zenkoku%2026",
    },
    DemoAccount {
        who: "システム管理者",
        login: "kanri0001",
        password: "Kanrisha%2026",
    },
];

/// Credits wait for this register number: register with it, and they count at once.
pub const WAITING_NUMBER: &str = "999001";
/// The name under which those credits were posted, family and given, in kanji and kana.
pub const WAITING_NAME: [(&str, &str); 2] = [("渡邉", "ワタナベ"), ("遥", "ハルカ")];
