"""A text in plain words that asks one question, or two of which each is answered: read first, then run and told.

Two are a question after another, or the two counts of a share or of what has more;
several are one of each thing that is named.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import Unanswered
from kg.evidence.mention import Names
from kg.query.query import Queryable
from kg.query.solution import Table, Term
from kg.wording import membership, part, plain, refusal, turn, wrapped
from kg.wording.composed import short
from kg.wording.lexicon import lexicon
from kg.wording.part import of_one, repeats
from kg.wording.plain import Understood
from kg.wording.reading import LONGEST

if TYPE_CHECKING:
    from kg.wording.contrast import Contrast
    from kg.wording.halves import Halves

_SIGNS = ("? ", "; ", ". ", "! ", " and ", " plus ", " as well as ")
"""Where a text may part: it has one of them."""
_COUNTED = re.compile(
    r"\b(?:more|fewer|less|commoner|likelier|rarer|rates?|shares?|percent\w*|per cent|proportions?|fractions?|part|"
    r"most|majority|half|third|quarter|mostly|mainly|chiefly|rather|largely|each|"
    r"predominantly|compare|bigger|larger|greater|wider|smaller|as many|out of|"
    r"how (?:many|widespread|common|prevalent|popular|widely|far))\b"
    r"|\b(?:is|are|do|does|did|was|were|has|have|had)\b.* (?:and|but|while|whereas) |versus|against|relative|"
    r": who .* who |\b(?:gain|gained|win|won) or |\b(?:them|those|these|until when|till when|or both|the one)\b",
    re.IGNORECASE | re.ASCII,
)
"""What a text has that can be of two counts, or ask of each of two whether it is so."""
_OF_THOSE = re.compile(
    r"(?: and,?|[;.?]) (?:and,? )?(?:of|among) (?:them|these|those),? (?:which|who|how many)\b"
    r"|\b(?:share|percent\w*|per cent|proportion|fraction|part) of (?:the |all )*"
    r"(?:[^,;:?]*\busers\b|(?:states|countries|nations|governments) with) [^,;:?]*(?:is|are|was|were) ",
    re.IGNORECASE | re.ASCII,
)
"""What asks for some of the rows of a question, so that both are asked: of those, which are in Asia."""
_LISTED = re.compile(r" and | or |,|&|/", re.IGNORECASE)
"""What a text has that can ask of each of several."""
MOST = 2 * LONGEST
"""The characters of a text beyond which it is no two questions."""
_PAIR = 2
_NUMBERS = ("", "", "two", "three", "four", "five")


@dataclass(frozen=True)
class Several(Understood):
    """Two questions of one text or more, each understood by itself; the plan has the parts of all."""

    halves: tuple[Understood, ...]
    aim: str = ""
    """For what the rows of both are counted: ``share``, ``more``; empty where they are not."""

    @property
    def claims(self) -> str | None:
        """The column that carries claims: each row has those of its own question."""
        return "claims"

    @property
    def name(self) -> str:
        """The names of the questions of both."""
        return "; ".join(half.name for half in self.halves)


def understand(store: Queryable, text: str, *, anyway: bool = False, names: Names | None = None) -> Understood:
    """Return which question answers a text, or which two, where it asks two and each is answered.

    ``anyway`` and ``names`` are as :func:`kg.wording.plain.understand` has them.

    Raises:
        Unanswered: as there; where one of two questions is not answered, it is told which, and what answers the other.
    """
    names = Names(store) if names is None else names
    if len(text) > MOST:
        return plain.understand(store, text, anyway=anyway, names=names)
    ways = _ways(names, text)
    for way in ways:
        if way.sure and (found := _both(store, names, text, way)):
            return found
    for counts in _counts(names, text) if _OF_THOSE.search(text) else ():
        if (found := _both(store, names, text, counts)) and _narrows(found):
            return found
    if wrapped.EITHER.search(text) and (found := _among(store, names, text)):
        return found
    try:
        whole = plain.understand(store, text, names=names)
        if of_one(whole.plan) and (found := _each(store, names, text, ("whether",))):
            return found
        return (_each(store, names, text, ("headed",)) if repeats(whole.plan) else None) or whole
    except Unanswered as error:
        for way in ways:
            if found := _both(store, names, text, way):
                return found
        for counts in _counts(names, text):
            if found := _both(store, names, text, counts):
                return found
        if found := _each(store, names, text) or _remarked(store, names, text) or _among(store, names, text):
            return found
        if anyway:
            return plain.understand(store, text, anyway=True, names=names)
        for way in ways:
            if half := _half(store, names, way):
                raise Unanswered(error.place, *half) from error
        raise


def answers(store: Queryable, found: Understood) -> list[tuple[Understood, Table]]:
    """Return each question of a text with its rows."""
    own = found.halves if isinstance(found, Several) else (found,)
    return [(half, plain.run(store, half)) for half in own]


def together(own: Sequence[tuple[Understood, Table]]) -> Table:
    """Return the rows of the questions of a text; of two those of the first and then those of the second.

    A row of two questions has the number of its question, the thing, its label, what else its question tells of it,
    and its claims.
    """
    if len(own) == 1:
        return own[0][1]
    rows = [row for number, (half, table) in enumerate(own, 1) for row in _rows(number, half, table)]
    return Table(("question", "thing", "label", "told", "claims"), rows)


def told(found: Understood, own: Sequence[tuple[Understood, Table]]) -> str:
    """Return what was understood, as :func:`kg.wording.plain.told` does, of each question of a text with its rows."""
    each = [plain.told(half, rows) for half, rows in own]
    return "\n".join([found.warning, *each, *counted(found, own)] if isinstance(found, Several) else each)


def counted(found: Understood, own: Sequence[tuple[Understood, Table]]) -> list[str]:
    """Return a line with what the numbers of the rows of two questions say, where a text asks for that; else none.

    Of a share, or of each of two, it is how many of the first are among the second, and the percentage, which has no
    value where the first are none; of two counts that are compared it is both.
    """
    aim = found.aim if isinstance(found, Several) else ""
    if not aim:
        return []
    things = [plain.things(half, rows) for half, rows in own]
    if aim == "share":
        pairs = list(zip(things[::2], things[1::2], strict=True))
        return [_shared(whole, part, 2 * at if len(pairs) > 1 else 0) for at, (whole, part) in enumerate(pairs, 1)]
    counts = ", ".join(f"{len(each)} for question {number}" for number, each in enumerate(things, 1))
    return [f"counts:     {counts}"] if aim == "more" else []


def _shared(whole: set[str], part: set[str], number: int) -> str:
    """Return a line with how many of a whole are among a part, which is the question of that number if not the only."""
    among, beside = len(part & whole), len(part - whole)
    percent = f", {100 * among / len(whole):.0f} %" if whole else ""
    apart = f"; {beside} of question {number or 2} are none of question {number - 1 if number else 1}" if beside else ""
    return f"share:      {among} of {len(whole)}{percent}{apart}{f' (question {number})' if number else ''}"


def bound(found: Understood) -> str:
    """Return what the number of rows is a bound of, as :mod:`kg.wording.plain` does; of two nothing."""
    return "" if isinstance(found, Several) else part.bound(found.plan)


def _ways(names: Names, text: str) -> list["Halves"]:
    """Return each way in which a text is two questions; what finds them is made ready for a text that may be."""
    if not any(sign in text for sign in _SIGNS):
        return []
    from kg.wording.halves import halves

    return list(halves(names, lexicon(), text))


def _counts(names: Names, text: str) -> list["Contrast"]:
    """Return each way in which a text is two counts; what finds them is made ready for a text that may be."""
    if not _COUNTED.search(text):
        return []
    from kg.wording.contrast import contrasts

    return list(contrasts(names, lexicon(), text))


def _each(store: Queryable, names: Names, text: str, ways: Sequence[str] = ("asked", "whether")) -> Several | None:
    """Return the questions of a text that asks of each of several things, where one question answers them all."""
    if not _LISTED.search(text):
        return None
    from kg.wording import apiece

    every = (getattr(apiece, way)(names, lexicon(), text) for way in ways)
    return next(filter(None, (_alike_all(store, names, text, asked) for asked in every)), None)


def _among(store: Queryable, names: Names, text: str) -> Several | None:
    """Return the questions of each of several things, whether it is among the rows of one that a text wraps."""
    return _alike_all(store, names, text, wrapped.apiece(names, lexicon(), text)) if _LISTED.search(text) else None


def _alike_all(store: Queryable, names: Names, text: str, asked: Sequence[str]) -> Several | None:
    """Return the questions that a text asks where each is answered, and all by the same questions of the library."""
    try:
        own = [plain.understand(store, each, names=names) for each in asked]
    except Unanswered:
        return None
    answering = {tuple(part.frame and part.frame.question.name for part in each.plan) for each in own}
    return _put(text, asked, own) if len(own) > 1 and len(answering) == 1 else None


def _remarked(store: Queryable, names: Names, text: str) -> Several | None:
    """Return the questions of a text without the remark before them, or with the name for its pronoun."""
    from kg.wording import remark

    put = turn.turned(names, lexicon(), text).text
    told = [(rest, f"set aside {said!r}; ") for rest, said in remark.rests(names, lexicon(), text)]
    for rest, aside in [*told, *([(put, "")] if put != text else [])]:
        ways: list[Halves | Contrast] = [*_ways(names, rest), *_counts(names, rest)]
        for way in ways:
            if found := _both(store, names, rest, way):
                return replace(found, warning=aside + found.warning)
        if found := _each(store, names, rest):
            return replace(found, warning=aside + found.warning)
    return None


def _both(store: Queryable, names: Names, text: str, way: "Halves | Contrast") -> Several | None:
    """Return the two questions of a text, where each is answered, and by rows that can be counted together."""
    asked, aim = list(way.asked), getattr(way, "aim", "")
    try:
        own = tuple(plain.understand(store, half, names=names) for half in asked)
        if aim == "share" and (fitted := membership.fitted(names.editions, asked, [half.plan for half in own])):
            asked = fitted
            own = tuple(plain.understand(store, half, names=names) for half in asked)
    except Unanswered:
        return None
    if own[0].plan == own[1].plan or (aim and not _alike(aim, own)):
        return None
    return _put(text, asked, own, aim)


def _narrows(found: Several) -> bool:
    """Return whether the second question is of rows of the first: of a denial, one that denies it of the same rows."""
    first, second = ({part.mark for part in half.plan} for half in found.halves)
    return first <= second or all(part.sign == "+" for part in found.halves[0].plan)


def _put(text: str, asked: Sequence[str], own: Sequence[Understood], aim: str = "") -> Several:
    read = tuple(f"question {number}: {half!r}" for number, half in enumerate(asked, 1))
    told = "; ".join((*read, *(each.warning for each in own if each.warning)))
    of = " and the fourth of the third" if len(own) > _PAIR else ""
    why = {"share": f", for the share that the second has of the first{of}", "more": ", for which has more"}.get(
        aim, ""
    )
    warning = f"{_NUMBERS[len(own)]} questions, answered one after the other{why}: {told}"
    reading = replace(own[0].reading, text=text, features=tuple(one for each in own for one in each.reading.features))
    return Several(reading, tuple(part for each in own for part in each.plan), warning, (), tuple(own), aim)


def _alike(aim: str, own: Sequence[Understood]) -> bool:
    """Return whether the rows of questions are of one kind, and those that are weighed by like questions."""
    kinds = {part.frame.row for each in own for part in each.plan if part.frame is not None}
    return len(kinds) == 1 and (aim == "share" or len({each.name for each in own}) == 1)


def _half(store: Queryable, names: Names, way: "Halves") -> tuple[str, str] | None:
    """Return which of two questions is not answered and why, and what answers the other; None where neither is."""
    answered: list[tuple[str, Understood]] = []
    refused: list[tuple[str, str, str]] = []
    for half in way.asked:
        try:
            answered.append((half, plain.understand(store, half, names=names)))
        except Unanswered as error:
            refused.append((half, error.found, error.todo))
    if len(answered) != 1:
        return None
    half, lacks, todo = refused[0]
    other, found = answered[0]
    told = f"two questions are asked, and of {refusal.short(half)}: {lacks}"
    return told, f"ask {refusal.short(other)} alone, which {found.name} answers; {todo}"


def _rows(number: int, half: Understood, table: Table) -> list[tuple[Term | None, ...]]:
    """Return the rows of one of two questions: its number, thing, label, what else is told, and the claims."""
    places = {name: at for at, name in enumerate(table.columns)}
    label, claims = places.get("label"), places.get(half.claims or "")
    rows: list[tuple[Term | None, ...]] = []
    for row in table.rows:
        told = [
            f"{name} {short(cell)}"
            for (name, at), cell in zip(places.items(), row, strict=True)
            if cell is not None and at not in (0, label, claims)
        ]
        cited = row[claims] if claims is not None else None
        named = row[label] if label is not None else None
        rows.append((ox.Literal(number), row[0], named, ox.Literal("; ".join(told)), cited or ox.Literal("")))
    return rows
