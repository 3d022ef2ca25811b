"""The state that a sentence is told of that names none: that of its dateline, of a heading, or the only one so far.

"MUSCAT, May 2 - ... The police use", "Oman" over a paragraph, "What about Oman?" before an answer. Until another state
is named as the owner of something, "the police" are that state's; where two may be meant, a sentence has no ground.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.naming import subdivision, town
from kg.prose.article import Block, Document
from kg.prose.gazetteer import UNSETTLED, Gazetteer, Mention
from kg.prose.grammar import listed
from kg.prose.markup import Piece
from kg.prose.sentence import normal
from kg.prose.token import Token
from kg.prose.town import HOME, candidates

DATELINE, HEADING = "from the dateline", "from the heading"
QUESTION, BEFORE = "from the question", "from the state named before"
INNER = "from the only place that the sentence names"
_FIRMS = "|".join(sorted((*listed("firm-nouns"), "group", "lender", "bank", "banks", "embassy", "ambassador")))
_GOODS = "|".join(sorted((*listed("wares"), *listed("devices"), "cameras", "camera", *listed("means"))))
_BEHIND = {
    "D": re.compile(rf"(?:-based|-owned|-made|(?: [a-z-]+){{0,3}}) ?(?:{_FIRMS}|{_GOODS})\b"),
    "S": re.compile(rf"(?:'s?(?: [a-z-]+){{0,3}} (?:{_FIRMS})\b|-based|-owned|-made)"),
}
"""What makes of a state's name only where a firm, a ware or a loan comes from."""
_WATCHING = re.compile(rf"\b(?:{_GOODS})\b")
_OF_HOME = {"D": re.compile(r"(?: [a-z-]+){0,3} "), "S": re.compile(r"'s?(?: [a-z-]+){0,3} ")}
_WARE = re.compile(rf"(?:'s)?(?: [a-z-]+){{0,2}} (?:{_GOODS})\b")
_BEFORE = re.compile(
    rf"(?:\b(?:{_FIRMS}|offices?|headquarters|headquartered|based|registered|seat|{_GOODS})"
    r"(?: (?:based|headquartered|registered))? (?:in|of|from|by)|\b(?:than|unlike|like)|[Bb]ank of"
    r"|\b(?:c[ao]mes?|bought|buys?|imported|ordered|shipped|sent|hails?|stems?|made|got) from)"
    r" (?:the )?(?:city of |capital of )?$"
)
_SELLING = re.compile(r"\b(?:sells?|sold|exports?|exported|lends?|lent|offers?|suppl(?:y|ies|ied)|ships?)\b")
"""What makes of a heading's state the one that others get something from."""
_NAME = r"[A-Z][\w'.\u00c0-\u024f -]{2,30}(?:, [A-Z][\w'. -]{2,30}?)?"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)"
)
_DATELINE = re.compile(
    rf"(?P<place>{_NAME})(?:,? \(?(?:[0-9]{{1,2}} )?{_MONTH}(?: [0-9]{{1,2}})?(?:,? [12][0-9]{{3}})?\)?)"
    r"(?: \([A-Za-z ]{2,20}\))?(?: ?[-\u2013:]+|,)? "
    rf"|(?P<plain>{_NAME}) (?:\([A-Za-z ]{{2,20}}\) )?[-\u2013]{{1,2}} "
)
"""The place and day with which a paragraph begins that is no dateline in capital letters: "Lima, May 4 - "."""
_THERE = re.compile(
    r"\bthere\b(?! (?:is|are|was|were|has|have|had)\b)|\b(?:abroad|elsewhere|overseas)\b|\bneighbou?rs?\b"
    r"|\b(?:another|other|neighbou?ring|foreign|third|unnamed|many|several|some) "
    r"(?:countr|state|nation|government|kingdom|republic|capital|cit)",
    re.IGNORECASE,
)
"""What makes of a sentence, or of a heading, one of another state than that which is given."""
_MANY = re.compile(r"\b([A-Z][a-z]+)s\b")
"""What may be the people of a state: "Kenyans"."""
_BYLINE = re.compile(r"by [A-Z]", re.IGNORECASE)
_FAR, _REACH = 2, 60
"""The sentences since the only state that was named for which it is still spoken of; the characters looked at."""


class Ground(NamedTuple):
    """The state that a sentence is told of: its name, where the text gives it, and by what."""

    state: str
    span: tuple[int, int]
    told: str
    """What it is inferred from, in words."""


class Parsed(NamedTuple):
    """A block with its normal text, the words of its sentences, and its mentions."""

    block: Block
    text: str
    parts: Sequence[list[Token]]
    mentions: Sequence[Mention]


class _Standing:
    """What has been said so far of the state that a text is about."""

    def __init__(self) -> None:
        self.top: Ground | None = None
        self.section: Ground | None = None
        self.foreign = False
        """Whether another state was named as owner since."""
        self.named: dict[str, Ground] = {}
        self.silent = 0

    def begin(self, ground: Ground | None) -> None:
        """Begin a section, which a heading or a question opens."""
        self.section, self.foreign, self.named, self.silent = ground, False, {}, 0

    def now(self) -> Ground | None:
        """Return the state that a sentence is about which names none, or None."""
        given = self.section or self.top
        if given is not None:
            return given if not self.foreign else None
        return next(iter(self.named.values())) if len(self.named) == 1 and self.silent <= _FAR else None

    def add(self, owners: dict[str, Ground]) -> None:
        """Add the states that a sentence names as owners."""
        given = self.section or self.top
        self.silent = 0 if owners else self.silent + 1
        self.named |= {name: one for name, one in owners.items() if name not in self.named}
        if given is not None and owners:
            self.foreign = {*owners} != {given.state}
        if self.foreign and self.top and self.top.told == DATELINE:
            self.top = None


def grounds(document: Document, blocks: Sequence[Parsed], gazetteer: Gazetteer) -> dict[int, Ground]:
    """Return for each sentence that names no state, by its offset in the file, the state that it is told of."""
    found: dict[int, Ground] = {}
    standing = _Standing()
    leads = [*document.leads]
    for parsed in blocks:
        block, text = parsed.block, parsed.text
        while leads and leads[0].start < block.at(0):
            _lead(leads.pop(0), standing, gazetteer, first=not found and standing.top is None)
        asked = text.rstrip().endswith("?") and len(text) < 200
        if block.headline or asked:
            owners = _owners(parsed, 0, len(text), gazetteer, QUESTION if asked else HEADING)
            known = next(iter(owners.values())) if len(owners) == 1 else None
            byline = not asked and _BYLINE.match(text)
            apart = _SELLING.search(text.lower()) or (not asked and _THERE.search(text))
            known = known if known and not byline and not apart else None
            standing.begin(known)
            if block is document.blocks[0] and not asked:
                standing.top = known
            continue
        dateline = _dateline(parsed, gazetteer)
        standing.top = dateline or standing.top
        for tokens in parsed.parts:
            start, end = tokens[0].start, tokens[-1].end
            owners = _owners(parsed, start, end, gazetteer, BEFORE)
            if len(owners) == 1 and _alone(text[start:end], parsed.mentions, start, end):
                standing.begin(next(iter(owners.values()))._replace(told=HEADING))
            elif owners:
                standing.add(owners)
                if inner := _inner(parsed, start, end, owners, gazetteer):
                    found[block.at(start)] = inner
            else:
                ground = standing.now() if not _THERE.search(text, start, end) else None
                if ground and not _unsettled(parsed, start, end, ground, gazetteer):
                    found[block.at(start)] = ground
                standing.add({})
    return found


def _lead(piece: Piece, standing: _Standing, gazetteer: Gazetteer, *, first: bool) -> None:
    """Add what a dateline or a short heading says that is no paragraph."""
    text = normal(piece.text)
    if _ends_as_dateline(text):
        standing.begin(None)
        standing.top = _placed(text, piece, gazetteer)
        return
    _, mentions = gazetteer.parse(text)
    states = {_state(m, gazetteer): m for m in mentions if m.letter in "SC" and m.names}
    (name, mention) = next(iter(states.items())) if len(states) == 1 else ("", None)
    bare = mention and not re.sub(r"[\d.\s]+|\bthe\b", "", text[: mention.start] + text[mention.end :], flags=re.I)
    span = (piece.at(mention.start), piece.after(mention.end - 1)) if mention and bare else None
    ground = Ground(name, span, HEADING) if span else None
    standing.begin(ground)
    if first and ground:
        standing.top = ground


def _ends_as_dateline(text: str) -> bool:
    return text.rstrip().endswith(("-", "\u2013"))


def located(text: str, gazetteer: Gazetteer) -> str | None:
    """Return the state of the place that a dateline gives: "AKRON, Ohio", "LIMA, Peru (AP) -"."""
    parts = [part.strip() for part in _place_in(text).split(",")][:2]
    capital = _named(parts[0], gazetteer)
    first = capital or _codes(parts[0])
    if len(parts) > 1:
        first = _codes(parts[0]) | capital
        american = frozenset({"USA"} if f"{parts[1]}." in listed("subdivisions") else ())
        second = _codes(parts[1]) | subdivision.beside(parts[1]) | _named(parts[1], gazetteer) | american
        first = (first & second or american) if first else second
    state = f"state:{next(iter(first)).lower()}" if len(first) == 1 else None
    return state if state in gazetteer.labels else None


def _named(part: str, gazetteer: Gazetteer) -> frozenset[str]:
    """Return the code of the state that a whole name means, or that has it as its capital."""
    _, found = gazetteer.parse(part.title())
    whole = (m for m in found if m.letter in "SC" and m.names and len(part) == m.end - m.start)
    return frozenset(_state(m, gazetteer).removeprefix("state:").upper() for m in whole)


def _place_in(text: str) -> str:
    return re.split(rf" ?\(|,? (?:[0-9]|{_MONTH})|[-\u2013]", text)[0].strip(" .,")


def _placed(text: str, piece: Piece, gazetteer: Gazetteer) -> Ground | None:
    """Return the ground of the place that a dateline begins with."""
    state, place = located(text, gazetteer), _place_in(text)
    if state is None:
        return None
    return Ground(state, (piece.at(0), piece.after(len(place) - 1)), DATELINE)


def _codes(name: str) -> frozenset[str]:
    """Return the codes of the states in which a town, or a part of a state, of a name lies."""
    return town.states(name.title()) | subdivision.foremost(name.title())


def _dateline(parsed: Parsed, gazetteer: Gazetteer) -> Ground | None:
    found = _DATELINE.match(parsed.text)
    place = (found["place"] or found["plain"]) if found else None
    return _placed(place, parsed.block.piece, gazetteer) if place else None


def _alone(text: str, mentions: Iterable[Mention], start: int, end: int) -> bool:
    """Return whether a sentence is the name of a state alone, as a heading in the line is: "Oman."."""
    here = [m for m in mentions if start <= m.start < end and m.letter in "SC"]
    rest = text[: here[0].start - start] + text[here[0].end - start :] if len(here) == 1 else text
    return bool(here) and not re.sub(r"[\d.:\s*\u2022-]+", "", rest)


def _inner(parsed: Parsed, start: int, end: int, owners: dict[str, Ground], gazetteer: Gazetteer) -> Ground | None:
    """Return the only state that a sentence names, if it does so by a place: "In Lima the police"."""
    ground = next(iter(owners.values()))
    named = {m.letter for m in parsed.mentions if start <= m.start < end and m.letter in "SCDOP"}
    if len(owners) > 1 or not named <= {"S", "C"} or _unsettled(parsed, start, end, ground, gazetteer):
        return None
    states = {_state(m, gazetteer) for m in parsed.mentions if start <= m.start < end and m.letter in "SC" and m.names}
    return ground._replace(told=INNER) if states == {*owners} and "C" in named else None


def _unsettled(parsed: Parsed, start: int, end: int, ground: Ground, gazetteer: Gazetteer) -> bool:
    """Return whether a sentence has a name that may be another state's or town's."""
    text = parsed.text
    if any(word in gazetteer.demonyms for word in _MANY.findall(text, start, end)):
        return True
    here = (m for m in parsed.mentions if start <= m.start < end and m.letter == UNSETTLED)
    return any(_code(ground) not in town.states(text[m.start : m.end]) for m in here)


def _state(mention: Mention, gazetteer: Gazetteer) -> str:
    name = mention.names[0]
    return gazetteer.agencies.get(name) or gazetteer.lies.get(name, name)


def _owners(parsed: Parsed, start: int, end: int, gazetteer: Gazetteer, told: str) -> dict[str, Ground]:
    """Return the states that a stretch of a block names, but for where firms, wares and money come from."""
    return {
        _state(m, gazetteer): Ground(_state(m, gazetteer), parsed.block.span(m.start, m.end), told)
        for m in parsed.mentions
        if start <= m.start < end
        and m.letter in "SCDOP"
        and m.names
        and _state(m, gazetteer).startswith("state:")
        and not _whence(parsed, m)
    }


def _whence(parsed: Parsed, mention: Mention) -> bool:
    """Return whether a state is only where something comes from, or is set against what is told."""
    text, letter = parsed.text, "D" if mention.letter == "D" else "S"
    before = _BEFORE.search(text, max(0, mention.start - _REACH), mention.start)
    if before or _BEHIND[letter].match(text, mention.end):
        return True
    firm = next((m for m in parsed.mentions if m.letter in "VG" and 0 < m.start - mention.end < _REACH), None)
    joined = firm is not None and _OF_HOME[letter].fullmatch(text, mention.end, firm.start)
    return bool(joined and firm and not _WARE.match(text, firm.end))


def local(mentions: Sequence[Mention], ground: Ground, text: str, start: int, end: int) -> Iterator[Mention]:
    """Yield the mentions of a sentence, and the towns in it, which may lie in several states, as those of its ground.

    Looked for only where a vendor or a ware is named as well.
    """
    here = text[start:end]
    taken, known = bytearray(len(here) + 1), list[Mention]()
    for m in mentions:
        taken[m.start - start : m.end - start] = (b"\1" if m.letter != UNSETTLED else b"\0") * (m.end - m.start)
    about = any(m.letter in "VT" for m in mentions) or _WATCHING.search(here)
    for first, last, codes in candidates(here, taken) if about else ():
        if _code(ground) in codes and here[first:last] not in listed("place-words") and not HOME.search(here, 0, first):
            known.append(Mention(start + first, start + last, "C", (ground.state,)))
    inside = (m for m in mentions if not any(o.start < m.end and m.start < o.end for o in known))
    yield from sorted([*inside, *known], key=lambda m: m.start)


def _code(ground: Ground) -> str:
    return ground.state.removeprefix("state:").upper()


def told_of(ground: Ground | None) -> tuple[str | None, bool]:
    """Return the state that a sentence is told of, and whether it names that itself, by a place alone."""
    return (ground.state, ground.told == INNER) if ground else (None, False)
