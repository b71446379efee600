//! 審査回: a program of the site.

fn main() {
    site::rounds();
}
