"""Rows put in the order of an ORDER BY clause after the engine has found them.

Oxigraph looks a text up on disk at every comparison, so that to sort a thousand rows by their labels takes longer than
to find them. Sorted here, each text is looked up once.
"""

import re
from collections.abc import Sequence

import pyoxigraph as ox

_KEY = r"(?:(?:ASC|DESC)\s*\(\s*[?$]\w+\s*\)|[?$]\w+)"
_CLAUSE = re.compile(rf"(?is)(?P<head>.*\}}[^{{}}]*?)(?P<tail>\bORDER\s+BY\s*{_KEY}(?:\s*{_KEY})*)\s*")
_COMMENT = re.compile(r"#[^\n>]*\}")
"""A comment that holds a brace, which then ends no group."""
_VARIABLE = re.compile(r"[?$](\w+)")

Row = tuple[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, ...]


def parted(query: str) -> tuple[str, str]:
    """Return a query without the ORDER BY it ends in, and that; as it is where it sorts by more than variables.

    A query with LIMIT or OFFSET, or with a comment after its last brace, stays as it is.
    """
    match = _CLAUSE.fullmatch(query)
    if match is None or _COMMENT.search(query) or "#" in query[query.rindex("}", 0, match.start("tail")) :]:
        return query, ""
    return match["head"], match["tail"]


def arranged(rows: list[Row], columns: Sequence[str], clause: str) -> list[Row] | None:
    """Return rows in the order of a clause of :func:`parted`, and of the engine where that leaves it open.

    Without a clause they stay as they are. None where a key is no column, or a value of it neither IRI nor literal.
    """
    if not clause or not rows:
        return rows
    names = list(dict.fromkeys(_VARIABLE.findall(clause)))
    if not set(names) <= set(columns):
        return None
    places = [columns.index(name) for name in names]
    keys = [[row[place] for place in places] for row in rows]
    if any(isinstance(term, ox.BlankNode | ox.Triple) for key in keys for term in key):
        return None
    number = max(columns, key=len) + "_"
    told = "\n".join(
        f"({' '.join('UNDEF' if term is None else str(term) for term in key)} {place})"
        for place, key in enumerate(keys)
    )
    variables = " ".join(f"?{name}" for name in (*names, number))
    found = ox.Store().query(f"SELECT ?{number} WHERE {{ VALUES ({variables}) {{\n{told}\n}} }} {clause} ?{number}")
    assert isinstance(found, ox.QuerySolutions)
    return [rows[int(solution[0].value)] for solution in found]
