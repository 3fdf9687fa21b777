"""The verbs by which an article says that somebody speaks."""

from __future__ import annotations

import re

SAID = (
    r"(?:said|says|used to say|added|adds|commented|comments|explained|explains|argued|argues|told"
    r"|warned|warns"
    r"|admits|concedes|insists|recalls|recalled|reckons|tells|jokes|stated|continued|concluded|noted|claimed|insisted|remarked|stressed|urged|responded|replied"
    r"|asked|asks|agreed|agrees|admitted|conceded|cautioned|countered|observed|pointed out"
    r"|wrote|writes|tweeted|declared|declares|retorted|quipped|joked|put in"
    r"|reflects|reflected|reasoned|announced|announces|maintains|maintained|acknowledged|confirmed"
    r"|confirms|emphasised|emphasises|predicted|predicts|pledged|vowed|pleaded|protested|objected"
    r"|remembers|revealed|reveals|testified|answered|cried|laughed|summed up|sums up"
    r"|observes|urges|contended|contends|asserted|asserts|affirmed|advised"
    r"|is quoted as saying|was quoted as saying|put it|puts it|has it|interrupted|interjected"
    r"|(?:believes|believed|thinks|thought|feels|felt|hopes|hoped|notes|answers|remarks|states|stresses|promised|promises"
    r"|fears|feared|knows)(?=,? (?:that|it|this|there|\u201c|\")|:|,)"
    r"|(?:went|goes) on to say|went on(?=[:,.])|goes on(?=[:,.])|concludes|continues|complained"
    r"|suggested|suggests)"
)
# Of whom a headline or a standfirst says so, the words below are.
REACTS = re.compile(
    r"\b(?:respond(?:s|ed)|react(?:s|ed)|answer(?:s|ed)|comment(?:s|ed)|repl(?:ies|ied))\b"
)
SAID_WORD = re.compile(rf"\b(?:{SAID}|[Aa]ccording to|[Ii]n the words of)\b")
# "She called it a 'disgrace'": where nobody is said to speak.
_NAMED_IT = (
    r"called|described|dubbed|branded|labelled|accused|dismissed|denounced|condemned|criticised"
    r"|attacked|hailed|praised|slammed|derided|mocked"
)
NAMES_IT = re.compile(rf"\b(?:{_NAMED_IT})\b(?! for\b)")
# What leads in a few words that somebody said.
LEADS_IN = re.compile(
    rf"\b(?:{SAID}|{_NAMED_IT}|calling|describing)\b[^.!?;\u201c\u201d\"\u2018]*$"
)
PRONOUN = re.compile(
    rf"\b(?:[Hh]e|[Ss]he|[Tt]hey)\s+(?:also\s+|then\s+)?{SAID}\b|\b{SAID}\s+(?:he|she|they)\b"
)
