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
    assert held.held <= cache.NEW * held.size
    assert taken <= 1.2 * cache.NEW * held.size
    assert held.held_at(protocol.key(text, ("text/csv",))) is not None


def test_what_is_asked_for_once_puts_nothing_out_that_is_asked_for_again() -> None:
    held = cache.Cache(100_000)
    for number in range(20):
        held.put(number, cache.document(b"%d" % number, "text/plain"))
        assert held.held_at(number) is not None if number < 10 else True
    for number in range(20, 5_000):
        held.put(number, cache.document(b"x" * 3_000, "text/plain"))
    assert held.held <= 0.2 * held.size
    assert [number for number in range(20) if held.held_at(number) is not None] == [*range(10)]


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 30_000), st.booleans()), max_size=60))
def test_whatever_is_asked_the_bytes_held_are_counted_and_bounded(steps: list[tuple[int, int, bool]]) -> None:
    held = cache.Cache(100_000)
    for key, size, put in steps:
        if put:
            held.put(key, cache.document(b"x" * size, "text/plain"))
        else:
            held.held_at(key)
        documents = [kept for part in (held._once, held._again) for kept, _ in part._found.values()]
        assert held.held == sum(len(each.content) + cache.ENTRY for each in documents)
        assert len(set(held._once._found) & set(held._again._found)) == 0
        assert held.held <= held.size + max((len(each.content) for each in documents), default=0) + cache.ENTRY


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


def test_what_is_known_to_be_asked_for_again_is_held_like_what_was() -> None:
    held = cache.Cache(100_000)
    held.put("once", cache.document(b"a" * 2_000, "text/plain"))
    for key in ("once", "ahead"):
        held.put(key, cache.document(b"b" * 2_000, "text/plain"), again=True)
    for number in range(100):
        held.put(number, cache.document(b"x" * 3_000, "text/plain"))
    assert [found.content[:1] for key in ("once", "ahead") if (found := held.held_at(key))] == [b"b", b"b"]
    assert held.held <= held.size
