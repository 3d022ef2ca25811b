"""What a reader waits for first: ``kg VERB --help`` as a process, beside an interpreter that does nothing."""

import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

TITLE = "`kg` starts, the slowest verb's `--help`"
BAR = "≤ 0.08 s"
OURS, AGAINST = "kg", "python"
LIST = "kg, the list of verbs"
ENVIRONMENT = dict.fromkeys((OURS, LIST, AGAINST), "kg")
SIZES, UNIT = dict.fromkeys(("small", "medium", "large"), (0,)), "a new process"
CLOCK = True
TURNS = 5
VERBS = "verbs"


def _seconds(command: Sequence[str]) -> float:
    """Return the median seconds of a process by the clock."""

    def once() -> float:
        begun = perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return perf_counter() - begun

    return statistics.median(once() for _ in range(TURNS))


def _asked(*verbs: str) -> dict[str, Any]:
    """Return what the slowest of some verbs takes to say what it is for; no verb is the list of all."""
    program = str(Path(sys.executable).with_name("kg"))
    slowest = max(_seconds([program, *([verb] if verb else []), "--help"]) for verb in verbs)
    return {"seconds": slowest, "answer": None, "figures": {VERBS: len(verbs)}}


def kg(given: Path) -> Callable[[], dict[str, Any]]:
    """The slowest of all verbs."""
    from kg import cli

    return lambda: _asked(*cli.VERBS)


def python(given: Path) -> Callable[[], dict[str, Any]]:
    """An interpreter that starts and ends."""
    return lambda: {"seconds": _seconds([sys.executable, "-c", ""]), "answer": None}


CONTENDERS = {OURS: kg, LIST: lambda given: lambda: _asked(""), AGAINST: python}
