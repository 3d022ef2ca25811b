"""A text that asks for states or vendors by conditions, in one form: which of them, each condition by itself.

The grammar says where a condition may stand; here it is told what it is on, whether it is denied, of how many of its
names it holds and by which edition.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from kg.namespace import folder
from kg.wording.syntax import Grammar, Node, compiled, tree

_TOKEN = re.compile(r"\ue000[a-z]\d+\ue001|['’]s\b|[a-z0-9]+|[,;:.?!()-]", re.ASCII)
_ODD = re.compile(r"[^ a-zA-Z0-9\ue000\ue001'’,;:.?!()-]")
_JOINED = re.compile(r"-(?=(?:supplied|equipped|served|using|based|headquartered|listed)\b)", re.I)
_SIGNS = {"(": ",", ")": ",", "?": ".", "!": "."}
LONGEST = 60
"""The most words of a text that is read by the grammar."""
_UNITED = ("IN", "REGIME", "HOME")
"""Conditions of which a thing meets one, so that "and" joins alternatives: states in Africa and Asia."""
_TWO = 2
_COUNTED = "SUPPLIED.front"
"""Where a count of each of two is asked for, and none of both: how many states do these two supply."""
_APART = ("INDEXED", "LISTED")
"""Conditions that no question has beside others."""
_UNDATED = ("IN", "HOME", "ON", "NAMED")
_DENYING = ("ONLY", "NOVENDOR")
_KINDS = frozenset("VTRCLISH")
_WIDE = ("IN", "MEMBER", "INDEXED")
"""Conditions that states meet which no edition lists."""


class _Rejected(Exception):
    """What is read is no set of conditions, or can be meant in two ways."""


class _Group(NamedTuple):
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
class _Condition:
    on: str
    group: _Group
    denied: bool
    edition: str = ""


@dataclass
class _Read:
    """What a text asks."""

    rows: str = ""
    counted: bool = False
    conditions: list[_Condition] = field(default_factory=list)
    editions: list[str] = field(default_factory=list)
    excepted: list[str] = field(default_factory=list)
    excepts: str = ""


class Rules(NamedTuple):
    """What ``queries/grammar.toml`` says: the grammar, the words that deny, and how each condition is put."""

    grammar: Grammar
    denials: frozenset[str]
    said: dict[str, dict[str, list[str]]]
    """Rows, then a condition → what is said of those that meet it, and of those that do not."""


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


def bound(text: str) -> str:
    """Return a text in which what a hyphen joins to a name is a word of its own: Huawei-supplied, US-based."""
    return _JOINED.sub(" - ", text)


def put(text: str) -> Clauses | None:
    """Return a text, with marks for its names, as its conditions; None where it is no set of conditions."""
    if _ODD.search(text):
        return None
    text = re.sub(r"\b(?:ca|wo)n['’]t\b", " not", text.lower())
    text = re.sub(r"n['’]t\b", " not", text)
    tokens = [_SIGNS.get(token, token.replace("’", "'")) for token in _TOKEN.findall(text)]
    if len(tokens) > LONGEST:
        return None
    found = tree(rules().grammar, tokens, "START")
    if found is None:
        return None
    read = _Read()
    try:
        _walk(found, read, denied=False)
        clauses = _clauses(read)
    except _Rejected:
        return None
    told = [*(one for each in read.conditions for one in each.group.names), *read.excepted, *read.editions]
    if any(token[0] == "\ue000" and not any(token in each for each in told) for token in tokens):
        return None
    settled = read.excepted or any(
        each.denied or each.on in _DENYING or each.group.of == "sole" for each in read.conditions
    )
    return clauses if settled or not rules().denials & set(tokens) else None


def _walk(node: Node, read: _Read, *, denied: bool) -> None:
    """Take up what a node says of the rows."""
    kind, dot, _ = node.rule.partition(".")
    if kind == "ROW":
        _rows(read, node.rule.removeprefix("ROW."))
    elif dot and kind == "DENY":
        if denied:
            raise _Rejected
        for each in _nodes(node):
            _walk(each, read, denied=True)
    elif dot:
        of = [rows for rows, forms in rules().said.items() if kind in forms]
        if len(of) == 1:
            _rows(read, of[0])
        _relation(kind, node, read, denied=denied)
    elif node.rule == "ED":
        read.editions.append(_edition(node))
    elif node.rule == "COUNT":
        read.counted = True
    elif node.rule == "EXCNAMES":
        _excepted(node, read)
    else:
        for each in _nodes(node):
            _walk(each, read, denied=denied)


def _rows(read: _Read, rows: str) -> None:
    if read.rows not in ("", rows):
        raise _Rejected
    read.rows = rows


def _excepted(node: Node, read: _Read) -> None:
    read.excepts = "states" if any(each.rule == "S" for each in _nodes(node)) else "vendors"
    read.excepted += _marks(node)


def _relation(kind: str, node: Node, read: _Read, *, denied: bool) -> None:
    """Take up a condition, what of it is meant again and denied, and the edition that it holds by."""
    groups, again, editions, gone, negations = [], list[Node](), list[str](), list[str](), 0
    wholly = False
    for each in _inner(node):
        if each.rule in ("ED", "ED2", "EDNEG"):
            (gone if each.rule == "EDNEG" else editions).append(_edition(each))
        elif each.rule in ("NOT", "NONE"):
            negations += 1
        elif _again_denied(each):
            again.append(each)
        else:
            wholly = wholly or _is(each, "NG")
            groups.append(_group(each))
    if len(groups) > 1 or negations + denied > 1 or len(editions) > 1 or len(gone) > 1:
        raise _Rejected
    group = groups[0] if groups else _Group((), "and")
    reach = bool(negations) or denied
    together = group.paired or "both" in node.parts
    if node.rule == _COUNTED and read.counted and group.of == "and" and len(group.names) > 1 and not together:
        raise _Rejected
    if reach and group.of == "nor":
        raise _Rejected
    edition = editions[0] if editions else ""
    no = reach or wholly or group.of == "nor"
    if no and (again or gone):
        raise _Rejected
    read.conditions.append(_Condition(kind, group, no, edition))
    for each in again:
        names = _Group(tuple(_marks(each)), "or")
        read.conditions.append(_Condition(kind, names, True, edition))
    if gone:
        if not edition or group.of == "sole":
            raise _Rejected
        read.conditions.append(_Condition(kind, group, True, gone[0]))
    read.editions += [*editions, *gone]


def _inner(node: Node) -> Iterator[Node]:
    """Yield the groups, the denials, the editions and what is meant again of a condition."""
    for each in _nodes(node):
        known = each.rule in ("ED", "ED2", "EDNEG", "NOT", "NONE") or each.rule in _KINDS
        if (
            known
            or any(_is(each, name) for name in ("AND", "OR", "SOLE", "NOR", "PAIR", "G", "NG"))
            or _again_denied(each)
        ):
            yield each
        elif "." not in each.rule:
            yield from _inner(each)


def _is(node: Node, name: str) -> bool:
    """Return whether a node is of a rule that is one for each kind."""
    return node.rule[:-1] == name and node.rule[-1] in _KINDS


def _again_denied(node: Node) -> bool:
    """Return whether a node says again, and denies, what stands before it of other names."""
    return node.rule.startswith("BUT") and node.rule[-1] in _KINDS


def _group(node: Node) -> _Group:
    if node.rule in _KINDS:
        return _Group((_name(node),), "and")
    if _is(node, "G"):
        return _group(_nodes(node)[0])
    names = tuple(_marks(node))
    of = next(kind for kind in ("AND", "OR", "SOLE", "NOR", "NG", "PAIR") if _is(node, kind))
    return _Group(
        names,
        {"NG": "or", "PAIR": "or"}.get(of, of.lower()),
        "both" in node.parts or any(each.rule == "ALL" for each in _nodes(node)),
    )


def _nodes(node: Node) -> list[Node]:
    return [each for each in node.parts if isinstance(each, Node)]


def _marks(node: Node) -> list[str]:
    """Return the names in a node, in their order."""
    if node.rule in _KINDS:
        return [_name(node)]
    return [name for each in _nodes(node) for name in _marks(each)]


def _name(node: Node) -> str:
    """Return the mark of a name, or the words of a kind that has none: autocracies."""
    said = [each for each in node.parts if isinstance(each, str)]
    return next((each for each in said if each[0] == "\ue000"), " ".join(said))


def _edition(node: Node) -> str:
    if node.rule == "EDNEG":
        return next(_edition(each) for each in _nodes(node) if each.rule == "ED")
    mark = next(each for each in node.parts if isinstance(each, str) and each[0] == "\ue000")
    return f"the {mark} edition" if mark[1] == "y" else f"the {mark}"


def _clauses(read: _Read) -> Clauses:
    """Return what was read in one form.

    Raises:
        _Rejected: it says nothing of the rows, or not of which edition each condition is.
    """
    rows = read.rows or "states"
    if not read.conditions or (read.excepts and read.excepts != rows):
        raise _Rejected
    editions = list(dict.fromkeys(read.editions))
    if rows == "states" and all(each.on == "LISTED" for each in read.conditions):
        if len(editions) != _TWO or read.counted or read.excepted:
            raise _Rejected
        return Clauses(f"which states are in {editions[0]} but not in {editions[1]}?", ())
    conditions = _listed(read.conditions, by_edition=bool(editions))
    _dated(conditions, editions)
    one = editions[0] if len(editions) == 1 else ""
    said = [each for condition in conditions for each in _said(rows, condition)]
    said.sort(key=lambda each: each.denied)
    if len({(each.denied, each.yes, each.edition) for each in said}) < len(said):
        raise _Rejected
    asks = f"{'how many' if read.counted else 'which'} {rows}"
    without = f" except {' and '.join(read.excepted)}" if read.excepted else ""
    whole = ""
    if all(each.on not in _APART for each in said) and not _again(said) and not _mixed(said):
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


def _dated(conditions: list[_Condition], editions: list[str]) -> None:
    """Find that each condition has an edition where a text names several, and that one can tell of what it names.

    Raises:
        _Rejected: it does not, or a year may be that of another thing: on a list since 2019, members in 2020.
    """
    dated = [each for each in conditions if each.on not in _UNDATED]
    if len(editions) > 1 and any(not each.edition for each in dated):
        raise _Rejected
    by_year = any(each.startswith("the \ue000y") for each in editions)
    own = {each.on for each in conditions}
    if editions and (not dated or (by_year and ({"ON", "NAMED"} & own or own <= {"MEMBER", "IN"}))):
        raise _Rejected


def _listed(conditions: list[_Condition], *, by_edition: bool) -> list[_Condition]:
    """Return the conditions, without that of being listed where another one says so."""
    told = [each for each in conditions if each.on != "INDEXED"]
    if len(told) == len(conditions):
        return conditions
    if not told or any(each.denied for each in conditions if each.on == "INDEXED"):
        raise _Rejected
    affirmed = [each for each in told if not each.denied]
    wide = affirmed and all(each.on in (("IN",) if by_edition else _WIDE) for each in affirmed)
    return [_Condition("INDEXED", _Group((), "and"), denied=False), *told] if wide else told


def _said(rows: str, each: _Condition) -> Iterator[_One]:
    """Yield what is said of the rows, each name by itself where all of them are meant, or none."""
    yes, no = rules().said[rows].get(each.on, ["", ""])
    of, names = each.group.of, each.group.names
    many = len(names) > 1
    if of == "and" and many and each.on in _UNITED:
        of = "or"
    paired = each.group.paired and each.on in _UNITED
    if not yes or paired or (each.denied and not no) or (of == "and" and many and each.on == "VLIST"):
        raise _Rejected
    if each.denied and many and of in ("sole", "and"):
        raise _Rejected
    apart = names if each.denied or of == "and" else (" or ".join(names) + (" but not both" if of == "sole" else ""),)
    for name in apart or ("",):
        plain = each.on == "HOME" and name.startswith("\ue000h")
        says, denies = ("are {}", "are not {}") if plain else (yes, no)
        yield _One(each.on, says.format(name), denies.format(name), each.denied, each.edition)
