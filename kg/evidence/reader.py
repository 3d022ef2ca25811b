"""Reads what a source states: the raw claims of its file and its table, held against the ontology and the registers."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.errors import Faults, SourceError, UnknownName, suggestion
from kg.evidence import assertion, locator, mapped, modality, table
from kg.evidence.claim import MOMENT, Claim, Role, kinds
from kg.evidence.key import keys, misnamed
from kg.evidence.period import timed
from kg.evidence.reference import JUDGING, held, identified, itself, judged, listed, parts, released, rows, taken
from kg.evidence.register import Registers
from kg.evidence.source import Source, known
from kg.evidence.value import bound, checked, instant
from kg.evidence.visibility import PUBLIC, reason
from kg.literal import literal
from kg.namespace import iri


class Reader:
    """Turns the raw claims of one source into records; keeps the claims that others refer to by ``#id``."""

    def __init__(
        self, source: Source, sources: Mapping[str, Source], registers: Registers, *, beyond: bool = True
    ) -> None:
        self.source = source
        self.beyond = beyond
        """Whether references to claims of other sources are followed; the name of a claim does not rest on them."""
        self.others: dict[str, Reader] = {}
        """Source id → what has read the claims of a source that one of this refers to."""
        self.sources = sources
        self.registers = registers
        self.named: dict[str, Claim] = {}
        self.stands = {f"#{raw['id']}": raw for raw in source.header.claim if "id" in raw}
        """``#id`` → the raw claim of the source's file."""
        self.ahead: dict[str, Claim | None] = {}
        """``#id`` → the claim without what it judges, read ahead of its turn; None where it has an error."""
        self.faults = Faults()
        self._terms: dict[str, dict[tuple[str, str], str]] = {}
        """Kind → what each name or value of a role of it has been read as."""
        self._known: set[tuple[str, ...]] = set()
        """The kind and the keys of claims that have every key they need, and no other."""
        self._stood: dict[int, str] = {}
        """Hash of a claim that was read → its place."""
        self.at = ""
        """The place of the claim that was yielded last."""
        self.text = source.text()
        unknown = next((key for key in source.header.defaults if key not in keys()), None)
        if unknown is not None:
            found, hint = f"no claim has a key {unknown!r}", suggestion(unknown, keys(), "leave it out")
            raise SourceError(f"{source.path.name}, defaults", found, hint)

    @cached_property
    def tabled(self) -> dict[str, Mapping[str, Any]]:
        """``#id`` → the raw claim of a row of the source's table, read when a claim judges what was not read yet."""
        return identified(self.source)

    def claims(self) -> Iterator[Claim]:
        """Yield the claims of the source: those of its file, then those of its table; what is wrong is kept."""
        yield from self.stated()
        yield from self.rows()

    def stated(self) -> Iterator[Claim]:
        """Yield the claims of the source's file.

        Raises:
            SourceError: a claim refers to one that is not there.
        """
        name, stated = self.source.path.name, self.source.header.claim
        pending = {f"{name}, claim {number}": raw for number, raw in enumerate(stated, 1)}
        asked: dict[str, list[str]] = {}
        left: dict[str, int] = {}
        for place, raw in pending.items():
            ahead = dict.fromkeys(each for each in self._references(place, raw) if each not in self.named)
            left[place] = len(ahead)
            for each in ahead:
                asked.setdefault(each, []).append(place)
        order = {place: number for number, place in enumerate(pending)}
        ready = [place for place, count in left.items() if not count]
        while pending:
            if not ready:
                wanted = {place: self._references(place, raw) for place, raw in pending.items()}
                ready = [released(self.source.id, pending, wanted, self.named, self.stands)]
            names = []
            for place in ready:
                raw = pending.pop(place)
                yield from self._read(place, raw)
                names.append(f"#{raw.get('id')}")
            if self.faults.found and pending:
                return
            answered = [place for name in names if name in self.named for place in asked.pop(name, ())]
            for place in answered:
                left[place] -= 1
            ready = sorted({place for place in answered if not left[place] and place in pending}, key=order.__getitem__)

    def rows(self, span: table.Span | None = None, number: int | None = None) -> Iterator[Claim]:
        """Yield the claims of the source's table and of its RDF, after those of its file.

        With the number of a file of the table they are those of that file, or of a span of it.
        """
        with self.faults.kept():
            if mapping := mapped.beside(self.source):
                for place, raw in mapped.rows(mapping, self.registers):
                    yield from self._read(place, raw)
            else:
                files = self.source.tables()
                for path in files if number is None else [files[number]]:
                    yield from self._table(path, span)
        with self.faults.kept():
            if span is None and (graph := assertion.beside(self.source.path)):
                for place, raw in assertion.read(graph, self.source.id, self.registers).claims:
                    yield from self._read(place, raw)

    def _table(self, path: Path, span: table.Span | None) -> Iterator[Claim]:
        """Yield the claims of a file of the table."""
        with self.faults.kept():
            for place, raw in rows(self.source, path, span):
                yield from self._read(place, raw)

    def _read(self, place: str, raw: Mapping[str, Any]) -> Iterator[Claim]:
        """Yield the claim that is stated at a place; what is wrong with it is kept."""
        with self.faults.kept():
            claim = self.claim(place, raw)
            first = self._stood.setdefault(hash(claim), place)
            if first != place:
                raise SourceError(place, f"the claim of {first} once more", "leave one of them out")
            self.at = place
            yield claim

    def place_of(self, claim: Claim) -> str:
        """Return where a claim that was read is stated."""
        return self._stood[hash(claim)]

    def _references(self, place: str, raw: Mapping[str, Any]) -> list[str]:
        roles = kinds().get(str(raw.get("kind", self.source.header.defaults.get("kind"))), {})
        said = (name for name in judged(place, raw) if name in self.stands or name not in self.tabled)
        return [*held(raw, roles), *said]

    def claim(self, place: str, stated: Mapping[str, Any]) -> Claim:
        """Return the claim that is stated at a place.

        Raises:
            SourceError: what is wrong with it.
        """
        raw = {**self.source.header.defaults, **stated}
        kind = str(raw.get("kind"))
        roles = kinds().get(kind)
        if "id" in raw and (fault := itself(place, raw, self.source.id)):
            raise fault
        if roles is None:
            if "kind" not in raw:
                raise SourceError(place, "a claim without a kind", f"say its kind: one of {', '.join(kinds())}")
            todo = suggestion(kind, kinds(), f"use one of {', '.join(kinds())}")
            raise SourceError(place, f"{kind!r} is not a kind of situation", todo)
        faults = Faults()
        if (form := (kind, *stated)) not in self._known:
            faults.found += misnamed(place, kind, roles, stated, raw)
            if not faults.found:
                self._known.add(form)
        said = ""
        with faults.kept():
            raw = timed(raw, roles, place)
        with faults.kept():
            said = modality.read(place, raw, stated)
        lower, upper, voice = None, None, None
        filled: tuple[tuple[str, str], ...] = ()
        stands: tuple[tuple[str, str], ...] = ()
        if "lowerBound" in raw or "upperBound" in raw:
            with faults.kept():
                lower = bound(place, raw, "lowerBound")
            with faults.kept():
                upper = bound(place, raw, "upperBound")
            if lower is not None and upper is not None and lower > upper:
                told = f"lowerBound {lower} is above upperBound {upper}"
                faults.found.append(SourceError(place, told, "correct one of them"))
        with faults.kept():
            filled = tuple(self._roles(place, raw, kind, roles))
        with faults.kept():
            stands = self._locator(place, raw)
        if "claimedBy" in raw:
            with faults.kept():
                voice = self._voice(place, str(raw["claimedBy"]))
        faults.told()
        located_in = known(place, str(raw["locatedIn"]), self.sources) if "locatedIn" in raw else None
        claim = Claim(
            source=self.source.id,
            kind=kind,
            roles=filled,
            modality=said,
            locator=stands,
            voice=voice,
            lower=lower,
            upper=upper,
            reason=str(raw["reason"]) if "reason" in raw else None,
            located_in=located_in,
            disputes=tuple(self._answered(place, raw, "disputes")) if "disputes" in raw else (),
            confirms=tuple(self._answered(place, raw, "confirms")) if "confirms" in raw else (),
            internal=reason(place, str(raw.get("visibility", PUBLIC)), raw.get("visibilityReason"), "visibilityReason"),
        )
        if "id" in raw:
            if f"#{raw['id']}" in self.named:
                told = f"the id {raw['id']!r} is taken by another claim"
                raise SourceError(place, told, "give this claim another id")
            self.named[f"#{raw['id']}"] = claim
        return claim

    def _roles(
        self, place: str, raw: Mapping[str, Any], kind: str, roles: Mapping[str, Role]
    ) -> Iterator[tuple[str, str]]:
        faults = Faults()
        known = self._terms.setdefault(kind, {})
        for name, role in roles.items():
            if name not in raw:
                continue
            given = raw[name]
            if isinstance(given, str) and (told := known.get((name, given))) is not None:
                yield name, told
                continue
            if isinstance(given, list) and not role.several:
                raise SourceError(place, f"{name!r} takes one value, not a list", "make a claim of each")
            terms = set()
            for value in given if isinstance(given, list) else (given,):
                with faults.kept():
                    term = self._term(f"{place}, {name}", role, value)
                    terms.add(term)
                    if isinstance(value, str) and not value.startswith("#"):
                        known[name, value] = term
            for term in sorted(terms):
                yield name, term
        faults.told()

    def _term(self, place: str, role: Role, value: Any) -> str:
        if role.datatype == MOMENT:
            return literal(*instant(place, value))
        if role.datatype:
            return literal(checked(place, value, role.datatype, role.name), role.datatype)
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

    def _answered(self, place: str, raw: Mapping[str, Any], key: str) -> Iterator[str]:
        """Yield the IRIs of the claims that a claim disputes or confirms: of this file, by source and id, or by IRI."""
        for name in listed(place, raw, key):
            source, id_ = parts(name)
            if not id_:
                yield iri(name)
            elif not source:
                if claim := self._judged(place, name):
                    yield claim.iri
            elif self.beyond:
                other = self._elsewhere(f"{place}, {key}", source)
                if f"#{id_}" in other.named or f"#{id_}" not in other.stands:
                    yield taken(f"{place}, {key}", source, id_, other.named).iri

    def _judged(self, place: str, name: str) -> Claim | None:
        """Return the claim of this file with an id, maybe ahead of its turn; None where it has an error of its own."""
        if name in self.named or (name not in self.stands and name not in self.tabled):
            return self._named(place, name)
        if name not in self.ahead:
            stated = self.stands.get(name) or self.tabled[name]
            raw = {key: value for key, value in stated.items() if key not in ("id", *JUDGING)}
            self.ahead[name] = None
            with Faults().kept():
                self.ahead[name] = self.claim(place, raw)
        return self.ahead[name]

    def _elsewhere(self, place: str, source: str) -> "Reader":
        """Return what has read the claims of another source; what is wrong there is told by its own reading."""
        if source not in self.others:
            other = self.sources[known(place, source, self.sources)]
            reader = Reader(other, self.sources, self.registers, beyond=False)
            with reader.faults.kept():
                for _ in reader.claims():
                    pass
            self.others[source] = reader
        return self.others[source]

    def _voice(self, place: str, name: str) -> str:
        try:
            return iri(self.registers.resolve(name, iri("ais:Agent"), f"{place}, claimedBy"))
        except UnknownName as error:
            raise SourceError(error.place, error.found, error.todo) from error

    def _locator(self, place: str, raw: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        declared = self.source.header.text
        return locator.read(place, raw, declared.characters if declared else None, self.text)
