"""Decisions on proposed claims: accepted ones stand in a source file, rejected ones stand there with the reason.

A source file holds no sentence of the text: a claim has its place in it, and at most a figure or a name.
"""

import datetime
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from kg.drawing.target import replace as put
from kg.errors import KgError, SourceError, UnknownName, suggestion
from kg.evidence import source, statement
from kg.evidence.claim import Role, kinds, modalities
from kg.evidence.register import Registers, released
from kg.namespace import folders, version
from kg.prose import draft, extraction
from kg.prose.article import Article, Document
from kg.prose.proposal import DISPUTE, Proposal


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
        return key(_stated(self.proposal))


class Decision(NamedTuple):
    """What became of a case: the claim as it was accepted, or why it was rejected."""

    case: Case
    accepted: Proposal | None
    reason: str = ""


def _stated(proposal: Proposal) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": proposal.kind, **proposal.roles, "start": proposal.start, "end": proposal.end}
    return told | {"lowerBound": proposal.lower, "upperBound": proposal.upper}


def key(stated: Mapping[str, Any]) -> str:
    """Return a digest of a claim by its kind, roles, bounds and place; references to other claims do not count."""
    roles = kinds().get(str(stated.get("kind")), {})
    kept = {name: stated.get(name) for name in ("kind", "start", "end", "lowerBound", "upperBound")}
    for name in roles:
        if stated.get(name) is not None and name not in ("within", "claim"):
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
        for proposal in read.proposals:
            if proposal.kind == DISPUTE and proposal.disputes and proposal.roles.get("claim"):
                disputes.setdefault(str(proposal.roles["claim"]), []).append(proposal.disputes)
        for proposal in read.proposals:
            case = Case(proposal, read.document, tuple(disputes.get(proposal.id, ())))
            if proposal.kind == DISPUTE:
                continue
            if case.key in known:
                passed += 1
            else:
                found.append(case)
    return found, passed


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


def write(
    article: Article, decisions: Sequence[Decision], path: Path, by: str, on: datetime.date, reader: str = ""
) -> None:
    """Write decisions to a source file, after what stands there; the file is replaced as a whole, or left as it is.

    Raises:
        SourceError: what would be written is no source file; the message says what is wrong.
    """
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    taken = {str(one["id"]) for one in source.read(path).header.claim if "id" in one} if before else set()
    text = _recorded(before, by, on) if before else "".join(_head(article, decisions, by, on, reader))
    parts = [text.rstrip("\n") + "\n", *_claims(decisions, taken), *_rejections(decisions, by, on)]
    made = "".join(parts).encode()
    _prove(made, path.name)
    put(path, made)


def _prove(made: bytes, name: str) -> None:
    """Read a new source file as a build would, before it takes the place of the old one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(made)
        read = source.read(path)
        for _ in statement.claims(read, source.read_all(*folders("sources")) | {read.id: read}, released()):
            pass


def _head(article: Article, decisions: Sequence[Decision], by: str, on: datetime.date, reader: str) -> Iterator[str]:
    document = decisions[0].case.document if decisions else Document(1)
    publisher = f"publisher = {draft.written(document.publisher)}\n" if document.publisher else ""
    yield f'title = {draft.written(_title(article, document))}\ntype = "Article"\n{publisher}'
    yield f'\n[text]\nsha256 = "{article.sha256}"\ncharacters = {article.characters}\n'
    told = draft.written(f"kg read, {reader}".rstrip(", "))
    yield f'\n[record]\nreader = {told}\nversion = "{version()}"\nreviewer = {draft.written(by)}\nreviewed = {on}\n'


def _title(article: Article, document: Document) -> str:
    """Return the headline of an article, or the name of its file: its first words are its text."""
    return next((block.text for block in document.blocks if block.headline), Path(article.name).stem)


_RECORD = re.compile(r"^\[record\]\s*\n(?:(?!\[).*\n?)*", re.M)
_REVIEWER = re.compile(r"^reviewer = (?P<who>.*)\n", re.M)
_REVIEWED = re.compile(r"^reviewed = .*\n?", re.M)


def _recorded(before: str, by: str, on: datetime.date) -> str:
    """Return the text of a source file with the reviewer and the day in its record."""
    found = _RECORD.search(before.rstrip("\n") + "\n")
    if found is None:
        return before.rstrip("\n") + f'\n\n[record]\nreader = "hand"\nreviewer = {draft.written(by)}\nreviewed = {on}\n'
    table = found.group()
    named = _REVIEWER.search(table)
    who = json.loads(named["who"]) if named else ""
    names = [*(one for one in who.split(", ") if one and one != by), by]
    kept = _REVIEWED.sub("", _REVIEWER.sub("", table)).rstrip("\n")
    made = f"{kept}\nreviewer = {draft.written(', '.join(names))}\nreviewed = {on}\n"
    return before[: found.start()] + made + ("\n" if before[found.end() :] else "") + before[found.end() :]


def _claims(decisions: Iterable[Decision], taken: set[str]) -> Iterator[str]:
    accepted = [(decision.case, decision.accepted) for decision in decisions if decision.accepted]
    ids: dict[str, str] = {}
    number = 0
    for _, proposal in accepted:
        name = proposal.id
        while name in taken:
            number += 1
            name = f"c{number}"
        taken.add(name)
        ids[proposal.id] = name
    for case, proposal in accepted:
        disputes = [f"#{ids[one]}" for one in case.disputes if one in ids]
        within = ids.get(proposal.within or "")
        yield "\n" + draft.stated(replace(proposal, id=ids[proposal.id], within=within), disputes)


def _rejections(decisions: Iterable[Decision], by: str, on: datetime.date) -> Iterator[str]:
    for decision in decisions:
        stated = _stated(decision.case.proposal)
        if decision.accepted is not None and key(_stated(decision.accepted)) == decision.case.key:
            continue
        reason = decision.reason or "accepted in other words"
        told = {name: value for name, value in stated.items() if value is not None and name not in ("within", "claim")}
        yield "\n[[rejected]]\n" + "".join(f"{name} = {draft.value(one)}\n" for name, one in told.items())
        yield f"reason = {draft.written(reason)}\nby = {draft.written(by)}\non = {on}\n"


def labels(proposal: Proposal, registers: Registers) -> dict[str, str]:
    """Return role → its value as a person reads it: the label of a thing of the registers, or the value itself."""
    named = {row.name: row.label for rows in registers.rows.values() for row in rows}

    def shown(value: Any) -> str:
        return ", ".join(map(shown, value)) if isinstance(value, list) else named.get(str(value), str(value))

    return {role: shown(value) for role, value in proposal.roles.items() if value is not None and role != "claim"}
