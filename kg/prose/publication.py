"""Which works of the sources a publisher has published: whose report a text of that publisher speaks of."""

from kg.evidence import source
from kg.namespace import folders
from kg.setting import kept


@kept
def published() -> dict[str, tuple[str, ...]]:
    """Return publisher → the CURIEs of the works in sources/ that it published."""
    found: dict[str, list[str]] = {}
    for id_, one in source.read_all(*folders("sources")).items():
        if one.header.publisher and one.header.type == "Edition":
            found.setdefault(one.header.publisher, []).append(f"source:{id_}")
    return {name: tuple(ids) for name, ids in found.items()}
