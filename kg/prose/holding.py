"""The holder's half of a supply: a clause that says that a state, or a body of it, has a ware."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.prose.clause import THINGS, Clause
from kg.prose.gazetteer import Gazetteer, Mention
from kg.prose.grammar import cue, listed
from kg.prose.making import ANOTHER, FIRST, MADE, Maker
from kg.prose.pairing import WARES
from kg.prose.proposal import Proposal
from kg.prose.reference import somebody
from kg.prose.standing import FIRM

_VERBS = (
    r"us(?:e|es|ed)|ha(?:s|ve|d)|keeps?|kept|runs?|ran|operates?|owns?|bought|buys|received|got|acquired"
    r"|(?:was|were|been) (?:given|handed|equipped with)|opened|began|started|took|switched on|put up|watch(?:es|ed)?"
    r"|follow(?:s|ed)?|scans?|wears?|flies|fly|reads?|checks?|intercepts?|listen(?:s|ed)? to|unlock(?:s|ed)?"
    r"|taken to|turned to|launched"
)
_HAS = re.compile(rf"\b(?:[SC]|D (?:[a-z]+ ){{0,3}}?[a-z]+)(?:'s?)? (?:[a-z-]+ ){{0,5}}?(?:{_VERBS}) ")
_BESIDE = re.compile(
    rf"(?:T|\b(?:{THINGS})) (?:and|or) (?!(?:[a-z-]+ ){{0,2}}(?:T|{THINGS})\b)(?:[a-z-]+ ){{0,2}}?"
    r"[a-z-]+s\b(?! (?:the|a|them|it)\b)"
)
"""Other goods beside a ware, which a pronoun may mean as well."""
_ANEW = re.compile(
    rf"\b(?:an?|another|new|N|its|their|own|other|some|[A-Z]'s?) (?:[a-z-]+ ){{0,2}}(?:T|(?:{THINGS})\b)"
)
"""A ware that a clause speaks of anew."""
_ANY = (
    "T",
    "cameras",
    "spyware",
    "system",
    "systems",
    "equipment",
    "software",
    "hardware",
    "technology",
    "tech",
    "tool",
)
_ALSO = ("tools", "device", "devices", "kit", "kits", "gear", "product", "products")
"""What any ware may be called where it is spoken of again; another noun has to be the one that it was named by."""
_ROLES, _BENEATH = ("er", "or"), ("behind ", "inside ", "in ", "on ")
_FURTHER = re.compile(r"\b(?:second|another|new|next|third|further|more)\b")
_NOUN = re.compile(
    r"\b(?:an?|the|its|their|one|new|[a-z]+'s) (?:[a-z-]+ ){0,2}?(?P<one>[a-z-]+)\b|\b(?P<many>[a-z-]{3,}s)\b"
)
_HARMLESS = ("watching", "wares", "devices", "state-bodies", "bodies", "body-words", "under-watch")
_PLAIN = ("times", "function", "verbs", "trades")


class Holder(NamedTuple):
    """A clause that says which states have a ware."""

    clause: Clause
    states: dict[str, Mention]
    technologies: dict[str, Mention]


def holder(clause: Clause, known: Sequence[Proposal], gazetteer: Gazetteer) -> Holder | None:
    """Return which states a clause says to have a ware, or None; ``known`` are the claims that were read."""
    start, end = clause.span
    states = clause.states(gazetteer)
    if not states or not (clause.mentions("T") or WARES.search(clause.marked)):
        return None
    technologies = {m.names[0]: m for m in clause.mentions("T") if m in clause.told.here}
    told = [p for p in known if p.kind == "Use" and p.modality in FIRM and not p.denies and start <= p.start < end]
    if {str(p.roles.get("user")) for p in told} == {*states}:
        return Holder(clause, states, technologies)
    marked = clause.marked
    if len(states) != 1 or somebody(marked) or "V" in marked or "G" in marked:
        return None
    return Holder(clause, states, technologies) if _HAS.search(marked) and cue("of-the-state").search(marked) else None


def only(maker: Maker, held: Holder, between: Sequence[Clause]) -> bool:
    """Return whether the ware of a state is all that a maker's clause may point back to, ``between`` it and that."""
    words, ware = held.clause.marked, maker.ware
    if ANOTHER.search(words) and not ware.startswith("the "):
        return False
    if any(_ANEW.search(one.marked) for one in between):
        return False
    if re.fullmatch(FIRST, ware):
        return not between and _FURTHER.search(words) is not None
    last, text = ware.split()[-1], held.clause.told.sentence.text.lower()
    if last not in ("it", "them", "they", "these", "those", "both"):
        beneath = maker.clause.marked.startswith(_BENEATH)
        return (
            last in (*_ANY, *_ALSO)
            or last.endswith(_ROLES)
            or beneath
            or re.search(rf"\b{re.escape(last.rstrip('s'))}", text) is not None
        )
    if _BESIDE.search(words):
        return False
    number = "one" if last == "it" else "many"
    made = MADE.search(maker.clause.marked) is not None
    told = [*([words] if made else []), *(one.marked for one in between)]
    return not any(_other(found[number] or "") for text in told for found in _NOUN.finditer(text))


def _other(noun: str) -> bool:
    """Return whether a noun may be a thing that somebody makes, and is no ware."""
    plain = noun.removesuffix("'s")
    return bool(noun) and not any(
        plain in listed(one) or plain.removesuffix("s") in listed(one) for one in (*_HARMLESS, *_PLAIN)
    )
