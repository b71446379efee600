//! QR code of the check page, as SVG for the typesetter.

use fast_qr::convert::{Builder, Shape, svg::SvgBuilder};
use fast_qr::{ECL, QRBuilder};

/// The code is printed 25 mm wide, and telephones want modules of 0.4 mm: 25 / 0.4 = 62. Version 11 has 61, for 251 bytes.
const MOST_MODULES: usize = 61;

/// The address is too long for a code that can be read at the printed size.
pub(crate) struct TooLong;

/// The code in the ink of the page, on white. The template keeps the quiet zone of four modules around it.
///
/// Error correction at level M survives 15 % of damage: a certificate is folded and photographed, not sprayed.
pub(crate) fn svg(url: &str) -> Result<String, TooLong> {
    let code = QRBuilder::new(url)
        .ecl(ECL::M)
        .build()
        .map_err(|_| TooLong)?;
    if code.size > MOST_MODULES {
        return Err(TooLong);
    }
    Ok(SvgBuilder::default()
        .shape(Shape::Square)
        .margin(0)
        .module_color("#14213d")
        .to_str(&code))
}
