"""The reading of an Accept header is that of the rules for web servers, and grows with its length only."""

import re
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.site import negotiation

TOKENS = (
    *("text/html", "text/turtle", "TEXT/*", "*/*", "application/ld+json", "image/png", "text/html foo"),
    *(",", ", ", ";", "; ", " ", "\t", "q=0", "q=0.0", "q=0.000", "q=0.0001", "q=0.45", "q=0.9", "q=1", "Q = 0.3"),
    *("q=.5", "q", "=", "charset=utf-8", "q=0.8 ", "level=1", "0"),
)
MEDIA = tuple(negotiation.MEDIA.values())


def by_the_rules(accept: str, media: str) -> str:
    """Return the level as nginx, Apache and Caddy find it: the first pattern that matches."""
    if not accept:
        return "A"
    for pattern, level in negotiation.levels(media):
        if match := re.search(pattern, accept, re.IGNORECASE):
            return level or match[1]
    return "-"


@given(st.lists(st.sampled_from(TOKENS), max_size=14).map("".join), st.sampled_from(MEDIA))
def test_a_header_is_read_as_the_rules_read_it(accept: str, media: str) -> None:
    assert negotiation._level(negotiation._read(accept), media) == by_the_rules(accept, media)


@given(st.text(alphabet="*/,;q=0.19 \taA", max_size=30))
def test_a_header_of_anything_is_read_as_the_rules_read_it(accept: str) -> None:
    for media in ("text/html", "a/a", "*/a"):
        assert negotiation._level(negotiation._read(accept), media) == by_the_rules(accept, media)


def steps(work: Callable[[], object]) -> int:
    """Return how many lines and calls of Python a piece of work takes."""
    count = 0

    def trace(frame: object, event: str, argument: object) -> object:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("piece", [",", ";", " ", "text/html;", "*/*,", ";q=0", ";q=0.1,text/html", "\t;"])
def test_the_work_of_a_header_grows_with_its_length(piece: str) -> None:
    def choose(size: int) -> str | None:
        return negotiation.choose(piece * size, ("html", "ttl", "jsonld", "nt"))

    short, long = (steps(lambda size=size: choose(size)) for size in (1000, 8000))  # type: ignore[misc]
    assert long <= 8 * short + 1000
