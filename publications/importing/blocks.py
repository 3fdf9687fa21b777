"""A block of a text as it is kept: ``{"kind", "runs": [[text, style, note, url], ...], "spans"}``.

Where they apply it has ``marker``, ``level``, ``rows`` (a list of rows of cell texts), ``page``,
and ``box``: the ``anchor`` of the box section of the same work that stands at this place.
"""

from __future__ import annotations

from typing import Any

from publications.importing.plan import spans_of
from publications.parsing import document as parsed

Json = dict[str, Any]


def block_json(block: parsed.Block, boxes: dict[int, str]) -> Json:
    found: Json = {
        "kind": block.kind,
        "runs": [[run.text, run.style, run.note, run.url] for run in block.runs],
        "spans": spans_of(block.evidence),
    }
    if block.marker:
        found["marker"] = block.marker
    if block.level:
        found["level"] = block.level
    if block.rows:
        found["rows"] = [[cell.text for cell in row] for row in block.rows]
    if block.box is not None and block.box in boxes:
        found["box"] = boxes[block.box]
    if block.page:
        found["page"] = block.page
    return found


def block_text(block: Json) -> str:
    """The words of a kept block, without note marks; a table's cells joined by spaces."""
    if block.get("rows"):
        return "\n".join(" ".join(cell for cell in row if cell) for row in block["rows"])
    return "".join(run[0] for run in block["runs"] if run[1] != "note").strip()
