"""Texts of web pages: research projects, landing pages of reports, news articles.

``project_page``, ``report_page`` and ``news_article`` are the kinds; the others read what stands
on such pages: dated entries, side matter, testimonials, speech.
"""
