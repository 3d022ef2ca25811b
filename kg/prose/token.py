"""The words and signs of a text, as spaCy's rules for English tell them apart."""

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import MissingExtra

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_UNBROKEN = re.compile(r"\S{100,200}(?<=[^\w\s])|\S{200}")
"""A stretch without a blank that is longer than any word, up to a sign where there is one."""


def lowered(text: str) -> str:
    """Return a text in lower case; its length does not change."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


_PARTICLES = ("out", "up", "over", "off", "in")


class Token(NamedTuple):
    """A word or sign of a text: where it stands, as written, and in lower case."""

    start: int
    end: int
    text: str
    word: str


def made(nlp: "Language", text: str) -> "Doc":
    """Return the words of a text; what has no blank is cut, for spaCy's work grows with the square of its length."""
    cuts = [match.end() for match in _UNBROKEN.finditer(text)]
    if not cuts:
        return nlp.make_doc(text)
    from spacy.tokens import Doc

    parts = [nlp.make_doc(text[start:end]) for start, end in pairwise([0, *cuts, len(text)]) if start < end]
    return Doc.from_docs(parts, ensure_whitespace=False) or nlp.make_doc("")


def joined(doc: "Doc") -> "Doc":
    """Return a text with words such as "e-gates" and "roll-out", which spaCy cuts at their hyphen, made one again."""
    with doc.retokenize() as retokenizer:
        for at, (first, hyphen) in enumerate(pairwise(doc)):
            if hyphen.text != "-" or first.whitespace_ or hyphen.whitespace_ or at + 3 > len(doc):
                continue
            if len(first) == 1 or doc[at + 2].lower_ in _PARTICLES:
                retokenizer.merge(doc[at : at + 3])
    return doc


def cut(parsed: "Doc", text: str) -> list[Token]:
    """Return the words of a parsed text; read as numbers, for a word of spaCy's costs more than what is asked of it."""
    low = lowered(text)
    places = parsed.to_array(["IDX", "LENGTH"]).tolist() if len(parsed) else []
    return [Token(start, start + size, text[start : start + size], low[start : start + size]) for start, size in places]


def pipeline() -> "Language":
    """Return what cuts English into words.

    Raises:
        MissingExtra: spaCy is not installed.
    """
    try:
        import spacy
        from spacy.util import compile_infix_regex
    except ImportError as error:
        raise MissingExtra("reading prose", "spaCy", "text") from error
    nlp = spacy.blank("en")
    infixes = [*(nlp.Defaults.infixes or ()), r"(?<=[A-Za-z.])-(?=based\b)", r"--+", r"[–—()]", r"(?<=\w)/(?=\w)"]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp
