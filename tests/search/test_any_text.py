"""Whatever is typed is answered: no fault, no look through all texts, and words for a human."""

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests import builders
from tests.search.planning import Statements, scanned

pytestmark = pytest.mark.django_db

TEXTS = {"publications_passage", "publications_footnote"}
STOP_WORDS = ("the", "of", "and", "to", "in", "a", "is", "it", "who", "not", "be", "The", "OF")
SIGNS = "\"'()[]{}<>&|!*:-+~^%_\\/.,;#@\u201c\u201d\u2019\u2013\u2026"
PIECES = st.one_of(
    st.sampled_from(STOP_WORDS),
    st.sampled_from("abcxyzéßçØ1"),
    st.sampled_from(
        ('"', "OR", "-", "author:", "year:", "kind:", "title:", 'title:"', "AND", "NOT")
    ),
    st.text(alphabet=SIGNS, min_size=1, max_size=6),
    st.text(st.characters(categories=["Cc", "Cf", "Co", "Zl", "Zs"]), min_size=1, max_size=4),
    st.text(max_size=12),
    st.sampled_from(
        ("pump", "pump's", "co-op", "PUMP", "pümp", "https://pump.example/?q=a&b", "1.5")
    ),
)
TYPED = st.one_of(
    st.lists(PIECES, max_size=12).map(" ".join),
    st.lists(PIECES, max_size=12).map("".join),
    st.text(min_size=1, max_size=4).map(lambda text: (text * 10_000)[:10_000]),
)


@pytest.fixture
def text():
    work = builders.make_publication("On pumps", summary="Of wells.")
    section = builders.make_section(work, "Case", "A pump leaks.", "It is not to be.")
    builders.make_footnote(section, "1", "A pump, ibid.")
    return reverse("publication-section", args=[work.identifier, work.slug, section.anchor])


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(TYPED)
@example('title:"')
@example('-"the of" OR author:" "')
@example("o'x" * 3000)
@example("co-" * 3000)
def test_any_text_is_answered_from_indexes(client, text, typed):
    query = {"q": typed.encode(errors="replace")}
    with connection.cursor() as cursor:
        # A small table would be read as a whole in any case; this asks whether it has to be.
        cursor.execute("SET LOCAL enable_seqscan = off")
    statements = Statements()
    with connection.execute_wrapper(statements):
        answers = [
            client.get(address, query)
            for address in ("/search/", "/publications/", "/search/suggest/", text)
        ]
    assert [answer.status_code for answer in answers] == [200] * 4
    for sql, params in statements.asked:
        assert not scanned(sql, params) & TEXTS, sql[:500]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.one_of(st.sampled_from(STOP_WORDS), st.text(SIGNS, min_size=1, max_size=3))))
def test_words_that_no_one_looks_for_are_said_to_be_so(client, text, typed):
    said = " ".join(each for each in typed if ":" not in each)
    answer = client.get("/search/", {"q": f"the {said}"})
    assert answer.status_code == 200
    assert "There is no word to look for" in answer.content.decode()
