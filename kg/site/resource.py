"""What the graph says of one resource, ready for a page: statements with labels, claims by source, conflicts, context.

A :class:`Library` holds the whole graph in memory, by subject and by object, so that a site of many pages reads the
store once. Nothing here knows how a page is written or where it stands.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

import pyoxigraph as ox

from kg.evidence.receipt import Receipt, receipts
from kg.graph import dataset
from kg.literal import rounded
from kg.namespace import BASE, OWL, RDF, RDFS, base_in_use, curie, iri, local_name
from kg.naming.index import alphabetical
from kg.query import query
from kg.query.solution import Term
from kg.site import passage
from kg.site.role import HEADS, KINDS, PLAIN, RANK, heads, told_of
from kg.site.section import Brief, Conflict, Later, Mention, Resource, Row, Saying, Section, Thing, by_roles

MANY = 400
"""A property with more subjects than this for one object is left out of what is said of the object as incoming."""

LABEL, TYPE, SAME, TITLE = RDFS + "label", RDF + "type", OWL + "sameAs", "http://purl.org/dc/terms/title"
ONTOLOGY = BASE + "ontology"
ABOUT, REPORTED, EVIDENCE = (iri("ais:about"), iri("ais:denies")), iri("ais:reportedIn"), iri("ais:evidence")
Disagreement = tuple[str, tuple[str, ...]]
"""Its kind, and the claims that do not go together."""
HELD = 20_000
"""The situations whose roles are remembered."""
_APART = ("claim", "situation", "evidence")


class Library:
    """The statements of a store by subject and by object, with labels and receipts."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self.out: dict[str, list[tuple[str, Term, str]]] = {}
        self.into: dict[str, list[tuple[str, str]]] = {}
        self.graphs: dict[str, int] = {}
        """The IRI of each named graph → the number of its triples."""
        found = store.quads_for_pattern(None, None, None, None)
        for s, p, o, g in sorted(found, key=lambda quad: (quad.predicate.value, str(quad.object), str(quad.subject))):
            name = "" if g is None or isinstance(g, ox.DefaultGraph) else g.value
            self.graphs[name] = self.graphs.get(name, 0) + 1
            if isinstance(s, ox.NamedNode):
                self.out.setdefault(s.value, []).append((p.value, o, name))
                if isinstance(o, ox.NamedNode):
                    self.into.setdefault(o.value, []).append((p.value, s.value))
        self._registers: dict[str, list[str]] = {}
        for name in sorted(name for name in self.out if name.startswith(base_in_use()) and "#" not in name):
            self._registers.setdefault(name[len(base_in_use()) :].partition("/")[0], []).append(name)
        self._labels: dict[str, str] = {}
        self._last: Resource | None = None
        self._told: tuple[str, list[ox.Triple]] | None = None

    def names(self, register: str) -> list[str]:
        """Return the IRIs of one register (``state``, ``claim``, …), sorted."""
        if register == "graph":
            return sorted(self.graphs)
        return self._registers.get(register, [])

    def label(self, name: str) -> str:
        """Return the English label of an IRI, what a situation or claim says in short, or the CURIE."""
        if name not in self._labels:
            self._labels[name] = self._label(name)
        return self._labels[name]

    def thing(self, name: str) -> Thing:
        """Return an IRI with its label."""
        return Thing(name, self.label(name))

    def heading(self, term: str) -> Thing:
        """Return a property, or a kind of situation, with what it is called at the head of a column, line or table."""
        return Thing(term, HEADS.get(term) or self.label(term))

    def one(self, name: str, *properties: str) -> str:
        """Return the first value of a property, or of one of several, as text, or nothing."""
        for property_, term, _ in self.out.get(name, ()):
            if property_ in properties:
                return term.value  # type: ignore[union-attr]
        return ""

    def kind(self, name: str) -> str:
        """Return the IRI of the first class of a resource, or nothing."""
        return self.one(name, TYPE)

    def _label(self, name: str) -> str:
        found = [term for p, term, _ in self.out.get(name, ()) if p in (LABEL, TITLE) and isinstance(term, ox.Literal)]
        for term in sorted(found, key=lambda term: (term.language != "en", term.language or "", term.value)):
            return term.value
        if name.startswith(f"{base_in_use()}situation/"):
            told = [told_of(p, rounded(each.label)) for p, values in self.roles(name).items() for each in values]
            return f"{self.heading(self.kind(name)).label.capitalize()}: {' · '.join(told)}"
        if name.startswith(f"{base_in_use()}claim/"):
            about = ("Denied: " if self.one(name, ABOUT[1]) else "") + self.label(self.one(name, *ABOUT))
            return f"{about} — {self.label(self.one(name, REPORTED))}"
        if passage.is_one(name):
            return f"{self.label(self.one(name, iri('oa:hasSource')))}: {passage.told(self.out, name)}"
        if name.startswith(f"{base_in_use()}graph/"):
            return f"Named graph {name.rpartition('/')[2]}"
        return curie(name)

    def value(self, term: Term, property_: str = "") -> Thing:
        """Return what a term is called; another name of a thing is no thing of its own."""
        if isinstance(term, ox.NamedNode):
            return Thing("", term.value) if property_ == SAME else self.thing(term.value)
        if isinstance(term, ox.Literal):
            return Thing("", term.value, term.language or "")
        return Thing("", "an expression without a name; see the Turtle")

    @cached_property
    def roles(self) -> Callable[[str], dict[str, list[Thing]]]:
        """What returns role → values of a situation, in the order of reading; of :data:`HELD` they are remembered."""
        return lru_cache(maxsize=HELD)(self._roles)

    def _roles(self, situation: str) -> dict[str, list[Thing]]:
        stated: dict[str, list[Thing]] = {}
        pairs = sorted((RANK.get(p, len(RANK)), p) for p in {p for p, _, _ in self.out.get(situation, ())} - {TYPE})
        for _, property_ in pairs:
            stated[property_] = [self.value(term) for p, term, _ in self.out[situation] if p == property_]
        return stated

    @cached_property
    def receipts(self) -> Mapping[str, Receipt]:
        """The receipt of every claim, by its IRI."""
        return receipts(self.store, self.names("claim"))

    def receipts_of(self, claims: Iterable[str]) -> dict[str, Receipt]:
        """Return claim → receipt; what is no claim is absent."""
        return {claim: self.receipts[claim] for claim in claims if claim in self.receipts}

    @cached_property
    def disagreements(self) -> Mapping[str, list[Disagreement]]:
        """Resource or claim → the disagreements it is part of: (kind, claims)."""
        found: dict[str, list[Disagreement]] = {}
        for row in query.find("disagreements").run(self.store).values():
            claims = tuple(sorted(set(row["claims"].split())))
            for name in dict.fromkeys((row["subject"], *claims)):
                found.setdefault(name, []).append((row["kind"], claims))
        return found

    def mention(self, claim: str) -> Mention:
        """Return a claim with its receipt."""
        source = self.one(claim, REPORTED)
        return Mention(self.receipts[claim], self.thing(source), self.issued(source))

    def issued(self, source: str) -> str:
        """Return the date or year of a source, that of its edition where it gives no other, or nothing."""
        return self.one(source, iri("dcterms:issued")) or self.one(source, iri("ais:editionYear"))

    def row(self, situation: str) -> Row:
        """Return a situation with its claims."""
        claims = [self.mention(name) for property_, name in self.into.get(situation, ()) if property_ in ABOUT]
        ordered = sorted(claims, key=lambda each: (each.issued, each.source.iri, each.receipt.place))
        return Row(self.thing(situation), self.roles(situation), ordered)

    def rows(self, situations: Sequence[str]) -> list[Row]:
        """Return situations with their claims."""
        return [self.row(each) for each in situations]

    def about(self, claim: str) -> str:
        """Return the situation that a claim is about, or nothing of what is no claim."""
        return self.one(claim, *ABOUT)

    def situations(self, name: str) -> set[str]:
        """Return the situations that a resource has a role in, or that a source reports."""
        found = (
            self.about(subject) if property_ == REPORTED else subject
            for property_, subject in self.into.get(name, ())
            if property_ not in (*ABOUT, TYPE)
        )
        return {each for each in found if each.startswith(f"{base_in_use()}situation/")}

    def sayings(self, situations: Sequence[str]) -> dict[str, list[Saying]]:
        """Return situation → its claims in short."""
        return {
            each: [self._saying(claim) for p, claim in self.into.get(each, ()) if p in ABOUT] for each in situations
        }

    def _saying(self, claim: str) -> Saying:
        return Saying(claim, self.one(claim, REPORTED), local_name(self.one(claim, iri("ais:modality"))))

    def _briefs(self, situations: Sequence[str]) -> list[Brief]:
        said = self.sayings(situations)
        return [Brief(each, self.roles(each), sorted(said[each])) for each in situations]

    def sections(self, name: str) -> list[Section]:
        """Return the situations that a resource has a role in, or that a source reports, by kind."""
        found: dict[str, list[str]] = {}
        for each in self.situations(name):
            found.setdefault(self.kind(each), []).append(each)
        return [
            self._section(kind, found[kind])
            for kind in sorted(found, key=lambda kind: (KINDS.get(kind, 0), self.label(kind), kind))
        ]

    def _section(self, kind: str, situations: Iterable[str]) -> Section:
        roles = {each: self.roles(each) for each in situations}
        names = sorted(roles, key=lambda each: (by_roles(roles[each]), each))
        return Section(self.heading(kind), Later(names, self.rows), Later(names, self._briefs))

    def conflicts(self, name: str) -> Sequence[Conflict]:
        """Return the disagreements a resource or a claim is part of."""
        return Later(self.disagreements.get(name, ()), self._conflicts)

    def _conflicts(self, told: Sequence[Disagreement]) -> list[Conflict]:
        return [
            Conflict(kind, [(self.row(self.one(claim, *ABOUT)), self.mention(claim)) for claim in claims])
            for kind, claims in told
        ]

    def resource(self, name: str) -> Resource:
        """Return what is said of a resource; of one the graph does not know, nothing. The last one is remembered."""
        if self._last is None or self._last.thing.iri != name:
            self._last = self._resource(name)
        return self._last

    def _resource(self, name: str) -> Resource:
        stated = [each for each in self.out.get(name, ()) if not heads(each[0], each[1])]
        derived = [(p, term) for p, term, graph_ in stated if graph_ == iri(dataset.DERIVED)]
        given = [(p, term) for p, term, graph_ in stated if graph_ != iri(dataset.DERIVED)]
        given += [*passage.said(self.out, name), *passage.owned(self.out, name)]
        given = [(p, term) for p, term in given if not str(term).startswith(f"<{name}#")]
        if name in self.graphs:
            given.append((iri("void:triples"), ox.Literal(self.graphs[name])))
        back = [
            (p, ox.NamedNode(subject))
            for p, subject in self._back(name)
            if (passage.is_one(name) or curie(subject).partition(":")[0] not in _APART) and "#" not in subject
        ]
        return Resource(
            self.thing(name),
            [self.value(term) for p, term, _ in self.out.get(name, ()) if p == TYPE],
            self._grouped(given),
            self._grouped(derived),
            self._grouped(back, back=True),
            self.sections(name),
            self.conflicts(name),
        )

    def triples(self, name: str) -> list[ox.Triple]:
        """Return the triples of a resource's document: what it is subject of, then what it is object of.

        A claim brings its evidence and its situation. A property with more than :data:`MANY` subjects is left out as
        incoming. That of the ontology holds its terms, that of a named graph the whole. The last one is remembered.
        """
        if self._told is None or self._told[0] != name:
            self._told = name, self._triples(name)
        return self._told[1]

    def _triples(self, name: str) -> list[ox.Triple]:
        if name == ONTOLOGY or name.startswith(f"{base_in_use()}graph/"):
            whole = ox.NamedNode(iri("graph:ontology") if name == ONTOLOGY else name)
            return _sorted(quad.triple for quad in self.store.quads_for_pattern(None, None, None, whole))
        told = set(self._outgoing(name))
        if name.startswith(f"{base_in_use()}claim/"):
            told |= set(self._outgoing(self.one(name, *ABOUT)))
            for term in (term for p, term, _ in self.out[name] if p == EVIDENCE and isinstance(term, ox.NamedNode)):
                told |= set(self._outgoing(term.value))
                told |= {triple for part in passage.parts(self.out, term.value) for triple in self._outgoing(part)}
        else:
            told |= {triple for part in passage.parts(self.out, name) for triple in self._outgoing(part)}
            told |= {
                ox.Triple(ox.NamedNode(subject), ox.NamedNode(p), ox.NamedNode(name)) for p, subject in self._back(name)
            }
        return _sorted(told)

    def _outgoing(self, name: str) -> Iterator[ox.Triple]:
        for property_, term, _ in self.out.get(name, ()):
            if not isinstance(term, ox.BlankNode):
                yield ox.Triple(ox.NamedNode(name), ox.NamedNode(property_), term)

    def _back(self, name: str) -> Iterator[tuple[str, str]]:
        pairs = self.into.get(name, ())
        counts = Counter(property_ for property_, _ in pairs)
        return (pair for pair in pairs if counts[pair[0]] <= MANY)

    def _grouped(self, pairs: Iterable[tuple[str, Term]], *, back: bool = False) -> list[tuple[Thing, list[Thing]]]:
        found: dict[str, dict[Thing, None]] = {}
        for property_, term in pairs:
            found.setdefault(property_, {})[self.value(term, property_)] = None
        named = sorted(((PLAIN if back else HEADS).get(p) or self.label(p), p) for p in found)
        return [(Thing(p, label), sorted(found[p], key=lambda x: (alphabetical(x.label), x.iri))) for label, p in named]


def _sorted(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    return sorted(set(triples), key=str)
