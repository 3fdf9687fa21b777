"""The text of a work as a reader meets it: numbered paragraphs, lists, notes, boxes, pages.

``Section.blocks`` are as the import wrote them. Here they become a tree that a template can
print. Every block of a work has a number of its own, counted over the whole work in reading
order, so that the address of a paragraph is the same on the page of its section and on the
page of the whole text.

``tree`` is what is printed; ``contents`` lists the sections without their text; ``blocks`` reads
one section, ``text`` several of them as one; ``notes`` ties the notes to their marks.
"""

from publications.reading.contents import Entry, chapter_entries, contents_of
from publications.reading.notes import note_names
from publications.reading.text import short_text, text_of
from publications.reading.tree import Node, Note, Part, Run, Stop, Text

__all__ = [
    "Entry",
    "Node",
    "Note",
    "Part",
    "Run",
    "Stop",
    "Text",
    "chapter_entries",
    "contents_of",
    "note_names",
    "short_text",
    "text_of",
]
