"""The public templates: all text is escaped, no name is unknown, every component is shown."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from jinja2 import Template, UndefinedError, meta

TEMPLATES = Path(settings.BASE_DIR, "templates")
SITE = TEMPLATES / "site"


def rendered(text: str, **context) -> str:
    return engines["jinja2"].from_string(text).render(context)


def test_text_is_escaped_in_elements_attributes_and_macros():
    hard = "<b title='a'>\"&amp;"
    macro = "{% macro shown(words) %}{{ words }}{% endmacro %}{{ shown(hard) }}"
    for text in ("{{ hard }}", '<p title="{{ hard }}"></p>', macro):
        html = rendered(text, hard=hard)
        assert "&lt;b title=&#39;a&#39;&gt;&#34;&amp;amp;" in html
        assert "<b" not in html


def test_what_stands_between_backticks_is_code_and_is_escaped():
    html = rendered("{{ words|with_code }}", words="Use `a<b` and `c`, not a lone ` or <i>.")
    assert html == "Use <code>a&lt;b</code> and <code>c</code>, not a lone ` or &lt;i&gt;."


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_no_template_trusts_a_text(path):
    # What is made into HTML in Python says there why it may be.
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe|autoescape|Markup", source)


@pytest.mark.parametrize(
    "text", ["{{ tittle }}", "{{ record.tittle }}", "{% if tittle %}{% endif %}"]
)
def test_what_a_page_lacks_is_an_error(text):
    with pytest.raises(UndefinedError, match="tittle"):
        rendered(text, record={})


def test_no_template_stands_where_both_engines_look():
    # What lies directly in ``templates`` would be Django's, and could extend no public page.
    assert {path.name for path in TEMPLATES.iterdir()} == {"admin", "site"}


def test_the_style_guide_shows_every_component():
    environment = engines["jinja2"].env
    # Printed by ``pages.text`` among the blocks of a part.
    reached, waiting = set(), ["publications/styleguide.html", "components/_box.html"]
    waiting.append("components/_footnote.html")
    while waiting:
        name = waiting.pop()
        reached.add(name)
        source, _, _ = environment.loader.get_source(environment, name)
        used = meta.find_referenced_templates(environment.parse(source))
        waiting += [other for other in used if other not in reached]
    components = {f"components/{path.name}" for path in (SITE / "components").iterdir()}
    assert components
    assert components <= reached


@pytest.mark.django_db
def test_the_style_guide_shows_what_is_said_where_nothing_is_found(client, settings):
    settings.DEBUG = True
    page = client.get("/styleguide/").content.decode()
    assert "Nothing matches all of this at once." in page
    assert "without “rent”</a>: <span" in page


def test_all_templates_see_the_names_of_the_environment_and_one_may_have_more():
    jinja = engines["jinja2"].env
    assert jinja.from_string("{{ url('home') }}").render() == "/"
    assert jinja.from_string("{{ own }}", globals={"own": "mine"}).render() == "mine"
    with pytest.raises(UndefinedError):
        jinja.from_string("{{ own }}").render()


def test_a_component_is_read_once_for_all_pages(monkeypatch):
    """Not anew at each import: no page has names of its own that a component might see."""
    jinja = engines["jinja2"].env
    page = '{% from "components/_kicker.html" import kicker %}{{ kicker is defined }}'
    assert jinja.from_string(page).render() == "True"
    monkeypatch.setattr(Template, "make_module", None)
    assert jinja.from_string(page).render(canonical="/elsewhere/") == "True"
