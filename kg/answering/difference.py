"""The difference of two editions or builds, written for a reader or a machine."""

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.drawing.template import templates
from kg.errors import KgError
from kg.evidence.claim import kinds
from kg.evidence.receipt import Receipt
from kg.graph import edition, store
from kg.graph.edition import STATUSES, Change, Difference, Side
from kg.naming.index import alphabetical

MARKS = ("reclassified", "redated", "resourced", "recovered")
"""What a change may be besides its status."""

MEANINGS = {
    "added": "only the second side claims it",
    "removed": "only the first side claims it; that the second is silent is no denial",
    "changed": "both claim it, with other values",
    "kept": "both claim it, with the same values",
    "reclassified": "changed, and the category is another",
    "redated": "changed, and only the year is another",
    "resourced": "kept, but it rests on other evidence: another modality, voice or place",
    "recovered": "the second side has it only by claims that were put right, and the first not so",
}
OPERATIONS = {"added": "ADD", "removed": "DEL", "changed": "MOD", "kept": "MOD"}


def between(graphs: Sequence[Path | str], sides: Sequence[str]) -> Difference:
    """Return the difference that is meant: of two sources of one graph, or of two builds, which ``sides`` may name too.

    With two builds, one side is the source that alone is compared. No graph is the one built by default.

    Raises:
        KgError: it is neither; or a graph or source is not there.
    """
    if not graphs and len(sides) == 2 and all(store.is_address(side) or store.is_store(Path(side)) for side in sides):
        graphs, sides = sides, []
    if len(graphs) == 2 and len(sides) <= 1:
        first, second = (store.open_graph(place, any_version=True) for place in graphs)
        found = edition.between_builds(first, second, (str(graphs[0]), str(graphs[1])), *sides)
        versions = (store.stated_version(each) if isinstance(each, ox.Store) else None for each in (first, second))
        return replace(found, versions=tuple(versions))
    if len(graphs) <= 1 and len(sides) == 2:
        return edition.between_sources(store.open_graph(*graphs), *sides)
    todo = "write kg diff SOURCE SOURCE, or kg diff --graph PLACE --graph PLACE [SOURCE]"
    raise KgError("kg diff", f"{len(sides)} sides and {len(graphs)} graphs given", todo)


def warning(difference: Difference) -> str:
    """Return what is to be said where two versions of the toolkit made the builds; else nothing."""
    if len(set(difference.versions)) < 2:
        return ""
    sides = zip((difference.before, difference.after), difference.versions, strict=True)
    told = "; ".join(f"{side} by version {version or 'not stated'}" for side, version in sides)
    return f"two versions of the toolkit made these builds ({told}): what a version says otherwise is a change, too"


def counts(changes: Iterable[Change]) -> dict[str, Counter[str]]:
    """Return kind of situation → how many changes of each status and mark, in the order of the kinds."""
    found: dict[str, Counter[str]] = {kind: Counter() for kind in kinds()}
    for change in changes:
        found[change.kind].update(_tags(change))
    return {kind: counted for kind, counted in found.items() if counted}


def counts_by_state(changes: Iterable[Change]) -> dict[str, Counter[str]]:
    """Return state or territory → how many changes of each status and mark have it in a key role, sorted by CURIE."""
    found: dict[str, Counter[str]] = {}
    for change in changes:
        for state in change.states:
            found.setdefault(state, Counter()).update(_tags(change))
    return dict(sorted(found.items()))


def to_lines(difference: Difference) -> str:
    """Return a line for each change that is listed, sorted by kind, key and operation; the same input, the same bytes.

    A line is ``ADD|DEL|MOD <kind> <role>=<value> …`` with the key roles first, then the other values: as they are after
    ADD and DEL, and as ``<role>=<before>-><after>`` after MOD, where an absent value is empty. A kept situation on
    other evidence is a MOD of ``modality``, or of ``claim`` where the modality is the same. A value with a space, a
    quotation mark, a backslash or ``->`` in it is written as a JSON string.
    """
    lines = [
        " ".join([OPERATIONS[change.status], change.kind, *(f"{role}={_token(value)}" for role, value in change.key)])
        + "".join(f" {part}" for part in _parts(change))
        for change in filter(_is_listed, difference.changes)
    ]
    return "".join(f"{line}\n" for line in sorted(lines, key=lambda line: (line.split(" ", 1)[1], line)))


def to_json(difference: Difference) -> str:
    """Return the counts and the listed changes as a JSON object; each side of a change has its receipts."""

    def side(stated: Side | None) -> dict[str, Any] | None:
        if stated is None:
            return None
        notes = [difference.receipts[claim]._asdict() for claim in stated.claims if claim in difference.receipts]
        return {"situation": stated.situation, "values": dict(stated.values), "claims": notes}

    changes = [
        {
            "status": change.status,
            **{mark: getattr(change, mark) for mark in MARKS},
            "kind": change.kind,
            "key": dict(change.key),
            "values": {role: {"before": old, "after": new} for role, (old, new) in change.values.items()},
            "before": side(change.before),
            "after": side(change.after),
        }
        for change in filter(_is_listed, difference.changes)
    ]
    told = {
        **({"versions": difference.versions} if any(difference.versions) else {}),
        "before": difference.before,
        "after": difference.after,
        "countsByKind": {kind: _filled(counted) for kind, counted in counts(difference.changes).items()},
        "countsByState": {state: _filled(counted) for state, counted in counts_by_state(difference.changes).items()},
        "changes": changes,
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def to_table(difference: Difference) -> str:
    """Return the counts by kind and by state as aligned tables for a terminal, and what the columns mean.

    Where the difference is of one kind, each change that is listed follows, with the receipts of both sides.
    """
    lines = [f"{difference.before} → {difference.after}", ""]
    for head, rows in _tables(difference):
        table = [[head, *STATUSES, *MARKS], *([name, *map(str, numbers)] for name, numbers in rows)]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        for row in table:
            numbers = "  ".join(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
            lines.append(f"{row[0].ljust(widths[0])}  {numbers}")
        lines.append("")
    lines += [f"{name}: {meaning}" for name, meaning in MEANINGS.items()]
    if len(counts(difference.changes)) == 1:
        for change in filter(_is_listed, difference.changes):
            lines += ["", f"{', '.join(_tags(change))}: {_sentence(difference, change)}"]
            lines += [f"  {name}: {note}" for name, notes in _notes(difference, change) for note in notes]
    return "\n".join(lines) + "\n"


def to_markdown(difference: Difference) -> str:
    """Return the counts as Markdown tables, and the listed changes with the receipts of both sides below them."""
    lines = [f"# {_name(difference, difference.before)} → {_name(difference, difference.after)}", ""]
    for head, rows in _tables(difference):
        lines += [_row([head, *STATUSES, *MARKS]), _row(["---", *["---:"] * (len(STATUSES) + len(MARKS))])]
        lines += [_row([name, *map(str, numbers)]) for name, numbers in rows] + [""]
    lines += [f"- *{name}*: {meaning}" for name, meaning in MEANINGS.items()]
    kind = ""
    for change in filter(_is_listed, difference.changes):
        if change.kind != kind:
            kind = change.kind
            lines += ["", f"## {kind}", ""]
        lines.append(f"- **{', '.join(_tags(change))}** {_plain(_sentence(difference, change))}")
        for name, notes in _notes(difference, change):
            lines += [f"  - {name}: {_plain(str(note))}" for note in notes]
    return "\n".join(lines) + "\n"


def to_html(difference: Difference) -> str:
    """Return one page that needs no other file and no network: counts, and the changes with receipts that fold open."""
    from markupsafe import Markup

    environment = templates("answering")
    script = environment.get_template("difference.js").render()
    rows = [
        {
            "kind": change.kind,
            "tags": _tags(change),
            "sentence": _sentence(difference, change),
            "sides": [(_name(difference, name), notes) for name, notes in _notes(difference, change)],
        }
        for change in filter(_is_listed, difference.changes)
    ]
    order = list(dict.fromkeys(row["kind"] for row in rows))
    rows.sort(key=lambda row: (order.index(row["kind"]), alphabetical(str(row["sentence"]))))
    return environment.get_template("difference.html").render(
        title=f"{_name(difference, difference.before)} → {_name(difference, difference.after)}",
        sides=[
            (difference.before, _name(difference, difference.before)),
            (difference.after, _name(difference, difference.after)),
        ],
        tables=_tables(difference),
        columns=(*STATUSES, *MARKS),
        meanings=MEANINGS,
        rows=rows,
        kinds=sorted({row["kind"] for row in rows}),
        script=Markup(script),
        digest="sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


FORMATS: dict[str, Callable[[Difference], str]] = {
    "table": to_table,
    "json": to_json,
    "md": to_markdown,
    "html": to_html,
    "lines": to_lines,
}
"""Name of a format → the function that writes a difference in it."""


def _tags(change: Change) -> list[str]:
    return [change.status, *(mark for mark in MARKS if getattr(change, mark))]


def _is_listed(change: Change) -> bool:
    return change.listed


def _notes(difference: Difference, change: Change) -> list[tuple[str, list[Receipt]]]:
    """Return what the sides of a change are called, with the receipts of each."""
    sides = ((difference.before, change.before), (difference.after, change.after))
    return [(name, [difference.receipts[claim] for claim in side.claims]) for name, side in sides if side]


def _filled(counted: Counter[str]) -> dict[str, int]:
    return {name: counted[name] for name in (*STATUSES, *MARKS)}


def _tables(difference: Difference) -> list[tuple[str, list[tuple[str, list[int]]]]]:
    """Return the two tables of counts: the heading of the first column, and its rows; the first ends with a sum."""
    by_kind = counts(difference.changes)
    total = sum(by_kind.values(), Counter())
    kind_rows = [(kind, list(_filled(counted).values())) for kind, counted in by_kind.items()]
    state_rows = [
        (_name(difference, state), list(_filled(counted).values()))
        for state, counted in counts_by_state(difference.changes).items()
    ]
    return [
        ("kind", [*kind_rows, ("all", list(_filled(total).values()))]),
        ("state or territory", sorted(state_rows, key=lambda row: alphabetical(row[0]))),
    ]


def _parts(change: Change) -> Iterator[str]:
    for side in (change.before, change.after):
        if side and change.status in ("added", "removed"):
            yield from (f"{role}={_token(value)}" for role, value in side.values)
    for role, (old, new) in change.values.items():
        yield f"{role}={_token(old)}->{_token(new)}"
    if change.resourced and change.before and change.after:
        said = [",".join(side.modalities) for side in (change.before, change.after)]
        if said[0] != said[1]:
            yield f"modality={said[0]}->{said[1]}"
        else:
            names = [",".join(claim.rpartition("/")[2] for claim in s.claims) for s in (change.before, change.after)]
            yield f"claim={names[0]}->{names[1]}"


def _token(value: str) -> str:
    return json.dumps(value, ensure_ascii=False) if re.search(r'[\s"\\]|->', value) else value


def _name(difference: Difference, name: str) -> str:
    return difference.labels.get(name, name)


def _sentence(difference: Difference, change: Change) -> str:
    """Return a change in words: its key, then what changed."""
    told = [f"{role} {_name(difference, value)}" for role, value in change.key]
    for side in (change.before, change.after):
        if side and change.status in ("added", "removed"):
            told += [f"{role} {_name(difference, value)}" for role, value in side.values]
    for role, (old, new) in change.values.items():
        told.append(f"{role} {_name(difference, old) or 'not given'} → {_name(difference, new) or 'not given'}")
    if change.resourced and change.before and change.after:
        told.append(f"{', '.join(change.before.modalities)} → {', '.join(change.after.modalities)}")
    return "; ".join(told)


def _plain(text: str) -> str:
    """Return text with the characters that mean something in Markdown escaped."""
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
