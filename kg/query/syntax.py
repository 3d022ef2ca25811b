"""What a SPARQL text says of itself, read by the terminals of the grammar: its form, dataset, prefixes and order.

The text is cut into tokens as SPARQL 1.2 cuts it: IRIs, strings of every kind, names, words, marks; comments end at a
line feed or a carriage return. ``<`` is a comparison after an operand between the brackets of an expression, and begins
an IRI anywhere else, so a word is found only where it is a keyword. Whether it is a query is for the engine to say.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from kg.query import escape
from kg.query.escape import BASE, INNER

_START = f"[{BASE}_]"
_CHARACTER = f"[-{BASE}_0-9{INNER}]"
NONE = "(?!)"  # the last branch of a possessive group, which Python 3.11.2 ends else where it failed, not before
_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[-_~.!$&'()*+,;=/?#@%]"
_PREFIX = rf"[{BASE}](?:{_CHARACTER}|\.+(?={_CHARACTER})|{NONE})*+"
_LOCAL = rf"(?:{_START}|[0-9:]|{_ESCAPE})(?:{_CHARACTER}|:|{_ESCAPE}|\.+(?={_CHARACTER}|:|{_ESCAPE})|{NONE})*+"

IRI = r'<(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>'
PREFIXED = rf"(?:{_PREFIX})?:(?:{_LOCAL})?"
VARIABLE = f"[?$](?:{_START}|[0-9])(?:(?!-){_CHARACTER}|{NONE})*+"
BLANK = r"(?:[ \t\r\n]|#[^\r\n]*+)++"
"""Blanks and comments."""

TERMINALS = {
    "blank": BLANK,
    "iri": IRI,
    "string": r"'''(?:'{0,2}(?:[^'\\]|\\[\s\S]))*+'''|\"\"\"(?:\"{0,2}(?:[^\"\\]|\\[\s\S]))*+\"\"\""
    r"|'(?!'')(?:[^'\\\r\n]|\\[\s\S])*+'|\"(?!\"\")(?:[^\"\\\r\n]|\\[\s\S])*+\"",
    "node": rf"_:(?:{_START}|[0-9])(?:{_CHARACTER}|\.+(?={_CHARACTER})|{NONE})*+",
    "prefixed": PREFIXED,
    "variable": VARIABLE,
    "word": "[A-Za-z][A-Za-z0-9_]*+",
    "language": f"@[A-Za-z]+(?:-[A-Za-z0-9]+|{NONE})*+(?:--[A-Za-z]+)?",
    "number": r"[0-9]*\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+(?:\.?[eE][+-]?[0-9]+)?",
    "mark": r"<<\(|\)>>|<<|>>|\{\||\|\}|\^\^|&&|\|\||!=|<=|>=|[{}()\[\],;.|/^?*+\-!=<>~@]",
}
_MARK, _BLANKS = re.compile(TERMINALS["mark"]), re.compile(f"(?:{BLANK})?")
_BEYOND = re.compile(r"\.*[^\x00-\x7f]")  # what a terminal of ASCII alone may go on with

_LINE = re.compile(r"\r\n|\r|\n")
_SCHEME = re.compile("<[A-Za-z][A-Za-z0-9+.-]*:")

SHORT = 8_000  # characters of a text that is remembered
QUERIES = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATES = ("INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "USING")
_CLAUSES = (
    *("WHERE", "FROM", "NAMED", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES", "OPTIONAL", "GRAPH", "UNION"),
    *("MINUS", "FILTER", "SERVICE", "LATERAL", "DISTINCT", "REDUCED", "EXISTS", "PREFIX", *QUERIES),
)
_GLUED = re.compile(rf"(?!GROUP_CONCAT$)(?:{'|'.join(_CLAUSES)})[A-Z0-9_]+")
_EXPRESSIONS = frozenset({"SELECT", "FILTER", "BIND", "HAVING", "BY"})
"""The words after which brackets hold an expression."""
_TERMS = frozenset({"WHERE", "FROM", "VALUES", "LIMIT", "OFFSET", "OPTIONAL", "GRAPH", "MINUS", "UNION", "GROUP"})
_OPERANDS = frozenset({"iri", "prefixed", "variable", "string", "number", "language", "node"})
_OPEN = {"(": ")", "{": "}", "[": "]", "{|": "|}", "<<": ">>", "<<(": ")>>"}
_CLOSE = frozenset(_OPEN.values())


class Token(NamedTuple):
    """One terminal of a text: its kind, its text (a word in capitals), where it stands, and how many brackets hold it.

    A bracket is held as what it holds is not: the outermost ``{`` and ``}`` have the depth 0.
    """

    kind: str
    text: str
    start: int
    end: int
    depth: int


class Order(NamedTuple):
    """An ORDER BY of the outermost query by variables: where it begins, and each variable with whether it descends."""

    start: int
    keys: tuple[tuple[str, bool], ...]
    tail: str
    """LIMIT and OFFSET after it, without comments."""

    @property
    def clause(self) -> str:
        """The ORDER BY written anew."""
        return "ORDER BY " + " ".join(f"{'DESC' if down else 'ASC'}(?{name})" for name, down in self.keys)


class Fault(NamedTuple):
    """What is wrong at a place of a text, and what to do."""

    start: int
    found: str
    todo: str


class Syntax:
    """A text as it was read; where a character begins no terminal, reading ends and :attr:`fault` says so.

    ``text`` is what is to be answered: escapes in names are resolved. Places are told as they were given.
    """

    base = ""
    """What an IRI without its scheme is resolved against, where the text has no BASE."""

    def __init__(self, text: str) -> None:
        self._given = escape.resolved(text)
        self.text = self._given.text
        self.tokens = tuple(_tokens(self.text))

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """The words outside all brackets."""
        return tuple(token for token in self.tokens if token.kind == "word" and not token.depth)

    @cached_property
    def form(self) -> str:
        """``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``; ``UPDATE``; or nothing where the text is neither."""
        for word in self.words:
            if word.text not in ("PREFIX", "BASE", "VERSION"):
                return "UPDATE" if word.text in UPDATES else word.text if word.text in QUERIES else ""
        return ""

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """Each prefix that is declared → its namespace as it is written."""
        words = (n for n, token in enumerate(self.tokens[:-2]) if token.text == "PREFIX" and token.kind == "word")
        pairs = (self.tokens[n + 1 : n + 3] for n in words)
        return {name.text[:-1]: iri.text[1:-1] for name, iri in pairs if (name.kind, iri.kind) == ("prefixed", "iri")}

    @cached_property
    def graphs(self) -> tuple[str, ...]:
        """The IRIs after FROM and FROM NAMED, prefixes resolved; empty where the text has neither."""
        found = []
        for number, token in enumerate(self.tokens[:-1]):
            if token.kind == "word" and token.text == "FROM" and not token.depth:
                after = [each for each in self.tokens[number + 1 : number + 3] if each.kind != "word"]
                found.append(self.named(after[0]) if after else "")
        return tuple(found)

    def named(self, token: Token) -> str:
        """Return the IRI that a token writes, its prefix resolved; one without a scheme as it is written."""
        if token.kind == "iri":
            return token.text[1:-1]
        prefix, _, local = token.text.partition(":")
        return self.prefixes.get(prefix, prefix + ":") + local

    @cached_property
    def order(self) -> Order | None:
        """The ORDER BY of the outermost query; None where there is none, or it sorts by more than variables."""
        start = next((n for n, token in enumerate(self.tokens) if token.text == "ORDER" and not token.depth), None)
        if self.form != "SELECT" or start is None or self.fault or not self._modifying(start):
            return None
        keys: list[tuple[str, bool]] = []
        rest = list(self.tokens[start + 2 :])
        while rest:
            if rest[0].kind == "variable":
                keys.append((rest.pop(0).text[1:], False))
            elif [each.text for each in rest[:2]] in (["ASC", "("], ["DESC", "("]) and rest[2].kind == "variable":
                if len(rest) < 4 or rest[3].text != ")":
                    return None
                keys.append((rest[2].text[1:], rest[0].text == "DESC"))
                del rest[:4]
            else:
                break
        if not keys or not all(token.kind == "number" or token.text in ("LIMIT", "OFFSET") for token in rest):
            return None
        return Order(self.tokens[start].start, tuple(keys), " ".join(token.text for token in rest))

    def _modifying(self, place: int) -> bool:
        """Return whether the outermost group has ended before the token at a place, which BY follows."""
        closed = any(token.text == "}" and not token.depth for token in self.tokens[:place])
        return closed and [token.text for token in self.tokens[place + 1 : place + 2]] == ["BY"]

    @cached_property
    def fault(self) -> Fault | None:
        """The first thing that is no terminal of SPARQL, or two keywords that run together; or None."""
        for token in self.tokens:
            if token.kind == "none":
                return Fault(token.start, escape.unread(token.text), "correct it there")
            if token.kind == "word" and token.text not in _CLAUSES and _GLUED.fullmatch(token.text):
                return Fault(token.start, f"{token.text} is no keyword", "part two keywords by a blank")
        return None

    def undeclared(self, others: Collection[str] = ()) -> Token | None:
        """Return the first name whose prefix neither the text nor somebody else declares, or None."""
        declared = {*self.prefixes, *others}
        before = ""
        for token in self.tokens:
            if token.kind == "prefixed" and before != "PREFIX" and token.text.partition(":")[0] not in declared:
                return token
            before = token.text
        return None

    @cached_property
    def unclosed(self) -> Token | None:
        """The first bracket that closes none, or else the last that is never closed; or None."""
        open_: list[Token] = []
        for token in self.tokens:
            if token.kind == "mark" and token.text in _OPEN:
                open_.append(token)
            elif token.kind == "mark" and token.text in _CLOSE:
                if not open_ or _OPEN[open_[-1].text] != token.text:
                    return token
                open_.pop()
        return open_[-1] if open_ else None

    @cached_property
    def ungrouped(self) -> tuple[str, ...]:
        """The variables that the outermost query selects as they are and does not group by."""
        outer = [token for token in self.tokens if not token.depth]
        first = next((n for n, token in enumerate(outer) if token.text == "{"), 0)
        group = next((n for n, token in enumerate(outer) if token.text == "GROUP"), len(outer))
        start = outer[group].start if group < len(outer) else len(self.text)
        keys = {token.text[1:] for token in self.tokens if token.kind == "variable" and token.start > start}
        return tuple(token.text for token in outer[:first] if token.kind == "variable" and token.text[1:] not in keys)

    @cached_property
    def relative(self) -> bool:
        """Whether an IRI stands in the text without its scheme, and no BASE resolves it."""
        if any(word.text == "BASE" for word in self.words):
            return False
        return any(token.kind == "iri" and not _SCHEME.match(token.text) for token in self.tokens)

    def place(self, start: int) -> str:
        """Return the line and the column at which a character stands, both from 1."""
        lines = _LINE.split(self.text[:start])
        first = start - len(lines[-1])
        return f"line {len(lines)}, column {len(lines[-1]) + self._given.longer(first, start) + 1}"

    def index(self, line: int, column: int) -> int:
        """Return where the character at a line and a column stands, or the length of the text past its end."""
        start = 0
        for _ in range(line - 1):
            found = _LINE.search(self.text, start)
            if found is None:
                return len(self.text)
            start = found.end()
        return max(0, min(start + column - 1, len(self.text)))

    def at(self, start: int) -> str:
        """Return the token that stands at a character or follows it; empty at the end of the text."""
        return next((self._shown(token) for token in self.tokens if token.end > start), "")

    def before(self, start: int) -> str:
        """Return the token that begins before a character, the nearest; empty at the beginning of the text."""
        return next((self._shown(token) for token in reversed(self.tokens) if token.start < start), "")

    def _shown(self, token: Token) -> str:
        text = self.text[token.start : token.end]
        return text if len(text) <= 40 else text[:39] + "…"


@cache
def terminal(ascii_: bool = False) -> re.Pattern[str]:
    """Return what finds any terminal at a place, its kind as the group; ASCII needs the smaller classes alone."""
    every = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in TERMINALS.items())
    return re.compile(every.replace(BASE, "A-Za-z").replace(INNER, "") if ascii_ else every)


def _tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a text; where none begins, one of the kind ``none``, the last."""
    near, beyond, blanks = terminal(ascii_=True), not text.isascii(), _BLANKS
    at, depth, operand, whole = 0, 0, False, len(text)
    inside, modes = [""], [""]
    while (start := blanks.match(text, at).end()) < whole:  # type: ignore[union-attr]
        compared = text[start] == "<" and operand and inside[-1] == "(" and modes[-1] == "expression"
        found = (_MARK if compared else near).match(text, start)
        if beyond and not compared and (found is None or _BEYOND.match(text, found.end())):
            found = terminal().match(text, start)
        if found is None:
            yield Token("none", text[start], start, start + 1, depth)
            return
        kind, piece, at = "mark" if compared else str(found.lastgroup), found[0], found.end()
        if kind == "word" and piece != "a":
            piece = piece.upper()
            if piece in _EXPRESSIONS:
                modes[-1] = "expression"
            elif piece in _TERMS and inside[-1] != "(":
                modes[-1] = ""
        if kind == "mark" and piece in _CLOSE and depth:
            depth -= 1
            inside.pop()
            modes.pop()
        yield Token(kind, piece, start, at, depth)
        if kind == "mark" and piece in _OPEN:
            depth += 1
            inside.append(piece)
            modes.append(modes[-1] if piece == "(" else "")
        operand = kind in _OPERANDS or (kind == "mark" and piece in _CLOSE) or piece in ("TRUE", "FALSE")


def read(text: str) -> Syntax:
    """Return a text as the terminals of SPARQL cut it; the same object for the same text, so that nobody changes it."""
    return _remembered(text) if len(text) <= SHORT else Syntax(text)


_remembered = lru_cache(maxsize=16)(Syntax)
