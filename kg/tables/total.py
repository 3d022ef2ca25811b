"""A total: a row or a column that sums up others, by the word for it in several languages or by sums that check."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from kg.naming.form import bare, seen
from kg.tables.mark import yes
from kg.tables.sheet import Row

_ROW = re.compile(
    r"(?:(?:grand|sub|over ?all|running|regional|global) ?)?(?:totals?|sums?|subtotals?)\b.*|.*\b(?:sub ?)?total"
    r"|(?:average|averages|mean|median|count|all (?:countries|states|vendors|companies)|sum of .*"
    r"|number of (?:countries|states).*|altogether|in all)"
    r"|(?:insgesamt|summe|gesamt|gesamtsumme|gesamtergebnis|zwischensumme|totaux|somme|ensemble|sous total|suma|soma"
    r"|subtotale?|totale|totalt|totaal|ukupno|razem|toplam|celkem|osszesen|yhteensa|sammanlagt|i alt|jumlah|tong cong"
    r"|итого|всего|сумма|укупно|разом|всього|συνολο)\b.*"
    r"|合计|总计|合計|小計|小计|計|共计|المجموع|الاجمالي|مجموع"
)
_SAID = frozenset(("총계", "합계", "कुल", "योग", "รวม"))
"""Words of scripts whose letters :func:`kg.naming.form.bare` takes apart."""
_SIGN = re.compile(r"\s*[ΣƩ∑]\s*")
_COLUMN = re.compile(
    r"(?:(?:grand|sub|over ?all|row) ?)?(?:totals?|sums?)"
    r"(?: (?:general|technologies|vendors|systems|countries|states))?"
    r"|(?:total|totaux|totales|totais|insgesamt|summe|gesamt|gesamtsumme|gesamtergebnis|somme|ensemble|total general"
    r"|suma|soma|totale|totalt|totaal|ukupno|razem|toplam|celkem|osszesen|yhteensa|i alt|jumlah|итого|всего|сумма"
    r"|укупно|разом|всього)|合计|总计|合計|計|共计|المجموع|الاجمالي|مجموع"
)
_FIGURE = re.compile(r"\d{1,12}(?:\.0+)?")
_FEW = 2
"""The rows that are summed at least, and so are no row that says the same as one other."""


@lru_cache(4096)
def is_row(text: str) -> bool:
    """Return whether a text is the word for a row of totals, or begins or ends with it.

    >>> is_row("Grand Total"), is_row("Africa total"), is_row("Summe"), is_row("Togo")
    (True, True, True, False)
    """
    return bool(_SIGN.fullmatch(text) or seen(text) in _SAID or _ROW.fullmatch(bare(text)))


def is_count(row: Row) -> bool:
    """Return whether a row is one of numbers of cells: "n" before figures alone.

    >>> is_count(["n", "2", "", "3"]), is_count(["n", "Peru", "3"])
    (True, False)
    """
    first, *rest = [cell.strip() for cell in row if cell.strip()] or [""]
    return seen(first).casefold() in ("n", "n =", "n=", "#") and len(rest) > 1 and all(map(_FIGURE.fullmatch, rest))


def is_column(text: str) -> bool:
    """Return whether a heading is the word for a column of totals and nothing else.

    >>> is_column("Total"), is_column("Gesamt"), is_column("Total cameras")
    (True, True, False)
    """
    return bool(_SIGN.fullmatch(text) or seen(text) in _SAID or _COLUMN.fullmatch(bare(text)))


class Sums:
    """The sums of the columns of a table, row by row: of figures, and of marks that say yes as 1 each."""

    def __init__(self) -> None:
        self._sums: Counter[int] = Counter()
        self._rows: Counter[int] = Counter()
        """Column → the rows that went into its sum."""

    def check(self, row: Row, columns: Iterable[int]) -> bool:
        """Return whether the figures of a row are the sums of those above."""
        told = _amounts(row, columns)
        summed = bool(told) and all(self._sums[place] == amount for place, amount in told.items())
        return (
            summed
            and any(self._rows[place] >= _FEW for place in told)
            and all(_FIGURE.fullmatch(row[place].strip()) for place in told)
        )

    def add(self, row: Row, columns: Iterable[int]) -> None:
        """Add a row to the sums."""
        told = _amounts(row, columns)
        self._sums.update(told)
        self._rows.update(told.keys())


def _amounts(row: Row, columns: Iterable[int]) -> dict[int, int]:
    given = {place: _amount(row[place]) for place in columns if place < len(row) and row[place]}
    return {place: amount for place, amount in given.items() if amount}


@lru_cache(4096)
def _amount(cell: str) -> int:
    if _FIGURE.fullmatch(text := cell.strip()):
        return int(float(text))
    return int(yes(text) is True)
