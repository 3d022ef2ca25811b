"""Tables whose rows are read by what stands in them: a row fits a pattern, or is left out with a reason."""

import csv
import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from kg.errors import SourceError
from published.names import Names


def claims(spec: Mapping[str, Any], paths: Sequence[Path], names: Names) -> Iterator[dict[str, str]]:
    """Yield the claims of a file, row by row, each by the patterns of ``claims`` that fit the row.

    A row that fits none, and none of ``left``, is an error, unless the reading names the only ``rows`` it looks at.

    Raises:
        SourceError: an unknown name, a date that is none, a row that the reading does not know, or a pattern that
            fits no row.
    """
    used: set[int] = set()
    for path, number, cells in _several_rows(paths, spec):
        if "rows" in spec and number not in spec["rows"]:
            continue
        place = f"{path.name}, row {number}"
        fitting = [(at, pattern) for at, pattern in enumerate(spec["claims"]) if _fits(pattern["where"], number, cells)]
        if not fitting and not any(_fits(left["where"], number, cells) for left in spec.get("left", ())):
            raise SourceError(place, "the reading does not know this row", "say what it states, or why it is left out")
        for at, pattern in fitting:
            used.add(at)
            yield _claim(place, number, cells, pattern, spec, names)
    idle = next((pattern for at, pattern in enumerate(spec["claims"]) if at not in used), None)
    if idle is not None:
        raise SourceError(paths[0].name, f"no row fits {idle['where']}", "remove or correct that pattern")


def _several_rows(paths: Sequence[Path], spec: Mapping[str, Any]) -> Iterator[tuple[Path, int, dict[str, str]]]:
    """Yield the rows of each file: of CSV, or of the list in JSON that ``list`` names, each with ``file``, its name."""
    for path in paths:
        found = _listed(path, spec["list"]) if "list" in spec else _rows(path, spec.get("encoding", "utf-8-sig"))
        for number, cells in found:
            yield path, number, {**cells, "file": path.name}


def _listed(path: Path, key: str) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        listed = json.loads(path.read_bytes())[key]
        for number, row in enumerate(listed, 1):
            yield number, {name: " ".join(str(value).split()) for name, value in row.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(path.name, f"cannot be read ({error})", "give the file as it was published") from error


def _rows(path: Path, encoding: str) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding=encoding, newline="") as file:
            for number, row in enumerate(csv.DictReader(file, strict=True), 2):
                yield number, {key: " ".join((cell or "").split()) for key, cell in row.items() if key}
    except (OSError, csv.Error, UnicodeDecodeError) as error:
        raise SourceError(path.name, f"cannot be read ({error})", "give the file as it was published") from error


def _fits(where: Mapping[str, Any], number: int, cells: Mapping[str, str]) -> bool:
    return all(
        number in wanted if key == "row" else any(fnmatchcase(cells.get(key, ""), each) for each in _several(wanted))
        for key, wanted in where.items()
    )


def _several(wanted: Any) -> list[str]:
    return wanted if isinstance(wanted, list) else [wanted]


def _claim(
    place: str, number: int, cells: Mapping[str, str], pattern: Mapping[str, Any], spec: Mapping[str, Any], names: Names
) -> dict[str, str]:
    claim: dict[str, str] = {}
    for role, value in pattern["claim"].items():
        found = _value(f"{place}, {role}", value, cells, spec, names)
        if found:
            claim[role] = found
    locator = {"row": str(number)} if "column" in spec["locator"] else {}
    for key, value in spec["locator"].items():
        locator[key] = str(value).format_map(cells)
    if "column" in locator:
        locator["cell"] = cells[locator["column"]]
    return {**claim, **{key: value for key, value in locator.items() if value}}


def _value(place: str, value: Any, cells: Mapping[str, str], spec: Mapping[str, Any], names: Names) -> str:
    """Return what stands in a role: a text with cells in it, or a name or a date that a cell gives."""
    if not isinstance(value, Mapping):
        return str(value).format_map(cells)
    said = cells[value["column"]]
    if "dates" in value:
        return "" if fnmatchcase(said, "N/A*") or not said else date(place, said, value["dates"])
    return names.resolve(spec.get("names", {}).get(said, said), value["class"], place)


def date(place: str, text: str, forms: Sequence[str]) -> str:
    """Return a date in words as a year, month or day, as precise as it is given; the day may be an ordinal.

    Raises:
        SourceError: it has none of the forms.
    """
    plain = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text)
    for form in forms:
        try:
            found = datetime.datetime.strptime(plain, form).date().isoformat()
        except ValueError:
            continue
        return found if "%d" in form else found[:7] if re.search("%[Bbm]", form) else found[:4]
    raise SourceError(place, f"{text!r} is no date", f"add its form to {', '.join(forms)}")
