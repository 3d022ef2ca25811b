"""A flag: the heading of a column of marks that says whether a row counts, is verified, or is taken back."""

import re

from kg.importing import heading
from kg.naming.form import bare
from kg.tables import phrase, remark
from kg.tables.mark import stance

_LITTLE = frozenset(
    [
        "is",
        "was",
        "been",
        "has",
        "have",
        "had",
        "does",
        "did",
        "do",
        "be",
        "are",
        "were",
        "to",
        "the",
        "a",
        "an",
        "it",
        "this",
        "since",
        "already",
        "now",
        "still",
        "currently",
        "x",
        "yes",
        "no",
        "y",
        "n",
        "1",
        "by",
        "contract",
        "project",
        "deal",
        "row",
        "entry",
        "record",
        "case",
        "deployment",
        "system",
        "projekt",
        "vertrag",
        "projet",
        "contrat",
        "proyecto",
        "contrato",
        "projeto",
        "est",
        "ist",
        "el",
        "la",
        "le",
        "der",
        "die",
        "das",
    ]
)
"""What stands beside such a word in a heading that is said of the whole row."""
_VERIFIES = re.compile(
    r"\b(?:gesichert|belegt|проверено|provereno|потврђено|verif\w*|confirm\w*|validat\w*|validity|bestatig\w*|uberpruft|gepruft|подтвержд\w*|potvrd\w*|potvrđ\w*)\b"
)
"""What a heading says of which the cells tell whether a row was verified, and not how far the thing is."""
_INCLUDES = re.compile(r"(?:to )?(?:include|keep|use)d?(?: in (?:the )?(?:report|data|dataset|list|count))?")
"""What a heading says of which the cells tell whether a row is to be kept."""


def takes_back(text: str, marked: bool = True) -> bool:
    """Return whether a heading is nothing but a word that takes back the rows that its column marks.

    ``marked`` says that its cells are marks; of words that say more than that, fewer headings do.

    >>> [takes_back(text) for text in ("Cancelled?", "is_deleted", "Test data", "Ban on facial recognition", "Vendor")]
    [True, True, True, False, False]
    """
    told = _told(text)
    if len(told.split()) == 1 and heading.otherwise(told) == told:
        return True
    said = remark.whole(told)
    if said and not said.stance:
        return True
    return marked and (remark.is_of_none(told) or (not isinstance(stance(told), str) and _is_over(told)))


def keeps(text: str) -> bool:
    """Return whether a heading over marks asks of a row whether it counts, or is so.

    >>> [keeps(text) for text in ("Valid", "is_current", "Is the system currently in operation?", "Include?", "EU")]
    [True, True, True, True, False]
    """
    told = _told(text)
    return includes(text) or bool(phrase.form("kept").fullmatch(told)) or stance(told) == "asserts"


def _is_over(told: str) -> bool:
    return bool(phrase.form("status.over").fullmatch(told) or phrase.form("status.denies").fullmatch(told))


def _told(text: str) -> str:
    """Return the words of a heading but for those that stand around what it says."""
    return " ".join(word for word in bare(text.replace("_", " ")).split() if word not in _LITTLE)


def includes(text: str) -> bool:
    """Return whether a heading asks whether a row is to be kept, as "Include?" does.

    >>> includes("Include?"), includes("Status")
    (True, False)
    """
    return bool(_INCLUDES.fullmatch(bare(text)))


def verifies(text: str) -> bool:
    """Return whether a heading asks whether a row is verified, as "Confirmed?" does and "Status" does not.

    >>> verifies("Confirmed?"), verifies("Phase")
    (True, False)
    """
    return bool(_VERIFIES.search(bare(text)))
