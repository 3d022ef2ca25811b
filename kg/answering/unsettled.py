"""What an answer leaves out since nobody says that it is so: rows that plans, allegations or denials give, or no span.

The question is asked again without the condition that claims are accepted; rows that rest on none of the claims of the
answer, and on no accepted claim, and are of other things than its rows, are counted.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox

from kg.evidence import modality
from kg.evidence.receipt import receipts
from kg.namespace import curie, iri, local_name
from kg.query import query
from kg.query.query import Query, Queryable
from kg.query.solution import Table, Term, python
from kg.query.substitution import substituted

if TYPE_CHECKING:
    from kg.wording.part import Part


EDGE = "evidence-of-edge"
"""The question whose rows are the claims of one edge."""


def _more(number: int) -> str:
    return "1 row more is" if number == 1 else f"{number} rows more are"


class Left(NamedTuple):
    """The rows that an answer has not since they are only planned, alleged or the like."""

    rows: int
    how: str
    """Such as ``only planned``."""
    claim: str
    """The IRI of a claim that says the first of them."""

    def __str__(self) -> str:
        return f"{_more(self.rows)} {self.how}"

    @property
    def typed(self) -> str:
        """The same with the command that tells where the first is said."""
        return f"{self}; 'kg ask receipts --param claim={curie(self.claim)}' tells where the first is said"


class Odds(NamedTuple):
    """What sources disagree on that an answer gives the claims of one side of: one joined, another does not mark it."""

    rows: int
    sides: str
    """Who says so, and against whom."""
    claim: str
    """The IRI of a claim of the first of them."""
    asked: str
    """The parameters of disagreements that list them."""

    def __str__(self) -> str:
        return f"sources disagree on this: {self.sides}"

    @property
    def typed(self) -> str:
        """The same with the command that tells what each says."""
        return f"{self}; 'kg ask disagreements {self.asked}' tells what each says"


def at_odds(store: Queryable, question: Query, given: Mapping[str, Any]) -> list[Odds]:
    """Return what sources disagree on where the claims of memberships are asked for: of each member and union.

    A source that does not mark a member says nothing, so that no claim of the answer is denied by it.

    Raises:
        QueryError, UnknownName: as :meth:`kg.query.query.Query.run`.
    """
    if question.name != EDGE or not {"from", "to"} <= given.keys():
        return []
    found = []
    for one, other in product(_each(given["from"]), _each(given["to"])):
        union = curie(query.named(store, other, "thing", question.name))
        if not union.startswith("initiative:"):
            continue
        member = curie(query.named(store, one, "thing", question.name))
        table = query.find("disagreements").run(store, thing=member, kind="membership", **{"with": union})
        if not table.rows:
            continue
        rows = [dict(zip(table.columns, map(python, row), strict=True)) for row in table.rows]
        sides = dict.fromkeys(f"{curie(row['first'])}, and {curie(row['second'])} against" for row in rows)
        asked = f"--param thing={member} --param with={union}"
        found.append(Odds(len(rows), "; ".join(sides), rows[0]["claims"].split()[0], asked))
    return found


def _each(given: Any) -> list[str]:
    """Return what a parameter is given, as text: one thing, or each of several."""
    return [str(each) for each in given] if isinstance(given, list | tuple) else [str(given)]


def beside(
    store: Queryable, question: Query, given: Mapping[str, Any], known: Collection[str]
) -> Iterator[Left | Odds]:
    """Yield what an answer leaves out, and what sources disagree on that it gives, as the two functions have it."""
    if left := told(store, question, given, known):
        yield left
    yield from at_odds(store, question, given)


def told(store: Queryable, question: Query, given: Mapping[str, Any], known: Collection[str]) -> Left | None:
    """Return the rows that an answer has not since they are only planned, alleged or the like; None without any.

    ``known`` are the claims of its rows; where there are none, what is denied is told as well. A question that names no
    claims, or takes all of them, leaves nothing out.

    Raises:
        QueryError, UnknownName: as :meth:`kg.query.query.Query.run`.
    """
    text = loosened(store, question, given) if question.claims is not None else ""
    if question.claims is None or not text:
        return None
    if not known:
        text = substituted(text, with_denials())
    held, table = frozenset(known), query.run(store, text)
    every = list(zip(table.rows, _claims(table, question.claims), strict=True))
    other = [(cells, row) for cells, row in every if row and held.isdisjoint(row)]
    if not other:
        return None
    firm = {_things(cells) for cells, row in every if not held.isdisjoint(row)}
    rows = [row for cells, row in other if _things(cells) not in firm]
    notes = receipts(store, {claim for row in rows for claim in row}, brief=True)
    left = [row for row in rows if all(modality.short_of(notes[claim].modality) for claim in row if claim in notes)]
    if not left:
        return None
    how = modality.only(notes[claim].modality for row in left for claim in row)
    return Left(len(left), how, min(left[0]))


def open_rows(store: Queryable, question: Query, given: Mapping[str, Any]) -> str:
    """Return in words how many rows sources leave open for the span of years that is asked for; nothing for no span.

    Raises:
        QueryError, UnknownName: as :meth:`kg.query.query.Query.run`.
    """
    if "holding" in given or all(param.name != "holding" for param in question.params):
        return ""
    if not any(param.default or param.name in given for param in question.params if param.name in ("since", "until")):
        return ""
    number = len(question.run(store, **{**given, "holding": "unknown"}).rows)
    if not number:
        return ""
    told = f"{_more(number)} neither said to hold in this span nor said not to"
    return f"{told}; --param holding=unknown lists what is unknown"


def with_denials() -> dict[str, str]:
    """Return what a query names for what a claim is about → what takes denials besides, as SPARQL has it."""
    return {iri("ais:about"): f"(<{iri('ais:about')}>|<{iri('ais:denies')}>)"}


def loosened(store: Queryable, question: Query, given: Mapping[str, Any]) -> str:
    """Return the text of a question or view that takes every claim, firm or not; empty where it does so by itself.

    Raises:
        QueryError, UnknownName: as :meth:`kg.query.query.Query.run`.
    """
    if modality.unconditional(question.text) == question.text:
        return ""
    return modality.unconditional(question.bind(partial(query.named, store), given))


def parts(store: Queryable, plan: "Iterable[Part]", known: Collection[str]) -> Iterator[Left | Odds]:
    """Yield what the question of a plan leaves out, where it is one, and what sources disagree on that it gives.

    ``known`` are the claims of the rows.
    """
    framed = [part for part in plan if part.frame is not None]
    for part in framed if len(framed) == 1 else ():
        assert part.frame is not None
        yield from beside(store, part.frame.question, part.params, known)


def claims(table: Table, column: str | None) -> frozenset[str]:
    """Return the claims that a table names in a column; none where it has no such column."""
    return frozenset[str]().union(*_claims(table, column)) if column in table.columns else frozenset()


def _things(row: tuple[Term | None, ...]) -> tuple[str, ...]:
    """Return the things in a row, but for how firmly it is said: rows of the same things are of one matter."""
    named = [term.value for term in row if isinstance(term, ox.NamedNode)]
    return tuple(name for name in named if local_name(name) not in modality.vocabulary().all)


def _claims(table: Table, column: str | None) -> list[frozenset[str]]:
    """Return the claims of each row of a table."""
    at = table.columns.index(str(column))
    return [frozenset(str(python(row[at]) or "").split()) for row in table.rows]
