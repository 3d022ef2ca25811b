"""The head of a table: its rows of headings, how its columns are called, and where those of a mapping are."""

import re
from collections.abc import Collection
from itertools import islice
from typing import NamedTuple

from kg.errors import SourceError
from kg.tables import layout
from kg.tables.mapping import Table
from kg.tables.sheet import Row, Sheet, column_of, end

_FIRST = 60
"""The rows among which headings are looked for."""


class Head(NamedTuple):
    """The headings of a table."""

    rows: list[Row]
    """The cells of its rows of headings; none where the format names the columns."""
    last: int
    """The row of the lowest headings, or 0."""
    names: list[str]
    places: dict[str, int]
    """Column of the mapping → its place, from 0."""


def found(file: str, sheet: Sheet, table: Table, needed: Collection[str] | None) -> Head:
    """Return the headings of a table in its sheet, a few rows lower or higher than its mapping says if need be.

    Raises:
        SourceError: a column is missing, or is not in the mapping, as :func:`kg.tables.layout.placed`.
    """
    if sheet.fields:
        names = layout.labels([list(sheet.fields)], len(sheet.fields))
        return Head([], 0, names, layout.placed(file, sheet.name, table.columns, names, needed))
    first = dict(islice(sheet.rows(), _FIRST))
    stated = table.headings
    wide = max((_place(name) for name in table.columns), default=0)
    fault: SourceError | None = None
    for shift in sorted(range(-10, 11), key=abs) if stated else (0,):
        at = [number + shift for number in stated]
        if at and (min(at) < 1 or max(at) not in first):
            continue
        rows = [first.get(number, []) for number in at]
        names = layout.labels(rows, max(wide, *map(end, rows)) if at else wide)
        try:
            return Head(rows, max(at, default=0), names, layout.placed(file, sheet.name, table.columns, names, needed))
        except SourceError as error:
            fault = fault or error
    where = f"{file}, {sheet.name}" if sheet.name else file
    raise fault or SourceError(where, f"there is no row {max(stated)}", "correct 'headings'")


def _place(name: str) -> int:
    """Return the place, from 1, of a column that is called by its letters, or 0."""
    match = re.search(r"(?:^|\()column ([A-Z]{1,3})\)?$", name)
    return column_of(match[1]) if match else 0
