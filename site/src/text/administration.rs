//! The pages of administrators: the rules of programmes.

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
}
