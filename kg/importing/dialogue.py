"""The dialogue with a person at a terminal: each open name is asked once, with what it may mean."""

import sys
from collections.abc import Mapping

from kg.character import shown
from kg.tables.leftover import Account
from kg.tables.mapping import Decision
from kg.tables.resolution import Open, Resolver

_STOP = "."


def ask(account: Account, resolver: Resolver) -> Mapping[tuple[str, str], Decision]:
    """Return what a person decides of open names; a name that is passed over stays open.

    A number takes a candidate, another answer is a name or an id that is known, a dash leaves the name out for good, an
    empty answer keeps it open, and a dot ends the dialogue.
    """
    decided: dict[tuple[str, str], Decision] = {}
    print(
        f"{len(account.open)} names are open: a number, a name, - to leave it out, Enter to decide later, . to end",
        file=sys.stderr,
    )
    for key, (open_, cells, first) in account.open.items():
        near = resolver.near(open_)
        choices = "  ".join(f"{number} {thing}" for number, thing in enumerate(near, 1))
        print(shown(f"{open_.why} ({cells} cells, first {first})  {choices}"), file=sys.stderr)
        answer = _answer()
        while answer and answer not in (_STOP, "-") and (found := _decision(open_, answer, near, resolver)) is None:
            print(shown(f"{answer!r} is no {open_.kind} that is known"), file=sys.stderr)
            answer = _answer()
        if answer == _STOP:
            break
        if answer == "-":
            decided[key] = Decision(left=f"no {open_.kind}")
        elif answer and found:
            decided[key] = found
    return decided


def _answer() -> str:
    print("> ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    return line.strip() if line else _STOP


def _decision(open_: Open, answer: str, near: list[str], resolver: Resolver) -> Decision | None:
    if answer.isdigit() and 1 <= int(answer) <= len(near):
        thing = near[int(answer) - 1]
    elif answer in resolver.known.classes and resolver.takes(open_.kind)(answer):
        thing = answer
    else:
        told = resolver.one(open_.kind, answer)
        thing = getattr(told, "text", "")
    if not thing:
        return None
    said = "it names several things" if open_.things else "no register knows the name"
    return Decision(thing, f"{open_.name!r} is read as {thing}: {said}, and whoever imported the table decided so")
