"""What a record shows by itself: the claims in which no check of one claim can find a fault.

A claim that passed the reader has the roles of its kind, each with a value of the class or datatype that the shapes
demand. What is left to look at is little: bounds of years, times beside times, categories of schemes, and the like.
A claim in doubt is held against the checks themselves, so that a doubt too many costs time and changes no finding.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from kg.evidence import modality
from kg.evidence.claim import Claim, modalities
from kg.evidence.register import Registers
from kg.evidence.source import Source
from kg.graph import scope
from kg.literal import moment, text_of
from kg.namespace import (
    SH,
    SKOS,
    VOCABULARY,
    XSD,
    base_in_use,
    curie,
    folder,
    iri,
    own_terms,
    term_name,
    terms,
    triples,
)
from kg.vocabulary import shape
from kg.vocabulary.shape import Constraint

TIMES = frozenset({"since", "until", "startDate", "endDate", "startYear", "year", "heldAt"})
"""The roles of time; two of them in one claim are compared by checks."""
BEGUN = frozenset({"since", "startDate", "startYear", "heldAt", "year"})
"""The roles of a time that no source asserts before it has come; rules of a regulation may name a day to come."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    "Classification": ("category", "value"),
    "Regulation": ("jurisdiction", "place"),
    "Use": ("user", "place"),
}
"""Kind → roles of which it has one at least."""
AREAS = frozenset({"jurisdiction", "user", "recipient"})
"""Roles of a state or territory in which the place beside it lies."""
BESIDE = (
    ("owner", "owned"),
    ("supplier", "recipient"),
    ("financier", "borrower"),
    ("located", "location"),
    ("narrower", "broader"),
)
"""Roles of one kind in which one thing does not stand together."""

_INTEGER = f'"%s"^^<{XSD}integer>'
_GRANTED = frozenset(
    {
        *((name, "maxCount", _INTEGER % 1) for name in ("about", "denies", "claimedBy", "lowerBound", "upperBound")),
        *((name, "maxCount", _INTEGER % 1) for name in ("modality", "reason", "reportedIn", "hasSource", "exact")),
        *(
            (name, "maxCount", _INTEGER % 1)
            for name in ("cell", "citation", "column", "comment", "row", "sheet", "entry")
        ),
        *((name, "maxCount", _INTEGER % 1) for name in ("start", "end")),
        ("hasSelector", "maxCount", _INTEGER % 2),
        *((name, "minCount", _INTEGER % 1) for name in ("evidence", "modality", "reportedIn", "hasSource", "entry")),
        *((name, "minCount", _INTEGER % 1) for name in ("hasSelector", "column", "row", "start", "end", "exact")),
        *((name, "class", f"<{iri('ais:Situation')}>") for name in ("about", "denies")),
        *((name, "class", f"<{iri('ais:Source')}>") for name in ("reportedIn", "hasSource")),
        ("claimedBy", "class", f"<{iri('ais:Agent')}>"),
        ("evidence", "class", f"<{iri('oa:SpecificResource')}>"),
        ("modality", "class", f"<{iri('ais:Modality')}>"),
        ("hasSelector", "class", f"<{iri('oa:Selector')}>"),
        *((name, "datatype", f"<{XSD}integer>") for name in ("lowerBound", "upperBound", "row", "start", "end")),
        *(
            (name, "datatype", f"<{XSD}string>")
            for name in ("cell", "citation", "column", "comment", "sheet", "entry", "exact")
        ),
        *((name, "minInclusive", _INTEGER % 0) for name in ("lowerBound", "upperBound", "start")),
        *((name, "minInclusive", _INTEGER % 1) for name in ("row", "end")),
        ("reason", "nodeKind", f"<{SH}Literal>"),
        ("", "closed", ""),
    }
)
"""What the shapes of claims, evidence and selectors demand, and every record has: property, constraint, demand."""

_NUMBERS = {
    key: re.compile(pattern, re.ASCII)
    for key, pattern in {"row": r"[1-9]\d{0,8}", "start": r"0|[1-9]\d{0,8}", "end": r"[1-9]\d{0,8}"}.items()
}


@cache
def _issued() -> str:
    """Return the day on which the released ontology was issued, which has passed wherever it is read."""
    path, issued = folder("ontology") / VOCABULARY[0], iri("dcterms:issued")
    return min((str(o.value) for _, p, o, _ in triples(path) if p.value == issued), default="")


class Records:
    """Says of each claim whether it is beyond doubt; what it has found of a value is remembered."""

    def __init__(self, registers: Registers, sources: Mapping[str, Source]) -> None:
        self.registers, self.sources = registers, sources
        self._of_role: dict[tuple[str, str], list[Constraint]] = defaultdict(list)
        self._needed: dict[str, set[str]] = defaultdict(set)
        self._unknown = False
        """Whether the shapes demand something of claims or evidence that this module does not know."""
        self._doubtful: set[str] = set()
        """Kinds of which a shape demands something that this module does not know."""
        self._values: dict[tuple[str, str, str], bool] = {}
        self._forms: dict[tuple[str, ...], bool | None] = {}
        """Kind and roles of claims → what :meth:`_formed` says of them."""
        self._seen: dict[str, str] = {}
        """Source → the time at which it was published, or that it is of; of others a day that has passed."""
        self._schemes = {
            (f"<{iri(row.name)}>", term)
            for row in registers.rows.get("categories", ())
            for property_, term in row.statements
            if property_ == SKOS + "inScheme"
        }
        situation = iri("ais:Situation")
        for constraint in scope.checks()[scope.ROLES].constraints:
            if situation in terms().superclasses.get(constraint.target, ()):
                self._learn(term_name(constraint.target), constraint)
            elif (re.split(r"[#/]", constraint.path)[-1], constraint.name, constraint.given) not in _GRANTED:
                self._unknown = True

    def _learn(self, kind: str, constraint: Constraint) -> None:
        role = term_name(constraint.path)
        if constraint.name == "minCount":
            self._needed[kind].add(role)
        elif constraint.path:
            self._of_role[kind, role].append(constraint)
        elif constraint.name != "closed":
            self._doubtful.add(kind)

    def sound(self, claim: Claim) -> bool:
        """Return whether no check of one claim finds a fault in a claim that was read; False where it may."""
        kind, roles = claim.kind, claim.roles
        form = (kind, *[role for role, _ in roles])
        if form not in self._forms:
            self._forms[form] = self._formed(kind, form[1:])
        beside = self._forms[form]
        if beside is None:
            return False
        values = self._values
        for role, value in roles:
            key = (kind, role, value)
            if key not in values:
                values[key] = self._fits(*key)
            if not values[key] or (role in BEGUN and kind != "Regulation" and not self._past(claim.source, value)):
                return False
        if beside:
            given = dict(roles)
            if given.get("owned", "").startswith(f"<{base_in_use()}state/"):
                return False
            if any(given[one] == given[other] for one, other in BESIDE if one in given and other in given):
                return False
            if "category" in given and (given["category"], given.get("scheme", "")) not in self._schemes:
                return False
        return self._evident(claim)

    def _formed(self, kind: str, names: tuple[str, ...]) -> bool | None:
        """Return whether values of such roles are to be held against each other; None where the roles are in doubt."""
        held = set(names)
        if self._unknown or kind in self._doubtful or (len(held) < len(names) and not self._several(kind, names)):
            return None
        if not self._needed[kind] <= held or len(held & TIMES) > 1 or ("place" in held and held & AREAS):
            return None
        if kind in NEEDED and held.isdisjoint(NEEDED[kind]):
            return None
        return not held.isdisjoint({"owned", "category"}) or any({one, other} <= held for one, other in BESIDE)

    def _several(self, kind: str, names: tuple[str, ...]) -> bool:
        """Return whether roles that come more than once may."""
        twice = {name for name in names if names.count(name) > 1}
        return not any(each.name == "maxCount" for name in twice for each in self._of_role[kind, name])

    def _fits(self, kind: str, role: str, value: str) -> bool:
        """Return whether a value meets what the shape of a kind demands of it in a role."""
        constraints = self._of_role.get((kind, role))
        if constraints is None:
            return False
        return all(self._meets(each, value) for each in constraints)

    def _meets(self, constraint: Constraint, value: str) -> bool:
        name, given = constraint.name, constraint.given
        if name == "maxCount":
            return True
        if name == "class":
            return value.startswith("<") and given[1:-1] in self._classes(value[1:-1])
        return shape.meets(constraint, value)

    def _past(self, id_: str, value: str) -> bool:
        """Return whether a time was not to come when a source was published: a source without a date is of today."""
        if id_ not in self._seen:
            header = self.sources[id_].header if id_ in self.sources else None
            given = header and (header.issued or header.as_of or header.edition_year)
            self._seen[id_] = moment(given)[0] if given else _issued()
        seen, time = self._seen[id_], text_of(value)
        return time <= seen or time.startswith(seen)

    def _classes(self, name: str) -> frozenset[str]:
        """Return the classes of a thing of the registers or a source, none of anything else."""
        if name.startswith(f"{base_in_use()}source/"):
            source = self.sources.get(name.removeprefix(f"{base_in_use()}source/"))
            class_ = source and (own_terms().get(source.header.type) or iri(f"ais:{source.header.type}"))
            return terms().superclasses.get(class_ or "", frozenset())
        return self.registers.classes.get(curie(name), frozenset())

    def _evident(self, claim: Claim) -> bool:
        """Return whether the voice, the bounds, the reason and the locator of a claim are as every check wants them."""
        if claim.voice is not None and iri("ais:Agent") not in self._classes(claim.voice):
            return False
        if claim.lower is not None or claim.upper is not None:
            bounds = [bound for bound in (claim.lower, claim.upper) if bound is not None]
            if claim.kind != "CountObservation" or bounds != sorted(bounds) or not 0 <= bounds[0] <= bounds[-1] < 10**9:
                return False
        locator = dict(claim.locator)
        for key, text in claim.locator:
            if key in _NUMBERS and not _NUMBERS[key].fullmatch(text):
                return False
        if not ("entry" in locator or {"start", "end"} <= locator.keys() or {"row", "column"} <= locator.keys()):
            return False
        if claim.disputes or claim.confirms or claim.modality not in modalities():
            return False
        corrected = modality.of(claim.modality).curation == "corrected"
        return not corrected or (bool(claim.reason) and ("column" not in locator or "cell" in locator))
