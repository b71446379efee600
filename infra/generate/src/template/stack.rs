//! One stack: parameters, the environment of its functions, and functions with role and log.

use anyhow::{Result, ensure};
use api::Need;

use super::{camel, dashed, policy};

// CloudFormation's limits of a template
// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html).
pub(super) const MOST_RESOURCES: usize = 500;
const MOST_REFERENCES: usize = 60;
/// How such a reference to a secret begins.
const REFERENCE: &str = "{{resolve:";

// Memory of functions, MB; `docs/operations/memory.md` says why.
const MEMORY: u32 = 256;
const MEMORY_FOR_RULES_AND_ROWS: u32 = 512;
const MEMORY_FOR_PASSWORDS: u32 = 1_024;
const MEMORY_FOR_CERTIFICATES: u32 = 1_024;

/// A function to be written down.
pub(super) struct Function<'a> {
    /// `award_credits`.
    pub name: &'a str,
    /// One line for the console.
    pub description: String,
    /// What it may touch.
    pub needs: &'a [Need],
    /// Whether it takes bodies of many rows.
    pub many_rows: bool,
    /// Seconds.
    pub timeout: u32,
    /// Statements beyond the needs, for what calls it.
    pub further: Vec<policy::Statement>,
    /// Logical id of the alarm that takes a new version back.
    pub alarm: String,
}

/// A parameter of a stack, handed down by the root.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parameter {
    /// Name here and in the root's list.
    pub name: &'static str,
    /// What it is.
    pub description: &'static str,
    /// What the root hands down.
    pub from_root: &'static str,
}

const fn parameter(
    name: &'static str,
    from_root: &'static str,
    description: &'static str,
) -> Parameter {
    Parameter {
        name,
        description,
        from_root,
    }
}

/// Begins every name.
pub(super) const INSTALLATION: Parameter = parameter(
    "Installation",
    "!Ref Installation",
    "Begins the names of functions and queues.",
);
/// The table, or the one that was restored in its place.
pub(super) const TABLE: Parameter = parameter(
    "Table",
    "!If [Restored, !Ref RestoredTable, !Ref Table]",
    "Name of the table.",
);
/// How a new version takes over.
pub(super) const ROLLOUT: Parameter = parameter(
    "Rollout",
    "!Ref Rollout",
    "How a new version takes over: AllAtOnce, or as CodeDeploy names it.",
);
/// Number of all that functions are given (`settings`).
const SETTINGS: Parameter = parameter(
    "Settings",
    "!Ref Settings",
    "Number of what functions have in their environment; with a new one they are published anew.",
);

/// Parameters of every stack of functions.
pub(super) const COMMON: [Parameter; 15] = [
    INSTALLATION,
    SETTINGS,
    parameter(
        "Architecture",
        "!Ref Architecture",
        "arm64 or x86_64, as built.",
    ),
    parameter(
        "LogRetentionDays",
        "!Ref LogRetentionDays",
        "Days that log lines are kept.",
    ),
    TABLE,
    parameter(
        "DocumentsBucket",
        "!Ref DocumentsBucket",
        "Name of the bucket of evidence and certificates.",
    ),
    parameter(
        "SealKeysSecret",
        "!Ref SealKeysSecret",
        "Secret with the first seal key.",
    ),
    parameter(
        "RotatedSealKeys",
        "!Ref RotatedSealKeys",
        "Secret with rotated seal keys, or nothing.",
    ),
    parameter(
        "MailSender",
        "!Sub '${MailName} <${MailAddress}>'",
        "Sender of mails.",
    ),
    parameter(
        "MailsPerSecond",
        "!Ref MailsPerSecond",
        "Mails sent a second at most.",
    ),
    parameter(
        "SiteUrl",
        "!GetAtt Site.Outputs.SiteUrl",
        "Address of the site, without a slash at its end.",
    ),
    parameter(
        "Tracing",
        "!Ref Tracing",
        "Active, or PassThrough for no traces.",
    ),
    parameter(
        "ReserveConcurrency",
        "!Ref ReserveConcurrency",
        "on or off.",
    ),
    ROLLOUT,
    parameter(
        "CrashesAlarm",
        "!GetAtt Operations.Outputs.CrashesAlarm",
        "Name of an alarm that ends every rollout.",
    ),
];

/// The HTTP API.
pub(super) const HTTP_API: Parameter = parameter("HttpApi", "!Ref HttpApi", "The HTTP API.");
/// Whom alarms wake.
pub(super) const ALARM_TOPIC: Parameter =
    parameter("AlarmTopic", "!Ref AlarmTopic", "Whom alarms wake.");
/// Whether the system is closed for maintenance.
pub(super) const MAINTENANCE: Parameter =
    parameter("Maintenance", "!Ref Maintenance", "on or off.");
const ORIGIN_SECRETS_AT: Parameter = parameter(
    "OriginSecretsAt",
    "!If [OriginSecretRotated, !Sub '${RotatedOriginSecret}:SecretString:accept', !Sub '${OriginSecret}:SecretString:secret']",
    "Where in Secrets Manager the secrets lie by which the CDN is known.",
);
/// Parameters of stacks whose functions are called over HTTP.
pub(super) const FOR_SUBJECTS: [Parameter; 3] = [HTTP_API, ORIGIN_SECRETS_AT, ALARM_TOPIC];
/// What only functions that are called over HTTP have in their environment.
const OVER_HTTP: &str =
    "        ORIGIN_SECRETS: !Sub '{{resolve:secretsmanager:${OriginSecretsAt}}}'
";

const HEADS_BUCKET: Parameter = parameter(
    "HeadsBucket",
    "!Ref HeadsBucket",
    "Name of the bucket of the audit trail's heads.",
);
/// What only workers have in their environment.
const OF_WORKERS: &str = "        HEADS_BUCKET: !Ref HeadsBucket
        MAIL_CONFIGURATION: !Ref MailConfiguration
";

/// Whether workers are called; not the one that answers what no route takes.
const BACKGROUND_WORK: Parameter = parameter(
    "BackgroundWork",
    "!Ref BackgroundWork",
    "on or off: whether stream, queues and schedules call workers.",
);
/// Who is called only while it is on, and whose notices are started only while they are to be.
const WORKING: &str = "  Working: !Equals [!Ref BackgroundWork, 'on']
  SendsNotices: !Equals [!Ref NoticesState, ENABLED]
";

/// Parameters of the stack of workers.
pub(super) const FOR_WORKERS: [Parameter; 8] = [
    BACKGROUND_WORK,
    HTTP_API,
    ALARM_TOPIC,
    HEADS_BUCKET,
    parameter(
        "MailConfiguration",
        "!Ref MailConfiguration",
        "Configuration set of mails.",
    ),
    parameter(
        "TableStream",
        "!If [Restored, !Ref RestoredStream, !GetAtt Table.StreamArn]",
        "Stream of the table.",
    ),
    parameter(
        "MailAddress",
        "!Ref MailAddress",
        "Address that mails are sent from.",
    ),
    parameter(
        "NoticesState",
        "!If [SendsNotices, ENABLED, DISABLED]",
        "Whether notices are started: ENABLED or DISABLED.",
    ),
];

/// Only stacks with something to reserve it for.
const RESERVED: &str = "  Reserved: !Equals [!Ref ReserveConcurrency, 'on']\n";

/// A stack under construction.
pub(super) struct Stack {
    description: String,
    parameters: Vec<Parameter>,
    resources: String,
    count: usize,
    functions: usize,
    reserves: bool,
}

impl Stack {
    /// A stack with the common parameters and `further` ones.
    pub(super) fn new(description: String, further: &[Parameter]) -> Self {
        Self {
            description,
            parameters: COMMON.iter().chain(further).copied().collect(),
            resources: String::new(),
            count: 0,
            functions: 0,
            reserves: false,
        }
    }

    /// Adds a resource; `body` is indented by four spaces.
    pub(super) fn resource(&mut self, name: &str, body: &str) {
        self.count += 1;
        self.resources
            .push_str(&format!("  {name}:\n{}\n", body.trim_end()));
    }

    /// Adds a function with its role and its log.
    pub(super) fn function(&mut self, function: &Function<'_>) {
        let name = camel(function.name);
        let dashed = dashed(function.name);
        let memory = memory(function);
        self.reserves |= reserved(function.needs).is_some();
        let reserved = reserved(function.needs)
            .map(|most| {
                format!(
                    "\n      ReservedConcurrentExecutions: !If [Reserved, {most}, !Ref AWS::NoValue]"
                )
            })
            .unwrap_or_default();
        self.resource(
            &name,
            &format!(
                "    Type: AWS::Serverless::Function
    Metadata:
      SkipBuild: true
    Properties:
      FunctionName: !Sub '${{Installation}}-{dashed}'
      Description: {description}
      CodeUri: ../../target/lambda/{file}
      MemorySize: {memory}
      Timeout: {timeout}
      Role: !GetAtt {name}Role.Arn
      LoggingConfig:
        LogGroup: !Ref {name}Log
      AutoPublishAliasAllProperties: true
      VersionDescription: !Sub 'settings ${{Settings}}'
      DeploymentPreference:
        Alarms: [!Ref {alarm}]{reserved}",
                description = quoted(&function.description),
                file = function.name,
                timeout = function.timeout,
                alarm = function.alarm,
            ),
        );
        self.resource(
            &format!("{name}Log"),
            &format!(
                "    Type: AWS::Logs::LogGroup
    DeletionPolicy: Delete
    UpdateReplacePolicy: Delete
    Properties:
      LogGroupName: !Sub '/${{Installation}}/{dashed}'
      RetentionInDays: !Ref LogRetentionDays"
            ),
        );
        self.resource(&format!("{name}Role"), &role(&name, function));
        // Its version, alias and deployment group, which the transform adds.
        self.count += 3;
        self.functions += 1;
    }

    /// The finished template.
    ///
    /// # Errors
    /// When the stack holds more than CloudFormation takes.
    pub(super) fn finish(self) -> Result<String> {
        ensure!(
            self.count <= MOST_RESOURCES,
            "the stack \"{}\" has {} resources, CloudFormation takes {MOST_RESOURCES}: split its subject",
            self.description,
            self.count
        );
        let parameters: String = self.parameters.iter().map(declare).collect();
        let has = |wanted: Parameter| {
            let mut parameters = self.parameters.iter();
            parameters.any(|parameter| parameter.name == wanted.name)
        };
        let over_http = if has(ORIGIN_SECRETS_AT) {
            OVER_HTTP
        } else {
            ""
        };
        let of_workers = if has(HEADS_BUCKET) { OF_WORKERS } else { "" };
        let reserves = if self.reserves { RESERVED } else { "" };
        let working = if has(BACKGROUND_WORK) { WORKING } else { "" };
        // The transform writes the environment of all into each function.
        let of_each = SEAL_KEYS.matches(REFERENCE).count() + over_http.matches(REFERENCE).count();
        let references = self.functions * of_each;
        ensure!(
            references <= MOST_REFERENCES,
            "the stack \"{}\" refers to secrets {references} times, CloudFormation takes {MOST_REFERENCES}: split its subject",
            self.description,
        );

        Ok(format!(
            "# Generated by `cargo generate`. Change the declarations, not this file.
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Description: {description}
Parameters:
{parameters}Mappings:
{ROLLOUTS}Conditions:
  SealKeysRotated: !Not [!Equals [!Ref RotatedSealKeys, '']]
{GRADUAL}{reserves}{working}Globals:
  Function:
    Runtime: provided.al2023
    Handler: bootstrap
    AutoPublishAlias: {ALIAS}
    DeploymentPreference:
      Enabled: !FindInMap [Rollouts, !Ref Rollout, Watched]
      Type: !Ref Rollout
      Alarms: [!Ref CrashesAlarm]
{OF_ALL}{SEAL_KEYS}{over_http}{of_workers}Resources:
{resources}",
            description = quoted(&self.description),
            resources = self.resources,
        ))
    }
}

/// What every function is given by parameters. `SETTINGS` is read by nobody: Lambda publishes no version
/// of a function that is as it was, and not every setting is in the environment of each.
const OF_ALL: &str = "    Architectures: [!Ref Architecture]
    Tracing: !Ref Tracing
    Environment:
      Variables:
        INSTALLATION: !Ref Installation
        SETTINGS: !Ref Settings
        TABLE: !Ref Table
        DOCUMENTS_BUCKET: !Ref DocumentsBucket
        MAIL_SENDER: !Ref MailSender
        MAILS_PER_SECOND: !Ref MailsPerSecond
        QUEUE_PREFIX: !Sub 'https://sqs.${AWS::Region}.${AWS::URLSuffix}/${AWS::AccountId}/${Installation}-'
        SITE_URL: !Ref SiteUrl
";

/// What the root hands down to functions, as it writes it there: all that `Settings` holds, so that a
/// changed value has a new number.
pub(super) fn settings() -> Vec<&'static str> {
    let given = [OF_ALL, SEAL_KEYS, OVER_HTTP, OF_WORKERS].concat();
    let takes = |name: &str| {
        [
            format!("!Ref {name}\n"),
            format!("!Ref {name}]"),
            format!("${{{name}}}"),
        ]
        .iter()
        .any(|taken| given.contains(taken))
    };
    COMMON
        .iter()
        .chain(&FOR_SUBJECTS)
        .chain(&FOR_WORKERS)
        .filter(|parameter| parameter.name != SETTINGS.name && takes(parameter.name))
        .map(|parameter| parameter.from_root)
        .collect()
}

/// Seal keys, newest first: sign-ins and mails that wait. Every function has them, because every
/// process makes the whole `World`. The first key is made by the deployment: 42 letters and digits
/// and an `A` are base64url of 32 bytes.
const SEAL_KEYS: &str = "        SEAL_KEYS: !If
          - SealKeysRotated
          - !Sub '{{resolve:secretsmanager:${RotatedSealKeys}:SecretString:keys}}'
          - !Sub 'k1:{{resolve:secretsmanager:${SealKeysSecret}:SecretString:key}}A'
";

/// What calls go to that roll out gradually.
pub(super) const ALIAS: &str = "live";

/// Whether CodeDeploy shifts the calls, and watches the alarms while it does.
pub(super) const ROLLOUTS: &str = "  Rollouts:
    AllAtOnce: { Watched: 'false' }
    Canary10Percent5Minutes: { Watched: 'true' }
    Canary10Percent10Minutes: { Watched: 'true' }
    Linear10PercentEvery1Minute: { Watched: 'true' }
";

/// The condition that it does.
pub(super) const GRADUAL: &str =
    "  Gradual: !Equals [!FindInMap [Rollouts, !Ref Rollout, Watched], 'true']\n";

/// Who is called: the newest function, or its alias, which goes over to it gradually.
pub(super) fn called(name: &str) -> String {
    format!("!If [Gradual, !Ref {name}Alias{ALIAS}, !GetAtt {name}.Arn]")
}

fn memory(function: &Function<'_>) -> u32 {
    let needs = function.needs;
    if needs.contains(&Need::PutCertificate) {
        MEMORY_FOR_CERTIFICATES
    } else if needs.contains(&Need::Password) {
        MEMORY_FOR_PASSWORDS
    } else if function.many_rows
        || needs.contains(&Need::InsertRows)
        || needs.contains(&Need::Rules)
    {
        MEMORY_FOR_RULES_AND_ROWS
    } else {
        MEMORY
    }
}

/// Concurrency set aside, so that what is dear or slow leaves the others room; new accounts have
/// none to give, so it is off until switched on.
pub(super) fn reserved(needs: &[Need]) -> Option<u32> {
    if needs.contains(&Need::PutCertificate) {
        Some(20)
    } else if needs.contains(&Need::Password) {
        Some(50)
    } else if needs.contains(&Need::SendMail) {
        Some(10)
    } else {
        None
    }
}

fn role(name: &str, function: &Function<'_>) -> String {
    let log = policy::Statement {
        actions: &["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: vec![format!("!GetAtt {name}Log.Arn")],
        condition: None,
    };
    let traces = policy::Statement {
        actions: &["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
        // AWS offers no resource for them.
        resources: vec!["'*'".to_owned()],
        condition: None,
    };
    let statements: String = [log, traces]
        .into_iter()
        .chain(
            function
                .needs
                .iter()
                .flat_map(|need| policy::statements(*need)),
        )
        .chain(function.further.iter().cloned())
        .map(|statement| write_statement(&statement))
        .collect();
    format!(
        "    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: {{ Service: lambda.amazonaws.com }}
            Action: sts:AssumeRole
      Policies:
        - PolicyName: needs
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
{statements}"
    )
}

fn write_statement(statement: &policy::Statement) -> String {
    let mut out = "              - Effect: Allow\n                Action:\n".to_owned();
    for action in statement.actions {
        out.push_str(&format!("                  - {action}\n"));
    }
    out.push_str("                Resource:\n");
    for resource in &statement.resources {
        out.push_str(&format!("                  - {resource}\n"));
    }
    if let Some(condition) = &statement.condition {
        out.push_str(&format!(
            "                Condition:\n                  {condition}\n"
        ));
    }
    out
}

/// A parameter, declared.
pub(super) fn declare(parameter: &Parameter) -> String {
    let kind = if matches!(parameter.name, "LogRetentionDays" | "MailsPerSecond") {
        "Number"
    } else {
        "String"
    };
    // The transform asks for its value; who expands a template without values takes this one.
    let default = if parameter.name == ROLLOUT.name {
        "    Default: AllAtOnce\n"
    } else {
        ""
    };
    format!(
        "  {}:\n    Type: {kind}\n{default}    Description: {}\n",
        parameter.name,
        quoted(parameter.description)
    )
}

/// A YAML scalar in single quotes, on one line.
pub(super) fn quoted(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("'{}'", line.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stack_of(functions: usize) -> Result<String> {
        let mut stack = Stack::new("MAMIS: many".to_owned(), &FOR_SUBJECTS);
        for place in 0..functions {
            stack.function(&Function {
                name: &format!("function_{place}"),
                description: String::new(),
                needs: &[],
                many_rows: false,
                timeout: 1,
                further: Vec::new(),
                alarm: "Alarm".to_owned(),
            });
        }
        stack.finish()
    }

    /// Two ways to the seal keys and one to the secrets of the CDN, in each function.
    #[test]
    fn a_stack_that_refers_to_secrets_too_often_is_refused_before_cloudformation_does() {
        stack_of(20).unwrap();
        let refused = stack_of(21).unwrap_err().to_string();
        assert!(refused.contains("refers to secrets 63 times"), "{refused}");
    }
}
