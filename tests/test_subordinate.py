"""Processes that work for another one end with it."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.fixtures.processes import running

POOL = """
import os, sys, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from kg import subordinate

if __name__ == "__main__":
    pool = ProcessPoolExecutor(2, get_context(sys.argv[1]), subordinate.bind)
    busy = [pool.submit(time.sleep, float(seconds)) for seconds in sys.argv[2:]]
    while len(pool._processes) < 2:
        time.sleep(0.01)
    print(*pool._processes, flush=True)
    time.sleep(600)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="how a process stands is read in /proc")
@pytest.mark.parametrize("way", ["spawn", "fork"])
@pytest.mark.parametrize("seconds", [("0", "0"), ("600", "600")], ids=["idle", "at work"])
def test_no_process_of_a_pool_outlives_the_one_that_was_killed(tmp_path: Path, way: str, seconds: tuple[str]) -> None:
    script = tmp_path / "pool.py"
    script.write_text(POOL, encoding="utf-8")
    command = [sys.executable, str(script), way, *seconds]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=os.curdir) as parent:
        assert parent.stdout is not None
        pids = [int(word) for word in parent.stdout.readline().split()]
        assert len(pids) == 2
        assert all(map(running, pids))
        parent.kill()
    until = time.monotonic() + 30
    while any(map(running, pids)):
        assert time.monotonic() < until
        time.sleep(0.05)
