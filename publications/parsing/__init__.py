"""From the bytes of a source to a document, without Django, settings, clock or network.

    read(bytes) -> SourceText -> parse(SourceText) -> Document

A reader (``readers/``) decodes bytes into a ``SourceText``; the registry decides which kind
of text it is and calls that kind's parser; the parser returns a frozen ``Document``. Every
value in the document carries the ``[start, end)`` offsets of the words it was read from.
``books/`` holds the kinds of long texts, ``pages/`` those of web pages; what both need to
recognise in running text (names, dates, organisations, prices ...) stands beside them here.
"""
