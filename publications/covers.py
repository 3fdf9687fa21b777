"""Covers drawn from a work's own words: title, organisation and year over a pattern.

The pattern and its colour come from the series, else the organisation, else the kind, so that
what belongs together looks alike on every machine.
"""

from __future__ import annotations

import hashlib
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 240, 340
# Muted printing inks: each is read at 7:1 or more under the paper's colour.
INKS = ("#5b2333", "#1f3d4d", "#2f4a2c", "#4a3a1f", "#3b2f55", "#1f4a47", "#5a2f17", "#33383d")
PAPER = "#f7f3ea"
ROOM = 130  # the height for the title, before the space between its lines
MEASURE = 196  # the room for a line of the title
MOST_LINES = 8
SIZES = (26, 23, 20, 17)


def cover_svg(*, title: str, organisation: str, year: str, kind: str, family: str) -> str:
    """The cover as an SVG document; ``family`` is what decides pattern and colour."""
    digest = hashlib.sha256(family.encode()).digest()
    ink = INKS[digest[0] % len(INKS)]
    pattern = PATTERNS[digest[1] % len(PATTERNS)](digest)
    size = next((size for size in SIZES if _fits(title, size)), SIZES[-1])
    lines = _wrapped(title, size)
    words = "".join(
        f'<text x="20" y="{46 + size * 1.2 * i:.0f}">{escape(line)}</text>'
        for i, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img">'
        f"<title>{escape(title)}</title>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{ink}"/>'
        f'<g fill="none" stroke="{PAPER}" stroke-opacity=".38" stroke-width="1.5">{pattern}</g>'
        f'<g fill="{PAPER}" font-family="Charter, Bitstream Charter, Iowan Old Style, Cambria, '
        f'Georgia, serif" font-size="{size}">{words}</g>'
        f'<g fill="{PAPER}" font-family="system-ui, sans-serif" font-size="12">'
        f'<text x="20" y="310">{escape(_cut(organisation, 34))}</text>'
        f'<text x="20" y="326">{escape(" · ".join(filter(None, [kind, year])))}</text></g></svg>'
    )


def _wrapped(title: str, size: int) -> list[str]:
    """The title in lines that fit, by the usual widths of a serif's letters."""
    lines = [""]
    for word in title.split():
        if lines[-1] and _width(f"{lines[-1]} {word}", size) > MEASURE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    for i, line in enumerate(lines):
        while _width(line, size) > MEASURE:
            line = f"{line[:-2]}…"
        lines[i] = line
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]} …"]
    return lines


def _fits(title: str, size: int) -> bool:
    widest = max((_width(word, size) for word in title.split()), default=0)
    return widest <= MEASURE and len(_wrapped(title, size)) * size <= ROOM


def _width(text: str, size: int) -> float:
    return size * sum(0.7 if c.isupper() else 0.29 if c in " iIjlft.,:;'’|" else 0.54 for c in text)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


# The patterns fill the band between title and imprint, y from 215 to 285.


def _rules(digest: bytes) -> str:
    return "".join(
        f'<path d="M20 {y}H{60 + digest[2 + i] % 160}"/>' for i, y in enumerate(range(220, 286, 8))
    )


def _rings(digest: bytes) -> str:
    return "".join(
        f'<circle cx="{44 + 50 * i}" cy="250" r="{6 + digest[2 + i * 3 + j] % 26}"/>'
        for i in range(4)
        for j in range(3)
    )


def _fields(digest: bytes) -> str:
    """Plots of different sizes, like parishes on a map."""
    x, plots = 20, []
    for i in range(12):
        width = 12 + digest[2 + i] % 24
        if x + width > 220:
            break
        cut = 225 + digest[16 + i] % 48
        plots.append(f'<path d="M{x} 216h{width}v68h-{width}zM{x} {cut}h{width}"/>')
        x += width
    return "".join(plots)


def _steps(digest: bytes) -> str:
    x, y, path = 20, 284, "M20 284"
    for i in range(10):
        x, y = x + 20, max(216, min(284, y + (digest[2 + i] % 29) - 17))
        path += f"H{x}V{y}"
    return f'<path d="{path}V284H20z"/><path d="M20 284H220"/>'


def _streets(digest: bytes) -> str:
    rows = "".join(f'<path d="M20 {y}H220"/>' for y in range(216, 290, 17))
    return rows + "".join(
        f'<path d="M{24 + digest[2 + i] % 190} {216 + 17 * (i % 4)}v17"/>' for i in range(24)
    )


PATTERNS = (_rules, _rings, _fields, _steps, _streets)
