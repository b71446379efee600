//! 利用者登録 and 登録情報: a program of the site.

fn main() {
    site::registration();
}
