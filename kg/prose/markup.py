"""Markup taken off: the clean text of Markdown and HTML, each character with its offset in the file."""

import html
import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

from kg.errors import MissingExtra


class Piece(NamedTuple):
    """A stretch of clean text."""

    text: str
    start: int
    """The offset in the file of the first character."""
    offsets: tuple[int, ...] | None
    """The offset of each character, or None where they follow one another."""
    level: int
    """1 for a title, 2 and more for headings below it, 0 for anything else."""
    raw: str
    """The stretch as the file has it, from ``start`` on."""

    def at(self, index: int) -> int:
        """Return the offset in the file of a character."""
        return self.start + index if self.offsets is None else self.offsets[index]

    def after(self, index: int) -> int:
        """Return the offset in the file after a character, and after the accents that belong to it."""
        end = self.at(index) + 1
        while end - self.start < len(self.raw) and unicodedata.combining(self.raw[end - self.start]):
            end += 1
        return end

    def cut(self, index: int) -> "Piece":
        """Return what follows the first ``index`` characters."""
        rest = None if self.offsets is None else self.offsets[index:]
        start = self.at(index)
        return Piece(self.text[index:], start, rest, self.level, self.raw[start - self.start :])


_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_ACCENTED = re.compile(r"(?s).[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]+")


def legible(piece: Piece) -> Piece:
    """Return a piece as it looks: without invisible characters, such as soft hyphens, and with composed letters."""
    if piece.text.isascii() or not (_UNSEEN.search(piece.text) or _ACCENTED.search(piece.text)):
        return piece
    text: list[str] = []
    offsets: list[int] = []
    at = 0
    while at < len(piece.text):
        accented = _ACCENTED.match(piece.text, at)
        end = accented.end() if accented else at + 1
        if not _UNSEEN.match(piece.text, at):
            seen = unicodedata.normalize("NFC", piece.text[at:end])
            text.append(seen)
            offsets += [piece.at(at)] * len(seen)
        at = end
    if not offsets:
        return Piece("", piece.start, None, piece.level, "")
    first, end = offsets[0] - piece.start, len(piece.raw)
    return Piece("".join(text), offsets[0], tuple(offsets), piece.level, piece.raw[first:end])


def plain(text: str, start: int) -> Piece:
    """Return a stretch of text without markup."""
    return Piece(text, start, None, 0, text)


_MARKS = re.compile(
    r"(?P<heading>\A\s*#{1,6}\s+)|(?P<image>!\[[^\]\n]*\]\([^)\n]*\))|(?P<open>\[)(?=[^\]\n]+\]\()|(?P<close>\]\([^)\n]*\))"
    r"|(?P<strong>\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|`+|(?m:^>+ ?))|(?P<tag></?[a-zA-Z][^>\n]*>)"
)


def markdown_piece(piece: Piece) -> Piece:
    """Return a paragraph of Markdown without its marks, links' addresses and inline tags."""
    text: list[str] = []
    offsets: list[int] = []
    position = level = 0
    for mark in _MARKS.finditer(piece.text):
        text.append(piece.text[position : mark.start()])
        offsets += range(position, mark.start())
        position = mark.end()
        if mark["heading"]:
            level = mark.group().count("#")
    text.append(piece.text[position:])
    offsets += range(position, len(piece.text))
    if not offsets:
        return Piece("", piece.start, None, level, "")
    found = tuple(piece.start + at for at in offsets)
    return Piece("".join(text), found[0], found, level, piece.raw[offsets[0] : offsets[-1] + 1])


_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "title",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "svg",
        "iframe",
    ]
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)


class _Reader(HTMLParser):
    """Collects the blocks of a page, with the offset of every character."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.page = page
        self.lines = [0, *(match.end() for match in re.finditer(r"\n", page))]
        self.pieces: list[Piece] = []
        self.text: list[str] = []
        self.offsets: list[int] = []
        self.level = 0
        self.silent = 0

    def position(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def flush(self) -> None:
        text = "".join(self.text)
        first = len(text) - len(text.lstrip())
        if text.strip():
            offsets = tuple(self.offsets[first:])
            raw = self.page[offsets[0] : offsets[-1] + 1]
            self.pieces.append(Piece(text[first:], offsets[0], offsets, self.level, raw))
        self.text, self.offsets = [], []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.flush()
            self.level = int(tag[1]) if re.fullmatch("h[1-6]", tag) else 0
        if tag in _SILENT and tag not in _VOID:
            self.silent += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.flush()
            self.level = 0
        if tag in _SILENT and self.silent:
            self.silent -= 1

    def _add(self, text: str, offsets: range) -> None:
        if not self.silent:
            self.text.append(text)
            self.offsets += offsets

    def handle_data(self, data: str) -> None:
        start = self.position()
        self._add(data, range(start, start + len(data)))

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def _reference(self, reference: str) -> None:
        start = self.position()
        for character in html.unescape(reference):
            self._add(character, range(start, start + 1))


def html_pieces(page: str) -> Iterator[Piece]:
    """Yield the titles and paragraphs of a page's main text, which trafilatura tells from navigation and the like.

    Raises:
        MissingExtra: trafilatura is not installed.
    """
    try:
        import trafilatura
    except ImportError as error:
        raise MissingExtra("reading prose", "trafilatura", "text") from error
    reader = _Reader(page)
    reader.feed(page)
    reader.close()
    reader.flush()
    main = _words(trafilatura.extract(page, include_comments=False, include_tables=True) or "")
    for piece in reader.pieces:
        if not main or piece.level == 1 or _words(piece.text) in main:
            yield piece


def _words(text: str) -> str:
    return " " + " ".join(re.findall(r"\w+", text)) + " "
