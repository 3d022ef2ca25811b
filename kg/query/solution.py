"""What a query answers: rows of RDF terms under the names of its columns, and each term as a value of Python."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import MissingExtra
from kg.namespace import XSD

if TYPE_CHECKING:
    import pandas as pd

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True)
class Table:
    """An answer: column names in the order of SELECT, and rows of RDF terms (None where unbound)."""

    columns: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Term | None]]:
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))

    def values(self) -> Iterator[dict[str, Any]]:
        """Yield each row as column → Python value: IRIs as text, numbers and booleans as such, None where unbound."""
        for row in self.rows:
            yield {column: python(term) for column, term in zip(self.columns, row, strict=True)}

    def to_frame(self) -> "pd.DataFrame":
        """Return the rows as a pandas DataFrame, columns in order.

        Raises:
            MissingExtra: pandas is not installed, which the extra ``notebook`` brings.
        """
        try:
            import pandas as pd
        except ModuleNotFoundError as error:
            raise MissingExtra("to_frame()", "pandas", "notebook") from error

        return pd.DataFrame(list(self.values()), columns=list(self.columns))

    def _repr_html_(self) -> str:
        def cells(tag: str, values: Sequence[Any]) -> str:
            return "<tr>" + "".join(f"<{tag}>{escape('' if v is None else str(v))}</{tag}>" for v in values) + "</tr>"

        body = "".join(cells("td", list(row.values())) for row in self.values())
        return f"<table><thead>{cells('th', self.columns)}</thead><tbody>{body}</tbody></table>"


_NUMBERS: dict[str, Callable[[str], Any]] = {
    XSD + "integer": int,
    XSD + "decimal": float,
    XSD + "double": float,
    XSD + "boolean": lambda text: text == "true",
}


def python(term: Term | None) -> Any:
    """Return a term as a Python value: text of an IRI or literal, a number, a boolean, or None.

    A literal that is not in the lexical space of its datatype stays text.
    """
    if isinstance(term, ox.Literal):
        try:
            return _NUMBERS.get(term.datatype.value, str)(term.value)
        except ValueError:
            return term.value
    return None if term is None else getattr(term, "value", str(term))
