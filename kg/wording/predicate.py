"""What things are said to be: reported, named as suppliers; and a second question after the first."""

from collections.abc import Sequence

from kg.wording.item import NOUNS, VERBS, Item

_SUPPLIERS = ("supplier", "seller", "provider", "exporter")
_NAMED = ("listed", "marked", "reported", "claimed")
_GOALS = ("to", "of", "for")
_TOLD = (("types", "source"), ("types", "article"), ("types", "claim"), ("types", "figure"), ("types", "agency"))
_ASKING = ("who", "wh", "where", "count")
_TIMES = ("when", "date")
_ASKED = (*_TIMES, "why", "how")
_JOINING = ("join", "acced", "access", "sign", "become part")


def predicates(items: Sequence[Item]) -> None:
    """Read "is reported" as in use, and "firms that are suppliers to Kenya" as firms that supply it.

    A second question that does more than ask for the rows ("and which?") is unknown, for one answer has not both.
    """
    _reported(items)
    _written(items)
    _counted(items)
    _supplying(items)
    _tenure(items)
    _second(items)


def _reported(items: Sequence[Item]) -> None:
    """Take "is reported" for use of a technology and for reach of a vendor: all rows are reported.

    Where somebody reports, or what is reported is told by a verb, it stays as it is.
    """
    tells = any((each.section, each.concept) in _TOLD for each in items)
    acts = any(each.section in VERBS or _is(each, "use") for each in items)
    be = False
    for at, item in enumerate(items):
        be = be or item.is_word("be")
        follows = items[at + 1] if at + 1 < len(items) else None
        cited = follows is not None and (follows.is_word("by", "in") or follows.section == "number")
        if not be or tells or cited or not _is(item, "report") or item.form != "past":
            continue
        if acts:
            item.section = "little"
        elif any(_technical(each) for each in items):
            item.concept = "use"
        elif any("vendor" in each.meanings for each in items):
            item.concept = "reach"


def _written(items: Sequence[Item]) -> None:
    """Take "where is it written" for the evidence, and not for a state, and who reports for a source."""
    said = [item for item in items if item.section != "little"]
    opens = [item for item in said if not item.is_word("have")]
    if len(opens) > 1 and opens[0].text == "who" and _is(opens[1], "report"):
        opens[0].section, opens[0].concept = "types", "source"
    for where, be, told in zip(said, said[1:], said[2:], strict=False):
        if where.is_word("where") and be.is_word("be") and (_is(told, "evidence") or _is(told, "report")):
            where.section, told.concept = "little", "evidence"


def _counted(items: Sequence[Item]) -> None:
    """Make a count that articles give a word of its own: what they report is no count of the states that they name.

    A count of the articles themselves stays one, and where two are asked for none is told apart.
    """
    if not any((each.section, each.concept) == ("types", "article") for each in items):
        return
    if sum(item.is_word("count") for item in items) > 1:
        return
    for at, item in enumerate(items):
        noun = next((each for each in items[at:] if each.section in NOUNS), None)
        if item.is_word("count") and noun is not None and noun.concept != "article":
            item.section, item.concept = "words", "tally"


def _tenure(items: Sequence[Item]) -> None:
    """Make one word of a start and an end that are both asked for: when did it join, and when did it leave."""
    ends = [n for n, each in enumerate(items) if _is(each, "leave") or _is(each, "stop")]
    starts = [
        n
        for n, each in enumerate(items)
        if (_is(each, "member") and each.text.startswith(_JOINING)) or (_is(each, "date") and each.text[:5] == "since")
    ]
    if not starts or not ends or not any(each.section == "words" and each.concept in _TIMES for each in items):
        return
    first, last = min(starts[0], ends[0]), max(starts[0], ends[0])
    link = next((each for each in items[first:last] if each.is_word("and")), None)
    if link is None:
        return
    items[starts[0]].concept = "join-leave"
    link.section = "little"
    for each in items:
        again = each.section == "words" and each.concept in _TIMES
        each.section = "done" if again or each is items[ends[0]] else each.section


def _supplying(items: Sequence[Item]) -> None:
    """Make a verb of the noun for what vendors are said to be, where it is told to whom."""
    head, linked, first = False, False, 0
    for at, item in enumerate(items):
        if item.section in VERBS:
            return
        noun = (item.section, item.concept) == ("types", "vendor")
        if noun and linked and item.text.startswith(_SUPPLIERS):
            goals: list[Item] = []
            for each in items[at + 1 :]:
                if each.text in _GOALS:
                    goals.append(each)
                elif each.section not in ("little", "about"):
                    break
            for each in goals:
                each.section = "little"
            for each in items[first:at] if goals else ():
                each.section = "little" if each.text in _NAMED else each.section
            if goals:
                goals[-1].section, goals[-1].concept, goals[-1].text = "grammar", "to", "to"
                item.section, item.form = "gives", ""
                item.concept = "supply"
            return
        if not head:
            first = at
        head = head or noun or bool({"vendor", "group"} & item.meanings.keys())
        linked = head and (linked or item.is_word("be") or item.text == "as")


def _second(items: Sequence[Item]) -> None:
    """Make a second question unknown; one that asks for the rows of the first says nothing."""
    for at, item in enumerate(items):
        if at == 0 or not _asks(item):
            continue
        before = [each for each in items[:at] if each.section != "little"]
        if before and before[-1].is_word("to", "from", "by", "in", "with"):
            before.pop()
        opened = any(map(_asks, before))
        opens = next((each for each in before if not each.is_word("to", "from", "by", "in", "with")), None)
        first = opens is not None and _asks(opens)
        if not before or not before[-1].is_word("and") or not opened:
            continue
        rest = [each for each in items[at + 1 :] if each.section != "little"]
        alone = not rest and item.text != "what"
        if item.is_word("wh") and (alone or (len(rest) == 1 and rest[0].section in NOUNS)):
            item.section = before[-1].section = "little"
            for each in rest:
                each.section = "little"
        elif (first and (rest or item.section == "grammar")) or (rest and rest[0].is_word("do")):
            item.section = "unknown"


def _asks(item: Item) -> bool:
    """Return whether a word opens a question."""
    return item.is_word(*_ASKING) or (item.section == "words" and item.concept in _ASKED)


def _technical(item: Item) -> bool:
    """Return whether an item is of technologies: one by name, what all is about, or the noun."""
    noun = (item.section, item.concept) == ("types", "technology")
    return noun or item.section == "about" or "technology" in item.meanings


def _is(item: Item, concept: str) -> bool:
    return (item.section, item.concept) == ("words", concept)
