"""What is denied, held against what a text says: the denial reaches it, or it is of another situation, and why."""

from collections.abc import Iterable, Mapping, Sequence

from kg.evidence.contest import Denial
from kg.namespace import curie, iri
from kg.prose.proposal import Proposal

STARTS, ENDS, TIMES = ("since", "startDate", "startYear"), ("until", "endDate"), ("heldAt", "year")
Roles = Mapping[str, frozenset[str]]


def reaching(denials: Iterable[Denial], proposal: Proposal, years: Sequence[int]) -> list[Denial]:
    """Return the denials of exactly what a text says, or of something that it says more of."""
    said = stated(proposal)
    return [each for each in denials if each.kind == proposal.kind and not beyond(gathered(each.roles), said, years)]


def missing(denials: Iterable[Denial], proposal: Proposal, years: Sequence[int]) -> list[str]:
    """Return in words which denials tie the same two things and do not reach what a text says, and why each."""
    said = stated(proposal)
    named = {thing for things in said.values() for thing in things}
    found = []
    for each in denials:
        if each.kind == proposal.kind and len(named & each.things) > 1:
            why = beyond(gathered(each.roles), said, years)
            if why:
                roles = zip(each.roles, each.labels, strict=True)
                what = ", ".join(f"{role} {label}" for (role, _), label in roles)
                found.append(f"what {each.source_id} denies is {each.kind} ({what}), and {why}")
    return found


def stated(proposal: Proposal) -> Roles:
    """Return role → what a text puts in it, as IRIs."""
    values = {role: value if isinstance(value, list) else [value] for role, value in proposal.roles.items()}
    return {
        role: frozenset(_name(str(value)) for value in given if value is not None)
        for role, given in values.items()
        if any(value is not None for value in given)
    }


def gathered(pairs: Iterable[tuple[str, str]]) -> Roles:
    """Return role → all that stands in it."""
    found: dict[str, frozenset[str]] = {}
    for role, value in pairs:
        found[role] = found.get(role, frozenset()) | {value}
    return found


def times(roles: Roles) -> tuple[list[str], list[str], list[str]]:
    """Return the beginnings, ends and moments of a situation, each in order; a text without a year is none."""
    starts, ends, at = (
        sorted(value for role in names for value in roles.get(role, ()) if value[:4].isdigit())
        for names in (STARTS, ENDS, TIMES)
    )
    return starts, ends, at


def beyond(denied: Roles, said: Roles, years: Sequence[int]) -> str:
    """Return why a denial does not reach what is said, in words; nothing where it does.

    It reaches what has all that it denies, and maybe more: who denies a supply denies that of cameras, and who denies
    that of cameras does not deny the supply. A time that the denial has must be that of what is said; ``years`` are
    those that the text names.
    """
    if why := narrower(denied, said):
        return why
    no = _span(denied)
    if no is None:
        return ""
    yes = _span(said) or ((min(years), max(years)) if years else None)
    if yes is None:
        return "the text does not say when"
    if not (no[0] <= yes[0] and yes[1] <= no[1]):
        return "the text is of another time"
    return ""


def narrower(other: Roles, said: Roles) -> str:
    """Return in words what a situation has that the text does not say, but for its times; nothing where all is said."""
    for role in sorted(other.keys() - {*STARTS, *ENDS, *TIMES}):
        if role not in said:
            return f"the text does not say this {role}"
        if not other[role] <= said[role]:
            return f"the text says {role} {', '.join(sorted(map(curie, said[role])))}"
    return ""


def _span(roles: Roles) -> tuple[int, int] | None:
    """Return the first and the last year that are said of a situation; None where no time is said.

    Of the years before an end without a start, and after a start without an end, nothing is said.
    """
    starts, ends, at = ([int(value[:4]) for value in values] for values in times(roles))
    if at:
        return min(at), max(at)
    if starts or ends:
        return min(starts or ends), max(ends or starts)
    return None


def _name(value: str) -> str:
    """Return the IRI of a name; a text, number or date as it is."""
    prefix, colon, _ = value.partition(":")
    return iri(value) if colon and prefix.isalpha() else value
