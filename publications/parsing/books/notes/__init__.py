"""Footnotes and endnotes, and the marks that call them."""
