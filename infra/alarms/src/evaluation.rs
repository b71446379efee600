//! What CloudWatch would make of measured values: the same periods, statistics and counting.
//!
//! For tests, so that a provoked fault shows whether its alarm goes off. Metrics of our own are
//! read from the log lines that carry them (embedded metric format); what AWS measures itself is
//! told by whoever provoked it.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::{Alarm, Bad, Series, Statistic, Value};

/// How an alarm stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing to be done.
    Ok,
    /// Somebody is woken.
    Alarm,
}

/// Values by metric, with their time in milliseconds since 1970.
#[derive(Debug, Clone, Default)]
pub struct Measured {
    installation: String,
    values: BTreeMap<String, Vec<(i64, f64)>>,
}

impl Measured {
    /// Nothing measured yet in this installation.
    #[must_use]
    pub fn new(installation: &str) -> Self {
        Self {
            installation: installation.to_owned(),
            values: BTreeMap::new(),
        }
    }

    /// One value that AWS measures itself.
    pub fn add(&mut self, series: &Series, at_millis: i64, value: f64) {
        let key = self.key(series);
        self.values.entry(key).or_default().push((at_millis, value));
    }

    /// The metrics of a log line; a line without any is passed over.
    ///
    /// # Errors
    /// A line that names a metric, dimension or namespace and has no value for it: CloudWatch would
    /// drop it without a word.
    pub fn read_line(&mut self, line: &str) -> Result<(), String> {
        let Ok(line) = serde_json::from_str::<Json>(line) else {
            return Ok(());
        };
        let Some(about) = line.get("_aws") else {
            return Ok(());
        };
        let at = about["Timestamp"].as_i64().ok_or("no Timestamp")?;
        for directive in about["CloudWatchMetrics"].as_array().ok_or("no metrics")? {
            let namespace = directive["Namespace"].as_str().ok_or("no Namespace")?;
            for dimensions in directive["Dimensions"].as_array().ok_or("no Dimensions")? {
                let mut parts = Vec::new();
                for name in dimensions.as_array().ok_or("dimensions are no list")? {
                    let name = name.as_str().ok_or("a dimension has no name")?;
                    let value = line[name].as_str().ok_or(format!("no {name}"))?;
                    parts.push((name.to_owned(), value.to_owned()));
                }
                for metric in directive["Metrics"].as_array().ok_or("no Metrics")? {
                    let name = metric["Name"].as_str().ok_or("a metric has no name")?;
                    let value = line[name].as_f64().ok_or(format!("no {name}"))?;
                    self.values
                        .entry(key(namespace, name, parts.clone()))
                        .or_default()
                        .push((at, value));
                }
            }
        }
        Ok(())
    }

    /// How an alarm stands at a moment, by the periods that are over or under way then.
    #[must_use]
    pub fn state(&self, alarm: &Alarm, now_millis: i64) -> State {
        let period = i64::from(alarm.period) * 1000;
        let value = |number| self.statistic(&alarm.series, number, period);
        let under_way = now_millis.div_euclid(period);
        let is_bad = |number| alarm.bad.is(value(number), alarm.threshold);
        // Of what there are too few there may still be enough when the period that is under way is over.
        let newest = match alarm.bad == Bad::Fewer && is_bad(under_way) {
            true => under_way - 1,
            false => under_way,
        };
        let bad = (0..i64::from(alarm.periods))
            .filter(|back| is_bad(newest - back))
            .count();
        if bad >= alarm.to_alarm as usize {
            State::Alarm
        } else {
            State::Ok
        }
    }

    fn statistic(&self, series: &Series, number: i64, period: i64) -> Option<f64> {
        let all = self.values.get(&self.key(series))?;
        let mut values: Vec<f64> = all
            .iter()
            .filter(|(at, _)| at.div_euclid(period) == number)
            .map(|(_, value)| *value)
            .collect();
        values.sort_by(f64::total_cmp);
        let count = values.len();
        let largest = *values.last()?;
        let sum: f64 = values.iter().sum();
        Some(match series.statistic {
            Statistic::Sum => sum,
            #[expect(clippy::cast_precision_loss, reason = "some thousands of values")]
            Statistic::Average => sum / count as f64,
            Statistic::Maximum => largest,
            Statistic::P99 => values[(count * 99).div_ceil(100) - 1],
        })
    }

    fn key(&self, series: &Series) -> String {
        let value = |value: &Value| match value {
            Value::Installation => self.installation.clone(),
            Value::Named(name) => format!("{}-{name}", self.installation),
            Value::Fixed(text) | Value::Parameter(text) => (*text).to_owned(),
        };
        let dimensions = series.dimensions.iter();
        key(
            series.namespace,
            series.metric,
            dimensions
                .map(|(name, of)| ((*name).to_owned(), value(of)))
                .collect(),
        )
    }
}

/// The order of dimensions says nothing.
fn key(namespace: &str, metric: &str, mut dimensions: Vec<(String, String)>) -> String {
    dimensions.sort();
    format!("{namespace} {metric} {dimensions:?}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, every_alarm};

    const MINUTE: i64 = 60_000;

    fn of(kind: Kind) -> Alarm {
        let mut alarms = every_alarm().into_iter();
        alarms.find(|alarm| alarm.kind == kind).expect("an alarm")
    }

    #[test]
    fn every_kind_has_an_alarm_and_no_two_have_the_same_name() {
        let alarms = every_alarm();
        for kind in Kind::ALL {
            assert!(alarms.iter().any(|alarm| alarm.kind == kind), "{kind:?}");
        }
        let mut names: Vec<String> = alarms.iter().map(Alarm::name).collect();
        names.sort();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn bad_periods_are_counted_and_the_threshold_itself_is_good() {
        let alarm = of(Kind::StreamBehind);
        let series = alarm.series.clone();
        let mut measured = Measured::new("mamis");
        measured.add(&series, MINUTE, alarm.threshold + 1.0);
        measured.add(&series, 6 * MINUTE, alarm.threshold);
        assert_eq!(measured.state(&alarm, 7 * MINUTE), State::Ok);
        measured.add(&series, 7 * MINUTE, alarm.threshold + 1.0);
        assert_eq!(measured.state(&alarm, 7 * MINUTE), State::Alarm);
    }

    #[test]
    fn a_period_without_a_value_is_bad_where_somebody_must_be_heard_of() {
        let alarm = of(Kind::ScheduleSilent);
        assert!(alarm.bad == Bad::Fewer && alarm.periods == 1);
        let period = i64::from(alarm.period) * 1000;
        let mut measured = Measured::new("mamis");
        measured.add(&alarm.series, period / 2, 1.0);
        assert_eq!(measured.state(&alarm, period - 1), State::Ok);
        // The second period is under way, and may still bring one.
        assert_eq!(measured.state(&alarm, 2 * period - 1), State::Ok);
        assert_eq!(measured.state(&alarm, 2 * period), State::Alarm);
        measured.add(&alarm.series, 2 * period, 1.0);
        assert_eq!(measured.state(&alarm, 2 * period), State::Ok);
    }

    #[test]
    fn the_ninety_ninth_of_a_hundred_is_looked_at_and_not_the_slowest() {
        let alarm = of(Kind::ApiSlow);
        let series = alarm.series.clone();
        let mut measured = Measured::new("mamis");
        for period in 0..3 {
            for _ in 0..99 {
                measured.add(&series, period * 5 * MINUTE, 100.0);
            }
            measured.add(&series, period * 5 * MINUTE, 20_000.0);
        }
        assert_eq!(measured.state(&alarm, 12 * MINUTE), State::Ok);
        for period in 0..3 {
            measured.add(&series, period * 5 * MINUTE, 20_000.0);
        }
        assert_eq!(measured.state(&alarm, 12 * MINUTE), State::Alarm);
    }

    #[test]
    fn a_line_that_cloudwatch_would_drop_is_told() {
        let mut measured = Measured::new("mamis");
        let line = |value: &str| {
            format!(
                "{{\"_aws\":{{\"Timestamp\":1,\"CloudWatchMetrics\":[{{\"Namespace\":\"N\",\"Dimensions\":[[\"D\"]],\"Metrics\":[{{\"Name\":\"M\"}}]}}]}},\"D\":\"d\",\"M\":{value}}}"
            )
        };
        assert_eq!(measured.read_line(&line("1")), Ok(()));
        assert_eq!(measured.read_line("no JSON"), Ok(()));
        assert_eq!(measured.read_line("{\"level\":\"INFO\"}"), Ok(()));
        assert!(measured.read_line(&line("\"1\"")).is_err());
    }
}
