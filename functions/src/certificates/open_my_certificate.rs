//! 証書を開く: redirects the browser tab to the PDF (#116).

use api::{Endpoint, OpenMyCertificate};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Reading<OpenMyCertificate>,
) -> Result<Reply<<OpenMyCertificate as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
