"""Conditional formats of an Excel sheet that strike through: which cells, and under which condition.

A condition of a kind that is not known is neither met nor unmet: what it may strike through is taken for struck, and
that is said.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.tables.sheet import Row, Span, Withdrawn, column_of, letters

MET = "a conditional format strikes it through"
_MAY = "a conditional format may strike it through, by a condition that is not read"
_COMPARED = re.compile(
    r"(?:(?:LOWER|UPPER|TRIM)\()?(\$?)([A-Z]{1,3})(\$?)(\d+)\)?\s*(=|<>)\s*(?:\"([^\"]*)\"|(-?\d+(?:\.\d+)?)|(TRUE|FALSE)(?:\(\))?)",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"(?:ISNUMBER|NOT\(ISERROR)\((?:SEARCH|FIND)\(\"([^\"]*)\",\s*(?:LOWER\()?(\$?)([A-Z]{1,3})(\$?)(\d+)\)?\)\)\)?",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(OR|AND)\((.+)\)", re.IGNORECASE)


class Condition(NamedTuple):
    """A condition, and the blocks of cells that it strikes through where it is met."""

    spans: tuple[Span, ...]
    formula: str
    """As Excel writes it for the first cell of the blocks, without the sign before it."""

    def strike(self, number: int, row: Row) -> None:
        """Mark the cells of a row that it strikes through, or may."""
        for span in self.spans:
            if span.top <= number <= span.bottom:
                for column in range(span.left, min(span.right, len(row)) + 1):
                    text = row[column - 1]
                    if text.strip() and not isinstance(text, Withdrawn):
                        met = self._met(self.formula, number, column, row)
                        if met is not False:
                            row[column - 1] = Withdrawn(text, MET if met else f"{_MAY}, {self.formula!r}")

    def _met(self, formula: str, number: int, column: int, row: Sequence[str]) -> bool | None:
        """Return whether a formula holds for a cell; None where it is of a kind that is not known."""
        first = self.spans[0]
        plain = formula.strip().removeprefix("=").strip()
        if match := _JOINED.fullmatch(plain):
            told = [self._met(each, number, column, row) for each in _arguments(match[2])]
            if match[1].upper() == "OR":
                return True if True in told else None if None in told else False
            return False if False in told else None if None in told else True
        if match := _COMPARED.fullmatch(plain):
            fixed, name, still, at, sign, text, number_, truth = match.groups()
            cell = self._cell((fixed, name, still, at), first, number, column, row)
            if cell is None:
                return None
            wanted = text if text is not None else number_ or truth
            return (_plain(cell) == _plain(wanted)) is (sign == "=")
        if match := _FOUND.fullmatch(plain):
            cell = self._cell(match.groups()[1:], first, number, column, row)
            return None if cell is None else match[1].casefold() in cell.casefold()
        return None

    def _cell(self, reference: Sequence[str], first: Span, number: int, column: int, row: Sequence[str]) -> str | None:
        """Return the text of the cell that a reference means; None where it stands in another row."""
        fixed, name, still, at = reference
        if still or int(at) != first.top:
            return None
        place = column_of(name.upper()) + (0 if fixed else column - first.left)
        return row[place - 1] if 0 < place <= len(row) else ""


def _arguments(text: str) -> Iterable[str]:
    """Return the arguments of a function, parted by the commas that stand in no bracket and no text."""
    found, depth, quoted = [""], 0, False
    for sign in text:
        quoted ^= sign == '"'
        depth += (sign == "(") - (sign == ")") if not quoted else 0
        if sign == "," and not depth and not quoted:
            found.append("")
        else:
            found[-1] += sign
    return found


def _plain(text: str) -> str:
    return re.sub(r"\.0+$", "", " ".join(text.split()).casefold())


def of(kind: str, given: dict[str, str], formulas: Sequence[str], spans: Sequence[Span]) -> Condition:
    """Return the condition that a rule of a kind states, with what its element says and its formulas."""
    first, operator = formulas[0] if formulas else "", given.get("operator", "")
    formula = first
    if kind == "cellIs" and spans:
        here = f"{letters(spans[0].left)}{spans[0].top}"
        sign = {"equal": "=", "notEqual": "<>"}.get(operator)
        formula = f"{here}{sign}{first}" if sign else f"{here} {operator} {' '.join(formulas)}"
    elif kind not in ("expression", "containsText"):
        formula = f"{kind} {' '.join(formulas)}".strip()
    return Condition(tuple(spans), formula)
