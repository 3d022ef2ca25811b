"""Figures and statements in a text held against the graph: verdicts with numbers and receipts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.checking.figure import Figure, Figures, bounds, year_in
from kg.evidence.receipt import receipts
from kg.namespace import curie, iri
from kg.prose.proposal import Proposal
from kg.query import query
from kg.query.query import Queryable

MATCHES = "matches"
CONSISTENT = "consistent"
DIFFERS = "differs"
REPORTED = "reported elsewhere"
CONTRADICTED = "contradicted"
UNANSWERABLE = "not answerable"
VERDICTS = (MATCHES, CONSISTENT, REPORTED, DIFFERS, CONTRADICTED, UNANSWERABLE)

CHECKED = ("CountObservation", "Supply", "Use", "Membership", "HomeState")
"""The kinds of claim that are held against the graph."""


@dataclass(frozen=True)
class Verdict:
    """What the graph knows of one claim of a text."""

    proposal: Proposal
    verdict: str
    told: str
    """Why, in one line, with the numbers."""
    figures: tuple[Figure, ...]
    claims: tuple[str, ...]
    """The IRIs of the claims it rests on."""


class Checker:
    """Holds claims against one graph."""

    def __init__(self, store: Queryable) -> None:
        self.figures = Figures(store)

    def verdicts(self, proposals: Iterable[Proposal]) -> Iterator[Verdict]:
        """Yield a verdict for each claim of a document that can be checked, in the order of the text."""
        listed = list(proposals)
        by_id = {proposal.id: proposal for proposal in listed}
        for proposal in listed:
            if proposal.kind in CHECKED:
                count = proposal.kind == "CountObservation"
                yield self._count(proposal, by_id) if count else self._statement(proposal)

    # Counts

    def _count(self, proposal: Proposal, by_id: Mapping[str, Proposal]) -> Verdict:
        recomputed = list(self.figures.recomputed(proposal, by_id))
        reported = [
            figure for figure in self.figures.reported(proposal) if figure.lower is not None or figure.upper is not None
        ]
        figures = (*recomputed, *reported)
        verdict, told = self._judged(proposal, recomputed, reported)
        claims = tuple(claim for figure in figures for claim in figure.claims)
        return Verdict(proposal, verdict, told, figures, claims)

    def _judged(self, proposal: Proposal, recomputed: Sequence[Figure], reported: Sequence[Figure]) -> tuple[str, str]:
        said = bounds(proposal.lower, proposal.upper)
        if proposal.lower is None and proposal.upper is None:
            return UNANSWERABLE, "the text gives no number to compare; a figure would be needed"
        beside = "; ".join(str(figure) for figure in recomputed)
        year = year_in(proposal.sentence)
        named = [figure for figure in recomputed if year is not None and figure.year == year]
        equal = [f for f in named or recomputed if (f.lower, f.upper) == (proposal.lower, proposal.upper)]
        same = [f for f in reported if (f.lower, f.upper) == (proposal.lower, proposal.upper)]
        if equal:
            return MATCHES, f"{said}: {'; '.join(map(str, equal))}{_others(recomputed, equal)}"
        if named and not _holds(proposal, named[0]):
            return CONTRADICTED, f"the text says {said}; {beside}"
        if same:
            origins = sorted({figure.origin for figure in same})
            known = receipts(self.figures.store, [c for figure in same for c in figure.claims], brief=True)
            witnesses = {note.origin for note in known.values()}
            count = "one origin" if len(witnesses) < 2 else f"{len(witnesses)} origins"
            sources = sorted({figure.source for figure in same})
            asked = f"not recomputable for {origins[0]}" if recomputed else "no table at hand recomputes it"
            others = f"{len(sources)} other source{'s' * (len(sources) > 1)}, {count} ({', '.join(origins)})"
            told = f"{said} is reported in {others}, {asked}"
            return REPORTED, f"{told}; {beside}" if beside else told
        holding = [figure for figure in named or recomputed if _holds(proposal, figure)]
        if holding:
            return CONSISTENT, f"{said} holds: {'; '.join(map(str, holding))}{_others(recomputed, holding)}"
        if recomputed:
            apart = ", ".join(_apart(proposal, figure) for figure in recomputed)
            also = f"; others: {'; '.join(map(str, reported))}" if reported else ""
            return DIFFERS, f"the text says {said}; {apart}{also}"
        if reported:
            if any(_conflict(proposal, figure) for figure in reported):
                return DIFFERS, f"the text says {said}; {'; '.join(map(str, reported))}"
            return CONSISTENT, f"{said} is not at odds with: {'; '.join(map(str, reported))}"
        return UNANSWERABLE, f"no question recomputes this count; needed: {_needed(proposal)}"

    # Statements

    def _statement(self, proposal: Proposal) -> Verdict:
        if proposal.unresolved:
            told = "; ".join(f"{role}: {name}" for role, name in proposal.unresolved.items())
            return Verdict(proposal, UNANSWERABLE, f"a name is in no register ({told})", (), ())
        supporting: list[dict[str, Any]] = []
        against: list[dict[str, Any]] = []
        for question, terms in self.figures.mappings(f"supports {proposal.kind}"):
            ends = [
                next((v for r in terms[end].split("|") if (v := proposal.roles.get(r))), None) for end in ("from", "to")
            ]
            if None not in ends:
                table = question.run(self.figures.store, **{"from": str(ends[0]), "to": str(ends[1])})
                supporting += [row for row in table.values() if str(row["kind"]).endswith(f"#{proposal.kind}")]
                sides = query.find("both-sides").run(self.figures.store, **{"from": ends[0], "to": ends[1]})
                against += [row for row in sides.values() if row["side"] == "against"]
        no = _denied(against)
        claims = tuple(dict.fromkeys(str(row["claim"]) for row in supporting))
        known = receipts(self.figures.store, claims)
        editions = {name for name, _ in self.figures.editions}
        tables = sorted(
            {r.source for r in known.values() if r.source in editions or r.source not in self.figures.articles}
        )
        origins = sorted({r.origin for r in known.values()})
        claims += tuple(dict.fromkeys(str(row["claim"]) for row in against))
        if tables:
            return Verdict(proposal, MATCHES, f"stated in {', '.join(tables)}{no}", (), claims)
        if known:
            count = "one origin" if len(origins) == 1 else f"{len(origins)} origins"
            sources = sorted({r.source for r in known.values()})
            return Verdict(proposal, REPORTED, f"only articles say so: {', '.join(sources)} ({count}){no}", (), claims)
        if against:
            return Verdict(proposal, CONTRADICTED, f"no source at hand says so{no}", (), claims)
        if proposal.kind == "HomeState" and (home := self._homes(proposal)):
            return Verdict(proposal, CONTRADICTED, f"other sources say {', '.join(home)}", (), ())
        return Verdict(proposal, UNANSWERABLE, f"no source at hand says so; needed: {_needed(proposal)}", (), ())

    def _homes(self, proposal: Proposal) -> list[str]:
        if proposal.roles.get("agent") is None:
            return []
        for question, terms in self.figures.mappings("contradicts HomeState"):
            rows = self.figures.answer(question)
            agent = iri(str(proposal.roles["agent"]))
            return sorted({curie(str(row[terms["state"][1:]])) for row in rows if row.get(terms["agent"][1:]) == agent})
        return []


def _denied(against: Sequence[Mapping[str, Any]]) -> str:
    """Return who denies a statement, to be told after what supports it; nothing where nobody does."""
    sources = sorted({curie(str(row["source"])).removeprefix("source:") for row in against})
    return f"; denied in {', '.join(sources)}" if sources else ""


def _first(proposal: Proposal, roles: str) -> str:
    """Return the value of the first of several roles that is given, or nothing."""
    return next((str(value) for role in roles.split("|") if (value := proposal.roles.get(role))), "")


def _holds(proposal: Proposal, figure: Figure) -> bool:
    value = figure.lower
    assert value is not None
    return (proposal.lower is None or proposal.lower <= value) and (proposal.upper is None or value <= proposal.upper)


def _conflict(proposal: Proposal, figure: Figure) -> bool:
    def above(lower: int | None, upper: int | None) -> bool:
        return lower is not None and upper is not None and lower > upper

    return above(proposal.lower, figure.upper) or above(figure.lower, proposal.upper)


def _apart(proposal: Proposal, figure: Figure) -> str:
    value = figure.lower or 0
    near = (
        proposal.lower
        if proposal.lower is not None and (proposal.upper is None or value < proposal.lower)
        else proposal.upper
    )
    return f"{value - (near or 0):+d} against {figure}"


def _others(all_: Sequence[Figure], told: Sequence[Figure]) -> str:
    rest = [figure for figure in all_ if figure not in told]
    return f"; beside it {'; '.join(map(str, rest))}" if rest else ""


def _needed(proposal: Proposal) -> str:
    if proposal.kind == "CountObservation":
        return "a table whose rows name what is counted, and a question that counts them"
    return f"a source that states this {proposal.kind}"


def check(store: Queryable, proposals: Iterable[Proposal]) -> list[Verdict]:
    """Return the verdicts on the claims of one document, in the order of the text."""
    return list(Checker(store).verdicts(proposals))
