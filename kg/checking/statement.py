"""Statements held against the graph: who supplies whom, who uses what, who is a member, where a company is at home.

The year or edition that a sentence names decides what a statement is held against; no other edition stands in for it.
"""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from kg.checking import opposition
from kg.checking.figure import Figures, year_in
from kg.checking.verdict import CONTRADICTED, DISPUTED, MATCHES, REPORTED, UNANSWERABLE, Verdict
from kg.evidence import contest
from kg.evidence.contest import Denial
from kg.evidence.receipt import Receipt, receipts
from kg.namespace import curie, iri
from kg.prose.proposal import Proposal

_ATTRIBUTED = re.compile(r"\b(?:index|edition|AIGS|Carnegie|data ?set|tables?|rows?)\b", re.I)


class Statements:
    """Holds statements against one graph."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.tables = dict(figures.editions)

    @cached_property
    def denials(self) -> list[Denial]:
        """What the graph holds that denies a situation."""
        return contest.denials(self.figures.store)

    def verdict(self, proposal: Proposal) -> Verdict:
        """Return the verdict on a statement."""
        if proposal.unresolved:
            told = "; ".join(f"{role}: {name}" for role, name in proposal.unresolved.items())
            return Verdict(proposal, UNANSWERABLE, f"a name is in no register ({told})", (), ())
        claims, known = self._supporting(proposal)
        year = year_in(proposal.sentence)
        against = opposition.reaching(self.denials, proposal, year)
        other = opposition.missing(self.denials, proposal, year)
        no = "; ".join([_denied(against), *other]) if other else _denied(against)
        stating = sorted({r.source for r in known.values() if self._tabled(r.source)})
        attributed = self._attributed(proposal)
        if proposal.kind in ("Supply", "Use") and year is not None and (year in self.tables.values() or attributed):
            return self._of_year(proposal, year, claims, known, attributed=attributed)
        claims += tuple(each.claim for each in against)
        if stating:
            return Verdict(proposal, MATCHES, f"stated in {', '.join(stating)}{no}", (), claims)
        if known:
            origins = sorted({r.origin for r in known.values()})
            count = "one origin" if len(origins) == 1 else f"{len(origins)} origins"
            sources = sorted({r.source for r in known.values()})
            return Verdict(proposal, REPORTED, f"only articles say so: {', '.join(sources)} ({count}){no}", (), claims)
        if against:
            return Verdict(proposal, DISPUTED, f"no source at hand says so{no}", (), claims)
        if proposal.kind == "HomeState" and (home := self._homes(proposal)):
            return Verdict(proposal, CONTRADICTED, f"other sources say {', '.join(home)}", (), ())
        if attributed and (verdict := self._otherwise(proposal, sorted(self.tables))):
            return verdict
        told = "; ".join([*other, f"needed: {_needed(proposal)}"])
        apart = "not comparable: " if other else ""
        return Verdict(proposal, UNANSWERABLE, f"{apart}no source at hand says so; {told}", (), ())

    def denial(self, proposal: Proposal) -> Verdict | None:
        """Return the verdict on what a text denies, or None where no table states it."""
        claims, known = self._supporting(proposal)
        year = year_in(proposal.sentence)
        said = opposition.stated(proposal)
        denied = contest.roles(self.figures.store, known)
        met = {
            claim
            for claim, roles in denied.items()
            if not opposition.beyond(said, opposition.gathered(roles), self.tables.get(known[claim].source))
        }
        claims = tuple(claim for claim in claims if claim in met)
        stating = sorted({r.source for claim, r in known.items() if claim in met and self._tabled(r.source)})
        if year is not None and year in self.tables.values():
            stating = [source for source in stating if self.tables.get(source) == year]
        if not stating or proposal.unresolved:
            return None
        return Verdict(proposal, DISPUTED, f"the text denies what is stated in {', '.join(stating)}", (), claims)

    def _of_year(
        self, proposal: Proposal, year: int, claims: tuple[str, ...], known: dict[str, Receipt], *, attributed: bool
    ) -> Verdict:
        named = [edition for edition, of in self.tables.items() if of == year]
        hits = tuple(claim for claim in claims if claim in known and known[claim].source in named)
        if hits:
            return Verdict(proposal, MATCHES, f"stated in {', '.join(named)}", (), hits)
        others = sorted({r.source for r in known.values()})
        beside = f"; stated in {', '.join(others)}" if others else ""
        if not named:
            of_year = sorted({r.source for r in known.values() if year_in(r.origin.replace("-", " ")) == year})
            if of_year:
                told = f"no table of {year} is here; reported by {', '.join(of_year)}"
                return Verdict(proposal, REPORTED, told, (), claims)
            return Verdict(proposal, UNANSWERABLE, f"no table of {year} is here{beside}", (), claims)
        if attributed and (verdict := self._otherwise(proposal, named, beside)):
            return verdict
        return Verdict(proposal, UNANSWERABLE, f"{', '.join(named)} does not state it{beside}", (), claims)

    def _otherwise(self, proposal: Proposal, editions: list[str], beside: str = "") -> Verdict | None:
        """Return that the rows of editions name other suppliers of a state, or None where they name none."""
        supplier, recipient = str(proposal.roles.get("supplier")), proposal.roles.get("recipient")
        if proposal.kind != "Supply" or recipient is None or not supplier.startswith("vendor:"):
            return None
        told, claims = [], []
        for edition in editions:
            for question, terms in self.figures.mappings("lists Supply"):
                given = {terms["of"]: str(recipient), "edition": f"source:{edition}"}
                rows = list(question.run(self.figures.store, **given).values())
                column = terms["value"][1:]
                vendors = [row for row in rows if curie(str(row[column])).startswith("vendor:")]
                if vendors:
                    names = sorted({curie(str(row[column])).partition(":")[2] for row in vendors})
                    told.append(f"the row of {edition} names {', '.join(names)} and not {supplier.partition(':')[2]}")
                    claims += [c for row in vendors for c in str(row.get(question.claims or "") or "").split()]
        if not told:
            return None
        return Verdict(proposal, CONTRADICTED, f"{'; '.join(told)}{beside}", (), tuple(claims))

    def _attributed(self, proposal: Proposal) -> bool:
        voice = " ".join(filter(None, [proposal.voice, proposal.claimed_by]))
        return bool(_ATTRIBUTED.search(proposal.sentence) or _ATTRIBUTED.search(voice))

    def _tabled(self, source: str) -> bool:
        return source in self.tables or source not in self.figures.articles

    def _supporting(self, proposal: Proposal) -> tuple[tuple[str, ...], dict[str, Receipt]]:
        found: list[dict[str, Any]] = []
        for question, terms in self.figures.mappings(f"supports {proposal.kind}"):
            ends = [_first(proposal, terms[end]) for end in ("from", "to")]
            if all(ends):
                table = question.run(self.figures.store, **{"from": ends[0], "to": ends[1]})
                found += [row for row in table.values() if str(row["kind"]).endswith(f"#{proposal.kind}")]
        claims = tuple(dict.fromkeys(str(row["claim"]) for row in found))
        return claims, dict(receipts(self.figures.store, claims))

    def _homes(self, proposal: Proposal) -> list[str]:
        if proposal.roles.get("agent") is None:
            return []
        for question, terms in self.figures.mappings("contradicts HomeState"):
            rows = self.figures.answer(question)
            agent = iri(str(proposal.roles["agent"]))
            return sorted({curie(str(row[terms["state"][1:]])) for row in rows if row.get(terms["agent"][1:]) == agent})
        return []


def _denied(against: Sequence[Denial]) -> str:
    """Return who denies a statement, to be told after what supports it; nothing where nobody does."""
    sources = sorted({each.source_id for each in against})
    return f"; denied in {', '.join(sources)}" if sources else ""


def _first(proposal: Proposal, roles: str) -> str:
    """Return the value of the first of several roles that is given, or nothing."""
    return next((str(value) for role in roles.split("|") if (value := proposal.roles.get(role))), "")


def _needed(proposal: Proposal) -> str:
    return f"a source that states this {proposal.kind}"
