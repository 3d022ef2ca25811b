"""The holder's half of a supply: a clause that says that a state, or a body of it, has a ware."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.prose.clause import THINGS, Clause
from kg.prose.gazetteer import Gazetteer, Mention
from kg.prose.grammar import belongs, cue, listed, plain
from kg.prose.implication import deeds
from kg.prose.making import ANOTHER, DEALS, FIRST, MADE, PRONOUNS
from kg.prose.pairing import WARES
from kg.prose.proposal import Proposal
from kg.prose.reference import somebody
from kg.prose.standing import FIRM

_VERBS = (
    r"us(?:e|es|ed)|ha(?:s|ve|d)|keeps?|kept|runs?|ran|operates?|owns?|bought|buys|received|got|acquired"
    r"|(?:was|were|been) (?:given|handed|equipped with)|opened|began|started|took|switched on|put up|watch(?:es|ed)?"
    r"|follow(?:s|ed)?|scans?|wears?|flies|fly|reads?|checks?|intercepts?|listen(?:s|ed)? to|unlock(?:s|ed)?"
    r"|taken to|turned to|launched|purchased"
    r"|ordered(?! [^,;:]{0,40}\b(?:removed|off|down|out|dismantled|withdrawn|replaced|seized|to be|to stop))"
    r"|procured|introduced|installed"
    r"|awarded (?:a|the|its|an) (?:contract|order) for|signed a contract for|placed an order for"
)
_HAS = re.compile(
    rf"\b(?:[SC]|D (?:[a-z]+ ){{0,3}}?[a-z]+)(?:'s?)? (?:[a-z-]+ ){{0,5}}?(?:{_VERBS}) "
    r"|\bbrought (?:[a-z-]+ ){0,2}T to (?:C, )?[SC]\b"
)
_BODY = re.compile(
    r"^(?:(?:since|in|for|from|at) [^,;:]{2,30}, )?(?:the )?(?:[SC]'s|D|O|[a-z -]{3,40} of (?:the )?[SC])\b"
    r"[^,;:]{3,160}$"
)
"""A clause that a state, or a body of it, begins."""
_ROOM = re.compile(r"\b(?:command|control|monitoring|surveillance|operations) (?:cent(?:er|re)|room|post)s?\b")
_BESIDE = re.compile(
    rf"(?:T|\b(?:{THINGS})) (?:and|or) (?!(?:[a-z-]+ ){{0,2}}(?:T|{THINGS})\b)(?:[a-z-]+ ){{0,2}}?"
    r"[a-z-]+s\b(?! (?:the|a|them|it)\b)"
)
"""Other goods beside a ware, which a pronoun may mean as well."""
_GIVEN = re.compile(r"\b(?:suppli|sold|sell|deliver|provid|donat|shipped|gave|given|lent|export|import|licen[sc]ed)")
"""How one speaks of wares, and not of houses or roads."""
_CARRIED = re.compile(
    rf"(?:T|\b(?:{THINGS})) (?:on|in|aboard|inside|from|with) (?:[a-z-]+ ){{0,3}}?"
    r"(?:phones|smartphones|handsets|tablets|laptops|computers|radios|vehicles|cars|vans|trucks|jeeps|motorcycles"
    r"|motorbikes|helicopters|drones|aircraft|planes|boats|ships|helmets|glasses|vests|uniforms|masts|poles|robots)\b"
)
"""What bears a ware, and may be meant where several things are."""
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
    "program",
    "programme",
    "application",
    "engine",
    "algorithm",
)
_ALSO = ("tools", "device", "devices", "kit", "kits", "gear", "product", "products")
"""What any ware may be called where it is spoken of again; another noun has to be the one that it was named by."""
_ROLES, _BENEATH = ("er", "or"), ("behind ", "inside ", "in ", "on ")
_FURTHER = re.compile(r"\b(?:second|another|new|next|third|further|more)\b")
_DEALT = re.compile(
    rf"\b(?:{'|'.join(DEALS)}|contracts|orders|tenders|deals|projects|ordered|bought|buys?|built|hired|plans?)\b"
    r"|[,;] and "
)
"""What another deal is told with, which may be meant where one is spoken of again."""
_NOUNS = {
    "one": re.compile(r"\b(?=(?:an?|the|its|their|one|[a-z]+'s) (?P<noun>(?:[a-z-]+ ){0,4}[a-z-]+)\b(?! [TNVSCD]\b))"),
    "many": re.compile(r"\b(?P<noun>[a-z-]{3,}s)\b"),
}
"""What may be a thing, or things, that "it" or "them" means."""
_HARMLESS = ("watching", "wares", "devices", "state-bodies", "bodies", "body-words", "under-watch", "unmade")
_UNMADE = ("officers", "wanted", "outlaw", "eyed", "event", "country", "reckoning")
_PLAIN = ("times", "function", "verbs", "trades")
_WARE = rf"(?:T|{THINGS})\b"
_DOES = re.compile(
    rf"\b(?:[SC]|D (?:[a-z]+ ){{0,3}}?[a-z]+)(?:'s?)? (?P<words>(?:[a-z-]+ |[NDVG](?:'s)? ){{1,8}}?){_WARE}"
)
_DONE = re.compile(
    rf"{_WARE} (?:[a-z]+ ){{0,2}}?(?:was|were|been|being) (?P<verb>[a-z]+) (?:[a-z]+ )?"
    r"by (?:the )?(?:[a-z]+ ){0,3}?[SD]\b"
)
"""What a state or a body does to a ware, and what is done to a ware by it."""
_USING = re.compile(r"us(?:e|es|ed|ing)|keeps?|kept|runs?|ran|operates?|owns?|bought|buys?|got|get|ordered|acquired")
_APART = ("otherwise", "seize", "blame", "discuss", "no-deed")
"""The classes of verbs of which nothing follows for a ware that they have as object."""
_AGAINST = re.compile(
    rf"\b[SCD](?:'s)? (?:[a-z-]+ ){{0,4}}?(?:is|are|was|were|be|been|remains?) (?:[a-z]+ ){{0,2}}?"
    rf"(?:against|wary of|afraid of|critical of|hostile to|opposed to|suspicious of|worried about|tired of|skeptical of"
    rf"|sceptical of|banned from|barred from|without|free of) (?:[a-zDN-]+ ){{0,3}}?{_WARE}"
)
_HELD = ("test", "trial", "pilot", "choose", "pick", "select", "import", "store", "load", "display", "show", "unveil")
"""What is done to a ware by who has it, or gets it."""
_BY_MEANS = ("with", "by", "through", "using", "via", "under")
_NO_VERB = ("the", "a", "an", "its", "their", "of", "in", "on", "at", "for", "own", "new")
"""What stands before a noun, and before no verb."""


class Holder(NamedTuple):
    """A clause that says which states have a ware."""

    clause: Clause
    states: dict[str, Mention]
    technologies: dict[str, Mention]


def holder(clause: Clause, known: Sequence[Proposal], gazetteer: Gazetteer) -> Holder | None:
    """Return which states a clause says to have a ware, or None; ``known`` are the claims that were read."""
    start, end = clause.span
    states = clause.states(gazetteer)
    if not states or not (clause.mentions("T") or WARES.search(clause.marked) or _doing(clause)):
        return None
    technologies = {m.names[0]: m for m in clause.mentions("T") if m in clause.told.here}
    told = [p for p in known if p.kind == "Use" and p.modality in FIRM and not p.denies and start <= p.start < end]
    if {str(p.roles.get("user")) for p in told} == {*states}:
        return Holder(clause, states, technologies)
    marked = clause.marked
    if len(states) != 1 or somebody(marked) or "V" in marked or "G" in marked:
        return None
    if cue("of-the-state").search(marked) is None:
        return None
    return Holder(clause, states, technologies) if _HAS.search(marked) or _acts(clause) else None


def _doing(clause: Clause) -> bool:
    """Return whether a clause tells what is done with a technology that it does not name."""
    if _ROOM.search(clause.marked):
        return True
    return _BODY.search(clause.marked) is not None and bool(deeds(clause.told.sentence.text.lower()))


def _acts(clause: Clause) -> bool:
    """Return whether a state's body does something with a ware, and no verb of the clause says otherwise."""
    if _BODY.search(clause.marked) is None or taken(clause):
        return False
    words = re.findall(r"[a-z-]{3,}", clause.marked)
    return not any(_apart(word) and word not in listed("function") for word in words) and not clause.unsaid()


def only(clause: Clause, ware: str, held: Clause, between: Sequence[Clause]) -> bool:
    """Return whether the ware that a clause says a state has is all that a later clause may point back to.

    ``ware`` is what that calls it, ``between`` are the clauses that stand between the two.
    """
    words = held.marked
    if ANOTHER.search(words) and not ware.startswith("the "):
        return False
    if any(_ANEW.search(one.marked) for one in between):
        return False
    if re.fullmatch(FIRST, ware):
        return not between and _FURTHER.search(words) is not None
    last, text = ware.split()[-1], held.told.sentence.text.lower()
    if last in DEALS:
        return not any(_DEALT.search(one.marked) for one in between) and not _BESIDE.search(words)
    if last not in PRONOUNS:
        beneath = clause.marked.startswith(_BENEATH)
        return (
            last in (*_ANY, *_ALSO)
            or last.endswith(_ROLES)
            or beneath
            or re.search(rf"\b{re.escape(last.rstrip('s'))}", text) is not None
        )
    if _BESIDE.search(words):
        return False
    number = "one" if last == "it" else "many"
    if number == "many" and _CARRIED.search(words):
        return False
    made = MADE.search(clause.marked) is not None and not _GIVEN.search(clause.marked)
    told = [*([words] if made else []), *(one.marked for one in between)]
    return not any(_other(found["noun"]) for text in told for found in _NOUNS[number].finditer(text))


def taken(clause: Clause) -> bool:
    """Return whether a state, or a body of it, is said to do to a ware what none needs to have it for: to seize it."""
    if _AGAINST.search(clause.marked):
        return True
    if (found := _DONE.search(clause.marked)) is not None:
        return _apart(found["verb"])
    words = found["words"].split() if (found := _DOES.search(clause.marked)) else []
    for at in range(len(words) - 1, -1, -1):
        before = words[at - 1] if at else ""
        if _USING.fullmatch(words[at]) or words[at] in _BY_MEANS:
            return False
        if _apart(words[at]) and before not in _NO_VERB:
            return not _USING.fullmatch(before)
    return False


def _apart(verb: str) -> bool:
    forms = plain(verb)
    known = any(belongs(form, name) for form in forms for name in _APART) and not {*forms} & {*_HELD}
    return known or verb in listed("apart")


def _other(phrase: str) -> bool:
    """Return whether the noun that ends a phrase may be a thing that somebody makes, and is no ware."""
    words = phrase.split()
    noun = next((words[at - 1] for at in range(1, len(words)) if _ends(words[at])), words[-1])
    known = any(belongs(form, name) for form in (noun, *plain(noun)) for name in _UNMADE)
    return not known and not any(
        noun in listed(one) or noun.removesuffix("s") in listed(one) for one in (*_HARMLESS, *_PLAIN)
    )


def _ends(word: str) -> bool:
    """Return whether a noun phrase has ended before a word."""
    return word in listed("function") or word in listed("verbs") or word.endswith("ed")
