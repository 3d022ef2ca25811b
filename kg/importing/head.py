"""The head of a table of which nothing is known yet: which of its rows hold its headings."""

from kg.importing import datum, heading, subject
from kg.naming.form import seen
from kg.tables.resolution import Resolver
from kg.tables.sheet import Row, Sheet, Typed

_TALLEST = 3


def rows(sheet: Sheet, given: list[tuple[int, Row]], resolver: Resolver) -> list[int]:
    """Return the rows of the headings: the lowest whose words are known above the rows of data, and those over it."""
    narrow = _width(given) == 1
    first = datum.first([(number, row) for number, row in given if _wide(row) or narrow], resolver)
    if first is None:
        first = max((number for number, _ in given), default=0) + 1
    above = [(number, row) for number, row in given if number < first and (_wide(row) or narrow)]
    if not above:
        return []
    bottom = _lowest(sheet, above, resolver)
    found = [bottom]
    numbers = dict(given)
    while len(found) < _TALLEST and (over := numbers.get(found[0] - 1)) is not None:
        if not _wide(over) and not _group(sheet, found[0] - 1, over, _width(given)):
            break
        found.insert(0, found[0] - 1)
    return found


def _lowest(sheet: Sheet, above: list[tuple[int, Row]], resolver: Resolver) -> int:
    """Return the lowest row of headings among those above the first row that is surely one of data.

    It is the last that holds a word such as "Country"; and one below it that begins with a blank and names what is
    known below a heading over several columns, as "Facial recognition" below "Technologies" does.
    """
    worded = [number for number, row in above if any(map(heading.is_word, map(seen, filter(str.strip, row))))]
    counts = {number: _known_headings(row, resolver) for number, row in above}
    known = [number for number, count in counts.items() if count]
    if not worded:
        return max(known, key=lambda number: counts[number], default=above[-1][0])
    bottom, rows = worded[-1], dict(above)
    first = next(place for place, cell in enumerate(rows[bottom]) if cell.strip())
    known += [number for number, row in above if _is_years(row)]
    while bottom + 1 in known and not rows[bottom + 1][first].strip() and _parted(sheet, bottom, rows):
        bottom += 1
    return bottom


def _is_years(row: Row) -> bool:
    """Return whether a row holds years, two at least, and nothing else."""
    cells = [seen(cell) for cell in row if cell.strip()]
    return len(cells) > 1 and all(heading.year(cell) == cell for cell in cells)


def _parted(sheet: Sheet, number: int, rows: dict[int, Row]) -> bool:
    """Return whether the row below one of headings has a text where the headings have none, or one for several."""
    wide = [span for span in sheet.merged if span.top <= number <= span.bottom and span.right > span.left]
    over = rows[number]
    return any(
        not (over[place].strip() if place < len(over) else "")
        or any(span.left <= place + 1 <= span.right for span in wide)
        for place, cell in enumerate(rows[number + 1])
        if cell.strip()
    )


def _width(rows: list[tuple[int, Row]]) -> int:
    return max((len(row) for _, row in rows), default=0)


def _wide(row: Row) -> bool:
    return len({seen(cell) for cell in row if cell.strip()}) > 1


def _group(sheet: Sheet, number: int, row: Row, width: int) -> bool:
    """Return whether a row of one text is a heading over some of the columns, and not over all or one of them."""
    return any(
        span.top == number and 1 < span.right - span.left + 1 < width - 1 and span.left > 1 for span in sheet.merged
    )


def _known_headings(row: Row, resolver: Resolver) -> int:
    known = 0
    for cell in {seen(cell) for cell in row if cell.strip() and not isinstance(cell, Typed)}:
        if heading.reads(cell) or heading.counted(cell) or subject.thing(cell, resolver):
            known += 1
    return known
