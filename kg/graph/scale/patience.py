"""How long a cluster is waited for, and how long without a word."""

import sys
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from threading import Thread
from time import monotonic
from typing import TypeVar

Made = TypeVar("Made")

SECONDS = 60
"""Seconds in which no task was done, after which a line says which are waited for; then twice as many, and so on."""
NAMED = 8
"""Tasks that a line names."""


class Patience:
    """Says which tasks are waited for, where none has been done for some time."""

    def __init__(self, address: str, tasks: int) -> None:
        self.address, self.tasks = address, tasks
        self.rewarded()

    def rewarded(self) -> None:
        """Begin anew: a task was done."""
        self._since = monotonic()
        self._longest = SECONDS

    def waits(self, left: Iterable[int]) -> None:
        """Say which tasks are left, by their numbers from 0, where none has been done for too long."""
        if (waited := monotonic() - self._since) < self._longest:
            return
        self._longest *= 2
        numbers = [str(number + 1) for number in sorted(left)]
        named = ", ".join(numbers[:NAMED]) + (f" and {len(numbers) - NAMED} more" if len(numbers) > NAMED else "")
        told = f"no task has been done for {waited:.0f} seconds; it has not answered with {named} of {self.tasks}"
        print(f"kg: {self.address}: {told}", file=sys.stderr, flush=True)


def within(seconds: float, work: Callable[[], Made]) -> Made:
    """Return what work yields that waits for a cluster, which may never answer; it is left alone then.

    Raises:
        TimeoutError: it took longer; or whatever the work raises.
    """
    made: Future[Made] = Future()

    def worked() -> None:
        try:
            made.set_result(work())
        except BaseException as error:
            made.set_exception(error)

    Thread(target=worked, daemon=True).start()
    return made.result(timeout=seconds)
