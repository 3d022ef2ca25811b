"""An article: prose as plain text, Markdown or HTML, cut into documents, headlines and paragraphs.

Offsets count code points of the file as decoded, line ends and markup included; the digest is of that text as UTF-8.
Plain text is read as a stream, so that memory does not grow with the file; a document is cut where it gets too long.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TextIO

from kg.errors import MissingExtra, ReadError
from kg.file import irregular
from kg.prose.grid import goes_on, row
from kg.prose.headline import ENDS, INNER, ITEM, running, titles
from kg.prose.hyphen import unbroken
from kg.prose.markup import Piece, legible, markdown_piece, plain
from kg.prose.page import html_pieces
from kg.prose.signature import mistaken

LONGEST = 100_000
"""A document is cut after this many characters."""

LONGEST_PARAGRAPH = 8_000
"""A paragraph is cut, after a sentence where it can be, before it has this many characters."""

_CHUNK = 1 << 20
_HEAD = 1 << 16

_LETTER = re.compile(r"[^\W\d_]")
_ORDERS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""Characters that hardly stand in a text, and everywhere in what is decoded without being one."""
_SILENT = "give a text of words, as plain text, Markdown or HTML"


class Block(NamedTuple):
    """A headline or paragraph: its clean text, and for each character its offset in the file."""

    piece: Piece
    headline: bool

    @property
    def text(self) -> str:
        """The clean text."""
        return self.piece.text

    def at(self, index: int) -> int:
        """Return the offset in the file of a character of the text."""
        return self.piece.at(index)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the file that a span of the text stands for."""
        return self.piece.at(start), self.piece.after(end - 1)

    def written(self, start: int, end: int) -> str:
        """Return a span of the text as the file has it, markup included."""
        first, last = self.span(start, end)
        return self.piece.raw[first - self.piece.start : last - self.piece.start]


@dataclass
class Document:
    """One document of a file: headlines, paragraphs, and who published it where a line says so."""

    number: int
    blocks: list[Block] = field(default_factory=list)
    publisher: str | None = None
    dateline: str | None = None
    leads: list[Piece] = field(default_factory=list)
    """The datelines, and the headings of one or two words, which are no blocks."""
    site: Piece | None = None
    """The title with which the file begins."""

    @property
    def title(self) -> str:
        """The first headline, or the first words of the text."""
        heads = [block.text for block in self.blocks if block.headline]
        return heads[0] if heads else " ".join(self.blocks[0].text.split()[:10]) if self.blocks else ""


MOST_HTML = 20_000_000
"""The characters of HTML that are read at once: the main text of a page is found in the page as a whole."""


@dataclass(frozen=True)
class Article:
    """A file of prose: where it is, how it is encoded, and the digest of its text."""

    name: str
    path: Path
    encoding: str
    sha256: str
    characters: int

    @property
    def format(self) -> str:
        """``html``, ``markdown`` or ``text``, by the suffix and the first characters."""
        suffix = Path(self.name).suffix.lower()
        if suffix in (".html", ".htm", ".xhtml") or re.match(r"\s*<(?:!doctype html|html)\b", self.head(), re.I):
            return "html"
        return "markdown" if suffix in (".md", ".markdown") else "text"

    def head(self, size: int = 400) -> str:
        """Return the first characters of the file."""
        with self.path.open(encoding=self.encoding, newline="") as file:
            return file.read(size)

    def text(self) -> str:
        """Return the whole text; offsets count its characters."""
        with self.path.open(encoding=self.encoding, newline="") as file:
            return file.read()

    def documents(self) -> Iterator[Document]:
        """Yield the documents one after the other; memory does not grow with the file, but for HTML.

        Raises:
            ReadError: HTML of more than :data:`MOST_HTML` characters, which has to be in memory as a whole; or no
                letter stands in it beside markup, which is told after the last document.
        """
        if self.format == "html":
            if self.characters > MOST_HTML:
                found = f"HTML of {self.characters:,} characters, more than {MOST_HTML:,}"
                raise ReadError(self.name, found, "split it, or save its text")
            return documents(self._worded(html_pieces(self.text())))
        return documents(self._worded(self._paragraphs(markdown=self.format == "markdown")))

    def _worded(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """Yield pieces as they are, and raise an error after the last if none has a letter."""
        worded = False
        for piece in pieces:
            worded = worded or _LETTER.search(piece.text) is not None
            yield piece
        if not worded:
            raise ReadError(self.name, "it holds no text", _SILENT)

    def _paragraphs(self, *, markdown: bool) -> Iterator[Piece]:
        with self.path.open(encoding=self.encoding, newline="") as file:
            for piece in paragraphs(_lines(file)):
                yield markdown_piece(piece) if markdown else piece


def open_article(path: Path, name: str | None = None) -> Article:
    """Return the article in a file; its encoding is UTF-8, or found by the bytes.

    Raises:
        ReadError: the file cannot be read, is empty or not text, or its encoding cannot be told.
    """
    name = name or str(path)
    if found := irregular(path):
        raise ReadError(name, found, "name a file of text, or give the text on standard input as -")
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise ReadError(name, f"cannot be read ({error.strerror})", "name a file of text") from error
    if not head:
        raise ReadError(name, "it is empty", _SILENT)
    if other := mistaken(name, head):
        raise ReadError(name, f"it is {other.kind}", other.advice)
    for encoding in _encodings(name, head):
        digest, characters, orders = hashlib.sha256(), 0, 0
        try:
            with path.open(encoding=encoding, newline="") as text:
                while chunk := text.read(_CHUNK):
                    digest.update(chunk.encode())
                    characters += len(chunk)
                    orders += len(_ORDERS.findall(chunk))
        except (UnicodeError, LookupError):
            continue
        if orders * 100 > characters:
            raise _bytes(name)
        return Article(name, path, encoding, digest.hexdigest(), characters)
    raise ReadError(name, "the encoding of the text cannot be told", "save it as UTF-8")


def _bytes(name: str) -> ReadError:
    return ReadError(name, "it holds bytes that are no text", "give plain text, Markdown or HTML, in UTF-8")


def _encodings(name: str, head: bytes) -> Iterator[str]:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if head.startswith(mark):
            yield encoding
            return
    if b"\0" in head:
        raise _bytes(name)
    yield "utf-8"
    try:
        from charset_normalizer import from_bytes
    except ImportError as error:
        raise MissingExtra("reading prose", "charset-normalizer", "text") from error
    found = from_bytes(head)
    western = next((one for one in found if "cp1252" in one.could_be_from_charset and one.chaos < 0.2), None)
    best = found.best()
    if best is not None:
        yield "cp1252" if western else best.encoding


_BLANK = re.compile(r"\s*\Z")


def _lines(file: TextIO) -> Iterator[str]:
    """Yield the lines of a file; one that is longer than a document in parts that end at a blank where there is one."""
    held = ""
    while part := file.readline(LONGEST):
        part, held = held + part, ""
        if len(part) >= LONGEST and part[-1] not in "\r\n" and (blank := part.rfind(" ")) > 0:
            part, held = part[: blank + 1], part[blank + 1 :]
        yield part
    if held:
        yield held


def paragraphs(lines: Iterable[str]) -> Iterator[Piece]:
    """Yield the paragraphs of plain text: lines up to an empty one, a list item, or the end of a headline."""
    held: list[str] = []
    start = position = size = 0
    for line in lines:
        if held and (_BLANK.match(line) or _breaks(held[-1], line) or size > LONGEST):
            yield plain("".join(held).rstrip(), start)
            held, size = [], 0
        if not _BLANK.match(line):
            if not held:
                start = position
            held.append(line)
            size += len(line)
        position += len(line)
    if held:
        yield plain("".join(held).rstrip(), start)


def _breaks(last: str, line: str) -> bool:
    if ITEM.match(line) or ITEM.match(last):
        return bool(ITEM.match(line)) or last.lstrip().startswith("#")
    if goes_on(last, line) or row(line):
        return False
    return not ENDS.search(last) and len(last) < 110 and len(line) > 1.5 * len(last) and line[:1].isupper()


_DATELINE = re.compile(r"[A-Z][A-Z.'’ ]+[A-Z.](?:, [A-Z][\w. ]{1,20})?(?: ?\([^)\n]{1,30}\))? ?(?:[–—-]|--) ?(?=\S)")
_PUBLISHER = re.compile(
    r"(?:By )?(?:The )?(?:[A-Z][\w&.]*(?: of)? ){0,4}(?:Times|Post|Journal|News|Herald|Tribune|Guardian|Gazette|Review|"
    r"Daily|Press|Agency|Observer|Chronicle|Standard|Star|Mail|Telegraph|Wire|Magazine|Reuters|AFP|AP|BBC|CNN)\Z"
)


def documents(pieces: Iterable[Piece]) -> Iterator[Document]:
    """Yield the documents that pieces of clean text make: a headline after a body begins the next."""
    document, size, in_body, heads = Document(1), 0, False, False
    site: Piece | None = None
    cut = chain.from_iterable(piece.parts(LONGEST_PARAGRAPH) for piece in pieces)
    for piece in map(unbroken, map(legible, cut)):
        words = piece.text.split()
        if not words:
            continue
        headline = piece.level > 0 or (len(words) <= 25 and not running(piece.text))
        begins = piece.level == 1 or (piece.level == 0 and len(words) >= 4 and not INNER.match(piece.text.strip()))
        starts = headline and in_body and begins
        if document.blocks and (starts or size > LONGEST):
            yield document
            document, size, heads = Document(document.number + 1, site=site), 0, False
        in_body = not headline
        if site is None and document.number == 1 and not document.blocks and titles(piece.text):
            site = document.site = piece
        if headline and _PUBLISHER.match(piece.text.strip()) and heads:
            document.publisher = piece.text.strip()
            continue
        if headline:
            heads = True
            if len(words) < 3 and piece.level == 0 and words[-1][-1] != ":":
                document.leads.append(piece)
                continue
        else:
            dateline = _DATELINE.match(piece.text)
            if dateline:
                document.dateline = dateline.group().rstrip(" –—-")
                document.leads.append(piece.head(dateline.end()))
                piece = piece.cut(dateline.end())
        document.blocks.append(Block(piece, headline))
        size += len(piece.text)
    if document.blocks:
        yield document
