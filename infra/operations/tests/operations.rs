//! Pages say what is computed, and the restore drill finds what is wrong.

#![expect(
    clippy::unwrap_used,
    reason = "a story that cannot go on says where it stopped"
)]

use std::fs;

use operations::{
    cost::{CHART, DOCTORS, Inputs, PAGE, draw, month, write},
    counted::Counted,
    in_workspace, scale,
};

fn written(file: &str) -> String {
    fs::read_to_string(in_workspace(file)).unwrap_or_default()
}

#[test]
fn the_page_of_costs_and_its_chart_are_what_the_files_say() {
    let inputs = Inputs::read().unwrap();
    assert_eq!(written(PAGE), write(&inputs).unwrap(), "run `cargo cost`");
    assert_eq!(written(CHART), draw(&inputs).unwrap(), "run `cargo cost`");
}

#[test]
fn a_month_costs_less_than_servers_that_are_always_on_and_grows_with_its_doctors() {
    let inputs = Inputs::read().unwrap();
    let months = DOCTORS.map(|doctors| month(&inputs, doctors).unwrap());
    assert!(months.is_sorted_by(|one, next| one.as_built() < next.as_built()));
    assert!(
        months
            .iter()
            .all(|month| month.as_built() < month.on_servers())
    );
}

#[test]
fn a_dearer_write_makes_the_bill_dearer_by_just_that() {
    let mut inputs = Inputs::read().unwrap();
    let before = month(&inputs, 10_000).unwrap();
    let mut prices = inputs.prices.price.iter_mut();
    prices
        .find(|price| price.id == "table-write")
        .unwrap()
        .dollars *= 2.0;
    let after = month(&inputs, 10_000).unwrap();
    let writes = before
        .by_use
        .iter()
        .find(|line| line.what == "table: writes")
        .unwrap();
    let dearer = after.as_built() - before.as_built();
    assert!((dearer - writes.dollars).abs() < 1e-9 && writes.dollars > 0.0);
}

#[test]
fn the_page_of_bursts_is_what_was_counted_and_no_key_gets_more_than_it_bears() {
    let counted = Counted::read().unwrap();
    assert_eq!(
        written(scale::PAGE),
        scale::write(&counted).unwrap(),
        "run `cargo load-model`"
    );
    for key in scale::hot_keys(&counted).unwrap() {
        assert!(key.load() < 1.0, "too hot, mend it: {key:?}");
    }
}

/// Whoever hashes a password has four times the memory of whoever reads a page, and every second costs so.
#[test]
fn the_time_of_a_function_costs_by_the_memory_it_is_deployed_with() {
    let mut inputs = Inputs::read().unwrap();
    let time = |inputs: &Inputs| {
        let month = month(inputs, 10_000).unwrap();
        let mut lines = month.by_use.into_iter();
        lines
            .find(|line| line.what == "functions: time")
            .unwrap()
            .amount
    };
    let before = time(&inputs);
    let page = inputs.workload.per_doctor_year.get_mut("my-page").unwrap();
    assert_eq!(page.functions, ["read_my_page"]);
    page.functions = vec!["sign_in".to_owned()];
    assert!(time(&inputs) > before);
    let page = inputs.workload.per_doctor_year.get_mut("my-page").unwrap();
    page.functions = vec!["no_such_function".to_owned()];
    assert!(month(&inputs, 10_000).is_err());
}

/// Where nobody is ever forgotten each function begins once, and where everybody is at once each call begins.
#[test]
fn who_is_called_seldom_begins_anew_and_has_the_key_of_the_table_opened() {
    let mut inputs = Inputs::read().unwrap();
    let amount = |inputs: &Inputs, what: &str| {
        let month = month(inputs, 10_000).unwrap();
        let mut lines = month.by_use.into_iter();
        lines.find(|line| line.what == what).unwrap().amount
    };
    let opened = |inputs: &Inputs| amount(inputs, "table: its key opened");
    let as_it_is = opened(&inputs);
    inputs.workload.traffic.idle_minutes = 730.0 * 60.0;
    let never = opened(&inputs);
    assert!(never > 20.0 && never < as_it_is, "{never}, {as_it_is}");
    assert!(never.fract() < 1e-9, "{never}");
    inputs.workload.traffic.idle_minutes = 0.01;
    let always = opened(&inputs);
    assert!((always - amount(&inputs, "functions: invocations")).abs() < 1e-6);
    let starts = amount(&inputs, "functions: starts");
    inputs.workload.traffic.milliseconds_per_start *= 2.0;
    assert!(amount(&inputs, "functions: starts") > starts);
}

#[test]
fn logs_cost_as_long_as_production_keeps_them() {
    let environments = written("samconfig.toml");
    let (_, production) = environments
        .split_once("\n[prod.deploy.parameters]\n")
        .unwrap();
    let days = Inputs::read().unwrap().workload.traffic.log_days_kept;
    let kept = format!(" LogRetentionDays={days} ");
    assert!(production.split("\n[").next().unwrap().contains(&kept));
}

#[test]
fn mails_go_out_as_fast_as_the_page_of_bursts_says() {
    let template = written("infra/template.yaml");
    let (_, parameter) = template.split_once("\n  MailsPerSecond:\n").unwrap();
    let default = format!("    Default: {}", scale::MAILS_BY_DEFAULT);
    assert!(parameter.lines().take(3).any(|line| line == default));
    let environments = written("samconfig.toml");
    let (_, production) = environments
        .split_once("\n[prod.deploy.parameters]\n")
        .unwrap();
    let pace = format!(" MailsPerSecond={} ", scale::MAILS);
    assert!(production.split("\n[").next().unwrap().contains(&pace));
}

mod restore {
    use std::path::Path;

    use adapters::store::schema::create_table;
    use aws_sdk_dynamodb::types::{AttributeValue, Tag};
    use operations::restore::{
        Item, Table, compare::compare, configuration, copy, recount, rehearse,
    };

    #[tokio::test(flavor = "multi_thread")]
    async fn a_lost_table_comes_back_and_every_doctor_sees_the_same_page() {
        let folder = tempfile::tempdir().unwrap();
        let found = rehearse(folder.path(), |_| {}).await.unwrap();
        assert!(found.difference.is_none(), "{:?}", found.difference);
        assert_eq!(found.difference.same, found.exported);
        assert_eq!(found.recount.wrong, Vec::<String>::new());
        assert!(found.recount.balances > 50 && found.recount.statuses > 20);
        assert!(found.pages > 20);
        assert_eq!(found.audit.wrong, []);
        assert!(found.audit.lines >= 2 && found.recount.audited >= 2);
        let lacked: Vec<&str> = found.lacked.iter().map(|setting| setting.name).collect();
        assert_eq!(lacked, ["expiry", "stream"]);
        assert_eq!(found.lacks, []);
    }

    async fn house(folder: &Path) -> (local::tasks::Tasks, Table) {
        let mut tasks = local::tasks::Tasks::default();
        let key = aws_sdk_dynamodb::config::Credentials::new("drill", "drill", None, None, "drill");
        let file = folder.join("table.sqlite");
        let server = local::table::TableServer::start(&file, &key, &mut tasks);
        let client = server.await.unwrap().client();
        create_table(&client, "before").await.unwrap();
        let name = "before".to_owned();
        (tasks, Table { client, name })
    }

    async fn put(table: &Table, pk: &str, sk: &str, more: &[(&str, &str)]) {
        let text = |text: &str| AttributeValue::S(text.to_owned());
        let mut item = Item::from([("pk".to_owned(), text(pk)), ("sk".to_owned(), text(sk))]);
        item.extend(
            more.iter()
                .map(|(name, value)| ((*name).to_owned(), text(value))),
        );
        let put = table.client.put_item().table_name(&table.name);
        put.set_item(Some(item)).send().await.unwrap();
    }

    async fn tag(table: &Table, key: &str, value: &str) {
        let described = table.client.describe_table().table_name(&table.name);
        let described = described.send().await.unwrap().table.unwrap();
        let tag = Tag::builder().key(key).value(value).build().unwrap();
        let tagging = table.client.tag_resource().tags(tag);
        let arn = described.table_arn().unwrap();
        tagging.resource_arn(arn).send().await.unwrap();
    }

    #[tokio::test]
    async fn whatever_is_missing_more_or_changed_after_a_restore_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let (_tasks, before) = house(folder.path()).await;
        for place in ["same", "lost", "changed"] {
            put(&before, "A", place, &[("text", "髙橋")]).await;
        }
        let file = folder.path().join("export.jsonl");
        assert_eq!(copy::export(&before, &file).await.unwrap(), 3);
        let after = copy::import(&before, &file, "after").await.unwrap();
        put(&after, "A", "changed", &[("text", "高橋")]).await;
        put(&after, "B", "more", &[]).await;
        let lost = after.client.delete_item().table_name("after");
        let text = |text: &str| AttributeValue::S(text.to_owned());
        lost.key("pk", text("A"))
            .key("sk", text("lost"))
            .send()
            .await
            .unwrap();
        let now = functions::world::system_clock();
        let found = compare(&before, &after, now).await.unwrap();
        assert_eq!(found.same, 1);
        assert_eq!(found.missing, ["A lost"]);
        assert_eq!(found.more, ["B more"]);
        assert_eq!(found.changed, ["A changed"]);
        tag(&before, "owner", "members").await;
        let lacking = configuration::differences(&before, &after).await.unwrap();
        let names: Vec<&str> = lacking.iter().map(|setting| setting.name).collect();
        assert_eq!(names, ["expiry", "stream", "tags"]);
        assert_eq!(lacking[2].original, "owner=members");
        assert_eq!(recount(&after).await.unwrap().wrong, Vec::<String>::new());

        let grants = adapters::Grants::of(&[api::Need::Write]);
        let store = adapters::store::Store::new(after.client.clone(), "after".into(), grants);
        let year = domain::calendar::FiscalYear::of(now.date_in_japan());
        let balance = adapters::store::items::credit::TallyRecord {
            number: domain::register_number::MedicalRegisterNumber::parse("123456").unwrap(),
            tally: domain::credit::YearTally::new(year),
            entries: 3,
        };
        store.put(&balance).await.unwrap();
        let wrong = recount(&after).await.unwrap().wrong;
        assert_eq!(
            wrong,
            [format!(
                "DOCTOR#123456: a balance of {year} without credits"
            )]
        );
    }
}
