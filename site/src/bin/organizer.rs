//! The pages of whoever holds courses, as the browser loads them.

fn main() {
    site::organizer();
}
