"""The desk in a real browser, by keyboard alone where a story is told."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group, User
from playwright.sync_api import Page, expect

from publications import models
from publications.desk import roles
from tests import builders
from tests.desk.made_pdf import report_pdf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "pass word of a test"
# The admin's own field for choosing a record has its name beside it, and not on it.
OF_DJANGO = {"aria-input-field-name"}


@pytest.fixture
def editors(transactional_db):
    roles.make_groups()
    for name in ("edith", "edgar"):
        user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
        user.groups.add(Group.objects.get(name=roles.EDITOR))


def sign_in(page: Page, site: str, name: str = "edith") -> None:
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").focus()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Waiting for you")).to_be_visible()


def tab_to(page: Page, name: str, role: str = "button") -> None:
    """Goes on with the Tab key until something of this name has the focus."""
    target = page.get_by_role(role, name=name, exact=True).first
    expect(target).to_be_visible()
    for _ in range(120):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"the Tab key does not lead to {name}")


def test_drop_a_pdf_correct_one_value_publish_and_see_it(page, live_server, editors, tmp_path):
    """The first story, by keyboard but for the choice of the file, which is the system's own."""
    file = tmp_path / "report.pdf"
    file.write_bytes(report_pdf())
    faults = []
    page.on("console", lambda message: faults.append(message.text))
    sign_in(page, live_server.url)
    tab_to(page, "Hand in a file or a text", "link")
    page.keyboard.press("Enter")
    page.get_by_label("PDFs, texts or saved web pages").set_input_files(file)
    tab_to(page, "Hand in")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Review: Power to the Parishes")).to_be_visible()
    expect(page.locator("mark", has_text="Power to the Parishes")).to_be_visible()
    accessible(page)
    tab_to(page, "Date", "textbox")
    page.keyboard.type("March 2010")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_label("Date", exact=True)).to_have_value("2010-03")
    tab_to(page, "Publish or send on", "link")
    page.keyboard.press("Enter")
    expect(page.get_by_text("These can then be seen by everybody")).to_be_visible()
    accessible(page)
    tab_to(page, "Publish now")
    page.keyboard.press("Enter")
    tab_to(page, "View on site", "link")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Power to the Parishes")
    expect(page.get_by_text("March 2010").first).to_be_visible()
    assert [text for text in faults if "Content Security" in text] == []


def test_add_a_news_item_by_hand(page, live_server, editors):
    """The second story, by keyboard alone."""
    sign_in(page, live_server.url)
    tab_to(page, "Write a news item", "link")
    page.keyboard.press("Enter")
    tab_to(page, "Title:", "textbox")
    page.keyboard.type("Parishes gain powers")
    tab_to(page, "Date:", "textbox")
    page.keyboard.type("17 March 2010")
    page.keyboard.press("Enter")
    expect(page.get_by_text("was added successfully")).to_be_visible()
    tab_to(page, "Publish now")
    page.keyboard.press("Enter")
    expect(page.get_by_text("is published.")).to_be_visible()
    row = models.NewsItem.objects.published().get()
    page.goto(f"{live_server.url}{row.get_absolute_url()}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Parishes gain powers")
    expect(page.get_by_text("17 March 2010").first).to_be_visible()


def test_two_browsers_on_one_record(browser, live_server, editors):
    record = builders.make_publication("Power to the Parishes", subtitle="Old")
    url = f"{live_server.url}/admin/publications/publication/{record.pk}/change/"
    pages = []
    for name in ("edith", "edgar"):
        page = browser.new_context().new_page()
        sign_in(page, live_server.url, name)
        page.goto(url)
        pages.append(page)
    first, second = pages
    first.get_by_label("Subtitle:").fill("Of Edith")
    first.get_by_role("button", name="Save", exact=True).first.click()
    expect(first.get_by_text("was changed successfully")).to_be_visible()
    second.get_by_label("Subtitle:").fill("Of Edgar")
    second.get_by_role("button", name="Save", exact=True).first.click()
    expect(second.get_by_role("heading", name="Two versions")).to_be_visible()
    expect(second.get_by_text("edith saved this record while you had it open")).to_be_visible()
    record.refresh_from_db()
    assert record.subtitle == "Of Edith"
    second.get_by_label("Yours: Of Edgar").check()
    second.get_by_role("button", name="Save", exact=True).first.click()
    expect(second.get_by_text("was changed successfully")).to_be_visible()
    record.refresh_from_db()
    assert record.subtitle == "Of Edgar"
    for page in pages:
        page.context.close()


def test_a_browser_sees_what_came_back_and_what_got_its_former_name(page, live_server, db):
    """A browser keeps 410 and 301 for ever, unless it is told to ask again."""
    record = builders.make_publication("Power to the Parishes", slug="power", status="withdrawn")
    former = f"{live_server.url}{record.get_absolute_url()}"
    assert page.goto(former).status == 410
    models.Publication.objects.update(status="published")
    assert page.goto(former).status == 200
    models.Publication.objects.update(slug="might")
    page.goto(former)
    assert page.url.endswith("/might/")
    models.Publication.objects.update(slug="power")
    assert page.goto(former.replace("power", "might")).status == 200
    assert page.url == former


def test_marked_words_fill_a_value(page, live_server, editors):
    source = builders.make_source(
        "Power \N{PILE OF POO} to the Parishes\n\nSmall is able", status="draft"
    )
    record = builders.make_publication("Power to the Parishes", status="draft")
    source.main_record = record.identifier
    source.save()
    sign_in(page, live_server.url)
    page.goto(f"{live_server.url}/admin/desk/review/{record.identifier}/")
    page.get_by_label("Subtitle", exact=True).focus()
    page.evaluate(
        """() => {
            const text = document.querySelector("[data-text] span").firstChild;
            const at = text.data.indexOf("Small");
            getSelection().setBaseAndExtent(text, at, text, at + 13);
            document.querySelector("[data-text]").dispatchEvent(new Event("mouseup"));
        }"""
    )
    expect(page.get_by_label("Subtitle", exact=True)).to_have_value("Small is able")
    page.get_by_label("Subtitle", exact=True).press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    row = models.Evidence.objects.get(record=record.identifier, field="subtitle")
    assert source.text[row.start : row.end] == "Small is able"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_accessible(browser, live_server, editors, scheme):
    record = builders.make_publication("Power to the Parishes", status="draft")
    with browser.new_context(color_scheme=scheme) as context:
        page = context.new_page()
        sign_in(page, live_server.url)
        accessible(page)
        for path in (
            "/admin/desk/upload/",
            f"/admin/desk/review/{record.identifier}/",
            f"/admin/desk/history/{record.identifier}/",
            f"/admin/publications/publication/{record.pk}/change/",
        ):
            page.goto(f"{live_server.url}{path}")
            accessible(page)


def accessible(page: Page) -> None:
    """Serious faults that axe finds fail."""
    found = [
        (each["id"], [node["html"][:120] for node in each["nodes"]][:3])
        for each in Axe().run(page).response["violations"]
        if each["impact"] in {"serious", "critical"} and each["id"] not in OF_DJANGO
    ]
    assert found == [], page.url
