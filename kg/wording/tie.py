"""A technology that a text says a state has from a vendor, or a vendor supplied a state with: what no index ties."""

import re

from kg.evidence.mention import HOME
from kg.wording.part import Plan
from kg.wording.reading import Reading
from kg.wording.shape import Meanings

_KINDS = (("technology", "t"), ("vendor", "v"), (HOME, "h"), ("state", "s"))
"""What a name may mean, and the letter that stands for it; a home stands before the state that it is of."""
_ROWS = ("state", "jurisdiction")
_MARK = re.compile("<(?:name|home|year)(s?)>")
_GIVES = r"(?:suppl(?:y|ies|ied)|sells?|sold|provides?|provided|delivers?|delivered|exports?|exported|equips?|equipped)"
_TAKES = (
    r"(?:buys?|bought|gets?|got|obtains?|obtained|purchases?|purchased|procures?|procured|imports?|imported|acquires?"
    r"|acquired|receives?|received|sources?|sourced|has|have|had)"
)
_OWN = r"(?:its|their|<s>'s|<h>'s|<h>)"
_FIRM = r"(?:the )?<[vh]>"
_WHICH = r"(?:[a-z]+ ){0,2}?"
_TIED = re.compile(
    rf"\b{_GIVES} (?:the )?<[sh]>'s {_WHICH}<t>"
    rf"|\b{_GIVES} (?:(?:the )?<s> |it )?with (?:its )?<t>"
    rf"|\b{_GIVES} (?:the )?<t> to (?:the )?<s>"
    rf"|{_OWN} {_WHICH}<t> {_WHICH}(?:from|by) {_FIRM}"
    rf"|<s> {_WHICH}{_TAKES} (?:(?:its|the) )?<t> from {_FIRM}"
    rf"|<t> (?:[a-z]+ )?(?:from|by) {_FIRM} (?:[a-z]+ )?or (?:from |by )?{_FIRM}",
    re.ASCII,
)


def tied(reading: Reading) -> bool:
    """Return whether a text ties a technology to a vendor within states: Kenya's cameras from NEC."""
    said = _said(reading)
    return bool(re.search("<[vh]>", said)) and _TIED.search(said) is not None


def claims(reading: Reading, plan: Plan) -> bool:
    """Return whether a plan has states for rows, of which it would tell a tie that a text asks for."""
    return any(part.frame is not None and part.frame.row in _ROWS for part in plan) and tied(reading)


def _said(reading: Reading) -> str:
    """Return a text with a letter in the place of each name that tells its kind."""
    shape = reading.shapes[0]
    names = iter(shape.names)
    return " ".join(
        _letter(found[1], next(names, {})) if (found := _MARK.fullmatch(mark)) else mark for mark in shape.marks
    )


def _letter(owner: str, meanings: Meanings) -> str:
    letter = next((letter for kind, letter in _KINDS if kind in meanings), "n")
    return f"<{letter}>'s" if owner else f"<{letter}>"
