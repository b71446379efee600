//! Bytes of the uploaded documents: real PDF, JPEG and PNG files, small, and plainly samples.
//!
//! Made here rather than kept in the repository, so that nobody wonders whose they are.

use super::world::{Evidence, FileType};
use image::{ExtendedColorType, ImageEncoder, ImageError, Rgb, RgbImage, codecs};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str};

/// Makes the file.
///
/// # Errors
/// The encoder's; the sizes here are far from any limit of theirs.
pub fn file(evidence: &Evidence) -> Result<Vec<u8>, ImageError> {
    match evidence.file_type {
        FileType::Pdf => Ok(pdf(&evidence.lines)),
        FileType::Jpeg => {
            let mut bytes = Vec::new();
            let encoder = codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 80);
            write(encoder, &picture(&evidence.lines))?;
            Ok(bytes)
        }
        FileType::Png => {
            let mut bytes = Vec::new();
            write(
                codecs::png::PngEncoder::new(&mut bytes),
                &picture(&evidence.lines),
            )?;
            Ok(bytes)
        }
    }
}

fn write(encoder: impl ImageEncoder, picture: &RgbImage) -> Result<(), ImageError> {
    encoder.write_image(
        picture,
        picture.width(),
        picture.height(),
        ExtendedColorType::Rgb8,
    )
}

/// One page of A4 with the lines in Helvetica, which every reader has.
fn pdf(lines: &[String]) -> Vec<u8> {
    let [catalog, pages, page, font, contents] = [1, 2, 3, 4, 5].map(Ref::new);
    let face = Name(b"F1");
    let mut text = Content::new();
    text.set_line_width(1.5)
        .rect(50.0, 500.0, 495.0, 290.0)
        .stroke();
    text.begin_text()
        .set_font(face, 24.0)
        .set_leading(48.0)
        .next_line(80.0, 730.0);
    for line in lines {
        text.show(Str(line.as_bytes())).next_line_using_leading();
    }
    text.end_text();

    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    let mut leaf = pdf.page(page);
    leaf.parent(pages)
        .media_box(Rect::new(0.0, 0.0, 595.0, 842.0))
        .contents(contents);
    leaf.resources().fonts().pair(face, font);
    leaf.finish();
    pdf.type1_font(font).base_font(Name(b"Helvetica"));
    pdf.stream(contents, &text.finish());
    pdf.finish()
}

const PAPER: Rgb<u8> = Rgb([0xFB, 0xF8, 0xF0]);
const INK: Rgb<u8> = Rgb([0x2B, 0x3A, 0x67]);
const WIDTH: u32 = 640;
const HEIGHT: u32 = 440;
const MARGIN: u32 = 24;

/// A framed sheet with the lines in a coarse face.
fn picture(lines: &[String]) -> RgbImage {
    let mut sheet = RgbImage::from_pixel(WIDTH, HEIGHT, PAPER);
    for (x, y, pixel) in sheet.enumerate_pixels_mut() {
        let edge = x.min(WIDTH - 1 - x).min(y).min(HEIGHT - 1 - y);
        if (MARGIN..MARGIN + 3).contains(&edge) {
            *pixel = INK;
        }
    }
    for (line, top) in lines.iter().zip((70_u32..).step_by(110)) {
        draw(&mut sheet, line, 60, top);
    }
    sheet
}

/// Pixels a dot of the face measures.
const DOT: u32 = 5;

fn draw(sheet: &mut RgbImage, line: &str, left: u32, top: u32) {
    for (place, letter) in (0_u32..).zip(line.chars()) {
        let rows = GLYPHS
            .iter()
            .find(|(c, _)| *c == letter)
            .map_or([0; 7], |(_, rows)| *rows);
        for (down, row) in (0_u32..).zip(rows) {
            for across in (0..5_u32).filter(|across| row & (0x10 >> across) != 0) {
                dot(sheet, left + (place * 6 + across) * DOT, top + down * DOT);
            }
        }
    }
}

fn dot(sheet: &mut RgbImage, left: u32, top: u32) {
    for x in left..left + DOT {
        for y in top..top + DOT {
            // A line that is too long ends at the frame.
            if x < WIDTH - MARGIN && y < HEIGHT - MARGIN {
                sheet.put_pixel(x, y, INK);
            }
        }
    }
}

/// Letters of five dots by seven, a row a number.
#[rustfmt::skip]
const GLYPHS: &[(char, [u8; 7])] = &[
    ('-', [0, 0, 0, 31, 0, 0, 0]), ('.', [0, 0, 0, 0, 0, 12, 12]),
    ('0', [14, 17, 19, 21, 25, 17, 14]), ('1', [4, 12, 4, 4, 4, 4, 14]),
    ('2', [14, 17, 1, 6, 8, 16, 31]), ('3', [31, 2, 4, 2, 1, 17, 14]),
    ('4', [2, 6, 10, 18, 31, 2, 2]), ('5', [31, 16, 30, 1, 1, 17, 14]),
    ('6', [6, 8, 16, 30, 17, 17, 14]), ('7', [31, 1, 2, 4, 8, 8, 8]),
    ('8', [14, 17, 17, 14, 17, 17, 14]), ('9', [14, 17, 17, 15, 1, 2, 12]),
    ('A', [14, 17, 17, 31, 17, 17, 17]), ('B', [30, 17, 17, 30, 17, 17, 30]),
    ('C', [14, 17, 16, 16, 16, 17, 14]), ('D', [30, 17, 17, 17, 17, 17, 30]),
    ('E', [31, 16, 16, 30, 16, 16, 31]), ('F', [31, 16, 16, 30, 16, 16, 16]),
    ('G', [14, 17, 16, 23, 17, 17, 14]), ('H', [17, 17, 17, 31, 17, 17, 17]),
    ('I', [14, 4, 4, 4, 4, 4, 14]), ('J', [7, 2, 2, 2, 2, 18, 12]),
    ('K', [17, 18, 20, 24, 20, 18, 17]), ('L', [16, 16, 16, 16, 16, 16, 31]),
    ('M', [17, 27, 21, 21, 17, 17, 17]), ('N', [17, 25, 21, 19, 17, 17, 17]),
    ('O', [14, 17, 17, 17, 17, 17, 14]), ('P', [30, 17, 17, 30, 16, 16, 16]),
    ('Q', [14, 17, 17, 17, 21, 18, 13]), ('R', [30, 17, 17, 30, 20, 18, 17]),
    ('S', [15, 16, 16, 14, 1, 1, 30]), ('T', [31, 4, 4, 4, 4, 4, 4]),
    ('U', [17, 17, 17, 17, 17, 17, 14]), ('V', [17, 17, 17, 17, 17, 10, 4]),
    ('W', [17, 17, 17, 21, 21, 27, 17]), ('X', [17, 17, 10, 4, 10, 17, 17]),
    ('Y', [17, 17, 10, 4, 4, 4, 4]), ('Z', [31, 1, 2, 4, 8, 16, 31]),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(file_type: FileType) -> Vec<u8> {
        let lines = vec![
            "SAMPLE".to_owned(),
            "ISHI MENKYOSHO".to_owned(),
            "NO. 900123".to_owned(),
        ];
        let evidence = Evidence {
            file_name: "見本".to_owned(),
            file_type,
            lines,
        };
        file(&evidence).expect("a file")
    }

    #[test]
    fn pictures_can_be_read_again_and_have_ink_on_them() {
        for (file_type, format) in [
            (FileType::Jpeg, image::ImageFormat::Jpeg),
            (FileType::Png, image::ImageFormat::Png),
        ] {
            let bytes = sample(file_type);
            assert_eq!(image::guess_format(&bytes).ok(), Some(format));
            let picture = image::load_from_memory(&bytes)
                .expect("a picture")
                .to_rgb8();
            assert_eq!((picture.width(), picture.height()), (WIDTH, HEIGHT));
            // The S of SAMPLE begins with an empty dot and four full ones.
            assert!(picture.get_pixel(62, 72).0[0] > 0xE0);
            assert!(picture.get_pixel(67, 72).0[0] < 0x60);
            assert!(bytes.len() < 60_000, "{} bytes", bytes.len());
        }
    }

    #[test]
    fn a_document_begins_and_ends_as_pdf_and_carries_its_text() {
        let bytes = sample(FileType::Pdf);
        assert!(bytes.starts_with(b"%PDF-1."));
        assert!(bytes.trim_ascii_end().ends_with(b"%%EOF"));
        let text = String::from_utf8_lossy(&bytes);
        assert!(text.contains("(ISHI MENKYOSHO) Tj") && text.contains("startxref"));
    }

    #[test]
    fn every_letter_that_is_used_has_a_shape() {
        for application in super::super::world(super::super::SEED).applications {
            let licence = application
                .licence
                .into_iter()
                .flat_map(|evidence| evidence.lines);
            let handed_in = application
                .handed_in
                .into_iter()
                .flat_map(|h| h.evidence.lines);
            for c in licence
                .chain(handed_in)
                .flat_map(|line| line.chars().collect::<Vec<_>>())
            {
                assert!(
                    c == ' ' || GLYPHS.iter().any(|(glyph, _)| *glyph == c),
                    "{c}"
                );
            }
        }
    }
}
