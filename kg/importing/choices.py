"""Choices: a sheet that lists what can be chosen in the columns of others, and whose rows say nothing together."""

from collections.abc import Sequence
from itertools import islice

from kg.importing import heading
from kg.importing.profile import SAMPLE, Profile
from kg.naming.form import bare
from kg.tables.resolution import Resolver, Value
from kg.tables.sheet import Row, Sheet

WHY = "it lists what can be chosen in other sheets: what stands in one row of it says nothing together"
_MENUS = 2
"""The columns of a sheet of which menus elsewhere take what can be chosen."""
_LEAST = 4
"""The rows of a sheet at least of which its form alone says that it lists choices."""


def is_of_menus(sheet: Sheet, sheets: Sequence[Sheet]) -> bool:
    """Return whether menus of cells on other sheets take what can be chosen from two columns of a sheet, or more."""
    taken = {column for each in sheets if each is not sheet for name, column in each.menus if name == sheet.name}
    return len(taken) >= _MENUS


def lists(held: Sequence[Profile], resolver: Resolver) -> list[Profile]:
    """Return the sheets whose columns are lists beside each other, headed as those of another that is a table.

    That is so if no column has a text twice, each is full from its top to its end, and they end in different rows.
    Rows of one cell count as such where most of them name what is listed: below a table stand notes as well.
    """
    if len(held) == 1:
        return []
    found = [each for each in held if _is_list(each, resolver)]
    tables = [_headed(each) for each in held if each not in found]
    return [each for each in found if any(_headed(each) <= other for other in tables)]


def _headed(seen: Profile) -> set[str]:
    return {heading.reads(name) or bare(name) for name in seen.names}


def _is_list(seen: Profile, resolver: Resolver) -> bool:
    top = max(seen.headings, default=0)
    rows = [row for number, row in islice(seen.sheet.rows(), SAMPLE) if number > top and any(map(str.strip, row))]
    columns = [[row[at].strip() if at < len(row) else "" for row in rows] for at in range(len(seen.names))]
    ends = [sum(map(bool, column)) for column in columns]
    full = all(all(column[:end]) and len(set(column[:end])) == end for column, end in zip(columns, ends, strict=True))
    if len(rows) < _LEAST or not full or len({end for end in ends if end}) < 2:
        return False
    alone = [(name, row[at]) for row in rows for at, name in enumerate(seen.names) if _is_alone(row, at)]
    named = sum(isinstance(resolver.one(heading.reads(name), cell), Value) for name, cell in alone if _is_named(name))
    return named * 2 >= len(alone)


def _is_alone(row: Row, at: int) -> bool:
    return at < len(row) and bool(row[at].strip()) and sum(map(bool, map(str.strip, row))) == 1


def _is_named(name: str) -> bool:
    return heading.reads(name) in ("state", "vendor", "technology")
