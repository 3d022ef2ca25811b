"""The sign of rows that rest on what is in dispute: which rows have it, and what it says below them."""

from collections.abc import Collection, Sequence

SIGN = "†"
"""What stands behind a row that rests on a claim which others deny or dispute."""

CONFLICT = "conflict"
"""The tag of questions about denials and disputes themselves, whose rows have no sign."""


def signed(claims: Sequence[Collection[str]], contested: Collection[str]) -> list[bool]:
    """Return for each row, by its claims, whether one of them is among those that others deny or dispute.

    >>> signed([("a", "b"), ("c",), ()], {"b"})
    [True, False, False]
    """
    held = frozenset(contested)
    return [not held.isdisjoint(row) for row in claims]


def legend(signs: Collection[bool]) -> str:
    """Return what the sign means, and how many rows have it; nothing where none has.

    >>> legend([True, False, True]), legend([False])
    ('† 2 rows rest on a claim that others deny or dispute', '')
    """
    number = sum(signs)
    rows = "1 row rests" if number == 1 else f"{number} rows rest"
    return f"{SIGN} {rows} on a claim that others deny or dispute" if number else ""
