"""The straight line: read → build → infer → validate, and the report of what came of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from time import perf_counter

import pyoxigraph as ox

from kg.errors import Faults, without_users
from kg.evidence import register, source, statement
from kg.evidence.claim import Claim
from kg.evidence.source import Source
from kg.graph import dataset, inference, placement, validation, visibility
from kg.graph.store import is_address, replaceable, save
from kg.graph.validation import Finding
from kg.namespace import curie, folders, iri
from kg.query import query
from kg.vocabulary import addition

STEPS = ("read", "build", "infer", "validate", "save")

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Report:
    """What a build yielded: counts of distinct things in the dataset, what is wrong with it, and seconds a step."""

    quads: int
    derived: int
    claims: int
    situations: int
    sources: int
    states: int
    """States and territories in the register."""
    vendors: int
    findings: list[Finding]
    seconds: dict[str, float] = field(compare=False)
    target: Path | str | None = None
    """The folder or the address it was written to."""
    left: visibility.LeftOut = visibility.NOTHING
    """What is internal and was left out of a public graph."""


def read(extra: Sequence[Path] = ()) -> tuple[list[Claim], dict[str, Source]]:
    """Return every claim, in the order of the sources' ids, and the sources by id.

    Raises:
        KgError: an input file is broken; of sources all that is wrong is told at once.
    """
    addition.check()
    registers = register.released()
    sources = source.read_all(*folders("sources"), *extra)
    claims: list[Claim] = []
    faults = Faults()
    for each in sources.values():
        with faults.kept():
            claims += statement.claims(each, sources, registers)
    faults.told()
    return claims, sources


def build(
    to: Path | str | None = None,
    extra: Sequence[Path] = (),
    progress: Progress = lambda step: None,
    *,
    public: bool = False,
) -> tuple[ox.Store, Report]:
    """Return the dataset of all sources as a store in memory, and its report; with ``to`` it is written there as well.

    ``to`` is a folder, or the address of a SPARQL endpoint. ``extra`` are a reader's own folders of sources.
    ``progress`` is told the name of each step as it begins.
    A ``public`` graph is without what is internal. Findings do not stop a build: they are in the report.

    Raises:
        KgError: an input file is broken, or ``to`` cannot be written; what stood in a folder stays whole, and an
            endpoint that broke off is marked as incomplete.
    """
    seconds: dict[str, float] = {}

    @contextmanager
    def step(name: str) -> Iterator[None]:
        progress(name)
        begun = perf_counter()
        yield
        seconds[name] = perf_counter() - begun

    if to is not None and not is_address(to):
        replaceable(Path(to))
    with step("read"):
        addition.check()
        registers = register.released()
        claims, sources = read(extra)
    with step("build"):
        lines = dataset.quads(registers, sources, claims)
        store = dataset.load(chain(lines, visibility.quads(_internal(sources, claims))))
    with step("infer"):
        derived = inference.infer(store)
    left = visibility.NOTHING
    if public:
        store, left, _ = visibility.shared(store)
        derived -= left.derived
    with step("validate"):
        findings = validation.validate(store)
        if findings:
            findings = placement.placed(findings, sources, registers)
    if to is not None:
        with step("save"):
            _save(store, to)
    return store, replace(_report(store, derived, findings, seconds, to), left=left)


def _internal(sources: Mapping[str, Source], claims: Iterable[Claim]) -> Iterator[tuple[str, str]]:
    """Yield the name of each source and claim that is internal, with the reason."""
    for id_, each in sources.items():
        if each.header.visibility == "internal":
            yield iri(f"source:{id_}"), str(each.header.visibility_reason)
    yield from ((claim.iri, claim.internal) for claim in claims if claim.internal)


def validate(store: ox.Store) -> list[Finding]:
    """Return what is wrong with a built store, sorted: what the checks find, and what the rules do not bear out.

    Raises:
        KgError: as :func:`kg.graph.validation.validate`.
    """
    forged, lacking = inference.unproved(store)
    told = [(triple, "no rule and no claim bears this conclusion out") for triple in forged]
    told += [(triple, "the rules conclude this, and the graph does not hold it") for triple in lacking]
    found = {
        Finding("rules/unproved", str(triple.subject)[1:-1], f"{_said(triple)}: {message}") for triple, message in told
    }
    return sorted({*validation.validate(store), *found})


def _said(triple: ox.Triple) -> str:
    return " ".join(curie(str(term).strip("<>")) for term in (triple.subject, triple.predicate, triple.object))


def _save(store: ox.Store, to: Path | str) -> None:
    if is_address(to):
        from kg.graph import endpoint, manifest

        manifest.load(store, endpoint.Endpoint(str(to)))
    else:
        save(store, Path(to))


def _report(
    store: ox.Store, derived: int, findings: list[Finding], seconds: dict[str, float], to: Path | str | None
) -> Report:
    (row,) = query.find("size").run(store).values()
    return Report(
        quads=len(store),
        derived=derived,
        claims=row["claims"],
        situations=row["situations"],
        sources=row["sources"],
        states=row["jurisdictions"],
        vendors=row["vendors"],
        findings=findings,
        seconds={name: round(seconds[name], 3) for name in STEPS if name in seconds},
        target=without_users(str(to)) if is_address(to) else to and Path(to),
    )
