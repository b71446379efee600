//! The account that an administrator's command asks.

/// What somebody reads whose environment names no account: functions have these variables, and a terminal
/// gets them so.
pub const ASKED: &str =
    "the account is taken from the environment; AWS's command line puts it there:
    eval \"$(aws configure export-credentials --format env)\"
    export AWS_REGION=ap-northeast-1
";
