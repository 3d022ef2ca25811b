"""Garbage is searched for rarely while much is made, and as before after it."""

import gc
import weakref

import pytest

from kg import garbage


def test_the_search_is_rare_in_the_block_and_as_before_after_it_even_if_it_fails() -> None:
    before = gc.get_threshold()
    meanwhile: list[object] = []

    @garbage.rare()
    def broken() -> None:
        meanwhile.extend((gc.isenabled(), gc.get_threshold(), gc.get_freeze_count() > 0))
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        broken()
    assert meanwhile == [True, garbage.RARE, True]
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_a_cycle_that_was_there_before_is_found_after_the_block() -> None:
    class Node:
        pass

    node = Node()
    node.__dict__["itself"] = node
    gone = weakref.ref(node)
    with garbage.rare():
        del node
    gc.collect()
    assert gone() is None
