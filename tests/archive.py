"""A small archive with one record of each kind, every page of which is worth a visit."""

from types import SimpleNamespace

from tests.builders import (
    assign_topic,
    contribute,
    explain,
    make_author,
    make_biography,
    make_block,
    make_entry,
    make_essay,
    make_event,
    make_evidence,
    make_footnote,
    make_news_item,
    make_organisation,
    make_project,
    make_publication,
    make_quotation,
    make_section,
    make_series,
    make_source,
    make_topic,
)

LONG = "Parishes are the smallest places in which people decide something together. " * 6


def make_archive() -> SimpleNamespace:
    """Rows of every kind, tied together; the names are those of the models."""
    source = make_source("Power to the Parishes\n\nBy Ada Parish, 2010.\n" + LONG)
    author, other = make_author("Ada Parish"), make_author("Ben Borough")
    organisation = make_organisation("Institute of Parishes", "IoP")
    series, topic = make_series("Parish papers", organisation=organisation), make_topic("Housing")
    report = make_publication(
        "Power to the Parishes",
        subtitle="A plan",
        date="2010-03",
        series=series,
        series_number="3",
        summary="What parishes could do.",
    )
    contribute(report, author, affiliation="Director, Institute of Parishes")
    contribute(report, other, "foreword")
    contribute(report, organisation, "publisher")
    assign_topic(report, topic, "parish homes")
    make_evidence(report, "title", source, "Power to the Parishes")
    first = make_section(report, "The case", anchor="the-case", page="5")
    first.blocks = [
        {
            "kind": "paragraph",
            "runs": [[LONG, "", "", ""], ["1", "note", "1", ""], [" More.", "em", "", ""]],
            "spans": [],
            "page": "5",
        },
        make_block("The first point", "item", marker="-"),
        make_block("A point within", "item", marker="-", level=1),
        make_block("Words set apart.", "quote"),
        make_block("A reader", "attribution"),
        {"kind": "table", "runs": [], "rows": [["May 2010", "A bill"]], "spans": []},
        make_block("", "box", box="in-kent"),
        make_block("A small heading", "heading"),
        make_block("<script>alert(1)</script>", page="6"),
    ]
    first.save()
    explain(report, "LSPs", "Local Strategic Partnerships", section=first)
    make_footnote(first, "1", "See https://www.example.org/ for more.", urls=[])
    make_section(report, "In Kent", LONG, kind="box", level=2, anchor="in-kent")
    make_section(report, "A part of it", LONG, level=2, anchor="a-part", page="7")
    make_section(report, "The plan", *[LONG] * 8, anchor="the-plan", page="9", number="2")
    collection = make_publication("PARISH VOICES", kind="essay_collection", date="2014-11")
    contribute(collection, organisation, "publisher")
    essays = [
        make_essay(collection, f"Essay {n}", position=n, date="2014-11", first_page=str(n * 8))
        for n in (1, 2, 3)
    ]
    for essay in essays:
        contribute(essay, author)
        make_section(essay, "", LONG, kind="body", anchor="text")
    event = make_event("The launch", date="2010-03-19", venue="The parish hall", launched=report)
    contribute(event, organisation, "host")
    news = make_news_item("Parishes to gain powers", date="2009-05", summary="A summary.")
    make_section(news, "", LONG, kind="body", anchor="text")
    make_quotation(news, printed="Ada Parish", author=author)
    contribute(news, author, "quoted")
    make_news_item("Old news", date="2009")
    project = make_project("Parishes of tomorrow", summary="A project.")
    make_entry(project, report)
    make_entry(project, event)
    make_entry(project, news, gathering="related")
    make_quotation(project, kind="testimonial", printed="Ben Borough", author=other)
    make_biography(author, publication=report)
    return SimpleNamespace(
        source=source,
        author=author,
        organisation=organisation,
        series=series,
        topic=topic,
        report=report,
        collection=collection,
        essay=essays[1],
        event=event,
        news=news,
        project=project,
        records=[
            report, collection, essays[1], event, news, project, author, organisation, series,
        ],
    )  # fmt: skip


def addresses(archive: SimpleNamespace) -> list[str]:
    """The address of a page of every kind, lists with and without results included."""
    text = f"{archive.report.get_absolute_url()}text/"
    return [
        "/",
        "/publications/",
        "/publications/?q=parish&kind=report&year=2010",
        "/publications/?year=99999&from=2014&to=2010",
        "/publications/?q=nothing-of-the-kind",
        "/news/",
        "/news/2009/",
        "/events/",
        "/authors/",
        "/organisations/",
        "/projects/",
        "/topics/",
        "/abbreviations/",
        archive.topic.get_absolute_url(),
        "/sources/",
        f"{archive.source.get_absolute_url()}?start=0&end=21#words",
        *(record.get_absolute_url() for record in archive.records),
        f"{archive.report.get_absolute_url()}evidence/",
        f"{archive.author.get_absolute_url()}evidence/",
        text,
        f"{text}the-case/",
        f"{archive.essay.get_absolute_url()}text/",
    ]
