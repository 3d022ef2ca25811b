"""The templates of pages: each room keeps its own in ``templates/``, and all are filled in one way."""

from functools import cache
from typing import TYPE_CHECKING

from kg.drawing.lettering import words

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def templates(room: str) -> "Environment":
    """Return the templates of a room (``site`` for ``kg/site/templates``), each compiled once.

    Every value is escaped, a name that is not given is an error, and the filter ``words`` writes a class name as words.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    found = Environment(
        loader=PackageLoader(f"kg.{room}"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.filters["words"] = words
    return found
