"""Names in published files, resolved by the registers."""

import re
from functools import cached_property

from kg.errors import SourceError, UnknownName
from kg.evidence import register
from kg.namespace import curie, iri


class Names:
    """What the names and codes of a published file stand for."""

    def __init__(self) -> None:
        self.registers = register.released()

    def resolve(self, name: str, class_: str, place: str) -> str:
        """Return the CURIE of the thing of a class (``ais:Vendor``) that has ``name`` as label or alias.

        Raises:
            SourceError: no register row, or more than one, has that name.
        """
        try:
            return self.registers.resolve(name.strip(), iri(class_), place)
        except UnknownName as error:
            raise SourceError(error.place, error.found, error.todo) from error

    def category(self, code: str, scheme: str, place: str) -> str:
        """Return the category of a scheme that has ``code`` as its notation."""
        found = self._categories.get((scheme, code.strip()))
        if found is None:
            raise SourceError(place, f"{code!r} is no category of {scheme}", "add it to categories.csv")
        return found

    def group(self, state: str, place: str) -> str:
        """Return the group of the vendors that are based in ``state``."""
        found = self._groups.get(state)
        if found is None:
            raise SourceError(place, f"no group of vendors based in {state}", "add one to groups.csv")
        return found

    def parts(self, cell: str) -> list[str]:
        """Return the names of a cell that lists several: parted by commas, with 'and' before the last or without.

        >>> Names.parts(None, "Huawei, ZTE, and Yixin ")
        ['Huawei', 'ZTE', 'Yixin']
        """
        return [part for part in re.split(r",\s*(?:and\s+)?", cell.strip()) if part]

    @cached_property
    def _categories(self) -> dict[tuple[str, str], str]:
        return {
            (scheme, code): row.name
            for row in self.registers.rows["categories"]
            for scheme in self._objects(row, "skos:inScheme")
            for code in self._objects(row, "skos:notation")
        }

    @cached_property
    def _groups(self) -> dict[str, str]:
        return {
            state: row.name
            for row in self.registers.rows["groups"]
            for state in self._objects(row, "ais:membersBasedIn")
        }

    @staticmethod
    def _objects(row: register.Row, property_: str) -> list[str]:
        terms = (term for name, term in row.statements if name == iri(property_))
        return [curie(term[1:-1]) if term.startswith("<") else term[1 : term.rindex('"')] for term in terms]
