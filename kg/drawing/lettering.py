"""The letters of pictures: how wide a text is, how it is broken into lines, and how names and numbers are written."""

from functools import cache

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"


def width(text: str, font: int) -> int:
    """Return about how many pixels a text takes in a common sans-serif type, rather too many than too few."""
    return round(font * sum(map(_advance, text))) + 1


def wrapped(said: str, size: int, room: float) -> list[str]:
    """Return a text as lines that are no wider than there is room for."""
    lines: list[str] = []
    for word in said.split():
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


@cache
def words(kind: str) -> str:
    """Return the words of a class name: ``ais:AgentGroup`` → ``Agent group``."""
    local = kind.rpartition(":")[2]
    return (local[:1].upper() + "".join(f" {c.lower()}" if c.isupper() else c for c in local[1:])) or kind


def number(count: int, one: str, many: str = "") -> str:
    """Return a number with its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _advance(character: str) -> float:
    if character in "iljtfI.,:;'|!() ":
        return 0.3
    if character in "mwMW@%" or ord(character) > 0x2E7F:
        return 1.0
    return 0.68 if character.isupper() else 0.58
