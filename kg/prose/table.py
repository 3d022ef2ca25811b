"""Tables, with cells parted by bars, tabs or wide blanks: a row is a claim where the heads of its columns say of what.

A row is read only where its cells hold a name or a figure and nothing else: "Kenya (planned)" says more than a name.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Any

from kg.prose import grid, guard
from kg.prose.gazetteer import Gazetteer, Mention
from kg.prose.grammar import cue, listed
from kg.prose.grid import Cell
from kg.prose.proposal import Proposal
from kg.prose.sentence import LONGEST, Sentence
from kg.prose.unread import Told
from kg.prose.voice import attitude

_COLUMNS = ("supplier", "recipient", "number", "technology", "status", "lender", "deal")
_JOINS = re.compile(r"\b(?:and|the|of)\b|[^\w]+")
UNSAID = "nothing says that the table is of surveillance"
ANNOTATED = "a cell of the table says more than a name or a figure"
EMPTY = "a cell of the table holds no name that a register has"
UNEVEN = "a row of the table has not as many cells as its head"
UNSETTLED = "the table does not say that it is so"
OTHER = "what the row names is no surveillance that is known"
UNTOLD = "the table does not say whether it is so"
WHEN = re.compile(
    r"(?:\b(?:since|in|as of|on))?[ -]*\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? )?"
    r"(?:\d{1,2}[./-])*(?:19|20)\d\d\b|[()\[\],.:;]"
)
"""When something came to be as a cell says, and signs."""


class _Table:
    def __init__(self, told: Told, above: Sequence[Told], gazetteer: Gazetteer) -> None:
        self.told = told
        self.sentence: Sentence = told.sentence
        self.gazetteer = gazetteer
        lines = [*grid.lines(self.sentence.text, self.sentence.start)]
        self.rows = grid.rows(lines)
        first = sum(at + len(text) < self.rows[0][0].start for at, text in lines) if self.rows else len(lines)
        self.columns = [_column(cell.text.lower()) for cell in self.rows[0]] if len(self.rows) > 1 else []
        head = " ".join(cell.text for cell in self.rows[0]) if self.rows else ""
        near = [*(one.sentence.text for one in above[-1:]), *(text for _, text in lines[:first]), head]
        self.said = " ".join(near).lower()
        """The sentence before, a caption, and the head."""
        self.about = " ".join([*(one.sentence.text for one in above), self.said]).lower()
        """What is said before the table, its headline included."""
        top = self.rows[0][0].start if self.rows else self.sentence.start
        caption = [(told, m) for m in self.sentence.mentions if m.start < top]
        caption = caption or [(one, m) for one in above[-1:] for m in one.sentence.mentions]
        topics = {m.names[0]: (one.block, m) for one, m in caption if m.letter == "T" and m.names}
        self.topic = next(iter(topics.values())) if len(topics) == 1 else None
        """The one technology that the caption or the sentence before names, with its block."""

    def proposals(self) -> Iterator[Proposal]:
        known = set(self.columns)
        if not known & {"supplier", "technology"} or not known & {"recipient", "number"}:
            return
        for cells in self.rows[1:]:
            self.told.rows.setdefault((cells[0].start, cells[-1].end), [])
        if reason := guard.denial(self.said, 0, len(self.said)):
            self.told.reasons.append(reason)
            return
        if cue("table-other").search(self.said) or not self._supplied():
            self.told.reasons.append("the table does not say that its states are supplied")
            return
        for cells in self.rows[1:]:
            reasons = self.told.rows.setdefault((cells[0].start, cells[-1].end), [])
            cells = _even(cells, len(self.columns))
            if len(cells) == len(self.columns):
                yield from self._row(dict(zip(self.columns, cells, strict=True)), reasons)
            else:
                reasons.append(UNEVEN)

    def _supplied(self) -> bool:
        """Return whether a table of vendors by state says that these are supplied: by itself where it names suppliers.

        One of systems and how they stand does as well.

        A table that leads from vendors to states may be one of their homes.
        """
        known = set(self.columns)
        if {"technology", "status"} <= known or known & {"lender", "deal"}:
            return True
        vendor, state = (self.columns.index(c) if c in self.columns else -1 for c in ("supplier", "recipient"))
        if vendor < 0 or state < 0 or cue("table-supplied").search(self.said):
            return True
        return state < vendor and "suppl" in self.rows[0][vendor].text.lower()

    def _row(self, cells: dict[str, Cell], reasons: list[str]) -> Iterator[Proposal]:
        status = cells.get("status")
        is_so = settled(status.text) if status else None
        if status and is_so is None:
            reasons.append(f"{UNSETTLED} ({status.text!r})" if re.search(r"\w", status.text) else UNTOLD)
            return
        held = {name: self._named(cells[name], letters) for name, letters in _LETTERS.items() if name in cells}
        used = status is not None and _said(status.text) in listed("used-status")
        if used and "supplier" in cells and cue("table-untold").fullmatch(cells["supplier"].text.lower()):
            yield from self._uses(cells, held)
        if any(names is None for names in held.values()):
            lacking = any(names is None and not self._names(cells[n], _LETTERS[n]) for n, names in held.items())
            reasons.append(EMPTY if lacking else ANNOTATED)
            return
        others = (one.text.lower() for name, one in cells.items() if name in _LETTERS)
        if reason := next((why for one in others if (why := guard.denial(one, 0, len(one)))), None):
            reasons.append(reason)
            return
        if "technology" in cells and not held["technology"] and not surveils(cells["technology"].text.lower()):
            reasons.append(OTHER)
            return
        kind = _kind(cells)
        watching = bool(held.get("technology")) or bool(cue("about-watching").search(self.about))
        watching |= "technology" in cells and surveils(cells["technology"].text.lower())
        using = bool(is_so) or bool(cue("says-Use").search(self.said))
        if kind is None or not watching or (kind in ("Use", "states-using") and not using):
            reasons.append(UNSAID)
            return
        if kind.startswith("states-") and not cue("table-number").search(self.said):
            reasons.append("the table does not say that states are counted")
            return
        whom = held.get("supplier") if kind in ("Supply", "states-supplied") else held.get("technology")
        for one, other in product(whom or (), held.get("recipient") or held.get("number") or ()):
            proposal = self._proposal(kind, cells, held, one, other)
            proposal.modality = "hypothetical" if is_so is False else self._firmly(proposal.modality)
            proposal.id = f"r{proposal.start}.{one.start}.{other.start}"
            yield from [proposal, *(self._financing(proposal, cells) if kind == "Supply" else ())]
        if kind == "Supply" and used:
            yield from self._uses(cells, held)

    def _uses(self, cells: dict[str, Cell], held: dict[str, list[Mention] | None]) -> Iterator[Proposal]:
        """Yield that the states of a row use its technologies, or else the one that the table is about."""
        topic = [self.topic[1]] if self.topic and "technology" not in cells else []
        for one, other in product(held.get("technology") or topic, held.get("recipient") or ()):
            proposal = self._proposal("Use", cells, held, one, other)
            proposal.modality = self._firmly(proposal.modality)
            yield proposal

    def _firmly(self, modality: str) -> str:
        """Return the modality that what stands before a table leaves to its rows: a plan, or an allegation."""
        return firmly(self.said, modality)

    def _financing(self, supply: Proposal, cells: dict[str, Cell]) -> Iterator[Proposal]:
        """Yield who paid for the supply of a row, where its cell names one organization and nothing else."""
        lender = cells.get("lender", Cell(0, 0, ""))
        found = [m for m in self.sentence.mentions if lender.start <= m.start < lender.end and m.letter == "O"]
        if len(found) == 1 and found[0].names and (found[0].start, found[0].end) == (lender.start, lender.end):
            start, end = min(c.start for c in cells.values()), max(c.end for c in cells.values())
            roles = {"financier": found[0].names[0]}
            attitude_ = (None, supply.modality)
            yield self.told.proposal(
                "Financing", roles, (start, end), attitude_, found[0], row=True, finances=supply.id
            )

    def _names(self, cell: Cell, letters: str) -> list[Mention]:
        found = [m for m in self.sentence.mentions if cell.start <= m.start < cell.end and m.letter in letters]
        return [m for m in found if m.letter == "N" or m.names]

    def _named(self, cell: Cell, letters: str) -> list[Mention] | None:
        """Return the names or the figure that a cell holds; None where it holds something else."""
        found = self._names(cell, letters)
        rest = cell.text
        for mention in reversed(found):
            rest = f"{rest[: mention.start - cell.start]} {rest[mention.end - cell.start :]}"
        if letters == "T":
            return found
        body = letters == "S" and len(found) == 1 and names_body(rest)
        return found if found and (body or not _JOINS.sub("", rest)) else None

    def _proposal(
        self, kind: str, cells: dict[str, Cell], held: dict[str, list[Mention] | None], one: Mention, other: Mention
    ) -> Proposal:
        roles: dict[str, Any] = {"technology" if one.letter == "T" else "supplier": one.names[0]}
        technologies = held.get("technology") or []
        if kind == "Supply" and len(technologies) == 1:
            roles["technology"] = technologies[0].names[0]
        elif kind == "Supply" and self.topic and "technology" not in cells:
            roles["technology"] = self.topic[1].names[0]
        if other.letter != "N":
            roles["recipient" if kind == "Supply" else "user"] = other.names[0]
        else:
            roles["counted"] = f"quantity:{kind}"
        start, end = min(c.start for c in cells.values()), max(c.end for c in cells.values())
        figure = other if other.letter == "N" else None
        speaker, modality = attitude(self.told.speakers, self.sentence, (0, 0), kind)
        spoken = (speaker, "asserted" if modality == "headline" else modality)
        told = "CountObservation" if figure else kind
        made = self.told.proposal(told, roles, (start, end), spoken, other, figure, row=True)
        if self.topic and roles.get("technology") == self.topic[1].names[0] and "technology" not in cells:
            made.antecedents["technology"] = self.topic[0].span(self.topic[1].start, self.topic[1].end)
        return made


_LETTERS = {"supplier": "VG", "recipient": "S", "number": "N", "technology": "T"}


def tabled(sentences: Sequence[Told], gazetteer: Gazetteer) -> Iterator[Proposal]:
    """Yield what the rows of the tables in some sentences claim, in their order.

    Why a row was not read is added to the reasons of its sentence.
    """
    for at, told in enumerate(sentences):
        table = grid.barred(told.sentence.text) or grid.aligned(told.sentence.text)
        if table and len(told.sentence.marked) <= LONGEST:
            headline = [one for one in sentences[:at] if one.sentence.headline][-1:]
            told_before = (one for one in sentences[max(at - 2, 0) : at] if not grid.tabular(one.sentence.text))
            before = [*headline, *told_before]
            yield from _Table(told, before, gazetteer).proposals()


def firmly(said: str, modality: str) -> str:
    """Return the modality that what is said of a table or a list leaves to what stands in it."""
    if cue("table-plan").search(said):
        return "hypothetical"
    return "alleged" if cue("table-alleged").search(said) and modality == "asserted" else modality


def _kind(columns: Iterable[str]) -> str | None:
    held = set(columns)
    if "recipient" in held:
        return "Supply" if "supplier" in held else "Use"
    if "number" in held and not {"supplier", "technology"} <= held:
        return "states-supplied" if "supplier" in held else "states-using"
    return None


def settled(text: str) -> bool | None:
    """Return whether a cell says that it is so, or that it is planned (False); None where it says anything else."""
    said = _said(text)
    if said in listed("settled-status"):
        return True
    return False if re.sub(r" (?:by|for|from|until)$", "", said) in listed("planned-status") else None


def names_body(text: str) -> bool:
    """Return whether what stands beside a state in a cell only names a body of it: "(National Police)"."""
    words = [one for one in re.findall(r"[a-z]+", text.lower()) if one not in ("and", "the", "of", "for")]
    bodies = listed("bodies") | {"authority", "ministries"}
    return any(one in bodies for one in words) and all(one in bodies or one in listed("body-names") for one in words)


def _said(text: str) -> str:
    return " ".join(WHEN.sub(" ", text.lower()).split())


def surveils(text: str) -> bool:
    """Return whether a cell without the name of a technology speaks of surveillance all the same."""
    return bool(cue("about-watching").search(text)) or any(one in listed("watching") for one in text.split())


def _even(cells: list[Cell], number: int) -> list[Cell]:
    """Return the cells of a row without the empty one that a bar at its end leaves."""
    return cells[:-1] if len(cells) == number + 1 and not cells[-1].text else cells


def _column(head: str) -> str:
    return next((name for name in _COLUMNS if cue(f"table-{name}").fullmatch(head.strip())), head)
