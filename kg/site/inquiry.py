"""The page of a question in plain words: what was understood, the rows with their claims, or what was not used."""

from kg.answering import answer
from kg.errors import Unanswered
from kg.site import page, question
from kg.site.resource import Library
from kg.wording import plain
from kg.wording.plain import Understood


def html(library: Library, text: str, found: Understood, told: answer.Answer) -> str:
    """Return the page of an answer to plain words."""
    columns, rows = question.table(library, told)
    asked = [
        (part.sign, part.frame.question.summary, part.frame.question.name, plain.command(part))
        for part in found.plan
        if part.frame is not None
    ]
    return _framed(
        library,
        text,
        asked=asked,
        warning=found.warning,
        bound=plain.bound(found),
        columns=columns,
        rows=rows,
        total=len(told.rows),
    )


def refusal(library: Library, text: str, error: Unanswered) -> str:
    """Return the page that says why plain words are not answered, and what is near to them."""
    return _framed(library, text, refused=error.found, todo=error.todo)


def _framed(library: Library, text: str, **values: object) -> str:
    return page.framed(
        library,
        "page-inquiry.html",
        "ask",
        text[:80] or "Ask",
        **{"refused": "", "text": text, "shown": question.SHOWN, **values},
    )
