//! Reads a printed certificate again, as somebody with a telephone would.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};

/// What the QR codes on the first page say, seen at 150 dots an inch.
///
/// # Panics
/// When it is no PDF, or a code cannot be read.
#[must_use]
pub fn qr_codes(pdf: &[u8]) -> Vec<String> {
    let pdf = Pdf::new(pdf.to_vec()).expect("a PDF");
    let scale = 150.0 / 72.0;
    let settings = RenderSettings {
        x_scale: scale,
        y_scale: scale,
        bg_color: WHITE,
        ..RenderSettings::default()
    };
    let pixels = hayro::render(
        pdf.pages().first().expect("a page"),
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &settings,
    );
    let (width, height) = (usize::from(pixels.width()), usize::from(pixels.height()));
    let data = pixels.data();
    let mut seen =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| data[y * width + x].g);
    seen.detect_grids()
        .iter()
        .map(|grid| grid.decode().expect("a readable code").1)
        .collect()
}
