//! 認定の申請: a program of the site.

fn main() {
    site::certification();
}
