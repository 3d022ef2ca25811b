"""What the command prints besides answers: progress, the build report, lists of queries, proofs."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict

import pyoxigraph as ox

from kg.answering import explanation
from kg.evidence import contest
from kg.evidence.receipt import Receipt, receipts
from kg.graph.forecast import MAKING, STORED, Forecast, Foreseen
from kg.graph.inference import Proof
from kg.graph.pipeline import Report
from kg.graph.reasoning import Reasoning
from kg.namespace import curie
from kg.query.query import Query


@contextmanager
def progress(steps: Sequence[str]) -> Iterator[Callable[[str], None]]:
    """Give a function that shows which of the steps is running: a bar on a terminal, a line a step elsewhere.

    A step may say how far it is after its name: ``read 3/9``.
    """
    if not sys.stderr.isatty():
        yield lambda step: print(f"kg: {step} …", file=sys.stderr, flush=True)
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=sys.__stderr__), transient=True) as bar:
        task = bar.add_task("", total=len(steps))
        yield lambda step: bar.update(task, completed=list(steps).index(step.partition(" ")[0]), description=step)


def warned(told: str) -> None:
    """Say on standard error what a reader should know of what was written, if there is anything."""
    if told:
        print(f"kg: {told}", file=sys.stderr)


def report(built: Report, format_: str) -> str:
    """Return a build report as text or as JSON."""
    if format_ == "json":
        found = asdict(built) | {
            "findings": len(built.findings),
            "findingList": [str(finding) for finding in built.findings],
            "target": str(built.target) if built.target else None,
            "left": built.left._asdict(),
        }
        return json.dumps(found, ensure_ascii=False, indent=2)
    counts = (
        (built.quads, "quads"),
        (built.derived, "of them derived by rules"),
        (built.claims, "claims"),
        (built.situations, "situations they are about"),
        (built.sources, "sources"),
        (built.states, "states and territories"),
        (built.vendors, "vendors"),
        (len(built.findings), "findings"),
    )
    lines = [f"{number:9,}  {what}" for number, what in counts]
    spent = ", ".join(f"{step} {seconds:.2f}" for step, seconds in built.seconds.items())
    lines.append(f"{sum(built.seconds.values()):9.2f}  seconds ({spent})")
    if built.shards > 1 or built.kept:
        lines.append(f"{built.shards:9,}  shards, {built.kept:,} of them kept as they were")
    if built.left:
        lines.append(f"           {built.left}")
    if built.target:
        lines.append(f"           written to {built.target}")
    return "\n".join([*lines, *(str(finding) for finding in built.findings)])


def shards(found: Sequence[Foreseen], beside: Forecast) -> str:
    """Return a line for each shard, its sources, their bytes and what comes of them, and lines for all of them.

    ``beside`` is what stands in the graph besides claims.
    """

    def told(each: Foreseen) -> str:
        return each.sources[0] if len(each.sources) == 1 else f"{len(each.sources)} sources, from {each.sources[0]}"

    lines = [
        f"{number:5}  {each.size:13,} bytes  about {each.comes.quads:12,} quads  {told(each)}"
        for number, each in enumerate(found)
    ]
    claims, quads, written = sum((each.comes for each in found), beside)
    whole = sum(each.size for each in found)
    stored, making = _megabytes(quads * STORED), _megabytes(quads * MAKING)
    return "\n".join(
        [
            *lines,
            f"{len(found)} shards of {whole:,} bytes; the first claims of each source were read, nothing was written",
            f"about {claims:,} claims and {quads:,} quads besides what rules conclude: parts of {_megabytes(written)}, "
            f"and a store of up to {stored} that needs up to {making} while it is made",
        ]
    )


def _megabytes(count: int) -> str:
    return f"{-(-count // 10**6):,} MB"


def questions(queries: Sequence[Query]) -> str:
    """Return a list of queries: name, summary, and a line for each parameter."""
    lines = []
    for query in queries:
        lines.append(f"{query.name}: {query.summary}")
        for param in query.params:
            default = f", default {param.default}" if param.default else ""
            lines.append(f"    --param {param.name}=…  ({param.type}{default}) {param.description}")
    return "\n".join(lines)


def reasoning(found: Reasoning) -> str:
    """Return what a reasoner says of a graph: one line, and one for each class that can have no member."""
    if not found.consistent:
        return "HermiT: inconsistent; two statements of the graph contradict each other"
    lines = [f"{curie(name)}: no individual can be of this class" for name in found.unsatisfiable]
    return "\n".join([f"HermiT: consistent; {len(lines)} classes that can have no member", *lines])


def proofs(store: ox.Store, found: Sequence[Proof]) -> Iterator[str]:
    """Yield the lines of proofs, premises and claims indented below the rule that uses them, with the times they give.

    Then it is told when what is proved ended or is said to end, and who denies it.
    """
    ended = explanation.ends(store, found)
    claims = {*explanation.claims_of(found), *(each.claim for each in ended)}
    notes = receipts(store, claims)
    times = {claim: _times(roles) for claim, roles in contest.roles(store, claims).items()}
    for proof in found:
        yield from _proof(proof, notes, times, 0)
    for each in ended:
        how = "ended" if each.accepted else "said to end, and not asserted"
        yield f"{how}: {each.ended}, {notes[each.claim]}"
    for denial in explanation.denials(store, found):
        yield f"denied: {denial}"


def _times(roles: Iterable[tuple[str, str]]) -> str:
    """Return the times of a situation in words, such as ``since 2019, until 2023-12``; nothing where it has none."""
    return ", ".join(f"{_TIMES[role]} {value}" for role, value in sorted(roles) if role in _TIMES)


_TIMES = {
    **dict.fromkeys(("since", "startDate", "startYear"), "since"),
    **dict.fromkeys(("until", "endDate"), "until"),
    **dict.fromkeys(("heldAt", "year"), "at"),
}
"""Role of time → the word for it."""


def _proof(proof: Proof, notes: Mapping[str, Receipt], times: Mapping[str, str], depth: int) -> Iterator[str]:
    margin = "  " * depth
    names = " ".join(
        curie(str(node)[1:-1]) for node in (proof.triple.subject, proof.triple.predicate, proof.triple.object)
    )
    ground = f"rule {proof.rule}: {proof.summary}" if proof.rule else proof.summary
    yield f"{margin}{names}"
    yield f"{margin}  {ground}"
    for claim in proof.claims:
        when = f"{times[claim]}; " if times.get(claim) else ""
        yield f"{margin}  - {when}{notes[claim]}"
    for premise in proof.premises:
        yield from _proof(premise, notes, times, depth + 1)
