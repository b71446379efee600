"""A Lambda runtime with one function: the endpoint `GET /notices` with boto3.

Runs under the Runtime Interface Emulator beside ours (`cargo cold-start`), which asks both the same and wants
the same answer. The client is made at the start, as ours is.
"""

import hmac
import http.client
import json
import os
import time
from datetime import datetime, timedelta, timezone

import boto3
from boto3.dynamodb.types import TypeDeserializer

TABLE = os.environ["TABLE"]
SECRETS = os.environ["ORIGIN_SECRETS"].split(",")
JAPAN = timezone(timedelta(hours=9))
# What is sorted behind every key.
END = "\U0010FFFF"

dynamodb = boto3.client("dynamodb")
plain = TypeDeserializer().deserialize


def standing(now):
    """What is not over and was not taken down, by its end."""
    pages = dynamodb.get_paginator("query").paginate(
        TableName=TABLE,
        KeyConditionExpression="pk = :pk AND sk BETWEEN :from AND :to",
        ExpressionAttributeValues={
            ":pk": {"S": "NOTICES"},
            ":from": {"S": f"N#{now:013}"},
            ":to": {"S": END},
        },
    )
    for page in pages:
        for item in page["Items"]:
            if "x" not in item:
                yield plain(item["n"])


def shown(millis):
    return datetime.fromtimestamp(int(millis) // 1000, JAPAN).strftime("%Y-%m-%d %H:%M")


def closed(notice, english):
    begin, end = shown(notice["from"]), shown(notice["until"])
    if begin[:11] == end[:11]:
        end = end[11:]
    if english:
        return f"Closed: {begin} – {end} (Japan time)"
    return f"停止する時間：{begin}〜{end}"


def view(notice, english):
    def said(name):
        return (english and notice.get(f"{name}_en")) or notice[name]

    seen = {"title": said("title"), "text": said("text")}
    if notice["outage"]:
        seen["closed"] = closed(notice, english)
    return seen


def answer(status, body, **headers):
    return {
        "statusCode": status,
        "headers": {
            "content-type": "application/json; charset=utf-8",
            "cache-control": "no-store",
            "x-content-type-options": "nosniff",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        },
        "body": json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        "isBase64Encoded": False,
    }


def handle(event):
    headers = event["headers"]
    told = headers.get("x-origin-secret", "").encode()
    # Each is compared, so that the time says nothing of which.
    if not any([hmac.compare_digest(told, secret.strip().encode()) for secret in SECRETS]):
        return answer(403, {})
    now = int(time.time() * 1000)
    english = headers.get("accept-language", "").lstrip().startswith("en")
    notices = [one for one in standing(now) if (one["outage"] or one["from"] <= now) and now < one["until"]]
    notices.sort(key=lambda one: not one["outage"])
    body = {"notices": [view(one, english) for one in notices]}
    return answer(200, body, cache_control="public, max-age=60", vary="accept-language")


def main():
    runtime = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    base = "/2018-06-01/runtime/invocation/"
    while True:
        runtime.request("GET", base + "next")
        reply = runtime.getresponse()
        event = json.loads(reply.read())
        request = reply.getheader("Lambda-Runtime-Aws-Request-Id")
        begun = time.monotonic()
        given = handle(event)
        milliseconds = (time.monotonic() - begun) * 1000
        print(json.dumps({"endpoint": "list_notices", "status": given["statusCode"], "milliseconds": milliseconds}))
        runtime.request("POST", base + request + "/response", json.dumps(given))
        runtime.getresponse().read()


main()
