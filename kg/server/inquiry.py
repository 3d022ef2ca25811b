"""Plain words over HTTP: ``/ask?q=…``, answered as ``kg ask "…"`` answers them, or refused with status 422."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kg.answering import answer, conclusion
from kg.errors import Unanswered
from kg.query.query import Queryable
from kg.query.solution import Table
from kg.server.recollection import names
from kg.server.reply import Asked, Function, Problem, Reply, in_json, known, ok, problem, told_or_refused, whole
from kg.site import inquiry, negotiation, question
from kg.site.resource import Library
from kg.wording import several
from kg.wording.plain import Understood

ROWS = 10_000
MEDIA = {"json": "application/json", "html": "text/html", "csv": "text/csv", "md": "text/markdown"}


def asked_words(library: Library, asked: Asked) -> Reply:
    """Return the answer to plain words, or the problem with what is asked."""
    return told_or_refused(_answered, library, asked)


PATHS: Mapping[str, Function] = {"/ask": asked_words}
"""Path → the function that answers there."""


def told(
    store: Queryable, found: Understood, read: answer.Answer, own: Sequence[tuple[Understood, Table]]
) -> dict[str, Any]:
    """Return what was understood, for programs: the parts with their parameters, the warning, the bound, the total.

    ``own`` is each of its questions with its rows, of which ``answer`` tells in words what they say to the text, and
    ``counted`` what their numbers are for.
    """
    parts = [
        {
            "sign": part.sign,
            "question": part.frame.question.name if part.frame else None,
            "asks": part.frame.question.summary if part.frame else None,
            "parameters": dict(part.params),
            "things": list(part.things),
            "first": part.first or None,
        }
        for part in found.plan
    ]
    return {
        "parts": parts,
        "warning": found.warning,
        "bound": several.bound(found),
        "answer": conclusion.conclusions(store, found, own),
        "counted": several.counted(found, own),
        "total": len(read.rows),
    }


def _answered(library: Library, asked: Asked) -> Reply:
    known(asked.query, ("q", "anyway", "limit", "offset", "format"))
    text, limit = asked.get("q"), whole(asked.get("limit", str(ROWS)), "limit", 0, ROWS)
    offset = whole(asked.get("offset", "0"), "offset", 0, 10**8)
    kind = _kind(asked)
    if asked.get("anyway", "false") not in ("true", "false"):
        raise Problem(400, f"anyway: {asked.get('anyway')!r} is not valid", "give true or false")
    try:
        found = several.understand(library.store, text, anyway=asked.get("anyway") == "true", names=names(library))
    except Unanswered as error:
        if kind == "html":
            body = inquiry.refusal(library, text, error)
            return Reply(422, body.encode(), MEDIA["html"], (("Vary", "Accept"),))
        raise problem(422, error) from error
    own, shown = several.answers(library.store, found), slice(offset, offset + limit)
    if kind == "html":
        return ok(inquiry.html(library, text, found, own, shown), MEDIA["html"], Vary="Accept")
    read = question.answered(library, several.together(own), found.claims)
    part = replace(read, rows=read.rows[shown], claims=read.claims[shown])
    cited = question.cited(library, part, {})
    if kind == "json":
        return in_json(
            {**told(library.store, found, read, own), "meta": answer.meta(cited), "rows": answer.values(part)}
        )
    return ok(answer.FORMATS[kind](cited), MEDIA[kind], Vary="Accept")


def _kind(asked: Asked) -> str:
    """Return the format of the answer: the one that ``format`` names, or the best that is acceptable."""
    if wanted := asked.get("format"):
        if wanted not in MEDIA:
            raise Problem(400, f"format: {wanted!r} is not valid", f"give one of {', '.join(MEDIA)}")
        return wanted
    ranked = negotiation.ranked(asked.accept, MEDIA.values())
    if not ranked:
        raise Problem(406, "no format of an answer is acceptable", f"accept one of {', '.join(MEDIA.values())}")
    return next(kind for kind, media in MEDIA.items() if media == ranked[0])
