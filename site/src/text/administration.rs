//! The pages of administrators: the rules of programmes, the calendars of rounds.

texts! {
    RULES = "制度の規則", "Rules";
    RULES_NOTE = "制度の要件・単位・承認の段階は、日付のある規則で決まります。新しい版は施行日より前に下書きし、施行を決めます。すでに決まった版は変更できません。", "Requirements, units and stages follow dated rules. A new version is drafted and adopted before its first day; an adopted version is never changed.";
    VERSION = "版", "Version";
    PERIOD = "期間", "Period";
    FROM = "{from} から", "from {from}";
    FROM_TO = "{from} 〜 {to}", "{from} to {to}";
    STANDING = "状態", "State";
    DRAFT = "下書き", "Draft";
    COMING = "施行前", "Coming";
    IN_FORCE = "施行中", "In force";
    PAST = "終了", "Past";
    TEXT = "規則の内容", "Text of the rules";
    TEXT_HINT = "TOML形式です。id と valid_from（施行日、明日以降）を新しい版のものにしてください。", "In TOML. Give id and valid_from (the first day, tomorrow or later) of the new version.";
    NEW_VERSION = "この版をもとに新しい版を書く", "Write a new version from this one";
    KEEP = "確かめて下書きを保存する", "Check and keep the draft";
    KEPT = "下書きを保存しました：{id}", "The draft is kept: {id}";
    ADOPT = "施行を決める", "Adopt";
    ADOPT_ASK = "{from} から施行します。決めたあとは変更できません。", "It begins on {from} and cannot be changed afterwards.";
    ADOPTED = "施行を決めました：{id}", "Adopted: {id}";
    DISCARD = "下書きを捨てる", "Discard the draft";
    DISCARD_ASK = "下書き {id} を捨てます。元に戻せません。", "The draft {id} is discarded for good.";
    DISCARDED = "下書きを捨てました：{id}", "Discarded: {id}";
    BUILT_IN = "システムに組み込まれた版です。", "This version comes with the system.";
    DRAFTED_BY = "下書き：{by}（{at}）", "Drafted by {by} on {at}";
    ADOPTED_BY = "施行の決定：{by}（{at}）", "Adopted by {by} on {at}";
    BACK_TO_LIST = "一覧へ", "To the list";

    // ---- calendars of rounds
    ROUNDS = "審査回の暦", "Rounds";
    ROUNDS_NOTE = "日本医師会の運営委員会の審査回と、都道府県医師会の締切です。委員会の正確な日や都道府県の締切が決まったら、今の版をもとに新しい版を書き、決定します。終わった回は変わらず、受付中の回の締切が早くなることもありません。", "The rounds of the national committee and the cut-offs of prefectures. When exact days are known, write a new version from the present one and adopt it. A round that has met stays as it was, and none that takes applications closes earlier.";
    YEARS = "{year}以降", "from {year} on";
    REPLACES = "置き換える版", "In the place of";
    REPLACED = "置き換え済み・終了", "Past";
    DECIDED = "使用中", "In use";
    ROUND = "回", "Round";
    APPLICATIONS = "申請の受付", "Applications";
    COMMITTEE = "運営委員会（日医承認）", "Committee";
    PAPER = "認定証の送付", "Paper from";
    EXPIRY = "対象の有効期限", "Titles that end in";
    CUT_OFFS = "都道府県の締切", "Cut-offs";
    CUT_OFF = "{prefecture} {day}（{programme}）", "{prefecture} {day} ({programme})";
    CALENDAR_TEXT = "暦の内容", "Text of the calendar";
    CALENDAR_HINT = "TOML形式です。id を新しい版のものにし、年度の途中で変えるときは replaces に今の版のidを書いてください。", "In TOML. Give the id of the new version; within a year, name the present one under replaces.";
    CALENDAR_ADOPT = "この暦に決める", "Adopt this calendar";
    CALENDAR_ADOPT_ASK = "これからの審査回はこの暦によります。決めたあとは変更できません。", "Rounds follow this calendar from now on. It cannot be changed afterwards.";
    CALENDAR_ADOPTED = "暦を決めました：{id}", "Adopted: {id}";
}
