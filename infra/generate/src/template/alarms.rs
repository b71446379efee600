//! An alarm of the list as a resource.

use alarms::{Alarm, Bad, Series, Silent, Statistic, Value};

use super::{camel, stack::quoted};

/// Logical id of an alarm.
pub(super) fn id(alarm: &Alarm) -> String {
    format!("{}Alarm", camel(&alarm.name().replace('-', "_")))
}

/// The resource, without its name.
pub(super) fn resource(alarm: &Alarm) -> String {
    let description = format!("{}: {}", alarm.kind.summary(), alarm.kind.page());
    let (comparison, missing) = match (alarm.bad, alarm.silent) {
        (Bad::More, _) => ("GreaterThanThreshold", "notBreaching"),
        (Bad::Fewer, Silent::WithoutNotices) => (
            "LessThanThreshold",
            "!If [SendsNotices, breaching, notBreaching]",
        ),
        (Bad::Fewer, _) => ("LessThanThreshold", "breaching"),
    };
    let silent = match alarm.silent {
        Silent::InMaintenance => "\n      ActionsEnabled: !If [InMaintenance, false, true]",
        // It is no alarm then, and none that is shown.
        Silent::WithoutNotices | Silent::Never => "",
    };
    format!(
        "    Type: AWS::CloudWatch::Alarm
    Properties:
      AlarmName: !Sub '${{Installation}}-{name}'
      AlarmDescription: {description}
{watched}
      EvaluationPeriods: {periods}
      DatapointsToAlarm: {to_alarm}
      Threshold: {threshold}
      ComparisonOperator: {comparison}
      TreatMissingData: {missing}{silent}
      AlarmActions: [!Ref AlarmTopic]",
        name = alarm.name(),
        description = quoted(&description),
        watched = watched(&alarm.series, alarm.period),
        periods = alarm.periods,
        to_alarm = alarm.to_alarm,
        threshold = alarm.threshold,
    )
}

fn watched(series: &Series, period: u32) -> String {
    let statistic = match series.statistic {
        Statistic::P99 => "ExtendedStatistic",
        _ => "Statistic",
    };
    format!(
        "      Namespace: {}
      MetricName: {}
{}      {statistic}: {}
      Period: {period}",
        series.namespace,
        series.metric,
        dimensions(series),
        series.statistic.name(),
    )
}

fn dimensions(series: &Series) -> String {
    if series.dimensions.is_empty() {
        return String::new();
    }
    let lines: String = series
        .dimensions
        .iter()
        .map(|(name, value)| {
            let value = match value {
                Value::Installation => "!Ref Installation".to_owned(),
                Value::Named(name) => format!("!Sub '${{Installation}}-{name}'"),
                Value::Fixed(text) => (*text).to_owned(),
                Value::Parameter(name) => format!("!Ref {name}"),
            };
            format!("        - {{ Name: {name}, Value: {value} }}\n")
        })
        .collect();
    format!("      Dimensions:\n{lines}")
}
