"""What waits for a cluster waits no longer than it may, and tells what came of it."""

import time
from threading import Event

import pytest

from kg.graph.scale.patience import within


def test_work_that_is_never_answered_is_left_alone() -> None:
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        within(0.05, Event().wait)
    assert time.monotonic() - begun < 30


def test_work_that_is_answered_in_time_is_told_whatever_it_is() -> None:
    assert within(60, lambda: 1) == 1
    with pytest.raises(ZeroDivisionError):
        within(60, lambda: 1 // 0)
