"""What a revision changed is told in the words of the forms, not in those of the database."""

from publications.desk.changes import changes_of
from publications.models import Revision


def told(model: str, before: dict, after: dict) -> list[tuple[str, str, str]]:
    changes = changes_of(Revision(model=model, before=before, after=after))
    return [(each.label, each.before, each.after) for each in changes]


def test_a_choice_is_told_by_its_label():
    before = {"kind": "essay_collection", "status": "in_review", "title": "in_review"}
    after = {"kind": "research_note", "status": "published", "title": "On kettles"}
    assert told("publication", before, after) == [
        ("Kind", "Essay collection", "Research note"),
        ("Status", "In review", "Published"),
        ("Title", "in_review", "On kettles"),
    ]


def test_a_kind_is_told_by_the_labels_of_its_model():
    assert told("event", {"kind": "conference"}, {"kind": "event"}) == [
        ("Kind", "Conference session", "Event")
    ]


def test_what_a_column_held_that_is_gone_is_told_as_it_was():
    assert told("publication", {"colour": "red"}, {"colour": True}) == [("Colour", "red", "Yes")]
    assert told("leaflet", {"kind": "report"}, {}) == [("Kind", "report", "")]
