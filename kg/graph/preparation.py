"""What the bulk loader of an engine reads: a file of N-Quads for each graph, its settings, and the manifest.

An engine that is filled by it holds the manifest of :mod:`kg.graph.manifest` from its last file, so that a load by
``kg load`` afterwards finds what stands there, and sends nothing but what is lacking.
"""

import gzip
import json
import shlex
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from kg.errors import TargetError
from kg.graph import manifest
from kg.graph.manifest import Manifest, Record
from kg.namespace import iri

LAST = "last"
"""The folder of the manifest, which is loaded when all else is."""
NAME = "surveillance-kg"


@contextmanager
def making(to: Path) -> Iterator[Path]:
    """Give a scratch folder beside one that is to be made, and remove it when the block ends.

    Raises:
        TargetError: something stands where the folder is to be made, or it cannot be written.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise TargetError(str(to), "something stands there", "name a folder that is not there yet")
    to.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{to.name}.", dir=to.parent) as folder:
        yield Path(folder)


def prepared(store: ox.Store, engine: str, scratch: Path, to: Path) -> str:
    """Make the folder from which an engine loads the named graphs of a store, and return the command that does.

    Raises:
        TargetError: the name of the folder is none that the engine takes.
        OSError: it cannot be written.
    """
    made = scratch / "made"
    (made / LAST).mkdir(parents=True)
    records: dict[str, Record] = {}
    for number, (graph, lines) in enumerate(manifest.graphs(store).items()):
        records[graph] = lines.record()
        # a loader takes a name that it knows for a file it has
        _write(made / f"{number:04}-{records[graph].digest[:12]}.nq.gz", _quads(lines.sent(), graph, number))
    told = manifest.lines(Manifest(records, complete=True))
    _write(made / LAST / "manifest.nq.gz", _quads(told, iri("graph:manifest"), len(records)))
    command = ENGINES[engine](made, to.absolute())
    made.replace(to)
    return command


def _quads(triples: Iterable[str], graph: str, number: int) -> Iterator[str]:
    """Yield triples as lines of a graph; a blank node is named by the number of its graph as well."""
    for line in triples:
        subject, predicate, rest = line.split(" ", 2)
        value = rest.removesuffix(" .\n")
        ends = (f"_:g{number}{end[2:]}" if end.startswith("_:") else end for end in (subject, value))
        yield f"{next(ends)} {predicate} {next(ends)} <{graph}> .\n"


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("wb") as file, gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
        packed.writelines(line.encode() for line in lines)


def _qlever(made: Path, to: Path) -> str:
    """Write the settings of ``qlever``, and of the index builder that it calls."""
    settings = {"ascii-prefixes-only": False, "num-triples-per-batch": 1_000_000}
    (made / f"{NAME}.settings.json").write_text(json.dumps(settings, indent=1) + "\n", "utf-8")
    inputs = f"*.nq.gz {LAST}/*.nq.gz"
    told: dict[str, Sequence[tuple[str, str]]] = {
        "data": (("NAME", NAME), ("DESCRIPTION", "A graph that kg load prepared"), ("FORMAT", "nq")),
        "index": (
            ("INPUT_FILES", inputs),
            ("CAT_INPUT_FILES", "zcat ${INPUT_FILES}"),
            ("SETTINGS_JSON", json.dumps(settings)),
        ),
        "server": (("PORT", "7019"), ("HOST_NAME", "localhost"), ("MEMORY_FOR_QUERIES", "5G"), ("TIMEOUT", "60s")),
        "runtime": (("SYSTEM", "native"),),
        "ui": (("UI_CONFIG", "default"),),
    }
    sections = (
        f"[{section}]\n" + "".join(f"{key} = {value}\n" for key, value in held) for section, held in told.items()
    )
    (made / "Qleverfile").write_text("\n".join(sections), "utf-8")
    return f"cd {shlex.quote(str(to))} && qlever index && qlever start"


VIRTUOSO = """-- isql HOST:PORT dba PASSWORD load.sql, where DirsAllowed in virtuoso.ini has this folder. Given again,
-- it goes on with what is not loaded. One loader: several end in deadlocks, which they say in LOAD_LIST alone.
UPDATE DB.DBA.LOAD_LIST SET ll_state = 0, ll_error = NULL
  WHERE ll_file LIKE '{to}/%' AND (ll_error IS NOT NULL OR ll_state = 1);
ld_dir ('{to}', '*.nq.gz', 'urn:default');
rdf_loader_run ();
CREATE PROCEDURE DB.DBA.KG_LOADED () {{
  DECLARE n INTEGER;
  n := (SELECT COUNT (*) FROM DB.DBA.LOAD_LIST
    WHERE ll_file LIKE '{to}/%' AND (ll_state <> 2 OR ll_error IS NOT NULL));
  IF (n > 0) SIGNAL ('KG001', SPRINTF ('%d files are not loaded: see ll_file, ll_error in DB.DBA.LOAD_LIST', n));
  ld_dir ('{to}/{last}', '*.nq.gz', 'urn:default');
  rdf_loader_run ();
}};
DB.DBA.KG_LOADED ();
checkpoint;
"""


def _virtuoso(made: Path, to: Path) -> str:
    """Write what ``isql`` runs."""
    if "'" in str(to):
        raise TargetError(str(to), "its name has a quote, which SQL ends a text with", "name another folder")
    (made / "load.sql").write_text(VIRTUOSO.format(to=to, last=LAST), "utf-8")
    return f"isql HOST:PORT dba PASSWORD {shlex.quote(str(to / 'load.sql'))}"


ENGINES: dict[str, Callable[[Path, Path], str]] = {"qlever": _qlever, "virtuoso": _virtuoso}
"""Engine → what writes its settings into a folder, and gives the command that loads it."""
