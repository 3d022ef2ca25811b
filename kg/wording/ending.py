"""What ends a text or joins its parts: each, and how sure, and no one else, not yet, all but, one or the other."""

from collections.abc import Sequence

from kg.wording.item import NOUNS, VERBS, Item

_BESIDES = ("and-sure", "and-source", "and-from", "and-by")
_LINKS = ("and ", "but ", "with ", "without ")
_BANS = ("ban", "moratorium")
_REGIMES = ("autocracy", "democracy")


def endings(items: Sequence[Item]) -> None:
    """Mark a count of each of two, and make unknown what is asked besides, or says that nobody else does, amid a text.

    "Yet" after a denial, and at the end, says nothing; of two kinds of regimes that are compared "or" means both.
    """
    _banned(items)
    _ordered(items)
    said = [item for item in items if item.section != "little" or item.text == "of"]
    counted = any(item.is_word("count") for item in said)
    compared = any(item.concept == "more" for item in said) or (bool(said) and said[0].is_word("do", "be"))
    for at, item in enumerate(said):
        before, rest = said[at - 1] if at else None, said[at + 1 :]
        if item.text == "each" and item.is_word("each") and counted and _apiece(rest):
            item.section, item.concept = "words", "apiece"
        elif item.section == "words" and item.concept in _BESIDES and not all(_besides(each) for each in rest):
            item.section = "unknown"
        elif item.section == "words" and item.concept == "only" and item.text.startswith(_LINKS):
            item.section = item.section if all(_is_edition(each) for each in rest) else "unknown"
        elif item.text == "yet" and before is not None and (before.is_word("not") or not rest):
            item.section = "little"
        elif item.text == "but" and at > 1 and _all(said[at - 2 : at]) and rest and rest[0].section == "name":
            item.concept = "except"
        elif item.is_word("or") and compared and before is not None and rest:
            both = before.concept in _REGIMES and rest[0].concept in _REGIMES
            item.concept = "and" if both and before.concept != rest[0].concept else item.concept


def _ordered(items: Sequence[Item]) -> None:
    """Make one word of the order that ends a text: biggest first."""
    last = [item for item in items if item.section != "little"][-2:]
    if [(each.section, each.concept) for each in last] == [("words", "most"), ("words", "first")] and len(items) > 2:
        last[0].concept, last[1].section = "and-order", "little"


def _banned(items: Sequence[Item]) -> None:
    """Make a state unknown that a ban is on: no question has those, for a ban is one of a technology in a state."""
    for at, item in enumerate(items[:-1]):
        follows = next((each for each in items[at + 2 :] if each.section != "little"), None)
        banned = item.section == "words" and item.concept in _BANS and items[at + 1].text == "on"
        if banned and follows is not None and follows.is_state:
            follows.section = "unknown"


def _apiece(rest: Sequence[Item]) -> bool:
    """Return whether "each" is said of things named: it ends the text, a verb follows, or names after "of"."""
    if not rest or rest[0].section in VERBS or rest[0].is_word("have"):
        return True
    return rest[0].text == "of" and len(rest) > 1 and rest[1].section == "name"


def _all(before: Sequence[Item]) -> bool:
    """Return whether all of a kind are said, of which something may be excepted: all vendors but Huawei."""
    return before[0].text in ("all", "every") and before[1].section in NOUNS


def _besides(item: Item) -> bool:
    return item.section == "little" or item.concept in _BESIDES


def _is_edition(item: Item) -> bool:
    return item.section == "little" or item.is_word("in") or "source" in item.meanings
