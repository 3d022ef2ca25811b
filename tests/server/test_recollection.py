"""What a process remembers is what it would work out anew, and is bounded."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answering.answer import Answer
from kg.server.recollection import Recollection, names, recollection
from kg.site.resource import Library


def answer(rows: int) -> Answer:
    return Answer(("x", "y"), [{"x": n, "y": n} for n in range(rows)], [("a", "b")] * rows, {})


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 60)), max_size=60))
def test_what_is_remembered_is_bounded_and_what_would_be_worked_out(asked: list[tuple[int, int]]) -> None:
    held = Recollection(1_000)
    for key, rows in asked:
        assert held.of((key, rows), lambda rows=rows: answer(rows)) == answer(rows)  # type: ignore[misc]
        assert held.held == sum(size for _, size in held._found.values()) <= 1_000


def test_what_was_asked_lately_is_worked_out_once_and_an_error_each_time() -> None:
    held, made = Recollection(), []

    def work_out() -> Answer:
        made.append(1)
        return answer(3)

    assert held.of("a", work_out) is held.of("a", work_out)
    assert len(made) == 1
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            held.of("b", lambda: made.append(2) or 1 / 0)  # type: ignore[func-returns-value]
    assert made == [1, 2, 2]


def test_each_graph_has_its_own() -> None:
    one, other = Library(ox.Store()), Library(ox.Store())
    assert recollection(one) is recollection(one)
    assert recollection(one) is not recollection(other)
    assert recollection(one).of("k", lambda: 1) != recollection(other).of("k", lambda: 2)


def test_the_names_of_a_graph_are_read_once() -> None:
    library = Library(ox.Store())
    assert names(library) is names(library)
    assert names(library) is not names(Library(ox.Store()))
