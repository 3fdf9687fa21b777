"""Words that names of bodies are made of, those that begin no name, and places with two names."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(text.split())


# Words that end a body's name or stand in it: "X Council", "Institute for X".
BODY_WORDS = _words("""
    Academy Agency Alliance Assembly Association Associates Authority Bank Board Borough Bureau
    Cabinet Centre Center Chamber Charity Church Club College Commission Committee Company
    Confederation Congress Consortium Consultancy Corporation Council Department Directorate
    Coalition Collective Compact Endowment Exchange Executive Federation Forum Foundation Fund Group
    Guild Hospital Inspectorate
    Institute Institution Laboratory Library Limited Ltd League LLP Media Ministry Museum Network
    Observatory Office Ofsted Organisation Organization Parliament Partners Partnership Party PLC
    plc Press School Secretariat Service Society Taskforce Treasury Trust Union Unit University
    Workshop
    """)
# Of these only the form "Department for X", "Bank of X" is a name; what stands before is not.
OPENS = _words("""
    Academy Agency Alliance Association Bank Board Borough Bureau Centre Center Chamber Church
    College Commission Committee Confederation Convention Corporation Council Department
    Federation Foundation Friends Guild House Institute Institution League Library Ministry
    Museum Network Office Royal School Society Treasury Union University
    """)
# Whose bodies there are many of: "Institute of Children's Directors".
OWNERS = _words("Children Women Men People Parents Young")
# Body words that end a name only after a place or a proper word, and otherwise name a role, a
# building or an act: "Chief Executive", "Public Library", "Group".
WEAK = _words(
    "Executive Cabinet Press Service Board Office Club Workshop Media Committee Party Group Unit "
    "Fund School Church Exchange Charity Company Parliament Assembly Directorate"
)
WEAK_BEFORE = _words(
    "Chief Deputy Assistant Managing Non Shadow The Our This Your A An Each Every New Private "
    "Public Senior Vice Working"
)
# Bodies of places: two of these stand side by side with "and". "The X and Y Trust" is one.
OF_PLACES = _words(
    "Council Authority Borough University College Hospital School Partnership Police Party Bank"
)
# What ends the name of a firm behind "&": "Hill Moor & Co", "Hill & Moor LLP".
FIRM_ENDS = _words("Co Sons Partners Associates LLP")
LOWER_ENDS = _words("plc ltd limited")
JOINS = _words("of for and the & in on upon to with de y yr")
OPENING_JOINS = _words("of for on to")
# Capitalised words in front of a name that are no part of it.
NOT_FIRST = _words("""
    The A An And Or But If In On At By For From To With Of As When While Where After Before Since
    Both Each Every All Some Our Their Its His Her This That These Those Is Are Was Were Has Have
    Had Will Would Could Should May Might Today Yesterday Following According Speaking Under Over
    Through Via Also However Meanwhile Although Because Chief Executive Director Chair Chairman
    Chairwoman President Leader Manager Head Minister Secretary Mayor Cllr Councillor Sir Dame
    Lord Lady Mr Mrs Ms Dr Prof Professor Former Deputy Assistant Senior About Download Visit
    Adviser Advisor Clerk Treasurer Convener Provost Baroness Baron Rt Hon Member Spokesperson
    How What Why Who Report Reports January February April June July August September October
    November December
    """)
MONTHS_AND_DAYS = _words("""
    January February March April May June July August September October November December
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    """)
# Before whom no name of a body goes on: "Department for Transport Lord Moor".
HONOURED = _words("Baroness Baron Cllr Councillor Dame Dr Lady Lord Mr Mrs Ms Prof Professor Sir")
_DOUBLE_NAMES = """
    Bath and North, Brighton and Hove, Hammersmith and Fulham, Kensington and Chelsea,
    Barking and Dagenham, Windsor and Maidenhead, Telford and Wrekin, Redcar and Cleveland,
    West and Chester, Perth and Kinross, Dumfries and Galloway, Argyll and Bute, Nuneaton
    and Bedworth, Hinckley and Bosworth, Basingstoke and Deane, Reigate and Banstead, Epsom
    and Ewell, Tonbridge and Malling, Weymouth and Portland, Oadby and Wigston, Newark and
    Sherwood, Lynn and West, Armagh and Craigavon, Cumberland and Westmorland, Westmorland
    and Furness, Antrim and Newtownabbey, Causeway and Glens, Derry and Strabane, Fermanagh
    and Omagh, Lisburn and Castlereagh, Mid and East, Newry and Mourne, Ards and North,
    Folkestone and Hythe, Devon and Somerset, Cambridge and Peterborough, Cambridgeshire and
    Peterborough, Devon and Cornwall, Avon and Somerset, Communities and Local, Culture and
    Sport, Work and Pensions, Food and Rural, Environment and Rural, Research and
    Innovation, Arts and Humanities, Economic and Social, Health and Social
"""
DOUBLE_COUNCILS = frozenset(
    tuple(" ".join(pair.split()).split(" and ")) for pair in _DOUBLE_NAMES.split(",")
)
ACRONYMS_OF_OTHER_THINGS = _words(
    "UK US USA EU GB CEO MP MPs MEP TV PDF ISBN HR IT ICT VAT GDP PR AGM QA FAQ BBC1 BBC2 HS2 CV "
    "AM PM OBE CBE MBE PFI URL RDA RDAs COVID"
)
GENERAL_BODIES = _words("Authority Council Board Association Committee Borough Partnership")
GENERAL_WORDS = _words(
    "Local County City District Borough Parish Town Unitary Public Private Regional Combined "
    "Planning Health Housing Metropolitan Education Fire Police"
)
POINTS = _words("North South East West Mid Central Upper Lower Great Little New Old Royal")
# What stands in small letters before a name in a list: "and consultants Hill Moor".
DESCRIBED = re.compile(
    r"(?:(?:the|management|accountancy|independent|local) )*(?:consultants?|consultancy"
    r"|accountants?|auditors?|think[ -]tank|charity|lawyers|law firm|pollsters?|firm|contractors?"
    r"|housing association)\s+(?=[A-Z])"
)
LAUNCH_CUE = re.compile(
    r"\b(?:launched|published|released|produced|written|prepared|issued|commissioned|hosted|"
    r"organised|run|supported|sponsored|funded)(?:\s+(?:today|yesterday|jointly|this week))?"
    r"\s+by:?\s+"
)
HOST_CUE = re.compile(
    r"\b(?:jointly\s+)?(?:co-)?[Hh]ost(?:ed|s)?\s*(?:by)?\s*:\s*|\b(?:co-)?[Hh]osted\s+by\s+"
)
