"""The page of a question in plain words: what was understood, the rows with their claims, or what was not used."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from kg.answering import answer, unsettled
from kg.errors import Unanswered
from kg.query import query
from kg.query.library import files
from kg.query.query import Query
from kg.query.solution import Table
from kg.site import address, form, page, question
from kg.site.remedy import for_readers
from kg.site.resource import Library
from kg.wording import several
from kg.wording.part import Part, command
from kg.wording.plain import Understood


def html(
    library: Library, text: str, found: Understood, told: answer.Answer, own: Sequence[tuple[Understood, Table]]
) -> str:
    """Return the page of an answer to plain words; ``own`` is each of its questions with its rows."""
    columns, rows = question.table(library, told)
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
        bound=several.bound(found),
        apart=isinstance(found, several.Several),
        counted=several.counted(found, own),
        silent=[number for number, (_, rows_) in enumerate(own, 1) if len(own) > 1 and not rows_.rows],
        columns=columns,
        rows=rows,
        total=len(told.rows),
        marks=question.marked(
            library,
            told,
            *(part.frame.question for part in found.plan if part.frame is not None),
            left=unsettled.parts(library.store, found.plan, {claim for row in told.claims for claim in row}),
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
