"""Whether the rows of several questions, put together, are what a text asks."""

import re
from collections.abc import Sequence

from kg.namespace import curie, iri
from kg.wording.item import NEWEST
from kg.wording.lexicon import lexicon
from kg.wording.part import Part, Plan
from kg.wording.parting import parted, unasked
from kg.wording.reading import Reading

_TIMES = ("since", "until", "between", "before", "year", "at")
"""The roles of a year that is no edition."""
_SOLE = ("only", "single")
"""Words that one part of a plan uses for all that they are said of: only Huawei and ZTE."""
_BOTH = re.compile(
    r"\b(?:both|shared?|common|together|jointly|at once|that|who|which are|which (?:vendors|companies))\b",
    re.IGNORECASE | re.ASCII,
)
"""Words by which a count is of what several have in common."""
_TAKERS = ("state", "jurisdiction")
"""Rows of which a text that names several things asks for those that meet all of it."""
_TWO = re.compile(r"\b(by|from) <[a-z]+> and <[a-z]+> \1 <|\bhow many,? and which\b", re.ASCII)
"""Two clauses of which the second has no verb of its own, and a count that is asked for beside other rows."""
_RANKED = re.compile(
    r"\b(?:top|biggest|largest|leading)(?: [a-z0-9]+)? (?:(vendors|companies|firms|suppliers)|states|countries)\b",
    re.IGNORECASE | re.ASCII,
)
"""What an order is of, where that stands right behind the word for it."""
_ALONE = re.compile(r"\b(?:only|solely|exclusively|alone|sole)\b", re.IGNORECASE | re.ASCII)
"""Words of which a text with two says of two things that each is the only one, though it is read as one word."""


def joins(parts: Sequence[Part]) -> bool:
    """Return whether the rows of parts are of one kind of thing, and each part is a condition on such a thing."""
    told = {part.frame.row for part in parts if part.frame is not None and part.sign == "&"}
    parts = [part for part in parts if part.sign != "&"]
    frames = [part.frame for part in parts if part.frame is not None]
    ranking = [part for part in parts if _ranks(part)]
    bare = (part for part in parts if part.frame and not (part.named or part.frame.condition))
    if len(parts) > 1 and (len(ranking) > 1 or any(part not in ranking for part in bare)):
        return False
    if len(parts) > 1 and ranking and not ranking[0].chosen:
        others = [part.frame for part in parts if part not in ranking]
        measured = ranking[0].frame is not None and ranking[0].frame.whatever
        if not all(frame is None or frame.standing or (measured and frame.condition) for frame in others):
            return False
    if len(parts) > 1 and not all(_beside(part, parts) for part in parts):
        return False
    kinds = {curie(thing).partition(":")[0] for part in parts for thing in part.things}
    return all(frame.joins for frame in frames) and len({frame.row for frame in frames} | kinds | told) <= 1


def _beside(part: Part, parts: Sequence[Part]) -> bool:
    """Return whether a part may stand beside others: a ban of a technology that is named beside what states are.

    What a state bans is not said of whoever supplies it: "is Huawei banned in Kenya" is no question of both.
    """
    if part.frame is None or not (name := part.frame.question.front.get("beside")):
        return True
    named = any(slot.param.name == name and not slot.fixed and name in part.params for slot in part.frame.slots)
    others = [each.frame for each in parts if each is not part]
    return named and all(frame is not None and frame.standing for frame in others)


def _ranks(part: Part) -> bool:
    """Return whether a part puts the rows of the others in its order: the first of them, or all."""
    ordered = part.frame is not None and part.frame.ranked and not (part.named or part.frame.condition)
    return part.sign == "+" and bool(part.first or (ordered and part.frame is not None and part.frame.measured))


def _own(reading: Reading, plan: Plan) -> bool:
    """Return whether no word by which a part orders the rows is said of a condition: the most vendors on a list."""
    for part in plan:
        others = [each for each in plan if each is not part and each.frame and not each.frame.standing]
        words = {n for n in part.uses if not reading.features[n].named} if _ranks(part) else set()
        if any(words & each.uses for each in others):
            return False
    return True


def sound(reading: Reading, plan: Plan) -> bool:
    """Return whether the rows of a plan are what the text asks.

    A denial is one part: what it reaches beyond is another clause, and what is affirmed is not denied of the same rows.
    No two parts speak of two things in between where the text speaks of one, and a row is not asked to be of two kinds
    of which it has one, or of two numbers. Claims about one thing are never those about another.
    """
    if any(part.sign == "&" for part in plan) and not any(part.sign == "+" for part in plan):
        return False
    frames = [part.frame for part in plan if part.frame is not None]
    if len(plan) > 1 and (any(part.unsaid for part in plan) or _bare(reading) or _of_two(reading)):
        return False
    if any(each.key.startswith("and-") for each in reading.features) and [part.sign for part in plan] != ["+"]:
        return False
    if not reading.asked and any(part.frame and part.frame.ranked and _orders(reading, part) for part in plan):
        return False
    if any(part.first and _of_others(reading, part) for part in plan):
        return False
    if len(plan) > 1 and (parted(reading, plan) or unasked(reading, plan)):
        return False
    if any(map(_wholly, plan)) or not _own(reading, plan) or (len(plan) > 1 and not _beneath(reading, plan)):
        return False
    if len({part.mark[1:] for part in plan}) < len(plan) or any(_rivals(reading, part, plan) for part in plan):
        return False
    if any(_repeats(part, other) for part in plan for other in plan if part is not other):
        return False
    if not _dated(reading, plan) or (len(plan) > 1 and not _timed(reading, plan)):
        return False
    if not frames or (len(plan) > 1 and not joins(plan)) or _apiece(reading, plan):
        return False
    if sum(frame.row == "claim" for frame in frames) > 1:
        return False
    if all(part.sign == "-" for part in plan) and len({_within(part) for part in plan if part.frame}) != 1:
        return False
    sole = [
        key
        for part in plan
        if part.frame and part.sign == "+"
        for key in {
            (slot.param.type, slot.roles)
            for slot in part.frame.slots
            if (slot.several or slot.param.type == "integer") and slot.param.name in part.params
        }
    ]
    if len(set(sole)) < len(sole):
        return False
    counted = any(reading.features[n].key == "over" for part in plan for n in part.uses)
    if sum(part.frame is None and part.sign == "+" for part in plan) > 1:
        return False
    if counted and len(plan) > 1 and any(frame.through not in ("", "entry") for frame in frames):
        return False
    through = {(frame.through, frame.question.name) for frame in frames if frame.through}
    if len({kind for kind, _ in through}) < len(through):
        return False
    denied = [part for part in plan if part.sign == "-"]
    told = {n for n, each in enumerate(reading.features) if each.named or each.key in lexicon().conditions}
    scopes = {part.mark: {reading.features[n].scope for n in part.uses & told} for part in denied if part.frame}
    for scope in {each for of in scopes.values() for each in of} - {0}:
        if sum(scope in of for of in scopes.values()) > 1:
            return False
    for part in plan:
        if part.sign == "-" and part.frame and part.frame.through and _affirmed(reading, part):
            return False
    return True


def _orders(reading: Reading, part: Part) -> bool:
    """Return whether a part uses a word that puts its rows in an order, so that the text has to say what they are."""
    used = [reading.features[n] for n in part.uses]
    scored = any("scheme" in each.values[0] for each in used if each.named)
    return not scored and any(each.key == "most" for each in used)


def _apiece(reading: Reading, plan: Plan) -> bool:
    """Return whether a text asks of each of two by itself, and parts for what both have: how many do A and B use."""
    counted = any(each.key == "count" for each in reading.neutral) and not _BOTH.search(reading.text)
    own = [
        part.frame.question.name
        for part in plan
        if part.frame and part.sign == "+" and (_itself(part) or (counted and part.frame.row not in _TAKERS))
    ]
    return len(set(own)) < len(own)


def _itself(part: Part) -> bool:
    """Return whether a part tells of the thing that its row is, so that no row is of two: where is Huawei based."""
    row = part.frame.row if part.frame else ""
    return part.frame is not None and any(
        slot.param.type == row and slot.param.name in part.params and not part.frame.condition
        for slot in part.frame.slots
    )


def _wholly(part: Part) -> bool:
    """Return whether a part asks for what is only of the whole that the graph is about, which excludes nothing."""
    about = {iri(each) for each in lexicon().about}
    only = part.frame is not None and any("only" in words.words and not words.optional for words in part.frame.words)
    return only and any(value in about for value in part.params.values() if isinstance(value, str))


def _dated(reading: Reading, plan: Plan) -> bool:
    """Return whether each part takes the edition that its names stand by, where a text names several of them."""
    dated = [n for n, each in enumerate(reading.features) if each.is_edition]
    if len(dated) <= 1 or sum(part.frame is not None for part in plan) <= 1:
        return True
    for part in plan:
        takes = part.frame is not None and any(param.type == "source" for param in part.frame.question.params)
        own = [n for n in part.uses if reading.features[n].named and n not in dated]
        if not takes or not own:
            continue
        beside = next((n for n in dated if n > max(own)), dated[-1])
        if part.uses & set(dated) != {beside}:
            return False
    return True


def _timed(reading: Reading, plan: Plan) -> bool:
    """Return whether each year is one of the part that uses what stands before it: used before 2018 and joined.

    Regions are passed over, for nothing is in one at a time.
    """

    def is_time(n: int) -> bool:
        each = reading.features[n]
        return each.named and each.key in _TIMES and "integer" in each.values[0]

    def is_passed(n: int) -> bool:
        return is_time(n) or (reading.features[n].named and "region" in reading.features[n].values[0])

    for part in plan:
        for n in filter(is_time, part.uses):
            before = next((m for m in range(n - 1, -1, -1) if not is_passed(m)), None)
            own = part.frame is not None and reading.features[n].beside in part.frame.said
            if before is not None and before not in part.uses and not own:
                return False
    return True


def _bare(reading: Reading) -> bool:
    """Return whether a text denies a relation without a name inside the denial, so that it is not said to what."""
    said: dict[int, bool] = {}
    for each in reading.features:
        if each.sign == "-" and each.scope:
            said[each.scope] = said.get(each.scope, False) or bool(each.values) or each.key in lexicon().conditions
    return not all(said.values())


def _of_two(reading: Reading) -> bool:
    """Return whether a text asks two things of which one leaves out its verb or its rows: what is by V and S by W."""
    return _TWO.search(" ".join(reading.shapes[0].marks)) is not None


def _of_others(reading: Reading, part: Part) -> bool:
    """Return whether a text orders vendors and a part states, or the other way: states of the two biggest vendors."""
    found = _RANKED.search(reading.text)
    return found is not None and part.frame is not None and (part.frame.row == "vendor") != bool(found[1])


def _rivals(reading: Reading, part: Part, plan: Plan) -> bool:
    """Return whether a part says that there is only the one, and another that there is one more of its kind."""
    if not any(reading.features[n].key in _SOLE for n in part.uses):
        return False
    own, others = _kinds(reading, part), [each for each in plan if each is not part and each.sign == "+"]
    return any(own & _kinds(reading, each) for each in others)


def _repeats(part: Part, other: Part) -> bool:
    """Return whether a part asks again, less narrowly, what another of its sign asks."""
    if part.frame is None or other.frame is None or part.sign != other.sign:
        return False
    return part.frame.question == other.frame.question and part.params.items() <= other.params.items()


def _beneath(reading: Reading, plan: Plan) -> bool:
    """Return whether each word for what is the only one stands by what its part uses: the name behind it, if one is."""
    said = [(part, n) for part in plan for n in part.uses if reading.features[n].key in _SOLE]
    if said and len(_ALONE.findall(reading.text)) > 1:
        return False
    named = {n for n, each in enumerate(reading.features) if each.named}
    return all(({n + 1} if n + 1 in named else {n - 1, n + 1}) & part.uses for part, n in said)


def _kinds(reading: Reading, part: Part) -> set[str]:
    named = [reading.features[n] for n in part.uses if reading.features[n].named]
    return {kind for each in named for value in each.values for kind in value} - {"source", "integer", NEWEST}


def _affirmed(reading: Reading, part: Part) -> bool:
    """Return whether a text affirms the relation to a thing in between that a part would deny.

    It denies the relation where a word for it stands in the denial of the name: not supplied by Chinese companies.
    """
    own = {word for words in part.frame.words for word in words.words} if part.frame else set()
    relations = [each for each in reading.features if not each.named and each.key in own - {"vendor", "state"}]
    scopes = {reading.features[n].scope for n in part.uses if reading.features[n].sign == "-"}
    if any(each.sign == "-" and each.scope in scopes and each.key == "supply" for each in relations):
        return False
    said = {(each.key, each.sign) for each in relations}
    return any(sign == "+" and (key, "-") not in said for key, sign in said)


def _within(part: Part) -> str:
    return part.frame.question.front.get("within", "") if part.frame else ""
