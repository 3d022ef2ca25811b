"""The bars of the design, each with what a run measured: one row a bar."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from benchmarks.standing import Standing, agreed

REAL = "the released sources"


class Row(NamedTuple):
    """One bar: the job, what it is to reach, what was measured, whether that is enough, the command that repeats it.

    ``met`` is None where the run does not say.
    """

    job: str
    bar: str
    measured: str
    met: bool | None
    command: str


class Results:
    """The standings of a run, by job, case and contender."""

    def __init__(self, standings: list[Standing]) -> None:
        self.standings = standings

    def cases(self, job: str) -> list[str]:
        """Return the cases of a job, as they were run."""
        return list(dict.fromkeys(each.case for each in self.standings if each.job == job))

    def near(self, job: str, size: int) -> str | None:
        """Return the case of a job that was asked for at a size, or None."""
        return next((each.case for each in self.standings if (each.job, each.size) == (job, size)), None)

    def one(self, job: str, case: str | None, who: str) -> Standing | None:
        """Return how a contender did, or None where it did not take part."""
        found = (
            e for e in self.standings if (e.job, e.case) == (job, case) and who in (e.who, e.who.partition(" ")[0])
        )
        return next(found, None)

    def time(self, job: str, case: str | None, who: str) -> float | None:
        """Return the median seconds of a contender, or None where it did not come to an end."""
        one = self.one(job, case, who)
        return one.median if one and one.ran else None

    def ratio(self, job: str, case: str | None, ours: str, peer: str) -> tuple[float, str] | None:
        """Return how many times our seconds a peer takes, or at least takes, and how it is said; None if not known."""
        mine, theirs = self.one(job, case, ours), self.one(job, case, peer)
        if not (mine and theirs and mine.ran and mine.median and case and agreed(self.standings, job, case)):
            return None
        if theirs.ran:
            times = theirs.median / mine.median
            return times, f"{times:,.3g}×"
        return (theirs.least / mine.median, f"> {theirs.least / mine.median:,.3g}×") if theirs.least else None


Part = tuple[str, bool | None]
"""What a part of a bar measured, and whether it is met."""


def rows(standings: list[Standing]) -> list[Row]:
    """Return a row for each bar of the design that the run has anything on, in the order of the design."""
    results = Results(standings)
    return [_row(results, *each) for each in BARS if results.cases(each[2])]


def _row(results: Results, job: str, bar: str, name: str, parts: Callable[[Results], Iterator[Part]], size: str) -> Row:
    found = list(parts(results))
    known = [met for _, met in found if met is not None]
    met = None if not known else all(known)
    wanted = f" SIZE={size}" if size else ""
    return Row(job, bar, "; ".join(text for text, _ in found) or "not measured", met, f"make bench{wanted} ONLY={name}")


def _beside(results: Results, job: str, case: str | None, ours: str, peer: str, least: float) -> Iterator[Part]:
    if found := results.ratio(job, case, ours, peer):
        # a peer that was ended early is at least so slow: it can show that a bar is met, not that it is missed
        met = None if found[0] < least and found[1].startswith(">") else found[0] >= least
        yield f"{found[1]} {peer}" + (f" ({case})" if case else ""), met


def _start(results: Results) -> Iterator[Part]:
    for case in results.cases("start"):
        ours, theirs = results.time("start", case, "kg"), results.time("start", case, "rdflib")
        if ours is not None and theirs is not None:
            yield f"{ours:.2f} s, rdflib {theirs:.2f} s", ours - theirs <= 0.15


def _build(results: Results) -> Iterator[Part]:
    if (ours := results.time("build", REAL, "kg")) is not None:
        yield f"{ours:.2f} s", ours <= 5
    for case in (REAL, results.near("build", 10_000)):
        yield from _beside(results, "build", case, "kg", "rdflib + owlrl + pyshacl", 10)


def _ask(results: Results) -> Iterator[Part]:
    if (ours := results.time("answer", REAL, "kg")) is not None:
        yield f"{ours:.2f} s", ours <= 0.3
    yield from _beside(results, "answer", REAL, "kg", "rdflib", 20)
    ours, bare = results.time("call", REAL, "kg"), results.time("call", REAL, "bare")
    if ours is not None and bare is not None:
        yield (
            f"the query {ours / bare:.2f}× bare pyoxigraph ({1000 * ours:.2f} and {1000 * bare:.2f} ms)",
            ours <= 1.1 * bare + 0.001,
        )


def _questions(results: Results) -> Iterator[Part]:
    yield from _beside(results, "questions", results.near("questions", 100_000), "kg", "rdflib", 60)
    yield from _beside(results, "questions", results.near("questions", 1_000_000), "kg", "rdflib", 100)
    yield from _beside(results, "questions", results.near("questions", 1_000_000), "kg", "naive", 5)


def _quads(results: Results) -> Iterator[Part]:
    cases = results.cases("quads")
    one = results.one("quads", cases[-1], "kg")
    lines = re.match(r"(\d+) lines", str(one.answer)) if one and one.ran else None
    if one and lines:
        rate = int(lines[1]) / one.median
        yield f"{rate:,.0f} quads/s ({cases[-1]})", rate >= 500_000
    for case in cases:
        yield from _beside(results, "quads", case, "kg", "morph", 10)


def _rules(results: Results) -> Iterator[Part]:
    yield from _beside(results, "rules", results.near("rules", 10_000), "kg", "owlrl", 150)
    if (ours := results.time("rules", results.near("rules", 1_000_000), "kg")) is not None:
        yield f"{ours:.1f} s at 1 M quads", ours <= 20


def _view(results: Results) -> Iterator[Part]:
    yield from _beside(results, "drawing", results.near("drawing", 2_000), "kg draw", "pyvis", 25)
    one = results.one("drawing", results.near("drawing", 20_000), "kg draw")
    if one and one.ran:
        written = one.figure("written, s") or 0.0
        yield f"20,000 edges written in {written:.1f} s, drawn in {one.median:.1f} s", written <= 2 and one.median <= 3


def _server(results: Results) -> Iterator[Part]:
    for case, least in (("entity", 10), ("SELECT, the same", 5), ("SELECT, each another", 5)):
        yield from _beside(results, "server", case, "kg serve", "rdflib-endpoint", least)


BARS: tuple[tuple[str, str, str, Callable[[Results], Iterator[Part]], str], ...] = (
    ("`import kg`", "≤ 0.15 s more than `import rdflib`", "start", _start, ""),
    (
        "full build on the released sources, read → validate, one process",
        "≤ 5 s, and ≥ 10× rdflib + owlrl + pySHACL",
        "build",
        _build,
        "medium",
    ),
    (
        "`kg ask` on the built store, whole process",
        "≤ 0.3 s, ≥ 20× rdflib parse + query; the query itself ≤ 1.1× bare pyoxigraph, plus 1 ms",
        "answer",
        _ask,
        "",
    ),
    (
        "12 standard questions, geometric mean, every answer equal",
        "≥ 60× rdflib at 100 k quads; at 1 M ≥ 100× rdflib and ≥ 5× the same written naively on bare pyoxigraph",
        "questions",
        _questions,
        "medium",
    ),
    ("claims → N-Quads", "≥ 500,000 quads/s per core; ≥ 10× Morph-KGC", "quads", _quads, "medium"),
    ("rules to a fixpoint", "≥ 150× owlrl; 1 M quads ≤ 20 s", "rules", _rules, "medium"),
    (
        "network view",
        "2,000 edges drawn ≥ 25× sooner than pyvis' default; 20,000 written in ≤ 2 s, drawn in ≤ 3 s",
        "drawing",
        _view,
        "medium",
    ),
    ("server", "≥ 10× rdflib-endpoint's requests/s on an entity page, ≥ 5× on SELECT", "server", _server, ""),
)


def table(standings: list[Standing]) -> str:
    """Return the bars as a table in Markdown."""
    lines = ["| job | bar | measured | met | repeat it |", "|---|---|---|---|---|"]
    for row in rows(standings):
        met = "not measured" if row.met is None else "yes" if row.met else "no"
        lines.append(f"| {row.job} | {row.bar} | {row.measured} | {met} | `{row.command}` |")
    return "\n".join(lines)
