//! What each declared need allows in IAM, and on what.

use api::Need;

/// One statement of a policy; everything is a fragment of YAML.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    /// Actions.
    pub actions: &'static [&'static str],
    /// Resources, as intrinsic functions.
    pub resources: Vec<String>,
    /// A condition, as one line.
    pub condition: Option<String>,
}

/// The statements of one need.
pub(super) fn statements(need: Need) -> Vec<Statement> {
    match need {
        Need::Read => one(
            &[
                "dynamodb:GetItem",
                "dynamodb:BatchGetItem",
                "dynamodb:Query",
            ],
            [table("")],
        ),
        Need::Rules => vec![Statement {
            actions: &["dynamodb:Query"],
            resources: vec![table("")],
            condition: Some(format!(
                "'ForAllValues:StringEquals': {{ dynamodb:LeadingKeys: [{}] }}",
                adapters::store::keys::RULES
            )),
        }],
        Need::ReadIndex => one(&["dynamodb:Query"], [table("/index/queue")]),
        Need::Scan => one(&["dynamodb:Scan"], [table("")]),
        Need::Write => one(
            &[
                "dynamodb:PutItem",
                "dynamodb:UpdateItem",
                "dynamodb:DeleteItem",
                "dynamodb:ConditionCheckItem",
            ],
            [table("")],
        ),
        Need::Audit => vec![Statement {
            actions: &["dynamodb:PutItem"],
            resources: vec![table("")],
            condition: Some(
                "'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['AUDIT#*'] }".to_owned(),
            ),
        }],
        Need::InsertRows => one(&["dynamodb:PartiQLInsert"], [table("")]),
        Need::PutEvidence => one(&["s3:PutObject"], [shelf("evidence")]),
        Need::ReadEvidence => reading("evidence"),
        Need::ForgetEvidence => one(&["s3:DeleteObject"], [shelf("evidence")]),
        Need::PutCertificate => one(&["s3:PutObject"], [shelf("certificates")]),
        Need::ReadCertificate => reading("certificates"),
        Need::SendMail => vec![Statement {
            actions: &["ses:SendEmail"],
            resources: vec![
                arn("ses", "identity/*"),
                arn("ses", "configuration-set/${MailConfiguration}"),
            ],
            condition: Some("StringEquals: { ses:FromAddress: !Ref MailAddress }".to_owned()),
        }],
        Need::Enqueue => one(
            &["sqs:SendMessage"],
            adapters::queues::QueueKind::ALL.map(|kind| queue(kind.name())),
        ),
        Need::SealAudit => vec![
            Statement {
                actions: &["s3:GetObject", "s3:PutObject"],
                resources: vec![heads("/*")],
                condition: None,
            },
            Statement {
                actions: &["s3:ListBucket"],
                resources: vec![heads("")],
                condition: None,
            },
        ],
        // A matter of memory and of the environment: see `super::stack`.
        Need::Password | Need::Seal => Vec::new(),
    }
}

/// Address of a queue of the installation.
pub(super) fn queue(name: &str) -> String {
    arn("sqs", &format!("${{Installation}}-{name}"))
}

fn one<const N: usize>(actions: &'static [&'static str], resources: [String; N]) -> Vec<Statement> {
    vec![Statement {
        actions,
        resources: resources.to_vec(),
        condition: None,
    }]
}

/// Reading documents of one shelf. S3 says that a document is missing only to who may list the whole bucket,
/// and 403 to others, which nobody could tell from a fault of ours. A condition on the prefix would not
/// hold: who asks for one document names none. What a list would show are random names.
fn reading(prefix: &str) -> Vec<Statement> {
    let mut statements = one(&["s3:GetObject"], [shelf(prefix)]);
    statements.push(Statement {
        actions: &["s3:ListBucket"],
        resources: vec!["!Sub 'arn:${AWS::Partition}:s3:::${DocumentsBucket}'".to_owned()],
        condition: None,
    });
    statements
}

fn table(below: &str) -> String {
    arn("dynamodb", &format!("table/${{Table}}{below}"))
}

fn heads(below: &str) -> String {
    format!("!Sub 'arn:${{AWS::Partition}}:s3:::${{HeadsBucket}}{below}'")
}

fn shelf(prefix: &str) -> String {
    format!("!Sub 'arn:${{AWS::Partition}}:s3:::${{DocumentsBucket}}/{prefix}/*'")
}

fn arn(service: &str, rest: &str) -> String {
    format!("!Sub 'arn:${{AWS::Partition}}:{service}:${{AWS::Region}}:${{AWS::AccountId}}:{rest}'")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every need that reads objects, with the bucket that it reads them from.
    #[test]
    fn who_reads_documents_is_told_that_one_is_missing() {
        for (need, bucket) in [
            (Need::ReadEvidence, "${DocumentsBucket}'"),
            (Need::ReadCertificate, "${DocumentsBucket}'"),
            (Need::SealAudit, "${HeadsBucket}'"),
        ] {
            let statements = statements(need);
            let allows = |action: &str, resource: &str| {
                statements.iter().any(|statement| {
                    statement.actions.contains(&action)
                        && statement
                            .resources
                            .iter()
                            .all(|one| one.ends_with(resource))
                        && statement.condition.is_none()
                })
            };
            assert!(allows("s3:GetObject", "/*'"), "{need:?}");
            assert!(allows("s3:ListBucket", bucket), "{need:?}: {statements:?}");
        }
    }
}
