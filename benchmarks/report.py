"""The results of a run as a page: ``python -m benchmarks.report build/bench/results.json docs/performance.md``.

Beside the page goes ``growth.svg``: the seconds of each of our jobs over the quads of the graph, both logarithmic, with
the slope of each (1 is linear).
"""

import json
import math
import statistics
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.__main__ import Standing, agreed, names


def read(path: Path) -> tuple[dict[str, Any], list[Standing]]:
    """Return what a run says of itself, and its standings."""
    told = json.loads(path.read_text(encoding="utf-8"))
    return told, [Standing(**each) for each in told["standings"]]


def page(told: dict[str, Any], standings: list[Standing]) -> str:
    """Return the page as Markdown: the machine, a row for each job and size, the growth."""
    machine = told["machine"]
    lines = [
        "# Performance",
        "",
        f"One run of `make bench SIZE={told['size']}` on {machine['cores']} cores of {machine['processor']}, Python "
        f"{machine['python']}. Seconds are of the processor, medians of three runs, each in a process of its own; a "
        "ratio stands only where all answers were equal. Graphs are made by `benchmarks.generate`.",
        "",
        "| job | bar | quads | ours: s | peak MB | peers: times ours |",
        "|---|---|---|---|---|---|",
    ]
    for name in names():
        job = import_module(f"benchmarks.jobs.{name}")
        for quads in sorted({each.quads for each in standings if each.job == name}):
            here = [each for each in standings if (each.job, each.quads) == (name, quads)]
            ours = next(each for each in here if each.who == job.OURS)
            size = "any" if hasattr(job, "SIZES") else f"{quads:,}"
            if not ours.seconds:
                lines.append(f"| {job.TITLE} | {job.BAR} | {size} | {ours.note} | | |")
                continue
            same = agreed(standings, name, quads)
            peers = "; ".join(_beside(ours, each, same) for each in here if each is not ours)
            lines.append(f"| {job.TITLE} | {job.BAR} | {size} | {ours.median:.3g} | {ours.memory:.0f} | {peers} |")
    lines += ["", "## Growth", "", "![Seconds of each job over the size of the graph](growth.svg)", ""]
    lines += ["| job | slope |", "|---|---|"]
    lines += [f"| {title} | {slope:.2f} |" for title, slope in slopes(standings).items()]
    return "\n".join(lines) + "\n"


def _beside(ours: Standing, peer: Standing, same: bool) -> str:
    if not peer.seconds:
        return f"{peer.who}: {peer.note}"
    if not same:
        return f"{peer.who}: another answer"
    return f"{peer.who} {peer.median / ours.median:.3g}×" if ours.median else peer.who


def grown(standings: list[Standing]) -> dict[str, list[tuple[int, float]]]:
    """Return the title of each job → (quads, median seconds of ours), where it ran at two sizes or more."""
    found: dict[str, list[tuple[int, float]]] = {}
    for name in names():
        job = import_module(f"benchmarks.jobs.{name}")
        ours = [each for each in standings if each.job == name and each.who == job.OURS and each.seconds]
        if len(ours) > 1:
            found[job.TITLE] = [(each.quads, each.median) for each in sorted(ours, key=lambda each: each.quads)]
    return found


def slopes(standings: list[Standing]) -> dict[str, float]:
    """Return the title of each job → the slope of its seconds over the quads, on logarithmic scales: 1 is linear."""
    return {
        title: statistics.linear_regression(*zip(*((math.log(x), math.log(y)) for x, y in points), strict=True)).slope
        for title, points in grown(standings).items()
        if all(y > 0 for _, y in points)
    }


def plot(standings: list[Standing]) -> str:
    """Return the growth as SVG."""
    import vl_convert

    values = [
        {"job": title, "quads": quads, "seconds": seconds}
        for title, points in grown(standings).items()
        for quads, seconds in points
        if seconds > 0
    ]
    drawn = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 520,
        "height": 340,
        "data": {"values": values},
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {"field": "quads", "type": "quantitative", "scale": {"type": "log"}, "title": "quads in the graph"},
            "y": {"field": "seconds", "type": "quantitative", "scale": {"type": "log"}, "title": "seconds, ours"},
            "color": {"field": "job", "type": "nominal", "title": "job", "legend": {"labelLimit": 320}},
        },
    }
    return str(vl_convert.vegalite_to_svg(drawn))


def main(results: str, target: str) -> None:
    """Write the page and the plot."""
    told, standings = read(Path(results))
    Path(target).write_text(page(told, standings), encoding="utf-8")
    Path(target).with_name("growth.svg").write_text(plot(standings) + "\n", encoding="utf-8")
    print(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
