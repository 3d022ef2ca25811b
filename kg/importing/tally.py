"""The tally of a build: how many cells of each original make no claim, so that none is left out in silence."""

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.evidence import mapped, register, source
from kg.namespace import folders
from kg.tables.leftover import Account
from kg.tables.mapping import Map


def lines(extra: Sequence[Path] = ()) -> Iterator[str]:
    """Yield a line for each source that a mapping reads of which some cells make no claim; each is read once more.

    Raises:
        SourceError: as :func:`kg.evidence.mapped.rows`.
    """
    for each in source.read_all(*folders("sources"), *extra).values():
        mapping = mapped.beside(each)
        if mapping is None:
            continue
        account = Account()
        for _ in mapped.rows(mapping, register.released(), account):
            pass
        file = mapping.original.name
        if len(account):
            open_ = f", {len(account.open)} names are open" if account.open else ""
            told = f"kg import {shlex.quote(str(mapping.original))} --id {each.id} --dry-run"
            open_ += f", {account.unread:,} remarks are not understood" if account.unread else ""
            yield f"{file}: {len(account):,} cells make no claim{open_}; which, and why: {told}"
        if account.late and not _taken_in(mapping):
            yield (
                f"{file}: {account.late:,} rows tell of a time after {mapping.file.latest}, when an earlier edition was"
                f" taken in; 'latest' is moved by: kg import {shlex.quote(str(mapping.original))} --id {each.id}"
            )


def _taken_in(mapping: Map) -> bool:
    """Return whether an original is as it was when it was taken in, or nobody says how it was."""
    from kg.importing import edition

    return mapping.file.digest in ("", edition.digest(mapping.original))
