"""The people of a state for the state: what the Thais use, who sells to Kenyans, do Germans."""

from collections.abc import Sequence

from kg.evidence.mention import HOME
from kg.wording.item import PEOPLE, VERBS, Item

_PASSED = ("little", "done")


def peoples(items: Sequence[Item]) -> None:
    """Take each demonym for the state itself where it stands for its people, and is no adjective of companies.

    It is in the plural or follows "the", and has the place of a user, a buyer or a seller: do the Thais, supplies
    Kenyans, Germans use. Anywhere else it stays what it was: vendors that are Germans, all but the Chinese. What is in
    French is in a language.
    """
    last = -1
    if len(items) > 1 and items[-1].is_state and HOME in items[-1].meanings and items[-2].is_word("in"):
        items[-1].section = "unknown"
    for at, item in enumerate(items):
        if item.is_state and HOME in item.meanings and (_does(items, at) or _joins(items, last, at)):
            item.meanings = {kind: thing for kind, thing in item.meanings.items() if kind != HOME}
            last = at


def _does(items: Sequence[Item], at: int) -> bool:
    """Return whether a demonym stands for people that use, buy, sell or are sold something."""
    if not _persons(items, at):
        return False
    before = next((each for each in reversed(items[:at]) if each.section not in _PASSED), None)
    follows = next((each for each in items[at + 1 :] if each.section not in _PASSED), None)
    if before is not None and before.is_word("be", "except", "not", "lacking", "from"):
        return False
    acts = follows is not None and (follows.section in VERBS or _uses(follows) or follows.is_word("have"))
    served = before is not None and (before.section == "gives" or before.is_word("do", "to"))
    return acts or served or (before is not None and before.concept == "compare")


def _persons(items: Sequence[Item], at: int) -> bool:
    """Return whether a demonym can be a noun: it is in the plural or after "the", and no noun follows it."""
    item, the = items[at], at > 0 and items[at - 1].text == "the"
    follows = next((each for each in items[at + 1 :] if each.section not in _PASSED), None)
    if not (the or item.form == PEOPLE):
        return False
    if follows is None or follows.section in VERBS or _uses(follows):
        return True
    return follows.section == "grammar" and (item.form == PEOPLE or not follows.is_word("and", "or"))


def _joins(items: Sequence[Item], last: int, at: int) -> bool:
    """Return whether a demonym is joined to people before it: the Kenyans and the Ugandans."""
    between = [each for each in items[last + 1 : at] if each.section not in _PASSED]
    joined = last >= 0 and len(between) == 1 and between[0].is_word("and", "or")
    return joined and _persons(items, at)


def _uses(item: Item) -> bool:
    return item.section == "words" and item.concept == "use"
