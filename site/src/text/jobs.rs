//! Work that takes longer than a request.

texts! {
    RUNNING = "処理中です。このページを離れても続きます。", "Under way; it goes on when you leave this page.";
    STILL = "しばらく進んでいません。数分ごとに自動で再開を試みます。", "It has stood still for a while; it is called again every few minutes.";
    DONE = "処理が終わりました。", "Done.";
    STOPPED = "中止しました。", "Stopped.";
}
