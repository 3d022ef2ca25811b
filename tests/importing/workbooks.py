"""Files made of rows for tests, and what of an import is compared: claims with their cells, and cells left out."""

import csv
import re
from pathlib import Path

import openpyxl

from kg.evidence import mapped, register, statement
from kg.evidence.claim import Claim
from kg.evidence.source import Header, Source
from kg.importing import intake
from kg.importing.intake import Taken
from kg.literal import text_of
from kg.namespace import curie
from kg.tables import original
from kg.tables.leftover import Account
from kg.tables.sheet import letters

ASIDE = ("row", "column", "cell", "sheet", "citation", "comment")


def as_csv(path: Path, rows: list[list[object]], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(
            [["" if cell is None else cell for cell in row] for row in rows]
        )
    return path


def as_xlsx(path: Path, rows: list[list[object]], name: str = "Sheet1") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            if cell not in (None, ""):
                sheet.cell(number, column, cell)  # type: ignore[call-overload]
    book.save(path)
    return path


def imported(path: Path, folder: Path, **given: object) -> Taken:
    return intake.taken(path, folder, register.released(), **given)  # type: ignore[arg-type]


def claims(taken: Taken) -> list[Claim]:
    """Return the claims that the files which were written make, or would make."""
    path = taken.files[0]
    opened = original.opened(path, taken.map.file.encoding, taken.map.file.delimiter)
    registers = register.released()
    source = Source(taken.id, taken.files[2], Header(taken.id))
    return list(statement.tried(source, registers, mapped.rows(taken.map, registers, Account(), opened)))


def told(claim: Claim, names: list[str]) -> str:
    """Return a claim in one line, with its cell as a spreadsheet calls it."""
    roles = [f"{role}={short(value)}" for role, value in claim.roles]
    given = dict(claim.locator)
    parts = [claim.kind, *roles]
    if claim.lower is not None or claim.upper is not None:
        parts.append(f"{'' if claim.lower is None else claim.lower}..{'' if claim.upper is None else claim.upper}")
    if "citation" in given:
        parts.append(given["citation"])
    if claim.reason:
        parts.append("!")
        assert claim.modality.casefold().endswith(("recovered", "corrected"))
    elif claim.modality != "asserted":
        parts.append(f"({claim.modality})")
    return f"{' '.join(parts)} @ {letters(names.index(given['column']) + 1)}{given['row']}"


def short(term: str) -> str:
    """Return the CURIE of a term, or the text of a literal."""
    return curie(term[1:-1]) if term.startswith("<") else text_of(term)


def left(taken: Taken) -> set[str]:
    return {each.cell for each in taken.account.left()}


def at(cell: str) -> tuple[int, int]:
    """Return the row and the column of a cell, both from 1."""
    match = re.fullmatch(r"([A-Z]+)(\d+)", cell)
    assert match
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column
