//! 研修会の一覧: a program of the site.

fn main() {
    site::catalogue();
}
