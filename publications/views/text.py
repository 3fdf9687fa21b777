"""Reading: the text of a publication as a whole and by section."""

from urllib.parse import urlencode

from django.http import Http404

from publications.filters.words import in_words
from publications.models import Footnote, Publication
from publications.paths import path_of
from publications.reading import Node, Note, Part, chapter_entries, contents_of, text_of
from publications.searching.beyond import FIRST, LAST, nearest
from publications.searching.marks import Place, mark, words_asked
from publications.searching.query import read
from publications.searching.saying import wanted
from publications.views.publications import (
    collection_context,
    original_pdf,
)
from publications.views.records import RecordView, citation_context


class TextView(RecordView):
    """The whole text in one page."""

    model = Publication
    template_name = "publications/text.html"
    room = "publications"
    url_suffix = "text"

    def records(self):
        return Publication.objects.published().credited().placed()

    def context(self, record, anchor=""):
        entries = contents_of(record)
        if not entries:
            raise Http404("No text of this publication is in the archive.")
        shown = chapter_entries(entries, anchor) if anchor else entries
        if not shown:
            raise Http404("This text has no such section.")
        here = {entry.anchor for entry in shown}
        notes = list(Footnote.objects.filter(publication=record))
        text = text_of(
            record.sections.filter(anchor__in=here).order_by("position", "pk"),
            notes,
            {entry.anchor: entry.first for entry in entries},
        )
        whole = path_of("publication-text", record.identifier, record.slug or "-")
        matches = self._matches(record, entries, here, whole, text, notes)
        return {
            "text": text,
            "contents": [
                (entry, self._link(entry, here, whole)) for entry in entries if not entry.boxed
            ],
            "whole": whole,
            "matches": matches,
            "pdf": original_pdf(record.identifier),
            "section": shown[0] if anchor else None,
            **self._neighbours(entries, shown[0] if anchor else None),
            **collection_context(record),
            **citation_context(self.request, record),
        }

    def _matches(self, record, entries, here, whole: str, text, notes) -> dict | None:
        """Marks the words of a search; the ways on to those of other pages. None without words."""
        asked = self.request.GET
        words = words_asked(asked)
        if words is None:
            return None
        found = mark(text, words)
        query = read(asked["q"])
        exact = {"exact": "1"} if asked.get("exact") == "1" else {}
        kept = f"?{urlencode({'q': query.said} | exact)}"
        at = [number for number, entry in enumerate(entries) if entry.anchor in here]
        ways = []
        for others, end in ((entries[: at[0]], LAST), (entries[at[-1] + 1 :], FIRST)):
            place = nearest(record, others, notes, words, end)
            ways.append(f"{whole}{place[0].chapter}/{kept}{place[1]}" if place else "")
        if found:
            found[0].found_before, found[-1].found_after = ways
        return {
            "said": wanted(query),
            "found": _counted(found),
            "before": ways[0],
            "after": ways[1],
            "kept": kept,
        }

    @staticmethod
    def _link(entry, here, whole: str) -> str:
        """Within the page where the section is on it, else to the page of its chapter."""
        if entry.anchor in here:
            return f"#{entry.anchor}"
        chapter = f"{whole}{entry.chapter}/"
        return chapter if entry.anchor == entry.chapter else f"{chapter}#{entry.anchor}"

    @staticmethod
    def _neighbours(entries, section) -> dict:
        """The chapters before and after the one that is shown."""
        chapters = [e for e in entries if e.anchor == e.chapter and not e.is_furniture]
        names = [entry.anchor for entry in chapters]
        before = after = None
        if section and section.chapter in names:
            place = names.index(section.chapter)
            before = chapters[place - 1] if place else None
            after = chapters[place + 1] if place + 1 < len(chapters) else None
        return {"chapter_before": before, "chapter_after": after}


def _counted(found: list[Place]) -> str:
    """How many were found of each kind: "1 heading, 3 paragraphs and 1 note"."""
    kinds = (("heading", Part), ("paragraph", Node), ("note", Note))
    numbers = [(sum(isinstance(each, kind) for each in found), name) for name, kind in kinds]
    said = [f"{number} {name}{'s' if number > 1 else ''}" for number, name in numbers if number]
    return in_words(said, "and") or "No paragraph"


class SectionView(TextView):
    """One section with what stands under it."""

    url_suffix = "section"
