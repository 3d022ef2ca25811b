"""Whose each ware of a sentence is where several vendors are named, each with its own: "cameras from V, T from V"."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.prose.grammar import listed
from kg.prose.proposal import Proposal
from kg.prose.sentence import Sentence
from kg.prose.unread import Told

_BEFORE = re.compile(
    r"(?<![\w'])(?P<goods>(?:[a-z-]+ ){0,2}(?:T|[a-z-]+)) (?:made by|bought from|supplied by|from|by) (?:the )?(?:D )?"
    r"(?:(?!(?:and|or|to|in|for)\b)[a-z-]+ ){0,2}?(?P<firm>V)\b"
)
_BEHIND = re.compile(r"(?P<firm>V)(?:'s)? (?P<goods>(?:[a-z-]+ )?(?:T|[a-z-]+s)\b)")
"""A ware in front of the name of its vendor, and behind it."""


class Parcel(NamedTuple):
    """A vendor of a sentence with the ware that stands beside its name."""

    firm: tuple[str, ...]
    goods: str
    technology: str | None
    """The technology that the ware is, where it is one."""


def parceled(sentences: Iterable[Told], found: list[Proposal]) -> list[Proposal]:
    """Return proposals without what stands beside another vendor's name in their sentence: each has its own ware."""
    kept = list(found)
    for told in sentences:
        if sum(m.letter == "V" for m in told.sentence.mentions) < 2 or "T" not in told.sentence.marked:
            continue
        parcels = [*_parcels(told.sentence)]
        here = [p for p in found if p.kind == "Supply" and told.span[0] <= p.start < told.span[1]]
        for one in here if len({p.firm for p in parcels}) > 1 else ():
            if reason := _settled(one, parcels):
                kept.remove(one)
                told.reasons.append(reason)
    return kept


def _parcels(sentence: Sentence) -> Iterable[Parcel]:
    found = [(match, True) for match in _BEFORE.finditer(sentence.marked)]
    for match, before in (*found, *((match, False) for match in _BEHIND.finditer(sentence.marked))):
        firm = sentence.within(*match.span("firm"))
        wares = [m for m in sentence.within(*match.span("goods")) if m.letter == "T" and m.names]
        goods = match["goods"]
        if firm and firm[0].names and (wares or _ware(goods) or (before and _named(goods))):
            yield Parcel(firm[0].names, goods, wares[-1].names[0] if wares else None)


def _settled(one: Proposal, parcels: Sequence[Parcel]) -> str | None:
    """Give a supply its own technology, or return why it is none of surveillance."""
    own = [p for p in parcels if one.roles.get("supplier") in p.firm]
    others = {p.technology for p in parcels if one.roles.get("supplier") not in p.firm and p.technology}
    if len(own) != 1 or one.roles.get("technology") not in others or own[0].technology in others:
        return None
    if own[0].technology:
        one.roles["technology"] = own[0].technology
    elif _ware(own[0].goods):
        del one.roles["technology"]
        one.antecedents.pop("technology", None)
    else:
        return f"other goods ({own[0].goods!r})"
    return None


def _ware(goods: str) -> bool:
    last = goods.rpartition(" ")[2]
    return any(last in listed(name) for name in ("wares", "watching", "devices", "said-again"))


def _named(goods: str) -> bool:
    """Return whether words before a vendor's name mean a thing of its own: "drones from V"."""
    last = goods.rpartition(" ")[2]
    return last.endswith("s") and not any(last in listed(name) for name in ("function", "verbs", "bodies", "times"))
