"""The conditions by which a text asks for states or vendors, as :mod:`kg.wording.condition` has them.

The grammar says where a condition may stand; here it is told what it is on, whether it is denied, of how many of its
names it holds and by which edition.
"""

import re
from collections.abc import Iterator

from kg.wording.condition import Clauses, Condition, Group, Read, Rejected, clauses, rules, unclear
from kg.wording.syntax import Node, tree

_TOKEN = re.compile(r"\ue000[a-z]\d+\ue001|['’]s\b|[a-z0-9]+|[,;:.?!()-]", re.ASCII)
_ODD = re.compile(r"[^ a-zA-Z0-9\ue000\ue001'’,;:.?!()-]")
_JOINED = re.compile(r"-(?=(?:supplied|equipped|served|using|based|headquartered|listed)\b)", re.I)
_SIGNS = {"(": ",", ")": ",", "?": ".", "!": "."}
LONGEST = 60
"""The most words of a text that is read by the grammar."""
_COUNTED = "SUPPLIED.front"
"""Where a count of each of two is asked for, and none of both: how many states do these two supply."""
_DENYING = ("ONLY", "NOVENDOR", "SEVERAL")
_ASKS = ("SASK", "VASK")
_KINDS = frozenset("VTRCLISHNDO")


def bound(text: str) -> str:
    """Return a text in which what a hyphen joins to a name is a word of its own: Huawei-supplied, US-based."""
    return _JOINED.sub(" - ", text)


def put(text: str, start: str = "START") -> Clauses | None:
    """Return a text, with marks for its names, as its conditions; None where it is no set of conditions.

    ``start`` is the rule that says all of it.
    """
    if _ODD.search(text):
        return None
    text = re.sub(r"\b(?:ca|wo)n['’]t\b", " not", text.lower())
    text = re.sub(r"n['’]t\b", " not", text)
    tokens = [_SIGNS.get(token, token.replace("’", "'")) for token in _TOKEN.findall(text)]
    if len(tokens) > LONGEST:
        return None
    found = tree(rules().grammar, tokens, start)
    if found is None:
        return None
    read = Read()
    try:
        _walk(found, read, denied=False)
        if start != "START" and (_asking(found) > 1 or unclear(read.conditions)):
            return None
        asked = clauses(read)
    except Rejected:
        return None
    told = [*(one for each in read.conditions for one in each.group.names), *read.excepted, *read.editions]
    if any(token[0] == "\ue000" and not any(token in each for each in told) for token in tokens):
        return None
    settled = read.excepted or any(
        each.denied or each.on in _DENYING or each.group.of == "sole" for each in read.conditions
    )
    return asked if settled or not rules().denials & set(tokens) else None


def _asking(node: Node) -> int:
    """Return how often a text asks: which supply one, and which another, are two questions."""
    return (node.rule in _ASKS) + sum(map(_asking, _nodes(node)))


def _walk(node: Node, read: Read, *, denied: bool) -> None:
    """Take up what a node says of the rows."""
    kind, dot, _ = node.rule.partition(".")
    if kind == "ROW":
        _rows(read, node.rule.removeprefix("ROW."))
    elif dot and kind == "DENY":
        if denied:
            raise Rejected
        for each in _nodes(node):
            _walk(each, read, denied=True)
    elif dot:
        of = [rows for rows, forms in rules().said.items() if kind in forms]
        if len(of) == 1:
            _rows(read, of[0])
        if kind == "SEVERAL":
            _several(node, read, denied=denied)
        else:
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


def _rows(read: Read, rows: str) -> None:
    if read.rows not in ("", rows):
        raise Rejected
    read.rows = rows


def _excepted(node: Node, read: Read) -> None:
    read.excepts = "states" if any(each.rule == "S" for each in _nodes(node)) else "vendors"
    read.excepted += _marks(node)


def _relation(kind: str, node: Node, read: Read, *, denied: bool) -> None:
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
        raise Rejected
    group = groups[0] if groups else Group((), "and")
    reach = bool(negations) or denied
    together = group.paired or "both" in node.parts
    if node.rule == _COUNTED and read.counted and group.of == "and" and len(group.names) > 1 and not together:
        raise Rejected
    if reach and group.of == "nor":
        raise Rejected
    edition = editions[0] if editions else ""
    no = reach or wholly or group.of == "nor"
    if no and (again or gone):
        raise Rejected
    read.conditions.append(Condition(kind, group, no, edition))
    for each in again:
        names = Group(tuple(_marks(each)), "or")
        read.conditions.append(Condition(kind, names, True, edition))
    if gone:
        if not edition or group.of == "sole":
            raise Rejected
        read.conditions.append(Condition(kind, group, True, gone[0]))
    read.editions += [*editions, *gone]


def _several(node: Node, read: Read, *, denied: bool) -> None:
    """Take up that a vendor supplies the rows beside others: it does, and is not the only one."""
    names = tuple(dict.fromkeys(_marks(node)))
    editions = [_edition(each) for each in _nodes(node) if each.rule == "ED"]
    if denied or len(names) > 1:
        raise Rejected
    edition = editions[0] if editions else ""
    read.conditions.append(Condition("SUPPLIED", Group(names, "and"), False, edition))
    read.conditions.append(Condition("ONLY", Group(names, "and"), True, edition))
    read.editions += editions


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


def _group(node: Node) -> Group:
    if node.rule in _KINDS:
        return Group((_name(node),), "and")
    if _is(node, "G"):
        return _group(_nodes(node)[0])
    names = tuple(_marks(node))
    of = next(kind for kind in ("AND", "OR", "SOLE", "NOR", "NG", "PAIR") if _is(node, kind))
    return Group(
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
