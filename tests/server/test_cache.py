"""What a server holds is bounded by what it takes, whatever is asked, and keys are of one size."""

import asyncio
import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from kg.server import cache, protocol
from tests.fixtures.loops import ran

TEXT = st.text(max_size=50)


@given(TEXT, TEXT, st.lists(TEXT), st.lists(TEXT))
def test_keys_differ_where_what_is_asked_differs(one: str, other: str, default: list[str], named: list[str]) -> None:
    first = protocol.key(one, ("text/csv",), default, named)
    assert first == protocol.key(one, ("text/csv",), default, named)
    assert (first == protocol.key(other, ("text/csv",), default, named)) == (one == other)
    assert (first == protocol.key(one, ("text/csv",), named, default)) == (default == named)
    assert first != protocol.key(one, ("text/csv", ""), default, named)


def test_the_memory_of_what_is_held_stays_near_its_bound() -> None:
    held = cache.Cache(2_000_000)
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for number in range(5_000):
            text = f"ASK {{}} #{number} " + "\U0001f600" * 1_000
            held.put(protocol.key(text, ("text/csv",)), cache.document(b"true %d" % number, "text/csv"))
        taken = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert held.held <= held.size
    assert taken <= 1.2 * held.size
    assert len(held._documents) > 1_000


def test_a_document_that_is_asked_for_by_many_at_once_is_made_once() -> None:
    made = 0

    async def make() -> cache.Document:
        nonlocal made
        made += 1
        await asyncio.sleep(0)
        return cache.document(b"x", "text/plain")

    async def ask() -> None:
        held = cache.Cache(1_000_000)
        await asyncio.gather(*(held.get("key", make) for _ in range(20)))

    ran(ask())
    assert made == 1
