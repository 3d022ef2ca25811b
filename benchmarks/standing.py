"""How contenders did in a job, and whether they agreed."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Standing:
    """How one contender did in one case of one job: its runs; empty where it did not run to the end."""

    job: str
    case: str
    """What the work was done on, as the table says it: "98,676 quads", "2,000 edges", "the released sources"."""
    size: int
    """The size asked for, or 0 where the case has none."""
    who: str
    seconds: list[float] = field(default_factory=list)
    """By the clock."""
    processor: list[float] = field(default_factory=list)
    memory: float = 0.0
    """The largest peak of its runs, in MB."""
    answer: Any = None
    note: str = ""
    """Why there are no runs."""
    least: float = 0.0
    """Seconds it was given without coming to an end."""
    figures: dict[str, list[float]] = field(default_factory=dict)
    """What else was measured: name with its unit → a value a run."""
    clock: bool = False
    """Whether the time by the clock is what counts."""

    @property
    def ran(self) -> bool:
        """Return whether it ran to the end."""
        return bool(self.seconds)

    @property
    def runs(self) -> list[float]:
        """Return the seconds that count: of the processor, which other work on the machine moves less."""
        return self.seconds if self.clock else self.processor

    @property
    def median(self) -> float:
        """Return the median of the seconds that count."""
        return statistics.median(self.runs)

    def figure(self, name: str) -> float | None:
        """Return the median of a figure, or None where it was not measured."""
        return statistics.median(self.figures[name]) if self.figures.get(name) else None


def agreed(standings: Iterable[Standing], job: str, case: str) -> bool:
    """Return whether all that ran in a case of a job gave the same answer; None is one that cannot be compared."""
    answers = [each.answer for each in standings if (each.job, each.case) == (job, case) and each.ran]
    told = [answer for answer in answers if answer is not None]
    return all(answer == told[0] for answer in told)


def against(peer: Standing, ours: Standing) -> str:
    """Return how many times our seconds a peer takes, as the table says it; empty where it cannot be said."""
    if not ours.ran or not ours.median:
        return ""
    if peer.ran:
        return f"{peer.median / ours.median:.3g}×"
    return f"> {peer.least / ours.median:.3g}×" if peer.least else ""
