"""What a record's summary takes of the blocks of a description."""

from publications.importing.particulars import summarise
from publications.parsing.document import Block, Run


class Plan:
    """Keeps the summary that it is given."""

    def set_summary(self, record, words, evidence):
        self.summary = words, evidence


def block(kind: str, *runs: Run, marker: str = "", start: int = 0) -> Block:
    return Block(kind, runs, ((start, start + 1),), marker=marker)


def test_labels_with_values_are_no_summary():
    label = block("paragraph", Run("Series:", "strong"), Run(" Moor Papers 3"))
    said = block("paragraph", Run("Barns are full."), start=9)
    strong = block("paragraph", Run("Note:", "strong"), start=20)
    plan = Plan()
    summarise(plan, None, [label, said, strong])
    assert plan.summary == ("Barns are full.\n\nNote:", ((9, 10), (20, 21)))
