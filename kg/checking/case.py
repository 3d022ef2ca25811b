"""Cases: claims of a text that await a decision, from our own readers or from others, and what a reviewer changes."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.errors import KgError, ReadError, SourceError, UnknownName, suggestion
from kg.evidence import source
from kg.evidence.claim import Role, kinds, modalities
from kg.evidence.register import Registers, released
from kg.file import why
from kg.prose import extraction, submission
from kg.prose.article import Article, Document
from kg.prose.proposal import DISPUTE, Proposal

REFERENCES = ("within", "finances", "claim")
"""The keys of a claim that lead to another claim of the same text."""


@dataclass
class Case:
    """A claim that awaits a decision, and what is needed to judge it when it is changed."""

    proposal: Proposal
    document: Document
    disputes: tuple[str, ...] = ()
    """The ids of the claims of the same text that it disputes."""

    @property
    def key(self) -> str:
        """What the claim says and where, as a short digest: it stays the same from run to run."""
        return key(stated(self.proposal))


def stated(proposal: Proposal) -> dict[str, Any]:
    """Return what a claim says and where, under the keys of a source file."""
    told: dict[str, Any] = {"kind": proposal.kind, **proposal.roles, "start": proposal.start, "end": proposal.end}
    return told | {"lowerBound": proposal.lower, "upperBound": proposal.upper}


def key(stated: Mapping[str, Any]) -> str:
    """Return a digest of a claim by its kind, roles, bounds and place; references to other claims do not count."""
    roles = kinds().get(str(stated.get("kind")), {})
    kept = {name: stated.get(name) for name in ("kind", "start", "end", "lowerBound", "upperBound")}
    for name in roles:
        if stated.get(name) is not None and name not in REFERENCES:
            kept[name] = stated[name]
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:16]


def cases(article: Article, extractor: str | None, before: Path) -> tuple[list[Case], int]:
    """Return the claims of an article that nobody has decided on, and how many were decided in the file ``before``.

    Raises:
        SourceError: the file is about another text, or is no source file.
        ReadError: the article cannot be read.
    """
    known = _decided(before, article)
    found: list[Case] = []
    passed = 0
    for read in extraction.readings(article, extractor=extractor):
        disputes: dict[str, list[str]] = {}
        for proposal in read.claims:
            if proposal.kind == DISPUTE and proposal.disputes and proposal.roles.get("claim"):
                disputes.setdefault(str(proposal.roles["claim"]), []).append(proposal.disputes)
        for proposal in read.claims:
            case = Case(proposal, read.document, tuple(disputes.get(proposal.id, ())))
            if proposal.kind == DISPUTE:
                continue
            if case.key in known:
                passed += 1
            else:
                found.append(case)
    return found, passed


def submitted(article: Article, place: Path, before: Path) -> tuple[list[Case], int, list[str]]:
    """Return the claims of a JSON file that nobody has decided on, how many were decided, and why others are refused.

    It holds claims as ``kg read --format json`` or the tool ``propose_claims`` gives them, or a list of proposals.

    Raises:
        ReadError: the file cannot be read, or is no JSON of claims.
        SourceError: as :func:`cases`.
    """
    known, text = _decided(before, article), article.text()
    parts = list(article.documents())
    found: list[Case] = []
    refused: list[str] = []
    passed = 0
    for number, given in enumerate(_given(place), 1):
        proposer = str(given.get("proposer") or place.stem)
        outcome = submission.judged(given, text, parts, proposer)
        if outcome.proposal is None or outcome.document is None:
            refused.append(f"{place}, claim {number}: refused: {outcome.reason}")
            continue
        case = Case(replace(outcome.proposal, id=f"s{number}"), outcome.document)
        passed += case.key in known
        found += [] if case.key in known else [case]
    return found, passed, refused


def _given(place: Path) -> Iterator[Mapping[str, Any]]:
    try:
        told = json.loads(place.read_bytes())
    except OSError as error:
        raise ReadError(str(place), f"cannot be read ({error.strerror})", "name a file of proposals") from error
    except (ValueError, RecursionError) as error:
        raise ReadError(
            str(place), f"no JSON ({why(error)})", "give claims as kg read --format json writes them"
        ) from error
    if isinstance(told, dict):
        told = told.get("claims", told.get("judgments", told.get("proposals")))
    listed = [one.get("claim") or one.get("proposal") or one if isinstance(one, dict) else one for one in told or ()]
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in listed):
        raise ReadError(str(place), "no list of claims", "give claims as kg read --format json writes them")
    yield from (one for one in listed if one.get("kind") != DISPUTE)


def _decided(path: Path, article: Article) -> frozenset[str]:
    if not path.exists():
        return frozenset()
    header = source.read(path).header
    if header.text is None or header.text.sha256 != article.sha256:
        other = "of no text" if header.text is None else "of another text"
        raise SourceError(path.name, f"it is {other}, not of {article.name}", "name another file with --to")
    return frozenset(key(_curies(stated)) for stated in [*header.claim, *header.rejected])


def _curies(stated: Mapping[str, Any]) -> dict[str, Any]:
    """Return a stated claim with the names in its roles as CURIEs, as a proposal has them."""
    registers, roles = released(), kinds().get(str(stated.get("kind")), {})

    def curie(value: Any) -> Any:
        if isinstance(value, list):
            return [curie(one) for one in value]
        if not isinstance(value, str) or value in registers.classes or value.startswith(("#", "source:")):
            return value
        try:
            return registers.resolve(value)
        except UnknownName:
            return value

    return {name: curie(value) if name in roles else value for name, value in stated.items()}


def changed(case: Case, changes: Mapping[str, str], registers: Registers) -> Proposal:
    """Return the claim of a case with other values, as the judge lets it pass; an empty value takes a role away.

    Raises:
        KgError: a value has no place in a claim of the kind, a name is in no register, or the judge refuses the claim.
    """
    proposal = case.proposal
    roles, fields = dict(proposal.roles), {"modality": proposal.modality}
    bounds: dict[str, int | None] = {"lower": proposal.lower, "upper": proposal.upper}
    known = kinds()[proposal.kind]
    for name, value in changes.items():
        value = value.strip()
        if name == "modality":
            if value not in modalities():
                raise KgError("modality", f"there is no {value!r}", suggestion(value, modalities(), "leave it"))
            fields["modality"] = value
        elif name in bounds:
            if value and not value.isdecimal():
                raise KgError(name, f"{value!r} is no whole number", "write digits, or nothing")
            bounds[name] = int(value) if value else None
        elif name not in known:
            places = [*known, "modality", *bounds]
            raise KgError(name, f"a {proposal.kind} has no such place", f"name one of {', '.join(places)}")
        elif not value:
            roles.pop(name, None)
        else:
            roles[name] = _value(known[name], value, registers)
    unresolved = {role: told for role, told in proposal.unresolved.items() if role not in roles}
    made = replace(proposal, roles=roles, **fields, **bounds, unresolved=unresolved)  # type: ignore[arg-type]
    text, start = extraction.original(case.document)
    judgment = extraction.judge(case.document, registers).judge(made, text, start)
    if not judgment.accepted:
        raise KgError("the judge", judgment.reason or "it is refused", "change it otherwise, or reject it")
    return made


def _value(role: Role, value: str, registers: Registers) -> str | list[str]:
    if role.class_iri is None:
        return value
    if role.several:
        return [registers.resolve(one.strip(), role.class_iri, role.name) for one in value.split(",")]
    return registers.resolve(value, role.class_iri, role.name)


def lacking(proposal: Proposal) -> str | None:
    """Return the role without which a claim cannot be accepted as it is, or None."""
    known = kinds()[proposal.kind]
    return next((role for role in proposal.unresolved if role in known and known[role].required), None)


def labels(proposal: Proposal, registers: Registers) -> dict[str, str]:
    """Return role → its value as a person reads it: the label of a thing of the registers, or the value itself."""
    named = {row.name: row.label for rows in registers.rows.values() for row in rows}

    def shown(value: Any) -> str:
        return ", ".join(map(shown, value)) if isinstance(value, list) else named.get(str(value), str(value))

    return {role: shown(value) for role, value in proposal.roles.items() if value is not None and role != "claim"}
