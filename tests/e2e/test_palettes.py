"""A picture with a palette shows what the picture without one showed."""

import struct
import zlib

import numpy as np
import pytest

from tests.e2e.palettes import COLOURS, SIGNATURE, with_few_colours


def picture(dots: np.ndarray, kind: int) -> bytes:
    """A PNG of red, green and blue, each row with the same filter."""
    height, width, _ = dots.shape
    rows = np.zeros((height + 1, (width + 1) * 3), int)
    rows[1:, 3:] = dots.reshape(height, -1)
    line, up = rows[1:, 3:], rows[:-1, 3:]
    left, corner = rows[1:, :-3], rows[:-1, :-3]
    away = [abs(left + up - corner - each) for each in (left, up, corner)]
    nearest = np.choose(np.argmin(away, axis=0), [left, up, corner])
    guess = (0, left, up, (left + up) // 2, nearest)[kind]
    data = np.insert((line - guess) & 255, 0, kind, axis=1).astype(np.uint8).tobytes()
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(data)), (b"IEND", b"")]
    return SIGNATURE + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )


def shown(png: bytes, height: int) -> np.ndarray:
    """The colours of the dots of a picture with a palette."""
    parts, at = {}, len(SIGNATURE)
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        parts[name] = png[at + 8 : at + 8 + length]
        at += 12 + length
    palette = np.frombuffer(parts[b"PLTE"], np.uint8).reshape(-1, 3)
    rows = np.frombuffer(zlib.decompress(parts[b"IDAT"]), np.uint8).reshape(height, -1)
    return palette[rows[:, 1:]]


@pytest.mark.parametrize("kind", range(5))
def test_few_colours_stay_as_they_are(kind):
    some = np.random.default_rng(kind).integers(0, 256, (COLOURS // 2, 3))
    dots = some[np.random.default_rng(9).integers(0, len(some), (20, 30))]
    assert (shown(with_few_colours(picture(dots, kind)), 20) == dots).all()


def test_many_colours_become_like_ones():
    steps = np.arange(2048) // 8  # a smooth run of grey, with a rare accent
    dots = np.stack([steps] * 3, axis=1).reshape(32, 64, 3)
    dots = dots + np.random.default_rng(1).integers(0, 2, dots.shape) * (dots < 255)
    few = shown(with_few_colours(picture(dots, 0)), 32)
    assert len(np.unique(few.reshape(-1, 3), axis=0)) <= COLOURS
    assert abs(few.astype(int) - dots).max() <= 4
