"""``python -m benchmarks``: every job against its peers, one after the other; a table in Markdown, the runs as JSON.

The contenders of a job take turns, each run in a process of its own; the median counts. What they answered is compared
before the times are: a job whose contenders disagree has no ratio. A contender that does not come to an end, or would
take too long at a size, is left out there and at larger ones, and the table says so.
"""

import argparse
import json
import os
import pkgutil
import platform
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from benchmarks import jobs, report
from benchmarks.graphs import inputs
from benchmarks.measure import Run, run
from benchmarks.peers import environment
from benchmarks.standing import Standing, agreed

ROOT = Path(__file__).parent.parent
SIZES = {"small": (10_000,), "medium": (10_000, 100_000, 1_000_000)}
SIZES["large"] = SIZES["growth"] = (*SIZES["medium"], 5_000_000)
"""Name of a size → the quads of the graphs; growth is medium, and at the last size ours alone."""
ALONE = 1_000_000
"""The quads beyond which growth runs ours alone."""
LIMIT = {"small": 20.0, "medium": 120.0, "large": 1_200.0, "growth": 120.0}
"""Seconds after which a run is ended; a contender whose runs took a third of it is not run again."""
TURNS = 3


class Case(NamedTuple):
    """One thing to do a job on: how the table calls it, its size, the folder of its inputs."""

    label: str
    size: int
    folder: Path


def main() -> int:
    """Run what the command line asks for; exit status 1 if the answers of a job disagree."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--only", metavar="JOB", help="run one job: " + ", ".join(names()))
    parser.add_argument("--to", type=Path, default=ROOT / "build" / "bench", metavar="DIR")
    given = parser.parse_args()
    if given.only and given.only not in names():
        print(f"benchmarks: --only {given.only}: no such job; choose {', '.join(names())}", file=sys.stderr)
        return 2
    begun = time.perf_counter()
    standings: list[Standing] = []
    for name in [given.only] if given.only else names():
        began, job = time.perf_counter(), import_module(f"benchmarks.jobs.{name}")
        for found in held(name, job, given.size, given.to):
            standings += found
            print(report.rows(job, found), flush=True)
        print(f"{name}: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    taken = time.perf_counter() - begun
    told = {"machine": machine(), "size": given.size, "seconds": round(taken), "packages": environment.pins()}
    results = given.to / (f"results-{given.only}.json" if given.only else "results.json")
    results.parent.mkdir(parents=True, exist_ok=True)
    kept = {**told, "standings": [asdict(each) for each in standings]}
    results.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    if not given.only:
        report.main(results, given.to / "performance.md")
    print(f"\n{taken // 60:.0f} min {taken % 60:.0f} s; written to {results}", file=sys.stderr)
    return 0 if all(agreed(standings, each.job, each.case) for each in standings) else 1


def names() -> list[str]:
    """Return the jobs, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(jobs.__path__))


def held(name: str, job: ModuleType, size: str, to: Path) -> Iterator[list[Standing]]:
    """Yield how the contenders of a job did, case by case."""
    if hasattr(job, "held"):
        yield from job.held(_own(size), to)
        return
    limit = job.LIMIT[_own(size)] if hasattr(job, "LIMIT") else LIMIT[size]
    spent: dict[str, str] = {}
    for case in cases(job, size, to):
        alone = size == "growth" and case.size > ALONE and not hasattr(job, "SIZES")
        found = contest(name, job, case, to, limit, spent, alone=alone)
        # one that says itself how far it came within the limit may say so at the next size
        tells = getattr(job, "MEAN", False)
        spent |= {each.who: case.label for each in found if not each.ran and not (tells and each.least)}
        yield found


def _own(size: str) -> str:
    """Return the size of a job that has sizes of its own."""
    return "medium" if size == "growth" else size


def cases(job: ModuleType, size: str, to: Path) -> Iterator[Case]:
    """Yield what a job is done on: sizes of its own, or graphs of each size and, where it says so, the real one."""
    folder = to / "inputs"
    if hasattr(job, "SIZES"):
        for number in job.SIZES[_own(size)]:
            place = folder / job.__name__.rpartition(".")[2] / str(number)
            place.mkdir(parents=True, exist_ok=True)
            yield Case(f"{number:,} {job.UNIT}" if number else job.UNIT, number, place)
        return
    for number in SIZES[size]:
        made = inputs.make(number, folder)
        yield Case(f"{inputs.size(made):,} quads", number, made)
    if getattr(job, "REAL", False):
        yield Case("the released sources", 0, inputs.real(folder))


def contest(
    name: str,
    job: ModuleType,
    case: Case,
    to: Path,
    limit: float,
    spent: dict[str, str] | None = None,
    *,
    alone: bool = False,
) -> list[Standing]:
    """Return how the contenders of a job did in one case; they take turns.

    ``spent`` is contender → the case that it did not bring to an end before; with ``alone`` only ours takes part.
    """
    clock = getattr(job, "CLOCK", False)
    standings = [Standing(name, case.label, case.size, who, clock=clock) for who in job.CONTENDERS]
    used = dict.fromkeys(job.CONTENDERS, 0.0)
    for turn in range(TURNS):
        for each in standings:
            largest = getattr(job, "LARGEST", {}).get(each.who)
            if alone and each.who != job.OURS:
                each.note = each.note or "left out: beyond a million quads ours alone"
            elif largest is not None and case.size > largest:
                each.note = each.note or "left out: it would take too long"
            elif case.size and each.who in (spent or {}):
                each.note = each.note or f"left out: not done with {(spent or {})[each.who]}"
            if each.note or used[each.who] > limit / TURNS:
                continue
            try:
                for needed in (getattr(job, "TOOLS", {}).get(each.who, "kg"), job.ENVIRONMENT[each.who]):
                    python = environment.python(needed, to / "environments")
            except Exception as error:
                each.note = f"could not be installed: {str(getattr(error, 'stderr', '') or error).strip()[-160:]}"
                continue
            command = [python, "-W", "ignore", "-m", "benchmarks.contest", name, each.who, str(case.folder)]
            own = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(turn), "BENCHMARK_LIMIT": str(limit)}
            done = run(command, limit, {**os.environ, **own})
            used[each.who] += done.whole
            _add(each, done)
    return standings


def _add(standing: Standing, done: Run) -> None:
    if done.failure:
        standing.note, standing.least = done.failure, done.least
        return
    standing.seconds.append(done.seconds)
    standing.processor.append(done.processor)
    standing.memory = max(standing.memory, done.memory)
    standing.answer = done.answer
    for name, value in done.figures.items():
        standing.figures.setdefault(name, []).append(value)


def machine() -> dict[str, str]:
    """Return what the figures were measured on."""
    model = next((line.partition(":")[2].strip() for line in _lines("cpuinfo") if line.startswith("model name")), "")
    memory = next((line.split()[1] for line in _lines("meminfo") if line.startswith("MemTotal")), "0")
    return {
        "processor": model or platform.processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{int(memory) / 1024**2:.0f} GB",
        "system": _system(),
        "python": platform.python_version(),
        "date": time.strftime("%Y-%m-%d"),
        "load": f"{os.getloadavg()[0]:.1f}",
    }


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return f"{platform.system()} {platform.release()}"


def _lines(name: str) -> list[str]:
    place = Path("/proc", name)
    return place.read_text(encoding="utf-8").splitlines() if place.is_file() else []


if __name__ == "__main__":
    sys.exit(main())
