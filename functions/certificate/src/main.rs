//! The Lambda of the certificate queue.

functions::worker!(issue_certificate::WORKER);
