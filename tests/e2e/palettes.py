"""Makes a picture of a page small: at most so many colours, named once.

A page has few colours, and between them the steps by which its letters are smoothed. A browser
writes three bytes for each dot all the same; one that names a colour takes a third.
"""

import struct
import zlib

import numpy as np

COLOURS = 256  # that a byte can name
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def with_few_colours(png: bytes) -> bytes:
    """The same picture with a palette."""
    dots = _dots(png)
    height, width, _ = dots.shape
    packed = dots.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], np.uint32)
    values, where, counts = np.unique(packed, return_inverse=True, return_counts=True)
    colours = np.stack([values >> 16, values >> 8 & 255, values & 255], axis=1).astype(float)
    boxes = _boxes(colours, counts)
    palette, name = [], np.empty(len(values), np.uint8)
    for number, box in enumerate(boxes):
        palette.append(np.average(colours[box], axis=0, weights=counts[box]).round())
        name[box] = number
    rows = np.insert(name[where].reshape(height, width), 0, 0, axis=1)  # no filter in any row
    return SIGNATURE + b"".join(
        _chunk(kind, data)
        for kind, data in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            (b"PLTE", np.array(palette, np.uint8).tobytes()),
            (b"IDAT", zlib.compress(rows.tobytes(), 9)),
            (b"IEND", b""),
        )
    )


def _boxes(colours: np.ndarray, counts: np.ndarray) -> list[np.ndarray]:
    """The colours in groups of like ones: the group that errs most is parted, again and again."""
    boxes = [np.arange(len(colours))]
    errors = [np.inf]
    while len(boxes) < min(COLOURS, len(colours)):
        worst = int(np.argmax(errors))
        box = boxes.pop(worst)
        errors.pop(worst)
        axis = int(np.argmax(np.ptp(colours[box], axis=0)))
        middle = np.average(colours[box, axis], weights=counts[box])
        high = colours[box, axis] > middle
        for part in (box[~high], box[high]):
            boxes.append(part)
            mean = np.average(colours[part], axis=0, weights=counts[part])
            errors.append(float((((colours[part] - mean) ** 2).sum(axis=1) * counts[part]).sum()))
    return boxes


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _dots(png: bytes) -> np.ndarray:
    """The red, green and blue of each dot of a picture as a browser writes it."""
    at, data = len(SIGNATURE), b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", png[at + 8 : at + 18])
        elif kind == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    size = {2: 3, 6: 4}[colour]
    assert depth == 8
    lines = np.frombuffer(zlib.decompress(data), np.uint8).reshape(height, 1 + width * size)
    rows = np.zeros((height + 1, width * size), np.uint8)
    for number, line in enumerate(lines):
        rows[number + 1] = _unfiltered(line[0], line[1:], rows[number], size)
    return rows[1:].reshape(height, width, size)[:, :, :3]


def _unfiltered(kind: int, line: np.ndarray, above: np.ndarray, size: int) -> np.ndarray:
    """A row of a PNG without its filter (section 9 of the standard)."""
    if kind == 0:
        return line
    if kind == 1:
        return line.reshape(-1, size).cumsum(axis=0, dtype=np.uint8).ravel()
    if kind == 2:
        return line + above
    row, over = [0] * size + line.tolist(), [0] * size + above.tolist()
    for at in range(size, len(row)):
        left, up, corner = row[at - size], over[at], over[at - size]
        row[at] = (row[at] + ((left + up) // 2 if kind == 3 else _paeth(left, up, corner))) & 255
    return np.array(row[size:], np.uint8)


def _paeth(left: int, above: int, corner: int) -> int:
    near = left + above - corner
    return min((left, above, corner), key=lambda each: abs(near - each))
