"""Starts the emulator of AWS for `cargo deployment`, with what it lacks (ministack 1.5.33) added.

CloudFormation expands the `Transform` of every template, and looks up the values that
`{{resolve:secretsmanager:…}}` names in every stack; the emulator does both only in the outermost one.
A secret that is generated without punctuation has some there all the same. It asks for rights that are
named like the calls, where AWS asks for others. Who a mail is from is no matter of rights to it, nor is
`If-None-Match`. It is called without TLS, which policies of buckets refuse. And what PartiQL inserts is not
in its stream.

The functions are ahead of the machine's clock by what the file says that CLOCK names. A process stays ahead by
what it was started with, so when that changes others are started; and as long as they are ahead, nobody minds
that they sign in the future. (The emulator has a way to give each call a process of its own. It hands it the
same event again when it asks for the next, and the beginning of it is then done twice.) The file that ANSWERED
names has a line for each answer of a function that is none of a refusal.
"""

import glob
import json
import os
import re
import secrets
import string
from email.utils import parseaddr

from ministack import app
from ministack.core import iam_actions, lambda_runtime, sigv4
from ministack.services import dynamodb, lambda_svc, s3
from ministack.services.cloudformation import engine, provisioners

# The rights that AWS asks for, by those named like the call. All that is said to the table in PartiQL inserts.
RIGHTS = {
    "dynamodb:BatchExecuteStatement": "dynamodb:PartiQLInsert",
    "sqs:SendMessageBatch": "sqs:SendMessage",
}

# What stands in the file of the clock while time passes as it does.
NOT_AHEAD = time_of_processes = "+0s"

parse, resolve = engine._parse_template, engine._resolve_refs
secret = provisioners._RESOURCE_HANDLERS["AWS::SecretsManager::Secret"]
create_secret = secret["create"]
right, tables = iam_actions.extract_iam_action, iam_actions.dynamodb_resource_arns
resource, context = iam_actions.extract_resource_arn, iam_actions.request_tag_context
context_of_objects, origin = iam_actions.s3_service_context, app.pin_request_origin
insert = dynamodb._partiql_insert
environment, call_function = lambda_svc._provided_worker_env, lambda_svc._execute_function_provided_warm
key_of_process = lambda_runtime._worker_key
age_of_signature, age_of_address = sigv4.request_time_failure, s3._presign_time_error


def parse_and_expand(text):
    return engine._apply_transforms(parse(text))


def resolve_and_look_up(*about, **more):
    return engine._resolve_dynamic_references(resolve(*about, **more))[0]


def create_secret_of_letters_and_digits(name, properties, stack):
    wanted = properties.get("GenerateSecretString", {})
    if wanted.get("ExcludePunctuation") and "GenerateStringKey" in wanted:
        letters = string.ascii_letters + string.digits
        made = "".join(secrets.choice(letters) for _ in range(int(wanted["PasswordLength"])))
        fields = {**json.loads(wanted["SecretStringTemplate"]), wanted["GenerateStringKey"]: made}
        properties = {key: value for key, value in properties.items() if key != "GenerateSecretString"}
        properties["SecretString"] = json.dumps(fields)
    return create_secret(name, properties, stack)


def right_of_aws(*call):
    asked = right(*call)
    return RIGHTS.get(asked, asked)


def tables_of_statements(body, *place):
    statements = json.loads(body or b"{}").get("Statements", [])
    names = {re.match(r'INSERT INTO "([^"]+)"', one["Statement"])[1] for one in statements}
    named = json.dumps({"RequestItems": dict.fromkeys(names)})
    return tables(named if names else body, *place)


def sender(service, parameters):
    source = iam_actions._query_param(parameters, "Source") if service == "ses" else None
    return parseaddr(source)[1] if source else None


def resource_of_aws(service, method, path, headers, body, parameters, region, account):
    if address := sender(service, parameters):
        return f"arn:aws:ses:{region}:{account}:identity/{address}"
    return resource(service, method, path, headers, body, parameters, region, account)


def context_of_aws(service, asked, body, parameters):
    address = sender(service, parameters)
    return {**context(service, asked, body, parameters), **({"ses:FromAddress": address} if address else {})}


def context_of_objects_of_aws(asked, query, path="", headers=None):
    condition = (headers or {}).get("if-none-match")
    found = context_of_objects(asked, query, path, headers)
    return {**found, **({"s3:if-none-match": condition} if condition else {})}


def origin_by_tls(address, _):
    return origin(address, True)


def insert_and_stream(table, statement):
    answer = insert(table, statement)
    if answer[0] == 200:
        item = statement["item"]
        dynamodb._emit_stream_event(statement["table"], "INSERT", None, item.get("M", item))
    return answer


def ahead():
    with open(os.environ["CLOCK"]) as clock:
        return clock.read()


def environment_with_a_clock(*about):
    if (by := ahead()) == NOT_AHEAD:
        return environment(*about)
    [clock] = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
    moved = {"LD_PRELOAD": clock, "FAKETIME": by, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    return {**environment(*about), **moved}


def end_processes_of_another_time():
    """Those that are at work end the next time."""
    global time_of_processes
    now, ended = ahead(), []
    with lambda_runtime._lock:
        if now != time_of_processes:
            time_of_processes = now
            for of_one in lambda_runtime._workers.values():
                ended += [one for one in of_one if not one.in_use]
                of_one[:] = [one for one in of_one if one.in_use]
    lambda_runtime.kill_workers(ended)


def process_of_this_time(*about):
    return f"{key_of_process(*about)} {ahead()}"


def call(function, *about):
    end_processes_of_another_time()
    result = call_function(function, *about)
    body = result.get("body")
    if isinstance(body, dict) and body.get("statusCode", 500) < 400:
        with open(os.environ["ANSWERED"], "a") as answered:
            print(function["config"]["FunctionName"], file=answered)
    return result


def age_of_signature_by_the_clock(*about, **more):
    return age_of_signature(*about, **more) if ahead() == NOT_AHEAD else None


def age_of_address_by_the_clock(*about):
    return age_of_address(*about) if ahead() == NOT_AHEAD else None


# Nested stacks look these names up when they are made; the outermost one has taken the others.
engine._parse_template = parse_and_expand
engine._resolve_refs = resolve_and_look_up
secret["create"] = create_secret_of_letters_and_digits
iam_actions.extract_iam_action = right_of_aws
iam_actions.dynamodb_resource_arns = tables_of_statements
iam_actions.extract_resource_arn = resource_of_aws
iam_actions.request_tag_context = context_of_aws
iam_actions.s3_service_context = context_of_objects_of_aws
app.pin_request_origin = origin_by_tls
dynamodb._partiql_insert = insert_and_stream
lambda_svc._provided_worker_env = environment_with_a_clock
lambda_svc._execute_function_provided_warm = call
lambda_runtime._worker_key = process_of_this_time
sigv4.request_time_failure = age_of_signature_by_the_clock
s3._presign_time_error = age_of_address_by_the_clock

app.main()
