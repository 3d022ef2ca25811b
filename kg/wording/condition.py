"""Conditions on states or vendors, and the one form in which they are asked: as one question, and each by itself.

:mod:`kg.wording.clause` finds them in a text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from kg.namespace import folder
from kg.wording.syntax import Grammar, compiled

_UNITED = ("IN", "REGIME", "HOME")
"""Conditions of which a thing meets one, so that "and" joins alternatives: states in Africa and Asia."""
_TWO = 2
_APART = ("LENT", "INDEXED", "LISTED")
"""Conditions that no question has beside others."""
_UNDATED = ("IN", "HOME", "ON", "NAMED")
_ABOUT = "\ue000a"
"""How the mark begins of what the whole graph is about, which every state uses that the index lists."""
_WIDE = ("IN", "MEMBER", "INDEXED", "REGIME")
"""Conditions that states meet which no edition lists."""


_STATE = ("\ue000s", "\ue000k")
"""How the marks of states begin."""
_BESIDE = (
    *(("ONLY", "SUPPLIED"), ("ONLY", "FROM"), ("SINGLE", "SUPPLIED"), ("SINGLE", "FROM")),
    *(("REACH", "SELL"), ("BEYOND", "SELL"), ("REACH", "BEYOND")),
    *(("EXACTREACH", "SELL"), ("ONEREACH", "SELL"), ("ONEMARK", "USE"), ("EXACTMARKS", "USE")),
)
"""Conditions that do not stand beside each other in any order."""


class Rejected(Exception):
    """What is read is no set of conditions, or can be meant in two ways."""


class Group(NamedTuple):
    """Names of one kind, and of how many of them a condition holds: and, or, sole, nor."""

    names: tuple[str, ...]
    of: str
    paired: bool = False


class Clauses(NamedTuple):
    """The conditions of a text: as one question, and each as a question of its own."""

    question: str
    """Empty where one question has no form for all of them."""
    parts: tuple[tuple[str, str], ...]
    """For each condition ``+`` or, where it is denied, ``-``, and the question whose rows meet it."""


@dataclass
class Condition:
    """What holds of the things that are asked for, or does not: on what, of which names, by which edition."""

    on: str
    group: Group
    denied: bool
    edition: str = ""


@dataclass
class Read:
    """What a text asks."""

    rows: str = ""
    counted: bool = False
    conditions: list[Condition] = field(default_factory=list)
    editions: list[str] = field(default_factory=list)
    excepted: list[str] = field(default_factory=list)
    excepts: str = ""


class Rules(NamedTuple):
    """What ``queries/grammar.toml`` says: the grammar, the words that deny, and how each condition is put."""

    grammar: Grammar
    denials: frozenset[str]
    said: dict[str, dict[str, list[str]]]
    """Rows, then a condition → what is said of those that meet it, and of those that do not; of an exact number, also
    what is said of those that have more, which are taken out."""


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Return the rules of ``queries/grammar.toml``.

    Raises:
        KgError: a rule is not closed, or names one that does not exist.
    """
    import tomllib

    written = tomllib.loads((folder("queries") / "grammar.toml").read_text(encoding="utf-8"))
    said = {rows: written[rows] for rows in ("states", "vendors")}
    return Rules(compiled(written["kinds"], written["rules"]), frozenset(written["denials"].split()), said)


def clauses(read: Read) -> Clauses:
    """Return what was read in one form.

    Raises:
        Rejected: it says nothing of the rows, or not of which edition each condition is.
    """
    rows = read.rows or "states"
    if not read.conditions or (read.excepts and read.excepts != rows):
        raise Rejected
    editions = list(dict.fromkeys(read.editions))
    if rows == "states" and all(each.on == "LISTED" for each in read.conditions):
        if len(editions) != _TWO or read.counted or read.excepted:
            raise Rejected
        return Clauses(f"which states are in {editions[0]} but not in {editions[1]}?", ())
    conditions = _listed(_using(read), by_edition=bool(editions))
    _dated(conditions, editions)
    one = editions[0] if len(editions) == 1 else ""
    said = [each for condition in conditions for each in _said(rows, condition)]
    said.sort(key=lambda each: each.denied)
    if len({(each.denied, each.yes, each.edition) for each in said}) < len(said):
        raise Rejected
    asks = f"{'how many' if read.counted else 'which'} {rows}"
    without = f" except {' and '.join(read.excepted)}" if read.excepted else ""
    whole = ""
    apart = any(each.on in _APART or (each.denied and (each.on == "ONLY" or not each.no)) for each in said)
    if not apart and not _again(said) and not _mixed(said):
        told = " and ".join(_in(each.no if each.denied else each.yes, "" if one else each.edition) for each in said)
        whole = f"{_in(f'{asks} {told}', one)}{without}?"
    parts = []
    for each in said:
        edition = "" if each.on in _UNDATED else each.edition or one
        parts.append(("-" if each.denied else "+", f"which {rows} {_in(each.yes, edition)}?"))
    if without:
        sign, first = parts[0]
        parts = [(sign, f"{first[:-1]}{without}?"), *parts[1:]] if sign == "+" else []
    return Clauses(whole, tuple(parts))


def unclear(conditions: Sequence[Condition]) -> bool:
    """Return whether conditions in any order can be meant in several ways.

    A name after one that is denied may be denied as well, one beside alternatives may be one of them, one beside the
    only vendor may be meant with it, a number of states may be of those that another condition is on, and whom a vendor
    supplies may be one of a region and of a regime at once: autocracies in Africa.
    """
    for at, one in enumerate(conditions):
        for two in conditions[at + 1 :]:
            kinds = {one.on, two.on}
            if len(kinds) == 1 and ((one.denied and not two.denied) or _either(one) or _either(two)):
                return True
            if kinds == {"SELL"} and any(name[:2] not in _STATE for each in (one, two) for name in each.group.names):
                return True
            if any(first in kinds and second in kinds for first, second in _BESIDE):
                return True
    return False


def _either(one: Condition) -> bool:
    """Return whether one of several names is meant."""
    return not one.denied and len(one.group.names) > 1 and one.group.of != "and"


class _One(NamedTuple):
    """A condition of one name, or of alternatives: what is said of rows that meet it, and of those that do not."""

    on: str
    yes: str
    no: str
    denied: bool
    edition: str


def _in(said: str, edition: str) -> str:
    return f"{said} in {edition}" if edition else said


def _again(said: list[_One]) -> bool:
    """Return whether a thing is to meet two conditions of which one question takes alternatives: in Asia, in Africa."""
    united = [each.on for each in said if each.on in (*_UNITED, "SELL") and not each.denied]
    return len(set(united)) < len(united)


def _mixed(said: list[_One]) -> bool:
    """Return whether "but not both" is said beside other alternatives, of which a reader could take it."""
    sole = any(" but not both" in each.yes for each in said)
    return sole and sum(" or " in each.yes for each in said) > 1


def _dated(conditions: list[Condition], editions: list[str]) -> None:
    """Find that each condition has an edition where a text names several, and that one can tell of what it names.

    Raises:
        Rejected: it does not, no condition is by one of them, or a year may be that of another thing: on a list since
            2019, members in 2020.
    """
    dated = [each for each in conditions if each.on not in _UNDATED]
    if len(editions) > 1 and any(not each.edition for each in dated):
        raise Rejected
    if len({*editions}) > 1 and not {*editions} <= {each.edition for each in conditions}:
        raise Rejected
    by_year = any(each.startswith("the \ue000y") for each in editions)
    own = {each.on for each in conditions}
    if editions and (not dated or (by_year and ({"ON", "NAMED"} & own or own <= {"MEMBER", "IN"}))):
        raise Rejected


def _using(read: Read) -> list[Condition]:
    """Return the conditions, to use what the whole graph is about as to be listed where it stands beside several.

    Raises:
        Rejected: it is denied, or stands beside a technology.
    """
    about = [each for each in read.conditions if any(name.startswith(_ABOUT) for name in each.group.names)]
    about = [each for each in about if each.on == "USE"]
    others = [each for each in read.conditions if each not in about]
    if not about or (len(others) == 1 and not others[0].denied and not read.excepted):
        return read.conditions
    if any(each.denied or len(each.group.names) > 1 for each in about):
        raise Rejected
    return [*others, Condition("INDEXED", Group((), "and"), denied=False, edition=about[0].edition)]


def _listed(conditions: list[Condition], *, by_edition: bool) -> list[Condition]:
    """Return the conditions, without that of being listed where another one says so."""
    told = [each for each in conditions if each.on != "INDEXED"]
    if len(told) == len(conditions):
        return conditions
    if not told or any(each.denied for each in conditions if each.on == "INDEXED"):
        raise Rejected
    affirmed = [each for each in told if not each.denied]
    wide = affirmed and all(each.on in (("IN",) if by_edition else _WIDE) for each in affirmed)
    return [Condition("INDEXED", Group((), "and"), denied=False), *told] if wide else told


def _said(rows: str, each: Condition) -> Iterator[_One]:
    """Yield what is said of the rows, each name by itself where all of them are meant, or none."""
    yes, no, *more = rules().said[rows].get(each.on, ["", ""])
    of, names = each.group.of, each.group.names
    many = len(names) > 1
    if of == "and" and many and each.on in _UNITED:
        of = "or"
    paired = each.group.paired and each.on in _UNITED
    if not yes or paired or (each.denied and not no) or (of == "and" and many and each.on == "VLIST"):
        raise Rejected
    if each.denied and many and of in ("sole", "and"):
        raise Rejected
    apart = names if each.denied or of == "and" else (" or ".join(names) + (" but not both" if of == "sole" else ""),)
    for name in apart or ("",):
        plain = each.on == "HOME" and name.startswith("\ue000h")
        says, denies = ("are {}", "are not {}") if plain else (yes, no)
        yield _One(each.on, says.format(name), denies.format(name), each.denied, each.edition)
        if more:
            yield _One(each.on, more[0].format(name), "", denied=True, edition=each.edition)
