//! 利用者登録: a program of the site.

fn main() {
    site::registration();
}
