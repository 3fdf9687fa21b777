"""The search of the archive as rows: one entry a record, the log of their changes, the words.

The database keeps these rows itself, by triggers, in the transaction that changes a record: an
import, the admin and a hand at ``psql`` are all the same to it (``docs/scale.md``). Nothing else
writes them, but for the words of texts, where common ones stand and which of them are neighbours:
``searching.vocabulary`` and ``searching.neighbours`` learn these later.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from publications.choices import Status


class SearchEntry(models.Model):
    """A record as a search sees it: what it is found by, counted under and sorted by.

    ``vector`` holds title, people and names with weight A, summary B, headings and bodies C.
    ``words`` holds every word of the record and its text, without positions, so that words
    that stand pages apart are found together; where they do not fit, ``SearchFurther`` has
    them. The arrays hold primary keys. ``newest_key`` and ``oldest_key`` are small for what
    comes first.
    """

    id = models.AutoField(primary_key=True)
    room = models.CharField(max_length=12)
    record = models.BigIntegerField()
    identifier = models.CharField(max_length=12)
    kind = models.CharField(max_length=20)
    status = models.CharField(max_length=10, choices=Status)
    sort_title = models.CharField(max_length=500)
    date_earliest = models.DateField(null=True)
    date_latest = models.DateField(null=True)
    newest_key = models.BigIntegerField()
    oldest_key = models.BigIntegerField()
    authors = ArrayField(models.BigIntegerField())
    organisations = ArrayField(models.BigIntegerField())
    projects = ArrayField(models.BigIntegerField())
    series = ArrayField(models.BigIntegerField())
    topics = ArrayField(models.BigIntegerField())
    vector = SearchVectorField()
    words = SearchVectorField()

    class Meta:
        verbose_name_plural = "search entries"
        constraints = [
            models.UniqueConstraint(fields=["room", "record"], name="entry_of_record"),
        ]
        indexes = [
            models.Index(fields=["newest_key", "sort_title", "id"], name="entry_newest"),
            models.Index(fields=["oldest_key", "sort_title", "id"], name="entry_oldest"),
            # Of published ones alone, so that their whole order is read from the index.
            models.Index(
                fields=["sort_title", "id"],
                name="entry_title",
                condition=models.Q(status=Status.PUBLISHED),
            ),
            models.Index(
                fields=["room", "sort_title"],
                name="entry_beginning",
                opclasses=["varchar_ops", "varchar_pattern_ops"],
            ),
            GinIndex(fields=["vector"], name="entry_vector"),
            GinIndex(fields=["words"], name="entry_words"),
            # Asked by weight, the index above would have each vector looked at.
            GinIndex(
                models.Func(models.F("vector"), models.Value("{a}"), function="ts_filter"),
                name="entry_title_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room} {self.identifier}"


class SearchFurther(models.Model):
    """Words of a record whose text has more than one vector holds: all of them, in several rows.

    The entry of such a record has the words of the record alone. Nearly always there is no row.
    """

    room = models.CharField(max_length=12)
    record = models.BigIntegerField()
    words = SearchVectorField()

    class Meta:
        verbose_name_plural = "search further"
        indexes = [
            models.Index(fields=["room", "record"], name="further_record"),
            GinIndex(fields=["words"], name="further_words"),
        ]

    def __str__(self) -> str:
        return f"{self.room} {self.record}"


class SearchChange(models.Model):
    """An entry that changed, and the transaction that changed it: what a process catches up by."""

    entry = models.IntegerField()
    # The id of the transaction, which PostgreSQL writes; see ``searching.changes``.
    transaction = models.BigIntegerField(db_index=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.entry)


class SearchPending(models.Model):
    """Records whose entries are written anew at the commit, where a bulk load asked for that."""

    room = models.CharField(max_length=12)
    records = ArrayField(models.BigIntegerField())
    texts = models.BooleanField()

    class Meta:
        verbose_name_plural = "search pending"

    def __str__(self) -> str:
        return f"{self.room}: {len(self.records)}"


class SearchWord(models.Model):
    """A word of a title or a name, as typing mistakes are compared with: small, without accents."""

    word = models.CharField(max_length=80, primary_key=True)

    class Meta:
        indexes = [GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="word_near")]

    def __str__(self) -> str:
        return self.word


class SearchUnread(models.Model):
    """An entry whose text is new or changed, so that its words are still to be learnt."""

    entry = models.IntegerField()

    class Meta:
        verbose_name_plural = "search unread"

    def __str__(self) -> str:
        return str(self.entry)


class SearchTextWord(models.Model):
    """A word that stands in the texts of several records or often in one; about how many have it.

    The number grows when a text is read anew, so it tells the common from the rare and no more.
    Trigrams are kept of those that are frequent for the size of the archive.
    """

    word = models.CharField(max_length=40, primary_key=True)
    works = models.IntegerField()
    frequent = models.BooleanField(default=True)

    class Meta:
        indexes = [
            GinIndex(
                fields=["word"],
                opclasses=["gin_trgm_ops"],
                condition=models.Q(frequent=True),
                name="text_word_near",
            )
        ]

    def __str__(self) -> str:
        return self.word


class SearchRareWord(models.Model):
    """A word that stands in one record only so far: often a mistake of its text, never offered."""

    word = models.CharField(max_length=40, primary_key=True)
    entry = models.IntegerField()

    def __str__(self) -> str:
        return self.word


class SearchCommon(models.Model):
    """A word that stands in many entries, with a number that no other word ever gets.

    Of one that stands in many passages the pairs are kept as well as the set. Rows are added, may
    become paired, and never go: ``searching.neighbours`` says when. A small archive has none.
    """

    number = models.SmallIntegerField(primary_key=True)
    word = models.TextField(unique=True)
    paired = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "search common"

    def __str__(self) -> str:
        return self.word


class SearchNeighbours(models.Model):
    """The pairs of common words that stand side by side in an entry, by their numbers.

    ``record`` are those in its vector, ``title`` those in the part of it with weight A, ``text``
    those in its passages and notes. They hold unless ``SearchUnpaired`` names the entry; where
    neither names it, it has no such pair.
    """

    entry = models.IntegerField(primary_key=True)
    record = ArrayField(models.IntegerField())
    title = ArrayField(models.IntegerField())
    text = ArrayField(models.IntegerField())

    class Meta:
        verbose_name_plural = "search neighbours"
        indexes = [
            GinIndex(fields=["record"], name="neighbours_record"),
            GinIndex(fields=["title"], name="neighbours_title"),
            GinIndex(fields=["text"], name="neighbours_text"),
        ]

    def __str__(self) -> str:
        return f"{self.entry}: {len(self.record)}, {len(self.text)}"


class SearchSet(models.Model):
    """Which entries of a stretch of ids have a common word: in their text, record or title.

    ``searching.word_sets`` says how a set is written, and the key of a word and a stretch. As with
    the pairs, it holds for the entries that ``SearchUnpaired`` does not name.
    """

    key = models.BigIntegerField(primary_key=True)
    text = models.BinaryField()
    record = models.BinaryField()
    title = models.BinaryField()

    class Meta:
        verbose_name_plural = "search sets"

    def __str__(self) -> str:
        return str(self.key)


class SearchUnpaired(models.Model):
    """An entry whose words are new, changed or gone: its pairs and sets are not to be believed."""

    entry = models.IntegerField()

    class Meta:
        verbose_name_plural = "search unpaired"

    def __str__(self) -> str:
        return str(self.entry)
