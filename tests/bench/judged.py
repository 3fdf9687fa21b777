"""Print how good the order of the answers is, beside plain ``ts_rank``."""

from __future__ import annotations


def run() -> None:
    """Fills the empty database with the seeds and made texts, asks, and prints."""
    from tests.search import judging

    judged = judging.load()
    tune, held = judged.halves
    worded = [each for each in judged.questions if not each.spoken]
    print("Judged questions, nDCG@10")
    print(f"{'':40}{'search':>8}{'ts_rank':>9}")
    for name, some in (
        ("all", judged.questions),
        ("those the order was tuned to", tune),
        ("those held out", held),
        ("those without author:, year: and so on", worded),
    ):
        ours, plain = judging.summary(judged, some)
        print(f"{name + f' ({len(some)})':40}{ours:8.3f}{plain:9.3f}")
