//! The Lambda of the certificate queue.

fn main() -> Result<(), functions::lambda::Error> {
    functions::lambda::block_on(functions::lambda::work(&issue_certificate::WORKER))
}
