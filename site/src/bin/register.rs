//! 利用者登録, as the browser loads it.

fn main() {
    site::register();
}
