//! 認定: a program of the site.

fn main() {
    site::titles();
}
