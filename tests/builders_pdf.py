"""Small PDFs for the tests of the reader, written by hand: one font size and place a line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 595, 842
MARGIN = 72


class Line(NamedTuple):
    """A line of type at ``x``, ``y`` points from the lower left corner.

    ``turn`` is in degrees against the clock, ``spacing`` the points between its letters.
    """

    text: str
    x: float
    y: float
    size: float = 11
    bold: bool = False
    turn: float = 0
    spacing: float = 0


def paragraph(
    text: str, x: float, y: float, characters: int, size: float = 11, pitch: float = 14
) -> list[Line]:
    """Text set in lines of at most ``characters``, from ``y`` downwards."""
    lines: list[Line] = []
    words = text.split()
    row = words[0]
    for word in words[1:]:
        if len(row) + 1 + len(word) > characters:
            lines.append(Line(row, x, y - pitch * len(lines), size))
            row = word
        else:
            row += f" {word}"
    lines.append(Line(row, x, y - pitch * len(lines), size))
    return lines


def make_pdf(
    pages: Sequence[Sequence[Line]],
    *,
    info: dict[str, str] | None = None,
    trailer: str = "",
    labels: str = "",
    count: int | None = None,
    drawing: str = "",
    bookmarks: Sequence[tuple[str, int]] = (),
) -> bytes:
    """A PDF of these pages in Courier, whose every character is 0.6 of the size wide.

    ``drawing`` is drawn on every page, in the operators of a PDF. ``bookmarks`` are titles with
    the page (from 1) that each leads to.
    """
    objects: list[bytes] = []

    def add(body: str | bytes) -> int:
        objects.append(body if isinstance(body, bytes) else body.encode("latin-1"))
        return len(objects)

    fonts = [
        add(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} "
            "/Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255 "
            f"/Widths [{' '.join(['600'] * 224)}] "
            f"/FontDescriptor {descriptor} 0 R >>"
        )
        for name, descriptor in (("Courier", 3), ("Courier-Bold", 4))
    ]
    for name in ("Courier", "Courier-Bold"):
        add(
            f"<< /Type /FontDescriptor /FontName /{name} /Flags 33 /Ascent 750 /Descent -250 "
            "/CapHeight 560 /ItalicAngle 0 /StemV 80 /FontBBox [0 -250 600 750] >>"
        )
    catalog = add("")
    tree = add("")
    kids = []
    for lines in pages:
        content = b"\n".join((drawing.encode(), *(_show(line) for line in lines)))
        stream = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        kids.append(
            add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] "
                f"/Contents {stream} 0 R /Resources << /Font << "
                f"/F1 {fonts[0]} 0 R /F2 {fonts[1]} 0 R >> >> >>"
            )
        )
    if bookmarks:
        labels += f" /Outlines {_outline(objects, kids, bookmarks)} 0 R"
    objects[catalog - 1] = f"<< /Type /Catalog /Pages {tree} 0 R {labels} >>".encode()
    refs = " ".join(f"{kid} 0 R" for kid in kids)
    total = len(kids) if count is None else count
    objects[tree - 1] = f"<< /Type /Pages /Kids [{refs}] /Count {total} >>".encode()
    if info:
        entries = " ".join(f"/{key} ({value})" for key, value in info.items())
        trailer += f" /Info {add(f'<< {entries} >>')} 0 R"
    return _assemble(objects, catalog, trailer)


def _outline(
    objects: list[bytes], kids: Sequence[int], bookmarks: Sequence[tuple[str, int]]
) -> int:
    """Add an outline of one level to the objects of a PDF; its number."""
    root = len(objects) + 1
    last = root + len(bookmarks)
    objects.append(
        f"<< /Type /Outlines /First {root + 1} 0 R /Last {last} 0 R "
        f"/Count {len(bookmarks)} >>".encode()
    )
    for number, (title, page) in enumerate(bookmarks, start=root + 1):
        following = f"/Next {number + 1} 0 R " if number < last else ""
        before = f"/Prev {number - 1} 0 R " if number > root + 1 else ""
        objects.append(
            f"<< /Title ({title}) /Parent {root} 0 R {before}{following}"
            f"/Dest [{kids[page - 1]} 0 R /Fit] >>".encode()
        )
    return root


def image_only_pdf(pages: int = 2) -> bytes:
    """A PDF whose pages hold a drawing and no text."""
    return make_pdf([[] for _ in range(pages)])


def locked_pdf() -> bytes:
    """A PDF that asks for a password: its keys belong to none that is empty."""
    key = "00" * 32
    return make_pdf(
        [[Line("secret", MARGIN, 700)]],
        trailer=f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -44 >> "
        f"/ID [<{'11' * 16}> <{'11' * 16}>]",
    )


def broken_pdf() -> bytes:
    """The first part of a PDF, as a download that stopped leaves it."""
    return make_pdf([[Line("cut off", MARGIN, 700)]])[:300]


def _show(line: Line) -> bytes:
    text = line.text.encode("cp1252")
    for special in (b"\\", b"(", b")"):
        text = text.replace(special, b"\\" + special)
    font = b"F2" if line.bold else b"F1"
    cos, sin = math.cos(math.radians(line.turn)), math.sin(math.radians(line.turn))
    return b"BT /%s %g Tf %g Tc %.6f %.6f %.6f %.6f %g %g Tm (%s) Tj ET" % (
        font,
        line.size,
        line.spacing,
        cos,
        sin,
        -sin,
        cos,
        line.x,
        line.y,
        text,
    )


def _assemble(objects: list[bytes], catalog: int, trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += (
        f"trailer\n<< /Size {len(objects) + 1} /Root {catalog} 0 R {trailer} >>\n"
        f"startxref\n{start}\n%%EOF\n"
    ).encode()
    return bytes(out)
