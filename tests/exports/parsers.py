"""The same few facts read back from a file by independent parsers."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pybtex.database
import rispy

ROOT = Path(__file__).parents[2]
NODE = shutil.which("node")
CITATION_JS = next(
    filter(
        Path.exists,
        (
            folder / "node_modules" / "citation-js"
            for folder in (ROOT / "var" / "node", ROOT, Path.home())
        ),
    ),
    None,
)
LATEX = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{char}": char for char in "&%$#_"},
}


class Facts(NamedTuple):
    """What no format may lose."""

    title: str
    container: str
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    date: str
    pages: str
    address: str


def unlatex(text: str) -> str:
    """A field's value without protecting braces and escapes."""
    pattern = "|".join(map(re.escape, LATEX))
    return re.sub(rf"{pattern}|[{{}}]", lambda found: LATEX.get(found[0], ""), text)


def from_bibtex(text: str) -> list[Facts]:
    months = "January February March April May June July August September October November December"
    numbers = {name: f"{number:02d}" for number, name in enumerate(months.split(), 1)}
    found = []
    for entry in pybtex.database.parse_string(text, "bibtex").entries.values():
        fields = entry.fields

        def people(role: str, entry=entry) -> tuple[str, ...]:
            return tuple(
                unlatex(
                    ", ".join(
                        filter(
                            None,
                            (
                                " ".join([*person.prelast_names, *person.last_names]),
                                " ".join([*person.first_names, *person.middle_names]),
                                " ".join(person.lineage_names),
                            ),
                        )
                    )
                )
                for person in entry.persons.get(role, ())
            )

        date = [fields.get("year", "").replace("--", "/")]
        if month := fields.get("month"):
            date.append(numbers.get(month, month))
        if day := fields.get("day"):
            date.append(f"{int(day):02d}")
        found.append(
            Facts(
                unlatex(fields["title"]),
                unlatex(fields.get("booktitle", "")),
                people("author"),
                people("editor"),
                "-".join(date),
                fields.get("pages", "").replace("--", "-"),
                fields["url"],
            )
        )
    return found


def from_ris(text: str) -> list[Facts]:
    found = []
    for entry in rispy.load(io.StringIO(text)):
        year, month, day, other = (entry.get("date", "///").split("/") + [""] * 3)[:4]
        date = "-".join(filter(None, (year, month, day)))
        found.append(
            Facts(
                entry["title"],
                entry.get("secondary_title", "") if entry["type_of_reference"] == "CHAP" else "",
                tuple(entry.get("authors", ())),
                tuple(entry.get("secondary_authors", ())),
                f"{date}-{other}" if other else date,
                "-".join(filter(None, (entry.get("start_page"), entry.get("end_page")))),
                entry["urls"][0],
            )
        )
    return found


def from_csl(items: list[dict]) -> list[Facts]:
    def people(item: dict, role: str) -> tuple[str, ...]:
        return tuple(
            each.get("literal")
            or ", ".join(
                filter(
                    None,
                    (
                        f"{each.get('non-dropping-particle', '')} {each.get('family', '')}".strip(),
                        each.get("given", ""),
                        each.get("suffix", ""),
                    ),
                )
            )
            for each in item.get(role, ())
        )

    found = []
    for item in items:
        points = [
            "-".join(f"{part:02d}" for part in point)
            for point in item.get("issued", {}).get("date-parts", ())
        ]
        found.append(
            Facts(
                item["title"],
                item.get("container-title", "") if item["type"] == "chapter" else "",
                people(item, "author"),
                people(item, "editor"),
                "/".join(points),
                item.get("page", ""),
                item["URL"],
            )
        )
    return found


def read_by_citation_js(text: str) -> list[dict]:
    """CSL items that citation-js, which Wikipedia's and others' tools use, makes of a file."""
    program = f"""
        const Cite = require({json.dumps(str(CITATION_JS))});
        const text = require('fs').readFileSync(0, 'utf8');
        console.log(JSON.stringify(new Cite(text).data));
    """
    run = subprocess.run(
        [NODE, "-e", program],
        input=text,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(run.stdout)
