"""Lists of entries, "Kenya: Huawei, safe city": each is a claim where the heading over them says what they are.

An entry is read only where every part of it is a name, a ware, a year or how it stands: "Kenya: Huawei wants to bid"
says more than its names.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from kg.prose import grid, guard
from kg.prose.gazetteer import Mention
from kg.prose.grammar import cue, listed
from kg.prose.grid import Cell, Entry
from kg.prose.proposal import Proposal
from kg.prose.sentence import LONGEST
from kg.prose.table import WHEN, firmly, names_body, settled, surveils
from kg.prose.unread import Told

_JOINS = re.compile(r"\b(?:and|with|from|by|for|its|the|a|an|of|also|plus)\b|[^\w]+")
_PARTS = re.compile(r"[,;()]| [–-] ")
NO_HEADING = "nothing over the list says what its entries are"
ANNOTATED = "an entry of the list says more than a name, a ware or how it stands"
UNSAID = "nothing says that the list is of surveillance"


class _Line(NamedTuple):
    """An entry of a list, with the sentence that it stands in."""

    told: Told
    entry: Entry

    def mentions(self, cell: Cell, letters: str) -> list[Mention]:
        """Return what a part of the entry names."""
        inside = (m for m in self.told.sentence.mentions if cell.start <= m.start < cell.end)
        return [m for m in inside if m.letter in letters and m.names]


class _Heading(NamedTuple):
    """What stands over a list: the sentence, and the span of its block that is the heading."""

    told: Told
    start: int
    end: int
    text: str


def itemized(sentences: Sequence[Told]) -> Iterator[Proposal]:
    """Yield what the entries of the lists in some sentences claim, in their order.

    Why an entry was not read is added to the reasons of its sentence.
    """
    run: list[_Line] = []
    over: _Heading | None = None
    for told in (*sentences, None):
        if told and run and not re.search(r"[^\W\d_]", told.sentence.text):
            continue
        entry = _entry(told) if told else None
        if told and entry:
            run.append(_Line(told, entry))
            continue
        if len(run) > 1:
            yield from _read(run, over)
        numbered = told is not None and not re.search(r"[^\W\d_]", told.sentence.text)
        run, over = [], over if numbered else _heading(told) if told else None


def _entry(told: Told) -> Entry | None:
    sentence = told.sentence
    if len(sentence.marked) > LONGEST or grid.barred(sentence.text) or "\n" in sentence.text.strip():
        return None
    return grid.entry(sentence.text, sentence.start)


def _heading(told: Told) -> _Heading:
    sentence = told.sentence
    return _Heading(told, sentence.start, sentence.end, sentence.text)


def _read(run: list[_Line], over: _Heading | None) -> Iterator[Proposal]:
    """Yield what the entries of one list claim, if its heading says that vendors supply states."""
    known = [line for line in run if _sides(line)]
    if len(known) < 2 or len(known) * 2 < len(run):
        return
    said = " ".join(over.text.lower().split()) if over else ""
    reason = NO_HEADING if over is None or not cue("list-supplied").search(said) else None
    reason = reason or guard.denial(said, 0, len(said))
    if cue("table-other").search(said):
        reason = reason or NO_HEADING
    for line in known:
        if reason or over is None:
            line.told.reasons.append(reason or NO_HEADING)
        else:
            yield from _line(line, over, said)


def _sides(line: _Line) -> tuple[list[Mention], list[Mention]] | None:
    """Return the vendors and the states of an entry that leads from the one to the others, or None."""
    head, rest = line.entry
    states, vendors = line.mentions(head, "S"), line.mentions(head, "V")
    if len(states) == 1 and not vendors and (inner := line.mentions(rest, "V")) and not line.mentions(rest, "SDC"):
        return inner, states
    if len(vendors) == 1 and not states and (inner := line.mentions(rest, "S")) and not line.mentions(rest, "V"):
        return vendors, inner
    return None


def _line(line: _Line, over: _Heading, said: str) -> Iterator[Proposal]:
    vendors, states = _sides(line) or ([], [])
    head, rest = line.entry
    if not _named(line, head):
        line.told.reasons.append(ANNOTATED)
        return
    stands: bool | None = True
    for start, text in _parts(rest):
        part = Cell(start, start + len(text), text)
        how = settled(text) if re.search(r"\w", WHEN.sub(" ", text.lower())) else True
        if how is None and not _named(line, part) and not names_body(text) and not _wares(line, part):
            line.told.reasons.append(guard.denial(text.lower(), 0, len(text)) or ANNOTATED)
            return
        stands = stands and how is not False
    goods = [*dict.fromkeys(m.names[0] for m in line.mentions(rest, "T"))]
    above = {m.names[0]: m for m in over.told.sentence.mentions if m.letter == "T" and m.names}
    if not goods and not above and not surveils(said) and not surveils(rest.text.lower()):
        line.told.reasons.append(UNSAID)
        return
    topic = next(iter(above.values())) if len(above) == 1 and not goods and not _other(line, rest) else None
    for vendor, state in product(vendors, states):
        roles: dict[str, str | list[str] | bool | None] = {"supplier": vendor.names[0], "recipient": state.names[0]}
        if len(goods) == 1 or topic:
            roles["technology"] = goods[0] if goods else topic.names[0] if topic else None
        modality = firmly(said, "asserted") if stands else "hypothetical"
        made = line.told.proposal(
            "Supply", roles, (head.start, rest.end), (None, modality), vendor, row=True, proposer="rules"
        )
        made.heading = over.told.block.span(over.start, over.end)
        if topic:
            made.antecedents["technology"] = over.told.block.span(topic.start, topic.end)
        made.id = f"l{made.start}.{vendor.start}.{state.start}"
        yield made


def _parts(rest: Cell) -> Iterator[tuple[int, str]]:
    at = 0
    for match in (*_PARTS.finditer(rest.text), None):
        end = match.start() if match else len(rest.text)
        text = rest.text[at:end]
        if text.strip(" ."):
            first = at + len(text) - len(text.lstrip())
            yield rest.start + first, text.strip(" .")
        at = match.end() if match else end


def _left(line: _Line, cell: Cell) -> str:
    """Return what is left of a part of an entry without the names in it, years and words that join them."""
    text = cell.text
    for mention in reversed(line.mentions(cell, "VSTDO")):
        text = f"{text[: mention.start - cell.start]} {text[mention.end - cell.start :]}"
    return " ".join(_JOINS.sub(" ", WHEN.sub(" ", text.lower())).split())


def _named(line: _Line, cell: Cell) -> bool:
    """Return whether a part of an entry holds names and nothing else, or a body of the state beside it."""
    left = _left(line, cell)
    return not left or (bool(line.mentions(cell, "S")) and names_body(left))


def _wares(line: _Line, cell: Cell) -> bool:
    """Return whether a part of an entry holds wares of surveillance besides its names."""
    words = _left(line, cell).split()
    known = listed("wares") | listed("watching") | listed("ware-words") | listed("technical")
    watching = bool(line.mentions(cell, "T")) or surveils(cell.text.lower())
    return watching and all(word in known or word.isdigit() for word in words)


def _other(line: _Line, rest: Cell) -> bool:
    """Return whether an entry names a ware of its own, of which no register has the technology."""
    return any(_left(line, Cell(start, start + len(text), text)) for start, text in _parts(rest))
