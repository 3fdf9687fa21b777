"""Organisations in running text, recognised by the form of their names.

Three forms are known: a run of capitalised words with a word that names a kind of body
("Council", "Institute", "Department for ..."), a name with its abbreviation in brackets, and
names that stand in a list after words such as "launched by" or "hosted by". No particular
organisation is known here; ``DOUBLE_COUNCILS`` is geography, needed because an "and" between
two capitalised words is part of those councils' names and in all others parts two names.
"""

from publications.parsing.organisations.finding import (
    FoundOrganisation,
    find_acronyms,
    find_listed,
    find_organisations,
)
from publications.parsing.organisations.sameness import (
    is_abbreviation_of,
    match_key,
    match_keys,
    same,
    split_abbreviation,
)
from publications.parsing.organisations.vocabulary import BODY_WORDS, HOST_CUE, LAUNCH_CUE

__all__ = [
    "BODY_WORDS",
    "HOST_CUE",
    "LAUNCH_CUE",
    "FoundOrganisation",
    "find_acronyms",
    "find_listed",
    "find_organisations",
    "is_abbreviation_of",
    "match_key",
    "match_keys",
    "same",
    "split_abbreviation",
]
