//! 登録情報: a program of the site.

fn main() {
    site::profile();
}
