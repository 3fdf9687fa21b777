"""Printing the text of works. All of it is plain data from sources, so all of it is escaped.

Every value goes through ``escape`` at the place where it is put between tags, by hand: a long
text has thousands, and ``format_html`` would take most of the time of its page.
"""

from __future__ import annotations

import re
from html import escape

from django.template.loader import get_template
from django.utils.html import urlize
from markupsafe import Markup

from publications.pages.words import marked
from publications.reading import Node, Run, Stop
from publications.search import FOUND_START, FOUND_STOP

TAGS = {"em": "em", "strong": "strong"}
_CODE = re.compile(r"`([^`]+)`")
LINKED = ("http://", "https://", "mailto:")


def printed_nodes(nodes: list[Node]) -> Markup:
    """The blocks of a section as HTML."""
    return Markup(_nodes(nodes))  # noqa: S704 - all of it is escaped below


def ways_between_matches(stop: Stop) -> Markup:
    """The ways to the matches before and after, where a search led to this text."""
    return Markup(_matches(stop))  # noqa: S704 - all of it is escaped below


CALLED = (printed_nodes, ways_between_matches)


def with_links(text: str) -> Markup:
    """Text with the addresses in it as links, and with the words of a search marked."""
    if FOUND_START in text:
        return Markup("").join(map(_with_link, re.split(r"(\s+)", text)))
    return _linked(text)


def _with_link(word: str) -> Markup:
    """A word of a text; an address in which something was found is marked as a whole."""
    if FOUND_START not in word:
        return _linked(word)
    link = _linked(word.replace(FOUND_START, "").replace(FOUND_STOP, ""))
    return Markup("<mark>{}</mark>").format(link) if "<a " in link else marked(word)


def _linked(text: str) -> Markup:
    return Markup(urlize(text, nofollow=True, autoescape=True))  # noqa: S704 - it escapes


def with_code(text: str) -> Markup:
    """Text with what stands between two backticks as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", escape(text)))  # noqa: S704 - it is escaped


def _nodes(nodes: list[Node]) -> str:
    return "\n".join(_PRINTERS.get(node.kind, _paragraph)(node) for node in nodes)


def _runs(runs: list[Run]) -> str:
    return "".join(map(_run, runs))


def _words(text: str) -> str:
    # ``marked`` escapes too, before the words of a search get their marks.
    return str(marked(text)) if FOUND_START in text else escape(text)


def _run(run: Run) -> str:
    words = _words(run.text)
    if run.style == "note":
        return _mark(run) if run.note else f"<sup>{words}</sup>"
    if tag := TAGS.get(run.style):
        words = f"<{tag}>{words}</{tag}>"
    if run.url.startswith(LINKED):
        return f'<a href="{escape(run.url)}" rel="external">{words}</a>'
    return words


def _mark(run: Run) -> str:
    """The mark of a note; the first one is where the way back leads."""
    name, number = escape(run.note.name), escape(run.note.number)
    back = f' id="r{name}"' if run.back else ""
    return (
        f'<sup class="mark"><a href="#n{name}"{back} role="doc-noteref" '
        f'aria-label="Note {number}">{number}</a></sup>'
    )


def _address(node: Node) -> str:
    """The paragraph's own address."""
    return (
        f'{_matches(node)}<a class="address" href="#p{node.number}" '
        f'data-page="{escape(node.on_page)}" aria-label="Paragraph {node.number}">¶</a>'
    )


def _matches(stop: Stop) -> str:
    if not stop.found:
        return ""
    ways = (("Previous match", "↑", stop.found_before), ("Next match", "↓", stop.found_after))
    links = (
        f'<a href="{escape(to)}" aria-label="{label}">{sign}</a>' for label, sign, to in ways if to
    )
    return f'<span class="matches">{" ".join(links)}</span>'


def _page(node: Node) -> str:
    """In the margin, the printed page on which this is the first to begin; as over a heading."""
    if not node.page:
        return ""
    page = escape(node.page)
    return (
        f'<span class="page" title="Page {page}"><span class="visually-hidden">Page </span>'
        f'{page}<span class="visually-hidden">: </span></span>'
    )


def _said(node: Node, marker: str = "") -> str:
    return f"{_page(node)}{marker}{_runs(node.runs)}{_address(node)}"


def _notes(node: Node) -> str:
    if not node.notes:
        return ""
    note = get_template("components/_footnote.html")
    return "".join(note.render({"note": each}) for each in node.notes)


def _paragraph(node: Node) -> str:
    css = node.kind if node.kind in ("signature", "preformatted") else "text"
    return f'<p id="p{node.number}" class="{css}">{_said(node)}</p>{_notes(node)}'


def _heading(node: Node) -> str:
    tag = f"h{min(node.level, 6)}"
    return f'<{tag} id="p{node.number}" class="minor">{_said(node)}</{tag}>{_notes(node)}'


def _list(node: Node) -> str:
    bullets = node.marker in ("", "-", "*", "•", "–", "o")
    items = "".join(_item(item, bullets) for item in node.children)
    # Numbers and letters are shown as they were printed, so the browser must add none.
    return f"<ul>{items}</ul>" if bullets else f'<ol class="as-printed">{items}</ol>'


def _item(node: Node, bullets: bool) -> str:
    marker = "" if bullets else f'<span class="marker">{escape(node.marker)}</span> '
    words = f"{_said(node, marker)}{_notes(node)}{_nodes(node.children)}"
    return f'<li id="p{node.number}">{words}</li>'


def _quotation(node: Node) -> str:
    words, speakers = "", ""
    for each in node.children:
        if each.kind == "attribution":
            said = f"{_runs(each.runs)}{_matches(each)}"
            speakers += f'<figcaption id="p{each.number}">{said}</figcaption>'
        else:
            words += f'<p id="p{each.number}">{_said(each)}</p>'
    notes = "".join(map(_notes, node.children))
    return f'<figure class="quotation"><blockquote>{words}</blockquote>{speakers}</figure>{notes}'


def _table(node: Node) -> str:
    rows = "".join(f"<tr>{_cells(row)}</tr>" for row in node.rows)
    return (
        f'<div class="table" id="p{node.number}" tabindex="0" role="region" aria-label="Table">'
        f"<table><tbody>{rows}</tbody></table></div>{_matches(node)}{_notes(node)}"
    )


def _cells(row: list[str]) -> str:
    """The first cell names the row: no source says that its first row names the columns."""
    first, *others = row or [""]
    cells = "".join(f"<td>{_words(cell)}</td>" for cell in others)
    return f'<th scope="row">{_words(first)}</th>{cells}'


def _box(node: Node) -> str:
    if node.box is None:
        return ""
    return get_template("components/_box.html").render({"part": node.box})


_PRINTERS = {
    "heading": _heading,
    "list": _list,
    "quotation": _quotation,
    "table": _table,
    "box": _box,
}
