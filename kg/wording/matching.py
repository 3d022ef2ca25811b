"""Which questions answer a text: one, or several whose rows are intersected; all it says is used, or none is run."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from kg.namespace import iri
from kg.wording.frame import Frame, Slot, by_name, library, met
from kg.wording.item import NEWEST, YEAR
from kg.wording.part import Part, Plan
from kg.wording.reading import Feature, Reading
from kg.wording.soundness import joins, sound
from kg.wording.tally import counted
from kg.wording.tie import claims

_ABOUT = -1
_EDITIONS = ("earlier", "later")
_SAID = frozenset({"agency"})
"""Kinds of rows that only a text which says so asks for."""
_TOPS = ("top", "chosen")
"""Roles of a number of an order."""
_ORDERS = ("scheme", "source", "integer")
"""What may be named of an order among whose first others are sought: it is one of all, and of no state."""
_NAMES = 10
"""The most names of a text that plans are sought for: more can be parted among questions in too many ways."""
PARTS = 5
"""The most questions whose rows are intersected."""


def plans(reading: Reading) -> list[Plan]:
    """Return the plans that use all that a text says, those of the fewest parts; none where there is no such plan.

    Of plans of several parts that use the same conditions, which are one put in other ways, the first is returned.
    """
    says = reading.asked or any(not each.named for each in reading.features)
    if reading.unknown or not (says or reading.neutral) or sum(each.named for each in reading.features) > _NAMES:
        return []
    said = met(reading.spoken)
    fitting = (part for frame in library() if frame.worded <= said for part in parts(frame, reading))
    found_in = [*fitting, *_named(reading), *_told(reading)]
    for size in range(1, PARTS + 1):
        every = sorted(_covers(reading, found_in, size), key=_far, reverse=True)
        found = {tuple(sorted(part.mark for part in plan)): plan for plan in every}
        found = {key: plan for key, plan in found.items() if says or any(part.weak for part in plan)}
        if found and any(each.key == "beside" for each in reading.features):
            return list(found.values()) if len(found) > 1 else []
        if found:
            least = min(map(_far, found.values()))
            nearest = [found[key] for key in sorted(found) if _far(found[key]) == least]
            return _telling(reading, nearest) if size == 1 else nearest[:1]
    return []


def _telling(reading: Reading, found: list[Plan]) -> list[Plan]:
    """Return the plans of one part that name what the whole graph is about, where a text names it and some do."""
    about = [plan for plan in found if (frame := plan[0].frame) and any(_about(slot, reading) for slot in frame.slots)]
    return about or found


def _far(plan: Plan) -> tuple[bool, int, int]:
    """Return how far a plan is from the words of the text: what it denies alone, and conditions that nobody named."""
    alone = all(part.sign == "-" for part in plan)
    return alone, sum(part.unsaid for part in plan), -sum(part.weak for part in plan)


def parts(frame: Frame, reading: Reading, signs: str = "+-") -> Iterator[Part]:
    """Yield each way in which a frame can stand for a part of what a text says, of one sign or of both."""
    if reading.asked and not reading.asked & frame.asked:
        return
    if not reading.asked and (frame.asked <= _SAID or frame.question.front.get("kind") == "said"):
        return
    for sign in signs:
        if sign == "-" and not frame.deniable:
            continue
        used = _worded(frame, reading, sign)
        if used is None:
            continue
        for params, named in _filled(frame, reading, sign):
            if sign == "+" or any(reading.features[n].sign == "-" for n in used | named):
                given = sum(slot.value is not None and not slot.fixed for slot in frame.slots)
                unsaid = given - _valued(frame, reading, named)
                weak = sum(
                    each.key in words.words and not words.optional for words in frame.words for each in reading.neutral
                )
                own = any("source" not in reading.features[n].values[0] for n in named)
                found = Part(frame, params, sign, frozenset(used | named), (), unsaid, weak, own)
                if one := _sole(frame, reading, found):
                    yield replace(found, uses=found.uses | one[1], sole=one[0])
                low = _lowest(reading, found)
                yield from [found] if low is None else [low] if frame.lowest and sign == "+" else []
                if low is None and frame.ranked and sign == "+":
                    tops = [n for n, each in enumerate(reading.features) if each.named and each.key in _TOPS]
                    if len(tops) == 1 and (top := reading.features[tops[0]]).sign == "+":
                        first, chosen = int(top.values[0]["integer"]), top.key == "chosen"
                        if chosen and any(reading.features[n].values[0].keys().isdisjoint(_ORDERS) for n in named):
                            continue
                        yield replace(found, uses=found.uses | {tops[0]}, first=first, chosen=chosen)


def _sole(frame: Frame, reading: Reading, part: Part) -> tuple[str, set[int]] | None:
    """Return the parameter that takes several things of which a text wants one alone, and the words that say so."""
    words = {n for n, sign in reading.words.get("not-both", ()) if sign == "+"}
    several = [name for name, value in part.params.items() if isinstance(value, list)]
    said = [n for n in part.uses if reading.features[n].named and len(reading.features[n].values) > 1]
    if not words or len(several) != 1 or len(said) != 1 or part.sign != "+" or not frame.joins:
        return None
    return several[0], words


def _lowest(reading: Reading, part: Part) -> Part | None:
    """Return a part with the order turned round by a text that asks for the fewest, where it uses that word."""
    if not reading.lowest or not any(n in part.uses for n, _ in reading.words.get("most", ())):
        return None
    tops = [n for n, each in enumerate(reading.features) if each.named and each.key == "top"]
    number = int(reading.features[tops[0]].values[0]["integer"]) if len(tops) == 1 else 1
    return replace(part, uses=part.uses.union(tops), first=-number)


def _worded(frame: Frame, reading: Reading, sign: str) -> set[int] | None:
    """Return the words of a text that a frame uses, or None where a word that it needs is not there."""
    used: set[int] = set()
    own = reading.words.keys()
    for words in frame.words:
        signs = words.sign if sign == "+" else "-" if frame.through else "+-"
        met = not words.words.isdisjoint(own)
        here = [n for key in words.words for n, said in reading.words.get(key, ()) if said in signs] if met else []
        if not here and not words.optional and not ("+" in signs and not words.words.isdisjoint(reading.slight)):
            return None
        used.update(here)
    return used


def _filled(frame: Frame, reading: Reading, sign: str) -> Iterator[tuple[dict[str, str | list[str]], set[int]]]:
    """Yield the ways to fill a frame's parameters from the names of a text, with the names used."""
    choices: list[list[tuple[int, ...]]] = []
    pair: set[int] = set()
    for slot in frame.slots:
        able = [n for n, each in enumerate(reading.features) if _signed(each, sign) and fits(slot, each)]
        if not able and sign == "+" and _ABOUT in _about(slot, reading) and not _traded(reading):
            choices.append([(_ABOUT,)])
            continue
        if slot.param.name in _EDITIONS:
            pair |= {n for n in able if reading.features[n].is_edition}
        elif slot.optional and len(able) == 1 and reading.features[able[0]].is_edition:
            choices.append([(able[0],)])
            continue
        if not able and not slot.optional:
            return
        several = [tuple(able)] if slot.several and len(able) > 1 else []
        choices.append([*((n,) for n in able), *several, *([()] if slot.optional else [])])
    seen = set()
    for chosen in product(*choices):
        given = [n for each in chosen for n in each if n != _ABOUT]
        if len(set(given)) < len(given) or (pair and not pair & set(given)) or not _ordered(frame, reading, chosen):
            continue
        params = {}
        for slot, of in zip(frame.slots, chosen, strict=True):
            if of:
                params[slot.param.name] = _value(slot, [_feature(reading, n) for n in of])
                if slot.also:
                    params[slot.also] = params[slot.param.name]
            elif slot.value is not None:
                params[slot.param.name] = slot.given[0] if len(slot.given) == 1 else slot.given
        params = _told_by_editions(frame, params)
        key = str((sorted(params.items()), sorted(given)))
        if key not in seen:
            seen.add(key)
            yield params, set(given)


def _told_by_editions(frame: Frame, params: dict[str, str | list[str]]) -> dict[str, str | list[str]]:
    """Return parameters without an edition where no edition tells of what they name: no index says who is in the EU."""
    name, _, told = frame.question.front.get("dated", "").partition("=")
    kinds = {param.name: param.type for param in frame.question.params}
    if not name or params.get(name) in {iri(f"{kinds[name]}:{each}") for each in told.split("|")}:
        return params
    return {key: value for key, value in params.items() if kinds[key] != "source"}


def fits(slot: Slot, feature: Feature) -> bool:
    """Return whether a name can fill a parameter, in the role that the text gives it."""
    if feature.key not in slot.roles and not (feature.key == "about" and "" in slot.roles):
        return False
    if slot.year and any(len(value.get("integer", "")) != YEAR for value in feature.values):
        return False
    return all(slot.kinds & value.keys() for value in feature.values)


def _ordered(frame: Frame, reading: Reading, chosen: Sequence[tuple[int, ...]]) -> bool:
    """Return whether parameters of one type and role take the names in their order, and the earlier edition first."""
    last: dict[object, tuple[str, int]] = {}
    chosen = [tuple(n for n in of if n != _ABOUT) for of in chosen]
    editions = {
        slot.param.name: reading.features[of[0]]
        for slot, of in zip(frame.slots, chosen, strict=True)
        if of and slot.param.name in _EDITIONS
    }
    if "earlier" in editions and NEWEST in editions["earlier"].values[0]:
        return False
    one = next(iter(editions.values())) if len(editions) == 1 else None
    if one is not None and not one.key and not ("later" in editions and NEWEST in one.values[0]):
        return False
    for slot, of in zip(frame.slots, chosen, strict=True):
        if not of:
            continue
        n = of[0]
        key = (slot.param.type, slot.kinds, slot.roles if slot.param.type == "thing" else frozenset())
        year = reading.features[n].values[0].get("source", "") if slot.param.type == "source" else ""
        if key in last and last[key] > (year, n):
            return False
        last[key] = (year, n)
    return True


def _signed(feature: Feature, sign: str) -> bool:
    """Return whether a part of a sign can use a name: an edition holds for what is denied of it as well."""
    return bool(feature.values) and (feature.sign == sign or (feature.sign == "+" and feature.is_edition))


def _traded(reading: Reading) -> bool:
    """Return whether what the whole graph is about is what is sold in a text, and nobody is said to use it."""
    return "supply" in reading.words and not {"use", "technology"} & {*reading.words, *reading.slight}


def _about(slot: Slot, reading: Reading) -> set[int]:
    """Return the mark of what the whole graph is about where a text names it and a slot can take it."""
    return {_ABOUT for each in reading.neutral if each.key == "about" and fits(slot, each)}


def _feature(reading: Reading, n: int) -> Feature:
    return next(each for each in reading.neutral if each.key == "about") if n == _ABOUT else reading.features[n]


def _valued(frame: Frame, reading: Reading, named: set[int]) -> int:
    """Return how many of the slots that have a value of their own names fill."""
    return sum(
        slot.value is not None
        and not slot.fixed
        and (bool(_about(slot, reading)) or any(fits(slot, reading.features[n]) for n in named))
        for slot in frame.slots
    )


def _value(slot: Slot, features: Sequence[Feature]) -> str | list[str]:
    named = [value for feature in features for value in feature.values]
    values = [next(value[kind] for kind in sorted(slot.kinds) if kind in value) for value in named]
    return values[0] if len(values) == 1 else values


def _named(reading: Reading) -> Iterator[Part]:
    """Yield the things that a text excepts by name, and the state of which it asks for a yes or a no."""
    kinds = reading.asked or frozenset({"state"})
    question = {n for n, each in enumerate(reading.features) if each.key == "yesno" and not each.named}
    for n, each in enumerate(reading.features):
        shared = kinds.intersection(*(value.keys() for value in each.values)) if each.named else frozenset()
        kind = min(shared, default="")
        things = tuple(value[kind] for value in each.values) if kind else ()
        if things and each.sign == "x":
            yield Part(None, {}, "-", frozenset({n}), things)
        elif things and question and each.sign == "+" and each.key == "recipient":
            yield Part(None, {}, "+", frozenset({n, *question}), things)


def _told(reading: Reading) -> Iterator[Part]:
    """Yield the questions that tell of each row what a text asks for besides, as "with the regime of each" does."""
    for key, said in reading.words.items():
        for frame in by_name().values():
            if frame.question.front.get("tells") != key:
                continue
            edition = next((param.name for param in frame.question.params if param.type == "source"), "")
            dated = [n for n, each in enumerate(reading.features) if each.is_edition and edition]
            params: dict[str, str | list[str]] = {}
            if len(dated) == 1:
                params[edition] = reading.features[dated[0]].values[0]["source"]
            yield Part(frame, params, "&", frozenset({*(n for n, _ in said), *(dated if params else ())}))


def _covers(reading: Reading, every: Sequence[Part], size: int) -> Iterator[Plan]:
    """Yield the plans of so many parts that use every feature: a name once, a word at least once."""
    whole = frozenset(range(len(reading.features)))
    names = frozenset(n for n in whole if reading.features[n].named)
    shared = frozenset(n for n in names if reading.features[n].is_edition)

    def grown(plan: Plan, used: frozenset[int], start: frozenset[int]) -> Iterator[Plan]:
        left = whole - used
        if len(plan) == size or not left:
            ends = not left and len(plan) == size
            if ends and sound(reading, plan) and counted(reading, plan) and not claims(reading, plan):
                yield plan
            return
        target = min(left & names, default=min(left))
        for part in every:
            if target in part.uses and not part.uses & (names - shared) & used and (not plan or joins([*plan, part])):
                yield from grown((*plan, part), used | part.uses, start)

    if not whole:
        yield from ((part,) for part in every if size == 1 and part.sign == "+")
        return
    yield from grown((), frozenset(), whole)
