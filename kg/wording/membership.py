"""The members of an initiative of which a share is told: those that the edition marks whose rows are counted.

Others call more states members than an edition has rows of, so a share of theirs would tell what no edition looked at.
"""

from collections.abc import Mapping, Sequence

from kg.namespace import curie
from kg.wording.part import Part, Plan


def fitted(editions: Mapping[str, str], asked: Sequence[str], plans: Sequence[Plan]) -> list[str]:
    """Return the questions of a share with the edition of which all are, where its members are those of any source.

    ``editions`` are the sources by their years. Nothing is returned where they are to be asked as they are.
    """
    if not any(_apart(whole, of) for whole, of in zip(plans[::2], plans[1::2], strict=True)):
        return []
    said = {str(part.params["edition"]) for plan in plans for part in plan if "edition" in part.params}
    years = [year for year, source in editions.items() if source in said] if said else [max(editions)]
    own = [f"{each.rstrip(' ?')} in the {years[0]} edition?" if years else each for each in asked]
    return [put if any(map(_undated, plan)) else each for put, each, plan in zip(own, asked, plans, strict=True)]


def _apart(whole: Plan, of: Plan) -> bool:
    """Return whether a whole is of members by any source, and those of it that are counted are of an edition."""
    return any(map(_open, whole)) and not any(map(_counted, whole)) and any(map(_counted, of))


def _open(part: Part) -> bool:
    """Return whether a part is of members by any source, of an initiative whose members the editions mark."""
    if part.frame is None or "source" in part.params:
        return False
    name, _, told = part.frame.question.front.get("dated", "").partition("=")
    return bool(name) and curie(str(part.params.get(name, ""))) in {f"{name}:{each}" for each in told.split("|")}


def _counted(part: Part) -> bool:
    """Return whether the rows of a part are those of an edition alone, and not of all that were surveyed for it."""
    dated = part.frame is not None and any(param.name == "edition" for param in part.frame.question.params)
    return dated and "among" not in part.params


def _undated(part: Part) -> bool:
    return _open(part) or (_counted(part) and "edition" not in part.params)
