"""The question library over HTTP: a question with parameters in the address, and the description of all in OpenAPI.

A question alone is no document: its IRI leads to the documents of the site. With parameters it is answered here, in
the format that the suffix names or the ``Accept`` header chooses.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from kg.answering import answer, license, questionnaire
from kg.errors import UnknownName
from kg.namespace import base_in_use
from kg.query import query
from kg.query.library import files
from kg.server.recollection import recollection
from kg.server.reply import JSON, Asked, Function, Problem, Reply, known, ok, problem, told_or_refused, whole
from kg.site import inquiry, negotiation, question
from kg.site.resource import Library

ROWS = 10_000
"""The rows of an answer where ``limit`` says nothing, and the most it may say."""
WEIGHED = 2_000
"""The most claims whose sources are looked up for the license of an answer."""
SUFFIXES = ("json", "html", "csv", "md", "rq")
"""The formats of an answer, the preferred first: who gives parameters and accepts anything is a program."""
MEDIA = {suffix: negotiation.MEDIA.get(suffix, "text/markdown") for suffix in SUFFIXES}
_PATH = re.compile(r"/question/([\w-]+)(?:\.(\w+))?")


def openapi(library: Library, asked: Asked) -> Reply:
    """Return the OpenAPI description of the library, as ``kg ask --list`` prints it, with the address of the server."""
    told = json.loads(questionnaire.to_openapi(query.read_all("questions"), questionnaire.valid_ids(library.store)))
    told["servers"] = [{"url": asked.place.removesuffix("/openapi.json")}]
    return ok(json.dumps(told, ensure_ascii=False, indent=2) + "\n", JSON)


def asked_question(library: Library, asked: Asked) -> Reply:
    """Return the answer to a question with parameters, or the problem with what is asked."""
    reply = told_or_refused(_answered, library, asked)
    return _page(library, asked, reply) if reply.status in (400, 404) and _readable(asked) else reply


PATHS: Mapping[str, Function] = {"/openapi.json": openapi, "/question/{name}": asked_question}
"""Path → the function that answers there."""

GIVEN = frozenset({"/question/{name}"})
"""The paths that are answered here only with parameters: without, the site has documents there."""


def _answered(library: Library, asked: Asked) -> Reply:
    path = _PATH.search(asked.path)
    try:
        found = query.find(path[1] if path else asked.path.rpartition("/")[2])
    except UnknownName as error:
        raise problem(404, error) from error
    suffix = _suffix(asked, path[2] if path else None)
    given = _given(found, asked)
    limit = whole(asked.get("limit", str(ROWS)), "limit", 0, ROWS)
    offset = whole(asked.get("offset", "0"), "offset", 0, 10**8)
    key = found.name, tuple((name, tuple(values)) for name, values in sorted(given.items()))
    recalled = recollection(library)
    told = recalled.of(key, lambda: question.read(library, found, given))
    total = len(told.rows)
    shown = slice(offset, offset + limit)
    part = replace(told, rows=told.rows[shown], claims=told.claims[shown])
    if suffix == "html":
        body = question.html(library, found, part, given, total)
    elif suffix == "rq":
        body = found.bind(partial(query.named, library.store), given)
    elif suffix == "json" and asked.get("cite") != "true":
        body = answer.to_json(part)
    else:
        body = answer.FORMATS[suffix](question.cited(library, part, answer.described(found)))
    licensed = partial(_licensed, library, part)
    stated = recalled.of((*key, "license"), licensed) if len(part.rows) == total else licensed()
    headers = {"Vary": "Accept", "X_Total_Count": str(total)} | stated
    return ok(body, MEDIA[suffix], **headers)


def _licensed(library: Library, found: answer.Answer) -> dict[str, str]:
    """Return the header that names the license of an answer: that of the whole graph where it rests on very much."""
    claims = {claim for row in found.claims for claim in row}
    if not claims:
        return {}
    if len(claims) <= WEIGHED:
        terms = license.of(library.store, claims)
    else:
        terms = license.among(library.store, {name.rpartition("/")[2] for name in library.names("source")})
    if terms is None:
        return {}
    address = f"{base_in_use()}data#not-stated" if terms.name == license.NOT_STATED else terms.name
    return {"Link": f'<{address}>; rel="license"'}


def _readable(asked: Asked) -> bool:
    """Return whether a page is what is asked for."""
    path = _PATH.search(asked.path)
    named = path[2] if path else None
    return named == "html" or (
        named is None and negotiation.ranked(asked.accept, MEDIA.values())[:1] == [MEDIA["html"]]
    )


def _page(library: Library, asked: Asked, refused: Reply) -> Reply:
    """Return a problem as a page: that of the question, with what may be meant, or the index where there is none."""
    detail = str(json.loads(refused.body)["detail"])
    path = _PATH.search(asked.path)
    name = path[1] if path else ""
    said, _, todo = detail.rpartition("; ")
    if name in files("questions"):
        given: dict[str, list[str]] = {}
        for each, value in asked.query:
            if value.strip():
                given.setdefault(each, []).append(value)
        body = question.refusal(library, query.find(name), given, said, todo)
    else:
        body = inquiry.unknown(library, name)
    return Reply(refused.status, body.encode(), MEDIA["html"], (("Vary", "Accept"),))


def _suffix(asked: Asked, named: str | None) -> str:
    if named in SUFFIXES:
        return named
    listed = ", ".join(MEDIA.values())
    if named is not None:
        raise Problem(404, f"no document {named!r} of a question", f"there are {', '.join(SUFFIXES)}")
    ranked = negotiation.ranked(asked.accept, MEDIA.values())
    if not ranked:
        raise Problem(406, "no format of an answer is acceptable", f"accept one of {listed}", valid=[*MEDIA.values()])
    return next(suffix for suffix, media in MEDIA.items() if media == ranked[0])


def _given(found: query.Query, asked: Asked) -> dict[str, list[str]]:
    """Return parameter → values as given, without those of the answer; an empty value of one without default is none.

    Raises:
        Problem: there is another parameter, or one with a default is emptied.
    """
    names = tuple(param.name for param in found.params)
    known(asked.query, (*names, "limit", "offset", "cite"))
    if asked.get("cite", "false") not in ("true", "false"):
        raise Problem(400, f"cite: {asked.get('cite')!r} is not valid", "give true or false")
    given: dict[str, list[str]] = {}
    for name, value in asked.query:
        if name in names and value.strip():
            given.setdefault(name, []).append(value.strip())
    for param in found.params:
        if param.default and param.name not in given and param.name in dict(asked.query):
            todo = f"give one, or leave {param.name!r} out for {param.default}"
            raise Problem(400, f"{param.name}: no value is given", todo)
    return given
