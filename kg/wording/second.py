"""A second kind of thing that a text asks for beside the first: vendors and their customers, technologies and whose."""

from collections.abc import Sequence

from kg.wording.item import NOUNS, VERBS, Item

_PASSED = ("little", "done")
_WHOSE = ("whose", "who", "whom", "which", "what")
_ANY = ("a", "an")
"""Before two nouns that tell what something is between: each line between a vendor and a state."""


def seconds(items: Sequence[Item], head: int | None) -> None:
    """Make unknown each noun that is joined to what is asked for and is of another kind, for a row is of one kind.

    So is "and whose" at the end, with what they do: "and who supplies them". Nouns before the one that is asked for are
    conditions or its own, and stay.
    """
    said = [n for n, item in enumerate(items) if item.section not in _PASSED]
    for place, n in enumerate(said):
        item = items[n]
        if not item.is_word("and") or place == 0 or place + 1 >= len(said):
            continue
        before, after = items[said[place - 1]], items[said[place + 1]]
        joined = said[place + 1] == n + 1
        last = all(items[each].section in VERBS for each in said[place + 2 :])
        any_ = items[said[place + 1] - 1].text in _ANY and said[place - 1] and items[said[place - 1] - 1].text in _ANY
        whose = joined and last and after.section == "grammar" and after.text in _WHOSE
        other = after.section in NOUNS and _kind(before) != _kind(after)
        asked = said[place - 1] == head or (head is None and "group" in before.meanings)
        if whose or (asked and other and not any_):
            after.section = "unknown"


def _kind(item: Item) -> str:
    """Return the kind of thing that a noun is one of."""
    if "group" in item.meanings:
        return "vendor"
    return item.concept if item.section == "types" else "vendor" if item.concept == "compete" else "state"
