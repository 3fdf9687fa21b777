"""A publication that was read from a PDF: its first page as cover, the file beside the text."""

import hashlib

import pytest

from tests.builders import make_publication, make_section, make_source
from tests.builders_pdf import Line, make_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings, tmp_path):
    """A publication and its source, whose file lies where uploads are kept."""
    settings.MEDIA_ROOT = tmp_path
    data = make_pdf([[Line("Power to the Parishes", 60, 700, 24)]])
    (tmp_path / "uploads").mkdir()
    file = tmp_path / "uploads" / "report.pdf"
    file.write_bytes(data)
    work = make_publication("Power to the Parishes")
    make_section(work, "The case", "Words of the case.")
    source = make_source(
        media_type="application/pdf",
        path=str(file),
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        main_record=work.identifier,
    )
    return work, source, file


def test_the_first_page_is_the_cover(client, kept):
    work, *_ = kept
    response = client.get(f"/publications/{work.identifier}/cover.svg", follow=True)
    assert response["Content-Type"] == "image/png"
    assert response.content.startswith(b"\x89PNG")
    assert int.from_bytes(response.content[16:20], "big") == 360


@pytest.mark.parametrize("page", ["", "text/"])
def test_the_file_is_offered_with_type_and_size(client, kept, page):
    work, source, _ = kept
    words = client.get(f"{work.get_absolute_url()}{page}").content.decode()
    assert f"{source.get_absolute_url()}original/" in words
    assert 'type="application/pdf"' in words
    assert "bytes)" in words or "KB)" in words


def test_without_the_file_the_cover_is_drawn_and_nothing_is_offered(client, kept):
    work, _, file = kept
    file.unlink()
    assert client.get(f"/publications/{work.identifier}/cover.svg")["Content-Type"].startswith(
        "image/svg"
    )
    assert b"/original/" not in client.get(work.get_absolute_url()).content


def test_a_withdrawn_source_shows_no_page(client, kept):
    work, source, _ = kept
    source.status = "withdrawn"
    source.save()
    assert client.get(f"{source.get_absolute_url()}first-page.png").status_code == 410
    assert client.get(f"/publications/{work.identifier}/cover.svg").status_code == 200
