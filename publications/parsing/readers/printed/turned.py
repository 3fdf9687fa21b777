"""Text that is not set upright: a page on its side is turned, what runs across a page set aside.

A table wider than its page is printed on its side and is text all the same; a line up the margin
or a watermark is not what the page says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from publications.parsing.readers.printed.glyphs import Fragment, Glyph, clean, fragments

SLANT = 8  # degrees: a page that was scanned askew is upright, a watermark is not
FEWEST = 200  # characters on their side that can be the text of a page


@dataclass(frozen=True, slots=True)
class Parted:
    """The glyphs of a page by how they stand."""

    upright: list[Fragment]
    turned: list[Fragment]  # of a page on its side, as if the page had been turned
    aside: list[tuple[str, str]]  # other text, and how it stands


def part(glyphs: Iterable[Glyph]) -> Parted:
    """Part the glyphs of a page, which come in the order of the file."""
    ways: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        ways.setdefault(_way(glyph.angle), []).append(glyph)
    counts = Counter({way: sum(map(_is_seen, found)) for way, found in ways.items()})
    main, number = counts.most_common(1)[0] if counts else (0, 0)
    turned: list[Fragment] = []
    if main in (90, 180, 270) and number >= FEWEST:
        turned = fragments(_turn(glyph, main) for glyph in ways.pop(main))
    upright = fragments(ways.pop(0, []))
    aside = [
        (text, "text set aslant" if way < 0 else "text set sideways")
        for way, found in ways.items()
        if (text := _in_file_order(found))
    ]
    return Parted(upright, turned, aside)


def _is_seen(glyph: Glyph) -> bool:
    return bool(glyph.text.strip())


def _way(angle: float) -> int:
    """The quarter turn that an angle is nearest to; -1 if it is near none."""
    quarter = round(angle / 90) * 90
    return quarter % 360 if abs(angle - quarter) <= SLANT else -1


def _turn(glyph: Glyph, way: int) -> Glyph:
    """A glyph where it stands once its page has been turned so that it is upright."""
    x0, x1, top, bottom = glyph.x0, glyph.x1, glyph.top, glyph.bottom
    if way == 90:  # read upwards
        across, down = (-bottom, -top), (x0, x1)
    elif way == 270:  # read downwards
        across, down = (top, bottom), (-x1, -x0)
    else:
        across, down = (-x1, -x0), (-bottom, -top)
    size = down[1] - down[0]
    return glyph._replace(
        x0=across[0], x1=across[1], top=down[0], bottom=down[1], size=size, angle=0.0
    )


def _in_file_order(glyphs: Iterable[Glyph]) -> str:
    """Text as the file has it, with a space where the next glyph is far in both directions."""
    words: list[str] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if last and abs(glyph.x0 - last.x0) > last.size and abs(glyph.top - last.top) > last.size:
            words.append(" ")
        words.append(clean(glyph.text))
        last = glyph
    return " ".join("".join(words).split())
