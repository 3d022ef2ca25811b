"""Figures and statements in a text held against the graph: verdicts with numbers and receipts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.checking import stance, tenure
from kg.checking.figure import Figure, Figures, bounds, year_in
from kg.checking.statement import Statements
from kg.checking.verdict import CHECKED, CONSISTENT, CONTRADICTED, DIFFERS, MATCHES, REPORTED, UNANSWERABLE, Verdict
from kg.evidence import modality
from kg.evidence.receipt import receipts
from kg.prose.proposal import Proposal
from kg.query.query import Queryable


class Checker:
    """Holds claims against one graph."""

    def __init__(self, store: Queryable) -> None:
        self.figures = Figures(store)
        self.statements = Statements(self.figures)

    def verdicts(self, proposals: Iterable[Proposal], file: str | None = None) -> Iterator[Verdict]:
        """Yield a verdict for each claim of a document that can be checked, in the order of the text."""
        listed = list(proposals)
        by_id = {proposal.id: proposal for proposal in listed}
        for proposal in listed:
            if proposal.kind in CHECKED:
                count = proposal.kind == "CountObservation"
                verdict = self._count(proposal, by_id) if count else self.statements.verdict(proposal)
                yield replace(verdict, file=file)

    def denials(self, denied: Iterable[Proposal], file: str | None = None) -> Iterator[Verdict]:
        """Yield a verdict for each statement that a document denies: who affirms it, or denies it as well."""
        for proposal in denied:
            yield replace(self.statements.denial(proposal), file=file)

    # Counts

    def _count(self, proposal: Proposal, by_id: Mapping[str, Proposal]) -> Verdict:
        recomputed = list(self.figures.recomputed(proposal, by_id))
        reported = [
            figure for figure in self.figures.reported(proposal) if figure.lower is not None or figure.upper is not None
        ]
        figures = (*recomputed, *reported)
        verdict, told = self._judged(proposal, recomputed, reported)
        if verdict in (MATCHES, CONSISTENT, REPORTED):
            verdict, why = stance.weighed(proposal, self._hows(proposal, verdict, recomputed, reported), verdict)
            told = f"{why}: {told}" if why else told
        claims = tuple(claim for figure in figures for claim in figure.claims)
        return Verdict(proposal, verdict, told, figures, claims)

    def _hows(
        self, proposal: Proposal, verdict: str, recomputed: Sequence[Figure], reported: Sequence[Figure]
    ) -> list[str]:
        """Return how the figures that a text agrees with are put forward: what rows give is so, as the rows say it."""
        if recomputed and verdict != REPORTED:
            return [""]
        bounds_ = (proposal.lower, proposal.upper)
        same = [figure for figure in reported if verdict != REPORTED or (figure.lower, figure.upper) == bounds_]
        notes = receipts(self.figures.store, [claim for figure in same for claim in figure.claims], brief=True)
        return [modality.short_of(note.modality) for note in notes.values()]

    def _judged(self, proposal: Proposal, recomputed: Sequence[Figure], reported: Sequence[Figure]) -> tuple[str, str]:
        said = bounds(proposal.lower, proposal.upper)
        if part := proposal.unresolved.get("scope"):
            beside = "; ".join(map(str, recomputed))
            return UNANSWERABLE, f"not comparable: {said} is of {part}" + (f"; of all: {beside}" if beside else "")
        if proposal.lower is None and proposal.upper is None:
            return UNANSWERABLE, "the text gives no number to compare; a figure would be needed"
        members = proposal.roles.get("counted") == "quantity:states-in-initiative"
        if members and proposal.within is None and proposal.roles.get("scope") != "scope:surveyed":
            return UNANSWERABLE, _lacking(proposal)
        beside = "; ".join(str(figure) for figure in recomputed)
        held = str(proposal.roles.get("heldAt") or "")
        year, years = year_in(held or proposal.sentence), tenure.years(held or proposal.sentence)
        if year is None and years and not {figure.year for figure in recomputed} & set(years):
            year = years[0]
        named = [figure for figure in recomputed if year is not None and figure.year == year]
        if year is not None and not named:
            return self._untabled(proposal, year, recomputed, reported)
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
        return UNANSWERABLE, _lacking(proposal)

    def _untabled(
        self, proposal: Proposal, year: int, recomputed: Sequence[Figure], reported: Sequence[Figure]
    ) -> tuple[str, str]:
        """Return the verdict on a figure of a year whose table is not here: no other edition stands in for it."""
        said = bounds(proposal.lower, proposal.upper)
        of_year = [figure for figure in reported if year_in(figure.origin.replace("-", " ")) == year]
        others = "; ".join(map(str, recomputed))
        beside = f"; {others}" if others else ""
        absent = f"no table of {year} is here that gives this figure"
        if not of_year:
            return UNANSWERABLE, f"{absent}{beside}" if beside else f"{absent}; {_lacking(proposal)}"
        told = f"{absent}; {'; '.join(map(str, of_year))}{beside}"
        if any((f.lower, f.upper) == (proposal.lower, proposal.upper) for f in of_year):
            return REPORTED, told
        if all(_conflict(proposal, figure) for figure in of_year):
            return DIFFERS, f"the text says {said}; {told}"
        return UNANSWERABLE, f"{said} is neither reported nor ruled out: {told}"


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


def _lacking(proposal: Proposal) -> str:
    """Return why nothing at hand gives the number that a text counts."""
    if proposal.roles.get("counted") == "quantity:states-in-initiative":
        return (
            "not comparable: the text counts members of the Initiative, the editions mark members among the states "
            "that they list; needed: a list of members"
        )
    needed = "a table whose rows name what is counted, and a question that counts them"
    return f"no question recomputes this count; needed: {needed}"


def check(store: Queryable, proposals: Iterable[Proposal]) -> list[Verdict]:
    """Return the verdicts on the claims of one document, in the order of the text."""
    return list(Checker(store).verdicts(proposals))
