"""A picture by its name: a file in ``queries/views`` becomes a network, one in ``queries/charts`` a map or a chart."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.charts import sheet
from kg.errors import UnknownName, suggestion
from kg.networks import view
from kg.query import library, query
from kg.query.query import Query, Queryable


def draw(store: Queryable, name: str, target: Path, **params: Any) -> Path:
    """Write the view or chart called ``name`` to a file, in the format its suffix names, and return the path.

    Raises:
        UnknownName: no such view or chart, no such parameter, or a name in a parameter that nothing answers to.
        TargetError: the suffix is not a format, or the file cannot be written.
        QueryError: the answer cannot be drawn.
    """
    places: dict[str, Callable[..., Path]] = {"views": view.draw, "charts": sheet.draw}
    for place, drawn in places.items():
        if name in library.files(place):
            return drawn(store, name, target, **params)
    known = [each for place in places for each in library.files(place)]
    raise UnknownName(
        repr(name), "no view and no chart has this name", suggestion(name, known, "'kg draw --list' lists them")
    )


def read_all() -> list[Query]:
    """Return every view, then every chart, each sorted by name."""
    return [*query.read_all("views"), *query.read_all("charts")]
