"""A page of HTML: its titles and paragraphs as clean text, each character with its offset in the file."""

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from kg.errors import MissingExtra, ReadError
from kg.prose.markup import Piece, visible

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
        self.hidden: str | None = None
        """The tag of the element that no browser shows, while it is open."""
        self.nested = 0

    def read(self) -> None:
        """Read the page bit by bit, so that what is never closed is not looked at again and again.

        Raises:
            ReadError: a tag or an entity is as long as :data:`LONGEST_TAG`.
        """
        page = tame(self.page)
        for start in range(0, len(page), LONGEST_TAG):
            self.feed(page[start : start + LONGEST_TAG])
            if len(self.rawdata) > LONGEST_TAG:
                found = f"what begins at character {self.position():,} does not end within {LONGEST_TAG:,} more"
                raise ReadError("the page", found, "close the tag, or save the text of the page")
        self.close()
        self.flush()

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
        if self.hidden == "p" and tag in _BLOCKS:
            self.hidden = None
        if self.hidden:
            self.nested += tag == self.hidden
        elif tag not in _VOID and _hides(dict(attrs)):
            self.flush()
            self.hidden, self.nested = tag, 1
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
        self.nested -= tag == self.hidden
        self.hidden = self.hidden if self.nested else None

    def _add(self, text: str, offsets: range) -> None:
        if not self.silent and not self.hidden:
            self.text.append(text)
            self.offsets += offsets

    def handle_data(self, data: str) -> None:
        start = self.position()
        self._add(data.replace(_SIGN, "#"), range(start, start + len(data)))

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def _reference(self, reference: str) -> None:
        start = self.position()
        for character in html.unescape(reference):
            self._add(character, range(start, start + 1))


def _hides(attributes: dict[str, str | None]) -> bool:
    """Return whether an element with these attributes is not shown."""
    style = re.sub(r"\s", "", attributes.get("style") or "").lower()
    hidden = attributes.get("hidden", "no") != "no" or attributes.get("aria-hidden") == "true"
    return hidden or "display:none" in style or "visibility:hidden" in style


LONGEST_TAG = 65_536
"""The characters of a tag, its attributes included, that is read."""
_UNREAD = re.compile(
    r"<(?P<name>script|style)\b[^>]*(?<!/)>(?s:.*?)(?:</(?P=name)\b[^>]*>|\Z)"
    r"|<!--(?:-?>|(?s:.*?)--!?\s*>|(?s:.*))|<(?:[!?]|/[^a-zA-Z>])[^>]*(?:>|\Z)|<(?P<tag>/?[a-zA-Z][a-zA-Z0-9]*)\b[^<>]{2000,}>",
    re.IGNORECASE,
)
LONGEST_GAP = 1_000
"""The characters that one end tag stands for."""
_LINE = re.compile(r"[^\n]{1,1000}")
_OPEN = re.compile(r"<[a-zA-Z/]")
_BARE = re.compile(r"&#(?!\d|[xX][0-9a-fA-F])")
_SIGN = "\ue023"
"""What stands for the sign in "&#" where no number follows: the parser would wait for one up to the end."""


def tame(page: str) -> str:
    """Return a page of the same length, without comments, declarations and scripts, and with no tag open at its end.

    What is left out is read by no browser as text either; end tags of the same length stand there.
    """

    def left(match: re.Match[str]) -> str:
        if len(match.group()) > LONGEST_GAP:
            begun = f"<{match['tag']}>" if match["tag"] else ""
            return begun + _LINE.sub(gap, match.group()[len(begun) :])
        name = match["tag"] or "/b"
        inside = re.sub(r"[^\n]", " ", match.group()[len(name) + 1 : -1])
        return f"<{name}{inside}>" if len(match.group()) > len(name) + 1 else match.group()

    def gap(match: re.Match[str]) -> str:
        length = len(match.group())
        return f"</b{' ' * (length - 4)}>" if length > 3 else " " * length

    page = _BARE.sub("&" + _SIGN, _UNREAD.sub(left, page))
    last = page.rfind(">") + 1
    unclosed = _OPEN.search(page, last)
    return page[: unclosed.start()] if unclosed else page


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
    reader.read()
    main = _words(trafilatura.extract(page, include_comments=False, include_tables=True) or "")
    for piece in reader.pieces:
        if not main.strip() or piece.level == 1 or _words(piece.text) in main:
            yield piece


def _words(text: str) -> str:
    return " " + " ".join(re.findall(r"\w+", visible(text))) + " "
