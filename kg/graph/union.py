"""What the parts of a build are together: their faults, their modalities, and the fixpoint of the rules."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox

from kg.errors import Faults, QueryError, SourceError
from kg.evidence import statement
from kg.evidence.claim import composed
from kg.evidence.source import Source
from kg.evidence.volume import PARQUET, ending
from kg.graph import dataset, inference, scope
from kg.graph.depot import Part
from kg.graph.part import IN_FILE, MODULUS
from kg.namespace import iri


def faulty(parts: Sequence[Part], sources: Mapping[str, Source]) -> None:
    """Do nothing where the claims of all parts are sound together.

    Raises:
        SourceError: all that is wrong with sources at once: what the parts met, claims that stand in two parts, and
            other counts of claims than a source expects.
    """
    faults = Faults()
    for id_, source in sources.items():
        met = {str(fault): fault for part in parts for fault in part.faults.get(id_, ())}
        faults.found += met.values()
        if not met:
            with faults.kept():
                _once(source, [part.names[id_] for part in parts if id_ in part.names])
                counted: Counter[str] = Counter()
                for part in parts:
                    counted.update(part.kinds.get(id_, {}))
                statement.expected(source, counted)
    faults.told()


def _once(source: Source, names: Sequence[tuple[bytes, bytes]]) -> None:
    """Do nothing where no claim of a source stands in two pieces of it.

    Raises:
        SourceError: one does; both lines are named.
    """
    first: dict[int, int] = {}
    for hashes, lines in names:
        for name, line in zip(array("Q", hashes), array("Q", lines), strict=True):
            if first.setdefault(name, line) != line:
                earlier, later = (_line(source, each) for each in (first[name], line))
                raise SourceError(later, f"the claim of {earlier} once more", "leave one of them out")


def _line(source: Source, line: int) -> str:
    """Return the place of a line of a file of the source's table."""
    path = source.tables()[line // IN_FILE]
    counted = "row" if ending(path) == PARQUET else "line"
    return f"{path.relative_to(source.path.parent).as_posix()}, {counted} {line % IN_FILE}"


def modalities(parts: Iterable[Part]) -> list[str]:
    """Return the N-Quads lines of the modalities that claims have and the ontology does not name, sorted by name."""
    return [line for name in sorted({name for part in parts for name in part.modalities}) for line in composed(name)]


def internal(parts: Sequence[Part], sources: Mapping[str, Source]) -> Iterator[tuple[str, str]]:
    """Yield the name of each source and claim that is internal, with the reason, in the order of the sources."""
    for id_, source in sources.items():
        if source.header.visibility == "internal":
            yield iri(f"source:{id_}"), str(source.header.visibility_reason)
    for id_ in sources:
        for part in parts:
            yield from part.internal.get(id_, ())


def digest(parts: Iterable[Part]) -> str:
    """Return the digest of the claims of all parts, whatever their order and however they are parted."""
    return f"{sum(part.digest for part in parts) % MODULUS:020x}"


def fixpoint(terms: ox.Store, parts: Sequence[Part], again: Callable[[tuple[str, ...]], Iterable[Part]]) -> list[str]:
    """Return what the rules conclude that do not look across claims, as sorted N-Triples without the period.

    ``terms`` holds the ontology, the registers and the sources, and comes to hold the conclusions. ``again`` lets the
    tasks derive once more with what is derived so far, which is asked for where a rule rests on both.

    Raises:
        QueryError: a rule goes on making triples.
    """
    rules = scope.rules()
    resting = {predicate for rule in rules[scope.ROLES] for _, predicate, _ in rule.premises}
    known = {triple for part in parts for triple in part.derived}
    had: set[str] = set()
    for _ in range(inference.ROUNDS):
        dataset.add(terms, "".join(dataset.concluded(known)))
        known = set(inference.conclusions(terms, rules[scope.TERMS]))
        wanted = {triple for triple in known if triple.split(" ", 2)[1][1:-1] in resting}
        if wanted <= had:
            return sorted(known)
        had = wanted
        for part in again(tuple(sorted(known))):
            known |= part.derived
    name = rules[scope.ROLES][0].query.name
    found = f"it still makes new triples in round {inference.ROUNDS}"
    raise QueryError(f"rules/{name}.rq", found, "let it make no IRI of an IRI that it made")
