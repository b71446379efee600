//! What an installation needs of its AWS account, against what an account has that never asked.
//!
//! Nothing here calls AWS: `preflight` asks, and the answers are judged here.

mod list;

use domain::number::thousands;

pub use list::quotas;

/// Arguments of AWS's command line that answer with one number.
pub type Question = &'static [&'static str];

/// One limit of an account.
#[derive(Debug, Clone)]
pub struct Quota {
    /// What is limited.
    pub what: &'static str,
    /// How many this installation needs.
    pub needed: usize,
    /// How many an account has that never asked, as AWS's page says it.
    pub given: usize,
    /// Where that is less, e.g. in a new account.
    pub but: &'static str,
    /// The page of AWS that says so.
    pub page: &'static str,
    /// What to do when it is too little; nothing where it cannot be raised.
    pub otherwise: Option<&'static str>,
    /// What tells what the account has.
    pub asked_by: Option<Question>,
}

/// What AWS refuses without a number; it cannot be asked for beforehand.
pub const UNNUMBERED: &str = "\
CloudFront: anything at all
    needs an account that AWS has verified; new ones sometimes are not
    if the stack of the site fails with \"Your account must be verified before you can add new
    CloudFront resources\": AWS Support, with the whole message. It may take days, so deploy early.";

impl Quota {
    /// What a person reads; `answer` is what the account said, if it was asked.
    #[must_use]
    pub fn told(&self, answer: Option<Result<usize, String>>) -> String {
        let advice = self.otherwise.unwrap_or("cannot be raised");
        let judged = match answer {
            Some(Ok(has)) if has >= self.needed => format!("the account has {has}"),
            Some(Ok(has)) => format!("the account has {has}: ASK FOR MORE. {advice}"),
            Some(Err(why)) => {
                format!("could not be asked: {why}\n    if it is less: {advice}")
            }
            None if self.otherwise.is_none() => advice.to_owned(),
            None => format!("if it is less: {advice}"),
        };
        format!(
            "{}\n    needs {}; given: {}{} ({})\n    {judged}",
            self.what,
            thousands(self.needed),
            thousands(self.given),
            self.but,
            self.page
        )
    }
}

/// The number in an answer of AWS's command line: `1000`, or `50000.0` as SES says it.
///
/// # Errors
/// When it is none: `None` is what it says where there is nothing.
pub fn number(answer: &str) -> Result<usize, String> {
    let text = answer.trim();
    let whole = text.split('.').next().unwrap_or_default();
    whole.parse().map_err(|_| format!("`{text}` is no number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Quota> {
        quotas(&crate::workspace_root()).unwrap()
    }

    fn named(what: &str) -> Quota {
        let found = all().into_iter().find(|quota| quota.what.starts_with(what));
        found.unwrap()
    }

    #[test]
    fn this_installation_fits_what_cannot_be_raised() {
        let fixed: Vec<Quota> = all()
            .into_iter()
            .filter(|quota| quota.otherwise.is_none())
            .collect();
        assert!(fixed.len() >= 2, "{fixed:?}");
        for quota in fixed {
            assert!(quota.needed <= quota.given, "{}", quota.told(None));
        }
    }

    #[test]
    fn only_mails_need_more_than_every_account_is_given() {
        let more = all()
            .into_iter()
            .filter(|quota| quota.needed > quota.given)
            .map(|quota| quota.what);
        let expected = [
            "SES: mails in 24 hours",
            "SES: mails a second (MailsPerSecond)",
        ];
        assert_eq!(more.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_is_counted_is_what_is_made() {
        let stacks = named("CloudFormation: stacks").needed;
        let root = std::fs::read_to_string(crate::workspace_root().join("infra/template.yaml"));
        let nested = root
            .unwrap()
            .matches("Type: AWS::Serverless::Application")
            .count();
        assert_eq!(stacks, nested + 1);
        let rules = named("EventBridge: rules").needed;
        let on_schedule = |worker: &&functions::workers::WorkerDeclaration| {
            matches!(worker.trigger, functions::workers::Trigger::Schedule { .. })
        };
        let scheduled = functions::workers::DECLARATIONS.iter().filter(on_schedule);
        assert_eq!(rules, scheduled.count());
        assert_eq!(named("S3: buckets").needed, 3, "documents, heads, site");
        // Function, log, role, version, alias and deployment group, each; and three for each route.
        let functions = named("IAM: roles").needed;
        let routes = named("API Gateway: routes").needed;
        let resources = named("CloudFormation: resources").needed;
        assert!(resources > 6 * functions + 3 * routes, "{resources}");
    }

    #[test]
    fn too_little_is_told_with_where_to_ask_and_enough_without() {
        let quota = named("Lambda: concurrent executions (ReserveConcurrency=off)");
        let ask = quota.otherwise.unwrap();
        let told = |answer| quota.told(Some(answer));
        let enough = told(Ok(quota.needed));
        assert!(!enough.contains("ASK") && !enough.contains(ask), "{enough}");
        assert!(enough.contains("the account has 200"), "{enough}");
        let little = told(Ok(quota.needed - 1));
        assert!(
            little.contains("the account has 199: ASK FOR MORE."),
            "{little}"
        );
        assert!(little.contains(ask), "{little}");
        let unknown = told(Err("no credentials".to_owned()));
        assert!(
            unknown.contains("could not be asked: no credentials"),
            "{unknown}"
        );
        assert!(unknown.contains(ask), "{unknown}");
        let unasked = quota.told(None);
        assert!(
            unasked.contains("needs 200; given: 1,000; new accounts 10"),
            "{unasked}"
        );
    }

    /// Whoever compares must not change anything.
    #[test]
    fn an_account_is_only_read() {
        let asked: Vec<Question> = all().iter().filter_map(|quota| quota.asked_by).collect();
        assert!(asked.len() >= 5, "{asked:?}");
        for question in asked {
            let action = question[1];
            let reads = action.starts_with("get-") || action.starts_with("describe-");
            assert!(reads, "{action}");
        }
    }

    /// As the busiest day is counted (docs/operations/scale.md), so it is deployed, and so it is asked for.
    #[test]
    fn as_many_mails_are_asked_for_as_an_installation_sends() {
        let root = crate::workspace_root();
        let environments = std::fs::read_to_string(root.join("samconfig.toml")).unwrap();
        let (_, prod) = environments.split_once("[prod.deploy.parameters]").unwrap();
        let needed = named("SES: mails a second").needed;
        assert!(
            prod.contains(&format!(" MailsPerSecond={needed} ")),
            "{needed}"
        );
    }

    #[test]
    fn an_answer_is_a_number_or_said_to_be_none() {
        assert_eq!(number("1000\n"), Ok(1_000));
        assert_eq!(number("50000.0\n"), Ok(50_000));
        assert_eq!(number("None\n"), Err("`None` is no number".to_owned()));
        assert!(number("").is_err());
    }
}
