//! The pages on which associations look after holders of titles.

mod filter;
mod holder;
mod import;
mod letters;
mod list;

pub use filter::PROGRAMMES;
pub use holder::HolderPage;
pub use import::ImportPage;
pub use letters::LettersPage;
pub use list::HoldersPage;

use api::titles::StandingView;
use domain::rules::Bilingual;

use crate::text::holders as say;
use crate::ui::Tone;
use crate::words::Words;

/// A text of the rules in the language of the site.
fn text(words: Words, both: &Bilingual) -> String {
    both.text(words.language).to_owned()
}

/// How a title stands, in words.
fn standing(words: Words, standing: StandingView) -> (String, Tone) {
    match standing {
        StandingView::None => (words.say(say::NONE).to_owned(), Tone::Plain),
        StandingView::Valid { .. } => (words.say(say::VALID).to_owned(), Tone::Met),
        StandingView::Exempt {
            until, renewals, ..
        } => {
            let until = words.short_day(until);
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("until", &until), ("renewals", &renewals)];
            (words.fill(say::EXEMPT, &values), Tone::Soon)
        }
        StandingView::Grace { until, .. } => {
            let until = words.short_day(until);
            (words.fill(say::GRACE, &[("until", &until)]), Tone::Soon)
        }
        StandingView::Lapsed { .. } => (words.say(say::LAPSED).to_owned(), Tone::Alert),
    }
}

/// `4m` and `14d` in words.
fn distance(words: Words, id: &str) -> String {
    let (label, count) = match (id.strip_suffix('m'), id.strip_suffix('d')) {
        (Some(months), _) => (say::MONTHS, months),
        (_, Some(days)) => (say::DAYS, days),
        _ => return id.to_owned(),
    };
    words.fill(label, &[("count", &count)])
}
