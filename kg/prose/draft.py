"""Drafts: what was read in articles, written for the reviewer as a source file, as JSON, or as a line for each thing.

Comments and sentences are other people's words, shown for the review: they are taken out before a file is published.
"""

import json
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import Any

from kg.evidence.claim import kinds
from kg.namespace import version
from kg.prose.article import Article
from kg.prose.extraction import Read
from kg.prose.proposal import DISPUTE, Proposal, said_as
from kg.prose.unread import Coverage

_HELD = 1 << 20


def to_toml(article: Article, reads: Iterable[Read], reader: str = "") -> Iterator[str]:
    """Yield the text of a source file: its header, claims under comments that show their sentences, what is unread.

    ``reader`` names what read it; the table of the record says so, and awaits the reviewer and the days.
    """
    first, total = True, Coverage()
    for read in reads:
        document = read.document
        total.add(read.coverage)
        if first:
            publisher = f"publisher = {written(document.publisher)}\n" if document.publisher else ""
            yield f'title = {written(document.title)}\ntype = "Article"\n{publisher}'
            yield f'\n[text]\nsha256 = "{article.sha256}"\ncharacters = {article.characters}\n'
            yield f'\n[record]\nreader = {written(f"kg read, {reader}".rstrip(", "))}\nversion = "{version()}"\n'
        else:
            yield f"\n# {'-' * 20} document {document.number}: {_plain(document.title)}\n"
        first = False
        disputes: dict[str, list[str]] = {}
        for proposal in read.claims:
            if proposal.kind == DISPUTE and proposal.disputes and proposal.roles.get("claim"):
                disputes.setdefault(str(proposal.roles["claim"]), []).append(f"#{proposal.disputes}")
        for proposal in read.claims:
            if proposal.kind != DISPUTE:
                yield _claim(proposal, disputes.get(proposal.id, []))
        if read.unread:
            yield "\n# Names both, not read:\n"
            yield from (f"# - {_plain(str(one))}\n" for one in read.unread)
    if first:
        yield f'title = {written(article.name)}\ntype = "Article"\n'
        yield f'\n[text]\nsha256 = "{article.sha256}"\ncharacters = {article.characters}\n'
    yield f"\n# {total}{f' ({reader})' if reader else ''}\n"


def _claim(proposal: Proposal, disputes: list[str]) -> str:
    lines = ["", f"# {_plain(proposal.sentence)}"]
    lines += [f"# not in the registers: {role}: {_plain(told)}" for role, told in proposal.unresolved.items()]
    lines += [f"# inferred: {role}: {_plain(told)}" for role, told in proposal.inferred.items()]
    lines += [f"# named before: {role}: at {a}–{b}" for role, (a, b) in proposal.antecedents.items()]
    lines += [f"# proposed by {proposal.proposer}"] if proposal.proposer != "rules" else []
    hold = (
        "# "
        if any(role in kinds()[proposal.kind] and kinds()[proposal.kind][role].required for role in proposal.unresolved)
        else ""
    )
    lines.append(hold + stated(proposal, disputes).rstrip("\n").replace("\n", f"\n{hold}"))
    return "\n".join(lines) + "\n"


def stated(proposal: Proposal, disputes: Iterable[str]) -> str:
    """Return the lines of a source file that state a claim: no word of the text, but for a figure or a name."""
    keys: dict[str, Any] = {"id": proposal.id, "kind": proposal.kind, **proposal.roles}
    keys |= {"within": f"#{proposal.within}"} if proposal.within else {}
    keys |= {"finances": f"#{proposal.finances}"} if proposal.finances else {}
    keys |= {"stance": "denies"} if proposal.denies else {}
    keys |= {"modality": said_as(proposal.modality), "claimedBy": proposal.claimed_by}
    keys |= {"lowerBound": proposal.lower, "upperBound": proposal.upper}
    keys |= {"disputes": [*disputes] or None, "start": proposal.start, "end": proposal.end, "phrase": proposal.phrase}
    return "[[claim]]\n" + "".join(f"{key} = {value(one)}\n" for key, one in keys.items() if one is not None)


def plain(proposal: Proposal, file: str | None = None, number: int | None = None) -> dict[str, Any]:
    """Return a claim as JSON values; in a run of several files with the file, and ids that begin with its number."""
    told = proposal.plain()
    if number is not None:
        for key in ("id", "within", "finances", "disputes", "claim"):
            told |= {key: f"{number}.{told[key]}"} if isinstance(told.get(key), str) else {}
    return ({"file": file} if file is not None else {}) | told


def to_json(article: Article, reads: Iterable[Read]) -> Iterator[str]:
    """Yield the parts of a JSON object: the claims of one article, what was not read, and the numbers."""
    head = {"file": article.name, "sha256": article.sha256, "characters": article.characters}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "claims": ['
    total, first = Coverage(), True
    with SpooledTemporaryFile(max_size=_HELD, mode="w+", encoding="utf-8") as held:
        for read in reads:
            total.add(read.coverage)
            for proposal in read.claims:
                yield ("\n  " if first else ",\n  ") + json.dumps(plain(proposal), ensure_ascii=False)
                first = False
            for one in read.unread:
                held.write((",\n  " if held.tell() else "\n  ") + json.dumps(one.plain(), ensure_ascii=False))
        yield '\n], "unread": ['
        held.seek(0)
        yield from iter(lambda: held.read(_HELD), "")
    yield f'\n], "coverage": {json.dumps(total.plain(), ensure_ascii=False)}}}\n'


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def value(given: Any) -> str:
    """Return a value of a claim as TOML has it."""
    if isinstance(given, bool):
        return str(given).lower()
    if isinstance(given, int):
        return str(given)
    if isinstance(given, list):
        return f"[{', '.join(written(one) for one in given)}]"
    return written(str(given))


def written(value: str) -> str:
    """Return a text as TOML has it, on one line."""
    return json.dumps(_plain(value), ensure_ascii=False)
