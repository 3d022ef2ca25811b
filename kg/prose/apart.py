"""Pairs of names that two sentences hold and no claim joins: the last net, so that nothing is passed over in silence.

"Kenya's police chose otherwise. The cameras are by V": neither sentence has both names. Where one lacks what the other
has and what they say is of wares or of trade, the pair is shown with the sentence that lacks it, or else with both.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from kg.prose.article import Document
from kg.prose.gazetteer import Gazetteer
from kg.prose.glimpse import SOMEBODY, WE, states_of, unsure
from kg.prose.pairing import SUPPLY, WARES
from kg.prose.proposal import Proposal
from kg.prose.sentence import normal
from kg.prose.unread import Told, Unread
from kg.prose.unregistered import written

BACK, AHEAD = 3, 1
"""The sentences before one, and behind it, in which what it lacks is looked for."""
REASON = "told in two sentences that nothing joins"
_TRADE = re.compile(
    r"\b(?:customers?|clients?|suppliers?|vendors?|makers?|tenders?|hired|paid|awarded|won|commissioned|chose|took)\b"
)
_POINTS = re.compile(
    r"\b(?:it|its|they|them|both|we|us|our|same|compan(?:y|ies)|firms?|group|business|supplier|vendor|maker|seller"
    r"|manufacturer|developer|customers?|clients?)\b"
)


class _Names:
    """What a sentence names, and what is claimed of it."""

    def __init__(self, told: Told, accepted: Sequence[Proposal], gazetteer: Gazetteer, *, parsed: bool) -> None:
        start, end = told.span
        marked = told.sentence.whole.marked
        self.told, self._parsed = told, parsed
        self.about = any(one.search(marked) for one in (WARES, SUPPLY, _TRADE))
        """Whether it speaks of wares, or of trade."""
        self.vendors = _once(n for m in told.here if m.letter == "V" for n in m.names[:1])
        self.technologies = _once(n for m in told.here if m.letter == "T" for n in m.names[:1])
        here = [one for one in accepted if start <= one.start < end]
        homes = {str(one.roles.get("state")) for one in here if one.kind == "HomeState"}
        self.states = _once(one for one in states_of(told, gazetteer) if one.startswith("state:") and one not in homes)
        self.kinds = {one.kind for one in here if one.kind in ("Supply", "Use")}
        """The kinds of what was read in it."""

    @cached_property
    def unsure(self) -> tuple[str, ...]:
        """The names that may be a firm's."""
        return () if self.told.sentence.headline else _once(unsure(self.told, parsed=self._parsed))

    @property
    def firms(self) -> tuple[str, ...]:
        """The vendors, or the names that may be a firm's where it names none."""
        return self.vendors or self.unsure


def apart(
    document: Document,
    sentences: Sequence[Told],
    accepted: Sequence[Proposal],
    left: list[Unread],
    gazetteer: Gazetteer,
    *,
    parsed: bool,
) -> None:
    """Add to what is unread the pairs of names of which one sentence has one and a sentence near it the other.

    ``parsed`` says that a pipeline is at hand, which knows many words.
    """
    if not any(WARES.search(told.sentence.whole.marked) for told in sentences):
        return
    joined = [{str(value) for value in one.roles.values()} for one in accepted]
    known = {frozenset(pair) for one in left for pair in one.pairs}
    places = {one.start: one for one in left}
    named = [_Names(told, accepted, gazetteer, parsed=parsed) for told in sentences if not _table(told)]
    heads = _titles(document, gazetteer)
    for at, one in enumerate(named):
        for other, pair in _lacking(at, named, heads):
            plain = (written(pair[0]) or pair[0], pair[1])
            if frozenset(plain) in known or any({*pair} <= names for names in joined):
                continue
            known.add(frozenset(plain))
            entry = places.get(one.told.span[0]) or places.get(other.told.span[0])
            if entry is None:
                entry = _entry(one, other)
                places[entry.start] = places[one.told.span[0]] = places[other.told.span[0]] = entry
                left.append(entry)
            entry.pairs = (*entry.pairs, plain)
            entry.names = (*dict.fromkeys((*entry.names, *plain)),)
            entry.reasons = entry.reasons if entry.reasons or one is other else (REASON,)
    left.sort(key=lambda entry: entry.start)


def _titles(document: Document, gazetteer: Gazetteer) -> tuple[list[str], list[str]]:
    """Return the vendors that the title of a text and its short headings name, and the one state of these."""
    site = [document.site] if document.site else []
    found = [[m for piece in part for m in gazetteer.parse(normal(piece.text))[1]] for part in (site, document.leads)]
    states = {m.names[0] for m in found[1] if m.letter in "SC" and m.names}
    vendors = [m.names[0] for part in found for m in part if m.letter == "V" and m.names]
    return vendors, [*states] if len(states) == 1 else []


def _table(told: Told) -> bool:
    """Return whether a sentence is the rows of a table."""
    return bool(told.rows) or any(sign in told.sentence.text for sign in ("|", "\t"))


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return (*dict.fromkeys(names),)


def _lacking(
    at: int, named: Sequence[_Names], heads: tuple[list[str], list[str]]
) -> Iterator[tuple[_Names, tuple[str, str]]]:
    """Yield the pairs of a sentence that lacks a state, or a firm, each with the nearest one that has it."""
    one = named[at]
    if not one.about or one.told.sentence.headline:
        return
    if one.states:
        yield from ((one, (firm, state)) for firm in one.unsure for state in one.states)
        if "Supply" not in one.kinds and not one.firms:
            other, firms = _firms(at, named, heads[0])
            yield from ((other, (firm, state)) for firm in firms for state in one.states)
        return
    things = one.firms or (() if one.kinds else one.technologies)
    other, states = one, [one.told.ground.state] if one.told.ground else []
    if things and not states:
        other = next((other for other in _near(at, named, BACK) if other.states), one)
        states = [*other.states] or heads[1]
    yield from ((other, (thing, state)) for thing in things for state in states)


def _firms(at: int, named: Sequence[_Names], heads: list[str]) -> tuple[_Names, Sequence[str]]:
    """Return the firms that a sentence may mean which names none, and the sentence that names them."""
    one = named[at]
    if not _points(one.told):
        other = next((other for other in _near(at, named, 1) if other.vendors or (other.about and other.unsure)), one)
        return other, other.firms
    ours = any(name == WE for name, _ in one.told.strangers) and heads
    other = next((other for other in _near(at, named, BACK) if other.firms), one) if not ours else one
    if not other.firms and not heads:
        other = next((other for other in (*named[:BACK], named[-1]) if other.firms), one)
    return other, other.firms or heads


def _near(at: int, named: Sequence[_Names], back: int) -> Iterator[_Names]:
    yield from reversed(named[max(0, at - back) : at])
    yield from named[at + 1 : at + 1 + AHEAD]


def _points(told: Told) -> bool:
    """Return whether a sentence points to somebody that it does not name: "the company", "we", "it"."""
    return any(name in (WE, SOMEBODY) for name, _ in told.strangers) or _POINTS.search(told.sentence.marked) is not None


def _entry(one: _Names, other: _Names) -> Unread:
    first, last = sorted((one.told, other.told), key=lambda told: told.span)
    text = first.sentence.text if first is last else f"{first.sentence.text} … {last.sentence.text}"
    return Unread(first.span[0], last.span[1], text, (), (), () if first is last else (REASON,))
