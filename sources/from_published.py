"""Write the claim tables of the published files: ``python sources/from_published.py aigs-2022 INDEX.xlsx``.

Arguments are the id of a source and the file, or files, its publisher gave out. ``sources/published/<id>.toml`` says
how the file is read: which column states which claim, and what in it is put right and why. The result is
``sources/<id>.csv``, one claim a row, in the order of the file; the same input gives the same bytes.

Names are resolved by the registers: a name that is in none is an error that says where it stands and what to do.
"""

import csv
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import KgError, SourceError
from published import lists, rows
from published.names import Names

HERE = Path(__file__).parent
ROW, CELL = "<row>", "<cell>"
"""What a pattern of a claim says where the thing of the row, or what the cell says, is to stand."""


class Column(NamedTuple):
    """One column of a table, and what the file about the reading says of it."""

    number: int
    """From 0."""
    name: str
    spec: Mapping[str, Any]


class Table(NamedTuple):
    """A table as published: every cell as the text that stands in it."""

    path: Path
    columns: tuple[Column, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    """The number of a row in the file (the header is row 1), and its cells that are not empty, by column name."""


def main(arguments: list[str]) -> int:
    """Write ``sources/<id>.csv``; return the exit status: 0 written, 2 not written, the reason on standard error."""
    if len(arguments) < 2:
        print("from_published.py: give the id of a source and its published file", file=sys.stderr)
        return 2
    id_, paths = arguments[0], [Path(argument) for argument in arguments[1:]]
    try:
        spec = read_spec(HERE / "published" / f"{id_}.toml")
        names = Names()
        if spec.get("lists"):
            claims = list(lists.claims(spec, paths, names))
        elif spec.get("by_row"):
            claims = list(rows.claims(spec, paths, names))
        else:
            claims = list(Reading(spec, read_table(paths[0], spec), names).claims())
    except KgError as error:
        print(error, file=sys.stderr)
        return 2
    write(HERE / f"{id_}.csv", claims)
    return 0


def read_spec(path: Path) -> Mapping[str, Any]:
    """Return what one file of ``sources/published`` says."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SourceError(path.name, f"cannot be read ({error})", "write how that source is read") from error


def write(path: Path, claims: Iterable[Mapping[str, str]]) -> None:
    """Write claims as CSV, with the columns that occur, in a fixed order."""
    claims = list(claims)
    last = ("modality", "stance", "reason", "locatedIn", "sheet", "row", "column", "cell", "entry", "citation")
    used = {key for claim in claims for key in claim}
    header = ["kind", *sorted(used - {"kind", *last}), *(key for key in last if key in used)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(claims)


def read_table(path: Path, spec: Mapping[str, Any]) -> Table:
    """Return a workbook's sheet or a CSV file as a table.

    Raises:
        SourceError: the file cannot be read, or its columns are not those the reading expects.
    """
    try:
        lines = list(_sheet(path, spec["sheet"]) if path.suffix == ".xlsx" else _csv(path, spec.get("delimiter", ",")))
    except (OSError, KeyError, csv.Error, UnicodeDecodeError) as error:
        raise SourceError(path.name, f"cannot be read ({error})", "give the file as it was published") from error
    columns, unlabeled = [], spec.get("unlabeled", 1)
    for number, cell in enumerate(lines[0]):
        name = cell.strip()
        if not name:
            name, unlabeled = f"Company {unlabeled} (column {_letter(number)})", unlabeled + 1
        found = [s for s in spec["column"] if fnmatchcase(name, s["name"])]
        if not found and not any(fnmatchcase(name, pattern) for pattern in spec.get("ignored", ())):
            raise SourceError(
                f"{path.name}, column {_letter(number)}", f"unknown column {name!r}", "say how it is read"
            )
        columns.append(Column(number, name, {"claims": found}))
    for pattern in (s["name"] for s in spec["column"]):
        if not any(fnmatchcase(column.name, pattern) for column in columns):
            raise SourceError(path.name, f"no column {pattern!r}", "give the edition that the reading was written for")
    rows = tuple(
        (row, {column.name: cell for column, cell in zip(columns, cells, strict=False) if cell.strip()})
        for row, cells in enumerate(lines[1:], 2)
        if any(cell.strip() for cell in cells)
    )
    return Table(path, tuple(columns), rows)


def _sheet(path: Path, sheet: str) -> Iterator[list[str]]:
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    for cells in book[sheet].iter_rows(values_only=True):
        yield ["" if cell is None else str(cell) for cell in cells]


def _csv(path: Path, delimiter: str) -> Iterator[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.reader(file, delimiter=delimiter, strict=True)


def _letter(number: int) -> str:
    return ("" if number < 26 else _letter(number // 26 - 1)) + chr(ord("A") + number % 26)


class Reading:
    """The reading of one table: its cells, its corrections, the claims they make."""

    def __init__(self, spec: Mapping[str, Any], table: Table, names: Names) -> None:
        self.spec, self.table, self.names = spec, table, names
        self.unused = list(spec.get("read", ()))
        self.moves = {move["row"]: move for move in spec.get("move", ())}

    def claims(self) -> Iterator[dict[str, str]]:
        """Yield the claims in the order of the file's rows and columns, then those restored from another source.

        Raises:
            SourceError: an unknown name, a cell that cannot be read, or a correction of a cell that is not there.
        """
        for row, cells in self.table.rows:
            if not any(column.spec["claims"] and column.name in cells for column in self.table.columns):
                continue
            subject, _ = self._name(row, self.spec["subject"], cells[self.spec["subject"]], cells, "ais:Jurisdiction")
            if row in self.moves:
                self._check_move(row, cells)
            for column in self.table.columns:
                if column.name in cells:
                    for pattern in column.spec["claims"]:
                        yield from self._cell(row, subject, column, pattern, cells)
        if self.unused:
            raise SourceError(self.table.path.name, f"nothing to put right: {self.unused[0]}", "remove that correction")
        for restored in self.spec.get("restore", ()):
            yield from self._restored(restored)

    def _cell(
        self, row: int, subject: str, column: Column, pattern: Mapping[str, Any], cells: Mapping[str, str]
    ) -> Iterator[dict[str, str]]:
        cell, moved = cells[column.name], None
        if column.name.endswith(")") and row in self.moves and "(column " in column.name:
            moved = self.moves[row]
            subject = self.names.resolve(moved["to"], "ais:Jurisdiction", self._place(row, column.name))
        for said, reason in self._said(row, column, pattern, cells):
            reason = (moved and moved["reason"]) or reason or self._stated_reason(pattern, cells)
            locator = {"sheet": self.spec.get("sheet", ""), "row": str(row), "column": column.name, "cell": cell}
            if "entry" in pattern:
                locator = {"entry": pattern["entry"].format_map({**cells, "cell": cell})}
            wanted = {key: str(value).format_map(cells) for key, value in pattern["claim"].items()}
            yield _claim(wanted, subject, said, reason, locator)

    def _said(
        self, row: int, column: Column, pattern: Mapping[str, Any], cells: Mapping[str, str]
    ) -> Iterator[tuple[str, str | None]]:
        """Yield what a cell says, as the value of a role, and the reason where it was put right."""
        cell, place = cells[column.name], self._place(row, column.name)
        match pattern["reads"]:
            case "subject":
                yield self._name(row, column.name, cell, cells, "ais:Jurisdiction")
            case "mark":
                if cell not in ("x", "1"):
                    raise SourceError(place, f"{cell!r} is no mark", "expected x, 1 or an empty cell")
                yield cell, None
            case "number":
                yield self._number(place, cell), None
            case "category":
                yield self.names.category(cell, pattern["claim"]["scheme"], place), None
            case "choice":
                if cell not in pattern["choices"]:
                    raise SourceError(place, f"{cell!r} is none of {', '.join(pattern['choices'])}", "add it there")
                for choice in pattern["choices"][cell]:
                    yield choice, None
            case "groups":
                for name in self.names.parts(cell):
                    state, reason = self._name(row, column.name, name, cells, "ais:Jurisdiction")
                    yield self.names.group(state, place), reason
            case "vendors":
                for name in self.names.parts(cell):
                    if name not in self.spec.get("no_vendor", ()):
                        yield self._name(row, column.name, name, cells, "ais:Vendor")
            case other:
                raise SourceError(place, f"unknown way of reading {other!r}", "use one that from_published.py knows")

    def _name(self, row: int, column: str, name: str, cells: Mapping[str, str], class_: str) -> tuple[str, str | None]:
        for read in self.spec.get("read", ()):
            same_cell = read["column"] == column and read["name"] == name and read.get("row", row) == row
            if same_cell and all(cells.get(key) == value for key, value in read.get("where", {}).items()):
                if read in self.unused:
                    self.unused.remove(read)
                return self.names.resolve(read["as"], class_, self._place(row, column)), read["reason"]
        return self.names.resolve(name, class_, self._place(row, column)), None

    def _stated_reason(self, pattern: Mapping[str, Any], cells: Mapping[str, str]) -> str | None:
        """Return the reason that a pattern gives for all its claims, by what another column of the row says."""
        if "reasons" not in pattern:
            return None
        said = cells.get(pattern["reason_by"], "")
        return next((reason for start, reason in pattern["reasons"].items() if said.startswith(start)), None)

    def _number(self, place: str, cell: str) -> str:
        try:
            number = Decimal(cell.replace(self.spec.get("decimal", "."), "."))
        except InvalidOperation as error:
            raise SourceError(place, f"{cell!r} is no number", "correct it, or leave the cell out") from error
        return format(number.normalize(), "f")

    def _check_move(self, row: int, cells: Mapping[str, str]) -> None:
        found = [cell for name, cell in cells.items() if "(column " in name]
        if found != self.moves[row]["cells"]:
            raise SourceError(
                f"{self.table.path.name}, row {row}", f"{found} stand in the unlabeled columns", "correct 'move'"
            )

    def _restored(self, restored: Mapping[str, Any]) -> Iterator[dict[str, str]]:
        place = f"{self.table.path.name}, restored to {restored['to']}"
        subject = self.names.resolve(restored["to"], "ais:Jurisdiction", place)
        pattern = next(s for s in self.spec["column"] if s["reads"] == "vendors")
        for column, cell in restored["cells"].items():
            locator = {"locatedIn": restored["source"], "row": str(restored["row"]), "column": column, "cell": cell}
            for name in self.names.parts(cell):
                said = self.names.resolve(name, "ais:Vendor", place)
                yield _claim(pattern["claim"], subject, said, restored["reason"], locator)

    def _place(self, row: int, column: str) -> str:
        return f"{self.table.path.name}, row {row}, column {column!r}"


def _claim(
    pattern: Mapping[str, Any], subject: str, said: str, reason: str | None, locator: Mapping[str, str]
) -> dict[str, str]:
    claim = {key: subject if value == ROW else said if value == CELL else str(value) for key, value in pattern.items()}
    claim["modality"] = "recovered" if reason else "asserted"
    if reason:
        claim["reason"] = reason
    return {**claim, **{key: value for key, value in locator.items() if value}}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
