"""A query read by the places of its tokens, one thing at a time."""

import re
from collections.abc import Callable

from kg.query.pattern import Node, Unfit
from kg.query.syntax import Syntax

Names = Callable[[str], str]
"""What a variable is called outside the group in which it stands."""

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\\]*")


class Cursor:
    """The tokens of a query; what is not as it is sought raises :class:`~kg.query.pattern.Unfit`."""

    def __init__(self, told: Syntax) -> None:
        self.told, self.tokens = told, told.tokens
        self.close: dict[int, int] = {}
        """The place of each brace and parenthesis that opens → where it is closed."""
        open_: list[int] = []
        for place, token in enumerate(self.tokens):
            if token.kind == "mark" and token.text in ("{", "("):
                open_.append(place)
            elif token.kind == "mark" and token.text in ("}", ")") and open_:
                self.close[open_.pop()] = place

    def end(self, place: int) -> int:
        """Return where the bracket is closed that opens at a place."""
        if place not in self.close:
            raise Unfit("a bracket")
        return self.close[place]

    def around(self, place: int) -> list[int]:
        """Return the brackets that are open at a place, the innermost last."""
        return sorted(at for at, end in self.close.items() if at < place < end)

    def text(self, place: int) -> str:
        """Return the token at a place, a word in capitals; empty past the last."""
        return self.tokens[place].text if place < len(self.tokens) else ""

    def expect(self, place: int, *texts: str) -> int:
        """Return the place after tokens that have to stand at one."""
        if [token.text for token in self.tokens[place : place + len(texts)]] != list(texts):
            raise Unfit(texts[0])
        return place + len(texts)

    def variable(self, place: int) -> str:
        """Return the name of a variable."""
        if self.kind(place) != "variable":
            raise Unfit(self.text(place))
        return self.text(place)[1:]

    def kind(self, place: int) -> str:
        """Return the kind of the token at a place; empty past the last."""
        return self.tokens[place].kind if place < len(self.tokens) else ""

    def string(self, place: int) -> str:
        """Return what a short string without escapes says."""
        text = self.text(place)
        if self.kind(place) != "string" or "\\" in text or text[:3] in ('"""', "'''"):
            raise Unfit(text)
        return text[1:-1]

    def node(self, place: int, names: Names) -> Node:
        """Return a variable or an IRI."""
        if self.kind(place) == "variable":
            return Node(names(self.variable(place)), variable=True)
        return Node(self.iri(place), variable=False)

    def iri(self, place: int) -> str:
        """Return an IRI that is written with its scheme or a prefix."""
        kind = self.kind(place)
        if kind in ("iri", "prefixed") and _ABSOLUTE.fullmatch(iri := self.told.named(self.tokens[place])):
            return iri
        raise Unfit(self.text(place))
