"""People named in running text together with their office: "Ann Lee, chair of the Trust, said".

Only plain forms count: a name with an office between commas (or up to a verb), or a body's name
in the possessive before it. A name alone is not taken for a person.
"""

from __future__ import annotations

import re

from publications.parsing.document import Person
from publications.parsing.names import looks_like_name, tidy_name
from publications.parsing.organisations import find_organisations

_TITLE = (
    r"(?:(?:The )?Rt\.? Hon\.?|Right Honourable|Sir|Dame|Lord|Lady|Baroness|Dr|Prof|Professor"
    r"|Cllr|Councillor|Mr|Mrs|Ms|Miss|Rev)\.?"
)
_NAME_WORD = r"(?:[dl]['\u2019])?[^\W\d_a-z][\w'\u2019-]{0,30}"
_NAME_BEGUN = (
    rf"(?<![\w'\u2019-])(?:{_TITLE} ){{0,2}}{_NAME_WORD}"
    r"(?: (?:van|von|der|de|den|du|la|le|bin|ap|ab|of|(?<=Mac )an|(?<=Nic )an|[A-Z]\."
    rf"|{_NAME_WORD}))"
)
NAME = _NAME_BEGUN + "{1,4}"
NAME_RUN = _NAME_BEGUN + "{1,11}"  # with an office or a body before it
OFFICE = (
    r"\b(?:leader|chair|chairs|chairman|chairwoman|chairperson|chief|director|directors"
    r"|researcher|fellow|associate|minister|secretary|chancellor|professor|lecturer|head|author"
    r"|editor|president|mayor|councillor|MP|MEP|AM|member|partner|manager|officer|adviser|advisor"
    r"|economist|commissioner|spokesman|spokeswoman|spokesperson|executive|CEO|founder|trustee"
    r"|analyst|journalist|commentator|consultant|convenor|coordinator|co-ordinator|treasurer"
    r"|organiser|convener|headteacher|solicitor|curator|librarian|clerk|activist"
    r"|spokespeople|exec|whip|provost|cathaoirleach|reeve|warden"
    r"|examiner|inspector|ombudsman|auditor|principal|dean|governor|ambassador|candidate|lead|specialist|expert|planner|campaigner)\b"
)
_TOLD_OF = re.compile(
    rf"(?P<name>{NAME})(?:, [^,]{{2,60}},)?"
    r" (?:is|was|has|works|teaches|writes|leads|joined|heads)\b"
)
_AUTHOR_VERBS = (
    r"gives?|gave|writes?|wrote|argues?|argued|explains?|explained|analyses|analysed|discusses"
    r"|discussed|looks|sets out|considers|examines|explores|outlines|asks|reflects|describes"
    r"|assesses|makes the case|calls"
)
_SPEAKER_VERBS = (
    r"delivers?|delivered|introduces?|introduced|took part|takes part|participates?|participated"
    r"|spoke|speaks|talks|talked|addresses|addressed|chairs|chaired|presents|presented"
    r"|gives? a (?:speech|talk|lecture|keynote)|gave a (?:speech|talk|lecture|keynote)"
)
_OTHER_VERBS = r"said|says|has|had|was|is|will|announced|named|heralded|called|told|added|who|which"
_VERB = rf"(?:{_SPEAKER_VERBS}|{_AUTHOR_VERBS}|{_OTHER_VERBS})"
_WITH_OFFICE = re.compile(
    rf"(?P<name>{NAME}), (?P<office>[^,.;:()\u201c\u201d\"\n]{{2,120}}?)"
    rf"(?=(?P<comma>,)|\s+{_VERB}\b|\.(?:\s|$|\.)|\u2026|\s*$|;)"
)
_POSSESSED = re.compile(
    rf"(?P<body>(?<![\w'\u2019-]){_NAME_WORD}(?: {_NAME_WORD}){{0,4}}?)"
    rf"(?:['\u2019]s|(?<=s)['\u2019]) (?P<name>{NAME}) (?={_SPEAKER_VERBS}|{_AUTHOR_VERBS})"
)
_SPEAKER = re.compile(rf",?\s*(?:{_SPEAKER_VERBS})\b")
_AUTHOR = re.compile(rf",?\s*(?:{_AUTHOR_VERBS})\b")
_HAS_OFFICE = re.compile(OFFICE, re.IGNORECASE)
_SURNAME_ALONE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Sir|Dame)\.? \S+")
_NOT_FIRST = re.compile(r"(?:And|But|Meanwhile|However|While|When|As|Today|Now|Yesterday) ")


def office_first(line: str) -> tuple[str, str]:
    """The name and the office of "Minister for X, Jo Hill MP, Y Office"; ("", "") for others."""
    parts = line.split(", ")
    if not 2 <= len(parts) <= 5 or not _HAS_OFFICE.search(parts[0]) or looks_like_name(parts[0]):
        return "", ""
    for at, part in enumerate(parts[1:], 1):
        name = re.sub(r"^the\s+(?!r)", "", part.strip(), flags=re.IGNORECASE)
        if looks_like_name(name) and not find_organisations(name):
            return name, ", ".join([*parts[:at], *parts[at + 1 :]])
    return "", ""


def tells_of_person(text: str) -> bool:
    """Whether a text begins as a note on somebody does: "Jo Hill is a planner in Moor"."""
    match = _TOLD_OF.match(text)
    return bool(match and looks_like_name(match["name"]))


def find_people(text: str, offset: int = 0) -> list[Person]:
    """The people that ``text`` names with an office, each with a role that its verb gives.

    ``offset`` is added to the places. Roles: speaker, author, else mentioned.
    """
    found: list[Person] = []
    for match in _WITH_OFFICE.finditer(text):
        if _HAS_OFFICE.search(match["office"]):
            _add(found, text, match.span("name"), match.span("office"), match.end(), offset)
    for match in _POSSESSED.finditer(text):
        _add(found, text, match.span("name"), match.span("body"), match.end(), offset)
    return sorted(found, key=lambda each: each.evidence)


def _add(
    found: list[Person],
    text: str,
    name: tuple[int, int],
    office: tuple[int, int],
    end: int,
    offset: int,
) -> None:
    start = name[0]
    if lead := _NOT_FIRST.match(text, start, name[1]):
        start = lead.end()
    printed = text[start : name[1]]
    if not looks_like_name(printed) or _SURNAME_ALONE.fullmatch(printed):
        return
    role = "mentioned"
    if _SPEAKER.match(text, end):
        role = "speaker"
    elif _AUTHOR.match(text, end):
        role = "author"
    found.append(
        Person(
            name=tidy_name(printed),
            printed=printed,
            role=role,
            affiliation=" ".join(text[slice(*office)].split()),
            evidence=((start + offset, name[1] + offset),),
            affiliation_evidence=((office[0] + offset, office[1] + offset),),
        )
    )
