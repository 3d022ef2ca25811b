"""A row of a table: its cells by column, and what became of each."""

from collections.abc import Collection
from dataclasses import dataclass, field

from kg.tables.remark import Saying
from kg.tables.resolution import Open
from kg.tables.sheet import letters


@dataclass
class Entry:
    """One row: its cells by column, where each stands, and what became of each."""

    sheet: str
    number: int
    texts: dict[str, str]
    origins: dict[str, tuple[int, int, str]]
    """Column → the row, the place and the name of the cell in which its text stands."""
    filled: dict[str, str]
    """Column whose blank cell stands for one above it → that in words."""
    sayings: list[Saying] = field(default_factory=list)
    """What comments on its cells say of its claims."""
    headed: dict[str, Saying] = field(default_factory=dict)
    """Column → what its heading, or a footnote to it, says of the claims that name it."""
    used: set[str] = field(default_factory=set)
    left: dict[str, list[str]] = field(default_factory=dict)
    asserts: bool = False
    """Whether a claim of it is asserted, and is no plan and no denial."""
    late: bool = False
    """Whether a claim of it is left out because it tells of a time after the table was taken in."""
    remarks: set[str] = field(default_factory=set)
    """The columns of remarks that are not understood beside what its claims assert."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Column → a footnote to its cell that is not understood."""
    open: list[tuple[str, Open]] = field(default_factory=list)
    comments: dict[str, str] = field(default_factory=dict)
    """Column → the comment on its cell."""
    links: dict[str, str] = field(default_factory=dict)
    """Column → the address to which its cell leads."""
    heard: tuple[list[Saying], set[str]] | None = None
    """What its remarks say of all of its claims, and the columns that say so; None until it is asked."""
    shown: dict[str, str] = field(default_factory=dict)
    """Column whose number is shown rounded → that in words."""

    def beside(self, at: str, touched: Collection[str], cited: str) -> dict[str, str]:
        """Return the comment and the citation of a claim that stands at a column and rests on others.

        A comment on another cell comes after the name of that cell; ``cited`` is what columns of links give.
        """
        others = [each for each in self.texts if each in touched and each != at]
        said = [self.comments[at]] if at in self.comments else []
        for each in others:
            if each in self.comments:
                row, column, _ = self.origins[each]
                said.append(f"on {letters(column)}{row}: {self.comments[each]}")
        links = [cited] if cited else []
        for each in (at, *others):
            if (link := self.links.get(each, "")) and link not in "; ".join(links):
                links.append(link)
        found = {"comment": " · ".join(said), "citation": "; ".join(links)}
        return {key: value for key, value in found.items() if value}

    def leave(self, heading: str, why: str) -> None:
        """Say why the cell of a column, or a part of it, makes no claim."""
        told = self.left.setdefault(heading, [])
        if why not in told:
            told.append(why)
