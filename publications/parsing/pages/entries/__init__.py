"""Dated entries of pages: what they are, when, and whom they name."""
