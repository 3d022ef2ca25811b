"""Notices and cards of one line: "Buyer: Police of S – Winner: V – Object: cameras", "S (supplier: V)"."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.prose import grid, guard
from kg.prose.gazetteer import Mention
from kg.prose.grammar import cue, surveils
from kg.prose.pairing import WARES
from kg.prose.proposal import Proposal
from kg.prose.sentence import LONGEST
from kg.prose.table import names_body, settled
from kg.prose.unread import Told

_LABEL = re.compile(r"(?:^|(?<=[\s(/|–—•-]))(?P<label>[^\W\d_](?:[\w'-]+ ?){1,5}?)\s*: ?")
_ENDS = " .;,/|–—-•()"
_DASHED = re.compile(r" [–—-] ")
_CELLS = 3
"""The cells that a row with dashes has at least."""
_ROW = re.compile(r"(?:[^:;]{0,40}\b(?:row|annex|entry|item|line|no\.?|lot) ?[\w.]{0,5}: )", re.IGNORECASE)
_ROLES = (("supplier", "V"), ("recipient", "S"))
_TITLE = re.compile(r"\b(?:notice|result|award|tender|contract|lot|procurement)\b[^:]{0,30}:", re.IGNORECASE)
_STATUS = re.compile(r"(?:status|state of play|progress|phase)", re.IGNORECASE)


class _Field(NamedTuple):
    label: str
    start: int
    end: int
    """The span of the block that its value has."""
    text: str


def noticed(sentences: Iterable[Told]) -> Iterator[Proposal]:
    """Yield the supplies that notices and cards of one line tell: one state that buys, and who sells to it.

    A field that names several states, or how it stands other than done, is not read as a supply that was made.
    """
    last: Told | None = None
    for told in sentences:
        text = told.sentence.text
        if len(told.sentence.marked) <= LONGEST and not grid.barred(text) and not told.rows:
            if text.count(":"):
                yield from _notice(told, last)
            if len(_DASHED.split(text)) > _CELLS:
                yield from _dashed(told)
        last = told


def _fields(told: Told) -> list[_Field]:
    text, start = told.sentence.text, told.sentence.start
    found = [*_LABEL.finditer(text)]
    ends = [*(match.start() for match in found[1:]), len(text)]
    made = []
    for match, end in zip(found, ends, strict=False):
        value = text[match.end() : end].rstrip(_ENDS)
        made.append(
            _Field(match["label"].strip().lower(), start + match.end(), start + match.end() + len(value), value)
        )
    return made


def _dashed(told: Told) -> Iterator[Proposal]:
    """Yield what a row with dashes between its cells tells: "Annex 2, row 9: S - V - cameras - in service"."""
    text, at = told.sentence.text, told.sentence.start
    lead = _ROW.match(text)
    cells = [part.strip(_ENDS) for part in _DASHED.split(text[lead.end() if lead else 0 :])]
    named = {m.names[0]: m for m in told.here if m.letter in "SV" and m.names}
    whole = {m.letter: m for m in named.values() if text[m.start - at : m.end - at] in cells}
    goods = [m for m in told.here if m.letter == "T" and m.names]
    stands = next((state for state in map(settled, cells[1:]) if state is not None), None)
    if lead is None or len(named) != 2 or set(whole) != {"S", "V"} or not goods or stands is None:
        return
    if guard.denial(told.sentence.marked, 0, len(told.sentence.marked)):
        return
    roles: dict[str, str | list[str] | bool | None] = {r: whole[x].names[0] for r, x in _ROLES}
    if len({m.names[0] for m in goods}) == 1:
        roles["technology"] = goods[0].names[0]
    ends = [*whole.values(), *goods]
    span = min(m.start for m in ends), max(m.end for m in ends)
    made = told.proposal("Supply", roles, span, (None, "asserted" if stands else "hypothetical"), whole["V"], row=True)
    made.id = f"b{made.start}.{whole['V'].start}"
    yield made


def _titled(told: Told, last: Told | None) -> list[Mention]:
    """Return the technologies of the title right before a notice: "Tender result: face readers. Client: S."."""
    if last is None or last.block is not told.block or not _TITLE.search(last.sentence.text):
        return []
    return [m for m in last.here if m.letter == "T" and m.names]


def _notice(told: Told, last: Told | None = None) -> Iterator[Proposal]:
    fields = _fields(told)
    sellers = [one for one in fields if cue("table-supplier").fullmatch(one.label)]
    buyers = [one for one in fields if cue("table-recipient").fullmatch(one.label) or cue("buyer").match(one.label)]
    vendors = [m for one in sellers for m in _named(told, one, "V")]
    states = [m for one in buyers for m in _named(told, one, "SCD")]
    states = states or _before(told, sellers)
    if any(not names_body(_beside(told, one)) for one in buyers if _beside(told, one)):
        told.reasons.append("the notice names another buyer than a body of the state")
        return
    if not vendors or len({m.names[0] for m in states}) != 1:
        return
    text = told.sentence.text
    marked = told.sentence.marked
    title = _titled(told, last)
    if not (title or any(m.letter == "T" for m in told.here) or WARES.search(marked) or surveils(text.lower().split())):
        told.reasons.append("nothing in the notice says what was supplied")
        return
    stands = [settled(one.text) for one in fields if _STATUS.fullmatch(one.label)]
    if reason := guard.denial(marked, 0, len(marked)) or (
        "the notice does not say that it is so" if None in stands else None
    ):
        told.reasons.append(reason)
        return
    goods = [*dict.fromkeys(m.names[0] for m in told.here if m.letter == "T" and m.names)]
    over = {m.names[0]: told.block.span(m.start, m.end) for m in title} if not goods else {}
    goods = goods or [*over]
    for vendor in vendors:
        roles: dict[str, str | list[str] | bool | None] = {"supplier": vendor.names[0], "recipient": states[0].names[0]}
        if len(goods) == 1:
            roles["technology"] = goods[0]
        span = min(vendor.start, states[0].start), max(vendor.end, states[0].end)
        modality = "hypothetical" if False in stands else "asserted"
        made = told.proposal("Supply", roles, span, (None, modality), vendor, row=True, proposer="rules")
        made.antecedents |= {"technology": over[goods[0]]} if len(goods) == 1 and over else {}
        made.id = f"b{made.start}.{vendor.start}"
        yield made


def _named(told: Told, field: _Field, letters: str) -> list[Mention]:
    return [m for m in told.here if field.start <= m.start < field.end and m.letter in letters and m.names]


def _beside(told: Told, field: _Field) -> str:
    """Return what the value of a field says beside the names in it."""
    text = field.text
    for mention in reversed([m for m in told.here if field.start <= m.start < field.end and m.letter in "SCDPO"]):
        text = f"{text[: mention.start - field.start]} {text[mention.end - field.start :]}"
    return text if re.search(r"[A-Za-z]{3}", text) else ""


def _before(told: Told, sellers: list[_Field]) -> list[Mention]:
    """Return the state right behind whose name a bracket with a seller opens: "S (supplier: V)"."""
    text, start = told.sentence.text, told.sentence.start
    found = []
    for one in sellers:
        opened = text.rfind("(", 0, one.start - start)
        if opened >= 0 and ")" not in text[opened : one.start - start]:
            found += [m for m in told.here if m.letter == "S" and m.names and 0 <= start + opened - m.end <= 1]
    return found
