"""One contender of one job, in a process and an environment of its own: ``python -m benchmarks.contest JOB WHO INPUT``.

It imports the standard library and the job, which imports the contender's own libraries inside its function. The last
line printed is a JSON object: the seconds of the work without its preparation, by the clock and by the processor, the
answer, and the peak memory of the process in MB. Of a file that the work wrote, the answer is a digest of its lines;
work that times itself returns a dictionary of its seconds and its answer, and of other ``figures`` where it has any.
Work that waits no longer raises :class:`~benchmarks.measure.NotDone`, which is told instead. Before the work a line
says when it was prepared, so that the seconds of a process that is ended are known; not where they would be a mean.
"""

import gc
import gzip
import hashlib
import json
import resource
import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter, time

from benchmarks.measure import NotDone


def main(job: str, who: str, place: str) -> None:
    """Prepare, work, and say what it took."""
    module = import_module(f"benchmarks.jobs.{job}")
    work = module.CONTENDERS[who](Path(place))
    gc.collect()
    if not getattr(module, "MEAN", False):
        print(f"prepared {time():.3f}", flush=True)
    before, begun = _processor(), perf_counter()
    try:
        answer = work()
    except NotDone as error:
        print(json.dumps({"failure": str(error), "least": error.seconds}))
        return
    seconds, processor = perf_counter() - begun, _processor() - before
    if isinstance(answer, Path):
        answer = lines(answer)
    figures: dict[str, float] = {}
    if isinstance(answer, dict):
        seconds = processor = answer["seconds"]
        answer, figures = answer["answer"], answer.get("figures", {})
    told = {
        "seconds": seconds,
        "processor": processor,
        "answer": answer,
        "figures": figures,
        "memory": _peak(),
    }
    print(json.dumps(told))


def _processor() -> float:
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _peak() -> float:
    """Return the peak resident memory of this process in MB: of this program, not of what ran in the process before."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    held = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return int(held.split()[1]) / 1024


def lines(path: Path, *, blank: bool = True) -> str:
    """Return a digest of the lines of a file that does not depend on their order or on repetition, and their number.

    A file that ends in ``.gz`` is unpacked. Without ``blank``, lines with blank nodes are left out.
    """
    total, known = 0, set()
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        for line in file:
            if (stripped := line.strip()) and (blank or b"_:" not in line):
                known.add(hashlib.blake2b(stripped, digest_size=12).digest())
    for each in known:
        total ^= int.from_bytes(each, "big")
    return f"{len(known)} lines, {total:024x}"


if __name__ == "__main__":
    main(*sys.argv[1:])
