"""The editors' desk: every table of the archive, arranged in reading order."""

from publications.admin import bookkeeping, people, provenance, text, topics, works

__all__ = ["bookkeeping", "people", "provenance", "text", "topics", "works"]
