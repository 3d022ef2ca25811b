"""A dialogue on a terminal: one proposed claim after the other is accepted, rejected, changed, or left for later."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TextIO

from kg.checking.case import Case, changed, labels, lacking
from kg.checking.decision import Decision
from kg.errors import KgError
from kg.evidence.register import Registers
from kg.prose.proposal import Proposal

KEYS = "a accept, r reject, e edit, n next, q quit"


class Dialogue:
    """The dialogue with one reviewer; it ends with the last claim, with ``q``, or where the input does."""

    def __init__(
        self, registers: Registers, read: Callable[[str], str | None] | None = None, out: TextIO | None = None
    ) -> None:
        self.registers = registers
        self.out = out or sys.stdout
        self.line = read or _line
        """Gives the answer to a question, None where there is no more."""

    def decisions(self, cases: Sequence[Case]) -> Iterator[Decision]:
        """Yield a decision for each case on which one is taken."""
        for number, case in enumerate(cases, 1):
            self._show(case.proposal, f"{number} of {len(cases)}")
            decision, ended = self._decided(case)
            if decision:
                yield decision
            if ended:
                return

    def _decided(self, case: Case) -> tuple[Decision | None, bool]:
        """Return the decision on a case, if one is taken, and whether the dialogue is at its end."""
        proposal = case.proposal
        while True:
            answer = self.line(f"{KEYS}: ")
            match answer and answer.strip().lower()[:1]:
                case None | "q":
                    return None, True
                case "a":
                    if role := lacking(proposal):
                        self._say(
                            f"{role}: {proposal.unresolved[role]} is in no register; edit it, or reject the claim"
                        )
                        continue
                    return Decision(case, proposal), False
                case "r":
                    reason = self._reason()
                    return (None, True) if reason is None else (Decision(case, None, reason), False)
                case "e":
                    try:
                        proposal = changed(case, self._changes(), self.registers)
                        self._show(proposal, "changed")
                    except KgError as error:
                        self._say(str(error))
                case "n":
                    return None, False
                case _:
                    self._say(f"{answer!r} is no key")

    def _reason(self) -> str | None:
        while (reason := self.line("why: ")) is not None:
            if reason.strip():
                return " ".join(reason.split())
        return None

    def _changes(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        while line := (self.line("role = value, an empty line when done: ") or "").strip():
            name, equals, value = line.partition("=")
            if not equals:
                self._say(f"{line!r} is not role = value")
                continue
            found[name.strip()] = value
        return found

    def _show(self, proposal: Proposal, place: str) -> None:
        for line in lines(proposal, self.registers, place):
            self._say(line)

    def _say(self, line: str) -> None:
        print(line, file=self.out, flush=True)


def lines(proposal: Proposal, registers: Registers, place: str) -> Iterator[str]:
    """Yield what a reviewer needs to see of a claim: what it says, of which sentence, and what was inferred."""
    yield ""
    yield f"{place} · {proposal.kind}, {proposal.modality}, proposed by {proposal.proposer}"
    yield f"  {' '.join(proposal.sentence.split())}"
    yield f"  at {proposal.start}–{proposal.end}: {' '.join(proposal.quote.split())}"
    for role, value in labels(proposal, registers).items():
        inferred = f" ({proposal.inferred[role]})" if role in proposal.inferred else ""
        yield f"  {role} = {value}{inferred}"
    if proposal.lower is not None or proposal.upper is not None:
        yield f"  lower = {'' if proposal.lower is None else proposal.lower}"
        yield f"  upper = {'' if proposal.upper is None else proposal.upper}"
    if proposal.voice:
        yield f"  in the voice of {proposal.voice}"
    for role, told in proposal.unresolved.items():
        yield f"  {role}: {told}"


def asked(question: str) -> str:
    """Return the answer to a question, empty where there is none."""
    return " ".join((_line(question) or "").split())


def _line(question: str) -> str | None:
    """Return what is typed after a question: on a terminal one key for a choice, or else a line; None at the end."""
    print(question, end="", flush=True)
    if question.startswith(KEYS) and sys.stdin.isatty():
        key = _key()
        print(key or "")
        return key
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None


def _key() -> str | None:
    """Return one key of a terminal, or a line where keys cannot be read singly."""
    try:
        import termios
        import tty
    except ImportError:
        line = sys.stdin.readline()
        return line.rstrip("\n") if line else None
    place = sys.stdin.fileno()
    before = termios.tcgetattr(place)
    try:
        tty.setcbreak(place, termios.TCSADRAIN)
        key = sys.stdin.read(1)
    finally:
        termios.tcsetattr(place, termios.TCSADRAIN, before)
    return None if key in ("", "\x04") else key
