"""Workbooks: ``.xlsx`` row by row, ``.ods`` and ``.xls`` at once, with what is merged, hidden or struck through."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.parsers import expat

from kg.errors import SourceError
from kg.tables import comment, opendocument, relation, volume
from kg.tables.markup import Markup
from kg.tables.sheet import Row, Sheet, strike, text
from kg.tables.style import Styles

_BROKEN = (
    *(ArithmeticError, AttributeError, EOFError, LookupError, NotImplementedError, RecursionError, SyntaxError),
    *(TypeError, ValueError, expat.ExpatError, zipfile.BadZipFile, zlib.error),
)
"""What those who read the format raise where a file is not of it."""
_UNREAD = "cannot be read as a workbook: it is broken, locked, or of another format than its name says"
_TODO = "open it in the spreadsheet program and save it anew"


def sheets(path: Path) -> list[Sheet]:
    """Return the sheets of a workbook in its order.

    Raises:
        SourceError: it is no workbook, is locked by a password, holds more than one may (:mod:`kg.tables.volume`),
            or says of itself what no sheet has; rows that cannot be read raise it as they are read.
    """
    suffix = path.suffix.lower()
    try:
        if suffix != ".xls":
            volume.held(path)
        return _excel(path) if suffix in (".xlsx", ".xlsm") else _other(path)
    except zipfile.BadZipFile as error:
        with path.open("rb") as file:
            locked = file.read(8) == bytes.fromhex("d0cf11e0a1b11ae1")
        found = "it is locked by a password, or a workbook of the old format" if locked else "it is no workbook"
        raise SourceError(path.name, found, "save it without a password as .xlsx") from error
    except OSError as error:
        raise SourceError(path.name, f"cannot be read ({error.strerror or error})", "restore the file") from error


@contextmanager
def _whole(path: Path) -> Iterator[None]:
    """Tell in one line whatever is met in a file that is not as its format says."""
    try:
        yield
    except _BROKEN as error:
        found = f"it is no workbook that can be read: {error}" if isinstance(error, volume.Overfull) else _UNREAD
        raise SourceError(path.name, found, _TODO) from error


def _excel(path: Path) -> list[Sheet]:
    import openpyxl

    with _whole(path), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of a name or a style that it leaves out: no cell is lost
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), read_only=True, data_only=True, rich_text=True)
        styles = Styles(book)
        names = {name: str(defined.value) for name, defined in book.defined_names.items()}
        return [_excel_sheet(path, each, styles, names) for each in book.worksheets]


def _excel_sheet(path: Path, opened: Any, styles: Styles, names: Mapping[str, str]) -> Sheet:
    about = Markup(styles)
    with zipfile.ZipFile(path) as packed:
        part = str(opened._worksheet_path).lstrip("/")
        with packed.open(part) as file:
            about.parse(file)
        comments = comment.of_part(packed, part)
        about.links |= relation.led(about.leading, relation.of_part(packed, part))
    opened.reset_dimensions()

    def read() -> Iterator[tuple[int, Row]]:
        with _whole(path):
            for number, row in enumerate(opened.iter_rows(), 1):
                cells = [about.raised.get((number, at)) or styles.text(cell) for at, cell in enumerate(row, 1)]
                while cells and not cells[-1]:
                    cells.pop()
                strike(cells, about.struck.get(number, ()))
                for condition in about.conditions:
                    condition.strike(number, cells)
                yield number, cells

    return Sheet(
        opened.title,
        read,
        str(opened.sheet_state) != "visible",
        tuple(about.spans),
        frozenset(about.rows),
        frozenset(about.columns),
        frozenset(about.unvalued),
        about.colored,
        about.swatches,
        comments=comments,
        colors=about.colors,
        told=about.told,
        links=about.links,
        menus=frozenset().union(*(relation.columns(names.get(each, each)) for each in about.choices)),
    )


def _other(path: Path) -> list[Sheet]:
    import python_calamine as calamine

    found = []
    try:
        with _whole(path):
            abouts = opendocument.read(path) if path.suffix.lower() == ".ods" else {}
            book = calamine.load_workbook(path)
            for named in (n for n in book.sheets_metadata if n.typ == calamine.SheetTypeEnum.WorkSheet):
                values = book.get_sheet_by_name(named.name).to_python(skip_empty_area=False)
                hidden = named.visible != calamine.SheetVisibleEnum.Visible
                about = abouts.get(named.name, opendocument.About())
                found.append(
                    Sheet(
                        named.name,
                        _listed(values, about),
                        hidden or about.sheet,
                        tuple(about.spans),
                        frozenset(about.rows),
                        frozenset(about.columns),
                        comments=about.comments,
                        colors=about.colors,
                        told=about.told,
                        links=about.links,
                    )
                )
    except (calamine.CalamineError, calamine.PasswordError) as error:
        raise SourceError(path.name, _UNREAD, _TODO) from error
    return found


def _listed(values: list[list[Any]], about: opendocument.About) -> Callable[[], Iterator[tuple[int, Row]]]:
    def read() -> Iterator[tuple[int, Row]]:
        for number, row in enumerate(values, 1):
            given = ((about.raised.get((number, place), value), (number, place)) for place, value in enumerate(row, 1))
            cells = [text(value, about.forms.get(at, "")) for value, at in given]
            while cells and not cells[-1]:
                cells.pop()
            strike(cells, about.struck.get(number, ()))
            yield number, cells

    return read
