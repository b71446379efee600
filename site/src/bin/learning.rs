//! 生涯教育: a program of the site.

fn main() {
    site::learning();
}
