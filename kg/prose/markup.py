"""Markup taken off: the clean text of a file, each character with its offset in it, and that of Markdown."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple


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

    def parts(self, most: int) -> Iterator["Piece"]:
        """Yield the piece in parts of so many characters at most, cut after a sentence, or at a blank.

        What is longer than any word or figure has become so many letters without meaning.
        """
        rest = self._replace(text=_ENDLESS.sub(lambda match: "x" * len(match.group()), self.text))
        while len(rest.text) > most:
            sentences = [*_SENTENCE.finditer(rest.text, most // 2, most)]
            blank = max(rest.text.rfind(" ", most // 2, most), rest.text.rfind("\n", most // 2, most)) + 1
            at = sentences[-1].end() if sentences else blank or most
            yield Piece(
                rest.text[:at],
                rest.start,
                None if rest.offsets is None else rest.offsets[:at],
                rest.level,
                rest.raw[: rest.at(at) - rest.start],
            )
            rest = rest.cut(at)
        yield rest

    def head(self, index: int) -> "Piece":
        """Return the first ``index`` characters."""
        offsets = None if self.offsets is None else self.offsets[:index]
        return Piece(self.text[:index], self.start, offsets, self.level, self.raw[: self.after(index - 1) - self.start])

    def cut(self, index: int) -> "Piece":
        """Return what follows the first ``index`` characters."""
        rest = None if self.offsets is None else self.offsets[index:]
        start = self.at(index)
        return Piece(self.text[index:], start, rest, self.level, self.raw[start - self.start :])


_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]{0,4}\s")
_ENDLESS = re.compile(r"[\d.,]{100,}|\w{100,}")
"""What is longer than any word or figure; no part of it is one."""
_UNSEEN = re.compile(
    r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
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
            seen = visible(piece.text[at:end])
            text.append(seen)
            offsets += [piece.at(at)] * len(seen)
        at = end
    if not offsets:
        return Piece("", piece.start, None, piece.level, "")
    first, end = offsets[0] - piece.start, len(piece.raw)
    return Piece("".join(text), offsets[0], tuple(offsets), piece.level, piece.raw[first:end])


def visible(text: str) -> str:
    """Return a text without invisible characters, and with composed letters."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


def plain(text: str, start: int) -> Piece:
    """Return a stretch of text without markup."""
    return Piece(text, start, None, 0, text)


_ADDRESS = r"\((?:[^()\n]|\([^()\n]*\))*+\)"
_MARKS = re.compile(
    r"(?P<heading>\A\s*#{1,6}\s+)|(?P<image>!\[[^\[\]\n]*\]" + _ADDRESS + r")"
    r"|(?P<open>\[)(?=[^\[\]\n]+\]\()|(?P<close>\]" + _ADDRESS + r")"
    r"|(?P<strong>\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|`+|(?m:^>+ ?))|(?P<tag></?[a-zA-Z][^<>\n]*>)"
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
