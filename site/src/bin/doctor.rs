//! マイページ: a program of the site.

fn main() {
    site::doctor();
}
