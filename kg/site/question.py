"""The documents of one question: a page with its answer and the claims each row rests on, CSV, JSON, SPARQL."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import pyoxigraph as ox

from kg.answering import answer, license, unsettled
from kg.answering.sign import CONFLICT, legend, signed
from kg.answering.unsettled import Left, Odds
from kg.evidence import contest
from kg.namespace import base_in_use, curie
from kg.query import query
from kg.query.solution import Table, Term, python
from kg.site import address, card, form, page, preview
from kg.site.remedy import for_readers
from kg.site.resource import LABEL, Library
from kg.site.section import Thing

ROWS = 150
"""The rows of an answer on the page; the tables to download have all."""
SHOWN = 3
"""The claims a row of the page links at once."""
MOST = 60
"""The claims a row of the page links when it is opened, without a script; with one it links all."""


def published() -> list[query.Query]:
    """Return the questions that have documents: all but those that answer with everything, as the dumps do."""
    return [each for each in query.read_all("questions") if "everything" not in each.tags]


def documents(library: Library, question: query.Query, *, spare: bool = False) -> Iterator[tuple[str, str | bytes]]:
    """Yield (path, content) of every document of a question: page, CSV, query; if not ``spare``, JSON and image."""
    at = f"{address.QUESTION}/{question.name}"
    found = read(library, question)
    yield f"{at}.html", html(library, question, found)
    yield f"{at}.csv", answer.to_csv(cited(library, found))
    if not spare:
        yield preview.card(at), card.of_question(library, question, found)
        yield f"{at}.json", answer.to_json(found)
    yield f"{at}.rq", question.text


def html(
    library: Library, question: query.Query, found: answer.Answer, given: form.Given | None = None, total: int = 0
) -> str:
    """Return the page of a question with an answer; ``given`` are the parameters it was asked with.

    ``total`` is the number of all rows, where ``found`` has only some of them.
    """
    columns, rows = table(library, found)
    held, total = {claim for row in found.claims for claim in row}, max(total, len(found.rows))
    left = unsettled.told(library.store, question, given or {}, held) if len(found.rows) == total else None
    odds = unsettled.at_odds(library.store, question, given or {})
    marks = marked(library, found, question, left=[*([left] if left else []), *odds])
    shown = {"columns": columns, "rows": rows, "marks": marks, "total": total, "cited": bool(found.claims)}
    return _framed(library, question, given or {}, **shown)


def refusal(library: Library, question: query.Query, given: form.Given, said: str, todo: str) -> str:
    """Return the page of a question that cannot be answered as it was asked: what is wrong, and what may be meant."""
    faults = [
        each._replace(near=tuple((label, _instead(question, given, each.name, value)) for label, value in each.near))
        for each in form.faults(library, question, given)
    ]
    faults = faults or [form.Fault("", said, for_readers(todo), ())]
    known = {name: values for name, values in given.items() if name in {param.name for param in question.params}}
    return _framed(library, question, known, faults=faults, columns=(), rows=(), total=0, cited=False)


def _instead(question: query.Query, given: form.Given, name: str, value: str) -> str:
    return f"{question.name}.html{form.address({**given, name: [value]})}"


def _framed(library: Library, question: query.Query, given: form.Given, **values: object) -> str:
    at = f"{address.QUESTION}/{question.name}"
    fields = form.fields(library, question, given)
    said = form.told(fields, given)
    asked = form.address(form.settled(library, question, given))
    told = {
        "base": base_in_use(),
        "asked": form.address(given),
        "name": question.name,
        "summary": question.summary,
        "claims": question.claims,
        "row": question.row,
        "params": [[each.name, each.type, each.default or "", _rule(each)] for each in question.params],
        "words": form.WORDS,
        "rows": ROWS,
        "shown": SHOWN,
    }
    return page.framed(
        library,
        "page-question.html",
        at,
        question.summary + (f" ({said})" if said else ""),
        iri=address.named(at) + asked,
        trail=(("Questions", "question/index"),),
        description=question.description,
        **{
            "faults": (),
            "question": question,
            "fields": fields,
            "asked": asked,
            "told": page.script(json.dumps(told)),
            "shown": SHOWN,
            "most": MOST,
            "headed": form.words,
            "marks": Marks({}, ""),
            **values,
        },
    )


def _rule(param: query.Param) -> dict[str, object]:
    """Return what a parameter takes beside what its type says, for the script of the page."""
    return {"year": param.is_year, "single": param.is_single, "choices": param.choices}


def ask(library: Library) -> str:
    """Return the page that answers plain words where the site is files only, by a script."""
    told = page.script(json.dumps({"words": form.WORDS, "rows": ROWS, "shown": SHOWN}))
    return page.framed(library, "page-ask.html", "ask", "Ask in plain words", iri="", told=told, most=ROWS)


def table(library: Library, found: answer.Answer) -> tuple[list[str], list[tuple[list[Thing], Sequence[str]]]]:
    """Return the columns and the first rows of an answer for a page: the cells of each row, and its claims."""
    columns = [column for column in found.columns if not _repeats(found, column)]
    rows: list[tuple[list[Thing], Sequence[str]]] = [
        ([_shown(library, row[column]) for column in columns], found.claims[number] if found.claims else ())
        for number, row in enumerate(found.rows[:ROWS])
    ]
    return columns, rows


class Marks(NamedTuple):
    """What marks the rows of a page that rest on contested claims."""

    contested: Mapping[str, str]
    """Each contested claim → what stands against it, in words."""
    legend: str
    unsettled: tuple[Left | Odds, ...] = ()
    """What the answer has not since it is only planned, alleged or the like."""


def marked(library: Library, found: answer.Answer, *asked: query.Query, left: Iterable[Left | Odds] = ()) -> Marks:
    """Return what marks the rows of an answer that a page shows; no row where the question is about disputes itself."""
    claims = [] if any(CONFLICT in each.tags for each in asked) else found.claims[:ROWS]
    held = contest.against(library.store, {claim for row in claims for claim in row})
    told = {claim: "; ".join(each.rpartition(" (")[0] for each in said) for claim, said in held.items()}
    return Marks(told, legend(signed(claims, held)), tuple(left))


def cited(library: Library, found: answer.Answer, about: Mapping[str, str] | None = None) -> answer.Answer:
    """Return an answer with the receipts of the claims its rows rest on.

    Where it is said what it is ``about``, that is told, and the license of the answer.
    """
    notes = library.receipts_of(sorted({claim for row in found.claims for claim in row}))
    if about is None:
        return replace(found, notes=notes)
    terms = license.among(library.store, {note.source for note in notes.values()})
    return replace(found, notes=notes, license=str(terms or ""), terms=terms, about=about)


def read(library: Library, question: query.Query, given: Mapping[str, Sequence[str]] | None = None) -> answer.Answer:
    """Return the answer as :func:`kg.answering.answer.read` does, with the labels the library holds already.

    Raises:
        UnknownName: a parameter the question does not have, or a value its type does not allow.
    """
    return answered(library, question.run(library.store, **(given or {})), question.claims)


def answered(library: Library, found: Table, carried: str | None) -> answer.Answer:
    """Return a table as an answer with the labels the library holds; ``carried`` is the column of claims, if any is."""
    columns = tuple(column for column in found.columns if column != carried)
    rows, claims = [], []
    for row in found:
        rows.append({column: _cell(library, row[column]) for column in columns})
        if carried is not None:
            claims.append(tuple(sorted(set(str(python(row[carried]) or "").split()))))
    return answer.Answer(columns, rows, claims, {})


def _cell(library: Library, term: Term | None) -> answer.Cell:
    if isinstance(term, ox.NamedNode):
        name, kind = term.value, library.kind(term.value)
        stated = library.one(name, LABEL)
        return answer.Thing(name, library.label(name) if stated else curie(name), curie(kind) if kind else "")
    value: answer.Cell = python(term)
    return value


def _repeats(found: answer.Answer, column: str) -> bool:
    """Return whether a column holds nothing but the labels of another."""
    return any(
        all(isinstance(row[each], answer.Thing) and row[each].label == row[column] for row in found.rows)  # type: ignore[union-attr]
        for each in found.columns
        if each != column and found.rows
    )


def _shown(library: Library, cell: answer.Cell) -> Thing:
    if isinstance(cell, answer.Thing):
        return library.thing(cell.iri)
    return Thing("", "" if cell is None else str(cell))
