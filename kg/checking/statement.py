"""Statements held against the graph: who supplies whom, who uses what, who is a member, where a company is at home.

The year or edition that a sentence names decides what a statement is held against; no other edition stands in for it.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from kg.checking import opposition, stance, tenure
from kg.checking.figure import Figures, year_in
from kg.checking.tenure import Tenure
from kg.checking.verdict import CONSISTENT, CONTRADICTED, DISPUTED, MATCHES, REPORTED, UNANSWERABLE, Verdict
from kg.evidence import contest, modality
from kg.evidence.contest import Denial
from kg.evidence.receipt import Receipt, receipts
from kg.namespace import curie, iri
from kg.prose.proposal import Proposal
from kg.query import query

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

    @cached_property
    def _published(self) -> dict[str, str]:
        """Source id → the day or year in which it was published, of those that say so."""
        rows = self.figures.answer(query.find("sources"))
        return {curie(str(row["source"])).partition(":")[2]: str(row["issued"]) for row in rows if row["issued"]}

    def verdict(self, proposal: Proposal) -> Verdict:
        """Return the verdict on a statement."""
        if proposal.unresolved:
            return _nameless(proposal)
        claims, known = self._supporting(proposal)
        year, years = year_in(proposal.sentence), _years(proposal)
        against = opposition.reaching(self.denials, proposal, years)
        other = opposition.missing(self.denials, proposal, years)
        no = "; ".join([_denied(against), *other]) if other else _denied(against)
        attributed = self._attributed(proposal)
        if proposal.kind in ("Supply", "Use") and year is not None and attributed:
            return self._of_year(proposal, year, claims, known, attributed=attributed)
        held = self._tenures(proposal, known)
        live = self._live(proposal, held)
        live = [each for each in live if not each.bare] or live
        if not live and held:
            ruled = any(each.excludes(years) for each in held) if years else True
            if proposal.kind in ("Supply", "Use") and year is not None and year in self.tables.values() and not ruled:
                return self._of_year(proposal, year, claims, known, attributed=False)
            return _elsewhen(proposal, held, no)
        claims = (*(each.claim for each in live), *(each.claim for each in against))
        no = "".join(f"; {told}" for told in _ends(held)) + no
        claims += tuple(each.claim for each in held if each.end and each.claim not in claims)
        if live:
            agreeing, told = self._agreed(live, known, dated=bool(years))
            weighed, why = stance.weighed(proposal, [each.how for each in live], agreeing)
            return Verdict(proposal, weighed, f"{why}: {told}{no}" if why else f"{told}{no}", (), claims)
        if against:
            return Verdict(proposal, DISPUTED, f"no source at hand says so{no}", (), claims)
        if proposal.kind == "HomeState" and (home := self._homes(proposal)):
            return Verdict(proposal, CONTRADICTED, f"other sources say {', '.join(home)}", (), ())
        if attributed and (verdict := self._otherwise(proposal, sorted(self.tables))):
            return verdict
        told = "; ".join([*other, f"needed: {_needed(proposal)}"])
        apart = "not comparable: " if other else ""
        return Verdict(proposal, UNANSWERABLE, f"{apart}no source at hand says so; {told}", (), ())

    def denial(self, proposal: Proposal) -> Verdict:
        """Return the verdict on what a text denies: who affirms it, who denies it too, or why neither is known."""
        if proposal.unresolved:
            return _nameless(proposal)
        _, known = self._supporting(proposal)
        years, said = _years(proposal), opposition.stated(proposal)
        against = opposition.reaching(self.denials, proposal, years)
        other = opposition.missing(self.denials, proposal, years)
        roles = contest.roles(self.figures.store, known)
        beyond = {c: opposition.narrower(said, opposition.gathered(roles.get(c, ()))) for c in known}
        held = [each for each in self._tenures(proposal, known) if not beyond[each.claim]]
        met = [each for each in self._live(proposal, held) if each.firm]
        also = "".join(f"; {told}" for told in [*_ends(held), *other])
        no = tuple(each.claim for each in against)
        claims = (*(each.claim for each in [*met, *(e for e in held if e.end and e not in met)]), *no)
        if met:
            tabled = [each for each in met if self._tabled(each.source)]
            how = "stated" if tabled else "reported"
            told = f"the text denies what is {how} in {_sources(tabled or met, dated=bool(years))}"
            return Verdict(proposal, DISPUTED, f"{told}{_denied(against)}{also}", (), claims)
        if against:
            return Verdict(proposal, CONSISTENT, f"the text denies it{_denied(against)} as well{also}", (), claims)
        if held and not years and any(each.ended for each in held):
            told = f"the text denies what {'; '.join(_ends(held))}"
            return Verdict(proposal, CONSISTENT, told, (), tuple(each.claim for each in held))
        if held:
            told = f"not comparable: the text denies it{_named(years)}; {_stated(held, dated=True)}"
            return Verdict(proposal, UNANSWERABLE, told + also, (), tuple(each.claim for each in held))
        apart = sorted({f"{known[claim].source} states less" for claim, why in beyond.items() if why})
        told = "; ".join([*apart, *other, f"needed: a source that states or denies this {proposal.kind}"])
        return Verdict(proposal, UNANSWERABLE, f"the text denies it, and no source at hand says so; {told}", (), ())

    def _tenures(self, proposal: Proposal, known: Mapping[str, Receipt]) -> list[Tenure]:
        """Return when what a text says held, by each claim that supports it; plans of an end come last."""
        said, roles = opposition.stated(proposal), contest.roles(self.figures.store, known)
        found = []
        for claim, note in known.items():
            given = opposition.gathered(roles.get(claim, ()))
            year = self.tables.get(note.source) or year_in(note.origin.replace("-", " "))
            how, whole = modality.short_of(note.modality), not opposition.narrower(given, said)
            seen = self._published.get(note.source) or str(self.tables.get(note.source, ""))
            found.append(tenure.tenure(claim, note.source, given, year, how=how, whole=whole, seen=seen))
        return found

    def _live(self, proposal: Proposal, held: Sequence[Tenure]) -> list[Tenure]:
        """Return the claims that hold when the text says so: in the years that it names, or today, or once."""
        years = _years(proposal)
        ends = [each for each in held if each.ended]
        if years:
            begins = tenure.begins(proposal.sentence)
            return [each for each in held if each.covers(years, ends, begins=begins)]
        if tenure.past(proposal.quote or proposal.sentence):
            return list(held)
        return [each for each in held if not each.outlived(ends)]

    def _agreed(self, live: Sequence[Tenure], known: Mapping[str, Receipt], *, dated: bool) -> tuple[str, str]:
        """Return the verdict on what a text says as firmly as the claims that hold then do, and where they stand."""
        firm, other = [each for each in live if each.firm], [each for each in live if not each.firm]
        tabled = [each for each in firm or live if self._tabled(each.source)]
        if tabled or not firm:
            told = _stated([*(tabled if firm else ()), *other], dated=dated)
            return MATCHES if tabled else REPORTED, told
        origins = {known[each.claim].origin for each in firm}
        count = "one origin" if len(origins) == 1 else f"{len(origins)} origins"
        also = f"; {_stated(other, dated=dated)}" if other else ""
        return REPORTED, f"only articles say so: {_sources(firm, dated=dated)} ({count}){also}"

    def _of_year(
        self, proposal: Proposal, year: int, claims: tuple[str, ...], known: dict[str, Receipt], *, attributed: bool
    ) -> Verdict:
        named = [edition for edition, of in self.tables.items() if of == year]
        hits = tuple(claim for claim in claims if claim in known and known[claim].source in named)
        if hits:
            hows = [modality.short_of(known[claim].modality) for claim in hits]
            weighed, why = stance.weighed(proposal, hows, MATCHES)
            told = f"{why}: {', '.join(named)}" if why else f"stated in {', '.join(named)}"
            return Verdict(proposal, weighed, told, (), hits)
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


def _years(proposal: Proposal) -> tuple[int, ...]:
    """Return the years that a statement is of: those of its sentence, which is seldom about a home told in passing."""
    return () if proposal.kind == "HomeState" else tenure.years(proposal.sentence)


def _nameless(proposal: Proposal) -> Verdict:
    told = "; ".join(f"{role}: {name}" for role, name in proposal.unresolved.items())
    return Verdict(proposal, UNANSWERABLE, f"a name is in no register ({told})", (), ())


def _elsewhen(proposal: Proposal, held: Sequence[Tenure], no: str) -> Verdict:
    """Return that a statement is known of another time than that of the text."""
    years, claims = _years(proposal), tuple(each.claim for each in held)
    told = f"{_stated(held, dated=True)}{no}"
    if years:
        ruled = [each for each in held if each.excludes(years)]
        if ruled:
            told = f"but not{_named(years)}: {told}"
            return Verdict(proposal, REPORTED, told, (), claims)
        return Verdict(proposal, UNANSWERABLE, f"not comparable: the text is of{_named(years)[3:]}; {told}", (), claims)
    if ends := _ends([each for each in held if each.ended]):
        return Verdict(proposal, DISPUTED, f"{'; '.join(ends)}; {told}", (), claims)
    return Verdict(proposal, REPORTED, f"but not of today: {told}", (), claims)


def _ends(held: Sequence[Tenure]) -> list[str]:
    """Return the ends that are said of a statement, in words."""
    told = []
    for each in sorted(held, key=lambda one: (one.end, one.source)):
        if each.end and each.whole:
            how = "ended" if each.ended else "is to end" if each.firm else "is planned, alleged or supposed to end"
            told.append(f"it {how} {each.end}, says {each.source}")
    return list(dict.fromkeys(told))


def _stated(held: Sequence[Tenure], *, dated: bool) -> str:
    """Return where a statement stands, parted by how it is put forward there: stated, planned, alleged."""
    ways = sorted({each.how for each in held})
    parted = ((how, [each for each in held if each.how == how]) for how in ways)
    return "; ".join(f"{how or 'stated'} in {_sources(found, dated=dated)}" for how, found in parted)


def _sources(held: Sequence[Tenure], *, dated: bool) -> str:
    return ", ".join(sorted({str(each) if dated or each.end else each.source for each in held}))


def _named(years: Sequence[int]) -> str:
    return f" in {', '.join(map(str, years))}" if years else ""


def _denied(against: Sequence[Denial]) -> str:
    """Return who denies a statement, to be told after what supports it; nothing where nobody does."""
    sources = sorted({each.source_id for each in against})
    return f"; denied in {', '.join(sources)}" if sources else ""


def _first(proposal: Proposal, roles: str) -> str:
    """Return the value of the first of several roles that is given, or nothing."""
    return next((str(value) for role in roles.split("|") if (value := proposal.roles.get(role))), "")


def _needed(proposal: Proposal) -> str:
    return f"a source that states this {proposal.kind}"
