"""Whether rows are counted as a text says: in the order of the number of vendors, of each of two or of both of them."""

import re
from collections.abc import Sequence

from kg.wording.lexicon import lexicon
from kg.wording.part import Part, Plan, repeats
from kg.wording.reading import Reading

_BY = re.compile(
    r"\b(?:by|to|in order of|order of|on) (?:the |their |its )*(?:total )?(?:numbers?|counts?) of | by how many ",
    re.ASCII,
)
"""What says outright that rows are in an order by a number."""
_MOST = re.compile(
    r" the (?:most|fewest|(?:largest|greatest|highest|biggest|smallest|lowest) numbers? of) (?:different |distinct )?",
    re.ASCII,
)
"""What says that a row has the most of something, and leaves an order out where one row alone is told."""
_COLUMNS = {"vendor": "vendors", "technology": "kinds", "list": "lists"}
"""The kinds of things that are counted → the column by which rows are in their order."""
_OF_HOME = "vendors of one home"
"""The order of rows by the number of their vendors from one state."""
_ROWS = (
    "states|countries|governments|members|customers|clients|buyers|vendors|companies|firms|suppliers|users|number|share|"
    "that|which|who"
)
_SUBJECT = "is|are|was|were|uses?|used|has|have|deploys?|deployed|adopts?|adopted|employs?|runs?|operates?|buys?|bought"
"""What states do, so that "who" asks for those that do it with all that is named: who uses A and B."""
_EACH = re.compile(
    rf"^(?:and |so )?(?:(?:(?:by|to|from) )?(?:what|where|whom|who(?! (?:{_SUBJECT}) )) (?:(?!(?:{_ROWS}) )[a-z]+ )*"
    r"|which (?:[a-z]+ )?[a-z]+ (?:do|did|have|has) )(?:<[a-z]+> )+and <[a-z]+>"
    r"|^(?:<[a-z]+> )+(?:and <[a-z]+> )?(?:what|whom|which [a-z]+) (?:do|did|have) (?:they|<[a-z]+>) ",
    re.ASCII,
)
"""What asks for what several things have, each or all of them: what do Kenya and Uganda use."""
_BOTH = re.compile(
    r"\b(?:both|all|every|either|shared?|sharing|common|together|jointly|at once|alike|same|compare|differ|differently|"
    r"respectively)\b",
    re.ASCII,
)
"""Words by which it is said whether all of them are meant, or each by itself."""
_PAIRED = ("state", "vendor", "technology")
_SLIGHT = ("about", "little")
_PEOPLE = ("customers", "persons")
_REGIMES = ("autocracy", "democracy")
_STATES = "states"
_HOME = "<home>"


def counted(reading: Reading, plan: Plan) -> bool:
    """Return whether the rows of a plan are in the order that a text says, and of each of two where it asks so."""
    return orders(reading, plan) and not apiece(reading, plan)


def orders(reading: Reading, plan: Plan) -> bool:
    """Return whether the rows of a plan are in the order of what a text counts, where it says that they are in one.

    The vendors of one home are counted by a question that is asked of that home.
    """
    ranks = {_rank(part) for part in plan if part.sign == "+"} - {""}
    said = f" {' '.join(reading.shapes[0].marks)}"
    for pattern, outright in ((_BY, True), (_MOST, False)):
        for found in pattern.finditer(said):
            column = _column(said[found.end() :].split(), outright=outright)
            if column is None or (not outright and (column == _STATES or not ranks)):
                continue
            if column not in ranks:
                return False
    return True


def _rank(part: Part) -> str:
    ranked = part.frame.ranked if part.frame else ""
    return _OF_HOME if ranked == "vendors" and "home" in part.params else ranked


def _column(words: Sequence[str], *, outright: bool) -> str | None:
    """Return the column of what is counted by its first noun, empty where there is none; None where nothing is known.

    A name may have its noun within it: "Chinese companies" is one of the register. Before a noun that is counted stands
    no other word than a name where it is not said outright that there is a number: the most popular vendor.
    """
    known, last = lexicon().words, ""
    for each in words:
        last = each if each.startswith("<") else last
        word = known.get(each)
        if word is None and (outright or each == last):
            continue
        if word is None or (last and word.section == "grammar"):
            break
        if word.section in _PEOPLE or word.concept in _REGIMES or (word.section, word.concept) == ("types", "state"):
            return _STATES
        if word.section == "types" and word.concept in _COLUMNS:
            column = _COLUMNS[word.concept]
            return column if not last else _OF_HOME if (last, column) == (_HOME, "vendors") else ""
        if not outright and word.section not in _SLIGHT:
            break
    return _OF_HOME if last == _HOME else None


def apiece(reading: Reading, plan: Plan) -> bool:
    """Return whether a plan has what two things have both, where a text may ask for what each of them has."""
    if not each_of_two(reading):
        return False
    asked = [part for part in plan if part.frame is not None and part.sign == "+"]
    pair = any(part.frame and part.frame.row in _PAIRED and part.params.keys() >= {"first", "second"} for part in asked)
    return pair or repeats(plan)


def each_of_two(reading: Reading) -> bool:
    """Return whether a text asks what two things have, and not whether both have it: what do Kenya and Uganda use."""
    said = " ".join(reading.shapes[0].marks)
    return _EACH.search(said) is not None and not _BOTH.search(f"{said} {reading.text.casefold()}")
