"""One question with its parameters, for a part of what a text says, and the plan that several of them make."""

from dataclasses import dataclass

from kg.wording.frame import Frame


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
    sole: str = ""
    """The parameter of whose values a row is to meet one and no other: Huawei or ZTE but not both."""

    @property
    def mark(self) -> str:
        """Return what the part is, the same for the same rows."""
        if self.frame is None:
            return f"{self.sign} {' '.join(self.things)}"
        told = f"{self.sign} {self.frame.question.name} {sorted(self.params.items())}"
        first = f" {'among' if self.chosen else 'first'} {self.first}" if self.first else ""
        return f"{told}{first}{f' sole {self.sole}' if self.sole else ''}"


Plan = tuple[Part, ...]


def repeats(plan: Plan) -> bool:
    """Return whether one question is asked of several things, and the rows are those that all of these have."""
    own = [part.frame.question.name for part in plan if part.frame is not None and part.sign == "+"]
    return len(set(own)) < len(own)
