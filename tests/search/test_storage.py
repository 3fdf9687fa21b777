"""Where the database lays what a search reads much of."""

from collections import Counter

import pytest
from django.db import connection

from tests import builders


@pytest.mark.django_db
def test_the_vector_of_a_passage_lies_in_its_row_and_its_text_beside_it():
    work = builders.make_publication()
    for place in range(20):
        words = " ".join(f"pump{(place + number * 7919) % 9973} leaks" for number in range(190))
        builders.make_section(work, f"Of pumps {place}", words)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ctid, pg_column_size(text), pg_column_size(search_vector) "
            "FROM publications_passage"
        )
        rows = cursor.fetchall()
    assert all(2600 < vector < 4000 < text + vector for _, text, vector in rows), rows
    # Beside its row, twenty vectors would leave rows that fit on a page or two.
    pages = Counter(ctid.strip("()").split(",")[0] for ctid, _, _ in rows)
    assert set(pages.values()) <= {1, 2}
    assert 2 in pages.values()
