//! QR code of the check page, as SVG for the typesetter.

use fast_qr::convert::{Builder, Shape, svg::SvgBuilder};
use fast_qr::{ECL, QRBuilder, QRCode, qr::QRCodeError};

/// Quiet zone that the standard asks for, in modules.
const QUIET_ZONE: usize = 4;

/// Level M survives 15 % of damage: a certificate is folded and photographed, not sprayed.
pub(crate) fn code(url: &str) -> Result<QRCode, QRCodeError> {
    QRBuilder::new(url).ecl(ECL::M).build()
}

/// The code in the ink of the page, on white, quiet zone included.
pub(crate) fn svg(url: &str) -> Result<String, QRCodeError> {
    Ok(SvgBuilder::default()
        .shape(Shape::Square)
        .margin(QUIET_ZONE)
        .module_color("#14213d")
        .to_str(&code(url)?))
}
