"""An answer ready to be read: rows whose IRIs carry labels and types, and the receipts of the claims they rest on."""

import csv
import io
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.answering.license import NOT_STATED, License, among
from kg.answering.sign import SIGN, legend, signed
from kg.evidence.contest import against
from kg.evidence.receipt import Receipt, receipts
from kg.namespace import curie, iri
from kg.query import query
from kg.query.query import Query, Queryable
from kg.query.solution import Table, Term, python


class Thing(NamedTuple):
    """One IRI in an answer: the IRI, its English label or its CURIE, and the CURIE of its class (empty if unknown)."""

    iri: str
    label: str
    type: str


Cell = Thing | str | int | float | bool | None


@dataclass(frozen=True)
class Answer:
    """The rows of an answer by column, the claim IRIs of each row, and the receipts of the cited claims.

    ``claims`` is empty where the query carries no claims; ``notes`` is empty unless citations were asked for.
    """

    columns: tuple[str, ...]
    rows: list[dict[str, Cell]]
    claims: list[tuple[str, ...]]
    notes: dict[str, Receipt]
    license: str = ""
    """What it may be passed on under, told in one line where the claims are cited."""
    terms: License | None = None
    """The same by source."""
    contested: frozenset[str] = frozenset()
    """Those of the claims that others deny or dispute, where rows are marked by them."""
    about: Mapping[str, str] = field(default_factory=dict)
    """What was asked, what a row is, and what the rows are a bound of, as :func:`described` tells it."""

    @property
    def signs(self) -> list[bool]:
        """Whether each row rests on a contested claim."""
        return signed(self.claims, self.contested) if self.claims else [False] * len(self.rows)


def read(
    store: Queryable,
    table: Table,
    claims: str | None,
    *,
    cite: bool = False,
    mark: bool = False,
    about: Mapping[str, str] | None = None,
) -> Answer:
    """Return a table as an answer; ``claims`` names the column of claim IRIs, which is taken out of the rows.

    An answer that cites tells what was asked as well: ``about``. With ``mark`` it knows which claims are contested.
    """
    columns = tuple(column for column in table.columns if column != claims)
    wanted = {
        term.value
        for row in table.rows
        for column, term in zip(table.columns, row, strict=True)
        if isinstance(term, ox.NamedNode) and column != claims
    }
    found = things(store, wanted)
    rows: list[dict[str, Cell]] = []
    cited: list[tuple[str, ...]] = []
    for row in table:
        rows.append({column: _cell(row[column], found) for column in columns})
        if claims is not None:
            cited.append(tuple(sorted(set(str(python(row[claims]) or "").split()))))
    claims_of = {iri for row in cited for iri in row}
    if not cite:
        return Answer(columns, rows, cited, {}, contested=frozenset(against(store, claims_of) if mark else ()))
    notes = receipts(store, claims_of)
    terms = among(store, {note.source for note in notes.values()})
    contested = frozenset(claim for claim, note in notes.items() if note.against)
    return Answer(columns, rows, cited, notes, str(terms or ""), terms, contested, about or {})


def described(question: Query) -> dict[str, str]:
    """Return what a reader of the answer to a question has to know of it; what its file does not say is absent."""
    told = {
        "question": question.name,
        "summary": question.summary,
        "limits": question.front.get("limits", question.description),
        "row": question.row,
        "bound": question.front.get("bound", ""),
    }
    return {key: value for key, value in told.items() if value}


def meta(answer: Answer) -> dict[str, Any]:
    """Return what is to be known of an answer that cites: what was asked, its license, and its sources with theirs.

    ``license`` is the most restrictive of those of the sources, and ``not stated`` where one states none; it is None
    where the rows rest on no claim.
    """
    titles = {note.source: note.title for note in answer.notes.values()}
    licenses = answer.terms.sources if answer.terms else {}
    sources = [
        {"id": id_, "title": titles.get(id_, id_), "license": name} for name, ids in licenses.items() for id_ in ids
    ]
    return {
        **answer.about,
        "license": answer.terms.name if answer.terms else None,
        "sources": sorted(sources, key=lambda source: source["id"]),
        "contested": sorted(claim for claim, note in answer.notes.items() if note.against),
    }


def things(store: Queryable, wanted: Collection[str]) -> dict[str, Thing]:
    """Return IRI → label and class, for those of the IRIs that the store names."""
    if not wanted:
        return {}
    asked = [ox.NamedNode(name) for name in sorted(wanted)]
    found = query.find("things").run(store, thing=asked)
    return {
        row["thing"]: Thing(row["thing"], row["label"] or curie(row["thing"]), curie(row["kind"]))
        for row in found.values()
    }


def _cell(term: Term | None, named: dict[str, Thing]) -> Cell:
    if isinstance(term, ox.NamedNode):
        return named.get(term.value, Thing(term.value, curie(term.value), ""))
    value: Cell = python(term)
    return value


def values(answer: Answer) -> list[dict[str, Any]]:
    """Return the rows as values of JSON: an IRI is an object with iri, label and type, a cited claim its receipt."""
    rows: list[dict[str, Any]] = []
    for number, row in enumerate(answer.rows):
        shown: dict[str, Any] = {key: cell._asdict() if isinstance(cell, Thing) else cell for key, cell in row.items()}
        if answer.claims:
            shown["claims"] = [
                answer.notes[claim]._asdict() if claim in answer.notes else claim for claim in answer.claims[number]
            ]
        rows.append(shown)
    return rows


def links(answer: Answer) -> list[str]:
    """Return the addresses of what is to be known of an answer that cites: the licenses, and then the sources."""
    told = answer.terms.sources if answer.terms else {}
    licenses = [name for name in reversed(told) if name != NOT_STATED]
    return [*licenses, *(iri(f"source:{id_}") for id_ in sorted(id_ for ids in told.values() for id_ in ids))]


def to_json(answer: Answer) -> str:
    """Return a JSON list of row objects, as :func:`values` has them.

    An answer that cites is an object instead: the list is its ``rows``, and ``meta`` is what :func:`meta` tells.
    """
    import msgspec

    rows = values(answer)
    told = {"meta": meta(answer), "rows": rows} if answer.notes or answer.about else rows
    return msgspec.json.format(msgspec.json.encode(told), indent=2).decode() + "\n"


def to_csv(answer: Answer) -> str:
    """Return the rows as CSV; IRIs in full. With citations, a last column holds the claim IRIs, parted by spaces."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([*answer.columns, *(["claims"] if answer.notes else [])])
    for number, row in enumerate(answer.rows):
        cells = [cell.iri if isinstance(cell, Thing) else cell for cell in row.values()]
        writer.writerow([*cells, *([" ".join(answer.claims[number])] if answer.notes else [])])
    return file.getvalue()


def to_spreadsheet(answer: Answer) -> str:
    """Return the rows as CSV in which no cell is a formula: an apostrophe stands before what a spreadsheet would run.

    Numbers are left as they are. A byte order mark comes first, so that Excel shows every letter.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    for row in csv.reader(io.StringIO(to_csv(answer))):
        writer.writerow([f"'{cell}" if cell.startswith(_RUN) and not _NUMBER.fullmatch(cell) else cell for cell in row])
    return "\ufeff" + file.getvalue()


def to_markdown(answer: Answer) -> str:
    """Return the rows as a Markdown table; with citations, footnotes below it."""
    lines = [_markdown(answer.columns), _markdown(["---"] * len(answer.columns))]
    marks, signs = _marks(answer), answer.signs
    for number, row in enumerate(answer.rows):
        cells = [_text(cell) for cell in row.values()]
        if marks and cells:
            cells[-1] += "".join(f"[^{marks[claim]}]" for claim in answer.claims[number])
        if signs[number] and cells:
            cells[-1] += f" {SIGN}"
        lines.append(_markdown(cells))
    lines += ["", _told(answer)] if any(signs) else []
    lines += ["", *(f"[^{mark}]: {answer.notes[claim]}" for claim, mark in marks.items())] if marks else []
    lines += ["", answer.license] if answer.license else []
    return "\n".join(lines) + "\n"


def to_table(answer: Answer) -> str:
    """Return the rows as an aligned table for a terminal, long cells cut; with citations, numbered notes below it."""
    marks, signs = _marks(answer), answer.signs
    header = [*answer.columns, *([SIGN] if any(signs) else []), *(["notes"] if marks else [])]
    body = []
    for number, row in enumerate(answer.rows):
        notes = [_ranges(sorted(marks[claim] for claim in answer.claims[number]))] if marks else []
        sign = [SIGN if signs[number] else ""] if any(signs) else []
        body.append([*(_short(_text(cell)) for cell in row.values()), *sign, *notes])
    widths = [max(map(len, column)) for column in zip(header, *body, strict=True)] if header else []
    numeric = [all(isinstance(row[c], int | float | None) for row in answer.rows) for c in answer.columns]
    numeric += [False] * (len(header) - len(numeric))

    def line(cells: list[str]) -> str:
        aligned = (
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(cells, widths, numeric, strict=False)
        )
        return "  ".join(aligned).rstrip()

    lines = [line(header), line(["-" * width for width in widths]), *(line(cells) for cells in body)]
    lines.append(f"({len(body)} row{'' if len(body) == 1 else 's'})")
    lines += [_told(answer)] if any(signs) else []
    lines += ["", *(f"[{mark}] {answer.notes[claim]}" for claim, mark in marks.items())] if marks else []
    lines += ["", answer.license] if answer.license else []
    return "\n".join(lines) + "\n"


def _told(answer: Answer) -> str:
    return legend(answer.signs) + ("" if answer.notes else "; --cite tells who")


_RUN = ("=", "+", "-", "@", "\t", "\r")
"""What a cell starts with that a spreadsheet takes for a formula."""
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")

FORMATS: dict[str, Callable[[Answer], str]] = {
    "table": to_table,
    "csv": to_csv,
    "json": to_json,
    "md": to_markdown,
}
"""Name of a format → the function that writes an answer in it."""


def _text(cell: Cell) -> str:
    if isinstance(cell, Thing):
        return curie(cell.iri)
    return "" if cell is None else str(cell)


WIDEST = 64
"""Characters of a cell that a table on a terminal shows; the other formats show all."""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= WIDEST else text[: WIDEST - 1].rstrip() + "…"


def _marks(answer: Answer) -> dict[str, int]:
    """Return claim IRI → note number, in the order of first mention."""
    mentioned = dict.fromkeys(claim for row in answer.claims for claim in row if claim in answer.notes)
    return {claim: number for number, claim in enumerate(mentioned, 1)}


def _ranges(numbers: list[int]) -> str:
    """Return numbers as note marks, runs shortened: 1, 2, 3, 7 → ``[1–3] [7]``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return " ".join(f"[{first}]" if first == last else f"[{first}–{last}]" for first, last in runs)


def _markdown(cells: list[str] | tuple[str, ...]) -> str:
    return "| " + " | ".join(" ".join(cell.replace("|", "\\|").splitlines()) for cell in cells) + " |"
