"""Expands every stack of functions by AWS's own translator, for each value of `Rollout`, and looks at what a
deployment would make of it: what is published, who shifts the calls, and who is called. The stack of the
routes needs no translator, and is looked at beside them.

No account is asked, nothing is deployed. The translator sees names of parameters and not their values, so a
version with nothing but its function's properties would stay when a value changes; the number of `Settings`
has to be in it, and in `Settings` everything that a function is given.
"""

import logging
import re
import sys
from pathlib import Path
from unittest.mock import patch

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

INFRA = Path(__file__).resolve().parent.parent
# What CodeDeploy shifts and API Gateway, SQS, EventBridge and the table's stream call.
ALIAS = "live"
NUMBER = {"Fn::Sub": "settings ${Settings}"}

complaints = []


def expect(holds, *about):
    if not holds:
        complaints.append(" ".join(str(one) for one in about))


def read(path):
    return yaml_parse(path.read_text(encoding="utf-8"))


def expand(path, rollout):
    """The stack as CloudFormation gets it when this is the parameter."""
    template = read(path)
    for name, resource in template["Resources"].items():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = f"s3://code/{name}"
    return transform(template, {"Rollout": rollout}, None)


def of(template, kind):
    return {name: one for name, one in template["Resources"].items() if one["Type"] == f"AWS::{kind}"}


def chosen(value, gradual):
    """Who is called, when calls are shifted gradually or not."""
    if isinstance(value, dict) and "Fn::If" in value:
        condition, then, otherwise = value["Fn::If"]
        return (then if gradual else otherwise) if condition == "Gradual" else None
    return value


def callers(template):
    """Everything that calls a function of its own stack, or may call it, with what it says of whom."""
    for kind, word in [
        ("Lambda::Permission", "FunctionName"),
        ("Lambda::EventSourceMapping", "FunctionName"),
    ]:
        for name, one in of(template, kind).items():
            yield name, one["Properties"][word]
    for name, one in of(template, "Events::Rule").items():
        for target in one["Properties"]["Targets"]:
            yield name, target["Arn"]


def names(value):
    """Everything that a value refers to."""
    if isinstance(value, dict):
        for word, inner in value.items():
            if word == "Ref":
                yield inner
            elif word == "Fn::Sub" and isinstance(inner, str):
                yield from re.findall(r"\$\{([A-Za-z]+)\}", inner)
            else:
                yield from names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from names(inner)


def published(stack, template):
    """By function its alias, whose version bears the number of the settings."""
    functions, versions = of(template, "Lambda::Function"), of(template, "Lambda::Version")
    by_function = {one["Properties"]["FunctionName"]["Ref"]: name for name, one in versions.items()}
    expect(len(versions) == len(functions) == len(by_function), stack, "has not one version of each function")
    for name, one in functions.items():
        variables = one["Properties"]["Environment"]["Variables"]
        # Lambda publishes nothing of a function that has not changed, and CloudFormation fails on that.
        expect(variables.get("SETTINGS") == {"Ref": "Settings"}, stack, name, "does not change with its version")
    for name, one in versions.items():
        expect(one["Properties"].get("Description") == NUMBER, stack, name, "stays when a setting changes")
        expect(one.get("DeletionPolicy") == "Retain", stack, name, "is taken from who may have to go back to it")
    aliases = {}
    for name, one in of(template, "Lambda::Alias").items():
        function = one["Properties"]["FunctionName"]["Ref"]
        newest = {"Fn::GetAtt": [by_function[function], "Version"]}
        expect(one["Properties"]["Name"] == ALIAS, stack, name, "has another name")
        expect(one["Properties"]["FunctionVersion"] == newest, stack, name, "is of another version")
        aliases[function] = name
    expect(aliases.keys() == functions.keys(), stack, "has functions without an alias")
    return aliases


def shifted(stack, template, rollout, gradual, aliases):
    """CodeDeploy looks at two alarms while it shifts the calls; or it is not there."""
    groups, used = of(template, "CodeDeploy::DeploymentGroup"), set()
    for function, alias in aliases.items():
        policy = template["Resources"][alias].get("UpdatePolicy")
        expect((policy is not None) == gradual, stack, alias, rollout, "has a wrong policy", policy)
        if policy:
            used.add(policy["CodeDeployLambdaAliasUpdate"]["DeploymentGroupName"]["Ref"])
    expect(used == groups.keys(), stack, rollout, "has other groups than", len(used))
    expect(len(used) == (len(aliases) if gradual else 0), stack, rollout, "has", len(used), "groups")
    for name, one in groups.items():
        about = one["Properties"]
        expect(rollout in str(about["DeploymentConfigName"]), stack, name, "is not", rollout)
        watched = [alarm["Name"]["Ref"] for alarm in about["AlarmConfiguration"]["Alarms"]]
        own = [alarm for alarm in watched if alarm in of(template, "CloudWatch::Alarm")]
        expect("CrashesAlarm" in watched and len(own) == 1, stack, name, "watches", watched)


def called(stack, template, rollout, gradual, aliases):
    """Nobody calls past the alias while calls are shifted, and nobody calls it otherwise."""
    targets = {name: {"Ref": alias} if gradual else {"Fn::GetAtt": [name, "Arn"]} for name, alias in aliases.items()}
    reached = set()
    for caller, value in callers(template):
        who = [name for name, target in targets.items() if chosen(value, gradual) == target]
        expect(len(who) == 1, stack, caller, rollout, "calls", value)
        reached.update(who)
    expect(reached == targets.keys(), stack, rollout, "has functions that nobody calls")


def routed(template, rollout, gradual, functions):
    """Routes stand in a stack of their own and lead to functions by name: to the alias, or past it."""
    arn = "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:"
    end = f":{ALIAS}" if gradual else ""
    wanted = {f"{arn}{name}{end}" for name in functions}
    uris = [one["Properties"]["IntegrationUri"] for one in of(template, "ApiGatewayV2::Integration").values()]
    found = [(chosen(uri, gradual) or {}).get("Fn::Sub") for uri in uris]
    expect(len(found) == len(wanted) and set(found) == wanted, rollout, "routes lead to", set(found) ^ wanted)


def behind_routes(template):
    """Names of the functions that API Gateway may call."""
    functions = of(template, "Lambda::Function")
    for name, one in of(template, "Lambda::Permission").items():
        if one["Properties"]["Principal"] == "apigateway.amazonaws.com":
            yield functions[name.removesuffix("Permission")]["Properties"]["FunctionName"]["Fn::Sub"]


def given(stack, template, root):
    """What the root says to functions of this stack is in its settings, value by value."""
    numbered = root["Resources"]["Settings"]["Properties"]["Content"]["Fn::Join"][1] or []
    nested = [one for one in root["Resources"].values()
              if one.get("Properties", {}).get("Location") == f"stacks/{stack}.yaml"]
    functions = [one["Properties"] for one in of(template, "Lambda::Function").values()]
    taken = {name for name in names(functions) if name in template["Parameters"]} - {"Settings"}
    expect(len(nested) == 1 and "Table" in taken, stack, "is not in the root, or takes nothing")
    for name in sorted(taken):
        expect(nested[0]["Properties"]["Parameters"][name] in numbered, stack, name, "is in no setting")


def main():
    root = read(INFRA / "template.yaml")
    rollouts = root["Parameters"]["Rollout"]["AllowedValues"]
    count, functions = 0, {rollout: set() for rollout in rollouts}
    for path in sorted((INFRA / "stacks").glob("*.yaml")):
        if "Transform" not in read(path):
            continue
        for rollout in rollouts:
            template, gradual = expand(path, rollout), rollout != "AllAtOnce"
            aliases = published(path.stem, template)
            shifted(path.stem, template, rollout, gradual, aliases)
            called(path.stem, template, rollout, gradual, aliases)
            functions[rollout].update(behind_routes(template))
            count += len(aliases)
        given(path.stem, template, root)
    routes = read(INFRA / "stacks" / "routes.yaml")
    for rollout in rollouts:
        routed(routes, rollout, rollout != "AllAtOnce", functions[rollout])
    expect(count and count % len(rollouts) == 0, "no function was looked at")
    for complaint in complaints:
        print(complaint)
    print(f"{count // len(rollouts)} functions, {len(rollouts)} ways to roll out: {len(complaints)} complaints")
    sys.exit(1 if complaints else 0)


# It warns of its own features and metrics.
logging.getLogger("samtranslator").setLevel(logging.ERROR)
# The translator asks boto3 for the region of its ARNs.
with patch.dict("os.environ", AWS_DEFAULT_REGION="ap-northeast-1"):
    main()
