"""Citations in words, as the guides of the five styles print them."""

import datetime
import re

import pytest
from citeproc import SCHEMA_PATH
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from publications.exports.citations import FILES, STYLES, citation, citations, reference
from tests.exports import made

TODAY = datetime.date(2026, 11, 21)


@pytest.mark.parametrize("style", STYLES)
def test_the_style_is_valid_csl(style):
    schema = etree.RelaxNG(etree.parse(SCHEMA_PATH))
    assert schema.validate(etree.parse(FILES / f"{style}.csl")), schema.error_log


REPORT = made.made_record(
    title="Parish pumps",
    subtitle="a history",
    agents=(made.someone("Lucy de Pumpe"), made.body("Pumps and Pipes Trust")),
    date="2012-05",
    publishers=("Pump Institute",),
    series_number="7",
)
ADDRESS = "https://archive.example/9wmzfx3pmvj5/"
ESSAY = "https://archive.example/z46zz72cbh5p/"
NEWS = "https://archive.example/0k5ttzb4qdq2/"
BOOK = "https://archive.example/d8rhktcm8pdr/"


@pytest.mark.parametrize(
    ("record", "style", "words"),
    [
        (
            REPORT,
            "harvard",
            "de Pumpe, L. and Pumps and Pipes Trust (2012) <i>Parish pumps: a history</i>. No. 7. "
            f"Pump Institute. Available at: {ADDRESS} (Accessed: 21 November 2026).",
        ),
        (
            REPORT,
            "apa",
            "de Pumpe, L., &amp; Pumps and Pipes Trust. (2012). <i>Parish pumps: a history</i> "
            f"(Report No. 7). Pump Institute. {ADDRESS}",
        ),
        (
            REPORT,
            "chicago",
            "de Pumpe, Lucy, and Pumps and Pipes Trust. <i>Parish pumps: a history</i>. No. 7. "
            f"Pump Institute, 2012. {ADDRESS}.",
        ),
        (
            REPORT,
            "mhra",
            "de Pumpe, Lucy, and Pumps and Pipes Trust, <i>Parish pumps: a history</i>, no. 7 "
            f"(Pump Institute, 2012) &lt;{ADDRESS}&gt; [accessed 21 November 2026]",
        ),
        (
            REPORT,
            "vancouver",
            "de Pumpe L, Pumps and Pipes Trust. Parish pumps: a history [Internet]. Pump "
            f"Institute; 2012 [cited 2026 Nov 21]. Report No.: 7. Available from: {ADDRESS}",
        ),
        (
            made.ESSAY,
            "harvard",
            "Lord Welles (2014) ‘Why pump?’, in van der Brunnen, E. and Bucket, B. (eds) <i>The "
            "Pump Room: essays on water</i>. Pump Institute, pp. 11–19. Available at: "
            f"{ESSAY} (Accessed: 21 November 2026).",
        ),
        (
            made.ESSAY,
            "apa",
            "Lord Welles. (2014). Why pump? In E. van der Brunnen &amp; B. Bucket (Eds.), <i>The "
            f"Pump Room: essays on water</i> (pp. 11–19). Pump Institute. {ESSAY}",
        ),
        (
            made.ESSAY,
            "chicago",
            "Lord Welles. “Why pump?” In <i>The Pump Room: essays on water</i>, edited by Edith "
            f"van der Brunnen and Bob Bucket, 11–19. Pump Institute, 2014. {ESSAY}.",
        ),
        (
            made.ESSAY,
            "mhra",
            "Lord Welles, ‘Why pump?’, in <i>The Pump Room: essays on water</i>, ed. by Edith van "
            f"der Brunnen and Bob Bucket (Pump Institute, 2014), pp. 11–19 &lt;{ESSAY}&gt; "
            "[accessed 21 November 2026]",
        ),
        (
            made.ESSAY,
            "vancouver",
            "Lord Welles. Why pump? In: van der Brunnen E, Bucket B, editors. The Pump Room: "
            "essays on water [Internet]. Pump Institute; 2014 [cited 2026 Nov 21]. p. 11–19. "
            f"Available from: {ESSAY}",
        ),
        (
            made.NEWS,
            "apa",
            f"Council turns the tap. (2017, August 21). <i>The Daily Drip</i>. {NEWS}",
        ),
        (
            made.NEWS,
            "chicago",
            f"“Council turns the tap.” <i>The Daily Drip</i>, August 21, 2017. {NEWS}.",
        ),
        (
            made.COLLECTED,
            "apa",
            "van der Brunnen, E., &amp; Bucket, B. (Eds.). (2014). <i>The Pump Room: essays on "
            f"water</i>. Pump Institute. {BOOK}",
        ),
    ],
)
def test_a_citation_word_for_word(record, style, words):
    assert citation(record, style, TODAY).html == words


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (
            made.ESSAY,
            "Lord Welles. (2014). Why pump? In E. van der Brunnen & B. Bucket (Eds.), The Pump "
            "Room: essays on water (pp. 11–19). Pump Institute",
        ),
        (made.NEWS, "Council turns the tap. (2017, August 21). The Daily Drip"),
    ],
)
def test_a_reference_ends_where_a_place_and_its_address_follow(record, words):
    assert reference(record) == words


@pytest.mark.parametrize("style", STYLES)
def test_an_undated_work_says_so(style):
    words = {
        "harvard": "(no date)",
        "apa": "(n.d.)",
        "chicago": "n.d.",
        "mhra": "(n.d.)",
        "vancouver": "[date unknown]",
    }
    assert words[style] in citation(made.UNDATED, style).text


@pytest.mark.parametrize("style", STYLES)
def test_partial_dates_stay_partial(style):
    assert "2012" in citation(made.SEASON, style).text
    assert "2008–2012" in citation(made.SPAN, style).text
    assert "about 1998" in citation(made.ABOUT, style).text
    news = made.made_record(type="news", kind="news", title="T", date="2012-03")
    assert not re.search(r"2012-03-01|\b1 March|March 1\b|Mar 1\b", citation(news, style).text)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Lucy de Pumpe", "de Pumpe"),
        ("J. K. O’Pipe", "O’Pipe"),
        ("Zoë Éclair-Wellington", "Éclair-Wellington"),
        ("Lord Welles", "Lord Welles"),
        ("Plume", "Plume"),
    ],
)
def test_names_survive(style, name, shown):
    record = made.made_record(agents=(made.someone(name),), date="2012")
    assert citation(record, style).text.startswith(shown)


@pytest.mark.parametrize("style", STYLES)
def test_an_organisation_stays_whole(style):
    record = made.made_record(agents=(made.body("Board of Pumps, Pipes and Taps"),), date="2012")
    assert citation(record, style).text.startswith("Board of Pumps, Pipes and Taps")


def test_a_body_that_is_author_and_publisher_is_named_once_in_apa():
    record = made.made_record(
        agents=(made.body("Pump Institute"),), publishers=("Pump Institute",), date="2012"
    )
    assert citation(record, "apa").text.count("Pump Institute") == 1


@pytest.mark.parametrize(
    ("title", "style", "shown"),
    [
        ("‘Best practice’ for pumps", "harvard", "‘“Best practice” for pumps’"),
        ("Labour's 'big' pump", "mhra", "‘Labour's “big” pump’"),
        ("Councils' pumps 'sold'", "chicago", "“Councils' pumps ‘sold’.”"),
        ("The “last” pump", "chicago", "“The ‘last’ pump.”"),
    ],
)
def test_quotation_marks_inside_a_quoted_title_are_of_the_other_kind(title, style, shown):
    record = made.made_record(type="news", kind="news", title=title)
    assert shown in citation(record, style).text


def test_every_style_is_given():
    assert [each.style for each in citations(made.REPORT)] == list(STYLES)


@given(st.text(max_size=50), st.text(max_size=50), st.sampled_from(sorted(STYLES)))
@settings(max_examples=150, deadline=None)
def test_any_text_is_safe_as_html(title, name, style):
    record = made.made_record(
        title=title or "T", agents=(made.body(name or "N"),), publishers=(name,), date="2012"
    )
    html = citation(record, style).html
    bare = html.replace("<i>", "").replace("</i>", "")
    assert "<" not in bare
    assert ">" not in bare
    assert not re.search(r"&(?!amp;|lt;|gt;)", bare)
    assert html.count("<i>") == html.count("</i>")
