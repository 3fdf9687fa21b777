"""Forms of reports and collections: parts, lists without pages, entries over two lines."""

from __future__ import annotations

import pytest

from publications.parsing import registry
from publications.parsing.books import report
from publications.parsing.document import Document
from tests.parsing.reading import check, people, source_of

PROSE = "The barn is swept in June, and again before the autumn rains come to the parish of Moss. "


def outline(document: Document) -> list[tuple[int, str, str, str]]:
    return [(s.level, s.number, s.title, s.page) for s in document.sections if s.title]


def test_parts_over_chapters_and_chapters_numbered_in_words() -> None:
    document = registry.parse(
        source_of(
            "OPEN BARNS\n\nHow sweeping works\n\nImogen Fell\nRhodri ap Gate\n"
            "with a foreword by Baroness Quill of Ouse\n\nSpring 2029\n\n© Moss Society 2029\n\n"
            "Contents\n\nAcknowledgements      7\nForeword      9\n\nPART I   THE DUST\n\n"
            "Chapter One     Who sweeps?       21\nChapter Two     Brooms       39\n\n"
            "PART II   THE REMEDY\n\nChapter Three   A charter    57\n\n"
            "Appendix: The brooms      79\n\n"
            f"Acknowledgements\n\n{PROSE * 3}\n\nImogen Fell\nRhodri ap Gate\nMarch 2029\n\n"
            f"Foreword\n\n{PROSE * 3}\n\nPART I\n\nTHE DUST\n\nChapter One\n\nWho sweeps?\n\n"
            f"{PROSE * 9}\n\nChapter Two\n\nBrooms\n\n{PROSE * 9}\n\nPART II\n\nTHE REMEDY\n\n"
            f"Chapter Three\n\nA charter\n\n{PROSE * 9}\n\nAppendix: The brooms\n\n{PROSE * 2}\n"
        )
    )
    check(document)
    assert outline(document) == [
        (1, "", "Acknowledgements", "7"),
        (1, "", "Foreword", "9"),
        (1, "I", "THE DUST", ""),
        (2, "1", "Who sweeps?", "21"),
        (2, "2", "Brooms", "39"),
        (1, "II", "THE REMEDY", ""),
        (2, "3", "A charter", "57"),
        (1, "", "Appendix: The brooms", "79"),
    ]
    assert people(document, "author") == [("Imogen Fell", ""), ("Rhodri ap Gate", "")]
    assert people(document, "foreword") == [("Baroness Quill of Ouse", "")]
    assert people(document, "acknowledgements") == [("Imogen Fell", ""), ("Rhodri ap Gate", "")]
    assert document.date
    assert document.date.date.edtf == "2029-21"
    assert not document.boxes


def test_a_contents_list_without_pages_under_a_joint_title_page() -> None:
    head = "Moss Barn Partnership / Centre for Straw\n\n"
    document = registry.parse(
        source_of(
            "Moss Barn Partnership\n&\nCentre for Straw\n\nTHE HIDDEN BARN\n"
            "Straw in the rural economy\n\nFinal report\n\nDr Emrys Vaughan-Gate OBE, Saoirse de "
            f"Latch\n\n23rd January 2034\n\n{head}CONTENTS\n\nEXECUTIVE SUMMARY\n"
            "SECTION 1: INTRODUCTION\nSECTION 2: WHAT WE KNOW\nANNEX A: METHOD\n\n"
            f"{head}EXECUTIVE SUMMARY\n\n{PROSE * 5}\n\n{head}SECTION 1: INTRODUCTION\n\n"
            f"{PROSE * 5}\n\n{head}SECTION 2: WHAT WE KNOW\n\n{PROSE * 5}\n\n"
            f"Source: Moss Barn Survey\n\n{PROSE * 5}\n\n{head}"
            f"{PROSE * 5}\n\n{head}ANNEX A: METHOD\n\n{PROSE * 3}\n"
        )
    )
    check(document)
    assert outline(document) == [
        (1, "", "EXECUTIVE SUMMARY", ""),
        (1, "1", "INTRODUCTION", ""),
        (1, "2", "WHAT WE KNOW", ""),
        (1, "", "ANNEX A: METHOD", ""),
    ]
    assert document.title
    assert document.subtitle
    assert document.title.text == "THE HIDDEN BARN"
    assert document.subtitle.text == "Straw in the rural economy"
    assert people(document, "author") == [("Emrys Vaughan-Gate", ""), ("Saoirse de Latch", "")]
    assert document.organisations[0].name == "Moss Barn Partnership"
    heads = [each for each in document.left_out if each.reason == "running head"]
    assert len(heads) == 6


def test_a_report_of_three_lines_a_part() -> None:
    document = registry.parse(
        source_of(
            "Keeping it local: lessons from barns\n\nReport by Una Strang and Idris Powell-Gate\n"
            "Commissioned by Barns Together\nOctober 2035\n\nIntroduction\n\nBarns are home to "
            "one in six owls. We visited five of them in the summer.\nThis is what we learnt.\n\n"
            "Lesson one: know your owls\n\nBarns that count owls can show what a night is worth.\n"
            "Moss does it with a clicker.\n\nLesson two: share the loft\n\nThe loft at Moss is "
            "owned by three bodies, none of which will mend it.\nAn agreement would do.\n\n"
            "Conclusion\n\nNone of this is hard. It wants doing, that is all.\n"
        )
    )
    check(document)
    assert document.kind == "report"
    assert [each.title for each in document.sections] == [
        "Introduction",
        "Lesson one: know your owls",
        "Lesson two: share the loft",
        "Conclusion",
    ]
    assert people(document, "author") == [("Una Strang", ""), ("Idris Powell-Gate", "")]
    assert [(o.name, o.role) for o in document.organisations] == [
        ("Barns Together", "commissioner")
    ]
    assert document.date
    assert document.date.date.edtf == "2035-10"


ESSAYS = f"""
the moss institute

Whose barn is it anyway?

Edited by Barnaby Oduya-Gate and Dr Cerys Mac Latch

Published by the Moss Institute

© The Moss Institute May 2031

This monograph was produced with the support of Thatch Homes and the Rake Foundation

Contents

Preface
By Fabian Hill-Rake, Director of the Moss Institute ............... 4

Chapter 1: The return of the owl
Lord Tennant of Moss, former Minister for Barns ................... 14

Chapter 2: The keeper’s tale
Sunniva Dale and Cllr Padraig O’Hay, Thatch Homes ................. 38

Chapter 3: Straw and money
Hywel de Broom, Chief Economist at Barn Futures ................... 50

Notes on contributors ............................................. 62

Preface
Fabian Hill-Rake, Director of the Moss Institute

{PROSE * 4}

Chapter 1

The return of the owl

Lord Tennant of Moss, former Minister for Barns

{PROSE * 4}

Chapter 2

The keeper’s tale

Sunniva Dale, Chief Executive, and Cllr Padraig O’Hay, Board Member, Thatch Homes

{PROSE * 4}

Chapter 3

Straw and money

Hywel de Broom, Chief Economist at Barn Futures

{PROSE * 4}

Notes on contributors

Sunniva Dale is Chief Executive of Thatch Homes

Hywel de Broom teaches straw at the University of Moss

Lord Tennant of Moss was Minister for Barns from 1999 to 2001
"""


@pytest.fixture(scope="module")
def essays() -> Document:
    return registry.parse(source_of(ESSAYS))


def test_entries_with_their_authors_on_the_line_of_the_page(essays: Document) -> None:
    check(essays)
    assert essays.kind == "essay_collection"
    assert outline(essays) == [
        (1, "", "Preface", "4"),
        (1, "1", "The return of the owl", "14"),
        (1, "2", "The keeper’s tale", "38"),
        (1, "3", "Straw and money", "50"),
        (1, "", "Notes on contributors", "62"),
    ]
    assert [[(p.name, p.affiliation) for p in s.people] for s in essays.sections[:4]] == [
        [("Fabian Hill-Rake", "Director of the Moss Institute")],
        [("Lord Tennant of Moss", "former Minister for Barns")],
        [("Sunniva Dale", "Chief Executive"), ("Padraig O’Hay", "Board Member, Thatch Homes")],
        [("Hywel de Broom", "Chief Economist at Barn Futures")],
    ]


def test_a_collection_whose_body_stands_over_its_title(essays: Document) -> None:
    assert essays.title
    assert essays.title.text == "Whose barn is it anyway?"
    assert people(essays, "editor") == [("Barnaby Oduya-Gate", ""), ("Cerys Mac Latch", "")]
    assert [(o.name, o.role) for o in essays.organisations] == [
        ("Moss Institute", "publisher"),
        ("Thatch Homes", "sponsor"),
        ("Rake Foundation", "sponsor"),
    ]


def test_notes_on_people_without_stops(essays: Document) -> None:
    assert [each.name for each in essays.biographies] == [
        "Sunniva Dale",
        "Hywel de Broom",
        "Lord Tennant of Moss",
    ]


def test_pages_first_in_roman_numbers_with_authors_below() -> None:
    document = registry.parse(
        source_of(
            "THE BARN TURN\nIdeas for a politics of straw\n\nEditors: Tam O'Dwyer & Jago Khan\n\n"
            "Moss Society\n\nFirst published December 2033\n\nCONTENTS\n\n"
            "iii    Foreword\n       Baroness Ashcombe-Rake\n"
            "1      1 | The case for straw\n       Marged Bowen\n"
            "13     2 | Work where we sweep\n       Obadiah St Clair MP\n"
            "21     3 | Owls and republics\n       Dr Lies van Aalst\n29     Contributors\n\n"
            f"FOREWORD\n\nBaroness Ashcombe-Rake\n\n{PROSE * 3}\n\n"
            f"1 | THE CASE FOR STRAW\n\nMarged Bowen\n\n{PROSE * 3}\n\n"
            f"2 | WORK WHERE WE SWEEP\n\nObadiah St Clair MP\n\n{PROSE * 3}\n\n"
            f"3 | OWLS AND REPUBLICS\n\nDr Lies van Aalst\n\n{PROSE * 3}\n\nCONTRIBUTORS\n\n"
            "Marged Bowen is a writer in Moss\n\nDr Lies van Aalst teaches owls\n"
        )
    )
    check(document)
    assert document.kind == "essay_collection"
    assert outline(document) == [
        (1, "", "FOREWORD", "iii"),
        (1, "1", "THE CASE FOR STRAW", "1"),
        (1, "2", "WORK WHERE WE SWEEP", "13"),
        (1, "3", "OWLS AND REPUBLICS", "21"),
        (1, "", "CONTRIBUTORS", "29"),
    ]
    assert [[p.name for p in s.people] for s in document.sections[:4]] == [
        ["Baroness Ashcombe-Rake"],
        ["Marged Bowen"],
        ["Obadiah St Clair"],
        ["Lies van Aalst"],
    ]
    assert [each.name for each in document.biographies] == ["Marged Bowen", "Lies van Aalst"]


def test_authors_under_the_bare_word() -> None:
    document = report.parse(
        source_of(
            "Side by side\n\nWhat barns can learn\n\nAuthors\nDr Nerys Pugh-Gate\nSir Luc Rake CBE"
            f"\n\nSeptember 2032\n\nIntroduction\n\n{PROSE * 9}\n"
        )
    )
    check(document)
    assert people(document, "author") == [("Nerys Pugh-Gate", ""), ("Luc Rake", "")]


def test_pages_behind_slashes_and_a_year_that_ends_the_holders_name() -> None:
    document = report.parse(
        source_of(
            "Levelling the Barns\n\nBy Bethan Mac Gate\nForeword by the Rt Hon Lord Rake of Moss PC"
            "\n\nThe Centre for Moss & Straw (CMS) is registered with the Charity Commission (no. "
            "1150099).\n\nPublished May 2037. © CMS 2037. The opinions are the author's only.\n\n"
            "Contents\n\nForeword / 1\nThe story so far / 5\nA new settlement / 12\n\n"
            f"Foreword\n\n{PROSE * 3}\n\nLord Rake of Moss\nPresident, Centre for Moss & Straw\n\n"
            f"The story so far\n\n{PROSE * 9}\n\nA new settlement\n\n{PROSE * 9}\n"
        )
    )
    check(document)
    assert outline(document) == [
        (1, "", "Foreword", "1"),
        (1, "", "The story so far", "5"),
        (1, "", "A new settlement", "12"),
    ]
    assert {each.name for each in document.people if each.role == "foreword"} == {
        "Lord Rake of Moss"
    }
    assert [(o.name, o.abbreviation, o.role) for o in document.organisations] == [
        ("Centre for Moss & Straw", "CMS", "publisher")
    ]
    assert ("charity", "1150099") in [(i.scheme, i.value) for i in document.identifiers]
    assert document.date
    assert document.date.date.edtf == "2037-05"
