"""The editors' desk: from a file that was handed in to a published record, and after.

Each function that writes is one transaction and leaves a revision. Nothing here knows HTTP.
"""
