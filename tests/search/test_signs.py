"""Signs of print are read as control characters, one for one, and turned back for the reader."""

import random

import pytest
from django.db import connection

from publications.migrations._search_triggers import _CONTROLS, _SIGNS

CODES = [*range(1, 9), *range(14, 32)]
READ = {ord(sign): code for sign, code in zip(_SIGNS, CODES, strict=True)}
SHOWN = {code: sign for sign, code in READ.items()}
OTHERS = "ab yz0'\"\\\t\n\r\x0b\x0c\x80\u009fäß¢µ中\u2008\u2012\u2015\u2027\ue000\U0001f600"


def asked(function: str, text: str | None) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [text])
        return cursor.fetchone()[0]


def texts() -> list[str]:
    """Every sign alone and among words, every control character, and mixtures of all."""
    chance = random.Random(4)
    every = [*_SIGNS, *map(chr, range(1, 0x20)), *OTHERS]
    mixed = ["".join(chance.choices(every, k=chance.randint(0, 60))) for _ in range(100)]
    return ["", "plain words", *every, *(f"a{sign}b {sign}" for sign in every), *mixed]


@pytest.mark.django_db
def test_a_text_is_read_and_shown_as_translate_would():
    assert len(SHOWN) == len(_SIGNS) == len(set(_SIGNS))
    for text in texts():
        assert asked("archive_plain", text) == text.translate(READ), text
        assert asked("archive_shown", text) == text.translate(SHOWN), text
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT translate(%s, '{_SIGNS}', E'{_CONTROLS}')", [text])
            assert cursor.fetchone()[0] == text.translate(READ)
    assert asked("archive_plain", None) is asked("archive_shown", None) is None


@pytest.mark.django_db
def test_what_is_read_can_be_turned_back():
    with connection.cursor() as cursor:
        cursor.execute("SELECT archive_shown(archive_plain(%s))", [f"“a” {_SIGNS} z"])
        assert cursor.fetchone()[0] == f"“a” {_SIGNS} z"
