"""States in a row, each with brackets that say what it has and whose it is: "S (60 gates; supplier: V), S (9; W)"."""

import re
from collections.abc import Iterable, Iterator

from kg.prose import grid, guard
from kg.prose.gazetteer import Mention
from kg.prose.grammar import cue, listed, surveils
from kg.prose.pairing import WARES
from kg.prose.proposal import Proposal
from kg.prose.sentence import LONGEST
from kg.prose.unread import Told

_BEHIND = re.compile(r" ?\((?P<inside>[^()]{2,120})\)")
_SAME = re.compile(r"(?:the )?same (?:supplier|vendor|maker|seller|contractor|firm|company)|ditto|idem|same", re.I)
_PLAIN = re.compile(r"(?:about |some |over |c\. ?)?[\d.,]+(?: (?P<goods>[a-z -]+))?|since (?:19|20)\d\d")


def bracketed(sentences: Iterable[Told]) -> Iterator[Proposal]:
    """Yield the supplies of two or more states in a row, each with brackets in which every part is plain.

    A part is a number of wares, a year, a vendor, a label with one, or "same supplier" for the one before. One label
    has to say that the vendors are those who supply.
    """
    for told in sentences:
        text, marked = told.sentence.text, told.sentence.marked
        plain = text.count("(") > 1 and len(marked) <= LONGEST and not told.rows and not grid.barred(text)
        if plain and WARES.search(marked) and guard.denial(marked, 0, len(marked)) is None:
            yield from _row(told)


def _row(told: Told) -> Iterator[Proposal]:
    found: list[tuple[Mention, Mention]] = []
    labeled, last = False, None
    for state in (m for m in told.here if m.letter == "S" and m.names):
        behind = _BEHIND.match(told.sentence.text, state.end - told.sentence.start)
        if behind is None:
            continue
        start = told.sentence.start + behind.start("inside")
        vendor = None
        for part in re.finditer(r"[^;]+", behind["inside"]):
            label, colon, value = part.group().rpartition(":")
            supplies = bool(colon) and cue("table-supplier").fullmatch(label.strip().lower()) is not None
            named = [m for m in told.here if start + part.start() <= m.start < start + part.end() and m.letter == "V"]
            alone = len(named) == 1 and value.strip() == told.sentence.written(named[0].start, named[0].end)
            if alone and (supplies or not colon):
                vendor, labeled = named[0], labeled or supplies
            elif _SAME.fullmatch(part.group().strip()) and last:
                vendor = last
            elif not _plain(part.group().strip()):
                return
        if vendor:
            found.append((state, vendor))
            last = vendor
    goods = [*dict.fromkeys(m.names[0] for m in told.here if m.letter == "T" and m.names)]
    for state, vendor in found if labeled and len(found) > 1 else ():
        roles: dict[str, str | list[str] | bool | None] = {"supplier": vendor.names[0], "recipient": state.names[0]}
        if len(goods) == 1:
            roles["technology"] = goods[0]
        span = (state.start, max(state.end, vendor.end)) if vendor.start > state.start else (vendor.start, state.end)
        made = told.proposal("Supply", roles, span, (None, "asserted"), state, row=True, proposer="rules")
        made.id = f"k{made.start}.{state.start}"
        yield made


def _plain(part: str) -> bool:
    """Return whether a part of brackets only tells how much of which wares there is, or since when."""
    known = _PLAIN.fullmatch(part)
    goods = (known["goods"] or "").split() if known else []
    return known is not None and (not goods or surveils(goods) or goods[-1] in listed("watching") | listed("devices"))
