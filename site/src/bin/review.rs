//! The pages on which associations review, as the browser loads them.

fn main() {
    site::review();
}
