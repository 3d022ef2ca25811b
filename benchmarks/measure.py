"""One contender run once, in a process of its own."""

import json
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from time import perf_counter
from typing import Any, NamedTuple

LIMIT = float(os.environ.get("BENCHMARK_LIMIT", "60"))
"""Seconds a run has, in the process of a contender."""


class NotDone(Exception):
    """The work did not come to an end in the seconds it was given."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class Run(NamedTuple):
    """One run of one contender: seconds of the work by the clock and by the processor, peak resident memory in MB.

    ``whole`` is the seconds of the whole process by the clock; ``failure`` is empty where it ended well, and ``least``
    the seconds of the work where it did not end; ``figures`` is what else it measured.
    """

    seconds: float
    processor: float
    memory: float
    answer: Any
    whole: float
    failure: str = ""
    least: float = 0.0
    figures: Mapping[str, float] = {}


def run(command: Sequence[str], limit: float, environment: Mapping[str, str] | None = None) -> Run:
    """Run a command of :mod:`benchmarks.contest` to its end, or for ``limit`` seconds, and return what it told."""
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        begun = perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=complained, env=environment, start_new_session=True)
        try:
            status = process.wait(limit)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait()
            said.seek(0)
            begun_at = re.search(rb"^prepared (\d+\.\d+)$", said.read(), re.M)
            least = time.time() - float(begun_at[1]) if begun_at else 0.0
            return Run(limit, limit, 0.0, None, limit, f"not done after {limit:.0f} s", least)
        wall = perf_counter() - begun
        said.seek(0)
        complained.seek(0)
        lines = said.read().decode(errors="replace").strip().splitlines()
        if status:
            last = (complained.read().decode(errors="replace").strip().splitlines() or ["no message"])[-1]
            return Run(wall, wall, 0.0, None, wall, last[:200])
        told = json.loads(lines[-1])
        if "failure" in told:
            return Run(wall, wall, 0.0, None, wall, told["failure"], told["least"])
        return Run(told["seconds"], told["processor"], told["memory"], told["answer"], wall, figures=told["figures"])
