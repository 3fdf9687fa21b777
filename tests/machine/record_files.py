"""Files of records made for the tests, and what is told of their lines."""

import json

from publications.importing import loading


def load(tmp_path, *lines):
    path = tmp_path / "in.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
    return loading.load(path)


def wrong(loaded):
    return [(each.line, each.reason) for each in loaded.wrong]
