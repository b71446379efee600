//! 研修会の一覧, for everybody.

texts! {
    TITLE = "研修会をさがす", "Find a course";
    LEAD = "医師会の承認を受けた、これから開催される研修会です。ログインは要りません。", "Approved courses to come. No sign-in is needed.";
    TEXT = "ことば", "Words";
    TEXT_HINT = "研修会名・演題・講師・主催者・会場", "Title, lecture, lecturer, organiser, venue";
    PLACE = "開催場所", "Where";
    ONLINE = "オンライン", "On-line";
    PROGRAMME = "制度", "Programme";
    CATEGORY = "区分", "Category";
    CODE = "カリキュラムコード", "Curriculum code";
    FROM = "この日から", "From";
    UNTIL = "この日まで", "Until";
    MORE_FILTERS = "日付・区分などでしぼる", "More filters";
    SEARCH = "検索", "Search";
    NONE = "条件に合う研修会はありません。条件を変えてお試しください。", "No course fits. Try other filters.";
    MORE = "続きを表示する", "Show more";
    FEED = "この条件をカレンダーに登録する（iCalendar）", "Subscribe to this as a calendar (iCalendar)";
    FEED_HINT = "お使いのカレンダーアプリの「照会（URLで追加）」にこのリンクを登録すると、新しい研修会も反映されます。", "Add this link to your calendar program as a subscription: new courses come by themselves.";
    UNITS = "{units}単位", "{units} units";
    CODES = "CC {codes}", "CC {codes}";
    LECTURES = "講義・お問合せ", "Lectures and contact";
    ENQUIRIES = "お問合せ先", "Contact";
    CAPACITY = "定員", "Capacity";
    TARGET = "対象", "For whom";
    COURSE = "研修会", "Course";
    ADD = "カレンダーに入れる", "Add to the calendar";
    ALL = "ほかの研修会をさがす", "Find other courses";
    LINK = "オンラインの案内", "On-line";
}
