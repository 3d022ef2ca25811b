"""A library that reads the store as it is asked, where a :class:`kg.site.resource.Library` reads all of it at once.

So a server answers from its first second, and holds what was asked for. What is read is remembered up to
:data:`HELD` resources; the answers are those of the whole library, in the same order.
"""

from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

import pyoxigraph as ox

from kg.evidence.receipt import Receipt, receipts
from kg.namespace import base_in_use, iri, local_name
from kg.query.solution import Term
from kg.site.resource import ABOUT, REPORTED, Library
from kg.site.section import Row, Saying

HELD = 20_000
"""Resources remembered in each direction, receipts and labels; past that, all are let go."""

Value = TypeVar("Value")


class Read(Mapping[str, Value]):
    """A mapping read on demand: a key whose value is empty is no key."""

    def __init__(self, read: Callable[[str], Value], keys: Callable[[], Iterator[str]]) -> None:
        self._read = read
        self._keys = keys
        self._held: dict[str, Value] = {}

    def __getitem__(self, name: str) -> Value:
        if name not in self._held:
            if len(self._held) >= HELD:
                self._held.clear()
            self._held[name] = self._read(name)
        if not self._held[name]:
            raise KeyError(name)
        return self._held[name]

    def __iter__(self) -> Iterator[str]:
        return self._keys()

    def __len__(self) -> int:
        return sum(1 for _ in self._keys())

    def take(self, values: Mapping[str, Value]) -> None:
        """Remember values that were read together."""
        if len(self._held) + len(values) > HELD:
            self._held.clear()
        self._held.update(values)

    def missing(self, names: Iterable[str]) -> list[str]:
        """Return the names whose values are not remembered."""
        return [name for name in names if name not in self._held]


class Receipts(Read[Receipt]):
    """The receipts of claims, read one by one or, with :meth:`fetch`, together."""

    def __init__(self, store: ox.Store, keys: Callable[[], Iterator[str]]) -> None:
        super().__init__(self._one, keys)
        self._store = store

    def _one(self, name: str) -> Receipt:
        return receipts(self._store, [name]).get(name)  # type: ignore[return-value]

    def fetch(self, claims: Iterable[str]) -> None:
        """Read the receipts of several claims at once."""
        if wanted := self.missing(claims):
            self.take(receipts(self._store, wanted))

    def items(self) -> ItemsView[str, Receipt]:
        """Return every receipt, all read at once."""
        self.fetch(self._keys())
        return super().items()


class Shelf(Library):
    """The statements of a store, read as they are asked for."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self.out = Read(self._subject, lambda: iter(self._subjects))  # type: ignore[assignment]
        self.into = Read(self._object, lambda: iter(()))  # type: ignore[assignment]
        self._labels = {}
        self._last = None
        self._told = None

    def _subject(self, name: str) -> list[tuple[str, Term, str]]:
        found = self.store.quads_for_pattern(ox.NamedNode(name), None, None, None) if name else ()
        stated = [(p.value, o, g.value if isinstance(g, ox.NamedNode) else "") for _, p, o, g in found]
        return sorted(stated, key=lambda each: (each[0], str(each[1])))

    def _object(self, name: str) -> list[tuple[str, str]]:
        found = self.store.quads_for_pattern(None, None, ox.NamedNode(name), None) if name else ()
        return sorted((p.value, s.value) for s, p, _, _ in found if isinstance(s, ox.NamedNode))

    @cached_property
    def _subjects(self) -> list[str]:
        found = self.store.query("SELECT DISTINCT ?s WHERE { ?s ?p ?o }", use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        return sorted(row[0].value for row in found if isinstance(row[0], ox.NamedNode))

    @cached_property
    def graphs(self) -> dict[str, int]:  # type: ignore[override]
        """The IRI of each named graph → the number of its triples."""
        counted = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
        found = self.store.query(counted)
        assert isinstance(found, ox.QuerySolutions)
        return dict(sorted((row[0].value, int(row[1].value)) for row in found))

    def names(self, register: str) -> list[str]:
        """Return the IRIs of one register (``state``, ``claim``, …), sorted."""
        if register == "graph":
            return sorted(self.graphs)
        return self._by_register.get(register, [])

    @cached_property
    def _by_register(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self._subjects:
            if name.startswith(base_in_use()) and "#" not in name:
                found.setdefault(name[len(base_in_use()) :].partition("/")[0], []).append(name)
        return found

    @cached_property
    def receipts(self) -> Receipts:
        """The receipt of every claim, by its IRI."""
        return Receipts(self.store, lambda: iter(self.names("claim")))

    def receipts_of(self, claims: Iterable[str]) -> dict[str, Receipt]:
        """Return claim → receipt, all read at once; what is no claim is absent."""
        claims = list(claims)
        self.receipts.fetch(claims)
        return super().receipts_of(claims)

    def label(self, name: str) -> str:
        """Return what an IRI is called, as the whole library does."""
        if len(self._labels) > 2 * HELD:
            self._labels.clear()
        return super().label(name)

    def row(self, situation: str) -> Row:
        """Return a situation with its claims, whose receipts are read together."""
        self._fetch([situation])
        return super().row(situation)

    def rows(self, situations: Sequence[str]) -> list[Row]:
        """Return situations with their claims, whose receipts are read together."""
        self._fetch(situations)
        return super().rows(situations)

    def _fetch(self, situations: Iterable[str]) -> None:
        self.receipts.fetch(claim for each in situations for p, claim in self.into.get(each, ()) if p in ABOUT)

    def about(self, claim: str) -> str:
        """Return the situation that a claim is about, without reading what else is said of the claim."""
        for property_ in ABOUT:
            for quad in self.store.quads_for_pattern(ox.NamedNode(claim), ox.NamedNode(property_), None, None):
                return quad.object.value if isinstance(quad.object, ox.NamedNode) else ""
        return ""

    def sayings(self, situations: Sequence[str]) -> dict[str, list[Saying]]:
        """Return situation → its claims in short; all are asked for at once."""
        about, denies, source, modality = (ox.NamedNode(each) for each in (*ABOUT, REPORTED, iri("ais:modality")))
        names = " ".join(str(ox.NamedNode(each)) for each in situations)
        found = self.store.query(
            f"SELECT ?situation ?claim ?source ?modality WHERE {{ VALUES ?situation {{ {names} }} "
            f"?claim {about}|{denies} ?situation ; {source} ?source ; {modality} ?modality }}",
            use_default_graph_as_union=True,
        )
        assert isinstance(found, ox.QuerySolutions)
        said: dict[str, list[Saying]] = {each: [] for each in situations}
        for situation, *told in found:
            claim, source, modality = (each.value for each in told)
            said[situation.value].append(Saying(claim, source, local_name(modality)))
        return said
