"""The pages about records and for programs name everything that there is."""

import re

from django.conf import settings

from publications.exports.oai.answer import FORMATS
from publications.importing.shape import KINDS


def words(name):
    text = (settings.BASE_DIR / "docs" / name).read_text("utf-8")
    text = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return set(re.findall(r"`([^`]+)`", text))


def test_every_member_of_a_record_is_described():
    said = words("records.md")
    for kind in KINDS.values():
        named = {kind.type, *kind.children, *(each.name for each in kind.table.columns)}
        for table in kind.children.values():
            named |= {each.name for each in table.columns}
        assert named <= said, kind.type


def test_every_way_in_is_described():
    assert set(FORMATS) <= words("api.md")
