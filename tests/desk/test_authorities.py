"""Identifiers in authority files: their forms and their check digits."""

import pytest

from publications import authorities


@pytest.mark.parametrize(
    ("scheme", "given", "kept"),
    [
        ("orcid", "0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("orcid", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("orcid", "000000021694233x", "0000-0002-1694-233X"),
        ("isni", "0000 0001 2103 2683", "0000 0001 2103 2683"),
        ("isni", "https://isni.org/isni/0000000121032683", "0000 0001 2103 2683"),
        ("ror", "https://ror.org/03yrm5c26", "03yrm5c26"),
        ("ror", " 02MHBDP94 ", "02mhbdp94"),
        ("wikidata", "https://www.wikidata.org/wiki/Q42", "Q42"),
        ("wikidata", "q42", "Q42"),
    ],
)
def test_identifiers_are_read(scheme, given, kept):
    assert authorities.normalise(scheme, given) == kept
    assert authorities.address(scheme, kept).startswith("https://")


@pytest.mark.parametrize(
    ("scheme", "given", "told"),
    [
        ("orcid", "0000-0002-1825-0096", "wrong check digit"),
        ("orcid", "0000-0001-2103-2683", "not one that ORCID gives out"),
        ("orcid", "1825", "looks like"),
        ("isni", "0000 0001 2103 2684", "wrong check digit"),
        ("ror", "03yrm5c27", "wrong check digits"),
        ("ror", "03yrm5i26", "is not a ROR"),
        ("ror", "", "is not a ROR"),
        ("wikidata", "42", "is not a Wikidata item"),
        ("wikidata", "Q0", "is not a Wikidata item"),
    ],
)
def test_what_is_none_is_refused_in_words(scheme, given, told):
    with pytest.raises(ValueError, match=told):
        authorities.normalise(scheme, given)
