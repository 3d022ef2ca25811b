"""Questions that are watched: what changed in their answers since the build before, as text, JSON or an Atom feed."""

import csv
import io
import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote
from xml.sax.saxutils import escape

from kg.answering import answer
from kg.character import shown
from kg.errors import KgError, ReadError
from kg.evidence import claim
from kg.file import held, why
from kg.imprint import imprint
from kg.namespace import base_in_use, curie, iri
from kg.query import query
from kg.query.query import Queryable

Row = tuple[str, ...]


class Watched(NamedTuple):
    """A question with its parameters, and the rows of its answer."""

    asked: str
    columns: Row
    rows: tuple[Row, ...]


class Change(NamedTuple):
    """What changed in one answer; of one that was not asked before, all rows are new."""

    asked: str
    columns: Row
    added: tuple[Row, ...]
    removed: tuple[Row, ...]
    before: int | None
    """The rows of the answer before, or None where it was not asked."""
    after: int


def listed(path: Path) -> list[str]:
    """Return the questions of a file, one a line: a name and its parameters as ``name=value``; ``#`` begins a remark.

    Raises:
        ReadError: the file cannot be read, or asks nothing.
    """
    try:
        lines = held(path).decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(str(path), f"cannot be read ({why(error)})", "name a file of questions, one a line") from error
    found = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not found:
        raise ReadError(
            str(path), "it asks nothing", "write a question a line, such as: states-of-vendor vendor=huawei"
        )
    return found


def ask(graph: Queryable, asked: str) -> Watched:
    """Return the answer to a question that is written as its name and parameters.

    Raises:
        UnknownName: there is no such question or parameter, or a name that nothing answers to.
        KgError: a parameter is not written as name=value.
    """
    name, *pairs = asked.split(" ")
    given: dict[str, list[str]] = {}
    last = ""
    for pair in filter(None, pairs):
        key, equals, value = pair.partition("=")
        if equals and key:
            last = key
            given.setdefault(key, []).append(value)
        elif last:
            given[last][-1] += f" {pair}"
        else:
            raise KgError(asked, f"{pair!r} is not name=value", "write the name of a question, then name=value …")
    question = query.find(name)
    text = question.bind(partial(query.named, graph), given)
    table = query.run(graph, text, f"questions/{question.name}.rq")
    written = csv.reader(io.StringIO(answer.to_csv(answer.read(graph, table, question.claims))))
    columns, *rows = (tuple(row) for row in written)
    return Watched(" ".join(asked.split()), columns, tuple(sorted(set(rows))))


def changes(before: Sequence[Watched], after: Sequence[Watched]) -> list[Change]:
    """Return what changed in each answer, in the order of the later ones."""
    known = {each.asked: each for each in before}
    found = []
    for each in after:
        old = known.get(each.asked)
        same = old is not None and old.columns == each.columns
        was = set(old.rows) if old is not None and same else set()
        added = tuple(row for row in each.rows if row not in was)
        removed = tuple(sorted(was - set(each.rows)))
        found.append(Change(each.asked, each.columns, added, removed, len(was) if same else None, len(each.rows)))
    return found


def kept(path: Path) -> list[Watched]:
    """Return the answers that a file remembers; none where it is not there yet.

    Raises:
        ReadError: it holds something else.
    """
    if not path.exists():
        return []
    try:
        told = json.loads(held(path))
        return [
            Watched(each["asked"], tuple(each["columns"]), tuple(map(tuple, each["rows"]))) for each in told["watched"]
        ]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ReadError(str(path), f"no memory of answers ({why(error)})", "name another file, or remove it") from error


def memory(watched: Sequence[Watched]) -> str:
    """Return the text of the file that remembers answers."""
    return json.dumps({"watched": [each._asdict() for each in watched]}, ensure_ascii=False, indent=1) + "\n"


def to_text(found: Sequence[Change], day: str) -> str:
    """Return the changes for a terminal: a line for each answer, then one for each row, with CURIEs."""
    del day
    lines = []
    for each in found:
        lines.append(f"{each.asked}: {_counted(each)}")
        if each.before is not None:
            lines += [f"  + {_row(row)}" for row in each.added] + [f"  - {_row(row)}" for row in each.removed]
    return "".join(f"{line}\n" for line in lines)


def to_json(found: Sequence[Change], day: str) -> str:
    """Return the changes as a JSON list."""
    told = [each._asdict() | {"asOf": day} for each in found]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def to_atom(found: Sequence[Change], day: str) -> str:
    """Return the changes as an Atom feed, with an entry for each answer that changed; ``day`` is that of the data."""
    head = [
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">',
        f"  <id>{base_in_use()}watch</id>\n  <title>{_text(imprint().name)}: watched questions</title>",
        f"  <updated>{day}T00:00:00Z</updated>\n  <author><name>{_text(imprint().author)}</name></author>",
    ]
    for each in found:
        if each.before is None or each.added or each.removed:
            rows = [f"+ {_row(row)}" for row in each.added if each.before is not None]
            rows += [f"- {_row(row)}" for row in each.removed]
            name = each.asked.partition(" ")[0]
            head.append(
                f"  <entry>\n    <id>{base_in_use()}watch#{quote(each.asked)}-{day}-{_digest(each)}</id>\n"
                f"    <title>{_text(each.asked)}: {_text(_counted(each))}</title>\n"
                f'    <updated>{day}T00:00:00Z</updated>\n    <link href="{base_in_use()}question/{_text(name)}"/>\n'
                f"    <summary>{_text('; '.join(rows) or _counted(each))}</summary>\n  </entry>"
            )
    return "\n".join([*head, "</feed>\n"])


FORMATS = {"text": to_text, "json": to_json, "atom": to_atom}
"""Name of a format → the function that writes changes in it."""


def day(graph: Queryable) -> str:
    """Return the day on which the data were last changed, as the ontology in the graph says it."""
    asked = (
        f"SELECT ?day {{ ?ontology a <{iri('owl:Ontology')}> ; <{iri('dcterms:modified')}> ?day }} ORDER BY DESC(?day)"
    )
    return next((str(row["day"]) for row in query.run(graph, asked).values()), "1970-01-01")


def _digest(each: Change) -> str:
    """Return what tells a change from another of one day that leaves as many rows."""
    return claim.digest(str(each.before), *(cell for row in (*each.added, ("",), *each.removed) for cell in (*row, "")))


def _counted(each: Change) -> str:
    if each.before is None:
        return f"{_rows(each.after)}, asked for the first time"
    if not each.added and not each.removed:
        return f"unchanged, {_rows(each.after)}"
    return f"{_rows(len(each.added))} came, {len(each.removed)} went; {each.after} now"


def _rows(number: int) -> str:
    return f"{number} row{'' if number == 1 else 's'}"


def _row(row: Row) -> str:
    return ", ".join(curie(cell) if cell.startswith(("http://", "https://")) else cell for cell in row if cell)


def _text(value: str) -> str:
    return escape(shown(value), {'"': "&quot;"})
