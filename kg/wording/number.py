"""Numbers and years in a text, and what each is: more than 10, joined in 2018, between 2015 and 2017."""

from collections.abc import Sequence
from itertools import pairwise

from kg.evidence.mention import HOME
from kg.wording.item import VERBS, Item

_OTHERS = {"vendor", "technology", HOME}
_TIMES = ("since", "after", "before", "until")
_EVENTS = ("ban", "limit", "regulate", "moratorium", "listed", "leave")
_DATED = ("agency", "forbid")
"""Of what no edition of an index tells, so that a year is none."""
_LASTING = ("vendor", "agency", "forbid")
_JOINING = ("join", "acced", "access", "sign", "become part")
_SAYING = ("said", "say", "says", "reported", "report", "stated", "told", "wrote", "declared")
_COMPARED = {
    "since": "since",
    "after": "since",
    "before": "before",
    "until": "until",
    "over": "over",
    "floor": "over",
    "under": "under",
}


def numbers(items: Sequence[Item]) -> None:
    """Give numbers the role that the comparison before them gives, and take the comparison out."""
    said = [item for item in items if item.section != "little"]
    for one, two in pairwise(said):
        edition = two.section == "name" and "source" in two.meanings and one.concept in _TIMES
        if one.section == "grammar" and edition:
            two.role, one.section = _COMPARED[one.concept], "done"
        if one.section == "grammar" and two.section == "number" and not two.role:
            if one.concept in _COMPARED:
                two.role = _COMPARED[one.concept]
                if one.concept in ("over", "after") and two.meanings["integer"].isascii():
                    kept = two.meanings if one.concept == "after" else {}
                    two.meanings = kept | {"integer": str(int(two.meanings["integer"]) + 1)}
                elif one.concept in ("floor", "under"):
                    two.meanings = {"integer": two.meanings["integer"]}
                one.section = "done"
            elif one.concept in ("by", "to"):
                two.role, one.section = "until", "done"
    for item, first, link, last in zip(said, said[1:], said[2:], said[3:], strict=False):
        span = item.concept in ("between", "from") and link.concept in ("and", "to", "done", "but")
        if span and _dated(first) and _dated(last):
            first.role = last.role = "between"
            item.section = link.section = "done"
    for one, two in pairwise(items):
        if one.section == "grammar" and one.concept == "from" and two.section == "number":
            two.role, one.section = "since", "done"
    for item in items:
        if item.concept == "each" and item.section == "grammar":
            item.section = "unknown"
        if item.text == "more than" and item.section == "grammar":
            item.section, item.concept = "words", "more"
        if item.section == "grammar" and item.concept in (*_COMPARED, "between"):
            under_sanctions = item.text == "under" and any(each.concept == "listed" for each in items)
            item.section = "done" if under_sanctions or item.concept == "between" else "unknown"


def _dated(item: Item) -> bool:
    """Return whether an item is a number, or an edition by its name: from the 2020 edition to that of 2022."""
    return item.section == "number" or (item.section == "name" and "source" in item.meanings)


def years(items: Sequence[Item]) -> None:
    """Give a year its role where the text tells of an event: joined in 2018, banned in 2020, said in 2019."""
    for one, two, three in zip(items, items[1:], items[2:], strict=False):
        if one.text in _SAYING and two.section == "grammar" and two.concept == "in" and three.section == "number":
            three.role = three.role or "said"
    members = [item for item in items if item.concept == "member"]
    joins = any(item.text.startswith(_JOINING) for item in members)
    others = any(item.section == "about" or _OTHERS & item.meanings.keys() for item in items)
    lists = any(item.section == "name" and "list" in item.meanings for item in items)
    if joins or lists or any(item.section == "words" and item.concept in _EVENTS for item in items):
        for item in items:
            if item.section == "number" and not item.role and len(item.text) == 4:
                item.role = "year"
    elif members and not others:
        for item in items:
            if item.section == "number" and not item.role:
                item.role = "during"
    elif any(item.section in (*VERBS, "customers") or item.concept in _LASTING for item in items):
        dated = any(item.concept in _DATED for item in items)
        for one, two in pairwise(item for item in items if item.section != "little"):
            year = len(two.text) == 4 and two.text.isdigit() and (dated or "source" not in two.meanings)
            if two.section == "number" and not two.role and year and one.section == "grammar" and one.concept == "in":
                two.role = "at"
