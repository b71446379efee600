//! Approved courses to come, month by month through the index.
//!
//! Bounded: a request looks through so many items and then answers where to go on, whatever was
//! asked for; nobody who is not signed in can make it read more.

use adapters::store::{QueueKey, items::course::HeldCourseRecord, table::QueuePlace};
use api::{
    catalogue::{AnnouncedLecture, CatalogueCourse, CatalogueQuery},
    courses::CategoryName,
    problem::ProblemKind,
};
use domain::{
    calendar::{Date, YearMonth},
    course::{CourseAward, Place},
    folding::fold_kanji,
    programme::Programme,
    rules::RuleBook,
};

use crate::{Failure, Scope};

/// Days that are looked through when no last one is named.
const DAYS: i32 = 183;
/// Days that are looked through at most.
const MOST_DAYS: i32 = 366;
/// Items read at once.
const PART: i32 = 200;
/// Characters of the words to look for.
const MOST_TEXT: usize = 100;

/// What is looked for, checked.
pub(super) struct Search {
    query: CatalogueQuery,
    words: Vec<String>,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
}

/// Where to go on: the month, and the place in its queue.
pub(super) struct Cursor {
    month: YearMonth,
    place: Option<QueuePlace>,
}

impl Cursor {
    fn to_text(&self) -> String {
        let place = self.place.as_ref().map(QueuePlace::to_text);
        format!("{}~{}", self.month, place.unwrap_or_default())
    }

    fn from_text(text: &str) -> Option<Self> {
        let (month, place) = text.split_once('~')?;
        let place = match place {
            "" => None,
            text => Some(QueuePlace::from_text(text)?),
        };
        Some(Self {
            month: YearMonth::parse(month).ok()?,
            place,
        })
    }
}

impl Search {
    /// Checks what was asked for.
    ///
    /// # Errors
    /// 400 for a place to go on that is none of ours.
    pub(super) fn new(scope: &Scope, query: CatalogueQuery) -> Result<(Self, Cursor), Failure> {
        let today = scope.today();
        let from = query.from.unwrap_or(today).max(today);
        let until = query.until.unwrap_or(from.add_days(DAYS));
        let until = until.min(today.add_days(MOST_DAYS));
        let typed = query.text.as_deref().unwrap_or_default();
        let typed: String = typed.chars().take(MOST_TEXT).collect();
        let cursor = match &query.after {
            None => Cursor {
                month: from.year_month(),
                place: None,
            },
            Some(text) => Cursor::from_text(text).ok_or(Failure::new(ProblemKind::Malformed))?,
        };
        let words = typed.split_whitespace().map(fold_kanji);
        let search = Self {
            words: words.filter(|word| !word.is_empty()).collect(),
            query,
            from,
            until,
        };
        Ok((search, cursor))
    }

    /// The next courses that fit, and where to go on: at most `most`, from about `items` items.
    ///
    /// # Errors
    /// The table's.
    pub(super) async fn run(
        &self,
        scope: &Scope,
        mut cursor: Cursor,
        most: usize,
        items: usize,
    ) -> Result<(Vec<HeldCourseRecord>, Option<String>), Failure> {
        let (mut found, mut read) = (Vec::new(), 0);
        while cursor.month <= self.until.year_month() {
            let queue = self.queue(cursor.month);
            let days = (self.from.to_string(), format!("{}#~", self.until));
            let (page, next) = scope
                .store
                .queue_between(
                    &queue,
                    (&days.0, &days.1),
                    cursor.place.as_ref(),
                    PART,
                    false,
                )
                .await?;
            read += page.len();
            for item in &page {
                let record: HeldCourseRecord = item.decode()?;
                if !self.takes(&record) {
                    continue;
                }
                if found.len() == most {
                    // This one comes first on the next page.
                    return Ok((found, Some(cursor.to_text())));
                }
                cursor.place = QueuePlace::of_item(item);
                found.push(record);
            }
            cursor = match next {
                Some(place) => Cursor {
                    place: Some(place),
                    ..cursor
                },
                None => Cursor {
                    month: cursor.month.following(),
                    place: None,
                },
            };
            if read >= items && cursor.month <= self.until.year_month() {
                return Ok((found, Some(cursor.to_text())));
            }
        }
        Ok((found, None))
    }

    fn queue(&self, month: YearMonth) -> String {
        match &self.query.prefecture {
            Some(prefecture) => QueueKey::held_in(month, prefecture),
            None if self.query.online == Some(true) => QueueKey::held_online(month),
            None => QueueKey::held_anywhere(month),
        }
    }

    fn takes(&self, record: &HeldCourseRecord) -> bool {
        let query = &self.query;
        let online = !matches!(record.place, Place::Venue { .. });
        let award = |award: &CourseAward| {
            query
                .programme
                .is_none_or(|programme| award.programme == programme)
                && query
                    .category
                    .as_ref()
                    .is_none_or(|category| award.category == *category)
                && query.code.is_none_or(|code| award.codes.contains(&code))
        };
        query.online.is_none_or(|wanted| wanted == online)
            && record.awards.iter().any(award)
            && self.has_words(record)
    }

    /// Every word stands somewhere.
    fn has_words(&self, record: &HeldCourseRecord) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let venue = match &record.place {
            Place::Venue { venue, .. } | Place::Both { venue, .. } => venue.as_str(),
            Place::Online { .. } => "",
        };
        let mut all = vec![record.title.as_str(), &record.organizer_name, venue];
        for (title, lecturer) in &record.lectures {
            all.extend([title.as_str(), lecturer]);
        }
        let haystack: Vec<String> = all.into_iter().map(fold_kanji).collect();
        let stands = |word: &String| haystack.iter().any(|text| text.contains(word.as_str()));
        self.words.iter().all(stands)
    }
}

/// A course as everybody sees it: of the contact name and telephone only.
pub fn view(record: HeldCourseRecord, rules: &RuleBook) -> CatalogueCourse {
    let name = |award: &CourseAward| {
        let label = rules.category_label(award.programme, &award.category, record.date)?;
        Some(CategoryName {
            programme: award.programme,
            category: award.category.clone(),
            label: label.clone(),
        })
    };
    let telephone = record.enquiries.telephone.as_ref().map(ToString::to_string);
    let contact = [Some(record.enquiries.name.clone()), telephone];
    let contact: Vec<String> = contact.into_iter().flatten().collect();
    let lecture = |(title, lecturer): (String, String)| AnnouncedLecture { title, lecturer };
    let note = |programme: &Programme| {
        let version = rules.version(*programme, record.date)?;
        version.own_handling(record.prefecture).cloned()
    };
    let venue = !matches!(record.place, Place::Online { .. });
    CatalogueCourse {
        note: record.programmes.iter().find_map(note).filter(|_| venue),
        categories: record.awards.iter().filter_map(name).collect(),
        id: record.course,
        title: record.title,
        organizer: record.organizer_name,
        date: record.date,
        begins: record.begins,
        ends: record.ends,
        place: record.place,
        prefecture: record.prefecture,
        credits: record.awards,
        lectures: record.lectures.into_iter().map(lecture).collect(),
        capacity: record.capacity,
        target: record.target,
        enquiries: contact.join(" "),
    }
}
