"""Counts whose figure stands in the sentence before: "Number of the week: 58. That is how many states use it."."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.prose import guard
from kg.prose.grammar import cue
from kg.prose.proposal import Proposal
from kg.prose.sentence import LONGEST
from kg.prose.unread import Told
from kg.prose.voice import attitude

SEVERAL = "which of the figures before is meant is not said"
ABOUT = "how the figure before is bounded is told apart from it"


def recounted(sentences: Sequence[Told]) -> Iterator[Proposal]:
    """Yield what sentences count whose figure is the only one of the sentence before, in the same paragraph.

    Why none was read is added to the reasons of its sentence.
    """
    for before, told in pairwise(sentences):
        marked = told.sentence.marked
        match = cue("that-many").match(marked) if len(marked) <= LONGEST else None
        if match is None or before.block is not told.block or before.sentence.marked.rstrip().endswith("?"):
            continue
        numbers = [m for m in before.sentence.mentions if m.letter == "N"]
        technology = told.sentence.within(*match.span("technology"))[0]
        reason = guard.denial(marked, 0, match.end()) or guard.right(marked, match.end())
        reason = reason or guard.denial(before.sentence.marked, 0, len(before.sentence.marked))
        if len(numbers) != 1 or not technology.names:
            reason = SEVERAL
        if cue("bounding").search(marked):
            reason = reason or ABOUT
        if reason:
            told.reasons.append(reason)
            continue
        speaker, modality = attitude(told.speakers, told.sentence, match.span(), "CountObservation")
        figure, span = numbers[0], (numbers[0].start, technology.end)
        roles: dict[str, str | list[str] | bool | None] = {
            "counted": "quantity:states-using",
            "technology": technology.names[0],
        }
        made = told.proposal("CountObservation", roles, span, (speaker, modality), figure, figure)
        made.antecedents["technology"] = told.block.span(technology.start, technology.end)
        made.id = f"n{made.start}"
        yield made
