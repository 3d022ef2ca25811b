"""The number of an order: top five, the ten largest, three states with the most; and the rows that it cuts off."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import pyoxigraph as ox

from kg.query.solution import Table, Term
from kg.wording.item import NOUNS, VERBS, Item

_COMPARED = ("floor", "over", "under")
_ORDERING = ("most", "military", "spending", "reach", "score", "size", "repress")
"""Words that say by what things are in an order."""
_WITHIN = ("of", "among", "amongst", "in", "within", "into", "inside")
"""What stands before the first of an order where others are sought among them."""
LOWEST = "lowest"
"""The form of a word that asks for an order from least to most."""
_JOINS = ("by", "from", "to", "of")


def tops(items: Sequence[Item]) -> None:
    """Give the number of an order the role ``top``, and turn "two (states) or more" into "at least two".

    What asks for the fewest asks for the most, turned round.
    """
    if not any(map(_orders, items)):
        for item in items:
            if (item.section, item.concept) == ("words", "fewest"):
                item.concept, item.form = "most", LOWEST
    said = [item for item in items if item.section != "little"]
    for at, item in enumerate(said):
        before = said[at - 1] if at else None
        rest = said[at + 1 :]
        compared = before is not None and before.section == "grammar" and before.concept in _COMPARED
        link = next((n for n, each in enumerate(rest) if n > 2 or each.section not in NOUNS), 0)
        more = [each.text for each in rest[link : link + 2]] == ["or", "more"]
        ordered = _opens(before, rest) or bool(rest and _orders(rest[0]))
        noun = next((each for each in rest if each.section != "name"), None)
        counted = noun is not None and noun.section in NOUNS and any(map(_orders, rest))
        if (item.section, item.text) == ("words", "two") and (compared or more or ordered or counted):
            item.section, item.concept, item.meanings = "number", "", {"integer": "2"}
        if item.section != "number" or item.role or "source" in item.meanings:
            continue
        if more:
            item.role = "over"
            rest[link].section = rest[link + 1].section = "done"
        elif not compared and not (len(item.text) == 4 and item.text.isdigit()) and (ordered or counted):
            own = next(n for n, each in enumerate(items) if each is item)
            item.role = ("chosen" if _whole(rest) else "cut") if _chosen(items[:own]) else "top"


def _chosen(before: Sequence[Item]) -> bool:
    """Return whether the first of an order are what others are sought among: which of the top ten, among the ten."""
    words = [each for each in before if each.text not in ("the", "all") and not _orders(each)]
    return bool(words) and words[-1].text in _WITHIN


def _whole(rest: Sequence[Item]) -> bool:
    """Return whether nothing but an order is said of what a number counts: the top ten spenders, none in Africa."""
    for each in rest:
        if each.is_word("be", "have", "do") or each.section in (*VERBS, "persons"):
            return True
        ordering = each.section == "words" and each.concept in _ORDERING
        counted = each.section in ("types", "done", "number") or each.is_word("by", "with", "of", "count")
        if not (ordering or counted or "scheme" in each.meanings):
            return each.section == "words" and each.concept == "use"
    return True


def among(items: Sequence[Item]) -> None:
    """Give the vendors of "at least two of Huawei, Hikvision and Dahua" that role."""
    for one, two in pairwise(each for each in items if each.section != "done"):
        if one.role != "over" or two.text != "of":
            continue
        listed = items[next(n for n, each in enumerate(items) if each is two) + 1 :]
        for each in listed:
            if each.section == "name" and "vendor" in each.meanings and not each.role:
                each.role = "among"
            elif each.section != "little" and not (each.section == "grammar" and each.concept in ("and", "or")):
                break


def _opens(before: Item | None, rest: Sequence[Item]) -> bool:
    """Return whether the word before a number asks for so many: "most 17" at the end of a text does not."""
    return before is not None and _orders(before) and (bool(rest) or before.text != "most")


def _orders(item: Item | None) -> bool:
    """Return whether a word puts things in an order from most to least."""
    return item is not None and item.section == "words" and item.concept == "most"


def cut(ranks: Mapping[str, float], keys: Iterable[str], first: int) -> list[str]:
    """Return the first keys by their rank, from most to least, with those that share the last place.

    Keys of one rank stay in the order in which they come; a key without a rank is the last. A number below zero is of
    those from least to most.
    """
    if first < 0:
        return cut({key: -rank for key, rank in ranks.items()}, keys, -first)
    ordered = sorted(keys, key=lambda key: -ranks.get(key, float("-inf")))
    if first >= len(ordered) or first < 1:
        return ordered[: max(first, 0)]
    last = ranks.get(ordered[first - 1], float("-inf"))
    return [key for n, key in enumerate(ordered) if n < first or ranks.get(key, float("-inf")) == last]


def first(table: Table, column: str, number: int) -> Table:
    """Return the first rows of a table by a column, with those that share the last place."""
    by_place = {str(place): row for place, row in enumerate(table.rows)}
    ranks = {place: value(row[table.columns.index(column)]) for place, row in by_place.items()}
    return Table(table.columns, [by_place[place] for place in cut(ranks, by_place, number)])


def value(cell: Term | None) -> float:
    """Return the number that rows are ordered by; of what is none the least there is."""
    return float(cell.value) if isinstance(cell, ox.Literal) else float("-inf")
