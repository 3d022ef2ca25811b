"""Drafts of claims: what an assistant proposes about a text is judged, what is unread is listed; nothing is stored."""

from typing import Any

from kg.errors import KgError, UnknownName
from kg.evidence import register
from kg.evidence.claim import kinds
from kg.namespace import local_name
from kg.prose import extraction
from kg.prose.article import Document, documents, paragraphs
from kg.prose.proposal import Proposal
from kg.prose.unread import Coverage

LONGEST = 200_000
"""The characters of a text that are taken."""
MOST = 200
"""The proposals that are taken at once."""

Result = dict[str, Any]


def judged(text: str, proposals: list[dict[str, Any]]) -> Result:
    """Return what the judge says of each proposal about a text: accepted, or refused with a reason.

    Raises:
        KgError: the text or the list is too long.
    """
    parts = _parts(text)
    if len(proposals) > MOST:
        raise KgError("proposals", f"{len(proposals)} of them, more than {MOST}", "send fewer at once")
    told = [_judged(given, text, parts) for given in proposals]
    return {"judgments": told, "accepted": sum(one["accepted"] for one in told), "citations": []}


def unread(text: str) -> Result:
    """Return what the toolkit's own readers claim of a text, what they leave unread, and the numbers.

    Raises:
        KgError: the text is too long.
    """
    _parts(text)
    reads = list(extraction.readings_of(text))
    coverage = Coverage()
    for read in reads:
        coverage.add(read.coverage)
    return {
        "claims": [proposal.plain() for read in reads for proposal in read.proposals],
        "unread": [one.plain() for read in reads for one in read.unread],
        "coverage": coverage.plain(),
        "reader": extraction.told(extraction.default()),
        "citations": [],
    }


def _parts(text: str) -> list[Document]:
    if len(text) > LONGEST:
        raise KgError("text", f"{len(text):,} characters, more than {LONGEST:,}", "send it in parts")
    return list(documents(paragraphs(text.splitlines(keepends=True))))


def _judged(given: dict[str, Any], text: str, parts: list[Document]) -> Result:
    shown = {"proposal": given, "accepted": False}
    try:
        proposal = _proposal(given, text)
    except (KgError, KeyError, TypeError, ValueError) as error:
        return shown | {"reason": _faulty(error)}
    for part in parts:
        judgment = extraction.judge(part).judge(proposal, text, 0)
        if judgment.accepted:
            return shown | {"accepted": True, "claim": proposal.plain()}
        if judgment.reason != "the quote stands in no paragraph":
            return shown | {"reason": judgment.reason}
    return shown | {"reason": "the quote stands in no paragraph"}


def _proposal(given: dict[str, Any], text: str) -> Proposal:
    quote = str(given["quote"])
    start = given.get("start")
    if start is None:
        if text.count(quote) != 1:
            raise ValueError(f"the quote stands {text.count(quote)} times in the text; give its start")
        start = text.index(quote)
    roles = {name: _named(value) for name, value in dict(given["roles"]).items()}
    kind = str(given["kind"])
    if kind not in kinds():
        raise ValueError(f"{kind!r} is not a kind of situation; the kinds are {', '.join(kinds())}")
    spans = {str(role): (int(a), int(b)) for role, (a, b) in dict(given.get("antecedents") or {}).items()}
    lower, upper = (None if given.get(name) is None else int(given[name]) for name in ("lower", "upper"))
    return Proposal(
        kind=kind,
        roles=roles,
        quote=quote,
        start=int(start),
        end=int(start) + len(quote),
        modality=str(given.get("modality", "asserted")),
        voice=given.get("voice"),
        antecedents=spans,
        proposer="assistant",
        lower=lower,
        upper=upper,
    )


def _named(value: Any) -> str | list[str] | bool | None:
    """Return the CURIE that a role's value names, given as a CURIE, an id with its register, a label or an alias."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, list):
        return [str(_named(one)) for one in value]
    registers = register.released()
    name = str(value).replace("/", ":", 1) if str(value).replace("/", ":", 1) in registers.classes else str(value)
    return name if name in registers.classes else registers.resolve(name)


def _faulty(error: Exception) -> str:
    if isinstance(error, UnknownName):
        return f"{error.place}: {error.found}"
    if isinstance(error, KeyError):
        return f"the proposal has no {local_name(str(error.args[0]))!r}"
    return " ".join(str(error).split())
