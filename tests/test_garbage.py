"""Garbage is searched for rarely while much is made, and as before after it."""

import gc
import weakref
from concurrent.futures import ThreadPoolExecutor

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


def test_of_blocks_beside_each_other_the_last_ends_it_and_little_needs_none() -> None:
    before = gc.get_threshold()
    with garbage.rare():
        inner = garbage.rare()
        inner.__enter__()
        with ThreadPoolExecutor(1) as beside:
            assert beside.submit(_thresholds_within).result() == garbage.RARE
        assert gc.get_threshold() == garbage.RARE
        inner.__exit__(None, None, None)
        assert gc.get_threshold() == garbage.RARE
    assert gc.get_threshold() == before
    with garbage.rare(much=False):
        assert gc.get_threshold() == before


def _thresholds_within() -> tuple[int, int, int]:
    with garbage.rare():
        return gc.get_threshold()
