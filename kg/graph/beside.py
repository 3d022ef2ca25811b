"""What stands beside the store of a build: its columns, which another process may make while the store is loaded."""

from pathlib import Path
from typing import NamedTuple

from kg.graph import shard, tabulation
from kg.graph.shard import Inputs
from kg.graph.tabulation import Tabled


class Asked(NamedTuple):
    """What is asked of who makes columns."""

    inputs: Inputs
    folder: Path
    contents: tuple[bytes | Path, ...]
    """The N-Quads of the store, or files of them."""


def columns(asked: Asked) -> Tabled:
    """Write columns of what the queries of the inputs' workspace count, and return what they hold.

    Raises:
        KgError: as :func:`kg.graph.shard.read`.
        OSError: as :func:`kg.graph.tabulation.tabled`.
    """
    shard.read(asked.inputs)
    return tabulation.tabled(asked.folder, asked.contents)
