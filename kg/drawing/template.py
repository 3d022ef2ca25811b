"""The templates of pages: each room keeps its own in ``templates/``, and all are filled in one way."""

from functools import cache
from typing import TYPE_CHECKING, Any

from kg.character import shown
from kg.drawing.lettering import words
from kg.imprint import imprint
from kg.naming.firmness import firmness as words_of

if TYPE_CHECKING:
    from jinja2 import Environment


FIRMNESS = {"recovered": "corrected by us"}
"""Name of a modality → how it is told to readers, where that is another."""


def firmness(modality: str) -> str:
    """Return how firmly something is said, in words for readers.

    >>> firmness("recovered"), firmness("reported"), firmness("planInReport")
    ('corrected by us', 'reported', 'reported as planned')
    """
    return FIRMNESS.get(modality) or words_of(modality)


def quoted(text: str) -> str:
    """Return a text as CSS writes it in quotes.

    >>> quoted("claims"), len(quoted("the state's"))
    ("'claims'", 14)
    """
    told = " ".join(str(text).split()).replace("\\", "\\\\").replace("'", "\\'")
    return f"'{told}'"


@cache
def templates(room: str) -> "Environment":
    """Return the templates of a room (``site`` for ``kg/site/templates``), each compiled once.

    Every value is escaped and has no character that a page cannot hold, a name that is not given is an error, and the
    filter ``words`` writes a class name as words, ``firmness`` a modality, ``quoted`` a text of CSS.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    found = Environment(
        loader=PackageLoader(f"kg.{room}"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
        auto_reload=False,
    )
    found.filters["words"] = words
    found.filters["firmness"] = firmness
    found.filters["quoted"] = quoted
    found.globals["imprint"] = imprint
    return found


def _printable(value: Any) -> Any:
    """Return a value of a template; of a text, which is no markup yet, what HTML can hold."""
    return shown(value).replace("\x85", "\n") if type(value) is str else value
