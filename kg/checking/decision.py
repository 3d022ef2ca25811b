"""Decisions on proposed claims: accepted ones stand in a source file, rejected ones stand there with the reason.

A source file holds no sentence of the text: a claim has its place in it, and at most a figure or a name.
"""

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from kg.checking.case import REFERENCES, Case, key, stated
from kg.drawing.target import replace as put
from kg.evidence import source, statement
from kg.evidence.register import released
from kg.namespace import folders, version
from kg.prose import draft
from kg.prose.article import Article, Document
from kg.prose.proposal import Proposal


class Decision(NamedTuple):
    """What became of a case: the claim as it was accepted, or why it was rejected."""

    case: Case
    accepted: Proposal | None
    reason: str = ""


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
        finances = ids.get(proposal.finances or "")
        if proposal.finances and finances is None:
            continue
        named = replace(proposal, id=ids[proposal.id], within=within, finances=finances)
        yield "\n" + draft.stated(named, disputes)


def _rejections(decisions: Iterable[Decision], by: str, on: datetime.date) -> Iterator[str]:
    for decision in decisions:
        was = stated(decision.case.proposal)
        if decision.accepted is not None and key(stated(decision.accepted)) == decision.case.key:
            continue
        reason = decision.reason or "accepted in other words"
        told = {name: value for name, value in was.items() if value is not None and name not in REFERENCES}
        yield "\n[[rejected]]\n" + "".join(f"{name} = {draft.value(one)}\n" for name, one in told.items())
        yield f"reason = {draft.written(reason)}\nby = {draft.written(by)}\non = {on}\n"
