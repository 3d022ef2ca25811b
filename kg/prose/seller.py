"""The firm that says "we" in a text of its own: its page is titled by its name, "References - Norlens Group".

Only a name that has the form of a firm's, or that a register has, or of which the text goes on to speak, is one.
"""

import re
from collections.abc import Iterator, Sequence

from kg.prose.article import Block, Document
from kg.prose.gazetteer import Mention
from kg.prose.grammar import known, listed
from kg.prose.sentence import normal
from kg.prose.unregistered import MORE, capitalized, name, unnamed

SAID = "from whose page it is"
_PARTED = re.compile(r"(?: [-\u2013|\u00b7/]| ?:) ")
_OURS = re.compile(r"\b(?:[Ww]e|[Oo]ur)\b(?! (?:reporter|correspondent|newspaper|readers|editor|sister))")
_QUOTED = re.compile(r'"[^"]*"')
_ABOUT = re.compile(r"(?:about|welcome to) (?=[A-Z])", re.IGNORECASE)


def seller(document: Document, blocks: Sequence[tuple[str, Sequence[Mention]]]) -> str | None:
    """Return the name of the firm whose page a document is, if it speaks of itself as "we"; or None.

    ``blocks`` are the texts of the document, each with the names that it has.
    """
    title = document.site
    texts = [_QUOTED.sub("", text) for text, _ in blocks]
    if title is None or not any(map(_OURS.search, texts)):
        return None
    text = normal(title.text)
    first = document.blocks[0].piece is title
    mentions = blocks[0][1] if first and blocks else ()
    found = {*_names(text, mentions, " ".join(texts[1:] if first else texts))}
    return found.pop() if len(found) == 1 else None


def _names(title: str, mentions: Sequence[Mention], body: str) -> Iterator[str]:
    """Yield the names in a title, of which each fills a part of it, that are a firm's."""
    parts = _PARTED.split(title)
    taken = {m.start: m for m in mentions}
    at = 0
    for part in parts if len(parts) > 1 or _ABOUT.match(title) else ():
        at = title.index(part, at)
        lead = _ABOUT.match(part)
        start = at + (lead.end() if lead else 0)
        whole = title[start : at + len(part)]
        mention = taken.get(start)
        if mention and mention.letter == "V" and mention.names and mention.end == at + len(part):
            yield mention.names[0]
        elif not any(start <= place < at + len(part) for place in taken):
            yield from (name(one.core) for one in capitalized(whole, ()) if _firm(one.core, whole, body, one.firm))


def _firm(core: str, whole: str, body: str, formed: bool) -> bool:
    """Return whether a name is a firm's by its form, or is one of which the text speaks."""
    words = core.split()
    if not whole.startswith(core) or len(whole) > len(core) + 8 or len(words) > 3 or unnamed(core):
        return False
    if formed or (len(words) > 1 and words[-1].lower() in {*MORE, "systems", "technologies", "labs"}):
        return True
    plain = words[0].lower() in known() or words[0].lower() in listed("opening")
    return not plain and len(words) == 1 and re.search(rf"\b{re.escape(core)}\b(?!')", body) is not None


def place(document: Document) -> Block | None:
    """Return the title of the page as a block, so that a span of it can be stated."""
    return Block(document.site, headline=True) if document.site else None
