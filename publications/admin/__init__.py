"""The editors' desk: every table of the archive, arranged in reading order."""

from publications.admin import accounts, bookkeeping, people, provenance, text, topics, works

__all__ = ["accounts", "bookkeeping", "people", "provenance", "text", "topics", "works"]
