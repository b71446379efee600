//! One endpoint in Python with boto3, on the same requests: it counts only when it gives the same answers.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::emulator::{self, Subject, once};
use super::samples::{SAME_AS_PYTHON, Stage};
use super::{Run, STARTS};
use crate::tools::script;

/// What a caller sees; `server-timing` is ours alone, and never twice the same.
const HEADERS: [&str; 4] = [
    "content-type",
    "cache-control",
    "vary",
    "x-content-type-options",
];

/// Asks ours and the one in Python in both languages, then measures the one in Python.
///
/// # Errors
/// A function that fails, or another answer than ours.
pub(super) fn measure(
    rie: &Path,
    programs_of_aws: &Path,
    ours: &Path,
    stage: &Stage,
) -> Result<Run> {
    let environment = stage.environment();
    let (python, script) = (programs_of_aws.join("python"), script("list_notices.py"));
    let answered = |answer: &Value| answer["statusCode"] == 200;
    let ours = Subject {
        program: &[ours.as_os_str()],
        environment: &environment,
        answers: &answered,
    };
    let theirs = Subject {
        program: &[python.as_os_str(), script.as_os_str()],
        environment: &environment,
        answers: &answered,
    };
    let compared = |language: &str, starts: usize| -> Result<Vec<Run>> {
        let event = stage.asked_for_notices(language);
        let (_, wanted) = once(rie, &ours, &event).context(SAME_AS_PYTHON)?;
        let runs = (0..starts).map(|_| {
            let (run, found) = once(rie, &theirs, &event).context("Python")?;
            same(&wanted, &found).map(|()| run)
        });
        runs.collect()
    };
    compared("en", 1)?;
    Ok(emulator::summary(&compared("ja", STARTS)?))
}

fn same(wanted: &Value, found: &Value) -> Result<()> {
    let (wanted, found) = (seen(wanted)?, seen(found)?);
    ensure!(
        wanted == found,
        "Python answers\n{found}\nand ours\n{wanted}"
    );
    Ok(())
}

fn seen(answer: &Value) -> Result<Value> {
    let body = answer["body"].as_str().context("no body")?;
    let body: Value = serde_json::from_str(body).context("the body is not JSON")?;
    let header = |name: &str| {
        let value = answer["headers"][name].as_str();
        value.with_context(|| format!("no {name}"))
    };
    let headers: Vec<&str> = HEADERS.into_iter().map(header).collect::<Result<_>>()?;
    Ok(json!({ "status": answer["statusCode"], "headers": headers, "body": body }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(title: &str, kept: &str, timing: &str) -> Value {
        json!({
            "statusCode": 200,
            "headers": {
                "content-type": "application/json", "cache-control": kept, "vary": "accept-language",
                "x-content-type-options": "nosniff", "server-timing": timing,
            },
            "body": json!({ "notices": [{ "title": title }] }).to_string(),
        })
    }

    #[test]
    fn an_answer_is_the_same_whenever_it_was_given_and_no_other_is() {
        let ours = answer("休止", "no-store", "total;dur=1");
        same(&ours, &answer("休止", "no-store", "total;dur=2")).unwrap();
        for other in [
            answer("再開", "no-store", "total;dur=1"),
            answer("休止", "public", "total;dur=1"),
        ] {
            let refused = same(&ours, &other).unwrap_err().to_string();
            assert!(refused.starts_with("Python answers\n"), "{refused}");
        }
        let mut bare = ours.clone();
        bare["headers"] = json!({});
        let refused = same(&bare, &bare).unwrap_err().to_string();
        assert_eq!(refused, "no content-type", "nothing would be compared");
    }
}
