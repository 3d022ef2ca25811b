"""The timing of a row: the times that its columns give its claims, and what is said of a time that has not come yet."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kg.naming.form import bare
from kg.tables.cell import Cell
from kg.tables.mapping import SHEET, Column
from kg.tables.mark import yes
from kg.tables.remark import Saying
from kg.tables.row import Entry

_NO_SPAN = "it tells from when or until when, and a deal is no beginning and no end of a supply"
DEAL = "deal"
"""What ``is`` of a column of times says that are those of contracts."""
TIMES = ("time", "since", "until", "heldAt")
"""The keys of a claim that name a column of times."""


def of(
    entry: Entry,
    spec: Mapping[str, Any],
    columns: Mapping[str, Column],
    read: Callable[[str], Cell],
    touched: set[str],
) -> tuple[dict[str, str], list[str]]:
    """Return the times that a row gives a claim, and why they are read otherwise than they are written.

    ``read`` gives what the cell of a column holds; the columns of which one is taken are added to ``touched``.
    """
    times: dict[str, str] = {}
    reasons = []
    for key in TIMES:
        source = spec.get(key)
        if source == SHEET:
            if not times and (match := re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", entry.sheet)):
                times["heldAt"] = match[0]
        elif source in columns:
            told = read(source).times if source in entry.texts else None
            if told is not None and told.open and key != "until":
                entry.leave(str(source), "it says that it goes on, and not since when")
            elif told is not None and columns[str(source)].is_ == DEAL and not told.at:
                entry.leave(str(source), _NO_SPAN)
            elif told is not None and told.of not in ("", spec["kind"]):
                entry.leave(str(source), f"it is the time of the {told.of}, and not of the {spec['kind']}")
            elif told is not None:
                times |= told.roles(key)
                reasons += [told.reason] if told.reason else []
                touched.add(str(source))
        elif source:
            times["heldAt" if key == "time" else key] = str(source)
    if times.get("since", "") > times.get("until", "9"):
        for key in ("since", "until"):
            source = spec.get(key) if spec.get(key) in columns else spec.get("time")
            touched.discard(str(source))
            entry.leave(str(source), f"{times['since']} to {times['until']} ends before it begins")
        return {key: value for key, value in times.items() if key == "heldAt"}, reasons
    return times, reasons


def unclear(entry: Entry, spec: Mapping[str, Any], columns: Mapping[str, Column], read: Callable[[str], Cell]) -> str:
    """Return why a row makes no claim whose column of times holds words that are no time, or nothing.

    What has a digit may be a time that is not read, and the claim is made without one; an end that is not read leaves
    it out, for it may be over.
    """
    for source, keys in _columns(spec, columns).items():
        text = entry.texts.get(source, "")
        if not re.search(r"[^\W\d_]", text) or (yes(text) is False and keys == {"until"}):
            continue
        if re.search(r"\d", text) and "until" not in keys:
            continue
        cell = read(source)
        known = cell.times is not None or cell.saying is not None or bare(text) == "na"
        if not known and any("nothing is known" not in each.why for each in cell.unread):
            return f"the {source!r} of its row says {text.strip()!r}, which is no time, and may be said of the row"
    return ""


def _columns(spec: Mapping[str, Any], columns: Mapping[str, Column]) -> dict[str, set[str]]:
    """Return column of times → the keys of a claim that name it, and of a deal, without which there is no use."""
    found: dict[str, set[str]] = {name: set() for name, column in columns.items() if _is_deal(column)}
    for key in TIMES:
        found.setdefault(str(spec.get(key)), set()).add(key)
    return found


def _is_deal(column: Column) -> bool:
    return column.reads == "time" and column.is_ == DEAL


def sayings(entry: Entry, spec: Mapping[str, Any], read: Callable[[str], Cell]) -> Iterator[Saying | None]:
    """Yield what the cells of times of a row say of a claim besides."""
    for source in (spec.get(key) for key in TIMES):
        if source in entry.texts:
            yield read(str(source)).saying


def late(
    entry: Entry,
    spec: Mapping[str, Any],
    columns: Mapping[str, Column],
    times: Mapping[str, str],
    read: Callable[[str], Cell],
    latest: str,
) -> str:
    """Return why what is said to be so at a time after the file was taken in makes no claim, or nothing."""
    told = [times.get(key, "") for key in ("heldAt", "since")]
    deals = [name for name, column in columns.items() if _is_deal(column) and name in entry.texts]
    told += [given.at or given.since for name in deals if (given := read(name).times)]
    for source in (*(spec.get(key) for key in TIMES if key != "until"), *deals):
        if source in entry.texts and read(str(source)).times is None:
            told += re.findall(r"(?<!\d)20\d\d(?!\d)", entry.texts[str(source)])
    found = next((time for time in told if time > latest[: len(time)]), "")
    return f"{found} lies after {latest}, when the file was taken in, and no plan is said" if found else ""
