"""Which document of a resource an ``Accept`` header gets, as one table, and that table as rules for web servers.

A quality is read in tenths (0.95 as 0.9); of several media types of one quality the first of the table is sent; a
range that names a type counts before one with a wildcard. :func:`choose` says so for a server of our own.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from kg.site import address
from kg.site.layout import APART, BUNDLE, WHOLE, Layout

MEDIA: Mapping[str, str] = {
    "html": "text/html",
    "xml": "application/xml",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "csv": "text/csv",
    "json": "application/json",
    "rq": "application/sparql-query",
    "nq": "application/n-quads",
    "trig": "application/trig",
    "jelly": "application/x-jelly-rdf",
    "parquet": "application/vnd.apache.parquet",
    "atom": "application/atom+xml",
    "css": "text/css",
    "js": "text/javascript",
    "cff": "application/yaml",
    "graphml": "application/graphml+xml",
    "svg": "image/svg+xml",
    "png": "image/png",
    "webmanifest": "application/manifest+json",
    "txt": "text/plain",
    "gz": "application/gzip",
}
"""Suffix of a file → its media type."""

WELL_KNOWN, DESCRIPTION = ".well-known/void", "void.ttl"
"""Where VoID is looked for, and where it stands."""
DOCUMENTS = WHOLE.formats
"""The suffixes of the documents of a thing, the preferred first."""

LEVELS = "A9876543210"
"""The qualities from 1 down by tenths; ``-`` is not acceptable."""

SHORT = 500
"""Characters of an ``Accept`` header whose reading is remembered."""
_ZERO = re.compile(r"[ \t]*q[ \t]*=[ \t]*0(?:\.0{0,3})?[ \t]*")
_TENTHS = re.compile(r"[ \t]*q[ \t]*=[ \t]*0\.([0-9])")

POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; worker-src blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
EMBED = "embed.html"
"""The one page that others may frame."""
FRAMED = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
"""Its policy."""
UNFRAMED = POLICY.replace("; frame-ancestors 'none'", "")
"""The policy that says nothing of frames, where another header does (:func:`kg.site.hosting.netlify`)."""


class Class(NamedTuple):
    """A class of resources that are no documents: the path of one as a pattern, and the suffixes of its documents."""

    name: str
    pattern: str
    suffixes: tuple[str, ...]
    place: str = "$1"
    """The path of its documents without suffix, of the groups of the pattern."""
    fragment: str = ""
    """The fragment that leads to it in them, of the groups of the pattern."""

    def location(self, suffix: str, group: str = r"$\1") -> str:
        """Return where a document of one stands; ``group`` is how the rules of a server write the number of a group."""
        told = f"{self.place}.{suffix}" + (f"#{self.fragment}" if self.fragment else "")
        return re.sub(r"\$(\d)", group, told)


def is_text(media: str) -> bool:
    """Return whether files of a media type are texts, which become smaller when they are packed.

    >>> is_text("text/turtle; charset=utf-8"), is_text("image/svg+xml"), is_text("image/png")
    (True, True, False)
    """
    kind = media.partition(";")[0]
    return kind.startswith("text/") or kind.endswith(("json", "xml", "javascript", "-triples", "-quads", "yaml"))


def classes(form: Layout = WHOLE) -> tuple[Class, ...]:
    """Return the table: every class of resources whose IRI answers 303."""
    apart = "|".join(APART)
    own = [name for name in address.registers() if not form.compact or name not in APART]
    registers = "|".join((*own, address.TERM))
    asked = ("html", "csv", "rq") if form.compact else ("html", "csv", "json", "rq")
    bundled = Class("bundled", rf"({apart})/([0-9a-f]{{2}})([0-9a-f]+)", form.bundled, f"{BUNDLE}/$2", "$1-$2$3")
    return (
        *((bundled,) if form.compact else ()),
        Class("thing", rf"((?:{registers})/[A-Za-z0-9_-]+)", form.formats),
        Class("ontology", r"(ontology)(?:/[A-Za-z0-9_./-]*)?", DOCUMENTS),
        Class("data", rf"({address.DATA})", DOCUMENTS),
        Class("question", r"(question/[A-Za-z0-9_-]+)", asked),
    )


def choose(accept: str | None, suffixes: Iterable[str]) -> str | None:
    """Return the suffix of the document an ``Accept`` header gets, or None where none is acceptable.

    >>> choose("text/html;q=0.4, text/*;q=0.8", ["html", "ttl"]), choose("image/png", ["html"])
    ('ttl', None)
    """
    said = _read(accept)
    found = {suffix: _level(said, MEDIA[suffix]) for suffix in suffixes}
    best = min(found, key=lambda suffix: LEVELS.find(found[suffix]) if found[suffix] != "-" else len(LEVELS))
    return None if found[best] == "-" else best


def ranked(accept: str | None, media: Iterable[str]) -> list[str]:
    """Return those of several media types that an ``Accept`` header takes, the best first, by the same rules.

    >>> ranked("text/csv;q=0.4, application/*;q=0.8", ["text/csv", "text/html", "application/json"])
    ['application/json', 'text/csv']
    """
    said = _read(accept)
    found = {each: _level(said, each) for each in media}
    return sorted((each for each in found if found[each] != "-"), key=lambda each: LEVELS.find(found[each]))


def is_page(accept: str | None, media: Iterable[str]) -> bool:
    """Return whether an ``Accept`` header asks for a page before any of several other media types, as a browser's does.

    >>> is_page("text/html,*/*;q=0.8", ["application/json"]), is_page("*/*", ["application/json"])
    (True, False)
    """
    return ranked(accept, (*media, MEDIA["html"]))[:1] == [MEDIA["html"]]


def _level(said: Mapping[str, str] | None, media: str) -> str:
    if said is None:
        return "A"
    for ranged in (media, media.partition("/")[0] + "/*", "*/*"):
        if ranged in said:
            return said[ranged]
    return "-"


def _read(accept: str | None) -> Mapping[str, str] | None:
    """Return what an ``Accept`` header says of each media range, or None where there is none: it takes anything."""
    if not accept:
        return None
    return _held(accept) if len(accept) <= SHORT else _said(accept)


def _said(accept: str) -> dict[str, str]:
    """Return media range → level, as :func:`levels` has it, in time that grows with the length of the header only."""
    found: dict[str, str] = {}
    for element in accept.lower().split(","):
        ranged, *parameters = element.split(";")
        level = "A"
        for parameter in parameters:
            if _ZERO.fullmatch(parameter):
                level = "-"
                break
            if match := _TENTHS.match(parameter):
                level = match[1]
        ranged = ranged.strip(" \t")
        before = found.get(ranged, "A")
        if before == "A" or level == "-":
            found[ranged] = level
    return found


_held = lru_cache(maxsize=1000)(_said)


def levels(media: str) -> list[tuple[str, str]]:
    """Return (pattern, level) in the order of trial; where the level is empty, it is the pattern's first group."""
    found = []
    for ranged in (media, media.partition("/")[0] + "/*", "*/*"):
        start = rf"(?:^|,)[ \t]*{re.escape(ranged)}[ \t]*"
        quality = start + r"(?:;[^,;]*)*;[ \t]*q[ \t]*=[ \t]*0"
        found.append((quality + r"(?:\.0{0,3})?[ \t]*(?:[,;]|$)", "-"))
        found.append((quality + r"\.([0-9])", ""))
        found.append((start + r"(?:[,;]|$)", "A"))
    return found


def picks(suffixes: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return (pattern over the levels in order, suffix): the highest level, then the order of the table."""
    return [("^" + "." * place + level, name) for level in LEVELS for place, name in enumerate(suffixes)]


def used(form: Layout) -> list[str]:
    """Return the suffixes of all classes, each once."""
    return list(dict.fromkeys(suffix for each in classes(form) for suffix in each.suffixes))
