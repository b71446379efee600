//! 審査: a program of the site.

fn main() {
    site::review();
}
