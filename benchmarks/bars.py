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
    for case in results.cases("help"):
        if (ours := results.time("help", case, "kg")) is not None:
            bare = results.time("help", case, "python")
            yield f"{ours:.3f} s" + (f", python alone {bare:.3f} s" if bare is not None else ""), ours <= 0.08


def _import(results: Results) -> Iterator[Part]:
    for case in results.cases("start"):
        ours, theirs = results.time("start", case, "kg"), results.time("start", case, "rdflib")
        if ours is not None and theirs is not None:
            yield f"{ours:.2f} s, rdflib {theirs:.2f} s", ours - theirs <= 0.15


def _build(results: Results) -> Iterator[Part]:
    if (ours := results.time("build", REAL, "kg")) is not None:
        yield f"{ours:.2f} s", ours <= 1
    yield from _beside(results, "build", REAL, "kg", "rdflib + owlrl + pyshacl", 100)


def _build_large(results: Results) -> Iterator[Part]:
    case = results.near("build", 1_000_000)
    for who, processes, most in (("kg", "one process", 12), ("kg, two processes", "two processes", 7)):
        if (ours := results.time("build", case, who)) is not None:
            yield f"{ours:.1f} s ({processes})", ours <= most


def _shapes(results: Results) -> Iterator[Part]:
    if (ours := results.time("shapes", results.near("shapes", 1_000_000), "kg")) is not None:
        yield f"{ours:.1f} s at 1 M quads", ours <= 3
    yield from _beside(results, "shapes", results.near("shapes", 100_000), "kg", "shifty", 5)
    yield from _beside(results, "shapes", results.near("shapes", 100_000), "kg", "pyshacl", 40)


def _dump(results: Results) -> Iterator[Part]:
    yield from _within(results, "dump", results.near("dump", 1_000_000), "bare pyoxigraph", 3)


def _aggregate(results: Results) -> Iterator[Part]:
    yield from _within(results, "aggregate", results.near("aggregate", 1_000_000), "duckdb", 3)


def _within(results: Results, job: str, case: str | None, floor: str, most: float) -> Iterator[Part]:
    """Yield how many times the seconds of a floor ours are."""
    found = results.ratio(job, case, "kg", floor)
    if found and not found[1].startswith(">"):
        yield f"{1 / found[0]:.3g}× {floor} ({case})", 1 / found[0] <= most


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


def _questions_small(results: Results) -> Iterator[Part]:
    yield from _beside(results, "questions", results.near("questions", 10_000), "kg", "naive", 1)


def _questions(results: Results) -> Iterator[Part]:
    yield from _beside(results, "questions", results.near("questions", 1_000_000), "kg", "naive", 12)
    yield from _beside(results, "questions", results.near("questions", 1_000_000), "kg", "rdflib", 100)


def _quads(results: Results) -> Iterator[Part]:
    cases = results.cases("quads")
    largest = results.near("quads", 1_000_000) or cases[-1]
    one = results.one("quads", largest, "kg")
    lines = re.match(r"(\d+) lines", str(one.answer)) if one and one.ran else None
    if one and lines:
        rate = int(lines[1]) / one.median
        yield f"{rate:,.0f} quads/s ({largest})", rate >= 800_000
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
        told = f"20,000 edges written in {written:.1f} s, drawn in {one.median:.1f} s"
        yield told, written <= 1.2 and one.median <= 2.5


def _server(results: Results) -> Iterator[Part]:
    anew = next((case for case in results.cases("server") if case.startswith("the question")), None)
    for case, least in (("SELECT, each another", 0.6), ("entity", 1.0), (anew, 1.0)):
        yield from _beside(results, "server", case, "kg serve", "oxigraph", least)


def _publish(results: Results) -> Iterator[Part]:
    for case in results.cases("publish"):
        one = results.one("publish", case, "kg publish --compact")
        if one and one.ran:
            yield f"{one.median:.1f} s, {one.figure('files') or 0:,.0f} files", one.median <= 25


def _prose(results: Results) -> Iterator[Part]:
    cases = results.cases("prose")
    one = results.one("prose", cases[-1], "kg")
    if one and one.ran and (rate := one.figure("kB/s")):
        yield f"{rate:,.0f} kB/s ({cases[-1]})", rate >= 250


BARS: tuple[tuple[str, str, str, Callable[[Results], Iterator[Part]], str], ...] = (
    (
        "full build, the released sources, one process",
        "≤ 1.0 s, and ≥ 100× rdflib + owlrl + pySHACL",
        "build",
        _build,
        "",
    ),
    ("full build, 1 M quads", "≤ 12 s in one process, ≤ 7 s in two", "build", _build_large, "medium"),
    (
        "shapes and checks",
        "1 M quads ≤ 3 s; at 100 k ≥ 5× Shifty and ≥ 40× pySHACL",
        "shapes",
        _shapes,
        "medium",
    ),
    ("claims → N-Quads", "≥ 800,000 quads/s a core; ≥ 10× Morph-KGC", "quads", _quads, "medium"),
    ("dump, 1 M quads, packed N-Quads", "≤ 3× the bare engine's own dump", "dump", _dump, "medium"),
    ("eight aggregating questions, 1 M quads", "≤ 3× DuckDB", "aggregate", _aggregate, "medium"),
    (
        "twelve questions, 10 k quads, every answer equal",
        "not slower than the naive form on bare pyoxigraph",
        "questions",
        _questions_small,
        "",
    ),
    (
        "twelve questions, 1 M quads, every answer equal",
        "≥ 12× the naive form on bare pyoxigraph, ≥ 100× rdflib",
        "questions",
        _questions,
        "medium",
    ),
    (
        "server, requests/s of `oxigraph serve`",
        "one pattern asked anew ≥ 0.6, an entity and a question asked anew ≥ 1.0",
        "server",
        _server,
        "",
    ),
    (
        "network view",
        "2,000 edges drawn ≥ 25× sooner than pyvis' default; 20,000 written in ≤ 1.2 s, drawn in ≤ 2.5 s",
        "drawing",
        _view,
        "medium",
    ),
    ("publish, the released graph", "≤ 25 s on 2 cores", "publish", _publish, ""),
    ("prose, by rules", "≥ 250 kB/s a core", "prose", _prose, "medium"),
    ("`kg` starts, any verb's `--help`", "≤ 0.08 s", "help", _start, ""),
    ("`import kg`", "≤ 0.15 s more than `import rdflib`", "start", _import, ""),
    (
        "`kg ask` on the built store, whole process",
        "≤ 0.3 s, ≥ 20× rdflib parse + query; the query itself ≤ 1.1× bare pyoxigraph, plus 1 ms",
        "answer",
        _ask,
        "",
    ),
    ("rules to a fixpoint", "≥ 150× owlrl; 1 M quads ≤ 20 s", "rules", _rules, "medium"),
)


def table(standings: list[Standing]) -> str:
    """Return the bars as a table in Markdown."""
    lines = ["| job | bar | measured | met | repeat it |", "|---|---|---|---|---|"]
    for row in rows(standings):
        met = "not measured" if row.met is None else "yes" if row.met else "no"
        lines.append(f"| {row.job} | {row.bar} | {row.measured} | {met} | `{row.command}` |")
    return "\n".join(lines)
