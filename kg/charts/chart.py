"""A chart query's answer as a chart: every mark keeps its claims, from the store to the file.

A chart is a file in ``queries/charts``, whose rows are the marks or parts of them. Its front matter says what is
drawn: ``chart`` (map, bar, sankey, heatmap or timeline), which variable is which (:data:`KINDS`), ``claims`` (the
variable that carries claim IRIs), ``classes`` (of its values, in order, parted by ``|``; a number is the lowest of its
class), ``scale: steps`` (classes in ever darker fills), ``empty`` (the class that is gray), ``absent`` (what no row
means), ``unit`` (what a number counts; the plural may follow after ``|``) and ``limits`` (what the picture does not
say). Vega draws it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.answering import answer
from kg.answering.answer import Answer, Cell, Thing
from kg.drawing.lettering import number
from kg.errors import QueryError
from kg.evidence.receipt import Receipt
from kg.namespace import curie
from kg.query import parameter, query
from kg.query.query import Query, Queryable

KINDS: dict[str, tuple[str, ...]] = {
    "map": ("place", "code", "value"),
    "bar": ("bar", "length", "color"),
    "sankey": ("from", "via", "to", "weight"),
    "heatmap": ("line", "column", "value"),
    "timeline": ("time", "mark", "code", "color"),
}
"""Kind of a chart → the variables that its front matter names."""


class Mark(NamedTuple):
    """What a reader can point at: its name, what is said of it, the thing it stands for, and its claims."""

    id: str
    label: str
    text: str
    iri: str
    claims: tuple[str, ...]

    @property
    def title(self) -> str:
        """The mark in one line, with the number of its claims."""
        return f"{self.label}: {self.text}; {number(len(self.claims), 'claim')}"


class Key(NamedTuple):
    """An entry of the legend."""

    label: str
    fill: str
    stroke: str
    held: int | None
    """How many marks, or how much of them, it stands for; None where that says nothing."""


class Plot(NamedTuple):
    """A chart laid out: marks, legend, the Vega parts of its panel, the panel's height, and notes on how to read it."""

    marks: list[Mark]
    keys: list[Key]
    panel: dict[str, Any]
    height: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """The answer to a chart query, and what its front matter says."""

    query: Query
    given: dict[str, Any]
    """The parameters that were given, as they were given."""
    said: tuple[tuple[str, str], ...]
    """The parameters in words: name and values."""
    answer: Answer
    picture: "Callable[[Chart], bytes] | None" = field(default=None, repr=False, compare=False)
    """What draws it as SVG where a notebook shows it; given by whoever can draw."""

    def _repr_html_(self) -> str | None:
        """Return the picture, for a notebook; None where nothing was given to draw it."""
        return None if self.picture is None else f'<div class="chart">{self.picture(self).decode()}</div>'

    @property
    def kind(self) -> str:
        """The kind of the chart."""
        return self.query.front["chart"]

    @property
    def place(self) -> str:
        """Where errors in the file are said to be."""
        return f"{self.query.folder}/{self.query.name}.rq"

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes of the values, in order; empty where the file names none."""
        return tuple(filter(None, (each.strip() for each in self.query.front.get("classes", "").split("|"))))

    def rows(self) -> Iterable[tuple[dict[str, Cell], tuple[str, ...]]]:
        """Yield each row by role, and its claims."""
        columns = {role: self.query.front[role] for role in KINDS[self.kind]}
        for row, claims in zip(self.answer.rows, self.answer.claims, strict=True):
            yield {role: row[column] for role, column in columns.items()}, claims

    def counted(self, value: int) -> str:
        """Return a number with the unit of the chart; one without a unit is a year."""
        one, _, many = (part.strip() for part in self.query.front.get("unit", "").partition("|"))
        return number(value, one, many) if one else str(value)

    def classed(self, cell: Cell) -> int:
        """Return the position of a value's class: of its name or, of a number, that of the last class it reaches.

        Raises:
            QueryError: the value is in none of the classes.
        """
        if isinstance(cell, int | float):
            reached = [at for at, each in enumerate(self.classes) if cell >= int(each)]
            if reached:
                return reached[-1]
        elif name(cell) in self.classes:
            return self.classes.index(name(cell))
        raise QueryError(self.place, f"the value {name(cell)!r} is in no class", f"classes are {self.classes}")

    def class_labels(self) -> tuple[str, ...]:
        """Return the classes as a legend has them: numbers as ranges."""
        if not all(each.isdecimal() for each in self.classes):
            return self.classes
        front = self.query.front
        lows = [int(each) for each in self.classes]
        values = [row[front[role]] for row in self.answer.rows for role in ("value", "color") if role in front]
        most = max((value for value in values if isinstance(value, int)), default=lows[-1])
        highs = [*(low - 1 for low in lows[1:]), max(most, lows[-1])]
        labels = [str(low) if low == high else f"{low}–{high}" for low, high in zip(lows, highs, strict=True)]
        if "empty" in front:
            labels[0] = front["empty"]
        first = 1 if "empty" in front else 0
        if "unit" in front and lows[first] == highs[first]:
            labels[first] = self.counted(lows[first])
        return tuple(labels)


def name(cell: Cell) -> str:
    """Return what a reader calls a cell."""
    return cell.label if isinstance(cell, Thing) else "" if cell is None else str(cell)


def read(store: Queryable, chart: str, **params: Any) -> Chart:
    """Return the chart called ``chart`` with its answer.

    Raises:
        UnknownName: no such chart or parameter, or a name in a parameter that nothing answers to.
        QueryError: its front matter cannot be followed, or a row has no claim.
    """
    found = query.find(chart, "charts")
    place = f"charts/{found.name}.rq"
    kind = found.front.get("chart")
    if kind not in KINDS:
        raise QueryError(place, f"chart is {kind!r}", f"write #+ chart: {', '.join(KINDS)}")
    table = found.run(store, **params)
    for role in (*KINDS[kind], "claims"):
        if found.front.get(role) not in table.columns:
            said = f"{role} is {found.front[role]!r}, no column" if role in found.front else f"no '#+ {role}:' line"
            raise QueryError(place, said, "name a variable it selects")
    told = answer.read(store, table, found.claims, cite=True)
    for row, claims in zip(told.rows, told.claims, strict=True):
        if not claims or not set(claims) <= told.notes.keys():
            raise QueryError(
                place,
                f"a row without claims of the graph: {[name(cell) for cell in row.values()]}",
                "bind the variable named by '#+ claims:' in every row",
            )
    return Chart(found, dict(params), _said(store, found, params), told)


def _said(store: Queryable, found: Query, params: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the parameters in words: those that were given, else their defaults."""
    said = []
    for param in found.params:
        value = params.get(param.name, param.default)
        if value is None:
            continue
        values = value if isinstance(value, list | tuple | set | frozenset) else [value]
        if param.type in parameter.LITERAL_TYPES:
            meaning = param.description[:1].lower() + param.description[1:].rstrip(".")
            said.append((f"{param.name} {', '.join(map(str, values))}", meaning))
            continue
        terms = [parameter.term(found.name, param, each, partial(query.named, store)) for each in values]
        things = [ox.NamedNode(term.value) for term in terms if isinstance(term, ox.NamedNode)]
        labels = {
            row["thing"]: row["label"] or curie(row["thing"])
            for row in (query.find("things").run(store, thing=things).values() if things else ())
        }
        said.append((param.name, ", ".join(sorted(labels.get(term.value, term.value) for term in terms))))
    return tuple(said)


def united(parts: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return the claims of several rows, each once, sorted."""
    return tuple(sorted({claim for part in parts for claim in part}))


def sources(notes: Mapping[str, Receipt]) -> list[tuple[str, int]]:
    """Return the title of each source with the number of its claims, most claims first."""
    titles = [note.title for note in notes.values()]
    return sorted(((title, titles.count(title)) for title in set(titles)), key=lambda pair: (-pair[1], pair[0]))
