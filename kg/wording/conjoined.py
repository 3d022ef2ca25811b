"""Questions of one condition each, put together as the text says that their conditions are."""

from dataclasses import replace

from kg.wording import matching, reading, tally, tie
from kg.wording.part import Part, Plan
from kg.wording.reading import Reading


def plan(said: Reading) -> Plan:
    """Return the plan of the conditions of a text, each read by itself; empty where one of them has no question.

    Rows that meet a denied condition are taken out of those that meet the others.
    """
    found: dict[str, Part] = {}
    asked = {text.split()[1] for _, text in said.parts}
    for sign, text in said.parts if said.names is not None else ():
        one = _read(said, text)
        if not one or (sign == "-" and len(one) > 1):
            return ()
        for part in one:
            made = replace(part, sign=sign) if sign == "-" else part
            found[made.mark] = made
    kinds = {part.frame.row for part in found.values() if part.frame is not None}
    signed = {part.mark[1:] for part in found.values()}
    based = any(part.sign == "+" for part in found.values()) or all("within" in _front(part) for part in found.values())
    alone = based and len(kinds) == 1 and {f"{kind}s" for kind in kinds} == asked
    whole = tuple(found.values())
    counted = tally.counted(said, whole) and not tie.claims(said, whole)
    return whole if alone and len(signed) == len(found) and counted else ()


def _read(said: Reading, text: str) -> Plan:
    """Return the one plan of a question of one condition: the question, and things that are excepted by name."""
    plans = matching.plans(reading.single(said.names, text)) if said.names is not None else []
    if len(plans) != 1:
        return ()
    frames = [part for part in plans[0] if part.frame is not None]
    joins = len(frames) == 1 and frames[0].sign == "+" and frames[0].frame is not None and frames[0].frame.joins
    return plans[0] if joins else ()


def _front(part: Part) -> dict[str, str]:
    return part.frame.question.front if part.frame is not None else {}
