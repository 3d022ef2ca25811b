"""The query files of the workspace in use, read to their end before a build: what is wrong with any of them."""

import pyoxigraph as ox

from kg.errors import Faults, QueryError
from kg.query import library, query
from kg.setting import workspace


def told() -> None:
    """Do nothing where every query file of the workspace in use can be read and is SPARQL, or where there is none.

    Raises:
        QueryError: all that is wrong with them at once: front matter, text, names that are taken, and files among them
            that are no queries.
    """
    own, faults, nothing = workspace(), Faults(), ox.Store()
    for name in query.FOLDERS if own else ():
        assert own is not None
        with faults.kept():
            library.files(name)
        place = own.folder / "queries" / name
        for path in sorted(place.iterdir()) if place.is_dir() else ():
            if path.suffix == ".rq":
                with faults.kept():
                    query.run(nothing, query.read(path).text, f"{name}/{path.name}")
            elif not path.name.startswith((".", "_")) and path.suffix.lower() not in (".md", ".txt"):
                found = "it is no query that is read"
                faults.found.append(
                    QueryError(f"{name}/{path.name}", found, f"name it {path.stem}.rq, or move it away")
                )
    faults.told()
