"""Starts the emulator of AWS for `cargo deployment`, with what it lacks (ministack 1.5.33) added.

CloudFormation expands the `Transform` of every template, and looks up the values that
`{{resolve:secretsmanager:…}}` names in every stack; the emulator does both only in the outermost one.
A secret that is generated without punctuation has some there all the same. It asks for rights that are
named like the calls, where AWS asks for others. Who a mail is from is no matter of rights to it, nor is
`If-None-Match`. And it is called without TLS, which policies of buckets refuse.
"""

import json
import re
import secrets
import string
from email.utils import parseaddr

from ministack import app
from ministack.core import iam_actions
from ministack.services.cloudformation import engine, provisioners

# The rights that AWS asks for, by those named like the call. All that is said to the table in PartiQL inserts.
RIGHTS = {
    "dynamodb:BatchExecuteStatement": "dynamodb:PartiQLInsert",
    "sqs:SendMessageBatch": "sqs:SendMessage",
}

parse, resolve = engine._parse_template, engine._resolve_refs
secret = provisioners._RESOURCE_HANDLERS["AWS::SecretsManager::Secret"]
create_secret = secret["create"]
right, tables = iam_actions.extract_iam_action, iam_actions.dynamodb_resource_arns
resource, context = iam_actions.extract_resource_arn, iam_actions.request_tag_context
context_of_objects, origin = iam_actions.s3_service_context, app.pin_request_origin


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

app.main()
