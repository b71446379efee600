//! 単位の登録: a program of the site.

fn main() {
    site::posting();
}
