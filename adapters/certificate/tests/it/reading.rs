//! Reads a PDF again: its text by the fonts' Unicode maps, and its look by pixels.

use hayro::hayro_interpret::font::Glyph;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::hayro_syntax::{Pdf, page::Page};
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, interpret_page,
};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::kurbo::{Affine, BezPath, Rect};
use hayro::{RenderCache, RenderSettings};

/// The characters on the only page, in the order of the page, blanks left out: a typesetter sets those as distances.
pub fn text(pdf: &[u8]) -> String {
    on_the_only_page(pdf, words_of)
}

/// The same of all pages, one after another.
pub fn text_of_all(pdf: &[u8]) -> Vec<String> {
    let pdf = Pdf::new(pdf.to_vec()).expect("a PDF");
    let pages = pdf.pages().iter();
    pages.map(|page| words_of(&pdf, page)).collect()
}

fn words_of(pdf: &Pdf, page: &Page<'_>) -> String {
    let mut text: String = glyphs_of(pdf, page)
        .into_iter()
        .map(|(characters, _)| characters)
        .collect();
    text.retain(|character| !character.is_whitespace());
    text
}

/// The outlines with which the only page draws `character`, in whatever variant.
pub fn shapes(pdf: &[u8], character: char) -> Vec<BezPath> {
    let drawn = glyphs(pdf)
        .into_iter()
        .filter(|(characters, _)| characters.starts_with(character));
    drawn.map(|(_, outline)| outline).collect()
}

/// Each glyph of the only page: the characters it stands for, and its outline.
fn glyphs(pdf: &[u8]) -> Vec<(String, BezPath)> {
    on_the_only_page(pdf, glyphs_of)
}

fn glyphs_of(pdf: &Pdf, page: &Page<'_>) -> Vec<(String, BezPath)> {
    let (cache, bounds) = (InterpreterCache::new(), Rect::new(0.0, 0.0, 596.0, 842.0));
    let mut context = Context::new(
        Affine::IDENTITY,
        bounds,
        &cache,
        pdf.xref(),
        InterpreterSettings::default(),
    );
    let mut reader = Reader(Vec::new());
    interpret_page(page, &mut context, &mut reader);
    reader.0
}

/// What the QR codes on the only page say, seen at 150 dots an inch, as a telephone would from an arm's length.
pub fn qr_codes(pdf: &[u8]) -> Vec<String> {
    let scale = 150.0 / 72.0;
    let settings = RenderSettings {
        x_scale: scale,
        y_scale: scale,
        bg_color: WHITE,
        ..RenderSettings::default()
    };
    let pixels = on_the_only_page(pdf, |_, page| {
        hayro::render(
            page,
            &RenderCache::new(),
            &InterpreterSettings::default(),
            &settings,
        )
    });
    let (width, height) = (usize::from(pixels.width()), usize::from(pixels.height()));
    let data = pixels.data();
    let mut seen =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| data[y * width + x].g);
    seen.detect_grids()
        .iter()
        .map(|grid| grid.decode().expect("a readable code").1)
        .collect()
}

fn on_the_only_page<T>(pdf: &[u8], look: impl FnOnce(&Pdf, &Page<'_>) -> T) -> T {
    let pdf = Pdf::new(pdf.to_vec()).expect("a PDF");
    let [page] = &pdf.pages()[..] else {
        panic!("one page, not {}", pdf.pages().len())
    };
    look(&pdf, page)
}

/// Listens to the drawing of a page, and keeps the glyphs.
struct Reader(Vec<(String, BezPath)>);

impl<'a> Device<'a> for Reader {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        _: Affine,
        _: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        let characters = match glyph.as_unicode() {
            Some(BfString::Char(character)) => character.to_string(),
            Some(BfString::String(characters)) => characters,
            None => char::REPLACEMENT_CHARACTER.to_string(),
        };
        let outline = match glyph {
            Glyph::Outline(glyph) => glyph.outline(),
            Glyph::Type3(_) => panic!("the certificate embeds outline fonts only"),
        };
        self.0.push((characters, outline));
    }
    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
