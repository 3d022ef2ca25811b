"""What a file is that people take for a text: told by what it begins with, or by how its name ends."""

import re
from pathlib import PurePath
from typing import NamedTuple


class Found(NamedTuple):
    """What a file is instead of a text, and what to do with it."""

    kind: str
    advice: str


_SAVED = "save its words as UTF-8, and give that file"
_TAKEN = "give it to kg import, which takes data cell by cell"

_BYTES = {
    b"%PDF-": "a PDF",
    b"{\\rtf": "rich text (RTF)",
    b"PK\x03\x04": "a packed file, as those of Word, OpenDocument and EPUB are",
    b"\x1f\x8b": "a packed file (gzip)",
    b"\xd0\xcf\x11\xe0": "an Office document of the old kind",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}
_HEADER = rb"(?:[A-Za-z][A-Za-z-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)"
_SHAPES = (
    (
        rb"(?:From [^\n]+\n)?"
        + _HEADER
        + rb"*?(?i:MIME-Version|Message-ID|Received|Return-Path|Content-Type):[^\n]*\n",
        Found("an e-mail message", _SAVED),
    ),
    (rb"WEBVTT\b|\d+\s*\n\d\d:\d\d:\d\d[,.]\d{3} --> ", Found("subtitles", _SAVED)),
    (rb'(?:\[\s*)?\{\s*"[^"\n]*"\s*:', Found("data (JSON)", _TAKEN)),
    (rb"<\?xml\b(?![\s\S]{0,1000}<html\b)", Found("XML", _SAVED)),
    (rb"(?:%[^\n]*\n\s*)*\\documentclass\b", Found("LaTeX", _SAVED)),
    (rb"(?:@prefix|@base|PREFIX|BASE)\s[^\n]*<", Found("RDF (Turtle)", _TAKEN)),
)
_SHAPED = tuple((re.compile(rb"(?:\xef\xbb\xbf)?\s*" + shape), found) for shape, found in _SHAPES)
_SUFFIXES = dict.fromkeys((".csv", ".tsv", ".tab"), Found("a table", _TAKEN)) | dict.fromkeys(
    (".toml", ".yaml", ".yml"), Found("a file of data", "give the text that it is about")
)


def mistaken(name: str, head: bytes) -> Found | None:
    """Return what a file that begins with some bytes is instead of a text; None where it may be one."""
    kind = next((kind for mark, kind in _BYTES.items() if head.startswith(mark)), None)
    if kind is not None:
        return Found(f"{kind}, not text", _SAVED)
    shaped = next((found for shape, found in _SHAPED if shape.match(head)), None)
    found = shaped or _SUFFIXES.get(PurePath(name).suffix.lower())
    return found and found._replace(kind=f"{found.kind}, not a text of words")
