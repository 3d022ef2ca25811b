"""Delimited text: in which encoding it is, which sign parts its cells, and its rows."""

import codecs
import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from kg.errors import SourceError
from kg.file import why
from kg.tables.sheet import Row, Sheet

DELIMITERS = (",", ";", "\t", "|")
FIXED = "  "
"""The delimiter of a table whose cells stand below each other, as a rule of dashes below its headings parts them."""
_RULE = re.compile(r"\s*[-=]{2,}(?: +[-=]{2,})+\s*")
_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SAMPLE = 1 << 20
_FIRST = 20
"""The lines among which a rule is looked for."""
_LETTERS = re.compile("[À-ÖØ-öø-ÿ€‚„…†‡ŠŒŽ‘’“”•–—™šœžŸ¡-¿×÷\x00-\x7f]*")
"""What a text of Western Europe is written with in Windows-1252."""
_INSIDE = re.compile("[A-Za-zÀ-ÿ][¡-©«-¶¸¹»-¿][a-zà-ÿ]")
"""A sign within a word, as the letters of another encoding look in Windows-1252."""


def sheet(path: Path, encoding: str, delimiter: str) -> Sheet:
    """Return the one table of a file."""
    return Sheet("", lambda: _rows(path, encoding, delimiter))


def encoding_of(path: Path) -> str:
    """Return the encoding of a file: that of its byte order mark, UTF-8 where all of it is that, or the likeliest.

    Raises:
        SourceError: it is no text.
    """
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    marked = next((name for mark, name in _BOMS.items() if sample.startswith(mark)), None)
    if marked:
        return marked
    if b"\0" in sample:
        for name in ("utf-16-le", "utf-16-be"):
            if sample[:2000].count(b"\0") > len(sample[:2000]) // 4 and _decodes(path, name):
                return name
        raise SourceError(path.name, "it is no text: it holds zero bytes", "save it as CSV in UTF-8")
    return "utf-8" if _decodes(path, "utf-8") else _likeliest(path, sample)


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while part := file.read(_SAMPLE):
                decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _likeliest(path: Path, sample: bytes) -> str:
    import charset_normalizer

    foreign = b"\n".join(line for line in sample.split(b"\n") if not line.isascii()) or sample
    best = charset_normalizer.from_bytes(foreign).best()
    if _western(foreign) and (best is None or _latin(str(best))):
        return "cp1252"
    if best is not None and _decodes(path, best.encoding):
        return best.encoding
    return "cp1252" if _decodes(path, "cp1252") else "latin_1"


def _western(sample: bytes) -> bool:
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return bool(_LETTERS.fullmatch(text)) and not _INSIDE.search(text)


def _latin(text: str) -> bool:
    return all("LATIN" in unicodedata.name(each, "") for each in text if each.isalpha() and not each.isascii())


def delimiter_of(path: Path, encoding: str) -> str:
    """Return the sign that parts the cells of a file: the one that gives most rows one number of cells.

    A file of one column has commas.
    """
    with path.open(encoding=encoding, newline="") as file:
        head = file.read(_SAMPLE // 4)
    if match := re.match(r"\ufeff?sep=(.)\r?\n", head):
        return match[1]
    whole = head if len(head) < _SAMPLE // 4 else head[: head.rfind("\n") + 1]
    scored = [(_score(whole, sign), -place, sign) for place, sign in enumerate(DELIMITERS)]
    score, _, sign = max(scored)
    if score <= 1 and _spans(whole.split("\n")):
        return FIXED
    return sign if score > 0 else ","


def _score(text: str, sign: str) -> float:
    """Return in how large a part of the rows one sign gives the same number of cells, weighted by that number."""
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(text), delimiter=sign) if any(map(str.strip, row))]
    except csv.Error:
        return 0
    several = Counter(width for width in widths[:500] if width > 1)
    if not several:
        return 0
    width, rows = several.most_common(1)[0]
    return float(rows / len(widths[:500]) * min(width, 6) ** 0.5)


def _rows(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, Row]]:
    csv.field_size_limit(2**31 - 1)
    if delimiter == FIXED:
        yield from _fixed(path, encoding)
        return
    try:
        with path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(_without_zeros(path.name, file), delimiter=delimiter, strict=True)
            for number, row in enumerate(_told(path.name, reader), 1):
                if number == 1 and row and row[0].startswith("\ufeff"):
                    row[0] = row[0][1:]
                if not (number == 1 and re.fullmatch(r"sep=.?", "".join(row[:1]))):
                    yield number, row
    except (LookupError, ValueError) as error:
        raise SourceError(
            path.name, f"it is not {encoding} ({why(error)})", "correct 'encoding' in the mapping"
        ) from error


def _spans(lines: Iterable[str]) -> list[tuple[int, int | None]]:
    """Return where the columns of a table of fixed width begin and end, by its rule of dashes; none without one."""
    rule = next((line for line in islice(lines, _FIRST) if _RULE.fullmatch(line)), "")
    starts = [match.start() for match in re.finditer(r"[-=]+", rule)]
    return list(zip([0, *starts[1:]], [*starts[1:], None], strict=True)) if starts else []


def _fixed(path: Path, encoding: str) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a table of fixed width; a rule is a blank one."""
    try:
        with path.open(encoding=encoding) as file:
            spans = _spans(file)
            file.seek(0)
            for number, line in enumerate(_without_zeros(path.name, file), 1):
                plain = line.removeprefix("\ufeff").rstrip("\r\n")
                blank = not plain.strip() or _RULE.fullmatch(plain)
                cut = any(start and plain[start - 1 : start].strip() for start, _ in spans)
                cells = [plain] if cut else [plain[start:end].strip() for start, end in spans]
                yield number, [] if blank else cells
    except UnicodeError as error:
        raise SourceError(
            path.name, f"it is not {encoding} ({why(error)})", "correct 'encoding' in the mapping"
        ) from error


def _told(name: str, reader: Any) -> Iterator[Row]:
    """Yield the rows of a reader; the line with which the first row begins that cannot be read is told."""
    line = 1
    try:
        for row in reader:
            yield row
            line = reader.line_num + 1
    except csv.Error as error:
        found = "a quotation mark is not closed, or text follows the one that closes"
        raise SourceError(f"{name}, line {line}", found, "close it; one within a text is written twice") from error


def _without_zeros(name: str, lines: Iterator[str]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if "\0" in line:
            raise SourceError(f"{name}, line {number}", "it holds the character U+0000, which no text has", "remove it")
        yield line
