"""A claim: what one source says of one situation, in whose voice, how firmly, and where. Named by its content.

The kinds of situation and their roles are read from ``ontology/shapes.ttl``: one node shape per kind.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from kg.errors import OntologyError
from kg.evidence import modality as modality_module
from kg.literal import literal
from kg.namespace import (
    RDF,
    RDFS,
    SH,
    XSD,
    base_in_use,
    curie,
    folder,
    iri,
    local_name,
    own_ontology,
    term_name,
    terms,
    triples,
)
from kg.setting import kept

TEXT_LOCATOR = ("start", "end", "phrase")
CELL_LOCATOR = ("sheet", "row", "column", "cell", "comment")
ENTRY_LOCATOR = ("entry", "citation")
LOCATOR = (*TEXT_LOCATOR, *CELL_LOCATOR, *ENTRY_LOCATOR)
"""The keys that say where in a source a claim stands."""

MOMENT = RDFS + "Literal"
"""The datatype of a role whose value is a year, a month or a day."""


class Role(NamedTuple):
    """What may stand in one role of a situation."""

    name: str
    class_iri: str | None
    """The class its value must have; None for a literal."""
    datatype: str | None
    required: bool
    several: bool
    iri: str = ""
    """The IRI of the property."""


class Claim(NamedTuple):
    """What one source says of one situation.

    ``roles`` pairs a role with its value as an N-Triples term, in the order of the role names; ``locator`` pairs a
    locator key with its text; ``voice`` is None where the source speaks for itself; bounds are None where open.
    """

    source: str
    kind: str
    roles: tuple[tuple[str, str], ...]
    modality: str
    locator: tuple[tuple[str, str], ...]
    voice: str | None = None
    lower: int | None = None
    upper: int | None = None
    reason: str | None = None
    located_in: str | None = None
    """The source that holds the place named by the locator, where it is not ``source`` itself."""
    disputes: tuple[str, ...] = ()
    confirms: tuple[str, ...] = ()
    internal: str | None = None
    """Why it is not shared; None where it is. Its name does not rest on this."""

    @property
    def denies(self) -> bool:
        """Whether the source says that the situation does not hold."""
        return modality_module.of(self.modality).stance == "denial"

    @property
    def situation(self) -> str:
        """The IRI of the situation: equal for equal kind and roles, whoever claims it."""
        return f"{base_in_use()}situation/{digest(self.kind, *chain.from_iterable(self.roles))}"

    @property
    def evidence(self) -> str:
        """The IRI of the place in the source: equal for claims that stand at the same place."""
        return f"{base_in_use()}evidence/{digest(self.held_by, *chain.from_iterable(self.locator))}"

    @property
    def held_by(self) -> str:
        """The id of the source the locator points into."""
        return self.located_in or self.source

    @property
    def iri(self) -> str:
        """The IRI of the claim: equal for equal content, whatever the order of files or rows."""
        return self.iri_of(self.situation, self.evidence)

    def iri_of(self, situation: str, evidence: str) -> str:
        """Return the IRI of the claim, those of its situation and its evidence being given."""
        bounds = ("" if bound is None else str(bound) for bound in (self.lower, self.upper))
        said = (self.source, situation, evidence, self.modality, self.voice or "", self.reason or "", *bounds)
        return f"{base_in_use()}claim/{digest(*said)}"


def digest(*parts: str) -> str:
    """Return the first 20 hexadecimal digits (80 bits) of the SHA-256 of the parts, each ended by a zero byte.

    Two of n names collide with a probability of about n² / 2⁸¹: below 10⁻⁹ for 10⁷ claims.
    """
    return hashlib.sha256("\0".join((*parts, "")).encode()).hexdigest()[:20]


@kept
def kinds() -> dict[str, dict[str, Role]]:
    """Return kind of situation → its roles by name, as ``ontology/shapes.ttl`` and the workspace's shapes state them.

    Raises:
        OntologyError: a node shape of a kind has a property shape without a path, class or datatype; or the workspace
            has a shape of a kind that is there, or a kind of its name.
    """
    found: dict[str, dict[str, Role]] = {}
    for path in (folder("ontology") / "shapes.ttl", *own_ontology(shapes=True)):
        for target, roles in _shaped(path):
            name = term_name(target)
            if name in found:
                told = f"it has a shape of {curie(target)}, and {curie(classes()[name])} has one already"
                raise OntologyError(str(path), told, "make a kind of another name below ais:Situation")
            found[name] = roles
            classes()[name] = target
    if not found:
        raise OntologyError("shapes.ttl", "no node shape targets a kind of situation", "restore the file")
    return dict(sorted(found.items()))


@kept
def classes() -> dict[str, str]:
    """Return kind of situation → the IRI of its class, for the kinds that :func:`kinds` has read."""
    return {}


def _shaped(path: Path) -> Iterator[tuple[str, dict[str, Role]]]:
    """Yield each kind of situation that a file of shapes has a node shape of, with its roles."""
    subjects: dict[str, dict[str, list[str]]] = {}
    for s, p, o, _ in triples(path):
        subjects.setdefault(s.value, {}).setdefault(p.value, []).append(o.value)
    situation = iri("ais:Situation")
    for shape in subjects.values():
        for target in shape.get(SH + "targetClass", ()):
            if situation in terms().superclasses.get(target, ()) and target != situation:
                roles = (_role(target, subjects[node]) for node in shape.get(SH + "property", ()))
                yield target, {role.name: role for role in sorted(roles)}


def _role(target: str, shape: dict[str, list[str]]) -> Role:
    def one(name: str) -> str | None:
        return shape.get(SH + name, [None])[0]

    path, class_iri, datatype = one("path"), one("class"), one("datatype")
    if one("nodeKind") == SH + "Literal" and one("pattern"):
        datatype = MOMENT
    if not path or not (class_iri or datatype):
        raise OntologyError(
            "shapes.ttl", f"a property shape of {local_name(target)} lacks sh:path or its class or datatype", "add it"
        )
    required, several = int(one("minCount") or 0) > 0, int(one("maxCount") or 2) > 1
    return Role(term_name(path), class_iri, datatype, required, several, path)


def modalities() -> dict[str, str]:
    """Return modality → its IRI, for the modalities that the ontology names."""
    return {name: iri(f"ais:{name}") for name in modality_module.vocabulary().named}


def quads(claims: Iterable[Claim]) -> Iterator[str]:
    """Yield the N-Quads lines of claims, and of the modalities they have; memory does not grow.

    A claim stands in the graph of its source, its evidence in that of the source it points into. Situations stand in a
    graph of their own, since several sources claim one: so that in the union of the graphs no triple comes twice and
    no join multiplies.
    """
    told: set[str] = set()
    for claim in claims:
        if claim.modality not in told:
            told.add(claim.modality)
            yield from composed(claim.modality)
        situation, place = claim.situation, claim.evidence
        yield from described(claim, claim.iri_of(situation, place), situation, place)


def composed(modality: str) -> Iterator[str]:
    """Yield the N-Quads lines of a modality that claims have; nothing of one that the ontology names."""
    if modality not in modalities():
        yield from modality_module.quads(modality, "graph:situations")


@kept
def named(kind: str) -> tuple[str, dict[str, str]]:
    """Return the IRIs of a kind of situation and of the properties of its roles, by their names."""
    roles = {role.name: role.iri for role in kinds().get(kind, {}).values()}
    return classes().get(kind) or iri(f"ais:{kind}"), roles


@kept
def _properties() -> tuple[str, ...]:
    ais = iri("ais:")
    named = ("about", "denies", "reportedIn", "modality", "evidence")
    of_places = (f"<{iri('oa:' + n)}>" for n in ("hasSelector", "hasSource", "SpecificResource"))
    return (f"<{RDF}type>", ais, *(f"<{ais}{each}>" for each in named), *of_places)


def described(claim: Claim, name: str, situation: str, place: str, known: set[str] | None = None) -> list[str]:
    """Return the N-Quads lines of a claim about a situation, with evidence at a place: all three as their IRIs.

    With ``known``, what is in it is not described once more, and what is described is added to it.
    """
    a, ais, about, denies, reported, modality, evidence, selector_of, source_of, resource = _properties()
    base = base_in_use()
    sources = f"{base}source/"
    g = f"<{base}graph/{claim.source}> .\n"
    c, s, e = f"<{name}>", f"<{situation}>", f"<{place}>"
    lines = [
        f"{c} {a} <{ais}Claim> {g}",
        f"{c} {denies if claim.denies else about} {s} {g}",
        f"{c} {reported} <{sources}{claim.source}> {g}",
        f"{c} {modality} <{ais}{claim.modality}> {g}",
        f"{c} {evidence} {e} {g}",
    ]
    if claim.voice:
        lines.append(f"{c} <{ais}claimedBy> <{claim.voice}> {g}")
    if claim.lower is not None:
        lines.append(f"{c} <{ais}lowerBound> {literal(str(claim.lower), XSD + 'integer')} {g}")
    if claim.upper is not None:
        lines.append(f"{c} <{ais}upperBound> {literal(str(claim.upper), XSD + 'integer')} {g}")
    if claim.reason:
        lines.append(f"{c} <{ais}reason> {literal(claim.reason, language='en')} {g}")
    lines += [f"{c} <{iri('cito:disputes')}> <{other}> {g}" for other in claim.disputes]
    lines += [f"{c} <{iri('cito:confirms')}> <{other}> {g}" for other in claim.confirms]
    if known is None or situation not in known:
        situations = f"<{base}graph/situations> .\n"
        class_, roles = named(claim.kind)
        lines.append(f"{s} {a} <{class_}> {situations}")
        lines += [f"{s} <{roles.get(role) or ais + role}> {value} {situations}" for role, value in claim.roles]
    if known is None or place not in known:
        held = f"<{base}graph/{claim.held_by}> .\n"
        lines += (f"{e} {a} {resource} {held}", f"{e} {source_of} <{sources}{claim.held_by}> {held}")
        given = dict(claim.locator)
        for part, class_, properties in _selectors(tuple(given)):
            selector = f"<{place}#{part}>"
            lines += (f"{e} {selector_of} {selector} {held}", f"{selector} {a} {class_} {held}")
            lines += [f"{selector} {p} {literal(given[key], datatype)} {held}" for p, key, datatype in properties]
    if known is not None:
        known |= {situation, place}
    return lines


_COUNTED = {"start": XSD + "integer", "end": XSD + "integer", "row": XSD + "integer"}


@cache
def _selectors(locator: tuple[str, ...]) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """Return the selectors of a locator with these keys: fragment, class, and property, key and datatype of each."""
    return [
        (part, f"<{iri(class_)}>", [(f"<{iri(n)}>", k, _COUNTED.get(k, "")) for k, n in named.items() if k in locator])
        for needed, part, class_, named in _FORMS
        if needed in locator
    ]


_CITED = {"citation": "ais:citation"}
_FORMS: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("start", "position", "oa:TextPositionSelector", {"start": "oa:start", "end": "oa:end"} | _CITED),
    ("phrase", "quote", "oa:TextQuoteSelector", {"phrase": "oa:exact"}),
    ("column", "cell", "ais:CellSelector", {key: f"ais:{key}" for key in CELL_LOCATOR} | _CITED),
    ("entry", "entry", "ais:EntrySelector", {key: f"ais:{key}" for key in ENTRY_LOCATOR}),
)
"""For each selector: the key that makes one, its fragment, its class, and the property of each key."""


@cache
def located(locator: tuple[str, ...]) -> frozenset[str]:
    """Return those of the keys of a locator that its selectors hold."""
    return frozenset(key for *_, properties in _selectors(locator) for _, key, _ in properties)
