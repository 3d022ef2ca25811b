"""Findings as a page: each check with its law, what it found, and on what."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from kg import file
from kg.drawing.template import templates
from kg.errors import TargetError
from kg.graph.validation import Finding
from kg.namespace import curie
from kg.query import query


def write(findings: Sequence[Finding], path: Path) -> Path:
    """Write findings as one HTML page that loads nothing, and return its path.

    Raises:
        TargetError: the page cannot be written.
    """
    try:
        file.replace(path, page(findings).encode())
    except OSError as error:
        todo = "name a file in a writable folder"
        raise TargetError(str(path), f"cannot be written ({error.strerror})", todo) from error
    return path


def page(findings: Sequence[Finding]) -> str:
    """Return the page; checks are in the order of their names, and the same findings give the same text."""
    laws = {f"violations/{each.name}": each.summary for each in query.read_all("violations")}
    grouped = [(check, list(found)) for check, found in groupby(sorted(findings), key=lambda each: each.check)]
    places = templates("checking")
    return places.get_template("report.html").render(
        total=len(findings),
        grouped=[
            (check, laws.get(check, "What the shape says of its target class."), found) for check, found in grouped
        ],
        silent=[(check, law) for check, law in laws.items() if check not in dict(grouped)],
        curie=curie,
    )
