"""What states are called besides their names: by their capitals, by codes of two letters, and in other languages."""

import re
from functools import cached_property
from typing import NamedTuple

from kg.namespace import curie
from kg.naming import country
from kg.naming.form import bare, folded
from kg.query import query
from kg.query.query import Queryable

LONGEST = 4
"""The most words of such a name."""


class Exonym(NamedTuple):
    """What a name stands for: the label of a state, and how it does."""

    label: str
    how: str
    """What is told of it, after the label; empty for a name in another language or a code."""
    capital: bool = False
    code: bool = False


class Exonyms:
    """The names of the states of a graph that no register has as theirs."""

    def __init__(self, store: Queryable, peoples: str = "") -> None:
        """Read the labels, the codes of two letters and the capitals; what other languages say is read when asked.

        ``peoples`` are words for the people of a state that no register has, each with its alpha-3 code: Danes DNK.
        """
        self._peoples = peoples
        self.capitals: dict[str, str] = {}
        """Name of a capital, folded → the label of its state; none that two states have."""
        self.codes: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        """Alpha-3 code → the label of the state."""
        twice: set[str] = set()
        for row in query.find("capitals").run(store).values():
            label = row["label"]
            self._labels[curie(row["state"]).rpartition(":")[2].upper()] = label
            if code := row["alpha2"]:
                self.codes[code] = label
            if capital := row["capital"]:
                form = " ".join(folded(capital))
                if self.capitals.setdefault(form, label) != label:
                    twice.add(form)
        for form in twice:
            del self.capitals[form]

    @cached_property
    def foreign(self) -> dict[str, str]:
        """Name in another language or word for its people, bare → the label of the state it means."""
        peoples = (each.rpartition(" ") for each in self._peoples.split(",") if each.strip())
        found = country.foreign() | {bare(name.strip()): code.strip() for name, _, code in peoples}
        return {name: self._labels[code] for name, code in found.items() if code in self._labels}

    def of(self, name: str) -> Exonym | None:
        """Return the state that a name or a code in capitals stands for; None where it stands for none."""
        if label := self.capitals.get(" ".join(folded(name))):
            return Exonym(label, ", whose capital it is", True)
        if re.fullmatch(r"[A-Z]{2}", name):
            return Exonym(self.codes[name], "", code=True) if name in self.codes else None
        label = self.foreign.get(bare(name), "") if name[:1].isupper() else ""
        return Exonym(label, "") if label else None
