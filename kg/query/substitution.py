"""A query in which terms have given way to others, whether it writes them in full, with a prefix, or with escapes."""

from collections.abc import Mapping

from kg.query import syntax


def substituted(text: str, others: Mapping[str, str]) -> str:
    """Return a query with what stands for each of some IRIs in the place of it; prefixes are declared as they were.

    What the texts of strings and comments say stays as it is, and so does a query that names none of them.
    """
    told = syntax.read(text)
    pieces, end = [], 0
    for token in told.tokens:
        if token.kind in ("iri", "prefixed") and (other := others.get(told.named(token))) is not None:
            pieces += [told.text[end : token.start], other]
            end = token.end
    return "".join((*pieces, told.text[end:])) if pieces else text
