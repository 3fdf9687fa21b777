"""The editors' desk: every table of the archive, arranged in reading order."""

from publications.admin import people, provenance, text, topics, works

__all__ = ["people", "provenance", "text", "topics", "works"]
