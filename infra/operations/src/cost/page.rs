//! The page of costs.

use adapters::queues::QueueKind;
use anyhow::Result;
use domain::number::thousands;

use super::{CHART, DOCTORS, Inputs, Line, Month, month, scheduled, sum};

/// Where it is written.
pub const PAGE: &str = "docs/operations/cost.md";

/// The page, from everything that it is computed from.
///
/// # Errors
/// An operation that was not counted, a price that is missing.
pub fn write(inputs: &Inputs) -> Result<String> {
    let months = DOCTORS
        .iter()
        .map(|doctors| month(inputs, *doctors))
        .collect::<Result<Vec<_>>>()?;
    let mut page = format!(
        "<!-- Written by `cargo cost`. -->
# What it costs

Counted units ([counted.toml](counted.toml), by `cargo load-model`) × how often each thing happens
([workload.toml](../../infra/operations/workload.toml), assumed) × public prices of {region} as of
{as_of} ([prices.toml](../../infra/operations/prices.toml), which says what each was compared with).
US dollars without tax, free tiers and discounts; yen at {yen:.0}.

![Dollars a month, as built and on servers that are always on]({chart})

| doctors | a month | in yen | a doctor and year | in yen | on servers, a month | ratio |
|---:|---:|---:|---:|---:|---:|---:|
",
        region = inputs.prices.region,
        as_of = inputs.prices.as_of,
        yen = inputs.prices.yen_per_dollar,
        chart = CHART.rsplit('/').next().unwrap_or(CHART),
    );
    for month in &months {
        let (built, year) = (month.as_built(), month.per_doctor_year());
        let yen = inputs.prices.yen_per_dollar;
        page.push_str(&format!(
            "| {} | ${} | ¥{} | ${year:.4} | ¥{:.2} | ${} | {:.1} |\n",
            whole(f64::from(month.doctors)),
            money(built),
            whole(built * yen),
            year * yen,
            money(month.on_servers()),
            month.on_servers() / built,
        ));
    }
    page.push_str(
        "\nServers of the same service level: containers and a database, each in two zones. They are \
         paid for whether\nsomebody comes or not, and have to be looked after; that work is in \
         neither number.\n",
    );
    lines(&mut page, "As built", &months, |month| &month.by_use);
    lines(
        &mut page,
        "On servers that are always on",
        &months,
        |month| &month.always_on,
    );
    lines(&mut page, "Needed either way", &months, |month| {
        &month.either_way
    });
    assumptions(&mut page, inputs)?;
    Ok(page)
}

fn lines(page: &mut String, title: &str, months: &[Month], of: impl Fn(&Month) -> &Vec<Line>) {
    page.push_str(&format!("\n## {title}\n\nDollars a month.\n\n| | unit |"));
    for month in months {
        page.push_str(&format!(" {} |", whole(f64::from(month.doctors))));
    }
    page.push_str("\n|---|---|");
    page.push_str(&"---:|".repeat(months.len()));
    page.push('\n');
    let Some(first) = months.first() else { return };
    for (place, line) in of(first).iter().enumerate() {
        let units = months.iter().map(|month| &of(month)[place].unit);
        let mut names: Vec<&str> = units.map(String::as_str).collect();
        names.dedup();
        page.push_str(&format!("| {} | {} |", line.what, names.join(" / ")));
        for month in months {
            let line = &of(month)[place];
            page.push_str(&format!(
                " {} ({}) |",
                money(line.dollars),
                amount(line.amount)
            ));
        }
        page.push('\n');
    }
    page.push_str("| **together** | |");
    for month in months {
        page.push_str(&format!(" **{}** |", money(sum(of(month)))));
    }
    page.push('\n');
}

fn assumptions(page: &mut String, inputs: &Inputs) -> Result<()> {
    page.push_str(
        "\n## Assumed\n\nTimes a doctor and year, and what one time costs as counted: requests, table calls, mails, read and\nwrite units, everything behind the request included; GB is the memory of its functions\n([memory.md](memory.md)), on average.\n\n| operation | times | because | GB | requests | calls | mails | reads | writes |\n|---|---:|---|---:|---:|---:|---:|---:|---:|\n",
    );
    for (name, rate) in &inputs.workload.per_doctor_year {
        let one = inputs.counted.of(name)?;
        page.push_str(&format!(
            "| {name} | {} | {} | {} | {} | {} | {} | {} | {} |\n",
            amount(rate.times),
            rate.because,
            amount(inputs.gigabytes_of(rate)?),
            amount(one.requests),
            amount(one.trips),
            amount(one.mails),
            amount(one.reads),
            amount(one.writes),
        ));
    }
    let traffic = &inputs.workload.traffic;
    let storage = &inputs.workload.storage;
    page.push_str(&format!(
        "
- A run of a function takes {run} ms and {trip} ms for each call of the table, with the memory that
  each function is deployed with. The stream's worker is counted as one run for each item written; in bursts it takes 100 at once.
  Schedules call functions {scheduled} times a month.
- A function that nobody called for {idle} minutes begins anew: {start} ms, and {connection} GB-seconds for its
  first connection; DynamoDB then has the key of the table opened by KMS for it again. Where several begin
  beside each other in a peak, one is counted.
- A sign-in's password takes {password} GB-seconds more, a certificate {certificate}.
- A doctor has {table} KB in the table and {documents} MB of documents, of which {reads} are opened in a year.
  What the CDN fetches from the site's bucket is left out: it keeps what it has.
- Logs are kept for {days} days, compressed to {compressed} of what was taken in.
- A visit of the site fetches {files} files, {megabytes} MB; each doctor visits it {visits} times a year.
- Lambda looks into each of the {queues} queues {looks} times a month, whether something lies there or not.
",
        run = traffic.milliseconds_per_run,
        trip = traffic.milliseconds_per_trip,
        scheduled = whole(scheduled()),
        idle = traffic.idle_minutes,
        start = traffic.milliseconds_per_start,
        connection = traffic.connection_gigabyte_seconds,
        days = traffic.log_days_kept,
        compressed = traffic.log_compressed_to,
        reads = storage.document_reads_per_doctor_year,
        password = traffic.password_gigabyte_seconds,
        certificate = traffic.certificate_gigabyte_seconds,
        table = storage.table_kilobytes_per_doctor,
        documents = storage.document_megabytes_per_doctor,
        files = traffic.files_per_visit,
        megabytes = traffic.megabytes_per_visit,
        visits = traffic.visits_per_doctor_year,
        queues = QueueKind::ALL.len(),
        looks = amount(inputs.workload.fixed.looks_per_queue),
    ));
    Ok(())
}

/// Two decimals, thousands apart.
fn money(dollars: f64) -> String {
    let cents = (dollars * 100.0).round() / 100.0;
    let rest = cents.fract() * 100.0;
    format!("{}.{:02.0}", whole(cents.trunc()), rest)
}

/// As few decimals as it needs.
fn amount(value: f64) -> String {
    if value >= 1000.0 {
        return whole(value);
    }
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Thousands apart.
pub(crate) fn whole(value: f64) -> String {
    thousands(format_args!("{value:.0}"))
}
