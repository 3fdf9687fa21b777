"""Did you mean: which words are learnt from texts, which are proposed, and which are left alone."""

import pytest
from django.core.management import call_command
from django.http import QueryDict
from django.urls import reverse
from lxml import html

from publications import models
from publications.choices import Status
from publications.searching import vocabulary
from publications.searching.filters import SearchFilterSet
from publications.searching.results import Results
from publications.searching.spelling import meant_instead, mistakes
from tests import builders

pytestmark = pytest.mark.django_db


def meant(words: str, **more: str) -> str | None:
    query = QueryDict(mutable=True)
    query.update({"q": words, **more})
    return meant_instead(Results(SearchFilterSet(query, models.SearchEntry.objects.none())))


def works(text: str, many: int = 2, title: str = "Of water") -> list[models.Publication]:
    """Some works with a text, whose words are learnt."""
    made = [builders.make_publication(f"{title} {number}") for number in range(many)]
    for work in made:
        builders.make_section(work, "Case", text)
    vocabulary.learn()
    return made


def learnt() -> dict[str, int]:
    return dict(models.SearchTextWord.objects.values_list("word", "works"))


def withdraw(*records) -> None:
    for record in records:
        record.status = Status.WITHDRAWN
        record.save()


# -- what is learnt


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Zoë's cafés, naïve", ["cafes", "naive"]),
        ("The ﬁrst co-operatives of 2010x", ["first", "operatives"]),
        ("end-of-line: A_word x" + "y" * 50, ["line", "word"]),
    ],
)
def test_words_of_a_text(text, words):
    assert vocabulary.words_in(text) == words


def test_a_word_is_learnt_from_a_second_record_or_when_it_stands_often_in_one():
    (one,) = works("Aqueducts carry aqueducts. Weirs, weirs and weirs.", many=1)
    assert learnt() == {"weirs": 1}
    # The same text again is no second record.
    one.sections.first().passages.update(text="Aqueducts carry aqueducts again. Weirs weirs.")
    vocabulary.learn()
    assert "aqueducts" not in learnt()
    section = builders.make_section(builders.make_news_item("Canals"), "Case", "Nothing.")
    builders.make_footnote(section, "1", "Aqueducts leak.")
    vocabulary.learn()
    assert learnt()["aqueducts"] == 2
    assert not models.SearchRareWord.objects.filter(word="aqueducts").exists()


def test_words_of_summaries_and_biographies_are_learnt():
    builders.make_event("Canals", summary="Lockkeepers meet.")
    author = builders.make_author()
    author.biographies.create(text="One of the lockkeepers.")
    vocabulary.learn()
    assert learnt()["lockkeepers"] == 2


def test_an_entry_waits_to_be_read_only_when_its_words_changed():
    (work,) = works("Sluices.", many=1)
    assert not models.SearchUnread.objects.exists()
    withdraw(work)
    assert not models.SearchUnread.objects.exists()
    work.summary = "Floodgates."
    work.save()
    assert models.SearchUnread.objects.count() == 1
    work.delete()
    assert vocabulary.learn() == 0
    assert not models.SearchUnread.objects.exists()


def test_learning_goes_on_where_it_stopped(monkeypatch):
    monkeypatch.setattr(vocabulary, "BATCH", 3)
    for number in range(7):
        builders.make_news_item(f"Canals {number}", summary="Dredgers.")
    models.SearchUnread.objects.filter(pk=models.SearchUnread.objects.earliest("pk").pk).update(
        entry=0
    )
    assert vocabulary.learn(3) == 5
    assert learnt() == {"dredgers": 5}
    assert vocabulary.learn() == 1
    assert vocabulary.learn() == 0
    assert learnt() == {"dredgers": 6}


def test_trigrams_are_kept_of_words_that_are_frequent_for_the_size_of_the_archive(monkeypatch):
    def frequent() -> set[str]:
        words = models.SearchTextWord.objects.filter(frequent=True)
        return set(words.values_list("word", flat=True))

    works("Sluices.")
    assert frequent() == {"sluices"}
    monkeypatch.setattr(vocabulary, "ENTRIES", f"SELECT {4 * vocabulary.SHARE}")
    works("Aqueducts.", many=3)
    works("Sluices, weirs.", many=2)
    assert frequent() == {"sluices"}
    assert meant("aqueducckk") is None  # two mistakes, which only trigrams find
    assert meant("aquedcts") == "aqueducts"
    works("Aqueducts.", many=2)
    assert frequent() == {"sluices", "aqueducts"}
    assert meant("aqueducckk") == "aqueducts"


@pytest.mark.django_db(transaction=True)  # a load makes its entries at its commit
def test_the_worker_and_the_commands_that_load_learn(tmp_path):
    for number in range(2):
        builders.make_news_item(f"Canals {number}", summary="Dredgers.")
    call_command("desk_worker", once=True)
    assert learnt() == {"dredgers": 2}
    lines = [
        f'{{"type": "news", "import_key": "{key}", "title": "Rivers", "kind": "news",'
        ' "summary": "Towpaths."}\n'
        for key in ("rivers:1", "rivers:2")
    ]
    file = tmp_path / "records.jsonl"
    file.write_text("".join(lines))
    call_command("import_records", file, dry_run=True)
    assert "towpaths" not in learnt()
    call_command("import_records", file, verbosity=0)
    assert learnt()["towpaths"] == 2


# -- what is proposed


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("aquduct", "aqueduct"),  # dropped
        ("aqueeduct", "aqueduct"),  # doubled
        ("aqeuduct", "aqueduct"),  # swapped
        ("aquedukt", "aqueduct"),  # wrong
        ("Aquedutc", "Aqueduct"),
        ("akwedukt", None),
        ("aqueduckk", "aqueduct"),  # two mistakes
        ("towpth lokc", "towpath lock"),
        ("tpwpath -aqueduct", None),  # both stand in the same works
        ("tpwpath -aqeduct", "towpath -aqeduct"),
        ("towpth -zebraa", "towpath -zebraa"),
        ('"stone aqeduct"', '"stone aqueduct"'),
        ('"stonne aqeduct" towpth', '"stone aqueduct" towpath'),
        ('"aqeduct stone"', None),  # the words stand in no such order
        ("nothngelse OR aqeduct", "nothngelse OR aqueduct"),
        ("title:watr aqeduct", "title:water aqueduct"),
        ("kind:publicaton aqeduct", "aqueduct"),
        ("aqeduct\u2019s", "aqueduct"),
        ("aquédüct", None),  # found as it is
        ("aquédüc", "aqueduct"),
        ("aqueducts", None),
    ],
)
def test_what_is_proposed(typed, said):
    works("A stone aqueduct crosses the towpath at the lock.")
    assert meant(typed) == said


def test_a_proposal_is_asked_for_with_the_filters_of_the_search():
    works("A stone aqueduct.")
    assert meant("aqeduct", kind="publication") == "aqueduct"
    assert meant("aqeduct", kind="news") is None
    assert meant("aqeduct", scope="record") is None
    assert meant("wtaer", scope="record") == "water"


def test_words_of_titles_come_first_then_the_frequent_ones():
    works("Canals.", many=4)
    works("Canaly.", many=6)
    assert meant("canalx") == "canaly"
    builders.make_event("Canals")
    assert meant("canalx") == "canals"


def test_a_name_is_put_right_with_and_without_its_field():
    builders.contribute(builders.make_publication("On pumps"), builders.make_author("Zoë Pumphrey"))
    assert meant("Pumphery") == "Pumphrey"
    assert meant("zoe pumphry") == "zoe pumphrey"
    assert meant("author:Pumphry") == "author:Pumphrey"
    assert meant("author:Pumphry pmups") == "author:Pumphrey pumps"


def test_a_word_that_is_found_often_is_not_corrected_and_a_rare_one_only_by_a_frequent_one():
    works("The goverment.", many=1)
    works("The government.", many=9)
    assert meant("goverment") is None  # nine are not ten times as many as one
    works("The government.", many=2)
    assert meant("goverment") == "government"
    assert meant("goverment case") == "government case"
    works("The goverment.", many=2)
    assert meant("goverment") is None


def test_words_that_nothing_public_holds_are_never_proposed(client):
    one, two = works("A stone aqueduct.")
    draft = builders.make_publication("Embankments", status=Status.DRAFT)
    builders.make_section(draft, "Embankments", "Embankments, embankments, embankments.")
    vocabulary.learn()
    assert "embankments" in learnt()
    assert meant("embankmnts") is None
    withdraw(one)
    assert meant("aqeduct") == "aqueduct"
    withdraw(two)
    assert "aqueduct" in learnt()
    assert meant("aqeduct") is None
    assert "Did you mean" not in client.get(reverse("search"), {"q": "aqeduct"}).content.decode()


def test_the_next_word_is_proposed_where_the_nearest_is_no_longer_public():
    near = works("Sluices.", many=3)
    works("Sluicer.")
    assert meant("sluicex") == "sluices"
    withdraw(*near)
    assert meant("sluicex") == "sluicer"


def test_a_proposal_is_a_link_to_a_search_that_finds_something(client):
    made = works("A stone aqueduct.")
    shown = html.fromstring(client.get(reverse("search"), {"q": "aqeduct"}).content)
    (link,) = shown.xpath("//p[starts-with(normalize-space(), 'Did you mean')]/a")
    assert link.text == "aqueduct"
    found = client.get(reverse("search") + link.get("href")).content.decode()
    assert all(work.identifier in found for work in made)
    assert "Did you mean" not in found


def test_a_list_proposes_what_it_holds_itself_under_its_own_filters(client):
    made = works("A stone aqueduct.")
    body = builders.make_organisation("Institute of Wells")
    builders.contribute(made[0], body)
    address = reverse("publication-list")
    shown = html.fromstring(client.get(address, {"q": "aqeduct", "sort": "title"}).content)
    (link,) = shown.xpath("//p[starts-with(normalize-space(), 'Did you mean')]/a")
    assert link.get("href") == "?q=aqueduct&sort=title"
    assert link.get("rel") == "nofollow"
    found = client.get(address + link.get("href")).content.decode()
    assert all(work.identifier in found for work in made)
    assert "Did you mean" not in found
    own = client.get(address, {"q": "aqeduct", "organisation": body.identifier}).content.decode()
    assert f'"?q=aqueduct&amp;organisation={body.identifier}"' in own
    for other in ({"year": "1999"}, {"kind": "essay"}, {"exact": "1", "to": "1990"}):
        assert b"Did you mean" not in client.get(address, {"q": "aqeduct", **other}).content
    assert b"Did you mean" not in client.get(reverse("news-list"), {"q": "aqeduct"}).content


def test_lists_of_names_propose_names_and_take_parts_of_them_as_they_are(client):
    builders.contribute(builders.make_publication("On pumps"), builders.make_author("Zoë Pumphrey"))
    address = reverse("author-list")
    assert b">Zoe Pumphrey</a>?" in client.get(address, {"q": "Zoe Pumphery"}).content
    for typed in ("umphre", "zoe pumphrey", "pmups", "the"):
        shown = client.get(address, {"q": typed}).content
        assert b"Did you mean" not in shown
        assert b"Too common" not in shown


def test_a_list_says_which_words_are_not_looked_for(client):
    shown = client.get(reverse("publication-list"), {"q": "the aqueduct"}).content.decode()
    assert "Too common to be looked for: <strong>the</strong>" in shown


@pytest.mark.parametrize(
    ("typed", "said", "count"),
    [
        ("libary", "library", 1),
        ("libbrary", "library", 1),
        ("lirbary", "library", 1),
        ("librxry", "library", 1),
        ("", "abc", 3),
        ("goverments", "government", 2),
        ("same", "same", 0),
    ],
)
def test_mistakes_are_counted(typed, said, count):
    assert mistakes(typed, said) == mistakes(said, typed) == count
