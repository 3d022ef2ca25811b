"""What a route is asked and what it answers, apart from any web framework, and a problem told in JSON.

A route is a function of a library and an :class:`Asked`; both it and its :class:`Reply` go from process to process.
"""

import json
import re
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from kg.errors import KgError, QueryError, UnknownThing, suggestion
from kg.server import remedy
from kg.site.resource import Library

JSON = "application/json"
_CALLBACK = re.compile(r"[A-Za-z_$][\w$]{0,63}(?:\.[A-Za-z_$][\w$]{0,63}){0,4}", re.ASCII)


class Asked(NamedTuple):
    """A request: what a route may answer by."""

    url: str
    """The whole address as the client gave it."""
    accept: str = ""
    query: tuple[tuple[str, str], ...] = ()
    """The parameters of the address, decoded, in their order."""
    form: tuple[tuple[str, str], ...] = ()
    """The fields of a form that was posted."""

    @property
    def place(self) -> str:
        """The address without its parameters."""
        return self.url.partition("?")[0].partition("#")[0]

    @property
    def path(self) -> str:
        """The path of the address, which starts with a slash."""
        return urlsplit(self.url).path

    def get(self, name: str, otherwise: str = "") -> str:
        """Return the value of a parameter, that of the form before that of the address.

        Raises:
            Problem: it is given several times.
        """
        for given in (self.form, self.query):
            values = [value for each, value in given if each == name]
            if len(values) > 1:
                raise Problem(400, f"{name}: {len(values)} values are given, and it takes one", f"give {name} once")
            if values:
                return values[0]
        return otherwise


class Reply(NamedTuple):
    """What a route answers."""

    status: int
    body: bytes
    media: str
    headers: tuple[tuple[str, str], ...] = ()


Function = Callable[[Library, Asked], Reply]
"""A route: the function of a library that answers what is asked."""


class Problem(Exception):
    """A request that cannot be answered: the status, what was found, and what to do."""

    def __init__(self, status: int, found: str, todo: str, **more: Any) -> None:
        super().__init__(found)
        self.status = status
        self.found = found
        self.todo = todo
        self.more = more

    @property
    def reply(self) -> Reply:
        """The problem as ``application/problem+json`` (RFC 9457)."""
        told = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": f"{self.found}; {self.todo}",
            **self.more,
        }
        return Reply(self.status, json.dumps(told, ensure_ascii=False).encode(), "application/problem+json")


def problem(status: int, error: KgError, **more: Any) -> Problem:
    """Return an error of the toolkit as a problem."""
    return Problem(status, f"{error.place}: {error.found}", remedy.for_clients(error.todo), **more)


def told_or_refused(function: Function, library: Library, asked: Asked) -> Reply:
    """Return what a function answers, or the problem it met.

    It is 500 with a query of ours, 404 where no one thing is called as what was asked for, 400 with its form.
    """
    try:
        return function(library, asked)
    except Problem as found:
        return found.reply
    except QueryError as error:
        return problem(500, error).reply
    except UnknownThing as error:
        return problem(404, error).reply
    except KgError as error:
        return problem(400, error).reply


def ok(body: str | bytes, media: str, **headers: str) -> Reply:
    """Return a reply of status 200; ``_`` in the name of a header stands for ``-``."""
    told = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Reply(200, body.encode() if isinstance(body, str) else body, media, told)


def in_json(value: Any, callback: str = "") -> Reply:
    """Return a value as JSON, or as a call of the function ``callback`` (JSONP).

    Raises:
        Problem: the callback is not the name of a function.
    """
    text = json.dumps(value, ensure_ascii=False)
    if not callback:
        return ok(text, JSON)
    if not _CALLBACK.fullmatch(callback):
        raise Problem(400, "callback: not the name of a function", "give letters, digits, '_', '$' and '.'")
    # U+2028 and U+2029 end a line in older JavaScript; the comment keeps the body from being read as anything else.
    safe = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return ok(f"/**/{callback}({safe});", "text/javascript", X_Content_Type_Options="nosniff")


def known(given: Iterable[tuple[str, str]], names: tuple[str, ...]) -> None:
    """Hold what was given to the parameters there are.

    Raises:
        Problem: there is another parameter.
    """
    for name, _ in given:
        if name not in names:
            todo = suggestion(name, names, f"its parameters are {', '.join(names)}")
            raise Problem(400, f"no parameter {name!r}", todo, valid=list(names))


def whole(text: str, name: str, least: int, most: int) -> int:
    """Return the whole number in a text.

    Raises:
        Problem: it is none, or not between ``least`` and ``most``.
    """
    if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
        raise Problem(400, f"{name}: {text!r} is not valid", f"give a whole number from {least} to {most}")
    return int(text)
