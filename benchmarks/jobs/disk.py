"""From the tables to a checked graph on disk, in shards, as ``kg build`` does it: the seconds, the memory, the bytes.

At the size ``large`` this is the build of ten million quads. The answer is how much was built and found, which is the
same however many processes read.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

TITLE = "build to disk: tables → checked graph in a folder, in shards"
BAR = "10 M quads ≤ 1.5 GB of memory in one process"
OURS, AGAINST = "kg", "kg, two processes"
ENVIRONMENT = dict.fromkeys((OURS, AGAINST), "kg")
SIZES = {"small": (10_000,), "medium": (100_000, 1_000_000), "large": (100_000, 1_000_000, 10_000_000)}
UNIT = "quads"
LIMIT = {"small": 60.0, "medium": 300.0, "large": 7_200.0}
CLOCK = True
STORE = "MB of the store"


def _building(processes: int) -> Callable[[Path], Callable[[], dict[str, Any]]]:
    def contender(given: Path) -> Callable[[], dict[str, Any]]:
        from benchmarks.graphs.inputs import QUADS_A_CLAIM, QUADS_WITHOUT
        from kg.graph import pipeline
        from kg.graph.shard import Inputs

        data, target = given / "data", given / "kg"
        if not (data / "sources").is_dir():
            claims = max(70, round((int(given.name) - QUADS_WITHOUT) / QUADS_A_CLAIM))
            made = ["-m", "benchmarks.graphs.generate", "--claims", str(claims), "--seed", "1", "--to", str(data)]
            subprocess.run([sys.executable, *made], check=True, stdout=subprocess.DEVNULL)
        inputs = Inputs((data / "sources",), None, data / "registers")

        def work() -> dict[str, Any]:
            shutil.rmtree(target, ignore_errors=True)
            begun = perf_counter()
            _, report = pipeline.build(target, how=pipeline.How(processes), inputs=inputs)
            taken = perf_counter() - begun
            size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
            answer = [report.quads, report.derived, report.claims, len(report.findings)]
            return {"seconds": taken, "answer": answer, "figures": {STORE: size / 1e6}}

        return work

    return contender


CONTENDERS = {OURS: _building(1), AGAINST: _building(2)}
