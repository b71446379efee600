//! An installation on AWS, as its stack knows it: what it was deployed with, and how to change that.
//!
//! AWS is spoken to by its command line, with whatever credentials that has. A parameter is changed with
//! the template that is deployed: nothing is built and nothing else is deployed, so it can be done in an
//! emergency, from any version of this code.

use std::collections::BTreeMap;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use serde_json::json;

/// A stack of `infra/template.yaml`, or of `infra/edge.yaml`.
#[derive(Debug, Clone)]
pub struct Installation {
    /// AWS's command line.
    pub aws: String,
    /// Name of the stack.
    pub stack: String,
    /// Where it is.
    pub region: String,
}

/// What became of a change of parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Switched {
    /// It was so already.
    Already,
    /// CloudFormation has made the change.
    Done,
    /// It could not be made, and CloudFormation has put everything back: resources and their reasons.
    PutBack(String),
}

/// A parameter as the stack has it.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Parameter {
    parameter_key: String,
    parameter_value: String,
}

impl Installation {
    /// Changes these parameters, leaves every other as it is, and waits until that is done.
    /// `token` is new in each call: it tells this change from others in the stack's history.
    ///
    /// # Errors
    /// A parameter that the stack does not have; what AWS's command line says.
    pub fn switch(&self, wanted: &BTreeMap<String, String>, token: &str) -> Result<Switched> {
        let parameters = self.parameters()?;
        for name in wanted.keys() {
            ensure!(
                parameters.contains_key(name),
                "the stack {} has no parameter {name}; it has {}",
                self.stack,
                parameters.keys().cloned().collect::<Vec<_>>().join(", ")
            );
        }
        let same = |(name, value): (&String, &String)| parameters.get(name) == Some(value);
        if wanted.iter().all(same) {
            return Ok(Switched::Already);
        }
        let given = parameters.keys().map(|name| match wanted.get(name) {
            Some(value) => json!({ "ParameterKey": name, "ParameterValue": value }),
            None => json!({ "ParameterKey": name, "UsePreviousValue": true }),
        });
        let given = json!(given.collect::<Vec<_>>()).to_string();
        let mut update = vec!["cloudformation", "update-stack", "--use-previous-template"];
        update.extend(["--stack-name", &self.stack, "--parameters", &given]);
        update.extend(["--client-request-token", token, "--capabilities"]);
        // As in samconfig.toml.
        update.extend([
            "CAPABILITY_IAM",
            "CAPABILITY_NAMED_IAM",
            "CAPABILITY_AUTO_EXPAND",
        ]);
        self.ask(&update)?;
        self.wait(token)
    }

    /// The environment that its functions have.
    ///
    /// # Errors
    /// What AWS's command line says.
    pub fn environment(&self) -> Result<BTreeMap<String, String>> {
        let parameters = self.parameters()?;
        let installation = parameters
            .get("Installation")
            .with_context(|| format!("the stack {} is none of MAMIS", self.stack))?;
        // All have the same but for what workers need beside.
        let function = format!("{installation}-sign-in");
        let mut asked = vec!["lambda", "get-function-configuration", "--function-name"];
        asked.extend([&function, "--query", "Environment.Variables"]);
        let variables = self.ask(&asked)?;
        serde_json::from_str(&variables).with_context(|| format!("{function} has no environment"))
    }

    fn parameters(&self) -> Result<BTreeMap<String, String>> {
        let parameters: Vec<Parameter> = serde_json::from_str(&self.described("Parameters")?)?;
        let pairs = parameters.into_iter();
        Ok(pairs
            .map(|one| (one.parameter_key, one.parameter_value))
            .collect())
    }

    fn described(&self, what: &str) -> Result<String> {
        let query = format!("Stacks[0].{what}");
        let mut asked = vec!["cloudformation", "describe-stacks", "--stack-name"];
        asked.extend([&self.stack, "--query", &query]);
        self.ask(&asked)
    }

    /// Until CloudFormation has made the change or put it back.
    fn wait(&self, token: &str) -> Result<Switched> {
        let mut waiting = vec!["cloudformation", "wait", "stack-update-complete"];
        waiting.extend(["--stack-name", &self.stack]);
        let Err(error) = self.ask(&waiting) else {
            return Ok(Switched::Done);
        };
        let status = self.described("StackStatus")?;
        let status = status.trim().trim_matches('"');
        if !status.ends_with("_FAILED") && !status.ends_with("ROLLBACK_COMPLETE") {
            bail!("the stack is {status}; look at it in the console of CloudFormation ({error:#})");
        }
        let query = format!(
            "StackEvents[?ClientRequestToken=='{token}' && ends_with(ResourceStatus, '_FAILED')].[LogicalResourceId, ResourceStatusReason]"
        );
        let mut asked = vec!["cloudformation", "describe-stack-events", "--stack-name"];
        asked.extend([&self.stack, "--query", &query]);
        let events: Vec<(String, Option<String>)> = serde_json::from_str(&self.ask(&asked)?)?;
        // Newest first; what failed first is the reason of the others.
        let reasons = events.into_iter().rev();
        let lines = reasons.map(|(id, why)| format!("{id}: {}", why.unwrap_or_default()));
        Ok(Switched::PutBack(lines.collect::<Vec<_>>().join("\n")))
    }

    /// What AWS's command line answers, as JSON.
    fn ask(&self, words: &[&str]) -> Result<String> {
        let aws = &self.aws;
        let answer = Command::new(aws)
            .args(words)
            .args(["--region", &self.region, "--output", "json"])
            .output()
            .with_context(|| format!("could not run `{aws}`, the command line of AWS"))?;
        if !answer.status.success() {
            bail!("{}", String::from_utf8_lossy(&answer.stderr).trim());
        }
        Ok(String::from_utf8(answer.stdout)?)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;
    use std::sync::{Mutex, PoisonError};

    use super::*;

    const PARAMETERS: &str = r#"[{"ParameterKey":"Installation","ParameterValue":"mamis-stage"},{"ParameterKey":"Maintenance","ParameterValue":"off"},{"ParameterKey":"AlarmMail","ParameterValue":"","ResolvedValue":""}]"#;

    /// One story at a time: Linux runs no script that another thread's new process still has open.
    static TURN: Mutex<()> = Mutex::new(());

    /// A command line of AWS that notes what it is asked, a word a line, and answers so.
    fn installation(folder: &Path, answers: &str) -> Installation {
        let aws = folder.join("aws");
        let script = format!(
            "#!/bin/sh\necho \"== $1 $2\" >> {said}\nprintf '%s\\n' \"$@\" >> {said}\ncase \"$*\" in\n\
             *'Stacks[0].Parameters'*) echo '{PARAMETERS}' ;;\n{answers}\nesac\n",
            said = folder.join("said").display()
        );
        fs::write(&aws, script).unwrap();
        fs::set_permissions(&aws, fs::Permissions::from_mode(0o755)).unwrap();
        Installation {
            aws: aws.to_str().unwrap().to_owned(),
            stack: "stage".to_owned(),
            region: "ap-northeast-1".to_owned(),
        }
    }

    fn said(folder: &Path) -> Vec<String> {
        let text = fs::read_to_string(folder.join("said")).unwrap();
        text.split("== ").skip(1).map(str::to_owned).collect()
    }

    fn closed() -> BTreeMap<String, String> {
        [("Maintenance".to_owned(), "on".to_owned())].into()
    }

    #[test]
    fn one_parameter_is_changed_with_the_template_that_is_there_and_no_other() {
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempfile::tempdir().unwrap();
        let stage = installation(folder.path(), "");
        assert_eq!(stage.switch(&closed(), "t1").unwrap(), Switched::Done);
        let said = said(folder.path());
        let [_, update, wait] = &said[..] else {
            panic!("{said:?}");
        };
        let words: Vec<&str> = update.lines().skip(1).collect();
        assert_eq!(
            words[..3],
            ["cloudformation", "update-stack", "--use-previous-template"]
        );
        let given = words.iter().find(|word| word.starts_with('[')).unwrap();
        let given: serde_json::Value = serde_json::from_str(given).unwrap();
        assert_eq!(
            given,
            json!([
                { "ParameterKey": "AlarmMail", "UsePreviousValue": true },
                { "ParameterKey": "Installation", "UsePreviousValue": true },
                { "ParameterKey": "Maintenance", "ParameterValue": "on" },
            ])
        );
        for word in [
            "CAPABILITY_NAMED_IAM",
            "CAPABILITY_AUTO_EXPAND",
            "t1",
            "stage",
        ] {
            assert!(words.contains(&word), "{word}");
        }
        assert!(
            wait.contains("stack-update-complete\n--stack-name\nstage"),
            "{wait}"
        );
    }

    #[test]
    fn what_is_so_already_is_not_changed() {
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempfile::tempdir().unwrap();
        let stage = installation(folder.path(), "");
        let wanted = [("Maintenance".to_owned(), "off".to_owned())].into();
        assert_eq!(stage.switch(&wanted, "t1").unwrap(), Switched::Already);
        assert_eq!(said(folder.path()).len(), 1);
    }

    #[test]
    fn a_parameter_that_is_none_is_refused_before_anything_happens() {
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempfile::tempdir().unwrap();
        let stage = installation(folder.path(), "");
        let wanted = [("Maintenence".to_owned(), "on".to_owned())].into();
        let error = stage.switch(&wanted, "t1").unwrap_err().to_string();
        assert!(
            error.contains("no parameter Maintenence; it has AlarmMail,"),
            "{error}"
        );
        assert_eq!(said(folder.path()).len(), 1);
    }

    #[test]
    fn a_change_that_was_put_back_says_why() {
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempfile::tempdir().unwrap();
        let answers = r#"*" wait "*) echo "Waiter failed" >&2; exit 255 ;;
*StackStatus*) echo '"UPDATE_ROLLBACK_COMPLETE"' ;;
*describe-stack-events*) echo '[["Workers","it was cancelled"],["ApiStage","the limit"]]' ;;"#;
        let stage = installation(folder.path(), answers);
        assert_eq!(
            stage.switch(&closed(), "t1").unwrap(),
            Switched::PutBack("ApiStage: the limit\nWorkers: it was cancelled".to_owned())
        );
        let asked = said(folder.path()).pop().unwrap();
        assert!(asked.contains("ClientRequestToken=='t1'"), "{asked}");
    }

    #[test]
    fn what_the_command_line_refuses_is_told_in_its_words() {
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempfile::tempdir().unwrap();
        let answers =
            r#"*update-stack*) echo "it is in UPDATE_IN_PROGRESS state" >&2; exit 254 ;;"#;
        let stage = installation(folder.path(), answers);
        let error = stage.switch(&closed(), "t1").unwrap_err().to_string();
        assert_eq!(error, "it is in UPDATE_IN_PROGRESS state");
    }

    #[test]
    fn the_environment_is_that_of_a_function_of_the_installation() {
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempfile::tempdir().unwrap();
        let answers = r#"*get-function-configuration*) echo '{"TABLE":"t","SEAL_KEYS":"k1:x"}' ;;"#;
        let stage = installation(folder.path(), answers);
        let environment = stage.environment().unwrap();
        assert_eq!(environment["SEAL_KEYS"], "k1:x");
        let asked = said(folder.path()).pop().unwrap();
        assert!(
            asked.contains("--function-name\nmamis-stage-sign-in\n"),
            "{asked}"
        );
    }
}
