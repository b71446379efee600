//! 主催者: a program of the site.

fn main() {
    site::organizer();
}
