//! 自分の暦 (features.md L7): last safe days for renewals, ends of validity, committees of applications
//! under way, 生涯教育申告書.
//!
//! Whoever has the address reads it, so it says no name and no number: only what is due when.

use adapters::{
    identity::secret::Secret,
    store::{
        Found, Key, Range,
        items::{
            application::ApplicationLine,
            calendar::{CalendarAddressRecord, CalendarRecord},
            doctor::ProfileRecord,
            qualification::QualificationRecord,
        },
    },
};
use api::{CalendarFile, OpenCalendar};
use domain::{
    application::ApplicationStatus, label, language::Language, programme::Programme, rounds::Round,
    rules::QualificationStanding,
};

use super::feed::{Entry, Feed, Time};
use crate::{Failure, Reply, Scope, pipeline::Reading};

/// Three trips, two of them together.
pub async fn handle(
    scope: Scope,
    call: Reading<OpenCalendar>,
) -> Result<Reply<CalendarFile>, Failure> {
    let secret = call
        .path
        .calendar_file
        .strip_suffix(".ics")
        .and_then(Secret::parse)
        .ok_or(Failure::not_found())?;
    let hash = secret.hash();
    let calendar: CalendarRecord = scope
        .store
        .read(&Key::calendar(&hash))
        .await?
        .ok_or(Failure::not_found())?;
    let keys = [
        Key::calendar_address(&calendar.partition),
        Key::profile(&calendar.partition),
    ];
    let range = Range::calendar(&calendar.partition);
    let (own, found) = futures::try_join!(scope.store.get_many(&keys), scope.store.query(&range))?;
    let item = |key: &Key| own.iter().find(|item| item.key() == *key);
    let address: CalendarAddressRecord = item(&keys[0]).ok_or(Failure::not_found())?.decode()?;
    let profile: ProfileRecord = item(&keys[1]).ok_or(Failure::not_found())?.decode()?;
    // The address was made anew, or the number has passed to another login.
    if address.secret_hash != hash || profile.login != calendar.login {
        return Err(Failure::not_found());
    }
    let mut days = Days {
        scope: &scope,
        prefix: &address.prefix,
        entries: Vec::new(),
    };
    for title in of::<QualificationRecord>(&found, "T#")? {
        days.title(&title)?;
    }
    for line in of::<ApplicationLine>(&found, "Q#")? {
        days.application(&line);
    }
    days.declaration()?;
    let entries = days.entries;
    let name = scope.say("MAMIS 私の予定", "My days in MAMIS");
    Ok(Reply::calendar(Feed { name, entries }.text(&scope)))
}

fn of<R: serde::de::DeserializeOwned>(found: &[Found], prefix: &str) -> Result<Vec<R>, Failure> {
    let own = found.iter().filter(|item| item.sk().starts_with(prefix));
    own.map(|item| Ok(item.decode()?)).collect()
}

/// The entries as they come together.
struct Days<'a> {
    scope: &'a Scope,
    prefix: &'a str,
    entries: Vec<Entry>,
}

impl Days<'_> {
    /// The end of a title's validity, and until when its renewals are safe.
    fn title(&mut self, title: &QualificationRecord) -> Result<(), Failure> {
        let (scope, today) = (self.scope, self.scope.today());
        let programme = title.programme;
        let rules = scope.rule_book()?.version(programme, today);
        let Some(rules) = rules.and_then(|version| version.qualification()) else {
            return Ok(());
        };
        let name = rules.label.text(scope.language);
        let standing = rules.standing(&title.fact(), today);
        let end = match standing {
            QualificationStanding::Valid { until }
            | QualificationStanding::Exempt { until, .. }
            | QualificationStanding::Grace { until, .. } => until,
            QualificationStanding::None | QualificationStanding::Lapsed { .. } => return Ok(()),
        };
        let page = format!("{}/me", scope.world.site_url);
        self.entries.push(Entry {
            id: format!("{}-end-{programme}", self.prefix),
            time: Time::Day(end),
            summary: format!("{name} {}", scope.say("有効期限", "ends")),
            description: String::new(),
            location: String::new(),
            page: page.clone(),
        });
        let Some(prefecture) = title.prefecture.prefecture() else {
            return Ok(());
        };
        let rounds = scope.round_book()?;
        let safe = rounds.safe_days(programme, prefecture, standing);
        for (place, safe) in safe.iter().enumerate() {
            let committee = safe.round.committee;
            self.entries.push(Entry {
                id: format!("{}-safe-{programme}-{place}", self.prefix),
                time: Time::Day(safe.day),
                summary: format!(
                    "{name} {}",
                    scope.say("更新申請の締切", "apply for renewal by")
                ),
                description: format!(
                    "{} {} {committee}",
                    self.round(&safe.round),
                    scope.say("運営委員会", "committee")
                ),
                location: String::new(),
                page: page.clone(),
            });
        }
        Ok(())
    }

    /// The committee that decides on an application.
    fn application(&mut self, line: &ApplicationLine) {
        let (scope, pending) = (self.scope, line.status == ApplicationStatus::Pending);
        let Some(title) = line.title.as_ref().filter(|_| pending) else {
            return;
        };
        let name = label::programme(line.programme).text(scope.language);
        self.entries.push(Entry {
            id: format!("{}-committee-{}", self.prefix, line.programme),
            time: Time::Day(title.committee),
            summary: format!(
                "{name} {}",
                scope.say("申請の運営委員会", "application: committee")
            ),
            description: String::new(),
            location: String::new(),
            page: format!("{}/me/applications", scope.world.site_url),
        });
    }

    /// 生涯教育申告書: the next day by which it is due.
    fn declaration(&mut self) -> Result<(), Failure> {
        let (scope, today) = (self.scope, self.scope.today());
        let programme = Programme::ContinuingEducation;
        let rules = scope.rule_book()?.version(programme, today);
        let Some(learning) = rules.and_then(|version| version.learning()) else {
            return Ok(());
        };
        let due = [today.year(), today.year() + 1]
            .into_iter()
            .filter_map(|year| learning.declaration_due.in_year(year))
            .find(|day| *day >= today);
        if let Some(due) = due {
            self.entries.push(Entry {
                id: format!("{}-declaration-{}", self.prefix, due.year()),
                time: Time::Day(due),
                summary: scope.say(
                    "生涯教育申告書の提出期限",
                    "Declaration of continuing education due",
                ),
                description: String::new(),
                location: String::new(),
                page: format!("{}/me", scope.world.site_url),
            });
        }
        Ok(())
    }

    fn round(&self, round: &Round) -> String {
        match self.scope.language {
            Language::Ja => round.in_words(),
            Language::En => round.id.to_string(),
        }
    }
}
