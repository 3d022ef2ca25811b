"""Submissions: claims about a text that a model or a program makes, as JSON values, and what the judge says of each."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from kg.errors import KgError, UnknownName
from kg.evidence import register
from kg.evidence.claim import kinds
from kg.namespace import local_name
from kg.prose import extraction
from kg.prose.article import Document
from kg.prose.proposal import Proposal

NOWHERE = "the quote stands in no paragraph"
LONGEST = 400
"""The characters of a line that are shown around a quote."""


class Outcome(NamedTuple):
    """What became of a submission: the claim and the document it is in, or why it was refused."""

    proposal: Proposal | None
    document: Document | None
    reason: str | None = None


def judged(given: Mapping[str, Any], text: str, parts: Sequence[Document], proposer: str = "assistant") -> Outcome:
    """Return what the judge says of a claim about a text; ``parts`` are the documents of the text.

    A claim has ``kind``, ``roles`` (or ``names``, as ``kg read`` writes them), ``quote`` and, where needed, ``start``,
    ``modality``, ``voice``, ``lower``, ``upper`` and ``antecedents``. Nothing that is wrong with it is raised.
    """
    try:
        proposal = _proposal(given, text, proposer)
    except (KgError, KeyError, TypeError, ValueError) as error:
        return Outcome(None, None, _faulty(error))
    for part in parts:
        judgment = extraction.judge(part).judge(proposal, text, 0)
        if judgment.accepted:
            return Outcome(proposal, part)
        if judgment.reason != NOWHERE:
            return Outcome(None, part, judgment.reason)
    return Outcome(None, None, NOWHERE)


def _proposal(given: Mapping[str, Any], text: str, proposer: str) -> Proposal:
    quote = str(given["quote"])
    start = given.get("start")
    if start is None:
        if text.count(quote) != 1:
            raise ValueError(f"the quote stands {text.count(quote)} times in the text; give its start")
        start = text.index(quote)
    start = int(start)
    end = start + len(quote)
    roles = {name: _named(value) for name, value in dict(given["roles" if "roles" in given else "names"]).items()}
    kind = str(given["kind"])
    if kind not in kinds():
        raise ValueError(f"{kind!r} is not a kind of situation; the kinds are {', '.join(kinds())}")
    spans = {str(role): (int(a), int(b)) for role, (a, b) in dict(given.get("antecedents") or {}).items()}
    lower, upper = (None if given.get(name) is None else int(given[name]) for name in ("lower", "upper"))
    first, last = text.rfind("\n", 0, max(start, 0)) + 1, text.find("\n", max(end, 0))
    line = text[max(first, start - LONGEST) : min(last if last >= 0 else len(text), end + LONGEST)]
    return Proposal(
        kind=kind,
        roles=roles,
        quote=quote,
        start=start,
        end=end,
        modality=str(given.get("modality", "asserted")),
        voice=given.get("voice"),
        antecedents=spans,
        proposer=proposer,
        sentence=line,
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
