"""The summary of an import: what was read, which claims it makes, what was left out and why, which names are new."""

import json
from collections.abc import Iterator

from kg.character import shown
from kg.importing.addition import ordered
from kg.importing.intake import Taken
from kg.tables.leftover import MOST, PLACED, Account, Left

SHOWN = 500
"""The places of one reason that are shown in a text."""
_STANCES = {"asserts": "asserted", "plans": "planned", "alleges": "alleged", "denies": "denied"}
"""Stance of a claim → how it is called in a text."""
_CUT = 300
"""The characters of a comment that are shown in a text."""


def as_text(taken: Taken) -> str:
    """Return the summary as lines for a reader."""
    account = taken.account
    lines = [f"{account.rows:9,}  rows read"]
    lines += [f"{number:9,}  claims of kind {kind}" for kind, number in sorted(account.claims.items())]
    lines += [f"{number:9,}    of them {_STANCES.get(each, each)}" for each, number in _stances(account)]
    if account.corrected:
        lines.append(f"{account.corrected:9,}  of them corrected by us, each with its reason")
    lines.append(f"{len(account):9,}  cells left out")
    for sheet, why, number, places in account.reasons():
        lines.append(f"{number:9,}    {why}: {f'{sheet}!' if sheet else ''}{_listed(places, number)}")
    if account.comments:
        lines.append(f"{len(account.comments):9,}  comments on cells, to be read beside what the cells say")
        lines += [f"             {_comment(each)}" for each in account.comments[:SHOWN]]
        if len(account.comments) > SHOWN:
            lines.append(f"             and {len(account.comments) - SHOWN:,} more, which --format json lists")
    if account.unread:
        lines.append(f"{account.unread:9,}  remarks that are not understood, on rows that are asserted all the same")
        lines += [f"             {_comment(each)}" for each in account.remarks[:SHOWN]]
        if account.unread > SHOWN:
            lines.append(f"             and {account.unread - SHOWN:,} more, of which --format json lists {MOST:,}")
    lines += [
        f"           a color means something, and colors are not read: {_comment(each)}" for each in account.legends
    ]
    if account.fills:
        told = ", ".join(f"{name} {number:,}" for name, number in account.fills.most_common())
        lines.append(f"{account.fills.total():9,}  cells with a background, which is not read: {told}")
    lines += [f"           sheet {name!r} left out: {why}" for name, why in account.sheets.items()]
    if account.open:
        lines.append(f"{len(account.open):9,}  names that are unknown or mean several")
        for open_, cells, first in ordered(account.open.values()):
            near = " or ".join(taken.near(open_))
            lines.append(f"{cells:9,}    {open_.why}, first {first}" + (f"; it may be {near}" if near else ""))
    for file, rows in taken.additions.rows.items():
        lines.append(f"           rows for ontology/registers/{file}, where these are new:")
        lines += [f"             {line}" for line in rows]
    withheld: dict[str, list[str]] = {}
    for open_, why in taken.additions.withheld:
        withheld.setdefault(why, []).append(open_.name)
    for why, names in withheld.items():
        lines.append(f"           no row is proposed for {', '.join(map(repr, names))}: {why}")
    lines += [f"           {line}" for line in (*account.told, *taken.told)]
    return "\n".join(lines)


def as_json(taken: Taken) -> Iterator[str]:
    """Yield the summary as JSON, line by line; every cell that was left out is there with its place."""
    account = taken.account
    whole = {
        "source": taken.id,
        "files": [path.name for path in taken.files],
        "written": taken.written,
        "rows": account.rows,
        "claims": dict(sorted(account.claims.items())),
        "stances": dict(_stances(account)),
        "corrected": account.corrected,
        "left": [],
        "comments": [_of_cell(each, "comment") for each in account.comments],
        "remarksUnread": account.unread,
        "remarks": [_of_cell(each, "remark") for each in account.remarks],
        "colors": [_of_cell(each, "legend") for each in account.legends],
        "backgrounds": dict(account.fills.most_common()),
        "told": account.told,
        "sheetsLeft": account.sheets,
        "names": [
            {
                "kind": open_.kind,
                "name": open_.name,
                "why": open_.why,
                "cells": cells,
                "first": first,
                "candidates": taken.near(open_),
            }
            for open_, cells, first in ordered(account.open.values())
        ],
        "registers": taken.additions.rows,
        "notProposed": [
            {"kind": open_.kind, "name": open_.name, "why": why} for open_, why in taken.additions.withheld
        ],
    }
    for line in json.dumps(whole, ensure_ascii=False, indent=2).split("\n"):
        if line != '  "left": [],':
            yield line
            continue
        yield '  "left": ['
        before = ""
        for each in account.left():
            if before:
                yield f"{before},"
            before = f"    {json.dumps(_of_cell(each), ensure_ascii=False)}"
        yield from (before,) if before else ()
        yield "  ],"


def _stances(account: Account) -> list[tuple[str, int]]:
    """Return each stance with the claims that have it, those that are asserted first."""
    order = list(_STANCES)
    return sorted(account.stances.items(), key=lambda each: order.index(each[0]) if each[0] in order else len(order))


def _of_cell(each: Left, said: str = "why") -> dict[str, str | int]:
    return {"sheet": each.sheet, "row": each.row, "column": each.column, "cell": each.cell, said: each.why}


def _listed(places: list[str], cells: int) -> str:
    """Return the places of so many cells, of which the first are given."""
    more = len(places) - SHOWN
    told = f"{more:,} places more" if cells <= PLACED else "more places"
    return ", ".join(places[:SHOWN]) + (f" and {told}, which --format json lists" if more > 0 or cells > PLACED else "")


def _comment(each: Left) -> str:
    place = f"{each.sheet}!{each.cell}" if each.sheet else each.cell
    return f"{place}: {shown(each.why)[:_CUT]}"
