"""The kinds of thing that a text asks for, and the word that says so."""

from collections.abc import Sequence

from kg.wording.item import NOUNS, VERBS, Item
from kg.wording.phrase import asks_for_use

_PASSED = ("little", "done")
_WARES = ("technology", "technologies", "tech", "tools", "gear", "kit", "equipment")
_REGIMES = ("autocracies", "democracies", "dictatorships")


def asked(items: list[Item]) -> tuple[set[str], int | None]:
    """Return the kinds of thing asked for, and which item says so."""
    for at, item in enumerate(items):
        goods = item.text == "what" and at + 1 < len(items) and items[at + 1].concept == "do"
        if goods and any(each.section in VERBS for each in items[at:]):
            return {"goods"}, None
        if item.text == "what" and asks_for_use(items[at + 1 :]):
            return {"technology"}, None
        if item.section == "grammar" and item.concept == "count" and at and items[at - 1].text == "by":
            continue
        opens = item.section == "grammar" and item.concept in ("wh", "count")
        if opens and (item.concept == "count" or not _opener(items, at)):
            for later in range(at + 1, min(at + 5, len(items))):
                if "group" in items[later].meanings:
                    return {"vendor"}, None
                if _companies_of_states(items, later):
                    return {"state-as-supplier"}, None
                if items[later].section in NOUNS:
                    return _kind(items[later]), later
                regime = items[later].concept in ("autocracy", "democracy") or "category" in items[later].meanings
                if regime and not (later + 1 < len(items) and items[later + 1].section in NOUNS):
                    return {"state"}, None
                if items[later].section not in ("little", "name", "number", "words", "about", "grammar"):
                    break
                if items[later].section == "grammar" and items[later].concept not in ("lacking", "of"):
                    break
        last = at > 1 and [each.concept in ("by", "from", "to", "and") for each in items[at - 2 :]] == [
            False,
            True,
            False,
        ]
        first = last or all(_leads(each) for each in items[:at]) or _excepted(items[:at])
        if item.section == "grammar" and (item.concept == "who" or item.text == "whose") and first:
            after = [n for n in range(at + 1, len(items)) if items[n].section not in ("little", "words", "done")]
            after = [n for n in after if not (items[n].section == "name" and items[n].owner)][:2]
            if len(after) == 2 and items[after[0]].concept == "be" and items[after[1]].section in NOUNS:
                return _kind(items[after[1]]), after[1]
            return {"vendor", "state"}, at
        if item.section == "grammar" and item.concept == "where" and first:
            return {"state", "city"}, None
    if opened := _opened(items):
        return {opened}, None
    for at, item in enumerate(items):
        plural = item.text in _REGIMES and all(each.section == "little" for each in items[:at])
        if plural and not (at + 1 < len(items) and items[at + 1].section in NOUNS):
            return {"state"}, None
        if item.section in NOUNS:
            follows = items[at + 1] if at + 1 < len(items) else None
            if (
                item.concept == "vendor"
                and follows is not None
                and (follows.section, follows.concept) == ("types", "state")
            ):
                follows.section = "done"
                return {"state-as-supplier"}, None
            return _kind(item), at
        if item.section == "name" and {"category", "group"} & item.meanings.keys():
            follows = items[at + 1] if at + 1 < len(items) else None
            noun = at + 1 if follows is not None and (follows.section, follows.concept) == ("types", "state") else None
            return {"state"} if "category" in item.meanings else {"vendor"}, noun
    return ({"technology"}, None) if _goods(items) else (set(), None)


def _goods(items: Sequence[Item]) -> bool:
    """Return whether technologies are put in an order: the most common surveillance technology in Asia."""
    ordered = next((n for n, item in enumerate(items) if (item.section, item.concept) == ("words", "most")), len(items))
    return any(item.section == "about" and item.text.casefold().endswith(_WARES) for item in items[ordered:])


def _opened(items: Sequence[Item]) -> str:
    """Return what a text without a noun at its head asks for, by the verb it begins with; empty where by none.

    Supplied by Huawei are states, supplying Kenya are vendors, buying from China are states.
    """
    said = [item for item in items if item.section not in _PASSED and not item.is_word("not", "be")]
    if len(said) < 2 or said[0].section not in VERBS or said[1].section in NOUNS:
        return ""
    gives, form = said[0].section == "gives", said[0].form
    if gives and form == "past":
        return "state" if said[1].is_word("by", "from") else ""
    return ("vendor" if gives else "state") if form == "going" else ""


def _companies_of_states(items: Sequence[Item], at: int) -> bool:
    """Return whether "which states' companies" stands there, whose two nouns are then one."""
    noun, follows = items[at], items[at + 1] if at + 1 < len(items) else None
    found = noun.section == "types" and noun.owner and noun.concept == "state"
    if not found or follows is None or follows.concept != "vendor":
        return False
    noun.section = follows.section = "done"
    return True


def _kind(item: Item) -> set[str]:
    if item.section == "types":
        return {item.concept}
    return {"vendor"} if item.concept == "compete" else {"vendor", "state"} if item.concept == "lead" else {"state"}


def _opener(items: Sequence[Item], at: int) -> bool:
    """Return whether "which" opens a clause about the noun before it, and no question."""
    asks = at + 1 < len(items) and items[at + 1].section in NOUNS
    while (
        at > 0
        and not asks
        and (items[at - 1].text == "for" or items[at - 1].is_word("from", "to", "by", "of", "in", "with"))
    ):
        at -= 1
    return at > 0 and items[at - 1].section in ("types", "customers", "persons", "name")


def _leads(item: Item) -> bool:
    return item.section == "little" or item.concept in ("from", "to", "by")


def _excepted(items: Sequence[Item]) -> bool:
    """Return whether a text begins with the names that it excepts: apart from Huawei, who."""
    said = [item for item in items if item.section != "little"]
    return (
        bool(said)
        and said[0].is_word("except")
        and all(item.section == "name" or item.is_word("and", "or") for item in said[1:])
    )
