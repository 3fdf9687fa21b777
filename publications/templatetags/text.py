"""Printing the text of works. All of it is plain data from sources, so all of it is escaped."""

from __future__ import annotations

from django import template
from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from publications.filters import FOUND_START
from publications.reading import Node, Run
from publications.templatetags.archive import marked

register = template.Library()

TAGS = {"em": "em", "strong": "strong"}
LINKED = ("http://", "https://", "mailto:")


@register.simple_tag
def printed_nodes(nodes: list[Node]) -> SafeString:
    """The blocks of a section as HTML."""
    return format_html_join("\n", "{}", ((_node(node),) for node in nodes))


def _node(node: Node) -> SafeString:
    return _PRINTERS.get(node.kind, _paragraph)(node)


def _runs(runs: list[Run]) -> SafeString:
    return format_html_join("", "{}", ((_run(run),) for run in runs))


def _run(run: Run) -> SafeString | str:
    if run.style == "note":
        if run.note is None:
            return format_html("<sup>{}</sup>", run.text)
        return format_html(
            '<sup class="mark"><a href="#n{}"{} role="doc-noteref" '
            'aria-label="Note {}">{}</a></sup>',
            run.note.name,
            format_html(' id="r{}"', run.note.name) if run.back else "",
            run.note.number,
            run.note.number,
        )
    tag = TAGS.get(run.style)
    plain = marked(run.text) if FOUND_START in run.text else run.text
    words = format_html("<{0}>{1}</{0}>", tag, plain) if tag else plain
    if run.url.startswith(LINKED):
        return format_html('<a href="{}" rel="external">{}</a>', run.url, words)
    return words


def _address(node: Node) -> SafeString:
    """The paragraph's own address, and in the margin the printed page that begins here."""
    return format_html(
        '{}{}<a class="address" href="#p{}" data-page="{}" aria-label="Paragraph {}">¶</a>',
        _page(node),
        _matches(node),
        node.number,
        node.on_page,
        node.number,
    )


def _matches(node: Node) -> SafeString | str:
    """The ways to the matches before and after, where a search led to this text."""
    if not node.found:
        return ""
    ways = (("Previous match", "↑", node.found_before), ("Next match", "↓", node.found_after))
    return format_html(
        '<span class="matches">{}</span>',
        format_html_join(
            " ",
            '<a href="#p{}" aria-label="{}">{}</a>',
            ((number, label, sign) for label, sign, number in ways if number),
        ),
    )


def _page(node: Node) -> SafeString | str:
    if not node.page:
        return ""
    return format_html(
        '<span class="page" title="Page {0} begins here">'
        '<span class="visually-hidden">Page </span>{0}</span>',
        node.page,
    )


def _notes(node: Node) -> SafeString | str:
    if not node.notes:
        return ""
    note = get_template("components/_footnote.html")
    return format_html_join("", "{}", ((note.render({"note": each}),) for each in node.notes))


def _paragraph(node: Node) -> SafeString:
    css = node.kind if node.kind in ("signature", "preformatted") else "text"
    return format_html(
        '<p id="p{}" class="{}">{}{}</p>{}',
        node.number,
        css,
        _runs(node.runs),
        _address(node),
        _notes(node),
    )


def _heading(node: Node) -> SafeString:
    return format_html(
        '<h{0} id="p{1}" class="minor">{2}{3}</h{0}>{4}',
        min(node.level, 6),
        node.number,
        _runs(node.runs),
        _address(node),
        _notes(node),
    )


def _list(node: Node) -> SafeString:
    bullets = node.marker in ("", "-", "*", "•", "–", "o")
    items = format_html_join("", "{}", ((_item(item, bullets),) for item in node.children))
    # Numbers and letters are shown as they were printed, so the browser must add none.
    return format_html("<ul>{}</ul>" if bullets else '<ol class="as-printed">{}</ol>', items)


def _item(node: Node, bullets: bool) -> SafeString:
    marker = "" if bullets else format_html('<span class="marker">{}</span> ', node.marker)
    return format_html(
        '<li id="p{}">{}{}{}{}{}</li>',
        node.number,
        marker,
        _runs(node.runs),
        _address(node),
        _notes(node),
        printed_nodes(node.children),
    )


def _quotation(node: Node) -> SafeString:
    words = [child for child in node.children if child.kind != "attribution"]
    speakers = [child for child in node.children if child.kind == "attribution"]
    return format_html(
        '<figure class="quotation"><blockquote>{}</blockquote>{}</figure>{}',
        format_html_join(
            "",
            '<p id="p{}">{}{}</p>',
            ((child.number, _runs(child.runs), _address(child)) for child in words),
        ),
        format_html_join(
            "",
            '<figcaption id="p{}">{}</figcaption>',
            ((child.number, _runs(child.runs)) for child in speakers),
        ),
        format_html_join("", "{}", ((_notes(child),) for child in node.children)),
    )


def _table(node: Node) -> SafeString:
    return format_html(
        '<div class="table" id="p{}" tabindex="0" role="region" aria-label="Table">'
        "<table><tbody>{}</tbody></table></div>{}",
        node.number,
        format_html_join("", "<tr>{}</tr>", ((_cells(row),) for row in node.rows)),
        _notes(node),
    )


def _cells(row: list[str]) -> SafeString:
    """The first cell names the row: no source says that its first row names the columns."""
    first, *others = row or [""]
    return format_html(
        '<th scope="row">{}</th>{}',
        first,
        format_html_join("", "<td>{}</td>", ((cell,) for cell in others)),
    )


def _box(node: Node) -> SafeString | str:
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
