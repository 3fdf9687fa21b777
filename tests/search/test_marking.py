"""Words are marked in pieces just as the database marks them in whole texts."""

import re
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from publications.searching.lexemes import numbers_of_words
from publications.searching.marking import HEAD, START, STOP, marked
from publications.searching.matching import leaf_of

pytestmark = pytest.mark.django_db

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
ENDINGS = (
    "", "s", "ed", "ing", "ies", "ied", "y", "ly", "ability", "ible", "ational", "ization", "fully",
    "ousness", "iveness", "ying", "'s", "eed", "ogist", "est", "abilities", "ality", "ences",
)  # fmt: skip
STEMS = ("sk", "d", "l", "t", "v", "hop", "rel", "cap", "sens", "commun", "local", "gent", "onl")
WORDS = st.one_of(
    st.tuples(st.sampled_from(STEMS), st.sampled_from(ENDINGS)).map("".join),
    st.sampled_from(
        (
            "Localism", "ZOË", "zoe", "co-op", "Co-production", "co", "O'Brien", "the", "straße",
            "http://pump.org/a?b=c", "pump.org", "a@pump.org", "/usr/pump", "pump/well", "(s)/pump",
            "pump.org/well", "<a/pump", "pump/>", "pump//well", "9/10", "pump_well", "R&D",
            "&amp;", "1.5", "-12", "+44", "1e5", "2010-11", "v1.2.3", "½", "Ａ", "語", "œuvre",
            "pump\u2014well", "\u201cpump\u201d", "\u2018pump\u2019s", "pump\u00a0well",
            "e\u0301tat", "pump;well", "pump\n\nwell",
        )
    ),
    st.text(
        "ab1é-'\u2019.,:/@&%_()\u201c\u2014\u2026\u00ad\u0301\u200b", min_size=1, max_size=8
    ),
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)


def wholly(text: str, any_of: str) -> str:
    """A text as the database itself marks it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {HEAD.format('%(text)s')}", {"any": any_of, "text": text})
        return cursor.fetchone()[0]


def any_of(*typed: str) -> str:
    leaves = [leaf for each in typed if (leaf := leaf_of(each, " " in each))]
    return " | ".join(f"({leaf.query})" for leaf in leaves)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TEXTS, TEXTS, TEXTS)
@example("skies dying", "the sky died", "die")
@example("capable", "a capability and capabilities", "capable")
@example("pump", "a <b class='pump well'> pump & well", "well")
@example("pump", "<!-- a pump --> and pump", "a pump-well")
@example("a pump", "a pump, \ue002 a pump", "pump")
@example(".. sk", "sk", "..")
@example("sk ..", "sk", "..")
def test_words_are_marked_as_in_the_whole_text(typed, text, other):
    meant = any_of(typed, *typed.split(" "))
    if meant:
        assert marked([text, other, text], meant) == [
            wholly(text, meant),
            wholly(other, meant),
            wholly(text, meant),
        ]


def test_no_word_of_the_seeds_is_passed_over():
    text = " ".join(path.read_text(errors="replace") for path in sorted(SEEDS.rglob("*.txt")))
    words = sorted(set(re.findall(r"[A-Za-z]{2,}", text)))
    assert len(words) > 5000
    with connection.cursor() as cursor:
        cursor.execute("SELECT tsvector_to_array(to_tsvector('archive', %s))", [" ".join(words)])
        lexemes = cursor.fetchone()[0]
    for start in range(0, len(lexemes), 400):
        some = " | ".join(f"'{lexeme}'" for lexeme in lexemes[start : start + 400])
        assert marked([" ".join(words)], some) == [wholly(" ".join(words), some)]


def test_a_text_without_the_words_is_not_sent(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert marked(["A plain text."], "'pump'") == ["A plain text."]
    with django_assert_num_queries(1):
        assert marked(["Pumps.", "no", "a pump"], "'pump'") == [
            f"{START}Pumps{STOP}.",
            "no",
            f"a {START}pump{STOP}",
        ]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(TEXTS, max_size=4))
@example(["a <b class='pump well'> pump", "pump pumps PUMP", ""])
@example(["Localism ..", ".. pump"])
def test_the_words_of_a_title_are_counted_as_in_its_vector(texts):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT length(to_tsvector('archive', archive_plain(t)))"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS u (t, n) ORDER BY n",
            [texts],
        )
        numbers = [number for (number,) in cursor.fetchall()]
    found = numbers_of_words(texts)
    assert [found[text] for text in texts] == numbers
