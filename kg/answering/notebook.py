"""An answer in Python and in a notebook: a table that knows its graph, so that each row opens its receipts."""

import re
from dataclasses import dataclass, field
from html import escape
from typing import Any

from kg.answering import answer
from kg.answering.answer import Cell, Thing
from kg.answering.sign import SIGN, legend
from kg.errors import KgError, UnknownName
from kg.evidence.receipt import Receipt
from kg.query import query
from kg.query.query import Queryable
from kg.query.solution import Table

SHOWN = 200
"""The number of rows a notebook shows; ``to_frame()`` has them all."""


@dataclass(frozen=True)
class Result(Table):
    """An answer together with the graph that gave it and the column that carries the claims, if any does."""

    graph: Queryable = field(repr=False, compare=False)
    claims: str | None = None
    understood: str = ""
    """For plain words, what was understood: names, questions, parameters, the bound, and what was not used."""

    def cite(self) -> list[tuple[Receipt, ...]]:
        """Return for each row the receipts of the claims it rests on, in the order of their IRIs.

        Raises:
            KgError: the query names no column that carries claims.
        """
        if self.claims is None:
            raise KgError("cite", "the query names no column that carries claims", "ask a question that has one")
        told = answer.read(self.graph, self, self.claims, cite=True)
        return [tuple(told.notes[claim] for claim in row if claim in told.notes) for row in told.claims]

    def _repr_html_(self) -> str:
        """Return an HTML table of the first rows: names for IRIs, and the receipts of each row folded."""
        some = Table(self.columns, self.rows[:SHOWN])
        told = answer.read(self.graph, some, self.claims, cite=self.claims is not None)
        heads, signs = [*told.columns, *(["receipts"] if self.claims else [])], told.signs
        lines = [f"<pre>{escape(self.understood)}</pre>"] if self.understood else []
        lines += [f"<table><thead><tr>{''.join(f'<th>{escape(head)}</th>' for head in heads)}</tr></thead><tbody>"]
        for number, row in enumerate(told.rows):
            cells = "".join(map(_cell, row.values()))
            if self.claims:
                notes = [told.notes[claim] for claim in told.claims[number] if claim in told.notes]
                cells += _receipts(notes, signed=signs[number])
            lines.append(f"<tr>{cells}</tr>")
        lines.append("</tbody></table>")
        lines += [f"<p>{legend(signs)}; its receipts tell who</p>"] if any(signs) else []
        if len(self.rows) > SHOWN:
            lines.append(f"<p>{len(self.rows) - SHOWN:,} more rows; <code>.to_frame()</code> has all of them</p>")
        return "".join(lines)


def ask(graph: Queryable, question: str, **params: Any) -> Result:
    """Return the answer to a question of ``queries/questions`` on a graph, by its name or in plain words.

    Plain words name their parameters themselves; ``anyway=True`` runs the nearest question where none uses them all.

    Raises:
        UnknownName: no such question, parameter, or name in a parameter.
        Unanswered: no question uses all that plain words say.
    """
    if re.search(r"[\s?]", question.strip()):
        from kg.answering import conclusion
        from kg.wording import several

        anyway = bool(params.pop("anyway", False))
        if params:
            raise UnknownName(
                repr(question), f"no parameter {next(iter(params))!r}", "name the question, or say it in words"
            )
        understood = several.understand(graph, question, anyway=anyway)
        own = several.answers(graph, understood)
        rows = several.together(own)
        told = "\n".join((several.told(understood, own), *conclusion.lines(graph, understood, own)))
        return Result(rows.columns, rows.rows, graph, understood.claims, told)
    found = query.find(question)
    table = found.run(graph, **params)
    return Result(table.columns, table.rows, graph, found.claims)


def sparql(graph: Queryable, text: str, claims: str | None = None) -> Result:
    """Return the answer to SPARQL text on a graph; ``claims`` names the column of claim IRIs, if there is one.

    Raises:
        QueryError: the text is not valid SPARQL.
        KgError: the answer has no such column.
    """
    table = query.run(graph, text)
    if claims is not None and claims not in table.columns:
        raise KgError("claims", f"the answer has no column {claims!r}", f"its columns are {', '.join(table.columns)}")
    return Result(table.columns, table.rows, graph, claims)


def _cell(cell: Cell) -> str:
    if isinstance(cell, Thing):
        return f'<td title="{escape(cell.iri)}">{escape(cell.label)}</td>'
    return f"<td>{'' if cell is None else escape(str(cell))}</td>"


def _receipts(notes: list[Receipt], *, signed: bool) -> str:
    if not notes:
        return "<td></td>"
    told = "".join(f"<li>{escape(str(note))}</li>" for note in notes)
    number = f"{len(notes)} claim{'' if len(notes) == 1 else 's'}"
    sign = f" {SIGN}" if signed else ""
    return f'<td style="text-align:left"><details><summary>{number}{sign}</summary><ul>{told}</ul></details></td>'
