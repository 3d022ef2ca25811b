"""A grammar of rules, and the tree of a text by it: what a rule says at a place is found once.

A grammar is data, for the browser reads by the same: ``queries/grammar.toml`` says how a rule is written.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from kg.errors import KgError

_TOKEN = re.compile(r"\{[a-z]+\}|[A-Z][A-Z@0-9]*(?:\.[a-z]+)?|[()|?*]|[^\s()|?*{}]+")
_MARK = "\ue000"

Pattern = list[Any]
"""``["word", w]``, ``["mark", letters]``, ``["rule", name]``, or patterns after "all", "any", "maybe" or "many"."""


class Node(NamedTuple):
    """What a rule was found to say: the words and the rules in it, in their order."""

    rule: str
    parts: tuple["Node | str", ...]


_Begins = tuple[frozenset[str], bool]
"""The words and marks that something begins with, and whether it may say nothing at all."""
_Said = Sequence[tuple[int, tuple[Any, ...]]]
"""Where what is looked for can end, and what it says until there."""


class Grammar(NamedTuple):
    """The rules by their name, the words that stand in any of them, and what each begins with, as it is asked for."""

    rules: dict[str, Pattern]
    words: frozenset[str]
    begins: dict[str, _Begins]


def compiled(kinds: dict[str, str], rules: dict[str, str]) -> Grammar:
    """Return the grammar of rules as they are written; one with ``@`` in its name is one for each kind.

    Raises:
        KgError: a rule is not closed, or names one that does not exist.
    """
    written = dict(kinds)
    for name, says in rules.items():
        if "@" in name:
            written.update({name.replace("@", kind): says.replace("@", kind) for kind in kinds})
        else:
            written[name] = says
    made = {name: _pattern(name, says, written.keys()) for name, says in written.items()}
    return Grammar(made, frozenset(word for each in made.values() for word in _words(each)), {})


def _begins(grammar: Grammar, name: str) -> _Begins:
    """Return what a rule begins with."""
    found = grammar.begins.get(name)
    if found is None:
        found = grammar.begins[name] = _first(grammar, grammar.rules[name])
    return found


def _first(grammar: Grammar, pattern: Pattern) -> _Begins:
    kind, *of = pattern
    if kind == "word":
        return frozenset(of), False
    if kind == "mark":
        return frozenset(_MARK + letter for letter in of[0]), False
    if kind == "rule":
        return _begins(grammar, of[0])
    words: set[str] = set()
    empty = kind != "any"
    for each in of:
        more, nothing = _first(grammar, each)
        words |= more
        if kind == "any":
            empty = empty or nothing
        elif kind == "all" and not nothing:
            return frozenset(words), False
    return frozenset(words), empty


def tree(grammar: Grammar, tokens: Sequence[str], start: str) -> Node | None:
    """Return the first tree by which a rule says all of some words, or None where it does not."""
    if any(not token.startswith(_MARK) and token not in grammar.words for token in tokens):
        return None
    found = _Text(grammar, tokens).rule(start, 0)
    return next((node for end, (node,) in found if end == len(tokens)), None)


class _Text:
    """The words of a text, and what was found to stand at each of its places."""

    def __init__(self, grammar: Grammar, tokens: Sequence[str]) -> None:
        self._grammar = grammar
        self._tokens = tokens
        self._here = [token[:2] if token[0] == _MARK else token for token in tokens] + [""]
        """Each word, or the mark for what a name is; nothing after the last."""
        self._found: dict[tuple[str, int], _Said] = {}

    def rule(self, name: str, at: int) -> Sequence[tuple[int, tuple[Node]]]:
        """Return where a rule can end that begins at a place, each end once, with what it says until there."""
        found = self._found.get((name, at))
        if found is None:
            words, empty = _begins(self._grammar, name)
            ends: dict[int, tuple[Node | str, ...]] = {}
            if empty or self._here[at] in words:
                for end, parts in self._said(self._grammar.rules[name], at):
                    ends.setdefault(end, parts)
            found = self._found[name, at] = [(end, (Node(name, parts),)) for end, parts in ends.items()]
        return found

    def _said(self, pattern: Pattern, at: int) -> _Said:
        kind = pattern[0]
        if kind == "word":
            return ((at + 1, (pattern[1],)),) if self._here[at] == pattern[1] else ()
        if kind == "rule":
            return self.rule(pattern[1], at)
        if kind == "mark":
            here = self._here[at]
            return ((at + 1, (self._tokens[at],)),) if here[:1] == _MARK and here[1] in pattern[1] else ()
        if kind == "all":
            return self._row(pattern, at)
        if kind == "any":
            return [found for each in pattern[1:] for found in self._said(each, at)]
        return [*self._again(pattern[1], at, many=kind == "many"), (at, ())]

    def _row(self, row: Pattern, at: int) -> _Said:
        ends: dict[int, tuple[Node | str, ...]] = {at: ()}
        for pattern in row[1:]:
            after: dict[int, tuple[Node | str, ...]] = {}
            for start, before in ends.items():
                for end, parts in self._said(pattern, start):
                    if end not in after:
                        after[end] = before + parts
            if not after:
                return ()
            ends = after
        return list(ends.items())

    def _again(self, pattern: Pattern, at: int, *, many: bool) -> Iterator[tuple[int, tuple[Node | str, ...]]]:
        for end, parts in self._said(pattern, at):
            if many and end > at:
                for last, more in self._again(pattern, end, many=True):
                    yield last, parts + more
            yield end, parts


def _words(pattern: Pattern) -> Iterator[str]:
    if pattern[0] == "word":
        yield pattern[1]
    elif pattern[0] not in ("mark", "rule"):
        for each in pattern[1:]:
            yield from _words(each)


def _pattern(name: str, says: str, known: Any) -> Pattern:
    tokens = _TOKEN.findall(says)
    made, at = _choice(name, tokens, 0, known)
    if at != len(tokens):
        raise KgError("queries/grammar.toml", f"rule {name!r} is not closed", "balance its brackets")
    return made


def _choice(name: str, tokens: list[str], at: int, known: Any) -> tuple[Pattern, int]:
    choices: list[Pattern] = []
    row: list[Pattern] = []
    while at < len(tokens) and tokens[at] != ")":
        token = tokens[at]
        at += 1
        if token == "|":
            choices.append(_one("all", row))
            row = []
        elif token in ("?", "*") and row:
            row[-1] = ["maybe" if token == "?" else "many", row[-1]]
        elif token == "(":
            inner, at = _choice(name, tokens, at, known)
            if at == len(tokens):
                raise KgError("queries/grammar.toml", f"rule {name!r} is not closed", "balance its brackets")
            row.append(inner)
            at += 1
        elif token[0] == "{":
            row.append(["mark", token[1:-1]])
        elif token[0].isupper():
            if token not in known:
                raise KgError("queries/grammar.toml", f"rule {name!r} names {token!r}", "name a rule")
            row.append(["rule", token])
        else:
            row.append(["word", token])
    choices.append(_one("all", row))
    return _one("any", choices), at


def _one(kind: str, of: list[Pattern]) -> Pattern:
    return of[0] if len(of) == 1 else [kind, *of]
