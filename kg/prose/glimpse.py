"""What a sentence about a state lets one glimpse and no claim tells: who sells, or with what, is named in no known way.

A firm that no register has and nothing shows to be one, a tool that is told by what it does alone, a seller who says
"we", a state's people or part by an adjective that no register has: nothing is claimed of them, and they are shown as
not read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.prose.article import Document
from kg.prose.gazetteer import Gazetteer
from kg.prose.grammar import cue, listed
from kg.prose.implication import deeds
from kg.prose.pairing import NEAR, STATE_BEFORE, WARES
from kg.prose.presumed import may_be, person, written_names
from kg.prose.proposal import Proposal
from kg.prose.sentence import normal
from kg.prose.unread import Told

WE, SOMEBODY = "who says 'we'", "a firm without a name"
TOOL = "a tool without a name"
_REASONS = {
    WE: "whose product it is has to be known from elsewhere",
    SOMEBODY: "the firm is not named",
    TOOL: "what is done is told, and no tool is named",
}
_PEOPLE = re.compile(
    r"(?<![\w'-])(?P<people>[A-Z\u00c0-\u00de][a-z\u00e0-\u00ff]+(?:an|ian|ish|ese|[aeo]?[lr]i|ic|ois|sh|ch|en|que))"
    r" (?:[a-z]+ ){0,2}?(?=(?P<body>[A-Za-z]+))"
)
"""An adjective that may be of a people or of a part of a state, and what is called so."""
_BODY = re.compile(
    r"(?<![\w'-])(?P<body>(?:[A-Z][\w'-]+ (?:(?:of|and|the|for) ){0,2}){1,5}"
    r"(?:Police|Authority|Constabulary|Council|Department|Ministry|Agency|Service|Guard|Force|Prison|Sheriff))\b"
)
"""The name of a body that may be some state's."""
_GROUP = re.compile(r" (?:group|consortium|firm|company)\b")
_MANY = re.compile(r"(?<![\w'-])([A-Z][a-z]{3,})s(?![\w'-])")
"""A word that may mean the people of a state: "Kenyans"."""


def glimpsed(
    document: Document,
    sentences: Sequence[Told],
    accepted: Iterable[Proposal],
    gazetteer: Gazetteer,
    *,
    parsed: bool,
) -> None:
    """Add to each sentence that gave no claim what it may tell of a state, with why that is not read.

    ``parsed`` says that a pipeline is at hand, which knows many words.
    """
    taken = {p.sentence for p in accepted if p.kind != "HomeState"}
    watched = any(WARES.search(told.sentence.whole.marked) for told in sentences)
    near, dateline = 0, _dateline(document, gazetteer) if sentences else []
    for told in sentences:
        states = [*states_of(told, gazetteer)]
        near, dateline = (NEAR, []) if states else (near - 1, dateline)
        if told.sentence.text in taken or told.rows or told.sentence.text.rstrip().endswith("?"):
            continue
        if not states and near > 0 and watched and cue("body-again").search(told.sentence.marked):
            states = [STATE_BEFORE]
        elif not states and (states := [*_implied(told, dateline, gazetteer)]):
            told.strangers.extend((vendor, states[0]) for vendor in _vendors(told))
        for who in _found(told, states, watched=watched, parsed=parsed):
            told.strangers.extend((who, state) for state in (states[:1] if who in _REASONS else dict.fromkeys(states)))
            reason = _REASONS.get(who, f"whether {who!r} is a firm is not known")
            told.reasons.extend([reason] if reason not in told.reasons else [])
        told.strangers.extend(pair for pair in [*_called(told, bodies=not states)] if pair not in told.strangers)


def states_of(told: Told, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the states of which a sentence names a body, a place or the people, and names that may be a state's."""
    for mention in told.here:
        for name in mention.names[:1]:
            if mention.letter in "SCD" and not name.startswith("region:"):
                yield name
            elif name in gazetteer.agencies:
                yield gazetteer.agencies[name]


def _implied(told: Told, dateline: list[str], gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the states whose people a sentence names by a noun, "Kenyans", or else that of the dateline."""
    yield from dateline
    for word in _MANY.findall(told.sentence.text):
        peoples = (word, f"{word}n", f"{word}ian", f"{word}ish", f"{word}an")
        yield from (gazetteer.demonyms[one] for one in peoples if one in gazetteer.demonyms)


def _dateline(document: Document, gazetteer: Gazetteer) -> list[str]:
    """Return the one state whose place the dateline of a document gives."""
    _, mentions = gazetteer.parse((document.dateline or "").title())
    states = {m.names[0] for m in mentions if m.letter in "SC" and m.names}
    return [*states] if len(states) == 1 else []


def _found(told: Told, states: list[str], *, watched: bool, parsed: bool) -> Iterator[str]:
    """Yield who or what may be told of with a state in a sentence that names neither vendor nor technology."""
    marked = told.sentence.whole.marked
    if not states or any(m.letter in "VG" for m in told.here):
        return
    text = told.sentence.text.lower()
    forces = cue("forces").search(text) is not None
    done = _done(text)
    wares = WARES.search(marked) is not None
    trade = cue("in-trade").search(text) is not None
    firms = [*unsure(told, parsed=parsed)] if wares or done or (forces and (trade or watched)) else []
    yield from firms
    named = any(m.letter == "T" for m in told.here)
    if cue("we").search(text) and (wares or done or trade) and (forces or (watched and trade)):
        yield WE
    elif not firms and cue("some-firm").search(text) and (wares or done or (forces and trade)):
        yield SOMEBODY
    elif not firms and not named and done and (forces or trade or cue("passing-judgment").search(text)):
        yield TOOL


def _vendors(told: Told) -> list[str]:
    """Return the vendors of a sentence that tells of a ware, or of what is done with one."""
    wares = WARES.search(told.sentence.whole.marked) is not None or _done(told.sentence.text.lower())
    return [n for m in told.here if m.letter in "VG" for n in m.names[:1]] if wares else []


def _done(text: str) -> bool:
    """Return whether a lower-case text tells what a tool of surveillance does."""
    return bool(deeds(text)) or cue("told-by-deed").search(text) is not None


def unsure(told: Told, *, parsed: bool) -> Iterator[str]:
    """Yield the names in a sentence of which nothing says that they are something else than a firm's."""
    text = normal(told.block.text)
    for place in written_names(told):
        if place.one.core.endswith("ing"):
            continue
        group = _GROUP.match(text, place.one.end)
        if not person(text, place.one, "") and (group or may_be(text, place, "", parsed=parsed)):
            yield place.one.core


def _called(told: Told, *, bodies: bool) -> Iterator[tuple[str, str]]:
    """Yield the people, in no register, whose force a sentence of a vendor, a technology or a ware is about.

    ``bodies`` says that the sentence names no state, so that a body in it may be any state's.
    """
    spans = [(m.start - told.sentence.start, m.end - told.sentence.start) for m in told.sentence.whole.mentions]
    vendors = [n for m in told.here if m.letter in "VG" for n in m.names[:1]]
    technologies = [n for m in told.here if m.letter == "T" for n in m.names[:1]]
    text = told.sentence.text
    wares = WARES.search(told.sentence.whole.marked) or cue("in-trade").search(text.lower())
    if not vendors and not technologies and not wares and not _done(text.lower()):
        return
    for found in _PEOPLE.finditer(text):
        start, end = found.span("people")
        governs = cue("governing").match(found["body"].lower()) is not None
        if (
            governs
            and found["people"].lower() not in listed("no-people")
            and not any(a < end and start < b for a, b in spans)
        ):
            yield ((vendors or technologies or ["surveillance"])[0], found["people"])
    if bodies and (vendors or technologies):
        for found in _BODY.finditer(text):
            if not any(a < found.end() and found.start() < b for a, b in spans):
                yield ((vendors or technologies)[0], found["body"])
