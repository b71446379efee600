//! システム管理: a program of the site.

fn main() {
    site::administration();
}
