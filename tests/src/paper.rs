//! Paper: reads a printed certificate again, as somebody with a telephone would, and scans some.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};

/// Dots an inch at which a page is looked at, one after the other: a telephone is moved, too, until
/// it sees a code, and not every code falls well on every raster.
const RASTERS: [f32; 4] = [150.0, 200.0, 110.0, 300.0];

/// What the QR codes on the first page say.
///
/// # Panics
/// When it is no PDF.
#[must_use]
pub fn qr_codes(pdf: &[u8]) -> Vec<String> {
    let pdf = Pdf::new(pdf.to_vec()).expect("a PDF");
    let seen = RASTERS.iter().map(|dots| qr_codes_at(&pdf, *dots));
    seen.into_iter()
        .find(|codes| !codes.is_empty())
        .unwrap_or_default()
}

fn qr_codes_at(pdf: &Pdf, dots: f32) -> Vec<String> {
    let scale = dots / 72.0;
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
    let codes = seen.detect_grids();
    codes
        .iter()
        .filter_map(|grid| Some(grid.decode().ok()?.1))
        .collect()
}

/// A page of A5 with a line of Latin text, as a scanner's software writes it: a PDF that viewers
/// show.
#[must_use]
pub fn pdf(text: &str) -> Vec<u8> {
    let drawing = format!("BT /F1 24 Tf 40 500 Td ({text}) Tj ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
            .to_owned(),
        format!("<</Length {}>>stream\n{drawing}\nendstream", drawing.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    let mut file = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let table = file.len();
    file.push_str("xref\n0 6\n0000000000 65535 f \n");
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    file.push_str(&format!(
        "trailer<</Size 6/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n"
    ));
    file.into_bytes()
}
