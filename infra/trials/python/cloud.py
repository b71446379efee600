"""Looks at the emulated account by AWS's SDK, for `cargo deployment`: `cloud.py COMMAND WORD …`, each
command a function below; writes what it gives as JSON.
"""

import json
import sys

import boto3

# As the template calls what a role allows.
POLICY = "needs"


def pages(service, operation, **about):
    return boto3.client(service).get_paginator(operation).paginate(**about)


def resources(stack):
    """Physical names by those in the template."""
    found = [one for page in pages("cloudformation", "list_stack_resources", StackName=stack)
             for one in page["StackResourceSummaries"]]
    return {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in found}


def stacks():
    found = [one for page in pages("cloudformation", "describe_stacks") for one in page["Stacks"]]
    return [one["StackName"] for one in found if one["StackStatus"] != "DELETE_COMPLETE"]


def functions():
    return [one["FunctionName"] for page in pages("lambda", "list_functions") for one in page["Functions"]]


def tables():
    return [name for page in pages("dynamodb", "list_tables") for name in page["TableNames"]]


def buckets():
    return [one["Name"] for one in boto3.client("s3").list_buckets()["Buckets"]]


def routes(api):
    return [one["RouteKey"] for page in pages("apigatewayv2", "get_routes", ApiId=api) for one in page["Items"]]


def environment(function):
    return boto3.client("lambda").get_function_configuration(FunctionName=function)["Environment"]["Variables"]


def invoke(function, event):
    answer = boto3.client("lambda").invoke(FunctionName=function, Payload=event)
    text = answer["Payload"].read().decode()
    if "FunctionError" in answer:
        raise SystemExit(f"{function}: {text}")
    return json.loads(text)


def denials(prefix):
    """Lines of logs whose group begins so, that tell of a denied call."""
    groups = [one["logGroupName"] for page in pages("logs", "describe_log_groups", logGroupNamePrefix=prefix)
              for one in page["logGroups"]]
    found = [(group, one["message"]) for group in groups
             for page in pages("logs", "filter_log_events", logGroupName=group) for one in page["events"]]
    return [f"{group}: {message}" for group, message in found if "AccessDenied" in message]


def name_of_role(function):
    return boto3.client("lambda").get_function_configuration(FunctionName=function)["Role"].rsplit("/", 1)[-1]


def role(function):
    """What its role allows. (The role itself is looked at when a process starts, its policy at every call.)"""
    found = boto3.client("iam").get_role_policy(RoleName=name_of_role(function), PolicyName=POLICY)
    return json.dumps(found["PolicyDocument"])


def take_role(function, policy):
    boto3.client("iam").put_role_policy(RoleName=name_of_role(function), PolicyName=POLICY, PolicyDocument=policy)
    return policy


def delete(stack):
    client = boto3.client("cloudformation")
    client.delete_stack(StackName=stack)
    client.get_waiter("stack_delete_complete").wait(StackName=stack, WaiterConfig={"Delay": 2, "MaxAttempts": 150})
    return stack


COMMANDS = [resources, stacks, functions, tables, buckets, routes, environment, invoke, denials, role, take_role, delete]

command, *words = sys.argv[1:]
run = {one.__name__.replace("_", "-"): one for one in COMMANDS}[command]
print(json.dumps(run(*words)))
