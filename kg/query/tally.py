"""What a sub-SELECT that groups and counts asks for, where that is triple patterns joined and distinct things counted.

    { SELECT ?vendor (COUNT(DISTINCT ?state) AS ?states) WHERE { … } GROUP BY ?vendor }

Every count and every list in it is of distinct terms, so that it is the same whatever the patterns are joined by, and
however often a row comes: :mod:`kg.query.columns` reads it from columns. Whatever else a group holds (OPTIONAL, UNION,
MINUS, paths, literals, other filters) is for the engine.
"""

from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache

from kg.namespace import RDF, RDFS
from kg.query import syntax
from kg.query.cursor import Cursor, Names
from kg.query.pattern import Body, Case, Item, Label, Listed, Node, Pattern, Tally, Unfit
from kg.query.syntax import Syntax


def tallies(told: Syntax) -> tuple[Tally, ...]:
    """Return the sub-SELECTs of a query that are read here, in the order of the text; none stands in another."""
    return _remembered(told.text)


@lru_cache(maxsize=64)
def _remembered(text: str) -> tuple[Tally, ...]:
    told = syntax.read(text)
    reader, found, place = _Reader(told), [], 0
    while place < len(told.tokens) - 1:
        if reader.begins(place):
            with suppress(Unfit):
                found.append(reader.tally(place))
                place = reader.end(place)
        place += 1
    return tuple(found)


_OPERANDS = ("OPTIONAL", "MINUS", "UNION", "WHERE")
"""The words before a group that is not joined with what stands beside it."""


class _Scope:
    """What a group adds to a body: its conditions are on variables that its own patterns give."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._patterns, self._unequal, self._before = len(body.patterns), len(body.unequal), len(body.before)

    def variables(self) -> set[str]:
        """Return the variables of the patterns that were added."""
        return set().union(*(pattern.variables for pattern in self._body.patterns[self._patterns :]))

    def hold(self) -> None:
        """Return nothing where each condition that was added is on such variables.

        Raises:
            Unfit: one is not.
        """
        asked = {node.name for pair in self._body.unequal[self._unequal :] for node in pair if node.variable}
        asked |= {name for pair in self._body.before[self._before :] for name in pair}
        if not asked <= self.variables():
            raise Unfit("FILTER")


class _Reader(Cursor):
    """The tokens of a query, read where a sub-SELECT begins."""

    def __init__(self, told: Syntax) -> None:
        super().__init__(told)
        self._scopes = 0
        self._late: set[str] = set()
        """The variables of the cases of a body that no pattern before them gives."""

    def begins(self, place: int) -> bool:
        """Return whether a sub-SELECT begins at a token, asked of the whole graph and once for all rows around it."""
        if [token.text for token in self.tokens[place : place + 2]] != ["{", "SELECT"] or place not in self.close:
            return False
        around = self.around(place)
        before = {self.text(at - step) for at in around for step in (1, 2) if at >= step}
        return bool(around) and not before & {"EXISTS", "LATERAL", "GRAPH"}

    def tally(self, place: int) -> Tally:
        """Return what begins at a brace.

        Raises:
            Unfit: it is more than is read here.
        """
        end, at = self.end(place), place + 2
        items: list[Item] = []
        while self.text(at) not in ("WHERE", "{"):
            if self.kind(at) == "variable":
                items.append(Item(self.variable(at), key=self.variable(at)))
                at += 1
            else:
                items.append(self._item(at))
                at = self.end(at) + 1
        at += self.text(at) == "WHERE"
        body = Body()
        self._late.clear()
        self._group(at, body, lambda name: name, None)
        at = self.expect(self.end(at) + 1, "GROUP", "BY")
        keys = tuple(self.variable(each) for each in range(at, end))
        self._unbound(body)
        listed = {each.variable for item in items for each in item.told if not isinstance(each, str)}
        if (
            not keys
            or not {item.key for item in items if item.key} <= set(keys)
            or body.cases.keys() & {*keys, *listed}
        ):
            raise Unfit("GROUP BY")
        joined = self.text(place - 1) not in _OPERANDS and self.text(end + 1) != "UNION"
        labels = tuple(self._labels(place, {item.key for item in items if item.key})) if joined else ()
        span = self.tokens[place].start, self.tokens[end].end
        return Tally(*span, tuple(items), keys, body, tuple(self._least(place, items)), labels)

    def _unbound(self, body: Body) -> None:
        """Have the variables of cases that nothing gives be empty.

        Raises:
            Unfit: something gives one of them later.
        """
        if self._late & set().union(*(pattern.variables for pattern in body.patterns), dict(body.values)):
            raise Unfit("BIND")
        for name, case in body.cases.items():
            if {case.then, case.otherwise} & body.cases.keys():
                raise Unfit("BIND")
            then, otherwise = ("" if each in self._late else each for each in (case.then, case.otherwise))
            body.cases[name] = case._replace(then=then, otherwise=otherwise)

    def _beside(self, place: int) -> tuple[list[int], int]:
        """Return the places of what stands in a group beside the sub-SELECT at one, and where the group begins."""
        group, depth = self.around(place)[-1], self.tokens[place].depth
        return [at for at in range(group + 1, self.end(group)) if self.tokens[at].depth == depth], group

    def _least(self, place: int, items: list[Item]) -> Iterator[tuple[str, int]]:
        """Yield what ``FILTER(?count >= ?least)`` beside the sub-SELECT asks, where VALUES there gives one number."""
        counted = {item.name: item.counted for item in items if item.counted}
        beside, _ = self._beside(place)
        given = {
            self.text(at + 1): int(self.text(at + 3))
            for at in beside
            if self.text(at) == "VALUES" and self.text(at + 4) == "}" and self.text(at + 3).isdecimal()
        }
        for at in beside:
            if self.text(at) == "FILTER" and self.close.get(at + 1) == at + 5 and self.text(at + 3) == ">=":
                count, least = self.text(at + 2)[1:], self.text(at + 4)
                if count in counted and least in given:
                    yield counted[count], given[least]

    def _labels(self, place: int, keys: set[str]) -> Iterator[Label]:
        """Yield what ``OPTIONAL { ?key rdfs:label ?label FILTER(LANG(?label) = "en") }`` after the sub-SELECT asks."""
        beside, group = self._beside(place)
        for at in beside:
            if at < place or self.text(at) != "OPTIONAL":
                continue
            with suppress(Unfit):
                key, name = self.variable(at + 2), self.variable(at + 4)
                after = at + 5 + (self.text(at + 5) == ".")
                self.expect(after, "FILTER", "(", "LANG", "(", f"?{name}", ")", "=")
                language, end = self.string(after + 7), self.expect(after + 8, ")", "}") - 1
                earlier = any(token.text[1:] == name for token in self.tokens[group:at] if token.kind == "variable")
                if key in keys and self.iri(at + 3) == RDFS + "label" and not earlier:
                    yield Label(self.tokens[at].start, self.tokens[end].end, key, name, language)

    def _item(self, place: int) -> Item:
        end = self.end(place)
        self.expect(end - 2, "AS")
        name, at, end = self.variable(end - 1), place + 1, end - 2
        if self.text(at) == "COUNT":
            self.expect(at + 1, "(", "DISTINCT")
            self.expect(end - 1, ")")
            if at + 5 != end:
                raise Unfit("COUNT")
            return Item(name, counted=self.variable(at + 3))
        if self.text(at) == "GROUP_CONCAT" and self.end(at + 1) == end - 1:
            return Item(name, told=(self._list(at),))
        if self.expect(at, "CONCAT", "(") and self.end(at + 1) != end - 1:
            raise Unfit("CONCAT")
        told: list[Listed | str] = []
        at += 2
        while True:
            if self.text(at) == "GROUP_CONCAT":
                told.append(self._list(at))
                at = self.end(at + 1) + 1
            else:
                told.append(self.string(at))
                at += 1
            if at == end - 1:
                return Item(name, told=tuple(told))
            at = self.expect(at, ",")

    def _list(self, place: int) -> Listed:
        at = self.expect(place, "GROUP_CONCAT", "(", "DISTINCT", "STR", "(")
        self.expect(at + 1, ")", ";", "SEPARATOR", "=")
        self.expect(at + 6, ")")
        return Listed(self.variable(at), self.string(at + 5))

    def _group(self, place: int, body: Body, names: Names, graph: Node | None) -> None:
        end, at, scope = self.end(place), place + 1, _Scope(body)
        while at < end:
            word = self.text(at)
            if word == "{":
                self._inner(at, body, names, graph)
                at = self.end(at) + 1
                if self.text(at) == "UNION":
                    raise Unfit("UNION")
            elif word == "GRAPH" and graph is None:
                self._group(at + 2, body, names, self.node(at + 1, names))
                at = self.end(at + 2) + 1
            elif word == "VALUES":
                given = [self.node(each, names) for each in range(at + 3, self.end(at + 2))]
                if any(node.variable for node in given):
                    raise Unfit("VALUES")
                body.values.append((names(self.variable(at + 1)), tuple(node.name for node in given)))
                at = self.end(at + 2) + 1
            elif word == "FILTER":
                self._filter(at + 1, body, names)
                at = self.end(at + 1) + 1
            elif word == "BIND":
                self._case(at + 1, body, names, scope.variables())
                at = self.end(at + 1) + 1
            elif word == ".":
                at += 1
            else:
                at = self._triples(at, body, names, graph)
        scope.hold()

    def _inner(self, place: int, body: Body, names: Names, graph: Node | None) -> None:
        """Take a group, or a sub-SELECT: the variables that it does not select are its own."""
        if self.text(place + 1) != "SELECT":
            self._group(place, body, names, graph)
            return
        at, kept = place + 2, set()
        while self.kind(at) == "variable":
            kept.add(self.text(at)[1:])
            at += 1
        at += self.text(at) == "WHERE"
        self.expect(at, "{")
        if self.end(at) + 1 != self.end(place) or not kept:
            raise Unfit("SELECT")
        self._scopes += 1
        mark = f" {self._scopes}"
        self._group(at, body, lambda name: names(name) if name in kept else name + mark, graph)

    def _filter(self, place: int, body: Body, names: Names) -> None:
        at, end = place + 1, self.end(place)
        if self.text(at) != "STR":
            self.expect(at + 1, "!=")
            body.unequal.append((self.node(at, names), self.node(at + 2, names)))
            end -= 3
        else:
            self.expect(at, "STR", "(")
            self.expect(at + 3, ")", "<", "STR", "(")
            self.expect(at + 8, ")")
            body.before.append((names(self.variable(at + 2)), names(self.variable(at + 7))))
            end -= 9
        if at != end:
            raise Unfit("FILTER")

    def _case(self, place: int, body: Body, names: Names, given: set[str]) -> None:
        at = self.expect(place, "(", "IF", "(")
        self.expect(at + 1, "=")
        self.expect(at + 3, ",")
        self.expect(at + 5, ",")
        self.expect(at + 7, ")", "AS")
        tested, then, otherwise, name = (names(self.variable(at + step)) for step in (0, 4, 6, 9))
        meant = self.node(at + 2, names)
        if meant.variable or name in body.cases or tested not in given:
            raise Unfit("BIND")
        body.cases[name] = Case(tested, meant.name, then, otherwise)
        self._late |= {name, then, otherwise} - given

    def _triples(self, place: int, body: Body, names: Names, graph: Node | None) -> int:
        subject, at = self.node(place, names), place + 1
        while True:
            predicate = RDF + "type" if self.tokens[at][:2] == ("word", "a") else self.iri(at)
            body.patterns.append(Pattern(subject, predicate, self.node(at + 1, names), graph))
            at += 2
            while self.text(at) == ",":
                body.patterns.append(Pattern(subject, predicate, self.node(at + 1, names), graph))
                at += 2
            ended = self.text(at) != ";"
            while self.text(at) == ";":
                at += 1
            if ended or self.text(at) in (".", "}"):
                break
        if self.text(at) not in (".", "}", "{", "GRAPH", "VALUES", "FILTER", "BIND"):
            raise Unfit(self.text(at))
        return at
