"""``python -m benchmarks``: every job against its peers, one after the other; a table in Markdown, the runs as JSON.

The contenders of a job take turns, each run in a process of its own; the median counts. What they answered is compared
before the times are: a job whose contenders disagree has no ratio. A contender that would take too long at a size is
left out there, and the table says so.
"""

import argparse
import json
import os
import pkgutil
import platform
import statistics
import sys
from dataclasses import asdict, dataclass, field
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import environment, inputs, jobs
from benchmarks.measure import Run, run

ROOT = Path(__file__).parent.parent
SIZES = {"small": (10_000, 100_000), "medium": (10_000, 100_000, 1_000_000)}
SIZES["large"] = (*SIZES["medium"], 5_000_000)
"""Name of a size → the quads of the graphs."""
LIMIT = {"small": 60.0, "medium": 300.0, "large": 1_200.0}
"""Seconds after which a run is ended."""
TURNS = 3


@dataclass
class Standing:
    """How one contender did in one job at one size: medians and ranges over its runs; empty where it did not run."""

    job: str
    quads: int
    who: str
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    memory: float = 0.0
    """The largest peak of its runs, in MB."""
    answer: Any = None
    note: str = ""

    @property
    def median(self) -> float:
        """Return the median of the processor seconds, which other work on the machine moves less than the clock."""
        return statistics.median(self.processor)


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
    standings: list[Standing] = []
    for name in [given.only] if given.only else names():
        job = import_module(f"benchmarks.jobs.{name}")
        for quads in SIZES[given.size][:1] if hasattr(job, "SIZES") else SIZES[given.size]:
            folder = inputs.make(quads, given.to / "inputs")
            standings += contest(name, job, quads, folder, given.to, LIMIT[given.size])
            print(rows(job, [each for each in standings if (each.job, each.quads) == (name, quads)]), flush=True)
    given.to.mkdir(parents=True, exist_ok=True)
    told = {"machine": machine(), "size": given.size, "standings": [asdict(each) for each in standings]}
    (given.to / "results.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(f"\nwritten to {given.to / 'results.json'}", file=sys.stderr)
    return 0 if all(agreed(standings, each.job, each.quads) for each in standings) else 1


def names() -> list[str]:
    """Return the jobs, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(jobs.__path__))


def contest(name: str, job: ModuleType, quads: int, folder: Path, to: Path, limit: float) -> list[Standing]:
    """Return how the contenders of a job did at one size; they take turns."""
    standings = [Standing(name, quads, who) for who in job.CONTENDERS]
    for turn in range(TURNS):
        for each in standings:
            largest = getattr(job, "LARGEST", {}).get(each.who)
            if each.note or (largest is not None and inputs.size(folder) > largest):
                each.note = each.note or "left out: it would take too long"
                continue
            try:
                python = environment.python(job.ENVIRONMENT[each.who], to / "environments")
            except Exception as error:
                each.note = f"could not be installed: {str(getattr(error, 'stderr', '') or error).strip()[-160:]}"
                continue
            command = [python, "-W", "ignore", "-m", "benchmarks.contest", name, each.who, str(folder)]
            _add(each, run(command, limit, {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(turn)}))
            if each.seconds and each.seconds[-1] > limit / TURNS:
                break
    return standings


def _add(standing: Standing, done: Run) -> None:
    if done.failure:
        standing.note = done.failure
        return
    standing.seconds.append(done.seconds)
    standing.processor.append(done.processor)
    standing.memory = max(standing.memory, done.memory)
    standing.answer = done.answer


def agreed(standings: list[Standing], name: str, quads: int) -> bool:
    """Return whether all contenders that ran a job at a size gave the same answer."""
    answers = [each.answer for each in standings if (each.job, each.quads) == (name, quads) and each.seconds]
    return all(answer == answers[0] for answer in answers)


def rows(job: ModuleType, standings: list[Standing]) -> str:
    """Return the part of the table for one job at one size, in Markdown."""
    ours = next(each for each in standings if each.who == job.OURS)
    same = agreed(standings, ours.job, ours.quads)
    lines = [f"\n**{job.TITLE}**, {ours.quads:,} quads; answers {'equal' if same else 'DIFFER'}\n"]
    lines += ["| who | processor s (min–max) | clock s | peak MB | against ours |", "|---|---|---|---|---|"]
    for each in standings:
        if not each.seconds:
            lines.append(f"| {each.who} | {each.note} | | | |")
            continue
        ratio = f"{each.median / ours.median:.2f}×" if same and ours.seconds and ours.median else ""
        lines.append(
            f"| {each.who} | {each.median:.4g} ({min(each.processor):.4g}–{max(each.processor):.4g}) | "
            f"{statistics.median(each.seconds):.4g} | {each.memory:.0f} | {ratio} |"
        )
    return "\n".join(lines)


def machine() -> dict[str, str]:
    """Return what the figures were measured on."""
    model = next((line.partition(":")[2].strip() for line in _cpu() if line.startswith("model name")), "")
    return {
        "processor": model or platform.processor(),
        "cores": str(os.cpu_count()),
        "system": platform.platform(),
        "python": platform.python_version(),
    }


def _cpu() -> list[str]:
    place = Path("/proc/cpuinfo")
    return place.read_text(encoding="utf-8").splitlines() if place.is_file() else []


if __name__ == "__main__":
    sys.exit(main())
