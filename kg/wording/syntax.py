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


class Grammar(NamedTuple):
    """The rules by their name, and the words that stand in any of them."""

    rules: dict[str, Pattern]
    words: frozenset[str]


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
    return Grammar(made, frozenset(word for each in made.values() for word in _words(each)))


def tree(grammar: Grammar, tokens: Sequence[str], start: str) -> Node | None:
    """Return the first tree by which a rule says all of some words, or None where it does not."""
    if any(not token.startswith(_MARK) and token not in grammar.words for token in tokens):
        return None
    found = _Text(grammar, tokens).rule(start, 0)
    return next((Node(start, parts) for end, parts in found if end == len(tokens)), None)


class _Text:
    """The words of a text, and what was found to stand at each of its places."""

    def __init__(self, grammar: Grammar, tokens: Sequence[str]) -> None:
        self._rules = grammar.rules
        self._tokens = tokens
        self._found: dict[tuple[str, int], list[tuple[int, tuple[Node | str, ...]]]] = {}

    def rule(self, name: str, at: int) -> list[tuple[int, tuple[Node | str, ...]]]:
        """Return where a rule can end that begins at a place, each end once, with what it says until there."""
        found = self._found.get((name, at))
        if found is None:
            ends: dict[int, tuple[Node | str, ...]] = {}
            for end, parts in self._said(self._rules[name], at):
                ends.setdefault(end, parts)
            found = self._found[name, at] = list(ends.items())
        return found

    def _said(self, pattern: Pattern, at: int) -> Iterator[tuple[int, tuple[Node | str, ...]]]:
        kind, *of = pattern
        if kind == "word":
            if at < len(self._tokens) and self._tokens[at] == of[0]:
                yield at + 1, (self._tokens[at],)
        elif kind == "mark":
            if at < len(self._tokens) and self._tokens[at][0] == _MARK and self._tokens[at][1] in of[0]:
                yield at + 1, (self._tokens[at],)
        elif kind == "rule":
            for end, parts in self.rule(of[0], at):
                yield end, (Node(of[0], parts),)
        elif kind == "all":
            yield from self._row(of, at)
        elif kind == "any":
            for each in of:
                yield from self._said(each, at)
        else:
            yield from self._again(of[0], at, many=kind == "many")
            yield at, ()

    def _row(self, patterns: Sequence[Pattern], at: int) -> Iterator[tuple[int, tuple[Node | str, ...]]]:
        ends: dict[int, tuple[Node | str, ...]] = {at: ()}
        for pattern in patterns:
            after: dict[int, tuple[Node | str, ...]] = {}
            for start, before in ends.items():
                for end, parts in self._said(pattern, start):
                    after.setdefault(end, before + parts)
            ends = after
        yield from ends.items()

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
