"""What a source states: the raw claims of its TOML file and its table, held against the ontology and the registers."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import Any

from kg.errors import SourceError, UnknownName, suggestion
from kg.evidence import table
from kg.evidence.claim import LOCATOR, Claim, Role, kinds, modalities
from kg.evidence.register import Registers
from kg.evidence.source import Source, known
from kg.literal import lexical, literal
from kg.namespace import XSD, iri

CLAIM_KEYS = (
    "id",
    "kind",
    "modality",
    "claimedBy",
    "lowerBound",
    "upperBound",
    "reason",
    "locatedIn",
    "disputes",
    "confirms",
)
"""What a claim may state besides the roles of its kind and its locator."""


@cache
def _keys() -> frozenset[str]:
    """Return every key that a claim of some kind may have."""
    return frozenset((*CLAIM_KEYS, *LOCATOR, *(role for roles in kinds().values() for role in roles)))


def claims(source: Source, sources: Mapping[str, Source], registers: Registers) -> Iterator[Claim]:
    """Yield the claims of a source: those of its TOML file, then those of the table beside it, one at a time.

    Raises:
        SourceError: an unknown key, kind, name or modality, a missing role, a claim without a locator, a phrase that
            does not occur, bounds out of order, or other counts of claims than ``expect`` states.
    """
    reader = _Reader(source, sources, registers)
    counted: Counter[str] = Counter()
    for claim in reader.claims():
        counted[claim.kind] += 1
        yield claim
    for kind, number in source.header.expect.items():
        if counted[kind] != number:
            raise SourceError(
                source.path.name,
                f"{counted[kind]} claims of kind {kind}, {number} expected",
                "restore the missing rows",
            )


class _Reader:
    """Turns the raw claims of one source into records; keeps the claims that others refer to by ``#id``."""

    def __init__(self, source: Source, sources: Mapping[str, Source], registers: Registers) -> None:
        self.source = source
        self.sources = sources
        self.registers = registers
        self.named: dict[str, Claim] = {}
        self.text = source.text()
        declared = source.header.text
        if self.text is not None and declared and hashlib.sha256(self.text.encode()).hexdigest() != declared.sha256:
            raise SourceError(
                source.path.name, f"{source.id}.txt is not the text with the digest in [text]", "restore that text"
            )
        unknown = next((key for key in source.header.defaults if key not in _keys()), None)
        if unknown is not None:
            raise SourceError(
                f"{source.path.name}, defaults",
                f"no claim has a key {unknown!r}",
                suggestion(unknown, _keys(), "leave it out"),
            )

    def claims(self) -> Iterator[Claim]:
        name, stated = self.source.path.name, self.source.header.claim
        pending = {f"{name}, claim {number}": raw for number, raw in enumerate(stated, 1)}
        while pending:
            waiting = {place: raw for place, raw in pending.items() if self._refers_ahead(place, raw)}
            if len(waiting) == len(pending):
                place, raw = next(iter(pending.items()))
                missing = next(ref for ref in self._references(place, raw) if ref not in self.named)
                if missing in {f"#{r['id']}" for r in stated if "id" in r}:
                    raise SourceError(
                        place, f"it and the claim {missing!r} refer to each other", "let one of them refer to the other"
                    )
                hint = suggestion(missing, {f"#{r['id']}" for r in stated if "id" in r}, "give that claim this id")
                raise SourceError(place, f"no claim has the id {missing!r}", hint)
            for place, raw in pending.items():
                if place not in waiting:
                    yield self._claim(place, raw)
            pending = waiting
        path = self.source.path.with_suffix(".csv")
        if path.exists():
            for place, cells in table.rows(path):
                yield self._claim(place, cells)

    def _references(self, place: str, raw: Mapping[str, Any]) -> list[str]:
        """Return the ids of claims, such as ``#total``, that a claim disputes, confirms or has in a role."""
        roles = kinds().get(str(raw.get("kind", self.source.header.defaults.get("kind"))), {})
        held = [str(raw[role.name]) for role in roles.values() if role.class_iri and role.name in raw]
        others = (*self._others(place, raw, "disputes"), *self._others(place, raw, "confirms"))
        return [*(name for name in held if name.startswith("#")), *others]

    def _others(self, place: str, raw: Mapping[str, Any], key: str) -> list[str]:
        given = raw.get(key, [])
        if not isinstance(given, list):
            raise SourceError(place, f"{key!r} is not a list", "write ['#id']")
        return [str(name) for name in given]

    def _refers_ahead(self, place: str, raw: Mapping[str, Any]) -> bool:
        return any(reference not in self.named for reference in self._references(place, raw))

    def _claim(self, place: str, stated: Mapping[str, Any]) -> Claim:
        raw = {**self.source.header.defaults, **stated}
        fail = partial(SourceError, place)
        roles = kinds().get(str(raw.get("kind")))
        if roles is None:
            raise fail(f"{raw.get('kind')!r} is not a kind of situation", f"use one of {', '.join(kinds())}")
        for key in stated:
            if key not in roles and key not in CLAIM_KEYS and key not in LOCATOR:
                raise fail(
                    f"a {raw['kind']} has no key {key!r}",
                    suggestion(key, [*roles, *CLAIM_KEYS, *LOCATOR], f"its roles are {', '.join(roles)}"),
                )
        missing = next((role.name for role in roles.values() if role.required and role.name not in raw), None)
        if missing:
            raise fail(f"a {raw['kind']} without {missing!r}", f"say its {missing}")
        modality = str(raw.get("modality", "asserted"))
        if modality not in modalities():
            raise fail(f"unknown modality {modality!r}", f"use one of {', '.join(sorted(modalities()))}")
        if modality == "recovered" and not raw.get("reason"):
            raise fail("a recovered claim without a reason", "say in 'reason' what was put right and why")
        lower, upper = (self._bound(place, raw, key) for key in ("lowerBound", "upperBound"))
        if lower is not None and upper is not None and lower > upper:
            raise fail(f"lowerBound {lower} is above upperBound {upper}", "correct one of them")
        located_in = known(place, str(raw["locatedIn"]), self.sources) if "locatedIn" in raw else None
        claim = Claim(
            source=self.source.id,
            kind=str(raw["kind"]),
            roles=tuple(self._roles(place, raw, roles)),
            modality=modality,
            locator=self._locator(place, raw),
            voice=self._voice(place, raw),
            lower=lower,
            upper=upper,
            reason=str(raw["reason"]) if "reason" in raw else None,
            located_in=located_in,
            disputes=tuple(self._named(place, name).iri for name in self._others(place, raw, "disputes")),
            confirms=tuple(self._named(place, name).iri for name in self._others(place, raw, "confirms")),
        )
        if "id" in raw:
            if f"#{raw['id']}" in self.named:
                raise fail(f"the id {raw['id']!r} is taken by another claim", "give this claim another id")
            self.named[f"#{raw['id']}"] = claim
        return claim

    def _roles(self, place: str, raw: Mapping[str, Any], roles: Mapping[str, Role]) -> Iterator[tuple[str, str]]:
        for role in roles.values():
            if role.name in raw:
                given = raw[role.name]
                if isinstance(given, list) and not role.several:
                    raise SourceError(place, f"{role.name!r} takes one value, not a list", "make a claim of each")
                values = given if isinstance(given, list) else [given]
                for term in sorted({self._term(f"{place}, {role.name}", role, value) for value in values}):
                    yield role.name, term

    def _term(self, place: str, role: Role, value: Any) -> str:
        if role.datatype:
            return literal(_lexical(place, value, role.datatype), role.datatype)
        name = str(value)
        if name.startswith("#"):
            return f"<{self._named(place, name).situation}>"
        if name.startswith("source:"):
            return f"<{iri('source:' + known(place, name, self.sources))}>"
        try:
            return f"<{iri(self.registers.resolve(name, role.class_iri, place))}>"
        except UnknownName as error:
            raise SourceError(error.place, error.found, error.todo) from error

    def _named(self, place: str, name: str) -> Claim:
        if name not in self.named:
            raise SourceError(place, f"no claim has the id {name!r}", "refer to a claim of this file as '#id'")
        return self.named[name]

    def _voice(self, place: str, raw: Mapping[str, Any]) -> str | None:
        if "claimedBy" not in raw:
            return None
        try:
            return iri(self.registers.resolve(str(raw["claimedBy"]), iri("ais:Agent"), f"{place}, claimedBy"))
        except UnknownName as error:
            raise SourceError(error.place, error.found, error.todo) from error

    def _bound(self, place: str, raw: Mapping[str, Any], key: str) -> int | None:
        if key not in raw:
            return None
        if raw["kind"] != "CountObservation":
            raise SourceError(place, f"a {raw['kind']} with {key!r}", "only a CountObservation has bounds")
        return int(_lexical(f"{place}, {key}", raw[key], XSD + "integer"))

    def _locator(self, place: str, raw: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        given = {key: str(raw[key]) for key in LOCATOR if key in raw}
        if not ({"start", "end"} <= given.keys() or {"row", "column"} <= given.keys() or "entry" in given):
            raise SourceError(
                place, "a claim without a locator", "say where it stands: start and end, row and column, or entry"
            )
        if "start" in given and "end" not in given:
            raise SourceError(place, "'start' without 'end'", "give the span of the quote")
        if "start" in given:
            self._check_span(place, given)
        if "row" in given:
            _lexical(f"{place}, row", given["row"], XSD + "integer")
        return tuple(given.items())

    def _check_span(self, place: str, given: Mapping[str, str]) -> None:
        start, end = (int(_lexical(place, given[key], XSD + "integer")) for key in ("start", "end"))
        length = self.source.header.text.characters if self.source.header.text else None
        if start < 0 or start >= end or (length is not None and end > length):
            raise SourceError(
                place, f"start {start} and end {end} are no span of the text", "give the span of the quote"
            )
        phrase = given.get("phrase")
        if phrase and self.text is not None and phrase not in self.text[start:end]:
            raise SourceError(
                place, f"the phrase {phrase!r} does not occur at {start}–{end}", "quote the text letter by letter"
            )


def _lexical(place: str, value: Any, datatype: str) -> str:
    try:
        return lexical(value, datatype)
    except ValueError as error:
        raise SourceError(place, str(error), "correct it") from error
