"""The builders make rows that the database accepts."""

import pytest

from tests import builders

pytestmark = pytest.mark.django_db


def test_every_builder_makes_a_row():
    author = builders.make_author("Ada Parish", variants=["ADA PARISH"])
    body = builders.make_organisation("Institute of Parishes", "IP")
    report = builders.make_publication(date="2010-03", series=builders.make_series())
    essay = builders.make_essay(report, position=1)
    source = builders.make_source()
    project = builders.make_project()
    section = builders.make_section(essay, "The case", "A paragraph.", "Another.")
    assert builders.contribute(report, body, "publisher").work == report
    assert builders.contribute(essay, author).agent == author
    assert builders.make_entry(project, builders.make_event(date="2010-03-17")).work.year == 2010
    assert builders.make_entry(project, builders.make_news_item()).work.year is None
    assert builders.make_footnote(section).work == essay
    assert builders.make_quotation(project).work == project
    assert builders.make_biography(author, publication=essay).author == author
    assert builders.make_evidence(report, "title", source, "Parishes").end == 21
    assert builders.assign_topic(report, builders.make_topic()).topic.slug == "housing"
