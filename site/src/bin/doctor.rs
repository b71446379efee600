//! The doctor's pages, as the browser loads them.

fn main() {
    site::doctor();
}
