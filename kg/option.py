"""Options of a command line: one that takes one value is given once, and is not the last of several in silence."""

import argparse
from collections.abc import Sequence
from typing import Any

TWICE = "it is given twice, and takes one value"


class _Once(argparse.Action):
    """Keeps the value of an option, or of what stands by its place."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        if option_string is not None and isinstance(parser, Once):
            if self.dest in parser.met:
                raise argparse.ArgumentError(self, TWICE)
            parser.met.add(self.dest)
        setattr(namespace, self.dest, values)


class Once(argparse.ArgumentParser):
    """A parser that refuses an option given twice, if it does not collect what it is given."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.met: set[str] = set()
        """What the options that were met in the words at hand are kept as."""
        for action in (None, "store"):
            self.register("action", action, _Once)

    def parse_known_args(self, *args: Any, **named: Any) -> Any:
        """Return the values and the words that are left, as the parser of Python does."""
        self.met.clear()
        return super().parse_known_args(*args, **named)
