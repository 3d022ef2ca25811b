"""Quantities that no question answers, and those that say no more than the words beside them: all, both, one, can."""

from collections.abc import Sequence

from kg.evidence.mention import HOME
from kg.wording.item import NOUNS, VERBS, Item

_ANY = ("vendor", "state")
"""Kinds of which "a" one stands for a name that the text does not give."""
_PAIRED = ("vendor", "technology", "state")
_EXACT = ("exactly", "precisely")
"""Before a number: of no question, but of the conditions that :mod:`kg.wording.clause` finds."""


def quantities(items: Sequence[Item], head: int | None) -> None:
    """Make each quantity unknown that a question would have to use; "all" before what is asked for says nothing.

    So is a least number of what is asked for, five or more suppliers, and of what no question counts of it.
    """
    for at, item in enumerate(items):
        follows = next((each for each in items[at + 1 :] if each.section != "little" or each.text in _READERS), None)
        if item.section == "little" and item.text == "one":
            kind = next((each for each in items[at + 1 :] if each.section not in ("name", "about")), None)
            item.section = "unknown" if kind is not None and kind.section in NOUNS else "little"
        one = items[at + 1] if at + 1 < len(items) else None
        counted = next((each for each in items[at + 1 :] if each.section not in ("little", "done")), None)
        if one is not None and item.text in _EXACT and (one.section == "number" or one.text == "two"):
            item.section = "unknown"
        if item.role == "over" and head is not None and (counted is items[head] or _uncounted(items[head], counted)):
            item.section = "unknown"
        if one is not None and item.text in ("a", "an") and at + 1 != head and _stands(items, one):
            one.section = "unknown"
        if _is_sole(items, at):
            item.section = "unknown"
        if item.section != "grammar":
            continue
        if item.concept == "wh" and follows is None and at and _asks_more(items[:at]):
            item.section = "unknown"
        if item.concept == "portion" or (item.concept == "modal" and (follows is None or follows.text not in _READERS)):
            item.section = "unknown"
        elif item.concept == "all":
            noun = next((n for n in range(at, len(items)) if items[n].section in NOUNS), head)
            whole = head is None or head < at or noun == head
            item.section = "little" if whole and not any(map(_tells, items[:at])) else "unknown"
        elif item.concept == "both":
            paired = _paired(items[at + 1 :]) or (_last(items, at) and _paired(items[:at][::-1]))
            item.section = "little" if paired else "unknown"
            if paired and all("vendor" in each.meanings or each is item or each.is_word("and") for each in items):
                item.section, item.concept = "words", "together"


def _asks_more(before: Sequence[Item]) -> bool:
    """Return whether what ends a text is one more question, or none of its own: none of them uses what."""
    return any(each.is_word("not", "lacking", "who", "wh") for each in before)


def _uncounted(head: Item, counted: Item | None) -> bool:
    """Return whether no question counts such things of what is asked for: the technologies of a vendor."""
    return head.concept == "vendor" and counted is not None and counted.concept == "technology"


def _is_sole(items: Sequence[Item], at: int) -> bool:
    """Return whether one vendor is said to be the only one of its home: the only Chinese vendor."""
    home, noun = [*items[at + 1 : at + 3], None, None][:2]
    only = (items[at].section, items[at].concept) == ("words", "only") and at > 0 and items[at - 1].text == "the"
    single = noun is not None and (noun.section, noun.concept) == ("types", "vendor") and not noun.text.endswith("s")
    return only and single and home is not None and HOME in home.meanings


def _stands(items: Sequence[Item], noun: Item) -> bool:
    """Return whether a noun after "a" stands for a name: who supplies a state."""
    return noun.section == "types" and noun.concept in _ANY and any(each.section in VERBS for each in items)


_READERS = ("you", "i", "we", "me")


def _tells(item: Item) -> bool:
    told = ("name", "number", "about", "words", "unknown", *NOUNS, *VERBS)
    return item.section in told


def _last(items: Sequence[Item], at: int) -> bool:
    return all(each.section == "little" for each in items[at + 1 :])


def _paired(items: Sequence[Item]) -> bool:
    """Return whether two names that a row can have side by side follow, joined by "and"."""
    said = [each for each in items if each.section != "little"]
    said = [
        each for each in said if not (each.section == "grammar" and each.concept in ("by", "from", "to", "in", "of"))
    ]
    if len(said) < 3 or said[0].section != "name" or said[2].section != "name":
        return False
    joined = said[1].section == "grammar" and said[1].concept == "and"
    return joined and any(kind in said[0].meanings and kind in said[2].meanings for kind in _PAIRED)
