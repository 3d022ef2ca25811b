"""The straight line: read → build → infer → validate, and the report of what came of it."""

import tempfile
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from time import perf_counter

import pyoxigraph as ox

from kg import garbage
from kg.errors import Faults, without_users
from kg.evidence import assertion, register, source, statement
from kg.evidence.claim import Claim
from kg.evidence.source import Source
from kg.graph import (
    beside,
    dataset,
    depot,
    inference,
    loading,
    part,
    placement,
    scope,
    shard,
    tabulation,
    union,
    validation,
    visibility,
)
from kg.graph.beside import Asked
from kg.graph.depot import Part, Place
from kg.graph.loading import Behind
from kg.graph.means import ALONE, planned
from kg.graph.means import How as How
from kg.graph.part import Task
from kg.graph.scale import runner, worker
from kg.graph.scale.runner import Runner
from kg.graph.shard import Inputs
from kg.graph.store import is_address, open_store, replaceable, replacing, save
from kg.graph.validation import Finding
from kg.namespace import folders, iri
from kg.query import query
from kg.vocabulary import addition

STEPS = ("read", "infer", "build", "validate", "save")

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
    shards: int = field(default=1, compare=False)
    kept: int = field(default=0, compare=False)
    """How many of the shards were not read again."""


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
    how: How = ALONE,
    inputs: Inputs | None = None,
) -> tuple[ox.Store, Report]:
    """Return the dataset of all sources as a store, and its report; with ``to`` it is written there as well.

    ``to`` is a folder, whose store is then returned, read-only, or the address of a SPARQL endpoint. ``extra`` are a
    reader's own folders of sources. ``progress`` is told the name of each step as it begins. A ``public`` graph is
    without what is internal. Findings do not stop a build: they are in the report.

    Raises:
        KgError: an input file is broken, or ``to`` cannot be written; what stood in a folder stays whole, and an
            endpoint that broke off is marked as incomplete.
    """
    work = _Work(inputs or shard.inputs(extra), how, progress)
    if to is not None and not is_address(to):
        replaceable(Path(to))
    if to is None or is_address(to) or public:
        with depot.room(tempfile.gettempdir()), tempfile.TemporaryDirectory(prefix="kg-") as folder:
            store = work.into(ox.Store(), Path(folder))
        if public:
            store = work.shared(store)
        if to is not None:
            with work.step("save"):
                _save(store, to, shared=bool(work.left))
        return store, work.report(store, to)
    target = Path(to).resolve()
    with replacing(target) as new:
        scratch = new.with_name("parts")
        scratch.mkdir()
        disk = work.into(ox.Store(str(new)), scratch, new)
        report = work.report(disk, to)
        del disk
    return open_store(target), report


class _Work:
    """One build: what it reads, how, and what came of it."""

    def __init__(self, inputs: Inputs, how: How, progress: Progress) -> None:
        self.inputs = inputs._replace(stamp=uuid.uuid4().hex)
        self.how, self.progress = how, progress
        self.make = worker.make if how.on else part.make
        self.seconds: dict[str, float] = {}
        self.findings: list[Finding] = []
        self.derived = self.shards = self.kept = 0
        self.left = visibility.NOTHING

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Tell that a step begins, and keep how long it took."""
        self.progress(name)
        begun = perf_counter()
        yield
        self.seconds[name] = perf_counter() - begun

    @garbage.rare()
    def into(self, store: ox.Store, scratch: Path, disk: Path | None = None) -> ox.Store:
        """Return a store that was empty with the whole dataset; its parts stand in a folder meanwhile.

        ``disk`` is the folder of the store, where it is on disk.
        """
        place = Place(self.how.parts or str(scratch))
        with place.alone() if self.how.parts else nullcontext():
            return self._filled(store, place, scratch, disk)

    def _filled(self, store: ox.Store, place: Place, scratch: Path, disk: Path | None) -> ox.Store:
        how = self.how
        early = not how.parts and shard.bulk(self.inputs) > shard.SMALLEST
        before = partial(part.prepare, self.inputs) if early else None
        alone = disk is not None or how.processes < 2
        with runner.runner(how.processes, how.on, before) as run, loading.behind(store, off=alone) as behind:
            with self.step("read"):
                registers, sources = shard.read(self.inputs)
                tasks, parts = self.tasks(sources, place, run, behind)
                union.faulty(parts, sources)
            with self.step("infer"):
                setting = part.setting(self.inputs)
                said = "".join((*union.modalities(parts), *visibility.quads(union.internal(parts, sources))))
                terms = dataset.stated(dataset.loaded(setting.context + said))
                derived = union.fixpoint(terms, parts, lambda known: run(self.make, [t.later(known) for t in tasks]))
            with self.step("build"):
                stated = setting.context + said + "".join(dataset.concluded(derived))
                files = place.local([each.file for each in parts], scratch)
                whole = any(assertion.beside(each.path) for each in sources.values())
                again = whole or bool(scope.rules()[scope.CLAIMS])
                columns = None if again else self.columns(run, disk, (stated.encode(), *files))
                left = behind.left(files)
                dataset.add(store, stated)
                loading.load(store, left, how.processes, how.memory)
                self.derived = inference.infer(store) if again else len(derived)
                if again:
                    concluded = "".join(_concluded(store))
                    columns = self.columns(run, disk, (stated.encode(), concluded.encode(), *files))
            with self.step("validate"):
                checks = scope.checks()
                found = {finding for each in parts for finding in each.findings}
                found |= checks[scope.TERMS].found(terms) | checks[scope.CLAIMS].found_across(store, how.processes)
                found = set(validation.validate(store) if whole else validation.judged(found))
                self.findings = placement.placed(found, sources, registers) if found else []
            if disk is not None:
                store.flush()
                if columns is not None:
                    with self.step("save"):
                        tabulation.seal(disk, columns())
        if how.parts:
            from kg.graph import bundle

            with depot.room(how.parts):
                bundle.close(place, parts, chain((setting.context, said), _concluded(store)), store)
        return store

    def columns(
        self, run: Runner, disk: Path | None, contents: tuple[bytes | Path, ...]
    ) -> Callable[[], tabulation.Tabled] | None:
        """Let another process begin the columns of a store on disk, and return what waits for them; None without."""
        if disk is None or not tabulation.due(contents):
            return None
        return runner.aside(run, beside.columns, Asked(self.inputs, disk, contents))

    def shared(self, store: ox.Store) -> ox.Store:
        """Return what is shared of a store, checked for itself where anything of it is left out."""
        found, self.left, _ = visibility.shared(store)
        if self.left:
            self.derived -= self.left.derived
            with self.step("validate"):
                findings = validation.validate(found)
                self.findings = placement.placed(findings, *shard.read(self.inputs)[::-1]) if findings else []
        return found

    def tasks(
        self, sources: Mapping[str, Source], place: Place, run: Runner, behind: Behind
    ) -> tuple[list[Task], list[Part]]:
        """Return the tasks of the build and their parts; those that are kept as they were made are not made again."""
        keeps = self.how.parts or self.how.on
        digests = shard.digests(sources) if keeps else {}
        tasks = planned(self.inputs, sources, self.how, place.address, digests)
        if self.how.parts:
            place.remove(depot.SEAL)
        known = depot.read(place, digests) if self.how.parts else {}
        kept = {name: part for name, part in known.items() if scope.lasting(part.findings)}
        wanted = [task for task in tasks if task.name not in kept]
        parts = [kept[task.name]._replace(number=task.shard.number) for task in tasks if task.name in kept]
        self.shards, self.kept = len(tasks), len(parts)
        with depot.room(self.how.parts) if self.how.parts else nullcontext():
            for number, made in enumerate(run(self.make, wanted), 1):
                parts.append(made)
                if made.file and not self.how.parts:
                    behind.begin(Path(place.address, made.file))
                if len(wanted) > 1:
                    self.progress(f"read {number}/{len(wanted)}")
            parts = runner.ordered(parts)
            if self.how.parts and not any(part.faults for part in parts):
                depot.write(place, parts, digests)
                depot.sweep(place, parts)
        return tasks, parts

    def report(self, store: ox.Store, to: Path | str | None) -> Report:
        """Return what the build yielded."""
        (row,) = query.find("size").run(store).values()
        return Report(
            quads=len(store),
            derived=self.derived,
            claims=row["claims"],
            situations=row["situations"],
            sources=row["sources"],
            states=row["jurisdictions"],
            vendors=row["vendors"],
            findings=self.findings,
            seconds={name: round(self.seconds[name], 3) for name in STEPS if name in self.seconds},
            target=without_users(str(to)) if is_address(to) else to and Path(to),
            left=self.left,
            shards=self.shards,
            kept=self.kept,
        )


def _concluded(store: ox.Store) -> Iterator[str]:
    """Return the N-Quads lines of what was derived."""
    concluded = ox.NamedNode(iri(dataset.DERIVED))
    return (f"{quad} .\n" for quad in store.quads_for_pattern(None, None, None, concluded))


def _save(store: ox.Store, to: Path | str, *, shared: bool = False) -> None:
    if is_address(to):
        from kg.graph import endpoint, manifest

        manifest.load(store, endpoint.Endpoint(str(to)))
    else:
        save(store, Path(to), shared=shared)
