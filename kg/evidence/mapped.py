"""A source whose claims stand in an untouched original, read as the mapping beside it says."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.errors import Faults, SourceError, suggestion
from kg.evidence.claim import kinds
from kg.evidence.register import Registers
from kg.evidence.source import Source
from kg.naming import form
from kg.naming.form import said
from kg.setting import kept
from kg.tables import mapping
from kg.tables.leftover import Account
from kg.tables.mapping import Map

if TYPE_CHECKING:
    from kg.tables.original import Original

_ASIDE = ("kind", "at", "citation", "status", "time", "modality", "claimedBy", "act", "stance", "position")
_ALSO = ("since", "until", "heldAt", "locatedIn")


def rows(
    mapped: Map, registers: Registers, account: Account | None = None, opened: "Original | None" = None
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (place, raw claim) for what an original states; what of it makes no claim goes into ``account``.

    Without an account a name that is in no register and not in the mapping is an error, told after the last row.

    Raises:
        SourceError: as :func:`kg.tables.reading.rows`; or a claim of the mapping is of no kind, or has no such role.
    """
    from kg.tables import original, reading  # which compile the words of many languages

    checked(mapped)
    given = account if account is not None else Account()
    opened = opened or original.opened(mapped.original, mapped.file.encoding, mapped.file.delimiter)
    yield from reading.rows(mapped, opened, registers, required, given)
    if account is None:
        faults = Faults()
        for open_, cells, first in given.open.values():
            if (open_.kind, said(open_.name)) not in mapped.names:
                more = f" and {cells - 1} more cells" if cells > 1 else ""
                todo = f"say in [names.{open_.kind}] of {mapped.path.name} what it means, or add a row to the register"
                faults.found.append(SourceError(f"{opened.path.name}, {first}{more}", open_.why, todo))
        faults.told()


def beside(source: Source) -> Map | None:
    """Return the mapping that lies beside the file of a source, or None.

    Raises:
        SourceError: as :func:`kg.tables.mapping.read`.
    """
    path = mapping.beside(source.path)
    return mapping.read(path) if path.exists() else None


@kept
def required(kind: str) -> frozenset[str]:
    """Return the roles that a kind of situation has to have."""
    return frozenset(role.name for role in kinds().get(kind, {}).values() if role.required)


def checked(mapped: Map) -> None:
    """Raise where a claim of a mapping is of no kind, or has a role that its kind has not or lacks one it must have.

    Raises:
        SourceError: all of it at once.
    """
    faults = Faults()
    for number, table in enumerate(mapped.file.table, 1):
        for claim in table.claims:
            place, kind = f"{mapped.path.name}, table {number}", str(claim["kind"])
            if kind not in kinds():
                todo = suggestion(kind, kinds(), f"use one of {', '.join(kinds())}")
                faults.found.append(SourceError(place, f"{kind!r} is not a kind of situation", todo))
                continue
            roles = kinds()[kind]
            for key in claim:
                if key not in roles and key not in (*_ASIDE, *_ALSO):
                    todo = suggestion(key, [*roles, *_ASIDE], f"its roles are {', '.join(roles)}")
                    faults.found.append(SourceError(place, f"{form.one(kind)} has no key {key!r}", todo))
            for role in required(kind) - claim.keys():
                faults.found.append(SourceError(place, f"{form.one(kind)} without {role!r}", f"say its {role}"))
    faults.told()
