"""A row of a table: its cells by column, and what became of each."""

from dataclasses import dataclass, field

from kg.tables.remark import Saying
from kg.tables.resolution import Open


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

    def leave(self, heading: str, why: str) -> None:
        """Say why the cell of a column, or a part of it, makes no claim."""
        told = self.left.setdefault(heading, [])
        if why not in told:
            told.append(why)
