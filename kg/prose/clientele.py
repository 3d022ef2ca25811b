"""The customers of a vendor that are listed by state behind the sentence, or the colon, that tells what it sells.

"V exports T. Its systems went to the police of S, S and S", "V sells T: in R to S and S; in the Gulf to S".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kg.prose.clause import THINGS, Clause, affirmed, technology
from kg.prose.gazetteer import Gazetteer, Mention
from kg.prose.grammar import belongs, cue, plain
from kg.prose.making import homes
from kg.prose.pairing import WARES
from kg.prose.proposal import Proposal
from kg.prose.sentence import LONGEST
from kg.prose.unread import Told
from kg.prose.voice import attitude

_WHO = r"(?:(?:the |those |that )?(?:[a-z-]+ ){0,5}?(?:of|in) )?"
_ONE = rf"{_WHO}(?:the )?S(?:'s (?:[a-z]+ ){{0,2}}[a-z]+)?"
_LIST = rf"(?P<list>{_ONE}(?:(?:, | and |, and |,? as well as ){_ONE}){{0,40}})"
_END = r"(?= ?(?:[.;,)]|$)| (?:in|since|by|last|over|between|among|this|during)\b)"
_CLIENTS = r"(?:customers|clients|buyers|users|purchasers)"
_AUX = r"(?:(?:has|have|had|was|were|been|also|since|so far|already|later|all) )*"
_TO = rf"{_AUX}(?:went|gone|sold|delivered|shipped|supplied|exported|provided|licen[sc]ed|handed) to"
_OWN = rf"(?:its|their|the|these) (?:[a-z-]+ ){{0,2}}(?:{THINGS}|T|licen[sc]es?)"
_GIVES = r"(?:sold|sells|delivered|supplied|shipped|exported|exports|provided|licen[sc]ed)"
_FIRM = r"(?:it|the (?:company|firm|vendor|maker|manufacturer|supplier))"
_WAYS = tuple(
    re.compile(rf"^(?:[a-z0-9 ]{{2,25}}, )?{way}")
    for way in (
        rf"(?:{_OWN}|it|they) {_TO} {_LIST}{_END}",
        rf"(?:its |the |their )?{_CLIENTS} {_AUX}(?:include|included|are|were) {_LIST}{_END}",
        rf"among (?:its|their|the) {_CLIENTS} (?:are|is|were|have been) {_LIST}{_END}",
        rf"{_FIRM} {_AUX}(?:counts|counted|lists|named|names) {_LIST} (?:among|as) its {_CLIENTS}",
        rf"{_FIRM} {_AUX}{_GIVES} (?:{_OWN}|them|it) to {_LIST}{_END}",
        rf"{_FIRM} {_AUX}(?:installed|built|put up) (?:{_OWN}|them|it) in {_LIST}{_END}",
    )
)
_SELLS = re.compile(
    rf"^V [^:;VS]{{0,80}}?\b(?:{_GIVES}|found (?:buyers|customers)|equipped|has {_CLIENTS})\b[^:;VS]{{0,80}}: "
)
_PART = re.compile(rf"(?:in (?:the )?(?:R|[a-z ]{{3,25}}),? )?(?:to )?{_LIST}\.?$")
_CALLED = re.compile(
    rf"^{_CLIENTS} (?:that are |who are )?(?:named|listed|mentioned) (?:in|on) [^:;VS]{{2,60}}? (?:of|from) V: "
    rf"|^(?:its |the )?{_CLIENTS} of V(?: (?:include|are))?: "
)
_ENTRY = re.compile(r"(?:the )?(?:[a-z]+ ){0,4}[a-z]+, S(?: \((?:[^();]{0,20} )?(?:T|[a-z ]{3,30})\))?\.?$")
_GOING = re.compile(r"\bto (?P<whom>[a-z][^:;]*): $")
_LEADS = re.compile(r"[^:;SCD]{0,80}\bV [^:;VSCD]{0,80}?\b(?:to|for|with|by|among) (?P<whom>[^:;VSCD]{3,80}): ")
_PRIVATE = re.compile(
    r"\b(?:companies|firms|businesses|banks|hotels|shops|stores|malls|casinos|factories|private|retailers|schools"
    r"|clubs|households|homes|consumers|people|employers|landlords)\b"
)
"""Who are customers, and no states."""
UNKNOWN = "whose customers are listed is not said"


def clientele(sentences: Sequence[Told], known: Iterable[Proposal], gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Yield the supplies to states that are listed as a vendor's customers; ``known`` are the claims that were read.

    Why none was read is added to the reasons of its sentence.
    """
    pairs = {(p.sentence, p.roles.get("supplier"), p.roles.get("recipient")) for p in known if p.kind == "Supply"}
    for before, told in pairwise([None, *sentences]):
        if told is None or "S" not in told.sentence.marked or len(told.sentence.marked) > LONGEST:
            continue
        found = _grouped(told, gazetteer)
        if not found and before is not None and before.block is told.block and len(before.sentence.marked) <= LONGEST:
            found = _behind(before, told, gazetteer)
        for one in found:
            if (one.sentence, one.roles.get("supplier"), one.roles.get("recipient")) not in pairs:
                yield one


def _behind(before: Told, told: Told, gazetteer: Gazetteer) -> list[Proposal]:
    """Return the supplies to the customers that a sentence lists of the vendor of the one before."""
    marked = told.sentence.marked
    found = next((match for way in _WAYS if (match := way.match(marked))), None)
    if found is None or not _officials(found["list"]):
        return []
    first, here = _whole(before), _whole(told)
    vendors = first.mentions("VG")
    strange = {*first.states(gazetteer)} - homes(first)
    if not (first.mentions("T") or WARES.search(first.marked)) or not vendors:
        return []
    if len({m.names for m in vendors}) != 1 or strange or here.mentions("G"):
        told.reasons.append(UNKNOWN)
        return []
    if {m.names for m in here.mentions("V")} - {m.names for m in vendors}:
        told.reasons.append(UNKNOWN)
        return []
    if vendors[0] not in before.here or vendors[0].letter != "V":
        return []
    if reason := first.unsaid() or here.unsaid():
        told.reasons.append(reason)
        return []
    return [*_supplies(told, vendors[0], found.span("list"), found.end(), before, gazetteer)]


def _grouped(told: Told, gazetteer: Gazetteer) -> list[Proposal]:
    """Return the supplies to customers that a sentence lists behind a colon."""
    marked = told.sentence.marked
    lead = _SELLS.match(marked) or _CALLED.match(marked)
    if lead is None:
        return []
    to = _GOING.search(lead.group())
    if _PRIVATE.search(lead.group()):
        return []
    if to and cue("of-the-state").search(to["whom"]) is None and "customers" not in to["whom"]:
        return []
    parts = re.split(r"; ", marked[lead.end() :])
    entry = _PART if marked[0] == "V" else _ENTRY
    if not all(entry.match(part.strip()) and _officials(part) for part in parts):
        return []
    here = _whole(told)
    vendors = here.mentions("VG")
    if len(vendors) != 1 or vendors[0].letter != "V":
        return []
    if not (here.mentions("T") or WARES.search(marked)):
        return []
    if reason := here.unsaid():
        told.reasons.append(reason)
        return []
    whole = (lead.end(), len(marked))
    return [*_supplies(told, vendors[0], whole, len(marked), None, gazetteer)]


def to_private(told: Told) -> bool:
    """Return whether a sentence says that those are private whom it lists behind a colon: "sells to firms: in S"."""
    lead = _LEADS.match(told.sentence.marked)
    if lead is None or cue("of-the-state").search(lead.group()):
        return False
    words = {form for word in re.findall(r"[a-z-]{3,}", lead["whom"]) for form in plain(word)}
    return _PRIVATE.search(lead["whom"]) is not None or any(
        belongs(form, name) for form in words for name in ("premises", "private")
    )


def _whole(told: Told) -> Clause:
    return Clause(told, 0, len(told.sentence.marked))


def _officials(words: str) -> bool:
    """Return whether all that a list names is states and their bodies: "banks in S" are none."""
    parts = re.split(r"(?<=S)(?:, and |, | and |; |,? as well as )", re.sub(r" \([^()]*\)", "", words))
    bodies = [one for one in parts if re.search(r"[a-z]{3,} (?:of|in) (?:the )?S|'s [a-z]|^[a-z ]+, S", one)]
    return all(cue("of-the-state").search(one) or re.search(r"\b(?:those|that) (?:of|in)\b", one) for one in bodies)


def _supplies(
    told: Told, vendor: Mention, names: tuple[int, int], end: int, before: Told | None, gazetteer: Gazetteer
) -> Iterator[Proposal]:
    """Yield a supply to each state in a span of a sentence; ``before`` is the sentence that names the vendor."""
    sentence, source = told.sentence, before or told
    technologies = {m.names[0]: m for m in source.here if m.letter == "T" and m.names} if before else {}
    kind = technology(source, technologies, gazetteer)
    for state in dict.fromkeys(m for m in sentence.within(*names) if m.letter == "S" and m.names):
        speaker, modality = attitude(told.speakers, sentence, (0, end), "Supply")
        roles: dict[str, str | list[str] | bool | None] = {"supplier": vendor.names[0], "recipient": state.names[0]}
        antecedents = {"supplier": source.block.span(vendor.start, vendor.end)} if before else {}
        if kind is not None:
            roles["technology"] = kind[0]
            antecedents["technology"] = source.block.span(kind[1].start, kind[1].end)
        span = sentence.span(0, end)
        one = told.proposal("Supply", roles, span, (speaker, modality), state, antecedents=antecedents)
        one.heading = source.span
        one.id = f"c{one.start}.{state.start}"
        if affirmed(told, one):
            yield one
