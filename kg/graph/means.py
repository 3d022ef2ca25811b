"""By what means a build is made, and the tasks that it is parted into for them."""

from collections.abc import Mapping
from typing import NamedTuple

from kg.evidence.source import Source
from kg.graph import shard
from kg.graph.part import Task
from kg.graph.shard import Inputs


class How(NamedTuple):
    """By what means a build is made; the graph is the same by all of them."""

    processes: int = 1
    memory: int = shard.MEMORY
    """Bytes that one task may take."""
    on: str = ""
    """The address of a cluster that does the tasks, as ``dask://HOST:PORT``."""
    parts: str = ""
    """The folder, or what fsspec reaches, where the parts are kept: one whose inputs are as they were is not made."""


CLUSTERED = 64
"""How many shards a cluster gets at least, where the sources are large enough for them."""
EACH = 4
"""About how many shards each of several processes gets, so that none waits long for the last of another."""
ALONE = How()
"""In this process, without another."""


def planned(inputs: Inputs, sources: Mapping[str, Source], how: How, to: str, digests: Mapping[str, str]) -> list[Task]:
    """Return the tasks of a build, the largest first; with the digests of the sources, each has a name of its own."""
    least = max(EACH * how.processes if how.processes > 1 else 1, CLUSTERED if how.on else 1)
    world = shard.world(inputs) if digests else ""
    told = inputs._replace(world=world)
    shards = sorted(shard.plan(sources, least, how.memory), key=lambda each: -shard.size(each, sources))
    return [Task(each, told, to, shard.called(each, world, digests) if digests else "") for each in shards]
