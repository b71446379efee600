//! 入力途中の利用者登録を預かる: so that the form resumes on any device (features.md #11); never
//! the password.

use adapters::store::items::pending::{Matter, PendingRecord};
use api::{SaveRegistrationDraft, identity::DraftSaved, problem::ProblemKind};
use aws_sdk_dynamodb::types::AttributeValue;

use super::links;
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Largest draft, bytes: a form with every field at its limit has less than half.
const MOST_BYTES: usize = 32 * 1024;

/// One conditional write: the last draft stands.
pub async fn handle(
    scope: Scope,
    call: Writing<SaveRegistrationDraft>,
) -> Result<Reply<DraftSaved>, Failure> {
    let form = &call.body.form;
    if !form.password.is_empty() {
        return Err(Failure::new(ProblemKind::Malformed).saying(
            "パスワードは途中保存できません。",
            "A password cannot be kept in a draft.",
        ));
    }
    let bytes = serde_json::to_vec(form).map_err(Failure::internal)?.len();
    if bytes > MOST_BYTES {
        return Err(Failure::new(ProblemKind::TooLarge));
    }
    let key = links::key_of(&call.body.secret)?;
    let draft =
        serde_dynamo::aws_sdk_dynamodb_1::to_attribute_value(form).map_err(Failure::internal)?;
    let saved = scope
        .store
        .update::<PendingRecord>(
            &key,
            "SET d = :draft",
            Some("x > :now AND attribute_not_exists(c) AND m.k = :registration"),
            vec![
                (":draft", draft),
                (":now", AttributeValue::N(scope.now.millis().to_string())),
                (":registration", AttributeValue::S("r".to_owned())),
            ],
        )
        .await;
    match saved {
        Ok(PendingRecord {
            matter: Matter::Registration { .. },
            ..
        }) => Ok(Reply::ok(DraftSaved {
            saved_at: scope.now,
        })),
        Ok(_) => Err(links::expired()),
        Err(error) if error.refused_at(0) => Err(links::expired()),
        Err(error) => Err(error.into()),
    }
}
