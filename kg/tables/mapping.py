"""A mapping: how an original is read, as one TOML file beside it, for people to write and to review.

``[[table]]`` says which rows of which sheets are a table, what each of its columns holds, and which claims a row makes;
``[names.<kind>]`` says what a name means that no register answers to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from kg import misfit
from kg.errors import Faults, SourceError, suggestion
from kg.naming.form import said
from kg.tables.delimited import FIXED
from kg.toml import loads, opening

SUFFIX = ".map.toml"
NAMED = {
    "state": ("ais:Jurisdiction",),
    "vendor": ("ais:Vendor", "ais:AgentGroup", "ais:Organization"),
    "technology": ("ais:Technology",),
    "initiative": ("ais:Initiative",),
    "organization": ("ais:Organization", "ais:Vendor", "ais:Jurisdiction"),
    "place": ("ais:Place",),
    "system": ("ais:System",),
    "quantity": ("ais:Quantity",),
    "scheme": ("ais:Scheme",),
    "category": ("ais:Category",),
    "list": ("ais:List",),
}
"""What a column may hold that is named → the classes of which it is, the likeliest first."""
READS = (*NAMED, "mark", "time", "figure", "number", "status", "remark", "link", "text", "nothing")
"""What a column may hold."""
KIND_OF = {
    "user": "state",
    "recipient": "state",
    "member": "state",
    "jurisdiction": "state",
    "supplier": "vendor",
    "technology": "technology",
    "initiative": "initiative",
    "place": "place",
    "system": "system",
}
"""Role → the kind of name that the name of a sheet is, where it fills the role."""
HERE = "@"
"""The value of a role that the cell of ``at`` gives, or in a column of marks what its heading names."""
SHEET = "sheet"
"""The value of a role that the name of the sheet gives."""
HEADING = "^"
"""The value of a role that the heading over the cell gives: the thing in ``is`` of its column."""


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"is_": "is"}):
    """What a column holds and how it is written."""

    reads: str
    is_: str = ""
    """Of marks: the thing that a mark is about; of a figure: what is counted; of names: the thing that stands over
    them. Of a status: ``codes`` where 1 says not yes, ``include`` where all but yes leaves a row out, ``unsure``
    where all but yes may be said of something else, ``against`` where yes takes the row back,
    ``verification`` where words such as "pending" are said of the row and not of what it tells. Of a time: ``deal``
    where it is the moment of a contract, and no beginning or end.
    """
    separators: list[str] = []
    """What parts several names in a cell."""
    order: str = ""
    decimal: str = ""
    no: str = ""
    """What a mark that says no makes: nothing, or with ``denies`` a denial."""
    unknown: str = ""
    """Of names: whether those that no register knows are open, or with ``leave`` are left out without being asked."""
    nothing: list[str] = []
    """Texts that say that nothing is known, besides "n/a", "unknown" and their like."""
    zero: str = ""
    """What a figure of 0 makes: nothing, or with ``counts`` a count of none."""
    at: str = ""
    """The time of which the whole column tells, as its heading says it."""
    fill: bool = False
    """Whether a blank cell stands for the one above it."""
    why: str = ""
    """Of a column that is not read: why."""

    @property
    def crossed(self) -> bool:
        """Return whether its heading names a thing, and its cells others, as technologies below a vendor are."""
        return bool(self.is_) and self.reads in NAMED


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One table: the sheets that hold it alike, its headings, its columns and the claims that a row makes."""

    columns: dict[str, Column]
    claims: list[dict[str, Any]]
    sheets: list[str] = msgspec.field(default_factory=lambda: [""])
    headings: list[int] = []
    """The rows of the headings, from the first to the last; none where the format names the columns."""
    hidden: str = "leave"
    """Whether hidden rows are left out, or with ``read`` are read."""
    withdrawn: str = "leave"
    """Whether what is struck through, or taken back by a comment, is left out, or with ``read`` is read."""
    title: str = "leave"
    """Whether the name of a sheet, a title, the heading of a section or a footnote counts as a remark on its rows, or
    with ``read`` they are read without regard to it."""
    colors: str = "leave"
    """Whether rows with a color to which a legend gives a meaning are left out, or with ``read`` are read without."""
    where: dict[str, list[str]] = {}
    """Column → the texts of which a row has one, or is left out."""
    until: list[str] = []
    """The cells of the row at which the table ends: the headings of another one below."""
    more: str = ""
    """Whether a column that is not named here is an error, or with ``leave`` is left out, as one that is missing is."""


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The keys of a mapping file."""

    file: str
    table: list[Table]
    encoding: str = ""
    delimiter: str = ""
    latest: str = ""
    """The day on which the file was taken in: what is said to be so after it makes no claim, but as a plan."""
    digest: str = ""
    """The SHA-256 of the file that was taken in then: with another file that day is the one of an earlier edition."""
    leave: dict[str, str] = {}
    """Sheet that is not read → why."""
    status: dict[str, str] = {}
    """Word of a column of states of affairs → the stance it gives, or ``leave``."""
    names: dict[str, dict[str, Any]] = {}


@dataclass(frozen=True)
class Decision:
    """What a mapping says that a name means: the thing, or why it is left out; the reason where it is put right."""

    thing: str = ""
    reason: str = ""
    left: str = ""


@dataclass(frozen=True)
class Map:
    """A mapping that was read: its file, its keys, and its names without regard to how they are written."""

    path: Path
    file: File
    names: dict[tuple[str, str], Decision] = field(repr=False)
    """(kind, name as said) → what it means."""

    @property
    def original(self) -> Path:
        """The file that the mapping is about; it lies beside it."""
        return self.path.with_name(self.file.file)


def beside(source: Path) -> Path:
    """Return where the mapping of a source lies, whose TOML file is given."""
    return source.with_name(source.stem + SUFFIX)


def read(path: Path) -> Map:
    """Return the mapping that a file holds.

    Raises:
        SourceError: not TOML, an unknown or missing key, a value of another type, a column that a claim names and the
            table has not, or a way of reading that is none.
    """
    try:
        return parsed(path, opening(path))
    except UnicodeDecodeError as error:
        raise SourceError(path.name, "it is not UTF-8", "save it as UTF-8") from error
    except OSError as error:
        raise SourceError(path.name, f"cannot be read ({error.strerror})", "restore the file") from error


def parsed(path: Path, text: str) -> Map:
    """Return the mapping that a text says, to lie at a path.

    Raises:
        SourceError: as :func:`read`.
    """
    file, misfits = misfit.converted(
        path.name, text, misfit.parsed(path.name, text, loads, SourceError), File, SourceError
    )
    faults = Faults()
    faults.found += misfits
    if file is None or misfits:
        faults.told()
    assert file is not None
    if Path(file.file).name != file.file or not file.file:
        raise SourceError(f"{path.name}, file", f"{file.file!r} is no name of a file", "name the file beside it")
    if len(file.delimiter) > 1 and file.delimiter != FIXED:
        raise SourceError(
            f"{path.name}, delimiter", f"{file.delimiter!r} is not one sign", "name the one between cells"
        )
    for number, table in enumerate(file.table, 1):
        with faults.kept():
            _check(f"{path.name}, table {number}", table)
    faults.told()
    return Map(path, file, dict(_names(path.name, file.names)))


def _check(place: str, table: Table) -> None:
    """Raise what is wrong with a table of a mapping, all of it at once."""
    faults = Faults()

    def wrong(where: str, found: str, todo: str) -> None:
        faults.found.append(SourceError(where, found, todo))

    for heading, column in table.columns.items():
        where = f"{place}, {heading!r}"
        if column.reads not in READS:
            todo = suggestion(column.reads, READS, f"use one of {', '.join(READS)}")
            wrong(where, f"{column.reads!r} is no way to read a column", todo)
        if column.reads in ("mark", "figure") and not column.is_:
            wrong(where, f"a {column.reads} of nothing", "say what it is about: is = 'technology:…'")
        for key, allowed in _ALLOWED.items():
            given = getattr(column, key)
            if given not in ("", *allowed):
                wrong(where, f"{key} is {given!r}", f"use {' or '.join(map(repr, allowed))}")
    if table.title not in ("leave", "read"):
        wrong(place, f"title is {table.title!r}", "use 'leave' or 'read'")
    if table.colors not in ("leave", "read"):
        wrong(place, f"colors is {table.colors!r}", "use 'leave' or 'read'")
    if not table.claims:
        wrong(place, "it makes no claim", "add [[table.claims]]")
    for name in table.where:
        if name not in table.columns:
            wrong(f"{place}, where", f"no column is called {name!r}", "name a column of the table")
    for claim in table.claims:
        at = claim.get("at")
        named = at if isinstance(at, list) else [at]
        if "kind" not in claim or not at:
            wrong(place, "a claim without 'kind' or 'at'", "say its kind, and at which column it stands")
        for each in named if at else ():
            if not isinstance(each, str) or (each not in table.columns and _constant(each)):
                found = f"a claim stands at {each!r}, which is no column"
                raise SourceError(place, found, "name a column of the table")
        for value in (*named, *(value for key, value in claim.items() if key not in ("kind", "at"))):
            if not isinstance(value, str):
                continue
            above = next((each for each in named if each in table.columns and not table.columns[each].is_), "")
            if value == HEADING and above:
                found = f"a claim takes what the heading {above!r} names, and 'is' of the column does not say it"
                raise SourceError(place, found, "say is = 'vendor:…' of the column")
            if value not in table.columns and value not in (HERE, SHEET, HEADING) and not _constant(value):
                hint = suggestion(value, table.columns, "name a column, or write a thing as technology:safe-city")
                wrong(place, f"no column is called {value!r}", hint)
            if value in table.columns and table.columns[value].reads == "nothing":
                todo = "take it out of the claim, or say what the column holds"
                wrong(place, f"a claim names {value!r}, which is a column that is not read", todo)
    faults.told()


_ALLOWED: dict[str, tuple[str, ...]] = {
    "order": ("day-month", "month-day"),
    "decimal": (",", "."),
    "unknown": ("leave",),
    "no": ("denies",),
    "zero": ("counts",),
}
"""Key of a column → what it may be."""


def _constant(value: str) -> bool:
    """Return whether the value of a role is a thing or a word itself, and no column."""
    return ":" in value or value.islower() or value.replace("-", "").isdigit()


def _names(file: str, given: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[tuple[str, str], Decision]]:
    for kind, names in given.items():
        if kind not in NAMED:
            todo = suggestion(kind, NAMED, f"use one of {', '.join(NAMED)}")
            raise SourceError(f"{file}, names", f"{kind!r} is no kind of name", todo)
        for name, means in names.items():
            yield (kind, said(name)), _decision(f"{file}, names.{kind}, {name!r}", means)


def _decision(place: str, means: Any) -> Decision:
    if isinstance(means, str):
        return Decision(means)
    known = {"as", "reason", "leave"}
    if not isinstance(means, dict) or not means or set(means) - known or not all(map(_is_text, means.values())):
        raise SourceError(place, "it is no name", "write 'vendor:huawei', { as = …, reason = … } or { leave = … }")
    if "as" in means and not means.get("reason"):
        raise SourceError(place, "no reason", "say why it is read so: { as = …, reason = … }")
    return Decision(means.get("as", ""), means.get("reason", ""), means.get("leave", ""))


def _is_text(value: object) -> bool:
    return isinstance(value, str)
