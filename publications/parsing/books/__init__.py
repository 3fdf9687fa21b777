"""Long texts: reports and essay collections, from their lines to a tree of sections.

    lines -> pieces -> contents, headings, levels -> outline -> blocks, notes, boxes

``report`` and ``essay_collection`` are the two kinds; all else here serves both. ``front/`` reads
the pages before the text, ``contents/`` the contents list, ``headings/`` and ``notes/`` what they
say, and ``people/`` who made it; ``assembly`` puts the document together.
"""
