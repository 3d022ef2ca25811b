"""Who supplies whom in a text: the roles of the names around a verb of supply, in the active and the passive voice."""

from collections.abc import Sequence
from itertools import pairwise

from kg.wording.item import NOUNS, VERBS, Item

_SELLERS = ("supplier", "seller", "provider", "exporter")
_ELLIPSES = (["not", "from"], ["not", "by"], ["not", "to"])
"""What follows "but" where the verb before it is meant again: buys from Israel but not from China."""


def verb(items: list[Item], at: int, head: int | None) -> None:
    """Give the heads around a verb of supply their roles, in the active or the passive voice."""
    verb = items[at]
    gives = verb.section == "gives"
    start = max(next((i for i in range(at - 1, -1, -1) if items[i].section in VERBS), -1) + 1, _content(items, at))
    left = range(at - 1, start - 1, -1)
    verbs = [i for i in left if items[i].section in ("gives", "takes", "words") and not _groups(items[i])]
    other = next((i for i in verbs if items[i].form != "past"), -1)
    aux = next((i for i in left if items[i].section == "grammar" and items[i].concept == "do" and i > other), None)
    each = any(map(_groups, items[aux or at : at]))
    if aux is not None and not each and not any(items[i].is_head for i in range(aux, at)):
        aux = None
    if aux is None:
        aux = next(
            (
                i
                for i in left
                if items[i].concept in ("have", "be")
                and items[i].section == "grammar"
                and any(items[j].section == "name" for j in range(i + 1, at))
                and any(items[j].concept in ("wh", "who", "count") for j in range(i))
            ),
            None,
        )
    if aux is None and items[0].concept == "yesno" and items[0].text in ("do", "does", "did"):
        aux = 0
    after = next(
        (i for i in range(at + 1, len(items)) if items[i].section != "little" and items[i].concept != "only"), None
    )
    by = after is not None and items[after].section == "grammar" and items[after].concept in ("by", "from")
    being = any((items[i].section == "grammar" and items[i].concept == "be") or items[i].text == "is" for i in left)
    passive = aux is None and verb.form == "past" and (being or (by and (gives or items[after or 0].concept == "by")))
    turned = aux is not None and verb.form == "past" and _being(items, aux, at)
    passive = passive or turned
    giver, taker = ("supplier", "recipient") if gives else ("recipient", "supplier")
    subject, object_ = (taker, giver) if turned or (passive and gives) else (giver, taker)
    heads = [i for i in left if items[i].is_head and not _modifies(items, i)]
    if aux is not None:
        inside = [i for i in heads if i > aux] or ([] if each else heads)
        fronted = [i for i in heads if i < aux and i not in inside]
        _give(items, inside, subject)
        source = any(items[i].section == "grammar" and items[i].concept == "from" for i in range(aux)) or (
            items[-1].section == "grammar" and items[-1].concept == "from"
        )
        _give(items, fronted[-1:], "supplier" if source else object_)
    elif heads:
        nearest = heads[:1]
        for i in heads[1:]:
            between = items[i + 1 : nearest[-1]]
            joined = any(each.concept in ("and", "or") for each in between)
            if joined and all(each.concept in ("and", "or") or each.section == "little" for each in between):
                nearest.append(i)
            elif items[nearest[-1]].section == "name" and items[i].section == "types":
                excepted = any(items[j].concept == "except" for j in range(i, nearest[-1]))
                _give(items, [i], subject if excepted else object_)
                break
            else:
                break
        _give(items, nearest, subject)
    _objects(items, at, gives, passive, object_)


def _content(items: Sequence[Item], at: int) -> int:
    """Return where the clause of a verb begins that says what something is: the evidence that Uganda bought; else 0."""
    that = next((n for n in range(at - 1, 0, -1) if items[n].text == "that"), 0)
    before = next((each for each in reversed(items[:that]) if each.section != "little"), None)
    told = before is not None and not before.is_head and any(each.is_head for each in items[that + 1 : at])
    return that + 1 if told else 0


def _groups(item: Item) -> bool:
    """Return whether rows are told by what an item says: each vendor."""
    return item.section == "words" and item.concept.startswith("by-")


def _being(items: Sequence[Item], aux: int, at: int) -> bool:
    """Return whether an auxiliary makes a passive: by whom is Kenya supplied, has Kenya been supplied."""
    return items[aux].concept == "be" or any(each.text == "been" for each in items[aux:at])


def _objects(items: list[Item], at: int, gives: bool, passive: bool, role: str) -> None:
    """Give what stands after a verb its role, by the preposition before it."""
    for n, item in enumerate(items[at + 1 :], at + 1):
        grammar = item.section == "grammar"
        if item.section in VERBS or (grammar and item.concept in ("that", "except")):
            break
        if grammar and item.concept == "but" and [each.concept for each in items[n + 1 : n + 3]] not in _ELLIPSES:
            break
        if item.section == "words" and item.concept in ("use", "member"):
            break
        if item.section == "grammar" and item.concept in ("by", "from", "to", "in"):
            if item.concept == "by":
                role = "supplier" if gives else "recipient"
            elif item.concept == "from":
                role = "supplier"
            else:
                role = "recipient" if (gives and not passive) or item.concept == "to" else role
                role = "recipient" if gives else role
            if [each.concept for each in items[n - 1 : n + 1]] in _ELLIPSES:
                item.section, item.concept = "words", items[at].concept
        elif item.text == "for" and gives:
            role = "recipient"
        elif item.is_head and not item.role and not (item.owner and _owned(items, item)):
            item.role = role
            if item.section != "name":
                role = ""
        elif item.section == "types":
            role = ""


def _owned(items: Sequence[Item], owner: Item) -> bool:
    """Return whether what follows an owner is its customers or its suppliers."""
    at = next(n for n, each in enumerate(items) if each is owner)
    return at + 1 < len(items) and items[at + 1].section in NOUNS


def _modifies(items: Sequence[Item], at: int) -> bool:
    return items[at].role in ("home", "people", "lister") and "group" not in items[at].meanings


def _give(items: list[Item], which: Sequence[int], role: str) -> None:
    for i in which:
        if not items[i].role:
            items[i].role = role


def is_noun(items: Sequence[Item], at: int) -> bool:
    """Return whether a word of supply is a noun here: exports of Israel, Kenya's imports."""
    after = at + 1 < len(items) and items[at + 1].text == "of"
    return items[at].form == "" and (after or (at > 0 and items[at - 1].owner))


def trade(items: list[Item], at: int) -> None:
    """Give the names beside a noun of supply their roles: exports of Israel to Africa, Kenya's imports from China."""
    role = "supplier" if items[at].section == "gives" else "recipient"
    if at and items[at - 1].owner and not items[at - 1].role and role == "recipient":
        items[at - 1].role = role
    for item in items[at + 1 :]:
        if item.section == "grammar" and item.concept in ("from", "by"):
            role = "supplier"
        elif item.section == "grammar" and item.concept == "to":
            role = "recipient"
        elif item.section == "grammar" and item.concept in ("that", "but", "not", "lacking"):
            break
        elif item.is_head and not item.role:
            item.role = role


def _placed(items: list[Item], at: int) -> None:
    """Give a place after "companies of" its role."""
    noun = items[at]
    if noun.section != "types" or noun.text.startswith(_SELLERS) or at + 1 == len(items) or items[at + 1].text != "of":
        return
    place = next((each for each in items[at + 2 :] if each.section != "little"), None)
    if place is not None and place.section == "name" and not place.role:
        if noun.text not in ("vendor", "vendors"):
            place.role = "home"
        elif {"region", "initiative", "category"} & place.meanings.keys():
            place.role = "of"


def _elsewhere(items: Sequence[Item], at: int) -> bool:
    """Return whether companies of a state are said to be elsewhere, so that it can be their home or a customer."""
    said = [item for item in items[at + 1 :] if item.section != "little"][:2]
    placed = len(said) > 1 and said[0].is_word("in") and said[1].section == "name"
    return (
        placed
        and items[at].section == "types"
        and not items[at].text.startswith(_SELLERS)
        and bool({"region", "initiative", "category", "state"} & said[1].meanings.keys())
    )


def noun(items: list[Item], at: int) -> None:
    """Give the states beside "suppliers" and "customers" their roles: customers of China, Kenya's suppliers.

    Companies of a place have their home there; vendors of a region or of a group of states may be either.
    """
    noun = items[at]
    _placed(items, at)
    role = "supplier" if noun.section == "customers" else "recipient"
    if at and items[at - 1].is_state and items[at - 1].owner:
        items[at - 1].role = "beside" if _elsewhere(items, at) else role
    joined = False
    for one, two in pairwise(items[at:]):
        if two.section not in ("name", "grammar", "little") or two.concept in ("that", "but", "be", "do", "have", "wh"):
            break
        names = one.text == "of" or joined or (one.concept in ("to", "in") and role == "recipient")
        if two.is_state and not two.role and names:
            two.role, joined = role, True
        elif two.section == "grammar" and two.concept in ("from", "by", "not", "lacking", "except"):
            break
