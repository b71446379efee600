"""A Lambda runtime with one function: what My Page does with the table, by boto3.

Runs under the Runtime Interface Emulator beside our functions (`cargo cold-start`): the client is
made at the start, a request is one Query of a doctor's partition.
"""

import http.client
import json
import os

import boto3

TABLE = os.environ["TABLE"]
dynamodb = boto3.client("dynamodb")


def handle(event):
    found = dynamodb.query(
        TableName=TABLE,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": event["partition"]}},
    )
    return {"statusCode": 200, "body": json.dumps({"items": len(found["Items"])})}


def main():
    runtime = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    base = "/2018-06-01/runtime/invocation/"
    while True:
        runtime.request("GET", base + "next")
        answer = runtime.getresponse()
        event = json.loads(answer.read())
        request = answer.getheader("Lambda-Runtime-Aws-Request-Id")
        runtime.request("POST", base + request + "/response", json.dumps(handle(event)))
        runtime.getresponse().read()


main()
