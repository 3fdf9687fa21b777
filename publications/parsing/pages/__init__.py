"""Texts of web pages: research projects, landing pages of reports, news articles.

``project_page``, ``report_page`` and ``news_article`` are the kinds; ``projects/``, ``reports/``
and ``articles/`` read what stands on each, ``entries/`` the dated entries of any of them. What all
share stands beside: what the site prints, side matter, labels, blocks, what a page in prose tells.
"""
