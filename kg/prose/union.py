"""What several readers say of one document, as one: what the rules found, what the parse adds, what tables hold."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Any

from kg.prose import parse
from kg.prose.parsable import worth
from kg.prose.proposal import Proposal
from kg.prose.reading import Reading
from kg.prose.standing import FIRM, put, told_beside
from kg.prose.unread import Told


def new(proposals: Iterable[Proposal], found: list[Proposal], rules: Reading) -> list[Proposal]:
    """Return the proposals that say what none of the same place says, numbered."""
    proposals = [*proposals]
    known: dict[tuple[Any, ...], list[Proposal]] = {}
    for one in found if proposals else ():
        known.setdefault((*_said(one), one.lower, one.upper), []).append(one)
    said: list[Proposal] = []
    ids: dict[str, str] = {}
    for one in proposals:
        alike = known.get((*_said(one), one.lower, one.upper), ())
        same = next((p for p in alike if p.start < one.end and one.start < p.end), None)
        if same is not None and same.kind == "Supply" and "technology" not in same.roles and "technology" in one.roles:
            same.roles["technology"] = one.roles["technology"]
        if same is not None or (one.finances and one.finances not in ids):
            ids |= {one.id: same.id} if same else {}
            continue
        made = f"{rules.document.number}.t{len(said)}.{one.start}"
        ids[one.id or made], one.id, one.document = made, made, rules.document.number
        one.finances = ids[one.finances] if one.finances else None
        said.append(one)
    return said


def both(rules: Reading, found: list[Proposal], chosen_by: Callable[[Told], bool] = worth) -> list[Proposal]:
    """Return what the rules found and what the parse of chosen sentences adds; each says who proposes it."""
    added: list[Proposal] = []
    denied: list[tuple[Told, Proposal]] = []
    alike: dict[tuple[Any, ...], list[Proposal]] = {}
    for one in found:
        alike.setdefault(_said(one), []).append(one)
    for told, proposal in parse.read(rules.told, rules.gazetteer, denied, found, chosen_by):
        start, end = told.span
        stance = told.sentence.stance
        same = next((p for p in alike.get(_said(proposal), ()) if start <= p.start < end), None)
        if (
            stance
            and not _beside(told, proposal)
            and put(stance, proposal, told.who, quoted=told.quoted(proposal)) is None
        ):
            told.reasons.append(f"negated ({stance.words!r})")
            continue
        if proposal.denies:
            denied += [] if proposal.beside else [(told, proposal)]
            continue
        if same is not None:
            same.proposer = "rules and parse"
            if same.kind == "Supply" and "technology" in proposal.roles and "technology" not in same.roles:
                same.roles["technology"] = proposal.roles["technology"]
                same.antecedents |= {r: span for r, span in proposal.antecedents.items() if r == "technology"}
            if same.modality in FIRM and proposal.modality not in FIRM:
                same.modality = proposal.modality
            continue
        rules.rest(proposal, told.here, told.block)
        proposal.document = rules.document.number
        proposal.id = f"{proposal.document}.p{len(added)}.{proposal.start}"
        added.append(proposal)
    for told, proposal in denied:
        start, end = told.span
        if not any(start <= p.start < end and _said(p) == _said(proposal) for p in rules.denied):
            rules.rest(proposal, told.here, told.block)
            rules.denied.append(proposal)
    return sorted([*found, *added], key=lambda p: (p.start, p.end, p.kind))


def _beside(told: Told, proposal: Proposal) -> bool:
    """Return whether a membership is told in a phrase beside what its sentence denies."""
    ends, block = told.sentence.ends, told.block
    at = bisect_right(ends, proposal.end, key=lambda end: block.at(end - 1) + 1)
    return proposal.kind == "Membership" and at > 0 and told_beside(told.sentence, ends[at - 1])


def _said(proposal: Proposal) -> tuple[Any, ...]:
    """Return what a claim says at its core, so that two readers' claims can be told apart."""
    roles = proposal.roles
    if proposal.kind == "CountObservation":
        return proposal.kind, roles.get("counted"), proposal.figure
    ends = {
        "Supply": ("supplier", "recipient"),
        "Use": ("user", "technology"),
        "Membership": ("member", "initiative"),
    }.get(proposal.kind, tuple(roles))
    return (proposal.kind, *(str(roles.get(end)) for end in ends))
