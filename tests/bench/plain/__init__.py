"""A plain site over the same tables: Django's generic views, django-filter, Django templates.

It is what a careful developer builds in a day, and what the archive is measured against: related
rows are fetched at once, and searches use the indexes; facets are counted by ``GROUP BY``.
"""
