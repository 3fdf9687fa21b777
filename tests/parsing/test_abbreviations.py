"""Abbreviations that a text explains: what is one, what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publications.parsing.abbreviations import (
    AFTER_NAMES,
    LONGEST_LONG,
    bare,
    found_in,
    long_key,
    short_key,
    singular,
)

EXPLAINED = [
    ("the Local Strategic Partnerships (LSPs) of", "LSPs", "Local Strategic Partnerships"),
    ("a local strategic partnership (LSP)", "LSP", "local strategic partnership"),
    (
        "the Department for Communities and Local Government (DCLG) said",
        "DCLG",
        "Department for Communities and Local Government",
    ),
    ("an LSP (local strategic partnership) is", "LSP", "local strategic partnership"),
    ("the LEP (or Local Enterprise Partnership)", "LEP", "Local Enterprise Partnership"),
    ("Department of Health (hereafter DoH)", "DoH", "Department of Health"),
    ("Department of Health (“DoH”)", "DoH", "Department of Health"),
    ("Local Area Agreements, hereafter LAAs, were", "LAAs", "Local Area Agreements"),
    ("Local Area Agreements, or LAAs, were", "LAAs", "Local Area Agreements"),
    ("Local Area Agreements (or LAAs)", "LAAs", "Local Area Agreements"),
    ("Local Area Agreements [LAAs]", "LAAs", "Local Area Agreements"),
    ("Local Area Agreement (L.A.A.)", "LAA", "Local Area Agreement"),
    ("the Local Audit Office (LAO, 2008)", "LAO", "Local Audit Office"),
    ("Office for Standards in Education (Ofsted)", "Ofsted", "Office for Standards in Education"),
    (
        "Department for Environment, Food and Rural Affairs (Defra)",
        "Defra",
        "Department for Environment, Food and Rural Affairs",
    ),
    (
        "the Improvement and Development Agency (IDeA)",
        "IDeA",
        "Improvement and Development Agency",
    ),
    ("research and development (R&D)", "R&D", "research and development"),
    ("Research & Development (R&D)", "R&D", "Research & Development"),
    ("non-departmental public bodies (NDPBs)", "NDPBs", "non-departmental public bodies"),
    ("small and medium-sized enterprises (SMEs)", "SMEs", "small and medium-sized enterprises"),
    (
        "not in education, employment or training (NEET)",
        "NEET",
        "not in education, employment or training",
    ),
    (
        "National Institute for Health and Clinical Excellence (NICE)",
        "NICE",
        "National Institute for Health and Clinical Excellence",
    ),
    ("UK Independence Party (UKIP)", "UKIP", "UK Independence Party"),
    ("was brought to The National Archives (TNA)", "TNA", "The National Archives"),
    ("the Member of Parliament (MP) for", "MP", "Member of Parliament"),
    ("the Blood Transfusion Service’s (BTS) staff", "BTS", "Blood Transfusion Service"),
    ("One ended. Local Area Agreements (LAAs)", "LAAs", "Local Area Agreements"),
    ("LAA – Local Area Agreement", "LAA", "Local Area Agreement"),
    ("PCT: Primary Care Trust", "PCT", "Primary Care Trust"),
    ("LSP\tLocal Strategic Partnership", "LSP", "Local Strategic Partnership"),
]


@pytest.mark.parametrize(("text", "short", "long"), EXPLAINED)
def test_is_explained(text, short, long):
    assert [(each.short, each.long) for each in found_in(text)] == [(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "as said before (see chapter 2)",
        "at the meeting in Leeds (London)",
        "as they wrote (2008)",
        "they wrote (pp. 12)",
        "Mary Price (MP)",
        "Oliver Brown Evans (OBE)",
        "Local Area Agreements (see LAA)",
        "the then ministry (now DCLG)",
        "with officials (particularly DCSF, DWP and DH)",
        "Work and Pensions (DWP)",
        "Local Area Agreements (LAMs)",
        "industry in India (II)",
        "sub-regional partnership (RP)",
        "a partnership (P)",
        "the Council (the Council)",
        "Local. Strategic Partnerships (LSPs)",
        "Local Strategic Partnerships, in which many (LSPs)",
        "LSP (a partnership of many)",
        "LSP: a partnership that is local",
    ],
)
def test_is_not_explained(text):
    assert found_in(text) == []


def test_names_of_people_are_left_out():
    text = "Jane Sims (JS) asked, the Joint Service (JS) answered."
    found = found_in(text, {"Jane  Sims"})
    assert [(each.short, each.long) for each in found] == [("JS", "Joint Service")]


def test_each_pair_once_where_it_is_first():
    text = (
        "Local Area Agreements (LAAs) and each Local Area Agreement (LAA), Local Area Audits (LAA)"
    )
    found = found_in(text)
    assert [each.long for each in found] == ["Local Area Agreements", "Local Area Audits"]
    assert text[slice(*found[0].span)] == "Local Area Agreements (LAAs)"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Local Strategic Partnerships", "local strategic partnership"),
        ("Research & Development", "research and development"),
        ("Members of Parliament", "Member of Parliament"),
        ("The Co-operative Party’s", "co operative party"),
        ("local authorities", "Local Authority"),
    ],
)
def test_long_forms_that_are_one(one, other):
    assert long_key(one) == long_key(other)


def test_short_forms_that_are_one():
    assert {short_key(each) for each in ("LSP", "LSPs", "lsp", "L.S.P.", "LSP’s")} == {"lsp"}
    assert singular("BIS") == "BIS"
    assert bare("L.S.P.") == "LSP"


WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=9)


@given(st.lists(WORDS, min_size=3, max_size=6), st.booleans())
def test_capitals_of_all_words_are_always_found(words, plural):
    """Whatever the words are: their capitals in brackets are what they stand for."""
    words = [word.capitalize() for word in words]
    short = "".join(word[0] for word in words)
    printed = short + "s" * plural
    found = found_in(f"{' '.join(words)} ({printed}) followed")
    if set(short) <= set("IVX"):
        assert found == []
    elif short not in AFTER_NAMES:  # "Bold Cats (OBE)" may be a name and an honour
        # Words like "Of" may make a shorter reading of the same letters.
        assert found[0].short == printed
        assert " ".join(words).endswith(found[0].long)


@given(st.text(max_size=400))
def test_any_text_is_read(text):
    for each in found_in(text):
        start, end = each.span
        assert 0 <= start < end <= len(text)
        assert 0 < len(each.long) <= LONGEST_LONG
        assert each.short.split()[0] in text[start:end].replace(".", "")


@given(
    st.lists(
        st.sampled_from([*"ABC() ,.;:-–“”\n\t&", "LSP", "LSPs", "Local ", "of ", "Ab", "(or "]),
        max_size=120,
    )
)
def test_what_is_found_is_printed(pieces):
    text = "".join(pieces)
    for each in found_in(text):
        said = text[slice(*each.span)]
        assert each.short in said.replace(".", "")
        assert each.long in " ".join(said.split())


@pytest.mark.parametrize("piece", ["(", "()", "A: .", "LSP ", "a\n ", "(or ", "A-", "Local "])
def test_a_long_text_takes_its_length(piece):
    """A hundred thousand of anything are read in a moment, not in their square."""
    found_in(piece * 100_000)
