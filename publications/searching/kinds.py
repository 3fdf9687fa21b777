"""The kinds of records by one word each, over all rooms of the archive."""

from publications.choices import EventKind, NewsKind, PublicationKind

AGENTS = ("author", "organisation", "project")
# By word: the room, and the kind in it (empty for all of the room).
SINGLE: dict[str, tuple[str, str]] = (
    {kind: ("publication", kind) for kind in PublicationKind.values}
    | {kind: ("news", kind) for kind in NewsKind.values}
    | {
        (f"event_{kind}" if kind in PublicationKind.values else kind): ("event", kind)
        for kind in EventKind.values
    }
    | {room: (room, "") for room in AGENTS}
)
GROUPS = {"publication": ("publication", ""), "all_news": ("news", ""), "all_events": ("event", "")}
WORDS = {place: word for word, place in SINGLE.items()} | {(room, room): room for room in AGENTS}
# What ``kind:`` understands: the words above, and the plain ones for whole rooms.
SPOKEN = {
    **SINGLE,
    **GROUPS,
    "news": ("news", ""),
    "event": ("event", ""),
    "people": ("author", ""),
    "person": ("author", ""),
}
# The ones that are told to who names a kind that is none.
EXAMPLES = ("report", "essay", "briefing", "news", "event", "project", "organisation", "person")


def spoken(value: str) -> tuple[str, str] | None:
    """The room and kind that a visitor's word means: "report", "Reports", "press releases"."""
    word = value.casefold().replace(" ", "_").replace("-", "_")
    return SPOKEN.get(word) or SPOKEN.get(word.removesuffix("s"))
