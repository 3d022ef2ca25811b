"""The results of a run as a page: ``python -m benchmarks.report build/bench/results.json docs/performance.md``.

Beside the page goes ``growth.svg``: the seconds of each of our jobs over the quads of the graph, both logarithmic, with
the slope of each (1 is linear). ``python -m benchmarks.report build/bench/results.json --bars`` prints the table of the
bars alone.
"""

import argparse
import json
import math
import statistics
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import bars
from benchmarks.standing import Standing, against, agreed

LIMITS = {"aggregate": ("duckdb",), "call": ("bare pyoxigraph",), "dump": ("disk", "memory")}
"""Job → the contenders that are a floor rather than a peer."""


def read(path: Path) -> tuple[dict[str, Any], list[Standing]]:
    """Return what a run says of itself, and its standings."""
    told = json.loads(path.read_text(encoding="utf-8"))
    return told, [Standing(**each) for each in told["standings"]]


def page(told: dict[str, Any], standings: list[Standing]) -> str:
    """Return the page as Markdown: the machine, the bars, every contender of every case, the limits, the growth."""
    jobs = list(dict.fromkeys(each.job for each in standings))
    parts = ["# Performance\n", _opening(told), "## The bars of the design\n", bars.table(standings) + "\n"]
    parts += [f"**Limits.** {text}\n" for text in [_limits(standings)] if text]
    if slopes(standings):
        parts += ["## Growth\n", "![Seconds of each job over the size of the graph](growth.svg)\n"]
        lines = ["| job | from | to | slope |", "|---|---|---|---|"]
        for title, slope in slopes(standings).items():
            points = grown(standings)[title]
            first, last = (f"{y:.3g} s at {x:,} quads" for x, y in (points[0], points[-1]))
            lines.append(f"| {title} | {first} | {last} | {slope:.2f} |")
        parts += [
            "The slope is of the seconds over the quads, both logarithmic: 1 is linear.\n",
            "\n".join(lines) + "\n",
        ]
    parts += ["## Every job\n"]
    for name in jobs:
        job = import_module(f"benchmarks.jobs.{name}")
        cases = dict.fromkeys(each.case for each in standings if each.job == name)
        parts += [f"### {job.TITLE}\n", f"Bar: {job.BAR}. `make bench SIZE={told['size']} ONLY={name}`"]
        parts += [rows(job, [e for e in standings if (e.job, e.case) == (name, case)], titled=False) for case in cases]
        parts += [""]
    return "\n".join(parts)


def _opening(told: dict[str, Any]) -> str:
    machine = told["machine"]
    pins = "; ".join(f"{name}: {', '.join(packages)}" for name, packages in told["packages"].items())
    return (
        f"One run of `make bench SIZE={told['size']}`, {machine['date']}, {told['seconds'] / 60:.0f} minutes, on "
        f"{machine['cores']} cores of {machine['processor']}, {machine['memory']}, {machine['system']}, Python "
        f"{machine['python']}; load at the end {machine['load']}. Seconds are medians of up to three runs, each in a "
        "process of its own, of the processor or, where the table says so, by the clock; a ratio stands only where all "
        "answers were equal. Graphs are made by `benchmarks.graphs.generate`.\n\n"
        f"Peers: {pins}; pyoxigraph, pySHACL, pyvis, networkx, igraph and DuckDB as installed with the toolkit.\n"
    )


def rows(job: ModuleType, standings: list[Standing], titled: bool = True) -> str:
    """Return the part of the table for one case of one job, in Markdown."""
    ours = next(each for each in standings if each.who == job.OURS)
    same = agreed(standings, ours.job, ours.case)
    title = f"**{job.TITLE}**, {ours.case}" if titled else f"*{ours.case}*"
    names = list(dict.fromkeys(name for each in standings for name in each.figures))
    counted = ("clock s (min–max)", "processor s") if ours.clock else ("processor s (min–max)", "clock s")
    header = ["who", *counted, "peak MB", *names, "times ours"]
    told = any(each.answer is not None for each in standings if each.ran)
    lines = [
        f"\n{title}; answers {'DIFFER' if not same else 'equal' if told else 'not comparable'}\n",
        f"| {' | '.join(header)} |",
    ]
    lines.append("|" + "---|" * len(header))
    for each in standings:
        if not each.ran:
            cells = [each.note, "", "", *("" for _ in names)]
        else:
            other = each.processor if each.clock else each.seconds
            spread = f"{each.median:.4g} ({min(each.runs):.4g}–{max(each.runs):.4g})"
            cells = [spread, f"{statistics.median(other):.4g}", f"{each.memory:.0f}"]
            cells += [
                "" if (value := each.figure(name)) is None else f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"
                for name in names
            ]
        lines.append(f"| {' | '.join([each.who, *cells, against(each, ours) if same else ''])} |")
    lines += [f"\n{who}: left out: {why}." for who, why in getattr(job, "LEFT_OUT", {}).items()]
    return "\n".join(lines)


def _limits(standings: list[Standing]) -> str:
    """Return how far each job that has a floor is from it, at the largest size both ran."""
    told = []
    for name, floors in LIMITS.items():
        job = import_module(f"benchmarks.jobs.{name}")
        found = [each for each in standings if (each.job, each.who) == (name, job.OURS) and each.ran and each.size]
        for who in floors:
            peers = {each.case: each for each in standings if (each.job, each.who) == (name, who) and each.ran}
            beside = [each for each in found if each.case in peers and agreed(standings, name, each.case)]
            ours = max(beside, key=lambda each: each.size, default=None)
            if ours is not None and peers[ours.case].median:
                told.append(f"{job.TITLE}, {ours.case}: {ours.median / peers[ours.case].median:.3g}× {who}")
    return "What no engine gets below, at the largest size: " + "; ".join(told) + "." if told else ""


def grown(standings: list[Standing]) -> dict[str, list[tuple[int, float]]]:
    """Return the title of each job → (quads, median seconds of ours), where it ran on graphs of two sizes or more."""
    found: dict[str, list[tuple[int, float]]] = {}
    for name in dict.fromkeys(each.job for each in standings):
        job = import_module(f"benchmarks.jobs.{name}")
        ours = [each for each in standings if (each.job, each.who) == (name, job.OURS) and each.ran and each.size]
        if len(ours) > 1 and not hasattr(job, "SIZES"):
            found[job.TITLE] = [(each.size, each.median) for each in sorted(ours, key=lambda each: each.size)]
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
    powers = [10.0**power for power in range(-5, 8)]
    log = {"type": "log"}
    drawn = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 520,
        "height": 340,
        "data": {"values": values},
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {
                "field": "quads",
                "type": "quantitative",
                "scale": log,
                "axis": {"values": powers},
                "title": "quads in the graph",
            },
            "y": {
                "field": "seconds",
                "type": "quantitative",
                "scale": log,
                "axis": {"values": powers},
                "title": "seconds, ours",
            },
            "color": {
                "field": "job",
                "type": "nominal",
                "title": "job",
                "scale": {"scheme": "category20"},
                "legend": {"labelLimit": 320},
            },
        },
    }
    return str(vl_convert.vegalite_to_svg(drawn))


def main(results: Path, target: Path) -> None:
    """Write the page and the plot."""
    told, standings = read(results)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(told, standings), encoding="utf-8")
    if grown(standings):
        target.with_name("growth.svg").write_text(plot(standings) + "\n", encoding="utf-8")
    print(target)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.report", description=__doc__.partition("\n")[0])
    parser.add_argument("results", type=Path)
    parser.add_argument("target", type=Path, nargs="?", default=Path("build/bench/performance.md"))
    parser.add_argument("--bars", action="store_true", help="print the table of the bars and write nothing")
    given = parser.parse_args()
    if given.bars:
        print(bars.table(read(given.results)[1]))
    else:
        main(given.results, given.target)
