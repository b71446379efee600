//! 認定の保持者: a program of the site.

fn main() {
    site::holders();
}
