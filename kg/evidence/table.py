"""A table of claims: a CSV file whose header names claim keys; one row, one claim."""

import csv
from collections.abc import Iterator
from pathlib import Path

from kg.errors import SourceError


def rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (place, non-empty cells by column) for each row; memory does not grow with the file.

    Raises:
        SourceError: the file is not UTF-8 CSV, or it has a column twice, or a row has more or
            fewer cells than the header.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, None)
            if not header:
                raise SourceError(path.name, "the file is empty", "begin it with a header row of claim keys")
            twice = next((key for key in header if header.count(key) > 1), None)
            if twice is not None:
                raise SourceError(f"{path.name}, line 1", f"the column {twice!r} is there twice", "keep one of them")
            width = len(header)
            for cells in reader:
                place = f"{path.name}, line {reader.line_num}"
                if len(cells) != width:
                    raise SourceError(
                        place, f"{len(cells)} cells under {width} headers", "give the row a cell for every header"
                    )
                yield place, {key: cell for key, cell in zip(header, cells, strict=True) if cell}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        place = f"{path.name}, line {reader.line_num}" if isinstance(error, csv.Error) else path.name
        raise SourceError(place, f"cannot be read as CSV ({error})", "save it as UTF-8 CSV") from error
