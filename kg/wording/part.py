"""One question with its parameters, for a part of what a text says, and the plan that several of them make."""

from dataclasses import dataclass, replace

from kg.namespace import curie
from kg.wording.frame import Frame

_ORDERED = {"down": "by {}, from most to least", "up": "by {}, from least to most", "group": "in groups"}


@dataclass(frozen=True)
class Part:
    """A question with its parameters, or things by name, whose rows are kept (``+``) or taken out (``-``).

    What one tells (``&``) of the rows that are kept stands beside them, and takes none out.
    """

    frame: Frame | None
    params: dict[str, str | list[str]]
    sign: str
    uses: frozenset[int]
    """The features of the reading that it uses."""
    things: tuple[str, ...] = ()
    unsaid: int = 0
    """How many of its parameters have a value that no name fills."""
    weak: int = 0
    """How many words that say little elsewhere it needs: a count, what the whole graph is about."""
    named: bool = True
    """Whether a name other than an edition fills a parameter of it."""
    first: int = 0
    """How many of its rows are asked for, from most to least; below zero from least to most; 0 for all."""
    chosen: bool = False
    """Whether the rows of other parts are sought among its first ones, which are so among all: which of the top ten."""
    order: str = ""
    """How the rows stand by what it tells of them: ``down`` and ``up`` by its number, ``group`` by its first text."""
    sole: str = ""
    """The parameter of whose values a row is to meet one and no other: Huawei or ZTE but not both."""

    @property
    def mark(self) -> str:
        """Return what the part is, the same for the same rows."""
        if self.frame is None:
            return f"{self.sign} {' '.join(self.things)}"
        told = f"{self.sign} {self.frame.question.name} {sorted(self.params.items())}"
        first = f" {'among' if self.chosen else 'first'} {self.first}" if self.first else ""
        order = f" {self.order}" if self.order else ""
        return f"{told}{first}{order}{f' sole {self.sole}' if self.sole else ''}"


Plan = tuple[Part, ...]


def repeats(plan: Plan) -> bool:
    """Return whether one question is asked of several things, and the rows are those that all of these have."""
    own = [part.frame.question.name for part in plan if part.frame is not None and part.sign == "+"]
    return len(set(own)) < len(own)


def command(part: Part) -> str:
    """Return the command that asks a part by name, to be typed again, with the defaults that it keeps."""
    if part.frame is None:
        return ""
    given = ""
    for name, value in part.params.items():
        for one in value if isinstance(value, list) else [value]:
            kind = next(param.type for param in part.frame.question.params if param.name == name)
            short = curie(one) if kind in ("thing", "iri") else curie(one).rpartition(":")[2]
            given += f" --param {name}={short}"
    kept = [f"{p.name}={p.default}" for p in part.frame.question.params if p.name not in part.params and p.default]
    kept += [f"of which each by one {part.sole} alone"] if part.sole else []
    kept += [f"of which the {first_of(part)}"] if part.first else []
    kept += [_ORDERED[part.order].format(part.frame.ranked)] if part.order else []
    return f"kg ask {part.frame.question.name}{given}" + (f"  ({', '.join(kept)})" if kept else "")


def first_of(part: Part) -> str:
    """Return which rows of a part are asked for, in words."""
    ranked = part.frame.ranked if part.frame else ""
    return f"first {part.first} by {ranked}" if part.first > 0 else f"last {-part.first} by {ranked}"


def of_one(plan: Plan) -> bool:
    """Return whether what holds of each of two is told of both at once: does Huawei or ZTE supply Kenya.

    That is one thing asked for by its name beside a condition, or the claims of a tie that has several at one end.
    """
    if len(plan) > 1:
        return any(part.frame is None and part.sign == "+" for part in plan)
    ends = [part.params.values() for part in plan if part.frame is not None and part.frame.row == "claim"]
    return any(isinstance(value, list | tuple) for values in ends for value in values)


def bound(plan: Plan) -> str:
    """Return what the number of rows is a bound of, or nothing where no part says so.

    What a source does not say is unknown: the rows of a question with ``#+ bound: lower`` may be fewer than there are,
    and what is left when they are taken out may be more.
    """
    for part in plan:
        if part.first and part.frame:
            among = "of the rows that every part has, " if len(plan) > 1 else ""
            among = "those among " if len(plan) > 1 and part.chosen else among
            order = f"{among}the {first_of(part)}, with those that share the last place"
            return f"({order}{'; what has none is in no row' if part.first < 0 else ''})"
    signs = unknown(plan)
    if signs == {"+"}:
        return "(a lower bound: what no source says is unknown)"
    if signs:
        return "(no bound: that a source does not say so is not a finding that it is not so)"
    return ""


def unknown(plan: Plan) -> set[str]:
    """Return the signs of the parts of which there may be more rows: of ``+`` alone their number is a lower bound."""
    lower = {part.sign for part in plan if part.frame and part.frame.question.front.get("bound") == "lower"} - {"&"}
    return lower | {"-" for part in plan if part.sole}


def alternatives(part: Part) -> list[Part]:
    """Return a part once for each value of which its rows meet one alone."""
    values = part.params[part.sole]
    return [replace(part, params=part.params | {part.sole: [value]}, sole="") for value in values]


def joined(plan: Plan) -> str:
    """Return the names of the questions of a plan and the things that it is of, as the plan joins them."""
    names = (part.frame.question.name if part.frame else " ".join(map(curie, part.things)) for part in plan)
    return " ".join(f"{part.sign} {name}" for part, name in zip(plan, names, strict=True)).removeprefix("+ ")
