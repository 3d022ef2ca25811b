"""Words that point at what another text says: which of them, its suppliers, sells there, this country, my country."""

from collections.abc import Sequence

from kg.wording.item import NOUNS, VERBS, Item

_OWNERS = ("its", "their")
_PERSONAL = ("it", "they", "them")
_POINTING = ("this", "these", "those", "such")
_SPEAKERS = ("my", "our", "your")
_FORMER = ("former", "previous")
_CLAUSES = ("and", "but", "that", "who", "wh", "where", "count", "since", "after", "before", "until")
_REGISTERED = (
    *("state", "vendor", "technology", "region", "list", "city", "regime", "group", "agency"),
    *("member", "supply"),
)
"""Kinds of which "this" one stands for a name; this graph, these sources and your data are what is asked."""
_REGIMES = ("autocracy", "democracy")
_REACH = 4
"""How many items after "it" a clause may begin that is what "it" stands for: is it disputed that."""


def pronouns(items: Sequence[Item]) -> None:
    """Make each word unknown that stands for something which the text does not say before it."""
    for at, item in enumerate(items):
        if (item.section in ("little", "grammar") and _points(items, at)) or _former(items, at):
            item.section = "unknown"


def _points(items: Sequence[Item], at: int) -> bool:
    word, before = items[at].text, items[:at]
    follows = items[at + 1] if at + 1 < len(items) else None
    if word in _OWNERS:
        return not _named(before)
    if word in _PERSONAL:
        if word == "they" and before and before[-1].section in (*NOUNS, "name"):
            return not _named(before[:-1])
        clause = next((n for n in range(at - 1, -1, -1) if before[n].concept in _CLAUSES), 0)
        return not (word == "it" and _announces(items[at + 1 :])) and not _named(before[:clause])
    if word == "there":
        beside = [each for each in (*before[-1:], *items[at + 1 : at + 2]) if each.section == "grammar"]
        exists = any(each.concept in ("be", "have", "any", "lacking") for each in beside)
        return not exists and not any(each.section == "name" for each in before)
    noun = follows is not None and follows.section in NOUNS and follows.concept in _REGISTERED
    if word in _SPEAKERS:
        return noun
    if word == "that":
        return noun and follows is not None and not follows.text.endswith("s") and not _named(before)
    if word not in _POINTING:
        return False
    if word == "those" and _told(items, at + 2 if noun else at + 1):
        return False
    alone = word in ("these", "those") and bool(before) and before[-1].text == "of"
    return noun or alone


def _named(items: Sequence[Item]) -> bool:
    """Return whether something is said that a pronoun can stand for."""
    return any(each.section in ("name", "about", *NOUNS) or each.concept in _REGIMES for each in items)


def _told(items: Sequence[Item], at: int) -> bool:
    """Return whether a condition follows, which tells which are meant: those from France, those that use it."""
    follows = items[at] if at < len(items) else None
    if follows is None:
        return False
    if follows.section == "grammar":
        return follows.concept in ("that", "who", "wh", "in", "from", "with", "to", "of", "by", "lacking", "not")
    return follows.form in ("past", "going")


def _announces(items: Sequence[Item]) -> bool:
    """Return whether "it" stands for a clause after it: is it disputed that."""
    that = next((n for n, each in enumerate(items[:_REACH]) if each.text == "that"), None)
    return that is not None and not any(each.section in (*VERBS, *NOUNS, "name") for each in items[:that])


def _former(items: Sequence[Item], at: int) -> bool:
    """Return whether "the former" stands for the first of two things that another text names."""
    follows = items[at + 1] if at + 1 < len(items) else None
    noun = follows is not None and (follows.section in (*NOUNS, "name", "about", "number"))
    return items[at].text in _FORMER and at > 0 and items[at - 1].text == "the" and not noun
