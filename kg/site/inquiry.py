"""The page of a question in plain words: what was understood, the rows with their claims, or what was not used."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urlencode

from kg.answering import conclusion, unsettled
from kg.errors import Unanswered
from kg.query import query
from kg.query.library import files
from kg.query.query import Query
from kg.query.solution import Table
from kg.site import address, form, page, question
from kg.site.remedy import for_readers
from kg.site.resource import Library
from kg.site.section import Thing
from kg.wording import several
from kg.wording.part import Part, command
from kg.wording.plain import Understood


class Answered(NamedTuple):
    """What a page shows of one question: its text, what its rows say to it, and those rows."""

    text: str
    said: list[str]
    bound: str
    columns: list[str]
    rows: list[tuple[list[Thing], Sequence[str]]]
    total: int
    marks: question.Marks


def html(library: Library, text: str, found: Understood, own: Sequence[tuple[Understood, Table]], shown: slice) -> str:
    """Return the page of an answer to plain words; ``own`` is each of its questions with its rows.

    Of the rows of each those are on the page that ``shown`` is a slice of.
    """
    asked = [
        (part.sign, part.frame.question.summary, _place(library, part.frame.question, part), command(part))
        for part in found.plan
        if part.frame is not None
    ]
    return _framed(
        library,
        text,
        asked=asked,
        warning=found.warning,
        apart=isinstance(found, several.Several),
        counted=several.counted(found, own),
        answers=[_answered(library, each, table, shown) for each, table in own],
    )


def _answered(library: Library, found: Understood, table: Table, shown: slice) -> Answered:
    """Return a question with the rows that a page shows, without the columns in which none of them has anything."""
    told = question.answered(library, table, found.claims)
    rows_ = told.rows[shown]
    filled = tuple(column for column in told.columns if any(row[column] is not None for row in rows_)) or told.columns
    part = replace(told, columns=filled, rows=rows_, claims=told.claims[shown])
    columns, rows = question.table(library, part)
    claims = {claim for row in told.claims for claim in row}
    return Answered(
        found.reading.text,
        [*conclusion.concluded(library.store, found, table)],
        several.bound(found),
        columns,
        rows,
        len(told.rows),
        question.marked(
            library,
            part,
            *(each.frame.question for each in found.plan if each.frame is not None),
            left=unsettled.parts(library.store, found.plan, claims),
        ),
    )


def _place(library: Library, asked: Query, part: Part) -> str:
    """Return the page of a part's question, with the parameters of the part."""
    given = {name: [value] if isinstance(value, str) else value for name, value in part.params.items()}
    return f"{asked.name}.html{form.address(form.settled(library, asked, given))}"


def refusal(library: Library, text: str, error: Unanswered) -> str:
    """Return the page that says why plain words are not answered, and what is near to them, with links to it."""
    near = [name for name in files("questions") if re.search(rf"(?<![\w-]){re.escape(name)} \(", error.todo)]
    near.sort(key=error.todo.index)
    todo = error.todo
    for name in near:
        summary = query.find(name).summary
        todo = todo.replace(f"{name} ({summary})", f"“{summary}”")
    anyway = f"ask?{urlencode({'q': text, 'anyway': 'true'})}" if "--anyway" in error.todo else ""
    return _framed(library, text, refused=error.found, todo=for_readers(todo), near=near, anyway=anyway)


def unknown(library: Library, name: str) -> str:
    """Return the page that says that no question has a name, and which have one like it."""
    from rapidfuzz import fuzz, process

    known = files("questions")
    near = [found for found, _, _ in process.extract(name, known.keys(), scorer=fuzz.WRatio, limit=3, score_cutoff=70)]
    said, at = f"no question has the name {name!r}", f"{address.QUESTION}/{name}"
    return _framed(library, "", at, refused=said, todo="", near=near)


def _framed(library: Library, text: str, at: str = "ask", near: Iterable[str] = (), **values: object) -> str:
    told: dict[str, object] = {
        "refused": "",
        "anyway": "",
        "text": text,
        "shown": question.SHOWN,
        "most": question.MOST,
    }
    told["near"] = [(name, query.find(name).summary) for name in near]
    return page.framed(library, "page-inquiry.html", at, text[:80] or "Ask", **{**told, "headed": form.words, **values})
