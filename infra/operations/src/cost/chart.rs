//! The chart of costs: bars as SVG.

use anyhow::{Result, anyhow};
use plotters::prelude::{
    BLACK, ChartBuilder, Color, IntoDrawingArea, IntoFont, RGBColor, Rectangle, SVGBackend, Text,
    WHITE,
};

use super::{DOCTORS, Inputs, month};

/// Where it is written.
pub const CHART: &str = "docs/operations/cost.svg";

const SIZE: (u32, u32) = (760, 360);
const BUILT: RGBColor = RGBColor(0x00, 0x47, 0xa0);
const SERVERS: RGBColor = RGBColor(0xb0, 0xb4, 0xba);

/// Dollars a month for each size: as built, and on servers that are always on.
///
/// # Errors
/// As the page.
pub fn draw(inputs: &Inputs) -> Result<String> {
    let mut bars = Vec::new();
    for doctors in DOCTORS {
        let month = month(inputs, doctors)?;
        bars.push((doctors, month.as_built(), month.on_servers()));
    }
    let highest = bars.iter().map(|bar| bar.1.max(bar.2)).fold(1.0, f64::max);
    let mut svg = String::new();
    paint(&mut svg, &bars, highest * 1.15).map_err(|error| anyhow!("{error}"))?;
    Ok(svg)
}

fn paint(
    svg: &mut String,
    bars: &[(u32, f64, f64)],
    top: f64,
) -> Result<(), Box<dyn std::error::Error>> {
    let area = SVGBackend::with_string(svg, SIZE).into_drawing_area();
    area.fill(&WHITE)?;
    let mut chart = ChartBuilder::on(&area)
        .margin(16)
        .x_label_area_size(34)
        .y_label_area_size(64)
        .build_cartesian_2d(0.0..3.0 * bars.len() as f64, 0.0..top)?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .disable_x_axis()
        .y_desc("US dollars a month")
        .y_label_formatter(&|dollars| format!("{dollars:.0}"))
        .draw()?;
    let font = ("sans-serif", 13).into_font().color(&BLACK);
    for (place, (doctors, built, servers)) in bars.iter().enumerate() {
        let left = 3.0 * place as f64 + 0.4;
        for (from, dollars, colour) in [(left, *built, BUILT), (left + 1.1, *servers, SERVERS)] {
            let bar = [(from, 0.0), (from + 1.0, dollars)];
            chart.draw_series([Rectangle::new(bar, colour.filled())])?;
            let above = (from + 0.1, dollars + top * 0.05);
            let said = format!("${dollars:.0}");
            chart.draw_series([Text::new(said, above, font.clone())])?;
        }
        let (x, y) = chart.backend_coord(&(left, 0.0));
        let said = format!("{doctors} doctors");
        area.draw(&Text::new(said, (x, y + 10), font.clone()))?;
    }
    for (place, (said, colour)) in [("as built", BUILT), ("on servers", SERVERS)]
        .into_iter()
        .enumerate()
    {
        let y = 20 + 20 * i32::try_from(place)?;
        area.draw(&Rectangle::new([(96, y), (108, y + 12)], colour.filled()))?;
        area.draw(&Text::new(said, (114, y), font.clone()))?;
    }
    area.present()?;
    Ok(())
}
