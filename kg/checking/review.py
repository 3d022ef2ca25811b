"""A checked text, ready to be read: a table, JSON, or the text itself as HTML with each verdict at its place."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from markupsafe import Markup

from kg.answering.answer import things
from kg.checking.verdict import (
    CONSISTENT,
    CONTRADICTED,
    DIFFERS,
    DISPUTED,
    LESS,
    MATCHES,
    MORE,
    REPORTED,
    UNANSWERABLE,
    VERDICTS,
    Verdict,
)
from kg.drawing.template import templates
from kg.evidence.receipt import receipts
from kg.namespace import iri
from kg.prose.article import Block, Document
from kg.prose.unread import Coverage, Unread
from kg.query.query import Queryable

_MEANING = {
    MATCHES: "a source states it, or the rows of an edition give the same number",
    CONSISTENT: "the rows of an edition give a number within the bounds of the text",
    REPORTED: "articles say so; no table at hand can confirm it",
    MORE: "the text plans, alleges or supposes what a source says to be so",
    LESS: "the graph has it only as planned, alleged or supposed, or in a headline",
    DIFFERS: "the rows of an edition give another number",
    CONTRADICTED: "sources deny it, and none states it",
    DISPUTED: "the text denies what a source states",
    UNANSWERABLE: "no source at hand speaks of it",
}


class Piece(NamedTuple):
    """A stretch of text, the numbered verdicts that cover it, and those of them whose words end with it."""

    text: str
    verdicts: list[tuple[int, Verdict]]
    ended: list[tuple[int, Verdict]]


_RATING = {name: value for value, name in enumerate(reversed(VERDICTS), 1)}
"""Verdict → its place on the scale of ClaimReview, 1 the least supported."""


def shown(verdict: Verdict, most: int = 5) -> list[str]:
    """Return the claims whose receipts are shown: all where they are few, else the first of each figure."""
    if len(verdict.claims) <= most:
        return list(verdict.claims)
    return [claim for figure in verdict.figures for claim in figure.claims[:1]] or list(verdict.claims[:most])


def notes(store: Queryable, verdicts: Sequence[Verdict]) -> dict[str, str]:
    """Return claim IRI → its receipt in one line, for the claims that are shown."""
    found = receipts(store, [claim for verdict in verdicts for claim in shown(verdict)])
    return {name: str(note) for name, note in found.items()}


def plain(verdict: Verdict, told: Mapping[str, str]) -> dict[str, Any]:
    """Return a verdict as JSON values: the claim of the text, the verdict, the figures beside it, receipts."""
    values = verdict.proposal.plain() | {"verdict": verdict.verdict, "told": verdict.told}
    values |= {"file": verdict.file} if verdict.file else {}
    values["figures"] = [
        {
            "source": figure.source,
            "lower": figure.lower,
            "upper": figure.upper,
            "recomputed": figure.recomputed,
            "origin": figure.origin,
            "question": figure.question,
            "claims": len(figure.claims),
        }
        for figure in verdict.figures
    ]
    values["receipts"] = [told[claim] for claim in shown(verdict) if claim in told]
    return values


def to_json(store: Queryable, verdicts: Sequence[Verdict], unread: Sequence[Unread], coverage: Coverage) -> str:
    """Return the verdicts, what was not read, and the numbers as a JSON object."""
    told = notes(store, verdicts)
    values = {"verdicts": [plain(verdict, told) for verdict in verdicts], "unread": [one.plain() for one in unread]}
    return json.dumps(values | {"coverage": coverage.plain()}, ensure_ascii=False, indent=2)


def to_table(store: Queryable, verdicts: Sequence[Verdict], unread: Sequence[Unread], coverage: Coverage) -> str:
    """Return verdicts as text: each verdict and its words, why, and the receipts; then what is unread."""
    told = notes(store, verdicts)
    lines = []
    for verdict in verdicts:
        proposal = verdict.proposal
        lines.append(f"{verdict.verdict.upper()}  “{' '.join(proposal.quote.split())}”  ({_place(verdict)})")
        lines.append(f"    {proposal.kind}: {verdict.told}")
        lines += [f"    - {told[claim]}" for claim in shown(verdict) if claim in told]
    counts = [(name, sum(verdict.verdict == name for verdict in verdicts)) for name in VERDICTS]
    lines += ["NOT READ, though it names both", *(f"    {one}" for one in unread)] if unread else []
    lines.append(", ".join(f"{number} {name}" for name, number in counts if number) or "nothing to check")
    lines.append(str(coverage))
    return "\n".join(lines)


def _place(verdict: Verdict) -> str:
    span = f"{verdict.proposal.start}–{verdict.proposal.end}"
    return f"{verdict.file}: {span}" if verdict.file else span


def to_html(
    store: Queryable,
    title: str,
    checked: Iterable[tuple[Document, Sequence[Verdict]]],
    unread: Sequence[Unread],
    coverage: Coverage,
) -> str:
    """Return the text as one HTML page: each claim marked, its verdict and receipts in a tooltip and in a list below.

    The page names no other host, and carries a schema.org ClaimReview for each verdict.
    """
    documents = list(checked)
    verdicts = [verdict for _, found in documents for verdict in found]
    told = notes(store, verdicts)
    number = {id(verdict): position for position, verdict in enumerate(verdicts, 1)}
    environment = templates("checking")
    blocks = [
        (block.headline, _pieces(block, found, number)) for document, found in documents for block in document.blocks
    ]
    reviews = json.dumps([_review(verdict) for verdict in verdicts], ensure_ascii=False).replace("<", "\\u003c")
    return environment.get_template("check.html").render(
        title=title,
        blocks=blocks,
        verdicts=[(number[id(v)], v) for v in verdicts],
        receipts={number[id(v)]: [told[c] for c in shown(v) if c in told] for v in verdicts},
        counts=[(name, sum(v.verdict == name for v in verdicts), _MEANING[name]) for name in VERDICTS],
        about=_about(store, verdicts),
        reviews=Markup(reviews),
        unread=unread,
        coverage=coverage,
    )


def _about(store: Queryable, verdicts: Sequence[Verdict]) -> list[str]:
    """Return for each verdict the kind of its claim and the names in its roles, in plain words."""
    roles = [[value for value in each.proposal.roles.values() if isinstance(value, str)] for each in verdicts]
    names = {name: iri(name) for values in roles for name in values if ":" in name}
    known = things(store, names.values())
    told = []
    for verdict, values in zip(verdicts, roles, strict=True):
        kind = re.sub(r"(?<!^)(?=[A-Z])", " ", verdict.proposal.kind.removesuffix("Observation")).lower()
        labels = [known[names[name]].label for name in values if names.get(name) in known]
        told.append(f"{kind}: {', '.join(labels)}" if labels else kind)
    return told


def _pieces(block: Block, verdicts: Sequence[Verdict], number: Mapping[int, int]) -> list[Piece]:
    """Return the text cut where marks begin and end, each piece with the verdicts that cover it."""
    offsets = [block.at(index) for index in range(len(block.text))]
    here = [v for v in verdicts if offsets and v.proposal.start <= offsets[-1] and v.proposal.end > offsets[0]]
    cuts = {0, len(block.text)}
    spans = []
    for verdict in here:
        covered = [i for i, offset in enumerate(offsets) if verdict.proposal.start <= offset < verdict.proposal.end]
        if covered:
            spans.append((covered[0], covered[-1] + 1, verdict))
            cuts |= {covered[0], covered[-1] + 1}
    ordered = sorted(cuts)
    return [
        Piece(
            block.text[a:b],
            [(number[id(v)], v) for start, end, v in spans if start <= a and b <= end],
            [(number[id(v)], v) for _, end, v in spans if b == end],
        )
        for a, b in pairwise(ordered)
    ]


def _review(verdict: Verdict) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": verdict.proposal.quote,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": _RATING[verdict.verdict],
            "worstRating": 1,
            "bestRating": len(_RATING),
            "alternateName": verdict.verdict,
        },
        "reviewBody": verdict.told,
        "itemReviewed": {"@type": "Claim", "text": verdict.proposal.quote},
        "author": {"@type": "Organization", "name": "surveillance-kg"},
    }
