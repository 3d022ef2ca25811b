"""The draft of a mapping: a proposal and its open names, as a commented file for people to correct."""

import ast
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.importing.proposal import Proposal, Proposed
from kg.tables.leftover import Account
from kg.tables.mapping import Column, Decision
from kg.tables.original import Original
from kg.tables.resolution import Resolver

_HEAD = """\
# How {file} is read. 'kg import' proposed it; whoever knows the table corrects it, and 'kg build' reads the
# file and this. The next edition of the file is put in its place under the same name; 'kg import' of it moves 'latest'.
#
# A column reads: state, vendor, technology, initiative, organization, place, system (names), mark (yes or no, of the
# thing in 'is'), figure (of the quantity in 'is'), number, time, status, remark, link, text,
# or nothing. A remark such as "planned" makes a plan of the claims of its row; "cancelled" leaves them out.
# So does the name of the file or a sheet, a title, the heading of a section, a footnote, or a line under a row:
# title = "read" of a table lifts it.
# A claim stands 'at' a column; each role of it is a column, a thing such as technology:safe-city, "@" for what the
# cell at that column gives, "^" for what its heading names (the thing in 'is'), or "sheet" for the name of the sheet.
# A column of names with 'is' stands below the heading of that thing: its cells may also hold a mark or a time.
"""
_NAMES = """
# Names that no register answers to, or more than one thing. Each is left out until it is decided:
#   "Name" = "vendor:huawei"                             another name of it
#   "Name" = {{ as = "vendor:huawei", reason = "misspelt" }}  read otherwise than it is written, as corrected by us
#   "Name" = {{ leave = "not a vendor" }}                   left out for good
#   or add a row to ontology/registers/ of the workspace, and leave the line as it is
"""

_STATUSES = """
# Words of a column of a status, or of how sure a row is, that are not known; their rows make no claim. Take the first
# sign of these lines away, and say of each word what it means: asserts, plans, alleges, denies, or leave.
# [status]
"""
_STATUS = re.compile(r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*") is no status that is known""")


def text(
    original: Original,
    proposal: Proposal,
    account: Account,
    resolver: Resolver,
    decided: Mapping[tuple[str, str], Decision],
    name: str,
    taken_in: Iterable[str] = (),
) -> str:
    """Return the mapping file: the tables proposed, the sheets left out, the names that are open or decided.

    ``taken_in`` are the lines that say when the file was taken in.
    """
    lines = [_HEAD.format(file=name), f"file = {quoted(name)}"]
    if original.encoding:
        lines += [f"encoding = {quoted(original.encoding)}", f"delimiter = {quoted(original.delimiter)}"]
    lines += taken_in
    if proposal.leave:
        lines += ["", "[leave]", *(f"{quoted(sheet)} = {quoted(why)}" for sheet, why in proposal.leave.items())]
    for table in proposal.tables:
        lines += ["", *_table(table)]
    lines += [_NAMES.format()]
    lines += names(account, resolver, decided)
    return "\n".join(lines).rstrip() + "\n"


def _table(table: Proposed) -> Iterator[str]:
    yield "[[table]]"
    yield f"sheets = [{', '.join(map(quoted, table.sheets))}]"
    if table.headings:
        yield f"headings = {json.dumps(table.headings)}"
    if table.until:
        yield f"until = [{', '.join(map(quoted, table.until))}]  # the headings of another table below"
    yield ""
    yield "[table.columns]"
    for name, column in table.columns.items():
        remark = table.remarks.get(name, "")
        yield f"{quoted(name)} = {_column(column)}" + (f"  # {_flat(remark)}" if remark else "")
    for claim in table.claims:
        yield ""
        yield "[[table.claims]]"
        for key, value in claim.items():
            yield f"{key} = " + (
                f"[{', '.join(map(quoted, value))}]" if isinstance(value, list) else quoted(str(value))
            )


def _column(column: Column) -> str:
    given: dict[str, Any] = {"reads": column.reads}
    given |= {"is": column.is_} if column.is_ else {}
    given |= {"separators": column.separators} if column.separators else {}
    given |= {"nothing": column.nothing} if column.nothing else {}
    for key in ("order", "decimal", "no", "zero", "at", "why"):
        given |= {key: getattr(column, key)} if getattr(column, key) else {}
    parts = (
        f"{key} = {_listed(value)}" if isinstance(value, list) else f"{key} = {quoted(value)}"
        for key, value in given.items()
    )
    return f"{{ {', '.join(parts)} }}"


def names(account: Account, resolver: Resolver, decided: Mapping[tuple[str, str], Decision]) -> Iterator[str]:
    """Yield the lines of ``[names.<kind>]``: names that were decided, then open ones with what they may mean."""
    kinds: dict[str, list[str]] = {}
    for (kind, name), decision in decided.items():
        kinds.setdefault(kind, []).append(f"{quoted(name)} = {_decision(decision)}")
    for open_, cells, first in sorted(account.open.values(), key=lambda each: (each[0].kind, -each[1], each[0].name)):
        near = " or ".join(resolver.near(open_))
        may = f"; it may be {near}" if near else ""
        counted = f"{cells} cell{'s' * (cells > 1)}, first {first}"
        kinds.setdefault(open_.kind, []).append(f'{quoted(open_.name)} = ""  # {_flat(counted + may)}')
    for kind, lines in sorted(kinds.items()):
        yield ""
        yield f"[names.{kind}]"
        yield from lines


def statuses(account: Account) -> str:
    """Return lines of comments for the words of a status that are not known, as ``[status]`` may explain them."""
    words: dict[str, list[str]] = {}
    for left in account.left():
        if match := _STATUS.match(left.why):
            words.setdefault(ast.literal_eval(match[1]), []).append(left.cell)
    if not words:
        return ""
    lines = [
        f'# {quoted(word)} = ""  # {len(cells)} cell{"s" * (len(cells) > 1)}, first {cells[0]}'
        for word, cells in words.items()
    ]
    return _STATUSES + "\n".join(lines) + "\n"


def _decision(decision: Decision) -> str:
    if decision.left:
        return f"{{ leave = {quoted(decision.left)} }}"
    if decision.reason:
        return f"{{ as = {quoted(decision.thing)}, reason = {quoted(decision.reason)} }}"
    return quoted(decision.thing)


def quoted(text: str) -> str:
    r"""Return a text as TOML writes it on one line.

    >>> print(quoted('the "Safe" city\n'))
    "the \"Safe\" city\n"
    """
    return re.sub("[\x7f]", "\\\\u007F", json.dumps(text, ensure_ascii=False))


def _listed(texts: list[str]) -> str:
    return f"[{', '.join(map(quoted, texts))}]"


def _flat(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f]+", " ", text)
