"""A view query's answer as a network: its edges keep their claims, from the store to the file.

A view is a file in ``queries/views``. Each row is one claim of one edge: ``?from ?to ?claim``, and, where the view has
more to say, ``?fromLabel ?toLabel ?fromType ?toType`` (else the register's), ``?source ?modality`` (else the claim's),
``?year``, and any other variable as a detail of the edge. Its front matter may say how it is drawn: ``layout``
(bipartite or force), ``key`` (a variable; one edge for each of its values), ``weight`` (a variable whose distinct
values are the weight), ``via`` (a variable: what stands between the ends; ``?step`` then says which step of that path
the claim is evidence of), ``color`` (a variable by whose values edges are told apart), ``pale`` (those of its
values, parted by ``|``, that stay in the background), ``symmetric`` (yes: the lines
have no direction) and ``limits`` (what the picture does not say).
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.drawing.target import chosen, replace
from kg.evidence.receipt import Receipt
from kg.networks import exchange, plate, projection
from kg.networks.projection import EVIDENCE as EVIDENCE
from kg.query.query import Queryable

if TYPE_CHECKING:
    from kg.networks.projection import Network as Network


def read(store: Queryable, name: str, **params: Any) -> "Network":
    """Return the view called ``name`` as a network.

    There is one edge from a node to another, or one for each value of the variable the view names as its ``key``. The
    edge's key is also its ``id``. An edge has these attributes, lists being sorted:

    - ``claims``: their IRIs; ``sources``, ``origins`` (the sources that are independent: one that repeats another
      counts as that one), ``editions`` (the sources that are editions of an index) and ``modalities``: lists of ids;
    - ``sourceCount`` and ``originCount``: how many of them there are;
    - ``steps``: where the view names a ``via``, what stands between the ends, the step and the claim, as
      ``vendor:huawei|1|claim:…``; the edge stands as long as one path has a claim for each of its steps;
    - ``firstYear`` and ``lastYear``, and ``years``, which claim is of which year, as ``2022|claim:…``: absent where no
      row has a year;
    - ``against``: what is said against it, in words: who denies it or disputes a claim of it; absent where nobody does;
    - ``weight``: the number of distinct values of the variable the view names as its ``weight``, else 1;
    - a list of texts for each further variable of the view.

    What is denied and not drawn stands in ``graph["denied"]``, parted by ``|``, where there is any; what is only
    planned, alleged or the like in ``graph["unsettled"]``, with ``only planned`` in ``graph["unsettledAs"]``.

    Raises:
        UnknownName: no such view or parameter, or a name in a parameter that nothing answers to.
        QueryError: the view lacks a column, or a row has no claim, or an end that is a literal, a class or a source.
    """
    return projection.network(projection.answer(store, name, params, brief=True))


def draw(store: Queryable, name: str, target: Path, **params: Any) -> Path:
    """Write the view called ``name`` to a file, in the format its suffix names, and return the path.

    ``.html`` is a page that needs no other file and no network; ``.svg`` and ``.png`` are plates for print;
    ``.graphml``, ``.gexf``, ``.json`` (node-link JSON with the receipts of the claims), ``.csv`` and ``.parquet`` (a
    row for each edge) are for other tools, and :mod:`kg.networks.exchange` says what they hold.
    The file is replaced as a whole: a failure leaves what stood there.

    Raises:
        TargetError: the suffix is not a format, or the file cannot be written.
        MissingExtra: the format is Parquet, and DuckDB is not installed.
        UnknownName, QueryError: as :func:`read`.
    """
    write = chosen(target, FORMATS)
    answer = projection.answer(store, name, params)
    replace(target, write(projection.network(answer), answer.notes))
    return target


def _page(network: "Network", notes: Mapping[str, Receipt]) -> bytes:
    from kg.networks.network import page

    return page(network, notes).encode()


FORMATS: dict[str, Callable[["Network", Mapping[str, Receipt]], bytes]] = {
    ".html": _page,
    ".svg": lambda network, notes: plate.svg(network, notes).encode(),
    ".png": plate.png,
    ".graphml": exchange.graphml,
    ".gexf": exchange.gexf,
    ".json": exchange.node_link,
    ".csv": exchange.table,
    ".parquet": exchange.parquet,
}
"""Suffix of a file → the function that gives its content."""
